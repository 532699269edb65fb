//! `/v1/keys`: one file for each endpoint.

mod add_key;
mod list_keys;
mod revoke_key;

pub(super) use add_key::add_key;
pub(super) use list_keys::list_keys;
pub(super) use revoke_key::revoke_key;
