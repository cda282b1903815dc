"""Puts a trained branch beside shipped weights: ``python -m encoder.ship_events BRANCH.pt WEIGHTS [CALIBRATION.json]``.

The branch as ONNX and its heads, matrices in 8 bits, the clues that the heads know, and the manifest anew.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from encoder.branch import Branch
from encoder.ship import attended, manifest, zipped
from kg.annotate.encoder.weights import MANIFEST

#: Before anything is chosen on the development part: nothing left out, confidence the product of all answers.
UNSET = {
    "trigger": 0.5, "party": 0.5, "doer": 0.5, "place": 0.5, "same": 0.5, "date": 0.0, "event": 0.0, "fact": 0.0,
    "bias": 0.0, "of_nobody": 0.0, "of_root": 1.0, "of_parties": 1.0, "of_view": 1.0,
}  # fmt: skip


#: So many clues of a head ship: those that weigh most.
MOST = 4_000


def packed(arrays: Mapping[str, NDArray[np.float32]]) -> dict[str, NDArray[Any]]:
    """Matrices in 8 bits with a scale a column, which :mod:`kg.annotate.encoder.weights` undoes; the rest as it is."""
    out: dict[str, NDArray[Any]] = {}
    for name, array in arrays.items():
        if array.ndim == 1:
            out[name] = array.astype(np.float32)
            continue
        scale = np.maximum(np.abs(array).max(0), 1e-8) / 127
        out[name], out[f"{name}.scale"] = (array / scale).round().astype(np.int8), scale.astype(np.float32)
    return out


def _strongest(table: Tensor, most: int) -> list[int]:
    """The rows that weigh most, in their order."""
    return sorted(table.norm(dim=1).argsort(descending=True, stable=True)[:most].tolist())


class _Read(nn.Module):
    """The layers of the branch on one window, as :class:`encoder.ship._Read` has those of the encoder."""

    def __init__(self, branch: Branch) -> None:
        super().__init__()
        self.branch = branch

    def forward(self, below: Tensor) -> Tensor:
        hidden = below
        for layer in self.branch.layers:
            hidden = layer.worked(hidden, attended(layer.query(hidden), layer.key(hidden), layer.value(hidden)))
        narrowed: Tensor = self.branch.narrow(hidden)
        return narrowed


def main(trained: Path, out: Path, calibration: Mapping[str, float]) -> None:
    """Write the branch in ``trained`` into the folder of weights ``out``."""
    state = torch.load(trained, weights_only=True)
    clues: dict[str, list[str]] = {name: sorted(known, key=known.get) for name, known in state["clues"].items()}
    branch = Branch.fresh({name: len(known) for name, known in clues.items()})
    branch.load_state_dict(state["model"])
    branch.eval()
    with tempfile.TemporaryDirectory() as work:
        path = Path(work, "branch.onnx")
        axes = {0: torch.export.Dim("windows"), 1: torch.export.Dim("pieces", max=512)}
        torch.onnx.export(
            _Read(branch), (torch.ones(2, 9, 384),), path, input_names=["below"], output_names=["happenings"],
            dynamic_shapes=(axes,), dynamo=True,
        )  # fmt: skip
        onnx.save(onnx.load(path), path)  # in one file
        small = path.with_name("small.onnx")
        quantize_dynamic(path, small, weight_type=QuantType.QInt8, per_channel=True)
        zipped(onnx.load(small), out / "branch.onnx.gz")
    heads: dict[str, Any] = {}
    for name, head in branch.heads.items():
        kept = _strongest(head.clues.weight.detach()[1:], MOST)
        clues[name] = [clues[name][n] for n in kept]
        heads |= {f"{name}.words{n}": words.weight.T for n, words in enumerate(head.words)}
        heads |= {
            f"{name}.clues": head.clues.weight[1:][kept], f"{name}.bias": head.bias,
            f"{name}.middle": head.middle.weight.T, f"{name}.middle_bias": head.middle.bias,
            f"{name}.out": head.out.weight.T, f"{name}.out_bias": head.out.bias,
        }  # fmt: skip
    arrays: Any = packed({name: array.detach().numpy() for name, array in heads.items()})
    np.savez_compressed(out / "events.npz", **arrays)
    (out / "clues.json").write_text(json.dumps(clues, ensure_ascii=False) + "\n")
    chosen = json.loads((out / MANIFEST).read_text())["calibration"]
    manifest(out, chosen | {"events": dict(calibration)})


if __name__ == "__main__":
    main(
        Path(sys.argv[1]), Path(sys.argv[2]), json.loads(Path(sys.argv[3]).read_text()) if len(sys.argv) > 3 else UNSET
    )
