"""Damage must move every span with the text."""
import random
import unittest

from attribution_training import augment
from attribution_training.data import Article, Token

TEXT = "China’s ministry said: “It’s over.”\n\n\"We 'll see,\" it added."


def article():
    quotation = [TEXT.index("It’s over."), TEXT.index("It’s over.") + 10]
    attribution = {"source": [[0, 16]], "cue": [[17, 21]], "content": [quotation]}
    sentence = [
        Token(0, 5, "NNP", "O", 2, False, "nmod:poss"), Token(5, 7, "POS", "O", 0, False, "case"),
        Token(8, 16, "NN", "O", 3, False, "nsubj"), Token(17, 21, "VBD", "O", None, True, "root"),
        Token(23, 24, "``", "O", 3, False, "punct"), Token(24, 26, "PRP", "O", 4, False, "nsubj"),
    ]
    return Article("a", TEXT, [attribution], [sentence])


def parts(damaged):
    """role -> texts of the spans."""
    return {role: [damaged.text[s:e] for s, e in spans] for role, spans in damaged.attributions[0].items()}


class Damage(unittest.TestCase):
    def damaged(self, kind):
        return augment.damage(article(), kind, random.Random(1))

    def test_lost_apostrophes_keep_the_spans_on_their_words(self):
        self.assertEqual(
            parts(self.damaged(augment.drop_apostrophes)),
            {"source": ["Chinas ministry"], "cue": ["said"], "content": ["Its over."]},
        )

    def test_lost_apostrophes_move_the_silver_tokens(self):
        damaged = self.damaged(augment.drop_apostrophes)
        self.assertEqual([damaged.text[t.start : t.end] for t in damaged.sentences[0][:3]], ["China", "s", "ministry"])

    def test_straight_marks_change_no_offset(self):
        damaged = self.damaged(augment.straighten_marks)
        self.assertEqual(damaged.text[:36], "China's ministry said: \"It's over.\"\n")
        self.assertEqual(damaged.attributions, article().attributions)

    def test_lost_marks_drop_their_token_and_nobody_keeps_it_as_head(self):
        damaged = self.damaged(augment.drop_marks)
        tokens = damaged.sentences[0]
        self.assertEqual([damaged.text[t.start : t.end] for t in tokens], ["China", "’s", "ministry", "said", "It"])
        self.assertEqual([(t.head, t.is_root) for t in tokens], [(2, False), (0, False), (3, False), (None, True), (None, False)])

    def test_only_closing_marks_are_lost(self):
        damaged = self.damaged(augment.drop_closing_marks)
        self.assertEqual(damaged.text, "China’s ministry said: “It’s over.\n\n\"We 'll see, it added.")

    def test_line_breaks_become_one_space(self):
        damaged = self.damaged(augment.join_lines)
        self.assertIn("over.” \"We", damaged.text)
        self.assertEqual(parts(damaged)["content"], ["It’s over."])

    def test_every_kind_keeps_every_span_on_its_letters(self):
        letters = [c for role in ("source", "cue", "content") for c in "".join(parts(article())[role]) if c.isalnum()]
        for kind in augment.KINDS:
            with self.subTest(kind=kind.__name__):
                moved = parts(self.damaged(kind))
                self.assertEqual(
                    [c for role in ("source", "cue", "content") for c in "".join(moved[role]) if c.isalnum()], letters
                )

    def test_the_share_of_damaged_articles_is_the_one_asked_for(self):
        chance, whole = random.Random(3), article()
        damaged = sum(augment.damage_some(whole, 0.25, chance) is not whole for _ in range(2000))
        self.assertAlmostEqual(damaged / 2000, 0.25, delta=0.04)


if __name__ == "__main__":
    unittest.main()
