"""Other names must leave every span on the words that it stood on."""
import unittest
from random import Random

from attribution_training.data import Article, Token
from attribution_training.names import Names

TEXT = "Anna Keller’s deputy spoke. “No,” Keller said."


def token(word, start, entity):
    return Token(start, start + len(word), "NNP", entity, None, False, "dep")


def article():
    words = [("Anna", "PERSON"), ("Keller", "PERSON"), ("’s", "O"), ("deputy", "O"), ("spoke", "O")]
    first = [token(word, TEXT.index(word), entity) for word, entity in words]
    at = TEXT.index("Keller said")
    second = [token("Keller", at, "PERSON"), token("said", at + 7, "O")]
    attribution = {"source": [[at, at + 6]], "cue": [[at + 7, at + 11]], "content": [[TEXT.index("“"), at - 1]]}
    return Article("1", TEXT, [attribution], [first, second])


class OtherNames(unittest.TestCase):
    def test_a_person_has_one_other_name_throughout_and_the_spans_follow(self):
        names = Names([article()])
        names.first, names.last = ["Bartholomew"], ["Li"]
        changed = names.change_some(article(), 1.0, Random(1))
        self.assertEqual(changed.text, "Bartholomew Li’s deputy spoke. “No,” Li said.")
        words = {role: changed.text[slice(*changed.attributions[0][role][0])] for role in ("source", "cue", "content")}
        self.assertEqual(words, {"source": "Li", "cue": "said", "content": "“No,”"})
        silver = [changed.text[t.start : t.end] for sentence in changed.sentences for t in sentence]
        self.assertEqual(silver, ["Bartholomew", "Li", "’s", "deputy", "spoke", "Li", "said"])

    def test_an_article_without_a_silver_layer_stays_as_it_is(self):
        plain = Article("1", TEXT)
        self.assertIs(Names([article()]).change_some(plain, 0.0, Random(1)), plain)
        self.assertEqual(Names([article()]).change_some(plain, 1.0, Random(1)).text, TEXT)


if __name__ == "__main__":
    unittest.main()
