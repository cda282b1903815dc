"""What a trained model becomes: ``python -m encoder.ship CHECKPOINT START.onnx OUT``.

The encoder as ONNX (its matrices in 8 bits in OUT, in 32 in OUT-float32), the vocabulary, the small heads, and a
manifest with the hash of each. The model card is written by hand beside them.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from encoder.branch import AT
from encoder.model import HEADS, WIDTH, Model, start
from kg.annotate.encoder.labels import ROLES, columns
from kg.annotate.encoder.weights import EVENT_FILES, FILES, MANIFEST

#: What is shipped with a fold, of which the calibration is still to be made.
UNSET = {"lexicon_voice": 0.0, "pairs_temperature": 1.0}
NAMES = ("names", "said", "links", "chains", "hidden")
#: By how much (in log odds) the tags of a role are raised: what joins statements best on PolNeAR's development part.
RAISED = {"source": 0.1, "cue": 0.2, "content": 0.2}


class _Read(nn.Module):
    """All that is run for every window; the head of pairs and the features of coreference are a few products more.

    Windows are read one by one, so nothing is masked, and attention is the one operator that onnxruntime has for it.
    """

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, shapes: Tensor, opinions: Tensor) -> tuple[Tensor, ...]:
        hidden = self.model.encoder.begun(ids, shapes, opinions)
        for layer in self.model.encoder.layers:
            hidden = layer.worked(hidden, attended(layer.query(hidden), layer.key(hidden), layer.value(hidden)))
        return *(head(hidden) for head in self._heads()), hidden

    def _heads(self) -> tuple[nn.Linear, ...]:
        return self.model.names, self.model.said, self.model.links, self.model.chains


def attended(query: Tensor, key: Tensor, value: Tensor) -> Tensor:
    """Attention as onnxruntime's own operator."""
    seen: Tensor = torch.onnx.ops.symbolic(
        "com.microsoft::MultiHeadAttention",
        (query, key, value),
        attrs={"num_heads": HEADS},
        dtype=query.dtype,
        shape=query.shape,
        version=1,
    )
    return seen


def expose(model: onnx.ModelProto) -> onnx.ModelProto:
    """Give an encoder its layer ``AT`` as its output ``below``, whichever it was: the branch of events stands on it."""
    last = f"model.encoder.layers.{AT - 1}.after_words.weight"
    norms = (node for node in model.graph.node if node.op_type == "LayerNormalization" and last in node.input)
    (inner,) = (node.output[0] for node in norms)
    renamed = {"below": "above", inner: "below"} if inner != "below" else {}
    for node in model.graph.node:
        for names in (node.input, node.output):
            for n, name in enumerate(names):
                names[n] = renamed.get(name, name)
    if all(output.name != "below" for output in model.graph.output):
        shape = ["windows", "pieces", WIDTH]
        model.graph.output.append(onnx.helper.make_tensor_value_info("below", onnx.TensorProto.FLOAT, shape))
    return model


def zipped(model: onnx.ModelProto, path: Path) -> None:
    """Write ``model`` compressed, the same bytes each time."""
    path.write_bytes(gzip.compress(model.SerializeToString(deterministic=True), mtime=0))


def main(checkpoint: Path, begun: Path, out: Path, calibration: dict[str, Any]) -> None:
    """Write the weights of ``checkpoint``, in 8 bits and in 32."""
    model = start(str(begun))
    model.load_state_dict(torch.load(checkpoint, weights_only=True))
    for role, odds in RAISED.items():
        model.said.bias.data[list(columns(ROLES, role))] += odds
    model.eval()
    exact = out.with_name(f"{out.name}-float32")
    for folder in (exact, out):
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(begun.with_name("tokenizer.json"), folder / "tokenizer.json")
        np.savez(
            folder / "heads.npz",
            pairs=model.pairs.weight.detach().numpy().T,
            pairs_bias=model.pairs.bias.detach().numpy(),
            told=model.told.weight.detach().numpy()[0],
        )
    given = tuple(torch.ones(2, 9, dtype=torch.long) for _ in range(3))  # one tensor three times would be one input
    axes = {0: torch.export.Dim("windows"), 1: torch.export.Dim("pieces", max=512)}
    with tempfile.TemporaryDirectory() as work:
        path = Path(work, "encoder.onnx")
        torch.onnx.export(
            _Read(model),
            given,
            path,
            input_names=["ids", "shapes", "opinions"],
            output_names=list(NAMES),
            dynamic_shapes=(axes, axes, axes),
            dynamo=True,
        )
        onnx.save(onnx.load(path), path)  # in one file
        small = path.with_name("small.onnx")
        quantize_dynamic(path, small, weight_type=QuantType.QInt8, per_channel=True)
        for folder, made in ((exact, path), (out, small)):
            zipped(expose(onnx.load(made)), folder / "encoder.onnx.gz")
            manifest(folder, calibration)


def manifest(folder: Path, calibration: dict[str, Any]) -> None:
    """Write the hashes of the files in ``folder``, and what was calibrated on held-back folds."""
    hashes = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in (*FILES, *EVENT_FILES)
        if (folder / name).exists()
    }
    made = {"sha256": hashes, "calibration": calibration}
    (folder / MANIFEST).write_text(json.dumps(made, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    given = json.loads(Path(sys.argv[4]).read_text()) if len(sys.argv) > 4 else UNSET
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), given)
