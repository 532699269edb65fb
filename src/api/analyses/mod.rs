//! `/v1/analyze`.

mod analyze_text;

pub(super) use analyze_text::analyze_text;
