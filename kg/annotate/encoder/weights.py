"""The files of the weights, checked before anything is made of them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.errors import WeightsError

SHIPPED = Path(__file__).with_name("weights")
MANIFEST = "manifest.json"
#: What a folder of weights holds beside its manifest: the encoder, the vocabulary, the heads outside of the encoder.
FILES = ("encoder.onnx", "tokenizer.json", "heads.npz")


@dataclass(frozen=True, slots=True)
class Weights:
    """What lies in a folder of weights, as bytes that are those of the manifest."""

    encoder: bytes
    tokenizer: str
    #: ``pairs`` [3 D, roots], ``pairs_bias`` [roots], ``told`` [features]: what is not in the encoder's file.
    heads: dict[str, NDArray[np.float32]]
    #: What was measured on held-back folds: thresholds and temperatures, by name.
    calibration: dict[str, Any]
    #: Names this very set of weights.
    digest: str


@cache
def load(folder: Path = SHIPPED) -> Weights:
    """Read and check the weights in ``folder``, once a process. Raises WeightsError, which names the file at fault."""
    manifest = _manifest(folder)
    read = {name: _checked(folder / name, manifest["sha256"].get(name)) for name in FILES}
    try:
        with np.load(BytesIO(read["heads.npz"]), allow_pickle=False) as arrays:
            heads = {name: arrays[name] for name in arrays.files}
    except (ValueError, OSError) as error:
        raise WeightsError(folder / "heads.npz", str(error)) from error
    return Weights(
        read["encoder.onnx"],
        read["tokenizer.json"].decode(),
        heads,
        manifest["calibration"],
        digest(folder),
    )


def digest(folder: Path | None = None) -> str:
    """A name of the weights in ``folder``: the hash of their manifest, which holds the hashes of the rest."""
    folder = folder or SHIPPED
    _manifest(folder)
    return hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()[:16]


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    try:
        made = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WeightsError(path, str(error.strerror) if isinstance(error, OSError) else "is no JSON") from error
    if not isinstance(made, dict) or not isinstance(made.get("sha256"), dict) or "calibration" not in made:
        raise WeightsError(path, "is no manifest of weights")
    return made


def _checked(path: Path, expected: str | None) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise WeightsError(path, str(error.strerror)) from error
    if hashlib.sha256(data).hexdigest() != expected:
        raise WeightsError(path, "is cut short or not the file that the manifest names (its SHA-256 is another)")
    return data
