"""Examples that hold the Rust side's tokenizer, features and network to this side's.

Comes in: the texts below, written for this purpose; a quantised model, if there is one.
Goes out: the entries of `tests/fixtures/tagger_parity.json`.
Left out: anything about whole attributions.

usage: python -m attribution_training.parity MODEL_FOLDER FIXTURE.json
"""
import json
import sys
from pathlib import Path

import numpy

from .batches import input_batch
from .export import INPUTS
from .features import OVERLAP, WINDOW, find_pieces, overlapping_windows
from .targets import LABELS

TEXTS = {
    "curly marks and accents": "“We won’t rule it out,” said José Gutiérrez, the café’s owner.\n\nHe added: “It’s “too early” to say.",
    "lost apostrophes": "Chinas Foreign Ministry said its envoy hadnt left Xian; the U.S. didnt comment, a Treasurys spokesman said.",
    "straight marks over two lines": 'The mayor told "The Daily Note": "No deal.\nNothing was signed," he said. "Nothing at all.',
    "emoji, joiners and other planes": "The ministry tweeted 👍🏽 and 👩‍👩‍👧 at 5pm… “Done 🎉”, it said — 𝐁old and 𝒮cript.\u200b\ufeff Next.",
    "ideographs and kana": "Xinhua (新华社) reported that 北京 would act; NHK の記者 said “안녕하세요” was heard.",
    "combining characters and odd spaces": "Cafe\u0301 Zu\u0308rich’s\u00a0İstanbul office told Ångström\u2009&\u2009Søn:\tSTRASSE or Straße, ﬁve McDonald’s, naïve A. Œuvre ½ №5.\r\nnot_Ok x" + "y" * 120 + " end\u00ad. [SEP] €3 $3 x+y 🫠.",
}

FOUR_SENTENCES = (
    "The city will close two bridges next month, Mayor Anna Keller said on Tuesday. “We have no choice,” she told reporters. "
    "According to the transport department, repairs could cost $40 million. Local shop owners have criticised the plan, and it "
    "is not clear when work will begin."
)


def describe_text(name, text):
    """A text with its pieces and their features, without [CLS] and [SEP]."""
    pieces = find_pieces(text)
    return {
        "name": name, "text": text, "pieces": pieces.ids, "offsets": [list(o) for o in pieces.offsets],
        "case": pieces.case, "quoted": pieces.quoted,
    }


def describe_labels(text, model_path):
    """A text with the best label of each piece, [CLS] and [SEP] left out, by the model in one window of its own length."""
    from onnxruntime import InferenceSession

    pieces = find_pieces(text)
    batch = input_batch([(pieces, 0, len(pieces.ids))])
    inputs = {name: tensor.numpy() for name, tensor in zip(INPUTS, batch.inputs)}
    logits = InferenceSession(str(model_path)).run(["labels"], inputs)[0][0, 1:-1]
    ordered = numpy.sort(logits, axis=-1)
    return {
        **describe_text("four sentences", text),
        "labels": [LABELS[k] for k in logits.argmax(-1)],
        "margins": [round(float(m), 3) for m in ordered[:, -1] - ordered[:, -2]],
    }


def describe_windows():
    """A made-up sequence of breaks with the windows that prediction uses."""
    breaks = [i % 37 == 0 for i in range(1500)] + [True]
    return {
        "pieces": 1500, "break_before_every": 37, "limit": WINDOW, "overlap": OVERLAP, "windows": overlapping_windows(breaks),
    }


def main(model_folder, path):
    model_folder = Path(model_folder)
    config = json.loads((model_folder / "config.json").read_text(encoding="utf-8"))
    fixture = {
        "version": config["version"],
        "texts": [describe_text(name, text) for name, text in TEXTS.items()],
        "labelled": describe_labels(FOUR_SENTENCES, model_folder / "model.onnx"),
        "windows": describe_windows(),
    }
    Path(path).write_text(_lines(fixture) + "\n", encoding="utf-8")


def _lines(value, depth=0):
    """JSON with one line for each list of numbers, so that a difference can be read."""
    flat = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, (dict, list)) or (isinstance(value, list) and not any(isinstance(v, dict) for v in value)):
        return flat
    pad = "  " * (depth + 1)
    if isinstance(value, dict):
        inner = [f"{pad}{json.dumps(k)}: {_lines(v, depth + 1)}" for k, v in value.items()]
        return "{\n" + ",\n".join(inner) + "\n" + pad[2:] + "}"
    return "[\n" + ",\n".join(pad + _lines(v, depth + 1) for v in value) + "\n" + pad[2:] + "]"


if __name__ == "__main__":
    main(*sys.argv[1:])
