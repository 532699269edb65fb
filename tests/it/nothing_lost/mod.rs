//! Nothing that was acknowledged is lost, whatever happens to the process, the disk, the file or the power.
//!
//! Short by itself; long with `CLAIMDESK_LONG=1`, which `docs/reliability.md` says for each test.

mod backup;
mod damage;
mod edits;
mod faults;
mod kill;
mod ledger;
mod load;
mod migration;
mod power_loss;
mod replay;
mod shim;
mod stop;
mod two_servers;

/// The administrator's key of every service here.
const KEY: &str = "cdk_a_key_for_the_tests";

/// So many rounds: the first number usually, the second in the long version.
pub fn rounds(short: usize, long: usize) -> usize {
    if std::env::var_os("CLAIMDESK_LONG").is_some_and(|value| value == "1") { long } else { short }
}
