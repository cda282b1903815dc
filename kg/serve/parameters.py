"""The parameters of a request: names, each with its values in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import parse_qsl

from kg.errors import CallError
from kg.explore.filters import Filters, number
from kg.explore.values import Page

#: The most parameters of a request.
_FIELDS: Final = 1000
#: The longest value of a parameter, in characters.
_LONGEST: Final = 2000


class Given:
    """The parameters of a request."""

    def __init__(self, given: Mapping[str, Sequence[str]]) -> None:
        """Raises CallError for a value that is too long."""
        self.given = given
        for name, values in given.items():
            if any(len(value) > _LONGEST for value in values):
                raise CallError(f"{name[:80]}: longer than {_LONGEST} characters")

    def one(self, name: str) -> str:
        """The last value of a parameter, "" for none."""
        return next(reversed(self.given.get(name, ("",))), "").strip()

    def needed(self, name: str) -> str:
        """The value of a parameter; raises CallError where there is none."""
        value = self.one(name)
        if not value:
            raise CallError(f"{name}: is needed")
        return value

    def several(self, name: str) -> list[str]:
        """The values of a parameter that may be repeated."""
        return [value for value in self.given.get(name, ()) if value]

    def count(self, name: str, default: int, most: int) -> int:
        """A whole number that is ``most`` at most; raises CallError."""
        value = self.one(name)
        return min(int(number(name, value)), most) if value else default

    def page(self, most: int) -> Page:
        """The part of a list that is wanted."""
        return Page(self.count("limit", 50, most), self.count("offset", 0, 1 << 31))

    @property
    def filters(self) -> Filters:
        """The filters of rows."""
        return Filters.read(self.given)


def parameters(text: str) -> dict[str, list[str]]:
    """The parameters of an address or a form. Raises CallError for what cannot be read."""
    found: dict[str, list[str]] = {}
    try:
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except ValueError as fault:
        raise CallError(f"the parameters cannot be read: {fault}") from fault
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found
