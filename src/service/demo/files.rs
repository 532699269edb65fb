//! The demo articles as they stand in `demo/`.
//!
//! In: the embedded files: lines `name: value`, an empty line, the text. Out: articles, dated by how many days ago they came out.
//! Deliberately absent: dates. The demo is always of the last week.

use crate::domain::Submission;
use jiff::Timestamp;

/// Every demo article; a revised text is a file of its own.
pub(super) static ARTICLES: &[&str] = &[
    include_str!("../../../demo/co-7688.txt"),
    include_str!("../../../demo/co-7702.txt"),
    include_str!("../../../demo/co-7719.txt"),
    include_str!("../../../demo/hg-2041.txt"),
    include_str!("../../../demo/hg-2042.txt"),
    include_str!("../../../demo/hg-2043.txt"),
    include_str!("../../../demo/hg-2044.txt"),
    include_str!("../../../demo/hg-2045.txt"),
    include_str!("../../../demo/nw-501121.txt"),
    include_str!("../../../demo/nw-501150-revised.txt"),
    include_str!("../../../demo/nw-501150.txt"),
    include_str!("../../../demo/nw-501164.txt"),
    include_str!("../../../demo/nw-501177.txt"),
    include_str!("../../../demo/tc-88075.txt"),
    include_str!("../../../demo/tc-88097.txt"),
    include_str!("../../../demo/tc-88102.txt"),
    include_str!("../../../demo/tc-88121-revised.txt"),
    include_str!("../../../demo/tc-88121.txt"),
    include_str!("../../../demo/vp-3291.txt"),
    include_str!("../../../demo/vp-3298.txt"),
    include_str!("../../../demo/vp-3304.txt"),
    include_str!("../../../demo/vp-3310.txt"),
];

/// A demo article.
#[derive(Debug, Default)]
pub(super) struct DemoArticle<'a> {
    outlet: &'a str,
    id: &'a str,
    title: &'a str,
    byline: Option<&'a str>,
    days_ago: i64,
    minute_of_day: i64,
    body: &'a str,
    /// Who reviewed its claims, and how.
    pub(super) reviews: Vec<DemoReview<'a>>,
}

/// What somebody found about a claim of a demo article: `review: PERSON | VERDICT | words of the claim | reason`.
#[derive(Debug)]
pub(super) struct DemoReview<'a> {
    pub(super) by: &'a str,
    pub(super) verdict: &'a str,
    pub(super) words: &'a str,
    pub(super) reason: Option<&'a str>,
}

impl<'a> DemoArticle<'a> {
    /// Reads a file; none where it is not one.
    pub(super) fn read(text: &'a str) -> Option<Self> {
        let (head, body) = text.split_once("\n\n")?;
        let mut article = Self { body: body.trim_end(), ..Self::default() };
        for line in head.lines() {
            let (name, value) = line.split_once(": ")?;
            match name {
                "outlet" => article.outlet = value,
                "id" => article.id = value,
                "title" => article.title = value,
                "byline" => article.byline = Some(value),
                "days-ago" => article.days_ago = value.parse().ok()?,
                "time" => {
                    let (hours, minutes) = value.split_once(':')?;
                    article.minute_of_day = hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?;
                }
                "review" => {
                    let mut parts = value.split(" | ");
                    let (by, verdict, words) = (parts.next()?, parts.next()?, parts.next()?);
                    article.reviews.push(DemoReview { by, verdict, words, reason: parts.next() });
                }
                _ => return None,
            }
        }
        (!article.outlet.is_empty() && !article.id.is_empty() && !article.title.is_empty()).then_some(article)
    }

    /// When it came out, if it is now `now`: so many days before today, and today's articles never in the future.
    pub(super) fn published(&self, now: Timestamp) -> Timestamp {
        let midnight = now.as_second() - now.as_second().rem_euclid(24 * 60 * 60);
        let second = midnight - self.days_ago * 24 * 60 * 60 + self.minute_of_day * 60;
        // Today's articles, where the day is younger than their hour, came out in its first minutes or just before it.
        let latest = now.as_second() - (24 * 60 - self.minute_of_day) * 2;
        Timestamp::from_second(second.min(latest)).unwrap_or(now)
    }

    /// The article as a newsroom would post it.
    pub(super) fn submission(&self, published: Timestamp) -> Submission {
        Submission {
            outlet: self.outlet.to_owned(),
            external_id: self.id.to_owned(),
            title: Some(self.title.to_owned()),
            body: self.body.to_owned(),
            byline: self.byline.map(str::to_owned),
            published_at: Some(published.to_string()),
            language: Some("en".to_owned()),
            ..Submission::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_demo_can_be_read() {
        for text in ARTICLES {
            assert!(DemoArticle::read(text).is_some(), "{text}");
        }
        assert!(ARTICLES.len() >= 20);
    }

    #[test]
    fn a_revision_comes_out_after_what_it_revises_and_nothing_in_the_future() {
        let now: Timestamp = "2024-05-07T00:03:00Z".parse().unwrap();
        let at = |id: &str, words: &str| {
            let of = |text: &&&str| text.contains(&format!("id: {id}\n")) && text.contains(words);
            DemoArticle::read(ARTICLES.iter().find(of).unwrap()).unwrap().published(now)
        };
        assert!(at("tc-88121", "several media reports") < at("tc-88121", "his office confirmed"));
        assert!(ARTICLES.iter().all(|text| DemoArticle::read(text).unwrap().published(now) < now));
    }
}
