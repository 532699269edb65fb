//! An analyst whose answers a test can tell beforehand, and one that waits until the test lets it go on.

use claimdesk::domain::{
    Analysis, Attribution, Basis, Claim, Furniture, FurnitureKind, Note, QuoteKind, SourceKind, SourceRef, Span, Status, Versions,
};
use claimdesk::service::{Analyse, Context};
use std::sync::{Arc, Condvar, Mutex};

/// Understands three sentences: "X said Y." (official, attributed), "Y, media reports say." (media, unconfirmed), and
/// anything else (the newsroom, asserted). A first word in capitals with a dash behind it is a dateline.
#[derive(Clone, Copy)]
pub struct Reporter;

impl Analyse for Reporter {
    fn analyse(&self, text: &str, _: &Context) -> Analysis {
        let mut found = Analysis {
            attributions: Vec::new(),
            claims: Vec::new(),
            furniture: Vec::new(),
            notes: vec![Note { code: "reporter".into(), detail: "This is not the real analysis.".into() }],
            versions: Versions { engine: "test".into(), model: "reporter".into(), registry: "none".into() },
        };
        let mut start = 0;
        if let Some(dash) = text.find(" – ").filter(|&dash| text[..dash].chars().all(char::is_uppercase)) {
            let end = dash + " –".len();
            found.furniture.push(Furniture { kind: FurnitureKind::Dateline, span: Span::new(0, end) });
            start = end;
        }
        for sentence in text[start..].split_inclusive('.') {
            let lead = sentence.len() - sentence.trim_start().len();
            read_sentence(text, Span::new(start + lead, start + sentence.trim_end().trim_end_matches('.').len()), &mut found);
            start += sentence.len();
        }
        found
    }

    fn for_another_thread(&self) -> Box<dyn Analyse> {
        Box::new(*self)
    }
}

fn read_sentence(text: &str, at: Span, found: &mut Analysis) {
    let words = at.of(text);
    if words.is_empty() {
        return;
    }
    let (content, attribution) = if let Some(said) = words.find(" said ") {
        let mention = Span::new(at.start, at.start + said);
        let name = mention.of(text).trim_start_matches("The ");
        let source =
            SourceRef { speaker: name.contains("spokesman").then(|| "A. Speaker".to_owned()), ..SourceRef::discovered(name, SourceKind::Official) };
        let cue = Span::new(mention.end + 1, mention.end + " said".len());
        (Span::new(cue.end + 1, at.end), Some((source, mention, cue, Status::Attributed)))
    } else if let Some(content) = words.strip_suffix(", media reports say") {
        let end = at.start + content.len();
        let mention = Span::new(end + 2, end + ", media reports".len());
        let source = SourceRef::discovered("media reports", SourceKind::Media);
        (Span::new(at.start, end), Some((source, mention, Span::new(mention.end + 1, at.end), Status::Unconfirmed)))
    } else {
        (at, None)
    };
    let claim = match attribution {
        None => Claim {
            spans: vec![content],
            source: SourceRef::newsroom(),
            attribution: None,
            status: Status::Asserted,
            basis: vec![Basis { rule: "own-voice".into(), span: None, by: None }],
        },
        Some((source, mention, cue, status)) => {
            let basis = Basis { rule: "source-kind".into(), span: Some(mention), by: Some(source.clone()) };
            found.attributions.push(Attribution {
                quote: QuoteKind::Indirect,
                mention: vec![mention],
                cue: vec![cue],
                content: vec![content],
                source: source.clone(),
                via: vec![SourceRef::discovered("A Wire", SourceKind::Media)],
                justification: Some(cue),
                confidence: 0.97,
            });
            Claim { spans: vec![content], source, attribution: Some(found.attributions.len() - 1), status, basis: vec![basis] }
        }
    };
    found.claims.push(claim);
}

/// Analyses as the reporter does, but only once it is open.
#[derive(Clone, Default)]
pub struct Gate(Arc<(Mutex<bool>, Condvar)>);

impl Gate {
    /// Lets every analysis go on.
    pub fn open(&self) {
        *self.0.0.lock().unwrap() = true;
        self.0.1.notify_all();
    }
}

impl Analyse for Gate {
    fn analyse(&self, text: &str, context: &Context) -> Analysis {
        assert!(!text.contains("PANIC"), "as the test asked");
        let open = self.0.0.lock().unwrap();
        drop(self.0.1.wait_while(open, |open| !*open).unwrap());
        Reporter.analyse(text, context)
    }

    fn for_another_thread(&self) -> Box<dyn Analyse> {
        Box::new(self.clone())
    }
}
