"""Tests of the trainer's own parts, on invented text: `cd train && python -m unittest`. Needs torch; `npm test` does not run them.

That the trainer and the product see the same features and give the same probabilities is tests/parity.rs's to show.
"""
import random
import unittest

import numpy as np
import torch

import passages
from tagger import batch, clauses, data, predict, student
from tagger.text import LEFT, bucket, features, hashes

TEXT = "Mayor opens the new quay\n\n“It is open,” said Ida Quill. The quay cost 4 million.\nNobody asked why."


def article(text=TEXT):
    made = data.read(text, "invented")
    batch.index_words([made], dict(voc=["the", "said"]), dict(words=2, hashes=64))
    return made


def spans(text, *parts):
    return [[text.index(part), text.index(part) + len(part)] for part in parts]


class Snippets(unittest.TestCase):
    def test_marks_are_taken_out_and_faults_named(self):
        self.assertEqual(clauses.unmark("A cook, who [[gave no name]], left."), ("A cook, who gave no name, left.", [(12, 24)]))
        self.assertEqual(clauses.unmark("No clause."), ("No clause.", []))
        for fault in ("[[a [[b]]", "a]]", "[[a", "[[ a]]", "[[]]"):
            with self.assertRaises(ValueError):
                clauses.unmark(fault)

    def test_several_make_an_article_in_which_only_clauses_are_known(self):
        made = data.snippets([("x", "A cook left.", []), ("y", "He gave no name today.", [(3, 15)])] * 7)
        self.assertEqual(len(made), 2)
        for one in made:
            marked = [word for word, known in zip(one["words"], one["terms"]) if known]
            self.assertEqual(set(marked), {"gave", "no", "name"})
            self.assertFalse(one["labelled"])
            self.assertFalse((one["terms"] < 0).any())

    def test_every_tenth_is_held_out(self):
        learned, held = clauses.every()
        self.assertAlmostEqual(len(held) / (len(learned) + len(held)), 1 / clauses.HELD, delta=0.01)
        self.assertFalse({one[0] for one in learned} & {one[0] for one in held})


class Features(unittest.TestCase):
    def test_paragraphs_sentences_quotation(self):
        words, where, table = features(TEXT)
        row = {word: dict(zip(("quote", "shape", "spacing", "start", "sentence", "paragraph", "stretch"), map(int, line)))
               for word, line in zip(words, table)}
        self.assertEqual([TEXT[a:b] for a, b in where], words)
        self.assertEqual((row["open"]["quote"], row["said"]["quote"]), (1, 0))
        self.assertEqual((row["Ida"]["paragraph"], row["Nobody"]["paragraph"]), (1, 2))
        self.assertEqual((row["cost"]["sentence"] - row["Ida"]["sentence"], row["4"]["shape"]), (1, 3))
        self.assertEqual(features("")[2].shape, (0, 7))

    def test_hashes_leave_row_0_and_ignore_case_and_digits(self):
        self.assertEqual(hashes("Quay12", 64), hashes("quay99", 64))
        self.assertNotEqual(hashes("quay", 4096), hashes("quays", 4096))
        self.assertTrue(all(0 < row for row in hashes("a", 64)))

    def test_distances(self):
        self.assertEqual([bucket(d) for d in (0, 7, 8, 500, -1, -500)], [0, 7, 8, 15, 16, 30])


class Labels(unittest.TestCase):
    def test_tags_and_roles(self):
        marked = dict(source=spans(TEXT, "Ida Quill"), cue=spans(TEXT, "said"), content=spans(TEXT, "“It is open,”"))
        made = data.label(article(), [marked])
        (first, last), source, content = made["attributions"][0]
        self.assertEqual((first, last, made["tags"][first]), (last, first, 1))
        self.assertEqual([int(made["tags"][t]) for t in source], [3, 4])
        role = batch.roles(first, source, content)
        self.assertEqual([int(role[t - first + LEFT]) for t in content], [data.CONTENT] * 6)
        self.assertEqual(int((role == data.SOURCE).sum()), 2)

    def test_attributions_without_cue_or_content_are_no_question(self):
        made = data.label(article(), [dict(source=spans(TEXT, "Ida Quill"), cue=[], content=spans(TEXT, "The quay"))])
        self.assertEqual(made["attributions"], [])


class Passages(unittest.TestCase):
    MARKED = "<q1>It is <q2>open,</q1> said</q2> <s1>an aide</s1>, who asked not to be named."
    LABELS = "an aide | anonymous | state | neutral | - | asked not to be named | -"

    def test_spans_may_nest_and_overlap(self):
        text, spans = passages.unmark(self.MARKED)
        self.assertEqual(text, "It is open, said an aide, who asked not to be named.")
        self.assertEqual([text[a:b] for a, b in spans[1]["content"] + spans[2]["content"]], ["It is open,", "open, said"])

    def test_faults_are_named(self):
        text, spans = passages.unmark(self.MARKED)
        for line, fault in ((self.LABELS.replace("state", "say"), "none of"), (self.LABELS.replace("asked", "begged"), "does not stand"),
                            (self.LABELS.replace("neutral", "for"), "target"), (self.LABELS[:-4], "fields")):
            with self.assertRaisesRegex(ValueError, fault):
                passages.attribution(f"= 1 {line}", text, dict(spans))
        with self.assertRaisesRegex(ValueError, "not closed"):
            passages.unmark("<q1>open")

    def test_terms_become_labels_of_tokens(self):
        text, spans = passages.unmark(self.MARKED)
        made = article(text)
        self.assertTrue((made["terms"] == data.UNKNOWN_LABEL).all(), "nobody has looked yet")
        data.mark_terms(made, [passages.attribution(f"= 1 {self.LABELS}", text, spans)])
        self.assertEqual([word for word, inside in zip(made["words"], made["terms"]) if inside == 1], "asked not to be named".split())


class Windows(unittest.TestCase):
    def test_cover_everything_once_and_cut_between_paragraphs(self):
        made = article(" ".join(["The quay is long. It cost a lot."] * 9) + "\n" + "Nobody asked why. " * 12)
        for rng in (None, random.Random(5)):
            cut = batch.windows(made, 40, rng)
            self.assertEqual([token for s, e in cut for token in range(s, e)], list(range(len(made["words"]))))
            self.assertTrue(all(e - s <= 40 for s, e in cut))
            self.assertTrue(all(made["sentence"][e] != made["sentence"][e - 1] for _, e in cut[:-1]))

    def test_around_a_cue(self):
        b = batch.collate([(article(), 0, 12), (article(), 3, 20)], False, torch.device("cpu"))
        near = batch.around(b, [1], [2], [3])
        self.assertEqual(int(near.inside.sum()), 17)
        self.assertEqual(near.distance[0, LEFT - 1:LEFT + 4].tolist(), [16, 0, 0, 1, 2])


class SoftLabels(unittest.TestCase):
    def test_realigned(self):
        chances = np.zeros((batch.SPAN, 3), np.float32)
        chances[LEFT + 1, data.CONTENT] = 1               # the token after a cue at 10
        moved = student.realigned(chances, 10 - LEFT, 12)  # seen from a cue at 12: the token before
        self.assertEqual(int(moved[:, data.CONTENT].argmax()), LEFT - 1)
        far = student.realigned(chances, 10 - LEFT, 10 + 3 * batch.SPAN)
        self.assertTrue((far[:, data.OTHER] == 1).all(), "beyond the window nothing belongs")

    def test_eight_bits_round_and_stay_close(self):
        weights = dict(w=torch.randn(4, 50), b=torch.randn(4))
        made = student.eight_bits(weights)
        self.assertTrue(torch.equal(made["b"], weights["b"]) and not torch.equal(made["w"], weights["w"]))
        self.assertLess(float((made["w"] - weights["w"]).abs().max()), 0.02)


class Decoding(unittest.TestCase):
    def predicted(self, made, content, source):
        cue = made["words"].index("said")
        chances = np.zeros((batch.SPAN, 3), np.float32)
        for tokens, role in ((content, data.CONTENT), (source, data.SOURCE)):
            chances[[made["words"].index(word) - cue + LEFT for word in tokens], role] = 0.9
        return dict(tags=None, cues=[(cue, cue, 0.9, cue - LEFT, chances)])

    def test_spans(self):
        made = article()
        found = predict.decode(made, self.predicted(made, ["It", "open"], ["Ida", "Quill"]))
        text = lambda part: [TEXT[a:b] for a, b in found[0][part]]
        self.assertEqual((text("source"), text("content")), (["Ida Quill"], ["It is open"]), "a gap of one token closes")

    def test_nothing_without_content_or_below_the_threshold(self):
        made = article()
        self.assertEqual(predict.decode(made, self.predicted(made, [], ["Ida"])), [])
        self.assertEqual(predict.decode(made, self.predicted(made, ["It"], ["Ida"]), attribution=0.85), [])

    def test_cue_runs(self):
        tags = np.zeros((6, 7), np.float32)
        tags[1, 1], tags[2, 2], tags[3, 1] = 0.9, 0.8, 0.7
        self.assertEqual([run[:2] for run in predict.cue_runs(tags, 0.3)], [(1, 2), (3, 3)])
        self.assertEqual(predict.cue_runs(tags, 0.95), [])


if __name__ == "__main__":
    unittest.main()
