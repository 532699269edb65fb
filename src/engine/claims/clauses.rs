//! Where one claim ends and the next begins.
//!
//! In: the tokens of a segment: a content or a newsroom's sentence. Out: its clauses, each a list of tokens in order.
//! Deliberately absent: whether a clause is a claim (`bearing`), and its exact bounds (`bounds`).
//!
//! Parted: "it would cut tariffs | and that talks would resume in May"; "the deal is done, | although he gave no date".
//! Not parted: "it had opened a file and would decide by May" (one subject), "nurses came in even though the city had no
//! water" (a circumstance), "oil, gas and coal" (a list).

use super::Reading;
use crate::engine::tagger::{Relation, Tag};
use std::collections::HashMap;

/// Words that set a second full statement against the first.
const CONTRAST: [&str; 4] = ["while", "although", "though", "whereas"];
/// Words that may stand at the seam of two clauses.
const SEAM: [&str; 8] = ["and", "&", "but", "or", "yet", "so", "nor", "that"];

/// A clause with what heads it.
#[derive(Debug, Clone)]
pub(super) struct Clause {
    /// Its tokens in order.
    pub tokens: Vec<usize>,
    /// Its predicate; none where no finite clause was found.
    pub head: Option<usize>,
}

/// A clause's predicate with what shows that it is one.
#[derive(Debug, Clone, Copy)]
struct Head {
    predicate: usize,
    subject: usize,
    /// Position in the segment at which the clause begins, where the words themselves show it.
    seam: Option<usize>,
}

/// Parts a segment into clauses that stand on their own; a segment with fewer than two stays whole.
pub(super) fn split_clauses(reading: &Reading<'_>, segment: &[usize]) -> Vec<Clause> {
    let heads = top_heads(reading, segment);
    let owners = Owners::find(reading, segment, &heads);
    let mut clauses = Vec::new();
    let mut start = 0;
    // The first clause may lack a head of its own where its subject stands outside ("The second pump, said Arai, failed ...").
    let first = heads.first().filter(|head| head.seam.is_none()).map(|head| head.predicate);
    let mut head = first;
    for next in heads.iter().skip(usize::from(first.is_some())) {
        let by_words = next.seam.filter(|&seam| seam > start);
        let seam = by_words.or_else(|| find_seam(reading, segment, &owners, start, head?, next));
        let goes_on = head.is_some_and(|head| shares_auxiliary(reading, segment, head, next));
        if let Some(seam) = seam.filter(|&seam| !goes_on && !is_alternative(reading, segment, start, seam)) {
            clauses.push(Clause { tokens: segment[start..seam].to_vec(), head });
            start = seam;
            head = Some(next.predicate);
        }
    }
    clauses.push(Clause { tokens: segment[start..].to_vec(), head });
    clauses
}

/// The predicates of a segment's clauses that depend on no other clause of it, each with its own subject, in order.
fn top_heads(reading: &Reading<'_>, segment: &[usize]) -> Vec<Head> {
    let mut heads: Vec<Head> = Vec::new();
    for (at, &token) in segment.iter().enumerate() {
        let Some(predicate) = reading.syntax.predicate_of(token) else { continue };
        let local = coordinated_subject(reading, segment, at).filter(|(seam, _)| {
            // "... leaked from a pipeline | and that the leak was sealed": the syntax may have missed the first verb.
            let and_that = segment.get(seam + 1).is_some_and(|&that| reading.is_word(that, &["that"])) && has_participle(reading, &segment[..*seam]);
            and_that
                || segment[..*seam].iter().any(|&before| reading.syntax.tokens[before].tag.is_finite())
                    && !joins_lower_clause(reading, segment, predicate)
        });
        let inside = |token: &usize| segment.binary_search(token).is_ok();
        let parsed = reading.syntax.subject_of(predicate).filter(inside).filter(|_| is_top(reading, segment, predicate));
        let head = match (local, parsed) {
            (Some((seam, subject)), _) => Head { predicate, subject, seam: Some(seam) },
            (None, Some(subject)) => Head { predicate, subject, seam: None },
            (None, None) => continue,
        };
        if inside(&predicate) && heads.iter().all(|other| other.predicate != predicate) {
            heads.push(head);
        }
    }
    heads.sort_by_key(|head| head.seam.map_or(head.predicate, |seam| segment[seam]));
    heads
}

/// Where the words before a finite verb show a clause of its own: a conjunction or semicolon, then nothing but a noun phrase.
/// The position of the seam and the subject. "... in June | and foreign firms would be allowed".
fn coordinated_subject(reading: &Reading<'_>, segment: &[usize], finite: usize) -> Option<(usize, usize)> {
    let tag = |at: usize| reading.syntax.tokens[segment[at]].tag;
    let mut subject = None;
    let mut at = finite;
    // A subject of more than 25 words before its verb is no plain noun phrase.
    while at > 0 && finite - at < 25 {
        at -= 1;
        let token = segment[at];
        if is_coordination(reading, token) || (reading.is_word(token, &["that"]) && at > 0 && is_coordination(reading, segment[at - 1])) {
            let first = at + 1;
            let opens_phrase = !matches!(tag(first), Tag::In | Tag::To | Tag::Vbn | Tag::Vbg);
            let seam = if reading.is_word(token, &["that"]) { at - 1 } else { at };
            return subject.filter(|_| opens_phrase).map(|subject| (seam, subject));
        }
        match tag(at) {
            Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps | Tag::Prp | Tag::Ex | Tag::Cd => subject = subject.or(Some(token)),
            Tag::Dt => subject = subject.or((at + 1 == finite).then_some(token)),
            Tag::Jj
            | Tag::Jjr
            | Tag::Jjs
            | Tag::PrpS
            | Tag::Pos
            | Tag::In
            | Tag::Rb
            | Tag::Rbr
            | Tag::Pdt
            | Tag::Dollar
            | Tag::Vbn
            | Tag::Vbg
            | Tag::To
            | Tag::Other => {}
            _ => return None,
        }
    }
    None
}

/// Whether a participle stands among these, which may be a finite verb that the tagger took for one.
fn has_participle(reading: &Reading<'_>, tokens: &[usize]) -> bool {
    tokens.iter().skip(1).any(|&token| reading.syntax.tokens[token].tag == Tag::Vbn)
}

fn is_coordination(reading: &Reading<'_>, token: usize) -> bool {
    matches!(reading.word(token), ";" | "&") || reading.is_word(token, &["and", "but", "or", "yet"])
}

/// "because the roof leaked and the walls cracked": the clause is joined to one that is itself subordinate.
fn joins_lower_clause(reading: &Reading<'_>, segment: &[usize], predicate: usize) -> bool {
    let own = &reading.syntax.tokens[predicate];
    own.relation == Relation::Conj
        && own.head.is_some_and(|head| {
            segment.binary_search(&head).is_ok()
                && matches!(reading.syntax.tokens[head].relation, Relation::Advcl | Relation::AclRelcl | Relation::Acl | Relation::Ccomp)
                && !is_top(reading, segment, head)
        })
}

/// Whether every step up to the segment's end joins equals: "and", ";" or a contrast, never "because", "which" or "that".
fn is_top(reading: &Reading<'_>, segment: &[usize], head: usize) -> bool {
    let mut at = head;
    loop {
        let token = &reading.syntax.tokens[at];
        let Some(above) = token.head.filter(|above| segment.binary_search(above).is_ok()) else { return true };
        let equal = match token.relation {
            Relation::Conj | Relation::Parataxis | Relation::Root => true,
            Relation::Advcl | Relation::Dep | Relation::Ccomp => is_contrast(reading, at),
            _ => false,
        };
        if !equal {
            return false;
        }
        at = above;
    }
}

/// Whether the clause is opened by a contrasting "while" or "although", not by the "while" of time or by "even though".
fn is_contrast(reading: &Reading<'_>, head: usize) -> bool {
    let mark = reading.syntax.children(head).take_while(|&child| child < head).find(|&child| reading.is_word(child, &CONTRAST));
    mark.is_some_and(|mark| {
        let before = mark.checked_sub(1).filter(|&before| reading.syntax.sentence_of(before) == reading.syntax.sentence_of(mark));
        before.is_none_or(|before| {
            reading.syntax.tokens[before].tag == Tag::Comma
                || (reading.is_word(mark, &["although", "whereas"]) && !reading.is_word(before, &["even"]))
        })
    })
}

/// For each token of a segment, which of the heads it hangs below.
struct Owners(HashMap<usize, usize>);

impl Owners {
    fn find(reading: &Reading<'_>, segment: &[usize], heads: &[Head]) -> Self {
        let mut owners: HashMap<usize, usize> = heads.iter().map(|head| (head.predicate, head.predicate)).collect();
        for &token in segment {
            let mut path = Vec::new();
            let mut at = Some(token);
            let owner = loop {
                match at {
                    None => break None,
                    Some(here) => match owners.get(&here) {
                        Some(&owner) => break Some(owner),
                        None => path.push(here),
                    },
                }
                at = at.and_then(|here| reading.syntax.tokens[here].head);
            };
            if let Some(owner) = owner {
                owners.extend(path.into_iter().map(|here| (here, owner)));
            }
        }
        Self(owners)
    }
}

/// The position in the segment at which the clause of `next` begins, if there is a seam between it and the clause before.
///
/// The seam is where fewest tokens fall to the wrong side; it stands at a conjunction, a semicolon or a comma.
fn find_seam(reading: &Reading<'_>, segment: &[usize], owners: &Owners, start: usize, current: usize, next: &Head) -> Option<usize> {
    let (next, subject) = (next.predicate, next.subject);
    let from = segment.partition_point(|&token| token <= current).max(start + 1);
    let to = segment.partition_point(|&token| token < next);
    let subject_at = segment.partition_point(|&token| token < subject);
    if from > to {
        return None;
    }
    let belongs = |at: usize, head: usize| {
        i32::from(owners.0.get(&segment[at]) == Some(&head) && reading.syntax.tokens[segment[at]].relation != Relation::Punct)
    };
    // Tokens of the next clause that stand before a seam, and tokens of the current one that stand behind it.
    let mut wrong: i32 = (from..to).map(|at| belongs(at, current)).sum();
    let mut best: Option<(i32, usize)> = None;
    for at in from..=to.min(subject_at) {
        if is_seam(reading, segment, at) && best.is_none_or(|(least, _)| wrong < least) {
            best = Some((wrong, at));
        }
        if at < to {
            wrong += belongs(at, next) - belongs(at, current);
        }
    }
    best.map(|(_, at)| at).filter(|&seam| has_joint(reading, &segment[seam.saturating_sub(1)..=subject_at]))
}

/// "23 people had been arrested | and four officers hurt", "22 flights were cancelled | and eleven diverted": the second half lacks
/// what the first says for both.
fn shares_auxiliary(reading: &Reading<'_>, segment: &[usize], head: usize, next: &Head) -> bool {
    const PARTICIPLES: [&str; 24] = [
        "hurt",
        "injured",
        "wounded",
        "killed",
        "arrested",
        "detained",
        "diverted",
        "cancelled",
        "canceled",
        "delayed",
        "damaged",
        "destroyed",
        "hospitalised",
        "hospitalized",
        "displaced",
        "evacuated",
        "rescued",
        "treated",
        "suspended",
        "seized",
        "burned",
        "flooded",
        "shut",
        "closed",
    ];
    let passive = reading.syntax.child(head, &[Relation::Auxpass]).is_some()
        || head.checked_sub(1).is_some_and(|before| reading.is_word(before, &["was", "were", "been"]));
    let bare = reading.is_word(next.predicate, &PARTICIPLES)
        && reading.syntax.child(next.predicate, &[Relation::Aux, Relation::Auxpass, Relation::Dobj]).is_none();
    let counted = (next.subject.saturating_sub(3)..=next.subject)
        .any(|token| reading.syntax.tokens[token].tag == Tag::Cd || reading.is_word(token, &["others", "another", "dozens", "scores", "hundreds"]));
    let between = (next.subject + 1..next.predicate).all(|token| !reading.syntax.tokens[token].tag.is_verb());
    // "four officers hurt in the clashes have since left": that clause has a verb of its own.
    let joined = (next.subject.saturating_sub(4)..next.subject).any(|token| reading.is_word(token, &["and"]));
    let alone = || !segment.iter().any(|&token| token > next.predicate && reading.syntax.tokens[token].tag.is_finite());
    passive && bare && counted && between && joined && alone()
}

/// "Either he misled the House | or he was misled": neither half is stated alone.
fn is_alternative(reading: &Reading<'_>, segment: &[usize], start: usize, seam: usize) -> bool {
    let or = segment[seam.saturating_sub(1)..(seam + 1).min(segment.len())].iter().any(|&token| reading.is_word(token, &["or"]));
    or && segment[start..seam].iter().any(|&token| reading.is_word(token, &["either", "whether"]))
}

/// Whether a new clause may begin with this token: it is a conjunction, or the one before it is a mark.
fn is_seam(reading: &Reading<'_>, segment: &[usize], at: usize) -> bool {
    let token = segment[at];
    let is_mark = |token: usize| matches!(reading.word(token), ";" | "," | "—" | "–") || reading.syntax.tokens[token].tag == Tag::CloseQuote;
    let is_conjunction = reading.is_word(token, &SEAM) || reading.is_word(token, &CONTRAST);
    let behind_conjunction = at > 0 && reading.is_word(segment[at - 1], &SEAM);
    (is_conjunction && !behind_conjunction) || (at > 0 && is_mark(segment[at - 1]))
}

/// Whether the words between two clauses join equals: a bare comma between two subjects does not ("the man, he said").
fn has_joint(reading: &Reading<'_>, joint: &[usize]) -> bool {
    // "They did not come back, that is all": the pronoun joins nothing.
    let is_pronoun = |token: usize| {
        reading.is_word(token, &["that"])
            && matches!(reading.syntax.tokens[token].relation, Relation::Nsubj | Relation::Nsubjpass)
            && reading.syntax.tokens.get(token + 1).is_some_and(|next| next.tag.is_verb())
    };
    joint.iter().any(|&token| reading.is_word(token, &SEAM) && !is_pronoun(token) || reading.is_word(token, &CONTRAST) || reading.word(token) == ";")
        || {
            // "Although X, Y": the contrast opened the clause before.
            joint.first().is_some_and(|&token| reading.syntax.tokens[token].tag == Tag::Comma)
                && joint.last().is_some_and(|&last| {
                    reading.syntax.sentence_of(last).is_some_and(|s| reading.is_word(reading.syntax.sentences[s].start, &CONTRAST))
                })
        }
}
