"""The damage that articles suffer on the wire, done on purpose, so that the network learns to read through it.

Comes in: an `Article`.
Goes out: the same article on a damaged text, its gold and silver spans moved with it.
Left out: damage that inserts or reorders characters: every kind here drops or replaces single characters,
so one running count maps all offsets.
"""
from .data import with_text

APOSTROPHES = "'’‘"
QUOTATION_MARKS = "\"“”"


def drop_apostrophes(text, random):
    """China’s -> Chinas."""
    return ["" if c in APOSTROPHES else c for c in text]


def straighten_marks(text, random):
    """“the call” -> "the call"."""
    return [{"“": '"', "”": '"', "‘": "'", "’": "'"}.get(c, c) for c in text]


def drop_marks(text, random):
    """“the call” -> the call."""
    return ["" if c in QUOTATION_MARKS else c for c in text]


def drop_closing_marks(text, random):
    """“the call” -> “the call"""
    return _drop_closing(text, lambda: True)


def drop_some_closing_marks(text, random):
    """The same for about half of the quotations."""
    return _drop_closing(text, lambda: random.random() < 0.5)


def _drop_closing(text, dropped):
    out, inside = [], False
    for c in text:
        closes = c == "”" or (c == '"' and inside)
        if c == "\n" or closes:
            inside = False
        elif c in '“"':
            inside = True
        out.append("" if closes and dropped() else c)
    return out


def join_lines(text, random):
    """Paragraphs run together: a run of line breaks becomes one space."""
    return ["" if c == "\n" and text[i - 1 : i] == "\n" else " " if c == "\n" else c for i, c in enumerate(text)]


KINDS = (drop_apostrophes, straighten_marks, drop_marks, drop_closing_marks, drop_some_closing_marks, join_lines)


def damage(article, kind, random):
    """The article after one kind of damage."""
    characters = kind(article.text, random)
    position = [0]
    for c in characters:
        position.append(position[-1] + len(c))
    return with_text(article, "".join(characters), position)


def damage_some(article, share, random):
    """With the probability `share` the article after one kind of damage, a third of these times after two; else itself."""
    if random.random() >= share:
        return article
    for kind in random.sample(KINDS, 2 if random.random() < 1 / 3 else 1):
        article = damage(article, kind, random)
    return article
