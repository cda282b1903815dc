"""Twice the text costs at most two and a half times as much, whatever it says.

What is counted are the calls of functions, which no other process can slow down; a few patterns are timed as well, for
what a single call may do (regular expressions, lists).
"""

from __future__ import annotations

import cProfile
import importlib.machinery
import importlib.util
import pstats
import time
from pathlib import Path
from types import ModuleType

import pytest

from kg.annotate.bounds import LONGEST_WORD
from kg.build import Options, extract_article
from kg.records import Article

OPTIONS = Options(fast=True)
#: Characters of a pattern; the bounds on words and sentences are well below.
SIZE = 1500
MOST = 2.5


def _table() -> ModuleType:
    """The script ``cost`` as a module."""
    path = str(Path(__file__).with_name("cost"))
    loader = importlib.machinery.SourceFileLoader("cost", path)
    spec = importlib.util.spec_from_loader("cost", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


COST = _table()


def calls(article: Article) -> int:
    """How many functions are called to read ``article``."""
    profile = cProfile.Profile()
    profile.runcall(extract_article, article, OPTIONS)
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def empty() -> int:
    """What an article costs that says nothing."""
    extract_article(COST.article("Peru ", 9), OPTIONS)  # loads the models
    return calls(COST.article("Peru ", 9))


@pytest.mark.slow
@pytest.mark.parametrize("pattern", COST.PATTERNS)
def test_twice_the_text_calls_for_twice_the_work(pattern: str, empty: int) -> None:
    once, twice = (calls(COST.article(COST.PATTERNS[pattern], size)) - empty for size in (SIZE, 2 * SIZE))
    assert twice <= MOST * max(once, empty)


@pytest.mark.slow
@pytest.mark.parametrize("pattern", ["spaces in a line", "single quotes", "lines", "May 1", "brackets apart", "days"])
def test_twice_the_text_takes_twice_the_time(pattern: str, empty: int) -> None:
    """Tried thrice, as the machine may do something else meanwhile."""
    for _ in range(3):
        seconds = []
        for size in (2 * SIZE, 4 * SIZE):
            begun = time.process_time()
            extract_article(COST.article(COST.PATTERNS[pattern], size), OPTIONS)
            seconds.append(time.process_time() - begun)
        if seconds[1] <= MOST * max(seconds[0], 0.2):
            return
    pytest.fail(f"{seconds[0]:.2f} s, then {seconds[1]:.2f} s for twice the text")


@pytest.mark.parametrize("sign", ["(", '"', "a", "1", ".", ",", "$", "—"])
def test_a_word_of_any_length_costs_no_more(sign: str, empty: int) -> None:
    assert calls(COST.article(sign, 40 * LONGEST_WORD)) <= 2 * empty
