"""Relations of an article: lasting ties between two mentions of one sentence, by the patterns of the lexicon."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from kg.annotate.document import head, sentences, span_of, text_of
from kg.annotate.mention_index import MentionIndex
from kg.annotate.quotations import quotations
from kg.annotate.syntax import Role, arc, role, upward
from kg.extract.attribution.statement_index import Reports
from kg.extract.relations.patterns import Pattern, TextPattern, heading, not_now, patterns
from kg.extract.relations.posts import standing
from kg.extract.relations.tenure_dates import time_in_office
from kg.extract.relations.tie import Tie
from kg.lexicon.words import word_list
from kg.records import Mention, Relation, Statement
from kg.records import Span as Offsets

#: How many characters may stand between two mentions that a text pattern joins, and how many steps in a path.
_NEAR, _STEPS = 70, 7
#: How many mentions may stand between two that are looked at: in a list of hundreds, each is tied to those near it.
_APART = 30
#: A short form that follows a name: "the National Farmers' Union (NFU)".
_SHORT = re.compile(r" ?\([A-Z][\w.&-]{0,9}\)")
#: Words of a noun phrase that name nobody, even where they begin a sentence.
_CLOSED = frozenset({"ADP", "DET", "NUM", "PRON"})
#: Ties of one who may have been it once, and those that are told of nobody in particular.
_OF_A_POST = frozenset({"headOf", "holdsOffice", "represents"})
_OF_THE_KNOWN = frozenset({"alliedWith", "memberOf", "opposes"})
#: What has many ministers, none of whom heads it.
_OF_MANY, _ONE_OF_MANY = frozenset({"Country", "Group"}), word_list("extract.relations.relations", "one_of_many")
_ANY = word_list("extract.relations.relations", "any")
_UNREAL = word_list("extract.relations.relations", "unreal")

#: What is said of a country by its adjective.
_NATIONAL = frozenset({"officeOf", "headOf", "citizenOf", "partOf", "locatedIn"})


def relations(doc: Doc, index: MentionIndex, said: tuple[Statement, ...]) -> tuple[Relation, ...]:
    """The relations of ``doc``, in text order, numbered."""
    ties: set[Tie] = set()
    for sentence in sentences(doc):
        near = index.between(sentence.start_char, sentence.end_char)
        found = set(_in_sentence(sentence, [m for m in near if m.end <= sentence.end_char]))
        ties |= found | set(_heads(found, index, text_of(doc)))
    countries = _countries(index)
    ties = _national(ties, index, countries)
    ties |= set(_posts(ties, index, countries))
    quoted = [(doc[a].idx, doc[b - 1].idx) for a, b in (q.tokens for q in quotations(doc))]
    reports = Reports(said)
    return tuple(
        Relation(
            f"r{n}", t.predicate, t.subject, t.object, ((t.start, t.end),), _reporter(doc, t, reports, quoted),
            time_in_office(doc, t) if t.predicate == "holdsOffice" else None,
        )
        for n, t in enumerate(sorted(_single(ties, index)), 1)
    )  # fmt: skip


def _in_sentence(sentence: Span, mentions: list[Mention]) -> Iterator[Tie]:
    """The ties between any two of ``mentions``, those of ``sentence`` in text order, with few others between them."""
    reader = _Reader(sentence, mentions)
    found = (
        tie
        for n, s in enumerate(mentions)
        for o in mentions[max(0, n - _APART) : n + _APART + 1]
        if s.id != o.id and (s.entity != o.entity or o.type == "Office")
        for tie in reader.ties(s, o)
    )
    yield from standing(found, mentions, reader.heads, text_of(sentence.doc))


class _Reader:
    """Tells how two mentions of a sentence are tied; what more than one pair asks for is looked up once."""

    def __init__(self, sentence: Span, mentions: list[Mention]) -> None:
        self._sentence, self._mentions = sentence, mentions
        self._text = text_of(sentence.doc)
        self._starts = [m.start for m in mentions]
        #: The syntactic head of each mention, by its id.
        self.heads = {m.id: head(sentence.doc, m) for m in mentions}
        self._tree = Tree()
        self._fit: dict[tuple[str, str], list[Pattern]] = {}
        self._gone: dict[int, bool] = {}

    def ties(self, s: Mention, o: Mention) -> Iterator[Tie]:
        """The ties of subject ``s`` to object ``o``."""
        kinds = (s.type, o.type)
        if kinds not in self._fit:
            self._fit[kinds] = [p for p in patterns() if s.type in p.subject and o.type in p.object]
        fit = self._fit[kinds]
        if not fit or _plural_office(s, o, self.heads) or _is_anybody(s, self.heads[s.id]):
            return
        way = path(self.heads[s.id], self.heads[o.id], self._tree)
        if o.type == "Office" and self._tree.first_conjunct(self.heads[s.id], self.heads[o.id]) != self.heads[s.id]:
            way = None  # "the mayor, Ana Ruiz, and Omar Seck": the post is the first one's
        for pattern in fit:
            if pattern.predicate in _OF_THE_KNOWN and any(self._is_unknown(m) for m in (s, o)):
                continue
            if self._is_clear(pattern, s, o) and self._matches(pattern, s, o, way):
                yield Tie(min(s.start, o.start), max(s.end, o.end), pattern.predicate, s.id, o.id)

    def _is_unknown(self, mention: Mention) -> bool:
        """Whether several are meant by a common noun and nothing tells which: "some 40 countries", "her critics"."""
        if mention.kind != "nominal" or self.heads[mention.id].tag_ != "NNS":
            return False
        words = span_of(self._sentence.doc, mention.start, mention.end)
        return not any(word.text[0].isupper() for word in words if word.pos_ not in _CLOSED)

    def _is_clear(self, pattern: Pattern, s: Mention, o: Mention) -> bool:
        """Whether nothing stands between them that ``pattern`` does not allow there."""
        if not pattern.clear_of:
            return True
        first, last = min(s.end, o.end), max(s.start, o.start)
        between = self._mentions[bisect_left(self._starts, first) : bisect_left(self._starts, last)]
        return not any(m.type in pattern.clear_of for m in between if m.end <= last)

    def _matches(self, pattern: Pattern, s: Mention, o: Mention, way: str | None) -> bool:
        if pattern.predicate in _OF_A_POST and any(self._no_more(at) for at in (o.start, s.start)):
            return False
        if pattern.predicate == "locatedIn" and way in (">conj", "<conj"):
            return False
        if way is not None and any(p.fullmatch(way) for p in pattern.paths):
            return True
        first, second = (s, o) if s.start < o.start else (o, s)
        if second.start - first.end > _NEAR:
            return False
        return any(self._text_matches(t, s, o) for t in pattern.texts)

    def _no_more(self, at: int) -> bool:
        """Whether the words before ``at`` say that an office is held no longer, or not yet."""
        if at not in self._gone:
            self._gone[at] = not_now().search(self._text[self._sentence.start_char : at]) is not None
        return self._gone[at]

    def _text_matches(self, pattern: TextPattern, s: Mention, o: Mention) -> bool:
        first, second = (s, o) if pattern.subject_first else (o, s)
        if not 0 <= second.start - first.end <= _NEAR:
            return False
        text, sentence = self._text, self._sentence
        if not pattern.between.fullmatch(_SHORT.sub("", text[first.end : second.start])):
            return False
        if pattern.before and not pattern.before.search(text[sentence.start_char : first.start]):
            return False
        return pattern.after is None or bool(pattern.after.match(text[second.end : sentence.end_char]))


def _plural_office(s: Mention, o: Mention, heads: dict[str, Token]) -> bool:
    return any(m.type == "Office" and heads[m.id].tag_ in ("NNS", "NNPS") for m in (s, o))


def _is_anybody(mention: Mention, head: Token) -> bool:
    """Whether it means nobody in particular, or one who may never be: "no prosecutor", "would be the president"."""
    if mention.kind != "nominal":
        return False
    whoever = any(c.lower_ in _ANY for c in head.children if role(c) in (Role.DETERMINER, Role.NEGATION))
    return whoever or (role(head) == Role.ATTRIBUTE and _unreal(head.head))


class Tree:
    """The ways up from the words of a sentence, each climbed once."""

    def __init__(self) -> None:
        self._chains: dict[int, tuple[Token, ...]] = {}
        self._over: dict[int, frozenset[int]] = {}
        self._conjuncts: dict[int, int] = {}

    def chain(self, token: Token) -> tuple[Token, ...]:
        """``token`` and what is above it, to the root."""
        if token.i not in self._chains:
            self._chains[token.i] = tuple(upward(token))
            self._over[token.i] = frozenset(t.i for t in self._chains[token.i])
        return self._chains[token.i]

    def meeting(self, a: Token, b: Token) -> int:
        """How many steps up from ``a`` the chain of ``b`` is met; the length of the chain of ``a`` if it is not."""
        self.chain(b)
        over = self._over[b.i]
        return bisect_left(self.chain(a), True, key=lambda t: t.i in over)  # from there on, all of it is common

    def first_conjunct(self, token: Token, other: Token) -> Token:
        """The first of those coordinated with ``token``, but none that holds ``other``."""
        chain = self.chain(token)
        if token.i not in self._conjuncts:
            above = (n for n, t in enumerate(chain) if role(t) != Role.CONJUNCT)
            self._conjuncts[token.i] = next(above, len(chain) - 1)
        last = self._conjuncts[token.i]
        return chain[min(last, max(self.meeting(token, other) - 1, 0))] if last else token


def path(a: Token, b: Token, tree: Tree | None = None) -> str | None:
    """The way through the parse from ``a`` to ``b``, as patterns have it; None if long, negated or not asserted.

    Coordination is passed over at both ends: in "Peru and Chile joined", both are the subject.
    """
    if a.i == b.i:
        return "="
    tree = tree or Tree()
    a, b = tree.first_conjunct(a, b), tree.first_conjunct(b, a)
    up, down = tree.meeting(a, b), tree.meeting(b, a)
    if up == len(tree.chain(a)) or not 0 < up + down <= _STEPS:
        return None
    climb, descent = tree.chain(a)[: up + 1], tree.chain(b)[:down][::-1]
    if any(map(_unreal, [*climb[1:], *descent[:-1]])):
        return None
    parts: list[str] = []
    for below, above in pairwise(climb):
        parts += [f"<{arc(below)}", above.lemma_.lower()]
    for token in descent:
        parts += [f">{arc(token)}", token.lemma_.lower()]
    return " ".join(parts[:-1])


def _unreal(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") and any(
        c.lower_ in _UNREAL for c in token.children if role(c) in (Role.AUX, Role.NEGATION, Role.ADVERB)
    )


def _heads(ties: set[Tie], index: MentionIndex, text: str) -> Iterator[Tie]:
    """Who holds the first office of a body or country is its head."""
    offices = {t.subject: t for t in sorted(ties) if t.predicate == "officeOf"}
    for held in ties:
        of = offices.get(held.object)
        if held.predicate == "holdsOffice" and of is not None:
            office, body = index.by_id[held.object], index.by_id[of.object]
            title = text[office.start : office.end]
            of_many = body.type in _OF_MANY and title.lower() in _ONE_OF_MANY
            if heading().fullmatch(title) and body.type != "Place" and not of_many:
                yield Tie(min(held.start, of.start), max(held.end, of.end), "headOf", held.subject, of.object)


def _countries(index: MentionIndex) -> dict[str, list[Mention]]:
    """Country code → the names of that country."""
    out: dict[str, list[Mention]] = {}
    for m in index.mentions:
        if m.type == "Country" and m.kind == "name" and m.country is not None:
            out.setdefault(m.country, []).append(m)
    return out


def _nearest(named: list[Mention], start: int) -> Mention | None:
    """The one of ``named`` (in text order) that begins nearest to ``start``, the earlier of two as near."""
    at = bisect_left(named, start, key=lambda m: m.start)
    return min(named[max(0, at - 1) : at + 1], key=lambda m: (abs(m.start - start), m.start), default=None)


def _national(ties: set[Tie], index: MentionIndex, countries: dict[str, list[Mention]]) -> set[Tie]:
    """With the country itself for its adjective ("French President") where the article names it.

    Adjectives of no country ("Western leaders") are left out of what is a country's, and regions that are none
    ("Middle East envoy") of what offices are of.
    """
    out = set()
    for t in ties:
        body = index.by_id[t.object]
        if t.predicate == "officeOf" and body.type == "Place" and body.country is None:
            continue
        if t.predicate not in _NATIONAL or body.type != "Group":
            out.add(t)
        elif body.country is not None:
            near = _nearest(countries.get(body.country, []), body.start) or body
            out.add(Tie(t.start, t.end, t.predicate, t.subject, near.id))
    return out


def _posts(ties: set[Tie], index: MentionIndex, countries: dict[str, list[Mention]]) -> Iterator[Tie]:
    """The country of a post that is held, where it is known and named, but not beside the title."""
    owned = {t.subject for t in ties if t.predicate == "officeOf"}
    for t in ties:
        office = index.by_id[t.object]
        if t.predicate == "holdsOffice" and office.country and office.id not in owned:
            near = _nearest(countries.get(office.country, []), office.start)
            if near is not None:
                yield Tie(t.start, t.end, "officeOf", office.id, near.id)


def _single(ties: set[Tie], index: MentionIndex) -> Iterator[Tie]:
    """Of ties between the same two in overlapping evidence one, between names if possible; symmetric ones once."""
    both = {p.predicate for p in patterns() if p.symmetric}
    kept: dict[tuple[str, ...], list[Tie]] = {}
    kinds = ("name", "nominal", "pronoun")
    for t in sorted(ties, key=lambda t: (sum(kinds.index(index.by_id[i].kind) for i in (t.subject, t.object)), t)):
        ends = (index.by_id[t.subject].entity, index.by_id[t.object].entity)
        key = (t.predicate, *(sorted(ends) if t.predicate in both else ends))
        apart = kept.setdefault(key, [])  # those kept overlap none of one another, so that two are neighbours of t
        at = bisect_left(apart, t.start, key=lambda k: k.start)
        if not any(t.start < k.end and k.start < t.end for k in apart[max(0, at - 1) : at + 1]):
            apart.insert(at, t)
    return (t for found in kept.values() for t in found)


def _reporter(doc: Doc, tie: Tie, reports: Reports, quoted: list[Offsets]) -> str | None:
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
        for s in reports.near(tie.start)
        if any(a <= tie.start and tie.end <= b for a, b in s.content)
    ]
    return min(holding)[1] if holding else None
