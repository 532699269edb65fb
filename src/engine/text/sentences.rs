//! Where sentences end.
//!
//! In: a stretch of one paragraph of the story. Out: the spans of its sentences, white space trimmed, nothing else left out.
//! Deliberately absent: paragraphs and furniture, which are known before, and anything that needs the network.
//!
//! Every look to the left or right is bounded, so that a sentence of any length costs linear time.

use crate::domain::Span;
use crate::engine::lexicon::{Abbreviation, abbreviation, page};

/// Longest word, in bytes, that is looked up as an abbreviation before a full stop.
const LONGEST_WORD: usize = 32;
/// How many words after a quoted question may stand before the verb that shows that the sentence goes on.
const WORDS_TO_VERB: usize = 7;

/// What is longer, in bytes, is cut at the last white space before: some 650 words, where the longest sentences of news
/// have 150. Later stages look through a whole sentence for each of its clauses: a list of 100,000 words without a full stop
/// took four minutes.
const LONGEST_SENTENCE: usize = 4_000;

/// The sentences of a stretch.
pub(super) fn find_sentences(text: &str, stretch: Span) -> Vec<Span> {
    let words = stretch.of(text);
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let mut straight_open = false;
    while let Some(c) = words[at..].chars().next() {
        let stop = at;
        at += c.len_utf8();
        if c == '"' {
            straight_open = !straight_open;
        }
        if !is_terminator(c) {
            continue;
        }
        while let Some(next) = words[at..].chars().next().filter(|&next| is_terminator(next)) {
            at += next.len_utf8();
        }
        let run = &words[stop..at];
        let behind_run = at;
        while let Some(next) = words[at..].chars().next() {
            let after = words[at + next.len_utf8()..].chars().next();
            let closes = match next {
                '”' | '’' | '»' | '›' | ')' | ']' | '」' | '』' => true,
                '"' => straight_open || !after.is_some_and(char::is_alphanumeric),
                '\'' => !after.is_some_and(char::is_alphanumeric),
                // A German closing mark, which is an English opening one.
                '“' => after.is_none_or(char::is_whitespace),
                _ => false,
            };
            if !closes {
                break;
            }
            if next == '"' {
                straight_open = false;
            }
            at += next.len_utf8();
        }
        let place = Stop { before: &words[start..stop], run, closers: &words[behind_run..at], after: &words[at..] };
        if place.ends_sentence() {
            push_trimmed(words, start, at, stretch.start, &mut found);
            start = at;
        }
    }
    push_trimmed(words, start, words.len(), stretch.start, &mut found);
    found
}

fn push_trimmed(words: &str, start: usize, end: usize, offset: usize, found: &mut Vec<Span>) {
    let piece = &words[start..end];
    let mut from = start + (piece.len() - piece.trim_start().len());
    let to = start + piece.trim_end().len();
    while to - from > LONGEST_SENTENCE {
        let limit = floor(words, from + LONGEST_SENTENCE);
        let cut = words[from..limit].rfind(char::is_whitespace).map_or(limit, |at| from + at);
        found.push(Span::new(offset + from, offset + from + words[from..cut].trim_end().len()));
        from = cut + (words[cut..to].len() - words[cut..to].trim_start().len());
    }
    if from < to {
        found.push(Span::new(offset + from, offset + to));
    }
}

fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '۔' | '।' | '॥')
}

/// A run of final punctuation with what stands around it.
struct Stop<'t> {
    before: &'t str,
    run: &'t str,
    closers: &'t str,
    after: &'t str,
}

impl Stop<'_> {
    fn ends_sentence(&self) -> bool {
        let following = self.after.trim_start();
        let Some(first) = following.chars().next() else { return true };
        let spaced = following.len() < self.after.len();
        let closed = !self.closers.is_empty();
        if self.run.chars().any(|c| !matches!(c, '.' | '!' | '?' | '…')) {
            return true;
        }
        if matches!(first, ',' | ';' | ':' | ')' | ']' | '%' | '/' | '–' | '—') {
            return false;
        }
        if self.run.contains(['?', '!']) {
            return (spaced || closed || opens_word(following)) && !first.is_lowercase() && !(closed && goes_on_with_verb(following));
        }
        if self.run.len() > 1 {
            return (spaced || closed || opens_word(following)) && (first.is_uppercase() || is_opening(first));
        }
        if !spaced {
            return opens_word(following) && (closed || self.word_may_end_without_space());
        }
        if first.is_lowercase() {
            return !closed && self.is_plain_word() && !goes_on_in_lower_case(following)
                || starts_with_lower_case_name(following) && !self.is_abbreviated();
        }
        closed || self.full_stop_ends(following, first)
    }

    /// The word before the stop, without an opening mark; empty where it is longer than any abbreviation.
    fn word(&self) -> &str {
        let from = self.before.len().saturating_sub(LONGEST_WORD);
        let from = (from..=self.before.len()).find(|&i| self.before.is_char_boundary(i)).unwrap_or(0);
        let tail = &self.before[from..];
        match tail.rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“' | '‘' | '—' | '–' | '/' | ',')) {
            Some(at) => {
                let skip = tail[at..].chars().next().map_or(0, char::len_utf8);
                &tail[at + skip..]
            }
            None if from == 0 => tail,
            None => "",
        }
    }

    /// Whether a full stop that a capital, digit or mark follows ends the sentence.
    fn full_stop_ends(&self, following: &str, first: char) -> bool {
        let word = self.word();
        let starter = starts_with_starter(following);
        // "1. The council" at the start of a paragraph is a list's number.
        if self.before.trim_start().len() <= 2 && !word.is_empty() && word.chars().all(|c| c.is_ascii_digit()) {
            return false;
        }
        // "the U.S. It": may end; "Carla J. Whitmer": goes on.
        if is_initials(word) {
            return starter || is_opening(first) && (word.contains('.') || !opens_nickname(following));
        }
        let bare = word.strip_prefix("R-").or_else(|| word.strip_prefix("D-")).or_else(|| word.strip_prefix("I-")).unwrap_or(word);
        match abbreviation(bare) {
            None => true,
            Some(Abbreviation::Inner) => false,
            // "Wall St. The bank" ends, "St. Paul" does not.
            Some(Abbreviation::Title) => bare == "St" && starter,
            Some(Abbreviation::Number) if matches!(bare, "No" | "no" | "Art" | "p" | "c" | "Sec") => !first.is_numeric(),
            Some(Abbreviation::Number) => !first.is_numeric() && (starter || is_opening(first)),
            Some(Abbreviation::End) => starter || is_opening(first) || starts_clause(following),
        }
    }

    /// "the war.The army": a lower-case word or a number before the stop, no address such as "example.Com".
    fn word_may_end_without_space(&self) -> bool {
        let word = self.word();
        let mut letters = word.chars().rev();
        let ends_plainly = letters.next().is_some_and(|c| c.is_lowercase() || c.is_ascii_digit() || c == '%' || c == ')');
        ends_plainly && !word.contains(['.', '@', ':']) && word.chars().count() > 1 && abbreviation(word).is_none()
    }

    fn is_plain_word(&self) -> bool {
        let word = self.word();
        word.chars().count() >= 3 && word.chars().all(char::is_lowercase) && abbreviation(word).is_none()
    }

    fn is_abbreviated(&self) -> bool {
        let word = self.word();
        word.is_empty() || is_initials(word) || abbreviation(word).is_some()
    }
}

/// Single letters with stops between: "J", "U.S", "a.m".
fn is_initials(word: &str) -> bool {
    !word.is_empty() && word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

fn is_opening(c: char) -> bool {
    matches!(c, '“' | '‘' | '"' | '\'' | '«' | '„' | '‹' | '「' | '『')
}

/// "Torvald C. “Sunny” Krogh": one name in quotation marks, and the surname behind it.
fn opens_nickname(following: &str) -> bool {
    let inside = following.trim_start_matches(is_opening);
    let end = inside.find(|c: char| !c.is_alphabetic() && c != '-').unwrap_or(inside.len());
    let behind = inside[end..].trim_start_matches(['”', '’', '"', '\'', '»']);
    end > 1
        && inside.starts_with(char::is_uppercase)
        && behind.len() < inside.len() - end
        && behind.strip_prefix(' ').is_some_and(|surname| surname.starts_with(char::is_uppercase))
}

fn first_word(text: &str) -> &str {
    let text = text.trim_start_matches(|c| is_opening(c) || c == '(');
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '’' && c != '\'').unwrap_or(text.len());
    &text[..end]
}

fn starts_with_starter(following: &str) -> bool {
    let word = first_word(&following[..floor(following, 40)]);
    page().starters.contains(word.to_lowercase().as_str()) && word.chars().next().is_some_and(char::is_uppercase)
}

/// "..., said Hale & Co. Drivers were told": a word in capitals and its verb; "Delta Corp. Thursday said" is one sentence.
fn starts_clause(following: &str) -> bool {
    const VERBS: [&str; 15] = ["said", "say", "says", "have", "has", "had", "were", "was", "are", "is", "will", "would", "could", "can", "did"];
    let mut words = following[..floor(following, 60)].split_whitespace();
    let (Some(first), Some(second)) = (words.next(), words.next()) else { return false };
    let plain = first.chars().all(char::is_alphabetic) && first.chars().count() > 2 && !first.ends_with("day");
    plain && first.starts_with(char::is_uppercase) && first.chars().skip(1).all(char::is_lowercase) && VERBS.contains(&second)
}

/// A capital with a small letter behind it, or either behind an opening mark: how a new sentence begins where the space was lost.
fn opens_word(following: &str) -> bool {
    let mut letters = following.chars().skip_while(|&c| is_opening(c));
    let first = letters.next();
    let second = letters.next();
    first.is_some_and(char::is_uppercase) && second.is_some_and(|c| c.is_lowercase() || c == ' ' || c == '’' || c == '\'')
}

/// After "... of it." a word in lower case may still belong to the sentence only where a word of saying comes at once.
fn goes_on_in_lower_case(following: &str) -> bool {
    page().quotation_verbs.contains(first_word(&following[..floor(following, 40)]))
}

/// "iPhone", "al-Qaeda", "de Blasio", "von der Leyen".
fn starts_with_lower_case_name(following: &str) -> bool {
    let head = &following[..floor(following, 40)];
    let mut words = head.split_whitespace();
    let first = words.next().unwrap_or("");
    let inner_capital = first.chars().skip(1).any(char::is_uppercase) && !first.contains('.');
    let particle = matches!(first, "de" | "von" | "van" | "al" | "el" | "bin" | "ten" | "da" | "di")
        && words.next().is_some_and(|next| next.starts_with(char::is_uppercase));
    inner_capital || particle
}

/// `“Why now?” Ms Reyes asked.`: a verb of saying within a few words, before anything ends.
fn goes_on_with_verb(following: &str) -> bool {
    let head = &following[..floor(following, 120)];
    for word in head.split_whitespace().take(WORDS_TO_VERB) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if page().quotation_verbs.contains(bare) {
            return true;
        }
        if word.ends_with(['?', '!']) || is_opening(word.chars().next().unwrap_or(' ')) {
            return false;
        }
    }
    false
}

/// The largest character boundary at or below `limit`.
fn floor(text: &str, limit: usize) -> usize {
    let mut at = limit.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sentences are written with `|` between them.
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let found: Vec<&str> = find_sentences(&text, Span::new(0, text.len())).into_iter().map(|span| span.of(&text)).collect();
        let wanted: Vec<&str> = marked.split('|').map(str::trim).filter(|s| !s.is_empty()).collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn abbreviations_titles_and_initials_do_not_end_a_sentence() {
        check(
            "Sen. Carla J. Whitmer, R-Mo., will skip the 9:30 a.m. vote on the $1.75 billion U.S. farm bill, her office said. |She was at St. Luke's on Jan. 6.",
        );
        check("Mr. Obi of Delta Corp. Chief Executive Ann Li's firm left No. 10 at 5 p.m. Friday. |It rained.");
        check("The deal is off, said Hale & Co. |Drivers were told. |Delta Corp. Thursday said it lost $2. |Shares of Acme Inc. Chief Ann Li fell.");
        check("He lives in the U.S. |The judge did not ask. |Was he at Wall St. |The clerk knew.");
        check("Del. Torvald C. “Sunny” Krogh won. |He left the U.S. |“Never,” he said.");
        check("The ferry left the U.S. |“Kestrel” Clubs have shown it since.");
        check("No. |That was Lt. Col. Ray Tan, e.g. Tan of Rte. 9.");
    }

    #[test]
    fn decimals_and_addresses_hold_together() {
        check("Prices rose 0.18% to 3.42 on example.com, 12.5 more. |Then they fell by 2. |A third followed.");
    }

    #[test]
    fn closing_marks_belong_to_the_sentence_that_they_close() {
        check("“We waited.” |The rest (all of it.) |It was over.");
        check("\"We waited.\" |\"Nobody came.\" |He left.");
        check("‘That’s just not true,’ Aerts replied. |‘I’ve never touched it.’");
    }

    #[test]
    fn a_quoted_question_goes_on_with_its_verb() {
        check("“Why now?” Ms Reyes asked. |“Did I know? |Of course I knew,” Brandt admitted. |“Go!” |The crowd left.");
        check("“Why?” she asked.");
    }

    #[test]
    fn lost_spaces_and_small_letters_after_a_stop() {
        check("It ended the war.|The army left in 2014.|Nobody saw it.");
        check("They fled from the town. |al-Shabab fired. |iPhone sales fell. |the rest is known.");
    }

    #[test]
    fn ellipses_end_only_before_a_capital() {
        check("It was ... well, late. |He said so... |Then he left… and came back.");
    }

    #[test]
    fn a_list_without_end_is_cut_between_words() {
        let text = "it rained and ".repeat(1_000) + &"雨".repeat(3_000);
        let found = find_sentences(&text, Span::new(0, text.len()));
        assert!(found.len() > 3 && found.iter().all(|span| span.len() <= LONGEST_SENTENCE));
        let words: Vec<&str> = found.iter().flat_map(|span| span.of(&text).split_whitespace()).collect();
        assert_eq!(words.concat(), text.replace(' ', ""), "nothing is lost");
        assert!(words[..3_000].iter().all(|word| ["it", "rained", "and"].contains(word)));
    }

    #[test]
    fn colons_and_semicolons_do_not_end() {
        check("She said the roof would be back; he said: no. |Other scripts end too。|是的。");
    }
}
