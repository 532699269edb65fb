//! The table of an article's claims, for people.
//!
//! In: a text and its analysis. Out: lines with colours, wrapped where there is a width to wrap to.
//! Deliberately absent: whether colours are wanted: the stream that it is written to takes them out.

use crate::cli::wrap::{pad, width_of, wrap};
use crate::domain::{Analysis, Basis, Claim, FurnitureKind, SourceRef, Status};
use anstyle::{AnsiColor, Style};
use std::io::{self, Write};

/// Columns that a source's name may take; longer names go on in the next line.
const SOURCE_WIDTH: usize = 28;
/// The longest status, "unconfirmed".
const STATUS_WIDTH: usize = 11;
/// Columns that a claim has at the least, however narrow the terminal is.
const NARROWEST_CLAIM: usize = 30;

/// Writes a heading, a line for each claim with its reasons below, and what was set apart. Wraps to `width` columns.
pub(super) fn write(output: &mut impl Write, name: &str, text: &str, analysis: &Analysis, width: Option<usize>) -> io::Result<()> {
    let (bold, dim) = (Style::new().bold(), Style::new().dimmed());
    writeln!(output, "{bold}{name}{bold:#}: {}", summary(&analysis.claims))?;
    let number_width = analysis.claims.len().to_string().len();
    let source_width = analysis.claims.iter().map(|claim| width_of(&source_name(&claim.source))).max().unwrap_or(0).min(SOURCE_WIDTH);
    let indent = number_width + 2 + STATUS_WIDTH + 2 + source_width + 2;
    let claim_width = width.map_or(usize::MAX, |width| width.saturating_sub(indent).max(NARROWEST_CLAIM));
    for (index, claim) in analysis.claims.iter().enumerate() {
        let colour = colour(claim.status);
        let number = format!("{:>number_width$}", index + 1);
        let mut first = format!("{dim}{number}{dim:#}  {colour}{}{colour:#}", pad(claim.status.as_str(), STATUS_WIDTH));
        let mut sources = wrap(&source_name(&claim.source), source_width).into_iter();
        let mut words = wrap(&claim.text(text), claim_width).into_iter();
        let reasons = claim.basis.iter().filter_map(|basis| reason(basis, text));
        let mut reasons = reasons.flat_map(|reason| wrap(&reason, claim_width)).collect::<Vec<_>>().into_iter();
        // The columns side by side, for as long as one of them has lines.
        loop {
            let (source, line) = (sources.next(), words.next());
            let reason = if line.is_none() { reasons.next() } else { None };
            if source.is_none() && line.is_none() && reason.is_none() {
                break;
            }
            let start = if first.is_empty() { " ".repeat(number_width + 2 + STATUS_WIDTH) } else { std::mem::take(&mut first) };
            let source = pad(source.as_deref().unwrap_or_default(), source_width);
            match (line, reason) {
                (Some(line), _) => writeln!(output, "{start}  {source}  {line}")?,
                (None, Some(reason)) => writeln!(output, "{start}  {source}  {dim}{reason}{dim:#}")?,
                (None, None) => writeln!(output, "{start}  {}", source.trim_end())?,
            }
        }
    }
    for piece in &analysis.furniture {
        writeln!(output, "{dim}set apart, {}: {}{dim:#}", furniture_name(piece.kind), one_line(piece.span.of(text)))?;
    }
    for note in &analysis.notes {
        writeln!(output, "{dim}note, {}: {}{dim:#}", note.code, note.detail)?;
    }
    Ok(())
}

/// "24 claims: 10 attributed, 3 unconfirmed".
pub(super) fn summary(claims: &[Claim]) -> String {
    let counts = Status::ALL.iter().filter_map(|status| match claims.iter().filter(|claim| claim.status == *status).count() {
        0 => None,
        count => Some(format!("{count} {status}")),
    });
    let counts = counts.collect::<Vec<_>>().join(", ");
    match claims.len() {
        0 => "no claims".to_owned(),
        1 => format!("1 claim: {counts}"),
        many => format!("{many} claims: {counts}"),
    }
}

/// "Chinese Foreign Ministry (Wang Wenbin)".
fn source_name(source: &SourceRef) -> String {
    match &source.speaker {
        Some(speaker) => format!("{} ({speaker})", source.name),
        None => source.name.clone(),
    }
}

/// A reason that rests on words; one that rests on the absence of any says nothing to a reader that the status does not.
fn reason(basis: &Basis, text: &str) -> Option<String> {
    let words = one_line(basis.span?.of(text));
    Some(match &basis.by {
        Some(by) => format!("{}: “{words}” ({})", basis.rule, by.name),
        None => format!("{}: “{words}”", basis.rule),
    })
}

/// The words with every run of white space as one space.
pub(super) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) fn furniture_name(kind: FurnitureKind) -> String {
    kind.as_str().replace('-', " ")
}

pub(super) fn colour(status: Status) -> Style {
    let colour = match status {
        Status::Confirmed => AnsiColor::Green,
        Status::Attributed => AnsiColor::Cyan,
        Status::Asserted => return Style::new(),
        Status::Unconfirmed => AnsiColor::Yellow,
        Status::Disputed => AnsiColor::Magenta,
        Status::Denied => AnsiColor::Red,
    };
    Style::new().fg_color(Some(colour.into()))
}
