//! What was given, and by whom: flags before environment variables, those before the file, and that before the defaults.
//!
//! In: parsed arguments, with the environment that clap read for them; a file in TOML. Out: a text for each setting with
//! its origin, [`Typed`] values, and the lines of `--print-config`.
//! Deliberately absent: whether the values make sense ([`Typed::check`]).

use super::settings::{FILE_VARIABLE, Kind, SETTINGS, Setting};
use super::{SettingError, Typed};
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use toml::de::{DeTable, DeValue};

/// Bytes that a file of settings may have: every setting with a paragraph about it fits hundreds of times.
const LARGEST_FILE: u64 = 1 << 20;

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Origin {
    Default,
    File { path: PathBuf, line: usize },
    Variable(&'static str),
    Flag(&'static str),
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File { path, line } => write!(f, "{}, line {line}", path.display()),
            Self::Variable(name) => f.write_str(name),
            Self::Flag(name) => write!(f, "--{name}"),
        }
    }
}

/// A value as it was written, with its origin.
#[derive(Debug, Clone)]
struct Value {
    text: String,
    origin: Origin,
}

/// What flags and the environment say.
#[derive(Debug, Clone, Default)]
pub struct Flags {
    file: Option<PathBuf>,
    /// In the order of [`SETTINGS`].
    values: Vec<Option<Value>>,
}

impl Args for Flags {
    fn augment_args(command: Command) -> Command {
        let file = Arg::new("config").long("config").env(FILE_VARIABLE).value_name("FILE").value_parser(clap::value_parser!(PathBuf));
        let command = command.arg(file.help("A file of settings in TOML: `name = value`, with the names of the flags below."));
        SETTINGS.iter().fold(command, |command, setting| command.arg(argument(setting))).after_help(after_help())
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

fn argument(setting: &Setting) -> Arg {
    let help = match setting.default {
        "" => setting.help.to_owned(),
        default => format!("{} [default: {default}]", setting.help),
    };
    let argument = Arg::new(setting.name).env(setting.variable).value_name(setting.value).help(help).hide_env_values(true);
    match setting.kind {
        Kind::Text => argument.long(setting.name),
        Kind::Switch => argument.long(setting.name).num_args(0..=1).require_equals(true).default_missing_value("true"),
        // Nobody can type this flag: the variable is all that is read.
        Kind::Secret => argument.long(setting.name).hide(true).action(ArgAction::Set),
    }
}

fn after_help() -> String {
    let mut text = String::from(
        "Flags come before environment variables, those before the file of --config, and that before the defaults.\n\
         --print-config shows what counts and where it comes from.\n\nSecrets have no flag:",
    );
    for setting in SETTINGS.iter().filter(|setting| setting.kind == Kind::Secret) {
        // Writing to a String can't fail.
        let _ = write!(text, "\n  {}  {}", setting.variable, setting.help);
    }
    text
}

impl FromArgMatches for Flags {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let value = |setting: &Setting| {
            let text = matches.get_one::<String>(setting.name)?;
            let origin = match matches.value_source(setting.name)? {
                ValueSource::EnvVariable => Origin::Variable(setting.variable),
                _ => Origin::Flag(setting.name),
            };
            // An empty variable is how many tools write one that is not set.
            (!text.is_empty() || origin == Origin::Flag(setting.name)).then(|| Value { text: text.clone(), origin })
        };
        let secret = SETTINGS.iter().find(|setting| {
            setting.kind == Kind::Secret && matches.value_source(setting.name).is_some_and(|source| source == ValueSource::CommandLine)
        });
        if let Some(secret) = secret {
            let told = format!("--{0} would show the secret to everybody on this machine; set {1} or --{0}-file\n", secret.name, secret.variable);
            return Err(clap::Error::raw(clap::error::ErrorKind::ArgumentConflict, told));
        }
        let file = matches.get_one::<PathBuf>("config").filter(|path| !path.as_os_str().is_empty()).cloned();
        Ok(Self { file, values: SETTINGS.iter().map(value).collect() })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// A value for each setting.
#[derive(Debug, Clone)]
pub struct Given {
    /// In the order of [`SETTINGS`].
    values: Vec<Value>,
}

impl Flags {
    /// Adds what the file says, where one is named, and the defaults.
    ///
    /// # Errors
    /// Where the file can't be read, is not TOML, or holds something that is no setting.
    pub fn with_file(self) -> Result<Given, SettingError> {
        let from_file = match &self.file {
            Some(path) => read_file(path)?,
            None => vec![None; SETTINGS.len()],
        };
        let typed = self.values.into_iter().chain(std::iter::repeat(None));
        let default = |setting: &Setting| Value { text: setting.default.to_owned(), origin: Origin::Default };
        let all = SETTINGS.iter().zip(typed).zip(from_file);
        Ok(Given { values: all.map(|((setting, typed), from_file)| typed.or(from_file).unwrap_or_else(|| default(setting))).collect() })
    }
}

fn read_file(path: &Path) -> Result<Vec<Option<Value>>, SettingError> {
    let wrong = |detail: String| SettingError::new("config", format!("{}: {detail}", path.display()));
    let size = std::fs::metadata(path).map_err(|error| wrong(error.to_string()))?.len();
    if size > LARGEST_FILE {
        return Err(wrong(format!("it has {size} bytes, and settings fit in {LARGEST_FILE}")));
    }
    let text = std::fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
    read_settings(path, &text)
}

/// The values that a file of settings gives, in the order of the table.
///
/// # Errors
/// Where it is not TOML, or holds something that is no setting.
fn read_settings(path: &Path, text: &str) -> Result<Vec<Option<Value>>, SettingError> {
    let line_of = |byte: usize| text.as_bytes().iter().take(byte).filter(|&&byte| byte == b'\n').count() + 1;
    let wrong = |line: usize, detail: String| SettingError::new("config", format!("{}, line {line}: {detail}", path.display()));
    let table = DeTable::parse(text).map_err(|error| {
        let line = error.span().map_or(1, |span| line_of(span.start));
        wrong(line, format!("it is not TOML: {}", error.message()))
    })?;
    let mut values = vec![None; SETTINGS.len()];
    for (key, value) in table.get_ref() {
        let (name, line) = (key.get_ref(), line_of(key.span().start));
        let Some(place) = SETTINGS.iter().position(|setting| setting.name == name) else {
            return Err(wrong(line, format!("there is no setting `{}`{}", name.escape_debug(), resembling(name))));
        };
        let text = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Integer(number) if number.radix() == 10 => number.as_str().to_owned(),
            DeValue::Boolean(truth) => truth.to_string(),
            _ => return Err(wrong(line, format!("`{name}` must be a text, a whole number, `true` or `false`"))),
        };
        values[place] = Some(Value { text, origin: Origin::File { path: path.to_owned(), line } });
    }
    Ok(values)
}

/// Reads a file of settings, and gives the number of settings in it: for whoever wants to know that no text upsets the reader.
///
/// # Errors
/// As for a file of `--config`.
pub fn count_settings(text: &str) -> Result<usize, SettingError> {
    Ok(read_settings(Path::new("settings"), text)?.into_iter().flatten().count())
}

/// A hint, where a name is written like a setting's but for the dashes.
fn resembling(name: &str) -> String {
    let bare = |name: &str| name.replace(['-', '_'], "").to_lowercase();
    let known = SETTINGS.iter().find(|setting| bare(setting.name) == bare(name));
    known.map_or_else(String::new, |setting| format!("; `{}` is one", setting.name))
}

impl Given {
    fn value(&self, name: &str) -> Option<(&'static Setting, &Value)> {
        SETTINGS.iter().zip(&self.values).find(|(setting, _)| setting.name == name)
    }

    fn text(&self, name: &str) -> String {
        self.value(name).map(|(_, value)| value.text.clone()).unwrap_or_default()
    }

    fn path(&self, name: &str) -> Option<PathBuf> {
        Some(self.text(name)).filter(|text| !text.is_empty()).map(PathBuf::from)
    }

    fn number<T: std::str::FromStr>(&self, name: &'static str) -> Result<T, SettingError> {
        let text = self.text(name);
        // TOML's own way to write long numbers.
        let digits = text.replace('_', "");
        digits.parse().map_err(|_| SettingError::new(name, format!("`{text}` must be a whole number, not too large")))
    }

    fn truth(&self, name: &'static str) -> Result<bool, SettingError> {
        match self.text(name).to_ascii_lowercase().as_str() {
            "true" | "1" | "yes" | "on" => Ok(true),
            "false" | "0" | "no" | "off" | "" => Ok(false),
            other => Err(SettingError::new(name, format!("`{other}` must be `true` or `false`"))),
        }
    }

    /// Whether nobody said anything about this setting.
    #[must_use]
    pub fn is_default(&self, name: &str) -> bool {
        self.value(name).is_none_or(|(_, value)| value.origin == Origin::Default)
    }

    /// Another value where nobody said anything.
    #[must_use]
    pub fn or(mut self, name: &str, text: &str) -> Self {
        for (setting, value) in SETTINGS.iter().zip(&mut self.values) {
            if setting.name == name && value.origin == Origin::Default {
                text.clone_into(&mut value.text);
            }
        }
        self
    }

    /// The values, as what they are.
    ///
    /// # Errors
    /// For the first that is not a number or a truth where it has to be, and where the file of a secret can't be read.
    pub fn typed(&self) -> Result<Typed, SettingError> {
        self.read().map_err(|error| self.locate(error))
    }

    fn read(&self) -> Result<Typed, SettingError> {
        let mut admin_key = Some(self.text("admin-key")).filter(|key| !key.is_empty());
        if let Some(path) = self.path("admin-key-file") {
            if admin_key.is_some() {
                return Err(SettingError::new("admin-key-file", "the key is given by `admin-key` already; give one of the two".to_owned()));
            }
            let read = std::fs::read_to_string(&path);
            let text = read.map_err(|error| SettingError::new("admin-key-file", format!("{}: {error}", path.display())))?;
            admin_key = Some(text.trim().to_owned());
        }
        Ok(Typed {
            listen: self.text("listen"),
            database: self.text("database"),
            model: self.path("model"),
            max_text_bytes: self.number("max-text-bytes")?,
            trust_proxy: self.truth("trust-proxy")?,
            admin_key,
            tls_certificate: self.path("tls-certificate"),
            tls_key: self.path("tls-key"),
            requests_per_second: self.number("requests-per-second")?,
            requests_per_second_without_key: self.number("requests-per-second-without-key")?,
            max_connections: self.number("max-connections")?,
            head_seconds: self.number("head-seconds")?,
            body_seconds: self.number("body-seconds")?,
            idle_seconds: self.number("idle-seconds")?,
            log: self.text("log"),
            log_format: self.text("log-format"),
        })
    }

    /// An error with the place where its setting was given.
    #[must_use]
    pub fn locate(&self, error: SettingError) -> SettingError {
        let origin = self.value(&error.setting).map(|(_, value)| value.origin.to_string()).filter(|_| !self.is_default(&error.setting));
        SettingError { origin, ..error }
    }

    /// What counts and where it comes from, as a file of settings; secrets are hidden.
    #[must_use]
    pub fn print(&self) -> String {
        let mut text = String::from("# What counts, and where it comes from: flags, then environment variables, then the file, then defaults.\n");
        for (setting, Value { text: value, origin }) in SETTINGS.iter().zip(&self.values) {
            let line = match (setting.kind, value.as_str()) {
                (_, "") => format!("# {} is not set", setting.name),
                (Kind::Secret, _) => format!("# {} = (hidden)", setting.name),
                (_, value) => format!("{} = {}", setting.name, in_toml(setting, value)),
            };
            // Writing to a String can't fail.
            let _ = if *origin == Origin::Default && value.is_empty() { writeln!(text, "{line}") } else { writeln!(text, "{line:<50} # {origin}") };
        }
        text
    }
}

/// A value as TOML writes it.
fn in_toml(setting: &Setting, value: &str) -> String {
    let is_bare = setting.kind == Kind::Switch && matches!(value, "true" | "false")
        || !setting.default.is_empty()
            && setting.default.bytes().all(|byte| byte.is_ascii_digit())
            && !value.is_empty()
            && value.bytes().all(|byte| byte.is_ascii_digit());
    if is_bare {
        return value.to_owned();
    }
    let mut text = String::from("\"");
    for c in value.chars() {
        match c {
            '"' | '\\' => text.extend(['\\', c]),
            c if c.is_control() => {
                // Writing to a String can't fail.
                let _ = write!(text, "\\u{:04X}", u32::from(c));
            }
            c => text.push(c),
        }
    }
    text + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from_file(text: &str) -> Result<Given, SettingError> {
        let values = read_settings(Path::new("a.toml"), text)?;
        let default = |setting: &Setting| Value { text: setting.default.to_owned(), origin: Origin::Default };
        Ok(Given { values: SETTINGS.iter().zip(values).map(|(setting, value)| value.unwrap_or_else(|| default(setting))).collect() })
    }

    #[test]
    fn the_defaults_are_good_settings() {
        let typed = from_file("").unwrap().typed().unwrap();
        assert_eq!(typed, Typed::default());
        assert!(typed.check().is_ok());
    }

    #[test]
    fn what_is_no_setting_is_named_with_its_line() {
        for (text, words) in [
            ("listen = \"[::]:80\"\nlistn = 1", "a.toml, line 2: there is no setting `listn`"),
            ("max_text_bytes = 5", "line 1: there is no setting `max_text_bytes`; `max-text-bytes` is one"),
            ("\n[serve]\nlisten = \"\"", "line 2: there is no setting `serve`"),
            ("log = [\"a\"]", "line 1: `log` must be a text"),
            ("head-seconds = 1.5", "line 1: `head-seconds` must be a text, a whole number"),
            ("head-seconds = 5\nhead-seconds = 6", "line 2: it is not TOML: duplicate key"),
            ("listen = ", "line 1: it is not TOML"),
            ("\"a\\u001bb\" = 1", "there is no setting `a\\u{1b}b`"),
        ] {
            let error = from_file(text).err().unwrap().to_string();
            assert!(error.contains(words), "{text}: {error}");
        }
    }

    #[test]
    fn a_value_that_is_wrong_is_named_with_the_place_where_it_was_given() {
        for (text, words) in [
            ("head-seconds = \"soon\"", "`head-seconds` (a.toml, line 1) is wrong: `soon` must be a whole number"),
            ("trust-proxy = 2", "`trust-proxy` (a.toml, line 1) is wrong: `2` must be `true` or `false`"),
            ("admin-key-file = \"/nowhere/key\"", "`admin-key-file` (a.toml, line 1) is wrong: /nowhere/key: No such file"),
        ] {
            let error = from_file(text).unwrap().typed().err().unwrap().to_string();
            assert!(error.contains(words), "{text}: {error}");
        }
    }

    #[test]
    fn what_is_printed_can_be_read_again_and_holds_no_secret() {
        let given =
            from_file("admin-key = \"cdk_do_not_show_this_to_anybody\"\nmodel = \"a\\\"b\\\\c\"\nmax-text-bytes = 5_000\nidle-seconds = \"7\"")
                .unwrap();
        let printed = given.print();
        assert!(!printed.contains("do_not_show"), "{printed}");
        let again = from_file(&printed).unwrap().typed().unwrap();
        assert_eq!(again, Typed { admin_key: None, ..given.typed().unwrap() });
        assert_eq!((again.max_text_bytes, again.idle_seconds), (5000, 7));
        assert!(printed.lines().any(|line| line.starts_with("# admin-key = (hidden)") && line.ends_with("# a.toml, line 1")), "{printed}");
    }
}
