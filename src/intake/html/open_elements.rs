//! The elements that are open at a place of the HTML.
//!
//! In: start and end tags, as they come. Out: which elements end, and whether what follows is seen.
//! Deliberately absent: a tree. Nothing is kept of an element that has ended.
//!
//! The rules are those of the standard's tree construction, as far as they decide what is seen and where a line ends. Every
//! look for an open element goes through an index by name, so that time grows linearly however deep the nesting is.

use super::elements::{ends_paragraph, ends_siblings, is_barrier, is_drawing, is_formatting, is_never_drawn, is_scope};
use std::collections::HashMap;

/// An open element.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) name: String,
    /// Whether it is what hides its content; those inside need not say so again.
    hidden: bool,
}

/// The stack of open elements.
#[derive(Debug, Default)]
pub(super) struct OpenElements {
    stack: Vec<Element>,
    /// Places in the stack by name, each list ascending.
    places: HashMap<String, Vec<usize>>,
    barriers: Vec<usize>,
    scopes: Vec<usize>,
    /// Roots of drawings, and elements in them that hold HTML again.
    drawings: Vec<(usize, bool)>,
    hiding: usize,
}

impl OpenElements {
    /// Whether a reader sees nothing of what stands here.
    pub(super) fn is_hidden(&self) -> bool {
        self.hiding > 0
    }

    /// Whether this is the inside of a drawing or a formula.
    pub(super) fn is_drawing(&self) -> bool {
        self.drawings.last().is_some_and(|&(_, drawn)| drawn)
    }

    /// How many elements of this name are open.
    pub(super) fn count(&self, name: &str) -> usize {
        self.places.get(name).map_or(0, Vec::len)
    }

    /// Ends what a start tag of this name ends, and hands it out, innermost first.
    pub(super) fn make_way(&mut self, name: &str, mut ended: impl FnMut(&Element, bool)) {
        if self.is_drawing() {
            if !is_never_drawn(name) {
                return;
            }
            if let Some(&(root, _)) = self.drawings.last() {
                self.pop_to(root, &mut ended);
            }
        }
        let (siblings, inside) = ends_siblings(name);
        let nearest = |names: &[&str]| names.iter().filter_map(|name| self.last(name)).max();
        if let Some(sibling) = nearest(siblings)
            && nearest(inside).is_none_or(|parent| parent < sibling)
        {
            self.pop_to(sibling, &mut ended);
        }
        if ends_paragraph(name)
            && let Some(paragraph) = self.last("p")
            && self.scopes.last().is_none_or(|&scope| scope < paragraph)
        {
            self.pop_to(paragraph, &mut ended);
        }
    }

    /// Opens an element.
    pub(super) fn push(&mut self, name: &str, hidden: bool) {
        let place = self.stack.len();
        let drawn = self.is_drawing();
        if is_drawing(name) && !drawn {
            self.drawings.push((place, true));
        } else if drawn && matches!(name, "foreignobject" | "desc" | "mtext" | "annotation-xml") {
            self.drawings.push((place, false));
        }
        if is_barrier(name) {
            self.barriers.push(place);
        }
        if is_scope(name) {
            self.scopes.push(place);
        }
        self.hiding += usize::from(hidden);
        match self.places.get_mut(name) {
            Some(places) => places.push(place),
            None => drop(self.places.insert(name.to_owned(), vec![place])),
        }
        self.stack.push(Element { name: name.to_owned(), hidden });
    }

    /// Ends the element that an end tag means, with everything in it, innermost first. An end tag without its start is nothing.
    pub(super) fn end(&mut self, name: &str, mut ended: impl FnMut(&Element, bool)) {
        let Some(place) = self.last(name) else { return };
        let barrier = match name {
            "table" => self.last("template"),
            "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "caption" => self.last("table").max(self.last("template")),
            name if is_barrier(name) => self.scopes.last().copied(),
            _ => self.barriers.last().copied(),
        };
        match barrier {
            Some(barrier) if barrier > place && !self.is_drawing() => {
                // `<b hidden><p>one</b> two`: what follows is no longer hidden, though the element stays where it is.
                if is_formatting(name) && std::mem::take(&mut self.stack[place].hidden) {
                    self.hiding -= 1;
                }
            }
            _ => self.pop_to(place, &mut ended),
        }
    }

    fn last(&self, name: &str) -> Option<usize> {
        self.places.get(name)?.last().copied()
    }

    /// Ends the element at this place and all in it. Tells for each whether it could be seen from outside.
    fn pop_to(&mut self, place: usize, ended: &mut impl FnMut(&Element, bool)) {
        while self.stack.len() > place
            && let Some(element) = self.stack.pop()
        {
            let at = self.stack.len();
            if let Some(places) = self.places.get_mut(&element.name) {
                places.pop();
            }
            for places in [&mut self.barriers, &mut self.scopes] {
                if places.last() == Some(&at) {
                    places.pop();
                }
            }
            if self.drawings.last().is_some_and(|&(root, _)| root == at) {
                self.drawings.pop();
            }
            self.hiding -= usize::from(element.hidden);
            ended(&element, !self.is_hidden() && !element.hidden);
        }
    }
}
