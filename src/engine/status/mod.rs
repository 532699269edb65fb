//! Last stage: how well the article itself confirms each claim, and why.
//!
//! In: the text, its syntax, the attributions with their sources, the claims. Out: a [`Judgement`] for each claim.
//! Deliberately absent: any judgement of what is true; the status says what the article's wording supports.
//!
//! Evidence comes first: the manner in which a claim is said (`manner`), what the article says about claims (`signals`, with
//! `objects` and `reach`), and claims that stand against or beside each other (`opposition`). Then the table of rules (`rules`)
//! gives each claim the first status whose condition holds. `docs/status-rules.md` lists the rules.

mod manner;
mod objects;
mod opposition;
mod reach;
mod rules;
mod signals;
mod statements;
mod words;

use super::attribution::Draft;
use super::claims::ClaimDraft;
use super::tagger::{Relation, Syntax};
use super::text::Text;
use crate::domain::{Basis, SourceRef, Span, Status};
pub use rules::{RULES, Rule};
use statements::{Statement, read_statements};
use words::{Gap, Words};

/// What the stage reads.
pub struct Input<'a> {
    /// The text.
    pub text: &'a Text,
    /// Its tokens and dependencies; may be empty.
    pub syntax: &'a Syntax,
    /// Who said what.
    pub attributions: &'a [Draft],
    /// The source of each attribution, in the same order.
    pub sources: &'a [SourceRef],
    /// The claims.
    pub claims: &'a [ClaimDraft],
    /// Who a mention names that is no attribution's source: "Beijing" in "Beijing has not confirmed the call".
    pub party: &'a dyn Fn(Span) -> Option<SourceRef>,
}

/// The status of a claim and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// The status.
    pub status: Status,
    /// Never empty; the first one decided. Spans are of the normalised text.
    pub basis: Vec<Basis>,
}

/// What speaks for or against a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum EvidenceKind {
    CueConfirms,
    CueAnnounces,
    CueDenies,
    CueDisputes,
    CueDoubts,
    OwnDenial,
    ConfirmedBy,
    SameResult,
    DeniedBy,
    DisputedBy,
    Contradicted,
    NewsroomDisputes,
    NewsroomDoubts,
    NotConfirmed,
    Silence,
    Hedge,
    NoSource,
}

/// A piece of evidence: what it does, on which words it rests, and who is behind them.
#[derive(Debug, Clone)]
pub(crate) struct Evidence {
    pub(crate) kind: EvidenceKind,
    pub(crate) span: Option<Span>,
    pub(crate) by: Option<SourceRef>,
}

/// Everything that the parts of this stage look at.
struct Reading<'a> {
    input: &'a Input<'a>,
    words: Words,
    statements: Vec<Statement>,
    /// For each sentence the attributions that have a part in it.
    attributions_in: Vec<Vec<usize>>,
    /// For each sentence the statements that have words in it.
    statements_in: Vec<Vec<usize>>,
}

/// Gives every claim its status, in the order of the claims.
#[must_use]
pub fn assign_status(input: &Input<'_>) -> Vec<Judgement> {
    let reading = Reading::new(input);
    let mut evidence: Vec<Vec<Evidence>> = (0..reading.statements.len()).map(|at| manner::of(&reading, at)).collect();
    let signals = signals::find_signals(&reading);
    reach::apply(&reading, &signals, &mut evidence);
    opposition::apply(&reading, &mut evidence);
    reading.statements.iter().zip(&evidence).map(|(statement, evidence)| rules::judge(&reading, statement, evidence)).collect()
}

impl<'a> Reading<'a> {
    fn new(input: &'a Input<'a>) -> Self {
        let words = Words::of(input.text);
        let source_of = |claim: &ClaimDraft| claim.attribution.and_then(|at| input.sources.get(at)).cloned().unwrap_or_else(SourceRef::newsroom);
        let through = |claim: &ClaimDraft| {
            let outer = claim.attribution.and_then(|at| input.attributions.get(at)).and_then(|draft| draft.inside)?;
            // "The survey showed that 54 percent said they would vote": the survey passes nobody else's word on.
            input.sources.get(outer).filter(|outer| !statements::same_party(outer, &source_of(claim))).cloned()
        };
        let statements = read_statements(input.text, &words, input.claims, &source_of, &through);
        let count = input.text.sentences.len();
        let mut attributions_in = vec![Vec::new(); count];
        for (at, draft) in input.attributions.iter().enumerate() {
            for span in draft.mention.iter().chain(&draft.cue).chain(&draft.content) {
                let first = input.text.sentences.partition_point(|sentence| sentence.span.end <= span.start);
                for list in attributions_in
                    .iter_mut()
                    .zip(&input.text.sentences)
                    .skip(first)
                    .take_while(|(_, sentence)| sentence.span.start < span.end)
                    .map(|(list, _)| list)
                {
                    if list.last() != Some(&at) {
                        list.push(at);
                    }
                }
            }
        }
        let mut statements_in = vec![Vec::new(); count];
        for (at, statement) in statements.iter().enumerate() {
            for list in statements_in.iter_mut().take(statement.last_sentence + 1).skip(statement.sentence) {
                list.push(at);
            }
        }
        Self { input, words, statements, attributions_in, statements_in }
    }

    /// The attribution whose cue these words are; otherwise the innermost whose content holds them.
    fn attribution_at(&self, sentence: usize, span: Span) -> Option<usize> {
        let here = &self.attributions_in[sentence];
        let drafts = self.input.attributions;
        here.iter().copied().find(|&at| drafts[at].cue.iter().any(|cue| cue.overlaps(span))).or_else(|| {
            here.iter()
                .copied()
                .filter(|&at| drafts[at].content.iter().any(|content| content.overlaps(span)))
                .min_by_key(|&at| drafts[at].content.iter().map(|content| content.len()).sum::<usize>())
        })
    }

    /// Whether the words are what somebody else says.
    fn in_content(&self, sentence: usize, span: Span) -> bool {
        self.attributions_in[sentence].iter().any(|&at| self.input.attributions[at].content.iter().any(|content| content.overlaps(span)))
    }

    /// Whether the words stand in quotation marks.
    fn in_quotes(&self, span: Span) -> bool {
        let before = self.input.text.quotes.partition_point(|quote| quote.inner.start <= span.start);
        self.input.text.quotes[..before].iter().rev().take(4).any(|quote| quote.inner.holds(span.start))
    }

    /// Whether "I" or "we" is the subject of the verb at a word: then whoever speaks is meant.
    fn own_subject(&self, sentence: usize, at: usize) -> bool {
        let words = &self.words.sentences[sentence];
        words[at.saturating_sub(5)..at].iter().any(|word| self.words.is(word, &["i", "we"]))
    }

    /// The words that name who does what the verb at a word says: by syntax, or by what stands before it in its clause.
    fn subject(&self, sentence: usize, at: usize) -> Option<Span> {
        let words = &self.words.sentences[sentence];
        if let Some(span) = self.subject_by_syntax(words[at].span) {
            return Some(span);
        }
        let start = signals::clause_start(self, words, at);
        let mut end = at;
        while end > start
            && self.words.has_form(
                &words[end - 1],
                &[
                    "have",
                    "be",
                    "not",
                    "do",
                    "will",
                    "would",
                    "could",
                    "can",
                    "never",
                    "later",
                    "also",
                    "yet",
                    "to",
                    "neither",
                    "decline",
                    "refuse",
                    "immediately",
                    "independently",
                    "on",
                    "friday",
                ],
            )
        {
            end -= 1;
        }
        // "In Geneva on Monday, the ministry denied": behind the last comma; "Wouter Kloos, 54, contested": before the first.
        let last_comma = (start + 1..end).rev().find(|&at| words[at].gap == Gap::Comma);
        let (from, to) = match last_comma {
            Some(comma) if words[end.min(words.len() - 1)].gap != Gap::Comma => (comma, end),
            Some(_) => (start, (start + 1..end).find(|&at| words[at].gap == Gap::Comma).unwrap_or(end)),
            None => (start, end),
        };
        (from < to).then(|| words[from].span.cover(words[to - 1].span))
    }

    fn subject_by_syntax(&self, verb: Span) -> Option<Span> {
        let syntax = self.input.syntax;
        let mut token = syntax.tokens_in(verb).next()?;
        // A subject serves every verb that is joined to its own: "declined and later denied".
        for _ in 0..3 {
            if let Some(subject) = syntax.child(token, &[Relation::Nsubj, Relation::Nsubjpass]) {
                let mut span = syntax.tokens[subject].span;
                for part in syntax.subtree(subject).into_iter().take_while(|&part| part <= subject) {
                    span = span.cover(syntax.tokens[part].span);
                }
                return Some(span);
            }
            let own = &syntax.tokens[token];
            token = own.head.filter(|_| matches!(own.relation, Relation::Conj | Relation::Xcomp | Relation::Dep))?;
        }
        None
    }

    /// Whether the word at `word` opens a claim whose cue is at `cue`: "denied | any breach of safety rules".
    fn is_content_of(&self, sentence: usize, cue: Span, word: Span) -> bool {
        self.statements_in[sentence].iter().any(|&at| {
            let statement = &self.statements[at];
            let near = statement.span.start <= word.start && statement.span.end >= word.end
                || statement.span.start >= word.start && statement.span.start <= word.end + 6;
            near && statement.attribution.is_some_and(|draft| self.input.attributions[draft].cue.iter().any(|own| own.overlaps(cue)))
        })
    }

    /// Whether a word that may be verb or noun ("dispute", "questions", "call") is a verb here.
    fn is_verb(&self, words: &[words::Word], at: usize) -> bool {
        let word = &words[at];
        let lower = self.words.lower(word);
        if lower.ends_with("ed") || lower.ends_with("ied") {
            return true;
        }
        let tagged = self.input.syntax.tokens_in(word.span).next().map(|token| self.input.syntax.tokens[token].tag.is_verb());
        if tagged == Some(false) {
            return false;
        }
        let Some(before) = at.checked_sub(1).map(|at| &words[at]) else { return false };
        let after_noun_marker = self.words.is(
            before,
            &[
                "the", "a", "an", "this", "no", "any", "its", "their", "his", "her", "in", "of", "under", "into", "with", "for", "about", "beyond",
                "without", "some", "many", "open", "legal", "and",
            ],
        );
        !(after_noun_marker && word.gap == Gap::Space) && !(word.capital && at > 0)
    }

    /// Whether a claim begins within three words behind word `at`.
    fn claim_begins(&self, sentence: usize, at: usize) -> bool {
        let words = &self.words.sentences[sentence];
        let Some(first) = words.get(at) else { return false };
        let last = &words[(at + 3).min(words.len() - 1)];
        self.statements_in[sentence].iter().any(|&one| {
            let start = self.statements[one].span.start;
            first.span.start <= start && start <= last.span.start
        })
    }
}

#[cfg(test)]
mod tests;
