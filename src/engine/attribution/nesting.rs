//! Attributions inside the content of others.
//!
//! In: drafts whose contents do not overlap (the network labels one layer), and the syntax. Out: more drafts, marked as inside.
//! Deliberately absent: who answers for what (`sources` gives X to the minister, through The Times).
//!
//! "The Guardian reported that Treasury minister Colin Ashby had told colleagues the rail subsidy would end in April": the
//! content of "reported" holds a verb of saying with a subject and a clause of its own. A clause that the outer content only
//! mentions in passing ("the man who said so") makes no attribution.

use super::Draft;
use crate::domain::{QuoteKind, Span};
use crate::engine::lexicon::is_saying_verb;
use crate::engine::tagger::{Relation, Syntax, Tag};
use crate::engine::text::Text;

/// A nested attribution is right less often than the one that holds it: in the passages about four in five, but articles whose
/// annotation has one layer count hardly any.
const TRUST: f32 = 0.5;

/// Finds attributions nested in the contents of these, one level deep.
pub(super) fn find_nested(text: &Text, syntax: &Syntax, drafts: &[Draft]) -> Vec<Draft> {
    let mut nested = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        let found = nested.len();
        for &content in &draft.content {
            if let Some(inner) = syntax.tokens_in(content).find_map(|verb| nested_at(text, syntax, content, verb)) {
                nested.push(Draft { inside: Some(at), confidence: draft.confidence * TRUST, ..inner });
            }
        }
        // The network may leave out words between two parts of one sentence.
        let (Some(first), Some(last)) = (draft.content.first(), draft.content.last()) else { continue };
        let whole = first.cover(*last);
        let apart = draft.mention.iter().chain(&draft.cue).any(|own| whole.overlaps(*own));
        if nested.len() == found
            && !apart
            && draft.cue.iter().any(|cue| passes_on(cue.of(&text.normal)))
            && let Some(inner) = nested_plainly(text, syntax, whole)
        {
            nested.push(Draft { inside: Some(at), confidence: draft.confidence * TRUST, ..inner });
        }
    }
    nested
}

/// The attribution that this verb makes within a content, if it heads it.
fn nested_at(text: &Text, syntax: &Syntax, content: Span, verb: usize) -> Option<Draft> {
    let inside = |token: usize| content.contains(syntax.tokens[token].span);
    let token = &syntax.tokens[verb];
    if !token.tag.is_verb() || !is_saying_verb(syntax.word(&text.normal, verb)) || !heads_content(syntax, verb, content) {
        return None;
    }
    let subject = syntax.child(verb, &[Relation::Nsubj]).filter(|&subject| inside(subject) && names_somebody(syntax, subject))?;
    let clause = syntax.child(verb, &[Relation::Ccomp]).filter(|&clause| inside(clause) && clause > verb)?;
    let stated = syntax.subtree(clause);
    let (first, last) = (*stated.first()?, *stated.last()?);
    // "the mask found at an auction house was a copy": what the clause says, it says of the subject.
    syntax.subject_of(clause)?;
    if first <= verb || !syntax.tokens[clause].tag.is_verb() && syntax.child(clause, &[Relation::Cop]).is_none() {
        return None;
    }
    let mention = syntax.subtree(subject);
    let cue_end = (verb..first).rev().find(|&token| !is_complementiser(text, syntax, token)).unwrap_or(verb);
    let span = |from: usize, to: usize| syntax.tokens[from].span.cover(syntax.tokens[to].span);
    let begin = (first..=last).find(|&token| !is_complementiser(text, syntax, token))?;
    // "has declared an outbreak in Tshuapa, where nine people have died": a relative clause behind a comma.
    let relative = matches!(syntax.tokens[begin].tag, Tag::Wrb | Tag::Wp | Tag::WpS | Tag::Wdt);
    if relative && syntax.word(&text.normal, begin - 1) == "," {
        return None;
    }
    Some(Draft {
        mention: vec![span(*mention.first()?, *mention.last()?)],
        cue: vec![span(verb, cue_end)],
        content: vec![span(begin, last)],
        quote: QuoteKind::Indirect,
        continues: None,
        inside: None,
        confidence: 0.0,
    })
}

/// "according to", "reported": whoever is named so passes on what others said.
fn passes_on(cue: &str) -> bool {
    let cue = cue.to_lowercase();
    cue.contains("according to") || cue.contains("report")
}

/// "“The law is racist,” O'Malley said in May", "Senator Moe said the bill was dead": a content that begins with somebody's words, or
/// with somebody who says them, whatever the syntax makes of that.
fn nested_plainly(text: &Text, syntax: &Syntax, content: Span) -> Option<Draft> {
    /// "Health Minister Rosa Lima", "the head of the clinic"
    const SPEAKER: usize = 6;
    let tokens = syntax.tokens_in(content);
    let word = |token: usize| syntax.word(&text.normal, token);
    let is_quote = |token: &usize| matches!(syntax.tokens[*token].tag, Tag::OpenQuote | Tag::CloseQuote) || matches!(word(*token), "\"" | "“" | "”");
    if tokens.is_empty() {
        return None;
    }
    let quoted = is_quote(&tokens.start);
    // Behind the quotation, or from the beginning on.
    let from = if quoted { (tokens.start + 1..tokens.end).find(is_quote)? + 1 } else { tokens.start };
    let verb = (from..tokens.end.min(from + SPEAKER + 1)).find(|&token| syntax.tokens[token].tag.is_verb())?;
    let speaks = verb > from && matches!(word(verb), "said" | "says");
    let named = (from..verb).any(|token| syntax.tokens[token].tag.is_noun())
        && !(from..verb).any(|token| matches!(syntax.tokens[token].tag, Tag::Comma | Tag::Stop | Tag::Colon) || is_quote(&token));
    if !speaks || !named || (verb + 1..tokens.end).any(|token| is_quote(&token)) {
        return None;
    }
    let span = |from: usize, to: usize| syntax.tokens[from].span.cover(syntax.tokens[to].span);
    let own = if quoted {
        span(tokens.start, from - 1)
    } else {
        // "said on Monday that"
        let that = (verb + 1..tokens.end.min(verb + SPEAKER)).find(|&token| word(token) == "that" && syntax.tokens[token].tag == Tag::In);
        let begin = (that.unwrap_or(verb) + 1..tokens.end).find(|&token| !is_complementiser(text, syntax, token))?;
        // "said the bill was dead", not "said nothing on Monday"
        let states = (begin + 1..tokens.end).any(|token| matches!(syntax.tokens[token].tag, Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md));
        let clause =
            matches!(syntax.tokens[begin].tag, Tag::Dt | Tag::Prp | Tag::PrpS | Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps | Tag::Cd | Tag::Jj);
        (states && clause).then(|| span(begin, tokens.end - 1))?
    };
    Some(Draft {
        mention: vec![span(from, verb - 1)],
        cue: vec![span(verb, verb)],
        content: vec![own],
        quote: if quoted { QuoteKind::Direct } else { QuoteKind::Indirect },
        continues: None,
        inside: None,
        confidence: 0.0,
    })
}

/// Whether the verb is the content's own predicate: nothing between it and the content's edge but equals.
fn heads_content(syntax: &Syntax, verb: usize, content: Span) -> bool {
    let mut at = verb;
    loop {
        let token = &syntax.tokens[at];
        match token.head.filter(|&head| content.contains(syntax.tokens[head].span)) {
            None => return true,
            Some(head) if matches!(token.relation, Relation::Conj | Relation::Parataxis) => at = head,
            Some(_) => return false,
        }
    }
}

/// A name or a noun can say something; "it" and "which" more often stand for a thing, and a first person quotes itself.
fn names_somebody(syntax: &Syntax, subject: usize) -> bool {
    syntax.tokens[subject].tag.is_noun()
}

fn is_complementiser(text: &Text, syntax: &Syntax, token: usize) -> bool {
    let word = syntax.word(&text.normal, token);
    word.eq_ignore_ascii_case("that") && syntax.tokens[token].tag == Tag::In || !word.chars().any(char::is_alphanumeric)
}
