//! `claimdesk eval`: how good the analysis is on texts that people annotated.
//!
//! In: files of gold. Out: figures and mistakes, as a table or as JSON; an exit code.
//! Deliberately absent: what the figures mean (`measure`), and the form of the files (`wire`).

mod table;

use super::analyze::cores;
use super::ordered::run_in_order;
use super::output::complain;
use crate::measure::{Found, GoldText, Mistake, MistakeKind, measure_attributions, measure_claims, measure_sources};
use crate::service::resources::load_engine;
use crate::service::{Analyse, Context};
use crate::wire::{MeasurementShape, PartShape, read_found, read_gold, read_sources, to_readable_json};
use clap::{Args, ValueEnum};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What was typed.
#[derive(Debug, Args)]
pub(super) struct Typed {
    /// Texts with attributions or claims that people found, in the form of docs/gold-format.md.
    #[arg(value_name = "GOLD")]
    gold: PathBuf,

    /// Who answers for the attributions of GOLD, and how well they are confirmed.
    #[arg(long, value_name = "FILE")]
    sources: Option<PathBuf>,

    /// Show so many mistakes of each kind.
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    errors: usize,

    /// How to print the figures.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,

    /// Measure these answers, as `analyze --ndjson` printed them, instead of analysing.
    #[arg(long, value_name = "FILE")]
    predictions: Option<PathBuf>,

    /// A folder with another network than the one that is built in.
    #[arg(long, env = "CLAIMDESK_MODEL", value_name = "DIR")]
    model: Option<PathBuf>,

    /// Threads to analyse with; as many as there are cores where it is not said.
    #[arg(long, value_name = "NUMBER")]
    threads: Option<std::num::NonZeroUsize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Table,
    /// For programs.
    Json,
}

/// Measures what was typed.
pub(super) fn eval(typed: &Typed) -> ExitCode {
    match run(typed) {
        Ok(()) => ExitCode::SUCCESS,
        Err(detail) => {
            complain(&format!("claimdesk: {detail}"));
            ExitCode::FAILURE
        }
    }
}

fn run(typed: &Typed) -> Result<(), String> {
    let mut gold = read_gold(&read(&typed.gold)?).map_err(|error| in_file(&typed.gold, &error))?;
    if let Some(file) = &typed.sources {
        read_sources(&read(file)?, &mut gold).map_err(|error| in_file(file, &error))?;
    }
    let found = match &typed.predictions {
        Some(file) => read_found(&read(file)?, &gold).map_err(|error| in_file(file, &error))?,
        None => {
            let engine = load_engine(typed.model.as_deref()).map_err(|error| error.to_string())?;
            analyse(&engine, &gold, typed.threads.map_or_else(cores, usize::from))?
        }
    };
    let pairs = || gold.iter().zip(&found);
    let attributions = gold.iter().any(|text| text.attributions.is_some()).then(|| measure_attributions(pairs()));
    let claims = gold.iter().any(|text| text.claims.is_some()).then(|| measure_claims(pairs()));
    let sources = typed.sources.as_ref().map(|_| measure_sources(pairs()));

    let mut output = anstream::stdout().lock();
    let written = match typed.format {
        Format::Json => {
            let shape = MeasurementShape {
                attributions: attributions.as_ref().map(|(figures, all)| PartShape::of(figures, all, &examples(all, typed.errors))),
                claims: claims.as_ref().map(|(figures, all)| PartShape::of(figures, all, &examples(all, typed.errors))),
                sources: sources.as_ref().map(|(figures, all)| PartShape::of(figures, all, &examples(all, typed.errors))),
            };
            to_readable_json(&shape).map_err(std::io::Error::from).and_then(|json| writeln!(output, "{json}"))
        }
        Format::Table => {
            let measured = table::Measured { attributions: attributions.as_ref(), claims: claims.as_ref(), sources: sources.as_ref() };
            table::write(&mut output, &measured, typed.errors)
        }
    };
    match written {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(format!("can't write: {error}")),
        _ => Ok(()),
    }
}

/// Up to so many mistakes of each kind, kind by kind.
fn examples(mistakes: &[Mistake], most: usize) -> Vec<&Mistake> {
    MistakeKind::ALL.iter().flat_map(|kind| mistakes.iter().filter(move |mistake| mistake.kind == *kind).take(most)).collect()
}

fn analyse(analyst: &dyn Analyse, gold: &[GoldText], threads: usize) -> Result<Vec<Found>, String> {
    let workers = (0..threads)
        .map(|_| {
            let analyst = analyst.for_another_thread();
            move |text: &GoldText| Found::from(&analyst.analyse(&text.text, &Context::default()))
        })
        .collect();
    let mut found = Vec::new();
    run_in_order(gold.iter(), workers, threads * 8, |done| match done {
        Some(done) => {
            found.push(done);
            Ok(())
        }
        None => Err(format!("the analysis of {} failed", gold.get(found.len()).map_or("a text", |text| &text.id))),
    })?;
    Ok(found)
}

fn read(file: &Path) -> Result<String, String> {
    std::fs::read_to_string(file).map_err(|error| in_file(file, &error))
}

fn in_file(file: &Path, error: &dyn std::fmt::Display) -> String {
    format!("{}: {error}", file.display())
}
