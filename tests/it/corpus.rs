//! The quality of the analysis, held by floors: the real engine on passages whose claims are known.
//!
//! In: the passages, sentences and contradictions of `tests/corpus`. A passage's claim is found when at least half of the words of
//! both stand in both; its source is right when the kind and the telling words of the name are. The floors stand a little below what
//! the engine reaches.

use claimdesk::domain::{Claim, Span};
use claimdesk::engine::{Context, Engine};
use claimdesk::service::resources::load_engine;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Words that do not tell one source from another.
const UNTELLING: [&str; 12] = ["the", "of", "a", "an", "and", "for", "in", "at", "some", "several", "many", "spokesman"];

struct Passage {
    id: String,
    text: String,
    claims: Vec<Gold>,
    not_claims: Vec<String>,
}

struct Gold {
    words: BTreeSet<usize>,
    answers: Vec<Answer>,
    optional: bool,
}

#[derive(Clone)]
struct Answer {
    name: String,
    kind: String,
    status: String,
}

#[derive(Default)]
struct Score {
    found: usize,
    gold: usize,
    predicted: usize,
    source: usize,
    status: usize,
    all: usize,
    leaks: Vec<String>,
    by_status: BTreeMap<String, (usize, usize)>,
}

#[test]
fn an_editor_can_rely_on_the_claims_of_the_written_passages() {
    check(&score("p-"), 0.96, 0.90, 0.92);
}

#[test]
fn an_editor_can_rely_on_the_claims_of_passages_from_other_desks() {
    check(&score("n-"), 0.95, 0.92, 0.87);
}

#[test]
fn an_editor_can_rely_on_the_claims_of_passages_from_courts_to_crickets() {
    check(&score("m-"), 0.95, 0.86, 0.88);
}

#[test]
fn an_editor_can_rely_on_the_claims_of_passages_from_all_over_the_world() {
    // Words of one passage that nobody has looked into still stand in a claim: "..., it emerged last night".
    check_but_for_leaks(score("q-"), 1, 0.95, 0.89, 0.86);
}

#[test]
fn an_editor_can_rely_on_the_claims_of_passages_in_which_parties_disagree() {
    check(&score("r-"), 0.93, 0.81, 0.84);
}

#[test]
fn an_editor_can_rely_on_the_claims_of_passages_of_every_kind() {
    check(&score("s-"), 0.97, 0.88, 0.88);
}

#[test]
fn an_editor_can_rely_on_the_claims_of_ordinary_passages() {
    // "charged the former minister with causing financial loss" may be listed whole or by what he is charged with.
    check(&score("t-"), 0.95, 0.89, 0.87);
}

#[test]
fn an_editor_can_rely_on_the_claims_of_twenty_passages_from_as_many_beats() {
    check(&score("u-"), 0.95, 0.93, 0.88);
}

#[test]
fn an_editor_can_rely_on_the_claims_of_passages_in_the_style_of_wires() {
    check(&score("v-"), 0.96, 0.94, 0.89);
}

#[test]
fn an_editor_can_rely_on_the_claims_of_longer_passages() {
    check(&score("w-"), 0.94, 0.92, 0.81);
}

#[test]
fn an_editor_can_rely_on_the_claims_of_passages_that_nobody_read_the_mistakes_of() {
    check(&score("x-"), 0.95, 0.88, 0.84);
}

#[test]
fn an_editor_can_rely_on_the_claims_of_long_sentences() {
    // A demand with "should", and a condition that ends in an order.
    check_but_for_leaks(score("y-"), 2, 0.88, 0.84, 0.84);
}

#[test]
fn an_editor_can_rely_on_the_claims_of_short_passages() {
    check_but_for_leaks(score("z1-"), 0, 0.97, 0.90, 0.85);
    check_but_for_leaks(score("z2-"), 4, 0.97, 0.87, 0.74);
    check_but_for_leaks(score("z3-"), 2, 0.95, 0.89, 0.82);
    check_but_for_leaks(score("z4-"), 2, 0.95, 0.87, 0.81);
    check_but_for_leaks(score("z5-"), 2, 0.97, 0.91, 0.83);
    check_but_for_leaks(score("z6-"), 3, 0.94, 0.87, 0.81);
    check_but_for_leaks(score("z7-"), 3, 0.95, 0.92, 0.83);
    check_but_for_leaks(score("z8-"), 1, 0.96, 0.90, 0.86);
    check_but_for_leaks(score("z9-"), 4, 0.95, 0.86, 0.80);
    check_but_for_leaks(score("z10-"), 4, 0.95, 0.85, 0.70);
    check_but_for_leaks(score("z11-"), 1, 0.94, 0.82, 0.78);
}

/// Sentences that a rule is for, beside sentences that only look like them: a sentence, then a line for each of its claims.
#[test]
fn each_written_sentence_has_its_claims_with_their_sources_and_statuses() {
    let engine: Engine = load_engine(None).unwrap();
    let blocks: Vec<&str> = include_str!("../corpus/sentences.txt").split("\n\n").collect();
    assert!(blocks.len() > 100, "{}", blocks.len());
    for block in blocks {
        // A sentence alone has no claim.
        let (text, expected) = block.trim_end().split_once('\n').unwrap_or((block.trim_end(), ""));
        let expected: Vec<&str> = expected.lines().map(str::trim).collect();
        let claims = engine.analyse(text, &Context::default()).claims;
        let shown =
            |claim: &Claim| format!("{} | {} | {} | {}", claim.text(text), claim.source.name, claim.source.kind.as_str(), claim.status.as_str());
        assert_eq!(claims.iter().map(shown).collect::<Vec<_>>(), expected, "in {text:?}");
    }
}

/// How many of the quoted claims of a list are disputed or denied, and how many there are.
fn contested(engine: &Engine, list: &str) -> (usize, usize) {
    let passages: Vec<Value> = serde_json::from_str(include_str!("../corpus/contradictions.json")).unwrap();
    let (mut contested, mut all) = (0, 0);
    for passage in &passages {
        let text = passage["text"].as_str().unwrap();
        let claims = engine.analyse(text, &Context::default()).claims;
        for quoted in passage[list].as_array().unwrap() {
            let words = quoted.as_str().unwrap();
            let start = text.find(words).unwrap();
            let own = Span::new(start, start + words.len());
            all += 1;
            let hit = claims
                .iter()
                .filter(|claim| claim.spans.iter().any(|span| span.overlaps(own)))
                .max_by_key(|claim| claim.spans.iter().map(|span| span.end.min(own.end).saturating_sub(span.start.max(own.start))).sum::<usize>());
            contested += usize::from(hit.is_some_and(|claim| matches!(claim.status.as_str(), "disputed" | "denied")));
        }
    }
    (contested, all)
}

#[test]
fn claims_that_share_words_and_fit_together_are_not_called_disputed() {
    let engine: Engine = load_engine(None).unwrap();
    let (wrongly, fitting) = contested(&engine, "plain");
    let (rightly, contradicting) = contested(&engine, "disputed");
    println!(
        "disputed or denied: {wrongly} of {fitting} that fit together, {rightly} of {contradicting} that contradict each other without a word for it"
    );
    assert!(wrongly <= 5, "{wrongly} of {fitting}");
    // Hardly any of the others is noticed yet: docs/measuring.md.
    assert!(rightly >= 8, "{rightly} of {contradicting}");
}

fn check_but_for_leaks(mut score: Score, leaks: usize, claims: f64, source: f64, status: f64) {
    assert!(score.leaks.len() <= leaks, "words that are no claim stand in one: {:?}", score.leaks);
    score.leaks.clear();
    check(&score, claims, source, status);
}

/// Fails below these floors: the claims' F, the share of found ones with the right source, and with the right status.
fn check(score: &Score, claims: f64, source: f64, status: f64) {
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    let f = 2.0 * share(score.found, score.predicted + score.gold);
    println!(
        "claims {f:.3}, source {:.3}, status {:.3}, all right {:.3}, by status {:?}",
        share(score.source, score.found),
        share(score.status, score.found),
        share(score.all, score.gold),
        score.by_status
    );
    assert!(f >= claims, "claims F {f:.3}");
    assert!(share(score.source, score.found) >= source, "sources {:.3}", share(score.source, score.found));
    assert!(share(score.status, score.found) >= status, "statuses {:.3}", share(score.status, score.found));
    assert!(score.leaks.is_empty(), "words that are no claim stand in one: {:?}", score.leaks);
}

fn score(prefix: &str) -> Score {
    let engine: Engine = load_engine(None).unwrap();
    let mut score = Score::default();
    for passage in passages().iter().filter(|passage| passage.id.starts_with(prefix)) {
        add(&mut score, passage, &engine.analyse(&passage.text, &Context::default()).claims);
    }
    assert!(score.gold > 50, "the corpus has passages of this sort");
    score
}

fn add(score: &mut Score, passage: &Passage, claims: &[Claim]) {
    let words = words_of(&passage.text);
    let predicted: Vec<BTreeSet<usize>> = claims.iter().map(|claim| words_in(&words, &claim.spans)).collect();
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (gold, one) in passage.claims.iter().enumerate() {
        for (at, other) in predicted.iter().enumerate() {
            let (both, either) = (one.words.intersection(other).count(), one.words.union(other).count());
            if 2 * both >= either.max(1) {
                pairs.push((both as f64 / either as f64, gold, at));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut of_gold, mut taken) = (BTreeMap::new(), BTreeSet::new());
    for (_, gold, at) in pairs {
        if !of_gold.contains_key(&gold) && taken.insert(at) {
            of_gold.insert(gold, at);
        }
    }
    score.predicted += claims.len();
    for (at, gold) in passage.claims.iter().enumerate() {
        let Some(&found) = of_gold.get(&at) else {
            score.gold += usize::from(!gold.optional);
            continue;
        };
        if gold.optional {
            score.predicted -= 1;
            continue;
        }
        let claim = &claims[found];
        let source = |answer: &&Answer| answer.kind == claim.source.kind.as_str() && same_name(&answer.name, &claim.source.name);
        let status = |answer: &&Answer| answer.status == claim.status.as_str();
        score.gold += 1;
        score.found += 1;
        score.source += usize::from(gold.answers.iter().any(|answer| source(&answer)));
        score.status += usize::from(gold.answers.iter().any(|answer| status(&answer)));
        score.all += usize::from(gold.answers.iter().any(|answer| source(&answer) && status(&answer)));
        let of_status = score.by_status.entry(gold.answers[0].status.clone()).or_default();
        of_status.0 += usize::from(gold.answers.iter().any(|answer| status(&answer)));
        of_status.1 += 1;
    }
    for words_of_none in &passage.not_claims {
        let start = passage.text.find(words_of_none.as_str()).unwrap();
        let own = words_in(&words, &[Span::new(start, start + words_of_none.len())]);
        if predicted.iter().any(|claim| 2 * own.intersection(claim).count() >= own.len()) {
            score.leaks.push(format!("{}: {words_of_none}", passage.id));
        }
    }
}

/// Bodies and people by the words that tell them: the same ones, or all of the one in the other but for one.
fn same_name(gold: &str, name: &str) -> bool {
    let (gold, name) = (telling_words(gold), telling_words(name));
    let (smaller, larger) = if gold.len() <= name.len() { (&gold, &name) } else { (&name, &gold) };
    !smaller.is_empty() && smaller.is_subset(larger) && larger.len() <= smaller.len().max(2) + 1
}

fn telling_words(name: &str) -> BTreeSet<String> {
    let words = name.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    words.filter(|word| word.len() > 1 && !UNTELLING.contains(&word.as_str())).map(|word| word.trim_end_matches('s').to_owned()).collect()
}

fn words_of(text: &str) -> Vec<Span> {
    let mut words: Vec<Span> = Vec::new();
    for (at, letter) in text.char_indices().filter(|(_, letter)| letter.is_alphanumeric()) {
        match words.last_mut() {
            Some(word) if word.end == at => word.end = at + letter.len_utf8(),
            _ => words.push(Span::new(at, at + letter.len_utf8())),
        }
    }
    words
}

fn words_in(words: &[Span], spans: &[Span]) -> BTreeSet<usize> {
    (0..words.len()).filter(|&word| spans.iter().any(|span| span.overlaps(words[word]))).collect()
}

fn passages() -> Vec<Passage> {
    let files = [include_str!("../corpus/passages.json"), include_str!("../corpus/short.json")];
    files.iter().flat_map(|file| serde_json::from_str::<Vec<Value>>(file).unwrap()).map(|passage| read_passage(&passage)).collect()
}

fn read_passage(passage: &Value) -> Passage {
    let string = |value: &Value| value.as_str().unwrap().to_owned();
    let text = string(&passage["text"]);
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let words = words_of(&text);
    let place = |offset: &Value| places[usize::try_from(offset.as_u64().unwrap()).unwrap()];
    let claims = passage["claims"].as_array().unwrap().iter().map(|claim| {
        let spans: Vec<Span> = claim["spans"].as_array().unwrap().iter().map(|span| Span::new(place(&span[0]), place(&span[1]))).collect();
        let first = Answer { name: string(&claim["canonical"]), kind: string(&claim["kind"]), status: string(&claim["status"]) };
        let other = |value: &Value| Answer {
            name: value["canonical"].as_str().unwrap_or(&first.name).to_owned(),
            kind: value["kind"].as_str().unwrap_or(&first.kind).to_owned(),
            status: value["status"].as_str().unwrap_or(&first.status).to_owned(),
        };
        let others: Vec<Answer> = claim["or"].as_array().into_iter().flatten().map(other).collect();
        let answers = std::iter::once(first.clone()).chain(others).collect();
        Gold { words: words_in(&words, &spans), answers, optional: claim["optional"] == true }
    });
    Passage {
        id: string(&passage["id"]),
        claims: claims.collect(),
        not_claims: passage["not_claims"].as_array().unwrap().iter().map(string).collect(),
        text,
    }
}
