//! Words, as claims and sentences are compared.
//!
//! In: a stretch of text. Out: its words in a form in which white space and the shape of quotation marks are the same; and
//! whether it leans on what came before.
//! Deliberately absent: any likeness of words. Case, spelling and numbers are as they stand.

/// Words that mean what the sentences before say: "It reported 12 cases".
const LEANING: &[&str] = &[
    "it",
    "its",
    "itself",
    "he",
    "him",
    "his",
    "himself",
    "she",
    "her",
    "hers",
    "herself",
    "they",
    "them",
    "their",
    "theirs",
    "themselves",
    "this",
    "that",
    "these",
    "those",
    "there",
    "here",
    "then",
    "so",
    "such",
    "both",
    "either",
    "neither",
    "another",
    "others",
    "one",
    "ones",
];

/// "the former", "the two": words that lean where "the" stands right before them.
const LEANING_WITH_THE: &[&str] = &[
    "former",
    "latter",
    "same",
    "other",
    "others",
    "two",
    "three",
    "pair",
    "first",
    "second",
    "third",
    "last",
    "company",
    "firm",
    "group",
    "team",
    "ministry",
    "minister",
    "ministers",
    "department",
    "agency",
    "authority",
    "authorities",
    "government",
    "president",
    "premier",
    "chancellor",
    "king",
    "queen",
    "court",
    "judge",
    "prosecutor",
    "prosecutors",
    "police",
    "army",
    "military",
    "party",
    "union",
    "bank",
    "committee",
    "commission",
    "council",
    "board",
    "office",
    "official",
    "officials",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "man",
    "woman",
    "men",
    "women",
    "boy",
    "girl",
    "child",
    "children",
    "victim",
    "victims",
    "suspect",
    "suspects",
    "region",
    "province",
    "district",
    "city",
    "town",
    "village",
    "country",
    "state",
    "island",
    "area",
    "site",
    "school",
    "hospital",
    "university",
    "club",
    "report",
    "study",
    "statement",
    "deal",
    "agreement",
    "law",
    "bill",
    "plan",
    "attack",
    "strike",
    "strikes",
    "blast",
    "fire",
    "crash",
    "flood",
    "vote",
    "election",
    "meeting",
    "talks",
    "trial",
    "case",
];

/// Words that place what follows them by what came before, also where they stand before the claim: "There, the ministry said …".
const PLACING: &[&str] = &["there", "here", "then", "this", "that", "these", "those", "such"];

/// Days of the week: when something was said does not change what was said.
const DAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The text with one space between words and quotation marks of one shape.
pub(super) fn normal(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !normal.is_empty() {
            normal.push(' ');
        }
        normal.extend(word.chars().map(|c| match c {
            '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
            '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | '`' | '´' => '\'',
            c => c,
        }));
    }
    normal
}

/// The words themselves, without the marks around them.
pub(super) fn content_words(normal: &str) -> Vec<String> {
    bare(normal).map(str::to_owned).collect()
}

fn bare(normal: &str) -> impl Iterator<Item = &str> {
    normal.split(' ').map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).filter(|word| !word.is_empty())
}

/// Whether these words mean what the sentences before say.
pub(super) fn leans(normal: &str) -> bool {
    let words: Vec<String> = bare(normal).map(|word| word.split('\'').next().unwrap_or(word).to_lowercase()).collect();
    words.iter().enumerate().any(|(place, word)| {
        let is = |table: &[&str]| table.contains(&word.as_str());
        if is(LEANING) {
            return true;
        }
        // "the city of Alpha" says itself which one.
        let follows_the = place > 0 && words[place - 1] == "the";
        follows_the && is(LEANING_WITH_THE) && words.get(place + 1).is_none_or(|next| next != "of")
    })
}

/// Whether these words place what follows them by what came before.
pub(super) fn places(normal: &str) -> bool {
    bare(normal).any(|word| PLACING.contains(&word.to_lowercase().as_str()))
}

/// Names and figures, days of the week aside.
pub(super) fn names_and_figures(normal: &str) -> Vec<String> {
    let telling = |word: &&str| word.chars().any(|c| c.is_uppercase() || c.is_numeric()) && !DAYS.contains(word);
    bare(normal).filter(telling).map(str::to_owned).collect()
}
