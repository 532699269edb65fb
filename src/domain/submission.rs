//! What a newsroom sent, before anybody looked at it.
//!
//! In: the fields of a request. Out: a [`Submission`], and the ways in which a field can be wrong.
//! Deliberately absent: the checks (`intake`), and the request's shape in JSON (`wire`).

/// An article as a newsroom sent it, not yet checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Submission {
    /// Who publishes it.
    pub outlet: String,
    /// The newsroom's own identifier.
    pub external_id: String,
    /// The headline.
    pub title: Option<String>,
    /// The text, in `format`.
    pub body: String,
    /// How the body is written: `text` where it is not said.
    pub format: Option<String>,
    /// Where it is published.
    pub url: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// When it was published, RFC 3339.
    pub published_at: Option<String>,
    /// When the newsroom last changed it, RFC 3339.
    pub modified_at: Option<String>,
    /// Its language, a BCP 47 tag.
    pub language: Option<String>,
}

/// A text that is to be analysed and not kept, not yet checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sample {
    /// The text, in `format`.
    pub body: String,
    /// How the body is written: `text` where it is not said.
    pub format: Option<String>,
    /// Whose own voice the text is in.
    pub outlet: Option<String>,
    /// Its language, a BCP 47 tag.
    pub language: Option<String>,
}

/// One field that can't be accepted as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field's path in the request, such as `body`.
    pub field: String,
    /// A sentence that says what is wrong and what would be right.
    pub detail: String,
}

impl FieldError {
    /// An error of this field.
    #[must_use]
    pub fn new(field: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { field: field.into(), detail: detail.into() }
    }
}
