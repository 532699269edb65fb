"""Windows of examples as tensors.

Comes in: `Example`s and windows of them.
Goes out: batches for the network; row 0 of a window is [CLS], row k + 1 its k-th piece, the last one [SEP].
Left out: the losses (train.py).
"""
from dataclasses import dataclass

import torch

from .features import CASE_SPECIAL, CLS, SEP, find_windows
from .targets import IGNORE

# Where a first training window may end, so that the others start elsewhere in every epoch; 510 twice: as at prediction.
SHIFTS = (510, 510, 120, 250, 380)
# Windows are sorted by length within this many batches: little padding, and batches still differ between epochs.
SORTED_BATCHES = 8


@dataclass(frozen=True)
class Batch:
    """Inputs [B,T]; class targets [B,T] with IGNORE; link targets as (row of the flat [B*T], column) pairs."""

    pieces: torch.Tensor
    mask: torch.Tensor
    case: torch.Tensor
    quoted: torch.Tensor
    labels: torch.Tensor = None
    part_of_speech: torch.Tensor = None
    entity: torch.Tensor = None
    relation: torch.Tensor = None
    head_link: torch.Tensor = None
    cue_link: torch.Tensor = None
    source_link: torch.Tensor = None

    @property
    def inputs(self):
        return self.pieces, self.mask, self.case, self.quoted


def input_batch(windows):
    """A batch of inputs alone. `windows`: (pieces, start, end)."""
    shape = len(windows), max(end - start for _, start, end in windows) + 2
    ids, mask, quoted = (torch.zeros(shape, dtype=torch.long) for _ in range(3))
    case = torch.full(shape, CASE_SPECIAL)
    for row, (pieces, start, end) in enumerate(windows):
        size = end - start
        ids[row, : size + 2] = torch.tensor([CLS, *pieces.ids[start:end], SEP])
        mask[row, : size + 2] = 1
        case[row, 1 : size + 1] = torch.tensor(pieces.case[start:end])
        quoted[row, 1 : size + 1] = torch.tensor(pieces.quoted[start:end])
    return Batch(ids, mask, case, quoted)


def training_batch(windows):
    """A batch with targets. `windows`: (example, start, end). A link that leaves its window means "none"."""
    inputs = input_batch([(example.pieces, start, end) for example, start, end in windows])
    shape = inputs.pieces.shape
    classes = {}
    for name in ("labels", "part_of_speech", "entity", "relation"):
        classes[name] = torch.full(shape, IGNORE)
        for row, (example, start, end) in enumerate(windows):
            classes[name][row, 1 : end - start + 1] = torch.tensor(getattr(example, name)[start:end])
    head_link = torch.full(shape, IGNORE)
    links = {"cue_link": [], "source_link": []}
    for row, (example, start, end) in enumerate(windows):
        for k in range(start, end):
            head = example.head[k]
            if head == -1:
                head_link[row, k - start + 1] = 0
            elif start <= head < end:
                head_link[row, k - start + 1] = head - start + 1
        for name, pairs in links.items():
            targets = getattr(example, name)
            for k in range(start, end):
                if targets[k] is not None:
                    flat = row * shape[1] + k - start + 1
                    inside = [t - start + 1 for t in targets[k] if start <= t < end]
                    pairs += [(flat, column) for column in inside or [0]]
    links = {name: torch.tensor(pairs, dtype=torch.long).reshape(-1, 2) for name, pairs in links.items()}
    return Batch(*inputs.inputs, **classes, head_link=head_link, **links)


def shuffled_batches(examples, size, random):
    """Lists of (example, start, end) that cover all examples once, in random order, windows shifted at random."""
    windows = [
        (example, start, end)
        for example in examples
        for start, end in find_windows(example.pieces.breaks, first=random.choice(SHIFTS))
    ]
    random.shuffle(windows)
    batches = []
    for k in range(0, len(windows), size * SORTED_BATCHES):
        chunk = sorted(windows[k : k + size * SORTED_BATCHES], key=lambda w: w[2] - w[1])
        batches += [chunk[i : i + size] for i in range(0, len(chunk), size)]
    random.shuffle(batches)
    return batches
