//! How well the article confirms a claim, where its review stands, and what the reviewer found.
//!
//! Three things that are never merged: `Status` is the engine's word on the article's wording,
//! `ReviewState` is where the work stands, `Verdict` is what a person found to be true.

use super::words::words;

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
