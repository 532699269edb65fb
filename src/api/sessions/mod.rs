//! `/v1/session`: one file for each endpoint, and the cookie that they share.

mod cookie;
mod get_session;
mod sign_in;
mod sign_out;

pub(super) use cookie::{check_origin, other_origin, token};
pub(super) use get_session::get_session;
pub(super) use sign_in::sign_in;
pub(super) use sign_out::sign_out;
