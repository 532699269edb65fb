//! Every rule's example holds, its counter-example does not, and the document lists the same rules.

use super::*;

/// Who said what in the example and in the counter-example of a rule.
fn attributions(rule: &str) -> (Vec<Said>, Vec<Said>) {
    let officers = || vec![said(Official, "the mission", "said", &["Two officers were handed over"])];
    let havlund = || vec![said(Anonymous, "a person close to the talks", "said", &["Havlund is buying a stake in Austral Mar"])];
    let trust = || said(Organisation, "The trust", "says", &["fans were promised a vote"]);
    let same = |one: Vec<Said>, other: Vec<Said>| (one, other);
    match rule {
        "confirmed-and-denied" => {
            let mut both = officers();
            both.push(said(Official, "Rwanda", "said", &["no such transfer had taken place"]));
            same(both, officers())
        }
        "cue-denies" => same(vec![said(Person, "Mokoena", "denied", &["taking payments from a contractor"])], vec![]),
        "denied-by-party" => same(vec![said(Official, "An inquiry", "accused", &["hiding failed crash tests"])], vec![]),
        "own-denial" => same(
            vec![said(Person, "He", "denied", &["taking payments"]), said(Person, "He", "said", &["I never met the man"])],
            vec![said(Person, "she", "said", &["I never met such kindness"])],
        ),
        "disputed-by-party" => same(
            vec![said(Organisation, "The exporter", "said", &["it had lost 2.1 billion shillings"])],
            vec![said(Organisation, "The firm", "said", &["it would appeal"])],
        ),
        "contradicted" => same(
            vec![trust(), said(Person, "the chairman", "insists", &["no such promise was made"])],
            vec![trust(), said(Person, "The chairman", "said", &["tickets were sold out"])],
        ),
        "newsroom-disputes" => same(
            vec![said(Person, "The candidate", "asserts", &["his opponent voted to close the hospital"])],
            vec![said(Person, "The candidate", "asserts", &["his opponent was falsely accused"])],
        ),
        "cue-confirms" => same(
            vec![said(Organisation, "The firm", "admitted", &["a batch had left the factory"])],
            vec![said(Group, "Experts", "confirmed", &["the batch had left"])],
        ),
        "announces-own-act" => same(
            vec![said(Organisation, "The maker", "announced", &["it would shut its plant"])],
            vec![said(Organisation, "The maker", "threatened", &["it would shut its plant"])],
        ),
        "confirmed-by-party" => same(havlund(), havlund()),
        "stated-by-two" => same(
            vec![said(Official, "the agency", "said", &["Fourteen people were killed"])],
            vec![said(Person, "the minister", "said", &["The plan is a disgrace"]), said(Person, "His deputy", "said", &["the plan was late"])],
        ),
        "not-confirmed" => same(
            vec![said(Media, "media reports", "said", &["Mr Xi will call Mr Zelensky"])],
            vec![said(Organisation, "the firm", "said", &["It will close"])],
        ),
        "newsroom-doubts" => same(
            vec![said(Person, "the chairman", "said", &["observers had swapped ballot boxes"])],
            vec![said(Person, "The chairman", "said", &["the observers had no proof"])],
        ),
        "no-comment" => same(
            vec![said(Anonymous, "a colleague", "said", &["The officer had fled"])],
            vec![said(Organisation, "the firm", "said", &["It would close its plant"])],
        ),
        "no-source" => same(vec![said(Newsroom, "", "was reported", &["the engineers had been moved"])], vec![]),
        "source-is-media" => same(
            vec![said(Media, "the daily", "reported", &["Agents bugged a hotel suite"])],
            vec![said(Person, "the minister", "told", &["Serbia would lift its ban"])],
        ),
        "source-is-group" => same(
            vec![said(Group, "Analysts", "said", &["dearer freight had wiped out the gain"])],
            vec![said(Organisation, "The union", "said", &["drivers had walked out"])],
        ),
        "source-is-anonymous" => same(
            vec![said(Anonymous, "a senior official", "said", &["The money would carry no interest"])],
            vec![said(Official, "a ministry spokesman", "said", &["The money would carry no interest"])],
        ),
        "document-not-named" => same(
            vec![said(Document, "Some polls", "put", &["turnout below 40 per cent"])],
            vec![said(Document, "An Opina poll", "put", &["turnout below 40 per cent"])],
        ),
        "identified-source" => same(
            vec![said(Person, "the sheriff", "said", &["The overtime money lasts until March"])],
            vec![said(Group, "deputies", "said", &["The overtime money lasts until March"])],
        ),
        _ => same(vec![], vec![]),
    }
}

#[test]
fn every_rule_holds_in_its_example_and_not_in_its_counter_example() {
    for rule in RULES {
        let (who, who_not) = attributions(rule.name);
        for (marked, who, holds) in [(rule.example, who, true), (rule.counter_example, who_not, false)] {
            let text = marked.replace(['{', '}'], "");
            let claim = marked.split_once('{').and_then(|(_, rest)| rest.split_once('}')).map_or(text.trim_end_matches('.'), |(claim, _)| claim);
            let judgement = judge(&text, &who, claim);
            assert_eq!(judgement.basis[0].rule == rule.name, holds, "{} in {text:?}: {judgement:?}", rule.name);
        }
    }
}

#[test]
fn the_document_lists_the_rules_in_their_order() {
    let document = include_str!("../../../../docs/status-rules.md");
    let mut at = 0;
    for rule in RULES {
        let entry = format!("| `{}` | `{}` | {} | {} | {} |", rule.name, rule.status, rule.description, rule.example, rule.counter_example);
        let found = document[at..].find(&entry);
        assert!(found.is_some(), "docs/status-rules.md lacks, or has out of order:\n{entry}");
        at += found.unwrap_or(0);
    }
}
