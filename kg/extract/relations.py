"""Relations of an article: lasting ties between two mentions of one sentence, by the patterns of the lexicon."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from kg.annotate.layer import Layer, head, paragraphs, sentences, span_of, text_of
from kg.annotate.quotations import quotations
from kg.extract.relation_patterns import Pattern, TextPattern, heading, not_now, patterns
from kg.records import Mention, Predicate, Relation, Statement
from kg.records import Span as Offsets

#: How many characters may stand between two mentions that a text pattern joins, and how many steps in a path.
_NEAR, _STEPS = 70, 7
#: A short form that follows a name: "the National Farmers' Union (NFU)".
_SHORT = re.compile(r" ?\([A-Z][\w.&-]{0,9}\)")
_UNREAL = frozenset(
    (
        "will",
        "would",
        "could",
        "may",
        "might",
        "should",
        "must",
        "can",
        "shall",
        "'ll",
        "’ll",
        "not",
        "n't",
        "n’t",
        "never",
    )
)

#: What is said of a country by its adjective.
_NATIONAL = frozenset({"officeOf", "headOf", "citizenOf", "partOf", "locatedIn"})


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """A relation as it was found, before it is numbered."""

    start: int
    end: int
    predicate: Predicate
    subject: str
    object: str


def relations(doc: Doc, layer: Layer, said: tuple[Statement, ...]) -> tuple[Relation, ...]:
    """The relations of ``doc``, in text order, numbered."""
    ties: set[Tie] = set()
    starts = [m.start for m in layer.mentions]
    for sentence in sentences(doc):
        near = layer.mentions[bisect_left(starts, sentence.start_char) : bisect_left(starts, sentence.end_char)]
        found = set(_in_sentence(sentence, [m for m in near if m.end <= sentence.end_char]))
        ties |= found | set(_heads(found, layer, text_of(doc)))
    countries = _countries(layer)
    ties = _national(ties, layer, countries)
    ties |= set(_posts(ties, layer, countries))
    quoted = [(doc[a].idx, doc[b - 1].idx) for a, b in quotations(doc, paragraphs(doc))]
    return tuple(
        Relation(f"r{n}", t.predicate, t.subject, t.object, ((t.start, t.end),), _reporter(doc, t, said, quoted))
        for n, t in enumerate(sorted(_single(ties, layer)), 1)
    )


def _in_sentence(sentence: Span, mentions: list[Mention]) -> Iterator[Tie]:
    heads = {m.id: head(sentence.doc, m) for m in mentions}
    for s in mentions:
        for o in mentions:
            if s.id == o.id or (s.entity == o.entity and o.type != "Office") or _plural_office(s, o, heads):
                continue
            fit = [p for p in patterns() if s.type in p.subject and o.type in p.object]
            if not fit:
                continue
            way = path(heads[s.id], heads[o.id])
            between = {m.type for m in mentions if min(s.end, o.end) <= m.start and m.end <= max(s.start, o.start)}
            for pattern in fit:
                if not between & pattern.clear_of and _matches(pattern, sentence, s, o, way):
                    yield Tie(min(s.start, o.start), max(s.end, o.end), pattern.predicate, s.id, o.id)


def _plural_office(s: Mention, o: Mention, heads: dict[str, Token]) -> bool:
    return any(m.type == "Office" and heads[m.id].tag_ in ("NNS", "NNPS") for m in (s, o))


def _matches(pattern: Pattern, sentence: Span, s: Mention, o: Mention, way: str | None) -> bool:
    text = text_of(sentence.doc)
    if pattern.predicate in ("holdsOffice", "headOf") and any(
        not_now().search(text[sentence.start_char : at]) for at in (o.start, s.start)
    ):
        return False
    if pattern.predicate == "locatedIn" and way in (">conj", "<conj"):
        return False
    by_path = way is not None and any(p.fullmatch(way) for p in pattern.paths)
    return by_path or any(_text_matches(t, sentence, s, o) for t in pattern.texts)


def _text_matches(pattern: TextPattern, sentence: Span, s: Mention, o: Mention) -> bool:
    first, second = (s, o) if pattern.subject_first else (o, s)
    if not 0 <= second.start - first.end <= _NEAR:
        return False
    text = text_of(sentence.doc)
    if not pattern.between.fullmatch(_SHORT.sub("", text[first.end : second.start])):
        return False
    if pattern.before and not pattern.before.search(text[sentence.start_char : first.start]):
        return False
    return pattern.after is None or bool(pattern.after.match(text[second.end : sentence.end_char]))


def path(a: Token, b: Token) -> str | None:
    """The way through the parse from ``a`` to ``b``, as patterns have it; None if long, negated or not asserted.

    Coordination is passed over at both ends: in "Peru and Chile joined", both are the subject.
    """
    if a.i == b.i:
        return "="
    a, b = _first_conjunct(a, b), _first_conjunct(b, a)
    up = [a, *a.ancestors]
    down = [b, *b.ancestors]
    index = {t.i: n for n, t in enumerate(down)}
    top = next((n for n, t in enumerate(up) if t.i in index), None)
    if top is None:
        return None
    climb, descent = up[: top + 1], down[: index[up[top].i]][::-1]
    if not 0 < len(climb) - 1 + len(descent) <= _STEPS or any(map(_unreal, [*climb[1:], *descent[:-1]])):
        return None
    parts: list[str] = []
    for below, above in pairwise(climb):
        parts += [f"<{below.dep_}", above.lemma_.lower()]
    for token in descent:
        parts += [f">{token.dep_}", token.lemma_.lower()]
    return " ".join(parts[:-1])


def _first_conjunct(token: Token, other: Token) -> Token:
    while token.dep_ == "conj" and token.head.i != other.i and not token.head.is_ancestor(other):
        token = token.head
    return token


def _unreal(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") and any(
        c.lower_ in _UNREAL for c in token.children if c.dep_ in ("aux", "neg", "advmod")
    )


def _heads(ties: set[Tie], layer: Layer, text: str) -> Iterator[Tie]:
    """Who holds the first office of a body or country is its head."""
    offices = {t.subject: t for t in sorted(ties) if t.predicate == "officeOf"}
    for held in ties:
        of = offices.get(held.object)
        if held.predicate == "holdsOffice" and of is not None:
            office, body = layer.by_id[held.object], layer.by_id[of.object]
            if heading().fullmatch(text[office.start : office.end]) and body.type != "Place":
                yield Tie(min(held.start, of.start), max(held.end, of.end), "headOf", held.subject, of.object)


def _countries(layer: Layer) -> dict[str, list[Mention]]:
    """Country code → the names of that country."""
    out: dict[str, list[Mention]] = {}
    for m in layer.mentions:
        if m.type == "Country" and m.kind == "name" and m.country is not None:
            out.setdefault(m.country, []).append(m)
    return out


def _nearest(named: list[Mention], start: int) -> Mention | None:
    return min(named, key=lambda m: (abs(m.start - start), m.start), default=None)


def _national(ties: set[Tie], layer: Layer, countries: dict[str, list[Mention]]) -> set[Tie]:
    """With the country itself for its adjective ("French President") where the article names it.

    Adjectives of no country ("Western leaders") are left out of what is a country's, and regions that are none
    ("Middle East envoy") of what offices are of.
    """
    out = set()
    for t in ties:
        body = layer.by_id[t.object]
        if t.predicate == "officeOf" and body.type == "Place" and body.country is None:
            continue
        if t.predicate not in _NATIONAL or body.type != "Group":
            out.add(t)
        elif body.country is not None:
            near = _nearest(countries.get(body.country, []), body.start) or body
            out.add(Tie(t.start, t.end, t.predicate, t.subject, near.id))
    return out


def _posts(ties: set[Tie], layer: Layer, countries: dict[str, list[Mention]]) -> Iterator[Tie]:
    """The country of a post that is held, where it is known and named, but not beside the title."""
    owned = {t.subject for t in ties if t.predicate == "officeOf"}
    for t in ties:
        office = layer.by_id[t.object]
        if t.predicate == "holdsOffice" and office.country and office.id not in owned:
            near = _nearest(countries.get(office.country, []), office.start)
            if near is not None:
                yield Tie(t.start, t.end, "officeOf", office.id, near.id)


def _single(ties: set[Tie], layer: Layer) -> Iterator[Tie]:
    """Of ties between the same two in overlapping evidence one, between names if possible; symmetric ones once."""
    both = {p.predicate for p in patterns() if p.symmetric}
    kept: dict[tuple[str, ...], list[Tie]] = {}
    kinds = ("name", "nominal", "pronoun")
    for t in sorted(ties, key=lambda t: (sum(kinds.index(layer.by_id[i].kind) for i in (t.subject, t.object)), t)):
        ends = (layer.by_id[t.subject].entity, layer.by_id[t.object].entity)
        key = (t.predicate, *(sorted(ends) if t.predicate in both else ends))
        if not any(t.start < k.end and k.start < t.end for k in kept.setdefault(key, [])):
            kept[key].append(t)
    return (t for found in kept.values() for t in found)


def _reporter(doc: Doc, tie: Tie, said: tuple[Statement, ...], quoted: list[Offsets]) -> str | None:
    """The innermost statement in whose content a tie is said.

    What is only taken for granted ("Defence Minister Ana Ruiz", no verb in it) is the article's own, whoever is
    reported, unless it stands in quotation marks.
    """
    at = bisect_left(quoted, (tie.start + 1, 0)) - 1
    inside = at >= 0 and tie.end <= quoted[at][1]
    if not inside and not any(token.pos_ in ("VERB", "AUX") for token in span_of(doc, tie.start, tie.end)):
        return None
    holding = [
        (sum(b - a for a, b in s.content), s.id)
        for s in said
        if any(a <= tie.start and tie.end <= b for a, b in s.content)
    ]
    return min(holding)[1] if holding else None
