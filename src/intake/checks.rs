//! Checks of single fields.
//!
//! In: a field's name and value. Out: the value, with what is wrong about it noted.
//! Deliberately absent: which fields there are (`intake`).

use super::IntakeError;
use crate::domain::FieldError;
use jiff::Timestamp;

/// What was found wrong so far.
#[derive(Debug, Default)]
pub(super) struct Checks {
    wrong: Vec<FieldError>,
}

impl Checks {
    /// Notes that a field is wrong.
    pub(super) fn wrong(&mut self, field: &str, detail: impl Into<String>) {
        self.wrong.push(FieldError::new(field, detail));
    }

    /// Whether nothing was found wrong about a field so far.
    pub(super) fn is_right(&self, field: &str) -> bool {
        self.wrong.iter().all(|wrong| wrong.field != field)
    }

    /// The value, where nothing was wrong.
    pub(super) fn finish<T>(self, value: T) -> Result<T, IntakeError> {
        if self.wrong.is_empty() { Ok(value) } else { Err(IntakeError::Fields(self.wrong)) }
    }

    /// A text of any length with at least one visible character, and without null bytes: no program that stores or shows
    /// text handles those reliably, and none belongs into an article.
    pub(super) fn text(&mut self, field: &str, value: String) -> String {
        if let Some(at) = value.find('\0') {
            let character = value[..at].chars().count();
            self.wrong(field, format!("it holds a null byte, at character {character}"));
        } else if is_blank_text(&value) {
            self.wrong(field, "it is empty");
        }
        value
    }

    /// A single line that identifies something: not empty, and without white space around it, which nobody sees.
    pub(super) fn name(&mut self, field: &str, value: String, longest: usize) -> String {
        if value.chars().all(is_blank) {
            self.wrong(field, "it is empty");
        } else if value.trim() != value {
            self.wrong(field, "it begins or ends with white space");
        } else {
            self.check_line(field, &value, longest);
        }
        value
    }

    /// A single line that may be missing; an empty one counts as missing.
    pub(super) fn line(&mut self, field: &str, value: Option<String>, longest: usize) -> Option<String> {
        let value = value.filter(|line| !line.is_empty())?;
        self.check_line(field, &value, longest);
        Some(value)
    }

    /// Some lines for people to read, that may be missing; nothing but white space counts as missing.
    pub(super) fn prose(&mut self, field: &str, value: Option<String>, longest: usize) -> Option<String> {
        let value = value.filter(|text| !text.chars().all(is_blank))?;
        if value.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
            self.wrong(field, "it holds a control character, such as a null byte");
        } else if value.chars().count() > longest {
            self.wrong(field, format!("it is longer than {longest} characters"));
        }
        Some(value)
    }

    /// One of a fixed set of words.
    pub(super) fn word<T: Copy>(&mut self, field: &str, value: &str, known: &[T], word: impl Fn(T) -> &'static str) -> Option<T> {
        let found = known.iter().copied().find(|&one| word(one) == value);
        if found.is_none() {
            let all = known.iter().map(|&one| format!("`{}`", word(one))).collect::<Vec<_>>().join(", ");
            self.wrong(field, format!("`{value}` must be one of {all}"));
        }
        found
    }

    /// Notes that a field is wrong, unless something else about it was noted already.
    pub(super) fn otherwise_wrong(&mut self, field: &str, detail: &str) {
        if !self.wrong.iter().any(|wrong| wrong.field == field) {
            self.wrong(field, detail);
        }
    }

    fn check_line(&mut self, field: &str, value: &str, longest: usize) {
        if value.chars().any(char::is_control) {
            self.wrong(field, "it holds a control character, such as a line break or a null byte");
        } else if value.chars().count() > longest {
            self.wrong(field, format!("it is longer than {longest} characters"));
        }
    }

    /// An address that a browser can open: others, such as `javascript:`, must never become a link on a page.
    pub(super) fn web_address(&mut self, field: &str, value: Option<String>) -> Option<String> {
        let value = self.line(field, value, 2_000)?;
        let scheme = value.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
        if !matches!(scheme.as_deref(), Some("http" | "https")) || value.contains(char::is_whitespace) {
            self.otherwise_wrong(field, "it must be a web address that starts with `https://` or `http://`");
        }
        Some(value)
    }

    /// A time with its offset from UTC.
    pub(super) fn time(&mut self, field: &str, value: Option<String>) -> Option<Timestamp> {
        let value = value.filter(|time| !time.is_empty())?;
        // In full microseconds, as it will be stored.
        let time = value.parse::<Timestamp>().ok().and_then(|time| Timestamp::from_microsecond(time.as_microsecond()).ok());
        if time.is_none() {
            self.wrong(field, "it must be a time as RFC 3339 has it, such as `2023-03-17T09:00:00Z`");
        }
        time
    }

    /// A language tag: letters, then groups of letters and digits, as BCP 47 has it.
    pub(super) fn language(&mut self, field: &str, value: Option<String>) -> Option<String> {
        let value = value.filter(|tag| !tag.is_empty())?;
        let mut groups = value.split('-');
        let first_is_right = groups.next().is_some_and(|first| (2..=8).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic()));
        let others_are_right = groups.all(|group| (1..=8).contains(&group.len()) && group.bytes().all(|b| b.is_ascii_alphanumeric()));
        if !first_is_right || !others_are_right || value.len() > 35 {
            self.wrong(field, "it must be a language tag such as `en` or `en-GB`");
        }
        Some(value)
    }
}

/// Whether a reader would see nothing of it.
pub(super) fn is_blank_text(text: &str) -> bool {
    text.chars().all(is_blank)
}

/// White space, controls, and marks that have no width and say nothing by themselves.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}
