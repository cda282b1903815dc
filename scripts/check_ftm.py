"""Compare FollowTheMoney entities with what the model keeps of them. usage: check_ftm.py ENTITIES VALID"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from followthemoney import model  # type: ignore[import-not-found]  # no dependency: check_ftm.sh has it


def entities(path: str) -> dict[str, dict[str, Any]]:
    lines = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").split("\n") if line]
    found = {line["id"]: line for line in lines}
    assert len(found) == len(lines), "two entities have one id"
    return found


def faults(entity: dict[str, Any], kept: dict[str, Any], schemata: dict[str, str]) -> Iterator[str]:
    schema = model.get(entity["schema"])
    assert schema is not None, entity["schema"]
    yield from (f"lacks {name}" for name in schema.required if name not in entity["properties"])
    for name, values in entity["properties"].items():
        if sorted(unicodedata.normalize("NFC", v) for v in values) != sorted(kept["properties"].get(name, [])):
            yield f"{name} is not kept: {values}"
        wanted = schema.properties[name].range
        for value in values if wanted is not None else ():
            if value not in schemata:
                yield f"{name} leads nowhere: {value}"
            elif not model[schemata[value]].is_a(wanted):
                yield f"{name} leads to a {schemata[value]}: {value}"


def main() -> None:
    ours, kept = entities(sys.argv[1]), entities(sys.argv[2])
    schemata = {name: str(entity["schema"]) for name, entity in ours.items()}
    found = [f"{name}: {fault}" for name, e in ours.items() for fault in faults(e, kept[name], schemata)]
    if found:
        sys.exit("\n".join(found))
    counts = ", ".join(f"{n} {schema}" for schema, n in sorted(Counter(schemata.values()).items()))
    print(f"FollowTheMoney takes all as they are: {counts}")


if __name__ == "__main__":
    main()
