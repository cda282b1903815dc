"""A dozen articles of our own → records, Turtle, tables, as they were when somebody last looked at them.

``pytest tests/golden --update-golden`` writes them anew: read the difference before it is committed. They are compared
as data: JSON by value, Turtle as a set of triples, tables row by row; numbers may differ by ``NEAR``, because the
encoder's last digits are not the same on all processors.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from rdflib import Graph, Literal
from rdflib.term import Node

HERE = Path(__file__).parent
ARTICLES = HERE / "articles"
TABLES = ("actors", "events", "mentions", "polecat")
NEAR = 0.01 + 1e-9
#: How many differences are shown.
SHOWN = 20
Run = Callable[..., Result]
Triple = tuple[Node, Node, Node]


@pytest.fixture(scope="module")
def outputs(kg: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with everything that is made of the articles, laid out as the golden one."""
    out = tmp_path_factory.mktemp("golden")
    graph = out / "graph"
    assert kg("build", ARTICLES, "--graph", graph).exit_code == 0
    assert kg("export", graph, "--to", "turtle", "-o", out / "graph.ttl").exit_code == 0
    for table in TABLES:
        assert kg("export", graph, "--to", table, "-o", out / f"{table}.csv").exit_code == 0
    for folder, options in (("records", ()), ("records-fast", ("--fast",))):
        assert kg("extract", ARTICLES, "--dates", *options, "-o", out / f"{folder}.jsonl").exit_code == 0
        for line in (out / f"{folder}.jsonl").read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            path = out / folder / f"{record['article']['id'].replace('/', '-')}.json"
            path.parent.mkdir(exist_ok=True)
            path.write_text(lines_of(record), encoding="utf-8")
    return out


def lines_of(record: dict[str, Any]) -> str:
    """JSON with a line for each mention, statement, event …, so that a difference is a line."""

    def value(item: Any) -> str:
        return json.dumps(item, ensure_ascii=False)

    def listed(items: Any) -> str:
        if not (isinstance(items, list) and items and isinstance(items[0], dict)):
            return value(items)
        return "[\n" + ",\n".join(f"  {value(item)}" for item in items) + "\n ]"

    return "{\n" + ",\n".join(f" {value(key)}: {listed(items)}" for key, items in record.items()) + "\n}\n"


def differences(found: Any, golden: Any, at: str = "") -> Iterable[str]:
    """Where two JSON values differ by more than ``NEAR``."""
    if isinstance(found, dict) and isinstance(golden, dict):
        for key in sorted(found.keys() | golden.keys()):
            if key not in found or key not in golden:
                yield f"{at}.{key}: {'missing' if key not in found else 'new'}"
            else:
                yield from differences(found[key], golden[key], f"{at}.{key}")
    elif isinstance(found, list) and isinstance(golden, list):
        if len(found) != len(golden):
            yield f"{at}: {len(found)} instead of {len(golden)}"
        for n, (a, b) in enumerate(zip(found, golden, strict=False)):
            yield from differences(a, b, f"{at}[{n}]")
    elif not alike(found, golden):
        yield f"{at}: {found!r} instead of {golden!r}"


def alike(a: Any, b: Any) -> bool:
    """Equal, or numbers that are near; a truth value is no number."""
    if isinstance(a, float) and isinstance(b, int | float) and not isinstance(b, bool):
        return abs(a - b) <= NEAR
    return type(a) is type(b) and bool(a == b)


def test_near_numbers_alone_are_alike() -> None:
    assert alike(0.501, 0.51) and alike(1.0, 1)
    assert not alike(0.5, 0.52) and not alike(1, 2) and not alike(True, 1) and not alike("0.5", "0.501")
    assert list(differences({"a": [1, 2]}, {"a": [1], "b": 1})) == [".a: 2 instead of 1", ".b: missing"]


def checked(found: Path, golden: Path, update: bool) -> bool:
    """Whether the two are to be compared; where ``update`` is asked for, ``golden`` is made ``found`` instead."""
    if update:
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(found.read_bytes())
    elif not golden.exists():
        pytest.fail(f"{golden.name} is not in the golden folder: pytest tests/golden --update-golden")
    return not update


@pytest.mark.parametrize("folder", ["records", "records-fast"])
def test_records(outputs: Path, folder: str, update_golden: bool) -> None:
    names = {path.name for path in (outputs / folder).iterdir()}
    if update_golden:
        for path in (HERE / folder).glob("*.json"):
            path.unlink()
    wrong = []
    for name in sorted(names):
        if checked(outputs / folder / name, HERE / folder / name, update_golden):
            found, golden = (json.loads((at / folder / name).read_text(encoding="utf-8")) for at in (outputs, HERE))
            wrong += [f"{name}{text}" for text in differences(found, golden)]
    assert {path.name for path in (HERE / folder).glob("*.json")} == names
    assert not wrong, told(wrong)


@pytest.mark.parametrize("table", TABLES)
def test_tables(outputs: Path, table: str, update_golden: bool) -> None:
    name = f"{table}.csv"
    if checked(outputs / name, HERE / name, update_golden):
        found, golden = (rows(at / name) for at in (outputs, HERE))
        wrong = list(differences(found, golden, name))
        assert not wrong, told(wrong)


def rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return [{key: number(cell) for key, cell in row.items()} for row in csv.DictReader(stream)]


def number(cell: str) -> float | str:
    """A cell with a decimal point as the number that it is."""
    try:
        return float(cell) if "." in cell else cell
    except ValueError:
        return cell


def test_turtle(outputs: Path, update_golden: bool) -> None:
    if checked(outputs / "graph.ttl", HERE / "graph.ttl", update_golden):
        found, golden = (set(Graph().parse(at / "graph.ttl")) for at in (outputs, HERE))
        more, less = found - golden, golden - found
        kept = {t for t in more if not any(near(t, other) for other in less)}
        gone = {t for t in less if not any(near(t, other) for other in more)}
        wrong = [f"new: {line(t)}" for t in kept] + [f"missing: {line(t)}" for t in gone]
        assert not wrong, told(sorted(wrong))


def near(a: Triple, b: Triple) -> bool:
    """Whether two triples differ by a near number alone."""
    left, right = a[2], b[2]
    if a[:2] != b[:2] or not isinstance(left, Literal) or not isinstance(right, Literal):
        return False
    if left.datatype != right.datatype or not left.datatype or not left.datatype.endswith(("decimal", "double")):
        return False
    return alike(float(left), float(right))


def line(triple: Triple) -> str:
    return " ".join(part.n3() for part in triple)


def told(wrong: list[str]) -> str:
    more = [f"… and {len(wrong) - SHOWN} more"] if len(wrong) > SHOWN else []
    return "\n".join([*wrong[:SHOWN], *more, "if this is as it should be: pytest tests/golden --update-golden"])
