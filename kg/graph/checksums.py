"""What tells damage from content: a check within each record of JSON, and a CRC-32 of every file of a store.

Both are there to find accidents (a flipped bit, a cut or a missing file), not forgers.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, Final

#: The key of a record's check, and the file of a store's.
CHECK: Final = "check"
FILE: Final = "checksums"
#: Up to so many bytes, opening a store compares all of it; beyond, all but its tables, whose blocks RocksDB compares as
#: it reads them. The sizes are always compared.
AT_OPENING = 64 << 20
_TABLES = ".sst"
_BLOCK = 1 << 20


def sealed(record: Mapping[str, Any]) -> dict[str, Any]:
    """``record`` with a check of its content."""
    return {**record, CHECK: _check(record)}


def unsealed(record: Mapping[str, Any]) -> dict[str, Any]:
    """A sealed record without its check; raises ValueError where its content is not what it was."""
    plain = {key: value for key, value in record.items() if key != CHECK}
    if record.get(CHECK) != _check(plain):
        raise ValueError("its checksum does not fit")
    return plain


def _check(record: Mapping[str, Any]) -> str:
    return sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()[:16]


def write_checksums(folder: Path, like: Path | None = None) -> None:
    """Write the size and the checksum of every file below ``folder`` into its ``checksums``.

    Files that it shares with the folder ``like`` have the checksums that are told there.
    """
    lines, known = [], _listed((like / FILE).read_bytes()) if like else {}
    for name in _files(folder):
        if like and name in known and (like / name).samefile(folder / name):
            size, crc = known[name]
            lines.append(f"{crc:08x} {size} {name}\n")
            continue
        with (folder / name).open("rb") as source:
            lines.append(f"{crc_of(source):08x} {source.tell()} {name}\n")
    text = "".join(lines).encode()
    with (folder / FILE).open("wb") as out:
        out.write(text + f"{zlib.crc32(text):08x}\n".encode())
        out.flush()
        os.fsync(out.fileno())


def fault(folder: Path, most: int | None = None) -> str | None:
    """What of the files below ``folder`` is not as it was written, the file's name first; None if all is.

    With ``most``, the tables of a store of more bytes are compared by their sizes alone. Raises OSError.
    """
    try:
        wanted = _listed((folder / FILE).read_bytes())
    except FileNotFoundError:
        return f"{FILE} is missing"
    except ValueError:
        return f"{FILE} is damaged"
    found = set(_files(folder))
    if missing := sorted(set(wanted) - found):
        return f"{missing[0]} is missing"
    if strange := sorted(found - set(wanted)):
        return f"{strange[0]} does not belong there"
    all_of_it = most is None or sum(size for size, _ in wanted.values()) <= most
    for name, (size, checksum) in sorted(wanted.items()):
        with (folder / name).open("rb") as source:
            if os.fstat(source.fileno()).st_size != size:
                return f"{name} is not as long as it was"
            if (all_of_it or not name.endswith(_TABLES)) and crc_of(source) != checksum:
                return f"{name} is damaged"
    return None


def _files(folder: Path) -> list[str]:
    """The files below ``folder``, but hidden ones and RocksDB's diary, which is of no use to a reader."""
    paths = sorted(path for path in folder.rglob("*") if not path.is_dir())
    names = (path.relative_to(folder).as_posix() for path in paths if not path.name.startswith((".", "LOG")))
    return [name for name in names if name != FILE]


def _listed(data: bytes) -> dict[str, tuple[int, int]]:
    """name → (size, CRC-32); raises ValueError."""
    text, _, last = data.removesuffix(b"\n").rpartition(b"\n")
    if not data.endswith(b"\n") or int(last, 16) != zlib.crc32(text + b"\n"):
        raise ValueError("the checksums' own does not fit")
    rows = (line.split(" ", 2) for line in text.decode().splitlines())
    return {name: (int(size), int(crc, 16)) for crc, size, name in rows}


def crc_of(source: BinaryIO) -> int:
    """The CRC-32 of what is left of a file."""
    found = 0
    while block := source.read(_BLOCK):
        found = zlib.crc32(block, found)
    return found
