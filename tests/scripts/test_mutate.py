"""Mutation testing: what is broken and what is left alone, the same lines for the same seed."""

from __future__ import annotations

import ast
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = '''"""A module's docstring."""

from __future__ import annotations

import os

SURE = 0.5
KINDS: frozenset[str] = frozenset({"person", "a whole message"})


def chosen(words: list[str], most: int = 3) -> str | None:
    """Not broken."""
    if len(words) > most and not os.sep:
        raise ValueError("too many")
    words.append("é" + "x")
    return words[0] if words else None
'''


@pytest.fixture(scope="module")
def mutate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("mutate", ROOT / "scripts/mutate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["mutate"] = module  # dataclasses look there
    spec.loader.exec_module(module)
    return module


def test_what_acts_is_broken_and_words_and_types_are_not(mutate: ModuleType) -> None:
    found = {(m.start[0], m.old, m.new) for m in mutate.mutations("m.py", SOURCE)}
    assert found == {
        (7, "0.5", "0.85"),
        (8, '"person"', "'personx'"),
        (11, "3", "4"),
        (13, "len(words) > most and not os.sep", "(not (len(words) > most and (not os.sep)))"),
        (13, "len(words) > most and not os.sep", "(len(words) > most or not os.sep)"),
        (13, "len(words) > most", "(len(words) >= most)"),
        (13, "not os.sep", "bool(os.sep)"),
        (15, 'words.append("é" + "x")', "pass"),
        (15, '"é"', "'éx'"),
        (15, '"x"', "'xx'"),
        (16, "return words[0] if words else None", "return None"),
        (16, "words", "(not (words))"),
        (16, "0", "1"),
    }
    same = {(m.old, m.new) for m in mutate.mutations("m.py", "def f():\n    return False\n")}
    assert same == {("False", "True")}  # None is as false


def test_a_mutation_is_put_where_it_belongs(mutate: ModuleType) -> None:
    for mutation in mutate.mutations("m.py", SOURCE):
        broken = mutation.applied(SOURCE)
        assert ast.dump(ast.parse(broken)) != ast.dump(ast.parse(SOURCE))
        assert len(broken.splitlines()) == len(SOURCE.splitlines())
    ((broken,),) = [[m.applied(SOURCE)] for m in mutate.mutations("m.py", SOURCE) if m.old == '"x"']
    assert "    words.append(\"é\" + 'xx')\n" in broken


def test_the_seed_decides(mutate: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "kg").mkdir()
    (tmp_path / "kg/m.py").write_text(SOURCE, encoding="utf-8")
    first = mutate.drawn(tmp_path, "kg", 4, 1)
    assert first == mutate.drawn(tmp_path, "kg", 4, 1)
    assert len({m.start[0] for m in first}) == 4
    assert any(first != mutate.drawn(tmp_path, "kg", 4, seed) for seed in range(2, 6))


def test_tests_of_the_module_come_first_and_all_in_the_end(mutate: ModuleType) -> None:
    found = mutate.stages(ROOT, "kg/ids.py")
    every = {str(p.relative_to(ROOT)) for p in (ROOT / "tests").rglob("test_*.py")}
    assert {test for stage in found for test in stage} - {"kg/ids.py"} == every
    assert len([test for stage in found for test in stage]) == len(every) + 1
    assert "kg.ids" in (ROOT / found[0][0]).read_text(encoding="utf-8")
    near = mutate.stages(ROOT, "kg/resolve/tenures.py", near=True)
    assert near == mutate.stages(ROOT, "kg/resolve/tenures.py")[:-1]
    assert "tests/resolve/test_tenures.py" in {test for stage in near for test in stage}
