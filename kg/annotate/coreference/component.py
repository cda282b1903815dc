"""A spaCy component: mentions of one article that mean the same thing get one entity."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.annotate import document
from kg.annotate.coreference.entity_clusters import EntityClusters
from kg.annotate.coreference.office_holders import OfficeHolders
from kg.annotate.coreference.office_owners import OfficeOwners
from kg.annotate.coreference.pair_scorer import PairScorer
from kg.annotate.coreference.pronouns import Antecedents
from kg.annotate.coreference.quoted_speakers import speakers
from kg.annotate.coreference.string_match import join_names
from kg.annotate.encoder.pair_features import BACK
from kg.annotate.mention_types import compatible
from kg.annotate.names.candidate import Candidate
from kg.annotate.names.gazetteer_matcher import load_gazetteer
from kg.annotate.quotations import quotations
from kg.annotate.syntax import Role, role
from kg.lexicon.gazetteer import Gazetteer
from kg.lexicon.gazetteer.offices import is_national
from kg.records import Mention

#: How surely (in log odds) the encoder must take a noun phrase for an earlier mention where no rule does.
SURE = 1.0
#: How many mentions back an antecedent is looked for.
_BACK = 250


@Language.factory("kg_coreference", default_config={"gazetteer": None})
def make_coreference(nlp: Language, name: str, gazetteer: str | None) -> Coreference:
    """Registered as ``kg_coreference``; ``gazetteer`` is the path of a user's own file."""
    return Coreference(load_gazetteer(gazetteer))


class Coreference:
    """Rewrites ``entity`` of ``doc._.mentions``, and what those of one entity share: ``iri``, ``country``, place."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """``gazetteer`` says who held which post on the article's day."""
        self._gazetteer = gazetteer

    def __call__(self, doc: Doc) -> Doc:
        """Annotate ``doc`` in place."""
        found = doc._.candidates if len(doc._.candidates) == len(doc._.mentions) else _found(doc)
        clusters = EntityClusters(doc, found)
        join_names(clusters)
        self._resolve(clusters)
        _offices(clusters, OfficeOwners(clusters, self._gazetteer, document.day(doc)))
        doc._.mentions = tuple(_in_post(m, self._gazetteer, document.day(doc)) for m in _written(clusters))
        return doc

    def _resolve(self, clusters: EntityClusters) -> None:
        doc = clusters.doc
        spans = [q.tokens for q in quotations(doc)]
        quoted = {i: n for n, (start, end) in enumerate(spans) for i in range(start, end)}
        headed = {root.i: i for i, root in enumerate(clusters.roots) if clusters.found[i].type != "Office"}
        said = {n: headed[t.i] for n, t in enumerate(speakers(doc, spans)) if t is not None and t.i in headed}
        sentence_of = _numbered(list(document.sentences(doc)), quoted)
        likeness = PairScorer(clusters)
        pronouns = Antecedents(clusters, sentence_of, quoted, said, likeness=likeness)
        holders = OfficeHolders(clusters, self._gazetteer, document.day(doc))
        seen: list[int] = []
        done: set[int] = set()
        for i in sorted(range(len(clusters.found)), key=lambda i: (clusters.roots[i].i, i)):
            item = clusters.found[i]
            speaker = said.get(quoted.get(clusters.roots[i].i, -1), i)
            if item.kind == "pronoun" and i not in done:
                if speaker > i and clusters.found[speaker].kind == "pronoun" and speaker not in done:
                    # "He is right," she said: who speaks must be known first, as that is no "he" of the quotation.
                    pronouns.resolve(speaker, seen[-_BACK:])
                    done.add(speaker)
                pronouns.resolve(i, seen[-_BACK:])
            elif item.kind == "nominal" and item.type != "Office":
                holders.resolve(i, seen[-_BACK:])
                if likeness.seen and len(clusters.members(i)) == 1:
                    _alike(clusters, likeness, i, seen[-BACK:])
            if item.type != "Office":
                seen.append(i)
        for i, item in enumerate(clusters.found):
            if item.kind == "pronoun":
                pronouns.resolve_speaker(i)


def _alike(clusters: EntityClusters, likeness: PairScorer, i: int, seen: list[int]) -> None:
    """Join noun phrase ``i``, of which no rule says what it means, to the mention before it that looks most like it."""
    kind, owned = clusters.type(i), any(role(c) == Role.POSSESSOR for c in clusters.roots[i].children)
    fit = [
        j
        for j in seen
        if clusters.found[j].kind != "pronoun"
        and compatible(kind, other := clusters.type(j))
        and not (owned and kind == "Group" and other != kind)  # "his associates" are no body
    ]
    alike, best = max(((likeness(i, j), j) for j in fit), default=(0.0, i))
    if alike > SURE:
        clusters.join(best, i)


def _numbered(sentences: list[Span], quoted: dict[int, int]) -> dict[int, int]:
    """Token → number of its sentence; those that are only quoted do not count, as the narrator goes on after them."""
    numbers: dict[int, int] = {}
    n = 0
    for sentence in sentences:
        for token in sentence:
            numbers[token.i] = n
        n += not all(t.i in quoted or t.is_space or t.is_punct for t in sentence)
    return numbers


def _offices(clusters: EntityClusters, posts: OfficeOwners) -> None:
    """One post, one entity: the same title of the same country or body, which may be that of its holder."""
    first: dict[tuple[str | None, str | int], int] = {}
    named = {f.start: i for i, f in enumerate(clusters.found) if f.kind == "name"}
    titled = {f.end: i for i, f in enumerate(clusters.found) if f.kind == "nominal" and f.type in ("Person", "Group")}
    titled |= {r.i + 1: i for i, r in enumerate(clusters.roots) if clusters.found[i].kind == "nominal"}
    for i, item in enumerate(clusters.found):
        if item.type == "Office":
            holder = named.get(item.end, titled.get(item.end))
            country, body = posts.owner(item, holder)
            clusters.located(i, country)
            known = body or (country if is_national(item.office) else None)
            owner = known or clusters.find(holder if holder is not None else i)
            clusters.join(first.setdefault((item.office, owner), i), i)


def _written(clusters: EntityClusters) -> tuple[Mention, ...]:
    numbers: dict[int, str] = {}
    entity = partial(numbers.setdefault)
    return tuple(
        _shared(clusters, i, mention, entity(clusters.find(i), f"e{len(numbers) + 1}"))
        for i, mention in enumerate(clusters.doc._.mentions)
    )


def _shared(clusters: EntityClusters, i: int, mention: Mention, entity: str) -> Mention:
    """``mention`` with what its entity is known to be."""
    best, entry, item = clusters.best(i), clusters.entry(i), clusters.found[i]
    kind = clusters.found[best].type if item.kind == "pronoun" else item.type
    sector = entry.sector if entry and entry.sector else clusters.found[best].sector or item.sector
    return replace(
        mention, entity=entity, type=kind, iri=entry.iri if entry else None,
        country=clusters.country(i), sector=sector, lat=entry.lat if entry else None, lon=entry.lon if entry else None,
        geonames=entry.geonames if entry else None,
        entry=entry.id if entry else None,
    )  # fmt: skip


def _in_post(mention: Mention, gazetteer: Gazetteer, on: date | None) -> Mention:
    """``mention`` of a person with the sector of the post held on the day, where one is."""
    if mention.type != "Person" or mention.entry is None:
        return mention
    return replace(mention, sector=gazetteer.sector_of(mention.entry, on) or mention.sector)


def _found(doc: Doc) -> tuple[Candidate, ...]:
    """Mentions that another component made, as tokens."""
    out = []
    for m in doc._.mentions:
        span = document.span_of(doc, m.start, m.end)
        out.append(Candidate(span.start, span.end, m.kind, m.type, country=m.country, sector=m.sector))
    return tuple(out)
