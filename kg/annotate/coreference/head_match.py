"""Noun phrases to what their noun was said of before: "the ministry", "the agencies", "his office", "the country"."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from kg.annotate.coreference.entity_clusters import EntityClusters
from kg.annotate.coreference.mention_positions import MentionPositions
from kg.annotate.syntax import Role, role
from kg.lexicon.words import bag, nouns, word_list

_LANDS = word_list("annotate.coreference.head_match", "lands")

_ANY = word_list("annotate.coreference.head_match", "any")
_ELSEWHERE = word_list("annotate.coreference.head_match", "elsewhere")
_OTHERS = word_list("annotate.coreference.head_match", "others")
#: How many mentions back "the country" looks for one.
_NEAR = 40
_BODIES = bag("Organization IntergovernmentalOrganization ArmedGroup Media")


class HeadMatch:
    """Resolves noun phrases by their nouns, in text order."""

    def __init__(self, indexed: MentionPositions) -> None:
        """``indexed``: the mentions of the article."""
        self._indexed, self._clusters = indexed, indexed.clusters
        #: Noun → mentions of those whom the text calls so ("dictator").
        self._described: dict[str, list[int]] = {}
        clusters = indexed.clusters
        for i, item in enumerate(clusters.found):
            before = clusters.doc[item.start - 1] if item.start else None
            if item.kind == "name" and item.type == "Person" and before is not None and before.pos_ in ("NOUN", "ADJ"):
                self._described.setdefault(before.lemma_.lower(), []).append(i)

    @cached_property
    def _texts(self) -> list[str]:
        """The words of each mention."""
        return [found.span(self._clusters.doc).text for found in self._clusters.found]

    def resolve(self, i: int, seen: list[int]) -> None:
        """ "the ministry": the last with that head that nothing contradicts; "the country": the last country named."""
        clusters, item, root = self._clusters, self._clusters.found[i], self._clusters.roots[i]
        lemma = root.lemma_.lower()
        own = _content(clusters, i)
        if any(role(c) == Role.POSSESSOR for c in root.children):
            self._owned(i, lemma, self._indexed.owner(i), own, seen)
            return
        again = self._again(i, own, seen)
        if again is not None:
            clusters.join(again, i)
            return
        if root.tag_ not in ("NN", "NNP"):
            return
        called = self._called(i, lemma, own, seen)
        if called is not None:
            clusters.join(called, i)
            return
        kinds = nouns().back.get(lemma, ())
        described = "Country" in kinds and not own & _ELSEWHERE  # "the communist country"
        if kinds and item.country is None and (described or not own):
            named = (j for j in reversed(seen) if clusters.found[j].kind == "name" and clusters.type(j) in kinds)
            last = next((j for j in named if j > i - _NEAR), None)
            if last is not None:
                clusters.join(last, i)

    def resolve_several(self, i: int, seen: list[int]) -> None:
        """Join "Trump campaign officials" to the same again: several whom a name narrows down."""
        if self._clusters.roots[i].tag_ in ("NNS", "NNPS") and self._narrowed(i):
            again = self._again(i, _content(self._clusters, i), seen)
            if again is not None:
                self._clusters.join(again, i)

    def _again(self, i: int, own: frozenset[str], seen: list[int]) -> int | None:
        """The last noun phrase with the head of ``i`` that says as much of it, or more."""
        clusters, item, root = self._clusters, self._clusters.found[i], self._clusters.roots[i]
        lemma, several = root.lemma_.lower(), root.tag_ in ("NNS", "NNPS")
        the = clusters.doc[item.start].lower_ == "the"
        for j in reversed(seen):
            other, last = clusters.found[j], clusters.roots[j]
            if other.kind != "nominal" or last.tag_ != root.tag_ or last.lemma_.lower() != lemma:
                continue
            first, theirs = clusters.doc[other.start].lower_, _content(clusters, j)
            if item.type != other.type or (item.country and other.country and item.country != other.country):
                continue
            if item.office != other.office:  # "the director" is not "his deputy director"
                continue
            if not several and first not in _ANY and own <= theirs:
                return j
            if several and own == theirs and (self._indexed.is_definite(j) or self._narrowed(j)):
                return j
            if several and the:  # "the agencies": those spoken of last
                return j if own <= theirs and first not in _OTHERS else None
        return None

    def _narrowed(self, i: int) -> bool:
        """Whether a name but no number says which ones they are: "Trump campaign officials", not "two US officials"."""
        words = self._clusters.doc[self._clusters.found[i].start : self._clusters.roots[i].i]
        return any(t.i in self._indexed.named for t in words) and not any(
            t.pos_ == "NUM" or t.lower_ in _ANY for t in words
        )

    def _called(self, i: int, lemma: str, own: frozenset[str], seen: list[int]) -> int | None:
        """ "The committee": the last body with that in its name; "the dictator": who was last called one."""
        clusters = self._clusters
        if clusters.found[i].type == "Person":
            described = self._described.get(lemma, [])
            at = bisect_left(described, i)
            return described[at - 1] if at and not own else None
        asked: set[int] = set()
        for j in reversed(seen):
            body = clusters.find(j)
            if clusters.found[j].kind != "name" or body in asked or clusters.type(j) not in _BODIES:
                continue
            asked.add(body)
            entry = clusters.entry(j)
            names = (self._texts[k] for k in clusters.members(j) if k <= j)
            if any(_heads(lemma, own, name) for name in [*dict.fromkeys(names), *([entry.name] if entry else [])]):
                return j
        return None

    def _owned(self, i: int, lemma: str, owner: int | None, own: frozenset[str], seen: list[int]) -> None:
        """ "his country": that of its owner; "his office": the same noun of the same owner."""
        clusters = self._clusters
        if owner is None:
            return
        country = clusters.country(owner)
        for j in reversed(seen):
            other = clusters.found[j]
            if lemma in _LANDS:
                if country and other.type == "Country" and other.kind == "name" and clusters.country(j) == country:
                    clusters.join(j, i)
                    return
            elif other.kind == "nominal" and clusters.roots[j].lemma_.lower() == lemma and _content(clusters, j) == own:
                theirs = self._indexed.owner(j)
                if theirs is not None and clusters.same(theirs, owner):
                    clusters.join(j, i)
                    return


def _heads(lemma: str, own: frozenset[str], name: str) -> bool:
    """Whether a name is that of a ``lemma``: "Justice Department", "Bureau of Investigation"; ``own``: of that kind."""
    words = _SPLIT.split(name.lower())
    head = next((n for n, word in enumerate(words) if word in _AFTER_HEAD), len(words)) - 1
    return head >= 0 and len(words) > 1 and words[head] == lemma and own <= set(words)


_SPLIT = re.compile(r"\W+")
_AFTER_HEAD = word_list("annotate.coreference.head_match", "after_head")


def _content(clusters: EntityClusters, i: int) -> frozenset[str]:
    """The words that narrow a noun phrase down, without the head and what is no content."""
    root, item = clusters.roots[i], clusters.found[i]
    return frozenset(
        t.lemma_.lower()
        for t in clusters.doc[item.start : item.end]
        if t.i != root.i
        and (not t.is_stop or t.pos_ == "NUM")
        and not t.is_punct
        and t.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "VERB")
    )
