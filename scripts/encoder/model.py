"""The encoder in torch: BERT with two more inputs a word piece, and the heads. Shapes: B windows, L pieces, D = 384."""

from __future__ import annotations

from dataclasses import dataclass

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn
from torch.nn import functional

from kg.annotate.encoder.labels import CHAIN, LINK, NAMES, ROLES, ROOTS, tags
from kg.annotate.encoder.pair_features import FEATURES
from kg.annotate.encoder.word_features import OPINIONS, SHAPES

WIDTH, HEADS, VOCABULARY, POSITIONS = 384, 12, 30522, 512


@dataclass(frozen=True)
class Batch:
    """Word pieces [B, L] and what is told of each; ``mask`` is 1 where there is one."""

    ids: Tensor
    mask: Tensor
    shapes: Tensor
    opinions: Tensor


class Layer(nn.Module):
    """One layer of BERT, normalised after each of its two parts."""

    def __init__(self) -> None:
        """Fresh weights."""
        super().__init__()
        self.query, self.key, self.value, self.joined = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.wide, self.narrow = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.after_attention, self.after_words = (nn.LayerNorm(WIDTH, eps=1e-12) for _ in range(2))

    def forward(self, hidden: Tensor, bias: Tensor) -> Tensor:
        """[B, L, D] to [B, L, D]; ``bias`` [B, 1, 1, L] is very negative where no piece is."""
        batch, length, _ = hidden.shape

        def split(x: Tensor) -> Tensor:
            return x.view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)

        seen = functional.scaled_dot_product_attention(
            split(self.query(hidden)), split(self.key(hidden)), split(self.value(hidden)), attn_mask=bias
        )
        return self.worked(hidden, seen.transpose(1, 2).reshape(batch, length, WIDTH))

    def worked(self, hidden: Tensor, seen: Tensor) -> Tensor:
        """What follows attention, which has ``seen`` [B, L, D]."""
        hidden = self.after_attention(hidden + self.joined(seen))
        worked: Tensor = self.after_words(hidden + self.narrow(functional.gelu(self.wide(hidden))))
        return worked


class Encoder(nn.Module):
    """BERT of ``layers`` layers; shape and opinion are added to each piece, as nothing at first."""

    def __init__(self, layers: int) -> None:
        """Fresh weights."""
        super().__init__()
        self.pieces, self.places = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(POSITIONS, WIDTH)
        self.shapes, self.opinions = nn.Embedding(SHAPES + 1, WIDTH), nn.Embedding(OPINIONS, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.opinions.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))

    def forward(self, batch: Batch) -> Tensor:
        """[B, L, D]."""
        hidden = self.begun(batch.ids, batch.shapes, batch.opinions)
        bias = (1.0 - batch.mask[:, None, None, :].to(hidden.dtype)) * -1e4
        for layer in self.layers:
            hidden = layer(hidden, bias)
        return hidden

    def begun(self, ids: Tensor, shapes: Tensor, opinions: Tensor) -> Tensor:
        """[B, L, D]: what goes into the first layer."""
        where = torch.arange(ids.shape[1], device=ids.device)
        told = self.shapes(shapes) + self.opinions(opinions)
        hidden: Tensor = self.norm(self.pieces(ids) + self.places(where)[None] + told)
        return hidden


class Model(nn.Module):
    """The encoder with its heads."""

    def __init__(self, layers: int) -> None:
        """Fresh weights."""
        super().__init__()
        self.encoder = Encoder(layers)
        self.drop = nn.Dropout(0.1)
        self.names = nn.Linear(WIDTH, len(tags(NAMES)))
        self.said = nn.Linear(WIDTH, len(tags(ROLES)))
        self.links = nn.Linear(WIDTH, 4 * LINK)
        self.chains = nn.Linear(WIDTH, 4 * CHAIN)
        self.told = nn.Linear(FEATURES, 1)
        self.pairs = nn.Linear(3 * WIDTH, len(ROOTS))


def start(path: str) -> Model:
    """A model on the weights of an encoder of sentences in ONNX form (bge-small-en-v1.5, MIT; twelve layers)."""
    graph = onnx.load(path).graph
    found = {tensor.name: torch.tensor(numpy_helper.to_array(tensor).copy()) for tensor in graph.initializer}
    for node in graph.node:  # exporters rename the matrices of linear layers; a node's scope tells whose they are
        if node.op_type == "MatMul" and node.input[1].startswith("onnx::"):
            found[".".join(node.name.strip("/").split("/")[:-1]) + ".weight"] = found[node.input[1]].T.contiguous()
    layers = 1 + max(int(name.split(".")[2]) for name in found if name.startswith("encoder.layer."))
    model = Model(layers)
    state = model.encoder.state_dict()
    embeddings = "embeddings"
    state["pieces.weight"] = found[f"{embeddings}.word_embeddings.weight"]
    state["places.weight"] = (
        found[f"{embeddings}.position_embeddings.weight"] + found[f"{embeddings}.token_type_embeddings.weight"][:1]
    )
    names = {
        "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
        "joined": "attention.output.dense", "after_attention": "attention.output.LayerNorm",
        "wide": "intermediate.dense", "narrow": "output.dense", "after_words": "output.LayerNorm",
    }  # fmt: skip
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = found[f"{embeddings}.LayerNorm.{part}"]
        for n in range(layers):
            for ours, theirs in names.items():
                state[f"layers.{n}.{ours}.{part}"] = found[f"encoder.layer.{n}.{theirs}.{part}"]
    model.encoder.load_state_dict(state)
    return model
