//! The integration tests, in one binary: what a newsroom, an editor or an operator would notice.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test that can't go on has failed")]
#![allow(unreachable_pub, reason = "nothing here is meant for anybody else")]

mod analyses;
mod architecture;
mod articles;
mod bad_input;
mod claims;
mod command_line;
mod corpus;
mod databases;
mod desk;
mod durability;
mod erasure;
mod every_route;
mod headers;
mod html_articles;
mod import;
mod jobs;
mod keys;
mod limits;
mod logging;
mod measure;
mod newsroom_day;
mod nothing_lost;
mod openapi;
mod plain_words;
mod problems;
mod readiness;
mod real_analysis;
mod reviews;
mod revisions;
mod settings;
mod sources;
mod store;
mod store_reviews;
mod support;
mod tagger;
mod tls;
mod views;
