//! The real binary.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

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
    /// `http` or `https`.
    pub scheme: String,
    /// The key that was printed, where one was.
    pub printed_key: Option<String>,
}

impl RunningBinary {
    /// Starts it on a free port and waits until it says where it listens.
    pub fn start(database: &Path, key: Option<&str>) -> Self {
        let mut command = claimdesk();
        command.stderr(Stdio::null());
        Self::run(command, database, key)
    }

    /// The same with another model.
    pub fn start_with_model(database: &Path, model: &Path) -> Self {
        let mut command = claimdesk();
        command.env("CLAIMDESK_MODEL", model).stderr(Stdio::null());
        Self::run(command, database, None)
    }

    /// The same with a command that has settings of its own; its standard error goes where the command says.
    pub fn run(mut command: Command, database: &Path, key: Option<&str>) -> Self {
        serve_on(&mut command, database);
        if let Some(key) = key {
            command.env("CLAIMDESK_ADMIN_KEY", key);
        }
        Self::launch(&mut command).unwrap_or_else(|status| panic!("it ended with {status:?} and never listened"))
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
            if let Some((scheme, address)) = line.strip_prefix("claimdesk listens on ").and_then(|place| place.split_once("://")) {
                return Ok(Self { process, address: address.to_owned(), scheme: scheme.to_owned(), printed_key });
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

impl RunningBinary {
    /// Sends these bytes on a connection of its own, and gives what comes back until it is closed or this time is over.
    pub fn exchange(&self, bytes: &[u8], patience: Duration) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(patience)).unwrap();
        // The other end may refuse before it has read all.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// What a request without a body is answered with, by a client that closes the connection behind it.
    pub fn get(&self, path: &str, headers: &str) -> String {
        let request = format!("GET {path} HTTP/1.1\r\nhost: desk\r\nconnection: close\r\n{headers}\r\n");
        self.exchange(request.as_bytes(), Duration::from_secs(60))
    }
}

impl Drop for RunningBinary {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
