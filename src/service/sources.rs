//! Sources: looking them up, teaching them, and handing what was taught to the analysis.
//!
//! In: questions, and what people teach. Out: records; a registry for the next analysis, as soon as something was taught.
//! Deliberately absent: how names are found in a text (`engine`), and how claims move with their source (`store`).

use super::{ITSELF, Service, ServiceError};
use crate::domain::{FieldError, Merge, Page, PageRequest, SourceDraft, SourceFilter, SourceId, SourceRecord, SourceRefusal, Unmerged, name_key};
use crate::engine::sources::Registry;
use crate::intake::{check_new_source, check_source_change};
use std::sync::{Arc, OnceLock};
use tokio::sync::Mutex;

/// The shipped registry, and which change of what was taught is with the analysts.
#[derive(Default)]
pub(super) struct SourceBook {
    shipped: OnceLock<Arc<Registry>>,
    /// The number of the last change that the analysts know. Held while they are told, so that no older registry follows a newer one.
    known: Mutex<Option<i64>>,
}

impl Service {
    /// Takes in the sources that the product ships, and hands the analysts what was taught. Before that, the analysts work with
    /// what they brought, and lists hold only sources of articles.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn open_sources(&self, shipped: Arc<Registry>) -> Result<(), ServiceError> {
        self.store.take_in_sources(shipped.version().to_owned(), shipped.shipped_sources(), self.stamp(ITSELF)).await?;
        // Whoever opens them twice opens the same ones.
        let _ = self.sources.shipped.set(shipped);
        self.refresh_sources().await
    }

    /// Takes in what was taught, here or by another program, since the last time.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn refresh_sources(&self) -> Result<(), ServiceError> {
        let Some(shipped) = self.sources.shipped.get() else { return Ok(()) };
        let mut known = self.sources.known.lock().await;
        if *known == Some(self.store.last_source_change().await?) {
            return Ok(());
        }
        let (last, taught) = self.store.taught_sources().await?;
        self.analysts.use_registry(Arc::new(shipped.with_taught(&taught)));
        *known = Some(last);
        Ok(())
    }

    /// Sources, in the order in which they came to be known.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn sources(&self, filter: SourceFilter, page: PageRequest) -> Result<Page<SourceRecord>, ServiceError> {
        Ok(self.store.list_sources(filter, page).await?)
    }

    /// The source with this slug.
    ///
    /// # Errors
    /// Where there is none, or the store fails.
    pub async fn source(&self, id: SourceId) -> Result<SourceRecord, ServiceError> {
        self.store.lookup_source(id).await?.ok_or(ServiceError::NotFound("source"))
    }

    /// Adds a source.
    ///
    /// # Errors
    /// Where it is wrong, or known, or another one has one of its names, or the store fails.
    pub async fn add_source(&self, sent: SourceDraft, by: &str) -> Result<SourceRecord, ServiceError> {
        let source = check_new_source(sent, Registry::id_of)?;
        self.refuse_demonyms(Some(&source.name), &source.aliases, &[])?;
        let added = self.store.add_source(source, self.stamp(by)).await?;
        self.after_teaching(added).await
    }

    /// Changes a source that still has this version.
    ///
    /// # Errors
    /// Where the change is wrong or makes no sense, the source has another version, or the store fails.
    pub async fn change_source(&self, id: SourceId, version: u32, sent: SourceDraft, by: &str) -> Result<SourceRecord, ServiceError> {
        let now = self.source(id.clone()).await?;
        let mut change = check_source_change(sent, &now.name)?;
        self.refuse_demonyms(change.name.as_deref(), change.aliases.as_deref().unwrap_or_default(), &now.aliases)?;
        if let (Some(name), None) = (&change.name, &change.aliases) {
            // An alias that becomes the name is no alias any more.
            let others = now.aliases.iter().filter(|alias| name_key(alias) != name_key(name));
            change.aliases = Some(others.cloned().collect());
        }
        let changed = self.store.change_source(id, version, change, self.stamp(by)).await?;
        self.after_teaching(changed).await
    }

    /// Merges a source into another one, or only tells what that would do.
    ///
    /// # Errors
    /// Where that makes no sense, or the store fails.
    pub async fn merge_source(&self, id: SourceId, into: SourceId, preview: bool, by: &str) -> Result<Merge, ServiceError> {
        let merge = (!preview).then(|| self.clock.new_id());
        let done = self.store.merge_source(merge, id, into, self.stamp(by)).await?;
        self.after_teaching(done).await
    }

    /// Takes the merge of a source back.
    ///
    /// # Errors
    /// Where it was not merged, or that can't be taken back as things stand now, or the store fails.
    pub async fn unmerge_source(&self, id: SourceId, by: &str) -> Result<Unmerged, ServiceError> {
        let done = self.store.unmerge_source(id, self.stamp(by)).await?;
        self.after_teaching(done).await
    }

    /// The next analysis knows what was taught when the answer is there.
    async fn after_teaching<T>(&self, outcome: Result<T, SourceRefusal>) -> Result<T, ServiceError> {
        match outcome {
            Ok(done) => {
                self.refresh_sources().await?;
                Ok(done)
            }
            Err(SourceRefusal::Unknown) => Err(ServiceError::NotFound("source")),
            Err(SourceRefusal::Parent(detail)) => Err(ServiceError::Fields(vec![FieldError::new("parent", detail)])),
            Err(SourceRefusal::Into(detail)) => Err(ServiceError::Fields(vec![FieldError::new("into", detail)])),
            Err(refused) => Err(ServiceError::SourceRefused(refused)),
        }
    }

    /// "Danish" belongs to every Danish body: as the name of one it would take the country from the others. `known` are aliases that it has.
    fn refuse_demonyms(&self, name: Option<&str>, aliases: &[String], known: &[String]) -> Result<(), ServiceError> {
        let Some(shipped) = self.sources.shipped.get() else { return Ok(()) };
        let name = name.map(|name| ("name".to_owned(), name));
        let aliases = aliases.iter().enumerate().filter(|(_, alias)| !known.contains(alias));
        let aliases = aliases.map(|(at, alias)| (format!("aliases[{at}]"), alias.as_str()));
        let wrong: Vec<_> = name
            .into_iter()
            .chain(aliases)
            .filter(|(_, name)| shipped.is_demonym(name))
            .map(|(field, name)| FieldError::new(field, format!("“{name}” tells what belongs to a country, and can't be the name of one source")))
            .collect();
        if wrong.is_empty() { Ok(()) } else { Err(ServiceError::Fields(wrong)) }
    }
}
