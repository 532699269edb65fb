//! The network's links, kept sparse so that memory grows linearly with the text.
//!
//! In: rows of link scores, window by window. Out: for two pieces, how sure the network is that one points at the other.
//! Deliberately absent: what the links mean together (`attribution`).

use std::ops::Range;

/// A link less likely than e^-8 (0.03 %) is never followed, so it is not kept: the assembly gives up at e^-6.
const FAINTEST: f32 = -8.0;

/// Links out of every piece, from every window in which it stood.
#[derive(Debug, Default)]
pub struct Links {
    windows: Vec<WindowLinks>,
    /// For each piece the windows it stands in (at most two).
    of_piece: Vec<[Option<u32>; 2]>,
}

#[derive(Debug)]
struct WindowLinks {
    pieces: Range<usize>,
    rows: Vec<Row>,
}

/// Where one piece points: log probabilities.
#[derive(Debug, Default, Clone)]
struct Row {
    none: f32,
    targets: Vec<(u32, f32)>,
}

impl Links {
    /// Links among `count` pieces.
    #[must_use]
    pub fn new(count: usize) -> Self {
        Self { windows: Vec::new(), of_piece: vec![[None; 2]; count] }
    }

    /// Adds the rows of a window: raw scores, column 0 for none, column k + 1 for the window's piece k.
    pub fn add<'r>(&mut self, pieces: Range<usize>, rows: impl Iterator<Item = &'r [f32]>) {
        let number = u32::try_from(self.windows.len()).unwrap_or(u32::MAX);
        for piece in pieces.clone() {
            if let Some(free) = self.of_piece[piece].iter_mut().find(|slot| slot.is_none()) {
                *free = Some(number);
            }
        }
        let rows = rows.map(|scores| sparse(scores, pieces.start)).collect();
        self.windows.push(WindowLinks { pieces, rows });
    }

    fn row(&self, window: u32, piece: usize) -> Option<&Row> {
        let window = self.windows.get(window as usize)?;
        window.rows.get(piece.checked_sub(window.pieces.start)?)
    }

    fn windows_of(&self, piece: usize) -> impl Iterator<Item = u32> + '_ {
        self.of_piece.get(piece).into_iter().flatten().flatten().copied()
    }

    /// How sure the network is that the pieces of `from` point into `to`: the mean log probability over `from`, in the window
    /// in which the two stand most in the middle; none where no window holds both.
    #[must_use]
    pub fn score(&self, from: Range<usize>, to: Range<usize>) -> Option<f32> {
        let length = from.len().max(1) as f32;
        let window = self.central_window(&[&from, &to])?;
        Some(from.map(|piece| self.row(window, piece).map_or(FAINTEST, |row| row.towards(&to))).sum::<f32>() / length)
    }

    /// How sure the network is that the pieces of `from` point nowhere, in the window in which they stand most in the middle.
    #[must_use]
    pub fn none(&self, from: Range<usize>) -> Option<f32> {
        let length = from.len().max(1) as f32;
        let window = self.central_window(&[&from])?;
        Some(from.map(|piece| self.row(window, piece).map_or(FAINTEST, |row| row.none)).sum::<f32>() / length)
    }

    /// The window that holds all these ranges, farthest from its edges; the first of equals.
    fn central_window(&self, ranges: &[&Range<usize>]) -> Option<u32> {
        let margin = |window: &WindowLinks| {
            ranges.iter().map(|range| (range.start - window.pieces.start).min(window.pieces.end - range.end)).min().unwrap_or(0)
        };
        self.windows_of(ranges.first()?.start)
            .filter_map(|w| Some((w, self.windows.get(w as usize)?)))
            .filter(|(_, window)| ranges.iter().all(|range| holds(window, range)))
            .map(|(w, window)| (w, margin(window)))
            .reduce(|a, b| if b.1 > a.1 { b } else { a })
            .map(|(w, _)| w)
    }

    /// The likeliest targets of one piece within `among`, over all its windows, likeliest first; none stands for "nowhere".
    #[must_use]
    pub fn targets(&self, piece: usize, among: &Range<usize>) -> Vec<(Option<usize>, f32)> {
        let mut found: Vec<(Option<usize>, f32)> = Vec::new();
        for row in self.windows_of(piece).filter_map(|w| self.row(w, piece)) {
            let targets = row.targets.iter().map(|&(target, score)| (Some(target as usize), score));
            for (target, score) in targets.chain([(None, row.none)]) {
                if target.is_some_and(|target| !among.contains(&target)) {
                    continue;
                }
                match found.iter_mut().find(|(known, _)| *known == target) {
                    Some((_, best)) => *best = best.max(score),
                    None => found.push((target, score)),
                }
            }
        }
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        found
    }
}

fn holds(window: &WindowLinks, range: &Range<usize>) -> bool {
    window.pieces.start <= range.start && range.end <= window.pieces.end
}

impl Row {
    /// Log probability of pointing anywhere into `to`.
    fn towards(&self, to: &Range<usize>) -> f32 {
        let sum: f32 = self.targets.iter().filter(|(target, _)| to.contains(&(*target as usize))).map(|(_, score)| score.exp()).sum();
        if sum > 0.0 { sum.ln().max(FAINTEST) } else { FAINTEST }
    }
}

/// Log probabilities of a row of raw scores, faint ones left out.
fn sparse(scores: &[f32], first_piece: usize) -> Row {
    let scores = log_probabilities(scores);
    let mut row = Row { none: scores.first().copied().unwrap_or(0.0).max(FAINTEST), targets: Vec::new() };
    for (piece, &score) in (first_piece..).zip(scores.iter().skip(1)) {
        if score > FAINTEST {
            row.targets.push((u32::try_from(piece).unwrap_or(u32::MAX), score));
        }
    }
    row
}

/// Log softmax.
#[must_use]
pub(super) fn log_probabilities(scores: &[f32]) -> Vec<f32> {
    let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let total: f32 = scores.iter().map(|score| (score - highest).exp()).sum::<f32>().ln();
    scores.iter().map(|score| score - highest - total).collect()
}
