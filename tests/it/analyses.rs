//! What somebody notices who has a text analysed without keeping it.

use crate::support::{ARTICLE, TestApp};
use serde_json::json;

#[test]
fn a_text_is_analysed_as_an_article_would_be_and_nothing_is_kept() {
    let app = TestApp::start();
    let found = app.post("/v1/analyze", &json!({"body": ARTICLE, "format": "text", "language": "en", "outlet": "daily-example"})).expect(200);
    assert_eq!(app.get("/v1/articles").body["articles"], json!([]));

    let kept = app.post_article("1", ARTICLE).expect(201);
    assert_eq!(found.body["attributions"], kept.body["attributions"]);
    assert_eq!(found.body["furniture"], kept.body["article"]["furniture"]);
    assert_eq!(found.body["engine"], kept.body["article"]["engine"]);
    for (bare, stored) in found.body["claims"].as_array().unwrap().iter().zip(kept.body["claims"].as_array().unwrap()) {
        for field in ["ordinal", "text", "spans", "source", "attribution", "status", "basis"] {
            assert_eq!(bare[field], stored[field]);
        }
        assert!(bare.get("id").is_none() && bare.get("version").is_none());
    }
}
