"""Titles of office in a text: "Defence Secretary", "secretary of state", before a name or for their holder."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from kg.annotate.names.candidate import Candidate, Cover
from kg.annotate.syntax import Role, role
from kg.lexicon.gazetteer import Gazetteer
from kg.lexicon.words import bag, word_list
from kg.records import Kind

_AND = bag("and or")
_LEFT = 4
_RIGHT = 7
#: Said of the holder, not of the post: cut off.
_HOLDER = word_list("annotate.names.titles", "holder")
#: Heads of a post that takes the name of a field before it ("Tourism Minister") or after it ("minister of tourism").
_OF_FIELD = word_list("annotate.names.titles", "of_field")

#: What ends the name of a field of more than one word ("Social Welfare").
_FIELD_HEADS = word_list("annotate.names.titles", "field_heads")

#: Words that are titles only among other things: they need a capital and a name after them, or an "of".
_DOUBTFUL = word_list("annotate.names.titles", "doubtful")
#: Words that begin a title without being one.
_FIRST = word_list("annotate.names.titles", "first")
#: Of those, the ones that name no post by themselves.
_NO_POST = word_list("annotate.names.titles", "no_post")


class TitleMatcher:
    """Finds titles; remembers which words are one."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """``gazetteer`` says what is a title."""
        self._gazetteer = gazetteer
        self._keys: dict[str, str | None] = {}

    def key(self, words: str) -> str | None:
        """The key of a title, the same for all its wordings; None for what is none."""
        if words not in self._keys:
            self._keys[words] = self._gazetteer.office(words)
        return self._keys[words]

    def find(self, sentence: Span, taken: Cover) -> Iterator[Candidate]:
        """The titles in ``sentence``, but for those within a name that ``taken`` holds for sure."""
        doc, i = sentence.doc, sentence.start
        while i < sentence.end:
            found = self._at(doc, i, sentence, taken) if self._may_begin(doc[i]) else None
            if found is not None:
                yield found
            i = found.end if found is not None else i + 1

    def _may_begin(self, token: Token) -> bool:
        if not token.text[0].isalpha():
            return False
        return token.lower_ in _FIRST or (token.pos_ in ("NOUN", "PROPN") and self.key(token.lower_) is not None)

    def _at(self, doc: Doc, i: int, sentence: Span, taken: Cover) -> Candidate | None:
        end = self._right(doc, i, sentence.end)
        if end is None:
            return None
        if end > i + 2 and doc[i].lower_ in _OF_FIELD:
            end = self._further_fields(doc, end, sentence.end, taken)
        start = self._left(doc, i, sentence.start, end, taken)
        while start < end - 1 and doc[start].lower_.replace(".", "") in _HOLDER:
            start += 1
        if doc[end - 1].text[0].isupper():
            start = next(k for k in range(start, end) if doc[k].text[0].isupper())
        whole = self.key(doc[start:end].text)
        sure = [item for item in taken.within(start, end) if _surely(item, start, end)]
        if sure and start <= sure[-1].start and sure[-1].end <= i:
            start = sure[-1].end  # "CIA Director": the post is the director's, the agency a name of its own
        elif sure:
            return None
        key = whole or self.key(doc[i:end].text)
        if end - start == 1 and doc[i].lower_ in _NO_POST:
            return None
        kind: Kind = "name" if doc[end - 1].text[0].isupper() else "nominal"
        return Candidate(start, end, kind, "Office", office=key or doc[start:end].text.lower())

    def _right(self, doc: Doc, i: int, limit: int) -> int | None:
        """Where the title that holds token ``i`` ends: the longest known one, "minister of" any field."""
        best = i + 1 if self.key(doc[i].lower_) else None
        for end in range(i + 2, min(limit, i + _RIGHT) + 1):
            last = doc[end - 1]
            if last.is_space or (last.is_punct and last.text != "-"):
                break
            if last.text.isalpha() and self.key(doc[i:end].text):
                best = end
        if best == i + 1 and doc[i].lower_ in _OF_FIELD:
            best = _after_of(doc, i, limit) or best
        if (
            best is not None
            and best + 1 < limit
            and doc[best].text == "-"
            and doc[best + 1].lower_ in ("elect", "designate")
        ):
            best += 2
        return best

    def _further_fields(self, doc: Doc, end: int, limit: int, taken: Cover) -> int:
        """The end of what goes on with the fields of a minister: ", Trade and Mining", "and Equalities"."""
        last, i = end, end
        while i + 1 < limit and doc[i].text in (",", "and", "&"):
            closing, i = doc[i].text != ",", i + 1
            if not _is_field_word(doc[i], taken.at(i)) or self.key(doc[i].lower_):
                return last
            i += 2 if i + 1 < limit and doc[i + 1].lower_ in _FIELD_HEADS else 1
            if i < limit and self.key(doc[i].lower_):
                return last
            if closing:
                return i
        return last

    def _left(self, doc: Doc, i: int, limit: int, end: int, taken: Cover) -> int:
        """Where it begins: the longest known title, or capitals before a minister that are no name of their own."""
        start = i
        for k in range(i - 1, max(limit, i - _LEFT) - 1, -1):
            token = doc[k]
            if token.is_space or token.is_punct or token.lower_ in _AND or token.pos_ in ("VERB", "AUX", "DET", "ADP"):
                break
            if self.key(doc[k:end].text):
                start = k
        if start == i and doc[i].lower_ in _OF_FIELD and doc[i].text[0].isupper():
            while start > limit and _is_field(doc[start - 1], taken.at(start - 1)):
                start -= 1
        return start


def _after_of(doc: Doc, i: int, limit: int) -> int | None:
    """The end of "of Tourism and Culture" after the minister ``i``, unless it is a country or a person."""
    if i + 2 >= limit or doc[i + 1].lower_ not in ("of", "for"):
        return None
    end = i + 3 if doc[i + 2].lower_ == "the" else i + 2
    first = end
    while end < limit and doc[end].text[0].isupper() and doc[end].ent_type_ not in ("GPE", "PERSON", "NORP"):
        end += 1
    return end if end > first else None


def _surely(item: Candidate, start: int, end: int) -> bool:
    return item.weight >= 2 and not (start <= item.start and item.end <= end and item.weight < 3)


def _is_field_word(token: Token, item: Candidate | None) -> bool:
    """Whether a capital may name a field: no person, country or other name known for sure."""
    if not token.text[0].isupper() or token.text.isupper() or not token.text.isalpha():
        return False
    return item is None or (item.weight < 2 and item.type not in ("Person", "Country", "Place"))


def _is_field(token: Token, item: Candidate | None) -> bool:
    if (
        not token.text[0].isupper()
        or token.text.isupper()
        or not token.text.isalpha()
        or token.pos_ not in ("PROPN", "ADJ", "NOUN")
    ):
        return False
    return token.lower_ not in _HOLDER and (item is None or (item.weight < 2 and item.end - item.start == 1))


def doubtful(doc: Doc, found: Candidate, before_name: bool) -> bool:
    """Whether the words are a title only if a name follows or an "of" ("General Ferris", not "in general")."""
    if found.end - found.start > 1 or doc[found.start].lower_.rstrip("s.") not in _DOUBTFUL:
        return False
    follows = doc[found.end].lower_ if found.end < len(doc) else ""
    return (
        not before_name
        and follows not in ("of", "for")
        and role(doc[found.start]) in (Role.ADJECTIVE, Role.COMPOUND, Role.ADVERB)
    )


def post_owner(doc: Doc, title: Candidate, names: Cover) -> Candidate | None:
    """Whose a post is, by the name before it ("US President", "Russia's foreign minister") or after "of"."""
    i = title.start - 1
    while i >= 0 and (doc[i].lower_ in _HOLDER or doc[i].text in ("'s", "’s", "'", "’", "-")) and names.at(i) is None:
        i -= 1
    item = names.at(i) if i >= 0 else None
    if item is None and title.end + 1 < len(doc) and doc[title.end].lower_ in ("of", "for"):
        after = title.end + 1
        item = names.at(after + 1 if doc[after].lower_ == "the" and after + 1 < len(doc) else after)
    return item
