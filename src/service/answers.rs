//! Answers that are kept for a day, so that a request that is repeated is done once.
//!
//! In: a caller's token and request. Out: whether it is the first, with a guard; or the answer that was kept.
//! Deliberately absent: what an answer says (`api`).

use super::{Service, ServiceError};
use crate::domain::ArticleId;
use crate::store::{KeptAnswer, NewAnswer};
use jiff::SignedDuration;
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use uuid::Uuid;

/// How long an answer is kept.
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(24);

type UnderWay = Arc<Mutex<HashSet<(Uuid, String)>>>;

/// The requests that are being done now.
#[derive(Default)]
pub(super) struct Tries(UnderWay);

/// What is known about a request that came with a token.
pub enum Begun {
    /// It is the first one.
    First(FirstTry),
    /// It was done before, and this was the answer.
    Kept(KeptAnswer),
    /// The first one is being done.
    UnderWay,
    /// The token came with another request.
    OtherRequest,
}

/// The right to do a request. While it is held, another request with the same token is told to wait.
pub struct FirstTry {
    place: (Uuid, String),
    request: [u8; 32],
    under_way: UnderWay,
}

impl Drop for FirstTry {
    fn drop(&mut self) {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.place);
    }
}

/// An answer as `api` hands it over.
#[derive(Debug, Clone)]
pub struct AnswerToKeep {
    /// The HTTP status.
    pub status: u16,
    /// Headers that are kept.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// The article whose text may stand in the body.
    pub article: Option<ArticleId>,
}

impl Service {
    /// Begins a request that came with a token. `what` is its method and address.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn begin_answer(&self, caller: Uuid, token: &str, what: &str, body: &[u8]) -> Result<Begun, ServiceError> {
        let request: [u8; 32] = Sha256::new().chain_update(what).chain_update([0]).chain_update(body).finalize().into();
        let first = {
            let mut under_way = self.tries.0.lock().unwrap_or_else(PoisonError::into_inner);
            let place = (caller, token.to_owned());
            if !under_way.insert(place.clone()) {
                return Ok(Begun::UnderWay);
            }
            FirstTry { place, request, under_way: Arc::clone(&self.tries.0) }
        };
        let oldest = self.clock.now() - KEPT_FOR;
        match self.store.find_answer(caller, token, oldest).await? {
            None => Ok(Begun::First(first)),
            Some(kept) if kept.request == request => Ok(Begun::Kept(kept)),
            Some(_) => Ok(Begun::OtherRequest),
        }
    }

    /// Keeps the answer of a first try.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn keep_answer(&self, first: FirstTry, answer: AnswerToKeep) -> Result<(), ServiceError> {
        let AnswerToKeep { status, headers, body, article } = answer;
        let answer = KeptAnswer { request: first.request, status, headers, body };
        let new = NewAnswer { caller: first.place.0, token: first.place.1.clone(), answer, article, at: self.clock.now() };
        Ok(self.store.keep_answer(new).await?)
    }

    /// Forgets the answers whose day is over.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn forget_answers(&self) -> Result<(), ServiceError> {
        Ok(self.store.forget_answers(self.clock.now() - KEPT_FOR).await?)
    }
}
