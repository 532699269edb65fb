//! The registry's data files: columns divided by tabs, several entries in one column by "|".
//!
//! In: a file's name and text. Out: its rows, or an error that names file and line.
//! Deliberately absent: what the columns mean (`registry`), and reading files from disk, which is the caller's.

use std::fmt;

/// A mistake in a data file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegistryError {
    /// The file's name.
    pub file: String,
    /// Its line, from 1.
    pub line: usize,
    /// What is wrong, in words for the person who edited it.
    pub problem: String,
}

impl fmt::Display for RegistryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.problem)
    }
}

impl std::error::Error for RegistryError {}

/// One line of a data file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a> {
    file: &'a str,
    line: usize,
    text: &'a str,
}

impl<'a> Row<'a> {
    /// The column with this number, from 0, without white space around it; empty where the line ends before.
    #[must_use]
    pub(super) fn column(&self, at: usize) -> &'a str {
        self.text.split('\t').nth(at).unwrap_or("").trim()
    }

    /// The entries of a column.
    pub(super) fn entries(&self, at: usize) -> impl Iterator<Item = &'a str> + use<'a> {
        self.column(at).split('|').map(str::trim).filter(|entry| !entry.is_empty())
    }

    /// An error on this line.
    #[must_use]
    pub(super) fn error(&self, problem: impl Into<String>) -> RegistryError {
        RegistryError { file: self.file.to_owned(), line: self.line, problem: problem.into() }
    }
}

/// The rows of a file: lines that are empty or begin with "#" are left out, the first other line has to be the header.
///
/// # Errors
/// The header is not the expected one, a line has more columns than the header, or a first column is empty.
pub(super) fn read_table<'a>(file: &'a str, text: &'a str, header: &str) -> Result<Vec<Row<'a>>, RegistryError> {
    let mut rows = Vec::new();
    let mut seen_header = false;
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let row = Row { file, line: number + 1, text: line };
        if !seen_header {
            if line.trim_end() != header {
                return Err(row.error(format!("the header should be {:?}", header.replace('\t', " | "))));
            }
            seen_header = true;
            continue;
        }
        if line.split('\t').count() > header.split('\t').count() {
            return Err(row.error("more columns than the header has: is there a tab too many?"));
        }
        if row.column(0).is_empty() {
            return Err(row.error("the first column is empty"));
        }
        rows.push(row);
    }
    if seen_header { Ok(rows) } else { Err(RegistryError { file: file.to_owned(), line: 1, problem: "there is no header".to_owned() }) }
}

#[cfg(test)]
mod tests {
    use super::read_table;

    #[test]
    fn comments_and_empty_lines_are_passed_over() {
        let rows = read_table("media.tsv", "# outlets\nname\taliases\n\nDer Bote\tBote|Der Bote am Sonntag\n", "name\taliases").unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].column(0), "Der Bote");
        assert_eq!(rows[0].entries(1).collect::<Vec<_>>(), ["Bote", "Der Bote am Sonntag"]);
    }

    #[test]
    fn a_mistake_is_reported_with_its_file_and_line() {
        let error = read_table("media.tsv", "# outlets\nname\taliases\nDer Bote\tBote\tGermany\n", "name\taliases").unwrap_err();
        assert_eq!(error.to_string(), "media.tsv:3: more columns than the header has: is there a tab too many?");
    }
}
