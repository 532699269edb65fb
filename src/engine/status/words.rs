//! The story as words that can be compared: forms, topics, breaks.
//!
//! In: the text. Out: for each sentence its words, each an entry of one [`Vocabulary`].
//! Deliberately absent: syntax, which is right most of the time, and these rules have to hold when it is not.

use crate::domain::Span;
use crate::engine::lexicon::{stance_forms, stances};
use crate::engine::text::Text;
use std::collections::HashMap;

/// What stands between a word and the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    Space,
    Comma,
    /// A quotation mark.
    Quote,
    /// A semicolon, a colon, a dash, a bracket.
    Strong,
}

/// A word in its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    pub(super) span: Span,
    pub(super) entry: usize,
    pub(super) gap: Gap,
    /// Whether it begins with a capital.
    pub(super) capital: bool,
}

/// What is known of a word wherever it stands.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) lower: String,
    pub(super) forms: Vec<String>,
    /// Lines of synonyms, and the word's own stem behind them; empty for a word that tells nothing.
    pub(super) topics: Vec<u32>,
    /// Pairs of opposites that it stands in, each with its side.
    pub(super) sides: Vec<(u32, bool)>,
}

/// The story's words, sentence by sentence.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) sentences: Vec<Vec<Word>>,
    entries: Vec<Entry>,
}

/// Topics below this are lines of synonyms, those above are single words.
const FIRST_STEM: u32 = 1 << 16;

impl Words {
    pub(super) fn of(text: &Text) -> Self {
        let mut ids: HashMap<String, usize> = HashMap::new();
        let mut stems: HashMap<String, u32> = HashMap::new();
        let mut entries = Vec::new();
        let sentences = text
            .sentences
            .iter()
            .map(|sentence| {
                split(&text.normal, sentence.span)
                    .into_iter()
                    .map(|(span, gap)| {
                        let written = span.of(&text.normal);
                        let lower = written.to_lowercase();
                        let entry = *ids.entry(lower.clone()).or_insert_with(|| {
                            entries.push(new_entry(lower, &mut stems));
                            entries.len() - 1
                        });
                        Word { span, entry, gap, capital: written.starts_with(char::is_uppercase) }
                    })
                    .collect()
            })
            .collect();
        Self { sentences, entries }
    }

    pub(super) fn entry(&self, word: &Word) -> &Entry {
        &self.entries[word.entry]
    }

    pub(super) fn lower(&self, word: &Word) -> &str {
        &self.entries[word.entry].lower
    }

    pub(super) fn has_form(&self, word: &Word, forms: &[&str]) -> bool {
        self.entries[word.entry].forms.iter().any(|form| forms.contains(&form.as_str()))
    }

    pub(super) fn is(&self, word: &Word, words: &[&str]) -> bool {
        words.contains(&self.lower(word))
    }

    /// The words of a sentence that lie inside a span, as a range of indices.
    pub(super) fn inside(&self, sentence: usize, span: Span) -> std::ops::Range<usize> {
        let words = &self.sentences[sentence];
        let start = words.partition_point(|word| word.span.end <= span.start);
        let end = words.partition_point(|word| word.span.start < span.end);
        start..end.max(start)
    }
}

fn new_entry(lower: String, stems: &mut HashMap<String, u32>) -> Entry {
    let forms = stance_forms(&lower);
    let tells = !stances().is_empty_word(&lower) && lower.chars().any(char::is_alphabetic);
    let topics = if tells {
        let mut topics = stances().topics(&forms);
        let next = FIRST_STEM + u32::try_from(stems.len()).unwrap_or(0);
        topics.push(*stems.entry(stem(&lower)).or_insert(next));
        topics
    } else {
        Vec::new()
    };
    let sides = stances().sides(&forms);
    Entry { lower, forms, topics, sides }
}

/// A crude stem, good enough to see kinship: "transferred", "transfers", "transfer" are one.
fn stem(lower: &str) -> String {
    const ENDINGS: &[&str] = &["ations", "ation", "ments", "ment", "ings", "ing", "ers", "ies", "ied", "ed", "es", "er", "ly", "al", "s", "e", "y"];
    for ending in ENDINGS {
        if let Some(stem) = lower.strip_suffix(ending).filter(|stem| stem.chars().count() >= 4) {
            let mut letters = stem.chars().rev();
            if let (Some(last), Some(before)) = (letters.next(), letters.next())
                && last == before
                && !"aeiou".contains(last)
            {
                return stem[..stem.len() - last.len_utf8()].to_owned();
            }
            return stem.to_owned();
        }
    }
    lower.to_owned()
}

/// The words of a sentence: letters and digits with what holds them together ("wasn't", "R-Mo", "2.1"), possessive endings off.
fn split(text: &str, sentence: Span) -> Vec<(Span, Gap)> {
    let words = sentence.of(text);
    let mut out: Vec<(Span, Gap)> = Vec::new();
    let mut gap = Gap::Space;
    let mut chars = words.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !c.is_alphanumeric() {
            gap = match c {
                ';' | ':' | '—' | '–' | '(' | ')' | '[' | ']' | '.' | '!' | '?' | '…' => Gap::Strong,
                '“' | '”' | '"' | '«' | '»' | '‘' if gap != Gap::Strong => Gap::Quote,
                ',' if gap == Gap::Space => Gap::Comma,
                _ => gap,
            };
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some(&(next_at, next)) = chars.peek() {
            let joined = next.is_alphanumeric()
                || matches!(next, '\'' | '’' | '-' | '.' | ',' | ':' | '‑')
                    && words[next_at + next.len_utf8()..].chars().next().is_some_and(|after| {
                        if matches!(next, ',' | ':') {
                            after.is_ascii_digit() && words[..next_at].ends_with(|c: char| c.is_ascii_digit())
                        } else {
                            after.is_alphanumeric()
                        }
                    });
            if !joined {
                break;
            }
            end = next_at + next.len_utf8();
            chars.next();
        }
        let mut word = &words[at..end];
        for ending in ["'s", "’s", "'S", "’S"] {
            word = word.strip_suffix(ending).unwrap_or(word);
        }
        let start = sentence.start + at;
        out.push((Span::new(start, start + word.len()), gap));
        gap = Gap::Space;
    }
    out
}
