//! What handlers work with.
//!
//! In: nothing. Out: the type of the shared state. A leaf: it knows no route and no handler.

use crate::service::Service;
use actix_web::web;

/// The service, shared by all handlers.
pub type State = web::Data<Service>;
