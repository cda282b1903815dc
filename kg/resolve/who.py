"""Who is who: the entities of all articles (``ARTICLE#e1``) in clusters, each what one node stands for.

Entities that say the same of themselves (link, family of types, name, country) make a *bunch*; bunches are compared
where their names may be spellings of one. Different links, different given names and what a person judged forbid.
Nobody is joined to another on a surname alone: the article must also speak of what the other's articles speak of, and
no other bearer of the name may fit as well.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.lexicon.gazetteer import Gazetteer
from kg.records import Judgement
from kg.resolve import names
from kg.resolve.clusters import Clusters, Features, attach, obey, total
from kg.resolve.profiles import Entity

#: Types that name one kind of thing; what is of two families is never compared.
FAMILY = {
    "Person": "person", "Country": "country", "Government": "government", "Organization": "organization",
    "IntergovernmentalOrganization": "organization", "ArmedGroup": "organization", "Media": "organization",
    "Group": "group", "Place": "place", "Facility": "place", "Office": "office", "Agreement": "agreement",
}  # fmt: skip
SAME = 0.65
#: A name that more bunches than this share is compared with its neighbours in the alphabet only.
CROWD = 60


@dataclass(frozen=True, slots=True)
class Bunch:
    """Entities that say the same of themselves. ``key`` is the smallest of ``members``."""

    key: str
    family: str
    link: str | None
    name: str
    country: str | None
    others: frozenset[str]
    members: tuple[str, ...]

    @property
    def weak(self) -> bool:
        """Whether the name alone does not say who: a surname, an initial, an acronym, what every country has."""
        if self.link:
            return False
        if self.family == "person":
            given, _ = names.person(self.name)
            return not given or len(given[0]) == 1
        if self.family == "office":
            return self.country is None
        return self.country is None and names.is_general(self.name)


def main_name(entity: Entity) -> str:
    """The name that says most: of a person with given names, else of the most words; then the commonest."""

    def rank(item: tuple[str, int]) -> tuple[int, int, int, str]:
        name, count = item
        size = min(len(names.plain(name).split()), 3 if entity.type == "Person" else 5)
        return (-size, -count, -len(name), name)

    return min(entity.names, key=rank)[0] if entity.names else ""


def cluster(
    entities: Mapping[str, Entity],
    judgements: Sequence[Judgement],
    gazetteer: Gazetteer | None,
    owner: Mapping[str, str],
) -> Clusters:
    """Cluster ``entities`` (by reading key). ``owner``: for an office, the country or body whose it is."""
    found = Clusters(entities)
    obey(found, judgements)
    bunches = [part for bunch in _bunches(entities, gazetteer, owner) for part in _join(found, bunch)]
    constraints = _Constraints(found, bunches)
    scored = []
    for a, b in _pairs(bunches):
        features = compare(a, b)
        if not a.weak and not b.weak and total(features) >= SAME:
            scored.append((-total(features), a.key, b.key, features))
    for _, left, right, features in sorted(scored):
        constraints.join(left, right, features)
    _attach_weak(found, bunches, entities, constraints)
    return found


def _bunches(entities: Mapping[str, Entity], gazetteer: Gazetteer | None, owner: Mapping[str, str]) -> list[Bunch]:
    """Weak ones stay one an article: "Smith" here and "Smith" there need not be one."""
    grouped: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key, entity in entities.items():
        family, name = FAMILY.get(entity.type), main_name(entity)
        if family is None or not name:
            continue
        country = entity.country or ""
        plain = _identity(entity, family, name, country, gazetteer)
        if family == "office":
            country = owner.get(key, country)
        alone = Bunch(key, family, entity.link, name, country or None, frozenset(), ()).weak
        # A linked thing is what its link says, whatever the article calls it.
        said = ("", "") if entity.link else (plain, country)
        grouped[(family if family in ("government", "country") or not entity.link else "", entity.link or "",
                 *said, key if alone and not entity.link else "")].append(key)  # fmt: skip
    return sorted((_bunch(sorted(keys), entities, owner) for keys in grouped.values()), key=lambda b: b.key)


def _identity(entity: Entity, family: str, name: str, country: str, gazetteer: Gazetteer | None) -> str:
    """The name by which equal things are bunched."""
    if family == "person":
        given, surname = names.person(name)
        return " ".join((*given, surname))
    if family == "government" and country and means_government(entity, gazetteer):
        return "government"
    if family == "office" and gazetteer:
        return gazetteer.office(name) or names.plain(name)
    return names.plain(name)


def means_government(entity: Entity, gazetteer: Gazetteer | None) -> bool:
    """Whether all names of a government's entity stand for the whole government, not for a ministry of it."""
    if gazetteer is None:
        return all("government" in names.plain(n).split() or len(n.split()) == 1 for n, _ in entity.names)
    return all(_names_government(name, entity.country, gazetteer) for name, _ in entity.names)


def _names_government(name: str, country: str | None, gazetteer: Gazetteer) -> bool:
    name = name.removeprefix("the ").removeprefix("The ")
    if country in (gazetteer.seat(name), gazetteer.capital(name)):
        return True
    first, _, last = name.rpartition(" ")
    if last.lower() == "government" and gazetteer.demonym(first) == country:
        return True
    best = gazetteer.find(name)[:1]
    return any(h.entry.country == country and h.entry.type in ("Government", "Country") for h in best)


def _bunch(keys: list[str], entities: Mapping[str, Entity], owner: Mapping[str, str]) -> Bunch:
    members = [entities[key] for key in keys]
    counts = Counter(main_name(e) for e in members)
    name = min(counts, key=lambda n: (-len(names.plain(n).split()), -counts[n], n))
    countries = Counter(c for e in members if (c := owner.get(e.key, e.country) if e.type == "Office" else e.country))
    types = Counter(FAMILY[e.type] for e in members)
    family = min(types, key=lambda t: (-types[t], t))
    return Bunch(
        key=keys[0],
        family=family,
        link=members[0].link,
        name=name,
        country=min(countries, key=lambda c: (-countries[c], c), default=None),
        others=frozenset(n for e in members for n, _ in e.names if n != name and _goes_with(family, n, name)),
        members=tuple(keys),
    )


def _goes_with(family: str, name: str, main: str) -> bool:
    """Whether a further name of an entity says who it is: an acronym, a long form, another spelling."""
    if family == "person":
        return bool(names.person(name)[0])
    return names.is_acronym(name, main) or names.is_acronym(main, name) or names.alike(name, main)


def _join(found: Clusters, bunch: Bunch) -> list[Bunch]:
    """Join the members of ``bunch``; in several bunches, sorted, where a person keeps some of them apart."""
    leaders: dict[str, list[str]] = {}
    for member in bunch.members:
        for leader, led in leaders.items():
            if found.join(leader, member, _same_features(bunch)) or found.find(leader) == found.find(member):
                led.append(member)
                break
        else:
            leaders[member] = [member]
    return [replace(bunch, key=leader, members=tuple(led)) for leader, led in leaders.items()]


def _same_features(bunch: Bunch) -> Features:
    if bunch.link:
        return (("same link", 1.0),)
    return (("same name", 0.8),) + ((("same country", 0.1),) if bunch.country else ())


def _pairs(bunches: Iterable[Bunch]) -> Iterable[tuple[Bunch, Bunch]]:
    """Pairs whose names may be one's, each once, sorted."""
    blocks: dict[tuple[str, str], list[Bunch]] = defaultdict(list)
    for bunch in bunches:
        for key in blocks_of(bunch):
            blocks[bunch.family, key].append(bunch)
    seen: set[tuple[str, str]] = set()
    for _, crowd in sorted(blocks.items()):
        ordered = sorted(crowd, key=lambda b: (names.plain(b.name), b.key))
        for i, a in enumerate(ordered):
            for b in ordered[i + 1 : i + 1 + CROWD]:
                pair = (a.key, b.key) if a.key < b.key else (b.key, a.key)
                if pair not in seen:
                    seen.add(pair)
                    yield (a, b) if a.key < b.key else (b, a)


def blocks_of(bunch: Bunch) -> set[str]:
    """What a bunch's names are found by."""
    if bunch.family == "person":
        starts = {" ".join(names.plain(n).split()[:2]) for n in (bunch.name, *bunch.others) if " " in n}
        return starts | {names.skeleton(names.person(n)[1]) for n in (bunch.name, *bunch.others)}
    return {names.block(n) for n in (bunch.name, *bunch.others)} | {
        "".join(w[0] for w in names.plain(n).split() if w not in ("of", "the", "and", "for"))
        for n in (bunch.name, *bunch.others)
        if len(n.split()) > 2
    }


def compare(a: Bunch, b: Bunch) -> Features:
    """Why two bunches may be the same, or not: features whose weights add up; from ``SAME`` on they are."""
    if a.link and b.link:
        return (("same link", 1.0),) if a.link == b.link else (("different links", -1.0),)
    found = _people(a.name, b.name) if a.family == "person" else _names(a, b)
    if a.country and b.country:
        found += (("same country", 0.1),) if a.country == b.country else (("different countries", -0.4),)
    return found


def _people(a: str, b: str) -> Features:
    (given_a, surname_a), (given_b, surname_b) = names.person(a), names.person(b)
    if sorted((*given_a, *surname_a.split())) == sorted((*given_b, *surname_b.split())):
        return (("same names", 0.8),)
    tokens_a, tokens_b = (*given_a, *surname_a.split()), (*given_b, *surname_b.split())
    shorter = min(len(tokens_a), len(tokens_b))
    if shorter > 1 and tokens_a[:shorter] == tokens_b[:shorter]:
        return (("one name begins the other", 0.7),)
    if not names.same_surname(surname_a, surname_b):
        return (("different surnames", -1.0),)
    surname = ("same surname", 0.4) if surname_a == surname_b else ("surname spelt alike", 0.3)
    agree = names.given_names(given_a, given_b)
    if agree < 0:
        return surname, ("different given names", -1.0)
    return surname, ("given names agree", round(0.4 * agree, 3))


def _names(a: Bunch, b: Bunch) -> Features:
    left, right = (a.name, *sorted(a.others)), (b.name, *sorted(b.others))
    shared = {names.plain(n) for n in left} & {names.plain(n) for n in right}
    if names.plain(a.name) == names.plain(b.name):
        found: Features = (("same name", 0.8),)
    elif shared:
        found = (("a name in common", 0.75),)
    elif any(names.alike(x, y) for x in left for y in right):
        found = (("name spelt alike", 0.7),)
    elif any(names.is_acronym(x, y) or names.is_acronym(y, x) for x in left for y in right):
        found = (("acronym of its name", 0.5),)
    else:
        return (("different names", -1.0),)
    if names.is_general(a.name) and not (a.country and a.country == b.country):
        found += (("a word that every country has", -0.4),)
    return found


class _Constraints:
    """What whole clusters must not become: two links, two given names, two countries."""

    def __init__(self, clusters: Clusters, bunches: Sequence[Bunch]) -> None:
        self.clusters = clusters
        self.of: dict[str, set[Bunch]] = defaultdict(set)
        for bunch in bunches:
            for member in bunch.members:
                self.of[clusters.find(member)].add(bunch)

    def allowed(self, a: str, b: str) -> bool:
        left, right = self.of[self.clusters.find(a)], self.of[self.clusters.find(b)]
        return all(total(compare(x, y)) > -0.3 or self._same_name(x, y) for x in left for y in right)

    @staticmethod
    def _same_name(a: Bunch, b: Bunch) -> bool:
        """Clusters hold acronyms and long forms side by side: only what contradicts counts."""
        if a.link and b.link:
            return a.link == b.link
        if a.country and b.country and a.country != b.country:
            return False
        return a.family != "person" or "different given names" not in dict(_people(a.name, b.name))

    def join(self, a: str, b: str, features: Features) -> bool:
        left, right = self.clusters.find(a), self.clusters.find(b)
        if not self.allowed(a, b) or not self.clusters.join(a, b, features):
            return False
        self.moved(left, right)
        return True

    def moved(self, left: str, right: str) -> None:
        both = self.of.pop(left) | self.of.pop(right)
        self.of[self.clusters.find(left)] = both


def _attach_weak(
    found: Clusters, bunches: Sequence[Bunch], entities: Mapping[str, Entity], constraints: _Constraints
) -> None:
    """Surnames, initials and words that every country has: to the one strong cluster that fits, if one does."""
    context = _Context(found, entities)
    strong: dict[tuple[str, str], list[Bunch]] = defaultdict(list)
    for bunch in bunches:
        if not bunch.weak:
            for key in blocks_of(bunch) | _first_names(bunch):
                strong[bunch.family, key].append(bunch)
    chosen: list[tuple[Bunch, dict[str, tuple[str, Features]]]] = []
    for bunch in bunches:
        if bunch.weak:
            candidates: dict[str, tuple[str, Features]] = {}
            for key in sorted(blocks_of(bunch)):
                for other in strong.get((bunch.family, key), ()):
                    features = _weak_features(bunch, other, context)
                    root = found.find(other.key)
                    if features and (root not in candidates or total(features) > total(candidates[root][1])):
                        candidates[root] = (other.key, features)
            chosen.append((bunch, candidates))
    for bunch, candidates in chosen:
        left = found.find(bunch.key)
        held = {root: c for root, c in candidates.items() if constraints.allowed(bunch.key, root)}
        right = {root: found.find(root) for root in held}
        if attach(found, bunch.key, held, threshold=0.5, margin=0.15):
            joined = found.find(bunch.key)
            merged = next(r for r in right.values() if found.find(r) == joined and r != left)
            constraints.moved(left, merged)


def _first_names(bunch: Bunch) -> set[str]:
    """Where the surname stands first ("Xi Jinping"), a single word may be the first one."""
    return {names.skeleton(names.plain(bunch.name).split()[0])} if bunch.family == "person" else set()


def _weak_features(weak: Bunch, strong: Bunch, context: _Context) -> Features:
    """Why a weak name may mean a strong one; empty where it cannot, or where nothing but the name speaks for it."""
    if weak.family == "person":
        given, surname = names.person(weak.name)
        strong_given, strong_surname = names.person(strong.name)
        if names.same_surname(surname, strong_surname) and names.given_names(given, strong_given) >= 0:
            found: Features = (("same surname", 0.4) if surname == strong_surname else ("surname spelt alike", 0.35),)
        elif not given and strong_given and surname == strong_given[0]:
            found = (("its first name", 0.3),)
        else:
            return ()
        found += (("same initial", 0.1),) if given else ()
    else:
        found = _names(weak, strong)
        if total(found) < 0.3:
            return ()
    near = context.shared(weak.key, strong.members)
    if not near:
        return ()
    if weak.country and strong.country:
        found += (("same country", 0.15),) if weak.country == strong.country else (("different countries", -0.4),)
    return (*found, ("speaks of the same others", round(min(0.4, 0.1 + 0.1 * near), 3)))


class _Context:
    """Who else an article names."""

    def __init__(self, clusters: Clusters, entities: Mapping[str, Entity]) -> None:
        self._named: dict[str, set[str]] = defaultdict(set)
        for key, entity in entities.items():
            if entity.names and not key.endswith("#publisher"):
                self._named[entity.article].add(clusters.find(key))
        self._find = clusters.find

    def shared(self, weak: str, members: Sequence[str]) -> int:
        """The most others that the article of ``weak`` shares with one article of ``members`` (of 200 at most)."""
        here = self._named[weak.partition("#")[0]] - {self._find(weak)}
        own = {self._find(member) for member in members}
        articles = sorted({m.partition("#")[0] for m in members} - {weak.partition("#")[0]})[:200]
        return max((len(here & (self._named[a] - own)) for a in articles), default=0)
