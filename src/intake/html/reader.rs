//! Tokens into text: what each tag and each stretch of characters does.
//!
//! In: the tokenizer's calls, in the order of the HTML. Out: what a reader sees, through `flow`.
//! Deliberately absent: tokens themselves (the crate html5gum), and which element does what (`elements`).

use super::HtmlText;
use super::elements::{is_block, is_drawing, is_for_screen_readers, is_left_out, is_note_mark, is_void, stands_apart};
use super::flow::Flow;
use super::open_elements::{Element, OpenElements};
use super::quotations::Quotations;
use crate::domain::Span;
use html5gum::{Emitter, Error, State, naive_next_state};
use std::convert::Infallible;

/// Reads as the tokenizer goes on.
#[derive(Debug)]
pub(super) struct Reader<'s> {
    sent: &'s str,
    flow: Flow,
    open: OpenElements,
    quotations: Quotations,
    /// How far the tokenizer has read.
    position: usize,
    /// How far what it read has been used.
    used: usize,
    /// Characters that are the same in the text, not yet handed on: the tokenizer may hand over a part of a character.
    run: Span,
    tag: Tag,
    tag_start: usize,
    last_start_tag: String,
    /// Whether the next character is the line feed that browsers leave out after `<pre>`.
    after_pre: bool,
}

/// The tag under way.
#[derive(Debug, Default)]
struct Tag {
    name: Vec<u8>,
    is_end: bool,
    self_closing: bool,
    attribute: Vec<u8>,
    value: Vec<u8>,
    hidden: bool,
    open: bool,
    /// Whether its class says that it is the mark of a note.
    note_mark: bool,
    /// Whether it leads to a place on the same page.
    leads_within: bool,
}

impl Tag {
    /// Looks at the attribute that is complete now.
    fn take_attribute(&mut self) {
        match self.attribute.as_slice() {
            b"hidden" => self.hidden = true,
            b"open" => self.open = true,
            b"class" => {
                let class = String::from_utf8_lossy(&self.value);
                self.hidden |= class.split_ascii_whitespace().any(is_for_screen_readers);
                self.note_mark |= class.split_ascii_whitespace().any(is_note_mark);
            }
            b"href" => self.leads_within |= self.value.trim_ascii_start().starts_with(b"#"),
            b"aria-hidden" => self.hidden |= self.value.trim_ascii().eq_ignore_ascii_case(b"true"),
            b"style" => {
                let style: Vec<u8> = self.value.iter().filter(|b| !b.is_ascii_whitespace()).map(u8::to_ascii_lowercase).collect();
                let mut rules = style.split(|&b| b == b';');
                self.hidden |= rules.any(|rule| rule.starts_with(b"display:none") || rule.starts_with(b"visibility:hidden"));
            }
            _ => {}
        }
        self.attribute.clear();
        self.value.clear();
    }
}

impl<'s> Reader<'s> {
    pub(super) fn new(sent: &'s str) -> Self {
        Self {
            sent,
            flow: Flow::default(),
            open: OpenElements::default(),
            quotations: Quotations::default(),
            position: 0,
            used: 0,
            run: Span::new(0, 0),
            tag: Tag::default(),
            tag_start: 0,
            last_start_tag: String::new(),
            after_pre: false,
        }
    }

    /// What has been read, once the tokenizer is at its end.
    pub(super) fn finish(mut self) -> HtmlText {
        self.flush();
        self.quotations.end(&self.flow);
        let (text, map) = self.flow.finish(self.quotations.marks());
        HtmlText { text, map }
    }

    fn is_preformatted(&self) -> bool {
        self.open.count("pre") + self.open.count("listing") + self.open.count("xmp") > 0
    }

    /// Hands on the characters that were gathered.
    fn flush(&mut self) {
        let run = std::mem::replace(&mut self.run, Span::new(self.used, self.used));
        if run.is_empty() || self.open.is_hidden() {
            return;
        }
        let kept = self.is_preformatted();
        // A null byte is nothing on a page.
        let mut start = run.start;
        for words in run.of(self.sent).split('\0') {
            self.flow.add_sent(words, start, kept);
            start += words.len() + 1;
        }
    }

    /// Characters that stand for something else in what was sent.
    fn take_made(&mut self, made: &[u8], sent: Span) {
        self.flush();
        if self.open.is_hidden() {
            return;
        }
        let kept = self.is_preformatted();
        self.flow.add_made(&String::from_utf8_lossy(made).replace('\0', ""), sent, kept);
    }

    fn start_tag(&mut self, name: &str) {
        let (flow, quotations) = (&mut self.flow, &mut self.quotations);
        self.open.make_way(name, |element, seen| ended(flow, quotations, element, seen));
        // The number of a note is no part of the word or figure that it hangs on.
        let note_mark = name == "sup" && self.tag.note_mark || name == "a" && self.tag.leads_within && self.open.count("sup") > 0;
        let hidden = self.tag.hidden || note_mark || (name == "dialog" && !self.tag.open);
        if !hidden && !self.open.is_hidden() {
            self.show_start(name);
        }
        // A slash at the end of a tag means something in drawings only.
        let is_closed = self.tag.self_closing && (self.open.is_drawing() || is_drawing(name));
        if !is_void(name) && !is_closed {
            self.open.push(name, hidden || is_left_out(name));
        }
    }

    fn show_start(&mut self, name: &str) {
        match name {
            "br" => self.flow.end_line(),
            "table" => self.flow.end_table(),
            "tr" => self.flow.end_cell(true),
            "td" | "th" => self.flow.end_cell(false),
            "q" => self.add_quotation_mark(['“', '‘']),
            "cite" if self.flow.is_at_line_start() => self.quotations.end_words(&self.flow),
            "footer" => {
                self.flow.end_paragraph();
                self.quotations.end_words(&self.flow);
            }
            "blockquote" => {
                self.flow.end_paragraph();
                if self.open.count("blockquote") == 0 {
                    self.quotations.start(&self.flow);
                }
            }
            name if is_block(name) => self.flow.end_paragraph(),
            "a" => self.flow.start_link(),
            name if stands_apart(name) => self.flow.part_words(),
            _ => {}
        }
        self.after_pre = matches!(name, "pre" | "listing");
    }

    /// Browsers show marks around `<q>`, double ones outside and single ones inside.
    fn add_quotation_mark(&mut self, [outer, inner]: [char; 2]) {
        let mark = if self.open.count("q").is_multiple_of(2) { outer } else { inner };
        self.flow.add_made(mark.encode_utf8(&mut [0; 4]), Span::new(self.tag_start, self.position), false);
    }

    fn end_tag(&mut self, name: &str) {
        match name {
            // Both are taken for start tags.
            "br" if !self.open.is_hidden() => self.flow.end_line(),
            "p" if self.open.count("p") == 0 && !self.open.is_hidden() => self.flow.end_paragraph(),
            _ => {}
        }
        let quotes = self.open.count("q");
        let (flow, quotations) = (&mut self.flow, &mut self.quotations);
        self.open.end(name, |element, seen| ended(flow, quotations, element, seen));
        // What hid the quotation has hidden its first mark too; one that something else ended stays open.
        if name == "q" && self.open.count("q") < quotes && !self.open.is_hidden() {
            self.add_quotation_mark(['”', '’']);
        }
    }
}

/// What the end of an element does to the text.
fn ended(flow: &mut Flow, quotations: &mut Quotations, element: &Element, seen: bool) {
    if !seen {
        return;
    }
    match element.name.as_str() {
        "table" => flow.end_table(),
        "tr" => flow.end_cell(true),
        "td" | "th" => flow.end_cell(false),
        name if is_block(name) => flow.end_paragraph(),
        "a" => flow.end_link(),
        name if stands_apart(name) => flow.part_words(),
        _ => {}
    }
    if element.name == "blockquote" {
        quotations.end(flow);
    }
}

impl Emitter for &mut Reader<'_> {
    type Token = Infallible;

    fn emit_string(&mut self, characters: &[u8]) {
        let end = self.position.min(self.sent.len());
        let mut start = self.used.min(end);
        self.used = end;
        if std::mem::take(&mut self.after_pre) && characters.starts_with(b"\n") {
            self.after_pre = false;
            let rest = &characters[1..];
            let behind = Span::new(end - rest.len().min(end - start), end);
            if !rest.is_empty() {
                self.flush();
                self.run = behind;
            }
            return;
        }
        let bytes = self.sent.as_bytes();
        // A line feed that was read as one with the carriage return before it.
        if start > 0 && bytes[start - 1] == b'\r' && bytes.get(start) == Some(&b'\n') && end - start > characters.len() {
            start += 1;
        }
        let same = end - start >= characters.len() && &bytes[end - characters.len()..end] == characters && bytes.get(start) != Some(&b'&')
            || &bytes[start..end] == characters;
        if same {
            let start = end - characters.len();
            if self.run.end != start || self.run.is_empty() {
                self.flush();
                self.run = Span::new(start, start);
            }
            self.run.end = end;
        } else {
            self.take_made(characters, Span::new(self.sent.floor_char_boundary(start), self.sent.ceil_char_boundary(end)));
        }
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.tag.take_attribute();
        self.flush();
        self.used = self.position.min(self.sent.len());
        self.run = Span::new(self.used, self.used);
        self.after_pre = false;
        let name = String::from_utf8_lossy(&self.tag.name).to_ascii_lowercase();
        if self.tag.is_end {
            self.end_tag(&name);
            return None;
        }
        let in_drawing = self.open.is_drawing();
        self.start_tag(&name);
        let next = if in_drawing && self.tag.self_closing { None } else { naive_next_state(name.as_bytes()) };
        self.last_start_tag = name;
        next
    }

    fn emit_current_comment(&mut self) {
        self.flush();
        self.used = self.position.min(self.sent.len());
    }

    fn emit_current_doctype(&mut self) {
        self.emit_current_comment();
    }

    fn init_start_tag(&mut self) {
        self.tag = Tag::default();
    }

    fn init_end_tag(&mut self) {
        self.tag = Tag { is_end: true, ..Tag::default() };
    }

    fn push_tag_name(&mut self, name: &[u8]) {
        self.tag.name.extend_from_slice(name);
    }

    fn set_self_closing(&mut self) {
        self.tag.self_closing = true;
    }

    fn init_attribute(&mut self) {
        self.tag.take_attribute();
    }

    fn push_attribute_name(&mut self, name: &[u8]) {
        self.tag.attribute.extend(name.iter().map(u8::to_ascii_lowercase));
    }

    fn push_attribute_value(&mut self, value: &[u8]) {
        self.tag.value.extend_from_slice(value);
    }

    fn start_open_tag(&mut self) {
        self.tag_start = self.position.saturating_sub(1);
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.tag.is_end && !self.last_start_tag.is_empty() && self.tag.name.eq_ignore_ascii_case(self.last_start_tag.as_bytes())
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&mut self) -> bool {
        self.open.is_drawing()
    }

    fn move_position(&mut self, offset: isize) {
        self.position = self.position.saturating_add_signed(offset);
    }

    fn set_last_start_tag(&mut self, name: Option<&[u8]>) {
        self.last_start_tag = String::from_utf8_lossy(name.unwrap_or_default()).into_owned();
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    // Broken markup is read as browsers read it; comments and document types say nothing to a reader.
    fn emit_error(&mut self, _: Error) {}
    fn emit_eof(&mut self) {}
    fn init_comment(&mut self) {}
    fn push_comment(&mut self, _: &[u8]) {}
    fn init_doctype(&mut self) {}
    fn push_doctype_name(&mut self, _: &[u8]) {}
    fn set_force_quirks(&mut self) {}
    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}
}
