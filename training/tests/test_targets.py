"""Gold and silver annotations must land on the right pieces."""
import unittest

from attribution_training.batches import training_batch
from attribution_training.data import Article, Token
from attribution_training.targets import IGNORE, LABELS, Classes, make_example

CLASSES = Classes(["X", "NN", "NNP", "POS", "VBD"], ["O", "ORGANIZATION"], ["case", "nsubj", "root"])


def spans(text, *parts):
    return [[text.index(p), text.index(p) + len(p)] for p in parts]


def attribution(text, source, cue, *content):
    return {
        "source": spans(text, source) if source else [], "cue": spans(text, cue), "content": spans(text, *content),
    }


def labelled(example):
    """piece text -> label, for all pieces that have one."""
    text = example.article.text
    return [
        (text[s:e], LABELS[label]) for (s, e), label in zip(example.pieces.offsets, example.labels) if label
    ]


class Targets(unittest.TestCase):
    def test_spans_get_their_labels(self):
        text = "Ann Lee said it rained."
        example = make_example(Article("a", text, [attribution(text, "Ann Lee", "said", "it rained")]), CLASSES)
        self.assertEqual(labelled(example), [
            ("Ann", "B-source"), ("Lee", "I-source"), ("said", "B-cue"), ("it", "B-content"), ("rained", "I-content"),
        ])

    def test_sources_and_contents_point_at_the_cue_and_the_cue_at_its_source(self):
        text = "“No,” Ann Lee said, “never.”"
        example = make_example(Article("a", text, [attribution(text, "Ann Lee", "said", "No", "never")]), CLASSES)
        pieces = [text[s:e] for s, e in example.pieces.offsets]
        said, ann = pieces.index("said"), pieces.index("Ann")
        self.assertEqual(example.cue_link[pieces.index("never")], {said})
        self.assertEqual(example.cue_link[pieces.index("Lee")], {said})
        self.assertEqual(example.source_link[said], {ann})
        self.assertIsNone(example.cue_link[said])

    def test_a_source_of_two_cues_has_both_as_right_targets(self):
        text = "He said X, denying Y"
        example = make_example(
            Article("a", text, [attribution(text, "He", "said", "X"), attribution(text, "He", "denying", "Y")]), CLASSES
        )
        self.assertEqual(example.cue_link[0], {1, 4})
        self.assertEqual((example.source_link[1], example.source_link[4]), ({0}, {0}))

    def test_a_cue_without_source_points_nowhere(self):
        text = "It was reported that X fell"
        example = make_example(Article("a", text, [attribution(text, None, "reported", "X fell")]), CLASSES)
        self.assertEqual(example.source_link[2], set())

    def test_silver_lands_on_first_pieces_and_the_rest_of_a_token_is_x(self):
        text = "Xinhua said"
        sentence = [
            Token(0, 6, "NNP", "ORGANIZATION", 1, False, "nsubj"), Token(7, 11, "VBD", "O", None, True, "root"),
        ]
        example = make_example(Article("a", text, [], [sentence]), CLASSES)
        self.assertEqual([CLASSES.part_of_speech[k] for k in example.part_of_speech], ["NNP", "X", "X", "VBD"])
        self.assertEqual([CLASSES.entity[k] for k in example.entity], ["ORGANIZATION"] * 3 + ["O"])
        self.assertEqual(example.head, [3, IGNORE, IGNORE, -1])
        self.assertEqual(example.relation, [1, IGNORE, IGNORE, 2])

    def test_without_silver_nothing_is_asked_of_the_silver_heads(self):
        example = make_example(Article("a", "Xinhua said"), Classes(["X"], ["O"], ["dep"]))
        self.assertEqual(set(example.part_of_speech + example.entity + example.head + example.relation), {IGNORE})


class Batches(unittest.TestCase):
    def test_links_shift_by_the_special_piece_and_those_out_of_the_window_mean_none(self):
        text = "Ann said it rained"
        example = make_example(Article("a", text, [attribution(text, "Ann", "said", "it rained")]), CLASSES)
        whole = training_batch([(example, 0, 4)])
        self.assertEqual(whole.cue_link.tolist(), [[1, 2], [3, 2], [4, 2]])
        self.assertEqual(whole.source_link.tolist(), [[2, 1]])
        part = training_batch([(example, 2, 4)])
        self.assertEqual(part.cue_link.tolist(), [[1, 0], [2, 0]])

    def test_a_head_out_of_the_window_is_not_asked_for(self):
        sentence = [Token(0, 6, "NNP", "O", 1, False, "nsubj"), Token(7, 11, "VBD", "O", None, True, "root")]
        example = make_example(Article("a", "Xinhua said", [], [sentence]), CLASSES)
        self.assertEqual(training_batch([(example, 0, 4)]).head_link.tolist(), [[IGNORE, 4, IGNORE, IGNORE, 0, IGNORE]])
        self.assertEqual(training_batch([(example, 0, 3)]).head_link.tolist(), [[IGNORE] * 5])


if __name__ == "__main__":
    unittest.main()
