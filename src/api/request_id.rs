//! The identity of a request, by which a caller and the log speak of the same one.
//!
//! In: `X-Request-Id`, where the caller or a proxy sent one. Out: the same, where it is one that can stand in a log; a new one otherwise.
//! Deliberately absent: any meaning of it; two requests may come with the same.

use actix_web::http::header::{HeaderMap, HeaderName};

/// The header, in requests and in answers.
pub(super) const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The longest that is taken: proxies send 36 to 64 characters.
const LONGEST: usize = 128;

/// The one that was sent, where it is made of letters, digits and `- _ . : + / = @`.
pub(super) fn sent(headers: &HeaderMap) -> Option<String> {
    let mut all = headers.get_all(HEADER);
    let id = all.next()?.to_str().ok()?;
    let is_sane = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.:+/=@".contains(&byte);
    let is_one = all.next().is_none() && !id.is_empty() && id.len() <= LONGEST;
    // A key that was put there by mistake is not repeated in the log.
    (is_one && id.bytes().all(is_sane) && !id.contains("cdk_")).then(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::HeaderValue;

    fn taken(values: &[&str]) -> Option<String> {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(HEADER, HeaderValue::from_bytes(value.as_bytes()).unwrap());
        }
        sent(&headers)
    }

    #[test]
    fn what_can_stand_in_a_log_is_taken_and_nothing_else() {
        for good in ["1", "01a20bc8-7999-7317-8055-af6c26b1c258", "Root=1-67891233-abcdef012345678912345678", &"a".repeat(128)] {
            assert_eq!(taken(&[good]).as_deref(), Some(good));
        }
        for bad in ["", "a b", "a\tb", "\"", "{}", "caf\u{e9}", "cdk_0123", &"a".repeat(129)] {
            assert_eq!(taken(&[bad]), None, "{bad}");
        }
        assert_eq!(taken(&["a", "b"]), None);
        assert_eq!(taken(&[]), None);
    }
}
