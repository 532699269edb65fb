//! Saved views: what each person keeps of the queue's filters, for themselves or for the newsroom.
//!
//! In: what a caller asks for. Out: views, or why not.
//! Deliberately absent: what a filter means.

use super::{Service, ServiceError};
use crate::domain::{Caller, Role, SentView, Stamp, View, ViewChange};
use crate::intake::{check_view, check_view_change};
use uuid::Uuid;

impl Service {
    /// A caller's own views and those that others share, by name.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn views(&self, caller: &Caller) -> Result<Vec<View>, ServiceError> {
        Ok(self.store.list_views(&caller.name).await?)
    }

    /// Keeps a view.
    ///
    /// # Errors
    /// Where a field is wrong, the caller has one of this name or as many as are kept, or the store fails.
    pub async fn add_view(&self, sent: SentView, caller: &Caller) -> Result<View, ServiceError> {
        let SentView { name, query, shared } = check_view(sent)?;
        let stamp = self.stamp_of(caller);
        let view = View { id: self.clock.new_id(), name, query, shared, owner: stamp.by.clone(), created_at: stamp.at, updated_at: stamp.at };
        self.store.add_view(view.clone(), stamp).await?.map_err(ServiceError::ViewRefused)?;
        Ok(view)
    }

    /// Changes a view of the caller's own.
    ///
    /// # Errors
    /// Where a field is wrong, there is none, it is somebody else's, the caller has another of this name, or the store fails.
    pub async fn change_view(&self, id: Uuid, change: ViewChange, caller: &Caller) -> Result<View, ServiceError> {
        let change = check_view_change(change)?;
        self.store.change_view(id, change, self.stamp_of(caller)).await?.map_err(ServiceError::ViewRefused)
    }

    /// Takes a view away: the caller's own, or, by an administrator, any that is shared.
    ///
    /// # Errors
    /// Where there is none, it is somebody else's, or the store fails.
    pub async fn remove_view(&self, id: Uuid, caller: &Caller) -> Result<(), ServiceError> {
        let shared_too = caller.role == Role::Admin;
        self.store.remove_view(id, shared_too, self.stamp_of(caller)).await?.map_err(ServiceError::ViewRefused)
    }

    fn stamp_of(&self, caller: &Caller) -> Stamp {
        Stamp { by: caller.name.clone(), at: self.clock.now() }
    }
}
