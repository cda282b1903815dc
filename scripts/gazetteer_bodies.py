"""Intergovernmental bodies, parties, armed groups, non-governmental organizations, companies, sectors of nouns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from gazetteer_book import Book
from gazetteer_countries import rows
from rapidfuzz import fuzz

from kg.ids import slug
from kg.lexicon.gazetteer.fold import fold, key

#: A company worth at least this many dollars is listed.
LARGE = 10_000_000_000
#: First sector of a CAMEO code → the contract's.
SECTORS = {
    "GOV": "GOV", "MIL": "MIL", "REB": "REB", "UAF": "REB", "SEP": "REB", "INS": "REB", "OPP": "OPP", "PTY": "PTY",
    "MED": "MED", "CVL": "CVL", "REF": "CVL", "LAB": "CVL", "AGR": "CVL", "EDU": "CVL", "HLH": "CVL", "PPL": "CVL",
    "BUS": "BUS", "MNC": "BUS", "IGO": "IGO", "NGO": "NGO", "NGM": "NGO", "JUD": "JUD", "LEG": "LEG", "COP": "POL",
    "SPY": "GOV", "ELI": "CVL", "ENV": "NGO", "HRI": "NGO",
}  # fmt: skip
KINDS = {"IGO": "IntergovernmentalOrganization", "IMG": "ArmedGroup", "REB": "ArmedGroup", "NGO": "Organization"}


def named(books: list[Book], text: str, kinds: tuple[str, ...] = ()) -> str | None:
    """The id that a name strongly means in one of the books, of one of the types if such are given."""
    for book in books:
        for entry_id, strength in sorted(book.names.get(key(text), ())):
            kind = next((b.entries[entry_id].split("\t")[0] for b in books if entry_id in b.entries), "")
            if strength[0] == "s" and (not kinds or kind in kinds):
                return entry_id
    return None


def add_bodies(book: Book, sources: Path) -> None:
    """Intergovernmental bodies of the list under CC BY-SA."""
    abbreviations = Counter(a for row in rows(sources / "bodies.csv") for a in row["abbreviations"].split("|"))
    for row in rows(sources / "bodies.csv"):
        entry_id = row["wikidata"] or f"kg:body-{slug(row['name'])}"
        book.entry(entry_id, "IntergovernmentalOrganization", row["name"], "", "IGO")
        for name in (row["name"], *row["other_names"].split("|")):
            strength = "s" if " " in key(name) or row["name"] in ("Europol", "Eurojust", "Interpol") else "w"
            for spelling in spellings(name):
                book.name(entry_id, spelling, strength)
        for name in filter(re.compile(r"[^ ]+(?: ERIC)?$").match, row["abbreviations"].split("|")):
            alone = name.isupper() and len(name) > 2 and abbreviations[name] == 1
            book.name(entry_id, name, "s" if alone else "w")


def spellings(name: str) -> Iterator[str]:
    """A name with -isation and -ization, centre and center, programme and program, UN and United Nations."""
    names = [name]
    for one, other in (
        ("isation", "ization"), ("entre", "enter"), ("Programme", "Program"), ("Defence", "Defense"), ("abour", "abor"),
    ):  # fmt: skip
        names += [n.replace(one, other) for n in names if one in n] + [
            n.replace(other, one) for n in names if other in n
        ]
    for short, long in (("UN ", "United Nations "), ("EU ", "European Union ")):
        names += [short + n.removeprefix(long) for n in names if n.startswith(long)]
        names += [long + n.removeprefix(short) for n in names if n.startswith(short)]
    yield from dict.fromkeys(names)


def add_organizations(book: Book, sources: Path, books: list[Book]) -> None:
    """Acronyms and names of the Factbook's organizations; those that are listed already get their names only."""
    for row in rows(sources / "organizations.csv"):
        entry_id = named(books, row["name"], ("IntergovernmentalOrganization",)) or _alike(books, row)
        if not entry_id:
            entry_id = f"kg:body-{slug(row['name'])}"
            book.entry(entry_id, "IntergovernmentalOrganization", row["name"], "", "IGO")
        for spelling in spellings(row["name"]):
            book.name(entry_id, spelling, "s" if " " in spelling else "w")
        if re.fullmatch(r"[A-Z][A-Za-z0-9-]{1,9}", row["acronym"]):
            known = named(books, row["acronym"])
            alone = known in (None, entry_id) and len(row["acronym"]) > 2
            book.name(entry_id, row["acronym"], "s" if alone else "w")


def _alike(books: list[Book], row: dict[str, str]) -> str | None:
    """The body of the same acronym and nearly the same name."""
    known = named(books, row["acronym"], ("IntergovernmentalOrganization",))
    name = next((b.entries[known].split("\t")[1] for b in books if known in b.entries), "") if known else ""
    return known if fuzz.ratio(name.lower(), row["name"].lower()) >= 80 else None


def add_parties(book: Book, sources: Path) -> None:
    """Parties; a name that several bear is weak, and so is one of a party dissolved before 2000."""
    iso2 = {row["iso3"]: row["iso2"] for row in rows(sources / "country-codes.csv")} | {"XKX": "XK"}
    table = [row for row in rows(sources / "parties.csv") if row["wikidata"] and row["name"]]
    bearers: dict[str, set[str]] = {}
    for row in table:
        if not _dead(row):
            for name in _party_names(row):
                bearers.setdefault(key(name), set()).add(row["wikidata"])
    for row in table:
        if not re.search("[A-Za-z]{2}", fold(row["name"])):
            continue
        book.entry(row["wikidata"], "Organization", row["name"], iso2.get(row["iso3"], ""), "PTY")
        for name in _party_names(row):
            alone = bearers.get(key(name)) == {row["wikidata"]} and " " in key(name)
            book.name(row["wikidata"], name, "s" if alone else "w")


def _dead(row: dict[str, str]) -> bool:
    return bool(row["dissolved"]) and row["dissolved"] < "2000"


def _party_names(row: dict[str, str]) -> Iterator[str]:
    name = re.sub(r"\s*\([^)]*\)", "", row["name"]).strip()
    yield from spellings(name)
    for short in row["short"].split("/"):
        if len(short) >= 3 and short.isascii() and not short.isdigit() and not re.search("[ /]", row["short"]):
            yield short
    native = re.sub(r"\s*\([^)]*\)", "", row["native"]).strip()
    if " " in native and re.fullmatch(r"[A-Za-z .'’-]+", fold(native)):
        yield native


def blocks(path: Path) -> Iterator[tuple[list[str], list[str], str]]:
    """(names, codes without dates, rest of the comment) of each block of a dictionary of actors."""
    names: list[str] = []
    codes: list[str] = []
    remark = ""
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        text, _, comment = line.partition("#")
        text = re.sub(r"::\d+", "", text)
        found = re.findall(r"\[([^\]]*)\]", text)
        name = re.sub(r"\[.*", "", text).strip()
        if name and not name.startswith("+"):
            if names:
                yield names, codes, remark
            names, codes, remark = [], [], ""
        if name:
            names.append(name.lstrip("+"))
        codes += found
        remark += comment
    if names:
        yield names, codes, remark


def cameo_name(text: str) -> str:
    """A dictionary's "WORLD_FOOD_PROGRAM_" as "World Food Program"; small words and brackets as English has them.

    >>> cameo_name("FRONT_FOR_THE_LIBERATION_OF_ACEH_(GAM)_")
    'Front for the Liberation of Aceh'
    """
    words = re.sub(r"\([^)]*\)?", "", text.replace("_", " ")).split()
    small = {"of", "the", "for", "and", "in", "to", "on", "at", "by", "de", "la", "del", "des", "et", "y"}
    shown = [w.lower() if w.lower() in small else "-".join(p.capitalize() for p in w.split("-")) for w in words]
    name = " ".join(shown).replace(",", "").strip()
    return name[:1].upper() + name[1:]


def add_armed_groups(book: Book, sources: Path, books: list[Book]) -> None:
    """Armed groups; those known as parties (Hezbollah) keep their entry. Names of one word are weak."""
    iso2 = {row["iso3"]: row["iso2"] for row in rows(sources / "country-codes.csv")}
    for names, codes, _ in blocks(sources / "cameo" / "armed-groups.txt"):
        code = (codes or [""])[0]
        if not ("REB" in code or code.startswith("IMG") or "SEP" in code) or code.count("MIL"):
            continue
        shown = [name for name in map(cameo_name, names) if len(name) > 3]
        if not shown or not _is_group(shown[0], code):
            continue
        known = next(filter(None, (named(books, name) for name in shown)), None)
        entry_id = known or f"kg:group-{slug(shown[0])}"
        if not known:
            book.entry(entry_id, "ArmedGroup", shown[0], iso2.get(code[:3], ""), "REB")
        for name, raw in zip(map(cameo_name, names), names, strict=True):
            if _is_group(name, code) and (named(books, name) in (None, entry_id)):
                book.name(entry_id, name, "s" if " " in name and len(name) > 8 else "w")
            for acronym in re.findall(r"\(([A-Z][A-Z0-9-]{2,7})\)", raw):
                book.name(entry_id, acronym, "w")


_GROUP = re.compile(
    r"(?i)\b(army|front|brigades?|movement|organi[sz]ation|group|party|force|forces|militia|liberation|jihad|islam|commandos?|"
    r"revolutionary|guerrillas?|union|league|council|command|tigers|guards?|resistance|cells?|fighters|fedayeen|battalion|"
    r"freedom|people'?s|patriotic|national|defen[cs]e|action|legion|martyrs|mujahid\w*|mujahed\w*|lashkar|jaish|harakat|hizb\w*|"
    r"ansar|jamaat|qaeda|taliban|haram|hamas|hezbollah|hizbullah|shabaab|faction|squad|committee|congress)\b"
)


def _is_group(name: str, code: str) -> bool:
    """Whether a name reads like a group's: these dictionaries list members by name too."""
    return bool(_GROUP.search(name)) or (" " not in name and not code.endswith("MUS"))


def add_international(book: Book, sources: Path, books: list[Book]) -> None:
    """More names of known bodies; non-governmental organizations and large companies of more than one word."""
    iso2 = {row["iso3"]: row["iso2"] for row in rows(sources / "country-codes.csv")}
    for names, codes, remark in blocks(sources / "cameo" / "international.txt"):
        code = re.sub(r"\s.*", "", (codes or [""])[0])
        if not code or any(re.search(r"[<>\d]{4}", c) for c in codes) or "kkl" in remark:
            continue
        shown = [name for name in map(cameo_name, names) if len(name) > 4 and " " in name]
        known = next(filter(None, (named(books, name) for name in shown)), None)
        if known:
            for name in shown:
                if named(books, name) in (None, known) and not re.search(
                    r"(?i)\b(chief|envoy|official|secretary|of)$", name
                ):
                    book.name(known, name, "w")
        elif code[:3] in ("NGO", "MNC") and shown and _listed(code, shown[0], remark):
            kind = "Media" if "MED" in code and code[:3] == "MNC" else "Organization"
            entry_id = book.entry(
                f"kg:org-{slug(shown[0])}", kind, shown[0], iso2.get(code[3:6], ""), SECTORS[code[:3]]
            )
            for name in shown:
                book.name(entry_id, name, "s" if name.count(" ") > 1 else "w")


_INSTITUTION = re.compile(
    r"(?i)\b(association|committee|council|foundation|federation|society|union|institute|fund|alliance|network|international|"
    r"center|centre|organi[sz]ation|service|services|relief|action|aid|watch|rights|church|coalition|forum|group|trust|agency|"
    r"mission|commission|without borders|initiative|program|programme|league|movement|campaign|project|amnesty|"
    r"corporation|corp|company|inc|bank|group|holdings?|motors?|energy|oil|petroleum|airlines|systems)\b"
)


def _listed(code: str, name: str, remark: str) -> bool:
    if not _INSTITUTION.search(name):
        return False
    worth = re.search(r"\$([\d,]+)", remark)
    return code[:3] == "NGO" or bool(worth and int(worth[1].replace(",", "")) >= LARGE)


def add_sectors(book: Book, sources: Path) -> None:
    """Common nouns and their sector."""
    people = ("man", "woman", "person", "men", "women")
    ministries = ("minister", "ministers", "ministry", "ministries")
    for line in (sources / "cameo" / "agents.txt").read_text(encoding="utf-8").splitlines():
        match = re.match(r"([A-Z!][A-Z_!'. -]*?)_?\s*(?:\{[^}]*\})?\s*\[~([A-Z]+)\]", line)
        if not match:
            continue
        code = match[2]
        parts = (code[i : i + 3] for i in range(0, len(code), 3))
        sector = next((SECTORS[p] for p in parts if p in SECTORS), None)
        if not sector:
            continue
        text = match[1].replace("_", " ").lower().strip()
        for filler, words in (("!person!", people), ("!minist!", ministries)):
            if filler in text:
                for word in words:
                    book.word("sector", text.replace(filler, word), sector)
                break
        else:
            book.word("sector", text, sector)


def add_cameo_spellings(books: list[Book], book: Book, sources: Path) -> None:
    """Other spellings of names that the dictionaries' blocks tie to somebody known, of the same country."""
    iso2 = {row["iso3"]: row["iso2"] for row in rows(sources / "country-codes.csv")}
    everybody = {i: line.split("\t") for b in books for i, line in b.entries.items()}
    for names, codes, _ in blocks(sources / "cameo" / "countries.txt"):
        countries = {iso2.get(code[:3]) for code in codes}
        shown = [name for name in map(cameo_name, names) if 1 <= name.count(" ") <= 3]
        if not codes or len(shown) < 2 or ("GOV" not in "".join(codes) and "ELI" not in "".join(codes)):
            continue
        known = {
            i for name in shown if (i := named(books, name, ("Person",))) and everybody[i][2] in countries
        }  # fmt: skip
        if len(known) != 1:
            continue
        entry_id = known.pop()
        last = key(everybody[entry_id][1]).split()[-1]
        for name in shown:
            if named(books, name) is None and key(name).split()[-1][:2] == last[:2] and not _TITLED.search(name):
                book.name(entry_id, name, "s")


_TITLED = re.compile(
    r"(?i)\b(president|minister|secretary|king|queen|general|leader|chief|chancellor|premier|mr|mrs|dr|sheikh|prince|administration|"
    r"government|regime|ambassador|official)\b"
)
