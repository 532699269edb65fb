//! Words, the unit in which spans are compared: a comma more or less is no mistake.
//!
//! In: a text and spans of it. Out: the numbers of the words that the spans touch.
//! Deliberately absent: the engine's own sentences and word pieces; a measure must not depend on what it measures.

use crate::domain::Span;
use std::collections::BTreeSet;
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// The words of a text: letters, digits and underscores, with single apostrophes, stops and hyphens inside.
pub(super) fn find_words(text: &str) -> Vec<Span> {
    let mut words = Vec::new();
    let mut characters = text.char_indices().peekable();
    while let Some((start, first)) = characters.next() {
        if !is_letter(first) {
            continue;
        }
        let mut end = start + first.len_utf8();
        while let Some(&(at, c)) = characters.peek() {
            let inside = is_letter(c) || (is_joint(c) && text[at + c.len_utf8()..].chars().next().is_some_and(is_letter));
            if !inside {
                break;
            }
            characters.next();
            end = at + c.len_utf8();
        }
        words.push(Span::new(start, end));
    }
    words
}

fn is_joint(c: char) -> bool {
    matches!(c, '\'' | '’' | '.' | '-')
}

fn is_letter(c: char) -> bool {
    c == '_' || matches!(c.general_category_group(), GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number)
}

/// The numbers of the words that some of the spans touch.
pub(super) fn words_in(spans: &[Span], words: &[Span]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    for span in spans {
        let first = words.partition_point(|word| word.end <= span.start);
        found.extend(words[first..].iter().take_while(|word| word.start < span.end).enumerate().map(|(at, _)| first + at));
    }
    found
}

/// How many words two sets share.
pub(super) fn shared(one: &BTreeSet<usize>, other: &BTreeSet<usize>) -> usize {
    one.intersection(other).count()
}

/// The share of the words of either that both have: intersection over union. 0 where they have none.
pub(super) fn overlap(one: &BTreeSet<usize>, other: &BTreeSet<usize>) -> f64 {
    let both = shared(one, other);
    if both == 0 { 0.0 } else { ratio(both, one.len() + other.len() - both) }
}

/// A share; 0 of nothing is 0.
pub(super) fn ratio(part: usize, whole: usize) -> f64 {
    // Counts of words and claims are far below 2^53, where a float is exact.
    #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
    let (part, whole) = (part as f64, whole as f64);
    if whole == 0.0 { 0.0 } else { part / whole }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_hold_single_marks_inside_and_none_at_their_ends() {
        for (text, expected) in [
            ("Mr O’Neill's well-known U.S. plan, 3.5%.", vec!["Mr", "O’Neill's", "well-known", "U.S", "plan", "3.5"]),
            ("a--b 'no' x_1 –", vec!["a", "b", "no", "x_1"]),
            ("Größe 外交部 ½", vec!["Größe", "外交部", "½"]),
        ] {
            assert_eq!(find_words(text).iter().map(|word| word.of(text)).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn a_span_has_the_words_that_it_touches() {
        let words = find_words("one two three");
        assert_eq!(words_in(&[Span::new(2, 5)], &words), BTreeSet::from([0, 1]));
        assert_eq!(words_in(&[Span::new(3, 4), Span::new(8, 99)], &words), BTreeSet::from([2]));
    }
}
