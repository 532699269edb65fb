"""The network: a MiniLM encoder that also sees case and quotation marks, and seven heads.

Comes in: int64 tensors [B,T]: pieces, mask, case, quoted.
Goes out: raw logits, in the order of `OUTPUTS`; links have LINK_MASKED at masked positions.
Left out: losses (train.py), what the logits mean as attributions (decode.py).

The encoder is written out here, and not taken from a library, so that the exported graph holds only plain operators.
"""
import math

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

from .features import encoder_folder
from .targets import LABELS

OUTPUTS = ("labels", "cue_link", "source_link", "part_of_speech", "entity", "head_link", "relation")
LINKS = ("cue_link", "source_link", "head_link")
LINK_MASKED = -1e4

# all-MiniLM-L6-v2, as its config.json says
VOCABULARY, WIDTH, LAYERS, ATTENTION_HEADS, INNER, NORM_EPSILON = 30522, 384, 6, 12, 1536, 1e-12
POSITIONS = 512  # a window and its two special pieces
LINK_WIDTH = 128
DROPOUT = 0.1
# The products of a layer whose inputs can be scaled, and the parts that read them.
SMOOTHED = {"attention": ("query", "key", "value"), "inner": ("inner",), "outer": ("outer",)}
SMOOTHED_WIDTHS = {"attention": WIDTH, "inner": WIDTH, "outer": INNER}


class Layer(nn.Module):
    """One transformer layer, normalised after each half, as BERT has it."""

    def __init__(self):
        super().__init__()
        self.query, self.key, self.value, self.attended = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.attention_norm = nn.LayerNorm(WIDTH, eps=NORM_EPSILON)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.outer_norm = nn.LayerNorm(WIDTH, eps=NORM_EPSILON)
        self.dropout = nn.Dropout(DROPOUT)
        self.plain = False  # plain operators for the export; the fused ones are faster in training
        for name, width in SMOOTHED_WIDTHS.items():  # smooth.py sets them before quantising
            self.register_buffer(f"{name}_scale", torch.ones(width))

    def forward(self, states, bias):
        batch, length, _ = states.shape
        read = states * self.attention_scale

        def heads(projected):
            return projected.view(batch, length, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS).transpose(1, 2)

        query, key, value = heads(self.query(read)), heads(self.key(read)), heads(self.value(read))
        if self.plain:
            scale = 1 / math.sqrt(WIDTH // ATTENTION_HEADS)
            weights = torch.softmax(torch.matmul(query * scale, key.transpose(2, 3)) + bias, dim=-1)
            mixed = torch.matmul(weights, value)
        else:
            mixed = F.scaled_dot_product_attention(query, key, value, attn_mask=bias.to(query.dtype))
        mixed = mixed.transpose(1, 2).reshape(batch, length, WIDTH)
        states = self.attention_norm(states + self.dropout(self.attended(mixed)))
        inner = F.gelu(self.inner(states * self.inner_scale))
        return self.outer_norm(states + self.dropout(self.outer(inner * self.outer_scale)))


class Encoder(nn.Module):
    """all-MiniLM-L6-v2 with two more embeddings."""

    def __init__(self):
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, WIDTH)
        self.position = nn.Parameter(torch.zeros(POSITIONS, WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=NORM_EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, pieces, mask, extra):
        states = self.word(pieces) + self.position[: pieces.shape[1]] + extra
        states = self.dropout(self.norm(states))
        bias = ((1 - mask) * LINK_MASKED)[:, None, None, :].to(torch.float32)
        for layer in self.layers:
            states = layer(states, bias)
        return states


class Link(nn.Module):
    """Scores, for each piece, every piece as the one that it points at: a scaled dot product of two projections."""

    def __init__(self):
        super().__init__()
        self.origin, self.target = nn.Linear(WIDTH, LINK_WIDTH), nn.Linear(WIDTH, LINK_WIDTH)

    def forward(self, states, bias):
        origin = self.origin(states) * (1 / math.sqrt(LINK_WIDTH))
        return torch.matmul(origin, self.target(states).transpose(1, 2)) + bias


class Tagger(nn.Module):
    """The encoder and its heads. `classes` names the silver classes."""

    def __init__(self, classes):
        super().__init__()
        self.encoder = Encoder()
        self.case, self.quoted = nn.Embedding(5, WIDTH), nn.Embedding(3, WIDTH)
        nn.init.normal_(self.case.weight, std=0.02)
        nn.init.normal_(self.quoted.weight, std=0.02)
        self.dropout = nn.Dropout(DROPOUT)
        self.heads = nn.ModuleDict({
            "labels": nn.Linear(WIDTH, len(LABELS)),
            "part_of_speech": nn.Linear(WIDTH, len(classes.part_of_speech)),
            "entity": nn.Linear(WIDTH, len(classes.entity)),
            "relation": nn.Linear(WIDTH, len(classes.relation)),
            **{name: Link() for name in LINKS},
        })

    def forward(self, pieces, mask, case, quoted):
        states = self.dropout(self.encoder(pieces, mask, self.case(case) + self.quoted(quoted)))
        bias = ((1 - mask) * LINK_MASKED)[:, None, :].to(torch.float32)
        return tuple(
            self.heads[name](states, bias) if name in LINKS else self.heads[name](states) for name in OUTPUTS
        )

    def use_plain_operators(self, plain=True):
        """Switches attention to operators that every ONNX engine has. Changes results only by rounding."""
        for layer in self.encoder.layers:
            layer.plain = plain
        return self


def pretrained_tagger(classes):
    """A tagger whose encoder has the published weights and whose heads are new."""
    tagger = Tagger(classes)
    load_pretrained(tagger.encoder, load_file(encoder_folder() / "model.safetensors"))
    return tagger


def load_pretrained(encoder, weights):
    """Copies published BERT weights into the encoder. The one token type in use is added to the positions."""
    weights = {name.removeprefix("bert."): tensor.float() for name, tensor in weights.items()}
    token_type = weights["embeddings.token_type_embeddings.weight"][0]
    renamed = {
        "word.weight": weights["embeddings.word_embeddings.weight"],
        "position": weights["embeddings.position_embeddings.weight"][:POSITIONS] + token_type,
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    parts = {
        "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
        "attended": "attention.output.dense", "attention_norm": "attention.output.LayerNorm",
        "inner": "intermediate.dense", "outer": "output.dense", "outer_norm": "output.LayerNorm",
    }
    for k in range(LAYERS):
        for ours, theirs in parts.items():
            for kind in ("weight", "bias"):
                renamed[f"layers.{k}.{ours}.{kind}"] = weights[f"encoder.layer.{k}.{theirs}.{kind}"]
    encoder.load_state_dict({**encoder.state_dict(), **renamed})
