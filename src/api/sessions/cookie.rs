//! The session's cookie: how it is written and read, and who may use it.
//!
//! In: a request. Out: the token of its cookie, and whether the request comes from the desk's own page.
//! Deliberately absent: what the token opens (`service`).

use crate::api::{ApiError, State};
use actix_web::HttpRequest;
use actix_web::http::header::{COOKIE, HOST, HeaderMap, ORIGIN};
use actix_web::http::{Method, StatusCode};

const NAME: &str = "claimdesk_session";

/// What a browser is told to keep. It lasts as long as the browser's own session; the service ends it earlier when it is idle.
pub(super) fn set(request: &HttpRequest, token: &str) -> String {
    format!("{NAME}={token}; Path=/; HttpOnly; SameSite=Strict{}", secure(request))
}

/// What makes a browser forget it.
pub(super) fn forget(request: &HttpRequest) -> String {
    format!("{NAME}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0{}", secure(request))
}

fn secure(request: &HttpRequest) -> &'static str {
    let told_by_proxy = || {
        let trusted = request.app_data::<State>().is_some_and(|state| state.trusts_proxy());
        trusted && header(request.headers(), "x-forwarded-proto").is_some_and(|scheme| scheme.eq_ignore_ascii_case("https"))
    };
    if request.app_config().secure() || told_by_proxy() { "; Secure" } else { "" }
}

/// The token in a request's cookies.
pub(crate) fn token(headers: &HeaderMap) -> Option<&str> {
    let pairs = headers.get_all(COOKIE).filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(';'));
    pairs.filter_map(|pair| pair.trim().split_once('=')).find(|(name, _)| *name == NAME).map(|(_, token)| token)
}

/// Refuses what another site's page sends with the cookie of this one. `SameSite` keeps the cookie from most of that;
/// a page of the same site on another port or subdomain is stopped here.
pub(crate) fn check_origin(method: &Method, headers: &HeaderMap) -> Result<(), ApiError> {
    if method.is_safe() || is_same_origin(headers) {
        return Ok(());
    }
    Err(other_origin())
}

/// What another site's page is told.
pub(crate) fn other_origin() -> ApiError {
    ApiError::new(StatusCode::FORBIDDEN, "other-origin", "with a session, changes are taken from the desk's own page only")
}

fn is_same_origin(headers: &HeaderMap) -> bool {
    if let Some(site) = header(headers, "sec-fetch-site") {
        return site == "same-origin";
    }
    // Browsers tell the site only where the connection is secure or local; the origin, always.
    let host = headers.get(HOST).and_then(|value| value.to_str().ok());
    let origin = headers.get(ORIGIN).and_then(|value| value.to_str().ok()).and_then(|origin| origin.split_once("://"));
    origin.is_some_and(|(_, origin)| host.is_some_and(|host| host.eq_ignore_ascii_case(origin)))
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::{HeaderName, HeaderValue};

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn a_cookie_is_found_among_others() {
        assert_eq!(token(&headers(&[("cookie", "a=b; claimdesk_session=t1; c=d")])), Some("t1"));
        assert_eq!(token(&headers(&[("cookie", "other_claimdesk_session=t1")])), None);
    }

    #[test]
    fn another_sites_page_changes_nothing_with_the_cookie() {
        let (post, get) = (Method::POST, Method::GET);
        for good in [&[("sec-fetch-site", "same-origin")][..], &[("host", "desk.example:8080"), ("origin", "http://desk.example:8080")]] {
            assert!(check_origin(&post, &headers(good)).is_ok(), "{good:?}");
        }
        for bad in [
            &[][..],
            &[("sec-fetch-site", "same-site")],
            &[("sec-fetch-site", "cross-site"), ("host", "a"), ("origin", "http://a")],
            &[("host", "desk.example:8080"), ("origin", "http://desk.example:9090")],
            &[("host", "desk.example"), ("origin", "null")],
        ] {
            assert!(check_origin(&post, &headers(bad)).is_err(), "{bad:?}");
            assert!(check_origin(&get, &headers(bad)).is_ok(), "{bad:?}");
        }
    }
}
