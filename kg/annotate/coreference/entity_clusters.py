"""Mentions that mean the same, growing: a union–find that knows what its sets are."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from spacy.tokens import Doc, Token

from kg.annotate.names.candidate import Candidate
from kg.lexicon.gazetteer import Entry
from kg.lexicon.gazetteer.fold import fold
from kg.lexicon.words import gender as gender_words
from kg.lexicon.words import word_list
from kg.records import MentionType

_KINDS = ("name", "nominal", "pronoun")


class EntityClusters:
    """Sets of the mentions of one Doc, named by the index of their first mention."""

    def __init__(self, doc: Doc, found: Sequence[Candidate]) -> None:
        """Each of ``found`` is a set of its own at first."""
        self.doc, self.found = doc, list(found)
        self.roots: tuple[Token, ...] = tuple(f.span(doc).root for f in self.found)
        self._parent = list(range(len(self.found)))
        self._members = {i: [i] for i in range(len(self.found))}
        self._gender: dict[int, str] = {}
        self._country: dict[int, str] = {i: f.country for i, f in enumerate(self.found) if f.country}
        self._best = list(range(len(self.found)))
        self._entry: dict[int, Entry | None] = {i: f.entry for i, f in enumerate(self.found)}
        for i, item in enumerate(self.found):
            if sex := _gender(doc, item, self.roots[i]):
                self._gender[i] = sex

    @cached_property
    def surnames(self) -> frozenset[str]:
        """The last words of the people that the gazetteer knows."""
        known = (f for f in self.found if f.kind == "name" and f.type == "Person" and f.entry is not None)
        return frozenset(words[-1] for f in known if (words := fold(f.span(self.doc).text).lower().split()))

    def find(self, i: int) -> int:
        """The set of mention ``i``."""
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def join(self, i: int, j: int) -> None:
        """Make the sets of ``i`` and ``j`` one."""
        a, b = sorted((self.find(i), self.find(j)))
        if a == b:
            return
        self._parent[b] = a
        few, many = sorted((self._members[a], self._members.pop(b)), key=len)
        for member in few:
            insort(many, member)
        self._members[a] = many
        self._entry[a] = self._entry[a] or self._entry[b]
        self._best[a] = min(self._best[a], self._best[b], key=self._rank)
        self.located(a, self._country.get(b))
        if sex := self._gender.get(a) or self._gender.get(b):
            self._gender[a] = sex

    def same(self, i: int, j: int) -> bool:
        """Whether they are one already."""
        return self.find(i) == self.find(j)

    def members(self, i: int) -> list[int]:
        """The mentions of the set of ``i``, in text order."""
        return self._members[self.find(i)]

    def last_before(self, i: int, j: int) -> int:
        """The last mention of the set of ``i`` that comes before mention ``j``; -1 if none does."""
        members = self.members(i)
        at = bisect_left(members, j)
        return members[at - 1] if at else -1

    def entry(self, i: int) -> Entry | None:
        """The gazetteer's entry of the set of ``i``."""
        return self._entry[self.find(i)]

    def link(self, i: int, entry: Entry | None) -> None:
        """Say which entry the set of ``i`` is, None to take a link back."""
        self._entry[self.find(i)] = entry

    def gender(self, i: int) -> str | None:
        """``m`` or ``f`` where anything says so."""
        entry = self.entry(i)
        return (entry.gender if entry else None) or self._gender.get(self.find(i))

    def located(self, i: int, country: str | None) -> None:
        """Say which country the set of ``i`` is of."""
        if country is not None:
            self._country.setdefault(self.find(i), country)

    def set_gender(self, i: int, sex: str) -> None:
        """Keep what a pronoun says."""
        self._gender.setdefault(self.find(i), sex)

    def best(self, i: int) -> int:
        """The mention that says most of what the set of ``i`` is: a linked name, a name, a nominal, a pronoun."""
        return self._best[self.find(i)]

    def retype(self, i: int, kind: MentionType) -> None:
        """Say of what type mention ``i`` is, where its form does not tell."""
        self.found[i] = replace(self.found[i], type=kind, sector=None)

    def _rank(self, j: int) -> tuple[int, bool, int, int]:
        item = self.found[j]
        return (_KINDS.index(item.kind), item.entry is None, -(item.end - item.start), j)

    def type(self, i: int) -> MentionType:
        """The type of the set of ``i``."""
        return self.found[self.best(i)].type

    def country(self, i: int) -> str | None:
        """The country of the set of ``i``, where known."""
        entry = self.entry(i)
        if entry is not None and entry.country:
            return entry.country
        return self._country.get(self.find(i))


def _gender(doc: Doc, item: Candidate, root: Token) -> str | None:
    words = gender_words()
    if item.kind == "pronoun":
        return {"h": "m", "s": "f"}.get(root.lower_[0]) if root.lower_ in _GENDERED else None
    if item.type != "Person":
        return None
    if item.kind == "nominal":
        return words.nouns.get(root.lemma_.lower())
    before = doc[item.start - 1].lower_.rstrip(".") if item.start else ""
    return words.titles.get(before) or (
        words.first_names.get(doc[item.start].lower_) if item.end - item.start > 1 else None
    )


_GENDERED = word_list("annotate.coreference.entity_clusters", "gendered")
