"""From scores to attributions, and from attributions to figures."""
import unittest

import numpy

from attribution_training.data import Article
from attribution_training.decode import Span, best_labels, find_attributions, find_spans
from attribution_training.evaluate import score_attributions
from attribution_training.features import find_pieces
from attribution_training.predict import Scores, Window
from attribution_training.targets import LABELS

UNSURE, SURE = numpy.log(1e-4), numpy.log(0.99)


def label_scores(names):
    scores = numpy.full((len(names), len(LABELS)), UNSURE)
    for k, name in enumerate(names):
        scores[k, LABELS.index(name)] = SURE
    return scores


def link_scores(count, links):
    """Every piece points nowhere but those in `links`."""
    scores = numpy.full((count, count + 1), UNSURE)
    for k in range(count):
        scores[k, links[k] + 1 if k in links else 0] = SURE
    return scores


class Decoding(unittest.TestCase):
    def test_inside_never_follows_outside(self):
        scores = label_scores(["O", "I-cue", "O"])
        scores[1, LABELS.index("B-cue")] = numpy.log(0.009)
        self.assertEqual([LABELS[k] for k in best_labels(scores)], ["O", "B-cue", "O"])

    def test_spans_end_where_the_next_one_begins(self):
        labels = [LABELS.index(n) for n in ("B-source", "I-source", "B-cue", "O", "B-content", "B-content")]
        self.assertEqual(
            find_spans(labels),
            [Span("source", 0, 2), Span("cue", 2, 3), Span("content", 4, 5), Span("content", 5, 6)],
        )

    def test_linked_spans_become_one_attribution(self):
        text = "No, Ann said, never. Bob left."
        pieces = find_pieces(text)  # no , ann said , never . bob left .
        labels = label_scores(
            ["B-content", "O", "B-source", "B-cue", "O", "B-content", "O", "B-source", "O", "O"]
        )
        window = Window(0, 10, {
            "cue_link": link_scores(10, {0: 3, 2: 3, 5: 3}), "source_link": link_scores(10, {3: 2}),
        })
        found = find_attributions(text, pieces, Scores({"labels": labels}, [window]))
        self.assertEqual(found, [{"source": [[4, 7]], "cue": [[8, 12]], "content": [[0, 2], [14, 19]]}])


class Figures(unittest.TestCase):
    TEXT = "Ann said it rained all day. Bob denied that."
    GOLD = [
        {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 26]]},
        {"source": [[28, 31]], "cue": [[32, 38]], "content": [[39, 43]]},
    ]

    def score(self, predicted):
        return score_attributions([Article("a", self.TEXT, self.GOLD)], [predicted])

    def test_the_gold_itself_is_perfect(self):
        figures = self.score(self.GOLD)
        self.assertEqual((figures["who_said_what"]["F"], figures["source_accuracy"]), (1.0, 1.0))

    def test_a_wrong_source_counts_for_what_but_not_for_who_said_what(self):
        figures = self.score([{**self.GOLD[0], "source": [[28, 31]]}])
        self.assertEqual((figures["what"]["P"], figures["who_said_what"]["P"], figures["source_accuracy"]), (1.0, 0.0, 0.0))

    def test_half_of_the_content_is_enough_and_less_is_not(self):
        half = [{**self.GOLD[0], "content": [[9, 18]]}]  # "it rained" of "it rained all day"
        self.assertEqual(self.score(half)["who_said_what"]["P"], 1.0)
        less = [{**self.GOLD[0], "content": [[12, 18]]}]
        self.assertEqual(self.score(less)["who_said_what"]["P"], 0.0)

    def test_nothing_found_is_no_error(self):
        self.assertEqual(self.score([])["who_said_what"], {"P": 0.0, "R": 0.0, "F": 0.0})


if __name__ == "__main__":
    unittest.main()
