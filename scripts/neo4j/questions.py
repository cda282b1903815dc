"""The questions of ``questions.yaml``, asked of a graph in SPARQL and of the database in Cypher; the cookbook's."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import yaml
from database import Database
from neo4j.time import Date

import kg

_FILE = Path(__file__).with_name("questions.yaml")
_DOCS = Path(__file__).parents[2] / "docs"


def check_questions(database: Database, graph: Path) -> int:
    """How many questions there are; ends at the first whose answers differ or are none."""
    asked = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    opened = kg.open(graph)
    for each in asked:
        ours = Counter(tuple(row.values()) for row in opened.query(each["sparql"]))
        theirs = Counter(tuple(map(_plain, row)) for row in database.query(each["cypher"], graph=graph.name))
        if ours != theirs or not ours:
            differ = [*((ours - theirs).items()), "in SPARQL alone; in Cypher alone", *((theirs - ours).items())]
            sys.exit(
                f"{each['question']} {sum(ours.values())} rows in SPARQL, {sum(theirs.values())} in Cypher\n{differ}"
            )
    return len(asked)


def check_cookbook(database: Database) -> int:
    """How many queries docs/ shows in Cypher; ends at the first that finds nothing."""
    pages = sorted(_DOCS.rglob("*.md"))
    shown = [
        query for page in pages for query in re.findall(r"^```cypher\n(.*?)^```$", page.read_text("utf-8"), re.M | re.S)
    ]
    for query in shown:
        if not database.query(query):
            sys.exit(f"the documentation shows a query that finds nothing:\n{query}")
    return len(shown)


def _plain(value: Any) -> Any:
    return value.to_native() if isinstance(value, Date) else value
