"""The branch of the encoder that reads events: layers of its own on a layer of the shipped encoder, and heads.

Shapes: B windows, L pieces, D = 384, V the width of a word's vector. What lies below the branch is the shipped encoder
as it is, so nothing that the other heads see changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn
from torch.nn import functional

from encoder.model import WIDTH, Layer
from kg.annotate.encoder.labels import HAPPENING
from kg.extract.events.party_choice import PARTS
from kg.records import FACTUALITIES, ROOTS

#: The layer of the encoder on which the branch stands, and how many layers it has of its own.
AT, DEPTH = 6, 5
#: For each head: about how many words it is asked, how wide it is, and its answers.
SIZES = {
    "words": (1, 192, 1 + len(ROOTS)),
    "deeds": (1, 128, len(FACTUALITIES) + 2),
    "parties": (3, 160, len(PARTS)),
    "dates": (3, 64, 1),
    "same": (3, 64, 1),
}
#: The matrices of a layer in the order in which the encoder's file has them.
_MATRICES = ("query", "key", "value", "joined", "wide", "narrow")


def shipped_layers(encoder: bytes) -> list[Layer]:
    """The ``DEPTH`` layers of an encoder in 8 bits from number ``AT`` on, in 32: where a branch starts from."""
    graph = onnx.load_from_string(encoder).graph
    found = {tensor.name: torch.tensor(numpy_helper.to_array(tensor).copy()) for tensor in graph.initializer}
    weights = [node.input[1] for node in graph.node if node.op_type == "MatMulInteger"]
    layers = []
    for n in range(AT, AT + DEPTH):
        layer = Layer()
        state = layer.state_dict()
        for matrix, name in zip(_MATRICES, weights[len(_MATRICES) * n :], strict=False):
            stem = name.removesuffix("_quantized")
            exact = found[name].float() - found[f"{stem}_zero_point"].float()
            state[f"{matrix}.weight"] = (exact * found[f"{stem}_scale"]).T.contiguous()
        state |= {
            key: found[f"model.encoder.layers.{n}.{key}"]
            for key in state
            if not key.endswith("weight") or "after" in key
        }
        layer.load_state_dict(state)
        layers.append(layer)
    return layers


class Head(nn.Module):
    """One question about ``vectors`` words, with clues: two layers, the second of them as wide as ``out``."""

    def __init__(self, vectors: int, clues: int, hidden: int, out: int, drop: float = 0.2) -> None:
        """Fresh weights; a clue says nothing at first."""
        super().__init__()
        self.words = nn.ModuleList(nn.Linear(HAPPENING, hidden, bias=False) for _ in range(vectors))
        self.clues = nn.EmbeddingBag(clues + 1, hidden, mode="sum")
        nn.init.normal_(self.clues.weight, std=0.02)
        self.bias = nn.Parameter(torch.zeros(hidden))
        self.middle, self.out = nn.Linear(hidden, hidden), nn.Linear(hidden, out)
        self.drop = nn.Dropout(drop)

    def forward(self, vectors: Sequence[Tensor], clues: Tensor, offsets: Tensor) -> Tensor:
        """[questions, out]; ``clues`` of all questions in one row, ``offsets`` where those of each begin."""
        hidden = self.bias + self.clues(clues, offsets)
        for words, given in zip(self.words, vectors, strict=True):
            hidden = hidden + words(self.drop(given))
        hidden = self.drop(functional.gelu(hidden, approximate="tanh"))
        answered: Tensor = self.out(self.drop(functional.gelu(self.middle(hidden), approximate="tanh")))
        return answered


class Branch(nn.Module):
    """Layers of its own, a narrower vector of each piece, and a head a question."""

    def __init__(self, layers: Sequence[Layer], clues: Mapping[str, int]) -> None:
        """``clues``: how many each head knows."""
        super().__init__()
        self.layers = nn.ModuleList(layers)
        self.narrow = nn.Linear(WIDTH, HAPPENING)
        self.heads = nn.ModuleDict({name: Head(v, clues[name], h, o) for name, (v, h, o) in SIZES.items()})
        self.drop = nn.Dropout(0.1)

    @classmethod
    def fresh(cls, clues: Mapping[str, int]) -> Branch:
        """With layers that have learned nothing."""
        return cls([Layer() for _ in range(DEPTH)], clues)

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """[B, L, V] of the layer's [B, L, D]."""
        bias = (1.0 - mask[:, None, None, :].to(hidden.dtype)) * -1e4
        hidden = self.drop(hidden)
        for layer in self.layers:
            hidden = layer(hidden, bias)
        narrowed: Tensor = self.narrow(self.drop(hidden))
        return narrowed
