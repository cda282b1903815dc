"""Draw the flow of `kg`: its folders, what they give one another, and how many modules each has.

usage: draw_architecture.py OUT.svg      `docs/architecture.svg` is made by it; folders and arrows are read from kg/.
"""

from __future__ import annotations

import ast
import re
import sys
from itertools import pairwise
from pathlib import Path

import matplotlib as mpl

mpl.use("svg")
import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

PACKAGE = Path(__file__).parents[1] / "kg"
#: The stages in the order of the flow, and the values that leave each.
FLOW = {
    "articles": "Article", "annotate": "Doc", "extract": "Extraction", "resolve": "Resolution", "graph": "quads, store",
    "export": "files", "explore": "pages",
}  # fmt: skip
BESIDE = {"lexicon": ("annotate", "extract", "resolve")}


def modules(folder: str) -> list[Path]:
    return sorted(p for p in (PACKAGE / folder).rglob("*.py") if p.name != "__init__.py")


def rooms(folder: str) -> list[str]:
    """The folders within a stage, ``coreference (10)``; of one without, its number of modules."""
    inner = sorted(p for p in (PACKAGE / folder).iterdir() if p.is_dir() and any(p.rglob("*.py")))
    return [f"{p.name} ({len([m for m in modules(folder) if p in m.parents])})" for p in inner]


def imports(folder: str) -> set[str]:
    """The other stages whose modules a stage imports."""
    found = set()
    for path in modules(folder):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("kg."):
                found.add(node.module.split(".")[1])
    return found & {*FLOW, *BESIDE} - {folder}


def main() -> None:
    mpl.rcParams["svg.hashsalt"] = "kg"
    figure, axes = plt.subplots(figsize=(13, 4))
    axes.set(xlim=(0, 13.2), ylim=(0, 4))
    axes.axis("off")
    places = {name: (0.2 + 1.87 * i, 2.1) for i, name in enumerate(FLOW)} | {"lexicon": (3.94, 0.15)}
    for name, (x, y) in places.items():
        high = 1.5 if name in FLOW else 1.1
        axes.add_patch(FancyBboxPatch((x, y), 1.35, high, boxstyle="round,pad=0.04", fc="#eef2f8", ec="#4c78a8"))
        text = "\n".join(rooms(name) or [f"{len(modules(name))} modules"])
        axes.text(x + 0.68, y + high - 0.1, f"{name}/", ha="center", va="top", weight="bold")
        axes.text(x + 0.68, y + high - 0.45, text, ha="center", va="top", fontsize=7.5)
    names = list(FLOW)
    for before, after in pairwise(names[:-1]):
        start, end = (places[before][0] + 1.4, 3.1), (places[after][0], 3.1)
        arrow(axes, start, end, "#4c78a8")
        axes.text((start[0] + end[0]) / 2, 3.7, FLOW[before], ha="center", fontsize=8, style="italic")
    arrow(axes, (places["graph"][0] + 0.68, 2.02), (places["explore"][0] + 0.68, 2.02), "#4c78a8", "arc3,rad=0.2")
    for name, users in BESIDE.items():
        for user in users:
            assert name in imports(user), f"{user} imports no {name}"
            arrow(axes, (places[name][0] + 0.68, 1.32), (places[user][0] + 0.68, 2.02), "#999999")
    figure.savefig(sys.argv[1], metadata={"Date": None}, bbox_inches="tight")
    path = Path(sys.argv[1])
    path.write_text(re.sub(r"[ \t]+$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE), encoding="utf-8")


def arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float], color: str, curve: str = "arc3") -> None:
    shape = FancyArrowPatch(start, end, arrowstyle="-|>", mutation_scale=11, connectionstyle=curve, color=color)
    axes.add_patch(shape)


if __name__ == "__main__":
    main()
