"""What the whole article says of a name: one string has one type, and a name seen once is found everywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from spacy.tokens import Doc, Span

from kg.annotate.names.candidate import Candidate, Cover
from kg.annotate.syntax import Role, role
from kg.lexicon.words import nouns, word_list
from kg.records import MentionType

_WHERE = word_list("annotate.names.type_voting", "where")

_POSTS = word_list("annotate.names.type_voting", "posts")

#: What a full name's last word is worth as evidence that the same word alone is a person.
_SURNAME = 6
#: Of an occurrence, by how surely its type is known; a city shares its name with people.
_ROLE = 3
_WEIGHTS = {0: 1, 1: 2, 2: 4, 3: 40}
_CITY = 8
#: What one does to a town, and what happens to one: a known town's name is no person's there.
_ENTERED = word_list("annotate.names.type_voting", "entered")
_BEFALLS = word_list("annotate.names.type_voting", "befalls")


def ballot(doc: Doc, names: Iterable[Candidate], titled: frozenset[int]) -> Mapping[str, MentionType]:
    """For each string that is a name, its type by the votes of all its occurrences.

    ``titled`` are the first tokens of names that a personal title precedes.
    """
    votes: dict[str, Counter[MentionType]] = {}
    surnames: set[str] = set()
    seen: Counter[str] = Counter()
    located: Counter[str] = Counter()
    for item in names:
        text = item.span(doc).text
        box = votes.setdefault(text, Counter())
        seen[text] += 1
        located[text] += item.start > 0 and doc[item.start - 1].lower_ in _WHERE
        box[item.type] += _WEIGHTS[item.weight] if item.type != "Place" else min(_WEIGHTS[item.weight], _CITY)
        if item.start in titled:
            box["Person"] += 10
        if _posted_on(doc, item):
            box["Media"] += 10
        if item.weight < 2 and (role := _role(doc, item)) is not None:
            box[role] += _ROLE
        if item.type == "Person" and item.end - item.start > 1 and item.weight > 0:
            surnames.add(doc[item.end - 1].text)
            votes.setdefault(doc[item.end - 1].text, Counter())["Person"] += _SURNAME * (5 if item.weight == 3 else 1)
    for text in surnames & votes.keys():
        if located[text] * 3 < seen[text] and "Place" in votes[text]:
            votes[text]["Place"] = 0  # a city's name that somebody of the article bears
    return {text: max(sorted(box), key=lambda kind: box[kind]) for text, box in votes.items() if box}


def _role(doc: Doc, item: Candidate) -> MentionType | None:
    """What its place in the sentence makes of a name: who resigns is a person, what one lives in a place."""
    root = item.span(doc).root
    head, words = root.head, nouns()
    if _stands_in(doc, item):
        return "Place"
    if role(root) in (Role.SUBJECT, Role.PASSIVE_SUBJECT) and head.lemma_.lower() in words.personal_verbs:
        return "Person"
    if item.type == "Other" and any(
        role(c) == Role.APPOSITION and words.type_of(c.lemma_.lower()) == "Person" for c in root.children
    ):
        return "Person"
    if (
        role(root) == Role.OBJECT
        and head.lemma_.lower() in _ENTERED
        and any(h.entry.type == "Place" for h in item.hits)
    ):
        return "Place"
    if role(root) != Role.PREP_OBJECT or item.type not in ("Person", "Organization"):
        return None
    if role(head) == Role.AGENT and head.head.lemma_.lower() == "lead" and item.end - item.start > 1:
        return "Person"
    above = head.head.lemma_.lower()
    located = words.type_of(above) in ("Place", "Facility") or (
        above in _BEFALLS and any(h.entry.type == "Place" for h in item.hits)
    )
    if head.lower_ in ("of", "for") and located and item.start == head.i + 1:
        return "Place"
    return None


def _stands_in(doc: Doc, item: Candidate) -> bool:
    """ "in Sinjar", "near Tal Afar": a person or an acronym would not stand there, nor "Parliament"."""
    before = doc[item.start - 1].lower_ if item.start else ""
    if before == "near":
        return True
    first = doc[item.start].text
    if before != "in" or item.type not in ("Person", "Organization") or first.isupper():
        return False
    return item.type == "Person" or (item.end - item.start == 1 and first.lower() not in nouns().types)


def _posted_on(doc: Doc, item: Candidate) -> bool:
    """ "wrote on Telegram": where something is posted is a medium."""
    on = doc[item.start - 1] if item.start else None
    return on is not None and on.lower_ in ("on", "to") and on.head.lemma_ in _POSTS


def retyped(doc: Doc, names: Iterable[Candidate], types: Mapping[str, MentionType]) -> Iterator[Candidate]:
    """``names`` with the type that the article gives their string; sure ones stay as they are."""
    for item in names:
        kind = types[item.span(doc).text]
        sure = item.weight >= 3 and not (item.type == "Place" and kind == "Person")
        yield (
            item if sure or kind == item.type else replace(item, type=kind, entry=None, hits=(), country=None, weight=1)
        )


def missed(sentence: Span, types: Mapping[str, MentionType], taken: Cover, longest: int = 5) -> Iterator[Candidate]:
    """Names of the article that stand in ``sentence`` once more, unnoticed."""
    doc, i = sentence.doc, sentence.start
    while i < sentence.end:
        if doc[i].text[0].isupper() and taken.at(i) is None:
            for end in range(min(sentence.end, i + longest), i, -1):
                text = doc[i:end].text
                if text in types and taken.free(i, end) and _sure(doc[i:end]):
                    yield Candidate(i, end, "name", types[text])
                    i = end - 1
                    break
        i += 1


def _sure(span: Span) -> bool:
    """A word that merely begins a sentence, or stands in a headline, is a name only if it is tagged as one."""
    return len(span) > 1 or (span[0].pos_ == "PROPN" or (not span[0].is_stop and span[0].pos_ != "VERB"))
