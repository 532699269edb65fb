//! The review desk: a page that is embedded in the binary, and talks to the JSON API only.
//!
//! In: requests for `/` and `/desk/...`. Out: the files under `static/`, with headers that let nothing run but them.
//! Deliberately absent: everything the page shows, which it asks the API for; and a build step: the files are served as they stand.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::sync::OnceLock;

/// What the page may do: load its own files and call its own API. Nothing inline runs, nothing frames it.
const POLICY: &str = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

/// A file of the desk.
struct File {
    path: &'static str,
    bytes: &'static [u8],
}

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        &[$(File { path: $path, bytes: include_bytes!(concat!("static/", $path)) }),*]
    };
}

static FILES: &[File] = files![
    "desk.css",
    "icon.svg",
    "index.html",
    "js/account.js",
    "js/api.js",
    "js/article.js",
    "js/bits.js",
    "js/bulk.js",
    "js/charts.js",
    "js/claim.js",
    "js/claims.js",
    "js/correct.js",
    "js/drafts.js",
    "js/filters.js",
    "js/keys.js",
    "js/list.js",
    "js/live.js",
    "js/main.js",
    "js/overview.js",
    "js/queue.js",
    "js/reading.js",
    "js/review.js",
    "js/route.js",
    "js/shortcuts.js",
    "js/source.js",
    "js/text.js",
    "js/try.js",
    "js/view.js",
    "js/views.js",
    "js/words.js",
    "vendor/hooks.js",
    "vendor/htm.LICENSE.txt",
    "vendor/htm.js",
    "vendor/preact.LICENSE.txt",
    "vendor/preact.js",
];

/// Adds the desk's paths.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(
            web::resource("/")
                .route(web::get().to(async |request: HttpRequest| answer(&request, "index.html")))
                .route(web::head().to(async |request: HttpRequest| answer(&request, "index.html"))),
        )
        .service(web::resource("/desk/{path:.*}").route(web::get().to(file)).route(web::head().to(file)));
}

async fn file(request: HttpRequest) -> HttpResponse {
    let path = request.match_info().get("path").unwrap_or_default();
    answer(&request, path)
}

fn answer(request: &HttpRequest, path: &str) -> HttpResponse {
    let Some(index) = FILES.iter().position(|file| file.path == path) else {
        return HttpResponse::NotFound().insert_header((CONTENT_TYPE, "text/plain; charset=utf-8")).body("The desk has no such file.");
    };
    let tag = tags().get(index).map_or("", String::as_str);
    let known = request.headers().get(IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut answer = if known.contains(tag) { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer
        .insert_header((ETAG, tag))
        // Asked for again each time, and answered with 304: after an upgrade no page mixes old files with new ones.
        .insert_header((CACHE_CONTROL, "no-cache"))
        .insert_header(("Content-Security-Policy", POLICY))
        .insert_header(("X-Content-Type-Options", "nosniff"))
        .insert_header(("Referrer-Policy", "no-referrer"))
        .insert_header(("Cross-Origin-Opener-Policy", "same-origin"));
    if known.contains(tag) {
        return answer.finish();
    }
    answer.insert_header((CONTENT_TYPE, media_type(path))).body(FILES[index].bytes)
}

/// The entity tag of each file: the start of its SHA-256.
fn tags() -> &'static [String] {
    static TAGS: OnceLock<Vec<String>> = OnceLock::new();
    TAGS.get_or_init(|| {
        let tag = |file: &File| {
            let mut tag = String::from("\"");
            for byte in Sha256::digest(file.bytes).iter().take(12) {
                // Writing to a String can't fail.
                let _ = write!(tag, "{byte:02x}");
            }
            tag + "\""
        };
        FILES.iter().map(tag).collect()
    })
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "text/plain; charset=utf-8",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn every_file_of_the_desk_is_in_the_binary() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web/static");
        let mut folders = vec![root.clone()];
        let mut found = BTreeSet::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    found.insert(path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned());
                }
            }
        }
        assert_eq!(found, FILES.iter().map(|file| file.path.to_owned()).collect());
    }

    #[test]
    fn the_desk_never_makes_markup_out_of_text() {
        for file in FILES.iter().filter(|file| file.path.starts_with("js/")) {
            let text = std::str::from_utf8(file.bytes).unwrap();
            for way in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "srcdoc"] {
                assert!(!text.contains(way), "{} uses {way}", file.path);
            }
        }
    }

    #[test]
    fn the_page_fetches_nothing_from_elsewhere_and_holds_nothing_inline() {
        for file in FILES.iter().filter(|file| !file.path.starts_with("vendor/") && file.path != "icon.svg") {
            let text = std::str::from_utf8(file.bytes).unwrap();
            assert!(!text.contains("src=\"http") && !text.contains("href=\"http") && !text.contains("url(http"), "{}", file.path);
            if file.path.ends_with(".html") {
                assert!(!text.contains("<style") && !text.contains(" style=") && !text.contains(" onclick="), "{}", file.path);
                assert!(text.matches("<script").count() == text.matches("<script type=\"module\" src=").count(), "{}", file.path);
            }
        }
    }
}
