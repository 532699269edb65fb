//! Every setting: its name, its variable, what it is when nobody says anything, and what it is for.
//!
//! In: nothing. Out: the table that flags, the environment, the file, the help and `--print-config` are all made of.
//! Deliberately absent: what a value has to be (`super::Typed::check`).

/// How a setting is given and shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word, a number, a path.
    Text,
    /// `true` or `false`; the flag alone means `true`.
    Switch,
    /// Never shown, and no flag: others see the flags of a process.
    Secret,
}

/// A setting.
#[derive(Debug)]
pub(super) struct Setting {
    /// Its name: the flag's without the dashes, and the key in the file.
    pub(super) name: &'static str,
    /// Its environment variable.
    pub(super) variable: &'static str,
    /// What stands for its value in the help.
    pub(super) value: &'static str,
    /// Its value where nobody gives one; empty where there is none then.
    pub(super) default: &'static str,
    pub(super) kind: Kind,
    /// A sentence for the help.
    pub(super) help: &'static str,
}

const fn text(name: &'static str, variable: &'static str, value: &'static str, default: &'static str, help: &'static str) -> Setting {
    Setting { name, variable, value, default, kind: Kind::Text, help }
}

/// All settings, in the order in which people read them.
pub(super) const SETTINGS: &[Setting] = &[
    text("listen", "CLAIMDESK_LISTEN", "ADDRESS:PORT", "127.0.0.1:8080", "Address and port to listen on."),
    text("database", "CLAIMDESK_DATABASE", "URL", super::DEFAULT_DATABASE, "Where everything is kept: the file is made where there is none."),
    text("model", "CLAIMDESK_MODEL", "DIR", "", "A folder with another network than the one that is built in."),
    text("max-text-bytes", "CLAIMDESK_MAX_TEXT_BYTES", "BYTES", "1000000", "The longest text that is taken in, in bytes."),
    Setting {
        kind: Kind::Switch,
        ..text(
            "trust-proxy",
            "CLAIMDESK_TRUST_PROXY",
            "BOOL",
            "false",
            "Take the word of a proxy in front on whether a request came over TLS and from where (`X-Forwarded-Proto`, and the last address of `X-Forwarded-For`).",
        )
    },
    Setting {
        kind: Kind::Secret,
        ..text("admin-key", "CLAIMDESK_ADMIN_KEY", "KEY", "", "The administrator's key, instead of the one that is made at the first start.")
    },
    text("admin-key-file", "CLAIMDESK_ADMIN_KEY_FILE", "FILE", "", "A file that holds the administrator's key and nothing else."),
    text("tls-certificate", "CLAIMDESK_TLS_CERTIFICATE", "FILE", "", "The certificate with its chain, in PEM: with it, the service speaks TLS only."),
    text("tls-key", "CLAIMDESK_TLS_KEY", "FILE", "", "The certificate's private key, in PEM."),
    text(
        "requests-per-second",
        "CLAIMDESK_REQUESTS_PER_SECOND",
        "COUNT",
        "500",
        "Requests that a key may make each second, on the average of ten seconds; 0 for any number.",
    ),
    text(
        "requests-per-second-without-key",
        "CLAIMDESK_REQUESTS_PER_SECOND_WITHOUT_KEY",
        "COUNT",
        "100",
        "Requests without a good key that an address may make each second, on the average of ten seconds; 0 for any number.",
    ),
    text("max-connections", "CLAIMDESK_MAX_CONNECTIONS", "COUNT", "8000", "Connections that may be open at a time; more wait until one is closed."),
    text("head-seconds", "CLAIMDESK_HEAD_SECONDS", "SECONDS", "5", "How long the head of a request may take to arrive."),
    text("body-seconds", "CLAIMDESK_BODY_SECONDS", "SECONDS", "30", "How long the body of a request may take to arrive."),
    text("idle-seconds", "CLAIMDESK_IDLE_SECONDS", "SECONDS", "15", "How long a connection may wait for its next request."),
    text("log", "CLAIMDESK_LOG", "FILTER", "info,actix_server=warn", "What is logged, such as `warn` or `claimdesk=debug`."),
    text("log-format", "CLAIMDESK_LOG_FORMAT", "FORMAT", "text", "How it is logged: `text` for people, `json` for programs, one object a line."),
];

/// The variable that names the file of settings.
pub(super) const FILE_VARIABLE: &str = "CLAIMDESK_CONFIG";
