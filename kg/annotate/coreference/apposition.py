"""Noun phrases to what stands beside them: by apposition, by a copula, after "as"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.annotate.coreference.mention_positions import MentionPositions
from kg.annotate.coreference.predication import told_of
from kg.annotate.mention_types import ACTORS, STATES
from kg.annotate.names.candidate import Candidate
from kg.annotate.syntax import Role, role
from kg.lexicon.words import bag, nouns, word_list
from kg.records import MentionType

_ARTICLES = word_list("annotate.coreference.apposition", "articles")

_AND = bag("and or &")


class Apposition:
    """Asks of noun phrases what their clause says that they are."""

    def __init__(self, indexed: MentionPositions) -> None:
        """``indexed``: the mentions of the article."""
        self._indexed, self._clusters = indexed, indexed.clusters

    def of(self, i: int) -> int | None:
        """The mention that noun phrase ``i`` is said to be, which may give ``i`` its type."""
        clusters, root = self._clusters, self._clusters.roots[i]
        kind = clusters.found[i].type
        named = self._indexed.named.get(clusters.found[i].end)  # "Ana Ferris, his lawyer Boris Marsh"
        if named is not None and kind == clusters.found[named].type == "Person":
            return named
        for other in (self._next_to(i), told_of(root), self._followed(i)):
            j = self._indexed.headed.get(other.i) if other is not None else None
            if j is None or (clusters.found[j].kind == "pronoun" and role(root) != Role.ATTRIBUTE):
                continue
            if self._fits(kind, clusters.found[j]):
                return j
            anybody = kind == "Person" and clusters.found[i].office is None and root.lemma_.lower() in nouns().anybody
            if anybody and clusters.type(j) in STATES:
                clusters.retype(i, clusters.type(j))
                return j
        return None

    def _followed(self, i: int) -> Token | None:
        """The name that a comma and another enclose after this phrase: "its counterpart, the National Bureau, …"."""
        doc, item, root = self._clusters.doc, self._clusters.found[i], self._clusters.roots[i]
        if root.tag_ not in ("NN", "NNP") or item.end + 2 >= len(doc) or doc[item.end].text != ",":
            return None
        named = self._indexed.named.get(item.end + 1 + (doc[item.end + 1].lower_ == "the"))
        if named is None or not self._indexed.is_definite(i) or (item.start and doc[item.start - 1].text == ","):
            return None
        end = self._clusters.found[named].end
        closed = end + 1 < len(doc) and doc[end].text in (",", ";", "–", "—") and doc[end + 1].lower_ not in _AND
        return self._clusters.roots[named] if closed else None

    def _next_to(self, i: int) -> Token | None:
        """The name right before a comma and this phrase, if a comma or the end follows: "Ana Ruiz, the mayor, …"."""
        doc, item = self._clusters.doc, self._clusters.found[i]
        after = doc[item.end].text if item.end < len(doc) else "."
        if (
            item.type == "Group"
            or item.start < 2
            or doc[item.start - 1].text != ","
            or after not in (",", ".", ";", "–", "—")
        ):
            return None
        name = next(
            (f for f in self._indexed.ending.get(item.start - 1, ()) if f.type == item.type or item.type != "Person"),
            None,
        )
        if name is None or (item.type != "Person" and doc[item.start].lower_ not in _ARTICLES):
            return None
        return None if name.type == "Person" and item.type != "Person" else name.span(doc).root

    def _fits(self, kind: MentionType, other: Candidate) -> bool:
        if other.type == "Office":
            return False
        if kind in ("Person", "Group") or other.type in ("Person", "Group"):
            return kind == other.type
        return kind == other.type or (other.kind == "name" and kind in ACTORS and other.type in ACTORS)
