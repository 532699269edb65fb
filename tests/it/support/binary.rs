//! The real binary.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// The command `claimdesk`, away from whatever is set where the tests run.
pub fn claimdesk() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimdesk"));
    for (variable, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("CLAIMDESK_")) {
        command.env_remove(variable);
    }
    // Tests ask as fast as they can.
    command.env("CLAIMDESK_REQUESTS_PER_SECOND", "0").env("CLAIMDESK_REQUESTS_PER_SECOND_WITHOUT_KEY", "0");
    command
}

/// `claimdesk serve`, killed when the test ends.
pub struct RunningBinary {
    /// The process.
    pub process: Child,
    /// `127.0.0.1:PORT`.
    pub address: String,
    /// The key that was printed, where one was.
    pub printed_key: Option<String>,
}

impl RunningBinary {
    /// Starts it on a free port and waits until it says where it listens.
    pub fn start(database: &Path, key: Option<&str>) -> Self {
        Self::run(claimdesk(), database, key)
    }

    /// The same with another model.
    pub fn start_with_model(database: &Path, model: &Path) -> Self {
        let mut command = claimdesk();
        command.env("CLAIMDESK_MODEL", model);
        Self::run(command, database, None)
    }

    fn run(mut command: Command, database: &Path, key: Option<&str>) -> Self {
        command.args(["serve", "--listen", "127.0.0.1:0", "--database", &format!("sqlite:{}", database.display())]);
        if let Some(key) = key {
            command.env("CLAIMDESK_ADMIN_KEY", key);
        }
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut printed_key = None;
        for line in BufReader::new(process.stdout.take().unwrap()).lines() {
            let line = line.unwrap();
            if let Some(key) = line.strip_prefix("The administrator's key, shown this once: ") {
                printed_key = Some(key.to_owned());
            }
            if let Some(address) = line.strip_prefix("claimdesk listens on http://") {
                return Self { process, address: address.to_owned(), printed_key };
            }
        }
        panic!("it ended with {:?} and never listened", process.wait());
    }
}

impl Drop for RunningBinary {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
