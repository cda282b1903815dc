"""What somebody is in an event: the post that the articles which tell it give him, and for which state he acts."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.graph.view import GraphView


@dataclass(frozen=True, slots=True)
class Post:
    """An office that a person holds: in which ``articles`` (IRIs) and until when; ``body`` where it is no state's."""

    label: str
    country: str
    body: bool
    articles: frozenset[str]
    until: str


@dataclass(frozen=True, slots=True)
class Roles:
    """Reads offices from the relations that articles tell in their own voice."""

    view: GraphView
    _posts: dict[str, list[Post]] = field(default_factory=dict)

    def role(self, node: str, articles: frozenset[str], day: str) -> str:
        """The office that ``articles`` give a person; "" if none, or if it had ended by ``day``.

        Of several that which most of the articles give, then one of the person's own country.
        """
        own = self.view.value(node, "kg:country") or ""
        held = [post for post in self.posts(node) if post.articles & articles and not (post.until and post.until < day)]
        ranked = sorted(held, key=lambda post: (-len(post.articles & articles), post.country != own, post.label))
        return ranked[0].label if ranked else ""

    def for_body(self, node: str) -> bool:
        """Whether somebody acts for an intergovernmental body, so for no one country; an envoy acts for his state."""
        posts = self.posts(node)
        in_body, in_state = any(post.body for post in posts), any(post.country for post in posts)
        return not in_state and (in_body or self.view.value(node, "kg:sector") == "IGO")

    def posts(self, node: str) -> list[Post]:
        """The offices of a person."""
        if node not in self._posts:
            relations = self.view.subjects("kg:subject", node)
            self._posts[node] = [self._post(relation) for relation in relations if self._holds(relation)]
        return self._posts[node]

    def _holds(self, relation: str) -> bool:
        """Whether a relation says, in an article's own voice, that somebody holds an office."""
        said = (self.view.local(relation, name) for name in ("kg:predicate", "kg:voice"))
        return tuple(said) == ("holdsOffice", "article")

    def _post(self, relation: str) -> Post:
        view = self.view
        office = view.value(relation, "kg:object") or ""
        owners = view.values(office, "kg:officeOf")
        countries = filter(None, (view.value(thing, "kg:country") for thing in (office, *owners)))
        return Post(
            label=view.label(office),
            country=min(countries, default=""),
            body=any(view.kind(owner) == "IntergovernmentalOrganization" for owner in owners),
            articles=frozenset(a for reading in view.readings(relation) for a in view.values(reading, "kg:inArticle")),
            until=view.value(relation, "kg:end") or "",
        )
