//! Quotation by markup: block quotations whose quotation marks are left to the page's style.
//!
//! In: where block quotations start and end in the text. Out: the quotation marks to put in.
//! Deliberately absent: `<q>`, for which browsers themselves show marks.
//!
//! Without marks nothing tells the words of a block quotation from the newsroom's own. Where it has none at all, it gets
//! them as a printed article would: one at the start of each paragraph, and one at the end.

use super::flow::Flow;

/// The block quotations of a page.
#[derive(Debug, Default)]
pub(super) struct Quotations {
    open: Option<Open>,
    marks: Vec<(usize, char)>,
}

/// The outermost block quotation that is open.
#[derive(Debug)]
struct Open {
    start: usize,
    /// Where the words end and the name of who said them begins.
    ended: Option<usize>,
}

impl Quotations {
    /// A block quotation starts, not inside another.
    pub(super) fn start(&mut self, flow: &Flow) {
        self.open = Some(Open { start: flow.len(), ended: None });
    }

    /// The name of who said it starts, where one is open.
    pub(super) fn end_words(&mut self, flow: &Flow) {
        if let Some(open) = &mut self.open
            && flow.len() > open.start
        {
            open.ended.get_or_insert(flow.len());
        }
    }

    /// The block quotation ends.
    pub(super) fn end(&mut self, flow: &Flow) {
        let Some(Open { start, ended }) = self.open.take() else { return };
        let all = flow.since(start);
        let mut words = &all[..ended.map_or(all.len(), |ended| ended - start)];
        // "— Ana Moreno", under what she said.
        if let Some(last) = words.rfind('\n')
            && words[last + 1..].starts_with(['—', '–', '-', '―', '~'])
        {
            words = words[..last].trim_end();
        }
        if words.contains(['"', '“', '”', '„', '«', '»']) || words.trim_start().starts_with(['‘', '\'']) || !words.contains(char::is_alphabetic)
        {
            return;
        }
        let mut at = start;
        for paragraph in words.split("\n\n") {
            let begins = at + (paragraph.len() - paragraph.trim_start().len());
            if !paragraph.trim().is_empty() {
                self.marks.push((begins, '“'));
            }
            at += paragraph.len() + 2;
        }
        self.marks.push((start + words.trim_end().len(), '”'));
    }

    /// The marks to put in, each with its place in the text, in order.
    pub(super) fn marks(&self) -> &[(usize, char)] {
        &self.marks
    }
}
