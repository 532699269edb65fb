"""What the network says about whole texts: scores of overlapping windows, put together.

Comes in: pieces of texts and a function that runs the network on a batch.
Goes out: `Scores` of a text: log probabilities for each piece, and each window's link log probabilities.
Left out: what they mean as attributions (decode.py).
"""
from dataclasses import dataclass

import numpy
import torch
import torch.nn.functional as F

from .batches import input_batch
from .features import overlapping_windows
from .model import OUTPUTS

BATCH = 4
# A piece at a window's edge lacks its context: its weight rises over the first 40 pieces.
FULL_WEIGHT = 40


@dataclass(frozen=True)
class Window:
    """Link log probabilities of a window's pieces; column 0 is "none", column k + 1 the window's piece k."""

    start: int
    end: int
    links: dict


@dataclass(frozen=True)
class Scores:
    """classes: head -> [pieces, classes]; windows as they were read."""

    classes: dict
    windows: list


def edge_weights(size):
    """How much the pieces of a window of this size count: 1 in the middle, less towards its ends."""
    place = numpy.arange(size)
    return numpy.minimum(numpy.minimum(place, size - 1 - place) + 1, FULL_WEIGHT) / FULL_WEIGHT


def predict(run, pieces):
    """Scores of a text. `run`: a Batch -> the network's outputs as a list of arrays."""
    ranges = overlapping_windows(pieces.breaks)
    count, windows, sums, total = len(pieces.ids), [], {}, numpy.zeros((len(pieces.ids), 1))
    for k in range(0, len(ranges), BATCH):
        group = ranges[k : k + BATCH]
        outputs = dict(zip(OUTPUTS, run(input_batch([(pieces, s, e) for s, e in group]))))
        for row, (start, end) in enumerate(group):
            size = end - start
            weight = edge_weights(size)[:, None]
            total[start:end] += weight
            links = {}
            for name, logits in outputs.items():
                logits = torch.as_tensor(logits[row, 1 : size + 1]).float()
                if name.endswith("_link"):
                    links[name] = F.log_softmax(logits[:, : size + 1], dim=-1).numpy()
                else:
                    scores = sums.setdefault(name, numpy.zeros((count, logits.shape[-1])))
                    scores[start:end] += F.log_softmax(logits, dim=-1).numpy() * weight
            windows.append(Window(start, end, links))
    return Scores({name: scores / total for name, scores in sums.items()}, windows)


def torch_runner(tagger):
    """Runs the network in torch, in float32."""
    tagger.eval()

    def run(batch):
        with torch.no_grad():
            return [o.numpy() for o in tagger(*batch.inputs)]

    return run


def onnx_runner(path, threads=2):
    """Runs an exported graph."""
    from onnxruntime import InferenceSession, SessionOptions

    from .export import INPUTS

    options = SessionOptions()
    options.intra_op_num_threads = threads
    session = InferenceSession(str(path), options)

    def run(batch):
        return session.run(list(OUTPUTS), {n: t.numpy() for n, t in zip(INPUTS, batch.inputs)})

    return run
