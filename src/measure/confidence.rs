//! Whether confidences mean something.
//!
//! In: the confidence of each attribution that was found, and whether it is right. Out: how far confidences are from the share that is
//! right, and how well they tell right from wrong.
//! Deliberately absent: what counts as right (`attributions`).

use super::figures::rounded;
use super::words::ratio;

/// How good confidences are. Figures are rounded to four decimals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ConfidenceFigures {
    /// Expected calibration error (Naeini, Cooper, Hauskrecht 2015), 0 to 1: attributions are sorted by confidence into ten bins of one
    /// size; it is the mean distance of a bin's mean confidence from the share of it that is right. Of equal confidences each counts
    /// for the share of all of them that is right.
    pub calibration_error: f64,
    /// Area under the ROC curve, 0 to 1: how probably a right one has a higher confidence than a wrong one, where equal ones count half.
    /// A constant has 0.5; none where all are right or all are wrong.
    pub auroc: Option<f64>,
}

const BINS: usize = 10;

/// The figures of confidences, each with whether its attribution is right; none where there are no attributions.
pub(super) fn measure_confidence(mut all: Vec<(f64, bool)>) -> Option<ConfidenceFigures> {
    if all.is_empty() {
        return None;
    }
    all.sort_by(|one, other| one.0.total_cmp(&other.0));
    let one = ratio(1, all.len());
    // Equal confidences are right as often as they are together, whichever of them falls into a bin.
    let off: Vec<f64> = all
        .chunk_by(|one, other| one.0.total_cmp(&other.0).is_eq())
        .flat_map(|equal| {
            let right = ratio(equal.iter().filter(|(_, right)| *right).count(), equal.len());
            equal.iter().map(move |(confidence, _)| confidence - right)
        })
        .collect();
    let bin = |at: usize| off[at * all.len() / BINS..(at + 1) * all.len() / BINS].iter().sum::<f64>().abs();
    let calibration_error = rounded((0..BINS).map(bin).sum::<f64>() * one);

    let right = all.iter().filter(|(_, right)| *right).count();
    let wrong = all.len() - right;
    // Twice the pairs that stand in the right order, so that a pair of equals is a whole number.
    let (mut in_order, mut wrong_below) = (0, 0);
    for equal in all.chunk_by(|one, other| one.0.total_cmp(&other.0).is_eq()) {
        let right_here = equal.iter().filter(|(_, right)| *right).count();
        let wrong_here = equal.len() - right_here;
        in_order += right_here * (2 * wrong_below + wrong_here);
        wrong_below += wrong_here;
    }
    let auroc = (right > 0 && wrong > 0).then(|| rounded(ratio(in_order, 2 * right * wrong)));
    Some(ConfidenceFigures { calibration_error, auroc })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_constant_can_be_calibrated_and_tells_nothing() {
        let constant = |right: usize| (0..10).map(|at| (0.7, at < right)).collect::<Vec<_>>();
        let figures = measure_confidence(constant(7)).unwrap();
        assert_eq!(figures, ConfidenceFigures { calibration_error: 0.0, auroc: Some(0.5) });
        assert_eq!(measure_confidence(constant(2)).unwrap().calibration_error, 0.5);
        assert_eq!(measure_confidence(constant(10)).unwrap().auroc, None);
        assert_eq!(measure_confidence(Vec::new()), None);
    }

    #[test]
    fn confidences_that_are_right_and_tell_right_from_wrong_are_told_from_others() {
        // Of a hundred, the lower half says 0.2 and is right for a fifth, the upper half says 0.9 and is right for four fifths.
        let half = |confidence: f64, right: usize| (0..50).map(move |at| (confidence, at % 5 < right));
        let figures = measure_confidence(half(0.2, 1).chain(half(0.9, 4)).collect()).unwrap();
        // Right: 10 low, 40 high; wrong: 40 low, 10 high. In order: 40 x 40; equal: 10 x 40 and 40 x 10; of 2,500 pairs.
        assert_eq!(figures, ConfidenceFigures { calibration_error: 0.05, auroc: Some(0.8) });
        // The other way round.
        let figures = measure_confidence(half(0.9, 1).chain(half(0.2, 4)).collect()).unwrap();
        assert_eq!(figures, ConfidenceFigures { calibration_error: 0.65, auroc: Some(0.2) });
    }
}
