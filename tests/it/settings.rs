//! Settings as an operator gives them: by flag, environment and file.

use crate::support::claimdesk;
use std::process::Command;

/// What `serve --print-config` says, and whether it was content.
fn printed(command: &mut Command) -> (String, String, bool) {
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.success())
}

/// The line of a setting, without the blanks before its origin.
fn line<'a>(printed: &'a str, name: &str) -> (&'a str, &'a str) {
    let line = printed.lines().find(|line| line.trim_start_matches("# ").split(' ').next() == Some(name)).unwrap();
    line.rsplit_once(" # ").map_or((line, ""), |(value, origin)| (value.trim_end(), origin))
}

#[test]
fn a_flag_counts_before_the_environment_and_that_before_the_file_and_that_before_the_default() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("desk.toml");
    std::fs::write(&file, "# Ours.\nlisten = \"127.0.0.1:1\"\nhead-seconds = 11\nbody-seconds = 12\nlog-format = \"json\"\n").unwrap();
    let mut command = claimdesk();
    command.args(["serve", "--print-config", "--listen", "127.0.0.1:3", "--config"]).arg(&file);
    command.env("CLAIMDESK_LISTEN", "127.0.0.1:2").env("CLAIMDESK_HEAD_SECONDS", "21").env("CLAIMDESK_IDLE_SECONDS", "");
    let (shown, said, good) = printed(&mut command);
    assert!(good, "{said}");
    assert_eq!(line(&shown, "listen"), ("listen = \"127.0.0.1:3\"", "--listen"));
    assert_eq!(line(&shown, "head-seconds"), ("head-seconds = 21", "CLAIMDESK_HEAD_SECONDS"));
    let place = format!("{}, line 4", file.display());
    assert_eq!(line(&shown, "body-seconds"), ("body-seconds = 12", place.as_str()));
    assert_eq!(line(&shown, "idle-seconds"), ("idle-seconds = 15", "default"), "an empty variable says nothing");
    assert_eq!(line(&shown, "model").0, "# model is not set");

    // What is shown is a file that says the same.
    let again = folder.path().join("again.toml");
    std::fs::write(&again, &shown).unwrap();
    let (same, said, good) = printed(claimdesk().args(["serve", "--print-config", "--config"]).arg(&again));
    assert!(good, "{said}");
    let values = |text: &str| text.lines().filter_map(|line| line.split(" # ").next().map(|value| value.trim().to_owned())).collect::<Vec<_>>();
    let without_rates = |text: &str| values(text).into_iter().filter(|value| !value.starts_with("requests-")).collect::<Vec<_>>();
    assert_eq!(without_rates(&same), without_rates(&shown));
}

#[test]
fn the_demo_takes_its_own_database_unless_one_is_named() {
    let (shown, _, _) = printed(claimdesk().args(["serve", "--demo", "--print-config"]));
    assert_eq!(line(&shown, "database").0, "database = \"sqlite:claimdesk-demo.db\"");
    let (shown, _, _) = printed(claimdesk().args(["serve", "--demo", "--print-config"]).env("CLAIMDESK_DATABASE", "sqlite:mine.db"));
    assert_eq!(line(&shown, "database").0, "database = \"sqlite:mine.db\"");
}

#[test]
fn secrets_are_never_shown() {
    let folder = tempfile::tempdir().unwrap();
    let secret = "cdk_this_must_not_be_shown_anywhere";
    let file = folder.path().join("key");
    std::fs::write(&file, format!("{secret}\n")).unwrap();
    let settings = folder.path().join("desk.toml");
    std::fs::write(&settings, format!("admin-key = \"{secret}\"\n")).unwrap();
    for command in [
        claimdesk().args(["serve", "--print-config"]).env("CLAIMDESK_ADMIN_KEY", secret),
        claimdesk().args(["serve", "--print-config", "--config"]).arg(&settings),
        claimdesk().args(["serve", "--print-config"]).env("CLAIMDESK_ADMIN_KEY_FILE", &file),
        claimdesk().args(["serve", "--help"]).env("CLAIMDESK_ADMIN_KEY", secret),
        claimdesk().args(["serve", "--print-config", "--head-seconds", "x"]).env("CLAIMDESK_ADMIN_KEY", secret),
    ] {
        let (shown, said, _) = printed(command);
        assert!(!shown.contains("must_not_be_shown") && !said.contains("must_not_be_shown"), "{shown}{said}");
    }
    let (_, said, good) = printed(claimdesk().args(["serve", "--admin-key", secret, "--print-config"]));
    assert!(!good && said.contains("CLAIMDESK_ADMIN_KEY") && !said.contains("must_not_be_shown"), "{said}");
    let both = claimdesk().args(["serve"]).env("CLAIMDESK_ADMIN_KEY", secret).env("CLAIMDESK_ADMIN_KEY_FILE", &file).output().unwrap();
    assert!(String::from_utf8_lossy(&both.stderr).contains("`admin-key-file` (CLAIMDESK_ADMIN_KEY_FILE) is wrong"));
}

#[test]
fn a_setting_that_is_wrong_is_named_with_its_place_and_nothing_starts() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("desk.toml");
    for (text, words) in [
        ("listen = \"127.0.0.1:1\"\nlistn = 1", "desk.toml, line 2: there is no setting `listn`"),
        ("idle_seconds = 1", "there is no setting `idle_seconds`; `idle-seconds` is one"),
        ("head-seconds = 0", "`head-seconds` (FILE, line 1) is wrong: `0` must be from 1 to 3600"),
        ("log = \"a=b=c\"", "`log` is wrong"),
        ("log-format = \"xml\"", "`log-format` (FILE, line 1) is wrong: `xml` must be `text` or `json`"),
        ("tls-key = \"key.pem\"", "`tls-certificate` is wrong: it is missing"),
        ("listen =", "line 1: it is not TOML"),
    ] {
        std::fs::write(&file, text).unwrap();
        let output = claimdesk().arg("serve").arg("--config").arg(&file).current_dir(&folder).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success());
        assert!(said.contains(&words.replace("FILE", &file.display().to_string())), "{text}: {said}");
    }
    let output = claimdesk().args(["serve", "--config", "nowhere.toml"]).current_dir(&folder).output().unwrap();
    assert!(String::from_utf8(output.stderr).unwrap().contains("nowhere.toml: No such file"));
    for (variable, value, words) in [
        ("CLAIMDESK_MAX_CONNECTIONS", "many", "`max-connections` (CLAIMDESK_MAX_CONNECTIONS) is wrong: `many` must be a whole number"),
        ("CLAIMDESK_TRUST_PROXY", "perhaps", "`trust-proxy` (CLAIMDESK_TRUST_PROXY) is wrong: `perhaps` must be `true` or `false`"),
        ("CLAIMDESK_ADMIN_KEY", "short", "`admin-key` (CLAIMDESK_ADMIN_KEY) is wrong: it must have at least 20"),
    ] {
        let output = claimdesk().arg("serve").env(variable, value).current_dir(&folder).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && said.contains(words), "{said}");
    }
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "no database was made");
}

#[test]
fn the_help_and_the_documents_list_every_variable() {
    let (help, _, _) = printed(claimdesk().args(["serve", "--help"]));
    let (shown, _, _) = printed(claimdesk().args(["serve", "--print-config"]));
    let operations = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/operations.md")).unwrap();
    let names: Vec<_> = shown.lines().skip(1).map(|line| line.trim_start_matches("# ").split(' ').next().unwrap()).collect();
    assert!(names.len() > 10, "{names:?}");
    for name in names {
        let variable = format!("CLAIMDESK_{}", name.to_uppercase().replace('-', "_"));
        assert!(help.contains(&variable), "the help does not name {variable}");
        assert!(
            operations.contains(&format!("`{name}`")) && operations.contains(&format!("`{variable}`")),
            "docs/operations.md does not name {name}"
        );
    }
}
