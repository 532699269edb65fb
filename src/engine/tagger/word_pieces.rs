//! BERT's uncased word pieces, with exact places in the text for any Unicode.
//!
//! In: a vocabulary and a text. Out: piece ids, each with the bytes of the text that it stands for.
//! Deliberately absent: special pieces ([CLS], [SEP]), which belong to a window, and any cut of the text.
//!
//! The steps are those of the published model (Devlin et al. 2019, `BasicTokenizer` and `WordpieceTokenizer`): control
//! characters dropped, white space apart, CJK ideographs each a word, lower case, accents stripped (canonical decomposition
//! without nonspacing marks), punctuation apart, then the longest piece of the vocabulary from the left.

use crate::domain::Span;
use std::collections::HashMap;
use unicode_normalization::char::decompose_canonical;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// A word of more characters than this is one unknown piece, as in the published tokenizer.
const LONGEST_WORD: usize = 100;

/// The pieces of a vocabulary.
#[derive(Debug)]
pub struct WordPieces {
    starts: HashMap<String, i32>,
    inner: HashMap<String, i32>,
    unknown: i32,
    longest_piece: usize,
}

/// A word piece in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Its number in the vocabulary.
    pub id: i32,
    /// The bytes of the text that it stands for.
    pub span: Span,
    /// Whether it goes on from the piece before it (`##s`).
    pub is_inner: bool,
}

/// A character as the vocabulary knows it, with the bytes it came from.
struct Folded {
    character: char,
    span: Span,
}

impl WordPieces {
    /// Reads a vocabulary: one piece a line, the line's number its id; inner pieces begin with `##`.
    /// Nothing where there is no `[UNK]`.
    #[must_use]
    pub fn from_vocabulary(vocabulary: &str) -> Option<Self> {
        let mut starts = HashMap::new();
        let mut inner = HashMap::new();
        let mut longest_piece = 1;
        for (id, piece) in (0..).zip(vocabulary.lines()) {
            longest_piece = longest_piece.max(piece.chars().count());
            match piece.strip_prefix("##") {
                Some(rest) if !rest.is_empty() => inner.insert(rest.to_owned(), id),
                _ => starts.insert(piece.to_owned(), id),
            };
        }
        let unknown = *starts.get("[UNK]")?;
        Some(Self { starts, inner, unknown, longest_piece })
    }

    /// The number of a whole piece such as `[CLS]`.
    #[must_use]
    pub fn id(&self, piece: &str) -> Option<i32> {
        self.starts.get(piece).copied()
    }

    /// Cuts a text into pieces.
    #[must_use]
    pub fn find_pieces(&self, text: &str) -> Vec<Piece> {
        let mut pieces = Vec::with_capacity(text.len() / 4);
        let mut word: Vec<Folded> = Vec::new();
        for (start, character) in text.char_indices() {
            let span = Span::new(start, start + character.len_utf8());
            if is_dropped(character) {
                continue;
            }
            if character.is_whitespace() {
                self.cut_word(&mut word, &mut pieces);
                continue;
            }
            let alone = is_ideograph(character);
            if alone {
                self.cut_word(&mut word, &mut pieces);
            }
            fold(character, |folded| {
                let single = is_punctuation(folded);
                if single {
                    self.cut_word(&mut word, &mut pieces);
                }
                word.push(Folded { character: folded, span });
                if single {
                    self.cut_word(&mut word, &mut pieces);
                }
            });
            if alone {
                self.cut_word(&mut word, &mut pieces);
            }
        }
        self.cut_word(&mut word, &mut pieces);
        pieces
    }

    /// Cuts one word into the longest pieces from the left; a word that does not come out even is one unknown piece.
    fn cut_word(&self, word: &mut Vec<Folded>, pieces: &mut Vec<Piece>) {
        let (Some(first), Some(last)) = (word.first(), word.last()) else { return };
        let whole = first.span.cover(last.span);
        let before = pieces.len();
        let mut at = 0;
        let mut candidate = String::new();
        while word.len() <= LONGEST_WORD && at < word.len() {
            candidate.clear();
            let mut found = None;
            let table = if at == 0 { &self.starts } else { &self.inner };
            for (length, folded) in word[at..].iter().take(self.longest_piece).enumerate() {
                candidate.push(folded.character);
                if let Some(&id) = table.get(candidate.as_str()) {
                    found = Some((id, at + length + 1));
                }
            }
            let Some((id, end)) = found else { break };
            pieces.push(Piece { id, span: word[at].span.cover(word[end - 1].span), is_inner: at > 0 });
            at = end;
        }
        if at < word.len() {
            pieces.truncate(before);
            pieces.push(Piece { id: self.unknown, span: whole, is_inner: false });
        }
        word.clear();
    }
}

/// Lower case without accents: each character that is left, in order.
fn fold(character: char, mut each: impl FnMut(char)) {
    decompose_canonical(character, |part| {
        if part.general_category() != GeneralCategory::NonspacingMark {
            part.to_lowercase().for_each(&mut each);
        }
    });
}

fn is_dropped(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' => false,
        '\0' | '\u{fffd}' => true,
        _ => character.general_category_group() == GeneralCategoryGroup::Other,
    }
}

fn is_punctuation(character: char) -> bool {
    character.is_ascii_punctuation() || character.general_category_group() == GeneralCategoryGroup::Punctuation
}

/// The ideographs that the published tokenizer sets apart: kana and hangul are not among them.
fn is_ideograph(character: char) -> bool {
    matches!(u32::from(character),
        0x4E00..=0x9FFF | 0x3400..=0x4DBF | 0x20000..=0x2A6DF | 0x2A700..=0x2B73F | 0x2B740..=0x2B81F | 0x2B820..=0x2CEAF
        | 0xF900..=0xFAFF | 0x2F800..=0x2FA1F)
}
