"""Mutated articles: see the script ``fuzz``, which runs as many as wanted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

FUZZ = Path(__file__).with_name("fuzz")


def run(*arguments: str) -> str:
    """What ``fuzz`` prints."""
    ran = subprocess.run([sys.executable, FUZZ, *arguments], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def test_a_hundred_mutated_articles() -> None:
    assert run("100", "--seed", "3").startswith("articles=100 errors=0 hung=0 broken=0 ")


@pytest.mark.slow
def test_a_thousand_mutated_articles() -> None:
    assert run("1000", "--seed", "4").startswith("articles=1000 errors=0 hung=0 broken=0 ")
