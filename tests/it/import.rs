//! What an operator notices who brings articles in from files, or makes a backup.

use crate::support::{ARTICLE, TestApp, claimdesk};
use claimdesk::store::{Holdings, Location, open};
use serde_json::json;
use std::path::Path;
use std::process::Output;

fn import(database: &Path, files: &[&Path]) -> (Option<i32>, String, Vec<String>) {
    let Output { status, stdout, stderr } =
        claimdesk().args(["import", "--database", &format!("sqlite:{}", database.display())]).args(files).output().unwrap();
    let complaints = String::from_utf8(stderr).unwrap().lines().map(str::to_owned).collect();
    (status.code(), String::from_utf8(stdout).unwrap(), complaints)
}

fn line(external_id: &str, body: &str) -> String {
    json!({"outlet": "d", "external_id": external_id, "body": body}).to_string() + "\n"
}

#[test]
fn broken_lines_are_named_and_all_others_are_taken_in_and_known_the_next_time() {
    let folder = tempfile::tempdir().unwrap();
    let (database, file, more) = (folder.path().join("a.db"), folder.path().join("1.ndjson"), folder.path().join("2.ndjson"));
    let mut lines: Vec<String> = (0..12).map(|number| line(&number.to_string(), &format!("The mayor said item {number} was ready."))).collect();
    lines.insert(3, "{\"outlet\": \"d\"\n".into());
    lines.insert(6, line("", "It rained."));
    lines.insert(8, json!({"outlet": "d", "external_id": "x", "body": "b", "headline": "h"}).to_string() + "\n");
    // The same article once more, later in the file: a revision of it.
    lines.push(line("3", "The mayor said item 3 was lost."));
    std::fs::write(&file, lines.concat()).unwrap();
    std::fs::write(&more, line("4", "The mayor said item 4 was ready.")).unwrap();

    let (code, said, mut complaints) = import(&database, &[&file, &folder.path().join("none.ndjson"), &more]);
    assert_eq!(code, Some(1));
    assert_eq!(said, "18 articles: 12 new, 1 revised, 1 known before, 4 refused\n");
    complaints.sort();
    let name = |number: u32| format!("claimdesk: {}, line {number}: ", file.display());
    assert_eq!(complaints.len(), 4, "{complaints:?}");
    for (number, words) in [(4, "not JSON"), (7, "external_id"), (9, "unknown field `headline`")] {
        assert!(complaints.iter().any(|line| line.starts_with(&name(number)) && line.contains(words)), "{number}: {complaints:?}");
    }
    assert!(complaints.iter().any(|line| line.contains("none.ndjson")), "{complaints:?}");

    let (code, said, complaints) = import(&database, &[&more]);
    assert_eq!((code, said.as_str(), complaints.len()), (Some(0), "1 articles: 0 new, 0 revised, 1 known before, 0 refused\n", 0));
    let connection = rusqlite::Connection::open(&database).unwrap();
    let body: String = connection
        .query_row("SELECT body FROM articles JOIN revisions ON revisions.revision = latest WHERE external_id = '3'", [], |row| row.get(0))
        .unwrap();
    assert_eq!(body, "The mayor said item 3 was lost.", "lines of one article are taken in their order");
}

#[test]
fn a_backup_is_made_while_the_service_writes_and_never_over_another_file() {
    let app = TestApp::start();
    for number in 0..20 {
        app.post_article(&number.to_string(), ARTICLE).expect(201);
    }
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy.db");
    let backup = || {
        let database = format!("sqlite:{}", app.database().display());
        let output = claimdesk().arg("backup").arg(&copy).args(["--database", &database]).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, said, complaint) = std::thread::scope(|scope| {
        let writing = scope.spawn(|| {
            for number in 20..40 {
                app.post_article(&number.to_string(), ARTICLE).expect(201);
            }
        });
        let done = backup();
        writing.join().unwrap();
        done
    });
    assert_eq!((code, complaint.as_str()), (Some(0), ""), "{said}");
    let files: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(files, ["copy.db"], "one file, and nothing beside it");

    let before = std::fs::read(&copy).unwrap();
    let (code, _, complaint) = backup();
    assert_eq!(code, Some(1));
    assert!(complaint.contains("exists"), "{complaint}");
    assert_eq!(std::fs::read(&copy).unwrap(), before);

    let store = open(&Location::Sqlite(copy)).unwrap();
    let Holdings { articles, claims } = tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(store.check()).unwrap();
    assert!((20..=40).contains(&articles) && claims == articles * 3, "{articles} articles with {claims} claims");
    assert!(said.contains(&format!("holds {articles} articles with {claims} claims")), "{said}");
}

#[test]
fn what_is_imported_is_served() {
    let app = TestApp::start();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("1.ndjson");
    std::fs::write(&file, line("1", "The mayor of Lindholm said the bridge would reopen in June.")).unwrap();
    let (code, ..) = import(&app.database(), &[&file]);
    assert_eq!(code, Some(0));
    let articles = app.get("/v1/articles?external_id=1").body["articles"].clone();
    assert_eq!((&articles[0]["outlet"], articles[0]["claims"].as_u64() > Some(0)), (&json!("d"), true));
}
