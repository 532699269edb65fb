"""Lets a network feel the rounding of int8 while it trains, so that its weights settle where rounding does little harm.

Comes in: a tagger.
Goes out: the same tagger, whose quantised products round their inputs and weights as the exported graph does.
Left out: the training (train.py) and the graph (export.py).

Forward, inputs have 256 steps over the range of the batch, weights 64 steps to each side over the range of their output channel.
Backward, rounding is passed over as if it were not there (straight-through: Bengio et al. 2013; for int8: Jacob et al., CVPR 2018).
"""
from types import MethodType

import torch
import torch.nn.functional as F
from torch import nn

from .model import Layer, Link

INPUT_STEPS = 255
WEIGHT_STEPS = 64


def round_products(tagger):
    """Switches on rounding in every product that the exported graph has in int8."""
    for owner in tagger.modules():
        if isinstance(owner, (Layer, Link)):
            for linear in owner.children():
                if isinstance(linear, nn.Linear):
                    linear.forward = MethodType(_rounded_forward, linear)
    return tagger


def _rounded_forward(self, inputs):
    """The products are made of whole numbers, which bfloat16 holds exactly up to 256, and scaled afterwards."""
    with torch.no_grad():
        low, high = inputs.amin().float().clamp(max=0), inputs.amax().float().clamp(min=0)
        input_step = (high - low).clamp(min=1e-8) / INPUT_STEPS
        weight_step = self.weight.abs().amax(1).clamp(min=1e-8) / WEIGHT_STEPS
    product = F.linear(_rounded(inputs / input_step), _rounded(self.weight / weight_step[:, None]))
    return product * (input_step * weight_step) + self.bias


def _rounded(values):
    return values + (values.round() - values).detach()
