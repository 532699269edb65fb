//! Tokens with part of speech, kind of name and dependency, as the network's silver heads give them.
//!
//! In: the network's classes. Out: [`Syntax`], which answers the questions that later stages ask of a sentence.
//! Deliberately absent: any rule about attributions or claims.
//!
//! Tags are those of the Penn Treebank, relations the basic Universal Dependencies (version 1) as CoreNLP 3 writes them.

use crate::domain::Span;
use std::ops::Range;

macro_rules! classes {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[expect(missing_docs, reason = "the variants are the published names of the tag set")]
        pub enum $name { $($variant),+, Other }

        impl $name {
            /// The class of this name in the model's configuration; `Other` where it is not one of ours.
            #[must_use]
            pub fn from_name(name: &str) -> Self {
                match name { $($word => Self::$variant,)+ _ => Self::Other }
            }
        }
    };
}

classes! {
    /// Part of speech, Penn Treebank.
    Tag {
        Cc = "CC", Cd = "CD", Dt = "DT", Ex = "EX", Fw = "FW", In = "IN", Jj = "JJ", Jjr = "JJR", Jjs = "JJS", Md = "MD",
        Nn = "NN", Nnp = "NNP", Nnps = "NNPS", Nns = "NNS", Pdt = "PDT", Pos = "POS", Prp = "PRP", PrpS = "PRP$", Rb = "RB",
        Rbr = "RBR", Rbs = "RBS", Rp = "RP", Sym = "SYM", To = "TO", Uh = "UH", Vb = "VB", Vbd = "VBD", Vbg = "VBG",
        Vbn = "VBN", Vbp = "VBP", Vbz = "VBZ", Wdt = "WDT", Wp = "WP", WpS = "WP$", Wrb = "WRB", Comma = ",", Stop = ".",
        Colon = ":", OpenQuote = "``", CloseQuote = "''", Dollar = "$", OpenBracket = "-LRB-", CloseBracket = "-RRB-",
    }
}

classes! {
    /// Kind of name, the classes of CoreNLP that matter here.
    Entity { Person = "PERSON", Organization = "ORGANIZATION", Location = "LOCATION", Misc = "MISC", Date = "DATE", None = "O" }
}

classes! {
    /// Dependency relation to the head.
    Relation {
        Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", Advmod = "advmod", Amod = "amod", Appos = "appos", Aux = "aux",
        Auxpass = "auxpass", Case = "case", Cc = "cc", CcPreconj = "cc:preconj", Ccomp = "ccomp", Compound = "compound",
        CompoundPrt = "compound:prt", Conj = "conj", Cop = "cop", Csubj = "csubj", Csubjpass = "csubjpass", Dep = "dep",
        Det = "det", DetPredet = "det:predet", Discourse = "discourse", Dobj = "dobj", Expl = "expl", Iobj = "iobj",
        Mark = "mark", Mwe = "mwe", Neg = "neg", Nmod = "nmod", NmodNpmod = "nmod:npmod", NmodPoss = "nmod:poss",
        NmodTmod = "nmod:tmod", Nsubj = "nsubj", Nsubjpass = "nsubjpass", Nummod = "nummod", Parataxis = "parataxis",
        Punct = "punct", Root = "root", Xcomp = "xcomp",
    }
}

impl Tag {
    /// Whether it is a noun or a name.
    #[must_use]
    pub fn is_noun(self) -> bool {
        matches!(self, Self::Nn | Self::Nns | Self::Nnp | Self::Nnps)
    }

    /// Whether it is a name.
    #[must_use]
    pub fn is_name(self) -> bool {
        matches!(self, Self::Nnp | Self::Nnps)
    }

    /// Whether it is a verb of any form, auxiliaries and modals included.
    #[must_use]
    pub fn is_verb(self) -> bool {
        matches!(self, Self::Vb | Self::Vbd | Self::Vbg | Self::Vbn | Self::Vbp | Self::Vbz | Self::Md)
    }

    /// Whether it is a verb that carries tense, or a modal.
    #[must_use]
    pub fn is_finite(self) -> bool {
        matches!(self, Self::Vbd | Self::Vbp | Self::Vbz | Self::Md)
    }
}

/// A word, number or mark with its place in the sentence's structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the normalised text.
    pub span: Span,
    /// Its part of speech.
    pub tag: Tag,
    /// Kind of name that it is part of.
    pub entity: Entity,
    /// Index of its head in [`Syntax::tokens`]; none for the root of a sentence.
    pub head: Option<usize>,
    /// Relation to the head.
    pub relation: Relation,
}

/// The tokens of a text, sentence by sentence. No head lies outside its token's sentence, and there are no cycles.
#[derive(Debug, Clone, Default)]
pub struct Syntax {
    /// All tokens in order; furniture has none.
    pub tokens: Vec<Token>,
    /// For each sentence of the text its tokens, as a range of indices.
    pub sentences: Vec<Range<usize>>,
}

impl Syntax {
    /// The sentence that holds this token.
    #[must_use]
    pub fn sentence_of(&self, token: usize) -> Option<usize> {
        let at = self.sentences.partition_point(|range| range.end <= token);
        self.sentences.get(at).filter(|range| range.contains(&token)).map(|_| at)
    }

    /// The indices of the tokens that a span touches.
    #[must_use]
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let first = self.tokens.partition_point(|token| token.span.end <= span.start);
        let end = self.tokens.partition_point(|token| token.span.start < span.end);
        first..end.max(first)
    }

    /// The tokens whose head is this one, in order.
    pub fn children(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        let range = self.sentence_of(token).map_or(0..0, |s| self.sentences[s].clone());
        range.filter(move |&t| self.tokens[t].head == Some(token))
    }

    /// The first child with one of these relations.
    #[must_use]
    pub fn child(&self, token: usize, relations: &[Relation]) -> Option<usize> {
        self.children(token).find(|&t| relations.contains(&self.tokens[t].relation))
    }

    /// Whether `token` is `ancestor` or hangs below it.
    #[must_use]
    pub fn is_below(&self, token: usize, ancestor: usize) -> bool {
        let mut at = Some(token);
        while let Some(t) = at {
            if t == ancestor {
                return true;
            }
            at = self.tokens[t].head;
        }
        false
    }

    /// All tokens below and with this one, in order.
    #[must_use]
    pub fn subtree(&self, token: usize) -> Vec<usize> {
        let range = self.sentence_of(token).map_or(0..0, |s| self.sentences[s].clone());
        range.filter(|&t| self.is_below(t, token)).collect()
    }

    /// The token of a range that heads it: the one whose head lies outside, the first where several do.
    #[must_use]
    pub fn head_of(&self, range: Range<usize>) -> Option<usize> {
        range.clone().find(|&t| {
            let token = &self.tokens[t];
            token.relation != Relation::Punct && token.head.is_none_or(|head| !range.contains(&head))
        })
    }

    /// The predicate that a finite verb belongs to: itself, or what it is an auxiliary or copula of.
    #[must_use]
    pub fn predicate_of(&self, token: usize) -> Option<usize> {
        let own = &self.tokens[token];
        if !own.tag.is_finite() {
            return None;
        }
        match own.relation {
            Relation::Aux | Relation::Auxpass | Relation::Cop => own.head,
            _ => Some(token),
        }
    }

    /// The subject of a predicate, unless it is a relative pronoun.
    #[must_use]
    pub fn subject_of(&self, predicate: usize) -> Option<usize> {
        const SUBJECTS: [Relation; 5] = [Relation::Nsubj, Relation::Nsubjpass, Relation::Csubj, Relation::Csubjpass, Relation::Expl];
        let own = self.child(predicate, &SUBJECTS);
        let subject = own.or_else(|| self.child(predicate, &[Relation::Cop, Relation::Aux]).and_then(|verb| self.child(verb, &SUBJECTS)))?;
        (!matches!(self.tokens[subject].tag, Tag::Wdt | Tag::Wp | Tag::WpS)).then_some(subject)
    }

    /// Whether a range of tokens holds a finite verb with its subject.
    #[must_use]
    pub fn states_something(&self, tokens: Range<usize>) -> bool {
        tokens
            .clone()
            .filter_map(|token| self.predicate_of(token))
            .any(|predicate| self.subject_of(predicate).is_some_and(|subject| tokens.contains(&subject)))
    }

    /// Whether one of these tokens has its subject among those before it, whatever the tagger made of the word.
    #[must_use]
    pub fn has_subject(&self, text: &str, tokens: impl Iterator<Item = usize>) -> bool {
        let is_any = |token: usize, words: &[&str]| words.iter().any(|word| self.word(text, token).eq_ignore_ascii_case(word));
        let among: std::collections::BTreeSet<usize> = tokens.collect();
        among.iter().any(|&token| {
            // "ANCHOR: Dana Wills, thank you."
            !is_any(token, &["thank", "thanks"])
                && self.child(token, &[Relation::Nsubj]).is_some_and(|subject| {
                    let relative = matches!(self.tokens[subject].tag, Tag::Wdt | Tag::Wp) || is_any(subject, &["that"]);
                    subject < token && !relative && among.contains(&subject)
                })
        })
    }

    /// Whether nobody does what the verb says: in a clause with "if", behind a negation or "to", or with "no one" as its subject.
    #[must_use]
    pub fn is_open(&self, text: &str, verb: usize) -> bool {
        let Some(sentence) = self.sentence_of(verb).map(|at| self.sentences[at].clone()) else { return false };
        let is_any = |token: usize, words: &[&str]| words.iter().any(|word| self.word(text, token).eq_ignore_ascii_case(word));
        let bounds = |token: usize| matches!(self.tokens[token].tag, Tag::Comma | Tag::Colon | Tag::Cc) || self.word(text, token) == ";";
        let clause = (sentence.start..verb).rev().find(|&token| bounds(token)).map_or(sentence.start, |mark| mark + 1);
        let conditional = (clause..verb).any(|token| is_any(token, &["if", "unless", "whether"]));
        let nobody = self.subject_of(verb).and_then(|subject| self.subtree(subject).first().copied()).unwrap_or(clause);
        let negated = (verb.saturating_sub(3).max(clause)..verb)
            .any(|token| is_any(token, &["not", "n't", "n’t", "never", "neither", "nor", "cannot", "hardly"]))
            || verb > sentence.start && is_any(verb - 1, &["to", "will", "would", "nor", "or"]);
        conditional || negated || is_any(nobody, &["no", "nobody", "none", "neither"])
    }

    /// Whether a range of tokens has a "be" without a modal before it: "that the match be played elsewhere".
    #[must_use]
    pub fn is_subjunctive(&self, text: &str, tokens: Range<usize>) -> bool {
        tokens.clone().skip(1).filter(|&token| self.word(text, token) == "be").any(|token| {
            // "wouldn't ever be": over adverbs and negations.
            let before = (tokens.start..token).rev().find(|&before| {
                let word = self.word(text, before);
                self.tokens[before].tag != Tag::Rb && !matches!(word, "n't" | "n’t" | "not" | "never")
            });
            before.is_some_and(|before| !matches!(self.tokens[before].tag, Tag::Md | Tag::To))
        })
    }

    /// The words of a token; nothing behind the last one, so that a look ahead may pass the end.
    #[must_use]
    pub fn word<'t>(&self, text: &'t str, token: usize) -> &'t str {
        self.tokens.get(token).map_or("", |token| token.span.of(text))
    }
}
