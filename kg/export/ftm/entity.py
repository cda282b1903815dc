"""A FollowTheMoney entity: an id, a schema, values of properties."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

#: What an id may hold beside letters and digits of ASCII is "." and "-".
_NO_ID = re.compile(r"[^0-9A-Za-z.]+")
#: What the model takes out of texts: characters of control but tab and line ends, marks of byte order, no characters.
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")


@dataclass(slots=True)
class Entity:
    """One line. ``properties`` are filled by :meth:`add`."""

    id: str
    schema: str
    properties: dict[str, set[str]] = field(default_factory=dict)

    def add(self, name: str, *values: str | None) -> Entity:
        """The entity with more values of a property; what is None or holds no character is passed over."""
        for value in values:
            if value is not None and (safe := _UNSAFE.sub("", value).strip()):
                self.properties.setdefault(name, set()).add(safe)
        return self

    @property
    def line(self) -> str:
        """The entity as JSON, the same for the same values."""
        values = {name: sorted(found) for name, found in sorted(self.properties.items())}
        return json.dumps({"id": self.id, "schema": self.schema, "properties": values}, ensure_ascii=False) + "\n"


def entity_id(iri: str, base: str) -> str:
    """The id of what an IRI of ours names: ``…/person/ada-marrow-Q901`` → ``person-ada-marrow-Q901``.

    >>> entity_id("https://kg.example/id/tenure/e2b1", "https://kg.example/id/")
    'tenure-e2b1'
    """
    return _NO_ID.sub("-", iri.removeprefix(base))


def one_line(values: Iterable[str]) -> list[str]:
    """Names and titles without the line ends of their articles."""
    return [" ".join(value.split()) for value in values]
