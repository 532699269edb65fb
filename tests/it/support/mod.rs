//! What the tests work with: a service of their own, its callers, and an analyst whose answers they know.

mod app;
mod binary;
mod clock;
mod dice;
mod reporter;

pub use app::{Answer, Keyholder, TestApp};
pub use binary::{RunningBinary, claimdesk, serve_on};
pub use clock::TestClock;
pub use dice::Dice;
pub use reporter::{Gate, Reporter};

/// An article in the language of the [`Reporter`], with a claim of every sort that it knows.
pub const ARTICLE: &str = "MOSCOW – Mr Xi will travel to Russia. The Kremlin said the leaders would meet on Monday. \
    Mr Xi will telephone Kyiv, media reports say.";
