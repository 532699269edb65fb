//! What newsrooms send, checked and made into an article's text.
//!
//! In: a [`Submission`], as it came. Out: a [`NewArticle`], or every field that is wrong with what would be right.
//! Deliberately absent: JSON (`wire`), and the analysis (`engine`).

mod checks;
pub mod html;
mod keys;
mod reviews;
mod sources;
mod views;

use crate::domain::{FieldError, NewArticle, Sample, SentHtml, Submission, TextFormat};
pub use keys::check_key;
pub use reviews::check_review;
pub use sources::{check_new_source, check_source_change};
pub use views::{check_view, check_view_change};

use checks::Checks;
use html::{HtmlText, read_html};
use thiserror::Error;

/// The longest text that is taken in, unless the operator sets another limit: 1 MB, some 170,000 words.
pub const DEFAULT_TEXT_LIMIT: usize = 1_000_000;

/// Why something that was sent is not taken in.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum IntakeError {
    /// Fields are wrong.
    #[error("{}", .0.iter().map(|wrong| format!("{}: {}", wrong.field, wrong.detail)).collect::<Vec<_>>().join("; "))]
    Fields(Vec<FieldError>),
    /// The text is too long.
    #[error("the text has {found} bytes, and at most {limit} are taken in")]
    TooLarge {
        /// Its size in bytes of UTF-8.
        found: usize,
        /// The limit, in the same unit.
        limit: usize,
    },
}

/// A text to be analysed and not kept, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedSample {
    /// The text that is analysed.
    pub body: String,
    /// What it was read from, where HTML was sent.
    pub html: Option<SentHtml>,
    /// Whose own voice it is in.
    pub outlet: Option<String>,
    /// Its language, a BCP 47 tag.
    pub language: Option<String>,
}

/// Checks an article. `limit` is in bytes of UTF-8.
///
/// # Errors
/// Where the text is too long, or else all fields that are wrong at once.
pub fn check_article(sent: Submission, limit: usize) -> Result<NewArticle, IntakeError> {
    check_size(&sent.body, limit)?;
    let mut checks = Checks::default();
    let (outlet, external_id) = (checks.name("outlet", sent.outlet, 200), checks.name("external_id", sent.external_id, 500));
    let title = checks.line("title", sent.title, 2_000);
    let format = format(&mut checks, sent.format.as_deref());
    let (body, original) = read_body(&mut checks, format, sent.body);
    let article = NewArticle {
        outlet,
        external_id,
        title,
        format,
        body,
        original,
        url: checks.web_address("url", sent.url),
        byline: checks.line("byline", sent.byline, 2_000),
        published_at: checks.time("published_at", sent.published_at),
        modified_at: checks.time("modified_at", sent.modified_at),
        language: checks.language("language", sent.language),
    };
    checks.finish(article)
}

/// Checks a text that is not to be kept. `limit` is in bytes of UTF-8.
///
/// # Errors
/// As [`check_article`].
pub fn check_sample(sent: Sample, limit: usize) -> Result<CheckedSample, IntakeError> {
    check_size(&sent.body, limit)?;
    let mut checks = Checks::default();
    let format = format(&mut checks, sent.format.as_deref());
    let (outlet, language) = (sent.outlet.map(|outlet| checks.name("outlet", outlet, 200)), checks.language("language", sent.language));
    let (body, html) = read_body(&mut checks, format, sent.body);
    checks.finish(CheckedSample { body, html, outlet, language })
}

/// The text of a body, with the body itself where that is HTML.
fn read_body(checks: &mut Checks, format: TextFormat, sent: String) -> (String, Option<SentHtml>) {
    let html = checks.text("body", sent);
    if format == TextFormat::Text {
        return (html, None);
    }
    let HtmlText { text, map } = read_html(&html);
    if checks::is_blank_text(&text) && !checks::is_blank_text(&html) {
        checks.wrong("body", "it holds no text that a reader would see");
    }
    (text, Some(SentHtml { html, map }))
}

fn check_size(body: &str, limit: usize) -> Result<(), IntakeError> {
    if body.len() > limit { Err(IntakeError::TooLarge { found: body.len(), limit }) } else { Ok(()) }
}

fn format(checks: &mut Checks, word: Option<&str>) -> TextFormat {
    match word {
        None | Some("text") => TextFormat::Text,
        Some("html") => TextFormat::Html,
        Some(other) => {
            checks.wrong("format", format!("`{other}` is not a format; it must be `text` or `html`"));
            TextFormat::Text
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent() -> Submission {
        Submission { outlet: "daily-example".into(), external_id: "4711".into(), body: "The ministry said so.".into(), ..Submission::default() }
    }

    fn wrong_fields(sent: Submission) -> Vec<String> {
        match check_article(sent, 1000) {
            Err(IntakeError::Fields(fields)) => fields.into_iter().map(|wrong| wrong.field).collect(),
            other => panic!("expected wrong fields, got {other:?}"),
        }
    }

    #[test]
    fn the_obligatory_fields_are_enough() {
        let article = check_article(sent(), 1000).unwrap();
        assert_eq!((article.outlet.as_str(), article.body.as_str()), ("daily-example", "The ministry said so."));
    }

    #[test]
    fn all_wrong_fields_are_named_at_once() {
        let all_wrong = Submission {
            outlet: " ".into(),
            external_id: String::new(),
            body: "\n \u{a0}\u{feff}".into(),
            format: Some("markdown".into()),
            url: Some("javascript:alert(1)".into()),
            published_at: Some("yesterday".into()),
            language: Some("English, mostly".into()),
            title: Some("a\u{7}b".into()),
            ..Submission::default()
        };
        assert_eq!(wrong_fields(all_wrong), ["outlet", "external_id", "title", "format", "body", "url", "published_at", "language"]);
    }

    #[test]
    fn a_sample_in_html_becomes_the_text_that_a_reader_sees() {
        let sample = |body: &str, format: &str| Sample { body: body.into(), format: Some(format.into()), ..Sample::default() };
        let checked = check_sample(sample("<p>The ministry said&nbsp;so.", "html"), 1000).unwrap();
        assert_eq!(checked.body, "The ministry said\u{a0}so.");
        assert_eq!(checked.html.unwrap().html, "<p>The ministry said&nbsp;so.");
        let error = check_sample(sample("<p hidden>so</p>", "html"), 1000).unwrap_err();
        assert_eq!(error.to_string(), "body: it holds no text that a reader would see");
        let error = check_sample(sample("so", "markdown"), 1000).unwrap_err();
        assert_eq!(error.to_string(), "format: `markdown` is not a format; it must be `text` or `html`");
    }

    #[test]
    fn an_article_in_html_keeps_what_was_sent_beside_its_text() {
        let html = |body: &str| Submission { body: body.into(), format: Some("html".into()), ..sent() };
        let article = check_article(html("<p>The <b>min</b>istry said so.</p>"), 1000).unwrap();
        assert_eq!((article.format, article.body.as_str()), (TextFormat::Html, "The ministry said so."));
        assert_eq!(article.original.unwrap().html, "<p>The <b>min</b>istry said so.</p>");
        assert_eq!(check_article(sent(), 1000).unwrap().original, None);
        for nothing in ["<p hidden>so</p>", "<!-- so -->", "<p>\u{ad}</p>"] {
            assert_eq!(wrong_fields(html(nothing)), ["body"], "{nothing}");
        }
        assert_eq!(wrong_fields(html(" ")), ["body"]);
    }

    #[test]
    fn a_null_byte_is_named_with_its_place() {
        let error = check_article(Submission { body: "He said\0 no.".into(), ..sent() }, 1000).unwrap_err();
        assert_eq!(error.to_string(), "body: it holds a null byte, at character 7");
    }

    #[test]
    fn the_limit_counts_bytes_and_the_last_one_still_fits() {
        let long = |bytes: usize| Submission { body: "é".repeat(bytes / 2), ..sent() };
        assert!(check_article(long(1000), 1000).is_ok());
        assert_eq!(check_article(long(1002), 1000), Err(IntakeError::TooLarge { found: 1002, limit: 1000 }));
    }

    #[test]
    fn usual_values_of_optional_fields_are_taken() {
        let full = Submission {
            url: Some("https://example.org/a?b=1".into()),
            published_at: Some("2023-03-17T10:00:00+01:00".into()),
            language: Some("en-GB".into()),
            title: Some("Xi to visit Moscow – “no limits”".into()),
            format: Some("text".into()),
            ..sent()
        };
        let article = check_article(full, 1000).unwrap();
        assert_eq!(article.published_at.unwrap().to_string(), "2023-03-17T09:00:00Z");
    }
}
