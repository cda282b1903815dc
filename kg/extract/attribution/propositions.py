"""A statement's content as propositions: what is compared when statements of two articles are merged."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from kg.annotate.mention_index import MentionIndex
from kg.annotate.syntax import SUBJECTS, Role, role, upward
from kg.extract.attribution.draft import Draft
from kg.extract.attribution.from_parse import is_nobody
from kg.extract.attribution.spans import Range, runs, text_span, trimmed
from kg.extract.attribution.wording import is_clause, wording
from kg.extract.terms import CONTENT, term
from kg.lexicon.words import word_list
from kg.records import Part

_NEVER = word_list("extract.attribution.from_parse", "negations")
_ENDS = SUBJECTS | {Role.OBJECT, Role.ATTRIBUTE}
#: A sentence of so few words is told with what stands beside it.
_SHORT = 3


def parts(
    doc: Doc, index: MentionIndex, statement: str, content: Sequence[int], draft: Draft | None = None
) -> tuple[Part, ...]:
    """One part a proposition of ``content`` (token indices), that of ``draft``, in text order."""
    tokens = set(content)
    groups = _groups(doc, tokens)
    names = [statement] if len(groups) == 1 else [f"{statement}.{n}" for n in range(1, len(groups) + 1)]
    return tuple(_part(doc, index, name, group, draft) for name, group in zip(names, groups, strict=True))


def _groups(doc: Doc, tokens: set[int]) -> list[tuple[Token, set[int]]]:
    """(main predicate, tokens) of each proposition: sentences, and finite clauses joined to one another."""
    heads = _heads(doc, tokens)
    taken: dict[int, set[int]] = {h.i: set() for h in heads}
    above: dict[int, int | None] = {h.i: h.i for h in heads}
    for i in sorted(tokens):
        head = _above(doc[i], tokens, above)
        taken[_nearest(heads, i).i if head is None else head].add(i)
    return sorted(_whole(doc, [(h, taken[h.i]) for h in heads]), key=lambda g: min(g[1]))


def _above(token: Token, tokens: set[int], known: dict[int, int | None]) -> int | None:
    """The first of the heads above ``token`` within ``tokens``, None if there is none; ``known`` remembers."""
    passed = []
    head = None
    for at in upward(token):
        if at.i in known:
            head = known[at.i]
            break
        passed.append(at.i)
        if at.head.i not in tokens:
            break
    known.update(dict.fromkeys(passed, head))
    return head


def _nearest(heads: list[Token], i: int) -> Token:
    """The one of ``heads`` (in text order) nearest to token ``i``, the earlier of two as near."""
    at = bisect_left(heads, i, key=lambda h: h.i)
    return min(heads[max(0, at - 1) : at + 1], key=lambda h: (abs(h.i - i), h.i))


def _whole(doc: Doc, groups: list[tuple[Token, set[int]]]) -> list[tuple[Token, set[int]]]:
    """``groups`` with those that do not stand by themselves added to the nearest that does; to one, where none does."""
    full = [(h, set(t)) for h, t in groups if is_clause(h, t) and _length(doc, t) > _SHORT]
    if not full:
        first = next((h for h, _ in groups if h.pos_ in ("VERB", "AUX")), groups[0][0])
        return [(first, set().union(*(t for _, t in groups)))]
    held = {h.i for h, _ in full}
    for head, tokens in groups:
        if head.i not in held:
            at = bisect_left(full, head.i, key=lambda g: g[0].i)
            nearest = min(full[max(0, at - 1) : at + 1], key=lambda g: (abs(g[0].i - head.i), g[0].i))
            nearest[1].update(tokens)
    return full


def _length(doc: Doc, tokens: set[int]) -> int:
    return sum(doc[i].is_alpha or doc[i].like_num for i in tokens)


def _heads(doc: Doc, tokens: set[int]) -> list[Token]:
    own = [doc[i] for i in sorted(tokens)]
    tops = [t for t in own if (above := t.head.i) not in tokens or above == t.i]
    verbs = [t for t in tops if t.pos_ in ("VERB", "AUX")] or [t for t in tops if t.pos_ in CONTENT] or tops[:1]
    found = dict.fromkeys(verbs)
    for verb in verbs:
        found.update(dict.fromkeys(c for c in _joined(verb) if c.i in tokens))
    return sorted(found, key=lambda t: t.i)


def _joined(verb: Token) -> Iterator[Token]:
    """Finite clauses coordinated with ``verb`` that have a subject, or a conjunction, of their own."""
    for c in verb.children:
        own = any(role(g) in SUBJECTS or (role(g) == Role.SUBORDINATOR and g.lower_ == "that") for g in c.children)
        joined = role(c) == Role.CONJUNCT or (
            role(c) == Role.COMPLEMENT and c.i < verb.i and role(verb) != Role.PARATAXIS
        )
        if joined and own and c.pos_ in ("VERB", "AUX"):
            yield c
            yield from _joined(c)


def _part(doc: Doc, index: MentionIndex, name: str, group: tuple[Token, set[int]], draft: Draft | None) -> Part:
    head, tokens = group
    pieces = [p for p in (trimmed(doc, r) for r in runs(tokens)) if p is not None and _worded(doc, p)]
    words: set[str] = set()
    entities: set[str] = set()
    for i in sorted(tokens):
        token = doc[i]
        covering = index.covered.get(i, ())
        entities.update(m.entity for m in covering)
        named = any(m.kind == "name" for m in covering)
        if not named and (word := term(token)) is not None:
            words.add(word)
    standing, told = wording(doc, head, tokens, draft)
    return Part(
        id=name,
        spans=tuple(text_span(doc, p) for p in pieces),
        terms=tuple(sorted(words)),
        entities=tuple(sorted(entities)),
        negated=_not(head),
        wording=() if told == tuple(pieces) else tuple(text_span(doc, p) for p in told),
        standing=standing,
    )


def _worded(doc: Doc, piece: Range) -> bool:
    return any(not t.is_punct and not t.is_space for t in doc[piece[0] : piece[1]])


def _not(head: Token) -> bool:
    """Whether a proposition is a negative: by "not", "never", or nobody and nothing in it: "no deal was signed"."""
    return any(
        role(c) == Role.NEGATION or c.lower_ in _NEVER or (role(c) in _ENDS and is_nobody(c)) for c in head.children
    )
