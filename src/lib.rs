//! claimdesk: who said what in a news article, how well the article confirms it, and what reviewers found.
//!
//! `ARCHITECTURE.md` is the map; `tests/it/architecture.rs` holds the layers to it.

pub mod domain;
pub mod engine;
