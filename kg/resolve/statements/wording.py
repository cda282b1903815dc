"""What of a statement is shown: its words as one sentence, with quotation marks and brackets in pairs."""

from __future__ import annotations

import re

from kg.lexicon.words import word_list

_DOUBLE = re.compile(r"``|''|[“”„«»\"]")
_OPENING, _CLOSING = frozenset({"“", "„", "«", "``"}), frozenset({"”", "»"})
_CLOSED_BY = {"“": "”", "„": "”", "«": "»", "``": "''", "''": "''", '"': '"'}
_BRACKET = {")": "(", "]": "["}
#: The end of one piece of a quotation and the beginning of the next, round "she said".
_RESUMED = re.compile(r"([,.;?!…—–-]?)(?:”|\"|''|»)\s+(?:“|\"|``|''|«)(?=\S)")
_JOINING = re.compile(r"^(?:that|but that|and that)\s+(?=\S+\s)")
_ENDS = " ,;:"
#: Verbs before which "that" is the subject: "that isn't so".
_VERBS = word_list("resolve.statements.wording", "verbs")
_SINGLE = {"‘": "’", "'": "'"}


def tidy(text: str, *, quotation: bool = False) -> str:
    """``text`` without what joins it to its sentence: quotation marks round all of it, commas, "that".

    The marks of a ``quotation`` that is no clause stay. What opens is closed, and nothing else is.

    >>> tidy('that the harbour is "closed"'), tidy("“Nobody may land,”"), tidy('But we "hope"')
    ('the harbour is "closed"', 'Nobody may land', 'But we "hope"')
    >>> tidy("“Never,” “not for gold.”", quotation=True), tidy("The port (and the bay is “shut")
    ('“Never, not for gold.”', 'The port and the bay is “shut”')
    """
    whole = _bracketed(_paired(_RESUMED.sub(r"\1 ", text.strip(_ENDS))))
    joined = _JOINING.match(whole)
    subject = joined is not None and whole[joined.end() :].split()[0].lower() in _VERBS
    bare = (_JOINING.sub("", whole) if not subject else whole).strip(_ENDS)
    if not quotation:
        bare = _unmarked(bare).strip(_ENDS)
    return bare or text


def _paired(text: str) -> str:
    """Double quotation marks in pairs: one that opens within an open quotation, a new paragraph's, is left out."""
    marks = list(_DOUBLE.finditer(text))
    drop: set[int] = set()
    open_: re.Match[str] | None = None
    for mark in marks:
        opens = _opens(text, mark, open_ is not None)
        if opens and open_ is None:
            open_ = mark
        elif not opens and open_ is not None:
            open_ = None
        else:
            drop.update(range(*mark.span()))
    end = ""
    if open_ is not None and not text[: open_.start()].strip():
        drop.update(range(*open_.span()))
    elif open_ is not None:
        end = _CLOSED_BY.get(open_.group(), '"')
    return "".join(sign for i, sign in enumerate(text) if i not in drop).strip() + end


def _opens(text: str, mark: re.Match[str], within: bool) -> bool:
    sign = mark.group()
    if sign in _OPENING or sign in _CLOSING:
        return sign in _OPENING
    before, after = text[max(0, mark.start() - 1) : mark.start()], text[mark.end() : mark.end() + 1]
    if not after or after.isspace():
        return False
    return not before or before.isspace() or (not within and before in "([—–-/")


def _unmarked(text: str) -> str:
    """``text`` without the marks round all of it."""
    marks = list(_DOUBLE.finditer(text))
    if len(marks) == 2 and marks[0].start() == 0 and marks[1].end() == len(text):
        return text[marks[0].end() : marks[1].start()]
    single = _SINGLE.get(text[:1])
    inner = text[1:-1]
    if single is not None and text[-1:] == single and not re.search(r"[^\w]['‘]\w", inner):
        return inner
    if (at := text.rfind("‘")) > 0 and not re.search(r"’(?!\w)", text[at:]):
        return text + "’"
    return text[1:] if single is not None and single not in inner and text[-1:] != single else text


def _bracketed(text: str) -> str:
    """``text`` without the brackets that have no other half."""
    unmatched: list[int] = []
    stack: list[int] = []
    for i, sign in enumerate(text):
        if sign in "([":
            stack.append(i)
        elif sign in _BRACKET:
            if stack and text[stack[-1]] == _BRACKET[sign]:
                stack.pop()
            else:
                unmatched.append(i)
    lone = {*unmatched, *stack}
    return "".join(sign for i, sign in enumerate(text) if i not in lone)
