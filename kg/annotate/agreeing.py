"""The recognizer and the gazetteer brought together: which spans are names, and what they are linked to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc

from kg.annotate.found import Cover, Found
from kg.annotate.known import Known
from kg.annotate.parts import part
from kg.lexicon.gazetteer import Hit
from kg.lexicon.words import nouns
from kg.records import MentionType

#: A city so many times the size of the next of its name is meant where nothing tells.
_LARGER = 4
_ORGANIZED = frozenset({"Organization", "IntergovernmentalOrganization", "Government", "ArmedGroup", "Media"})

_LOCATED = frozenset({"Place", "Country", "Facility"})


def compatible(a: MentionType, b: MentionType) -> bool:
    """Whether one thing may be called either: a ministry an organisation, a country a place."""
    return a == b or {a, b} <= _ORGANIZED or {a, b} <= _LOCATED or {a, b} <= {"Group", "Organization", "ArmedGroup"}


def agreed(doc: Doc, seen: list[Found], known: list[Found], shaped: list[Found]) -> Iterator[Found]:
    """One list out of what the recognizer saw and what the gazetteer knows, without overlaps.

    A strong name of the gazetteer wins over what it equals or holds; a longer name that the recognizer saw wins over a
    place, nationality or surname in it, and so does one built around a word like "Party"; a weak name only adds to what
    the recognizer saw.
    """
    taken = Cover()
    for item in sorted(shaped, key=lambda s: s.start):
        inside = [k for k in known if k.start < item.end and item.start < k.end and k.weight >= 3]
        if not any(k.start <= item.start and item.end <= k.end for k in inside) and taken.free(item.start, item.end):
            whole = replace(item, country=next((k.country for k in inside if k.type in ("Group", "Country")), None))
            taken.add(whole)
            yield whole
    for item in sorted(known, key=lambda k: (k.start - k.end, k.start)):
        over = [s for s in seen if s.start < item.end and item.start < s.end]
        kept = _strong(doc, item, over, known) if item.weight >= 3 else _weak(doc, item, over)
        if kept is not None and taken.free(kept.start, kept.end):
            taken.add(kept)
            yield kept
    for item in sorted(seen, key=lambda s: (s.start - s.end, s.start)):
        start, end = item.start, item.end
        for piece in taken.within(start, end):
            start, end = (piece.end, end) if piece.start <= start else (start, min(end, piece.start))
        if start < end and any(doc[i].text[0].isupper() or doc[i].text[0] == "@" for i in range(start, end)):
            kept = item if (start, end) == (item.start, item.end) else _rest(doc, item, start, end)
            if kept is not None and taken.free(kept.start, kept.end):
                taken.add(kept)
                yield kept


def _strong(doc: Doc, item: Found, over: list[Found], known: list[Found]) -> Found | None:
    for s in over:
        if s.start <= item.start and item.end <= s.end and s.end - s.start > item.end - item.start:
            inside = [k for k in known if s.start <= k.start and k.end <= s.end and k.weight >= 3]
            if not _breaks(doc, s, item, inside):
                return None
    if item.end - item.start == 1 and not over:
        token = doc[item.start]
        acronym = token.text.isupper() and len(token) > 2
        if not acronym and (token.pos_ not in ("PROPN", "ADJ", "NOUN", "X") or token.is_stop):
            return None
        if item.type == "Person" and _goes_on(doc, item):
            return None
    if item.type == "Place" and item.end - item.start == 1 and _first_name(doc, item, known):
        return replace(item, start=item.start - 1, type="Person", entry=None, hits=(), country=None, weight=1)
    return item


def _breaks(doc: Doc, seen: Found, item: Found, inside: list[Found]) -> bool:
    """Whether a known name within a longer one that was seen shows that the longer one is none."""
    if seen.type == "Person" and item.type in ("Group", "Country") and item.start == seen.start:
        return True
    if len([k for k in inside if k.type in ("Person", "Country")]) > 1:
        return True
    if item.type == "Person" and (item.end - item.start > 1):
        return seen.type in ("Person", "Group", "Place")
    return item.end - item.start > 1 and item.type in _ORGANIZED and seen.type in ("Person", "Place")


def _entitled(doc: Doc, item: Found) -> bool:
    """A word with a large "The" before it amid a sentence: "told The Clarion"; a paper also where that begins one."""
    the = doc[item.start - 1] if item.start else None
    if the is None or the.text != "The" or item.type not in ("Media", "Organization"):
        return False
    large = item.end < len(doc) and doc[item.end].text[0].isupper()
    return not the.is_sent_start or (item.type == "Media" and not large)


def _first_name(doc: Doc, item: Found, known: list[Found]) -> bool:
    """Whether the word before a city's name is a first name ("Ana Paris"): seen as a name, and no known one."""
    if item.start == 0 or any(k.end == item.start for k in known):
        return False
    before = doc[item.start - 1]
    one = (
        before.ent_type_ in ("PERSON", "GPE") and before.ent_iob_ == "B" and before.pos_ == "PROPN" and before.is_alpha
    )
    return one and not before.text.isupper() and (before.ent_type_ == "PERSON" or doc[item.start].ent_iob_ == "B")


def _goes_on(doc: Doc, item: Found) -> bool:
    before = doc[item.start - 1] if item.start else None
    return before is not None and before.ent_type_ == "PERSON" and before.pos_ == "PROPN"


def _weak(doc: Doc, item: Found, over: list[Found]) -> Found | None:
    same = next((s for s in over if (s.start, s.end) == (item.start, item.end)), None)
    if same is None:
        named = item.end - item.start > 1 or _entitled(doc, item)
        return replace(item, weight=1) if named and not over else None
    hit = next((h for h in item.hits if compatible(same.type, h.entry.type)), None) if same.type != "Group" else None
    if hit is None and item.end - item.start > 1 and item.type in _ORGANIZED:
        hit = item.hits[0]
    return replace(item, type=hit.entry.type if hit else same.type, country=None, weight=same.weight)


def _rest(doc: Doc, item: Found, start: int, end: int) -> Found | None:
    """What is left of a name that was seen when known ones are taken out: a person's only, no "Former"."""
    while start < end and not doc[start].text[0].isupper():
        start += 1
    named = any(t.pos_ == "PROPN" for t in doc[start:end])
    return replace(item, start=start, end=end) if item.type == "Person" and named else None


def linked(doc: Doc, names: list[Found], known: Known) -> list[Found]:
    """``names`` with the gazetteer's entry where one is meant: strong ones, and weak ones that the article supports."""
    support: Counter[str | None] = Counter(
        n.country for n in names if n.country and n.weight >= 3 and n.type != "Person" and not _namesake(n, n.hits)
    )
    out: list[Found] = []
    for item in names:
        hits = item.hits or known.find(item.span(doc).text)
        other = _namesake(item, hits)
        if (state := part(doc, item, out[-1] if out else None, hits)) is not None:
            out.append(_with(item, state))
        elif other is not None and support[other.entry.country] > support[item.country]:
            out.append(_with(item, other))
        elif item.entry is not None:
            out.append(replace(item, country=item.entry.country, sector=item.entry.sector))
        elif item.type == "Government":
            out.append(item)
        elif doc[item.start].text[0] == "@":
            out.append(_account(doc, item, known))
        else:
            hit = _choice(doc, item, hits, support) or _ruler(doc, item, hits, known)
            out.append(_with(item, hit) if hit or not _of_a_mind(doc, item) else replace(item, type="Group"))
    return out


def _of_a_mind(doc: Doc, item: Found) -> bool:
    """ "Conservatives", "Liberals": people of that mind, where nothing says of which country's party."""
    if item.end - item.start > 1 or item.type not in ("Organization", "Group"):
        return False
    word = doc[item.start].lower_
    return word.endswith("s") and nouns().type_of(word.removesuffix("s")) == "Person"


def _namesake(item: Found, hits: tuple[Hit, ...]) -> Hit | None:
    """The other country of that name, which the article may mean ("Congo")."""
    others = (h for h in hits if h.entry.type == "Country" and not h.strong)
    return next(others, None) if item.type == "Country" else None


def _account(doc: Doc, item: Found, known: Known) -> Found:
    """@POTUS is whoever is president on the day."""
    title, country = nouns().handles.get(doc[item.start].lower_[1:], ("", ""))
    holders = known.gazetteer.holders(title.replace("-", " "), country, known.on) if title else ()
    return _with(item, Hit(holders[0], True)) if len(holders) == 1 else item


def _choice(doc: Doc, item: Found, hits: tuple[Hit, ...], support: Counter[str | None]) -> Hit | None:
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
    return fit[0] if len(fit) == 1 or fit[0].entry.population > _LARGER * fit[1].entry.population > 0 else None


def _ruler(doc: Doc, item: Found, hits: tuple[Hit, ...], known: Known) -> Hit | None:
    """ "the Biden administration": of those of a surname, the one who was head of state or government, if it is one."""
    if item.end >= len(doc) or doc[item.end].lower_ not in (
        "administration",
        "government",
        "cabinet",
        "presidency",
        "era",
    ):
        return None
    posts = {
        known.gazetteer.office("president"),
        known.gazetteer.office("prime minister"),
        known.gazetteer.office("chancellor"),
    }
    ruled = [h for h in hits if posts & {known.gazetteer.office(t.title) for t in known.gazetteer.tenures(h.entry.id)}]
    return ruled[0] if len(ruled) == 1 else None


def _with(item: Found, hit: Hit | None) -> Found:
    if hit is None:
        return item
    entry = hit.entry
    return replace(item, entry=entry, type=entry.type, country=entry.country, sector=entry.sector)
