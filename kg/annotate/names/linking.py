"""Names → the gazetteer's entry that is meant, by what the rest of the article supports."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise, zip_longest

from spacy.tokens import Doc

from kg.annotate.mention_types import compatible
from kg.annotate.names.candidate import Candidate
from kg.annotate.names.gazetteer_matcher import GazetteerMatcher
from kg.annotate.names.subdivisions import is_part, part
from kg.annotate.names.towns import in_what
from kg.lexicon.gazetteer import Hit
from kg.lexicon.gazetteer.offices import office
from kg.lexicon.words import bag, gender, nouns, word_list
from kg.records import PLACE_TYPES

_OF_A_LEADER = word_list("annotate.names.linking", "of_a_leader")

_AND = bag(", and or &")
#: Whose leaders the news of any country calls by surname alone.
_LARGEST = word_list("annotate.names.linking", "largest")

#: A city so many times the size of the next of its name is meant where nothing tells.
_LARGER = 4


def linked(doc: Doc, names: list[Candidate], known: GazetteerMatcher) -> list[Candidate]:
    """``names`` with the gazetteer's entry where one is meant: strong ones, and weak ones that the article supports."""
    support: Counter[str | None] = Counter(
        n.country for n in names if n.country and n.weight >= 3 and n.type != "Person" and not _namesake(n, n.hits)
    )
    out: list[Candidate] = []
    told: dict[str, set[Candidate]] = {}  # the same name in the same article means the same place
    for item, after in zip_longest(names, names[1:]):
        if item.settled:
            out.append(item)
            continue
        if (town := in_what(doc, item, after, known)) is not None:
            out.append(town)
            told.setdefault(item.span(doc).text, set()).add(_bare(town))
            continue
        if _another(doc, item):
            out.append(replace(item, entry=None, hits=(), country=None, sector=None))
            continue
        hits = item.hits or known.find(item.span(doc).text)
        other = _namesake(item, hits)
        if (state := part(doc, item, out[-1] if out else None, hits)) is not None:
            out.append(_with(item, state))
            told.setdefault(item.span(doc).text, set()).add(_bare(out[-1]))
        elif other is not None and support[other.entry.country] > support[item.country]:
            out.append(_with(item, other))
        elif item.entry is not None:
            alone = _surname_alone(doc, item) and not support[item.entry.country]
            entry = None if alone else item.entry
            of = (entry.country, entry.sector) if entry else (None, None)
            out.append(replace(item, entry=entry, hits=() if alone else item.hits, country=of[0], sector=of[1]))
        elif item.type == "Government":
            out.append(item)
        elif doc[item.start].text[0] == "@":
            out.append(_account(doc, item, known))
        else:
            hit = _choice(doc, item, hits, support) or _ruler(doc, item, hits, known)
            out.append(_with(item, hit) if hit or not _of_a_mind(doc, item) else replace(item, type="Group"))
    return _among_parts(doc, [_as_told(doc, n, told) for n in out], known)


def _among_parts(doc: Doc, names: list[Candidate], known: GazetteerMatcher) -> list[Candidate]:
    """``names`` with the country in a list of parts of one country as the part of its name: "Ohio, Georgia, Iowa"."""
    out = list(names)
    for n, item in enumerate(names):
        if item.type != "Country" or item.end - item.start > 1:
            continue
        beside = [*_listed(doc, names[max(0, n - 3) : n + 1][::-1]), *_listed(doc, names[n : n + 4])]
        of = {other.country for other in beside}
        if len(beside) < 2 or len(of) != 1 or not all(other.entry and is_part(other.entry) for other in beside):
            continue
        parts = [h for h in known.find(item.span(doc).text) if is_part(h.entry) and h.entry.country in of]
        if len(parts) == 1:
            out[n] = _with(replace(item, hits=()), parts[0])
    return out


def _listed(doc: Doc, row: list[Candidate]) -> list[Candidate]:
    """Those of ``row`` that commas and "and" tie to its first."""
    found: list[Candidate] = []
    for one, other in pairwise(row):
        left, right = sorted((one, other), key=lambda c: c.start)
        if left.end >= right.start or not all(t.lower_ in _AND for t in doc[left.end : right.start]):
            break
        found.append(other)
    return found


def _bare(item: Candidate) -> Candidate:
    return replace(item, start=0, end=0)


def _as_told(doc: Doc, item: Candidate, told: dict[str, set[Candidate]]) -> Candidate:
    """``item`` as what its name is elsewhere in the article said to be, if that is one thing."""
    meant = told.get(item.span(doc).text, set())
    if len(meant) != 1 or item.type not in ("Place", "Country"):
        return item
    return replace(next(iter(meant)), start=item.start, end=item.end)


def _surname_alone(doc: Doc, item: Candidate) -> bool:
    """A person's one word without a title before it: whose surname it is, the country must tell, but of the largest."""
    before = doc[item.start - 1].text if item.start else ""
    known = item.entry is None or (item.entry.country or "").lower() in _LARGEST
    return item.type == "Person" and item.end - item.start == 1 and office(before) is None and not known


def _another(doc: Doc, item: Candidate) -> bool:
    """Whether a surname alone is somebody else's of that name: "Mrs" before that of a man."""
    if item.type != "Person" or item.end - item.start > 1 or item.start == 0 or not item.hits:
        return False
    words, entry = gender(), item.hits[0].entry
    told = words.titles.get(doc[item.start - 1].lower_.rstrip("."))
    known = entry.gender or words.first_names.get(entry.name.split()[0].lower())
    return told is not None and known is not None and told != known


def _of_a_mind(doc: Doc, item: Candidate) -> bool:
    """ "Conservatives", "Liberals": people of that mind, where nothing says of which country's party."""
    if item.end - item.start > 1 or item.type not in ("Organization", "Group"):
        return False
    word = doc[item.start].lower_
    return word.endswith("s") and nouns().type_of(word.removesuffix("s")) == "Person"


def _namesake(item: Candidate, hits: tuple[Hit, ...]) -> Hit | None:
    """The other country of that name, which the article may mean ("Congo")."""
    others = (h for h in hits if h.entry.type == "Country" and not h.strong)
    return next(others, None) if item.type == "Country" else None


def _account(doc: Doc, item: Candidate, known: GazetteerMatcher) -> Candidate:
    """@POTUS is whoever is president on the day."""
    title, country = nouns().handles.get(doc[item.start].lower_[1:], ("", ""))
    holders = known.gazetteer.holders(title.replace("-", " "), country, known.on) if title else ()
    return _with(item, Hit(holders[0], True)) if len(holders) == 1 else item


def _choice(doc: Doc, item: Candidate, hits: tuple[Hit, ...], support: Counter[str | None]) -> Hit | None:
    if _of_a_mind(doc, item):
        hits = tuple(h for h in hits if h.strong or h.entry.country in support)
    elif item.type == "Group" and item.end - item.start < 2:
        hits = tuple(h for h in hits if h.entry.type == "Group")  # "Republican" is no name of the party
    fit = [h for h in hits if compatible(item.type, h.entry.type)]
    if not fit or fit[0].strong:
        return fit[0] if fit else None
    if item.type == "Person" and item.end - item.start < 2:
        return None
    backed = [h for h in fit if h.entry.country in support]
    if backed:
        return max(backed, key=lambda h: (support[h.entry.country], h.entry.population, h.entry.id == fit[0].entry.id))
    if item.type == "Person" or (fit[0].entry.sector == "PTY" and item.span(doc).text.isupper()):
        return None  # a minister, or three letters of a party, of a country of which nothing is said
    if support and fit[0].entry.country and fit[0].entry.type not in PLACE_TYPES:
        return None  # "the Supreme Court", where the article speaks of another country
    return fit[0] if len(fit) == 1 or fit[0].entry.population > _LARGER * fit[1].entry.population > 0 else None


def _ruler(doc: Doc, item: Candidate, hits: tuple[Hit, ...], known: GazetteerMatcher) -> Hit | None:
    """ "the Biden administration": of those of a surname, the one who was head of state or government, if it is one."""
    if item.end >= len(doc) or doc[item.end].lower_ not in _OF_A_LEADER:
        return None
    posts = {
        known.gazetteer.office("president"),
        known.gazetteer.office("prime minister"),
        known.gazetteer.office("chancellor"),
    }
    ruled = [h for h in hits if posts & {known.gazetteer.office(t.title) for t in known.gazetteer.tenures(h.entry.id)}]
    return ruled[0] if len(ruled) == 1 else None


def _with(item: Candidate, hit: Hit | None) -> Candidate:
    if hit is None:
        return item
    entry = hit.entry
    return replace(item, entry=entry, type=entry.type, country=entry.country, sector=entry.sector)
