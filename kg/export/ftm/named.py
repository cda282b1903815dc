"""Who is known by name, and by which names in which article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg.graph.names import offsets
from kg.graph.rdf import NamedNode
from kg.graph.terms import DERIVED, term
from kg.graph.view import GraphView

#: Class of ours, the narrowest first, → the schema that its things are of. A group (a nation, protesters) is nobody who
#: could be party to anything in the model's sense; a state is, as the body that a post belongs to.
SCHEMATA = {
    "Person": "Person",
    "Country": "PublicBody",
    "Government": "PublicBody",
    "IntergovernmentalOrganization": "Organization",
    "ArmedGroup": "Organization",
    "Media": "Organization",
    "Organization": "Organization",
}


class Named:
    """The actors that are entities, by their IRIs: the class of each, and article → names that it calls it by."""

    def __init__(self, view: GraphView) -> None:
        kinds = {node: kind for kind in reversed(SCHEMATA) for node in view.instances(f"kg:{kind}")}
        names = {node: _names(view, node) for node in kinds}
        self.kinds = {node: kind for node, kind in sorted(kinds.items()) if _is_known(view, node, kind, names[node])}
        self.mentions = {node: names[node] for node in self.kinds}

    def schema(self, node: str | None) -> str | None:
        """The schema of the entity that a node is; None where it is none."""
        kind = self.kinds.get(node) if node else None
        return SCHEMATA[kind] if kind else None


def _is_known(view: GraphView, node: str, kind: str, names: dict[str, set[str]]) -> bool:
    """Whether it has an identifier or a name. A person is not known by a word alone: any may begin a sentence."""
    words = 2 if kind == "Person" else 1
    return bool(view.values(node, "owl:sameAs")) or any(len(n.split()) >= words for s in names.values() for n in s)


def _names(view: GraphView, node: str) -> dict[str, set[str]]:
    """The names by which each article calls a node; pronouns and descriptions are none."""
    found: dict[str, set[str]] = defaultdict(set)
    for reading in view.readings(node):
        article = reading.partition("#")[0]
        for mention in _mentions(view, reading, article):
            start, end = offsets(mention)
            found[article].add(" ".join(view.text(article)[start:end].split()))
    return dict(found)


def _mentions(view: GraphView, reading: str, article: str) -> Iterator[str]:
    graph = NamedNode(article)
    for derived in view.store.quads_for_pattern(NamedNode(reading), DERIVED, None, graph):
        if isinstance(mention := derived.object, NamedNode):
            kinds = view.store.quads_for_pattern(mention, term("kg:mentionKind"), None, graph)
            if {getattr(q.object, "value", "") for q in kinds} == {"name"}:
                yield mention.value
