"""The folder of a graph: the extractions it keeps, a person's judgements, and the store that is made from them.

    DIR/graph.json         what it is, its version and base IRI (:mod:`kg.graph.description`)
    DIR/articles.sqlite    the extractions (:mod:`kg.graph.kept`)
    DIR/derived.sqlite     what merging needs of each of them (:mod:`kg.graph.derived`)
    DIR/judgements.jsonl   what a person said is, or is not, the same (:mod:`kg.graph.judgement_file`)
    DIR/gazetteer-HASH     names of the user's own, as they were given last
    DIR/made-of.json       what that store was made of, so that it is not made again (:mod:`kg.graph.made_of`)
    DIR/current            the name of the store that readers open (:mod:`kg.graph.published`)
    DIR/store-HASH/        an Oxigraph store, the judgements that its merging rests on, and its checksums
    DIR/damaged-HASH-NAME  a file that was damaged, as it was when another took its place

One process writes at a time; readers are never disturbed. Whatever a writer that was killed leaves is swept, or carried
on, by the next; what is damaged is noticed by its checksum and mended by a build (:mod:`kg.graph.upkeep`).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout

from kg.errors import GraphError, GraphInUseError, NewerGraphError, StoreError, UnknownThingError
from kg.graph import description, judgement_file, kept_repair, made_of, upkeep
from kg.graph.complete import Complete
from kg.graph.derived import FILE as DERIVED
from kg.graph.derived import derived
from kg.graph.description import GAZETTEER, Description
from kg.graph.files import DAMAGED, is_part, put_aside, sweep, write_whole
from kg.graph.kept import FILE as ARTICLES
from kg.graph.kept import Kept
from kg.graph.names import Names
from kg.graph.published import PREFIX, STORE, Change, Reader, clean, publish, remedy
from kg.graph.rdf import Quad, Store
from kg.graph.units import Unit, Units, quads, stored
from kg.ids import BASE, article_key
from kg.records import Article, Extraction, Judgement, Resolution


class GraphFolder:
    """A graph on disk. ``with folder:`` holds its lock, which everything that changes it needs.

    Every method raises GraphError, one line that names the folder, where the folder cannot be used.
    """

    def __init__(self, path: Path, base: str) -> None:
        self.path, self.base = path, base
        self._lock = FileLock(path / ".lock", timeout=0)
        self._kept: Kept | None = None
        self._reader: Reader | None = None
        self._mended: tuple[upkeep.Damage, ...] = ()
        self._made: list[Path] = []

    @property
    def name(self) -> str:
        """What the folder is called, wherever it stands and however it was named."""
        return self.path.resolve().name

    @classmethod
    def open(cls, path: str | Path) -> GraphFolder:
        """The graph in the folder ``path``, which must be one."""
        folder = Path(path)
        if not folder.is_dir():
            raise GraphError(f"{folder}: no such folder")
        return cls(folder, description.read(folder).base)

    @staticmethod
    def exists(path: str | Path) -> bool:
        """Whether there is a graph in the folder ``path``, be it a damaged one."""
        return (Path(path) / description.FILE).exists() or description.holds_a_graph(Path(path))

    @classmethod
    def create_or_open(cls, path: str | Path, base: str | None = None) -> GraphFolder:
        """The graph in ``path``; an empty or missing folder becomes one. ``base`` must be that of a graph which exists.

        A description that is damaged or missing is restored from a store. Raises GraphError where the folder holds
        something else, too, and where ``base`` is no IRI that ends in / or #.
        """
        folder = Path(path)
        if base is not None:
            description.check_base(base)
        mended: tuple[upkeep.Damage, ...] = ()
        made = [parent for parent in (folder, *folder.parents) if not parent.exists()]
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if not cls.exists(folder):
                if any(child.name != ".lock" and not is_part(child.name) for child in folder.iterdir()):
                    raise GraphError(f"{folder}: not a graph folder, and not empty")
                with cls(folder, base or BASE):
                    if not (folder / description.FILE).exists():
                        description.write(folder, Description(base or BASE))
            else:
                mended = cls._describe_anew(folder, base)
        except OSError as error:
            raise GraphError(f"{folder}: {error.strerror}") from error
        opened = cls.open(folder)
        opened._mended, opened._made = mended, made
        if base is not None and base != opened.base:
            raise GraphError(f"{folder}: its base is {opened.base}, not {base}")
        return opened

    @classmethod
    def _describe_anew(cls, folder: Path, base: str | None) -> tuple[upkeep.Damage, ...]:
        """Restore a description that is damaged; gives what was wrong."""
        try:
            description.read(folder)
        except NewerGraphError:
            raise
        except GraphError as error:
            if not description.holds_a_graph(folder):
                raise
            with cls(folder, base or BASE):
                known = description.restored(folder)
                if known is None and base is None:
                    raise GraphError(f"{error}, if you give its --base") from error
                known = known or Description(base or BASE, _only_gazetteer(folder))
                description.write(folder, known)
            return (upkeep.Damage(description.FILE, "was damaged or missing; written anew"),)
        return ()

    def __enter__(self) -> GraphFolder:
        try:
            self._lock.acquire()
        except Timeout as error:
            raise GraphInUseError(f"{self.path}: in use by another process") from error
        except OSError as error:
            raise GraphError(f"{self.path}: cannot be written ({error.strerror})") from error
        if self._lock.lock_counter == 1:
            self._close_articles()  # they may be open for reading only
            try:
                sweep(self.path)
                kept_repair.settle(self.path / ARTICLES)
            except OSError as error:
                self._lock.release()
                raise GraphError(f"{self.path}: cannot be written ({error.strerror})") from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self._lock.lock_counter == 1:
                self.close()
                if self.path.is_dir():
                    with self._errors():
                        clean(self.path)
        except GraphError:
            if error is None:
                raise
        finally:
            self._lock.release()

    @property
    def is_empty(self) -> bool:
        """Whether it is a graph in name only: it keeps nothing, not even a damaged file, and never had a store."""
        kept = (judgement_file.FILE, f"{DAMAGED}*", f"{PREFIX}*")
        return not any(path for name in kept for path in self.path.glob(name)) and not len(self)

    def discard(self) -> None:
        """Take back a graph that :attr:`is_empty`, and the folders that were made for it."""
        self._needs_lock()
        self.close()
        with self._errors():
            for name in (".lock", description.FILE, f"{ARTICLES}*", f"{GAZETTEER}*", f"{DERIVED}*"):
                for path in self.path.glob(name):
                    path.unlink()
        for folder in self._made:
            with suppress(OSError):  # somebody put something there meanwhile
                folder.rmdir()

    def close(self) -> None:
        """Commit what was added; let go of all files but the lock."""
        self._close_articles()
        self.refresh()

    # ------------------------------------------------------------ what is kept

    def __len__(self) -> int:
        with self._errors():
            return len(self._articles())

    def extractions(self) -> Iterator[Extraction]:
        """Every extraction that is kept, sorted by article key, one in memory at a time."""
        with self._errors():
            yield from self._articles()

    def derived(self, make: Callable[[Extraction], bytes]) -> Iterator[bytes]:
        """What ``make`` gives of every extraction, sorted by article key; kept, so that it is made once.

        ``make`` is the same wherever it is called: what is kept is by the extraction and the program alone.
        """
        self._needs_lock()
        with self._errors():
            articles = self._articles()
            kept = {key: f"{made_of.program()} {checksum}" for key, checksum in articles.checksums().items()}
            yield from derived(self.path, kept, lambda key: make(self._extraction(key)))

    def keeps(self, key: str) -> bool:
        """Whether an article of this key is kept."""
        with self._errors():
            return self._articles().get(key) is not None

    def as_of(self, day: str) -> Iterator[Extraction]:
        """What stood here of the articles that were published by ``day`` (a whole ISO day), as far as that is known."""
        with self._errors():
            yield from self._articles().as_of(day)

    def text_of(self, article: Article) -> str | None:
        """The hash of the text that an article of the same key now has here."""
        with self._errors():
            return self._articles().text_of(article_key(article))

    def has(self, article: Article, settings: str = "") -> bool:
        """Whether adding what is extracted from ``article`` with these settings would change nothing."""
        with self._errors():
            return self._articles().has(article, settings)

    def sha256_of(self, ident: str) -> str | None:
        """The hash of the text that an article has, by its id; None if there is no such article."""
        with self._errors():
            try:
                kept = self._articles().get(self._articles().find(ident))
            except UnknownThingError:
                return None
        return kept.article.sha256 if kept else None

    def add(self, extraction: Extraction, settings: str = "") -> bool:
        """Keep an extraction; False if nothing changes: its text is kept already, with the same settings.

        Another text of the same URL is another version: the newest is the article (:mod:`kg.graph.versions`). Raises
        InputError where its id already stands for another article.
        """
        self._needs_lock()
        with self._errors():
            return self._articles().add(extraction, settings)

    def replace(self, newer: Article, older: str) -> None:
        """Remember that ``newer`` takes the place of the article of this id, key or IRI. Raises UnknownThingError."""
        self._needs_lock()
        with self._errors():
            self._articles().replace(newer, self._named(older))

    def remove(self, article: str) -> str:
        """Forget an article, with all its versions, by its id, key or IRI (a reading's will do); gives its key.

        Raises UnknownThingError.
        """
        self._needs_lock()
        with self._errors():
            key = self._articles().find(self._named(article))
            self._articles().remove(key)
        return key

    def is_being_removed(self, article: str) -> bool:
        """Whether an article of this id, key or IRI was taken back, and the graph without it is not published yet."""
        with self._errors():
            return bool(self._articles().removed(self._named(article)))

    def _named(self, article: str) -> str:
        start = f"{self.base}article/"
        return article.removeprefix(start).partition("#")[0] if article.startswith(start) else article

    # ------------------------------------------------------------ damage

    def damage(self) -> tuple[upkeep.Damage, ...]:
        """What is wrong with what the folder keeps, all of it looked at; nothing is changed."""
        with self._errors():
            return tuple(upkeep.damage(self.path, self._description()))

    def check(self) -> None:
        """Raise GraphError where what is kept is damaged: who merges it would make a graph of what is left."""
        for damage in self.damage():
            raise GraphError(f"{self.path}/{damage}; kg build --graph {self.path} keeps what is whole")

    def repair(self) -> tuple[upkeep.Damage, ...]:
        """Mend what is kept as far as can be; what was wrong with it. A damaged file is put aside first."""
        self._needs_lock()
        self._close_articles()
        with self._errors():
            mended = (*self._mended, *upkeep.repair(self.path, self._description()))
            self._describe(self._description())
        self._mended = ()
        return mended

    def _description(self) -> Description:
        found = description.read(self.path)
        return found if found.checked else replace(found, gazetteer=_only_gazetteer(self.path))

    def _describe(self, wanted: Description) -> None:
        """Write the description unless it is this one already, checksum and all."""
        if description.read(self.path) != replace(wanted, checked=True):
            description.write(self.path, wanted)

    # ------------------------------------------------------------ what a person decided

    def judgements(self) -> tuple[Judgement, ...]:
        """A person's judgements, sorted."""
        try:
            return upkeep.judgements(self.path)
        except (OSError, ValueError) as error:
            path = self.path / judgement_file.FILE
            raise GraphError(f"{path}: cannot be read ({' '.join(str(error).split())}); {remedy(self.path)}") from error

    def add_judgement(self, judgement: Judgement) -> None:
        """Keep a person's judgement; it takes the place of an earlier one on the same two readings."""
        self.add_judgements([judgement])

    def add_judgements(self, judgements: Iterable[Judgement]) -> None:
        """Keep judgements, all at once; each takes the place of an earlier one on the same two readings."""
        self._needs_lock()
        kept = {frozenset((j.left, j.right)): j for j in (*self.judgements(), *judgements)}
        with self._errors():
            write_whole(self.path / judgement_file.FILE, judgement_file.write(kept.values()))

    def forget_judgements(self, article: Article) -> int:
        """Drop a person's judgements on readings of an article, which mean another text now; gives their number."""
        self._needs_lock()
        start = f"{article_key(article)}#"
        known = self.judgements()
        left = [j for j in known if not (j.left.startswith(start) or j.right.startswith(start))]
        if len(left) < len(known):
            with self._errors():
                write_whole(self.path / judgement_file.FILE, judgement_file.write(left))
        return len(known) - len(left)

    # ------------------------------------------------------------ names of the user's own

    @property
    def gazetteer(self) -> Path | None:
        """The file of names that this graph is built with, None where only the shipped ones are."""
        name = self._description().gazetteer
        if name is None:
            return None
        if not upkeep.is_whole(self.path / name):
            raise GraphError(f"{self.path}: {name} is missing or damaged; {remedy(self.path)}")
        return self.path / name

    def keep_gazetteer(self, given: Path) -> None:
        """Keep a copy of the file ``given``: it travels with the graph, and every later merging rests on it."""
        self._needs_lock()
        with self._errors():
            data = given.read_bytes()
            kept = self.path / f"{GAZETTEER}{sha256(data).hexdigest()[:16]}"
            before = [path for path in self.path.glob(f"{GAZETTEER}*") if path != kept or not upkeep.is_whole(path)]
            for path in before:
                if not upkeep.is_whole(path):
                    put_aside(path)
            if not kept.exists() or kept in before:
                write_whole(kept, data)
            self._describe(Description(self.base, kept.name))
            for path in before:
                if path != kept:
                    path.unlink()

    # ------------------------------------------------------------ what readers see

    def unchanged(self) -> dict[str, int] | None:
        """The numbers that :meth:`publish` was given if all that the current store was made of is as it was then."""
        self._needs_lock()
        with self._errors():
            return made_of.known(self.path, self._basis())

    def _basis(self) -> str:
        judged = judgement_file.write(self.judgements()).decode()
        return made_of.basis(description.text(self._description()), judged, self._articles().state())

    def publish(self, resolution: Resolution, counts: Mapping[str, int] | None = None) -> str:
        """Make the graph of all extractions as ``resolution`` merges them the current one; gives the store's name.

        ``counts`` are told by :meth:`unchanged` until anything changes.
        """
        self._needs_lock()
        with self._errors():
            articles = self._articles()
            articles.commit()
            kept = upkeep.copies(self.path, self._description(), articles.names())
            units = list(Units(resolution, Names(self.base)).all(articles.checksums(), self._extraction))
            name = publish(self.path, self._quads(units), resolution.judgements, kept)
            articles.forget_removed()
            made_of.write_units(self.path, name, {unit.key: unit.made_of for unit in units})
            if counts is not None:
                made_of.write(self.path, name, self._basis(), counts)
            return name

    def _quads(self, units: Sequence[Unit]) -> Iterable[Quad] | Change:
        """All quads of a graph, or how they differ from those of the current store, if it is known of what that is."""
        if (known := made_of.known_units(self.path)) is None:
            return quads(units)
        name, before = known
        now = {unit.key: unit.made_of for unit in units}
        changed = [unit for unit in units if before.get(unit.key) != unit.made_of]
        old, names = STORE.open(self.path / name / "quads"), Names(self.base)
        gone = [key for key in before if before[key] != now.get(key)]
        removed = {quad for key in gone for quad in stored(old, key, names)}
        added = {quad for unit in changed for quad in unit.quads()}
        return Change(name, removed - added, added - removed)

    def _extraction(self, key: str) -> Extraction:
        found = self._articles().get(key)
        assert found is not None, key
        return found

    def store(self) -> Store:
        """The current graph, read-only. It stays as it is until :meth:`refresh`, whatever others build meanwhile."""
        return Complete(self.reader().store, self.base)

    def reader(self) -> Reader:
        """The current store with the judgements behind it."""
        if self._reader is None:
            self._reader = Reader(self.path)
        return self._reader

    def refresh(self) -> None:
        """Let the next :meth:`store` be the current one again."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def why(self) -> tuple[Judgement, ...]:
        """The judgements, of rules and of persons, that the current store's merging rests on, sorted."""
        try:
            lines = self.reader().judgements.read_text(encoding="utf-8").splitlines()
            return tuple(judgement_file.judgement_of(json.loads(line)) for line in lines)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise GraphError(f"{self.path}: its store's judgements cannot be read; {remedy(self.path)}") from error

    # ------------------------------------------------------------

    def _articles(self) -> Kept:
        if self._kept is None:
            path, writable = self.path / ARTICLES, self._lock.is_locked
            if writable and kept_repair.is_first(path):
                kept_repair.upgrade(path)
            self._kept = Kept(path, writable=writable)
        return self._kept

    def _close_articles(self) -> None:
        if self._kept is not None:
            kept, self._kept = self._kept, None
            with self._errors():
                kept.close()

    def _needs_lock(self) -> None:
        if not self._lock.is_locked:
            raise RuntimeError("a graph is changed within `with folder:` only")

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise GraphError(f"{self.path}: {ARTICLES} cannot be used ({error})") from error
        except (OSError, StoreError) as error:
            raise GraphError(f"{self.path}: cannot be written ({' '.join(str(error).split())})") from error


def _only_gazetteer(folder: Path) -> str | None:
    """The name of the file of names in a folder whose description tells none: the first versions had one at most."""
    return min((path.name for path in folder.glob(f"{GAZETTEER}*")), default=None)
