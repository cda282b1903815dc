"""One odd thing ends no batch: readers that fail, pages and folders that no newspaper has."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import trafilatura

from kg.articles import count, read
from kg.articles.html import read_html
from kg.articles.markup import MANY_ELEMENTS, MAX_ATTRIBUTES, MAX_ELEMENTS
from kg.errors import InputError

TEXT = "The foreign minister of Norway met her Danish counterpart in Oslo on Monday. They signed a treaty on fishing."
OTHER = "The president of Chile told reporters that the border would stay open. Peru welcomed the decision."


def gather(*inputs: str | Path) -> tuple[list[str], list[str]]:
    """The ids of the articles read, and the errors as lines."""
    errors: list[str] = []
    articles = [a.id for a in read(inputs, on_error=lambda error: errors.append(str(error)))]
    return articles, errors


def page(body: str) -> str:
    return f"<html><head><title>x</title></head><body><article><h1>Envoys meet</h1>{body}</article></body></html>"


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    """A folder of a page, and a text that comes after it."""
    (tmp_path / "a.html").write_text(page(f"<p>{OTHER * 3}</p>"))
    (tmp_path / "b.txt").write_text(TEXT)
    return tmp_path


# ---------------------------------------------------------------- readers


@pytest.mark.parametrize(
    "error", [ImportError("lxml.html.clean"), RecursionError(), MemoryError(), ValueError("x\ny"), OSError(5, "broken")]
)
def test_a_reader_that_fails_costs_one_line(batch: Path, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(*arguments: object, **options: object) -> None:
        raise error

    monkeypatch.setattr(trafilatura, "bare_extraction", fail)
    articles, errors = gather(batch)
    assert articles == ["b"]
    assert len(errors) == 1 and errors[0].startswith(f"{batch}/a.html: cannot be read")


def test_what_looks_at_the_text_may_fail_too(batch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(text: str, paragraphs: object) -> str | None:
        if "Chile" in text:
            raise KeyError("stop")
        return None

    monkeypatch.setattr("kg.articles.reader.foreign_language", fail)
    articles, errors = gather(batch)
    assert articles == ["b"] and len(errors) == 1 and "which is a bug: KeyError" in errors[0]


# ---------------------------------------------------------------- pages


def test_a_tag_of_too_many_attributes_is_refused_at_once() -> None:
    def tag(attributes: int) -> bytes:
        named = " ".join(f"a{n}=1" for n in range(attributes))
        return page(f"<p {named}>{OTHER * 3}</p>").encode()

    assert OTHER in read_html(tag(MAX_ATTRIBUTES), "x.html", "x").text
    started = time.process_time()
    with pytest.raises(InputError, match=r"x\.html: a tag of 200,000 attributes, more than 256"):
        read_html(tag(200_000), "x.html", "x")
    assert time.process_time() - started < 5


def test_a_page_of_too_many_elements_is_refused() -> None:
    with pytest.raises(InputError, match="more than 100,000 elements"):
        read_html(page("<br>" * MAX_ELEMENTS).encode(), "x.html", "x")


def test_a_page_nested_too_deep_says_so() -> None:
    with pytest.raises(InputError, match=r"no article in the page, whose elements are nested 5,00\d deep"):
        read_html(("<html><body>" + "<div>" * 5_000 + OTHER * 3).encode(), "x.html", "x")


@pytest.mark.parametrize("unit", ["<td>x", "<form>x", "<select><option>x", "<p>x</p>"])
def test_twice_the_page_takes_twice_the_time(unit: str) -> None:
    def seconds(elements: int) -> float:
        data = page(f"<p>{OTHER * 3}</p>{unit * elements}<p>{TEXT * 3}</p>").encode()
        started = time.process_time()
        assert OTHER in read_html(data, "x.html", "x").text
        return time.process_time() - started

    seconds(10)  # what is loaded once
    # Three times, for a busy machine is not even.
    assert any(seconds(4 * MANY_ELEMENTS) < 2.5 * seconds(2 * MANY_ELEMENTS) + 0.5 for _ in range(3))


# ---------------------------------------------------------------- folders


@pytest.fixture
def nested(tmp_path: Path) -> Iterator[Path]:
    """A folder in which one can go down 1,100 folders one way, and 3,000 another, and an article beside them."""
    for name, depth in (("m", 1_100), ("n", 3_000)):
        here = os.open(tmp_path, os.O_RDONLY)
        for step in (name, *["a"] * depth):
            os.mkdir(step, dir_fd=here)
            below = os.open(step, os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = below
        file = os.open("deep.txt", os.O_WRONLY | os.O_CREAT, dir_fd=here)
        os.write(file, OTHER.encode())
        os.close(file)
        os.close(here)
    (tmp_path / "z.txt").write_text(TEXT)
    yield tmp_path
    subprocess.run(["rm", "-rf", tmp_path / "m", tmp_path / "n"], check=True)  # Python's own goes not so deep


def test_folders_deeper_than_calls_and_paths(nested: Path) -> None:
    articles, errors = gather(nested)
    assert articles == ["m/" + "a/" * 1_100 + "deep", "z"]
    assert len(errors) == 1 and "File name too long" in errors[0] and len(errors[0]) < 600
    assert count([nested]) == 2


def test_folders_linked_to_each_other_are_walked_once(tmp_path: Path) -> None:
    for first in range(15):
        (tmp_path / f"{first:02}").mkdir()
        (tmp_path / f"{first:02}" / "x.txt").write_text(f"{TEXT} It was day {first}.")
        for second in range(15):
            (tmp_path / f"{first:02}" / f"to{second:02}").symlink_to(f"../{second:02}")
    articles, errors = gather(tmp_path)
    assert articles == [f"{n:02}/x" for n in range(15)] and not errors


def test_a_folder_elsewhere_is_read_by_its_first_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere" / "sub").mkdir(parents=True)
    (tmp_path / "elsewhere" / "sub" / "x.txt").write_text(TEXT)
    (tmp_path / "in").mkdir()
    for name in ("b", "a"):
        (tmp_path / "in" / name).symlink_to("../elsewhere")
    (tmp_path / "in" / "c.txt").write_text(OTHER)
    (tmp_path / "in" / "loop").symlink_to("loop")
    assert gather(tmp_path / "in") == (["a/sub/x", "c"], [f"{tmp_path}/in: not read: 1 that are no files"])


def test_what_is_no_file_is_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "gone.txt").symlink_to("nowhere")
    (tmp_path / "z.txt").write_text(TEXT)
    assert gather(tmp_path) == (["z"], [f"{tmp_path}: not read: 2 that are no files"])


# ---------------------------------------------------------------- what is given


@pytest.mark.parametrize("address", ["https://news.example/a//b.html", "file:///etc/hosts"])
def test_an_address_is_said_as_it_was_given(address: str) -> None:
    assert gather(address) == ([], [f"{address}: no such file; kg reads files alone, so save the page first"])


def test_a_name_too_long_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "z.txt").write_text(TEXT)
    articles, errors = gather(tmp_path / ("x" * 300 + ".txt"), tmp_path / "z.txt")
    assert articles == ["z"] and len(errors) == 1 and "File name too long" in errors[0]
    assert count([tmp_path / ("x" * 300)]) in (0, 1)
