"""What a graph folder keeps, looked at for damage and mended: its articles, judgements, and names of the user's own.

Each store holds a copy of the small files that it was made from (``kept/``), so that one can be restored from the
other.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kg.errors import GraphError
from kg.graph import judgement_file, kept_repair
from kg.graph.checksums import sealed, unsealed
from kg.graph.description import Description
from kg.graph.description import text as description_text
from kg.graph.files import put_aside, write_whole
from kg.graph.kept import FILE as ARTICLES
from kg.graph.published import KEPT, stores
from kg.records import Judgement

LIST = "articles.json"
#: So many ids are listed in a message.
LISTED = 12


@dataclass(frozen=True, slots=True)
class Damage:
    """A ``file`` of the folder, what is wrong with it, and the articles (key → id) that are lost with it.

    ``restored`` says that nothing is lost, or that a build of the articles named restores it.
    """

    file: str
    what: str
    lost: tuple[tuple[str, str], ...] = ()
    restored: bool = True

    def __str__(self) -> str:
        return f"{self.file}: {self.said}"

    @property
    def said(self) -> str:
        """What is wrong, and which articles are lost."""
        return self.what + (f"; {said_lost(dict(self.lost))}" if self.lost else "")


def said_lost(lost: dict[str, str]) -> str:
    """Which articles are lost, in words."""
    ids = sorted(lost.values())
    more = f" and {len(ids) - LISTED} more" if len(ids) > LISTED else ""
    return f"articles lost: {', '.join(ids[:LISTED])}{more}"


def damage(folder: Path, description: Description) -> Iterator[Damage]:
    """What is wrong with what the folder keeps; nothing is changed."""
    listed = _listed(folder)
    with kept_repair.settled(folder / ARTICLES) as path:
        wrong = kept_repair.fault(path)
        lost = kept_repair.lost(path, listed) if wrong is None else {}
    if wrong is not None and (path.exists() or listed):
        yield Damage(ARTICLES, wrong)
    elif lost:
        yield Damage(ARTICLES, "is not whole", tuple(lost.items()))
    judged = _judgements(folder)
    yield from (Damage(judgement_file.FILE, wrong) for wrong in judged.faults)
    if (name := description.gazetteer) is not None and (wrong := _gazetteer_fault(folder / name)) is not None:
        yield Damage(name, wrong)


def repair(folder: Path, description: Description) -> Iterator[Damage]:
    """Mend what is damaged, and give what the first versions wrote its checksums; the caller holds the lock.

    What was wrong is told once it is mended. Raises GraphError, before anything is changed, where names of the user's
    own are lost, without which the graph would be another; OSError or sqlite3.Error where the folder cannot be written.
    """
    if (name := description.gazetteer) is not None and (wrong := _gazetteer_fault(folder / name)) is not None:
        yield _mend_gazetteer(folder / name, wrong)
    yield from _mend_articles(folder)
    yield from _mend_judgements(folder)


def copies(folder: Path, description: Description, names: dict[str, list[str]]) -> dict[str, bytes]:
    """What goes with a store: the small files that it is made from, and the ids (``names``) of its articles."""
    listed = json.dumps(sealed({"articles": names})) + "\n"
    found = {"graph.json": description_text(description).encode(), LIST: listed.encode()}
    for name in (judgement_file.FILE, description.gazetteer):
        if name is not None and (folder / name).exists():
            found[name] = (folder / name).read_bytes()
    return found


def _mend_articles(folder: Path) -> Iterator[Damage]:
    path, listed = folder / ARTICLES, _listed(folder)
    wrong = kept_repair.fault(path)
    if wrong is not None and (path.exists() or listed):
        if path.exists():
            put_aside(path)
        lost = kept_repair.rebuild(path, listed)
        yield Damage(ARTICLES, f"{wrong}; what is whole of it is kept", tuple(lost.items()))
    elif wrong is None and kept_repair.lost(path, listed):
        lost = kept_repair.rebuild(path, listed)
        yield Damage(ARTICLES, "is not whole", tuple(lost.items()))


def _mend_judgements(folder: Path) -> Iterator[Damage]:
    path = folder / judgement_file.FILE
    judged = _judgements(folder)
    if not judged.faults and (judged.checked or not judged.judgements):
        return
    found = {frozenset((j.left, j.right)): j for j in judged.judgements}
    restored = 0
    for copy in _copies(folder, judgement_file.FILE) if judged.faults else ():
        for judgement in judgement_file.read(copy).judgements:
            pair = frozenset((judgement.left, judgement.right))
            restored += pair not in found
            found.setdefault(pair, judgement)
    if path.exists() and judged.faults:
        put_aside(path)
    write_whole(path, judgement_file.write(found.values()))
    said = f"; {restored} restored from the store" if restored else ""
    for wrong in judged.faults:
        yield Damage(judgement_file.FILE, wrong + said, restored=bool(restored))


def _mend_gazetteer(path: Path, wrong: str) -> Damage:
    copy = next((copy for copy in _copies(path.parent, path.name) if _fits(path.name, copy)), None)
    if copy is None:
        raise GraphError(f"{path}: {wrong}; give the names again: kg build --graph {path.parent} --gazetteer FILE")
    if path.exists():
        put_aside(path)
    write_whole(path, copy)
    return Damage(path.name, f"{wrong}; restored from the store")


def _judgements(folder: Path) -> judgement_file.Read:
    """A person's judgements; that there are none is damage where the store was made with some."""
    try:
        return judgement_file.read((folder / judgement_file.FILE).read_bytes())
    except FileNotFoundError:
        missing = any(judgement_file.read(copy).judgements for copy in _copies(folder, judgement_file.FILE))
        return judgement_file.Read((), ("is missing",) if missing else (), True)


def judgements(folder: Path) -> tuple[Judgement, ...]:
    """A person's judgements, sorted; raises ValueError, which says what is wrong, where any is damaged, or OSError."""
    judged = _judgements(folder)
    if judged.faults:
        raise ValueError(judged.faults[0])
    return judged.judgements


def is_whole(gazetteer: Path) -> bool:
    """Whether a file of names is there, and as it was given."""
    return _gazetteer_fault(gazetteer) is None


def _gazetteer_fault(path: Path) -> str | None:
    try:
        return None if _fits(path.name, path.read_bytes()) else "is damaged"
    except FileNotFoundError:
        return "is missing"


def _fits(name: str, data: bytes) -> bool:
    return name.endswith(f"-{sha256(data).hexdigest()[:16]}")


def _listed(folder: Path) -> dict[str, list[str]]:
    """key → ids of the articles that the last store was made of."""
    for copy in _copies(folder, LIST):
        try:
            listed = unsealed(json.loads(copy))["articles"]
            return {str(key): [str(name) for name in names] for key, names in listed.items()}
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
    return {}


def _copies(folder: Path, name: str) -> Iterator[bytes]:
    """What the stores hold of a file, the current one's first. Each file tells by itself whether it is whole."""
    for store in reversed(stores(folder)):
        try:
            yield (store / KEPT / name).read_bytes()
        except OSError:
            continue
