//! The shim between a process and its files: built, and put under a command.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The shim as a library, built once for all tests of this run.
fn library() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/nothing_lost/shim.c");
        let built = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("shim-{}.so", std::process::id()));
        let output = Command::new("cc").args(["-shared", "-fPIC", "-O1", "-Wall", "-o"]).args([&built, &source]).arg("-ldl").output();
        let output = output.expect("there is a C compiler, as SQLite needs one");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        built
    })
}

/// Lets the command write down what it does with the files of this folder.
pub fn record<'a>(command: &'a mut Command, folder: &Path, trace: &Path) -> &'a mut Command {
    command.env("LD_PRELOAD", library()).env("SHIM_FOLDER", folder).env("SHIM_TRACE", trace)
}

/// Lets what the command does with the files of this folder fail as the file `faults` says, for as long as it is there.
pub fn fail<'a>(command: &'a mut Command, folder: &Path, faults: &Path) -> &'a mut Command {
    command.env("LD_PRELOAD", library()).env("SHIM_FOLDER", folder).env("SHIM_FAULTS", faults)
}
