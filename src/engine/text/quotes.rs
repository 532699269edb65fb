//! What stands in quotation marks.
//!
//! In: the stretches of the story, paragraph by paragraph. Out: the quoted regions in order of their opening marks.
//! Deliberately absent: who speaks, and scare quotes against speech, which need more than the marks.
//!
//! Copy is damaged: marks are curly, straight, mixed, missing on one side, and apostrophes look like them.
//! What a mark does is read from its neighbours first and from its shape second; a quotation never leaves its paragraph,
//! except where the next paragraph opens with a mark again.

use super::{QuotedRegion, Sentence};
use crate::domain::Span;
use crate::engine::lexicon::page;

/// Quotations inside quotations deeper than this are not told apart.
const DEEPEST: usize = 4;

/// A family of marks whose openings and closings belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Double,
    Single,
    Angle,
    Corner,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    Either,
}

#[derive(Debug, Clone, Copy)]
struct Mark {
    span: Span,
    family: Family,
    side: Side,
    /// A single mark behind an s, before a space: perhaps an apostrophe ("the voters' rights").
    weak: bool,
}

#[derive(Debug, Clone, Copy)]
struct Open {
    mark: Mark,
    region: usize,
}

/// Finds the quoted regions. `paragraphs` are stretches in order, each of one paragraph; `sentences` those of the same text.
pub(super) fn find_quotes(text: &str, paragraphs: &[Span], sentences: &[Sentence]) -> Vec<QuotedRegion> {
    let mut found: Vec<QuotedRegion> = Vec::new();
    for (index, &paragraph) in paragraphs.iter().enumerate() {
        let marks = find_marks(text, paragraph);
        let mut open: Vec<Open> = Vec::new();
        let singles_closing = closings_behind(&marks);
        for (at, mark) in marks.iter().enumerate() {
            let inside = open.iter().rposition(|o| o.mark.family == mark.family);
            let closes = match mark.side {
                Side::Opens => false,
                Side::Closes => true,
                Side::Either => inside.is_some(),
            };
            if mark.family == Family::Single {
                // An apostrophe: nothing to close, or nothing that closes it again.
                if closes && (inside.is_none() || mark.weak && singles_closing[at]) || !closes && !singles_closing[at] {
                    continue;
                }
            }
            if closes {
                match inside {
                    Some(level) => close(&mut found, &mut open, level, mark.span),
                    None => opened_nowhere(text, paragraph, sentences, mark, &mut found),
                }
            } else {
                if let Some(level) = inside.filter(|_| mark.family != Family::Single) {
                    // The earlier one lost its closing mark, unless the marks in between alternate.
                    let nested = open.len() > level + 1 && open.len() < DEEPEST;
                    if !nested {
                        let end = sentence_end(sentences, open[level].mark.span.start, mark.span.start);
                        end_unclosed(&mut found, &mut open, level, text, end);
                    }
                }
                if open.len() < DEEPEST {
                    let depth = u8::try_from(open.len()).unwrap_or(u8::MAX);
                    open.push(Open { mark: *mark, region: found.len() });
                    found.push(QuotedRegion { outer: mark.span, inner: Span::new(mark.span.end, mark.span.end), depth, runs_on: false });
                }
            }
        }
        if !open.is_empty() {
            let reopened = paragraphs.get(index + 1).is_some_and(|next| opens_with(text, *next, open[0].mark.family));
            let first = open[0].region;
            end_unclosed(&mut found, &mut open, 0, text, paragraph.end);
            if reopened {
                found[first].runs_on = true;
            }
        }
    }
    found.retain(|region| !region.inner.of(text).trim().is_empty());
    found.sort_by_key(|region| region.outer.start);
    found
}

fn close(found: &mut [QuotedRegion], open: &mut Vec<Open>, level: usize, mark: Span) {
    // What was opened inside and not closed ends here too.
    for inner in open.drain(level + 1..) {
        set_end(&mut found[inner.region], mark.start, mark.start);
    }
    if let Some(outer) = open.pop() {
        set_end(&mut found[outer.region], mark.start, mark.end);
    }
}

fn end_unclosed(found: &mut [QuotedRegion], open: &mut Vec<Open>, level: usize, text: &str, end: usize) {
    for one in open.drain(level..) {
        let start = found[one.region].inner.start;
        let end = start + text[start..end.max(start)].trim_end().len();
        set_end(&mut found[one.region], end, end);
    }
}

fn set_end(region: &mut QuotedRegion, inner: usize, outer: usize) {
    region.inner.end = inner;
    region.outer.end = outer;
}

/// A closing mark without an opening one closes speech where it stands behind punctuation: the speech began with the sentence.
fn opened_nowhere(text: &str, paragraph: Span, sentences: &[Sentence], mark: &Mark, found: &mut Vec<QuotedRegion>) {
    let speech = text[..mark.span.start].ends_with([',', '.', '!', '?', '…']);
    if mark.family != Family::Double || !speech {
        return;
    }
    let at = sentences.partition_point(|sentence| sentence.span.start < mark.span.start);
    let Some(sentence) = at.checked_sub(1).and_then(|at| sentences.get(at)) else { return };
    let start = sentence.span.start.max(paragraph.start);
    if found.last().is_none_or(|last| last.outer.end <= start) && start < mark.span.start {
        found.push(QuotedRegion { outer: Span::new(start, mark.span.end), inner: Span::new(start, mark.span.start), depth: 0, runs_on: false });
    }
}

/// The end of the sentence that holds `offset`, `limit` at most.
fn sentence_end(sentences: &[Sentence], offset: usize, limit: usize) -> usize {
    let at = sentences.partition_point(|sentence| sentence.span.end <= offset);
    sentences.get(at).map_or(limit, |sentence| sentence.span.end.min(limit))
}

fn opens_with(text: &str, paragraph: Span, family: Family) -> bool {
    paragraph.of(text).chars().next().and_then(shape).is_some_and(|(other, _)| other == family)
}

/// For each mark, whether another single mark that closes stands behind it.
fn closings_behind(marks: &[Mark]) -> Vec<bool> {
    let mut behind = false;
    let mut out: Vec<bool> = marks
        .iter()
        .rev()
        .map(|mark| {
            let here = behind;
            if mark.family == Family::Single && mark.side != Side::Opens {
                behind = true;
            }
            // A new opening: what closes behind it belongs to it.
            if mark.family == Family::Single && mark.side == Side::Opens && here {
                behind = false;
            }
            here
        })
        .collect();
    out.reverse();
    out
}

fn shape(c: char) -> Option<(Family, Side)> {
    Some(match c {
        '"' | '‟' | '＂' => (Family::Double, Side::Either),
        '“' | '„' => (Family::Double, Side::Opens),
        '”' => (Family::Double, Side::Closes),
        '\'' | '´' => (Family::Single, Side::Either),
        '‘' | '‚' | '‛' | '`' => (Family::Single, Side::Opens),
        '’' => (Family::Single, Side::Closes),
        '«' => (Family::Angle, Side::Opens),
        '»' => (Family::Angle, Side::Closes),
        '「' | '『' => (Family::Corner, Side::Opens),
        '」' | '』' => (Family::Corner, Side::Closes),
        _ => return None,
    })
}

/// The marks of a paragraph with what each does; apostrophes left out.
fn find_marks(text: &str, paragraph: Span) -> Vec<Mark> {
    let words = paragraph.of(text);
    let mut marks = Vec::new();
    let mut before: Option<char> = None;
    let mut chars = words.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let Some((mut family, shaped)) = shape(c) else {
            before = Some(c);
            continue;
        };
        let mut end = at + c.len_utf8();
        // Two single marks stand for a double one: ``so'' or ‘‘so’’.
        if family == Family::Single && chars.peek().is_some_and(|next| next.1 == c) {
            chars.next();
            end += c.len_utf8();
            family = Family::Double;
        }
        let after = words[end..].chars().next();
        let mark = Mark { span: Span::new(paragraph.start + at, paragraph.start + end), family, side: shaped, weak: false };
        match family {
            Family::Double => marks.extend(double_mark(mark, before, after)),
            Family::Single => marks.extend(single_mark(mark, before, after, &words[end..])),
            Family::Angle | Family::Corner => marks.push(mark),
        }
        before = Some(c);
    }
    marks
}

fn is_open_side(c: Option<char>) -> bool {
    c.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | '/' | ':' | '“' | '‘' | '"' | '\'' | '«'))
}

fn is_close_side(c: Option<char>) -> bool {
    c.is_none_or(|c| {
        c.is_whitespace() || matches!(c, ')' | ']' | '—' | '–' | '-' | '/' | ':' | ';' | ',' | '.' | '!' | '?' | '…' | '”' | '’' | '"' | '\'' | '»')
    })
}

fn double_mark(mut mark: Mark, before: Option<char>, after: Option<char>) -> Option<Mark> {
    // Inches: a 12" screen.
    if before.is_some_and(|c| c.is_ascii_digit()) && mark.side == Side::Either && after.is_some_and(|c| c == ' ') {
        mark.side = Side::Closes;
    }
    mark.side = match (is_open_side(before), is_close_side(after)) {
        (true, false) => Side::Opens,
        (false, true) => Side::Closes,
        _ => mark.side,
    };
    Some(mark)
}

fn single_mark(mut mark: Mark, before: Option<char>, after: Option<char>, rest: &str) -> Option<Mark> {
    let opens = is_open_side(before) && after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '“' | '"' | '$' | '£' | '€' | '…'));
    let closes = !is_open_side(before) && !after.is_some_and(char::is_alphanumeric);
    if opens {
        // '90s and 'em are words.
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len()).min(16);
        let word = rest.get(..end).unwrap_or("").to_lowercase();
        let decade = word.len() == 3 && word.ends_with('s') && word.starts_with(|c: char| c.is_ascii_digit());
        let year = word.len() == 2 && word.chars().all(|c| c.is_ascii_digit());
        if decade || year || page().elisions.contains(word.as_str()) {
            return None;
        }
        mark.side = Side::Opens;
    } else if closes {
        mark.side = Side::Closes;
        mark.weak = matches!(before, Some('s' | 'S')) && after == Some(' ');
    } else {
        return None;
    }
    Some(mark)
}

#[cfg(test)]
mod tests {
    use super::super::Text;

    /// The regions' words without their marks; `>` behind one that runs on, `+` before one inside another.
    fn check(text: &str, wanted: &[&str]) {
        let read = Text::read(text);
        let found: Vec<String> = read
            .quotes
            .iter()
            .map(|q| format!("{}{}{}", "+".repeat(q.depth.into()), q.inner.of(&read.normal), if q.runs_on { ">" } else { "" }))
            .collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn straight_curly_and_mixed_marks() {
        check("\"The second pump,” said plant manager Tomoko Arai, \"failed at four.”", &["The second pump,", "failed at four."]);
        check("“We are ready,\" she said. \"So are they.\"", &["We are ready,", "So are they."]);
        check("Le ministre «parle», said «Le Soir».", &["parle", "Le Soir"]);
        check("``So be it,'' he said.", &["So be it,"]);
    }

    #[test]
    fn apostrophes_open_and_close_nothing() {
        check("The voters' rights weren't the '90s judges' concern, 'em all.", &[]);
        check(
            "‘That’s just not true,’ Aerts replied. ‘I’ve never seen the riders’ vials.’",
            &["That’s just not true,", "I’ve never seen the riders’ vials."],
        );
        check("The club is 'days away' from a sale, the fans' trust said.", &["days away"]);
    }

    #[test]
    fn one_quotation_inside_another() {
        check("“He said ‘never again’ twice,” she said.", &["He said ‘never again’ twice,", "+never again"]);
        check("'It was \"odd\" to us,' he said.", &["It was \"odd\" to us,", "+odd"]);
    }

    #[test]
    fn a_quotation_runs_on_where_the_next_paragraph_opens_again() {
        check(
            "He said: “We waited far too long.\n\n“In 1998 I was handed a list.”\n\nIt ended.",
            &["We waited far too long.>", "In 1998 I was handed a list."],
        );
    }

    #[test]
    fn a_lost_closing_mark_swallows_no_other_paragraph() {
        check("“We are not ready, he said.\n\nThe plan is late. “It works,” she said.", &["We are not ready, he said.", "It works,"]);
        check("He said “We are late. Nobody came. “We left,” he said.", &["We are late.", "We left,"]);
    }

    #[test]
    fn a_lost_opening_mark_goes_back_to_the_start_of_the_sentence() {
        check("It rained. We are not ready,” he said.", &["We are not ready,"]);
    }

    #[test]
    fn ten_thousand_marks_take_no_time() {
        for mark in ["\"", "“", "”", "'", "‘", "’", "“a", "‘a", "\"a \"", "“‘", "«"] {
            let read = Text::read(&mark.repeat(10_000));
            assert!(read.quotes.len() <= 10_000);
        }
    }
}
