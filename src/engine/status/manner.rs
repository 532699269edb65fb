//! The manner in which a claim is said: its own cue, and the newsroom's distance.
//!
//! In: a statement. Out: the evidence in its own sentence.
//! Deliberately absent: what others say of it (`reach`, `opposition`).

use super::statements::phrases;
use super::words::{Gap, Word};
use super::{Evidence, EvidenceKind, Reading, statements};
use crate::domain::{SourceKind, Span};
use crate::engine::lexicon::{DENIED_OBJECT, Effect, Found, base_forms, is_denied_matter, stances};

/// The evidence in the way statement `at` is put.
pub(super) fn of(reading: &Reading<'_>, at: usize) -> Vec<Evidence> {
    let statement = &reading.statements[at];
    let mut evidence = Vec::new();
    let mut add = |kind, span| evidence.push(Evidence { kind, span, by: None });
    match statement.attribution {
        None => {
            if let Some(span) = statement.hedge {
                add(EvidenceKind::Hedge, Some(span));
            }
        }
        Some(index) => {
            let draft = &reading.input.attributions[index];
            if let Some((kind, span)) = cue_kind(reading, at, &draft.cue) {
                let own = kind != EvidenceKind::CueAnnounces || statement.source.kind != SourceKind::Document && is_own_act(reading, at, span);
                if own {
                    add(kind, Some(span));
                }
            }
            if let Some((kind, span)) = judged_in_words(reading, at) {
                add(kind, Some(span));
            }
            if let Some(span) = answer_to_charge(reading, at) {
                add(EvidenceKind::OwnDenial, Some(span));
            }
            if let Some(span) = self_confirmation(reading, at) {
                add(EvidenceKind::CueConfirms, Some(span));
            }
            if statement.source.kind == SourceKind::Newsroom {
                let sentence = statement.sentence;
                let words = &reading.words.sentences[sentence];
                let end = reading.words.inside(sentence, statement.span).end;
                if draft.mention.is_empty() && draft.cue.iter().any(|cue| tells_hearsay(cue.of(&reading.input.text.normal))) {
                    add(EvidenceKind::NoSource, draft.cue.first().copied());
                } else if let Some(span) =
                    statement.hedge.or_else(|| statements::hedge(reading.input.text, &reading.words, sentence, 0..end.min(words.len())))
                {
                    add(EvidenceKind::Hedge, Some(span));
                }
            }
        }
    }
    evidence
}

/// "It was reported that", "accusations have mounted that"; not "it is obvious that".
fn tells_hearsay(cue: &str) -> bool {
    const HEARSAY: &[&str] = &[
        "report",
        "reports",
        "say",
        "claim",
        "claims",
        "allege",
        "allegation",
        "allegations",
        "accuse",
        "accusation",
        "accusations",
        "suggestion",
        "suggestions",
        "rumour",
        "rumor",
        "rumours",
        "rumors",
        "speculation",
        "news",
        "tell",
        "hear",
        "suggest",
        "believe",
        "think",
        "expect",
        "fear",
        "suspect",
    ];
    cue.split(|c: char| !c.is_alphanumeric()).any(|word| base_forms(word).iter().any(|form| HEARSAY.contains(&form.as_str())))
}

/// What the cue of a statement, and the words between it and the statement, do.
fn cue_kind(reading: &Reading<'_>, at: usize, cue: &[Span]) -> Option<(EvidenceKind, Span)> {
    let statement = &reading.statements[at];
    let sentence = cue.first().map_or(statement.sentence, |cue| reading.input.text.sentences.partition_point(|s| s.span.end <= cue.start));
    let words = reading.words.sentences.get(sentence)?;
    let claim = reading.words.inside(sentence, statement.span);
    let mut best: Option<(EvidenceKind, Span)> = None;
    for start in 0..words.len() {
        if statement.holds(words[start].span) && sentence == statement.sentence {
            continue;
        }
        for found in phrases(&reading.words, sentence, start) {
            let span = words[found.start].span.cover(words[found.end - 1].span);
            let is_cue = cue.iter().any(|cue| cue.overlaps(words[found.start].span) || cue.overlaps(words[found.end - 1].span));
            let leads = sentence == statement.sentence && found.end <= claim.start && leads_to(reading, words, &found, claim.start);
            if !is_cue && !leads || !reading.is_verb(words, found.start) && matches!(found.effect, Effect::Deny | Effect::Dispute) {
                continue;
            }
            if let Some(kind) = kind_of(reading, words, &found, claim.start) {
                let better = best.is_none_or(|(other, _)| strength(kind) > strength(other));
                if better {
                    best = Some((kind, span));
                }
            }
        }
    }
    best
}

/// "called the suggestion that | Tehran was involved | absurd", "described claims that | he had been sacked | as nonsense": a verdict
/// behind a claim that a noun for it leads to.
fn judged_in_words(reading: &Reading<'_>, at: usize) -> Option<(EvidenceKind, Span)> {
    /// The verdict's last word stands so near behind the claim.
    const REACH: usize = 5;
    let statement = &reading.statements[at];
    let words = reading.words.sentences.get(statement.sentence)?;
    let claim = reading.words.inside(statement.sentence, statement.span);
    let call = (claim.start.saturating_sub(8)..claim.start)
        .flat_map(|start| phrases(&reading.words, statement.sentence, start))
        .filter(|found| found.effect == Effect::Call && reading.is_verb(words, found.start) && found.end < claim.start)
        .find(|found| {
            let between = &words[found.end..claim.start];
            between.last().is_some_and(|last| reading.words.is(last, &["that"]))
                && between.iter().any(|word| stances().claim_nouns.contains(reading.words.lower(word)))
                && words[found.end..=claim.start].iter().all(|word| word.gap == Gap::Space)
        })?;
    (claim.start + 2..words.len().min(claim.end + REACH))
        .flat_map(|start| phrases(&reading.words, statement.sentence, start))
        .filter(|found| {
            let before = &words[found.start - 1];
            let opens =
                words[found.start].gap == Gap::Quote || found.start >= claim.end || reading.words.is(before, &["as", "a", "an", "pure", "utter"]);
            let ends = words.get(found.end).is_none_or(|next| next.gap != Gap::Space || reading.words.is(next, &["and", "on", "in", "but"]));
            let same_clause = words[claim.start + 1..=found.start].iter().all(|word| matches!(word.gap, Gap::Space | Gap::Quote));
            opens && ends && same_clause
        })
        .find_map(|found| {
            let span = words[call.start].span.cover(words[call.end - 1].span);
            match found.effect {
                Effect::Verdict | Effect::Scorn => Some((EvidenceKind::CueDenies, span)),
                Effect::Objection => Some((EvidenceKind::CueDisputes, span)),
                _ => None,
            }
        })
}

fn strength(kind: EvidenceKind) -> u8 {
    match kind {
        EvidenceKind::CueDoubts => 4,
        EvidenceKind::CueDenies => 3,
        EvidenceKind::CueDisputes => 2,
        _ => 1,
    }
}

fn kind_of(reading: &Reading<'_>, words: &[Word], found: &Found, claim: usize) -> Option<EvidenceKind> {
    let negated = (found.start.saturating_sub(3)..found.start).any(|before| {
        let word = &words[before];
        words[before + 1..=found.start].iter().all(|word| word.gap == Gap::Space)
            && (reading.words.has_form(word, &["not", "decline", "refuse"])
                || reading.words.is(word, &["never", "neither", "nor", "without", "unable"]))
    });
    // "demanded that she confirm", "refused to confirm": the first is nobody's confirmation yet.
    let open = found.start.checked_sub(1).is_some_and(|before| reading.words.is(&words[before], &["to", "will", "would", "should", "must"]));
    Some(match found.effect {
        Effect::Confirm if negated => EvidenceKind::CueDoubts,
        Effect::Confirm if !open => EvidenceKind::CueConfirms,
        Effect::Announce if !negated && !open => EvidenceKind::CueAnnounces,
        Effect::Deny | Effect::Plea if !negated => {
            // "rejected the proposal that ...", "dismissed calls to ..."
            let object = words.get(found.end..claim.max(found.end).min(words.len())).unwrap_or(&[]);
            let claimlike = object.iter().any(|word| stances().claim_nouns.contains(reading.words.lower(word)));
            let proposal = object.iter().any(|word| stances().proposal_nouns.contains(reading.words.lower(word)));
            if refuses_somebody(reading, words, claim) && found.end >= claim.saturating_sub(1) {
                return None;
            }
            // "laughed off talk that he had been dropped"
            let talk =
                object.windows(2).any(|pair| reading.words.is(&pair[0], &["talk", "gossip", "chatter"]) && reading.words.is(&pair[1], &["that"]));
            // "rejected | any suggestion of bribery"
            let object: Vec<String> = words.iter().skip(claim).take(DENIED_OBJECT).map(|word| reading.words.lower(word).to_owned()).collect();
            let denies = reading.words.has_form(&words[found.start], &["deny"]);
            let matter = found.end == claim && is_denied_matter(denies, &object).is_some();
            let claimlike = claimlike || matter || talk;
            if proposal && !claimlike
                || !claimlike && !reading.words.has_form(&words[found.start], &["deny", "refute", "rebut", "disavow", "repudiate", "rule"])
            {
                return None;
            }
            EvidenceKind::CueDenies
        }
        // "Asked if its planes were safe, Boeing disputed that ..."
        Effect::Dispute
            if words[..found.start].iter().any(|word| reading.words.is(word, &["if", "unless"]))
                && !words[..found.start].iter().any(|word| reading.words.is(word, &["asked", "asking", "questioned"])) =>
        {
            return None;
        }
        Effect::Dispute if !negated && found.end <= claim => {
            // "took issue with the proposals for not stating that ..."
            let object = &words[found.end..claim.min(words.len()).max(found.end)];
            let claimlike = object.iter().any(|word| stances().claim_nouns.contains(reading.words.lower(word)));
            let proposal = object.iter().any(|word| stances().proposal_nouns.contains(reading.words.lower(word)));
            // "questioned the method, pointing out that": what follows the participle is said, not questioned.
            let apart = object.iter().any(|word| word.gap == Gap::Comma && reading.words.lower(word).ends_with("ing"));
            if proposal && !claimlike || claim >= words.len() && !claimlike || apart {
                return None;
            }
            EvidenceKind::CueDisputes
        }
        Effect::NotConfirmed => EvidenceKind::CueDoubts,
        _ => return None,
    })
}

/// "denied Carter a final photograph", "denied them the right to vote": somebody is refused something.
fn refuses_somebody(reading: &Reading<'_>, words: &[Word], claim: usize) -> bool {
    let Some(content) = words.get(claim..) else { return false };
    let [first, rest @ ..] = content else { return false };
    let somebody = first.capital || reading.words.is(first, &["him", "her", "them", "us", "me"]);
    let thing = rest.iter().take(2).any(|word| reading.words.is(word, &["a", "an", "the", "any"]));
    let stated = rest.iter().take(8).any(|word| reading.words.has_form(word, &["be", "have", "do"]) || reading.words.lower(word).ends_with("ed"));
    somebody && thing && !stated
}

/// Whether a verb leads to the claim by a noun for what was said: "denied a report in the Maeil newspaper that | it was about to".
fn leads_to(reading: &Reading<'_>, words: &[Word], found: &Found, claim: usize) -> bool {
    // "denied Italian newspaper reports published on Monday that"
    const LONGEST: usize = 14;
    let between = &words[found.end..claim];
    if between.len() > LONGEST || words[found.end..=claim.min(words.len() - 1)].iter().any(|word| word.gap == Gap::Strong) {
        return false;
    }
    let noun = between.iter().any(|word| stances().claim_nouns.contains(reading.words.lower(word)));
    let ends = between
        .last()
        .is_none_or(|last| reading.words.is(last, &["that", "of", "which"]) || stances().claim_nouns.contains(reading.words.lower(last)));
    let plain = between.iter().all(|word| reading.words.is(word, &["that", "the", "any", "it", "having", "ever"]));
    (noun || plain) && ends && matches!(found.effect, Effect::Deny | Effect::Dispute | Effect::Confirm | Effect::NotConfirmed)
}

/// Whether what is announced is what the speaker does: a plan, an act of "it" or "she", a thing without a verb ("a curfew").
/// Who discloses or reveals something speaks of its own matters.
fn is_own_act(reading: &Reading<'_>, at: usize, cue: Span) -> bool {
    let statement = &reading.statements[at];
    let cue = cue.of(&reading.input.text.normal).to_lowercase();
    // A body that discloses something speaks of its own; a person may tell of another's.
    if !cue.starts_with("announc") && statement.source.kind != SourceKind::Person {
        return true;
    }
    let range = reading.words.inside(statement.sentence, statement.span);
    let Some(words) = reading.words.sentences.get(statement.sentence).and_then(|words| words.get(range)) else { return false };
    // Without syntax, as in tests of this stage alone, an ending has to tell a verb.
    let mut tokens = reading.input.syntax.tokens_in(statement.span);
    let verbless = !words.iter().any(|word| reading.words.has_form(word, &["be", "have", "do"]))
        && if tokens.is_empty() {
            !words.iter().any(|word| reading.words.lower(word).ends_with("ed"))
        } else {
            !tokens.any(|token| reading.input.syntax.tokens[token].tag.is_finite())
        };
    statement.predicts
        || verbless
        || words
            .iter()
            .take(2)
            .any(|word| reading.words.is(word, &["it", "he", "she", "they", "we", "i", "its", "his", "her", "their", "our", "my", "to"]))
}

/// "Accused of harassing staff, he said: “I have never harassed anyone.”": who is accused in the same sentence and says no to that.
fn answer_to_charge(reading: &Reading<'_>, at: usize) -> Option<Span> {
    let statement = &reading.statements[at];
    statement.negated.as_ref()?;
    let words = reading.words.sentences.get(statement.sentence)?;
    let range = reading.words.inside(statement.sentence, statement.span);
    let own = words.get(range)?;
    let first_person = own.iter().take(4).any(|word| reading.words.is(word, &["i", "we"]));
    let past = own.iter().any(|word| reading.words.is(word, &["never"]))
        || own.windows(2).any(|pair| {
            reading.words.is(&pair[0], &["didn't", "didn’t"]) || reading.words.is(&pair[0], &["did"]) && reading.words.is(&pair[1], &["not"])
        });
    let charge = (0..words.len().saturating_sub(2)).find(|&at| {
        let (verb, link, first) = (&words[at], &words[at + 1], &words[at + 2]);
        let accused = reading.words.is(verb, &["accused", "suspected"]) && reading.words.is(link, &["of"])
            // "charged with running the port": that is its task.
            || reading.words.is(verb, &["charged"]) && reading.words.is(link, &["with"]) && !reading.words.lower(first).ends_with("ing");
        accused && !statement.holds(verb.span)
    })?;
    let matter = words[charge + 2..].iter().enumerate().take_while(|(at, word)| *at == 0 || word.gap == Gap::Space).map(|(_, word)| word);
    let answers = matter
        .filter(|word| !statement.holds(word.span))
        .any(|word| reading.words.entry(word).topics.iter().any(|topic| statement.topics.contains(topic)));
    let flat = own.windows(3).any(|words| {
        reading.words.is(&words[0], &["not"]) && reading.words.is(&words[1], &["do"]) && reading.words.is(&words[2], &["it", "this", "that"])
    });
    (!statement.predicts && first_person && past && (answers || flat)).then(|| words[charge].span.cover(words[charge + 1].span))
}

/// "We can confirm that two staff died": a source that speaks of its own acts confirms inside its words.
fn self_confirmation(reading: &Reading<'_>, at: usize) -> Option<Span> {
    let statement = &reading.statements[at];
    let words = reading.words.sentences.get(statement.sentence)?;
    let range = reading.words.inside(statement.sentence, statement.span);
    let from = range.start.saturating_sub(4);
    let near = words.get(from..range.end.min(range.start + 5))?;
    let first = near.iter().position(|word| reading.words.is(word, &["i", "we"]))?;
    let verb = near
        .iter()
        .enumerate()
        .skip(first + 1)
        .take(3)
        .find(|(_, word)| reading.words.has_form(word, &["confirm", "admit", "acknowledge", "concede"]))?
        .0;
    let negated = near[first..verb].iter().any(|word| reading.words.has_form(word, &["not", "never"]));
    (!negated).then(|| near[first].span.cover(near[verb].span))
}
