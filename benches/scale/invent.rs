//! Invented articles, with the analysis that an engine would give of them.
//!
//! In: dice. Out: texts of made-up words whose frequencies, lengths, sources and statuses are spread as in real copy.
//! Deliberately absent: the engine, which would take days for a million claims; and any sentence that somebody wrote.

use crate::dice::{Dice, Ranks};
use claimdesk::domain::{
    Analysis, Attribution, Basis, Claim, Furniture, FurnitureKind, NewArticle, QuoteKind, ShippedSource, SourceId, SourceKind, SourceRef, Span,
    Status, TextFormat, Versions,
};
use jiff::Timestamp;

/// Different words: a newsroom's archive has some tens of thousands that are no names.
const WORDS: usize = 40_000;

/// The words that every text is full of, the most frequent first. A search for one of them matches almost everything.
const FREQUENT: &[&str] = &[
    "the", "of", "to", "a", "in", "and", "that", "for", "on", "was", "with", "is", "by", "at", "had", "be", "from", "has", "as", "would", "not",
    "were", "have", "it", "which", "will", "an", "after", "its", "more",
];

/// Sources that articles name beside those that the registry ships.
const DISCOVERED: usize = 20_000;

/// Outlets, of which the first publishes most.
const OUTLETS: usize = 30;

/// What brings articles about.
pub(crate) struct Newsroom {
    words: Vec<String>,
    word_ranks: Ranks,
    sources: Vec<SourceRef>,
    source_ranks: Ranks,
    outlet_ranks: Ranks,
    versions: Versions,
}

/// A text in the making: sentences with what each of them says.
#[derive(Clone)]
pub(crate) struct Draft {
    pub(crate) outlet: String,
    pub(crate) external_id: String,
    title: String,
    sentences: Vec<Sentence>,
    /// Those whom the article speaks to.
    voices: Vec<usize>,
    pub(crate) published_at: Timestamp,
}

/// A sentence: one claim, with who says so.
#[derive(Clone)]
struct Sentence {
    /// Index of the source; none for the newsroom's own word.
    source: Option<usize>,
    status: Status,
    quote: QuoteKind,
    words: String,
}

impl Newsroom {
    /// A newsroom that knows the sources of the registry, of this version.
    pub(crate) fn new(dice: &mut Dice, shipped: &[ShippedSource], registry: &str) -> Self {
        let mut words: Vec<String> = FREQUENT.iter().map(|&word| word.to_owned()).collect();
        while words.len() < WORDS {
            words.push(invent_word(dice));
        }
        let mut sources: Vec<SourceRef> =
            shipped.iter().map(|one| SourceRef { id: one.id.clone(), name: one.name.clone(), kind: one.kind, speaker: None, known: true }).collect();
        let own_voice = SourceKind::Newsroom;
        sources.retain(|source| source.kind != own_voice);
        for _ in 0..DISCOVERED {
            let kind = dice.weighted(&[
                (SourceKind::Person, 45.0),
                (SourceKind::Organisation, 27.0),
                (SourceKind::Official, 12.0),
                (SourceKind::Document, 6.0),
                (SourceKind::Group, 5.0),
                (SourceKind::Media, 4.0),
                (SourceKind::Anonymous, 1.0),
            ]);
            let name = format!("{} {}", capital(&invent_word(dice)), capital(&invent_word(dice)));
            sources.push(SourceRef { id: SourceId::from_name(&name), name, kind, speaker: None, known: false });
        }
        // Shipped and discovered ones are mixed: many that are shipped are hardly ever named.
        for at in (1..sources.len()).rev() {
            sources.swap(at, dice.below(at + 1));
        }
        Self {
            word_ranks: Ranks::new(WORDS, 2.7),
            source_ranks: Ranks::new(sources.len(), 8.0),
            outlet_ranks: Ranks::new(OUTLETS, 1.0),
            words,
            sources,
            versions: Versions { engine: env!("CARGO_PKG_VERSION").to_owned(), model: "invented".to_owned(), registry: registry.to_owned() },
        }
    }

    /// An article of some 600 words and 25 claims, many shorter and some much longer.
    pub(crate) fn draft(&self, dice: &mut Dice, number: usize, published_at: Timestamp) -> Draft {
        let voices = (0..dice.between(2, 8)).map(|_| self.source_ranks.pick(dice)).collect();
        let mut draft = Draft {
            outlet: format!("Outlet {:02}", self.outlet_ranks.pick(dice) + 1),
            external_id: format!("{number}"),
            title: capital(&self.phrase(dice, 4, 9)),
            sentences: Vec::new(),
            voices,
            published_at,
        };
        let count = match dice.below(10) {
            0 | 1 => dice.between(4, 12),
            9 => dice.between(40, 70),
            _ => dice.between(14, 32),
        };
        for _ in 0..count {
            let sentence = self.sentence(dice, &draft.voices);
            draft.sentences.push(sentence);
        }
        draft
    }

    /// The same article as it is sent again: some sentences are other ones, one or two are new.
    /// Gives for each sentence of it the place that it had before.
    pub(crate) fn revise(&self, dice: &mut Dice, draft: &mut Draft) -> Vec<Option<usize>> {
        let mut before: Vec<Option<usize>> = (0..draft.sentences.len()).map(Some).collect();
        for at in 0..draft.sentences.len() {
            if dice.percent(12.0) {
                draft.sentences[at] = self.sentence(dice, &draft.voices);
                before[at] = None;
            }
        }
        for _ in 0..dice.between(0, 2) {
            let at = dice.below(draft.sentences.len() + 1);
            draft.sentences.insert(at, self.sentence(dice, &draft.voices));
            before.insert(at, None);
        }
        before
    }

    fn sentence(&self, dice: &mut Dice, voices: &[usize]) -> Sentence {
        let source = (!dice.percent(35.0)).then(|| voices[dice.below(voices.len())]);
        let status = match source {
            None => dice.weighted(&[(Status::Asserted, 88.0), (Status::Confirmed, 7.0), (Status::Unconfirmed, 3.0), (Status::Disputed, 2.0)]),
            Some(_) => dice.weighted(&[
                (Status::Attributed, 82.0),
                (Status::Confirmed, 6.0),
                (Status::Unconfirmed, 5.0),
                (Status::Disputed, 4.0),
                (Status::Denied, 3.0),
            ]),
        };
        let quote = dice.weighted(&[(QuoteKind::Indirect, 65.0), (QuoteKind::Direct, 25.0), (QuoteKind::Mixed, 10.0)]);
        Sentence { source, status, quote, words: self.phrase(dice, 10, 32) }
    }

    fn phrase(&self, dice: &mut Dice, fewest: usize, most: usize) -> String {
        let mut phrase = String::new();
        for _ in 0..dice.between(fewest, most) {
            if !phrase.is_empty() {
                phrase.push(' ');
            }
            phrase.push_str(&self.words[self.word_ranks.pick(dice)]);
        }
        phrase
    }

    /// A draft as a newsroom sends it, with what an engine finds in it.
    pub(crate) fn publish(&self, draft: &Draft) -> (NewArticle, Analysis) {
        let mut body = format!("{}\n\n", draft.title);
        let furniture = vec![Furniture { kind: FurnitureKind::Heading, span: Span::new(0, draft.title.len()) }];
        let (mut attributions, mut claims) = (Vec::new(), Vec::new());
        for (number, sentence) in draft.sentences.iter().enumerate() {
            claims.push(self.write(&mut body, &mut attributions, sentence));
            body.push_str(if number % 3 == 2 { ".\n\n" } else { ". " });
        }
        let sent = NewArticle {
            outlet: draft.outlet.clone(),
            external_id: draft.external_id.clone(),
            title: Some(draft.title.clone()),
            body,
            format: TextFormat::Text,
            original: None,
            url: Some(format!("https://outlet.example/{}", draft.external_id)),
            byline: None,
            published_at: Some(draft.published_at),
            modified_at: None,
            language: Some("en".to_owned()),
        };
        (sent, Analysis { attributions, claims, furniture, notes: Vec::new(), versions: self.versions.clone() })
    }

    /// Writes a sentence behind the text, and gives its claim.
    fn write(&self, body: &mut String, attributions: &mut Vec<Attribution>, sentence: &Sentence) -> Claim {
        let mut put = |words: &str| {
            let start = body.len();
            body.push_str(words);
            Span::new(start, body.len())
        };
        let Some(source) = sentence.source.map(|at| self.sources[at].clone()) else {
            let content = put(&sentence.words);
            let source = SourceRef::newsroom();
            let basis = vec![Basis { rule: "own-voice".into(), span: None, by: None }];
            return Claim { spans: vec![content], source, attribution: None, status: sentence.status, basis };
        };
        let mention = put(&source.name);
        put(" ");
        let cue = put("said");
        put(if sentence.quote == QuoteKind::Direct { " “" } else { " that " });
        let content = put(&sentence.words);
        if sentence.quote == QuoteKind::Direct {
            put("”");
        }
        let mut basis = vec![Basis { rule: "attributed".into(), span: Some(cue), by: None }];
        if matches!(sentence.status, Status::Disputed | Status::Denied) {
            basis.insert(0, Basis { rule: "denied".into(), span: Some(mention), by: Some(source.clone()) });
        }
        attributions.push(Attribution {
            quote: sentence.quote,
            mention: vec![mention],
            cue: vec![cue],
            content: vec![content],
            source: source.clone(),
            via: Vec::new(),
            justification: None,
            confidence: 0.9,
        });
        Claim { spans: vec![content], source, attribution: Some(attributions.len() - 1), status: sentence.status, basis }
    }
}

/// Two to four syllables.
fn invent_word(dice: &mut Dice) -> String {
    const STARTS: &[&str] =
        &["b", "br", "c", "d", "dr", "f", "g", "gr", "h", "k", "l", "m", "n", "p", "pr", "qu", "r", "s", "st", "t", "tr", "v", "w", "z"];
    const MIDDLES: &[&str] = &["a", "e", "i", "o", "u", "ai", "ea", "ie", "ou", "é"];
    const ENDS: &[&str] = &["", "n", "r", "s", "l", "t", "m", "nd", "st", "ck"];
    let mut word = String::new();
    for _ in 0..dice.between(2, 4) {
        for parts in [STARTS, MIDDLES, ENDS] {
            word.push_str(parts[dice.below(parts.len())]);
        }
    }
    word
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
