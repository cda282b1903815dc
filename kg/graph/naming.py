"""Which thing of a graph a person means by a name: as it is written there, as a gazetteer knows it, or in part.

Nothing is guessed from a likeness of letters: a name that is misspelt is told what comes near (``GraphView.find``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from kg.errors import AmbiguousNameError
from kg.graph.readings import short
from kg.graph.view import GraphView
from kg.lexicon.gazetteer import Gazetteer
from kg.lexicon.gazetteer.fold import fold

#: So many other things that may be meant are told.
TOLD: Final = 8


@dataclass(frozen=True, slots=True)
class Meant:
    """The things that a name may mean, those on which the graph has most first.

    ``exactly``: it is an IRI, an id or, letter by letter but for case, a name of theirs.
    """

    name: str
    things: tuple[str, ...]
    exactly: bool


def meant(view: GraphView, name: str) -> Meant:
    """What ``name`` may mean. Raises UnknownThingError, with what comes near."""
    if (one := view.by_iri(name) or view.by_ending(name)) is not None:
        return Meant(name, (one,), exactly=True)
    wanted = " ".join(name.split()).casefold()
    if found := view.called(lambda known: known.casefold() == wanted, told=True):
        return Meant(name, _ranked(view, found), exactly=True)
    plain = _plain(name)
    if found := (
        view.called(lambda known: _plain(known) == plain, told=False)
        or _by_gazetteer(view, name)
        or view.called(lambda known: bool(plain) and {*plain.split()} <= {*_plain(known).split()}, told=False)
    ):
        return Meant(name, _ranked(view, found), exactly=False)
    raise view.unknown(name)


def likeliest(view: GraphView, name: str, say: Callable[[str], object]) -> str:
    """The thing that ``name`` means most likely; ``say`` is told which, where the name alone does not say it."""
    found = meant(view, name)
    first, *others = found.things
    if not found.exactly or others:
        also = f"; it may also mean {_listed(view, others)}" if others else ""
        say(f"{short(name, 80)}: taken for {called(view, first)}{also}")
    return first


def only(view: GraphView, name: str, say: Callable[[str], object]) -> str:
    """The one thing that ``name`` means; ``say`` is told which. Raises AmbiguousNameError, naming all."""
    found = meant(view, name)
    if len(found.things) > 1:
        raise AmbiguousNameError(f"{short(name, 80)}: may mean {_listed(view, found.things)}; say which by its id")
    if not found.exactly:
        say(f"{short(name, 80)}: taken for {called(view, found.things[0])}")
    return found.things[0]


def called(view: GraphView, iri: str) -> str:
    """A thing by its label, and by the end of its IRI, which every command takes."""
    return f"{view.label(iri)} ({iri.removeprefix(view.base)})"


def _by_gazetteer(view: GraphView, name: str) -> set[str]:
    """The things that have an identifier of which a gazetteer knows this spelling."""
    entries = [hit.entry for spelt in dict.fromkeys((name, name.title())) for hit in Gazetteer.load().find(spelt)]
    return {thing for entry in entries if entry.iri for thing in view.subjects("owl:sameAs", entry.iri)}


def _plain(name: str) -> str:
    return fold(name).casefold()


def _ranked(view: GraphView, things: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(things, key=lambda iri: (-view.weight(iri), iri)))


def _listed(view: GraphView, things: Iterable[str]) -> str:
    several = list(things)
    more = f" and {len(several) - TOLD} more" if len(several) > TOLD else ""
    return ", ".join(called(view, iri) for iri in several[:TOLD]) + more
