//! The text as it flows on the page: white space folded as browsers do, lines and paragraphs apart.
//!
//! In: characters with where they came from, and the breaks between them. Out: the text and its offset map.
//! Deliberately absent: elements, which only `reader` knows.

use crate::domain::{OffsetMap, Span, Stretch};

/// The text under way.
#[derive(Debug, Default)]
pub(super) struct Flow {
    text: String,
    map: OffsetMap,
    gap: Gap,
    /// White space that counts once something follows in the same line.
    spaces: Vec<Space>,
    /// Whether a cell or row of a table has just begun or ended: what blocks are in it make no paragraphs at its edges.
    at_cell_edge: bool,
    /// Where the last written character ended in what was sent.
    written_to: usize,
    /// Whether no word goes on from what was written to what follows.
    apart: bool,
    /// Whether a link ended right behind what was written.
    behind_link: bool,
}

/// What stands between two characters, before it is known that the second comes.
#[derive(Debug, Default, Clone, Copy)]
struct Gap {
    paragraph: bool,
    /// The edge of a table: a paragraph's, which the edges of its rows do not change.
    table: bool,
    row: bool,
    cell: bool,
    /// `<br>`
    lines: usize,
    /// Line feeds that stand in preformatted text.
    kept_lines: usize,
}

impl Gap {
    fn is_none(self) -> bool {
        !(self.paragraph || self.table || self.row || self.cell || self.lines > 0 || self.kept_lines > 0)
    }

    /// How many line feeds it is; none for cells, which a tab keeps apart.
    fn line_feeds(self) -> usize {
        let lines = if self.lines > 1 { 2 } else { self.lines };
        let least = if self.paragraph || self.table { 2 } else { usize::from(self.row) };
        (lines + self.kept_lines).max(least)
    }
}

#[derive(Debug, Clone, Copy)]
struct Space {
    written: char,
    sent: Span,
    /// Whether it also counts at the start of a line.
    kept: bool,
}

impl Flow {
    /// Characters as they were sent, from this byte on. `kept`: white space is kept, as in preformatted text.
    pub(super) fn add_sent(&mut self, words: &str, start: usize, kept: bool) {
        let mut rest = words;
        while let Some(first) = rest.chars().next() {
            let at = start + (words.len() - rest.len());
            let visible = rest.find(is_space).unwrap_or(rest.len());
            if visible > 0 {
                self.write(&rest[..visible], Span::new(at, at + visible), true);
                rest = &rest[visible..];
            } else {
                self.add_space(first, Span::new(at, at + first.len_utf8()), kept);
                rest = &rest[first.len_utf8()..];
            }
        }
    }

    /// Characters that stand for something else: a character reference, a quotation mark made of a tag.
    pub(super) fn add_made(&mut self, words: &str, sent: Span, kept: bool) {
        match words.chars().next() {
            Some(first) if words.len() == first.len_utf8() && is_space(first) => self.add_space(first, sent, kept),
            Some(_) => self.write(words, sent, false),
            None => {}
        }
    }

    fn add_space(&mut self, c: char, sent: Span, kept: bool) {
        match c {
            '\n' if kept => {
                self.spaces.clear();
                self.gap.kept_lines += 1;
            }
            '\u{a0}' => self.spaces.push(Space { written: c, sent, kept }),
            _ if kept => self.spaces.push(Space { written: if c == '\t' { '\t' } else { ' ' }, sent, kept }),
            _ => match self.spaces.last_mut() {
                Some(last) if last.written == ' ' && !last.kept => last.sent.end = sent.end,
                _ => self.spaces.push(Space { written: ' ', sent, kept }),
            },
        }
    }

    /// Writes visible characters, and before them what has gathered since the last ones.
    fn write(&mut self, words: &str, sent: Span, copied: bool) {
        let gap = std::mem::take(&mut self.gap);
        let apart = std::mem::take(&mut self.apart) && self.text.ends_with(char::is_alphanumeric) && words.starts_with(char::is_alphanumeric);
        self.behind_link = false;
        let starts_line = self.text.is_empty() || !gap.is_none();
        let mut spaces = std::mem::take(&mut self.spaces);
        spaces.retain(|space| space.kept || !starts_line);
        if !self.text.is_empty() && !gap.is_none() {
            let made = Span::new(self.written_to, spaces.first().map_or(sent.start, |space| space.sent.start));
            match gap.line_feeds() {
                0 => self.push("\t", made, false),
                lines => self.push(&"\n".repeat(lines), made, false),
            }
        }
        if apart && !starts_line && spaces.is_empty() {
            self.push(" ", Span::new(self.written_to, sent.start), false);
        }
        for space in spaces {
            self.push(space.written.encode_utf8(&mut [0; 4]), space.sent, false);
        }
        self.at_cell_edge = false;
        self.push(words, sent, copied);
        self.written_to = sent.end;
    }

    fn push(&mut self, words: &str, sent: Span, copied: bool) {
        let start = self.text.len();
        self.text.push_str(words);
        self.map.push(Stretch { text: Span::new(start, self.text.len()), sent, copied });
    }

    /// The edge of something in the line that is no part of the words beside it.
    pub(super) fn part_words(&mut self) {
        self.apart = true;
    }

    /// A link starts: one that stands right behind another is another word.
    pub(super) fn start_link(&mut self) {
        self.apart |= self.behind_link;
    }

    /// A link ends.
    pub(super) fn end_link(&mut self) {
        self.behind_link = true;
    }

    /// The edge of a block: what follows is a paragraph of its own.
    pub(super) fn end_paragraph(&mut self) {
        self.spaces.clear();
        self.gap.paragraph |= !self.at_cell_edge;
    }

    /// `<br>`
    pub(super) fn end_line(&mut self) {
        self.spaces.clear();
        self.gap.lines += 1;
    }

    /// The edge of a table.
    pub(super) fn end_table(&mut self) {
        self.spaces.clear();
        self.at_cell_edge = false;
        self.gap.table = true;
    }

    /// The edge of a row, or of a cell in it: only these make breaks in a table, and none at the table's own edges.
    pub(super) fn end_cell(&mut self, is_row: bool) {
        self.spaces.clear();
        if !self.gap.table {
            self.gap = Gap { row: self.gap.row || is_row, cell: true, ..Gap::default() };
        }
        self.at_cell_edge = true;
    }

    /// How much has been written, in bytes.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether what follows starts on a line of its own.
    pub(super) fn is_at_line_start(&self) -> bool {
        self.text.is_empty() || !self.gap.is_none()
    }

    /// The text and its map, with these quotation marks put in: each at a place of the text, in order.
    pub(super) fn finish(self, marks: &[(usize, char)]) -> (String, OffsetMap) {
        if marks.is_empty() {
            return (self.text, self.map);
        }
        let mut marked = Self::default();
        let mut marks = marks.iter().peekable();
        for stretch in self.map.stretches() {
            let mut done = 0;
            while let Some(&&(at, mark)) = marks.peek()
                && (at < stretch.text.end || (at == stretch.text.end && is_closing(mark)))
            {
                marks.next();
                // Inside of what stands for another as a whole there is no place for a mark.
                let inside = if stretch.copied {
                    at.saturating_sub(stretch.text.start)
                } else if at >= stretch.text.end {
                    stretch.text.len()
                } else {
                    0
                };
                marked.push_part(&self.text, *stretch, done, inside);
                done = inside;
                let place = if inside == 0 {
                    stretch.sent.start
                } else if stretch.copied {
                    stretch.sent.start + inside
                } else {
                    stretch.sent.end
                };
                marked.push(mark.encode_utf8(&mut [0; 4]), Span::new(place, place), false);
            }
            marked.push_part(&self.text, *stretch, done, stretch.text.len());
        }
        (marked.text, marked.map)
    }

    fn push_part(&mut self, text: &str, stretch: Stretch, from: usize, to: usize) {
        if from >= to {
            return;
        }
        let words = Span::new(stretch.text.start + from, stretch.text.start + to).of(text);
        let sent = if stretch.copied { Span::new(stretch.sent.start + from, stretch.sent.start + to) } else { stretch.sent };
        self.push(words, sent, stretch.copied);
    }

    /// What has been written from a place on.
    pub(super) fn since(&self, start: usize) -> &str {
        self.text.get(start..).unwrap_or_default()
    }
}

/// Whether a mark that is put in belongs to what stands before it.
fn is_closing(mark: char) -> bool {
    mark == '”'
}

/// White space that browsers fold, and the no-break space, which they only fold at the edges of a line.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}' | '\u{a0}')
}
