//! `claimdesk reanalyze`: analyses stored articles again, after an upgrade of the model or a correction of the registry.
//!
//! In: which articles. Out: new analyses, to which reviews and corrections have moved; how many claims met which fate; an exit code.
//! Deliberately absent: the rules by which a claim goes on (`service::alignment`).

use super::database::{TypedDatabase, check_exists, open, wait};
use super::output::{complain, say};
use super::progress::counted;
use crate::domain::{ArticleId, FateCounts};
use crate::service::{ArticleChoice, ChosenArticle, ITSELF, Reanalysed, Service};
use clap::Args;
use std::process::ExitCode;
use std::sync::mpsc::channel;
use std::sync::{Mutex, PoisonError};
use std::thread;
use uuid::Uuid;

/// What was typed.
#[derive(Debug, Args)]
pub(super) struct Typed {
    /// Only articles of this outlet; may be given several times.
    #[arg(long, value_name = "NAME")]
    outlet: Vec<String>,

    /// Only this article; may be given several times.
    #[arg(long, value_name = "ID")]
    article: Vec<Uuid>,

    #[command(flatten)]
    database: TypedDatabase,
}

/// Analyses what was chosen again.
pub(super) fn reanalyze(typed: Typed) -> ExitCode {
    match run(typed) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            complain(&format!("claimdesk can't analyse again: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// How many failed.
fn run(typed: Typed) -> Result<u64, String> {
    check_exists(&typed.database)?;
    let (service, cores) = open(&typed.database)?;
    let choice = ArticleChoice { outlet: typed.outlet, article: typed.article.into_iter().map(ArticleId).collect() };
    let chosen = wait(service.choose_articles(choice))?.map_err(|error| error.to_string())?;
    let progress = counted(chosen.len() as u64, "articles");
    let total = chosen.len();
    let (mut sum, mut unchanged, mut failed) = (FateCounts::default(), 0, 0);
    let work = Mutex::new(chosen.into_iter());
    let (tell, told) = channel();
    thread::scope(|scope| {
        for _ in 0..cores {
            let (service, work, tell) = (&service, &work, tell.clone());
            scope.spawn(move || {
                loop {
                    let next = work.lock().unwrap_or_else(PoisonError::into_inner).next();
                    let Some(article) = next else { return };
                    let done = reanalyse(service, &article);
                    // Nobody listens only where the main thread is gone.
                    if tell.send((article, done)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(tell);
        for (article, done) in told {
            progress.inc(1);
            match done {
                Ok(Reanalysed::Unchanged) => unchanged += 1,
                Ok(Reanalysed::Done(counts)) => {
                    sum.kept += counts.kept;
                    sum.added += counts.added;
                    sum.withdrawn += counts.withdrawn;
                }
                Err(detail) => {
                    failed += 1;
                    progress.suspend(|| complain(&format!("claimdesk: {} {}: {detail}", article.outlet, article.external_id)));
                }
            }
        }
    });
    progress.finish_and_clear();
    let FateCounts { kept, added, withdrawn } = sum;
    say(&format!("{total} articles, {unchanged} of them as before, {failed} failed; claims: {kept} kept, {added} new, {withdrawn} withdrawn"));
    Ok(failed)
}

fn reanalyse(service: &Service, article: &ChosenArticle) -> Result<Reanalysed, String> {
    wait(service.reanalyse(article.id, ITSELF, None))?.map_err(|error| error.to_string())
}
