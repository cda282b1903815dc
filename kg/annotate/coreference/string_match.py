"""Names of one article that mean the same: surname and full name, acronym and long form, misspelt and right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from kg.annotate.coreference.entity_clusters import EntityClusters
from kg.annotate.names.candidate import Candidate
from kg.annotate.names.misspellings import misspells
from kg.lexicon.gazetteer.fold import fold
from kg.lexicon.words import GENERATIONS, short_forms, word_list
from kg.records import MentionType

_ORGANIZED = frozenset(
    {"Organization", "IntergovernmentalOrganization", "Government", "ArmedGroup", "Media", "Group", "Other"}
)

_LOCATED: frozenset[MentionType] = frozenset({"Place", "Facility"})
_BODIES: frozenset[MentionType] = frozenset(
    {"Organization", "IntergovernmentalOrganization", "Government", "ArmedGroup", "Media", "Other"}
)

_SMALL = word_list("annotate.coreference.string_match", "small")


#: With how many full names of the same surname, or surnames of the same first letter, one is compared.
_MOST = 100


def join_names(clusters: EntityClusters) -> None:
    """Join the names that mean the same."""
    _identical(clusters)
    _persons(clusters)
    _acronyms(clusters)
    _shortened(clusters)
    _misspelt(clusters)


def _words(clusters: EntityClusters, i: int) -> tuple[str, ...]:
    """The words of a name, without what tells generations apart but for a son's where the article knows the father."""
    item = clusters.found[i]
    words = fold(item.span(clusters.doc).text).lower().split()
    bare = [w for w in words if w not in GENERATIONS]
    if item.type == "Person" and item.entry is None and bare and words[-1] == "jr" and _known(clusters, bare[-1]):
        bare[-1] += " jr"
    return tuple(bare)


def _known(clusters: EntityClusters, surname: str) -> bool:
    """Whether the gazetteer knows somebody of that surname whom the article names without a "Jr."."""
    return surname in clusters.surnames


def _different(clusters: EntityClusters, types: frozenset[MentionType]) -> dict[tuple[str, ...], int]:
    """The first mention of each different name of ``types``, by its words (the same words are one already)."""
    first: dict[tuple[str, ...], int] = {}
    for i, item in _names(clusters):
        if item.type in types and (words := _words(clusters, i)):
            first.setdefault(words, i)
    return first


def _names(clusters: EntityClusters) -> Iterator[tuple[int, Candidate]]:
    return ((i, f) for i, f in enumerate(clusters.found) if f.kind == "name" and f.type != "Office")


def _identical(clusters: EntityClusters) -> None:
    first: dict[tuple[str, ...], int] = {}
    couples = _couples(clusters)
    for i, item in _names(clusters):
        keys: list[tuple[str, ...]]
        if item.type in ("Country", "Government", "Group") and item.country and (item.entry or item.type == "Group"):
            keys = (
                [(item.type, item.country)] if item.type != "Government" or not item.entry else [("id", item.entry.id)]
            )
        else:
            words = _words(clusters, i)
            told = (clusters.gender(i) or "",) if item.type == "Person" and words in couples else ()
            keys = [(_class(item), *words, *told)]
            keys += [("id", item.entry.id)] if item.entry else []
        for key in keys:
            clusters.join(first.setdefault(key, i), i)


def _couples(clusters: EntityClusters) -> set[tuple[str, ...]]:
    """Surnames that the article has both with "Mr" and with "Mrs": of two people."""
    told: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for i, item in _names(clusters):
        words, sex = _words(clusters, i), clusters.gender(i)
        if item.type == "Person" and len(words) == 1 and sex is not None:
            told[words].add(sex)
    return {words for words, sexes in told.items() if len(sexes) > 1}


def _class(item: Candidate) -> str:
    if item.type in _ORGANIZED:
        return "organized"
    return "located" if item.type in _LOCATED or item.type == "Country" else item.type


# ---------------------------------------------------------------- people


def _persons(clusters: EntityClusters) -> None:
    people = _different(clusters, frozenset({"Person"}))
    full: dict[str, list[int]] = defaultdict(list)
    firsts: dict[str, list[int]] = defaultdict(list)
    told: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for words, i in people.items():
        if len(words) > 1:
            for other in told[words[-1]][-_MOST:]:
                if _one_person(words, other):
                    clusters.join(people[other], i)
            told[words[-1]].append(words)
            full[words[-1]].append(i)
            firsts[words[0]].append(i)
    _parts(clusters, people)
    for word, i in _single(clusters):
        bearers = [j for j in full.get(word, ()) if _one_sex(clusters, i, j)]
        if word in full:
            bearer = _bearer(clusters, i, bearers) if bearers else None
        else:
            bearer = _only(clusters, firsts.get(word, []))
        if bearer is not None and not clusters.same(i, bearer):
            if clusters.entry(i) is not None and clusters.entry(bearer) is None:
                clusters.link(i, None)
            clusters.join(bearer, i)


def _parts(clusters: EntityClusters, people: dict[tuple[str, ...], int]) -> None:
    """Two or more words that begin or end one longer name alone: "Edmundo González", "González Urrutia"; not who is
    known by the end of another's name: "Nawaz Sharif" and "Maryam Nawaz Sharif"."""
    longer = _longer(people, 2)
    for words, i in people.items():
        whole = _only(clusters, longer.get(words, []))
        if whole is None or _differ(clusters, i, whole) or not _one_sex(clusters, i, whole):
            continue
        if clusters.entry(i) is None or _words(clusters, whole)[: len(words)] == words:
            clusters.join(whole, i)


def _single(clusters: EntityClusters) -> Iterator[tuple[str, int]]:
    """Surnames alone, one for each that are one already, with their first mentions."""
    seen: set[tuple[str, int]] = set()
    for i, item in _names(clusters):
        words = _words(clusters, i)
        if item.type == "Person" and len(words) == 1 and (key := (words[0], clusters.find(i))) not in seen:
            seen.add(key)
            yield words[0], i


def _one_sex(clusters: EntityClusters, i: int, j: int) -> bool:
    """Whether "Mrs Prado" can be whom mention ``j`` names: nobody known to be a man."""
    return None in (sexes := {clusters.gender(i), clusters.gender(j)}) or len(sexes) == 1


def _one_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """ "George W. Bush" and "George Bush", "J. Biden" and "Joe Biden": not "George Bush" and "Laura Bush"."""
    x, y = a[0].rstrip("."), b[0].rstrip(".")
    return (
        x == y
        or y in short_forms().get(x, ())
        or (min(len(x), len(y)) == 1 and x[0] == y[0])
        or (len(x) > 2 and len(y) > 2 and (x.startswith(y) or y.startswith(x)))
    )


def _bearer(clusters: EntityClusters, i: int, full: list[int]) -> int | None:
    """Whose surname mention ``i`` is: that of its own entry, else the nearest full name before it, else the first."""
    entry = clusters.entry(i)
    if entry is not None:
        same = next((j for j in full if (other := clusters.entry(j)) is not None and other.id == entry.id), None)
        if same is not None:
            return same
    if len({clusters.find(j) for j in full}) == 1:
        return full[0]
    before = [j for j in full if j < i]
    return max(before) if before else full[0]


def _longer(names: Mapping[tuple[str, ...], int], least: int) -> dict[tuple[str, ...], list[int]]:
    """What begins or ends a longer name, of ``least`` words at least → the mentions of the longer names."""
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for words, i in names.items():
        for n in range(least, len(words)):
            found[words[:n]].append(i)
            found[words[-n:]].append(i)
    return found


def _only(clusters: EntityClusters, candidates: list[int]) -> int | None:
    return candidates[0] if candidates and len({clusters.find(j) for j in candidates}) == 1 else None


# ---------------------------------------------------------------- organizations


def _acronyms(clusters: EntityClusters) -> None:
    doc = clusters.doc
    long: dict[str, list[int]] = defaultdict(list)  # initials → names
    by_start = {item.start: i for i, item in _names(clusters)}
    for i, item in _names(clusters):
        if item.end - item.start > 1 and item.type != "Person":
            words = [t.text for t in item.span(doc) if t.text[0].isalnum()]
            long["".join(w[0] for w in words if w.lower() not in _SMALL).upper()].append(i)
            long["".join(w[0] for w in words).upper()].append(i)
        after = by_start.get(item.end + 1)
        if (
            after is not None
            and item.end + 1 < len(doc)
            and doc[item.end].text == "("
            and _in_brackets(clusters, after)
            and _class(item) == _class(clusters.found[after])  # "SPD (Germany)" says where it is
        ):
            short, whole = sorted((item, clusters.found[after]), key=lambda f: f.end - f.start)
            if _is_acronym(short.span(doc).text) and short.end - short.start < whole.end - whole.start + 1:
                clusters.join(i, after)
    long = {short: list(dict.fromkeys(map(clusters.find, whole))) for short, whole in long.items()}
    for i, item in _names(clusters):
        text = item.span(doc).text.replace(".", "")
        if _is_acronym(text) and item.type not in ("Country", "Person"):
            found = {clusters.find(j) for j in long.get(text.upper(), [])}
            if len(found) == 1 and not _differ(clusters, i, min(found)):
                clusters.join(min(found), i)


def _in_brackets(clusters: EntityClusters, i: int) -> bool:
    end = clusters.found[i].end
    return end < len(clusters.doc) and clusters.doc[end].text == ")"


def _is_acronym(text: str) -> bool:
    return 2 <= len(text) <= 8 and sum(c.isupper() for c in text) > len(text) / 2 and " " not in text


def _differ(clusters: EntityClusters, i: int, j: int) -> bool:
    a, b = clusters.entry(i), clusters.entry(j)
    return a is not None and b is not None and a.id != b.id


def _shortened(clusters: EntityClusters) -> None:
    """ "the Commission" for "the European Commission", where only one longer name of the kind begins or ends so."""
    for types in (_BODIES, _LOCATED):
        names = _different(clusters, types)
        longer = _longer(names, 1)
        for words, i in names.items():
            holders = {clusters.find(j) for j in longer.get(words, ())}
            if len(holders) == 1 and clusters.entry(i) is None and _own(words):
                clusters.join(min(holders), i)


def _own(words: tuple[str, ...]) -> bool:
    return len(words[0]) > 3


def _misspelt(clusters: EntityClusters) -> None:
    """A rare name a letter or two away from a frequent one, of the same type and in no gazetteer."""
    for kind in ("Person", "Place", "Organization"):
        alike: dict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
        for words, i in _different(clusters, frozenset({kind})).items():
            if len(words[-1]) >= 6:
                alike[words[-1][0]].append((words, i))
        for names in alike.values():
            for n, (words, i) in enumerate(names):
                if clusters.entry(i) is None:
                    _correct(clusters, words, i, names[max(0, n - _MOST) : n + _MOST])


def _correct(
    clusters: EntityClusters, words: tuple[str, ...], i: int, names: list[tuple[tuple[str, ...], int]]
) -> None:
    for right, j in names:
        if clusters.same(i, j) or len(clusters.members(j)) < len(clusters.members(i)):
            continue
        if (len(words) == 1 or words[:-1] == right[:-1]) and misspells(words[-1], right[-1]):
            clusters.join(j, i)
            return
