//! Claims that stand against each other, and claims that bear each other out.
//!
//! In: the statements. Out: evidence for both sides.
//! Deliberately absent: sentences about claims (`signals`); here claim meets claim.
//!
//! Two parties contradict each other where one negates what the other states of the same matter, counters it, gives another
//! number or measure for it ("only four", "there were many more"), or says the opposite of the same subject ("was safe", "was
//! unsafe"). Two bear each other out where both can be called, and state the same checkable fact; and a party that confirms, or
//! announces as its own, what another said before confirms that as well.

use super::statements::{Statement, phrases, same_party};
use super::words::{Gap, Word};
use super::{Evidence, EvidenceKind, Reading};
use crate::domain::{SourceKind, SourceRef, Span};
use crate::engine::lexicon::Effect;
use std::collections::BTreeSet;

/// How many sentences back a statement is compared, and how many statements at most.
const SENTENCES: usize = 4;
const STATEMENTS: usize = 10;

/// Compares each statement with those shortly before it.
pub(super) fn apply(reading: &Reading<'_>, evidence: &mut [Vec<Evidence>]) {
    for at in 0..reading.statements.len() {
        let statement = &reading.statements[at];
        if !statement.attributed() {
            continue;
        }
        // "had no information about any such clearance" contradicts nobody.
        if knows_nothing(reading, statement) {
            continue;
        }
        let denies = evidence[at].iter().any(|one| one.kind == EvidenceKind::CueDenies);
        let own_denial = evidence[at].iter().any(|one| one.kind == EvidenceKind::OwnDenial);
        let mut opposed: Vec<(usize, EvidenceKind)> = Vec::new();
        let mut answered: Option<&SourceRef> = None;
        for other_at in near(reading, at) {
            let other = &reading.statements[other_at];
            let own_word = same_party(&other.source, &statement.source) && other.through.is_none();
            if own_word || (!other.attributed() && other.hedge.is_none()) {
                continue;
            }
            let other_denied_by_cue = evidence[other_at].iter().any(|one| one.kind == EvidenceKind::CueDenies);
            if denies {
                // Who confirms a claim does not dispute it by denying something beside it.
                let confirmed = evidence[other_at]
                    .iter()
                    .any(|one| one.kind == EvidenceKind::ConfirmedBy && one.by.as_ref().is_some_and(|by| same_party(by, &statement.source)));
                let passes = answered.is_some_and(|party| !same_party(party, &other.source)) && other.sentence < statement.sentence;
                let kind = denial_of(reading, statement, other, passes).filter(|&kind| !(confirmed && kind == EvidenceKind::DisputedBy));
                if other.attributed() && other.sentence < statement.sentence {
                    answered = answered.or(Some(&other.source));
                }
                opposed.extend(kind.map(|kind| (other_at, kind)));
            } else if !own_denial && !other_denied_by_cue && contradicts(reading, statement, other) {
                let kind = if denies_all(reading, statement) { EvidenceKind::DeniedBy } else { EvidenceKind::Contradicted };
                opposed.push((other_at, kind));
            } else if confirms_again(reading, statement, &evidence[at], other) {
                evidence[other_at].push(Evidence { kind: EvidenceKind::ConfirmedBy, span: Some(statement.span), by: Some(statement.source.clone()) });
            } else if bears_out(reading, statement, other) {
                evidence[other_at].push(Evidence { kind: EvidenceKind::SameResult, span: Some(statement.span), by: Some(statement.source.clone()) });
                evidence[at].push(Evidence { kind: EvidenceKind::SameResult, span: Some(other.span), by: Some(other.source.clone()) });
            }
        }
        for (other_at, kind) in nearest_opposed(reading, statement, &opposed) {
            let other = &reading.statements[other_at];
            evidence[other_at].push(Evidence {
                kind,
                span: Some(if denies { cue_or_words(reading, statement) } else { statement.span }),
                by: Some(statement.source.clone()),
            });
            if denies {
                continue;
            }
            let kind = EvidenceKind::Contradicted;
            evidence[at].push(Evidence { kind, span: Some(other.span), by: Some(other.source.clone()) });
            // "it had killed 17 in a clash and no civilian had been hurt": the other number stands against the claim as well.
            for sibling_at in at.saturating_sub(2)..(at + 3).min(reading.statements.len()) {
                let sibling = &reading.statements[sibling_at];
                let joined = sibling_at != at && sibling.sentence == statement.sentence && same_party(&sibling.source, &statement.source);
                if joined
                    && !sibling.numbers.is_empty()
                    && !other.numbers.is_empty()
                    && sibling.numbers != other.numbers
                    && other.shared(&reading.words, sibling).0 > 0
                {
                    evidence[sibling_at].push(Evidence { kind, span: Some(other.span), by: Some(other.source.clone()) });
                }
            }
        }
    }
    continue_denials(reading, evidence);
}

/// "is not aware of", "had no information about": whoever says so confirms nothing, and contradicts nobody.
fn knows_nothing(reading: &Reading<'_>, statement: &Statement) -> bool {
    let words = &reading.words.sentences[statement.sentence];
    let range = reading.words.inside(statement.sentence, statement.span);
    range.take(6).any(|at| {
        phrases(&reading.words, statement.sentence, at).iter().any(|found| {
            found.effect == Effect::NotConfirmed
                && words[found.start..found.end].iter().any(|word| reading.words.is(word, &["aware", "unaware", "knowledge", "information"]))
        })
    })
}

/// Of the statements that one stands against, those of the nearest group; in it those that share words, where some do.
/// "No contract existed" may answer two parties that said the same one after the other.
fn nearest_opposed(reading: &Reading<'_>, statement: &Statement, opposed: &[(usize, EvidenceKind)]) -> Vec<(usize, EvidenceKind)> {
    let Some(&(first, _)) = opposed.first() else { return Vec::new() };
    let group = reading.statements[first].group;
    let flat = is_flat_denial(reading, statement);
    let of_group = |&&(at, _): &&(usize, EvidenceKind)| reading.statements[at].group == group || flat;
    let shares = |&&(at, _): &&(usize, EvidenceKind)| reading.statements[at].shared(&reading.words, statement).0 > 0;
    let sharing: Vec<(usize, EvidenceKind)> = opposed.iter().filter(of_group).filter(shares).copied().collect();
    if sharing.is_empty() || flat { opposed.iter().filter(of_group).copied().collect() } else { sharing }
}

/// The statements before `at` that are near enough, the nearest first, and those behind it in its own sentence.
fn near(reading: &Reading<'_>, at: usize) -> Vec<usize> {
    let statement = &reading.statements[at];
    let first = statement.sentence.saturating_sub(SENTENCES);
    let mut near: Vec<usize> = (0..at)
        .rev()
        .take(STATEMENTS)
        .take_while(|&other| reading.statements[other].last_sentence >= first)
        .filter(|&other| statement.paragraph - reading.statements[other].paragraph.min(statement.paragraph) <= 2)
        .collect();
    let denies_here = (at + 1..reading.statements.len()).take(4).take_while(|&other| reading.statements[other].sentence == statement.sentence);
    near.extend(denies_here);
    near
}

fn cue_or_words(reading: &Reading<'_>, statement: &Statement) -> Span {
    statement.attribution.and_then(|at| reading.input.attributions[at].cue.first().copied()).map_or(statement.span, |cue| cue.cover(statement.span))
}

/// What a denial of one matter does to another party's claim: denied where it is the same, disputed where it is a neighbouring one.
/// One word in common is no answer to a party before the one that has just spoken (`passes`), unless it accuses or names the denier.
fn denial_of(reading: &Reading<'_>, denied: &Statement, other: &Statement, passes: bool) -> Option<EvidenceKind> {
    let (shared, of) = other.shared(&reading.words, denied);
    let names_denier = names(reading, other, &denied.source.name);
    let accuses = accuses(reading, other)
        || other.attribution.is_some_and(|at| {
            reading.input.attributions[at].cue.iter().any(|cue| cue.of(&reading.input.text.normal).to_lowercase().contains("claim"))
        });
    let distance = denied.sentence.abs_diff(other.sentence);
    if !other.attributed() && shared * 2 < of || passes && shared < 2 && of > 1 && !accuses && !names_denier {
        return None;
    }
    if shared * 2 >= of && shared > 0 {
        Some(EvidenceKind::DeniedBy)
    } else if shared > 1 || shared > 0 && (distance <= 1 || shared * 4 >= of) || (names_denier || accuses) && distance <= 2 {
        Some(EvidenceKind::DisputedBy)
    } else {
        None
    }
}

pub(super) fn names(reading: &Reading<'_>, statement: &Statement, name: &str) -> bool {
    let last: Vec<String> = name.split_whitespace().map(str::to_lowercase).filter(|word| word.len() > 3).collect();
    statement.telling.iter().any(|word| word.capital && last.iter().any(|part| part == reading.words.lower(word)))
}

/// Whether a later statement can't be true together with an earlier one.
fn contradicts(reading: &Reading<'_>, later: &Statement, earlier: &Statement) -> bool {
    let distance = later.sentence.abs_diff(earlier.sentence);
    let (shared, of) = earlier.shared(&reading.words, later);
    if denies_such(reading, later) && distance <= 3 {
        return shared > 0 || distance <= 1;
    }
    // "No one has died of cholera, the minister said. A bulletin lists 14 deaths."
    if distance <= 2 && earlier.attributed() && later.attributed() && counts_what_there_is_none_of(reading, later, earlier) {
        return true;
    }
    // "The Crown alleges that Reid burned it down. He maintains he was asleep.": the accused's own account.
    if distance <= 2
        && accuses(reading, earlier)
        && names(reading, earlier, &later.source.name)
        && matches!(stance_of_cue(reading, later), Some(Effect::Insist))
        && !has_cue_of_reply(reading, later)
        && !later.predicts
    {
        return true;
    }
    // "The railway said the opposite was true"
    if distance <= 1 && later.attributed() && says_the_opposite(reading, later) {
        return true;
    }
    if distance <= 2 && earlier.attributed() && gives_other_measure(reading, later, earlier) {
        return true;
    }
    // "Only a workshop had been struck": not what the other says was.
    let only = words_of(reading, later).first().is_some_and(|word| reading.words.is(word, &["only"]))
        && words_of(reading, later).get(1).is_some_and(|next| !reading.words.is(next, &["one", "two", "three", "four", "last", "then", "now"]));
    let same_deed = || predicate(reading, later).is_some_and(|at| shares_word(reading, &words_of(reading, later)[at], earlier));
    if only && distance <= 1 && earlier.attributed() && later.attributed() && !later.predicts && same_deed() {
        return true;
    }
    // "A ship does not slow down like that by chance": of ships in general.
    let general = words_of(reading, later).first().is_some_and(|word| reading.words.is(word, &["a", "an"]))
        && words_of(reading, later).iter().take(5).any(|word| reading.words.is(word, &["does", "don't", "doesn't"]));
    if general {
        return false;
    }
    // "The union asked whether there would be no more cuts": a question states nothing.
    if asks(reading, earlier) || asks(reading, later) {
        return false;
    }
    // "He should release the returns" is no word on why he has not.
    if demands(reading, earlier) != demands(reading, later) {
        return false;
    }
    // "Moe said she would name them", "Lunde said he did not need them": of two people who speak of themselves one contradicts
    // the other only where it says the same thing of itself.
    let selves = speaks_of_itself(reading, earlier) && speaks_of_itself(reading, later);
    let says = |statement: &Statement, focus: &BTreeSet<u32>| {
        predicate(reading, statement).is_none_or(|at| {
            let word = &words_of(reading, statement)[at];
            reading.words.entry(word).topics.iter().any(|topic| focus.contains(topic))
        })
    };
    if let Some(focus) = &later.negated {
        // What one negates the other states, and does not negate itself.
        let opposed = focus.iter().any(|topic| earlier.topics.contains(topic)) && earlier.negated.as_ref().is_none_or(|own| focus.is_disjoint(own));
        let enough = shared >= 3 || distance <= 2 && shared >= 2 && shared * 4 >= of || distance <= 1 && shared * 3 >= of && earlier.attributed();
        if opposed && enough && shared > 0 && (!selves || says(earlier, focus)) {
            return true;
        }
        // "The strike hit a workshop." "There was no workshop in the building."
        if distance <= 2 && earlier.attributed() && earlier.negated.is_none() && says_there_is_none(reading, later, earlier) {
            return true;
        }
        // "no decision had been taken", "no contract existed": denies the matter without its words.
        if distance <= 2 && earlier.negated.is_none() && is_flat_denial(reading, later) {
            return true;
        }
    }
    if let Some(focus) = &earlier.negated {
        let opposed = focus.iter().any(|topic| later.topics.contains(topic)) && later.negated.is_none();
        // "insisted that no worker had been hurt": that somebody was hurt, not that a worker left early.
        let insisted = distance <= 1
            && later.attributed()
            && matches!(stance_of_cue(reading, earlier), Some(Effect::Insist))
            && predicate(reading, earlier).is_some_and(|at| shares_word(reading, &words_of(reading, earlier)[at], later));
        let opposed = opposed && (!selves || says(later, focus));
        if opposed && (distance <= 2 && shared >= 2 || insisted) && shared > 0 && shared * 3 >= of {
            return true;
        }
        // "We have not paid." But a negotiator said ...
        if opposed && distance == 1 && shared > 0 && !later.predicts && opens_with_but(reading, later) {
            return true;
        }
    }
    if distance <= 2 && shared > 0 && is_rival(reading, later) {
        return true;
    }
    if distance <= 2 && are_opposites(reading, later, earlier) {
        return true;
    }
    // "In response, farmers said they had no water for the fields": of something else than that the river is clean.
    let enough = if has_cue_of_reply(reading, later) { 1 } else { 2 };
    if distance <= 1
        && earlier.attributed()
        && !earlier.predicts
        && replies_no(reading, later)
        && (shared >= enough
            || (is_general_no(reading, later) && (enough == 1 || shared > 0))
            || enough == 1 && names(reading, earlier, &later.source.name) && says_never(reading, later))
    {
        return true;
    }
    match stance_of_cue(reading, later) {
        Some(Effect::Counter) if distance <= 2 => return true,
        // "Floods hit poor districts", "replied: “They hit rich ones.”": a reply may agree.
        Some(Effect::Insist)
            if distance <= 2
                && !selves
                && shared > 0
                && (later.negated.is_some() || shared * 3 >= of && (!has_cue_of_reply(reading, later) || earlier.negated.is_some())) =>
        {
            return true;
        }
        _ => {}
    }
    // "put the figure at a third" answers any number; "put the number of missing at 17" one of missing people.
    let words = words_of(reading, later);
    let figure = words.iter().take(3).position(|word| reading.words.is(word, &["figure", "number", "toll", "count", "total"]));
    let of_what = figure.and_then(|at| words.get(at + 1)).is_some_and(|next| reading.words.is(next, &["of"]));
    let it = puts_it_at(reading, words);
    let answers = figure.is_some() && !of_what || it || shared > 0;
    let told = !earlier.numbers.is_empty() && answers || shared > 0 && shared * 2 >= of;
    let near = distance <= 1 || (of_what && shared > 0 || distance == 2 && figure.is_some()) && !earlier.numbers.is_empty();
    near && puts_figure(reading, later) && !later.numbers.is_empty() && told && later.numbers != earlier.numbers && same_unit(reading, later, earlier)
}

/// Whether a statement is said with a word of accusing.
fn accuses(reading: &Reading<'_>, statement: &Statement) -> bool {
    statement.attribution.is_some_and(|at| {
        reading.input.attributions[at].cue.iter().any(|cue| {
            let words = cue.of(&reading.input.text.normal).to_lowercase();
            ["accus", "alleg", "charg", "blam"].iter().any(|stem| words.contains(stem))
        })
    })
}

/// Whether the earlier statement says that there is none of what the later one counts.
fn counts_what_there_is_none_of(reading: &Reading<'_>, later: &Statement, earlier: &Statement) -> bool {
    let words = words_of(reading, earlier);
    // "No one has died", "no deaths had been recorded"; "no child under five" counts nothing yet.
    let none = words.iter().take(2).any(|word| reading.words.is(word, &["no", "nobody", "none", "no-one"]));
    let (Some(focus), true, None) = (&earlier.negated, none && !later.numbers.is_empty(), &later.negated) else { return false };
    let own = words_of(reading, later);
    // "only two": of something that is there, as well.
    let counted = counted(reading, later).is_some_and(|noun| reading.words.entry(noun).topics.iter().any(|topic| focus.contains(topic)));
    let past = !own.iter().any(|word| reading.words.is(word, &["could", "may", "might", "if", "than", "percent", "per"]));
    // "The airline cancelled 14 flights" counts what it does, "14 deaths in the town" what there was.
    let begins = own.iter().take(3).any(|word| {
        let lower = reading.words.lower(word);
        lower.starts_with(|c: char| c.is_ascii_digit()) || super::statements::is_number_word(lower)
    });
    counted && begins && past && !later.predicts && !earlier.predicts && !names_differ(reading, later, earlier)
}

/// "Nouakchott replied that it had expelled no one", "“There are no minors here,” he wrote in reply": a no to what was said.
fn replies_no(reading: &Reading<'_>, statement: &Statement) -> bool {
    let words = &reading.words.sentences[statement.sentence];
    let reply = words.windows(2).any(|pair| reading.words.is(&pair[0], &["in"]) && reading.words.is(&pair[1], &["reply", "response"]))
        || has_cue_of_reply(reading, statement);
    // "replied that drought could not be excluded" leaves it open, "that he had no comment" says nothing.
    const OPEN: [&str; 16] = [
        "could",
        "may",
        "might",
        "whether",
        "if",
        "comment",
        "question",
        "discuss",
        "understand",
        "know",
        "like",
        "want",
        "need",
        "going",
        "plans",
        "time",
    ];
    reply && says_no(reading, words_of(reading, statement)) && !statement.predicts && !has_words(reading, statement, &OPEN)
}

/// Whether words negate what they state: "without" and "nor" may stand in what is stated.
pub(super) fn says_no(reading: &Reading<'_>, words: &[Word]) -> bool {
    words.iter().any(|word| reading.words.is(word, &["no", "none", "never", "nobody", "nothing", "no-one"]) || reading.words.has_form(word, &["not"]))
}

fn has_cue_of_reply(reading: &Reading<'_>, statement: &Statement) -> bool {
    let words = &reading.words.sentences[statement.sentence];
    statement.attribution.is_some_and(|at| {
        reading.input.attributions[at].cue.iter().any(|cue| {
            let range = reading.words.inside(statement.sentence, *cue);
            words.get(range).is_some_and(|cue| cue.iter().any(|word| reading.words.has_form(word, &["reply", "respond"])))
        })
    })
}

/// "he had never laid eyes on the guns"
fn says_never(reading: &Reading<'_>, statement: &Statement) -> bool {
    let words = words_of(reading, statement);
    words.first().is_some_and(|first| reading.words.is(first, &["he", "she", "it", "they", "i", "we"]))
        && words.iter().take(4).any(|word| reading.words.is(word, &["never"]))
        && !words.iter().take(5).any(|word| reading.words.is(word, &["been", "expected", "liked", "doubted"]))
}

/// "it had expelled no one", "nothing had happened", "that never happened"
fn is_general_no(reading: &Reading<'_>, statement: &Statement) -> bool {
    let words = words_of(reading, statement);
    let no_one = words.windows(2).any(|pair| reading.words.is(&pair[0], &["no"]) && reading.words.is(&pair[1], &["one"]));
    no_one || words.last().is_some_and(|last| reading.words.is(last, &["nobody", "none", "nothing"]))
}

/// "There was no workshop in the building" after "the strike had hit a workshop": what the one speaks of, the other says is not there.
fn says_there_is_none(reading: &Reading<'_>, later: &Statement, earlier: &Statement) -> bool {
    // About what one knows or wants, and no thing.
    const WEAK: &[&str] =
        &["sign", "need", "doubt", "reason", "evidence", "indication", "way", "question", "plan", "plans", "danger", "risk", "threat"];
    const BEHIND: &[&str] = &["in", "on", "at", "of", "to", "for", "with", "by", "that", "there", "from", "when", "and", "or"];
    let [there, be, no, rest @ ..] = words_of(reading, later) else { return false };
    let opens = reading.words.is(there, &["there"]) && reading.words.has_form(be, &["be"]) && reading.words.is(no, &["no"]);
    // "no fire alarm on that floor": the noun that ends the phrase.
    let ends = (0..rest.len()).find(|&at| at > 0 && rest[at].gap != Gap::Space || reading.words.is(&rest[at], BEHIND)).unwrap_or(rest.len());
    let thing = ends.checked_sub(1).map(|last| &rest[last]);
    opens && thing.is_some_and(|word| !reading.words.is(word, WEAK) && shares_word(reading, word, earlier))
}

/// "The opposite was true", "the contrary is the case", "the opposite had happened"
fn says_the_opposite(reading: &Reading<'_>, statement: &Statement) -> bool {
    let words = words_of(reading, statement);
    let noun = |word: &Word| reading.words.is(word, &["opposite", "reverse", "contrary"]);
    words
        .windows(3)
        .any(|words| noun(&words[0]) && reading.words.has_form(&words[1], &["have"]) && reading.words.is(&words[2], &["happened", "occurred"]))
        || words.windows(3).any(|words| {
            reading.words.is(&words[0], &["opposite", "contrary"])
                && reading.words.has_form(&words[1], &["be"])
                && (reading.words.is(&words[2], &["true"]) || reading.words.is(&words[2], &["the"]) && has_words(reading, statement, &["case"]))
        })
}

/// "should release", "must not go"; "must have fired" is a guess and demands nothing.
fn demands(reading: &Reading<'_>, statement: &Statement) -> bool {
    let words = words_of(reading, statement);
    (0..words.len()).any(|at| {
        let mut rest = words[at + 1..].iter().filter(|word| !reading.words.has_form(word, &["not"]));
        let perfect = rest.next().is_some_and(|next| reading.words.is(next, &["have"]))
            && rest.next().is_some_and(|next| {
                !reading.words.is(next, &["a", "an", "the", "to", "no", "any", "more", "its", "their", "his", "her", "our", "some", "at"])
            });
        reading.words.is(&words[at], &["should", "ought", "must"]) && !perfect
    })
}

/// What a statement says of its subject: the place of the first word behind its first auxiliaries. None where it has none.
pub(super) fn predicate(reading: &Reading<'_>, statement: &Statement) -> Option<usize> {
    let words = words_of(reading, statement);
    let auxiliary = |word: &Word| {
        reading.words.has_form(word, &["be", "have", "do"]) || reading.words.is(word, &["will", "would", "could", "can", "must", "should", "shall"])
    };
    let between = |word: &Word| {
        auxiliary(word)
            || reading.words.has_form(word, &["not"])
            || reading.words.is(word, &["never", "also", "already", "still", "soon", "very", "now", "again"])
            || reading.words.lower(word).ends_with("ly")
    };
    let first = words.iter().position(auxiliary)?;
    let at = (first..words.len()).find(|&at| !between(&words[at]))?;
    let apart = words[first..=at].iter().skip(1).any(|word| word.gap != Gap::Space);
    (!apart).then_some(at)
}

/// "he would pay", "we hadn't paid": begins with a pronoun that means who says so.
fn speaks_of_itself(reading: &Reading<'_>, statement: &Statement) -> bool {
    let Some(pronoun) = words_of(reading, statement).first() else { return false };
    reading.words.is(pronoun, &["i", "we"])
        || reading.words.is(pronoun, &["he", "she", "it", "they"])
            && (reading.input.party)(pronoun.span).is_some_and(|party| same_party(&party, &statement.source))
}

/// The words before the predicate's auxiliaries. None where a clause stands among them.
fn subject<'r>(reading: &'r Reading<'_>, statement: &Statement) -> Option<&'r [Word]> {
    let words = words_of(reading, statement);
    let end = words.iter().position(|word| {
        reading.words.has_form(word, &["be", "have", "do"]) || reading.words.is(word, &["will", "would", "could", "can", "must", "should", "shall"])
    })?;
    let subject = &words[..end];
    let plain = !subject.iter().enumerate().any(|(at, word)| {
        at > 0 && word.gap != Gap::Space
            || reading.words.is(word, &["who", "which", "if", "when", "because", "while", "where", "after", "before", "what", "how", "whether", "to"])
    });
    plain.then_some(subject)
}

fn shares_word(reading: &Reading<'_>, word: &Word, statement: &Statement) -> bool {
    reading.words.entry(word).topics.iter().any(|topic| statement.topics.contains(topic))
}

/// Whether both name somebody, somewhere or a day, and neither names what the other does.
fn names_differ(reading: &Reading<'_>, one: &Statement, other: &Statement) -> bool {
    let names = |statement: &Statement| -> Vec<usize> {
        let words = words_of(reading, statement);
        words.iter().filter(|word| word.capital && !reading.words.entry(word).topics.is_empty()).map(|word| word.entry).collect()
    };
    let (one, other) = (names(one), names(other));
    !one.is_empty() && !other.is_empty() && (one.iter().any(|name| !other.contains(name)) || other.iter().any(|name| !one.contains(name)))
}

/// "The vote was rigged." "It was fair": two sides of a pair, each what is said of the same subject, neither negated.
fn are_opposites(reading: &Reading<'_>, later: &Statement, earlier: &Statement) -> bool {
    let stated = |statement: &Statement| statement.attributed() && statement.negated.is_none() && !statement.predicts;
    // What was shut and is open again is no contradiction.
    let changed = has_words(reading, later, &["again", "now", "later", "since", "already", "then", "afterwards", "before", "until"]);
    if !stated(later) || !stated(earlier) || changed || names_differ(reading, later, earlier) {
        return false;
    }
    let (one, other) = (predicate_sides(reading, later), predicate_sides(reading, earlier));
    let opposed = one.iter().any(|&(pair, side)| other.contains(&(pair, !side)) && !other.contains(&(pair, side)));
    opposed && have_one_subject(reading, later, earlier)
}

/// The sides of the predicate and of what "and" joins to it, where nothing but a place, a time or a cause follows.
fn predicate_sides(reading: &Reading<'_>, statement: &Statement) -> Vec<(u32, bool)> {
    const BEHIND: &[&str] = &["in", "on", "at", "by", "when", "after", "during", "but", "because", "throughout"];
    let words = words_of(reading, statement);
    let Some(first) = predicate(reading, statement) else { return Vec::new() };
    let joined = words.get(first + 1).is_some_and(|next| next.gap == Gap::Space && reading.words.is(next, &["and"]));
    let last = if joined && first + 2 < words.len() { first + 2 } else { first };
    let ends = words.get(last + 1).is_none_or(|next| next.gap != Gap::Space || reading.words.is(next, BEHIND));
    if !ends {
        return Vec::new();
    }
    [first, last].iter().flat_map(|&at| reading.words.entry(&words[at]).sides.iter().copied()).collect()
}

/// Whether the later subject is the earlier one: all telling words of the shorter are the other's, with the same numbers; or it
/// is "it", "they" or "that" in the next sentence.
fn have_one_subject(reading: &Reading<'_>, later: &Statement, earlier: &Statement) -> bool {
    const ORDINALS: &[&str] =
        &["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "another", "other", "others", "one", "some"];
    let (Some(one), Some(other)) = (subject(reading, later), subject(reading, earlier)) else { return false };
    let telling = |subject: &[Word]| -> Vec<Word> { subject.iter().filter(|word| !reading.words.entry(word).topics.is_empty()).copied().collect() };
    if telling(other).is_empty() {
        return false;
    }
    if let [pronoun] = one
        && reading.words.is(pronoun, &["it", "they", "that"])
    {
        // "The café said it was open": "it" is as like as not the café.
        let itself = reading.words.is(pronoun, &["it", "they"]) && later.source.kind == SourceKind::Organisation;
        return later.sentence == earlier.sentence + 1 && !itself;
    }
    let counts = |subject: &[Word]| -> Vec<usize> {
        let counts = |word: &&Word| {
            reading.words.is(word, ORDINALS)
                || super::statements::is_number_word(reading.words.lower(word))
                || reading.words.lower(word).starts_with(|c: char| c.is_ascii_digit())
        };
        subject.iter().filter(counts).map(|word| word.entry).collect()
    };
    let (shorter, longer) = if telling(one).len() <= telling(other).len() { (telling(one), telling(other)) } else { (telling(other), telling(one)) };
    let held = |word: &Word| {
        let topics = &reading.words.entry(word).topics;
        longer.iter().any(|own| reading.words.entry(own).topics.iter().any(|topic| topics.contains(topic)))
    };
    !shorter.is_empty() && shorter.iter().all(held) && counts(one) == counts(other)
}

/// "But a negotiator said": what follows stands against what was said before.
fn opens_with_but(reading: &Reading<'_>, statement: &Statement) -> bool {
    reading.words.sentences.get(statement.sentence).and_then(|words| words.first()).is_some_and(|word| reading.words.is(word, &["but", "however"]))
}

/// "12 people had died", "only four people had died"; "212 people were aboard", "there were many more on board".
fn gives_other_measure(reading: &Reading<'_>, later: &Statement, earlier: &Statement) -> bool {
    if earlier.numbers.is_empty() || !later.attributed() || names_differ(reading, later, earlier) {
        return false;
    }
    let words = words_of(reading, later);
    let less = !later.numbers.is_empty()
        && later.numbers.iter().all(|number| !earlier.numbers.contains(number))
        && words.iter().any(|word| reading.words.is(word, &["only", "just"]))
        && counted(reading, later).is_some_and(|noun| counted(reading, earlier).is_some_and(|own| share_topic(reading, noun, own)))
        && predicate(reading, later).is_some_and(|at| shares_word(reading, &words[at], earlier));
    less || later.numbers.is_empty() && later.sentence.abs_diff(earlier.sentence) <= 1 && compares(reading, words)
}

/// "there were many more", "there were far fewer on board"; "the toll was much higher". "Far more scrutinized" measures nothing.
fn compares(reading: &Reading<'_>, words: &[Word]) -> bool {
    let Some(be) = words.iter().position(|word| reading.words.has_form(word, &["be"])) else { return false };
    let [much, more, rest @ ..] = &words[be + 1..] else { return false };
    if !reading.words.is(much, &["many", "far", "much"]) {
        return false;
    }
    let ends = rest.first().is_none_or(|next| next.gap != Gap::Space || reading.words.is(next, &["than", "aboard"]))
        || matches!(rest, [on, board, ..] if reading.words.is(on, &["on"]) && reading.words.is(board, &["board"]));
    let there = be == 1 && reading.words.is(&words[0], &["there"]) && reading.words.is(more, &["more", "fewer"]);
    let figure = be > 0
        && reading.words.is(&words[be - 1], &["toll", "number", "figure", "count", "total"])
        && reading.words.is(more, &["higher", "lower", "smaller", "greater"]);
    ends && (there || figure)
}

/// The noun that a statement counts: the first telling word behind its first number.
fn counted<'r>(reading: &'r Reading<'_>, statement: &Statement) -> Option<&'r Word> {
    let words = words_of(reading, statement);
    let number = words.iter().position(|word| {
        let lower = reading.words.lower(word);
        lower.starts_with(|c: char| c.is_ascii_digit()) || super::statements::is_number_word(lower)
    })?;
    words[number + 1..].iter().take(3).find(|word| !reading.words.entry(word).topics.is_empty())
}

fn share_topic(reading: &Reading<'_>, one: &Word, other: &Word) -> bool {
    let topics = &reading.words.entry(other).topics;
    reading.words.entry(one).topics.iter().any(|topic| topics.contains(topic))
}

/// "it had done no such thing", "no such meeting took place"
fn denies_such(reading: &Reading<'_>, statement: &Statement) -> bool {
    // "had not seen any such memo", "knew of no such plan": who knows of nothing denies nothing.
    if words_of(reading, statement).iter().any(|word| reading.words.has_form(word, &["see", "know", "hear"])) {
        return false;
    }
    words_of(reading, statement).windows(2).any(|pair| reading.words.is(&pair[0], &["no", "any", "never"]) && reading.words.is(&pair[1], &["such"]))
}

/// "it had done no such thing": denies what was said as a whole.
fn denies_all(reading: &Reading<'_>, statement: &Statement) -> bool {
    words_of(reading, statement).windows(3).any(|words| {
        reading.words.is(&words[0], &["no"]) && reading.words.is(&words[1], &["such"]) && reading.words.is(&words[2], &["thing", "things"])
    })
}

/// "Her rival, retired general Solofo Andria, said he was ahead"
fn is_rival(reading: &Reading<'_>, statement: &Statement) -> bool {
    let Some(mention) = statement.attribution.and_then(|at| reading.input.attributions[at].mention.first()) else { return false };
    let sentence = reading.input.text.sentences.partition_point(|s| s.span.end <= mention.start);
    let range = reading.words.inside(sentence, *mention);
    reading
        .words
        .sentences
        .get(sentence)
        .and_then(|words| words.get(range))
        .is_some_and(|words| words.iter().any(|word| reading.words.is(word, &["rival", "rivals", "opponent", "opponents"])))
}

/// "no decision had been taken", "no contract existed": a negated noun of agreement or decision at the start.
fn is_flat_denial(reading: &Reading<'_>, statement: &Statement) -> bool {
    const MATTERS: &[&str] = &[
        "decision",
        "contract",
        "agreement",
        "deal",
        "plan",
        "plans",
        "talks",
        "order",
        "request",
        "payment",
        "discussion",
        "discussions",
        "truth",
        "offer",
        "meeting",
        "promise",
        "intention",
        "breach",
    ];
    let words = words_of(reading, statement);
    words.windows(2).take(3).any(|pair| reading.words.is(&pair[0], &["no"]) && reading.words.is(&pair[1], MATTERS))
}

pub(super) fn words_of<'r>(reading: &'r Reading<'_>, statement: &Statement) -> &'r [Word] {
    let range = reading.words.inside(statement.sentence, statement.span);
    reading.words.sentences.get(statement.sentence).and_then(|words| words.get(range)).unwrap_or(&[])
}

fn has_words(reading: &Reading<'_>, statement: &Statement, wanted: &[&str]) -> bool {
    words_of(reading, statement).iter().any(|word| reading.words.is(word, wanted))
}

fn stance_of_cue(reading: &Reading<'_>, statement: &Statement) -> Option<Effect> {
    let cue = reading.input.attributions[statement.attribution?].cue.first()?;
    let sentence = reading.input.text.sentences.partition_point(|s| s.span.end <= cue.start);
    let range = reading.words.inside(sentence, *cue);
    range
        .flat_map(|at| super::statements::phrases(&reading.words, sentence, at))
        .map(|found| found.effect)
        .find(|effect| matches!(effect, Effect::Counter | Effect::Insist))
}

/// Whether two statements may give numbers for one thing: where both name units, they have one of a sort in common. "21 kilometres
/// long" and "4 billion euros" have none.
fn same_unit(reading: &Reading<'_>, one: &Statement, other: &Statement) -> bool {
    const MONEY: &[&str] = &[
        "euro",
        "euros",
        "dollar",
        "dollars",
        "pound",
        "pounds",
        "yen",
        "yuan",
        "rupees",
        "naira",
        "rand",
        "crowns",
        "francs",
        "pesos",
        "reais",
        "lira",
        "cents",
        "shillings",
        "cedis",
        "rubles",
        "roubles",
    ];
    const SIZES: &[&str] = &[
        "kilometre",
        "kilometres",
        "kilometer",
        "kilometers",
        "km",
        "mile",
        "miles",
        "metre",
        "metres",
        "meter",
        "meters",
        "feet",
        "hectares",
        "acres",
    ];
    const AMOUNTS: &[&str] = &["tonne", "tonnes", "ton", "tons", "kilograms", "kilos", "kg", "litres", "barrels", "gallons"];
    const TIMES: &[&str] = &["year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours", "minutes"];
    const SHARES: &[&str] = &["percent", "percentage", "cent"];
    let sorts = |statement: &Statement| -> BTreeSet<usize> {
        let text = &reading.input.text.normal;
        let mut sorts: BTreeSet<usize> = words_of(reading, statement)
            .iter()
            .flat_map(|word| {
                [MONEY, SIZES, AMOUNTS, TIMES, SHARES].iter().enumerate().filter(|(_, words)| reading.words.is(word, words)).map(|(at, _)| at)
            })
            .collect();
        let written = statement.span.of(text);
        if written.contains(['$', '€', '£', '¥']) {
            sorts.insert(0);
        }
        if written.contains('%') {
            sorts.insert(4);
        }
        sorts
    };
    let (one, other) = (sorts(one), sorts(other));
    one.is_empty() || other.is_empty() || !one.is_disjoint(&other)
}

/// "it at 14,000", "it within three miles"; not "it would need 40 more doctors".
fn puts_it_at(reading: &Reading<'_>, words: &[Word]) -> bool {
    matches!(words, [it, at, ..] if reading.words.is(it, &["it"]) && reading.words.is(at, &["at", "within"]))
}

/// "put the figure at fewer than 600", "estimated it at 14,000"
fn puts_figure(reading: &Reading<'_>, statement: &Statement) -> bool {
    let Some(words) = reading.words.sentences.get(statement.sentence) else { return false };
    let range = reading.words.inside(statement.sentence, statement.span);
    let from = range.start.saturating_sub(2);
    words.get(from..range.end).is_some_and(|near| near.iter().any(|word| reading.words.has_form(word, &["put", "estimate"])))
        && (words[range.clone()].iter().take(3).any(|word| reading.words.is(word, &["the"])) || puts_it_at(reading, &words[range]))
}

/// "Norvik later confirmed that the plant would shut": what an identified party confirms is what another said before. Who
/// announces something, or confirms what "it" does, confirms what was said of itself only.
fn confirms_again(reading: &Reading<'_>, later: &Statement, evidence: &[Evidence], earlier: &Statement) -> bool {
    let has = |kind| evidence.iter().any(|one| one.kind == kind);
    let announces = has(EvidenceKind::CueAnnounces);
    let confirms = later.identified() && (has(EvidenceKind::CueConfirms) || announces);
    let same_number = later.numbers.is_empty() || earlier.numbers.is_empty() || later.numbers.iter().any(|number| earlier.numbers.contains(number));
    if !confirms
        || earlier.sentence >= later.sentence
        || !earlier.attributed()
        || later.negated.is_none() != earlier.negated.is_none()
        || !same_number
    {
        return false;
    }
    if !announces && later.sentence - earlier.sentence <= CONFIRMED_NEAR && confirms_by_noun(reading, later, earlier) {
        return true;
    }
    // All that the earlier one tells, but for one word; among it what it says of its subject.
    let (shared, of) = later.shared(&reading.words, earlier);
    let said = predicate(reading, earlier).is_some_and(|at| {
        let word = &words_of(reading, earlier)[at];
        predicate(reading, later).is_some_and(|own| share_topic(reading, &words_of(reading, later)[own], word))
    });
    let own = |word: &Word| reading.words.is(word, &["it", "he", "she", "they", "we", "i", "its", "his", "her", "their", "our", "my"]);
    let of_itself = announces || words_of(reading, later).first().is_some_and(own);
    let same_subject = if of_itself {
        subject(reading, earlier).is_some_and(|subject| {
            let name: Vec<String> = later.source.name.split_whitespace().map(str::to_lowercase).filter(|word| word.len() > 3).collect();
            subject.iter().any(|word| name.iter().any(|part| part == reading.words.lower(word)))
        })
    } else {
        // "Norvik would shut the plant", "the plant would be shut": the names of the later one are the earlier one's.
        words_of(reading, later).iter().filter(|word| word.capital).all(|word| shares_word(reading, word, earlier))
    };
    said && shared > 0 && shared + 1 >= of && same_subject
}

/// How many sentences before "confirmed the request had been received" the request may have been told.
const CONFIRMED_NEAR: usize = 3;

/// "The province has asked for help, she said. The ministry confirmed the request had been received.": what begins with a noun for
/// what the earlier one tells takes it for granted.
fn confirms_by_noun(reading: &Reading<'_>, later: &Statement, earlier: &Statement) -> bool {
    let words = words_of(reading, later);
    let [the, rest @ ..] = words else { return false };
    let Some(noun) = rest.first().filter(|_| reading.words.is(the, &["the", "this", "that"])) else { return false };
    let finite = rest.get(1).is_some_and(|verb| reading.words.has_form(verb, &["have", "be", "do"]) || reading.words.lower(verb).ends_with("ed"));
    let told = predicate(reading, earlier).is_some_and(|at| share_topic(reading, noun, &words_of(reading, earlier)[at]));
    finite && told && later.negated.is_none()
}

/// Whether two parties that can be called state the same checkable fact.
fn bears_out(reading: &Reading<'_>, later: &Statement, earlier: &Statement) -> bool {
    let checkable = |statement: &Statement| {
        statement.identified()
            && !statement.predicts
            && statement.negated.is_none()
            && !has_words(reading, statement, &["only", "could", "should", "may", "might", "must", "think", "believe", "hope", "want", "if"])
    };
    if !checkable(later) || !checkable(earlier) || later.sentence.abs_diff(earlier.sentence) > 2 || later.paragraph != earlier.paragraph {
        return false;
    }
    let (shared, of) = earlier.shared(&reading.words, later);
    let quoted = |statement: &Statement| {
        let start = statement.telling.first().map_or(statement.span.start, |word| word.span.start);
        let before = reading.input.text.quotes.partition_point(|quote| quote.inner.start <= start);
        reading.input.text.quotes[..before].iter().rev().take(4).any(|quote| quote.inner.holds(start))
    };
    // "Moe said she had won", "Lunde said she had won": the same words of two people.
    let selves = speaks_of_itself(reading, later) && speaks_of_itself(reading, earlier);
    if selves || asks(reading, later) || asks(reading, earlier) {
        return false;
    }
    // "The statistics reveal ...", "The report reveals ...": one paper, called twice.
    let paper = |statement: &Statement| statement.source.kind == SourceKind::Document;
    let unnamed = |statement: &Statement| !statement.source.name.contains(' ');
    let mention = later.attribution.and_then(|at| reading.input.attributions[at].mention.first().copied());
    let another = mention.is_some_and(|mention| {
        let words = mention.of(&reading.input.text.normal).to_lowercase();
        words.starts_with("a ") || words.starts_with("an ") || words.starts_with("another ")
    });
    if paper(later) && paper(earlier) && !another && (unnamed(later) || unnamed(earlier)) {
        return false;
    }
    // "Zambia's transport ministry, too, said the devices had been lifted"
    let people = later.source.kind == SourceKind::Person && earlier.source.kind == SourceKind::Person;
    let fits = later.numbers.iter().all(|number| earlier.numbers.is_empty() || earlier.numbers.contains(number));
    if later.sentence == earlier.sentence + 1 && says_so_too(reading, later) && fits && !people && !quoted(later) && !quoted(earlier) {
        return true;
    }
    let number = later.numbers.iter().any(|number| earlier.numbers.contains(number));
    let other_number = !number && !later.numbers.is_empty() && !earlier.numbers.is_empty();
    // "the plant was shut after the fire", "they had opened an inquiry into the fire at the plant": of one matter, but another fact.
    let tells_same = |one: &Statement, other: &Statement| {
        predicate(reading, one)
            .map(|at| &words_of(reading, one)[at])
            .is_none_or(|word| reading.words.entry(word).topics.is_empty() || shares_word(reading, word, other))
    };
    let same_fact = tells_same(later, earlier) || tells_same(earlier, later);
    // Opinions are quoted; facts are told.
    !other_number && !quoted(later) && !quoted(earlier) && same_fact && (number && shared >= 1 || shared >= 2 && shared * 5 >= of * 2)
}

/// "The ministry, too, said": "too" between who says so and the verb.
fn says_so_too(reading: &Reading<'_>, statement: &Statement) -> bool {
    let words = &reading.words.sentences[statement.sentence];
    statement.attribution.and_then(|at| reading.input.attributions[at].cue.first()).is_some_and(|cue| {
        let verb = reading.words.inside(statement.sentence, *cue).start;
        verb > 0 && words.get(verb - 1).is_some_and(|too| reading.words.is(too, &["too"]))
    })
}

/// "whether it had paid", "how he did it"; and all that somebody asked.
fn asks(reading: &Reading<'_>, statement: &Statement) -> bool {
    let cue = statement.attribution.map_or(&[][..], |at| &reading.input.attributions[at].cue);
    let asked = |cue: &Span| cue.of(&reading.input.text.normal).to_lowercase().split(' ').any(|word| matches!(word, "asked" | "asks" | "ask"));
    if cue.iter().any(asked) {
        return true;
    }
    words_of(reading, statement).first().is_some_and(|word| reading.words.is(word, &["how", "whether", "why", "who", "what", "if"]))
}

/// The words of a denial go on: "He denied taking payments. 'I never met the man,' he said."
fn continue_denials(reading: &Reading<'_>, evidence: &mut [Vec<Evidence>]) {
    for at in 0..reading.statements.len() {
        let denies = evidence[at].iter().any(|one| matches!(one.kind, EvidenceKind::CueDenies | EvidenceKind::OwnDenial));
        if !denies {
            continue;
        }
        let statement = &reading.statements[at];
        let span = cue_or_words(reading, statement);
        for other_at in at.saturating_sub(3)..(at + 4).min(reading.statements.len()) {
            let other = &reading.statements[other_at];
            let goes_on = other_at != at
                && other.attributed()
                && same_party(&other.source, &statement.source)
                && other.sentence.abs_diff(statement.sentence) <= 1
                && other.sentence != statement.sentence;
            let negative = other.negated.is_some()
                && words_of(reading, other)
                    .iter()
                    .any(|word| reading.words.is(word, &["never", "nothing", "nobody", "no", "none"]) || reading.words.has_form(word, &["not"]));
            // "He denied forging the paper. “That was before my time,” he said."
            let points = other_at == at + 1 && calls_that_untrue(reading, other);
            if goes_on && (negative || points) && evidence[other_at].is_empty() {
                evidence[other_at].push(Evidence { kind: EvidenceKind::OwnDenial, span: Some(span), by: None });
            }
        }
    }
}

/// "That was before my time", "That is a lie"
fn calls_that_untrue(reading: &Reading<'_>, statement: &Statement) -> bool {
    let [that, be, rest @ ..] = words_of(reading, statement) else { return false };
    let rest: Vec<&str> = rest.iter().map(|word| reading.words.lower(word)).filter(|lower| !matches!(*lower, "simply" | "just" | "a")).collect();
    reading.words.is(that, &["that"])
        && reading.words.has_form(be, &["be"])
        && matches!(rest[..], ["false" | "untrue" | "lie"] | ["before", "my" | "our", "time"])
}
