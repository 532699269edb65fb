//! `claimdesk keys`: who may call, for operators who are at the machine.
//!
//! In: a database, and what is to be done. Out: a table of keys, or a new key's secret, once.
//! Deliberately absent: the service. A service that runs on the same database takes changes in within seconds.

use super::output::{complain, say};
use crate::domain::{Key, SentKey};
use crate::service::Keeper;
use crate::service::clock::{Clock, SystemClock};
use crate::service::resources::{DatabaseLocation, open_store};
use clap::{Args, Subcommand};
use std::process::ExitCode;
use uuid::Uuid;

/// What events say of somebody who is at the machine.
const OPERATOR: &str = "operator";

/// What was typed.
#[derive(Debug, Args)]
pub(super) struct Typed {
    /// Where everything is kept.
    #[arg(long, env = "CLAIMDESK_DATABASE", default_value = "sqlite:claimdesk.db", value_name = "URL", global = true)]
    database: String,

    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show every key, without its secret.
    List,
    /// Make a key and show its secret, this once.
    Add {
        /// The person's or program's name. It stands in the history of whatever is done with the key.
        name: String,
        /// `cms`, `editor`, `reviewer` or `admin`.
        #[arg(long)]
        role: String,
        /// When it stops to be good, such as 2027-01-01T00:00:00Z.
        #[arg(long, value_name = "TIME")]
        expires_at: Option<String>,
    },
    /// Revoke a key, for good.
    Revoke {
        /// Its id, as `list` shows it.
        id: Uuid,
    },
}

/// Does what was typed.
pub(super) fn keys(typed: Typed) -> ExitCode {
    match actix_web::rt::System::new().block_on(run(typed)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("claimdesk keys: {error}"));
            ExitCode::FAILURE
        }
    }
}

async fn run(typed: Typed) -> Result<(), Box<dyn std::error::Error>> {
    let location: DatabaseLocation = typed.database.parse().map_err(|detail| format!("--database `{}`: {detail}", typed.database))?;
    if !location.exists() {
        return Err(format!("there is no database `{}`; `claimdesk serve` makes it", typed.database).into());
    }
    let (store, clock) = (open_store(&location)?, SystemClock::default());
    let keeper = Keeper { store: store.as_ref(), clock: &clock, by: OPERATOR };
    match typed.action {
        Action::List => show(&keeper.list().await?, &clock),
        Action::Add { name, role, expires_at } => {
            let (key, secret) = keeper.add(SentKey { name, role, expires_at }).await?;
            say(&format!("The key of {} ({}), shown this once: {secret}", key.name, key.role));
        }
        Action::Revoke { id } => {
            let key = keeper.revoke(id).await?;
            say(&format!("The key of {} ({}) is revoked.", key.name, key.role));
        }
    }
    Ok(())
}

fn show(keys: &[Key], clock: &SystemClock) {
    let now = clock.now();
    let day = |time: Option<jiff::Timestamp>| time.map_or_else(|| "-".to_owned(), |time| time.strftime("%Y-%m-%d %H:%M").to_string());
    let widest = keys.iter().map(|key| key.name.chars().count()).max().unwrap_or(0).max(4);
    say(&format!("{:36}  {:widest$}  {:8}  {:16}  {:16}  {:7}", "id", "name", "role", "made", "last used", "state"));
    for key in keys {
        let state = match (key.revoked_at, key.is_good(now)) {
            (Some(_), _) => "revoked",
            (None, false) => "expired",
            (None, true) => "good",
        };
        let (made, used) = (day(Some(key.created_at)), day(key.used_at));
        say(&format!("{:36}  {:widest$}  {:8}  {made:16}  {used:16}  {state:7}", key.id, key.name, key.role.as_str()));
    }
}
