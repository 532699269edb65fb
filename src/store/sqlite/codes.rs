//! The small integers that stand for words of a fixed set, as the comments in `schema/sqlite` list them (formats: 1 text 2 HTML).
//!
//! In: a noun's value. Out: its number, and back.
//! Deliberately absent: any number that was ever released and then changed its meaning.

use crate::domain::{FurnitureKind, JobState, JobTask, QuoteKind, ReviewState, Role, SourceKind, SourceOrigin, Status, TextFormat, Verdict};
use crate::store::StoreError;

/// A value that is stored as a small integer.
pub(super) trait Coded: Sized + Copy {
    /// Its number.
    fn code(self) -> i64;
    /// The value of a number that a row holds.
    fn from_code(code: i64) -> Result<Self, StoreError>;
}

macro_rules! codes {
    ($($type:ident { $($variant:ident = $code:literal),+ $(,)? })+) => {
        $(impl Coded for $type {
            fn code(self) -> i64 {
                match self { $(Self::$variant => $code),+ }
            }

            fn from_code(code: i64) -> Result<Self, StoreError> {
                match code {
                    $($code => Ok(Self::$variant),)+
                    _ => Err(StoreError::Damaged(format!("{} {code}", stringify!($type)))),
                }
            }
        })+
    };
}

codes! {
    SourceKind { Official = 1, Organisation = 2, Person = 3, Media = 4, Document = 5, Group = 6, Anonymous = 7, Newsroom = 8 }
    SourceOrigin { Shipped = 1, Discovered = 2, Taught = 3 }
    Status { Confirmed = 1, Attributed = 2, Asserted = 3, Unconfirmed = 4, Disputed = 5, Denied = 6 }
    ReviewState { Pending = 1, Taken = 2, Decided = 3 }
    Verdict { Verified = 1, Refuted = 2, Misattributed = 3, Unverifiable = 4 }
    Role { Cms = 1, Editor = 2, Reviewer = 3, Admin = 4 }
    QuoteKind { Direct = 1, Indirect = 2, Mixed = 3 }
    FurnitureKind { Dateline = 1, Byline = 2, PhotoCredit = 3, SignOff = 4, Trailer = 5, Subscription = 6, Heading = 7, Greeting = 8 }
    TextFormat { Text = 1, Html = 2 }
    JobTask { TakeIn = 1, Reanalyse = 2 }
    JobState { Waiting = 1, Done = 2, Failed = 3 }
}
