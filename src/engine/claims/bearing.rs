//! Does a stretch of words state something?
//!
//! In: the tokens of a clause, and the attribution it is content of. Out: yes or no.
//! Deliberately absent: who states it.
//!
//! A finite clause with a subject does. Under a cue a noun phrase does when the cue asserts events ("accused of taking
//! bribes") and the phrase says more than a name for something known ("the charge"), and so do a matter that is denied ("any
//! involvement") and a number that is given ("it at 14,000"); an infinitive does when the cue speaks of a plan ("vowed to abolish tolls"). Demands, calls and wishes do not, nor do questions.

use super::Reading;
use crate::engine::attribution::Draft;
use crate::engine::lexicon::{CueClass, DENIED_OBJECT, cue_class, is_denied_matter, is_outcome, is_saying_verb, stances};
use crate::engine::tagger::{Relation, Tag};

/// Words that refer back without saying anything of their own.
const POINTERS: [&str; 12] = ["the", "this", "that", "these", "those", "it", "its", "any", "such", "both", "their", "his"];

/// Whether a clause of this attribution's content is a claim.
pub(super) fn content_bears_claim(reading: &Reading<'_>, draft: &Draft, tokens: &[usize]) -> bool {
    if words(reading, tokens).count() == 0 || is_question(reading, tokens) || is_order(reading, tokens) {
        return false;
    }
    let cue = draft.cue.iter().map(|span| span.of(&reading.text.normal)).collect::<Vec<_>>().join(" ");
    let class = class_of(reading, &cue, tokens);
    if is_title(reading, tokens) || (class.wish && is_subjunctive_wish(reading, tokens)) {
        return false;
    }
    // "demanded | that he quit", "demands | an apology": what somebody wants is no claim, whatever its verb looks like.
    if cue.split_whitespace().any(|word| word.to_lowercase().starts_with("demand")) && !is_quoted(reading, tokens) {
        return false;
    }
    // "declined | to say who its guests were", "on fears that | a strike could spread"
    if declines(&cue) && opens_infinitive(reading, tokens) || is_reason(reading, draft) {
        return false;
    }
    // "A third missile | is suspected | to have fallen short": without a source the whole sentence is the newsroom's.
    let before_cue = |cue: &crate::domain::Span| draft.content.iter().all(|content| content.end <= cue.start);
    let finite = has_finite_clause(reading, tokens);
    if !finite && draft.mention.is_empty() && draft.continues.is_none() && draft.cue.first().is_some_and(before_cue) && is_passive(reading, draft) {
        return false;
    }
    // "The actress is said | to be furious that her part was cut": the newsroom's hearsay, whole.
    if draft.mention.is_empty() && draft.continues.is_none() && opens_infinitive(reading, tokens) && is_passive(reading, draft) {
        return false;
    }
    if finite {
        return !opens_question(reading, tokens) || class.event;
    }
    // The syntax may have missed the verb: under a plain verb of saying, words with a verb among them are a clause.
    let verb = || {
        has_verb(reading, tokens)
            || reading.syntax.has_subject(&reading.text.normal, tokens.iter().copied())
            || follows_plain_said(reading, draft, tokens)
    };
    if !class.wish && !class.act && !class.event && is_said(reading, draft) && words(reading, tokens).count() >= 4 && verb() {
        return !opens_question(reading, tokens) && !opens_infinitive(reading, tokens);
    }
    // "Accusations that | the army shelled the market": behind a noun for what was said as well.
    let told = !class.wish && draft.mention.is_empty() && stances().claim_nouns.contains(cue.to_lowercase().as_str());
    let proposes =
        || tokens.first().zip(tokens.last()).is_some_and(|(&first, &last)| reading.syntax.is_subjunctive(&reading.text.normal, first..last + 1));
    let verb = || words(reading, tokens).skip(1).any(|token| reading.syntax.tokens[token].tag.is_verb());
    if told && words(reading, tokens).count() >= 4 && verb() && !proposes() {
        return !opens_question(reading, tokens) && !opens_infinitive(reading, tokens);
    }
    // "Six million jobs depend on the pass, one slide says": what stands before its words of saying is a sentence.
    if is_said(reading, draft)
        && opens_sentence(reading, draft, tokens)
        && has_mistaken_verb(reading, tokens)
        && words(reading, tokens).count() >= 5
        && !opens_infinitive(reading, tokens)
    {
        return !opens_question(reading, tokens);
    }
    // "Latvia overpaid for the ambulances, the audit office found": the tagger took the verb for a noun, the syntax has its subject.
    if !class.wish
        && !class.act
        && !draft.mention.is_empty()
        && opens_sentence(reading, draft, tokens)
        && reading.syntax.has_subject(&reading.text.normal, tokens.iter().copied())
    {
        return words(reading, tokens).count() >= 4 && !opens_question(reading, tokens);
    }
    if opens_infinitive(reading, tokens) {
        // "is expected to discuss": without a source it is the newsroom's own hedge, and the whole sentence is the claim.
        return class.plan && !draft.mention.is_empty();
    }
    // "expects | the crest to reach Wittenberge on Thursday"
    if class.plan && !class.wish && !draft.mention.is_empty() && holds_infinitive(reading, tokens) {
        return true;
    }
    // "anticipates | savings of $90 million"; "is expected" names nobody.
    let foresees = || ["expect", "anticipat", "foresee"].iter().any(|stem| cue.to_lowercase().starts_with(stem));
    let outcome = || words(reading, tokens).any(|token| reading.syntax.tokens[token].tag == Tag::Cd || is_outcome(reading.word(token)));
    if class.plan && !draft.mention.is_empty() && foresees() && outcome() && says_something(reading, tokens, 3) {
        return true;
    }
    // "pleaded guilty | to two counts of theft": no deed.
    let pleads_guilty =
        cue.to_lowercase().contains("plead") && words(reading, tokens).next().is_some_and(|first| reading.is_word(first, &["guilty"]));
    if pleads_guilty
        || cue.to_lowercase().contains("guilty") && !words(reading, tokens).next().is_some_and(|first| reading.word(first).ends_with("ing"))
    {
        return false;
    }
    // "acknowledged | the arrears", "admitted | the backlog"
    const OWNED_UP: [&str; 22] = [
        "arrears", "backlog", "error", "errors", "mistake", "mistakes", "breach", "delay", "delays", "leak", "failure", "failures", "shortage",
        "loss", "losses", "debt", "fault", "faults", "theft", "killing", "payment", "payments",
    ];
    let owns_up = ["acknowledg", "admit", "conced"].iter().any(|stem| cue.to_lowercase().starts_with(stem));
    let whole: Vec<usize> = words(reading, tokens).collect();
    if let [the, fault] = whole.as_slice()
        && owns_up
        && !draft.mention.is_empty()
        && reading.is_word(*the, &["the", "a", "its", "their"])
        && reading.is_word(*fault, &OWNED_UP)
    {
        return true;
    }
    if class.event && is_refused(reading, &cue, tokens) {
        return false;
    }
    if denies_matter(reading, draft, &cue, tokens) || gives_number(reading, &cue, tokens) {
        return true;
    }
    if class.event {
        // "accused Moscow of | theft of grain"
        let accuses = cue.to_lowercase().contains("accus");
        return says_something(reading, tokens, if accuses { 2 } else { 3 }) && !is_relative_pronoun(reading, draft);
    }
    // A headline with its source behind a colon: "Iceland to let whalers kill 209 fin whales: fisheries ministry".
    if cue == ":" && words(reading, tokens).count() >= 4 {
        return true;
    }
    // A quotation of some length speaks for itself under a cue of saying: "not a single oxygen bottle left".
    !class.act && !class.wish && is_quoted(reading, tokens) && words(reading, tokens).count() >= 4
}

/// Whether the cue is a refusal to say anything.
fn declines(cue: &str) -> bool {
    cue.split_whitespace().any(|word| ["declin", "refus"].iter().any(|stem| word.to_lowercase().starts_with(stem)))
}

/// "rose on fears that | a strike could spread": a feeling of nobody in particular that only gives the reason; "fears grew that" is
/// the sentence itself.
fn is_reason(reading: &Reading<'_>, draft: &Draft) -> bool {
    let (Some(&cue), true) = (draft.cue.first(), draft.mention.is_empty()) else { return false };
    let tokens = reading.syntax.tokens_in(cue);
    let feeling = tokens.clone().find(|&token| {
        reading.is_word(
            token,
            &[
                "fear",
                "fears",
                "hope",
                "hopes",
                "concern",
                "concerns",
                "expectation",
                "expectations",
                "worry",
                "worries",
                "speculation",
                "signs",
                "bets",
            ],
        )
    });
    let Some(feeling) = feeling else { return false };
    let start = reading.syntax.sentence_of(feeling).map_or(0, |sentence| reading.syntax.sentences[sentence].start);
    (feeling.saturating_sub(3).max(start)..feeling)
        .any(|before| reading.is_word(before, &["on", "amid", "over", "despite", "by"]) && !reading.syntax.tokens[before].tag.is_verb())
}

/// Whether the cue has a verb of saying: "said", "told reporters", "according to".
fn is_said(reading: &Reading<'_>, draft: &Draft) -> bool {
    !draft.mention.is_empty()
        && draft.cue.iter().any(|cue| {
            let tokens = reading.syntax.tokens_in(*cue);
            tokens.clone().any(|token| is_saying_verb(reading.word(token))) && !tokens.clone().any(|token| reading.is_word(token, &["to", "not"]))
        })
}

/// "said | demand outran supply on nine days": what follows a plain "said" is a clause, whatever the tagger made of its verb; "said a
/// prayer for the dead", "said on Friday in a speech" have none.
fn follows_plain_said(reading: &Reading<'_>, draft: &Draft, tokens: &[usize]) -> bool {
    const SURE: f32 = 0.8;
    let (Some(&cue), Some(first)) = (draft.cue.last(), words(reading, tokens).next()) else { return false };
    let said = reading.syntax.tokens_in(cue).next_back().is_some_and(|last| reading.is_word(last, &["said", "says"]));
    let opens = matches!(reading.syntax.tokens[first].tag, Tag::In | Tag::To | Tag::Wp | Tag::Wdt | Tag::Wrb | Tag::Cc)
        || reading.is_word(
            first,
            &[
                "a",
                "an",
                "no",
                "yes",
                "nothing",
                "something",
                "so",
                "more",
                "much",
                "hello",
                "goodbye",
                "different",
                "similar",
                "things",
                "neither",
                "whether",
                "mass",
                "prayers",
                "grace",
                "farewell",
                "all",
                "many",
                "ten",
                "five",
                "half",
                "most",
            ],
        );
    said && !opens && draft.confidence >= SURE && reading.syntax.tokens[first].span.start >= cue.end
}

/// Whether these words run from the beginning of a sentence to before their cue.
fn opens_sentence(reading: &Reading<'_>, draft: &Draft, tokens: &[usize]) -> bool {
    let Some((first, last)) = words(reading, tokens).next().zip(words(reading, tokens).last()) else { return false };
    let start = reading.syntax.sentence_of(first).map(|sentence| reading.syntax.sentences[sentence].start);
    let end = reading.syntax.tokens[last].span.end;
    start == Some(first) && draft.cue.iter().chain(&draft.mention).all(|part| part.start >= end)
}

/// "Six million jobs depend on": a word behind a plural that the tagger took for a noun, and what hangs on it. "After a long night in
/// Moss" and "Best film of the year" have none.
fn has_mistaken_verb(reading: &Reading<'_>, tokens: &[usize]) -> bool {
    let tag = |token: usize| reading.syntax.tokens[token].tag;
    let opens = tokens.first().is_some_and(|&first| matches!(tag(first), Tag::In | Tag::To | Tag::Dt));
    !opens
        && tokens.windows(3).any(|three| {
            matches!(tag(three[0]), Tag::Nns | Tag::Nnps | Tag::Prp)
                && matches!(tag(three[1]), Tag::Vb | Tag::Nn | Tag::Jj)
                && matches!(tag(three[2]), Tag::In | Tag::To | Tag::Dt | Tag::PrpS | Tag::Prp | Tag::Cd | Tag::Rb)
        })
}

/// Whether the cue is a passive: "is suspected", "are feared".
fn is_passive(reading: &Reading<'_>, draft: &Draft) -> bool {
    draft.cue.iter().any(|cue| {
        let tokens = reading.syntax.tokens_in(*cue);
        tokens.clone().any(|token| reading.is_word(token, &["is", "are", "was", "were", "be", "been"]))
            && tokens.clone().any(|token| reading.syntax.tokens[token].tag == Tag::Vbn)
    })
}

/// Whether any word behind the first is a verb that could be finite; the tagger confuses "raised" the participle with the past.
fn has_verb(reading: &Reading<'_>, tokens: &[usize]) -> bool {
    words(reading, tokens).skip(1).any(|token| matches!(reading.syntax.tokens[token].tag, Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md | Tag::Vbn))
}

/// The class of a cue; a verb may have its particle or object in the content: "claimed | responsibility for the blast".
fn class_of(reading: &Reading<'_>, cue: &str, tokens: &[usize]) -> CueClass {
    let first = words(reading, tokens).next().map_or("", |first| reading.word(first));
    let with_first = cue_class(&format!("{} {first}", cue.split_whitespace().next_back().unwrap_or("")));
    if with_first.event { with_first } else { cue_class(cue) }
}

/// "who claimed three medals": a clause that describes somebody accuses nobody.
fn is_relative_pronoun(reading: &Reading<'_>, draft: &Draft) -> bool {
    draft.mention.iter().any(|span| matches!(span.of(&reading.text.normal), "who" | "which" | "that"))
}

/// The name of a work: quoted, short, every longer word with a capital: “I Told You So”.
fn is_title(reading: &Reading<'_>, tokens: &[usize]) -> bool {
    let count = words(reading, tokens).count();
    (2..=8).contains(&count)
        && is_quoted(reading, tokens)
        && words(reading, tokens)
            .all(|token| reading.word(token).starts_with(|c: char| c.is_uppercase() || c.is_numeric()) || reading.word(token).len() <= 3)
        && words(reading, tokens).filter(|&token| reading.word(token).starts_with(char::is_uppercase)).count() >= 2
}

/// Whether a clause in the newsroom's own voice is a claim.
pub(super) fn own_words_bear_claim(reading: &Reading<'_>, tokens: &[usize]) -> bool {
    words(reading, tokens).count() >= 3
        && (has_finite_clause(reading, tokens) || is_sentence(reading, tokens))
        && !is_question(reading, tokens)
        && !is_bare_frame(reading, tokens)
}

/// A whole sentence up to its full stop with a verb among its words, though the syntax saw no clause in it.
fn is_sentence(reading: &Reading<'_>, tokens: &[usize]) -> bool {
    let (Some(&first), Some(&last)) = (tokens.first(), tokens.last()) else { return false };
    let whole = reading.syntax.sentence_of(first).is_some_and(|at| {
        let sentence = &reading.syntax.sentences[at];
        sentence.start == first && sentence.end <= last + 2 && sentence.clone().next_back().is_some_and(|end| reading.word(end) == ".")
    });
    let count = words(reading, tokens).count();
    whole && (count >= 5 && has_verb(reading, tokens) || count >= 4 && reading.syntax.has_subject(&reading.text.normal, tokens.iter().copied()))
}

/// "Posts shared widely on Facebook said": what is left of an attribution ends with its verb of saying.
fn is_bare_frame(reading: &Reading<'_>, tokens: &[usize]) -> bool {
    let last = words(reading, tokens).last();
    // "At least 14 deaths have been confirmed" is no frame.
    let passive = |verb: usize| reading.syntax.child(verb, &[Relation::Nsubjpass, Relation::Auxpass]).is_some();
    let said = |last: usize| reading.syntax.tokens[last].tag.is_verb() && is_saying_verb(reading.word(last)) && !passive(last);
    // "Best film of the year in Norway, the Guardian said": nothing but the frame has a verb.
    let alone =
        |last: usize| !tokens.iter().any(|&token| token != last && reading.syntax.tokens[token].tag.is_verb()) && !has_mistaken_verb(reading, tokens);
    last.is_some_and(|last| said(last) && (tokens.len() < 10 || alone(last))) || is_scrap_with_frame(reading, tokens)
}

/// "“Not one naira,” he said on Monday": a quotation that states nothing, with no more around it than its words of saying.
fn is_scrap_with_frame(reading: &Reading<'_>, tokens: &[usize]) -> bool {
    /// "the minister told reporters late on Monday"
    const FRAME: usize = 9;
    /// A longer quotation without a finite verb may still say something.
    const SCRAP: usize = 8;
    let (quoted, plain): (Vec<usize>, Vec<usize>) = words(reading, tokens).partition(|&token| is_quoted(reading, &[token]));
    let finite = |tokens: &[usize]| tokens.iter().filter(|&&token| reading.syntax.tokens[token].tag.is_finite()).count();
    let says = plain.iter().any(|&token| {
        let answers = reading.is_word(token, &["answered", "retorted", "countered"]);
        reading.syntax.tokens[token].tag.is_verb() && (answers || is_saying_verb(reading.word(token)))
    });
    !quoted.is_empty() && quoted.len() <= SCRAP && finite(&quoted) == 0 && plain.len() <= FRAME && finite(&plain) <= 1 && says && quoted[0] < plain[0]
}

/// Whether there is a finite verb with a subject of its own, or a finite verb at all where the syntax found no subject.
fn has_finite_clause(reading: &Reading<'_>, tokens: &[usize]) -> bool {
    let inside = |token: usize| tokens.binary_search(&token).is_ok();
    tokens.iter().filter_map(|&token| reading.syntax.predicate_of(token)).any(|head| {
        !is_relative(reading, head, &inside)
            && (reading.syntax.subject_of(head).is_some_and(inside) || (inside(head) && tokens.first().is_some_and(|&first| first < head)))
    })
}

/// Whether the clause only describes a noun: "who ran its own trial".
fn is_relative(reading: &Reading<'_>, head: usize, inside: &impl Fn(usize) -> bool) -> bool {
    let own = &reading.syntax.tokens[head];
    let by_relation = matches!(own.relation, Relation::AclRelcl | Relation::Acl) && own.head.is_some_and(inside);
    let subject = reading.syntax.child(head, &[Relation::Nsubj, Relation::Nsubjpass]);
    by_relation || subject.is_some_and(|subject| matches!(reading.syntax.tokens[subject].tag, Tag::Wdt | Tag::Wp))
}

fn words<'a>(reading: &'a Reading<'_>, tokens: &'a [usize]) -> impl Iterator<Item = usize> + 'a {
    tokens.iter().copied().filter(|&token| reading.word(token).chars().any(char::is_alphanumeric))
}

/// Whether it asks: a question mark follows its last word, before or behind a closing quotation mark.
pub(super) fn is_question(reading: &Reading<'_>, tokens: &[usize]) -> bool {
    let Some(last) = words(reading, tokens).last() else { return false };
    let end = reading.syntax.sentence_of(last).map_or(last + 1, |s| reading.syntax.sentences[s].end);
    (last..end.min(last + 4))
        .take_while(|&token| token == last || !reading.word(token).chars().any(char::is_alphanumeric))
        .any(|token| reading.word(token).contains('?'))
}

/// Whether a quotation, or a clause of one, only tells others to do something: "Look at the others", "If you want it, pay for it".
pub(super) fn is_order(reading: &Reading<'_>, tokens: &[usize]) -> bool {
    let conditional = || {
        let comma = tokens.iter().rposition(|&token| reading.syntax.tokens[token].tag == Tag::Comma)?;
        let opens = words(reading, tokens).next().is_some_and(|first| reading.is_word(first, &["if", "when"]));
        opens.then_some(&tokens[comma + 1..])
    };
    is_quoted(reading, tokens) && (is_imperative(reading, tokens) || conditional().is_some_and(|tokens| is_imperative(reading, tokens)))
}

/// "Please do not panic", "let them show one photograph"; not "look at the others: they have built harbours", "believe me, it burst",
/// "remember that it burst", which state something.
fn is_imperative(reading: &Reading<'_>, tokens: &[usize]) -> bool {
    /// What is told to remember is stated.
    const STATES: [&str; 8] = ["remember", "forget", "note", "thank", "believe", "make", "mind", "mark"];
    let own: Vec<usize> = words(reading, tokens).collect();
    let tag = |token: usize| reading.syntax.tokens[token].tag;
    let polite = own.iter().take_while(|&&token| reading.is_word(token, &["please", "and", "but", "just", "always", "never"])).count();
    let Some(&first) = own.get(polite) else { return false };
    let told = reading.is_word(first, &["do", "don't", "don’t", "let", "let's", "let’s"]);
    let bare = matches!(tag(first), Tag::Vb | Tag::Vbp);
    let next_finite = own.get(polite + 1).is_some_and(|&next| tag(next).is_finite());
    if !(bare || told) || next_finite || own[polite..].iter().take(3).any(|&token| reading.is_word(token, &STATES)) {
        return false;
    }
    // "Help is on its way": a finite verb behind it has it as its subject.
    let mut predicates = own[polite + 1..].iter().filter_map(|&token| reading.syntax.predicate_of(token)).take(4);
    let is_subject = predicates.any(|verb| reading.syntax.subject_of(verb) == Some(first));
    if is_subject || reading.syntax.subject_of(first).is_some_and(|subject| subject < first) {
        return false;
    }
    // What follows a mark or "and" may be a statement of its own.
    let joint = tokens.iter().position(|&token| {
        token > first && (reading.is_word(token, &["and", "or", "because"]) || matches!(reading.word(token), "," | ":" | ";" | "—" | "–" | "--"))
    });
    joint.is_none_or(|joint| !has_finite_clause(reading, &tokens[joint + 1..]) || is_imperative(reading, &tokens[joint + 1..]))
}

/// Whether it opens like an indirect question: "whether", "how much", "who paid".
fn opens_question(reading: &Reading<'_>, tokens: &[usize]) -> bool {
    words(reading, tokens).next().is_some_and(|first| {
        reading.is_word(first, &["whether", "if", "how", "why", "who", "what", "which", "where", "when"]) && !clause_goes_on(reading, tokens)
    })
}

/// "If the coalition wins, it will ..." and "What we saw was ..." state something: a second predicate follows.
fn clause_goes_on(reading: &Reading<'_>, tokens: &[usize]) -> bool {
    let mut heads: Vec<usize> = tokens.iter().filter_map(|&token| reading.syntax.predicate_of(token)).collect();
    heads.dedup();
    heads.len() >= 2
}

/// "that she resign", "he be sacked": a bare verb behind a subject that would need an ending.
fn is_subjunctive_wish(reading: &Reading<'_>, tokens: &[usize]) -> bool {
    tokens.iter().any(|&token| {
        let Some(subject) = reading.syntax.subject_of(token) else { return false };
        let is_singular = matches!(reading.syntax.tokens[subject].tag, Tag::Nn | Tag::Nnp) || reading.is_word(subject, &["he", "she", "it"]);
        let has_auxiliary = reading
            .syntax
            .child(token, &[Relation::Aux, Relation::Auxpass, Relation::Cop])
            .is_some_and(|verb| reading.syntax.tokens[verb].tag.is_finite());
        match reading.syntax.tokens[token].tag {
            Tag::Vb => !has_auxiliary,
            Tag::Vbp => is_singular,
            _ => false,
        }
    })
}

fn opens_infinitive(reading: &Reading<'_>, tokens: &[usize]) -> bool {
    words(reading, tokens).next().is_some_and(|first| reading.syntax.tokens[first].tag == Tag::To || reading.is_word(first, &["to"]))
        && words(reading, tokens).nth(1).is_some_and(|second| matches!(reading.syntax.tokens[second].tag, Tag::Vb | Tag::Rb | Tag::Vbp))
}

/// A noun with an infinitive: "her to step down by Friday".
fn holds_infinitive(reading: &Reading<'_>, tokens: &[usize]) -> bool {
    tokens.windows(2).skip(1).any(|pair| reading.is_word(pair[0], &["to"]) && reading.syntax.tokens[pair[1]].tag == Tag::Vb)
}

/// What is denied to somebody rather than denied: "denied | entry to two tankers", but "denied | the theft of two tankers".
const REFUSABLE: [&str; 26] = [
    "entry",
    "access",
    "bail",
    "parole",
    "asylum",
    "visa",
    "visas",
    "permission",
    "permit",
    "permits",
    "leave",
    "boarding",
    "landing",
    "clemency",
    "admission",
    "service",
    "treatment",
    "care",
    "coverage",
    "benefits",
    "request",
    "requests",
    "appeal",
    "motion",
    "application",
    "petition",
];

fn is_refused(reading: &Reading<'_>, cue: &str, tokens: &[usize]) -> bool {
    let denies = cue.split_whitespace().any(|word| matches!(word, "deny" | "denies" | "denied" | "denying"));
    let few: Vec<usize> = words(reading, tokens).take(4).collect();
    let tag = |token: usize| reading.syntax.tokens[token].tag;
    // "denied | Vitória a point", "denied | them the right to vote"
    let somebody = few.first().is_some_and(|&first| tag(first).is_name() || reading.is_word(first, &["him", "her", "them", "us", "me"]));
    let something = few.iter().skip(1).any(|&token| reading.is_word(token, &["a", "an", "the", "any"]));
    denies && (few.iter().take(3).any(|&token| reading.is_word(token, &REFUSABLE)) || somebody && something && !has_verb(reading, tokens))
}

/// "Police estimated | it at 14,000", "gave | a higher toll, of 23": a number for what was spoken of.
fn gives_number(reading: &Reading<'_>, cue: &str, tokens: &[usize]) -> bool {
    let cue = cue.to_lowercase();
    let own: Vec<usize> = words(reading, tokens).take(8).collect();
    let number = own.iter().any(|&token| reading.syntax.tokens[token].tag == Tag::Cd || is_fraction(reading, token));
    let guesses = cue.starts_with("estimate") || cue.starts_with("put");
    let it = own.first().is_some_and(|&first| reading.is_word(first, &["it", "them", "that", "this"]));
    let gives = matches!(cue.as_str(), "gave" | "gives" | "give");
    let toll = own.iter().take(4).any(|&token| reading.is_word(token, &["toll", "figure", "estimate"]));
    // "put | the share at half"
    let put_at = own.windows(2).any(|pair| {
        reading.is_word(pair[0], &["at"])
            && (reading.syntax.tokens[pair[1]].tag == Tag::Cd || reading.is_word(pair[1], &["half", "third", "quarter", "zero"]))
    });
    if guesses && put_at && own.len() > 2 {
        return true;
    }
    number
        && (guesses && it && own.get(1).is_some_and(|&at| reading.is_word(at, &["at", "within"]))
            || gives && toll
            || matches!(cue.as_str(), "counted" | "counts"))
}

/// "denied | any involvement", "rejects | any suggestion of bribery", "denied | knowledge of the companies"; not "if he denies any
/// wrongdoing".
fn denies_matter(reading: &Reading<'_>, draft: &Draft, cue: &str, tokens: &[usize]) -> bool {
    let denies = cue.split_whitespace().any(|word| matches!(word, "deny" | "denies" | "denied" | "denying"));
    let rejects = cue.split_whitespace().any(|word| matches!(word, "rejects" | "rejected" | "reject" | "rejecting"));
    if !denies && !rejects {
        return false;
    }
    let object: Vec<String> = words(reading, tokens).take(DENIED_OBJECT).map(|token| reading.word(token).to_lowercase()).collect();
    let verb = draft.cue.last().and_then(|&cue| reading.syntax.tokens_in(cue).next_back());
    let open = verb.is_some_and(|verb| reading.syntax.is_open(&reading.text.normal, verb));
    let passive = verb.is_some_and(|verb| reading.syntax.child(verb, &[Relation::Auxpass, Relation::Nsubjpass]).is_some());
    is_denied_matter(denies, &object).is_some() && !open && !passive
}

/// Whether a noun phrase or gerund says more than a name for something known: at least so many telling words, or a gerund with an
/// object ("taking bribes"), or a quantity.
fn says_something(reading: &Reading<'_>, tokens: &[usize], least: usize) -> bool {
    let telling: Vec<usize> = words(reading, tokens)
        .filter(|&token| {
            let tag = reading.syntax.tokens[token].tag;
            !reading.is_word(token, &POINTERS) && !matches!(tag, Tag::Dt | Tag::In | Tag::To | Tag::Cc | Tag::PrpS | Tag::Prp)
        })
        .collect();
    let first_is_gerund = telling.first().is_some_and(|&token| reading.word(token).len() > 5 && reading.word(token).ends_with("ing"));
    let has_gerund = first_is_gerund || telling.iter().any(|&token| reading.syntax.tokens[token].tag == Tag::Vbg);
    let has_number = telling.iter().any(|&token| reading.syntax.tokens[token].tag == Tag::Cd || is_fraction(reading, token));
    let exists = telling.first().is_some_and(|&token| reading.is_word(token, &["existence", "presence"]));
    telling.len() >= least || exists && telling.len() >= 2 || (telling.len() >= 2 && (has_gerund || has_number || opens_indefinite(reading, tokens)))
}

/// "a third", "half of"; not "the third defeat", "half time".
fn is_fraction(reading: &Reading<'_>, token: usize) -> bool {
    let before = token.checked_sub(1).is_some_and(|before| reading.is_word(before, &["a"]));
    let behind = token + 1 < reading.syntax.tokens.len() && reading.is_word(token + 1, &["of"]);
    (before || behind) && reading.is_word(token, &["half", "third", "quarter", "fifth", "tenth"])
}

fn opens_indefinite(reading: &Reading<'_>, tokens: &[usize]) -> bool {
    words(reading, tokens).next().is_some_and(|first| reading.is_word(first, &["a", "an", "any", "no"]))
}

fn is_quoted(reading: &Reading<'_>, tokens: &[usize]) -> bool {
    let mut words = words(reading, tokens).peekable();
    words.peek().is_some() && words.all(|token| reading.is_quoted(token))
}
