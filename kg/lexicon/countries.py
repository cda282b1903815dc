"""Reads ``country_codes.tsv``: the codes of countries in other data sets."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("country_codes.tsv")


class Codes(NamedTuple):
    """The codes of a country, "" where it has none: ISO 3166-1, Correlates of War, FIPS 10-4."""

    iso2: str
    iso3: str
    cow: str
    fips: str


def codes(iso: str) -> Codes | None:
    """The codes of a country by its ISO code of two or of three letters.

    >>> codes("UA")
    Codes(iso2='UA', iso3='UKR', cow='369', fips='UP')
    >>> codes("GBR").cow
    '200'
    """
    return _table().get(iso)


@cache
def _table() -> Mapping[str, Codes]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    found = [Codes(*line.split("\t")) for line in lines if not line.startswith(("#", "iso2"))]
    return {iso: country for country in found for iso in (country.iso2, country.iso3)}
