"""Who speaks in quotation marks, for "I" and "we"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.annotate.syntax import Role, role
from kg.lexicon.words import nouns

_REACH = 14


def speakers(doc: Doc, spans: list[tuple[int, int]]) -> list[Token | None]:
    """For each quotation the subject of the verb of saying beside it; of one without, that of its neighbour."""
    found = [_subject(doc, start, end) for start, end in spans]
    for n in range(len(spans)):
        if found[n] is None and n and spans[n][0] - spans[n - 1][1] < 3 * _REACH:
            found[n] = found[n - 1]
    return found


def _behind(subject: Token) -> Token:
    """ "Ferris's statement said": who speaks is whose statement it is."""
    if subject.pos_ == "NOUN" and nouns().type_of(subject.lemma_.lower()) == "Other":
        return next((c for c in subject.children if role(c) == Role.POSSESSOR), subject)
    return subject


def _subject(doc: Doc, start: int, end: int) -> Token | None:
    after = range(end, min(len(doc), end + _REACH))
    before = range(start - 1, max(-1, start - _REACH), -1)
    for window in (after, before):
        for i in window:
            if doc[i].is_space and "\n" in doc[i].text:
                break
            if doc[i].lemma_.lower() in nouns().saying and doc[i].pos_ == "VERB":
                subject = next((c for c in doc[i].children if role(c) in (Role.SUBJECT, Role.PASSIVE_SUBJECT)), None)
                if subject is not None and not start <= subject.i < end:
                    return _behind(subject)
                break
            if window is after and doc[i].text in ".!?":
                break
    return None
