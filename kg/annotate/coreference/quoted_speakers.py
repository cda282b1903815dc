"""Who speaks in quotation marks, for "I" and "we"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from kg.annotate.syntax import Role, role
from kg.lexicon.words import nouns

_OPEN, _CLOSE = "“„«", "”»"
_REACH = 14


def quotations(doc: Doc, paragraphs: Iterator[Span]) -> list[tuple[int, int]]:
    """The tokens between quotation marks, marks included; one left open ends with its paragraph."""
    out: list[tuple[int, int]] = []
    for paragraph in paragraphs:
        start: int | None = None
        for token in paragraph:
            text = token.text
            if start is None and (text in _OPEN or text in ('"', "``") or _opens(token)):
                start = token.i
            elif start is not None and (text in _CLOSE or text in ('"', "''") or _closes(token, start)):
                out.append((start, token.i + 1))
                start = None
            elif start is not None and token.is_space and "\n" in text:
                out.append((start, token.i))
                start = None
        if start is not None:
            out.append((start, paragraph.end))
    return out


def _opens(token: Token) -> bool:
    """A single mark opens a quotation before a capital; elsewhere it is an apostrophe."""
    return (
        token.text in ("‘", "'")
        and token.i + 1 < len(token.doc)
        and token.nbor().text[0].isupper()
        and not token.whitespace_
    )


def _closes(token: Token, start: int) -> bool:
    return (
        token.doc[start].text in ("‘", "'")
        and token.text in ("’", "'")
        and token.nbor(-1).text in (".", ",", "!", "?", "…")
    )


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
