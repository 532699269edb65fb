"""Training.

Comes in: articles to train on, classes, settings, a tagger.
Goes out: the trained tagger, with averaged weights; after every epoch a callback sees it (to measure, to save).
Left out: measuring (evaluate.py), files and settings from the command line (__main__.py).
"""
import math
import random
import re
import time
from dataclasses import dataclass

import torch
import torch.nn.functional as F

from .augment import damage_some
from .names import Names
from .batches import shuffled_batches, training_batch
from .model import LAYERS, OUTPUTS
from .targets import IGNORE, make_example

# The attribution task leads; the silver heads ride along with small weights.
LOSS_WEIGHTS = {
    "labels": 1.0, "cue_link": 0.4, "source_link": 0.3,
    "part_of_speech": 0.1, "entity": 0.1, "head_link": 0.15, "relation": 0.1,
}


@dataclass(frozen=True)
class Settings:
    """How to train. Rates are AdamW's; what is not pretrained learns `new_layers` times as fast."""

    epochs: int = 4
    batch_size: int = 8
    rate: float = 3e-4
    new_layers: float = 5.0
    layer_decay: float = 0.9  # each layer of the encoder learns this much slower than the one above it
    warm_up: float = 0.08  # of all steps
    weight_decay: float = 0.01
    damaged: float = 0.25  # of the articles, in each epoch
    renamed: float = 0.25  # of the articles, in each epoch
    averaging: float = 0.995  # of the weights, from step to step
    seed: int = 1
    bfloat16: bool = True


class Average:
    """An exponential moving average of a network's weights, shorter while there are few steps to average."""

    def __init__(self, tagger, decay):
        self.decay, self.steps = decay, 0
        self.weights = {name: p.detach().clone() for name, p in tagger.named_parameters()}

    @torch.no_grad()
    def update(self, tagger):
        self.steps += 1
        share = 1 - min(self.decay, (1 + self.steps) / (10 + self.steps))
        torch._foreach_lerp_(list(self.weights.values()), [p.detach() for p in tagger.parameters()], share)


def losses(outputs, batch):
    """The loss of each head that has something to learn in this batch."""
    found = {}
    for name, logits in zip(OUTPUTS, outputs):
        targets = getattr(batch, name)
        logits = logits.float().flatten(0, 1)
        if name in ("cue_link", "source_link"):
            if len(targets):
                found[name] = link_loss(logits, targets)
        elif (targets != IGNORE).any():
            found[name] = F.cross_entropy(logits, targets.flatten(), ignore_index=IGNORE)
    return found


def link_loss(logits, pairs):
    """Minus the log of the probability that a row gives to its right columns together; mean over rows with targets.

    logits [N,T]; pairs: (row, column), a row several times where several columns are right.
    """
    rows, index = torch.unique(pairs[:, 0], return_inverse=True)
    log_probabilities = F.log_softmax(logits[rows], dim=-1)
    right = torch.full_like(log_probabilities, -math.inf)
    right[index, pairs[:, 1]] = 0.0
    return -torch.logsumexp(log_probabilities + right, dim=-1).mean()


def train(tagger, articles, classes, settings, after_epoch=lambda epoch, tagger, average: None, log=print):
    """Trains `tagger` in place and returns the `Average` of its weights."""
    chance = random.Random(settings.seed)
    torch.manual_seed(settings.seed)
    average = Average(tagger, settings.averaging)
    optimizer = _optimizer(tagger, settings)
    examples = [make_example(a, classes) for a in articles]
    names = Names(articles)
    steps = settings.epochs * len(shuffled_batches(examples, settings.batch_size, random.Random(settings.seed)))
    log(f"{len(articles)} articles, about {steps} steps")
    step = 0
    for epoch in range(1, settings.epochs + 1):
        tagger.train()
        started, sums = time.time(), dict.fromkeys(OUTPUTS, 0.0)
        varied = [_varied(e, classes, names, settings, chance) for e in examples]
        batches = shuffled_batches(varied, settings.batch_size, chance)
        for windows in batches:
            batch = training_batch(windows)
            _set_rate(optimizer, settings, step, steps)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=settings.bfloat16):
                outputs = tagger(*batch.inputs)
            found = losses(outputs, batch)
            sum(LOSS_WEIGHTS[name] * loss for name, loss in found.items()).backward()
            torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            average.update(tagger)
            for name, loss in found.items():
                sums[name] += loss.item()
            step += 1
            if step % 20 == 0:
                now = " ".join(f"{name} {loss.item():.3f}" for name, loss in found.items())
                log(f"step {step} {time.time() - started:.0f} s: {now}")
        means = " ".join(f"{name} {total / len(batches):.3f}" for name, total in sums.items())
        log(f"epoch {epoch} of {settings.epochs}: {len(batches)} steps in {time.time() - started:.0f} s: {means}")
        after_epoch(epoch, tagger, average)
    return average


def _varied(example, classes, names, settings, chance):
    """The example, some of them with other names, some with damage."""
    article = names.change_some(example.article, settings.renamed, chance)
    article = damage_some(article, settings.damaged, chance)
    return example if article is example.article else make_example(article, classes)


def _optimizer(tagger, settings):
    groups = {}
    for name, parameter in tagger.named_parameters():
        groups.setdefault(_factor(name, settings), []).append(parameter)
    groups = [{"params": parameters, "factor": factor} for factor, parameters in groups.items()]
    return torch.optim.AdamW(groups, lr=settings.rate, weight_decay=settings.weight_decay, fused=True)


def _factor(name, settings):
    """How fast a parameter learns, as a multiple of `rate`: the new layers fastest, the embeddings slowest."""
    if not name.startswith("encoder."):
        return settings.new_layers
    layer = re.match(r"encoder\.layers\.(\d+)\.", name)
    return settings.layer_decay ** (LAYERS - 1 - int(layer[1]) if layer else LAYERS)


def _set_rate(optimizer, settings, step, steps):
    """A linear rise over the first steps, a linear fall to a hundredth."""
    share = min(1.0, (step + 1) / (settings.warm_up * steps)) * max(0.01, (steps - step) / steps)
    for group in optimizer.param_groups:
        group["lr"] = settings.rate * group["factor"] * share
