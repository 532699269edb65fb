//! The whole reasoning, for a person: `--explain`.
//!
//! In: a text, its sentences and its analysis. Out: lines of at most 80 columns, in the order of the text.
//! Deliberately absent: whether colours are wanted: the stream that it is written to takes them out.
//!
//! Marks stand in a line of their own under the words, so that they are seen without colours and in print.

use super::table::{colour, furniture_name, one_line, summary};
use crate::cli::wrap::{pad, width_of, wrap};
use crate::domain::{Analysis, Attribution, Basis, Claim, Furniture, SourceRef, Span};
use crate::service::{SeenSentence, describe_rule, find_sentences};
use anstyle::{AnsiColor, Style};
use std::io::{self, Write};

/// Columns of a line.
const WIDTH: usize = 80;
/// Columns before what stands under a sentence.
const INDENT: usize = 4;
/// Columns of the names of things under an attribution.
const NAMES: usize = 9;

/// What a word is to an attribution. Where attributions lie in each other, the stronger one is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    Content,
    Mention,
    Cue,
}

impl Role {
    fn mark(self) -> &'static str {
        match self {
            Self::Content => "-",
            Self::Mention => "=",
            Self::Cue => "^",
        }
    }

    fn style(self) -> Style {
        let colour = match self {
            Self::Content => AnsiColor::Green,
            Self::Mention => AnsiColor::Cyan,
            Self::Cue => AnsiColor::Yellow,
        };
        Style::new().fg_color(Some(colour.into()))
    }
}

/// What belongs to one sentence.
#[derive(Default)]
struct Under {
    marks: Vec<(Span, Role)>,
    attributions: Vec<usize>,
    claims: Vec<usize>,
}

/// Writes the reasoning of an analysis.
pub(super) fn write(output: &mut impl Write, name: &str, text: &str, analysis: &Analysis) -> io::Result<()> {
    let (bold, dim) = (Style::new().bold(), Style::new().dimmed());
    for line in wrap(&format!("{name}: {}", summary(&analysis.claims)), WIDTH) {
        writeln!(output, "{bold}{line}{bold:#}")?;
    }
    writeln!(output, "{dim}Under the words: = names a source, ^ is the cue, - is what is attributed.{dim:#}")?;
    let sentences = find_sentences(text);
    let under = sort_under(&sentences, analysis);
    let mut furniture = analysis.furniture.iter().peekable();
    let mut paragraph = None;
    for (index, (sentence, under)) in sentences.iter().zip(&under).enumerate() {
        while let Some(piece) = furniture.next_if(|piece| piece.span.start < sentence.span.start) {
            write_furniture(output, piece, text)?;
        }
        writeln!(output)?;
        if paragraph.replace(sentence.paragraph) != Some(sentence.paragraph) {
            writeln!(output, "{dim}paragraph {}{dim:#}", sentence.paragraph + 1)?;
        }
        write_sentence(output, index, sentence.span, text, &under.marks)?;
        for &at in &under.attributions {
            write_attribution(output, at, &analysis.attributions[at], text)?;
        }
        for &at in &under.claims {
            write_claim(output, at, &analysis.claims[at], text)?;
        }
    }
    for piece in furniture {
        write_furniture(output, piece, text)?;
    }
    for note in &analysis.notes {
        write_wrapped(output, 0, &format!("note, {}: {}", note.code, note.detail), dim)?;
    }
    Ok(())
}

/// Sorts everything under the sentence in which it starts, and marks under each sentence that they touch.
fn sort_under(sentences: &[SeenSentence], analysis: &Analysis) -> Vec<Under> {
    let mut under: Vec<Under> = sentences.iter().map(|_| Under::default()).collect();
    let sentence_at = |offset: usize| sentences.partition_point(|sentence| sentence.span.end <= offset).min(sentences.len().saturating_sub(1));
    for (index, attribution) in analysis.attributions.iter().enumerate() {
        let roles = [(&attribution.content, Role::Content), (&attribution.mention, Role::Mention), (&attribution.cue, Role::Cue)];
        let spans = roles.into_iter().flat_map(|(spans, role)| spans.iter().map(move |span| (*span, role)));
        let mut first = None;
        for (span, role) in spans {
            let start = sentence_at(span.start);
            for sentence in under[start..].iter_mut().zip(&sentences[start..]).take_while(|(_, sentence)| sentence.span.start < span.end) {
                sentence.0.marks.push((span, role));
            }
            first = Some(first.map_or(start, |first: usize| first.min(start)));
        }
        if let Some(under) = first.and_then(|first| under.get_mut(first)) {
            under.attributions.push(index);
        }
    }
    for (index, claim) in analysis.claims.iter().enumerate() {
        let first = claim.spans.first().map_or(0, |span| sentence_at(span.start));
        if let Some(under) = under.get_mut(first) {
            under.claims.push(index);
        }
    }
    under
}

/// The sentence in lines, each with its marks below.
fn write_sentence(output: &mut impl Write, index: usize, sentence: Span, text: &str, marks: &[(Span, Role)]) -> io::Result<()> {
    let number = format!("{:>width$} ", index + 1, width = INDENT - 1);
    let mut roles = vec![None; sentence.len()];
    for (span, role) in marks {
        let (from, to) = (span.start.max(sentence.start) - sentence.start, span.end.min(sentence.end) - sentence.start);
        roles[from..to].iter_mut().for_each(|strongest| *strongest = (*strongest).max(Some(*role)));
    }
    // The characters with their roles, white space as single spaces.
    let mut shown: Vec<(char, Option<Role>)> = Vec::new();
    for (at, c) in sentence.of(text).char_indices() {
        let role = roles[at];
        match shown.last() {
            _ if !c.is_whitespace() => shown.push((c, role)),
            Some((' ', _)) | None => {}
            Some(_) => shown.push((' ', role)),
        }
    }
    let words: String = shown.iter().map(|&(c, _)| c).collect();
    let mut at = 0;
    for (line_number, line) in wrap(&words, WIDTH - INDENT).into_iter().enumerate() {
        let start = if line_number == 0 { number.clone() } else { " ".repeat(INDENT) };
        writeln!(output, "{start}{line}")?;
        // Lines have the same characters, but for the space at which they were broken.
        if shown.get(at).is_some_and(|&(c, _)| c == ' ') {
            at += 1;
        }
        let count = line.chars().count();
        let line_marks = &shown[at.min(shown.len())..(at + count).min(shown.len())];
        at += count;
        if line_marks.iter().any(|(_, role)| role.is_some()) {
            writeln!(output, "{}{}", " ".repeat(INDENT), marks_line(line_marks))?;
        }
    }
    Ok(())
}

/// The line of marks under a line of words.
fn marks_line(shown: &[(char, Option<Role>)]) -> String {
    let mut line = String::new();
    for run in shown.chunk_by(|one, other| one.1 == other.1) {
        let words: String = run.iter().map(|&(c, _)| c).collect();
        let columns = width_of(&words);
        match run.first().and_then(|&(_, role)| role) {
            None => line.push_str(&" ".repeat(columns)),
            Some(role) => {
                let style = role.style();
                line.push_str(&format!("{style}{}{style:#}", role.mark().repeat(columns)));
            }
        }
    }
    line.trim_end().to_owned()
}

fn write_attribution(output: &mut impl Write, index: usize, attribution: &Attribution, text: &str) -> io::Result<()> {
    let bold = Style::new().bold();
    let heading = format!("{} quotation, confidence {:.2}", attribution.quote.as_str(), attribution.confidence);
    writeln!(output, "{}{bold}a{}{bold:#}  {heading}", " ".repeat(INDENT), index + 1)?;
    let source = &attribution.source;
    let mention = quoted(&attribution.mention, text).unwrap_or_else(|| "no words".to_owned());
    let known = if source.known { "known" } else { "discovered" };
    named(output, "source", &format!("{mention} -> {} ({}), {known} as {}", source.name, source.kind, source.id))?;
    if let Some(speaker) = &source.speaker {
        named(output, "speaker", speaker)?;
    }
    if !attribution.via.is_empty() {
        named(output, "via", &attribution.via.iter().map(in_words).collect::<Vec<_>>().join(", then "))?;
    }
    named(output, "cue", &quoted(&attribution.cue, text).unwrap_or_else(|| "none: an earlier attribution runs on".to_owned()))?;
    if let Some(justification) = attribution.justification {
        named(output, "unnamed", &format!("“{}”", one_line(justification.of(text))))?;
    }
    named(output, "content", &quoted(&attribution.content, text).unwrap_or_else(|| "none".to_owned()))
}

fn write_claim(output: &mut impl Write, index: usize, claim: &Claim, text: &str) -> io::Result<()> {
    let (colour, bold) = (colour(claim.status), Style::new().bold());
    let by = claim.attribution.map_or_else(|| "the newsroom".to_owned(), |at| format!("a{}", at + 1));
    writeln!(output, "{}{bold}claim {}{bold:#}  {colour}{}{colour:#}, by {by}", " ".repeat(INDENT), index + 1, claim.status)?;
    named(output, "", &one_line(&claim.text(text)))?;
    for (place, basis) in claim.basis.iter().enumerate() {
        named(output, if place == 0 { "because" } else { "also" }, &reason(basis, text))?;
    }
    Ok(())
}

/// "Its source is another outlet or agency. (source-is-media; “some media reports”)"
fn reason(basis: &Basis, text: &str) -> String {
    let mut details = vec![basis.rule.to_string()];
    details.extend(basis.span.map(|span| format!("“{}”", one_line(span.of(text)))));
    details.extend(basis.by.as_ref().map(|by| format!("of {}", in_words(by))));
    let details = details.join("; ");
    match describe_rule(&basis.rule) {
        Some(description) => format!("{description} [{details}]"),
        None => format!("[{details}]"),
    }
}

fn write_furniture(output: &mut impl Write, piece: &Furniture, text: &str) -> io::Result<()> {
    writeln!(output)?;
    write_wrapped(output, 0, &format!("set apart, {}: {}", furniture_name(piece.kind), one_line(piece.span.of(text))), Style::new().dimmed())
}

/// A name and what goes with it, wrapped beside it.
fn named(output: &mut impl Write, name: &str, words: &str) -> io::Result<()> {
    let dim = Style::new().dimmed();
    for (number, line) in wrap(words, WIDTH - 2 * INDENT - NAMES).into_iter().enumerate() {
        let name = pad(if number == 0 { name } else { "" }, NAMES);
        writeln!(output, "{}{dim}{name}{dim:#}{line}", " ".repeat(2 * INDENT))?;
    }
    Ok(())
}

fn write_wrapped(output: &mut impl Write, indent: usize, words: &str, style: Style) -> io::Result<()> {
    for line in wrap(words, WIDTH - indent) {
        writeln!(output, "{}{style}{line}{style:#}", " ".repeat(indent))?;
    }
    Ok(())
}

/// The words of some spans, each in quotation marks; none where there are none.
fn quoted(spans: &[Span], text: &str) -> Option<String> {
    let words: Vec<String> = spans.iter().map(|span| format!("“{}”", one_line(span.of(text)))).collect();
    (!words.is_empty()).then(|| words.join(" ... "))
}

/// "Chinese Foreign Ministry (official)"
fn in_words(source: &SourceRef) -> String {
    format!("{} ({})", source.name, source.kind)
}
