//! `/v1/articles`: one file for each endpoint.

mod add_article;
mod erase_article;
mod get_article;
mod list_articles;
mod list_claims_of_article;
mod list_revisions;

pub(super) use add_article::add_article;
pub(super) use erase_article::erase_article;
pub(super) use get_article::get_article;
pub(super) use list_articles::list_articles;
pub(super) use list_claims_of_article::list_claims_of_article;
pub(super) use list_revisions::list_revisions;
