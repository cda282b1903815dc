"""Names by their shape: "Communist Party of Greece", "Gulf of Aden", "(SPC)" after a long name, unseen capitals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from kg.annotate.names.candidate import Candidate, Cover
from kg.annotate.names.model_entities import NUMBERS
from kg.annotate.syntax import Role, role
from kg.lexicon.words import bag, gender, nouns, word_list
from kg.records import MentionType

_LISTING = word_list("annotate.names.name_patterns", "listing")

_POSSESSORS = word_list("annotate.names.name_patterns", "possessors")

#: Words of a name that join its parts: what follows belongs to it.
_OF = word_list("annotate.names.name_patterns", "of")
_PARTS = bag("'s ’s & -")
#: The number of a unit: "the 7th Mountain Brigade".
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|d|th)", re.IGNORECASE)
_GROUPING = ("Organization", "Government", "ArmedGroup", "Media", "Agreement", "Other", "Facility", "Place")
_ADJECTIVAL = tuple(sorted(word_list("annotate.names.name_patterns", "adjectival")))


def headline(sentence: Span) -> bool:
    """Whether every word of a sentence is written large, so that capitals say nothing."""
    words = [t for t in sentence if t.is_alpha and len(t) > 3]
    if any(t.text.islower() and t.pos_ in ("VERB", "AUX") for t in sentence):
        return False  # names only: "Ohio Governor Ana Ruiz met Iowa Governor Omar Seck"
    return len(words) > 5 and sum(t.text[0].isupper() for t in words) > 0.75 * len(words)


def shaped(sentence: Span, is_title: Callable[[str], bool]) -> Iterator[Candidate]:
    """Names that end in, or are built around, a word that says what they are ("Party", "Ministry of", "Gulf of")."""
    if headline(sentence):
        return
    doc, i = sentence.doc, sentence.start
    while i < sentence.end:
        end = _run(doc, i, sentence)
        if end == i:
            i += 1
            continue
        found = _built(doc, i, end, sentence, is_title)
        if found is not None:
            yield found
        i = max(end, found.end if found else end)


def _run(doc: Doc, start: int, sentence: Span) -> int:
    """The end of the capitals that begin at ``start``."""
    i = start
    while i < sentence.end and _large(doc[i], first=i == sentence.start):
        i += 1
        if i + 1 < sentence.end and doc[i].text in _PARTS and doc[i + 1].text[0].isupper() and _joins(doc, i):
            i += 1
    return i


def _joins(doc: Doc, i: int) -> bool:
    """An "&" or a hyphen joins a name; a possessive ending only in "People's", "Workers'"."""
    return doc[i].text in ("&", "-") or doc[i - 1].lower_ in _POSSESSORS


def _large(token: Token, first: bool) -> bool:
    if not token.text[0].isupper() or token.ent_type_ in ("DATE", "TIME"):
        return False
    return not (
        (token.is_stop and token.pos_ != "PROPN")
        or token.pos_ in ("DET", "ADP", "PRON", "ADV", "SCONJ", "CCONJ", "AUX", "VERB")
    ) or (
        not first
        and not token.is_stop
        and token.pos_ == "VERB"
        and token.text.istitle()
        and token.tag_ in ("VBN", "VBG")
    )


def _built(doc: Doc, start: int, end: int, sentence: Span, is_title: Callable[[str], bool]) -> Candidate | None:
    endings = nouns().endings
    head = next((k for k in range(end - 1, start - 1, -1) if doc[k].lower_ in endings), None)
    if head is None:
        return None
    kind = endings[doc[head].lower_]
    stop = _complement(doc, head + 1, sentence) if head == end - 1 else head + 1
    if kind == "Facility" and stop > head + 1 and doc[head + 1].lower_ == "for":
        kind = "Organization"
    if kind == "Media" and not is_title(doc[min(head + 1, end - 1)].text):
        stop = max(stop, end)
    while start < head and is_title(doc[start].text):
        start += 1
    while stop > head + 1 and is_title(doc[stop - 1].text):
        stop -= 1
    start = _coordinated(doc, start, sentence)
    if kind == "ArmedGroup" and start > sentence.start and _ORDINAL.fullmatch(doc[start - 1].text):
        start -= 1
    if stop - start < 2 or (stop == head + 1 and start == head) or kind not in _GROUPING:
        return None
    return Candidate(start, stop, "name", kind, weight=2)


def _complement(doc: Doc, i: int, sentence: Span) -> int:
    """The end of "of Greece", "for the Welfare of Immigrants" after a name's head."""
    while i + 1 < sentence.end and doc[i].lower_ in _OF:
        after = i + 2 if doc[i + 1].lower_ == "the" else i + 1
        end = _run(doc, after, sentence) if after < sentence.end else after
        if end == after:
            break
        i = end
        if i + 1 < sentence.end and doc[i].lower_ == "and" and _no_name(doc[i + 1]):
            i = max(i, _run(doc, i + 1, sentence))
    return i


def _no_name(token: Token) -> bool:
    """Whether a capital after "and" may go on with "of Culture and Sport": no person, place or organisation's head."""
    if (
        token.ent_type_ in ("PERSON", "GPE", "LOC")
        or (token.ent_type_ == "NORP" and not token.tag_.endswith("S"))
        or not token.text[0].isupper()
        or token.pos_ == "PRON"
    ):
        return False
    return token.i + 1 == len(token.doc) or (
        token.nbor().lower_ not in nouns().endings and token.nbor().text not in ("'s", "’s")
    )


def _coordinated(doc: Doc, start: int, sentence: Span) -> int:
    """ "the Social Democratic and Labour Party": adjectives before "and" belong to the name."""
    if start - 2 <= sentence.start or doc[start - 1].lower_ not in ("and", "&"):
        return start
    i = start - 1
    while (
        i > sentence.start
        and doc[i - 1].text[0].isupper()
        and doc[i - 1].lower_.endswith(_ADJECTIVAL)
        and doc[i - 1].is_alpha
    ):
        i -= 1
    return i if i < start - 1 and doc[i - 1].lower_ == "the" and doc[start - 2].lower_ not in nouns().endings else start


def bracketed(doc: Doc, names: Iterable[Candidate], taken: Cover) -> Iterator[Candidate]:
    """The acronym in brackets after a name, of the same type: "Socialist Party of Canada (SPC)"."""
    for item in names:
        i = item.end
        if item.end - item.start < 2 or i + 2 >= len(doc) or doc[i].text != "(" or doc[i + 2].text != ")":
            continue
        text = doc[i + 1].text.replace(".", "")
        if text.isalpha() and sum(c.isupper() for c in text) > 1 and item.type != "Person":
            old = taken.at(i + 1)
            if old is None or old.weight < 3:
                yield Candidate(i + 1, i + 2, "name", item.type, entry=item.entry, country=item.country, weight=2)


def spelt_out(doc: Doc, names: list[Candidate]) -> list[Candidate]:
    """``names`` with each acronym as the article spells it out beside brackets, whatever else it may stand for.

    "Isis (Institute of Strategic Studies)" and "Fisheries Authority (FA)": all of that acronym mean that.
    """
    told: dict[str, Candidate] = {}
    by_start = {n.start: n for n in names}
    for item in names:
        after = by_start.get(item.end + 1)
        if after is None or doc[item.end].text != "(" or after.end >= len(doc) or doc[after.end].text != ")":
            continue
        short, long = sorted((item, after), key=lambda n: n.end - n.start)
        if short.end - short.start == 1 and _spells(doc[short.start].text, long.span(doc)):
            told.setdefault(doc[short.start].text, long)
    return [_spelt(n, told[text]) if (text := n.span(doc).text) in told else n for n in names]


def _spelt(short: Candidate, long: Candidate) -> Candidate:
    if long.type == "Person":
        return short
    meant = replace(long, start=short.start, end=short.end, hits=(), weight=3)
    return replace(meant, settled=True)


def _spells(short: str, long: Span) -> bool:
    """Whether ``short`` is made of the first letters of the words of ``long``, small ones aside."""
    letters = short.replace(".", "")
    if not 2 <= len(letters) <= 8 or not letters.isalpha() or not letters[0].isupper():
        return False
    words = [t.text for t in long if t.text[0].isalnum()]
    large = [w for w in words if w[0].isupper()]
    return len(large) > 1 and letters.upper() in ("".join(w[0] for w in some).upper() for some in (words, large))


def with_ending(doc: Doc, names: list[Candidate]) -> list[Candidate]:
    """``names`` with the 's that belongs to them: "Moody's had cut", where the article never has them without it."""
    ends: dict[str, set[int | None]] = {}
    for item in names:
        ends.setdefault(item.span(doc).text, set()).add(item.end if _has_ending(doc, item) else None)
    whole = {
        text for text, at in ends.items() if None not in at and any(_owns_nothing(doc, i) for i in at if i is not None)
    }
    return [
        replace(n, end=n.end + 1, type="Organization", entry=None, hits=(), country=None, weight=2)
        if n.weight < 3 and n.type in ("Person", "Organization", "Place") and n.span(doc).text in whole
        else n
        for n in names
    ]


def _has_ending(doc: Doc, item: Candidate) -> bool:
    return item.end + 1 < len(doc) and doc[item.end].text in ("'s", "’s") and doc[item.end].tag_ == "POS"


def _owns_nothing(doc: Doc, i: int) -> bool:
    """Whether the 's at ``i`` is followed by a verb, as after no owner and no short form of "is"."""
    return doc[i + 1].tag_ in ("VBD", "VBZ", "VBP", "MD")


def unseen(sentence: Span, taken: Cover, is_title: Callable[[str], bool]) -> Iterator[Candidate]:
    """Proper nouns that nobody saw: after a title, with a first name, or the subject of a verb."""
    if headline(sentence):
        return
    doc, i = sentence.doc, sentence.start
    while i < sentence.end:
        start = i
        while i < sentence.end and _proper(doc[i], taken) and not is_title(doc[i].text):
            i += 1
        if i > start:
            if kind := _guess(doc, start, i, is_title):
                yield Candidate(start, i, "name", kind)
        else:
            i += 1


def _proper(token: Token, taken: Cover) -> bool:
    return (
        token.pos_ == "PROPN" and token.text[0].isupper() and taken.at(token.i) is None
        and token.ent_type_ not in NUMBERS and not token.is_stop and token.is_alpha and len(token) > 1
    )  # fmt: skip


def _guess(doc: Doc, start: int, end: int, is_title: Callable[[str], bool]) -> MentionType | None:
    root = doc[start:end].root
    if start and is_title(doc[start - 1].text) and doc[start - 1].text[0].isupper():
        return "Person"
    if doc[start].lower_ in gender().first_names and end - start > 1:
        return "Person"
    if (
        role(root) in (Role.SUBJECT, Role.POSSESSOR)
        and end - start <= 3
        and not (start and doc[start - 1].lower_ == "the")
    ):
        return None if doc[start:end].text.isupper() else "Person"
    if end - start > 1 and role(root) in (
        Role.SUBJECT,
        Role.PREP_OBJECT,
        Role.OBJECT,
        Role.CONJUNCT,
        Role.APPOSITION,
        Role.PASSIVE_SUBJECT,
        Role.POSSESSOR,
    ):
        return "Organization"
    return None


def listed(doc: Doc, names: list[Candidate]) -> list[Candidate]:
    """In "Huế, Tam Kỳ and Quảng Ngãi" all are of the type that most are; sure ones decide and stay."""
    out: list[Candidate] = []
    group: list[Candidate] = []
    for item in [*sorted(names, key=lambda n: n.start), None]:
        if group and (item is None or not _comma(doc, group[-1].end, item.start)):
            out += _levelled(group)
            group = []
        if item is not None:
            group.append(item)
    return out


def _comma(doc: Doc, start: int, end: int) -> bool:
    between = [t.lower_ for t in doc[start:end]]
    return 0 < len(between) <= 3 and all(w == "," or w in _LISTING for w in between) and between != ["the"]


def _levelled(group: list[Candidate]) -> list[Candidate]:
    if len(group) < 3:
        return group
    votes: Counter[MentionType] = Counter()
    for item in group:
        votes[_coarse(item.type)] += item.weight + 1
    kind, most = max(sorted(votes.items()), key=lambda v: v[1])
    if most * 3 < sum(votes.values()) * 2 or kind == "Group":
        return group
    return [
        replace(n, type=kind, entry=None, hits=())
        if n.weight < 2 and _coarse(n.type) != kind and n.type != "Group"
        else n
        for n in group
    ]


def _coarse(kind: MentionType) -> MentionType:
    if kind in ("Country", "Facility", "Place"):
        return "Place"
    return "Organization" if kind in ("IntergovernmentalOrganization", "Government", "ArmedGroup", "Media") else kind
