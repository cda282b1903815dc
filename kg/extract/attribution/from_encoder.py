"""Attributions that the encoder's tags show: its spans of sources, cues and contents, joined by its links.

The parse and the lexicon say of each what act it is and whether it is denied, and where its edges are if both see the
same. They add what lies inside another's content, and what the tags show too faintly for a span.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from kg.annotate.encoder.component import Encoded
from kg.annotate.encoder.decoding import Tagged, spans
from kg.annotate.encoder.labels import ROLES, columns
from kg.annotate.encoder.session import Link
from kg.annotate.encoder.weights import Floats
from kg.annotate.quotations import Quoted
from kg.annotate.syntax import Role, is_infinitive, is_passive, is_tensed, own_subject, role
from kg.extract.attribution.cues import child
from kg.extract.attribution.draft import Context, Draft
from kg.extract.attribution.from_parse import PART, lemma, negated
from kg.extract.attribution.spans import Range, runs, source_range
from kg.lexicon.speech import Speech
from kg.lexicon.words import word_list
from kg.records import Act

#: How many tokens a content or source may stand away from the cue that no link gives it.
_REACH = 60
#: How likely a link must be, and a tag that only a link points to.
_LEAST, _FAINT = 0.3, 0.2
#: How likely a second piece of a content must be linked: a quotation or in the sentence of the cue; another.
_NEAR, _FAR = 0.6, 0.9
#: How likely the tags must be of a cue that nothing else takes for one, before a content without a verb.
_SURE = 0.62
#: So many words may stand between an empty cue and its content.
_GAP = 4
#: What is done, not said, before a content without a verb.
_DONE = word_list("extract.attribution.deeds", "done")
_NOTHING = word_list("extract.attribution.sources", "empty")
#: Parts of speech that say nothing by themselves: "has", "also".
_EMPTY = frozenset({"PRON", "AUX", "PART", "DET", "ADV"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SAYING = frozenset({"VERB", "NOUN", "ADJ"})
_NAMES = frozenset({"NOUN", "PROPN", "PRON"})
#: How likely the cue and the content must be of what the parse finds and no span shows.
_BACKED = 0.2


def encoded(context: Context, drafts: Sequence[Draft]) -> list[Draft]:
    """The attributions that the encoder tagged, and those of ``drafts`` that it backs; all, where it read nothing."""
    if context.doc._.encoded is None:
        return list(drafts)
    found = tagged(context.doc, context.doc._.encoded, drafts, context.lexicon)
    whole_quotations(found, context.quotes)
    return found


def tagged(doc: Doc, encoded: Encoded, parsed: Sequence[Draft], lexicon: Speech) -> list[Draft]:
    """The attributions of the encoder, then those of ``parsed`` that its tags back or that one of them contains."""
    found = _Found.of(doc, encoded)
    by_head = {d.head.i: (n, d) for n, d in reversed(list(enumerate(parsed)))}
    contents: dict[Tagged, list[tuple[float, Tagged]]] = {}
    for content in found.spans["content"]:
        cue, likely = found.owner(content, "cue", encoded.cues.get(content.start, ()))
        if cue is not None:
            contents.setdefault(cue, []).append((likely, content))
    drafts = []
    for shown in sorted(contents, key=lambda c: c.start):
        source, _ = found.owner(shown, "source", encoded.sources.get(shown.start, ()))
        best = max(likely for likely, _ in contents[shown])
        pieces = [content for likely, content in contents[shown] if likely >= min(best, _needed(doc, shown, content))]
        cue = _widened(doc, shown, pieces)
        heads = (by_head[i] for i in range(cue.start, cue.end) if i in by_head)
        known = min(heads, key=lambda h: h[0], default=(0, None))[1]
        draft = _draft(doc, (cue, source, pieces), known, lexicon)
        likely = min(span.probability for span in (cue, *pieces))
        if known is not None or _is_told(doc, draft, likely, lexicon):
            drafts.append(draft)
    drafts += _backed(parsed, drafts, encoded.said)
    return drafts + _nested(parsed, drafts)


def _is_told(doc: Doc, draft: Draft, likely: float, lexicon: Speech) -> bool:
    """Whether a cue that the parse takes for none hands its content to somebody: "passed a bill" is a deed.

    The lexicon knows a word of it; or it says something by itself, and a clause or a quotation follows it, or the tags
    are sure and it is nothing that is done.
    """
    cue = doc[slice(*draft.cue_range)]
    if any(_acts(token, lexicon) for token in cue):
        return True
    if _is_empty(cue):
        return False
    return _is_clause(doc, draft) or (likely >= _SURE and not any(t.lemma_.lower() in _DONE for t in cue))


def _is_empty(cue: Span) -> bool:
    return all(t.pos_ in _EMPTY or role(t) == Role.ADVERBIAL_NOUN for t in cue)


def _widened(doc: Doc, cue: Tagged, contents: Sequence[Tagged]) -> Tagged:
    """A cue that says nothing by itself with what follows it up to the content: "has | **raised fears** | that"."""
    start = min((c.start for c in contents if c.start >= cue.end), default=cue.end)
    between = doc[cue.end : start]
    worded = any(t.pos_ in _SAYING for t in between) and not any(t.is_punct or t.is_space for t in between)
    if not _is_empty(doc[cue.start : cue.end]) or not worded or len(between) > _GAP:
        return cue
    return cue._replace(end=start)


def _acts(word: Token, lexicon: Speech) -> Mapping[str, Act]:
    """Frame → act of a word, as the lexicon has them."""
    return lexicon.of(PART.get(word.pos_, "verb"), lemma(word))


def _is_clause(doc: Doc, draft: Draft) -> bool:
    """Whether a content is quoted, or has a verb of its own: neither a noun's nor what somebody is made to do."""
    said = [doc[i] for i in sorted(draft.content)]
    if said[0].is_quote:
        return True
    tops = [t for t in said if (t.head.i not in draft.content or t.head == t) and t.sent == said[0].sent]
    made = any(t.pos_ in _NAMES for t in tops)
    verbs = [t for t in tops if t.pos_ in ("VERB", "AUX") and (t.tag_ != "VBG" or is_tensed(t))]
    return any(t.head != draft.head or not (made and is_infinitive(t)) for t in verbs if not _is_beside(t, draft.head))


def _is_beside(verb: Token, cue: Token) -> bool:
    return role(verb) == Role.CONJUNCT and verb.head == cue


def _needed(doc: Doc, cue: Tagged, content: Tagged) -> float:
    near = doc[content.start].is_quote or doc[content.start].sent.start == doc[cue.start].sent.start
    return _NEAR if near else _FAR


@dataclass(frozen=True, slots=True)
class _Found:
    """The spans of the encoder's tags by label, in text order, and the tags themselves."""

    doc: Doc
    spans: dict[str, list[Tagged]]
    said: Floats

    @classmethod
    def of(cls, doc: Doc, encoded: Encoded) -> _Found:
        found: dict[str, list[Tagged]] = {role: [] for role in ROLES}
        for span in spans(encoded.said, ROLES):
            found[span.label].append(span)
        return cls(doc, found, encoded.said)

    def owner(self, span: Tagged, role: str, links: Sequence[Link]) -> tuple[Tagged | None, float]:
        """The span of ``role`` that ``span`` belongs to, and how likely.

        It goes by the links, of which one may point to what no tag showed; without any, to the nearest.
        """
        spans = self.spans[role]
        if not links:
            first = bisect_left(spans, span.start - _REACH, key=lambda s: s.end)
            near = spans[first : bisect_left(spans, span.end + _REACH, key=lambda s: s.start)]
            gaps = ((max(s.start - span.end, span.start - s.end), s) for s in near)
            gap, nearest = min(gaps, default=(_REACH, None))
            return (nearest, _LEAST) if gap < _REACH else (None, 0.0)
        mass: dict[Tagged | None, float] = {}
        for link in links:
            owner = None if link.word is None else self._at(role, link.word) or self._weak(role, link.word)
            mass[owner] = mass.get(owner, 0.0) + link.probability
        owner, likely = max(mass.items(), key=lambda item: item[1])
        return (owner, likely) if likely >= _LEAST else (None, 0.0)

    def _at(self, role: str, token: int) -> Tagged | None:
        at = bisect_left(self.spans[role], token + 1, key=lambda s: s.end)
        return next((s for s in self.spans[role][at : at + 1] if s.start <= token), None)

    def _weak(self, role: str, token: int) -> Tagged | None:
        """A span that begins at ``token``, which the tags show but faintly."""
        begins, goes_on = columns(ROLES, role)
        if self.said[token, begins] + self.said[token, goes_on] < _FAINT:
            return None
        end = token + 1
        while end < len(self.said) and self.said[end, goes_on] > self.said[end, 0]:
            end += 1
        return Tagged(role, token, _whole(self.doc[token], end), round(float(self.said[token, begins]), 3))


def _whole(first: Token, end: int) -> int:
    """Where a span from ``first`` ends that is not to stop amid "the two men": after the noun that a word leads to."""
    leads = (
        role(first)
        in (Role.DETERMINER, Role.ADJECTIVE, Role.COMPOUND, Role.NUMERAL, Role.POSSESSOR, Role.PREDETERMINER)
        and first.i < first.head.i
    )
    return max(end, first.head.i + 1) if leads else end


def _draft(
    doc: Doc, seen: tuple[Tagged, Tagged | None, Sequence[Tagged]], known: Draft | None, lexicon: Speech
) -> Draft:
    """The attribution of a cue, its source and its contents; ``known`` is what the parse makes of the cue."""
    cue, source, contents = seen
    span: Range = (cue.start, cue.end)
    head = known.head if known is not None else _head(doc, span)
    said = _content(doc, span, contents, known)
    who = _source(doc, cue, source, known, said)
    who = None if who is not None and cue.start <= who[0] < cue.end else who
    return Draft(
        head,
        known.act if known is not None else _act(doc, span, head, contents[0].start, lexicon),
        doc[who[0] : who[1]].root if who is not None else None,
        who,
        span,
        said,
        known.frame if known is not None else "tagged",
        negated(head),
    )


def _source(doc: Doc, cue: Tagged, source: Tagged | None, known: Draft | None, said: Set[int]) -> Range | None:
    """The source of the tags to the end of its noun; the parse's where they show none, or one in another sentence.

    Who stands before the verb of the cue as its subject speaks, whomever the tags show, but for a part of what is
    ``said``.
    """
    parsed = known.source_range if known is not None else None
    subject = _subject(doc, cue)
    own = _before(cue, subject) if subject is not None and subject.i not in said else None
    if source is None:
        return parsed or _possessor(doc[cue.start : cue.end]) or own
    if own is not None and subject is not None and not source.start <= subject.i < source.end:
        return own
    for whole in (own, parsed):
        if whole is not None and whole[0] <= source.start < source.end < whole[1] and _is_list(doc, source.end, whole):
            return whole
    beside = parsed is not None and doc[parsed[0]].sent.start == doc[cue.start].sent.start
    if beside and doc[source.start].sent.start != doc[cue.start].sent.start:
        return parsed
    end = source.end - (role(doc[source.end - 1]) == Role.PREP and source.end - source.start > 1)
    return source.start, min(_whole(doc[end - 1], end), max(cue.start, end))


def _is_list(doc: Doc, end: int, whole: Range) -> bool:
    """Whether a source that ends at ``end`` lacks those who are named beside it: "Chile | **, Peru and Bolivia**"."""
    beside = (t for t in doc[end : whole[1]] if role(t) == Role.CONJUNCT and t.pos_ in ("NOUN", "PROPN"))
    return any(whole[0] <= t.head.i < end for t in beside)


def _subject(doc: Doc, cue: Tagged) -> Token | None:
    """The subject before the verb of a cue in the active voice, unless it is an empty "it"."""
    verb = _head(doc, (cue.start, cue.end))
    found = own_subject(verb) if verb.pos_ == "VERB" and not is_passive(verb) else None
    return found if found is not None and found.i < cue.start and found.lower_ not in _NOTHING else None


def _before(cue: Tagged, subject: Token) -> Range:
    start, end = source_range(subject)
    return start, min(end, cue.start)


def _possessor(cue: Span) -> Range | None:
    """Whose a cue is that is a noun: "Obama's announcement"."""
    for token in cue:
        owner = child(token, Role.POSSESSOR)
        if owner is not None and owner.i < cue.start:
            return owner.left_edge.i, owner.i + 1
    return None


def _content(doc: Doc, cue: Range, contents: Sequence[Tagged], known: Draft | None) -> set[int]:
    """What the tags show; where the parse shows mostly the same, its edges, which follow the guidelines closer.

    They fill its holes (words of a name that it left out), and go on where it lost the verb of a clause; tags that hold
    the cue itself, or stop amid a phrase, tell nothing.
    """
    parsed = known.content - set(range(*cue)) if known is not None else set()
    ends = [_whole(doc[c.end - 1], c.end) for c in contents]
    seen = {i for c, end in zip(contents, ends, strict=True) for i in range(c.start, end)}
    cut = any(end > c.end for c, end in zip(contents, ends, strict=True))
    empty = seen <= parsed and (cut or all(doc[i].is_stop or not doc[i].is_alpha for i in seen))
    if empty or (parsed and not seen.isdisjoint(range(*cue))):
        return parsed
    if len(parsed & seen) * 2 <= len(parsed | seen):
        return seen
    after = max(parsed) + 1
    if after in seen and doc[after].tag_ in _FINITE and doc[after - 1].pos_ != "CCONJ":
        return seen
    return parsed | {i for hole in _holes(doc, cue, parsed) if seen.issuperset(hole) for i in hole}


def _holes(doc: Doc, cue: Range, content: Set[int]) -> Iterator[range]:
    """What a content leaves out in its midst, beside the cue and quotations."""
    for (_, end), (start, _) in pairwise(runs(content)):
        quoted = doc[end - 1].is_quote or doc[start].is_quote
        if not quoted and not end <= cue[0] < start:
            yield range(end, start)


def _head(doc: Doc, cue: Range) -> Token:
    """The word of a cue that carries its meaning: its last noun, adjective or verb, else its root."""
    words = [t for t in doc[cue[0] : cue[1]] if t.pos_ in ("VERB", "NOUN", "ADJ")]
    return words[-1] if words else doc[cue[0] : cue[1]].root


def _act(doc: Doc, cue: Range, head: Token, said: int, lexicon: Speech) -> Act:
    """The act of the first word of the cue that the lexicon knows, the head before the rest, in the frame that fits."""
    for token in (head, *doc[cue[0] : cue[1]]):
        acts = _acts(token, lexicon)
        if acts:
            return next(
                (acts[frame] for frame in _frames(doc, cue, token, said) if frame in acts), next(iter(acts.values()))
            )
    return "assert"


def _frames(doc: Doc, cue: Range, word: Token, said: int) -> Iterator[str]:
    """The frames that ``word`` of a cue may stand in before a content that begins with token ``said``, best first."""
    yield from (token.lower_ for token in doc[word.i + 1 : cue[1]])
    first = doc[said]
    if first.is_quote:
        yield "quote"
    verb = next((t for t in doc[said : first.sent.end] if t.pos_ in ("VERB", "AUX")), None)
    if verb is not None and any(c.lower_ == "to" and role(c) == Role.AUX for c in verb.lefts):
        yield from ("to", "obj-to") if first.lower_ == "to" else ("obj-to", "to")


def _backed(parsed: Iterable[Draft], tagged: Sequence[Draft], said: Floats) -> list[Draft]:
    """Those of ``parsed`` that touch none of the encoder's, but that its tags show faintly."""
    taken = {i for d in tagged for i in (*d.content, *range(*d.cue_range), *range(*(d.source_range or (0, 0))))}

    def shown(role: str, tokens: Iterable[int]) -> float:
        return float(said[sorted(tokens)][:, columns(ROLES, role)].sum(-1).mean())

    return [
        d
        for d in parsed
        if taken.isdisjoint({*d.content, *range(*d.cue_range)})
        and min(shown("cue", [d.head.i]), shown("content", d.content)) >= _BACKED
    ]


def whole_quotations(drafts: Iterable[Draft], quotes: Iterable[Quoted]) -> None:
    """Complete each quotation of which a content has most of the words, but for those that the cue itself stands in."""
    quoted = [q.tokens for q in quotes]
    number = {i: n for n, tokens in enumerate(quoted) for i in range(*tokens)}
    for draft in drafts:
        for n, held in Counter(number[i] for i in draft.content if i in number).items():
            start, end = quoted[n]
            if held * 2 > end - start and not start <= draft.head.i < end:
                draft.content |= set(range(start, end)) - set(range(*draft.cue_range))


def _nested(parsed: Iterable[Draft], above: Sequence[Draft]) -> list[Draft]:
    """Those of ``parsed`` that stand wholly inside the content of an attribution."""
    held = set().union(*(d.content for d in above)) if above else set()
    taken = {i for d in above for i in range(*d.cue_range)}
    return [d for d in parsed if held.issuperset(range(*d.cue_range)) and not taken.intersection(d.content)]
