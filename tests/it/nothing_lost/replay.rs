//! What a disk holds after the power went, at any moment of a recorded run.
//!
//! The model is stricter than most file systems. What was synced is there. Of everything else, any part may be: a write may
//! be there or not, or only some of its sectors, whatever came before or after it; a new file, or the end of one, may be
//! there or not until its folder was synced.

use crate::support::Dice;
use std::collections::BTreeMap;
use std::path::Path;

/// What a disk writes at once, in bytes.
const SECTOR: usize = 512;

/// One thing that the recorded process did.
#[derive(Debug)]
pub struct Record<'a> {
    /// The shim's letter for it.
    pub kind: u8,
    /// The file.
    pub name: &'a str,
    /// Where in the file, or its new length.
    pub offset: usize,
    /// What was written or sent.
    pub data: &'a [u8],
}

/// The records of a trace, in order.
pub fn read(mut trace: &[u8]) -> Vec<Record<'_>> {
    let mut records = Vec::new();
    // Where the process was killed, the last record may be cut off.
    while let Some((head, rest)) = trace.split_at_checked(16) {
        let (name, data) = (usize::from(head[1]), u32::from_le_bytes(head[4..8].try_into().unwrap()) as usize);
        if rest.len() < name + data {
            break;
        }
        records.push(Record {
            kind: head[0],
            name: std::str::from_utf8(&rest[..name]).unwrap(),
            offset: usize::try_from(u64::from_le_bytes(head[8..].try_into().unwrap())).unwrap(),
            data: &rest[name..name + data],
        });
        trace = &rest[name + data..];
    }
    records
}

/// A record that a test adds to a trace: what happened outside the process.
pub fn mark(token: &str) -> Vec<u8> {
    let mut record = vec![b'M', 0, 0, 0];
    record.extend(u32::try_from(token.len()).unwrap().to_le_bytes());
    record.extend([0; 8]);
    record.extend(token.as_bytes());
    record
}

enum Change<'a> {
    Write(usize, &'a [u8]),
    Cut(usize),
}

#[derive(Default)]
struct File<'a> {
    synced: Vec<u8>,
    pending: Vec<Change<'a>>,
}

/// A disk in the course of a recorded run.
#[derive(Default)]
pub struct Disk<'a> {
    files: Vec<File<'a>>,
    /// Names as the process sees them, and the files behind them.
    seen: BTreeMap<&'a str, usize>,
    /// The same as the last sync of the folder left them.
    synced: BTreeMap<&'a str, usize>,
}

impl<'a> Disk<'a> {
    /// A disk that holds this file already.
    pub fn with(name: &'a str, content: Vec<u8>) -> Self {
        let names = BTreeMap::from([(name, 0)]);
        Self { files: vec![File { synced: content, pending: Vec::new() }], seen: names.clone(), synced: names }
    }

    /// Goes on by one record.
    pub fn go_on(&mut self, record: &Record<'a>) {
        match record.kind {
            b'C' => {
                self.files.push(File::default());
                self.seen.insert(record.name, self.files.len() - 1);
            }
            b'U' => drop(self.seen.remove(record.name)),
            b'D' => self.synced = self.seen.clone(),
            kind => {
                let Some(&at) = self.seen.get(record.name) else { return };
                let file = &mut self.files[at];
                match kind {
                    b'W' => file.pending.push(Change::Write(record.offset, record.data)),
                    b'T' => file.pending.push(Change::Cut(record.offset)),
                    b'S' => {
                        let pending = std::mem::take(&mut file.pending);
                        pending.iter().for_each(|change| apply(&mut file.synced, change, |_| true));
                    }
                    _ => {}
                }
            }
        }
    }

    /// The process ends: writes into an empty folder all that it wrote.
    pub fn keep_all(&self, folder: &Path) {
        for (name, &at) in &self.seen {
            std::fs::write(folder.join(name), all_of(&self.files[at])).unwrap();
        }
    }

    /// The power goes: writes into an empty folder what is left.
    pub fn lose_power(&self, dice: &mut Dice, folder: &Path) {
        let mut names: Vec<&str> = self.seen.keys().chain(self.synced.keys()).copied().collect();
        names.sort_unstable();
        names.dedup();
        for name in names {
            let (synced, seen) = (self.synced.get(name), self.seen.get(name));
            let left = if synced == seen || dice.once_in(2) { seen } else { synced };
            if let Some(&at) = left {
                std::fs::write(folder.join(name), what_is_left(&self.files[at], dice)).unwrap();
            }
        }
    }
}

fn all_of(file: &File<'_>) -> Vec<u8> {
    let mut content = file.synced.clone();
    file.pending.iter().for_each(|change| apply(&mut content, change, |_| true));
    content
}

fn what_is_left(file: &File<'_>, dice: &mut Dice) -> Vec<u8> {
    let mut content = file.synced.clone();
    let count = file.pending.len();
    // Nothing; all; all up to one that is torn; any; any sector of any.
    let (way, whole) = (dice.below(5), dice.below(count + 1));
    for (number, change) in file.pending.iter().enumerate() {
        match way {
            0 => {}
            1 => apply(&mut content, change, |_| true),
            2 if number < whole => apply(&mut content, change, |_| true),
            2 if number == whole => apply(&mut content, change, |_| dice.once_in(2)),
            3 if dice.once_in(2) => apply(&mut content, change, |_| true),
            4 => apply(&mut content, change, |_| dice.once_in(2)),
            _ => {}
        }
    }
    content
}

/// Does a change, of a write only the sectors that are `there`.
fn apply(content: &mut Vec<u8>, change: &Change<'_>, mut there: impl FnMut(usize) -> bool) {
    match change {
        Change::Cut(length) => {
            if there(0) {
                content.resize(*length, 0);
            }
        }
        Change::Write(offset, data) => {
            let mut from = *offset;
            let end = offset + data.len();
            while from < end {
                let to = end.min((from / SECTOR + 1) * SECTOR);
                if there(from / SECTOR) {
                    if content.len() < to {
                        content.resize(to, 0);
                    }
                    content[from..to].copy_from_slice(&data[from - offset..to - offset]);
                }
                from = to;
            }
        }
    }
}
