"""A person's judgement: said in the articles' words, explained, undone."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.fixture
def own(kg: Run, tmp_path: Path) -> Path:
    """A graph of three articles that name one minister."""
    for name, words in (("a", "Norway"), ("b", "Chile"), ("c", "Peru")):
        text = (
            f"Foreign Minister Sergei Lavrov said on Monday that {words} would sign the treaty. Lavrov spoke in Oslo."
        )
        (tmp_path / f"{name}.txt").write_text(text)
    assert kg("build", *sorted(tmp_path.glob("*.txt")), "--graph", tmp_path / "g").exit_code == 0
    return tmp_path / "g"


def readings(kg: Run, graph: Path, who: str) -> list[str]:
    listed = re.findall(r"^  ([0-9a-f]{16}#e\d+) ", kg("show", graph, who, "--why").stdout, re.M)
    assert listed
    return listed


def test_why_names_articles_and_words(kg: Run, own: Path) -> None:
    shown = kg("show", own, "Sergei Lavrov", "--why").stdout
    assert "3 readings:" in shown
    assert re.search(r"[abc] “Sergei Lavrov” is [abc] “Sergei Lavrov”: same (?:link|name) \+", shown)


def test_an_article_s_readings_are_split_off_and_merged_again(kg: Run, own: Path) -> None:
    split = kg("split", own, "Sergei Lavrov", "b")
    assert split.exit_code == 0, split.output
    assert "1 reading\n" in split.stdout and "2 readings\n" in split.stdout
    nodes = re.findall(r"^now .*\((\S+)\), \d", split.stdout, re.M)
    assert "is not" in kg("show", own, nodes[0], "--why").stdout
    merged = kg("merge", own, *nodes)
    assert merged.exit_code == 0 and "3 readings" in merged.stdout
    assert len(readings(kg, own, "Sergei Lavrov")) == 3
    assert "you said so" in kg("show", own, "Sergei Lavrov", "--why").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("merge", "Sergei Lavrov", "Lavrov"), "are one already"),
        (("split", "Sergei Lavrov", "a", "b", "c"), "all of its readings"),
        (("split", "Sergei Lavrov", "zzz"), "no reading of Sergei Lavrov; there are: "),
    ],
)
def test_what_cannot_be_judged_is_said(kg: Run, own: Path, words: tuple[str, ...], said: str) -> None:
    result = kg(words[0], own, *words[1:])
    assert result.exit_code == 1 and said in result.stderr and len(result.stderr.splitlines()) == 1
    assert not (own / "judgements.jsonl").exists()


def test_a_name_that_may_mean_several_is_not_judged(kg: Run, own: Path) -> None:
    assert kg("split", own, "Sergei Lavrov", "b").exit_code == 0
    before = (own / "judgements.jsonl").read_bytes()
    for words in (("merge", "Oslo", "Lavrov Sergei"), ("split", "Lavrov Sergei", "a")):
        result = kg(words[0], own, *words[1:])
        assert result.exit_code == 1 and "may mean Sergey Lavrov (person/" in result.stderr
        assert result.stderr.count("(person/") == 2 and len(result.stderr.splitlines()) == 1
    assert (own / "judgements.jsonl").read_bytes() == before


def test_what_part_of_a_name_was_taken_for_is_said(kg: Run, own: Path) -> None:
    split = kg("split", own, "Lavrov Sergei", "b")
    assert split.exit_code == 0 and "1 reading\n" in split.stdout
    assert re.match(r"kg: Lavrov Sergei: taken for Sergey Lavrov \(person/\S+\)\n$", split.stderr)


def test_a_split_node_of_a_copy_is_its_own(kg: Run, own: Path, tmp_path: Path) -> None:
    shutil.copytree(own, tmp_path / "copy")
    assert kg("split", tmp_path / "copy", "Sergei Lavrov", "a").exit_code == 0
    assert len(readings(kg, own, "Sergei Lavrov")) == 3
