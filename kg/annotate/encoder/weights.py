"""The files of the weights, checked before anything is made of them."""

from __future__ import annotations

import gzip
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

Floats = NDArray[np.float32]
SHIPPED = Path(__file__).with_name("weights")
MANIFEST = "manifest.json"
#: What a folder of weights holds beside its manifest: the encoder, the vocabulary, the heads outside of the encoder.
FILES = ("encoder.onnx.gz", "tokenizer.json", "heads.npz")
#: And, where events have been learned: their branch, their heads, and the clues that these know, in their order.
EVENT_FILES = ("branch.onnx.gz", "events.npz", "clues.json")
#: Matrices in 8 bits have a scale a column beside them.
_SCALE = ".scale"


@dataclass(frozen=True, slots=True)
class EventWeights:
    """What reads events beside the encoder: :mod:`kg.extract.events.heads` asks the heads."""

    branch: bytes
    heads: dict[str, Floats]
    #: The clues of each head, in the order of its table.
    clues: dict[str, list[str]]
    #: Thresholds, and how confidence is read off, by name.
    calibration: dict[str, float]


@dataclass(frozen=True, slots=True)
class Weights:
    """What lies in a folder of weights, as bytes that are those of the manifest."""

    encoder: bytes
    tokenizer: str
    #: ``pairs`` [3 D, roots], ``pairs_bias`` [roots], ``told`` [features]: what is not in the encoder's file.
    heads: dict[str, Floats]
    #: What was measured on held-back folds: thresholds and temperatures, by name.
    calibration: dict[str, Any]
    #: Names this very set of weights.
    digest: str
    #: None where events are not learned: the lexicon finds them.
    events: EventWeights | None = None


@cache
def load(folder: Path = SHIPPED) -> Weights:
    """Read and check the weights in ``folder``, once a process. Raises WeightsError, which names the file at fault."""
    manifest = _manifest(folder)
    read = {name: _checked(folder / name, manifest["sha256"].get(name)) for name in FILES}
    return Weights(
        gzip.decompress(read["encoder.onnx.gz"]),
        read["tokenizer.json"].decode(),
        _arrays(folder / "heads.npz", read["heads.npz"]),
        manifest["calibration"],
        digest(folder),
        _events(folder, manifest),
    )


def _events(folder: Path, manifest: dict[str, Any]) -> EventWeights | None:
    hashes = manifest["sha256"]
    if not hashes.keys() & set(EVENT_FILES):
        return None
    branch, heads, clues = (_checked(folder / name, hashes.get(name)) for name in EVENT_FILES)
    return EventWeights(
        gzip.decompress(branch),
        _arrays(folder / "events.npz", heads),
        json.loads(clues),
        manifest["calibration"]["events"],
    )


def _arrays(path: Path, data: bytes) -> dict[str, Floats]:
    try:
        with np.load(BytesIO(data), allow_pickle=False) as arrays:
            found = {name: arrays[name].astype(np.float32) for name in arrays.files}
    except (ValueError, OSError) as error:
        raise WeightsError(path, str(error)) from error
    scaled = {name: found.pop(f"{name}{_SCALE}") for name in list(found) if f"{name}{_SCALE}" in found}
    return {name: array * scaled[name] if name in scaled else array for name, array in found.items()}


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
