//! One suite for every store: what the contract in `src/store/mod.rs` says, held against each backend.

use claimdesk::domain::{
    Action, Alignment, Analysis, ArticleFilter, ArticleId, Attribution, Basis, Claim, ClaimFilter, ClaimId, ClaimSort, EventFilter, Fate, Furniture,
    FurnitureKind, NewArticle, Note, OffsetMap, PageRequest, QuoteKind, Role, SentHtml, SourceId, SourceKind, SourceRef, Span, Stamp, Status,
    Stretch, TextFormat, Versions,
};
use claimdesk::store::{AddArticle, AddRevision, Added, Holdings, Location, NewKey, Revised, Store, open};
use jiff::Timestamp;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tempfile::TempDir;
use uuid::Uuid;

/// A backend in an empty place of its own.
pub(crate) struct Backend {
    location: Location,
    _folder: TempDir,
}

impl Backend {
    /// One of each.
    pub(crate) fn all() -> Vec<Self> {
        let folder = tempfile::tempdir().unwrap();
        vec![Self { location: Location::Sqlite(folder.path().join("claimdesk.db")), _folder: folder }]
    }

    pub(crate) fn open(&self) -> Arc<dyn Store> {
        open(&self.location).unwrap()
    }
}

pub(crate) fn run<T>(answer: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(answer)
}

pub(crate) fn stamp(second: i64) -> Stamp {
    Stamp { by: "a test".into(), at: at(second) }
}

pub(crate) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_679_000_000 + second).unwrap()
}

pub(crate) fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

const BODY: &str = "BEIJING – “Non”, said people familiar with the matter, who asked not to be named. It rained.";

/// An analysis in which every field has something to lose.
fn analysis() -> Analysis {
    let span = |words: &str| {
        let start = BODY.find(words).unwrap();
        Span::new(start, start + words.len())
    };
    let people = SourceRef {
        id: SourceId::from_name("people familiar with the matter"),
        name: "people familiar with the matter".into(),
        kind: SourceKind::Anonymous,
        speaker: Some("a clerk".into()),
        known: false,
    };
    let wire = SourceRef { known: true, ..SourceRef::discovered("Ägypten Wire", SourceKind::Media) };
    let attribution = Attribution {
        quote: QuoteKind::Direct,
        mention: vec![span("people familiar"), span("with the matter")],
        cue: vec![span("said")],
        content: vec![span("Non")],
        source: people.clone(),
        via: vec![wire.clone(), SourceRef::newsroom()],
        justification: Some(span("who asked not to be named")),
        confidence: 0.123_456_79,
    };
    let direct = Attribution { via: Vec::new(), justification: None, source: wire.clone(), ..attribution.clone() };
    Analysis {
        attributions: vec![direct.clone(), attribution, direct],
        claims: vec![
            Claim {
                spans: vec![span("Non"), span("said")],
                source: people,
                attribution: Some(1),
                status: Status::Disputed,
                basis: vec![
                    Basis { rule: "one".into(), span: Some(span("said")), by: Some(wire) },
                    Basis { rule: "two".into(), span: None, by: None },
                ],
            },
            Claim {
                spans: vec![span("It rained")],
                source: SourceRef::newsroom(),
                attribution: None,
                status: Status::Asserted,
                basis: vec![Basis { rule: "own-voice".into(), span: None, by: None }],
            },
        ],
        furniture: vec![Furniture { kind: FurnitureKind::Dateline, span: span("BEIJING –") }],
        notes: vec![Note { code: "language".into(), detail: "It may be French.".into() }],
        versions: Versions { engine: "1".into(), model: "m".into(), registry: "r".into() },
    }
}

/// An article whose identities are made of its number.
pub(crate) fn article(number: u128) -> AddArticle {
    AddArticle {
        id: ArticleId(id(number)),
        claim_ids: vec![ClaimId(id(number * 1000 + 1)), ClaimId(id(number * 1000 + 2))],
        sent: NewArticle {
            outlet: "daily-example".into(),
            external_id: number.to_string(),
            title: Some("Non".into()),
            body: BODY.into(),
            format: TextFormat::Text,
            original: None,
            url: Some("https://example.org".into()),
            byline: None,
            published_at: Some(at(1)),
            modified_at: Some(at(2)),
            language: Some("en".into()),
        },
        analysis: analysis(),
        stamp: stamp(i64::try_from(number).unwrap()),
        job: None,
    }
}

#[test]
fn an_article_comes_back_as_it_went_in() {
    for backend in Backend::all() {
        let store = backend.open();
        assert_eq!(run(store.add_article(article(7))).unwrap(), Added::New);
        drop(store);
        let store = backend.open();
        let found = run(store.lookup_article(ArticleId(id(7)))).unwrap().unwrap();
        assert_eq!(found.article.sent, article(7).sent);
        assert_eq!((found.article.revision, found.article.created_at, found.article.updated_at), (1, at(7), at(7)));
        assert_eq!(found.article.analysis, Analysis { claims: Vec::new(), ..analysis() });
        assert_eq!(run(store.find_article("daily-example", "7")).unwrap().unwrap(), found.article);
        for (index, (stored, claim)) in found.claims.iter().zip(analysis().claims).enumerate() {
            assert_eq!((stored.id, stored.article, stored.version), (ClaimId(id(7001 + index as u128)), ArticleId(id(7)), 1));
            assert_eq!(stored.text, claim.text(BODY));
            assert_eq!(
                (&stored.spans, &stored.source, stored.attribution, stored.status),
                (&claim.spans, &claim.source, claim.attribution, claim.status)
            );
            assert_eq!((&stored.basis, &stored.engine_source, stored.engine_status), (&claim.basis, &claim.source, claim.status));
            assert_eq!((stored.ordinal as usize, stored.created_at, stored.decision.clone()), (index + 1, at(7), None));
            let alone = run(store.lookup_claim(stored.id)).unwrap().unwrap();
            assert_eq!(&alone.claim, stored);
            assert_eq!(alone.attribution, claim.attribution.map(|place| analysis().attributions[place].clone()));
            assert_eq!(&*alone.text, BODY);
            assert_eq!(alone.html, None);
        }
    }
}

/// The article's next analysis: of another text, or of the same by another model; its claims are the same ones.
fn next(after: u32, body: Option<String>) -> AddRevision {
    let known = article(7);
    let before = body.as_ref().map_or(0, |body| body.len() - BODY.len());
    let mut analysis = Analysis { versions: Versions { model: format!("m{after}"), ..analysis().versions }, ..analysis() };
    let shift = |span: &mut Span| *span = Span::new(span.start + before, span.end + before);
    for claim in &mut analysis.claims {
        claim.spans.iter_mut().chain(claim.basis.iter_mut().filter_map(|basis| basis.span.as_mut())).for_each(shift);
    }
    AddRevision {
        article: known.id,
        after,
        sent: body.map(|body| NewArticle { body, modified_at: Some(at(100 + i64::from(after))), ..known.sent }),
        analysis,
        alignment: Alignment { fates: known.claim_ids.iter().map(|&id| Fate::Kept(id)).collect(), withdrawn: Vec::new() },
        claim_ids: known.claim_ids,
        stamp: stamp(100 + i64::from(after)),
        job: None,
    }
}

#[test]
fn a_claim_that_was_analysed_again_comes_with_the_text_that_it_stands_in_and_the_model_that_said_so() {
    for backend in Backend::all() {
        let store = backend.open();
        run(store.add_article(article(7))).unwrap();
        let longer = format!("Ö{BODY}");
        assert!(matches!(run(store.add_revision(next(1, Some(longer.clone())))).unwrap(), Revised::Done(_)));
        let mut withdrawing = next(2, None);
        let kept = analysis().claims.remove(0);
        withdrawing.analysis.claims = vec![Claim { spans: kept.spans.iter().map(|at| Span::new(at.start + 2, at.end + 2)).collect(), ..kept }];
        withdrawing.claim_ids.truncate(1);
        withdrawing.alignment.fates.truncate(1);
        withdrawing.alignment.withdrawn = vec![ClaimId(id(7002))];
        assert!(matches!(run(store.add_revision(withdrawing)).unwrap(), Revised::Done(_)));
        for (number, model, standing) in [(7001, "m2", true), (7002, "m1", false)] {
            let found = run(store.lookup_claim(ClaimId(id(number)))).unwrap().unwrap();
            assert_eq!((&*found.text, found.claim.revision, found.claim.versions.model.as_str()), (longer.as_str(), 2, model), "{number}");
            assert_eq!(found.claim.withdrawn_at.is_none(), standing, "{number}");
        }
    }
}

#[test]
fn a_claim_is_of_one_moment_with_its_text_while_the_article_changes() {
    for backend in Backend::all() {
        let store = backend.open();
        run(store.add_article(article(7))).unwrap();
        let ended = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let readers: Vec<_> = (0..3)
                .map(|_| {
                    scope.spawn(|| {
                        let mut read = 0;
                        while !ended.load(Ordering::Relaxed) {
                            let found = run(store.lookup_claim(ClaimId(id(7001)))).unwrap().unwrap();
                            let spans = found.claim.spans.iter().chain(found.claim.basis.iter().filter_map(|basis| basis.span.as_ref()));
                            let words: Vec<_> = spans.map(|span| found.text.get(span.start..span.end)).collect();
                            assert_eq!(words, [Some("Non"), Some("said"), Some("said")], "{}", found.text);
                            read += 1;
                        }
                        read
                    })
                })
                .collect();
            for after in 1..=150 {
                let body = format!("{}{BODY}", "No. ".repeat(after as usize % 7));
                assert!(matches!(run(store.add_revision(next(after, Some(body)))).unwrap(), Revised::Done(_)));
            }
            ended.store(true, Ordering::Relaxed);
            let read: usize = readers.into_iter().map(|reader| reader.join().unwrap()).sum();
            assert!(read > 150, "looked up {read} times only");
        });
    }
}

#[test]
fn what_was_sent_as_html_comes_back_with_the_way_into_it() {
    let mut map = OffsetMap::default();
    map.push(Stretch { text: Span::new(0, 3), sent: Span::new(9, 12), copied: true });
    map.push(Stretch { text: Span::new(3, BODY.len()), sent: Span::new(12, 20), copied: false });
    let original = Some(SentHtml { html: "<p hidden>x</p>".repeat(3), map });
    let html = AddArticle { sent: NewArticle { format: TextFormat::Html, original: original.clone(), ..article(7).sent }, ..article(7) };
    for backend in Backend::all() {
        let store = backend.open();
        assert_eq!(run(store.add_article(html.clone())).unwrap(), Added::New);
        drop(store);
        let store = backend.open();
        assert_eq!(run(store.lookup_article(ArticleId(id(7)))).unwrap().unwrap().article.sent, html.sent);
        assert_eq!(run(store.lookup_claim(ClaimId(id(7001)))).unwrap().unwrap().html.as_deref(), original.as_ref());
        assert_eq!(run(store.list_revisions(ArticleId(id(7)), true)).unwrap().unwrap()[0].original, original.as_ref().map(|sent| sent.html.clone()));
        assert_eq!(run(store.list_revisions(ArticleId(id(7)), false)).unwrap().unwrap()[0].original, None);
    }
}

#[test]
fn an_article_that_is_there_already_is_left_as_it_is() {
    for backend in Backend::all() {
        let store = backend.open();
        run(store.add_article(article(1))).unwrap();
        let mut other = article(2);
        other.sent.external_id = "1".into();
        other.sent.body = "Other words.".into();
        other.analysis.claims.clear();
        other.claim_ids.clear();
        assert_eq!(run(store.add_article(other)).unwrap(), Added::AlreadyThere);
        assert_eq!(run(store.find_article("daily-example", "1")).unwrap().unwrap().sent.body, BODY);
        assert!(!run(store.has_article(ArticleId(id(2)))).unwrap());
        assert!(run(store.has_article(ArticleId(id(1)))).unwrap());
        assert_eq!(run(store.check()).unwrap(), Holdings { articles: 1, claims: 2 });
    }
}

#[test]
fn a_write_that_fails_leaves_nothing_behind_and_takes_nothing_with_it() {
    for backend in Backend::all() {
        let store = backend.open();
        // Queued together, so that they share a commit where the backend groups.
        let mut broken = article(3);
        broken.claim_ids.pop();
        let mut same_claim = article(5);
        same_claim.claim_ids[1] = same_claim.claim_ids[0];
        let answers = [article(1), broken, article(4), same_claim, article(6)].map(|new| store.add_article(new));
        let outcomes: Vec<bool> = answers.into_iter().map(|answer| run(answer).is_ok()).collect();
        assert_eq!(outcomes, [true, false, true, false, true]);
        drop(store);
        let store = backend.open();
        assert_eq!(run(store.check()).unwrap(), Holdings { articles: 3, claims: 6 });
        for (number, there) in [(1, true), (3, false), (4, true), (5, false), (6, true)] {
            assert_eq!(run(store.has_article(ArticleId(id(number)))).unwrap(), there);
        }
        let words = ClaimFilter { words: vec!["rained".into()], ..ClaimFilter::default() };
        assert_eq!(run(store.list_claims(words, PageRequest { after: None, limit: 100 })).unwrap().items.len(), 3);
    }
}

#[test]
fn details_are_replaced_unless_later_ones_are_there() {
    for backend in Backend::all() {
        let store = backend.open();
        run(store.add_article(article(1))).unwrap();
        let update =
            |title: &str, modified_at| NewArticle { title: Some(title.into()), modified_at, byline: Some("By A. Nwosu".into()), ..article(1).sent };
        for (title, modified_at, taken) in
            [("later", Some(at(3)), true), ("earlier", Some(at(2)), false), ("same time", Some(at(3)), true), ("no time", None, true)]
        {
            assert_eq!(run(store.update_details(ArticleId(id(1)), update(title, modified_at), stamp(50))).unwrap(), taken, "{title}");
        }
        let found = run(store.find_article("daily-example", "1")).unwrap().unwrap();
        assert_eq!((found.sent.title.as_deref(), found.sent.modified_at, found.updated_at), (Some("no time"), None, at(50)));
        assert!(!run(store.update_details(ArticleId(id(9)), update("nobody's", None), stamp(51))).unwrap());
    }
}

#[test]
fn lists_are_cut_into_pages_without_a_gap_or_a_repetition() {
    for backend in Backend::all() {
        let store = backend.open();
        // Two articles of one moment among them.
        for number in [1, 2, 3, 4, 5] {
            let mut new = article(number);
            new.stamp = stamp(if number == 4 { 3 } else { i64::try_from(number).unwrap() });
            run(store.add_article(new)).unwrap();
        }
        for (sort, expected) in [
            (ClaimSort::Newest, [5001, 5002, 3001, 3002, 4001, 4002, 2001, 2002, 1001, 1002]),
            (ClaimSort::Oldest, [1001, 1002, 2001, 2002, 3001, 3002, 4001, 4002, 5001, 5002]),
            (ClaimSort::Updated, [5001, 5002, 3001, 3002, 4001, 4002, 2001, 2002, 1001, 1002]),
        ] {
            for limit in [1, 3, 10, 11] {
                let (mut after, mut found) = (None, Vec::new());
                loop {
                    let page = run(store.list_claims(ClaimFilter { sort, ..ClaimFilter::default() }, PageRequest { after, limit })).unwrap();
                    found.extend(page.items.iter().map(|found| found.claim.id.0.as_u128()));
                    after = page.next;
                    if after.is_none() {
                        break;
                    }
                }
                assert_eq!(found, expected, "{sort:?} by {limit}");
            }
        }
        let (mut after, mut found) = (None, Vec::new());
        loop {
            let page = run(store.list_articles(ArticleFilter::default(), PageRequest { after, limit: 2 })).unwrap();
            found.extend(page.items.iter().map(|article| article.id.0.as_u128()));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(found, [5, 4, 3, 2, 1]);
    }
}

#[test]
fn many_writers_at_once_are_all_served() {
    for backend in Backend::all() {
        let store = backend.open();
        std::thread::scope(|scope| {
            for lane in 0..8 {
                let store = &store;
                scope.spawn(move || {
                    for number in 1..=25 {
                        assert_eq!(run(store.add_article(article(lane * 100 + number))).unwrap(), Added::New);
                        assert!(
                            run(store.lookup_article(ArticleId(id(lane * 100 + number)))).unwrap().is_some(),
                            "what was acknowledged can be read"
                        );
                    }
                });
            }
        });
        drop(store);
        assert_eq!(run(backend.open().check()).unwrap(), Holdings { articles: 200, claims: 400 });
    }
}

#[test]
fn a_key_is_kept_with_its_role_and_stays_listed_when_it_is_revoked() {
    for backend in Backend::all() {
        let store = backend.open();
        assert!(run(store.list_keys()).unwrap().is_empty());
        let new = NewKey { id: id(1), name: "wire desk".into(), role: Role::Cms, hash: [1; 32], expires_at: Some(at(100)) };
        run(store.add_key(new, stamp(1))).unwrap();
        run(store.note_key_use(vec![(id(1), at(9)), (id(1), at(8))])).unwrap();
        assert!(run(store.revoke_key(id(1), stamp(20))).unwrap());
        assert!(!run(store.revoke_key(id(2), stamp(20))).unwrap(), "nobody made this one");
        drop(store);
        let store = backend.open();
        let keys = run(store.list_keys()).unwrap();
        let [stored] = keys.as_slice() else { panic!("{keys:?}") };
        assert_eq!((stored.key.name.as_str(), stored.key.role, stored.hash), ("wire desk", Role::Cms, [1; 32]));
        assert_eq!((stored.key.expires_at, stored.key.revoked_at, stored.key.used_at), (Some(at(100)), Some(at(20)), Some(at(9))));
        let events = run(store.list_events(EventFilter::default(), 10)).unwrap();
        let told: Vec<_> = events.iter().map(|event| (event.action, event.actor.as_str(), event.subject.as_deref())).collect();
        assert_eq!(told, [(Action::KeyAdded, "a test", Some("wire desk")), (Action::KeyRevoked, "a test", Some("wire desk"))]);
    }
}
