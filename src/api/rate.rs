//! How many requests a caller may make.
//!
//! In: requests. Out: the same, with headers that say what is left; or 429 with the time to wait.
//! Deliberately absent: how many that is (`config`), and requests that the HTTP library refuses itself.
//!
//! Whoever has a good key is counted by the key, everybody else by address. The headers are those of
//! draft-ietf-httpapi-ratelimit-headers: the quota is what may come within ten seconds, so that a page that loads or a batch
//! that starts is no excess.

use super::ApiError;
use super::access::Who;
use super::{Metrics, State};
use actix_web::HttpMessage;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web;
use governor::clock::{Clock, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};
use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use uuid::Uuid;

const LIMIT: HeaderName = HeaderName::from_static("ratelimit");
const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");

/// Seconds over which requests are averaged.
const WINDOW: u32 = 10;

/// The limits, with what has been used of them.
pub struct RateLimits {
    keys: Option<Limiter<Uuid>>,
    addresses: Option<Limiter<IpAddr>>,
}

struct Limiter<K: Hash + Eq + Clone> {
    /// Its name in the headers.
    name: &'static str,
    per_second: u32,
    limiter: RateLimiter<K, DashMapStateStore<K>, DefaultClock, StateInformationMiddleware>,
    clock: DefaultClock,
}

/// What a caller has left.
struct Standing {
    name: &'static str,
    quota: u32,
    left: u32,
    /// Seconds until one more may come; none where it may now.
    wait: Option<u64>,
    /// Seconds until the whole quota is there again.
    full: u32,
}

impl RateLimits {
    /// So many requests a second for each key, and for each address without one; 0 for any number.
    #[must_use]
    pub fn new(for_key: u32, without_key: u32) -> Self {
        Self { keys: Limiter::new("key", for_key), addresses: Limiter::new("address", without_key) }
    }

    /// Forgets those who have their whole quota.
    pub fn forget_idle(&self) {
        if let Some(keys) = &self.keys {
            keys.limiter.retain_recent();
        }
        if let Some(addresses) = &self.addresses {
            addresses.limiter.retain_recent();
        }
    }
}

impl<K: Hash + Eq + Clone> Limiter<K> {
    fn new(name: &'static str, per_second: u32) -> Option<Self> {
        let rate = NonZeroU32::new(per_second)?;
        let burst = NonZeroU32::new(per_second.saturating_mul(WINDOW))?;
        let limiter = RateLimiter::dashmap(Quota::per_second(rate).allow_burst(burst)).with_middleware();
        Some(Self { name, per_second, limiter, clock: DefaultClock::default() })
    }

    fn ask(&self, who: &K) -> Standing {
        let quota = self.per_second.saturating_mul(WINDOW);
        let (left, wait) = match self.limiter.check_key(who) {
            Ok(state) => (state.remaining_burst_capacity(), None),
            Err(refused) => (0, Some(refused.wait_time_from(self.clock.now()).as_secs_f64().ceil().max(1.0))),
        };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "seconds, 1 to 10")]
        let wait = wait.map(|seconds| seconds as u64);
        Standing { name: self.name, quota, left, wait, full: quota.saturating_sub(left).div_ceil(self.per_second) }
    }
}

impl Standing {
    fn headers(&self) -> [(HeaderName, String); 2] {
        [(POLICY, format!("\"{}\";q={};w={WINDOW}", self.name, self.quota)), (LIMIT, format!("\"{}\";r={};t={}", self.name, self.left, self.full))]
    }
}

/// Looks at who sends a request, and lets it through while they may.
///
/// # Errors
/// Those of the handler, unchanged.
pub async fn limit_rate<B: MessageBody + 'static>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let who = Who::sends(&request);
    let limits = request.app_data::<web::Data<RateLimits>>().cloned();
    let standing = limits.as_ref().and_then(|limits| match who.key() {
        Some(key) => limits.keys.as_ref().map(|keys| keys.ask(&key)),
        None => limits.addresses.as_ref().zip(address(&request)).map(|(addresses, address)| addresses.ask(&address)),
    });
    request.extensions_mut().insert(who);
    let mut answer = match standing.as_ref().and_then(|standing| Some((standing.name, standing.wait?))) {
        None => next.call(request).await?.map_into_boxed_body(),
        Some((name, seconds)) => {
            if let Some(metrics) = request.app_data::<web::Data<Metrics>>() {
                metrics.count_limited(name);
            }
            let what = if name == "key" { "this key" } else { "this address, without a good key," };
            let detail = format!("{what} makes more requests than it may; try again in {seconds} s");
            request.into_response(actix_web::ResponseError::error_response(&ApiError::too_many(detail, seconds)))
        }
    };
    for (name, value) in standing.iter().flat_map(Standing::headers) {
        if let Ok(value) = HeaderValue::try_from(value) {
            answer.headers_mut().insert(name, value);
        }
    }
    Ok(answer)
}

/// Where a request comes from. A network of IPv6 counts as one address: whoever has one has all of it.
fn address(request: &ServiceRequest) -> Option<IpAddr> {
    let trusted = request.app_data::<State>().is_some_and(|state| state.trusts_proxy());
    // The last one is what the proxy in front saw; those before it are what its client says.
    let told = || request.headers().get_all("x-forwarded-for").last()?.to_str().ok()?.rsplit(',').next()?.trim().parse().ok();
    let address = if trusted { told() } else { None };
    Some(match address.or_else(|| Some(request.peer_addr()?.ip()))?.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))),
        address @ IpAddr::V4(_) => address,
    })
}
