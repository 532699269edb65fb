//! Sources: looked up, taught, merged and told apart again.

use crate::support::{Answer, TestApp};
use serde_json::{Value, json};

const JSON: (&str, &str) = ("content-type", "application/json");

fn patch(app: &TestApp, id: &str, version: u64, body: &Value) -> Answer {
    let tag = format!("\"{version}\"");
    app.request("PATCH", &format!("/v1/sources/{id}"), &[TestApp::key(), JSON, ("if-match", &tag)], body.to_string().as_bytes())
}

/// Changes a source whatever version it has.
#[track_caller]
fn teach(app: &TestApp, id: &str, body: &Value) -> Value {
    let version = source(app, id)["version"].as_u64().unwrap();
    patch(app, id, version, body).expect(200).body
}

#[track_caller]
fn source(app: &TestApp, id: &str) -> Value {
    app.get(&format!("/v1/sources/{}", escaped(id))).expect(200).body
}

/// A part of a URL: letters outside ASCII escaped.
fn escaped(part: &str) -> String {
    part.bytes().map(|byte| if byte.is_ascii() { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// The ids of all sources of a list.
#[track_caller]
fn ids(app: &TestApp, query: &str) -> Vec<String> {
    list(app, query).iter().map(|source| source["id"].as_str().unwrap().to_owned()).collect()
}

/// All sources of a list, page by page.
#[track_caller]
fn list(app: &TestApp, query: &str) -> Vec<Value> {
    let (mut path, mut found) = (format!("/v1/sources?{}", escaped(query)), Vec::new());
    loop {
        let answer = app.get(&path).expect(200);
        found.extend(answer.body["sources"].as_array().unwrap().iter().cloned());
        let Some(next) = answer.header("link").strip_prefix('<') else { return found };
        path = next.strip_suffix(">; rel=\"next\"").unwrap().to_owned();
    }
}

/// All claims, as a list gives them, by their texts.
#[track_caller]
fn claims(app: &TestApp, query: &str) -> Vec<Value> {
    let mut claims = app.get(&format!("/v1/claims?withdrawn=true&limit=200&{query}")).expect(200).body["claims"].as_array().unwrap().clone();
    claims.sort_by_key(|claim| claim["text"].to_string());
    claims
}

/// The one source of an article's claims.
#[track_caller]
fn only_source(posted: &Answer) -> Value {
    let claims = posted.body["claims"].as_array().unwrap();
    assert_eq!(claims.len(), 1, "{}", posted.text);
    claims[0]["source"].clone()
}

/// A secret with this role.
fn key(app: &TestApp, role: &str) -> String {
    let made = app.post("/v1/keys", &json!({"name": format!("a {role}"), "role": role})).expect(201);
    format!("Bearer {}", made.body["secret"].as_str().unwrap())
}

#[test]
fn an_alias_counts_from_the_next_article_on() {
    let app = TestApp::with_real_engine();
    let text = "The Tessaly Board said on Monday the northern terminal would reopen in June.";
    let before = app.post_article("1", text).expect(201);
    assert_eq!(only_source(&before)["id"], "tessaly-board");
    assert_eq!(source(&app, "tessaly-board")["origin"], "discovered");

    app.post("/v1/sources", &json!({"name": "Tessaly Harbour Authority", "kind": "official", "aliases": ["Tessaly Port Office"]})).expect(201);
    let after = app.post_article("2", &text.replace("Tessaly Board", "Tessaly Port Office")).expect(201);
    let found = only_source(&after);
    assert_eq!(
        (&found["id"], &found["name"], &found["kind"]),
        (&json!("tessaly-harbour-authority"), &json!("Tessaly Harbour Authority"), &json!("official"))
    );
    assert_eq!(claims(&app, "source=tessaly-harbour-authority").len(), 1);
    assert_ne!(before.body["article"]["engine"]["registry"], after.body["article"]["engine"]["registry"], "the registry is another one");

    // What stands in the text without capitals has no name, and can be taught all the same.
    teach(&app, "tessaly-harbour-authority", &json!({"aliases": ["Tessaly Port Office", "people close to the harbour"]}));
    let unnamed = app.post_article("3", "People close to the harbour said the northern terminal would reopen in June.").expect(201);
    assert_eq!(only_source(&unnamed)["id"], "tessaly-harbour-authority");
}

#[test]
fn a_shipped_source_is_taught_an_alias_and_loses_one() {
    let app = TestApp::with_real_engine();
    let kremlin = source(&app, "kremlin");
    assert_eq!((&kremlin["origin"], &kremlin["looked_at"]), (&json!("shipped"), &json!(true)));
    assert!(kremlin["spokespersons"].as_array().unwrap().contains(&json!("Dmitry Peskov")), "{kremlin}");
    let mut aliases = kremlin["aliases"].as_array().unwrap().clone();
    aliases.push(json!("Senate Palace"));
    teach(&app, "kremlin", &json!({"aliases": aliases}));
    let text = "The Senate Palace said on Monday the leaders would meet in June.";
    assert_eq!(only_source(&app.post_article("1", text).expect(201))["id"], "kremlin");
    teach(&app, "kremlin", &json!({"aliases": kremlin["aliases"]}));
    assert_ne!(only_source(&app.post_article("2", text).expect(201))["id"], "kremlin");
    // Seats of governments are names that can be taken away, too.
    let seats = source(&app, "government-of-china")["aliases"].clone();
    let others: Vec<_> = seats.as_array().unwrap().iter().filter(|seat| **seat != "Beijing").collect();
    let text = "Beijing said on Monday the talks would resume in June.";
    assert_eq!(only_source(&app.post_article("3", text).expect(201))["id"], "government-of-china");
    teach(&app, "government-of-china", &json!({"aliases": others}));
    assert_ne!(only_source(&app.post_article("4", text).expect(201))["id"], "government-of-china");
    // Meanwhile the word became a source of its own, which stands in the way until the two are one.
    let version = source(&app, "government-of-china")["version"].as_u64().unwrap();
    assert_eq!(patch(&app, "government-of-china", version, &json!({"aliases": seats})).problem(409, "alias-taken")["source"], "beijing");
    app.post("/v1/sources/beijing/merge", &json!({"into": "government-of-china"})).expect(200);
    assert_eq!(only_source(&app.post_article("5", text).expect(201))["id"], "government-of-china");
}

#[test]
fn a_spokesperson_leads_to_the_body_and_stands_as_its_speaker() {
    let app = TestApp::with_real_engine();
    let text = "Ilse Corvane said on Monday the northern terminal would reopen in June.";
    assert_eq!(only_source(&app.post_article("1", text).expect(201))["id"], "ilse-corvane");
    let body = json!({"name": "Tessaly Harbour Authority", "kind": "organisation", "spokespersons": ["Ilse Corvane"]});
    app.post("/v1/sources", &body).expect(201);
    let found = only_source(&app.post_article("2", text).expect(201));
    let expected = json!({"id": "tessaly-harbour-authority", "name": "Tessaly Harbour Authority", "kind": "organisation", "speaker": "Ilse Corvane"});
    assert_eq!(found, expected);
    teach(&app, "tessaly-harbour-authority", &json!({"spokespersons": []}));
    assert_eq!(only_source(&app.post_article("3", text).expect(201))["id"], "ilse-corvane");
    // A ministry that follows from a rule has spokespersons that ship, and takes others.
    let ministry = source(&app, "chinese-foreign-ministry");
    assert_eq!(ministry["parent"], "government-of-china");
    let mut speakers = ministry["spokespersons"].as_array().unwrap().clone();
    speakers.push(json!("Ilse Corvane"));
    teach(&app, "chinese-foreign-ministry", &json!({"spokespersons": speakers}));
    for (number, name) in ["Ilse Corvane", "Wang Wenbin"].into_iter().enumerate() {
        let posted = app.post_article(&format!("m{number}"), &text.replace("Ilse Corvane", name)).expect(201);
        let found = only_source(&posted);
        assert_eq!((&found["id"], &found["speaker"]), (&json!("chinese-foreign-ministry"), &json!(name)));
    }
}

#[test]
fn another_name_and_kind_show_in_the_claims_and_in_the_next_analysis() {
    let app = TestApp::with_real_engine();
    let text = "The Tessaly Board said on Monday the northern terminal would reopen in June.";
    let posted = app.post_article("1", text).expect(201);
    let claim = format!("/v1/claims/{}", posted.body["claims"][0]["id"].as_str().unwrap());
    assert_eq!(app.get(&claim).header("etag"), "\"1\"");
    let changed = teach(&app, "tessaly-board", &json!({"name": "Tessaly Port Board", "kind": "official"}));
    assert_eq!((&changed["id"], &changed["looked_at"]), (&json!("tessaly-board"), &json!(true)));
    let seen = app.get(&claim).expect(200);
    assert_eq!(
        (&seen.body["source"]["id"], &seen.body["source"]["name"], seen.header("etag")),
        (&json!("tessaly-board"), &json!("Tessaly Port Board"), "\"2\"")
    );
    assert!(seen.body["updated_at"].as_str() > posted.body["claims"][0]["updated_at"].as_str());
    assert_eq!(claims(&app, "kind=official&source=tessaly-board").len(), 1);
    for (number, name) in ["Tessaly Board", "Tessaly Port Board"].into_iter().enumerate() {
        let found = only_source(&app.post_article(&format!("n{number}"), &text.replace("Tessaly Board", name)).expect(201));
        let expected = json!({"id": "tessaly-board", "name": "Tessaly Port Board", "kind": "official", "speaker": null});
        assert_eq!(found, expected, "{name}");
    }
    // What changes nothing about claims leaves their versions alone.
    teach(&app, "tessaly-board", &json!({"looked_at": false, "parent": "united-nations"}));
    assert_eq!(app.get(&claim).header("etag"), "\"2\"");
}

/// Claims of two sources that are one.
fn desk() -> TestApp {
    let app = TestApp::start();
    app.post_article("1", "The Port Board said it would reopen. The Port Board spokesman said it would close. It rained.").expect(201);
    app.post_article("2", "The Harbour Board said it was open.").expect(201);
    app
}

#[test]
fn a_merge_does_what_its_preview_showed_and_nothing_before() {
    let app = desk();
    let before = (claims(&app, ""), source(&app, "port-board"), source(&app, "harbour-board"));
    let merge = |preview: bool| app.post("/v1/sources/port-board/merge", &json!({"into": "harbour-board", "preview": preview}));
    let shown = merge(true).expect(200).body;
    assert_eq!((claims(&app, ""), source(&app, "port-board"), source(&app, "harbour-board")), before, "a preview changes nothing");
    let mut done = merge(false).expect(200).body;
    assert!(done["merge"].is_string());
    done["merge"] = Value::Null;
    for side in ["source", "into"] {
        done[side]["updated_at"] = shown[side]["updated_at"].clone();
    }
    assert_eq!(done, shown);
    assert_eq!((&done["claims"], &done["aliases"]), (&json!(1), &json!(["Port Board"])));

    assert_eq!(claims(&app, "source=port-board"), Vec::<Value>::new());
    let moved = claims(&app, "source=harbour-board");
    assert_eq!(moved.len(), 2);
    assert!(moved.iter().all(|claim| claim["source"]["name"] == "Harbour Board"));
    assert_eq!(moved.iter().map(|claim| claim["version"].clone()).collect::<Vec<_>>(), [json!(1), json!(2)]);
    // The engine's own word stays.
    assert_eq!(moved[1]["engine"]["source"], "port-board");
    // What comes after the merge goes to the source that stays, also from an analysis that knew nothing of it.
    app.post_article("3", "The Port Board said it would be dry.").expect(201);
    assert_eq!(claims(&app, "source=harbour-board").len(), 3);
    assert_eq!(source(&app, "harbour-board")["claims"], 3);
    assert_eq!(ids(&app, "merged=true"), ["port-board"]);
    assert_eq!(ids(&app, "q=port+board"), ["port-board-spokesman", "harbour-board"]);
}

#[test]
fn a_merge_taken_back_restores_what_was() {
    let app = desk();
    let shape = |app: &TestApp| {
        let plain = |mut value: Value| {
            for changed in ["version", "updated_at"] {
                value.as_object_mut().unwrap().remove(changed);
            }
            value
        };
        let all: Vec<_> = claims(app, "").into_iter().map(plain).collect();
        (all, plain(source(app, "port-board")), plain(source(app, "harbour-board")))
    };
    let before = shape(&app);
    app.post("/v1/sources/port-board/merge", &json!({"into": "harbour-board"})).expect(200);
    app.post_article("3", "The Port Board said it would be dry.").expect(201);
    let undone = app.post("/v1/sources/port-board/unmerge", &json!({})).expect(200).body;
    assert_eq!((&undone["claims"], &undone["source"]["merged_into"]), (&json!(1), &Value::Null));
    assert_eq!(claims(&app, "source=harbour-board").len(), 2, "what came after the merge stays");
    let (mut all, port, mut harbour) = shape(&app);
    all.retain(|claim| claim["text"] != "it would be dry");
    harbour["claims"] = json!(1);
    assert_eq!((all, port, harbour), before);
    app.post("/v1/sources/port-board/unmerge", &json!({})).problem(409, "source-not-merged");
    // Again, and again back: the second round does what the first did.
    assert_eq!(app.post("/v1/sources/port-board/merge", &json!({"into": "harbour-board"})).expect(200).body["claims"], 1);
    assert_eq!(app.post("/v1/sources/port-board/unmerge", &json!({})).expect(200).body["claims"], 1);
}

#[test]
fn the_engine_follows_a_merge_and_its_undoing() {
    let app = TestApp::with_real_engine();
    let text = "The Tessaly Board said on Monday the northern terminal would reopen in June.";
    app.post_article("1", text).expect(201);
    app.post_article("2", &text.replace("Tessaly Board", "Corvane Harbour Office")).expect(201);
    app.post("/v1/sources/tessaly-board/merge", &json!({"into": "corvane-harbour-office"})).expect(200);
    let merged = app.post_article("3", text).expect(201);
    assert_eq!(only_source(&merged)["id"], "corvane-harbour-office");
    assert_eq!(merged.body["attributions"][0]["source"]["id"], "corvane-harbour-office", "{}", merged.text);
    app.post("/v1/sources/tessaly-board/unmerge", &json!({})).expect(200);
    assert_eq!(only_source(&app.post_article("4", text).expect(201))["id"], "tessaly-board");
    // A shipped source goes the same way, with its aliases.
    app.post("/v1/sources/kremlin/merge", &json!({"into": "government-of-russia"})).expect(200);
    let found = only_source(&app.post_article("5", &text.replace("Tessaly Board", "Kremlin")).expect(201));
    assert_eq!(found["id"], "government-of-russia");
    let peskov = only_source(&app.post_article("6", &text.replace("The Tessaly Board", "Dmitry Peskov")).expect(201));
    assert_eq!((&peskov["id"], &peskov["speaker"]), (&json!("government-of-russia"), &json!("Dmitry Peskov")));
}

#[test]
fn merges_that_make_no_sense_are_refused_with_the_reason() {
    let app = desk();
    let merge = |from: &str, into: &str| app.post(&format!("/v1/sources/{from}/merge"), &json!({"into": into}));
    merge("port-board", "port-board").problem(409, "merge-refused");
    merge("nobody", "port-board").problem(404, "not-found");
    assert_eq!(merge("port-board", "nobody").problem(422, "field-invalid")["field"], "into");
    merge("port-board", "newsroom").problem(409, "source-fixed");
    merge("newsroom", "port-board").problem(409, "source-fixed");
    merge("port-board", "harbour-board").expect(200);
    assert_eq!(merge("port-board", "kremlin").problem(409, "source-merged")["source"], "harbour-board");
    let problem = merge("kremlin", "port-board").problem(409, "merge-refused");
    assert!(problem["detail"].as_str().unwrap().contains("`harbour-board`"), "{problem}");
    merge("harbour-board", "port-board").problem(409, "merge-refused");
    assert_eq!(patch(&app, "port-board", 2, &json!({"name": "Port"})).problem(409, "source-merged")["source"], "harbour-board");
    // The first merge of a chain is taken back after the second.
    merge("harbour-board", "kremlin").expect(200);
    let problem = app.post("/v1/sources/port-board/unmerge", &json!({})).problem(409, "merge-refused");
    assert!(problem["detail"].as_str().unwrap().contains("`kremlin`"), "{problem}");
    assert_eq!(claims(&app, "source=kremlin").len(), 2);
    app.post("/v1/sources/harbour-board/unmerge", &json!({})).expect(200);
    app.post("/v1/sources/port-board/unmerge", &json!({})).expect(200);
    assert_eq!((claims(&app, "source=port-board").len(), claims(&app, "source=harbour-board").len()), (1, 1));
    // A parent merged into its own child would belong to itself.
    teach(&app, "port-board", &json!({"parent": "harbour-board"}));
    merge("harbour-board", "port-board").problem(409, "merge-refused");
    assert_eq!(merge("port-board", "harbour-board").expect(200).body["into"]["parent"], Value::Null);
}

#[test]
fn a_name_that_another_source_has_is_refused_and_says_whose_it_is() {
    let app = desk();
    let add = |body: Value| app.post("/v1/sources", &body);
    for name in ["Port Board", "the PORT BOARD", "Port Board's"] {
        let problem = add(json!({"name": "Dock Office", "kind": "official", "aliases": ["Docks", name]})).problem(409, "alias-taken");
        assert_eq!((&problem["source"], &problem["field"]), (&json!("port-board"), &json!("aliases[1]")), "{name}");
    }
    assert_eq!(add(json!({"name": "China", "kind": "official"})).problem(409, "alias-taken")["source"], "government-of-china");
    assert_eq!(add(json!({"name": "Somebody", "kind": "person", "id": "port-board"})).problem(409, "source-known")["source"], "port-board");
    let speakers = add(json!({"name": "Dock Office", "kind": "official", "spokespersons": ["Dmitry Peskov"]})).problem(409, "alias-taken");
    assert_eq!((&speakers["source"], &speakers["field"]), (&json!("kremlin"), &json!("spokespersons[0]")));
    assert_eq!(patch(&app, "harbour-board", 1, &json!({"name": "Port Board"})).problem(409, "alias-taken")["field"], "name");
    // Its own names are free for a source, and so are those that another one gave up.
    teach(&app, "harbour-board", &json!({"aliases": ["Docks"]}));
    assert_eq!(teach(&app, "harbour-board", &json!({"name": "Docks"}))["aliases"], json!([]), "a name is no alias besides");
    teach(&app, "harbour-board", &json!({"aliases": ["Harbour Board"]}));
    teach(&app, "harbour-board", &json!({"name": "Harbour Board", "aliases": []}));
    teach(&app, "port-board", &json!({"aliases": ["Docks"]}));
    // A name given away while a source was merged stands in the way of taking the merge back.
    app.post("/v1/sources/port-board/merge", &json!({"into": "harbour-board"})).expect(200);
    teach(&app, "harbour-board", &json!({"aliases": []}));
    add(json!({"name": "Docks", "kind": "official"})).expect(201);
    assert_eq!(app.post("/v1/sources/port-board/unmerge", &json!({})).problem(409, "alias-taken")["source"], "docks");
}

#[test]
fn a_parent_is_there_and_makes_no_ring() {
    let app = desk();
    let parent = |id: &str, parent: Value| {
        let version = source(&app, id)["version"].as_u64().unwrap();
        patch(&app, id, version, &json!({"parent": parent}))
    };
    for (id, other) in [("port-board", json!("nobody")), ("port-board", json!("port-board")), ("port-board", json!("newsroom"))] {
        assert_eq!(parent(id, other.clone()).problem(422, "field-invalid")["field"], "parent", "{other}");
    }
    assert_eq!(parent("port-board", json!("harbour-board")).expect(200).body["parent"], "harbour-board");
    assert_eq!(parent("harbour-board", json!("kremlin")).expect(200).body["parent"], "kremlin");
    let problem = parent("kremlin", json!("port-board")).problem(422, "field-invalid");
    assert!(problem["detail"].as_str().unwrap().contains("ring"), "{problem}");
    assert_eq!(parent("port-board", Value::Null).expect(200).body["parent"], Value::Null);
    parent("kremlin", json!("port-board")).expect(200);
    // The parent of a merged source's children is the source that stays.
    app.post("/v1/sources/kremlin/merge", &json!({"into": "united-nations"})).expect(200);
    assert_eq!(source(&app, "harbour-board")["parent"], "united-nations");
    assert_eq!(parent("port-board", json!("kremlin")).problem(422, "field-invalid")["field"], "parent");
}

#[test]
fn parents_given_during_a_merge_make_no_ring_when_it_is_taken_back() {
    let app = desk();
    teach(&app, "port-board-spokesman", &json!({"parent": "port-board"}));
    teach(&app, "port-board", &json!({"parent": "kremlin"}));
    app.post("/v1/sources/port-board/merge", &json!({"into": "harbour-board"})).expect(200);
    teach(&app, "kremlin", &json!({"parent": "port-board-spokesman"}));
    app.post("/v1/sources/port-board/unmerge", &json!({})).expect(200);
    let parents = ["kremlin", "port-board-spokesman", "port-board"].map(|id| source(&app, id)["parent"].clone());
    assert_eq!(parents, [json!("port-board-spokesman"), json!("port-board"), Value::Null]);
}

#[test]
fn every_wrong_field_is_named() {
    let app = desk();
    let wrong = |answer: Answer| {
        let problem = answer.problem(422, "field-invalid");
        problem["errors"].as_array().unwrap().iter().map(|wrong| wrong["field"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let good = json!({"name": "Dock Office", "kind": "official"});
    let with = |field: &str, value: Value| {
        let mut body = good.clone();
        body[field] = value;
        body
    };
    for (field, value, named) in [
        ("name", json!(1), "name"),
        ("name", Value::Null, "name"),
        ("name", json!(""), "name"),
        ("name", json!("a".repeat(201)), "name"),
        ("name", json!("Dock\u{0}Office"), "name"),
        ("name", json!("Dock\nOffice"), "name"),
        ("name", json!("Danish"), "name"),
        ("kind", json!("press"), "kind"),
        ("kind", json!("newsroom"), "kind"),
        ("kind", json!(["official"]), "kind"),
        ("id", json!("Dock Office"), "id"),
        ("id", json!(""), "id"),
        ("parent", json!(7), "parent"),
        ("parent", json!("no slug"), "parent"),
        ("parent", json!("nobody"), "parent"),
        ("aliases", json!("Docks"), "aliases"),
        ("aliases", json!(["Docks", 1]), "aliases[1]"),
        ("aliases", json!(["Docks", "the Docks"]), "aliases[1]"),
        ("aliases", json!(vec!["Docks"; 101]), "aliases"),
        ("aliases", json!(["Docks", "Danes"]), "aliases[1]"),
        ("spokespersons", json!(["Ana Reyes", "ana reyes"]), "spokespersons[1]"),
        ("spokespersons", json!([""]), "spokespersons[0]"),
        ("looked_at", json!(true), "looked_at"),
        ("nonsense", json!(true), "nonsense"),
    ] {
        assert_eq!(wrong(app.post("/v1/sources", &with(field, value.clone()))), [named], "{field}: {value}");
        if !matches!(field, "id" | "looked_at" | "nonsense") {
            assert_eq!(wrong(patch(&app, "port-board", 1, &json!({field: value.clone()}))), [named], "change of {field}: {value}");
        }
    }
    for (field, value) in
        [("id", json!("docks")), ("looked_at", json!("yes")), ("looked_at", Value::Null), ("aliases", Value::Null), ("kind", Value::Null)]
    {
        assert_eq!(wrong(patch(&app, "port-board", 1, &json!({field: value}))), [field]);
    }
    assert_eq!(wrong(app.post("/v1/sources", &json!({"kind": "official"}))), ["name"]);
    assert_eq!(wrong(app.post("/v1/sources/port-board/merge", &json!({"into": 1}))), ["into"]);
    assert_eq!(wrong(app.post("/v1/sources/port-board/merge", &json!({"into": "kremlin", "preview": "yes"}))), ["preview"]);
    assert_eq!(wrong(app.post("/v1/sources/port-board/merge", &json!({"into": "kremlin", "nonsense": 1}))), ["nonsense"]);
    assert_eq!(source(&app, "port-board")["version"], 1, "nothing was changed");
}

#[test]
fn a_change_of_what_somebody_else_changed_is_refused() {
    let app = desk();
    let without = app.request("PATCH", "/v1/sources/port-board", &[TestApp::key(), JSON], b"{}");
    without.problem(428, "precondition-required");
    assert_eq!(patch(&app, "port-board", 1, &json!({"aliases": ["Docks"]})).expect(200).header("etag"), "\"2\"");
    patch(&app, "port-board", 1, &json!({"aliases": ["Quays"]})).problem(412, "changed-meanwhile");
    assert_eq!(source(&app, "port-board")["aliases"], json!(["Docks"]));
    assert_eq!(patch(&app, "port-board", 2, &json!({"aliases": ["Docks"]})).expect(200).header("etag"), "\"2\"", "nothing new, nothing changed");
    patch(&app, "newsroom", 1, &json!({"name": "Us"})).problem(409, "source-fixed");
}

#[test]
fn reviewers_teach_and_administrators_merge() {
    let app = desk();
    let call = |method: &str, path: &str, role: &str, body: &str| {
        let secret = key(&app, role);
        app.request(method, path, &[("authorization", &secret), JSON, ("if-match", "\"1\"")], body.as_bytes()).status
    };
    let new = |name: &str| json!({"name": name, "kind": "official"}).to_string();
    for (role, add, change, merge) in [("editor", 403, 403, 403), ("cms", 403, 403, 403), ("reviewer", 201, 200, 403), ("admin", 201, 412, 200)] {
        assert_eq!(call("POST", "/v1/sources", role, &new(&format!("Office of the {role}"))), add, "{role}");
        assert_eq!(call("PATCH", "/v1/sources/kremlin", role, "{\"looked_at\": false}"), change, "{role}");
        assert_eq!(call("POST", "/v1/sources/port-board/merge", role, "{\"into\": \"harbour-board\"}"), merge, "{role}");
        assert_eq!(call("GET", "/v1/sources", role, ""), 200, "{role}");
    }
    assert_eq!(call("POST", "/v1/sources/port-board/unmerge", "reviewer", ""), 403);
}

#[test]
fn sources_are_found_by_the_beginning_of_any_word_of_their_names() {
    let app = desk();
    app.post("/v1/sources", &json!({"name": "Café Zürich", "kind": "organisation", "aliases": ["O'Malley & Sons"]})).expect(201);
    for (query, expected) in [
        ("q=cafe&origin=taught", &["cafe-zurich"][..]),
        ("q=ZÜR&origin=taught", &["cafe-zurich"]),
        ("q=omal", &[]),
        ("q=mall&origin=taught", &["cafe-zurich"]),
        ("q=o%27mal&origin=taught", &["cafe-zurich"]),
        ("q=zur&q=son&origin=taught", &["cafe-zurich"]),
        ("q=zur+kremlin", &[]),
        ("q=kremlin+OR+zurich", &[]),
        ("q=bo+port&origin=discovered", &["port-board", "port-board-spokesman"]),
        ("q=harb&origin=discovered", &["harbour-board"]),
        ("origin=discovered&looked_at=false", &["port-board", "a-wire", "port-board-spokesman", "harbour-board"]),
        ("origin=discovered&kind=media", &["a-wire"]),
        ("origin=taught", &["cafe-zurich"]),
        ("q=kremlin&origin=taught&origin=shipped", &["kremlin"]),
        ("kind=newsroom", &["newsroom"]),
        ("merged=true", &[]),
    ] {
        assert_eq!(ids(&app, query), expected, "{query}");
    }
    teach(&app, "port-board", &json!({"looked_at": true}));
    assert_eq!(ids(&app, "origin=discovered&looked_at=false"), ["a-wire", "port-board-spokesman", "harbour-board"]);
    for (query, field) in [("q=", "q"), ("looked_at=maybe", "looked_at"), ("origin=dreamt", "origin"), ("merged=", "merged"), ("sort=name", "sort")] {
        assert_eq!(app.get(&format!("/v1/sources?{query}")).problem(400, "parameter-invalid")["field"], field);
    }
    let foreign = app.post("/v1/sources", &json!({"name": "外交部", "kind": "official"})).expect(201);
    assert_eq!(app.get(foreign.header("location")).expect(200).body["id"], "外交部");
}

#[test]
fn pages_hold_every_source_once() {
    let app = desk();
    let all = ids(&app, "limit=200");
    let mut once = all.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), all.len(), "none twice");
    assert!(all.len() > 1_500, "{} sources", all.len());
    assert_eq!(ids(&app, "limit=150"), all);
    let media = ids(&app, "kind=media&limit=200");
    for limit in [7, 50] {
        assert_eq!(ids(&app, &format!("kind=media&limit={limit}")), media);
    }
    let cursor = app.get("/v1/sources?kind=media&limit=1").body["next"].as_str().unwrap().to_owned();
    app.get(&format!("/v1/sources?cursor={cursor}")).problem(400, "parameter-invalid");
}

#[test]
fn counts_agree_with_the_lists_of_claims() {
    let app = desk();
    app.post("/v1/sources/harbour-board/merge", &json!({"into": "port-board"})).expect(200);
    let mut total = 0;
    for source in list(&app, "limit=200") {
        let (id, count) = (source["id"].as_str().unwrap(), source["claims"].as_u64().unwrap());
        total += count;
        if count > 0 {
            assert_eq!(claims(&app, &format!("source={id}")).len() as u64, count, "{id}");
        }
    }
    assert_eq!(total, 4);
    assert_eq!(source(&app, "harbour-board")["claims"], 0);
}
