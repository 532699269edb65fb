//! Parameters of a query, read strictly: one that is not known, or not understood, is named and refused.
//!
//! In: the query of a URL. Out: values, or a problem that names the parameter.
//! Deliberately absent: which parameters a route has.

use super::ApiError;
use actix_web::HttpRequest;
use actix_web::web::Query;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::fmt::Display;
use std::ops::RangeInclusive;
use std::str::FromStr;
use uuid::Uuid;

/// The parameters of a request that nobody has asked for yet.
pub(super) struct Parameters {
    given: Vec<(String, String)>,
}

impl Parameters {
    /// Those of a request.
    pub(super) fn of(request: &HttpRequest) -> Result<Self, ApiError> {
        match Query::<Vec<(String, String)>>::from_query(request.query_string()) {
            Ok(given) => Ok(Self { given: given.into_inner() }),
            Err(error) => Err(ApiError::parameter("", format!("the query can't be read: {error}"))),
        }
    }

    /// The list that is asked for, whatever its page: path, filters and order.
    pub(super) fn question(&self, path: &str) -> String {
        let mut pairs: Vec<_> = self.given.iter().filter(|(name, _)| name != "cursor" && name != "limit").collect();
        pairs.sort();
        format!("{path} {pairs:?}")
    }

    /// All values of a parameter that may be given several times.
    pub(super) fn all(&mut self, name: &str) -> Vec<String> {
        self.given.extract_if(.., |(given, _)| given == name).map(|(_, value)| value).collect()
    }

    /// All values of a parameter, each one of `known`.
    pub(super) fn words<T: Copy>(&mut self, name: &str, known: &[T], word: impl Fn(T) -> &'static str) -> Result<Vec<T>, ApiError> {
        let choose = |value: String| {
            known.iter().copied().find(|&one| word(one) == value).ok_or_else(|| {
                let all = known.iter().map(|&one| format!("`{}`", word(one))).collect::<Vec<_>>().join(", ");
                ApiError::parameter(name, format!("`{value}` must be one of {all}"))
            })
        };
        self.all(name).into_iter().map(choose).collect()
    }

    /// All values of a parameter, each a UUID.
    pub(super) fn ids(&mut self, name: &str) -> Result<Vec<Uuid>, ApiError> {
        let read = |value: String| Uuid::try_parse(&value).map_err(|_| ApiError::parameter(name, format!("`{value}` is not a UUID")));
        self.all(name).into_iter().map(read).collect()
    }

    /// The value of a parameter that may be given once.
    pub(super) fn once(&mut self, name: &str) -> Result<Option<String>, ApiError> {
        let mut values = self.all(name);
        let value = values.pop();
        if values.is_empty() { Ok(value) } else { Err(ApiError::parameter(name, "it may be given once only")) }
    }

    /// Whether a parameter is `true`; false where it is not given.
    pub(super) fn flag(&mut self, name: &str) -> Result<bool, ApiError> {
        Ok(self.choice(name)?.unwrap_or(false))
    }

    /// A parameter that is `true` or `false`.
    pub(super) fn choice(&mut self, name: &str) -> Result<Option<bool>, ApiError> {
        match self.once(name)?.as_deref() {
            None => Ok(None),
            Some("false") => Ok(Some(false)),
            Some("true") => Ok(Some(true)),
            Some(other) => Err(ApiError::parameter(name, format!("`{other}` must be `true` or `false`"))),
        }
    }

    /// The words of a parameter that may be given several times, to search by.
    pub(super) fn search_words(&mut self, name: &str) -> Result<Vec<String>, ApiError> {
        let mut words = Vec::new();
        for value in self.all(name) {
            let before = words.len();
            words.extend(value.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).map(|word| word.replace('\0', " ")));
            if words.len() == before {
                return Err(ApiError::parameter(name, "it holds no word"));
            }
        }
        Ok(words)
    }

    /// A time, or a day in UTC that stands for its first moment.
    pub(super) fn time(&mut self, name: &str) -> Result<Option<Timestamp>, ApiError> {
        let Some(value) = self.once(name)? else { return Ok(None) };
        let day = || value.parse::<Date>().ok().and_then(|day| day.to_zoned(TimeZone::UTC).ok()).map(|start| start.timestamp());
        // A day is tried first where there is nothing but a day: a time needs an offset from UTC.
        let time = if value.contains(['T', 't', ' ']) { value.parse().ok() } else { day() };
        match time {
            Some(time) => Ok(Some(time)),
            None => Err(ApiError::parameter(name, format!("`{value}` must be a time such as `2023-03-17T09:00:00Z` or a day such as `2023-03-17`"))),
        }
    }

    /// A whole number within a range.
    pub(super) fn number<T>(&mut self, name: &str, range: RangeInclusive<T>) -> Result<Option<T>, ApiError>
    where
        T: FromStr + PartialOrd + Display,
    {
        let Some(value) = self.once(name)? else { return Ok(None) };
        match value.parse().ok().filter(|number| range.contains(number)) {
            Some(number) => Ok(Some(number)),
            None => Err(ApiError::parameter(name, format!("`{value}` must be a number from {} to {}", range.start(), range.end()))),
        }
    }

    /// A UUID.
    pub(super) fn id(&mut self, name: &str) -> Result<Option<Uuid>, ApiError> {
        let Some(value) = self.once(name)? else { return Ok(None) };
        Uuid::try_parse(&value).map(Some).map_err(|_| ApiError::parameter(name, format!("`{value}` is not a UUID")))
    }

    /// A day in UTC.
    pub(super) fn day(&mut self, name: &str) -> Result<Option<Date>, ApiError> {
        let Some(value) = self.once(name)? else { return Ok(None) };
        match value.parse() {
            Ok(day) if value.len() == "2023-03-17".len() => Ok(Some(day)),
            _ => Err(ApiError::parameter(name, format!("`{value}` must be a day such as `2023-03-17`"))),
        }
    }

    /// Refuses whatever nobody asked for.
    pub(super) fn finish(self) -> Result<(), ApiError> {
        match self.given.first() {
            None => Ok(()),
            Some((name, _)) => Err(ApiError::parameter(name, "there is no such parameter here")),
        }
    }
}
