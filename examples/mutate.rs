//! Feeds damaged texts and damaged HTML to the whole way of an article, and checks what must always hold.
//!
//! In: `--seconds N` (60), `--seed N` (1), `--only html|engine`. Out: counts, or the input that broke a rule and how; exit code 1.
//! Deliberately absent: coverage, which the fuzz targets under `fuzz/` have; this runs wherever the product builds.
//!
//! What must hold: no panic; every span lies on character boundaries of what was sent, and none of a claim is empty; the map of
//! HTML covers the text in order; the same input gives the same analysis.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a program for developers: failing is its work")]

use claimdesk::domain::{Analysis, Span};
use claimdesk::service::resources::load_engine;
use claimdesk::service::{Analyse, Context, HtmlText, read_html};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

/// What mutations start from, and what they are crossed with.
const SEEDS: &[&str] = &[
    "KELDA – The mayor of Kelda, Ana Moreno, said on Monday that the harbour would close in May. “We’ve no choice,” she said.\nThe Port Union called the plan “a disgrace” and said 300 jobs were at risk. People close to the talks said a second site was being looked at. More On This Topic Kelda seeks a loan",
    "Mr Ráb denied that he had met the firm's chairman, who said the two men had lunch in Ost. The chairman's spokeswoman declined to comment. According to the ministry, 5,000 officers will be hired; the union disputes the figure. Der Bote, citing two officials, reported that \"the list is final\".",
    "<html><head><title>T</title></head><body><article><h1>Harbour &amp; union</h1><p class=\"lead\">The mayor said the <b>harbour</b> would&nbsp;close.</p><blockquote><p>We have no choice.</p><footer>— Ana Moreno</footer></blockquote><ul><li>One<li>Two</ul><table><tr><th>City<td>12</table><p hidden>no</p><script>if (a < b) {}</script><q>Yes</q><br><pre>\n a\tb</pre></article>",
    "By Ann Li\nRABAT: \"It's over,\" the premier's aide -- who was not authorised to speak -- told reporters. 'No deal,' said another. Reportedly, the talks may resume. Beijing has not confirmed the call. © 2024 The Daily Example. All rights reserved. Sign up here",
];

const PIECES: &[&str] = &[
    "“",
    "”",
    "\"",
    "'",
    "’",
    "‘",
    "«",
    "»",
    "\n",
    "\r\n",
    "\n\n",
    " ",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{feff}",
    "\u{2028}",
    "\0",
    "\u{91}",
    "é",
    "e\u{301}",
    "ﬁ",
    "İ",
    "ß",
    "外交部",
    "👩‍👩‍👧",
    "שלום",
    " said ",
    " said.",
    ", according to ",
    " denied ",
    " told ",
    "The ",
    " he ",
    " she ",
    " it ",
    "Mr ",
    "U.S. ",
    "...",
    "…",
    "–",
    "—",
    "-",
    ":",
    ";",
    ",",
    ".",
    "?",
    "!",
    "(",
    ")",
    "[",
    "]",
    "&amp;",
    "&amp;quot;",
    "&#8217;",
    "&#x110000;",
    "&nbsp",
    "&",
    "<",
    ">",
    "<p>",
    "</p>",
    "<div hidden>",
    "</div>",
    "<b>",
    "</b>",
    "<br>",
    "<table><tr><td>",
    "</table>",
    "<li>",
    "<q>",
    "</q>",
    "<blockquote>",
    "</blockquote>",
    "<pre>",
    "<svg>",
    "</svg>",
    "<script>",
    "</script>",
    "<title>",
    "<!--",
    "-->",
    "<![CDATA[",
    "<é",
    "</",
    "=\"",
    "who was not authorised to speak",
    "Reuters reported",
    "declined to comment",
    "On Monday",
    "WASHINGTON – ",
];

/// Always the same for a seed: SplitMix64 (Steele, Lea, Flood 2014).
struct Dice(u64);

impl Dice {
    fn throw(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(below.max(1)).unwrap()).unwrap()
    }

    fn boundary(&mut self, text: &str) -> usize {
        let at = self.throw(text.len() + 1);
        text.floor_char_boundary(at)
    }

    fn piece(&mut self) -> &'static str {
        PIECES[self.throw(PIECES.len())]
    }

    /// A text with some damage: pieces put in, cut out, doubled, moved, all marks of one sort lost.
    fn mutated(&mut self) -> String {
        let mut text = SEEDS[self.throw(SEEDS.len())].to_owned();
        for _ in 0..=self.throw(12) {
            let (a, b) = (self.boundary(&text), self.boundary(&text));
            let (from, to) = (a.min(b), a.max(b).min(text.ceil_char_boundary((a.min(b) + 40).min(text.len()))));
            match self.throw(8) {
                0..=2 => text.insert_str(from, self.piece()),
                3 => drop(text.drain(from..to)),
                4 => {
                    let part = text[from..to].to_owned();
                    let at = self.boundary(&text);
                    text.insert_str(at, &part);
                }
                5 => {
                    let lost = self.piece();
                    text = text.replace(lost, "");
                }
                6 => {
                    let other = SEEDS[self.throw(SEEDS.len())];
                    let cut = self.boundary(other);
                    text.insert_str(from, &other[cut..other.ceil_char_boundary((cut + 60).min(other.len()))]);
                }
                _ => {
                    let upper = text[from..to].to_uppercase();
                    text.replace_range(from..to, &upper);
                }
            }
        }
        text
    }
}

fn main() {
    let mut seconds = 60;
    let mut seed = 1;
    let mut only = String::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let value = arguments.next().expect("a value behind each option");
        match argument.as_str() {
            "--seconds" => seconds = value.parse().expect("a number of seconds"),
            "--seed" => seed = value.parse().expect("a number"),
            "--only" => only = value,
            other => panic!("{other} is not an option"),
        }
    }
    let engine = load_engine(None).expect("the embedded model and registry load");
    let mut dice = Dice(seed);
    let end = Instant::now() + Duration::from_secs(seconds);
    let (mut html_runs, mut engine_runs, mut slowest) = (0_u64, 0_u64, (Duration::ZERO, String::new()));
    std::panic::set_hook(Box::new(|_| {}));
    while Instant::now() < end {
        let input = dice.mutated();
        let start = Instant::now();
        let mut runs = (0, 0);
        let result = catch_unwind(AssertUnwindSafe(|| {
            if only != "engine" {
                // Many times as fast as the engine: it gets as many times as many inputs.
                check_html(&input)?;
                runs.0 += 1;
                for _ in 0..200 {
                    let more = dice.mutated();
                    check_html(&more).map_err(|broken| format!("{broken}\nof {more:?}"))?;
                    runs.0 += 1;
                }
            }
            if only != "html" {
                check_engine(&engine, &input)?;
                check_engine(&engine, &read_html(&input).text)?;
                runs.1 += 2;
            }
            Ok::<(), String>(())
        }));
        (html_runs, engine_runs) = (html_runs + runs.0, engine_runs + runs.1);
        if start.elapsed() > slowest.0 {
            slowest = (start.elapsed(), input.clone());
        }
        let broken = match result {
            Ok(Ok(())) => continue,
            Ok(Err(broken)) => broken,
            Err(panic) => format!("panic: {}", panic.downcast_ref::<String>().cloned().unwrap_or_else(|| "without words".into())),
        };
        println!("{broken}\ninput, of seed {seed}: {input:?}");
        std::process::exit(1);
    }
    println!("seed {seed}, {seconds} s: {html_runs} of HTML, {engine_runs} of the engine, nothing broken; the slowest round took {:?}", slowest.0);
}

fn check_html(sent: &str) -> Result<(), String> {
    let read = read_html(sent);
    if read != read_html(sent) {
        return Err("HTML: two readings differ".into());
    }
    let HtmlText { text, map } = &read;
    let (mut text_end, mut sent_end) = (0, 0);
    for stretch in map.stretches() {
        let holds = stretch.text.start == text_end
            && !stretch.text.is_empty()
            && stretch.sent.start >= sent_end
            && sent.get(stretch.sent.start..stretch.sent.end).is_some()
            && text.get(stretch.text.start..stretch.text.end).is_some()
            && (!stretch.copied || stretch.text.of(text) == stretch.sent.of(sent));
        if !holds {
            return Err(format!("HTML: {stretch:?} does not hold, text {text:?}"));
        }
        (text_end, sent_end) = (stretch.text.end, stretch.sent.end);
    }
    if text_end == text.len() { Ok(()) } else { Err(format!("HTML: the map ends at {text_end} of {}", text.len())) }
}

fn check_engine(engine: &dyn Analyse, sent: &str) -> Result<(), String> {
    let context = Context { outlet: Some("Daily Example".into()), ..Context::default() };
    let analysis = engine.analyse(sent, &context);
    if analysis != engine.analyse(sent, &context) {
        return Err("engine: two analyses differ".into());
    }
    let Analysis { attributions, claims, furniture, .. } = &analysis;
    let mut spans: Vec<(&str, Span)> = furniture.iter().map(|piece| ("furniture", piece.span)).collect();
    for attribution in attributions {
        let parts = [("mention", &attribution.mention), ("cue", &attribution.cue), ("content", &attribution.content)];
        spans.extend(parts.into_iter().flat_map(|(name, part)| part.iter().map(move |&span| (name, span))));
        spans.extend(attribution.justification.map(|span| ("justification", span)));
        if !(0.0..=1.0).contains(&attribution.confidence) {
            return Err(format!("engine: a confidence of {}", attribution.confidence));
        }
    }
    for claim in claims {
        if claim.spans.is_empty() || claim.basis.is_empty() || claim.attribution.is_some_and(|at| at >= attributions.len()) {
            return Err(format!("engine: {claim:?} is not whole"));
        }
        spans.extend(claim.spans.iter().map(|&span| ("claim", span)));
        spans.extend(claim.basis.iter().filter_map(|basis| basis.span).map(|span| ("basis", span)));
        if claim.spans.windows(2).any(|pair| pair[1].start < pair[0].end) {
            return Err(format!("engine: the spans of {claim:?} are not in order"));
        }
    }
    for (name, span) in spans {
        if span.start > span.end || sent.get(span.start..span.end).is_none_or(str::is_empty) {
            return Err(format!("engine: a {name} at {span:?} lies on no words of the text"));
        }
    }
    Ok(())
}
