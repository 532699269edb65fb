"""Measures attributions and the silver heads.

Comes in: articles with gold (and silver) annotation, a function that runs the network.
Goes out: figures.
Left out: choosing between models (whoever calls this does).

who said what: one to one; a predicted attribution counts when its content overlaps a gold content with an
intersection over union of at least 0.5, in word tokens, and its source shares a token with that gold source (or both
have none). what: the same without the source. source accuracy: of the "what" matches whose gold names a source, the
share whose source shares a token. exact F: an attribution's whole set of spans of a role equals one of the gold's.
"""
import re
from collections import Counter

from .data import ROLES
from .decode import Linking, find_attributions
from .predict import predict
from .targets import IGNORE, LABELS, make_example

WORD = re.compile(r"\w+(?:['’.-]\w+)*")
OVERLAP = 0.5


def evaluate(articles, classes, run, linking=Linking()):
    """Figures of a network on articles: attributions, and the accuracy of each head by itself."""
    predicted, heads = [], HeadCounts()
    for article in articles:
        example = make_example(article, classes)
        scores = predict(run, example.pieces)
        predicted.append(find_attributions(article.text, example.pieces, scores, linking))
        heads.add(example, scores)
    return {**score_attributions(articles, predicted), "heads": heads.figures()}


def score_attributions(articles, predicted):
    """Figures of predicted attributions, a list for each article, against the articles' own."""
    said, what = Counter(), Counter()
    tokens, exact = {r: Counter() for r in ROLES}, {r: Counter() for r in ROLES}
    asked = found = 0
    for article, guesses in zip(articles, predicted):
        words = [m.span() for m in WORD.finditer(article.text)]
        gold = [_token_sets(a, words) for a in article.attributions]
        mine = [_token_sets(a, words) for a in guesses]
        for role in ROLES:
            _count_tokens(tokens[role], gold, mine, role)
            _count_exact(exact[role], gold, mine, role)
        pairs = _matching_pairs(gold, mine)
        for counter, wanted in ((said, [p for p in pairs if p[1]]), (what, pairs)):
            matched = _match(wanted)
            counter["right"] += len(matched)
            counter["predicted"] += sum(1 for a in mine if a["content"])
            counter["gold"] += sum(1 for a in gold if a["content"])
        for i, j in _match(pairs):
            if gold[i]["source"]:
                asked += 1
                found += bool(gold[i]["source"] & mine[j]["source"])
    return {
        "articles": len(articles),
        "who_said_what": _rates(said),
        "what": _rates(what),
        "source_accuracy": found / asked if asked else None,
        "token": {r: _rates(tokens[r])["F"] for r in ROLES},
        "exact": {r: _rates(exact[r])["F"] for r in ROLES},
    }


def _token_sets(attribution, words):
    return {
        role: frozenset(
            k for start, end in attribution[role] for k, (s, e) in enumerate(words) if s < end and e > start
        )
        for role in ROLES
    }


def _count_tokens(counter, gold, mine, role):
    right = frozenset().union(*(a[role] for a in gold))
    guessed = frozenset().union(*(a[role] for a in mine))
    counter.update(right=len(right & guessed), predicted=len(guessed), gold=len(right))


def _count_exact(counter, gold, mine, role):
    right, guessed = (Counter(a[role] for a in side if a[role]) for side in (gold, mine))
    counter.update(right=(right & guessed).total(), predicted=guessed.total(), gold=right.total())


def _matching_pairs(gold, mine):
    """(overlap, same source, gold index, own index) of all pairs whose contents overlap enough, best ones first."""
    pairs = []
    for i, a in enumerate(gold):
        for j, b in enumerate(mine):
            common = len(a["content"] & b["content"])
            if common and common / len(a["content"] | b["content"]) >= OVERLAP:
                same = bool(a["source"] & b["source"]) or not (a["source"] or b["source"])
                pairs.append((common / len(a["content"] | b["content"]), same, i, j))
    return sorted(pairs, key=lambda p: (-p[1], -p[0]))


def _match(pairs):
    used_gold, used_mine, matched = set(), set(), []
    for _, _, i, j in pairs:
        if i not in used_gold and j not in used_mine:
            used_gold.add(i)
            used_mine.add(j)
            matched.append((i, j))
    return matched


def _rates(counter):
    precision = counter["right"] / counter["predicted"] if counter["predicted"] else 0.0
    recall = counter["right"] / counter["gold"] if counter["gold"] else 0.0
    both = precision + recall
    return {"P": precision, "R": recall, "F": 2 * precision * recall / both if both else 0.0}


class HeadCounts:
    """How often each head's best class is right, and the labels' best class beside another run's."""

    def __init__(self):
        self.right, self.asked = Counter(), Counter()

    def add(self, example, scores):
        for name in ("labels", "part_of_speech", "entity", "relation"):
            best = scores.classes[name].argmax(-1)
            for target, guess in zip(getattr(example, name), best):
                self._count(name, target, guess)
                if name == "labels" and target:
                    self._count("labels other than O", target, guess)
                if name == "entity" and target:
                    self._count("entity other than O", target, guess)
                if name == "part_of_speech" and target:
                    self._count("part_of_speech of tokens", target, guess)
        for name, targets in (
            ("cue_link", example.cue_link), ("source_link", example.source_link), ("head_link", example.head),
        ):
            for window in scores.windows:
                best = window.links[name].argmax(-1)
                for k in range(window.start, window.end):
                    self._count_link(name, targets[k], int(best[k - window.start]), window)

    def _count(self, name, target, guess):
        if target != IGNORE:
            self.asked[name] += 1
            self.right[name] += int(target == guess)

    def _count_link(self, name, target, guess, window):
        """A head outside the window, or nothing to link, is not asked for; a cue or source outside it is "none"."""
        if name == "head_link":
            if target == -1 or window.start <= target < window.end:
                self._count(name, max(target - window.start + 1, 0) if target != -1 else 0, guess)
        elif target is not None:
            inside = {t - window.start + 1 for t in target if window.start <= t < window.end} or {0}
            self.asked[name] += 1
            self.right[name] += int(guess in inside)

    def figures(self):
        return {name: self.right[name] / count for name, count in self.asked.items()}


def label_agreement(articles, run, other):
    """The share of pieces with the same best label in two runs, and the number of pieces."""
    from .features import find_pieces

    same = total = 0
    for article in articles:
        pieces = find_pieces(article.text)
        first, second = (predict(r, pieces).classes["labels"].argmax(-1) for r in (run, other))
        same += int((first == second).sum())
        total += len(first)
    return same / total, total


