//! The service under test: the release binary, as anybody runs it.
//!
//! In: a database. Out: a process that listens, what memory it takes, and its end.
//! Deliberately absent: anything that the service is not told by its settings.

use std::error::Error;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// The key that it has.
pub(crate) const KEY: &str = "cdk_a_key_for_the_benchmark";

/// A service that runs until it is dropped.
pub(crate) struct Server {
    process: Child,
    pub(crate) address: String,
}

impl Server {
    pub(crate) fn start(database: &Path) -> Result<Self, Box<dyn Error>> {
        let mut process = Command::new(env!("CARGO_BIN_EXE_claimdesk"))
            .args(["serve", "--listen", "127.0.0.1:0", "--requests-per-second", "0"])
            .arg(format!("--database=sqlite:{}", database.display()))
            .env("CLAIMDESK_ADMIN_KEY", KEY)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let lines = BufReader::new(process.stdout.take().ok_or("no output")?).lines();
        for line in lines {
            if let Some(address) = line?.strip_prefix("claimdesk listens on http://") {
                let address = address.trim_end_matches('/').to_owned();
                return Ok(Self { process, address });
            }
        }
        Err("the service did not start".into())
    }

    /// Memory in megabytes: now, and the most so far.
    pub(crate) fn memory(&self) -> Result<(u64, u64), Box<dyn Error>> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        let kilobytes = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or("0");
            line.trim().trim_end_matches(" kB").parse::<u64>()
        };
        Ok((kilobytes("VmRSS:")? * 1024 / 1_000_000, kilobytes("VmHWM:")? * 1024 / 1_000_000))
    }

    /// Processor time so far, in seconds.
    pub(crate) fn processor_seconds(&self) -> Result<f64, Box<dyn Error>> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.process.id()))?;
        // The name in parentheses may hold spaces; user and system time are the twelfth and thirteenth word behind it.
        let behind = stat.rsplit(')').next().unwrap_or_default();
        let ticks: u32 = behind.split_whitespace().skip(11).take(2).map(|word| word.parse::<u32>().unwrap_or(0)).sum();
        // A tick is a hundredth of a second on every Linux.
        Ok(f64::from(ticks) / 100.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
