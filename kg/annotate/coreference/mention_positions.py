"""Where the mentions of an article stand: by first token, by last, by head."""

from __future__ import annotations

from kg.annotate.coreference.entity_clusters import EntityClusters
from kg.annotate.mention_types import ACTORS
from kg.annotate.names.candidate import Candidate
from kg.annotate.syntax import Role, role
from kg.lexicon.words import word_list

_DEFINITE = word_list("annotate.coreference.mention_positions", "definite")


class MentionPositions:
    """The mentions of ``clusters``, found by the tokens they stand on."""

    def __init__(self, clusters: EntityClusters) -> None:
        """Look at each mention once."""
        self.clusters = clusters
        #: First token → the name there.
        self.named: dict[int, int] = {}
        #: Head → the mention that it heads, no office.
        self.headed: dict[int, int] = {}
        #: Token after a name → the names that end there.
        self.ending: dict[int, list[Candidate]] = {}
        for i, item in enumerate(clusters.found):
            if item.kind == "name":
                self.named[item.start] = i
                if item.type in ACTORS:
                    self.ending.setdefault(item.end, []).append(item)
            if item.type != "Office":
                self.headed[clusters.roots[i].i] = i

    def is_definite(self, i: int) -> bool:
        """Whether noun phrase ``i`` means something that is known already."""
        item, root = self.clusters.found[i], self.clusters.roots[i]
        first = self.clusters.doc[item.start]
        return (
            first.lower_ in _DEFINITE
            or any(role(c) == Role.POSSESSOR for c in root.children)
            or (first.i == root.i and root.text[0].isupper())
        )

    def owner(self, i: int) -> int | None:
        """Whose noun phrase ``i`` is: "Trump's" in "Trump's defence secretary"."""
        owners = (self.headed.get(c.i) for c in self.clusters.roots[i].children if role(c) == Role.POSSESSOR)
        return next((o for o in owners if o is not None), None)
