//! Routes as a list that can be both served and read.
//!
//! In: methods, paths, who may call, handlers. Out: resources for actix-web that answer everything else with a problem.
//! Deliberately absent: which routes there are (`api`).

use super::ApiError;
use super::access::check_access;
use super::idempotency::do_once;
use crate::domain::Role;
use actix_web::dev::ServiceRequest;
use actix_web::http::Method;
use actix_web::middleware::from_fn;
use actix_web::web::{self, ServiceConfig};
use actix_web::{FromRequest, Handler, HttpMessage, Responder, Route};

/// Who may call a method of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everybody.
    Everybody,
    /// Whoever has a key with one of these roles.
    Roles(&'static [Role]),
}

/// The pattern of the path that a request was found to have, for those who see its answer.
#[derive(Clone, Copy)]
pub(super) struct Matched(pub(super) &'static str);

/// Every route, in the order of its making.
#[derive(Default)]
pub struct Routes {
    paths: Vec<PathRoutes>,
}

struct PathRoutes {
    path: &'static str,
    methods: Vec<(Method, Access)>,
    routes: Vec<Route>,
}

impl Routes {
    /// Adds a GET, which answers to HEAD as well.
    pub(super) fn get<F, Arguments>(self, path: &'static str, access: Access, handler: F) -> Self
    where
        F: Handler<Arguments>,
        Arguments: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(Method::GET, path, access, handler.clone()).add(Method::HEAD, path, access, handler)
    }

    /// Adds a PATCH.
    pub(super) fn patch<F, Arguments>(self, path: &'static str, access: Access, handler: F) -> Self
    where
        F: Handler<Arguments>,
        Arguments: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(Method::PATCH, path, access, handler)
    }

    /// Adds a DELETE.
    pub(super) fn delete<F, Arguments>(self, path: &'static str, access: Access, handler: F) -> Self
    where
        F: Handler<Arguments>,
        Arguments: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(Method::DELETE, path, access, handler)
    }

    /// Adds a POST.
    pub(super) fn post<F, Arguments>(self, path: &'static str, access: Access, handler: F) -> Self
    where
        F: Handler<Arguments>,
        Arguments: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(Method::POST, path, access, handler)
    }

    fn add<F, Arguments>(mut self, method: Method, path: &'static str, access: Access, handler: F) -> Self
    where
        F: Handler<Arguments>,
        Arguments: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        // The last wrapped is the first asked: who calls is known before a repeated request is looked up.
        let route = web::method(method.clone()).to(handler);
        let route = if method == Method::POST { route.wrap(from_fn(do_once)) } else { route };
        let route = route.wrap(from_fn(move |request: ServiceRequest, next| {
            request.extensions_mut().insert(Matched(path));
            check_access(access, request, next)
        }));
        match self.paths.iter_mut().find(|known| known.path == path) {
            Some(known) => {
                known.methods.push((method, access));
                known.routes.push(route);
            }
            None => self.paths.push(PathRoutes { path, methods: vec![(method, access)], routes: vec![route] }),
        }
        self
    }

    /// Every method with its path, as `openapi.yaml` writes them, and who may call it; HEAD goes without saying.
    #[must_use]
    pub fn list(&self) -> Vec<(Method, &'static str, Access)> {
        let all = self.paths.iter().flat_map(|known| known.methods.iter().map(|(method, access)| (method.clone(), known.path, *access)));
        all.filter(|(method, ..)| method != Method::HEAD).collect()
    }

    /// Hands the routes to actix-web.
    pub fn configure(self, config: &mut ServiceConfig) {
        for PathRoutes { path, methods, routes } in self.paths {
            let methods: Vec<_> = methods.into_iter().map(|(method, _)| method).collect();
            let resource = routes.into_iter().fold(web::resource(path), actix_web::Resource::route);
            config.service(resource.default_service(web::to(move || std::future::ready(ApiError::method_not_allowed(&methods)))));
        }
        config.default_service(web::to(async || ApiError::no_such_path()));
    }
}
