"""Mutation testing: break lines of kg/ at random, one at a time, and count how many break no test.

usage: mutate.py [--lines 40] [--seed 1] [--jobs 2] [--allowed 4] [--timeout 600] [--under kg/extract] [--near] [--list]

Of the lines on which something can be broken in a way that matters, ``--lines`` are drawn by ``--seed``, and on each
one mutation: a comparison or condition turned round, a constant changed, a statement left out, None returned. Each is
tried in a copy of the checkout: first the tests that import the module, then those of its own folder, the golden
folder, those of its stage, then all the rest (not with ``--near``), until one fails; tests that take longer than
``--timeout`` seconds count as failed. A test that fails is run alone once more, and where nothing is broken: a test of
speed on a busy machine does not count.
The benchmarks beside the checkout are not looked at. Exit status 1 if more than ``--allowed`` lines break no test.
"""

from __future__ import annotations

import argparse
import ast
import compileall
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue

ROOT = Path(__file__).resolve().parent.parent
#: Copied, because a test that finds its own path must find the copy; everything else is linked to.
COPIED = ("kg", "tests", "scripts", "pyproject.toml")
LINKED = "kg/annotate/encoder/weights"
_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
#: A string that is a value rather than a message: one word.
_WORD = re.compile(r"[\w:.#/-]+")


@dataclass(frozen=True, slots=True, order=True)
class Mutation:
    """What stands at ``[start, end)`` (line, column in bytes) of a file of the checkout, and what is put there."""

    file: str
    start: tuple[int, int]
    end: tuple[int, int]
    old: str
    new: str

    def __str__(self) -> str:
        old, new = (" ".join(text.split())[:60] for text in (self.old, self.new))
        return f"{self.file}:{self.start[0]}: {old} → {new}"

    def applied(self, text: str) -> str:
        """``text`` broken."""
        lines = [line.encode() for line in text.splitlines(keepends=True)]
        (first, left), (last, right) = self.start, self.end
        joined = lines[first - 1][:left] + self.new.encode() + lines[last - 1][right:]
        return b"".join([*lines[: first - 1], joined, *lines[last:]]).decode()


def mutations(file: str, text: str) -> Iterator[Mutation]:
    """Every way in which ``text`` can be broken."""
    lines = [line.encode() for line in text.splitlines(keepends=True)]
    for node, new in _broken(ast.parse(text)):
        start, end = (node.lineno, node.col_offset), (node.end_lineno or node.lineno, node.end_col_offset or 0)
        inside = lines[start[0] - 1 : end[0]]
        inside[-1] = inside[-1][: end[1]]
        inside[0] = inside[0][start[1] :]
        yield Mutation(file, start, end, b"".join(inside).decode(), new)


def _broken(node: ast.AST) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    """Nodes below ``node`` with the code that takes their place; nothing that only types, words or documents."""
    for child in _children(node):
        yield from _of(child)
        yield from _broken(child)


def _children(node: ast.AST) -> Iterator[ast.AST]:
    """Without docstrings, annotations, decorators, imports, messages of errors and pieces of f-strings."""
    if isinstance(node, ast.Raise | ast.Import | ast.ImportFrom | ast.JoinedStr | ast.Assert):
        return
    skipped: list[ast.AST | None] = []
    if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module):
        first = node.body[0] if node.body else None
        skipped += [first] if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) else []
    if isinstance(node, ast.FunctionDef):
        skipped += [*node.decorator_list, node.returns]
    elif isinstance(node, ast.ClassDef):
        skipped += [*node.decorator_list, *node.bases]
    elif isinstance(node, ast.AnnAssign | ast.arg):
        skipped.append(node.annotation)
    elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        return
    yield from (child for child in ast.iter_child_nodes(node) if child not in skipped)


def _of(node: ast.AST) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    """The mutations of one node."""
    if isinstance(node, ast.Compare):
        for n, operator in enumerate(node.ops):
            ops = [*node.ops[:n], _COMPARED[type(operator)](), *node.ops[n + 1 :]]
            yield node, f"({ast.unparse(ast.Compare(node.left, ops, node.comparators))})"
    elif isinstance(node, ast.BoolOp):
        other: ast.boolop = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield node, f"({ast.unparse(ast.BoolOp(other, node.values))})"
    elif isinstance(node, ast.BinOp) and type(node.op) in _COUNTED and not isinstance(node.left, ast.Constant):
        yield node, f"({ast.unparse(ast.BinOp(node.left, _COUNTED[type(node.op)](), node.right))})"
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node, f"bool({ast.unparse(node.operand)})"
    elif isinstance(node, ast.If | ast.While | ast.IfExp):
        yield node.test, f"(not ({ast.unparse(node.test)}))"
    elif isinstance(node, ast.comprehension):
        yield from ((test, f"(not ({ast.unparse(test)}))") for test in node.ifs)
    elif isinstance(node, ast.Constant):
        yield from ((node, new) for new in _constant(node.value))
    elif isinstance(node, ast.Return) and node.value is not None and ast.unparse(node.value) not in ("None", "False"):
        yield node, "return None"
    elif isinstance(node, ast.AugAssign) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
        yield node, "pass"
    elif isinstance(node, ast.Continue):
        yield node, "break"


def _constant(value: object) -> Iterator[str]:
    if isinstance(value, bool):
        yield repr(not value)
    elif isinstance(value, int):
        yield repr(value + 1)
    elif isinstance(value, float):
        yield repr(round(value * 1.5 + 0.1, 6))
    elif isinstance(value, str) and _WORD.fullmatch(value):
        yield repr(value + "x")


def drawn(root: Path, under: str, lines: int, seed: int) -> list[Mutation]:
    """``lines`` mutations, each of another line: the same for the same code and seed."""
    by_line: dict[tuple[str, int], list[Mutation]] = defaultdict(list)
    for path in sorted((root / under).rglob("*.py")) if (root / under).is_dir() else [root / under]:
        for mutation in mutations(str(path.relative_to(root)), path.read_text(encoding="utf-8")):
            by_line[mutation.file, mutation.start[0]].append(mutation)
    chance = random.Random(seed)
    places = chance.sample(sorted(by_line), min(lines, len(by_line)))
    return [chance.choice(sorted(by_line[place])) for place in places]


def stages(root: Path, file: str, *, near: bool = False) -> list[list[str]]:
    """Tests in the order in which they are likely to notice that ``file`` is broken; each test stands in one stage.

    ``near`` leaves out those that neither import the module nor stand in its own folder.
    """
    module = file.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
    package, _, name = module.rpartition(".")
    uses = re.compile(rf"from {re.escape(module)} import|from {re.escape(package)} import [^\n]*\b{re.escape(name)}\b")
    every = sorted(str(p.relative_to(root)) for p in (root / "tests").rglob("test_*.py"))
    importing = [t for t in every if uses.search((root / t).read_text(encoding="utf-8"))]
    golden = [t for t in every if t.startswith("tests/golden/")]
    folders = [parent.as_posix().replace("kg", "tests", 1) for parent in Path(file).parents[:-2]]
    own, *_ = [[t for t in every if t.startswith(f"{f}/")] for f in folders if (root / f).is_dir()] or [[]]
    mirrored = [t for t in every if folders and t.startswith(f"{folders[-1]}/")]
    found: list[list[str]] = []
    for stage in (importing, own, golden, [*mirrored, file], [] if near else every):
        seen = {test for earlier in found for test in earlier}
        found.append([test for test in stage if test not in seen])
    return [stage for stage in found if stage]


def copied(root: Path, place: Path) -> None:
    """A copy of the checkout to break things in."""
    for path in sorted(root.iterdir()):
        if path.name in COPIED:
            ignore = shutil.ignore_patterns("__pycache__", Path(LINKED).name)
            _ = shutil.copytree(path, place / path.name, ignore=ignore) if path.is_dir() else shutil.copy(path, place)
        elif not path.name.startswith("."):
            (place / path.name).symlink_to(path)
    (place / LINKED).symlink_to(root / LINKED)
    compileall.compile_dir(place / "kg", quiet=2)


def noticed(place: Path, whole: Path, mutation: Mutation, seconds: float, *, near: bool = False) -> str | None:
    """The test that fails in the copy ``place`` with ``mutation`` in it, not in ``whole``; None if all pass."""
    path = place / mutation.file
    text = path.read_text(encoding="utf-8")
    path.write_text(mutation.applied(text), encoding="utf-8")
    for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*.pyc"):
        compiled.unlink()
    try:
        for stage in stages(place, mutation.file, near=near):
            failed = _run(place, whole, stage, seconds)
            if failed:
                return failed
        return None
    finally:
        path.write_text(text, encoding="utf-8")


def _run(place: Path, whole: Path, tests: Sequence[str], seconds: float) -> str | None:
    """The first of ``tests`` that fails in ``place``, again alone, and passes in ``whole``; None if there is none."""
    passed_over: list[str] = []
    while (failed := _failed(place, [*tests, *passed_over], seconds)) is not None:
        again = "::" not in failed or _failed(place, [failed], seconds) is not None
        if again and ("::" not in failed or _failed(whole, [failed], seconds) is None):
            return failed
        passed_over += ["--deselect", failed]
    return None


def _failed(place: Path, tests: Sequence[str], seconds: float) -> str | None:
    environment = os.environ | {"PYTHONPATH": str(place), "PYTHONDONTWRITEBYTECODE": "1", "OMP_NUM_THREADS": "1"}
    environment["COLUMNS"] = "1000"  # so that the name of a test is whole
    options = ["-x", "-q", "--tb=no", "--no-header", "-p", "no:cacheprovider", "--hypothesis-seed=0"]
    command = [sys.executable, "-m", "pytest", *options, *tests]
    with subprocess.Popen(
        command, cwd=place, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        start_new_session=True,
    ) as process:  # fmt: skip
        try:
            output, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            process.communicate()
            return f"no end after {seconds:.0f} s"
    if process.returncode in (0, 5):  # 5: no test is left
        return None
    found = re.search(r"^(?:FAILED|ERROR) (.+?)(?: - |$)", output, re.MULTILINE)
    return found[1] if found else (output.strip().splitlines() or ["pytest failed"])[-1]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--lines", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--allowed", type=int, default=4)
    parser.add_argument("--timeout", type=float, default=600.0)
    parser.add_argument("--under", default="kg")
    parser.add_argument("--near", action="store_true", help="leave out the tests of other stages")
    parser.add_argument("--list", action="store_true", help="say what would be broken, and run nothing")
    options = parser.parse_args()
    chosen = drawn(ROOT, options.under, options.lines, options.seed)
    if options.list:
        print("\n".join(map(str, chosen)))
        return
    survived = 0
    with tempfile.TemporaryDirectory() as work, ThreadPoolExecutor(options.jobs) as pool:
        places: Queue[Path] = Queue()
        whole, *broken = (Path(work) / str(n) for n in range(options.jobs + 1))
        for place in (whole, *broken):
            place.mkdir()
            copied(ROOT, place)
        for place in broken:
            places.put(place)

        def tried(mutation: Mutation) -> tuple[Mutation, str | None]:
            place = places.get()
            try:
                return mutation, noticed(place, whole, mutation, options.timeout, near=options.near)
            finally:
                places.put(place)

        for mutation, test in pool.map(tried, chosen):
            survived += test is None
            print(
                f"{'SURVIVED' if test is None else 'noticed '} {mutation}" + (f"  [{test}]" if test else ""), flush=True
            )
    print(f"{len(chosen)} lines broken, {survived} broke no test (allowed: {options.allowed})")
    sys.exit(survived > options.allowed)


if __name__ == "__main__":
    main()
