"""Lets shipped weights show the layer that the branch stands on: ``python -m encoder.expose WEIGHTS``.

Nothing else of them changes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import onnx

from encoder.ship import expose, manifest, zipped
from kg.annotate.encoder.weights import MANIFEST, load


def main(weights: Path) -> None:
    """Write the encoder in the folder ``weights`` anew."""
    zipped(expose(onnx.load_from_string(load(weights).encoder)), weights / "encoder.onnx.gz")
    manifest(weights, json.loads((weights / MANIFEST).read_text())["calibration"])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
