//! How well the article confirms a claim, where its review stands, and what the reviewer found.
//!
//! Three things that are never merged: `Status` is the engine's word on the article's wording,
//! `ReviewState` is where the work stands, `Verdict` is what a person found to be true.

use std::fmt;
use std::str::FromStr;

macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $variant),+ }

        impl $name {
            /// Every value, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word used in JSON, SQL, logs and on the page.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(self.as_str()) }
        }

        impl FromStr for $name {
            type Err = ();
            fn from_str(word: &str) -> Result<Self, ()> {
                Self::ALL.iter().copied().find(|value| value.as_str() == word).ok_or(())
            }
        }
    };
}

words! {
    /// What the article itself gives a reader to go on, for one claim.
    Status {
        /// An identified party confirms it.
        Confirmed = "confirmed",
        /// An identified source says so, and the article gives no other party's word on it.
        Attributed = "attributed",
        /// The newsroom says so in its own voice, without a hedge.
        Asserted = "asserted",
        /// Nobody could be called to check, or the article says that it is not confirmed, or hedges it.
        Unconfirmed = "unconfirmed",
        /// Another party contests, questions or contradicts it.
        Disputed = "disputed",
        /// A party denies, rejects or refutes it.
        Denied = "denied",
    }
}

words! {
    /// Where the work of reviewing a claim stands.
    ReviewState {
        /// Nobody works on it.
        Pending = "pending",
        /// A reviewer works on it.
        Taken = "taken",
        /// A verdict was given.
        Decided = "decided",
    }
}

words! {
    /// What a reviewer found.
    Verdict {
        /// The claim is true.
        Verified = "verified",
        /// The claim is false.
        Refuted = "refuted",
        /// The claim is not its source's.
        Misattributed = "misattributed",
        /// It can't be found out.
        Unverifiable = "unverifiable",
    }
}
