"""What the network should say about an article.

Comes in: an `Article`.
Goes out: `Example`s: its pieces, and for each piece the right classes and links; IGNORE where nothing is known.
Left out: windows and batches (batches.py).

Overlapping annotations: a label of a source or cue wins over one of content, since a piece has one label;
a source that serves several cues keeps them all as right targets.
"""
from bisect import bisect_right
from dataclasses import dataclass

from .data import ROLES, Article
from .features import Pieces, find_pieces

LABELS = ["O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"]
IGNORE = -100


@dataclass(frozen=True)
class Classes:
    """The names of the silver heads' classes, in the order of their logits."""

    part_of_speech: list
    entity: list
    relation: list


@dataclass(frozen=True)
class Example:
    """An article as the network sees it; every list has an entry for each piece.

    cue_link, source_link: the set of right target pieces, empty for "none"; None where there is nothing to learn.
    head: the piece of the head token, -1 for the root, IGNORE where unknown.
    """

    article: Article
    pieces: Pieces
    labels: list
    cue_link: list
    source_link: list
    part_of_speech: list
    entity: list
    head: list
    relation: list


def pieces_of(offsets, start, end):
    """The range (first, end) of pieces that overlap the characters start..end."""
    starts = [s for s, _ in offsets]
    return _range_of(offsets, starts, start, end)


def _range_of(offsets, starts, start, end):
    first = max(bisect_right(starts, start) - 1, 0)
    while first < len(offsets) and offsets[first][1] <= start:
        first += 1
    last = first
    while last < len(offsets) and offsets[last][0] < end:
        last += 1
    return first, last


def make_example(article, classes):
    """Aligns an article's annotations to its pieces."""
    pieces = find_pieces(article.text)
    count = len(pieces.ids)
    starts = [s for s, _ in pieces.offsets]

    def find(span):
        return _range_of(pieces.offsets, starts, *span)

    labels = [0] * count
    cue_link = [None] * count
    source_link = [None] * count
    for role in ("content", "cue", "source"):
        for attribution in article.attributions:
            for span in attribution[role]:
                first, end = find(span)
                for k in range(first, end):
                    labels[k] = LABELS.index(("B-" if k == first else "I-") + role)
    for attribution in article.attributions:
        cue = _first_piece(find, attribution["cue"])
        source = _first_piece(find, attribution["source"])
        if cue is not None:
            source_link[cue] = (source_link[cue] or set()) | (set() if source is None else {source})
        for role in ("source", "content"):
            for span in attribution[role]:
                for k in range(*find(span)):
                    if labels[k] and LABELS[labels[k]].endswith(role):
                        cue_link[k] = (cue_link[k] or set()) | (set() if cue is None else {cue})
    return Example(article, pieces, labels, cue_link, source_link, *_silver_targets(article, find, starts, classes))


def _first_piece(find, spans):
    for span in sorted(spans):
        first, end = find(span)
        if first < end:
            return first
    return None


def _silver_targets(article, find, starts, classes):
    """Classes of the silver heads. A piece that begins no token is `X`, with the entity of the token it stands in."""
    count = len(starts)
    tag, entity, head, relation = ([IGNORE] * count for _ in range(4))
    tags = {name: k for k, name in enumerate(classes.part_of_speech)}
    entities = {name: k for k, name in enumerate(classes.entity)}
    relations = {name: k for k, name in enumerate(classes.relation)}
    for sentence in article.sentences or ():
        ranges = [find((t.start, t.end)) for t in sentence]
        for token, (first, end) in zip(sentence, ranges):
            for k in range(first, end):
                if tag[k] != IGNORE:
                    continue  # two tokens in one piece ("cannot"): the first one counts
                begins = k == first
                tag[k] = tags.get(token.part_of_speech, IGNORE) if begins else tags["X"]
                entity[k] = entities.get(token.entity, IGNORE)
                if not begins:
                    continue
                relation[k] = relations.get(token.relation, IGNORE)
                if token.is_root:
                    head[k] = -1
                elif token.head is not None and ranges[token.head][0] != k:
                    target = ranges[token.head]
                    head[k] = target[0] if target[0] < target[1] else IGNORE
    return tag, entity, head, relation
