"""Names as spaCy's recognizer sees them, cut to what a name is: no article, no title, no possessive ending."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span, Token

from kg.annotate.names.candidate import Candidate
from kg.lexicon.gazetteer import Gazetteer
from kg.lexicon.words import nouns, word_list
from kg.records import MentionType

_HONORIFICS = word_list("annotate.names.model_entities", "honorifics")

TYPES: dict[str, MentionType] = {
    "PERSON": "Person",
    "NORP": "Group",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Facility",
    "ORG": "Organization",
    "EVENT": "Other",
    "LAW": "Agreement",
    "WORK_OF_ART": "Other",
    "PRODUCT": "Other",
}
#: Labels of what is no mention at all.
NUMBERS = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"})

PARTICLES = word_list("annotate.names.model_entities", "particles")
#: Before the name of a father or a family, which is nobody's by itself ("Omar bin Said").
OF_A_FATHER = word_list("annotate.names.model_entities", "of_a_father")
_EDGE = word_list("annotate.names.model_entities", "edge")
#: Titles that people are called ("Jaime King").
_SURNAMES = word_list("annotate.names.model_entities", "surnames")
#: Words that begin a sentence and are taken for the beginning of its first name.
_FIRST = word_list("annotate.names.model_entities", "first")
_HANDLE = re.compile(r"@\w{2,30}")


def recognized(sentence: Span, entities: Iterable[Span], gazetteer: Gazetteer) -> Iterator[Candidate]:
    """The names in ``sentence``, of which spaCy's recognizer saw ``entities``, and the @handles."""
    doc = sentence.doc
    for entity in entities:
        if entity.label_ in TYPES:
            for line in _lines(doc, *_with_father(sentence, entity, gazetteer)):
                start, end = _untitled(doc, *trim(doc, *line), gazetteer, surname=entity.label_ == "PERSON")
                if start < end and _nameable(doc[start:end]) and not _only_begins(doc[start:end]):
                    yield Candidate(start, end, "name", _type(doc, start, end, entity.label_))
    for token in sentence:
        if token.text[0] == "@" and _HANDLE.fullmatch(token.text):
            yield Candidate(token.i, token.i + 1, "name", "Person", weight=2)


def _with_father(sentence: Span, entity: Span, gazetteer: Gazetteer) -> tuple[int, int]:
    """A person's name with what a particle at its edge ties to it: "Omar bin" Said, Omar "bin Said"."""
    doc, start, end = sentence.doc, entity.start, entity.end
    if entity.label_ != "PERSON":
        return start, end
    while end < sentence.end and doc[end - 1].lower_ in OF_A_FATHER and doc[end].text[0].isupper():
        end += 1
    if start > sentence.start and doc[start].text in OF_A_FATHER:
        before = doc[start - 1].text
        start -= before[0].isupper() and not gazetteer.is_title(before)
    return start, end


def by_sentence(doc: Doc, sentences: list[Span]) -> list[list[Span]]:
    """The recognizer's names of each sentence. (``Span.ents`` would walk the whole Doc for each.)"""
    out: list[list[Span]] = [[] for _ in sentences]
    number = {token.i: n for n, sentence in enumerate(sentences) for token in sentence}
    for entity in doc.ents:
        if entity.start in number:
            out[number[entity.start]].append(entity)
    return out


def trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Cut articles, prepositions, conjunctions, small words, quotes and possessive endings off both sides."""
    while start < end and _is_edge(doc[start], first=True):
        start += 1
    while start < end and _is_edge(doc[end - 1], first=False):
        end -= 1
    return start, end


def _is_edge(token: Token, first: bool) -> bool:
    text = token.text
    if token.is_space or text.lower() in _EDGE:
        return True
    if not any(c.isalnum() for c in text):
        return True
    if first:
        if text.lower() in _FIRST or (token.is_stop and token.pos_ in ("ADP", "SCONJ", "ADV", "PRON")):
            return True
        return text[0].islower() and text.lower() not in PARTICLES and not any(c.isupper() for c in text)
    return False


def _lines(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The pieces of a name that runs over the end of a line, a bracket or the comma of a list."""
    begin = start
    for i in range(start, end):
        if doc[i].is_space or doc[i].text in ("(", "[", ";", "|") or (doc[i].text == "," and i + 2 < end):
            yield begin, i
            begin = i + 1
    yield begin, end


def _untitled(doc: Doc, start: int, end: int, gazetteer: Gazetteer, *, surname: bool) -> tuple[int, int]:
    """Cut titles of office off both sides ("President Mills", "NATO Secretary General"), but no ``surname``."""
    for k in range(end - 1, start, -1):
        if doc[start].text[0].isupper() and gazetteer.is_title(doc[start:k].text):
            start = k
            break
    for k in range(start + 1, end):
        if gazetteer.is_title(doc[k:end].text):
            if surname and k == end - 1 and doc[k].lower_ in _SURNAMES:
                break
            return start, k
    if start + 1 < end and doc[start].lower_.rstrip(".") in _HONORIFICS:
        start += 1
    return start, end


def _nameable(span: Span) -> bool:
    return any(t.text[0].isupper() or t.text[0].isdigit() or not t.text.isascii() for t in span) and len(span.text) > 1


def _only_begins(span: Span) -> bool:
    """A word that is large only because it begins the sentence: "Former" before a president."""
    first = span[0]
    return len(span) == 1 and bool(first.is_sent_start) and first.pos_ in ("ADJ", "ADV", "VERB", "ADP", "SCONJ", "DET")


def _type(doc: Doc, start: int, end: int, label: str) -> MentionType:
    last = doc[end - 1].lower_
    if end - start > 1 and doc[end - 1].text[0].isupper() and last in nouns().endings:
        found = nouns().endings[last]
        if TYPES[label] not in ("Person", "Place") or found in ("Organization", "Agreement", "Place", "Media"):
            return found
    if label == "LAW":
        return "Other"
    return TYPES[label]
