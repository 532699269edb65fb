//! Conditions of a list, put together from what somebody asks for.
//!
//! In: values of filters. Out: a WHERE clause with its parameters.
//! Deliberately absent: any value from outside in the text of a statement: those are always parameters.

use rusqlite::types::Value;

/// A WHERE clause in the making: all conditions have to hold.
#[derive(Debug, Default)]
pub(super) struct Conditions {
    clauses: Vec<String>,
    parameters: Vec<Value>,
}

impl Conditions {
    /// Adds a condition with its parameters, in the order of its question marks.
    pub(super) fn add(&mut self, clause: impl Into<String>, parameters: impl IntoIterator<Item = Value>) {
        self.clauses.push(clause.into());
        self.parameters.extend(parameters);
    }

    /// Asks that a column holds one of these numbers; of nothing where there are none.
    ///
    /// They are our own numbers and stand in the text, so that SQLite can tell which partial index serves.
    pub(super) fn one_of(&mut self, column: &str, numbers: &[i64]) {
        match numbers {
            [] => {}
            [number] => self.add(format!("{column} = {number}"), []),
            _ => {
                let list = numbers.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
                self.add(format!("{column} IN ({list})"), []);
            }
        }
    }

    /// The same with the numbers as parameters: one text for all of them, where there are many different ones.
    pub(super) fn one_of_many(&mut self, column: &str, numbers: &[i64]) {
        if !numbers.is_empty() {
            self.add(format!("{column} IN ({})", marks(numbers.len())), numbers.iter().map(|&number| number.into()));
        }
    }

    /// The clause, true where nothing was asked for, and its parameters.
    pub(super) fn finish(self) -> (String, Vec<Value>) {
        let clause = if self.clauses.is_empty() { "TRUE".to_owned() } else { self.clauses.join(" AND ") };
        (clause, self.parameters)
    }
}

/// As many question marks, for a list of parameters.
pub(super) fn marks(count: usize) -> String {
    vec!["?"; count].join(", ")
}
