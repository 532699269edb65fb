//! What a reader of an analysis should know about its limits on this text.
//!
//! In: the text, and what the newsroom said of it. Out: notes, each with a stable word and a sentence.
//! Deliberately absent: refusal; a text in another language is analysed as far as possible.

use super::Context;
use crate::domain::Note;
use whatlang::{Lang, detect};

/// The language of fewer letters than this is a guess.
const ENOUGH_TO_TELL: usize = 80;
/// A detector looks at this much of the text, in bytes: the language does not change behind it, and time stays bounded.
const LOOKED_AT: usize = 20_000;

/// Finds the notes that a text deserves.
pub(super) fn find_notes(sent: &str, context: &Context) -> Vec<Note> {
    let mut notes = Vec::new();
    if !sent.chars().any(char::is_alphanumeric) {
        notes.push(Note { code: "empty".into(), detail: "The text holds no words.".to_owned() });
    } else if let Some(language) = other_language(sent, context) {
        notes.push(Note {
            code: "language".into(),
            detail: format!("The text seems to be in {language}; the analysis is made for English, so expect gaps and mistakes."),
        });
    }
    notes
}

/// The language of a text that is not English: as the newsroom says, else as it looks.
fn other_language(sent: &str, context: &Context) -> Option<String> {
    if let Some(tag) = &context.language {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        return (!primary.eq_ignore_ascii_case("en")).then(|| format!("“{tag}”"));
    }
    let end = (0..=LOOKED_AT.min(sent.len())).rev().find(|&at| sent.is_char_boundary(at)).unwrap_or(0);
    let looked_at = &sent[..end];
    if looked_at.chars().filter(|c| c.is_alphabetic()).count() < ENOUGH_TO_TELL {
        return None;
    }
    let found = detect(looked_at)?;
    (found.lang() != Lang::Eng && found.is_reliable()).then(|| found.lang().eng_name().to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Context, find_notes};

    #[test]
    fn a_german_article_gets_a_note_and_an_english_one_none() {
        let german = "Der Minister sagte am Montag, das Kraftwerk werde im Herbst abgeschaltet. Die Gewerkschaft nannte die Entscheidung einen schweren Fehler und kündigte Proteste an.";
        assert_eq!(find_notes(german, &Context::default())[0].code, "language");
        let english = "The minister said on Monday that the plant would be shut down in autumn. The union called the decision a grave mistake and announced protests.";
        assert_eq!(find_notes(english, &Context::default()), vec![]);
    }
}
