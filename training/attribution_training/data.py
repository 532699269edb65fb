"""Annotated articles.

Comes in: a folder with `train.json`, perhaps `dev.json`, and perhaps beside each a silver layer, `train.corenlp.json.gz`.
Goes out: `Article`s, with spans in Unicode code points from the start of the text, end exclusive.
Left out: word pieces and everything a network needs (features.py, targets.py).
"""
import gzip
import hashlib
import json
from dataclasses import dataclass, field, replace
from pathlib import Path

ROLES = ("source", "cue", "content")


@dataclass(frozen=True)
class Token:
    """A token of the silver layer. `head` counts tokens of its sentence; None for the root or a head that is gone."""

    start: int
    end: int
    part_of_speech: str
    entity: str
    head: int | None
    is_root: bool
    relation: str


@dataclass(frozen=True)
class Article:
    """A text, its attributions (role -> list of [start, end]) and its silver sentences; None where there is no silver."""

    id: str
    text: str
    attributions: list = field(default_factory=list)
    sentences: list | None = None


def load_articles(folder, split):
    """Reads `split`.json of `folder` with its silver layer; None if there is no such file."""
    path = Path(folder) / f"{split}.json"
    if not path.exists():
        return None
    silver = _load_silver(Path(folder) / f"{split}.corenlp.json.gz")
    entries = json.loads(path.read_text(encoding="utf-8"))
    return [Article(e["id"], e["text"], e["attributions"], silver.get(e["id"])) for e in entries]


def _load_silver(path):
    if not path.exists():
        return {}
    with gzip.open(path, "rt", encoding="utf-8") as file:
        entries = json.load(file)
    return {e["id"]: [[_read_token(t) for t in sentence] for sentence in e["sentences"]] for e in entries}


def _read_token(row):
    start, end, part_of_speech, entity, head, relation = row
    return Token(start, end, part_of_speech, entity, None if head < 0 else head, head < 0, relation)


def split_selection(articles, count):
    """Divides articles into (to train on, selection of `count`), by a hash of the id: the same for ever, whatever the order."""
    ranked = sorted(articles, key=lambda a: hashlib.sha256(a.id.encode()).hexdigest())
    chosen = {a.id for a in ranked[:count]}
    return [a for a in articles if a.id not in chosen], [a for a in articles if a.id in chosen]


def silver_classes(articles):
    """The classes of the silver heads as (parts of speech, entities, relations), each sorted.

    `X` leads the parts of speech: a piece inside a token. `O` leads the entities: no entity.
    """
    tokens = [t for a in articles for sentence in a.sentences or () for t in sentence]
    entities = {t.entity for t in tokens} - {"O"}
    return (
        ["X", *sorted({t.part_of_speech for t in tokens})],
        ["O", *sorted(entities)],
        sorted({t.relation for t in tokens}) or ["dep"],
    )


def with_text(article, text, position):
    """The article on another version of its text. `position[i]` is where the old offset i lies in the new text.

    A span that became empty is dropped, and so is a token; a token whose head was dropped keeps no head.
    """
    def move(spans):
        moved = [[position[s], position[e]] for s, e in spans]
        return [[s, e] for s, e in moved if s < e]

    attributions = [{role: move(a[role]) for role in ROLES} for a in article.attributions]
    sentences = article.sentences
    if sentences is not None:
        sentences = [_move_sentence(sentence, position) for sentence in sentences]
    return replace(article, text=text, attributions=attributions, sentences=sentences)


def _move_sentence(sentence, position):
    kept = [k for k, t in enumerate(sentence) if position[t.start] < position[t.end]]
    index = {old: new for new, old in enumerate(kept)}
    return [
        replace(t, start=position[t.start], end=position[t.end], head=index.get(t.head))
        for t in (sentence[k] for k in kept)
    ]
