//! Text in columns of a terminal.
//!
//! In: text and a width in columns. Out: lines no wider than that.
//! Deliberately absent: hyphenation, and colours: those are added afterwards.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns that a text takes on a terminal.
pub(super) fn width_of(text: &str) -> usize {
    text.width()
}

/// The text with spaces behind it, up to a width.
pub(super) fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(width_of(text))))
}

/// The words of a text in lines of at most `width` columns. A word that is wider than a line is broken.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut taken) = (String::new(), 0_usize);
    for word in text.split_whitespace() {
        let needed = width_of(word);
        if taken > 0 && taken.saturating_add(1).saturating_add(needed) > width {
            lines.push(std::mem::take(&mut line));
            taken = 0;
        }
        if taken > 0 {
            line.push(' ');
            taken += 1;
        }
        if needed <= width {
            line.push_str(word);
            taken += needed;
            continue;
        }
        for c in word.chars() {
            let columns = c.width().unwrap_or(0);
            if taken > 0 && taken + columns > width {
                lines.push(std::mem::take(&mut line));
                taken = 0;
            }
            line.push(c);
            taken += columns;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_wrapped_by_the_columns_that_they_take() {
        assert_eq!(wrap("the talks would resume in May", 12), ["the talks", "would resume", "in May"]);
        assert_eq!(wrap("外交部 said so", 6), ["外交部", "said", "so"]);
        assert_eq!(wrap("abcdefghij kl", 4), ["abcd", "efgh", "ij", "kl"]);
        assert_eq!(wrap(" \n ", 5), Vec::<String>::new());
        assert_eq!(wrap("one  two", usize::MAX), ["one two"]);
    }
}
