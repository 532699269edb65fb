//! Articles as newspapers write and rewrite them: no verdict moves to other words or another source, and none is lost where
//! nothing about its claim changed.
//!
//! The articles are those of the demo, two in one, through the real analysis; the edits are drawn by lot.

use super::rounds;
use crate::revisions::{claims, decide_all};
use crate::support::{Dice, TestApp};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::Path;

/// Edits of one article before the next one is taken.
const EDITS_EACH: usize = 25;

/// Paragraphs before a claim's own that have to be unchanged where a verdict must stay.
const LEANS_ON: usize = 6;

/// The paragraphs of all demo articles.
fn articles() -> Vec<Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("demo");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let body = |path: &std::path::PathBuf| std::fs::read_to_string(path).unwrap().split_once("\n\n").unwrap().1.to_owned();
    files.iter().map(|path| body(path).trim().split("\n\n").map(str::to_owned).collect()).collect()
}

/// A form in which white space and the shape of quotation marks are the same.
fn plain(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    words.join(" ").replace(['“', '”'], "\"").replace(['‘', '’'], "'")
}

/// Words with a capital that do not begin a sentence: names, mostly.
fn names(text: &str) -> Vec<&str> {
    let words: Vec<_> = text.split(' ').collect();
    let inside = words.windows(2).filter(|pair| !pair[0].ends_with(['.', '"', '”']) && pair[1].starts_with(char::is_uppercase));
    inside.map(|pair| pair[1].trim_matches(|c: char| !c.is_alphanumeric())).collect()
}

/// Edits a text as an editor might.
fn edit(text: &mut Vec<String>, all: &[Vec<String>], dice: &mut Dice) {
    let at = dice.below(text.len());
    let other = &all[dice.below(all.len())];
    let another = other[dice.below(other.len())].clone();
    match dice.below(12) {
        0 => text[at] = another,
        1 if text.len() > 6 => drop(text.remove(at)),
        2 | 1 => text.insert(at, another),
        3 => {
            let to = dice.below(text.len());
            text.swap(at, to);
        }
        4 => {
            text[at] =
                text[at].chars().map(|c| if c.is_ascii_digit() { char::from(b'0' + u8::try_from(dice.below(10)).unwrap()) } else { c }).collect()
        }
        5 => {
            let (known, new) = (names(&text[at]), names(&another));
            if !known.is_empty() && !new.is_empty() {
                let (known, new) = (known[dice.below(known.len())].to_owned(), new[dice.below(new.len())].to_owned());
                text[at] = text[at].replacen(&known, &new, 1);
            }
        }
        6 => {
            let mut words: Vec<_> = text[at].split(' ').collect();
            words.remove(dice.below(words.len()));
            text[at] = words.join(" ");
        }
        7 => text[at].push_str(
            [" Officials denied it.", " It did not say when.", " The report could not be verified.", " He declined to comment."][dice.below(4)],
        ),
        8 => text[at] = text[at].replace(['"', '“', '”'], ["\"", "”"][dice.below(2)]).replace(' ', ["  ", " "][dice.below(2)]),
        9 => {
            let sentence = text[at].split_inclusive(". ").next().unwrap().trim_end().to_owned();
            text[at] = format!("{} {sentence}", text[at]);
        }
        10 => text[at] = text[at].replacen(" said", [" denied", " claimed", " told reporters"][dice.below(3)], 1),
        _ => {
            let mut sentences: Vec<_> = text[at].split_inclusive(". ").map(|sentence| sentence.trim_end().to_owned()).collect();
            let (one, two) = (dice.below(sentences.len()), dice.below(sentences.len()));
            sentences.swap(one, two);
            text[at] = sentences.join(" ");
        }
    }
    text.truncate(16);
}

/// A claim as it stood in one version.
struct Stood {
    id: String,
    paragraph: usize,
}

/// For each words and source, the claims of it.
type Standing = HashMap<(String, String), Vec<Stood>>;

fn standing(claims: &[Value], text: &[String]) -> Standing {
    let mut found: Standing = HashMap::new();
    for claim in claims {
        let (words, source) = (plain(claim["text"].as_str().unwrap()), claim["engine"]["source"].as_str().unwrap().to_owned());
        let start = usize::try_from(claim["spans"][0]["start"].as_u64().unwrap()).unwrap();
        let mut end = 0;
        let paragraph = text.iter().position(|paragraph| {
            end += paragraph.chars().count() + 2;
            start < end
        });
        let stood = Stood { id: claim["id"].as_str().unwrap().to_owned(), paragraph: paragraph.unwrap() };
        found.entry((words, source)).or_default().push(stood);
    }
    found
}

/// A paragraph with those before it that its words may lean on ("It", "the ministry"), and whether that is all of them.
fn around(text: &[String], paragraph: usize) -> (bool, Vec<String>) {
    let from = paragraph.saturating_sub(LEANS_ON);
    (from == 0, text[from..=paragraph].iter().map(|paragraph| plain(paragraph)).collect())
}

#[test]
fn through_random_edits_of_newspaper_articles_no_verdict_moves_and_none_is_lost() {
    let (app, all, mut dice) = (TestApp::with_real_engine(), articles(), Dice(6));
    let edits = rounds(40, 1_000);
    let (mut kept, mut had_to_stay, mut asked_again) = (0, 0, 0);
    let mut text: Vec<String> = Vec::new();
    let (mut before, mut before_text): (Standing, Vec<String>) = (HashMap::new(), Vec::new());
    for round in 0..edits {
        if round % EDITS_EACH == 0 {
            text = [0, 1].iter().flat_map(|_| all[dice.below(all.len())].clone()).collect();
            (before, before_text) = (HashMap::new(), Vec::new());
        } else {
            edit(&mut text, &all, &mut dice);
        }
        let answer = app.post_article(&format!("{}", round / EDITS_EACH), &text.join("\n\n"));
        assert!(matches!(answer.status, 200 | 201), "{}", answer.text);
        let now = claims(&answer);
        for claim in &now {
            if let Some(reason) = claim["review"]["reason"].as_str() {
                let own = format!("{}: {}", claim["engine"]["source"].as_str().unwrap(), claim["text"].as_str().unwrap());
                assert_eq!(plain(reason), plain(&own), "round {round}: a verdict moved");
                kept += 1;
            }
        }
        let after = standing(&now, &text);
        for (key, found) in &after {
            let (Some([known]), [found]) = (before.get(key).map(Vec::as_slice), found.as_slice()) else { continue };
            if around(&before_text, known.paragraph) == around(&text, found.paragraph) {
                assert_eq!(
                    known.id,
                    found.id,
                    "round {round}: the verdict on {key:?} was lost between\n{}\n\nand\n\n{}",
                    before_text.join("\n"),
                    text.join("\n")
                );
                had_to_stay += 1;
            } else if known.id != found.id {
                asked_again += 1;
            }
        }
        (before, before_text) = (after, text.clone());
        decide_all(&app);
    }
    println!(
        "{edits} edits: {kept} verdicts stayed, none moved; {had_to_stay} had to stay and did; {asked_again} of the same words and source were asked for again, since what is around them changed"
    );
    assert!(kept > edits * 5 && had_to_stay > edits * 3, "the test looked at {kept} verdicts, of which {had_to_stay} had to stay");
    assert_eq!(app.get("/v1/claims?review=pending").body["claims"], json!([]));
}
