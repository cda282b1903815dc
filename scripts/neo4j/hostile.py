"""Write the tests' graph with names and words that attack whatever reads them. usage: hostile.py FOLDER."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

from kg.export.projection import project
from kg.graph.store import GraphFolder

sys.path.insert(0, str(Path(__file__).parents[2] / "tests" / "graph"))
from made_graph import make

#: Each ends a string, a field, a line, a list, a comment or a command for some reader, or looks like another type.
EVIL = (
    "=cmd|' /C calc'!A0</script><script>alert(1)</script>\"'\\u0027}) DETACH DELETE n //\x1b[2J;",
    "'}) MATCH (n) DETACH DELETE n;\nMATCH (n) DETACH DELETE n; //",
    "\\u0027}) WITH 1 AS x MATCH (n) DETACH DELETE n //",
    "\\\\u0027}) WITH 1 AS x MATCH (n) DETACH DELETE n //",
    "\\' \\\\' \\\\\\' ends with a backslash \\",
    '"a","b""c" \\"d',
    "a;b|c,d\te\ue000f",
    "one\ntwo\r\nthree\rfour\n",
    ":begin\n:param x => 1;\n:exit\n:source /etc/passwd",
    " /* not closed // $x `y` ${DATABASE} $(touch run) `touch run` ",
    "\x00\x01\x08\x0b\x0c\x1a\x1c\x1f\x7f\x85\u2028\u2029\ufeff\ufffe\uffff end",
    "e\u0301 \u202eright to left \U0001f600\U0010fffd",
    "null",
    "-0",
    "true",
)


def main() -> None:
    made = make()
    names = [EVIL[i % len(EVIL)] for i in range(len(made.resolution.nodes))]
    nodes = tuple(
        dataclasses.replace(node, label=name, alt_labels=EVIL)
        for node, name in zip(made.resolution.nodes, names, strict=True)
    )
    others = {
        field: tuple(
            dataclasses.replace(thing, label=EVIL[-1 - i % len(EVIL)])
            for i, thing in enumerate(getattr(made.resolution, field))
        )
        for field in ("events", "statements")
    }
    with GraphFolder.create_or_open(sys.argv[1]) as graph:
        for extraction in made.extractions:
            graph.add(extraction)
        graph.publish(dataclasses.replace(made.resolution, nodes=nodes, **others))
    kept = project(graph.store()).nodes(data=True)
    assert {alt for _, data in kept for alt in data.get("altLabel", ())} == set(EVIL), "some name is not as it was"
    assert set(names) <= {data["label"] for _, data in kept}, "some label is not as it was"


if __name__ == "__main__":
    main()
