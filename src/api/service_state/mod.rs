//! How the service is, and what it offers: open to everybody.

mod get_health;
mod get_openapi;
mod get_readiness;

pub(super) use get_health::get_health;
pub(super) use get_openapi::get_openapi;
pub(super) use get_readiness::get_readiness;
