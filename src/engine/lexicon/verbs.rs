//! Forms of English verbs: from a form in the text to the base forms it may come from.
//!
//! In: a word. Out: candidate base forms, the likeliest first. Deliberately absent: any check that a candidate is a word; the
//! tables decide, since a wrong candidate stands in none of them.

use super::{rows, word_set};
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

/// Irregular forms of verbs that newsrooms use to attribute.
static IRREGULAR: LazyLock<HashMap<&'static str, &'static str>> =
    LazyLock::new(|| rows(include_str!("../../../lexicon/irregular_verbs.tsv")).filter_map(|row| Some((*row.first()?, *row.get(1)?))).collect());

/// Verbs that report what somebody said, wrote or found.
static SAYING: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| word_set(include_str!("../../../lexicon/saying_verbs.txt")));

/// Whether a word is a form of a verb of saying.
#[must_use]
pub fn is_saying_verb(word: &str) -> bool {
    base_forms(word).iter().any(|base| SAYING.contains(base.as_str()))
}

/// The base forms that a word may be a form of: "denied" of "deny", "accusing" of "accuse", "said" of "say".
#[must_use]
pub fn base_forms(word: &str) -> Vec<String> {
    let word = word.to_lowercase();
    let mut forms = Vec::new();
    if let Some(base) = IRREGULAR.get(word.as_str()) {
        forms.push((*base).to_owned());
    }
    forms.push(word.clone());
    for ending in ["ied", "ies"] {
        if let Some(stem) = word.strip_suffix(ending) {
            forms.push(format!("{stem}y"));
        }
    }
    for ending in ["ed", "ing", "es", "s"] {
        let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() > 1) else { continue };
        forms.push(stem.to_owned());
        if ending != "s" {
            forms.push(format!("{stem}e"));
            let mut letters = stem.chars().rev();
            if let (Some(last), Some(before)) = (letters.next(), letters.next())
                && last == before
            {
                forms.push(stem[..stem.len() - last.len_utf8()].to_owned());
            }
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::base_forms;

    #[test]
    fn a_form_leads_back_to_its_verb() {
        for (form, base) in
            [("denied", "deny"), ("accusing", "accuse"), ("said", "say"), ("admitted", "admit"), ("vows", "vow"), ("Publishes", "publish")]
        {
            assert!(base_forms(form).iter().any(|found| found == base), "{form}: {:?}", base_forms(form));
        }
    }
}
