//! The log: what is written, and how.
//!
//! In: settings. Out: lines on standard error, each one event: for people, or a JSON object for programs.
//! Deliberately absent: what is logged, which stands where it happens; and files, which the system's own log keeps better.

use crate::config::{LogFormat, SettingError, Settings};
use std::fs::File;
use std::io::{self, IsTerminal, Write, stderr};
use std::os::fd::AsFd;
use std::sync::{Arc, PoisonError, RwLock};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

/// Starts to log.
///
/// # Errors
/// Where the filter can't be understood, or standard error can't be written to.
pub(super) fn start(settings: &Settings) -> Result<(), SettingError> {
    let filter = EnvFilter::try_new(&settings.log).map_err(|error| SettingError::new("log", format!("`{}`: {error}", settings.log)))?;
    let lines = Lines::to_stderr().map_err(|error| SettingError::new("log", format!("standard error can't be written to: {error}")))?;
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(lines);
    match settings.log_format {
        LogFormat::Text => lines.with_ansi(stderr().is_terminal()).init(),
        LogFormat::Json => lines.json().flatten_event(true).with_current_span(true).with_span_list(false).init(),
    }
    Ok(())
}

/// What a pipe takes in one piece, whoever else writes to it: `PIPE_BUF` of Linux. Files, sockets and terminals take more.
const ONE_PIECE: usize = 4096;

/// Writes lines, each whole among lines. Nearly all are short, which the system itself keeps apart, so that they need no lock of
/// ours; for a longer one all others wait. What a panic prints is none of them.
#[derive(Clone)]
struct Lines(Arc<RwLock<File>>);

impl Lines {
    fn to_stderr() -> io::Result<Self> {
        Ok(Self(Arc::new(RwLock::new(File::from(stderr().as_fd().try_clone_to_owned()?)))))
    }
}

impl Write for Lines {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.write_all(line).map(|()| line.len())
    }

    fn write_all(&mut self, line: &[u8]) -> io::Result<()> {
        if line.len() <= ONE_PIECE {
            (&*self.0.read().unwrap_or_else(PoisonError::into_inner)).write_all(line)
        } else {
            self.0.write().unwrap_or_else(PoisonError::into_inner).write_all(line)
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn lines_of_many_threads_stay_whole_however_long_they_are() {
        let (mut reader, writer) = io::pipe().unwrap();
        let lines = Lines(Arc::new(RwLock::new(File::from(std::os::fd::OwnedFd::from(writer)))));
        let threads: Vec<_> = (b'a'..=b'h')
            .map(|letter| {
                let mut lines = lines.clone();
                std::thread::spawn(move || {
                    for round in 0..200 {
                        let mut line = vec![
                            letter;
                            match round % 7 {
                                0 => 100_000,
                                1 => ONE_PIECE - 1,
                                2 => ONE_PIECE,
                                _ => 30 + round,
                            }
                        ];
                        line.push(b'\n');
                        lines.write_all(&line).unwrap();
                    }
                })
            })
            .collect();
        drop(lines);
        let mut all = String::new();
        reader.read_to_string(&mut all).unwrap();
        threads.into_iter().for_each(|thread| thread.join().unwrap());
        assert_eq!(all.lines().count(), 8 * 200);
        for line in all.lines() {
            let first = line.as_bytes().first();
            assert!(line.bytes().all(|byte| Some(&byte) == first), "two lines in one: {} characters", line.len());
        }
    }
}
