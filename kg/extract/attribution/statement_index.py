"""Where attributions and statements stand: what is asked for each of many words goes by place, not through all."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence

from kg.extract.attribution.draft import Draft
from kg.extract.attribution.spans import Range
from kg.records import Statement

#: Characters of a text that are looked up together.
_WIDTH = 256


class Drafts:
    """Attributions in the order given, by the tokens of their heads and contents.

    Contents change by :meth:`grow` and :meth:`shrink` alone while they are looked up here.
    """

    def __init__(self, drafts: Iterable[Draft]) -> None:
        """Add each of ``drafts``."""
        self.all: list[Draft] = []
        self._numbers: dict[Draft, int] = {}
        self._headed: dict[int, Draft] = {}
        self._heads: list[int] = []
        self._holding: dict[int, set[int]] | None = None  # made when it is first asked for
        for draft in drafts:
            self.add(draft)

    def add(self, draft: Draft) -> None:
        """Add ``draft`` as the last one, if it is new."""
        if draft in self._numbers:
            return
        self._numbers[draft] = len(self.all)
        self.all.append(draft)
        self._headed.setdefault(draft.head.i, draft)
        insort(self._heads, draft.head.i)
        self._note(draft, draft.content)

    def _note(self, draft: Draft, tokens: Iterable[int]) -> None:
        if self._holding is not None and draft in self._numbers:
            for i in tokens:
                self._holding.setdefault(i, set()).add(self._numbers[draft])

    def headed(self, i: int) -> Draft | None:
        """The first attribution whose head is token ``i``."""
        return self._headed.get(i)

    def any_headed(self, start: int, end: int) -> bool:
        """Whether a token of ``[start, end)`` is the head of one."""
        at = bisect_left(self._heads, start)
        return at < len(self._heads) and self._heads[at] < end

    def holding(self, tokens: Iterable[int]) -> list[Draft]:
        """Those whose content holds any of ``tokens``."""
        if self._holding is None:
            self._holding = {}
            for draft in self.all:
                self._note(draft, draft.content)
        numbers = set().union(*(self._holding.get(i, ()) for i in tokens))
        return [self.all[n] for n in sorted(numbers)]

    def grow(self, draft: Draft, tokens: Iterable[int]) -> None:
        """Add ``tokens`` to the content of ``draft``."""
        new = set(tokens) - draft.content
        draft.content |= new
        self._note(draft, new)

    def shrink(self, draft: Draft, tokens: Iterable[int]) -> None:
        """Take ``tokens`` from the content of ``draft``."""
        for i in draft.content.intersection(tokens):
            draft.content.remove(i)
            if self._holding is not None and draft in self._numbers:
                self._holding[i].discard(self._numbers[draft])


def overlap(a: Range, b: Range) -> bool:
    """Whether two ranges have anything in common."""
    return a[0] < b[1] and b[0] < a[1]


class Reports:
    """The statements of an article by the characters of their contents."""

    def __init__(self, said: Sequence[Statement]) -> None:
        """``said``: all of them, in order."""
        self._near: dict[int, list[Statement]] = {}
        for statement in said:
            places = {n for start, end in statement.content for n in range(start // _WIDTH, end // _WIDTH + 1)}
            for n in places:
                self._near.setdefault(n, []).append(statement)

    def near(self, at: int) -> Sequence[Statement]:
        """Those that may have character ``at`` in their content, and all that have, in order."""
        return self._near.get(at // _WIDTH, ())
