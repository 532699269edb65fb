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

#[test]
fn html_is_analysed_as_a_reader_sees_it_and_claims_lead_back_into_it() {
    let app = TestApp::start();
    let body =
        "<style>p { }</style><p>The Kremlin said the <b>leaders</b> wouldn&rsquo;t meet.</p>\n<p>– “Größe”.</p><p hidden>The Kremlin said no.</p>";
    let found = app.post("/v1/analyze", &json!({"body": body, "format": "html"})).expect(200).body;
    let text = found["text"].as_str().unwrap();
    assert_eq!(text, "The Kremlin said the leaders wouldn’t meet.\n\n– “Größe”.");
    let cut = |text: &str, place: &serde_json::Value| -> String {
        let at = |name: &str| usize::try_from(place[name].as_u64().unwrap()).unwrap();
        text.chars().skip(at("start")).take(at("end") - at("start")).collect()
    };
    let claims = found["claims"].as_array().unwrap();
    assert_eq!(claims.len(), 2);
    for (claim, exact, sent) in
        [(&claims[0], "the leaders wouldn’t meet", "the <b>leaders</b> wouldn&rsquo;t meet"), (&claims[1], "– “Größe”", "– “Größe”")]
    {
        let span = &claim["spans"][0];
        assert_eq!((cut(text, span), cut(body, &span["html"])), (exact.to_owned(), sent.to_owned()));
    }

    let plain = app.post("/v1/analyze", &json!({"body": "The Kremlin said so."})).expect(200).body;
    assert!(plain.get("text").is_none() && plain["claims"][0]["spans"][0].get("html").is_none());
}
