//! The real binary.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};

/// The command `claimdesk`, away from whatever is set where the tests run.
pub fn claimdesk() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimdesk"));
    for variable in [
        "CLAIMDESK_LISTEN",
        "CLAIMDESK_DATABASE",
        "CLAIMDESK_ADMIN_KEY",
        "CLAIMDESK_MODEL",
        "CLAIMDESK_MAX_TEXT_BYTES",
        "CLAIMDESK_LOG",
        "CLAIMDESK_TRUST_PROXY",
    ] {
        command.env_remove(variable);
    }
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
        serve_on(&mut command, database);
        if let Some(key) = key {
            command.env("CLAIMDESK_ADMIN_KEY", key);
        }
        Self::launch(command.stderr(Stdio::null())).unwrap_or_else(|status| panic!("it ended with {status:?} and never listened"))
    }

    /// Runs this command, which serves, and waits until it says where it listens.
    ///
    /// # Errors
    /// How it ended, where it never did.
    pub fn launch(command: &mut Command) -> Result<Self, ExitStatus> {
        let mut process = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut printed_key = None;
        for line in BufReader::new(process.stdout.take().unwrap()).lines() {
            let line = line.unwrap();
            if let Some(key) = line.strip_prefix("The administrator's key, shown this once: ") {
                printed_key = Some(key.to_owned());
            }
            if let Some(address) = line.strip_prefix("claimdesk listens on http://") {
                return Ok(Self { process, address: address.to_owned(), printed_key });
            }
        }
        Err(process.wait().unwrap())
    }

    /// Sends it a signal, by name.
    pub fn signal(&self, name: &str) {
        assert!(Command::new("kill").args(["-s", name, &self.process.id().to_string()]).status().unwrap().success());
    }
}

/// Lets the command serve this database, on a free port.
pub fn serve_on(command: &mut Command, database: &Path) {
    command.args(["serve", "--listen", "127.0.0.1:0", "--database", &format!("sqlite:{}", database.display())]);
}

impl Drop for RunningBinary {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
