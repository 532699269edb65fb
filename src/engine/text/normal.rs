//! The text as the network should see it, and the way back.
//!
//! In: the text as it was sent. Out: the same text with one kind of space, one kind of line end, no invisible
//! characters, no left-over HTML entities and no UTF-8 that was read as Windows-1252; and an [`OffsetMap`].
//! Deliberately absent: any change of case, letters or quotation marks, which later stages and the network look at.

use crate::domain::Span;

/// Maps spans of the normalised text back to the text as it was sent. Memory grows with the number of changes.
#[derive(Debug, Clone, Default)]
pub(super) struct OffsetMap {
    pieces: Vec<Piece>,
}

/// A stretch of the normalised text and the stretch that it came from: the same bytes where both have one length
/// and `copied` is true, otherwise one in place of the other.
#[derive(Debug, Clone, Copy)]
struct Piece {
    normal: Span,
    sent: Span,
    copied: bool,
}

impl OffsetMap {
    /// The stretch of the sent text that a span of the normalised one came from.
    pub(super) fn to_sent(&self, span: Span) -> Span {
        let start = self.start_of(span.start);
        if span.is_empty() { Span::new(start, start) } else { Span::new(start, self.end_of(span.end)) }
    }

    fn start_of(&self, offset: usize) -> usize {
        let at = self.pieces.partition_point(|piece| piece.normal.end <= offset);
        match self.pieces.get(at) {
            Some(piece) if piece.copied => piece.sent.start + (offset - piece.normal.start),
            Some(piece) => piece.sent.start,
            None => self.pieces.last().map_or(0, |piece| piece.sent.end),
        }
    }

    fn end_of(&self, offset: usize) -> usize {
        let at = self.pieces.partition_point(|piece| piece.normal.end < offset);
        match self.pieces.get(at) {
            Some(piece) if piece.copied => piece.sent.start + (offset - piece.normal.start),
            Some(piece) => piece.sent.end,
            None => self.pieces.last().map_or(0, |piece| piece.sent.end),
        }
    }

    fn copy(&mut self, normal: usize, sent: usize, len: usize) {
        match self.pieces.last_mut() {
            Some(last) if last.copied && last.normal.end == normal && last.sent.end == sent => {
                last.normal.end += len;
                last.sent.end += len;
            }
            _ => self.pieces.push(Piece { normal: Span::new(normal, normal + len), sent: Span::new(sent, sent + len), copied: true }),
        }
    }

    fn replace(&mut self, normal: Span, sent: Span) {
        self.pieces.push(Piece { normal, sent, copied: false });
    }
}

/// Normalises a text.
pub(super) fn normalise(sent: &str) -> (String, OffsetMap) {
    let mut normal = String::with_capacity(sent.len());
    let mut map = OffsetMap::default();
    let mut rest = sent;
    while let Some(first) = rest.chars().next() {
        let at = sent.len() - rest.len();
        let (taken, read) = match first {
            '\r' if rest[1..].starts_with('\n') => (2, '\n'),
            '&' => entity(rest).unwrap_or((1, '&')),
            'Â'..='Å' | 'â' => misread(rest).unwrap_or((first.len_utf8(), first)),
            other => (other.len_utf8(), other),
        };
        let start = normal.len();
        match fold(read) {
            Folded::Same => normal.push(read),
            Folded::Drop => {}
            Folded::As(words) => normal.push_str(words),
        }
        if normal.len() > start {
            if normal[start..] == rest[..taken] {
                map.copy(start, at, taken);
            } else {
                map.replace(Span::new(start, normal.len()), Span::new(at, at + taken));
            }
        }
        rest = &rest[taken..];
    }
    unwrap_lines(&mut normal);
    (normal, map)
}

/// "PeÃ±a", "donâ€™t": a character whose bytes in UTF-8 were read one by one as Windows-1252. How many bytes of the text it takes
/// up, and what it was.
fn misread(rest: &str) -> Option<(usize, char)> {
    let lead = byte_of(rest.chars().next()?)?;
    let count = if lead == 0xE2 { 3 } else { 2 };
    let mut bytes = [0u8; 3];
    let mut taken = 0;
    for (at, c) in rest.chars().take(count).enumerate() {
        bytes[at] = byte_of(c)?;
        taken += c.len_utf8();
    }
    let c = std::str::from_utf8(&bytes[..count]).ok()?.chars().next()?;
    // "Ã" before a hard space may be a letter of its own.
    (bytes[1] != 0xA0 || lead == 0xC2).then_some((taken, c))
}

/// The byte that Windows-1252 has for a character, for those above ASCII.
fn byte_of(c: char) -> Option<u8> {
    const FROM_80: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    match u32::from(c) {
        code @ 0x80..=0xFF => u8::try_from(code).ok(),
        _ => FROM_80.chars().position(|other| other == c).and_then(|at| u8::try_from(0x80 + at).ok()),
    }
}

enum Folded {
    Same,
    Drop,
    As(&'static str),
}

/// What one character becomes.
fn fold(c: char) -> Folded {
    match c {
        '\n' => Folded::Same,
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Folded::As("\n"),
        // Windows quotation marks and dashes that were read as Latin-1.
        '\u{91}' => Folded::As("‘"),
        '\u{92}' => Folded::As("’"),
        '\u{93}' => Folded::As("“"),
        '\u{94}' => Folded::As("”"),
        '\u{96}' => Folded::As("–"),
        '\u{97}' => Folded::As("—"),
        // Soft hyphen, zero-width characters, direction marks, byte order mark.
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{206f}'
        | '\u{feff}' => Folded::Drop,
        'ﬀ' => Folded::As("ff"),
        'ﬁ' => Folded::As("fi"),
        'ﬂ' => Folded::As("fl"),
        'ﬃ' => Folded::As("ffi"),
        'ﬄ' => Folded::As("ffl"),
        'ﬅ' | 'ﬆ' => Folded::As("st"),
        ' ' => Folded::Same,
        c if c.is_whitespace() || c.is_control() => Folded::As(" "),
        _ => Folded::Same,
    }
}

/// Entities by name that plain text is found with; numbers are read as such.
const ENTITIES: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
    ("shy", '\u{ad}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("hellip", '…'),
    ("bull", '•'),
    ("middot", '·'),
    ("pound", '£'),
    ("euro", '€'),
    ("cent", '¢'),
    ("yen", '¥'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("deg", '°'),
    ("sect", '§'),
    ("times", '×'),
    ("frac12", '½'),
    ("frac14", '¼'),
    ("frac34", '¾'),
    ("aacute", 'á'),
    ("agrave", 'à'),
    ("acirc", 'â'),
    ("auml", 'ä'),
    ("aring", 'å'),
    ("atilde", 'ã'),
    ("aelig", 'æ'),
    ("ccedil", 'ç'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("ecirc", 'ê'),
    ("euml", 'ë'),
    ("iacute", 'í'),
    ("icirc", 'î'),
    ("iuml", 'ï'),
    ("ntilde", 'ñ'),
    ("oacute", 'ó'),
    ("ocirc", 'ô'),
    ("ouml", 'ö'),
    ("oslash", 'ø'),
    ("otilde", 'õ'),
    ("szlig", 'ß'),
    ("uacute", 'ú'),
    ("ugrave", 'ù'),
    ("uuml", 'ü'),
    ("Eacute", 'É'),
    ("Ouml", 'Ö'),
    ("Uuml", 'Ü'),
    ("Auml", 'Ä'),
];

/// The entity at the start of the text, if there is one: its length and its character. Escaped twice ("&amp;#8217;") counts as once.
fn entity(text: &str) -> Option<(usize, char)> {
    let (len, c) = entity_after_ampersand(&text[1..])?;
    if c == '&'
        && let Some((inner, d)) = entity_after_ampersand(&text[1 + len..])
    {
        return Some((1 + len + inner, d));
    }
    Some((1 + len, c))
}

fn entity_after_ampersand(text: &str) -> Option<(usize, char)> {
    // The longest name has six letters, the longest number "#x10FFFF" eight.
    let end = text.bytes().take(10).position(|b| b == b';')?;
    let name = text.get(..end)?;
    let c = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
        None => ENTITIES.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((end + 1, c))
}

/// Joins lines that were only wrapped to a column width. One character stands for one, so that offsets stay.
///
/// A text is taken as wrapped when nearly every break between two lines of a block stands where the next line's
/// first word would not have fitted: paragraphs that are a line each never look so.
fn unwrap_lines(text: &mut String) {
    // Mail and old wire systems wrap between 60 and 80 columns.
    const WIDEST: usize = 90;
    const NARROWEST: usize = 50;
    let lines: Vec<(usize, usize)> = text
        .split_inclusive('\n')
        .scan(0, |at, line| {
            let start = *at;
            *at += line.len();
            Some((start, line.trim_end().chars().count()))
        })
        .collect();
    let width = lines.iter().map(|line| line.1).max().unwrap_or(0);
    if !(NARROWEST..=WIDEST).contains(&width) {
        return;
    }
    let mut full = Vec::new();
    let mut breaks = 0;
    for pair in lines.windows(2) {
        let [(_, len), (next, next_len)] = [pair[0], pair[1]];
        if len == 0 || next_len == 0 {
            continue;
        }
        let word = text[next..].split_whitespace().next().map_or(0, |word| word.chars().count());
        let is_full = len + 1 + word > width.saturating_sub(6);
        // A short line that ends a sentence may be the last one of a paragraph: it says nothing.
        if is_full || !text[..next].trim_end().ends_with(['.', '!', '?', '"', '”', '’', ')']) {
            breaks += 1;
        }
        if is_full {
            full.push(next - 1);
        }
    }
    // Four full lines of five: headings between paragraphs are short.
    if breaks >= 3 && full.len() * 5 >= breaks * 4 {
        let mut bytes = std::mem::take(text).into_bytes();
        for at in full {
            bytes[at] = b' ';
        }
        *text = String::from_utf8(bytes).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sent: &str, normal: &str) {
        assert_eq!(normalise(sent).0, normal);
    }

    #[test]
    fn spaces_line_ends_and_invisible_characters_take_one_form() {
        check("\u{feff}5\u{a0}000 hec\u{ad}tares\r\nburned\u{2009}on\rMonday\u{200b}", "5 000 hectares\nburned on\nMonday");
        check("a\0b\tc", "a b c");
        check("the of\u{fb01}ce", "the office");
    }

    #[test]
    fn entities_are_read_and_ampersands_of_names_kept() {
        check("Q&amp;R Semi &#8217;s &quot;plan&quot; &amp;#8212; R&D; AT&T", "Q&R Semi ’s \"plan\" — R&D; AT&T");
    }

    #[test]
    fn letters_case_and_quotation_marks_stay_as_they_were() {
        let text = "“Ćao,” said ‘Zoë’ — «да»";
        check(text, text);
    }

    #[test]
    fn utf_8_that_was_read_as_windows_1252_is_read_again() {
        check("PeÃ±a Nieto didnâ€™t say â€œyesâ€\u{9d} â€“ Â£5 in KoÅ¡ice", "Peña Nieto didn’t say “yes” – £5 in Košice");
        check("SÃO JOÃO, Ärzte, Ångström, «Âge»: château", "SÃO JOÃO, Ärzte, Ångström, «Âge»: château");
        let (normal, map) = normalise("PeÃ±a said");
        assert_eq!(map.to_sent(Span::new(0, normal.find(" said").unwrap())).of("PeÃ±a said"), "PeÃ±a");
    }

    #[test]
    fn every_span_finds_its_way_back() {
        let sent = "\u{feff}A&nbsp;b\r\nc \u{200b}ﬁn&eacute;";
        let (normal, map) = normalise(sent);
        assert_eq!(normal, "A b\nc finé");
        let at = normal.find("finé").unwrap();
        assert_eq!(map.to_sent(Span::new(at, normal.len())).of(sent), "ﬁn&eacute;");
        assert_eq!(map.to_sent(Span::new(1, 2)).of(sent), "&nbsp;");
        assert_eq!(map.to_sent(Span::new(3, 4)).of(sent), "\r\n");
        assert_eq!(map.to_sent(Span::new(0, 1)).of(sent), "A");
    }

    #[test]
    fn wrapped_lines_are_joined_and_short_paragraphs_are_not() {
        let wrapped = "The ferry that ran aground off the northern cape on Friday night had\nbeen inspected twice this year, the coast guard said on Saturday, and\nboth times the inspectors had found that its steering was in order and\nsafe.\n\nIts owner did not answer.";
        assert_eq!(normalise(wrapped).0.matches('\n').count(), 2);
        let close = "The ferry that ran aground off the northern cape on Friday night had\nbeen inspected twice this year, the coast guard said.\nIts owner did not answer.\nThe mayor of the town that it was bound for said that the ferries were\ntoo old, and that the next ones would come in the spring of the year\nafter next.\nThey cost 40 million.";
        assert_eq!(normalise(close).0.matches('\n').count(), 3, "paragraphs without an empty line between");
        let paragraphs =
            "The ferry ran aground off the northern cape on Friday night.\nNobody was hurt.\nIt will be towed on Sunday.\nThe owner did not answer.";
        assert_eq!(normalise(paragraphs).0, paragraphs);
    }
}
