//! What somebody thinks, quotes, tells of or owns up to, and rumours that are nobody's word.
//!
//! In: a verb such as "expects", "maintains", "quoted" or "owned up". Out: an attribution that the network left to the newsroom, or
//! gave to whom it came through.
//! Deliberately absent: verbs of saying with a clause (`plain_saying_at`).

use super::super::Draft;
use super::super::extent::Page;
use super::{is_taken, recovered};
use crate::engine::lexicon::is_outcome;
use crate::engine::tagger::{Relation, Tag};

/// Verbs whose object is what somebody thinks will be.
const EXPECTING: [&str; 7] = ["expects", "expected", "expect", "anticipates", "anticipated", "anticipate", "foresees"];

/// "The company [anticipates] savings of $90 million", "Pollock [expects] a better performance": what somebody expects. "is expected to"
/// names nobody, "expects her second child" is no opinion.
pub(super) fn expectation_at(page: Page<'_>, verb: usize, drafts: &[Draft]) -> Option<Draft> {
    let token = &page.syntax.tokens[verb];
    if !page.is_word(verb, &EXPECTING) || !matches!(token.tag, Tag::Vbd | Tag::Vbz | Tag::Vbp) {
        return None;
    }
    let sentence = page.syntax.sentences.get(page.syntax.sentence_of(verb)?)?.clone();
    // "does not expect", "had expected", "if the bank expects": a negated, past or supposed opinion stays as it stands.
    let plain =
        page.syntax.child(verb, &[Relation::Aux, Relation::Auxpass, Relation::Neg]).is_none() && !page.syntax.is_open(&page.text.normal, verb);
    let subject = page.syntax.subject_of(verb).filter(|&subject| subject < verb && subject >= sentence.start && plain)?;
    let relative = matches!(page.syntax.tokens[subject].tag, Tag::Wdt | Tag::Wp) || page.is_word(subject, &["that", "there", "i", "you"]);
    if relative || !matches!(page.syntax.tokens[verb].relation, Relation::Root | Relation::Conj | Relation::Parataxis) {
        return None;
    }
    let object = page.syntax.child(verb, &[Relation::Dobj, Relation::Ccomp, Relation::Xcomp]).filter(|&object| object > verb)?;

    let is_word = |token: usize| page.word(token).chars().any(char::is_alphanumeric);
    let first = (verb + 1..=object).find(|&token| is_word(token))?;
    let ends = |token: usize| {
        page.word(token) == ";"
            || page.word(token) == "," && token + 1 < sentence.end && page.is_word(token + 1, &["but", "and", "while", "although", "which", "who"])
            || page.is_word(token, &["but"])
            || page.is_word(token, &["and"]) && page.syntax.tokens.get(token + 1).is_some_and(|next| next.tag.is_finite())
    };
    let end = (object + 1..sentence.end).find(|&token| ends(token)).unwrap_or(sentence.end);
    let last = (object..end).rev().find(|&token| is_word(token))?;
    let span = |from: usize, to: usize| page.syntax.tokens[from].span.cover(page.syntax.tokens[to].span);
    let subtree = page.syntax.subtree(subject);
    let mention = span(*subtree.first()?, (*subtree.last()?).min(verb - 1));
    let content = span(first, last);
    let clause = page.syntax.child(verb, &[Relation::Ccomp, Relation::Xcomp]).is_some();
    let outcome = (first..=last).any(|token| is_outcome(page.word(token)) || page.syntax.tokens[token].tag == Tag::Cd && token <= object);
    ((clause || outcome) && !is_taken(drafts, &[mention, token.span, content])).then(|| recovered(Some(mention), token.span, content))
}

/// "Haneul [owned up] on Thursday to [having baked with old eggs]", "Tan [pleaded guilty] to [stealing it]".
pub(super) fn owned_up_at(page: Page<'_>, verb: usize, drafts: &[Draft]) -> Option<Draft> {
    let up = verb + 1;
    let next = |word: &str| page.syntax.tokens.get(up).is_some() && page.is_word(up, &[word]);
    let owns = page.is_word(verb, &["owned", "owns", "fessed"]) && next("up");
    let pleads = page.is_word(verb, &["pleaded", "pleads", "pled"]) && next("guilty");
    // "Moe [acknowledged] [taking fees]", "[admitted] to [taking them]"
    let gerund = |at: usize| page.syntax.tokens.get(at).is_some_and(|token| token.tag == Tag::Vbg);
    let admits = page.is_word(verb, &["admitted", "admits", "acknowledged", "acknowledges"])
        && page.syntax.tokens[verb].tag.is_finite()
        && (gerund(up) || next("to") && gerund(up + 1));
    if !owns && !pleads && !admits {
        return None;
    }
    let sentence = page.syntax.sentences.get(page.syntax.sentence_of(verb)?)?.clone();
    let to = if admits { verb + usize::from(next("to")) } else { (up + 1..sentence.end).take(5).find(|&token| page.is_word(token, &["to"]))? };
    // "pleaded guilty to two counts" names no deed, and "owned up to a third of the shares" none either.
    let deed = page.syntax.tokens.get(to + 1).is_some() && page.word(to + 1).ends_with("ing");
    let named = page.syntax.tokens.get(to + 1).is_some_and(|next| matches!(next.tag, Tag::Dt | Tag::PrpS)) && !page.is_word(to + 1, &["a", "an"]);
    // "... and pledged to stop": up to the next verb of the speaker's.
    let ends = |token: usize| {
        page.is_word(token, &["and", "but"])
            && page.syntax.tokens.get(token + 1).is_some_and(|next| matches!(next.tag, Tag::Vbd | Tag::Vbz | Tag::Vbp))
    };
    let end = (to + 1..sentence.end).find(|&token| ends(token)).unwrap_or(sentence.end);
    let last = (to + 1..end).rev().find(|&token| page.word(token).chars().any(char::is_alphanumeric))?;
    let subject = page.syntax.subject_of(verb).filter(|&subject| subject < verb && subject >= sentence.start)?;
    let subtree = page.syntax.subtree(subject);
    let span = |from: usize, to: usize| page.syntax.tokens[from].span.cover(page.syntax.tokens[to].span);
    let mention = span(*subtree.first()?, (*subtree.last()?).min(verb - 1));
    let (cue, content) = (span(verb, if admits { verb } else { up }), span(to + 1, last));
    (to < last && (deed || owns && named) && !is_taken(drafts, &[cue, content])).then(|| recovered(Some(mention), cue, content))
}

/// "The prisons department [put] it down to a bad egg": what somebody says is the reason.
pub(super) fn put_down_at(page: Page<'_>, verb: usize, drafts: &[Draft]) -> Option<Draft> {
    /// "put the fall in exports down to"
    const LONGEST: usize = 7;
    if !page.is_word(verb, &["put", "puts"]) || !page.syntax.tokens[verb].tag.is_verb() {
        return None;
    }
    let sentence = page.syntax.sentences.get(page.syntax.sentence_of(verb)?)?.clone();
    let down = (verb + 2..sentence.end).take(LONGEST).find(|&token| page.is_word(token, &["down"]))?;
    // "put the phone down to answer the door"
    let to = down + 2 < sentence.end && page.is_word(down + 1, &["to"]) && page.syntax.tokens[down + 2].tag != Tag::Vb;
    const EVENTS: [&str; 34] = [
        "crush",
        "accident",
        "fire",
        "blast",
        "collapse",
        "outbreak",
        "mistake",
        "queues",
        "it",
        "this",
        "that",
        "fall",
        "rise",
        "drop",
        "increase",
        "decline",
        "delay",
        "delays",
        "failure",
        "success",
        "victory",
        "defeat",
        "loss",
        "losses",
        "win",
        "crash",
        "shortage",
        "slide",
        "jump",
        "slump",
        "surge",
        "difference",
        "improvement",
        "outage",
    ];
    let event = (verb + 1..down).any(|token| page.is_word(token, &EVENTS));
    let cheers = (down + 2..sentence.end.min(down + 6)).any(|token| page.is_word(token, &["man", "relief", "joy", "cheers"]));
    let to = to && event && !cheers;
    let object = (verb + 1..down).all(|token| {
        let tag = page.syntax.tokens[token].tag;
        tag.is_noun() || matches!(tag, Tag::Dt | Tag::Jj | Tag::In | Tag::Prp | Tag::PrpS | Tag::Vbg)
    });
    let subject = page.syntax.subject_of(verb).filter(|&subject| subject < verb && subject >= sentence.start)?;
    let ends = |token: usize| matches!(page.word(token), "," | ";" | "." | "–" | "—");
    let end = (down + 2..sentence.end).find(|&token| ends(token)).unwrap_or(sentence.end);
    if !to || !object || end <= down + 2 {
        return None;
    }
    let subtree = page.syntax.subtree(subject);
    let span = |from: usize, to: usize| page.syntax.tokens[from].span.cover(page.syntax.tokens[to].span);
    let mention = span(*subtree.first()?, (*subtree.last()?).min(verb - 1));
    let (cue, content) = (page.syntax.tokens[verb].span, span(verb + 1, end - 1));
    (!is_taken(drafts, &[mention, cue, content])).then(|| recovered(Some(mention), cue, content))
}

/// "[Word spread] through Bamako that [lorries were being turned back]", "[Rumours] swept the town that ...": nobody's word.
pub(super) fn rumour_at(page: Page<'_>, noun: usize, drafts: &[Draft]) -> Option<Draft> {
    /// "swept through the camps along the border that"
    const REACH: usize = 9;
    let sentence = page.syntax.sentences.get(page.syntax.sentence_of(noun)?)?.clone();
    let named = page.is_word(noun, &["word", "rumours", "rumors", "talk", "gossip"]);
    let verb = noun + 1 + usize::from(noun + 1 < sentence.end && page.is_word(noun + 1, &["has", "have", "had", "soon", "quickly"]));
    let spreads = verb < sentence.end
        && page.is_word(
            verb,
            &["spread", "spreads", "spreading", "swept", "circulated", "circulate", "flew", "swirled", "swirl", "got", "went", "came", "reached"],
        );
    if !named || noun > sentence.start + 1 || !spreads {
        return None;
    }
    // "Talk went on so late that the guests slept", "reached a pitch that nobody had known"
    let talk = page.is_word(noun, &["talk", "gossip"]) && !page.is_word(verb, &["spread", "spreads", "spreading", "circulated", "swirled"]);
    let that = (verb + 1..sentence.end).take(REACH).find(|&token| page.is_word(token, &["that"]) && page.syntax.tokens[token].tag == Tag::In)?;
    if talk || (verb + 1..that).any(|token| page.is_word(token, &["so", "such", "a", "an"])) {
        return None;
    }
    let last = (that + 1..sentence.end).rev().find(|&token| page.word(token).chars().any(char::is_alphanumeric))?;
    let span = |from: usize, to: usize| page.syntax.tokens[from].span.cover(page.syntax.tokens[to].span);
    let (cue, content) = (page.syntax.tokens[noun].span, span(that + 1, last));
    let states = that < last && page.states_something(content);
    (states && !is_taken(drafts, &[cue, content])).then(|| recovered(None, cue, content))
}

/// "Project manager Ida Moe [maintains] the debris will be gone", where the tagger took the verb for a noun.
pub(super) fn maintained_at(page: Page<'_>, verb: usize, drafts: &[Draft]) -> Option<Draft> {
    /// "maintains the last of the debris from the bridge will"
    const TO_VERB: usize = 12;
    let known = [
        "says",
        "say",
        "said",
        "maintains",
        "insists",
        "contends",
        "argues",
        "believes",
        "reckons",
        "asserts",
        "maintain",
        "insist",
        "contend",
        "argue",
        "believe",
    ];
    if !page.is_word(verb, &known) {
        return None;
    }
    let sentence = page.syntax.sentences.get(page.syntax.sentence_of(verb)?)?.clone();
    let mention = super::speaker_before(page, sentence.start, verb)?;
    let first = verb + 1;
    let tag = |token: usize| page.syntax.tokens[token].tag;
    let opens = first < sentence.end
        && matches!(tag(first), Tag::Dt | Tag::Prp | Tag::PrpS | Tag::Nnp | Tag::Nnps | Tag::Nns | Tag::Ex | Tag::Cd | Tag::Dollar);
    // "maintains the roads that serve the valley": a verb of the clause, not of what describes a noun in it.
    let finite = (first + 1..sentence.end)
        .take(TO_VERB)
        .find(|&token| tag(token).is_finite() || matches!(tag(token), Tag::Wdt | Tag::Wp | Tag::Comma | Tag::Cc));
    // "maintains roads farmers use", "maintain a lead they built": what describes a noun.
    let bare = finite.is_some_and(|token| {
        let relative = token > first + 1 && (matches!(tag(token - 1), Tag::Prp) || tag(token - 1) == Tag::Nns && tag(token - 2).is_noun());
        relative && (first..token - 1).any(|noun| tag(noun).is_noun())
    });
    let keeps = opens && page.is_word(verb, &["maintain", "maintains"]) && tag(first) == Tag::Nns;
    let states = finite.is_some_and(|token| tag(token).is_finite()) && !bare && !keeps;
    let ends = |token: usize| {
        page.word(token) == ";" || page.word(token) == "," && token + 1 < sentence.end && page.is_word(token + 1, &["but", "while", "although"])
    };
    let end = (first..sentence.end).find(|&token| ends(token)).unwrap_or(sentence.end);
    let last = (first..end).rev().find(|&token| page.word(token).chars().any(char::is_alphanumeric))?;
    let (cue, content) = (page.syntax.tokens[verb].span, page.syntax.tokens[first].span.cover(page.syntax.tokens[last].span));
    (opens && states && !is_taken(drafts, &[mention, cue, content])).then(|| recovered(Some(mention), cue, content))
}

/// "Townspeople [told of] [jets circling until dawn]", "Two brokers [talked of] [tankers turned back]": what somebody tells of.
pub(super) fn told_of_at(page: Page<'_>, verb: usize, drafts: &[Draft]) -> Option<Draft> {
    let of = verb + 1;
    let tells =
        page.is_word(verb, &["told", "tell", "tells", "spoke", "speaks", "speak", "talked", "talk", "talks", "complained", "complain", "complains"]);
    if !tells || page.syntax.tokens.get(of).is_none() || !page.is_word(of, &["of"]) || !page.syntax.tokens[verb].tag.is_finite() {
        return None;
    }
    let sentence = page.syntax.sentences.get(page.syntax.sentence_of(verb)?)?.clone();
    let mention = super::speaker_before(page, sentence.start, verb)?;
    let ends = |token: usize| {
        matches!(page.word(token), "," | ";" | ":")
            || page.is_word(token, &["and", "but", "while", "when"]) && { page.syntax.tokens.get(token + 1).is_some_and(|next| next.tag.is_finite()) }
    };
    let end = (of + 1..sentence.end).find(|&token| ends(token)).unwrap_or(sentence.end);
    let last = (of + 1..end).rev().find(|&token| page.word(token).chars().any(char::is_alphanumeric))?;
    let span = |from: usize, to: usize| page.syntax.tokens[from].span.cover(page.syntax.tokens[to].span);
    let (cue, content) = (span(verb, of), span(of + 1, last));
    // "spoke of the war", "told of his plans": a topic.
    let happens = (of + 2..=last).any(|token| matches!(page.syntax.tokens[token].tag, Tag::Vbg | Tag::Vbn));
    // "spoke of more than a hundred on board"
    let counted = |token: usize| {
        page.is_word(token, &["hundred", "hundreds", "thousands", "dozens", "scores"]) || page.word(token).contains(|c: char| c.is_ascii_digit())
    };
    // "spoke of two engine failures in the hour before", not "of three points as a must"
    let several = page.is_word(of + 1, &["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])
        && last >= of + 5
        && !(of + 2..of + 4)
            .any(|token| page.is_word(token, &["challenges", "points", "things", "goals", "issues", "reasons", "lessons", "priorities"]))
        && !(of + 1..=last).any(|token| page.is_word(token, &["as"]));
    let about = page.is_word(of + 1, &["more", "about", "at", "some", "up", "nearly", "almost", "over", "around", "only", "fewer"]);
    let year = page.word(of + 1).len() == 4
        && page.word(of + 1).starts_with(['1', '2'])
        && page.syntax.tokens.get(of + 2).is_none_or(|next| !next.tag.is_noun());
    let counts = !year && (counted(of + 1) || several || about && (of + 2..(of + 5).min(last + 1)).any(counted));
    let happens = happens || counts && last > of + 1;
    // "The book, told of in three earlier volumes, closes"
    let told = verb.checked_sub(1).is_none_or(|before| page.word(before) != ",") && page.syntax.tokens[of + 1].tag != Tag::In;
    (happens && told && !is_taken(drafts, &[mention, cue, content])).then(|| recovered(Some(mention), cue, content))
}

/// "Residents [reported] [loud explosions until dawn]": what somebody reports; "reported the theft to police" tells nobody else of it.
pub(super) fn reported_at(page: Page<'_>, verb: usize, drafts: &[Draft]) -> Option<Draft> {
    if !page.is_word(verb, &["reported", "reports", "report"]) || !page.syntax.tokens[verb].tag.is_finite() {
        return None;
    }
    let sentence = page.syntax.sentences.get(page.syntax.sentence_of(verb)?)?.clone();
    let mention = super::speaker_before(page, sentence.start, verb)?;
    let object = page.syntax.child(verb, &[Relation::Dobj]).filter(|&object| object > verb && page.syntax.tokens[object].tag.is_noun())?;
    let ends = |token: usize| {
        matches!(page.word(token), "," | ";" | ":")
            || page.is_word(token, &["and", "but"]) && { page.syntax.tokens.get(token + 1).is_some_and(|next| next.tag.is_finite()) }
    };
    let end = (object + 1..sentence.end).find(|&token| ends(token)).unwrap_or(sentence.end);
    let to = (object + 1..end).any(|token| page.is_word(token, &["to"]));
    let last = (object..end).rev().find(|&token| page.word(token).chars().any(char::is_alphanumeric))?;
    let span = |from: usize, to: usize| page.syntax.tokens[from].span.cover(page.syntax.tokens[to].span);
    let content = span(verb + 1, last);
    let named = (verb + 1..=object).any(|token| page.syntax.tokens[token].tag.is_name());
    let passive = page.syntax.child(verb, &[Relation::Auxpass, Relation::Nsubjpass]).is_some();
    (!to && !named && !passive && last > verb + 1 && !is_taken(drafts, &[mention, page.syntax.tokens[verb].span, content]))
        .then(|| recovered(Some(mention), page.syntax.tokens[verb].span, content))
}

/// "Belgrade['s version is that] [police shot first]": what somebody's account of a thing is.
pub(super) fn account_at(page: Page<'_>, noun: usize, drafts: &[Draft]) -> Option<Draft> {
    const ACCOUNTS: [&str; 8] = ["version", "account", "story", "line", "position", "argument", "contention", "verdict"];
    let sentence = page.syntax.sentences.get(page.syntax.sentence_of(noun)?)?.clone();
    let states = page.is_word(noun, &ACCOUNTS)
        && noun + 3 < sentence.end
        && noun > sentence.start + 1
        && page.is_word(noun + 1, &["is", "was"])
        && page.is_word(noun + 2, &["that"])
        && page.syntax.tokens[noun - 1].tag == Tag::Pos;
    if !states {
        return None;
    }
    let span = |from: usize, to: usize| page.syntax.tokens[from].span.cover(page.syntax.tokens[to].span);
    let last = (noun + 3..sentence.end).rev().find(|&token| page.word(token).chars().any(char::is_alphanumeric))?;
    let mention = super::speaker_before(page, sentence.start, noun - 1)?;
    // "The strength of Britain's position is that" is nobody's account.
    if page.syntax.tokens_in(mention).any(|token| page.is_word(token, &["of"])) {
        return None;
    }
    let (cue, content) = (span(noun - 1, noun + 1), span(noun + 3, last));
    (page.states_something(content) && !is_taken(drafts, &[mention, cue, content])).then(|| recovered(Some(mention), cue, content))
}

/// "The video [purports to show] [the minister taking money]", "[said to show] [the wreck]": to show is part of the words that put it
/// forward.
pub(super) fn draw_in_showing(page: Page<'_>, draft: &mut Draft) {
    const PUTTING: [&str; 8] = ["purport", "purports", "purported", "purporting", "claims", "claim", "claimed", "said"];
    let (Some(cue), Some(content)) = (draft.cue.last_mut(), draft.content.first_mut()) else { return };
    let Some(put) = page.syntax.tokens_in(*cue).last() else { return };
    let mut words = page.syntax.tokens_in(*content);
    let (Some(to), Some(show), Some(first)) = (words.next(), words.next(), words.next()) else { return };
    let shows = page.is_word(to, &["to"]) && page.is_word(show, &["show", "depict", "capture", "prove"]);
    if to == put + 1 && shows && page.is_word(put, &PUTTING) {
        cue.end = page.syntax.tokens[show].span.end;
        content.start = page.syntax.tokens[first].span.start;
    }
}

/// "The inspector [remembers it differently]: [he never set foot in the place]", "The commission [came clean] on Thursday: [doors had
/// opened on the wrong side]": what somebody says against another, or admits, behind a colon.
pub(super) fn told_behind_colon(page: Page<'_>, at: usize, drafts: &[Draft]) -> Option<Draft> {
    let tokens = page.syntax.sentences.get(at)?.clone();
    let colon = tokens.clone().skip(2).find(|&token| page.word(token) == ":")?;
    let telling = (tokens.start + 1..colon).find(|&token| {
        let sees = ["sees", "see", "saw", "remembers", "remember", "remembered", "tells", "tell", "told", "recalls", "recalled"];
        page.is_word(token, &["differently"]) && (tokens.start..token).any(|verb| page.is_word(verb, &sees))
            || page.is_word(token, &["unconvinced"])
            || page.is_word(token, &["clean"])
                && page.is_word(token - 1, &["came", "comes"])
                && (page.word(token + 1) == ":" || page.is_word(token + 1, &["on", "about"]))
            || page.is_word(token, &["disagrees", "disagreed", "demurs", "demurred"])
            || page.is_word(token, &["issue"]) && page.is_word(token - 1, &["take", "takes", "took"]) && page.is_word(token + 1, &["with"])
    })?;
    let verb = (tokens.start + 1..=telling).rev().find(|&verb| page.syntax.tokens[verb].tag.is_finite())?;
    let subject = page.syntax.subject_of(verb).filter(|&subject| subject < verb && subject >= tokens.start);
    let mention = match subject.map(|subject| page.syntax.subtree(subject)) {
        Some(whole) => page.syntax.tokens[*whole.first()?].span.cover(page.syntax.tokens[(*whole.last()?).min(verb - 1)].span),
        // "The inspector, since suspended, remembers": up to the first comma.
        None => super::speaker_before(page, tokens.start, (tokens.start + 1..verb).find(|&comma| page.word(comma) == ",")?)?,
    };
    let last = (colon + 1..tokens.end).rev().find(|&token| page.word(token).chars().any(char::is_alphanumeric))?;
    let span = |from: usize, to: usize| page.syntax.tokens[from].span.cover(page.syntax.tokens[to].span);
    let (cue, content) = (span(verb, telling), span(colon + 1, last));
    // "remembers [it differently]": what the network made of the words before the colon says nothing.
    (page.states_something(content) && !is_taken(drafts, &[content])).then(|| recovered(Some(mention), cue, content))
}

/// "The agency quoted [the oil ministry] as saying", "the radio quoted [one witness] as saying": who is quoted speaks, not who quotes.
pub(super) fn turn_quoting_round(page: Page<'_>, draft: &mut Draft) {
    /// Words of a name and title between "quoted" and "as".
    const LONGEST: usize = 14;
    let (Some(&first), Some(&last)) = (draft.cue.first(), draft.cue.last()) else { return };
    let mut tokens = page.syntax.tokens_in(first);
    let Some(quoted) = tokens.find(|&token| page.is_word(token, &["quoted", "quotes", "cited", "cites"])) else { return };
    let passive = quoted.checked_sub(1).is_some_and(|before| page.is_word(before, &["was", "were", "been", "is", "are", "being"]));
    let Some(sentence) = page.syntax.sentence_of(quoted).and_then(|sentence| page.syntax.sentences.get(sentence)) else { return };
    let says = |at: usize| {
        page.is_word(at, &["as"]) && page.syntax.tokens.get(at + 1).is_some() && page.is_word(at + 1, &["saying", "telling", "adding", "warning"])
    };
    let Some(at) = (quoted + 2..sentence.end).take(LONGEST).find(|&at| says(at)) else { return };
    let whom = page.syntax.tokens[quoted + 1].span.cover(page.syntax.tokens[at - 1].span);
    let noun = (quoted + 1..at).any(|token| page.syntax.tokens[token].tag.is_noun() || page.syntax.tokens[token].tag == Tag::Prp);
    let saying = page.syntax.tokens[at].span.cover(page.syntax.tokens[at + 1].span);
    let price = (quoted + 1..at).any(|token| page.is_word(token, &["price", "prices", "figure", "rate", "line", "poem", "verse"]));
    if passive || price || !noun || whom.end > saying.start || last.start > saying.end {
        return;
    }
    draft.mention = vec![whom];
    draft.cue = vec![page.syntax.tokens[quoted].span, saying];
    // "as telling colleagues that"
    let told = (at + 2..sentence.end).take(5).find(|&token| page.is_word(token, &["that"]) && page.is_word(at + 1, &["telling", "warning"]));
    let opens = told.map_or(saying.end, |that| page.syntax.tokens[that].span.end);
    for content in &mut draft.content {
        if content.start < opens && content.end > whom.start {
            content.start = opens.min(content.end);
        }
    }
    draft.content.retain(|content| !content.is_empty() && content.of(&page.text.normal).chars().any(char::is_alphanumeric));
}
