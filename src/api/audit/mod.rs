//! `/v1/audit`.

mod list_audit;

pub(super) use list_audit::list_audit;
