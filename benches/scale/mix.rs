//! What is asked of the service while it is timed: the published mix.
//!
//! In: a database that `fill` made. Out: requests under the names of their kinds, in the same order for the same database.
//! Deliberately absent: sending them (`load`).

use crate::dice::Dice;
use rusqlite::Connection;
use std::error::Error;

/// A request and the kind of question it is.
pub(crate) struct Request {
    pub(crate) kind: &'static str,
    pub(crate) path: String,
}

/// What a database has to ask for.
pub(crate) struct Known {
    pub(crate) claims: Vec<String>,
    articles: Vec<String>,
    /// Outlets, that with most claims first.
    outlets: Vec<String>,
    /// Slugs, that with most claims first.
    sources: Vec<String>,
    /// Days with claims, the first one first.
    days: Vec<String>,
    /// Words of claims, as they come.
    words: Vec<String>,
}

impl Known {
    /// Looks around in a database.
    pub(crate) fn of(connection: &Connection, dice: &mut Dice) -> Result<Self, Box<dyn Error>> {
        let ask = |sql: &str| -> rusqlite::Result<Vec<String>> { connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect() };
        let last: i64 = connection.query_row("SELECT max(claim) FROM claims", [], |row| row.get(0))?;
        let mut known = Self {
            claims: Vec::new(),
            articles: Vec::new(),
            outlets: ask("SELECT name FROM articles JOIN outlets USING (outlet) GROUP BY outlet ORDER BY sum(claims) DESC")?,
            sources: ask(
                "SELECT slug FROM sources JOIN (SELECT source, count(*) AS claims FROM claims GROUP BY 1) USING (source) ORDER BY claims DESC, 1",
            )?,
            days: ask("SELECT DISTINCT date(created_at / 1000000, 'unixepoch') FROM articles ORDER BY 1")?,
            words: Vec::new(),
        };
        let mut one = connection.prepare(
            "SELECT lower(hex(claims.id)), lower(hex(articles.id)), text FROM claims JOIN articles USING (article) JOIN claim_texts USING (claim)
             WHERE claim >= ? AND withdrawn_at IS NULL ORDER BY claim LIMIT 1",
        )?;
        for _ in 0..2000 {
            let at = dice.below(usize::try_from(last)?);
            let (claim, article, text): (String, String, String) =
                one.query_row([i64::try_from(at)?], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            known.claims.push(dashes(&claim));
            known.articles.push(dashes(&article));
            let words: Vec<&str> = text.split(' ').collect();
            known.words.push(words[dice.below(words.len())].to_owned());
        }
        Ok(known)
    }

    fn outlet(&self, place: f64) -> String {
        self.outlets[at(place, self.outlets.len())].replace(' ', "%20")
    }

    fn source(&self, place: f64) -> &str {
        &self.sources[at(place, self.sources.len())]
    }

    /// Days from this place on: the first one and the one behind the last.
    fn range(&self, place: f64, days: usize) -> (&str, &str) {
        let first = at(place, self.days.len().saturating_sub(days).max(1));
        (&self.days[first], &self.days[(first + days).min(self.days.len() - 1)])
    }

    fn any<'a>(&self, dice: &mut Dice, of: &'a [String]) -> &'a str {
        &of[dice.below(of.len())]
    }
}

/// An index: 0 is the first, 1 the last.
fn at(place: f64, count: usize) -> usize {
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a small number")]
    let index = (place * count as f64) as usize;
    index.min(count.saturating_sub(1))
}

fn dashes(id: &str) -> String {
    [&id[..8], &id[8..12], &id[12..16], &id[16..20], &id[20..]].join("-")
}

/// Every filter alone, with values that are frequent, middling and rare.
fn alone(known: &Known, dice: &mut Dice) -> Vec<String> {
    let mut all = vec![String::new()];
    let words = |name: &str, values: &[&str]| values.iter().map(|value| format!("{name}={value}")).collect::<Vec<_>>();
    all.extend(words("status", &["confirmed", "attributed", "asserted", "unconfirmed", "disputed", "denied"]));
    all.extend(words("kind", &["official", "organisation", "person", "media", "document", "group", "anonymous", "newsroom"]));
    all.extend(words("review", &["pending", "taken", "decided"]));
    all.extend(words("verdict", &["verified", "refuted", "misattributed", "unverifiable"]));
    all.extend(words("sort", &["newest", "oldest", "updated", "urgent"]));
    all.extend(["recheck=true".to_owned(), "withdrawn=true".to_owned()]);
    all.extend([0.0, 0.5, 0.99].map(|place| format!("outlet={}", known.outlet(place))));
    all.extend([0.0, 0.001, 0.01, 0.1, 0.9].map(|place| format!("source={}", known.source(place))));
    all.extend(["Reviewer%2001", "Reviewer%2025"].map(|name| format!("taken_by={name}")));
    all.extend(["Reviewer%2001", "Reviewer%2025", "Nobody"].map(|name| format!("decided_by={name}")));
    all.extend((0..3).map(|_| format!("article={}", known.any(dice, &known.articles))));
    all.push(format!("updated_since={}", known.range(0.98, 1).0));
    all
}

/// Filters together: what is rare with what is frequent, what hardly ever goes together, and what the desk asks for.
fn together(known: &Known) -> Vec<String> {
    let (first_outlet, last_outlet) = (known.outlet(0.0), known.outlet(0.99));
    let (first, middle, last) = (known.source(0.0), known.source(0.01), known.source(0.9));
    vec![
        "review=pending&sort=urgent".to_owned(),
        "review=pending&status=disputed&status=denied&status=unconfirmed&sort=urgent".to_owned(),
        "review=pending&status=denied&sort=urgent".to_owned(),
        format!("review=pending&outlet={last_outlet}&sort=urgent"),
        format!("review=pending&source={last}&sort=urgent"),
        format!("review=pending&source={middle}&sort=urgent"),
        "review=pending&kind=anonymous&sort=urgent".to_owned(),
        "status=attributed&kind=anonymous".to_owned(),
        "status=denied&kind=anonymous".to_owned(),
        "status=denied&kind=newsroom".to_owned(),
        "status=asserted&verdict=misattributed".to_owned(),
        "status=asserted&kind=official".to_owned(),
        "kind=document&verdict=refuted&status=confirmed".to_owned(),
        "kind=anonymous&review=taken".to_owned(),
        format!("status=attributed&source={last}"),
        format!("status=disputed&source={last}"),
        format!("status=denied&source={middle}"),
        format!("status=unconfirmed&source={first}&review=decided"),
        format!("source={first}&outlet={last_outlet}"),
        format!("source={middle}&outlet={last_outlet}"),
        format!("status=attributed&outlet={last_outlet}"),
        format!("status=denied&outlet={first_outlet}&kind=group"),
        format!("kind=media&outlet={last_outlet}&review=decided&verdict=refuted"),
        "decided_by=Reviewer%2001&verdict=misattributed&status=asserted".to_owned(),
        "decided_by=Reviewer%2025&status=attributed".to_owned(),
        format!("decided_by=Reviewer%2001&source={middle}"),
        format!("decided_by=Reviewer%2001&source={last}"),
        format!("verdict=misattributed&outlet={last_outlet}&sort=oldest"),
        format!("status=confirmed&verdict=unverifiable&source={middle}"),
        format!("review=decided&sort=updated&source={middle}"),
        "review=decided&sort=updated&kind=anonymous".to_owned(),
        "verdict=refuted&sort=updated".to_owned(),
        "status=attributed&review=pending&sort=oldest".to_owned(),
    ]
}

/// Days, weeks and months, at the start, in the middle and at the end, with other filters and without.
fn ranges(known: &Known) -> Vec<String> {
    let mut all = Vec::new();
    for place in [0.01, 0.5, 0.97] {
        for (days, others) in [(1, ""), (7, ""), (30, ""), (7, "&status=denied"), (30, "&kind=anonymous"), (30, "&verdict=misattributed")] {
            let (since, until) = known.range(place, days);
            all.push(format!("since={since}&until={until}{others}"));
        }
        let (since, until) = known.range(place, 30);
        all.push(format!("since={since}&until={until}&source={}", known.source(0.0)));
        all.push(format!("since={since}&until={until}&source={}", known.source(0.01)));
        all.push(format!("since={since}&until={until}&outlet={}", known.outlet(0.99)));
        all.push(format!("since={since}&until={until}&review=pending&sort=urgent"));
        all.push(format!("since={since}&until={until}&sort=oldest"));
        all.push(format!("until={until}"));
        all.push(format!("until={until}&status=attributed"));
        all.push(format!("until={until}&review=pending"));
    }
    all
}

/// Lists whose pages deep down are asked for.
pub(crate) fn deep(known: &Known) -> Vec<String> {
    let outlet = known.outlet(0.0);
    let source = known.source(0.0);
    ["", "status=attributed", "kind=person", "review=pending&sort=urgent", "sort=oldest", "sort=updated"]
        .map(str::to_owned)
        .into_iter()
        .chain([format!("outlet={outlet}"), format!("source={source}"), format!("status=attributed&outlet={outlet}")])
        .collect()
}

/// Words, as people search for them.
fn words(known: &Known, dice: &mut Dice) -> Vec<String> {
    let mut all: Vec<String> = ["the", "of%20the", "more", "the&sort=urgent&review=pending"].map(|words| format!("q={words}")).into();
    for _ in 0..40 {
        let (one, other) = (known.any(dice, &known.words), known.any(dice, &known.words));
        all.push(format!("q={}", encoded(one)));
        all.push(format!("q={}%20{}", encoded(one), encoded(other)));
        all.push(format!("q={}&status=denied", encoded(one)));
        all.push(format!("q={}&source={}", encoded(one), known.source(0.001)));
    }
    all
}

/// What the desk shows beside its chips and in its overview.
fn counts(known: &Known) -> (Vec<String>, Vec<String>) {
    let (since, until) = known.range(0.5, 30);
    let stats = vec![
        String::new(),
        "review=pending".to_owned(),
        "status=denied&review=pending".to_owned(),
        format!("outlet={}", known.outlet(0.0)),
        format!("outlet={}&review=pending", known.outlet(0.99)),
        format!("since={since}&until={until}"),
        format!("since={since}"),
    ];
    let mut groups = Vec::new();
    for by in ["status", "kind", "review", "verdict", "outlet", "source", "article"] {
        groups.push(format!("by={by}"));
        groups.push(format!("by={by}&review=pending"));
        groups.push(format!("by={by}&status=denied&review=pending"));
        groups.push(format!("by={by}&source={}", known.source(0.0)));
        groups.push(format!("by={by}&source={}", known.source(0.01)));
        groups.push(format!("by={by}&outlet={}", known.outlet(0.0)));
        groups.push(format!("by={by}&since={since}&until={until}"));
        groups.push(format!("by={by}&q=more"));
    }
    (stats, groups)
}

/// One kind of question: its name, how many of a hundred requests it makes up, and what is asked.
pub(crate) struct Share {
    pub(crate) kind: &'static str,
    pub(crate) percent: f64,
    pub(crate) paths: Vec<String>,
}

fn share(kind: &'static str, percent: f64, list: &str, queries: Vec<String>) -> Share {
    let paths = queries.into_iter().map(|query| if query.is_empty() { list.to_owned() } else { format!("{list}?{query}") }).collect();
    Share { kind, percent, paths }
}

/// Single claims and lists of claims: the figure of 5 ms is for these. `deep` are paths that lead deep into lists.
pub(crate) fn claims(known: &Known, dice: &mut Dice, deep: Vec<String>) -> Vec<Share> {
    let list = "/v1/claims";
    vec![
        Share { kind: "one claim", percent: 40.0, paths: known.claims.iter().map(|id| format!("{list}/{id}")).collect() },
        share("one filter", 20.0, list, alone(known, dice)),
        share("filters together", 20.0, list, together(known)),
        share("date ranges", 12.0, list, ranges(known)),
        Share { kind: "deep pages", percent: 8.0, paths: deep },
    ]
}

/// Searches in the words of claims: the figure of 30 ms is for these.
pub(crate) fn searches(known: &Known, dice: &mut Dice) -> Vec<Share> {
    vec![share("words", 100.0, "/v1/claims", words(known, dice))]
}

/// Overviews: the figure of 5 ms is for these.
pub(crate) fn stats(known: &Known) -> Vec<Share> {
    vec![share("stats", 100.0, "/v1/stats", counts(known).0)]
}

/// Counts beside the desk's chips.
pub(crate) fn groups(known: &Known) -> Vec<Share> {
    vec![share("groups", 100.0, "/v1/claims/groups", counts(known).1)]
}

/// So many requests of these shares.
pub(crate) fn draw(shares: &[Share], count: usize, dice: &mut Dice) -> Vec<Request> {
    let weights: Vec<(usize, f64)> = shares.iter().enumerate().map(|(at, share)| (at, share.percent)).collect();
    let one = |_| {
        let share = &shares[dice.weighted(&weights)];
        Request { kind: share.kind, path: share.paths[dice.below(share.paths.len())].clone() }
    };
    (0..count).map(one).collect()
}

/// A word as it stands in an address.
fn encoded(word: &str) -> String {
    word.bytes().map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
