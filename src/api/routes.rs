//! Routes as a list that can be both served and read.
//!
//! In: methods, paths, who may call, handlers. Out: resources for actix-web that answer everything else with a problem.
//! Deliberately absent: which routes there are (`api`).

use super::ApiError;
use super::access::require_key;
use actix_web::http::Method;
use actix_web::middleware::from_fn;
use actix_web::web::{self, ServiceConfig};
use actix_web::{FromRequest, Handler, Responder, Route};

/// Who may call a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// Everybody.
    Everybody,
    /// Whoever has a key.
    KeyHolders,
}

/// Every route, in the order of its making.
#[derive(Default)]
pub struct Routes {
    paths: Vec<PathRoutes>,
}

struct PathRoutes {
    path: &'static str,
    access: Access,
    methods: Vec<Method>,
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
        let route = web::method(method.clone()).to(handler);
        match self.paths.iter_mut().find(|known| known.path == path) {
            Some(known) => {
                known.methods.push(method);
                known.routes.push(route);
            }
            None => self.paths.push(PathRoutes { path, access, methods: vec![method], routes: vec![route] }),
        }
        self
    }

    /// Every method with its path, as `openapi.yaml` writes them; HEAD goes without saying.
    #[must_use]
    pub fn list(&self) -> Vec<(Method, &'static str)> {
        let all = self.paths.iter().flat_map(|known| known.methods.iter().map(|method| (method.clone(), known.path)));
        all.filter(|(method, _)| method != Method::HEAD).collect()
    }

    /// Hands the routes to actix-web.
    pub fn configure(self, config: &mut ServiceConfig) {
        for PathRoutes { path, access, methods, routes } in self.paths {
            let resource = routes.into_iter().fold(web::resource(path), actix_web::Resource::route);
            let resource = resource.default_service(web::to(move || std::future::ready(ApiError::method_not_allowed(&methods))));
            match access {
                Access::Everybody => config.service(resource),
                Access::KeyHolders => config.service(resource.wrap(from_fn(require_key))),
            };
        }
        config.default_service(web::to(async || ApiError::no_such_path()));
    }
}
