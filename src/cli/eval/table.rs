//! Figures as people read them.
//!
//! In: figures and mistakes. Out: lines of at most 80 columns, but for the words of mistakes, which are wrapped.
//! Deliberately absent: JSON (`wire`).

use super::examples;
use crate::cli::wrap::wrap;
use crate::measure::{AttributionFigures, ClaimFigures, Mistake, Score, SourceFigures, StatusScores, count_mistakes};
use anstyle::Style;
use std::io::{self, Write};

/// What was measured, each with its mistakes.
pub(super) struct Measured<'a> {
    pub(super) attributions: Option<&'a (AttributionFigures, Vec<Mistake>)>,
    pub(super) claims: Option<&'a (ClaimFigures, Vec<Mistake>)>,
    pub(super) sources: Option<&'a (SourceFigures, Vec<Mistake>)>,
}

const WIDTH: usize = 80;

/// Writes what was measured, and of each kind of mistake so many.
pub(super) fn write(output: &mut impl Write, measured: &Measured<'_>, errors: usize) -> io::Result<()> {
    if let Some((figures, mistakes)) = measured.attributions {
        let counts = format!("{} texts, {} gold attributions, {} found", figures.texts, figures.gold, figures.predicted);
        heading(output, "Attributions", &counts)?;
        for (name, roles) in [("words", figures.token), ("exact", figures.exact)] {
            for (role, score) in [("source", roles.source), ("cue", roles.cue), ("content", roles.content)] {
                write_score(output, &format!("{name}, {role}"), score)?;
            }
        }
        write_score(output, "what", figures.what)?;
        write_score(output, "who said what", figures.who_said_what)?;
        write_known_share(output, "source accuracy", figures.source_accuracy)?;
        if let Some(confidence) = figures.confidence {
            write_share(output, "confidence, error", confidence.calibration_error)?;
            write_known_share(output, "confidence, AUROC", confidence.auroc)?;
        }
        write_mistakes(output, mistakes, errors)?;
    }
    if let Some((figures, mistakes)) = measured.claims {
        heading(output, "Claims", &format!("{} texts, {} gold claims, {} found", figures.texts, figures.gold, figures.predicted))?;
        write_score(output, "claims", figures.claims)?;
        for (name, share) in [("source", figures.source), ("kind of source", figures.kind), ("status", figures.status)] {
            write_share(output, name, share)?;
        }
        write_statuses(output, &figures.statuses)?;
        write_share(output, "all right", figures.all_right)?;
        writeln!(output, "  {:22} {} of {}", "leaks", figures.leaks, figures.not_claims)?;
        write_mistakes(output, mistakes, errors)?;
    }
    if let Some((figures, mistakes)) = measured.sources {
        heading(output, "Sources of attributions", &format!("{} labelled", figures.labelled))?;
        for (name, share) in [("found", figures.found), ("source", figures.source), ("kind of source", figures.kind), ("status", figures.status)] {
            write_share(output, name, share)?;
        }
        write_statuses(output, &figures.statuses)?;
        write_share(output, "all right, end to end", figures.all_right)?;
        write_mistakes(output, mistakes, errors)?;
    }
    Ok(())
}

fn heading(output: &mut impl Write, name: &str, counts: &str) -> io::Result<()> {
    let bold = Style::new().bold();
    writeln!(output, "{bold}{name}{bold:#}: {counts}")
}

fn write_score(output: &mut impl Write, name: &str, score: Score) -> io::Result<()> {
    writeln!(output, "  {name:22} P {:.3}  R {:.3}  F {:.3}", score.precision, score.recall, score.f)
}

fn write_share(output: &mut impl Write, name: &str, share: f64) -> io::Result<()> {
    writeln!(output, "  {name:22} {share:.3}")
}

/// A share, or a dash where there is nothing to take a share of.
fn write_known_share(output: &mut impl Write, name: &str, share: Option<f64>) -> io::Result<()> {
    match share {
        Some(share) => write_share(output, name, share),
        None => writeln!(output, "  {name:22} -"),
    }
}

fn write_statuses(output: &mut impl Write, scores: &StatusScores) -> io::Result<()> {
    write_share(output, "status, macro-F", scores.macro_f)?;
    for (status, f) in &scores.f {
        writeln!(output, "    {:20} F {f:.3}", status.as_str())?;
    }
    Ok(())
}

fn write_mistakes(output: &mut impl Write, mistakes: &[Mistake], errors: usize) -> io::Result<()> {
    let (bold, dim) = (Style::new().bold(), Style::new().dimmed());
    writeln!(output, "  {bold}mistakes{bold:#}")?;
    let counts = count_mistakes(mistakes);
    if counts.is_empty() {
        writeln!(output, "    none")?;
    }
    for (kind, count) in &counts {
        writeln!(output, "    {:20} {count:>5}", kind.as_str())?;
    }
    for mistake in examples(mistakes, errors) {
        writeln!(output, "  {dim}{}, {}{dim:#}", mistake.kind, mistake.id)?;
        for line in wrap(&format!("“{}”", mistake.words), WIDTH - 4) {
            writeln!(output, "    {line}")?;
        }
        for (name, words) in [("want", &mistake.want), ("got", &mistake.got)].into_iter().filter(|(_, words)| !words.is_empty()) {
            for line in wrap(&format!("{name}: {words}"), WIDTH - 4) {
                writeln!(output, "    {dim}{line}{dim:#}")?;
            }
        }
    }
    writeln!(output)
}
