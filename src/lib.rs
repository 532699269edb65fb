//! claimdesk: who said what in a news article, how well the article confirms it, and what reviewers found.
//!
//! `ARCHITECTURE.md` is the map; `tests/it/architecture.rs` holds the layers to it.

pub mod api;
pub mod cli;
pub mod config;
pub mod domain;
pub mod engine;
pub mod intake;
pub mod measure;
pub mod server;
pub mod service;
pub mod store;
pub mod web;
pub mod wire;
