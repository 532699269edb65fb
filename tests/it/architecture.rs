//! The house's rules, held: reads the sources and fails where one of them is broken.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Each layer with those that it may import; every layer may import itself.
const LAYERS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("engine", &["domain"]),
    ("intake", &["domain"]),
    ("store", &["domain"]),
    ("measure", &["domain"]),
    ("wire", &["measure", "domain"]),
    ("service", &["engine", "intake", "store", "wire", "domain"]),
    ("config", &["service", "domain"]),
    ("api", &["service", "wire", "domain"]),
    ("web", &[]),
    ("server", &["api", "web", "service", "config", "domain"]),
    ("cli", &["server", "service", "store", "wire", "measure", "config", "domain"]),
    ("main", &["claimdesk"]),
    ("lib", &[]),
];

/// The stages of the engine, in their order: each may import those before it, and `lexicon`.
const STAGES: &[&str] = &["lexicon", "text", "tagger", "attribution", "claims", "sources", "status"];

/// What the engine and the domain must not touch, and what only one place may know.
const FORBIDDEN: &[(&[&str], &[&str], &str)] = &[
    (
        &["domain", "engine", "measure"],
        &[
            "std::fs",
            "std::net",
            "std::env",
            "std::time",
            "std::thread",
            "std::process",
            "std::io::stdin",
            "std::io::stdout",
            "std::io::stderr",
            "jiff::Timestamp::now",
            "Timestamp::now",
            "Uuid::now_v7",
            "Uuid::new_v4",
            "Uuid::new_v7",
            "getrandom",
            "tokio",
            "rayon",
            "crate::main",
        ],
        "it is pure: no files, network, clock, environment, randomness or threads",
    ),
    (&["domain", "engine", "intake", "measure", "store"], &["serde", "serde_json"], "only `wire` knows JSON"),
    (&["service", "api", "web", "server", "config", "cli"], &["serde_json"], "only `wire` knows JSON"),
    (&["domain", "engine", "intake", "measure", "wire", "service", "api", "web", "server", "config", "cli"], &["rusqlite"], "only `store` knows SQL"),
    (
        &["domain", "engine", "intake", "measure", "store", "wire", "service", "config"],
        &["actix_web"],
        "only `api`, `web`, `server` and `cli` know HTTP",
    ),
    (
        &["domain", "engine", "intake", "measure", "store", "wire", "service", "api", "server"],
        &["clap", "indicatif", "anstream"],
        "only `cli` and `config` know the command line",
    ),
];

struct Source {
    path: PathBuf,
    /// `["store", "sqlite", "writer"]`.
    module: Vec<String>,
    text: String,
    /// Full paths of everything that it names, tests left out.
    paths: BTreeSet<String>,
}

impl Source {
    fn layer(&self) -> &str {
        &self.module[0]
    }
}

#[test]
fn layers_import_only_what_lies_below_them() {
    let mut broken = Vec::new();
    for source in sources() {
        let allowed = LAYERS.iter().find(|(layer, _)| *layer == source.layer()).unwrap_or_else(|| panic!("{:?} is no layer", source.module)).1;
        for path in &source.paths {
            let Some(target) = path.strip_prefix("crate::").and_then(|path| path.split("::").next()) else { continue };
            if LAYERS.iter().any(|(layer, _)| *layer == target) && target != source.layer() && !allowed.contains(&target) {
                broken.push(format!("{}: {path}", source.path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "imports that break the table of layers:\n{}", broken.join("\n"));
}

#[test]
fn stages_of_the_engine_import_only_earlier_ones() {
    let mut broken = Vec::new();
    for source in sources().iter().filter(|source| source.layer() == "engine" && source.module.len() > 1) {
        let Some(own) = STAGES.iter().position(|stage| *stage == source.module[1]) else { continue };
        for path in &source.paths {
            let Some(target) = path.strip_prefix("crate::engine::").and_then(|path| path.split("::").next()) else { continue };
            let is_module = target.starts_with(|c: char| c.is_lowercase());
            if is_module && STAGES.iter().position(|stage| *stage == target).is_none_or(|stage| stage > own) {
                broken.push(format!("{}: {path}", source.path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "stages that know later ones:\n{}", broken.join("\n"));
}

#[test]
fn each_matter_is_known_in_its_own_place_only() {
    let mut broken = Vec::new();
    for source in sources() {
        for (layers, paths, reason) in FORBIDDEN.iter().filter(|(layers, _, _)| layers.contains(&source.layer())) {
            assert!(!layers.is_empty());
            for path in &source.paths {
                if paths.iter().any(|forbidden| path == forbidden || path.strip_prefix(forbidden).is_some_and(|rest| rest.starts_with("::"))) {
                    broken.push(format!("{}: {path}: {reason}", source.path.display()));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_module_says_what_it_is_for() {
    let silent: Vec<_> = sources().into_iter().filter(|source| !source.text.starts_with("//! ")).map(|source| source.path).collect();
    assert!(silent.is_empty(), "modules without a `//!` header: {silent:?}");
}

#[test]
fn the_reader_of_sources_sees_every_way_to_name_something() {
    let text = "use std::{fs::{self, File}, net};\nuse super::text::Text;\n// use std::env;\nfn a() { let b = \"crate::api\"; crate::domain::Span::new(0, 1); }\n\
        use crate::{domain::{Span as S}, wire};\n#[cfg(test)]\nmod tests { use crate::server::build; }\n";
    let module = ["engine", "tagger", "network"].map(str::to_owned);
    let found = paths(text, &module);
    for expected in [
        "std::fs::self",
        "std::fs::File",
        "std::net",
        "crate::engine::tagger::text::Text",
        "crate::domain::Span::new",
        "crate::domain::Span",
        "crate::wire",
    ] {
        assert!(found.contains(expected), "{expected} in {found:?}");
    }
    assert!(!found.iter().any(|path| path.contains("env") || path.contains("api") || path.contains("server")), "{found:?}");
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let inside = path.strip_prefix(&root).unwrap().with_extension("");
                let mut module: Vec<String> = inside.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
                if module.last().is_some_and(|last| last == "mod") {
                    module.pop();
                }
                let text = std::fs::read_to_string(&path).unwrap();
                let paths = paths(&text, &module);
                found.push(Source { path, module, text, paths });
            }
        }
    }
    assert!(found.len() > 50, "the sources are where this test looks for them");
    found
}

/// Every path that a source names outside comments, strings and its tests, `self` and `super` resolved.
fn paths(text: &str, module: &[String]) -> BTreeSet<String> {
    let code = text.split("#[cfg(test)]").next().unwrap();
    let code: String = code.lines().map(|line| strip_comment_and_strings(line) + "\n").collect();
    let mut found = BTreeSet::new();
    // In `use` trees, groups are written out; elsewhere a path has none.
    let mut rest = code.as_str();
    while let Some(start) = rest.find(|c: char| c.is_alphabetic() || c == '_') {
        let (path, end) = read_path(&rest[start..]);
        for path in path {
            if path.contains("::") {
                found.insert(resolve(&path, module));
            }
        }
        rest = &rest[start + end..];
    }
    found
}

/// The path at the start of some code, its groups written out, and where it ends.
fn read_path(code: &str) -> (Vec<String>, usize) {
    let word = code.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(code.len());
    let (name, rest) = code.split_at(word);
    let Some(behind) = rest.strip_prefix("::") else { return (vec![name.to_owned()], word) };
    let mut end = word + 2;
    if behind.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        let (paths, length) = read_path(behind);
        return (paths.into_iter().map(|path| format!("{name}::{path}")).collect(), end + length);
    }
    if !behind.starts_with('{') {
        return (vec![name.to_owned()], end);
    }
    let mut all = Vec::new();
    end += 1;
    while let Some(next) = code[end..].find(|c: char| c.is_alphabetic() || c == '_' || c == '}') {
        end += next;
        if code[end..].starts_with('}') {
            return (all, end + 1);
        }
        let (paths, length) = read_path(&code[end..]);
        let renamed = all.last().is_some_and(|last: &String| last.ends_with("::as"));
        if renamed {
            all.pop();
        } else {
            all.extend(paths.into_iter().map(|path| format!("{name}::{path}")));
        }
        end += length;
    }
    (all, code.len())
}

fn resolve(path: &str, module: &[String]) -> String {
    let mut parts: Vec<&str> = path.split("::").collect();
    if !matches!(parts[0], "self" | "super") {
        return path.to_owned();
    }
    let mut here = module.to_vec();
    while matches!(parts.first(), Some(&"self" | &"super")) {
        if parts.remove(0) == "super" {
            here.pop();
        }
    }
    std::iter::once("crate").chain(here.iter().map(String::as_str)).chain(parts).collect::<Vec<_>>().join("::")
}

fn strip_comment_and_strings(line: &str) -> String {
    let mut code = String::new();
    let mut in_string = false;
    let mut characters = line.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\\' if in_string => drop(characters.next()),
            '"' => in_string = !in_string,
            '/' if !in_string && characters.peek() == Some(&'/') => break,
            _ if in_string => {}
            _ => code.push(c),
        }
    }
    code
}
