"""The recognizer and the gazetteer brought together: which of the spans that overlap are names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc

from kg.annotate.mention_types import ORGANIZED, compatible
from kg.annotate.names.candidate import Candidate, Cover
from kg.annotate.names.model_entities import OF_A_FATHER
from kg.annotate.names.name_patterns import headline
from kg.lexicon.gazetteer.offices import office
from kg.lexicon.words import gender, nouns, word_list

#: Countries whose names are given names too ("Israel Okello").
_GIVEN = word_list("annotate.names.span_merging", "given")


def agreed(doc: Doc, seen: list[Candidate], known: list[Candidate], shaped: list[Candidate]) -> Iterator[Candidate]:
    """One list out of what the recognizer saw and what the gazetteer knows, without overlaps.

    A strong name of the gazetteer wins over what it equals or holds; a longer name that the recognizer saw wins over a
    place, nationality or surname in it, and so does one built around a word like "Party"; a weak name only adds to what
    the recognizer saw.
    """
    taken = Cover()
    for item in sorted(shaped, key=lambda s: s.start):
        inside = [k for k in known if k.start < item.end and item.start < k.end and k.weight >= 3]
        if _of_a_country(item, inside):
            continue
        if not any(k.start <= item.start and item.end <= k.end for k in inside) and taken.free(item.start, item.end):
            whole = replace(item, country=next((k.country for k in inside if k.type in ("Group", "Country")), None))
            taken.add(whole)
            yield whole
    for item in sorted(known, key=lambda k: (k.start - k.end, k.start)):
        if _of_a_father(doc, item):
            continue
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


def _of_a_country(item: Candidate, inside: list[Candidate]) -> bool:
    """Whether a longer name is but a known one with a country before it: "US Federal Bureau of Investigation"."""
    first = next((k for k in inside if k.start == item.start and k.type in ("Country", "Group")), None)
    return first is not None and any(k.start == first.end and k.end == item.end for k in inside)


def _strong(doc: Doc, item: Candidate, over: list[Candidate], known: list[Candidate]) -> Candidate | None:
    longer = next((s for s in over if _is_longer_of(doc, s, item, known)), None)
    if longer is not None:
        return replace(item, end=longer.end)
    if any(_is_of_another(doc, s, item) for s in over):
        return None
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


def _is_longer_of(doc: Doc, seen: Candidate, item: Candidate, known: list[Candidate]) -> bool:
    """Whether a person was seen to have another surname after a known name: "Edmundo González **Urrutia**"."""
    if not item.type == seen.type == "Person" or seen.start != item.start or item.end - item.start < 2:
        return False
    rest = doc[item.end : seen.end]
    if not 0 < len(rest) < 3 or any(k.start < seen.end and item.end < k.end for k in known):
        return False
    return all(t.tag_ == "NNP" and t.is_alpha and t.is_title for t in rest) and not headline(rest.sent)


def _is_of_another(doc: Doc, seen: Candidate, item: Candidate) -> bool:
    """Whether a person was seen to have another given name before a known name: "**Maryam** Nawaz Sharif"."""
    if not item.type == seen.type == "Person" or seen.start != item.start - 1 or seen.end != item.end:
        return False
    first = doc[seen.start]
    if not (first.tag_ == "NNP" and first.is_alpha and first.is_title) or item.end - item.start < 2:
        return False
    called = office(first.text) is not None or first.lower_ in gender().titles or first.is_sent_start
    return not called and nouns().type_of(first.lower_) == "Other" and not headline(first.sent)


def _breaks(doc: Doc, seen: Candidate, item: Candidate, inside: list[Candidate]) -> bool:
    """Whether a known name within a longer one that was seen shows that the longer one is none."""
    if seen.type == "Person" and item.type in ("Group", "Country") and item.start == seen.start:
        return item.end - item.start > 1 or doc[item.start].lower_ not in _GIVEN or seen.end - seen.start != 2
    if item.end == seen.end and any(
        k.start == seen.start and k.end == item.start and k.type in ("Country", "Group") and k.country == item.country
        for k in inside
    ):
        return True  # "US Federal Bureau of Investigation"
    if len([k for k in inside if k.type in ("Person", "Country")]) > 1:
        return True
    if item.type == "Person" and (item.end - item.start > 1):
        return seen.type in ("Person", "Group", "Place")
    return item.end - item.start > 1 and item.type in ORGANIZED and seen.type in ("Person", "Place")


def _entitled(doc: Doc, item: Candidate) -> bool:
    """A word with a large "The" before it amid a sentence: "told The Clarion"; a paper also where that begins one."""
    the = doc[item.start - 1] if item.start else None
    if the is None or the.text != "The" or item.type not in ("Media", "Organization"):
        return False
    large = item.end < len(doc) and doc[item.end].text[0].isupper()
    return not the.is_sent_start or (item.type == "Media" and not large)


def _first_name(doc: Doc, item: Candidate, known: list[Candidate]) -> bool:
    """Whether the word before a city's name is a first name ("Ana Paris"): seen as a name, and no known one."""
    if item.start == 0 or any(k.end == item.start for k in known):
        return False
    before = doc[item.start - 1]
    one = (
        before.ent_type_ in ("PERSON", "GPE") and before.ent_iob_ == "B" and before.pos_ == "PROPN" and before.is_alpha
    )
    return one and not before.text.isupper() and (before.ent_type_ == "PERSON" or doc[item.start].ent_iob_ == "B")


def _of_a_father(doc: Doc, item: Candidate) -> bool:
    """Whether a known surname stands within a longer name: "Omar bin Said", "Said bin Omar"."""
    if item.type != "Person" or item.end - item.start > 1:
        return False
    before, after = doc[max(0, item.start - 2) : item.start], doc[item.end : item.end + 2]
    ends = len(before) == 2 and before[1].lower_ in OF_A_FATHER and before[0].text[0].isupper()
    begins = len(after) == 2 and after[0].text in OF_A_FATHER and after[1].text[0].isupper()
    return ends or begins


def _goes_on(doc: Doc, item: Candidate) -> bool:
    before = doc[item.start - 1] if item.start else None
    return before is not None and before.ent_type_ == "PERSON" and before.pos_ == "PROPN"


def _weak(doc: Doc, item: Candidate, over: list[Candidate]) -> Candidate | None:
    same = next((s for s in over if (s.start, s.end) == (item.start, item.end)), None)
    if same is None:
        named = item.end - item.start > 1 or _entitled(doc, item)
        return replace(item, weight=1) if named and not over else None
    hit = next((h for h in item.hits if compatible(same.type, h.entry.type)), None) if same.type != "Group" else None
    if hit is None and item.end - item.start > 1 and item.type in ORGANIZED:
        hit = item.hits[0]
    return replace(item, type=hit.entry.type if hit else same.type, country=None, weight=same.weight)


def _rest(doc: Doc, item: Candidate, start: int, end: int) -> Candidate | None:
    """What is left of a name that was seen when known ones are taken out: a person's only, no "Former"."""
    while start < end and not doc[start].text[0].isupper():
        start += 1
    named = any(t.pos_ == "PROPN" for t in doc[start:end])
    return replace(item, start=start, end=end) if item.type == "Person" and named else None
