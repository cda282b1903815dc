"""The files of a graph folder: written whole, swept after a kill, put aside where they are damaged."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from pathlib import Path

#: A folder that a writer fills before it gets its name.
BUILDING = "building-"
#: What a damaged file is called when it is put aside, with a hash of its content and its name behind.
DAMAGED = "damaged-"
_PART = re.compile(
    r"\.(?:graph\.json|current|judgements\.jsonl|made-of\.\w+|articles\.sqlite|gazetteer-\w+|damaged-.+)\.\d+"
)


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a small file so that a reader sees the old content or the new, never a part."""
    part = part_of(path)
    try:
        with part.open("wb") as out:
            out.write(content.encode() if isinstance(content, str) else content)
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def part_of(path: Path) -> Path:
    """Where a file is written before it takes its name; :func:`sweep` knows it."""
    return path.with_name(f".{path.name}.{os.getpid()}")


def is_part(name: str) -> bool:
    """Whether a file or folder of this name is what a writer that was killed left."""
    return name.startswith(BUILDING) or _PART.fullmatch(name.removesuffix("-journal")) is not None


def sweep(folder: Path) -> None:
    """Remove what a writer that was killed left. The caller holds the lock."""
    for path in sorted(folder.iterdir()):
        if is_part(path.name):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def put_aside(path: Path) -> Path:
    """Keep a copy of a damaged file beside it, once for each content; gives the copy."""
    with path.open("rb") as source:
        sha = hashlib.file_digest(source, "sha256").hexdigest()
    copy = path.with_name(f"{DAMAGED}{sha[:8]}-{path.name}")
    if not copy.exists():
        part = part_of(copy)
        try:
            shutil.copyfile(path, part)
            part.replace(copy)
        finally:
            part.unlink(missing_ok=True)
    return copy
