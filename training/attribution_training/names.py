"""Other people's names in an article, so that the network learns how a source is spoken of and not who usually speaks.

Comes in: the articles to train on, with their silver layer; an `Article`.
Goes out: the same article with other names, its gold and silver spans moved with it.
Left out: organisations and places, whose words mean something; names that the silver layer did not find, which stay.
"""
from .data import with_text

PERSON = "PERSON"


class Names:
    """The first and last names of all articles, as often as they stand there."""

    def __init__(self, articles):
        self.first, self.last = [], []
        for article in articles:
            for name in _names(article):
                if len(name) > 1:
                    self.first += [_word(article, t) for t in name[:-1]]
                    self.last.append(_word(article, name[-1]))

    def change_some(self, article, share, random):
        """With the probability `share` the article with another name for each name in it; else itself."""
        if not self.last or random.random() >= share:
            return article
        first = {_word(article, t) for name in _names(article) if len(name) > 1 for t in name[:-1]}
        others, changes = {}, []
        for token in sorted((t for name in _names(article) for t in name), key=lambda t: t.start):
            word = _word(article, token)
            if word not in others:
                others[word] = random.choice(self.first if word in first else self.last)
            if not changes or changes[-1][0].end <= token.start:
                changes.append((token, others[word]))
        return _replaced(article, changes)


def _names(article):
    """Runs of tokens that name a person. What has no capital, an initial for one, is left out of them."""
    for sentence in article.sentences or ():
        name = []
        for token in [*sentence, None]:
            if token and token.entity == PERSON and (not name or token.start - name[-1].end <= 1):
                name.append(token)
                continue
            name = [t for t in name if _word(article, t).istitle() and t.end - t.start > 2]
            if name:
                yield name
            name = [token] if token and token.entity == PERSON else []


def _word(article, token):
    return article.text[token.start : token.end]


def _replaced(article, changes):
    """The article with other words for some tokens. What begins inside a replaced word begins at its end."""
    text, position, at = [], [], 0
    size = 0
    for token, word in changes:
        position += range(size, size + token.start - at)
        text += [article.text[at : token.start], word]
        size += token.start - at
        position += [size] + [size + len(word)] * (token.end - token.start - 1)
        size, at = size + len(word), token.end
    text.append(article.text[at:])
    position += range(size, size + len(article.text) - at + 1)
    return with_text(article, "".join(text), position)
