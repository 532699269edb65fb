//! From labelled spans and links to attributions.
//!
//! In: the tagger's spans and links. Out: groups of one cue, its source and its contents, as ranges of pieces.
//! Deliberately absent: exact bounds (`extent`), what runs on (`continuation`), what is nested (`nesting`).
//!
//! Each content goes to the cue that it points at most surely, the sentences of a longer one each by itself; each cue then takes
//! the source that it points at and that points back, or none where the network is surer of none: a nearest one would be a guess.
//! A source may serve several cues ("He said X, even suggesting Y"). The thresholds are from the selection articles of the
//! training set.

use crate::engine::tagger::{LabelledSpan, Links, Role, Tagging};
use std::ops::Range;

/// No link below this log probability (0.25 %) is followed.
const FAINTEST_LINK: f32 = -6.0;
/// A content stays without a cue only where "nowhere" is surer than its best cue by more than this.
const LEAD_OF_NONE: f32 = 1.0;
/// A cue's pointing at its source counts in full, the source's pointing at its cue half: the second head was trained for it.
const WEIGHT_BACKWARD: f32 = 0.5;
/// A source and its cue lie within this many pieces: half a window.
const SOURCE_REACH: usize = 127;

/// One attribution, as ranges of pieces.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Group {
    /// Who it comes from.
    pub source: Option<LabelledSpan>,
    /// What links; none for a content that points nowhere.
    pub cue: Option<LabelledSpan>,
    /// What is attributed, in order, never empty.
    pub contents: Vec<LabelledSpan>,
    /// Log probability of the weakest content link.
    pub content_link: f32,
    /// Log probability of the source link; 0 where there is no source and the network says so.
    pub source_link: f32,
}

/// Groups the spans of a text.
#[must_use]
pub(super) fn assemble(tagging: &Tagging) -> Vec<Group> {
    let of_role = |role: Role| tagging.spans.iter().filter(move |span| span.role == role).cloned().collect::<Vec<_>>();
    let (cues, sources) = (of_role(Role::Cue), of_role(Role::Source));
    let mut groups: Vec<Group> =
        cues.iter().map(|cue| Group { source: None, cue: Some(cue.clone()), contents: Vec::new(), content_link: 0.0, source_link: 0.0 }).collect();
    let mut orphans = Vec::new();
    let contents = of_role(Role::Content);
    let mut chosen: Vec<Option<(usize, f32)>> = contents.iter().map(|content| best_cue(&tagging.cue_links, content, &cues)).collect();
    follow_neighbours(&contents, &mut chosen);
    for (content, choice) in contents.into_iter().zip(chosen) {
        match choice {
            Some((at, score)) => {
                groups[at].contents.push(content);
                groups[at].content_link = groups[at].content_link.min(score);
            }
            None => orphans.push(content),
        }
    }
    for group in groups.iter_mut().filter(|group| !group.contents.is_empty()) {
        if let Some(cue) = &group.cue {
            let (source, score) = best_source(tagging, cue, &sources);
            group.source = source;
            group.source_link = score;
        }
    }
    groups.retain(|group| !group.contents.is_empty());
    groups.iter_mut().for_each(|group| join_sentences(&mut group.contents));
    groups.extend(orphans.into_iter().map(|content| Group { source: None, cue: None, contents: vec![content], content_link: 0.0, source_link: 0.0 }));
    groups.sort_by_key(Group::start);
    groups
}

/// A sentence of a longer content that points nowhere by itself goes where the one before it goes, or else the one behind it.
fn follow_neighbours(contents: &[LabelledSpan], chosen: &mut [Option<(usize, f32)>]) {
    for at in 1..contents.len() {
        if chosen[at].is_none() && contents[at].runs_on {
            chosen[at] = chosen[at - 1];
        }
    }
    for at in (1..contents.len()).rev() {
        if chosen[at - 1].is_none() && contents[at].runs_on {
            chosen[at - 1] = chosen[at];
        }
    }
}

/// Makes one of the sentences of a longer content that go to the same cue.
fn join_sentences(contents: &mut Vec<LabelledSpan>) {
    contents.dedup_by(|next, content| {
        let joins = next.runs_on && content.pieces.end == next.pieces.start;
        if joins {
            let weight = |span: &LabelledSpan| span.certainty * span.pieces.len() as f32;
            let sum = weight(content) + weight(next);
            content.pieces.end = next.pieces.end;
            content.certainty = sum / content.pieces.len() as f32;
        }
        joins
    });
}

impl Group {
    /// The first piece of any of its parts.
    #[must_use]
    fn start(&self) -> usize {
        let parts = self.source.iter().chain(&self.cue).chain(&self.contents);
        parts.map(|span| span.pieces.start).min().unwrap_or(0)
    }
}

/// The cue that a content points at most surely, if any.
fn best_cue(links: &Links, content: &LabelledSpan, cues: &[LabelledSpan]) -> Option<(usize, f32)> {
    // Cues are in order: only those within two windows of the content can share one with it.
    let near = nearby(cues, &content.pieces, 512);
    let best =
        near.filter_map(|at| Some((at, link_of_part(links, &content.pieces, &cues[at].pieces)?))).reduce(|a, b| if b.1 > a.1 { b } else { a })?;
    let none = links.none(ends_of(&content.pieces).0).unwrap_or(FAINTEST_LINK);
    (best.1 > FAINTEST_LINK && best.1 >= none - LEAD_OF_NONE).then_some(best)
}

/// The indices of the spans that lie within `reach` pieces of a range.
fn nearby(spans: &[LabelledSpan], range: &Range<usize>, reach: usize) -> Range<usize> {
    let first = spans.partition_point(|span| span.pieces.end + reach < range.start);
    let end = spans.partition_point(|span| span.pieces.start < range.end + reach);
    first..end.max(first)
}

/// A content longer than a window never shares one with its cue whole: then the end nearer to the cue speaks for it.
fn link_of_part(links: &Links, content: &Range<usize>, cue: &Range<usize>) -> Option<f32> {
    links.score(content.clone(), cue.clone()).or_else(|| {
        let (head, tail) = ends_of(content);
        if cue.start < content.start { links.score(head, cue.clone()) } else { links.score(tail, cue.clone()) }
    })
}

/// The first and the last pieces of a range: 32, a long clause.
fn ends_of(range: &Range<usize>) -> (Range<usize>, Range<usize>) {
    let part = range.len().min(32);
    (range.start..range.start + part, range.end - part..range.end)
}

/// The source of a cue with the log probability of the link: the one that both heads together prefer, unless the cue's own head
/// is surer that there is none.
fn best_source(tagging: &Tagging, cue: &LabelledSpan, sources: &[LabelledSpan]) -> (Option<LabelledSpan>, f32) {
    let head = cue.pieces.start..cue.pieces.start + 1;
    let none = tagging.source_links.none(head.clone()).unwrap_or(FAINTEST_LINK);
    let best = nearby(sources, &cue.pieces, SOURCE_REACH)
        .filter_map(|at| {
            let source = &sources[at];
            let forward = tagging.source_links.score(head.clone(), source.pieces.clone())?;
            let backward = tagging.cue_links.score(source.pieces.clone(), cue.pieces.clone()).unwrap_or(FAINTEST_LINK).max(FAINTEST_LINK);
            Some((source, forward, forward + WEIGHT_BACKWARD * backward))
        })
        .reduce(|a, b| if b.2 > a.2 { b } else { a });
    match best {
        Some((source, forward, _)) if forward > none => (Some(source.clone()), forward),
        _ => (None, none),
    }
}

#[cfg(test)]
mod tests {
    use super::{follow_neighbours, join_sentences};
    use crate::engine::tagger::{LabelledSpan, Role};

    fn content(pieces: std::ops::Range<usize>, runs_on: bool) -> LabelledSpan {
        LabelledSpan { role: Role::Content, pieces, certainty: 0.5, runs_on }
    }

    #[test]
    fn a_sentence_of_a_quotation_that_points_nowhere_goes_with_the_one_beside_it() {
        let contents = [content(0..4, false), content(4..8, true), content(8..12, false)];
        let mut chosen = [Some((2, -0.1)), None, None];
        follow_neighbours(&contents, &mut chosen);
        assert_eq!(chosen, [Some((2, -0.1)), Some((2, -0.1)), None], "the third begins anew");
        let mut chosen = [None, Some((1, -0.2)), None];
        follow_neighbours(&contents, &mut chosen);
        assert_eq!(chosen, [Some((1, -0.2)), Some((1, -0.2)), None]);
    }

    #[test]
    fn sentences_of_one_quotation_are_one_content_and_others_are_not() {
        let mut contents = vec![content(0..4, false), content(4..8, true), content(8..12, false)];
        join_sentences(&mut contents);
        assert_eq!(contents.iter().map(|content| content.pieces.clone()).collect::<Vec<_>>(), [0..8, 8..12]);
    }
}
