"""How two name groups compare: features whose weights add up."""

from __future__ import annotations

from kg.resolve.actors import name_comparison
from kg.resolve.actors.name_groups import NameGroup
from kg.resolve.clustering import Features

SAME = 0.65


def compare(a: NameGroup, b: NameGroup) -> Features:
    """Why two groups may be the same, or not: features whose weights add up; from ``SAME`` on they are."""
    if a.link and b.link:
        return (("same link", 1.0),) if a.link == b.link else (("different links", -1.0),)
    found = compare_people(a.name, b.name) if a.family == "person" else compare_names(a, b)
    if a.family == "person" and name_comparison.generation(a.name) != name_comparison.generation(b.name):
        found += _generations(a, b)
    if a.country and b.country:
        found += (("same country", 0.1),) if a.country == b.country else (("different countries", -0.4),)
    return found


def _generations(a: NameGroup, b: NameGroup) -> Features:
    """Junior may be left out of a name, unless an article names the two side by side."""
    both = name_comparison.generation(a.name) and name_comparison.generation(b.name)
    apart = {m.partition("#")[0] for m in a.members} & {m.partition("#")[0] for m in b.members}
    return (("different generations", -1.0),) if both or apart else ()


def compare_people(a: str, b: str) -> Features:
    """Compare two people by their names."""
    (given_a, surname_a), (given_b, surname_b) = name_comparison.person(a), name_comparison.person(b)
    if sorted((*given_a, *surname_a.split())) == sorted((*given_b, *surname_b.split())):
        return (("same names", 0.8),)
    tokens_a, tokens_b = (*given_a, *surname_a.split()), (*given_b, *surname_b.split())
    shorter = min(len(tokens_a), len(tokens_b))
    if shorter > 1 and tokens_a[:shorter] == tokens_b[:shorter]:
        return (("one name begins the other", 0.7),)
    if not name_comparison.same_surname(surname_a, surname_b):
        return (("different surnames", -1.0),)
    surname = ("same surname", 0.4) if surname_a == surname_b else ("surname spelt alike", 0.3)
    agree = name_comparison.given_names(given_a, given_b)
    if agree < 0:
        return surname, ("different given names", -1.0)
    return surname, ("given names agree", round(0.4 * agree, 3))


def compare_names(a: NameGroup, b: NameGroup) -> Features:
    """Compare two groups, not of people, by all their names."""
    left, right = (a.name, *sorted(a.others)), (b.name, *sorted(b.others))
    shared = {name_comparison.plain(n) for n in left} & {name_comparison.plain(n) for n in right}
    if name_comparison.plain(a.name) == name_comparison.plain(b.name):
        found: Features = (("same name", 0.8),)
    elif shared:
        found = (("a name in common", 0.75),)
    elif any(name_comparison.alike(x, y) for x in left for y in right):
        found = (("name spelt alike", 0.7),)
    elif any(name_comparison.is_acronym(x, y) or name_comparison.is_acronym(y, x) for x in left for y in right):
        found = (("acronym of its name", 0.5),)
    else:
        return (("different names", -1.0),)
    if name_comparison.is_general(a.name) and not (a.country and a.country == b.country):
        found += (("a word that every country has", -0.4),)
    return found
