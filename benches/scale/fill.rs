//! A database as a newsroom has it after three years.
//!
//! In: a path, a number of claims and a seed. Out: a file that the store itself wrote: articles in the order of time, one in ten
//! of them revised, and reviews of what was urgent.
//! Deliberately absent: SQL. Counters, the index of words, versions and events are what the product makes of the same acts.

use crate::dice::{Dice, Ranks};
use crate::invent::{Draft, Newsroom};
use claimdesk::domain::{Alignment, Analysis, ArticleId, ClaimId, Correction, Fate, ReviewRequest, Stamp, Status, Verdict};
use claimdesk::service::resources::shipped_registry;
use claimdesk::store::{
    AddArticle, AddRevision, Added, Answer, Location, Review, ReviewOutcome, Revised, Store, StoreError, open_without_waiting_for_the_disk,
};
use jiff::{SignedDuration, Timestamp};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::error::Error;
use std::path::Path;
use std::sync::Arc;

/// The first article's time, 2023-07-01, in seconds since 1970.
const FIRST: i64 = 1_688_169_600;

/// From the first article to the last: three years.
const YEARS: i64 = 3 * 365 * 86_400;

/// Claims of a usual article of the generator: measured, for the pace of time only.
const CLAIMS_OF_AN_ARTICLE: usize = 25;

/// What is under way at once: somewhat less than the store's queue holds.
const UNDER_WAY: usize = 48;

/// Reviewers, of whom the first does most.
const REVIEWERS: usize = 25;

/// Claims that somebody has at the end.
const TAKEN: usize = 200;

/// What is yet to be done, at its time.
enum Act {
    Revise { article: ArticleId, draft: Box<Draft>, claims: Vec<Known> },
    Review { claim: ClaimId, version: u32, request: ReviewRequest, by: String },
}

/// A claim as its article knows it.
#[derive(Clone, Copy)]
struct Known {
    id: ClaimId,
    version: u32,
}

/// An act's place in the order of time.
struct Due {
    at: i64,
    number: u64,
    act: Act,
}

impl PartialEq for Due {
    fn eq(&self, other: &Self) -> bool {
        (self.at, self.number) == (other.at, other.number)
    }
}

impl Eq for Due {}

impl PartialOrd for Due {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Due {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.at, self.number).cmp(&(other.at, other.number))
    }
}

/// What became of an act.
enum Answered {
    Added(Answer<Added>),
    Revised(Answer<Revised>),
    Reviewed(Answer<Vec<ReviewOutcome>>),
}

/// Writes a database of at least so many claims, withdrawn ones included. Gives how many there are.
pub(crate) fn fill(path: &Path, claims: usize, seed: u64, tell: &mut dyn FnMut(usize)) -> Result<usize, Box<dyn Error>> {
    let store = open_without_waiting_for_the_disk(&Location::Sqlite(path.to_owned()))?;
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let registry = shipped_registry()?;
    let start = Stamp { by: "claimdesk".to_owned(), at: Timestamp::from_second(FIRST - 86_400)? };
    runtime.block_on(store.take_in_sources(registry.version().to_owned(), registry.shipped_sources(), start))?;
    let mut dice = Dice::new(seed);
    let newsroom = Newsroom::new(&mut dice, &registry.shipped_sources(), registry.version());
    let mut filling = Filling {
        newsroom,
        dice,
        store,
        runtime,
        due: BinaryHeap::new(),
        under_way: Vec::new(),
        made: 0,
        acts: 0,
        latest: Vec::new(),
        reviewers: Ranks::new(REVIEWERS, 2.0),
    };
    let articles = claims.div_ceil(CLAIMS_OF_AN_ARTICLE);
    let mut number = 0;
    while filling.made < claims {
        let at = time_of(number, articles, &mut filling.dice);
        filling.catch_up(at)?;
        filling.article(number, at)?;
        number += 1;
        if number % 1000 == 0 {
            tell(filling.made);
        }
    }
    let end = time_of(number, articles, &mut filling.dice);
    filling.take_latest(end)?;
    filling.settle()?;
    filling.store.close();
    Ok(filling.made)
}

/// When an article appears, in microseconds since 1970: in even steps over the years, each moved within its day towards the
/// hours in which newsrooms work.
fn time_of(number: usize, articles: usize, dice: &mut Dice) -> i64 {
    let step = |seconds: i64| i64::try_from(number).unwrap_or(i64::MAX) * seconds / i64::try_from(articles.max(1)).unwrap_or(1);
    let even = step(YEARS);
    let (day, second) = (even.div_euclid(86_400), even.rem_euclid(86_400));
    // From six in the morning to eleven at night.
    let worked = 6 * 3600 + second * 17 / 24;
    (FIRST + day * 86_400 + worked) * 1_000_000 + i64::try_from(dice.below(1_000_000)).unwrap_or(0)
}

struct Filling {
    newsroom: Newsroom,
    dice: Dice,
    store: Arc<dyn Store>,
    runtime: tokio::runtime::Runtime,
    due: BinaryHeap<Reverse<Due>>,
    under_way: Vec<Answered>,
    /// Claims so far.
    made: usize,
    /// Acts that were put off so far.
    acts: u64,
    /// The last claims that nobody is going to decide.
    latest: Vec<Known>,
    reviewers: Ranks,
}

impl Filling {
    fn article(&mut self, number: usize, at: i64) -> Result<(), Box<dyn Error>> {
        let draft = self.newsroom.draft(&mut self.dice, number, Timestamp::from_microsecond(at - 600_000_000)?);
        let (sent, analysis) = self.newsroom.publish(&draft);
        let id = ArticleId(identity(&mut self.dice, at));
        let claims: Vec<Known> = analysis.claims.iter().map(|_| Known { id: ClaimId(identity(&mut self.dice, at)), version: 1 }).collect();
        self.made += claims.len();
        if self.dice.percent(10.0) {
            let later = at + i64::try_from(self.dice.between(20, 1200)).unwrap_or(0) * 60_000_000;
            self.put_off(later, Act::Revise { article: id, draft: Box::new(draft), claims: claims.clone() });
        } else {
            self.plan_reviews(&analysis, &claims, at);
        }
        let add = AddArticle { id, claim_ids: claims.iter().map(|claim| claim.id).collect(), sent, analysis, stamp: stamp("cms", at)?, job: None };
        let answer = Answered::Added(self.store.add_article(add));
        self.under_way(answer)
    }

    /// Does what is due by this time.
    fn catch_up(&mut self, now: i64) -> Result<(), Box<dyn Error>> {
        while self.due.peek().is_some_and(|due| due.0.at <= now) {
            let Some(Reverse(Due { at, act, .. })) = self.due.pop() else { break };
            match act {
                Act::Revise { article, draft, claims } => self.revise(article, *draft, &claims, at)?,
                Act::Review { claim, version, request, by } => {
                    let answer = self.review(claim, version, request, &by, at)?;
                    self.under_way(answer)?;
                }
            }
        }
        Ok(())
    }

    fn revise(&mut self, article: ArticleId, mut draft: Draft, claims: &[Known], at: i64) -> Result<(), Box<dyn Error>> {
        let before = self.newsroom.revise(&mut self.dice, &mut draft);
        let (sent, analysis) = self.newsroom.publish(&draft);
        let (mut known, mut fates) = (Vec::new(), Vec::new());
        for &place in &before {
            match place {
                Some(place) => {
                    let claim = claims[place];
                    fates.push(Fate::Kept(claim.id));
                    known.push(Known { version: claim.version + 1, ..claim });
                }
                None => {
                    fates.push(Fate::New { replaces: None });
                    known.push(Known { id: ClaimId(identity(&mut self.dice, at)), version: 1 });
                    self.made += 1;
                }
            }
        }
        let stands: std::collections::HashSet<usize> = before.iter().flatten().copied().collect();
        let withdrawn = (0..claims.len()).filter(|place| !stands.contains(place)).map(|place| claims[place].id).collect();
        self.plan_reviews(&analysis, &known, at);
        let revision = AddRevision {
            article,
            after: 1,
            sent: Some(sent),
            analysis,
            alignment: Alignment { fates, withdrawn },
            claim_ids: known.iter().map(|claim| claim.id).collect(),
            stamp: stamp("cms", at)?,
            job: None,
        };
        let answer = Answered::Revised(self.store.add_revision(revision));
        self.under_way(answer)
    }

    /// Reviewers look at three of four claims that are urgent, and at some others, within three days.
    fn plan_reviews(&mut self, analysis: &Analysis, claims: &[Known], at: i64) {
        for (claim, known) in analysis.claims.iter().zip(claims) {
            let urgent = matches!(claim.status, Status::Disputed | Status::Denied | Status::Unconfirmed);
            if !self.dice.percent(if urgent { 75.0 } else { 6.0 }) {
                if self.latest.len() == TAKEN {
                    self.latest.remove(0);
                }
                self.latest.push(*known);
                continue;
            }
            let by = format!("Reviewer {:02}", self.reviewers.pick(&mut self.dice) + 1);
            let later = at + i64::try_from(self.dice.between(10, 3 * 1440)).unwrap_or(0) * 60_000_000;
            let mut version = known.version;
            if claim.status != Status::Unconfirmed && self.dice.percent(4.0) {
                let request = ReviewRequest::Correct { source: None, status: Some(Correction::Set(Status::Unconfirmed)), reason: None };
                self.put_off(later, Act::Review { claim: known.id, version, request, by: by.clone() });
                version += 1;
            }
            let verdict = self.dice.weighted(&[
                (Verdict::Verified, 55.0),
                (Verdict::Refuted, 18.0),
                (Verdict::Unverifiable, 17.0),
                (Verdict::Misattributed, 10.0),
            ]);
            let request = ReviewRequest::Decide { verdict, reason: Some("Two others say so.".to_owned()), evidence: Vec::new() };
            self.put_off(later + 60_000_000, Act::Review { claim: known.id, version, request, by });
        }
    }

    fn put_off(&mut self, at: i64, act: Act) {
        self.acts += 1;
        self.due.push(Reverse(Due { at, number: self.acts, act }));
    }

    fn review(&self, claim: ClaimId, expected: u32, request: ReviewRequest, by: &str, at: i64) -> Result<Answered, Box<dyn Error>> {
        // A lease of years: it is still there when somebody measures.
        let until = Timestamp::from_microsecond(at)?.saturating_add(SignedDuration::from_hours(24 * 365 * 70))?;
        let review = Review { claim, expected, request, until, may_release_others: false, shipped: None, stamp: stamp(by, at)? };
        Ok(Answered::Reviewed(self.store.review(vec![review])))
    }

    /// Reviewers take the last claims that nobody has looked at.
    fn take_latest(&mut self, at: i64) -> Result<(), Box<dyn Error>> {
        for known in std::mem::take(&mut self.latest) {
            let by = format!("Reviewer {:02}", self.reviewers.pick(&mut self.dice) + 1);
            let answer = self.review(known.id, known.version, ReviewRequest::Take, &by, at)?;
            self.under_way(answer)?;
        }
        Ok(())
    }

    fn under_way(&mut self, answer: Answered) -> Result<(), Box<dyn Error>> {
        self.under_way.push(answer);
        if self.under_way.len() >= UNDER_WAY { self.settle() } else { Ok(()) }
    }

    /// Waits for what is under way, and looks whether it was done.
    fn settle(&mut self) -> Result<(), Box<dyn Error>> {
        for answer in std::mem::take(&mut self.under_way) {
            let refused = match answer {
                Answered::Added(answer) => {
                    Some(self.runtime.block_on(answer)?).filter(|added| *added != Added::New).map(|added| format!("{added:?}"))
                }
                Answered::Revised(answer) => {
                    Some(self.runtime.block_on(answer)?).filter(|revised| !matches!(revised, Revised::Done(_))).map(|revised| format!("{revised:?}"))
                }
                Answered::Reviewed(answer) => {
                    let outcomes = self.runtime.block_on(answer)?;
                    outcomes.iter().find(|outcome| !matches!(outcome, ReviewOutcome::Done(_))).map(|outcome| format!("{outcome:?}"))
                }
            };
            if let Some(refused) = refused {
                return Err(StoreError::Failed(format!("an act of the generator was refused: {refused}")).into());
            }
        }
        Ok(())
    }
}

fn stamp(by: &str, at: i64) -> Result<Stamp, jiff::Error> {
    Ok(Stamp { by: by.to_owned(), at: Timestamp::from_microsecond(at)? })
}

/// An identity as the service makes them at this time, but for its chance, which is that of the dice.
fn identity(dice: &mut Dice, at: i64) -> uuid::Uuid {
    uuid::Builder::from_unix_timestamp_millis(u64::try_from(at / 1000).unwrap_or(0), &dice.bytes()).into_uuid()
}
