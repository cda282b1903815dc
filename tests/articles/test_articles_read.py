"""Inputs of every kind, and what is wrong with them: each bad one is an error of its own, and the rest goes on."""

from __future__ import annotations

import io
import json
import os
import tracemalloc
from collections.abc import Sequence
from pathlib import Path

import pytest

from kg.articles import count, read
from kg.articles.files import MAX_CHARACTERS, MAX_LINE_BYTES, SUFFIXES
from kg.errors import CallError, InputError
from kg.ids import text_hash
from kg.records import Article

TEXT = "The foreign minister of Norway met her Danish counterpart in Oslo on Monday. They signed a treaty on fishing."
OTHER = "The president of Chile told reporters that the border would stay open. Peru welcomed the decision."


def gather(inputs: Sequence[str | Path], stdin: bytes = b"", published: str | None = None) -> tuple[list[Article], str]:
    """The articles read, and the errors as lines."""
    errors: list[InputError] = []
    articles = list(read(inputs, published=published, on_error=errors.append, stdin=io.BytesIO(stdin)))
    return articles, "\n".join(map(str, errors))


def line(**fields: object) -> bytes:
    return json.dumps(fields).encode() + b"\n"


def test_text_is_unchanged_to_the_character(tmp_path: Path) -> None:
    text = "\ufeffTreaty signed in Oslo by two ministers\r\n\r\n  " + TEXT + " \x07\r\n"
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    (article,), errors = gather([path])
    assert not errors
    assert (article.id, article.text, article.sha256) == ("a", text, text_hash(text))
    assert [text[s:e] for s, e in article.paragraphs] == ["Treaty signed in Oslo by two ministers", TEXT + " \x07"]
    assert article.title == "Treaty signed in Oslo by two ministers"


def test_jsonl_fields(tmp_path: Path) -> None:
    data = line(
        id="x", text=TEXT, title="T", published="Mon, 03 Feb 2025 23:00:00 -0500", url="http://a/b", publisher="P"
    )
    (article,), errors = gather(["-"], b"\xef\xbb\xbf" + data + b"\n \n")
    assert not errors
    assert (article.id, article.title, article.published, article.published_from) == (
        "x",
        "T",
        "2025-02-03",
        "metadata",
    )
    assert (article.url, article.publisher, article.text) == ("http://a/b", "P", TEXT)


def test_folder_is_read_in_order_with_ids_below_it(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a.txt", "c/d/e.TXT", ".hidden/f.txt", ".g.txt", "notes.odt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"{TEXT} This is article {name}.")
    (tmp_path / "c" / "up").symlink_to(tmp_path)
    (tmp_path / "m.jsonl").write_bytes(line(id="one", text=TEXT) + line(id="two", text=OTHER))
    articles, errors = gather([tmp_path])
    assert errors == f"{tmp_path}: not read: 1 .odt"
    assert [a.id for a in articles] == ["a/z", "a", "b", "c/d/e", "one", "two"]
    assert count([tmp_path, "-"]) == 6


def test_same_id(tmp_path: Path) -> None:
    for folder, text in (("p", TEXT), ("q", OTHER), ("r", TEXT)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "1.txt").write_text(text)
    articles, errors = gather([tmp_path / "p", tmp_path / "q", tmp_path / "r"])
    assert [(a.id, a.text) for a in articles] == [("1", TEXT)]
    assert errors.count("\n") == 0
    assert str(tmp_path / "q" / "1.txt") in errors
    assert "the id '1'" in errors


BAD = [
    ("empty.txt", b"", "empty file"),
    ("blank.txt", b" \r\n\t\n", "no text of an article"),
    ("menu.txt", b"Home\n\nShare this article\n\nAdvertisement\n", "no text of an article"),
    ("latin.txt", TEXT.encode() + b" caf\xe9", "not UTF-8: byte 0xe9"),
    ("utf16.txt", TEXT.encode("utf-16"), "not UTF-8"),
    ("binary.txt", b"\x7fELF\x01\x00\x00" + TEXT.encode(), "binary: NUL"),
    ("long.txt", b"word " * (MAX_CHARACTERS // 5) + b"x", "1,000,001 characters, more than 1,000,000"),
    ("huge.txt", b"x" * 50_000_000, "more than 1,000,000 characters"),
    ("german.txt", b"Die Regierung in Wien hat das Abkommen mit Prag am Montag abgelehnt.", "not in English"),
    ("date.txt", b"Published: 2025-13-45\n\n" + TEXT.encode(), "'2025-13-45' is no date"),
    ("page.html", b"<html><body><nav><a href='/'>Home</a> <a href='/w'>World</a></nav></body></html>", "no article"),
    ("none.html", b"not markup", "no article"),
    ("bad.html", b"<html><body><p>" + TEXT.encode() + b"\xff</p></body></html>", "not UTF-8"),
    ("empty.jsonl", b"\n\n", "empty file"),
    ("array.jsonl", b"[1, 2]\n", "array.jsonl:1: an array, not a JSON object"),
    ("half.jsonl", b'{"id": "x"', "half.jsonl:1: not JSON"),
    ("deep.jsonl", b"[" * 100_000, "deep.jsonl:1: not JSON"),
    ("number.jsonl", b'{"id": ' + b"9" * 10_000 + b"}", "number.jsonl:1: not JSON"),
    ("textless.jsonl", line(id="x"), "lacks 'text'"),
    ("idless.jsonl", line(text=TEXT), "lacks 'id'"),
    ("id.jsonl", line(id=7, text=TEXT), "'id' is a number, not a string"),
    ("emptyid.jsonl", line(id=" ", text=TEXT), "'id' is empty"),
    ("text.jsonl", line(id="x", text=None), "'text' is null, not a string"),
    ("title.jsonl", line(id="x", text=TEXT, title=["T"]), "'title' is an array, not a string"),
    ("nothing.jsonl", line(id="x", text="  "), "'text' is empty"),
    ("surrogate.jsonl", line(id="x", text=TEXT + "\ud83d"), "half of a surrogate pair"),
    ("surrogateid.jsonl", line(id="x\udc00", text=TEXT), "half of a surrogate pair"),
    ("nul.jsonl", line(id="x", text=TEXT + "\0"), "binary: NUL"),
    ("published.jsonl", line(id="x", text=TEXT, published="2025-13-45"), "'2025-13-45' is no date"),
    ("bytes.jsonl", b'{"id": "x", "text": "\xff"}', "bytes.jsonl:1: not UTF-8"),
    ("line.jsonl", b'{"id": "x", "text": "' + b"x" * 50_000_000 + b'"}', f"more than {MAX_LINE_BYTES:,} bytes"),
    ("known.odt", b"PK", "unknown kind of file '.odt'"),
]


@pytest.mark.parametrize(("name", "data", "reason"), BAD, ids=[name for name, _, _ in BAD])
def test_bad_input_is_one_line_and_the_rest_goes_on(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    good = tmp_path / "zz.txt"
    good.write_text(TEXT)
    articles, errors = gather([tmp_path / name, good])
    assert [a.id for a in articles] == ["zz"]
    assert errors.startswith(str(tmp_path / name))
    assert reason in errors
    assert "\n" not in errors


def test_a_bad_line_leaves_the_others() -> None:
    data = line(id="a", text=TEXT) + b"{\n" + b"x" * (MAX_LINE_BYTES + 5) + b"\n" + line(id="b", text=OTHER)
    articles, errors = gather(["-"], data)
    assert [a.id for a in articles] == ["a", "b"]
    assert [e.split(": ")[0] for e in errors.splitlines()] == ["standard input:2", "standard input:3"]


def test_missing_path_and_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "sub" / "deeper").mkdir(parents=True)
    articles, errors = gather([tmp_path / "nowhere.txt", tmp_path / "sub"])
    assert not articles
    assert errors.splitlines() == [
        f"{tmp_path}/nowhere.txt: no such file or folder",
        f"{tmp_path}/sub: no article in the folder ({', '.join(sorted(SUFFIXES))})",
    ]


def test_a_file_name_that_is_no_text(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9\n.txt"
    with open(name, "wb") as file:  # noqa: PTH123 - a Path would do the same, less plainly
        file.write(TEXT.encode())
    articles, errors = gather([tmp_path])
    assert not articles
    assert errors.splitlines() == [f"{tmp_path}/caf\\udce9\\n.txt: half of a surrogate pair at character 3"]


def test_published_option(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Published: 3 May 2024\n\n" + TEXT)
    (article,), _ = gather([path], published="2025-02-12")
    assert (article.published, article.published_from) == ("2025-02-12", "option")
    with pytest.raises(CallError, match="--published: '2025-13-45' is no date"):
        read([path], published="2025-13-45", on_error=lambda error: None)


@pytest.mark.parametrize("name", ["huge.txt", "huge.html", "huge.jsonl"])
def test_a_huge_file_is_refused_before_it_is_read_whole(tmp_path: Path, name: str) -> None:
    with (tmp_path / name).open("wb") as file:
        file.truncate(200_000_000)
    tracemalloc.start()
    _, errors = gather([tmp_path / name])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "more than" in errors
    assert peak < 50_000_000


def test_many_files_are_not_held(tmp_path: Path) -> None:
    for i in range(300):
        (tmp_path / f"{i:03}.txt").write_text(f"{TEXT} It was meeting number {i}.")
    articles = read([tmp_path], on_error=lambda error: None)
    assert next(articles).id == "000"
    (tmp_path / "200.txt").unlink()
    assert sum(1 for _ in articles) == 298
