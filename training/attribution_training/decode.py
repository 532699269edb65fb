"""From scores to attributions.

Comes in: a text's pieces and `Scores`.
Goes out: attributions: role -> list of [start, end] in code points.
Left out: who a source is, what a content claims. The engine has its own decoder: this one measures the network.
"""
from dataclasses import dataclass

import numpy

from .predict import FULL_WEIGHT
from .targets import LABELS

FORBIDDEN = -1e4


@dataclass(frozen=True)
class Linking:
    """Settings of the linking, chosen on the selection set. Log probabilities are natural logarithms."""

    none_margin: float = 1.0  # a cue may score this much less than "none" and still take the content
    backward_weight: float = 0.5  # of the source's own link to the cue, beside the cue's link to the source


@dataclass(frozen=True)
class Span:
    """A span of pieces of one role."""

    role: str
    start: int
    end: int


def _transitions():
    allowed = numpy.zeros((len(LABELS), len(LABELS)))
    for i, before in enumerate(LABELS):
        for j, after in enumerate(LABELS):
            if after[0] == "I" and before[2:] != after[2:]:
                allowed[i, j] = FORBIDDEN
    return allowed


TRANSITIONS = _transitions()
START = numpy.array([FORBIDDEN if name[0] == "I" else 0.0 for name in LABELS])


def best_labels(scores):
    """The best sequence of labels in which I- follows only its own B- or I- (Viterbi's algorithm)."""
    if not len(scores):
        return []
    best, back = scores[0] + START, []
    for row in scores[1:]:
        paths = best[:, None] + TRANSITIONS
        back.append(paths.argmax(0))
        best = paths.max(0) + row
    labels = [int(best.argmax())]
    for pointers in reversed(back):
        labels.append(int(pointers[labels[-1]]))
    return labels[::-1]


def find_spans(labels):
    """The spans that a sequence of labels describes."""
    spans, role, start = [], None, 0
    for k, label in enumerate([*labels, 0]):
        name = LABELS[label]
        if role and name != f"I-{role}":
            spans.append(Span(role, start, k))
            role = None
        if role is None and name != "O":
            role, start = name[2:], k
    return spans


class Links:
    """Looks up links between spans in the window that has the most context around them."""

    def __init__(self, windows):
        self.windows = windows

    def _best(self, *spans):
        """The window that holds all the spans farthest from its ends; None if no window holds them."""
        low, high = min(s.start for s in spans), max(s.end for s in spans)
        holding = [w for w in self.windows if w.start <= low and high <= w.end]
        return max(holding, key=lambda w: min(low - w.start, w.end - high, FULL_WEIGHT), default=None)

    def from_pieces(self, name, span, target):
        """Log probability that the pieces of `span` point into `target`: their mean."""
        window = self._best(span, target)
        return -numpy.inf if window is None else float(_into(window, name, span, target).mean())

    def from_first(self, name, span, target):
        """The same for the first piece of `span` alone."""
        window = self._best(span, target)
        return -numpy.inf if window is None else float(_into(window, name, span, target)[0])

    def nowhere_from_pieces(self, name, span):
        """Log probability that the pieces of `span` point nowhere: their mean."""
        window = self._best(span)
        return -numpy.inf if window is None else float(_nowhere(window, name, span).mean())

    def nowhere_from_first(self, name, span):
        """The same for the first piece alone."""
        window = self._best(span)
        return -numpy.inf if window is None else float(_nowhere(window, name, span)[0])


def _into(window, name, span, target):
    columns = slice(target.start - window.start + 1, target.end - window.start + 1)
    return numpy.logaddexp.reduce(_rows(window, name, span)[:, columns], axis=1)


def _nowhere(window, name, span):
    return _rows(window, name, span)[:, 0]


def _rows(window, name, span):
    return window.links[name][span.start - window.start : span.end - window.start]


def find_attributions(text, pieces, scores, linking=Linking()):
    """The attributions of a text, in the order of their cues. A cue without content and a content without cue are left out."""
    spans = find_spans(best_labels(scores.classes["labels"]))
    links = Links(scores.windows)
    cues, sources, contents = ([s for s in spans if s.role == role] for role in ("cue", "source", "content"))
    owned = {cue: [] for cue in cues}
    for content in contents:
        cue = _cue_of(content, cues, links, linking)
        if cue:
            owned[cue].append(content)
    return [
        {
            "source": _characters(_source_of(cue, sources, links, linking), pieces),
            "cue": _characters([cue], pieces),
            "content": _characters(owned[cue], pieces),
        }
        for cue in cues if owned[cue]
    ]


def _best(candidates, score):
    """The candidate that scores best, the first of equals, with its score; (None, -inf) if there is none."""
    scored = [(score(candidate), -k, candidate) for k, candidate in enumerate(candidates)]
    value, _, candidate = max(scored, default=(-numpy.inf, 0, None))
    return (candidate, value) if value > -numpy.inf else (None, value)


def _cue_of(content, cues, links, linking):
    cue, score = _best(cues, lambda c: links.from_pieces("cue_link", content, c))
    return cue if score >= links.nowhere_from_pieces("cue_link", content) - linking.none_margin else None


def _source_of(cue, sources, links, linking):
    """The best source of a cue, by its own link and the source's link back; none if "nowhere" beats the cue's own link."""
    def score(source):
        back = links.from_pieces("cue_link", source, cue)
        return links.from_first("source_link", cue, source) + linking.backward_weight * back

    source, _ = _best(sources, score)
    if source is None or links.from_first("source_link", cue, source) <= links.nowhere_from_first("source_link", cue):
        return []
    return [source]


def _characters(spans, pieces):
    return [[pieces.offsets[s.start][0], pieces.offsets[s.end - 1][1]] for s in sorted(spans, key=lambda s: s.start)]
