"""What is made of an extraction is made once, told only while it is whole, and gone with its article."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from kg.graph.derived import FILE, derived


def asked(folder: Path, kept: Mapping[str, str]) -> tuple[list[bytes], list[str]]:
    """What is told of ``kept``, and what was made for it."""
    made: list[str] = []

    def make(key: str) -> bytes:
        made.append(key)
        return f"of {key}: {kept[key]} told ".encode() * 9

    return list(derived(folder, kept, make)), made


def test_it_is_made_once(tmp_path: Path) -> None:
    kept = {"a": "1", "b": "2"}
    told, made = asked(tmp_path, kept)
    assert (told[1][:12], made) == (b"of b: 2 told", ["a", "b"])
    assert asked(tmp_path, kept) == (told, [])
    assert asked(tmp_path, {"a": "1", "b": "3", "c": "4"})[1] == ["b", "c"]


def test_what_is_of_no_article_any_more_is_overwritten(tmp_path: Path) -> None:
    asked(tmp_path, {"a": "1", "b": "2"})
    assert b"of b: 2 told" in (tmp_path / FILE).read_bytes()
    asked(tmp_path, {"a": "1"})
    assert b"of b: 2 told" not in (tmp_path / FILE).read_bytes()


@pytest.mark.parametrize("how", ["flipped", "cut", "empty", "other", "gone"])
def test_what_is_damaged_is_made_anew(tmp_path: Path, how: str) -> None:
    kept = {"a": "1", "b": "2"}
    told, _ = asked(tmp_path, kept)
    path = tmp_path / FILE
    data = path.read_bytes()
    at = data.index(b"of b: 2 told")
    damaged = {
        "flipped": data[:at] + b"X" + data[at + 1 :],
        "cut": data[: len(data) // 2],
        "empty": b"",
        "other": b"something else " * 99,
    }
    path.unlink()
    if how in damaged:
        path.write_bytes(damaged[how])
    assert asked(tmp_path, kept)[0] == told
    asked(tmp_path, kept)
    assert asked(tmp_path, kept) == (told, [])
