//! Lines of files and of standard input, with where they stand.
//!
//! In: names of files. Out: their lines, one after the other, each of bounded length; errors in their place.
//! Deliberately absent: what is in a line (`wire`).

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// The longest line that is read: a text of 1 MB whose characters are all escaped has 6 MB.
const LONGEST: usize = 16 * 1024 * 1024;

/// A line, or why it can't be read.
pub(in crate::cli) struct Line {
    /// "corpus.ndjson, line 12".
    pub(in crate::cli) place: String,
    /// Bytes that were read for it.
    pub(in crate::cli) size: u64,
    /// The line without its end.
    pub(in crate::cli) content: Result<Vec<u8>, String>,
}

/// The lines of several files, blank ones left out.
pub(in crate::cli) struct Lines {
    files: VecDeque<PathBuf>,
    open: Option<Open>,
}

struct Open {
    name: String,
    reader: Box<dyn BufRead + Send>,
    number: u64,
}

impl Lines {
    /// The lines of these files; of standard input where there are none, and for `-`.
    pub(in crate::cli) fn of(files: &[PathBuf]) -> Self {
        let files = if files.is_empty() { VecDeque::from([PathBuf::from("-")]) } else { files.iter().cloned().collect() };
        Self { files, open: None }
    }
}

impl Iterator for Lines {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        loop {
            let Some(open) = &mut self.open else {
                let file = self.files.pop_front()?;
                match Open::file(&file) {
                    Ok(open) => self.open = Some(open),
                    Err(error) => return Some(Line { place: file.display().to_string(), size: 0, content: Err(error.to_string()) }),
                }
                continue;
            };
            match open.line() {
                Some(line) if line.content.as_ref().is_ok_and(|bytes| bytes.iter().all(u8::is_ascii_whitespace)) => {}
                Some(line) => return Some(line),
                None => self.open = None,
            }
        }
    }
}

impl Open {
    fn file(path: &Path) -> io::Result<Self> {
        let (name, reader): (_, Box<dyn BufRead + Send>) = if path == Path::new("-") {
            ("standard input".to_owned(), Box::new(BufReader::new(io::stdin())))
        } else {
            (path.display().to_string(), Box::new(BufReader::new(File::open(path)?)))
        };
        Ok(Self { name, reader, number: 0 })
    }

    fn line(&mut self) -> Option<Line> {
        let mut bytes = Vec::new();
        let read = self.reader.by_ref().take(LONGEST as u64).read_until(b'\n', &mut bytes);
        self.number += 1;
        let place = format!("{}, line {}", self.name, self.number);
        let mut size = bytes.len() as u64;
        let content = match read {
            Ok(0) => return None,
            Ok(_) if bytes.ends_with(b"\n") || bytes.len() < LONGEST => Ok(bytes),
            Ok(_) => {
                // What is left of it is read past, piece by piece.
                size += self.reader.skip_until(b'\n').unwrap_or(0) as u64;
                Err(format!("it is longer than {LONGEST} bytes"))
            }
            Err(error) => {
                // Nothing more can be read from here: the next call finds the end.
                self.reader = Box::new(io::empty());
                Err(error.to_string())
            }
        };
        Some(Line { place, size, content })
    }
}
