//! What a cue says of a content that is no full clause.
//!
//! In: `lexicon/cues.tsv`. Out: the classes of a cue as it stands in the text.

use super::rows;
use super::verbs::base_forms;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Classes of a cue; none is set for one that stands in no table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CueClass {
    /// A noun phrase or gerund under it asserts something.
    pub event: bool,
    /// An infinitive under it is a plan.
    pub plan: bool,
    /// A demand, a call, a wish.
    pub wish: bool,
    /// An act or an attitude.
    pub act: bool,
}

static CLASSES: LazyLock<HashMap<&'static str, CueClass>> = LazyLock::new(|| {
    let mut classes: HashMap<&'static str, CueClass> = HashMap::new();
    for row in rows(include_str!("../../../lexicon/cues.tsv")) {
        let [words, names, ..] = row.as_slice() else { continue };
        let class = classes.entry(words).or_default();
        for name in names.split(',') {
            match name.trim() {
                "event" => class.event = true,
                "plan" => class.plan = true,
                "wish" => class.wish = true,
                "act" => class.act = true,
                _ => {}
            }
        }
    }
    classes
});

/// The classes of a cue by its words; of several verbs the last one that a table knows speaks ("has vowed", "refused to confirm").
#[must_use]
pub fn cue_class(cue: &str) -> CueClass {
    let words: Vec<&str> = cue.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty()).collect();
    for (at, word) in words.iter().enumerate().rev() {
        for base in base_forms(word) {
            let with_next = words.get(at + 1).map(|next| format!("{base} {}", next.to_lowercase()));
            if let Some(class) = with_next.and_then(|phrase| CLASSES.get(phrase.as_str())).or_else(|| CLASSES.get(base.as_str())) {
                return *class;
            }
        }
    }
    CueClass::default()
}

#[cfg(test)]
mod tests {
    use super::cue_class;

    #[test]
    fn a_cue_is_known_in_every_form_and_by_its_particle() {
        assert!(cue_class("has vowed").plan);
        assert!(cue_class("spoke of").event);
        assert!(cue_class("accusing").event);
        assert!(cue_class("called for").wish);
        assert!(cue_class("criticised").act);
        assert_eq!(cue_class("said"), super::CueClass::default());
    }
}
