//! Where one claim ends and the next begins.
//!
//! In: the tokens of a segment: a content or a newsroom's sentence. Out: its clauses, each a list of tokens in order.
//! Deliberately absent: whether a clause is a claim (`bearing`), and its exact bounds (`bounds`).
//!
//! Parted: "it would cut tariffs | and that talks would resume in May"; "the deal is done, | although he gave no date".
//! Not parted: "it had opened a file and would decide by May" (one subject), "nurses came in even though the city had no
//! water" (a circumstance), "oil, gas and coal" (a list).

use super::Reading;
use crate::engine::tagger::{Entity, Relation, Tag};
use std::collections::HashMap;

/// Words that set a second full statement against the first.
const CONTRAST: [&str; 4] = ["while", "although", "though", "whereas"];
/// Words that put a clause below another, whatever follows.
const ALWAYS_OPEN: [&str; 9] = ["because", "that", "if", "unless", "whether", "although", "though", "while", "whereas"];
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
        let parts = |seam: usize| !is_alternative(reading, segment, start, seam) && is_complete(reading, segment, start, seam);
        if let Some(seam) = seam.filter(|&seam| !goes_on && parts(seam)) {
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
        let local = coordinated_subject(reading, segment, at).or_else(|| spliced_subject(reading, segment, at)).filter(|(seam, _)| {
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
    // "the workers they train | are", "the woman who hired him | was": a clause inside the subject, with what opens it.
    let mut inside = false;
    let mut at = finite;
    // A subject of more than 25 words before its verb is no plain noun phrase.
    while at > 0 && finite - at < 25 {
        at -= 1;
        let token = segment[at];
        if is_coordination(reading, token) || (at > 0 && is_parallel_that(reading, segment, at)) {
            if subject.is_some_and(|subject| joins_phrases(reading, segment, at, subject, finite)) {
                continue;
            }
            let first = at + 1;
            let opens_phrase = !matches!(tag(first), Tag::In | Tag::To | Tag::Vbn | Tag::Vbg);
            let seam = if reading.is_word(token, &["that"]) { at - 1 } else { at };
            return subject.filter(|_| opens_phrase && (seam < at || !is_modifier(reading, segment, finite, token))).map(|subject| (seam, subject));
        }
        // "weapons, grenades and explosives so the Arabs could protect themselves": "so" joins its clause to all that stands before.
        let purpose = reading.is_word(token, &["so"]) && at > 0 && reading.word(segment[at - 1]) != ",";
        if subject.is_some() && purpose && reading.syntax.tokens[token].tag != Tag::Nn {
            return None;
        }
        // "part because they contained", "officials that he is willing": the verb is that of a clause inside the phrase.
        if subject.is_some() && !inside && opens_lower_clause(reading, token) {
            return None;
        }
        if subject.is_some() && describes(reading, token) {
            inside = true;
            continue;
        }
        if inside && (matches!(tag(at), Tag::Wdt | Tag::Wp | Tag::WpS) || reading.is_word(token, &["that"])) {
            inside = false;
            continue;
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

/// "We always investigate, | sometimes it is impossible to find out": in a quotation a pronoun behind a comma begins a clause of its
/// own. The position of the comma and the subject.
fn spliced_subject(reading: &Reading<'_>, segment: &[usize], finite: usize) -> Option<(usize, usize)> {
    /// What is said by the way: "I think", "you know".
    const BY_THE_WAY: [&str; 27] = [
        "think", "thought", "mean", "know", "knew", "guess", "suppose", "believe", "say", "said", "says", "hope", "swear", "tell", "told", "see",
        "imagine", "reckon", "remember", "assure", "promise", "seems", "seem", "appears", "appear", "added", "adds",
    ];
    let word = |at: usize| reading.word(segment[at]).to_lowercase();
    let tag = |at: usize| reading.syntax.tokens[segment[at]].tag;
    if BY_THE_WAY.contains(&word(finite).as_str()) {
        return None;
    }
    // "they often are", "it will"
    let subject = (finite.checked_sub(2)?..finite).rev().find(|&at| !matches!(tag(at), Tag::Rb))?;
    let nominative = matches!(word(subject).as_str(), "i" | "we" | "he" | "she" | "they" | "it" | "there");
    // "sometimes it is", "obviously there are"
    let first = if subject > 0 && tag(subject - 1) == Tag::Rb { subject - 1 } else { subject };
    let comma = first.checked_sub(1).filter(|&comma| nominative && word(comma) == "," && reading.is_quoted(segment[comma]))?;
    let words: Vec<usize> = (0..comma).filter(|&at| word(at).chars().any(char::is_alphanumeric)).collect();
    let [one, two, .., last] = words.as_slice() else { return None };
    // "Before we knew it, we were in the river", "Every time we rebuild, they come back", "The man you saw, he is my uncle".
    const FRONTED: [&str; 24] = [
        "before",
        "after",
        "since",
        "until",
        "till",
        "once",
        "as",
        "when",
        "while",
        "if",
        "because",
        "although",
        "though",
        "unless",
        "by",
        "like",
        "in",
        "from",
        "every",
        "each",
        "next",
        "supposing",
        "whatever",
        "whenever",
    ];
    const TIMES: [&str; 10] = ["day", "time", "moment", "way", "minute", "year", "night", "last", "first", "morning"];
    let joint = (0..comma).rev().find(|&at| is_coordination(reading, segment[at]) || word(at) == ",").map_or(0, |at| at + 1);
    let opens = |at: usize| FRONTED.contains(&word(at).as_str()) || word(at) == "the" && TIMES.contains(&word(at + 1).as_str());
    // A statement of its own: a subject with its verb, that describes no noun.
    let states = (0..comma).any(|at| {
        let own = |token: usize| segment[..comma].contains(&token);
        tag(at).is_finite()
            && reading.syntax.predicate_of(segment[at]).is_some_and(|predicate| {
                own(predicate)
                    && !describes(reading, segment[at])
                    && reading.syntax.subject_of(predicate).is_some_and(|subject| own(subject) && subject < predicate)
            })
    });
    // "It rained so hard, we had to stop"
    let degree = (0..comma).any(|at| matches!(word(at).as_str(), "so" | "such") && matches!(tag(at + 1), Tag::Jj | Tag::Rb | Tag::Dt));
    // "..., I am afraid", "..., there is no doubt", "..., we live here": as much as a statement has.
    let behind: Vec<String> =
        (subject..segment.len()).map(word).take_while(|word| word != ",").filter(|word| word.chars().any(char::is_alphanumeric)).collect();
    let by_the_way =
        behind.iter().take(4).any(|word| matches!(word.as_str(), "afraid" | "sure" | "certain" | "told" | "doubt" | "tell" | "assure" | "promise"));
    let said = BY_THE_WAY.contains(&word(*last).as_str());
    // "... and unlike yesterday, he is here"
    let circumstance = joint > 0 && matches!(tag(joint), Tag::In | Tag::Wrb);
    // "The house you see there, it was built by my father", "The more they pump, we get more water"
    let topic = matches!(tag(*one), Tag::Dt | Tag::PrpS)
        && tag(*two).is_noun()
        && segment.get(*two + 1).is_some_and(|_| tag(*two + 1) == Tag::Prp || matches!(tag(*two + 1), Tag::Wdt | Tag::Wp))
        || word(*one) == "the" && matches!(tag(*two), Tag::Jjr | Tag::Rbr);
    if topic || opens(*one) || opens(joint) || circumstance || !states || degree || by_the_way || said || behind.len() < 4 {
        return None;
    }
    let aside = matches!(word(*one).as_str(), "you" | "i" | "we") && BY_THE_WAY.contains(&word(*two).as_str()) && words.len() < 4;
    // "Had he known, he would", "The best thing is, we won", "Not only did he lie, he stole"
    let inverted = tag(*one).is_finite() || matches!(tag(*one), Tag::Md | Tag::Vb);
    let waits = matches!(word(*last).as_str(), "is" | "was" | "are" | "were")
        || words.iter().any(|&at| word(at) == "only" && at > 0 && word(at - 1) == "not");
    (!aside && !inverted && !waits).then_some((comma, segment[subject]))
}

/// "and that", and ", that" in a row of them: "said that A, | that B, and that C".
fn is_parallel_that(reading: &Reading<'_>, segment: &[usize], at: usize) -> bool {
    if !reading.is_word(segment[at], &["that"]) {
        return false;
    }
    /// A row of clauses goes on within so many words.
    const ROW: usize = 120;
    let first = segment.iter().find(|&&token| reading.word(token).chars().any(char::is_alphanumeric));
    let in_a_row = || {
        reading.word(segment[at - 1]) == ","
            && (first.is_some_and(|&first| reading.is_word(first, &["that"]))
                || segment[at..].windows(2).take(ROW).any(|pair| reading.is_word(pair[0], &["and", "but"]) && reading.is_word(pair[1], &["that"])))
    };
    is_coordination(reading, segment[at - 1]) || in_a_row()
}

/// Whether the conjunction at this position joins parts of one phrase: "friends | and family gather", "racial | and ethnic groups are",
/// "both the mayor | and the governor want", "between January | and March prices rose".
fn joins_phrases(reading: &Reading<'_>, segment: &[usize], at: usize, subject: usize, finite: usize) -> bool {
    const PARTS: [Relation; 5] = [Relation::Amod, Relation::Det, Relation::Compound, Relation::Nummod, Relation::NmodPoss];
    let token = segment[at];
    let parsed = reading.syntax.predicate_of(segment[finite]).and_then(|predicate| reading.syntax.subject_of(predicate));
    let one_subject =
        parsed.is_some_and(|parsed| parsed < token && segment.binary_search(&parsed).is_ok() && reading.syntax.is_below(subject, parsed));
    let before = at.checked_sub(1).map(|before| segment[before]);
    let one_noun = before.is_some_and(|before| {
        let own = &reading.syntax.tokens[before];
        own.tag != Tag::Pos && PARTS.contains(&own.relation) && own.head.is_some_and(|head| head > token)
    });
    // A pair of words, with nothing between that a clause could end with.
    let pair = reading.is_word(token, &["and"])
        && segment[at.saturating_sub(8)..at]
            .iter()
            .rev()
            .take_while(|&&before| {
                // "Both fines", "between them" are whole without what follows.
                let tag = reading.syntax.tokens[before].tag;
                !is_coordination(reading, before) && !tag.is_verb() && !matches!(tag, Tag::Nns | Tag::Nnps | Tag::Prp)
            })
            .any(|&before| reading.is_word(before, &["both", "between"]));
    // "as dry | and hot weather is forecast": two adjectives of one noun, where no verb stands before them.
    let tag = |at: usize| segment.get(at).map_or(Tag::Other, |&token| reading.syntax.tokens[token].tag);
    let adjectives = at > 1
        && reading.is_word(token, &["and", "or"])
        && matches!(tag(at - 1), Tag::Jj | Tag::Jjr)
        && matches!(tag(at + 1), Tag::Jj | Tag::Jjr)
        && tag(at + 2).is_noun()
        && matches!(tag(at - 2), Tag::In | Tag::Dt | Tag::PrpS | Tag::Comma);
    one_subject || one_noun || pair || adjectives || joins_names(reading, segment, at)
}

/// "as Jacques Kallis | and Neil McKenzie added 72": two people behind a word that opens their clause.
fn joins_names(reading: &Reading<'_>, segment: &[usize], at: usize) -> bool {
    let person = |at: usize| segment.get(at).is_some_and(|&token| reading.syntax.tokens[token].entity == Entity::Person);
    if !reading.is_word(segment[at], &["and"]) || !person(at + 1) {
        return false;
    }
    let first = (0..at).rev().take_while(|&before| person(before)).last();
    first.and_then(|first| first.checked_sub(1)).is_some_and(|opener| {
        reading.is_word(segment[opener], &["as", "when", "after", "before", "while", "until", "because", "if", "that", "since"])
    })
}

/// Whether a finite verb heads a relative clause.
fn describes(reading: &Reading<'_>, token: usize) -> bool {
    let predicate = reading.syntax.predicate_of(token);
    predicate.is_some_and(|predicate| {
        let own = &reading.syntax.tokens[predicate];
        own.relation == Relation::AclRelcl && own.head.is_some_and(|head| head < token)
    })
}

/// Whether the verb only tells more of a noun that stands behind this token: "and tools they need", "and protectionism espoused by them".
fn is_modifier(reading: &Reading<'_>, segment: &[usize], finite: usize, token: usize) -> bool {
    reading.syntax.predicate_of(segment[finite]).is_some_and(|predicate| {
        let own = &reading.syntax.tokens[predicate];
        matches!(own.relation, Relation::AclRelcl | Relation::Acl) && own.head.is_some_and(|head| head > token && head < segment[finite])
    })
}

/// Whether the word puts the clause behind it below what stands before: "because", "that", and "as" or "since" where it is no preposition.
fn opens_lower_clause(reading: &Reading<'_>, token: usize) -> bool {
    const SOMETIMES: [&str; 11] = ["as", "than", "since", "before", "after", "until", "till", "once", "like", "lest", "except"];
    let own = &reading.syntax.tokens[token];
    let next = reading.syntax.tokens.get(token + 1).map_or(Tag::Other, |next| next.tag);
    // "From accessing the data", "if not disdain", "if possible,", "because of rain", "whether to go", "a deal that has ended": no clause, or one without a verb to come.
    let verbless = next == Tag::In && reading.is_word(token, &["because"])
        || reading.syntax.tokens.get(token + 2).is_some_and(|mark| mark.tag == Tag::Comma) && reading.is_word(token, &["if", "unless", "though"]);
    let clause = !matches!(next, Tag::Vbg | Tag::To | Tag::Comma | Tag::Rb | Tag::Cc) && !next.is_finite() && !verbless;
    own.tag == Tag::In && clause && (reading.is_word(token, &ALWAYS_OPEN) || own.relation == Relation::Mark && reading.is_word(token, &SOMETIMES))
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
            // The syntax may have missed the relation of "although" clauses, not the word.
            _ => is_contrast(reading, at),
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

/// Whether the words before a seam have a main verb: each word that opens a lower clause takes one. "If it rains, the match | and the show
/// will be off", "a year in which prices | and wages rose" have none yet.
fn is_complete(reading: &Reading<'_>, segment: &[usize], start: usize, seam: usize) -> bool {
    /// No clause waits longer for its verb.
    const LONGEST: usize = 120;
    let before = &segment[start.max(seam.saturating_sub(LONGEST))..seam];
    let is_semicolon = |at: usize| segment.get(at).is_some_and(|&token| reading.word(token) == ";");
    if is_semicolon(seam) || seam > 0 && is_semicolon(seam - 1) {
        return true;
    }
    // "..., but racial justice | and economic justice are": nothing since the last conjunction behind a comma.
    let fresh = before
        .windows(2)
        .rposition(|pair| matches!(reading.word(pair[0]), "," | ";" | "—" | "–" | "--") && reading.is_word(pair[1], &["but", "yet"]));
    let before = fresh.map_or(before, |at| &before[at + 2..]);
    let is_verb = |token: usize| {
        let own = &reading.syntax.tokens[token];
        // "services hacked" where the tagger saw a participle, "someone who's" where it saw a genitive.
        let has = |relations: &[Relation]| {
            before.iter().any(|&other| reading.syntax.tokens[other].head == Some(token) && relations.contains(&reading.syntax.tokens[other].relation))
        };
        let participle = own.tag == Tag::Vbn && has(&[Relation::Nsubj]) && !has(&[Relation::Aux, Relation::Auxpass, Relation::Cop]);
        let short = own.tag == Tag::Pos && token > 0 && matches!(reading.syntax.tokens[token - 1].tag, Tag::Wp | Tag::Prp | Tag::Ex);
        own.tag.is_finite() || participle || short
    };
    // ", but it is": a pronoun behind a comma begins a clause.
    let pronoun = segment[seam..].iter().find(|&&token| !reading.is_word(token, &SEAM)).is_some_and(|&token| {
        matches!(reading.syntax.tokens[token].tag, Tag::Prp | Tag::Ex) && reading.syntax.tokens.get(token + 1).is_some_and(|next| next.tag.is_verb())
    });
    if pronoun && seam > 0 && reading.word(segment[seam - 1]) == "," && before.iter().any(|&token| is_verb(token)) {
        return true;
    }
    let first = before.iter().position(|&token| reading.word(token).chars().any(char::is_alphanumeric)).unwrap_or(0);
    // "And that votes were free | and that ...", "although ...": what opens all of it.
    let joins = |token: usize| reading.is_word(token, &CONTRAST) || reading.is_word(token, &SEAM);
    let opened = before.iter().skip(first).take_while(|&&token| joins(token)).count();
    let opens = |at: usize| {
        let token = before[at];
        let asks = matches!(reading.syntax.tokens[token].tag, Tag::Wdt | Tag::Wp | Tag::WpS | Tag::Wrb);
        let next = reading.syntax.tokens.get(token + 1).map_or(Tag::Other, |next| next.tag);
        // "As many delegates as Moe" compares, unless a verb follows.
        let counts = next == Tag::Jj || reading.is_word(token + 1, &["many", "much", "few"]);
        let compares = reading.is_word(token, &["as", "than"]) && (counts || !before[at..].iter().any(|&behind| is_verb(behind)));
        // "Since January wages have fallen | and rents have risen": in front without a comma behind, it is a preposition.
        let fronted = at == first + opened
            && !reading.is_word(token, &ALWAYS_OPEN)
            && !before[at..].iter().any(|&behind| reading.syntax.tokens[behind].tag == Tag::Comma);
        asks && next != Tag::To || opens_lower_clause(reading, token) && !compares && !fronted
    };
    // Of "has been" and "will have" one is finite; "what they did was wrong" has two.
    let verbs = before.iter().filter(|&&token| is_verb(token)).count();
    let openers = (first + opened..before.len()).filter(|&at| opens(at)).count();
    verbs > openers
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
    // "In a year that already had ...", "the danger is that ...", "so fierce that ...": no second statement begins there.
    // Behind a gap it does: "the fish was bad, | said Lunde, | that nobody had known".
    let gap = at > 0 && segment[at - 1] + 1 < token;
    let binds = reading.is_word(token, &["that"]) && !gap
        || reading.is_word(token, &["so"])
            && segment
                .get(at + 1)
                .is_some_and(|&next| matches!(reading.syntax.tokens[next].tag, Tag::Jj | Tag::Rb) && reading.syntax.tokens[token].head == Some(next));
    (is_conjunction && !behind_conjunction && !binds) || (at > 0 && is_mark(segment[at - 1]))
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
