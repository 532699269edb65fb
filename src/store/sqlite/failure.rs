//! SQLite's errors in the words of the contract.
//!
//! In: an error of the library. Out: a [`StoreError`] that says what can be done.
//! Deliberately absent: decisions about it.

use crate::store::StoreError;
use rusqlite::ffi::SQLITE_IOERR_WRITE;
use rusqlite::{Error, ErrorCode};

impl From<Error> for StoreError {
    fn from(error: Error) -> Self {
        // Values that no statement of ours writes.
        if let Error::InvalidColumnType(..) | Error::FromSqlConversionFailure(..) | Error::IntegralValueOutOfRange(..) | Error::Utf8Error(..) = error
        {
            return Self::Damaged(error.to_string());
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
                Self::ReadOnly(format!("its file, its folder or its disk is read-only ({error})"))
            }
            Some(ErrorCode::CannotOpen) => Self::CannotOpen(error.to_string()),
            Some(ErrorCode::NotADatabase) => Self::NotOurs("it is not an SQLite database".to_owned()),
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            // What SQLite calls a failed write where a quota or a limit of the system ends the space.
            _ if error.sqlite_extended_error_code() == Some(SQLITE_IOERR_WRITE) => Self::DiskFull,
            Some(ErrorCode::SystemIoFailure) => Self::DiskFails(error.to_string()),
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged(error.to_string()),
            _ => Self::Failed(error.to_string()),
        }
    }
}
