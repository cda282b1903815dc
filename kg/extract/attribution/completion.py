"""Contents made whole: what the tags or the parse cut off, or left out in the midst."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from itertools import pairwise, takewhile

from spacy.tokens import Doc, Token

from kg.annotate.syntax import (
    SUBJECTS,
    Role,
    beside,
    is_infinitive,
    is_passive,
    is_tensed,
    own_subject,
    role,
    upward,
)
from kg.extract.attribution.draft import Draft
from kg.extract.attribution.edges import begin, carry_on, share, whole_noun
from kg.extract.attribution.from_quotations import named_beside
from kg.extract.attribution.spans import Range, runs, source_range
from kg.lexicon import speech
from kg.lexicon.words import word_list

#: So many tokens that nothing else claims are left out in the midst of a content, or at its end.
_GAP, _TAIL = 4, 12
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_NOTHING = word_list("extract.attribution.sources", "empty")
_COMPLEMENTS = frozenset({Role.OPEN_CLAUSE, Role.OBJECT_PREDICATE, Role.COMPLEMENT})
#: So long a subject may be cut off.
_SUBJECT = 30
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_VERBAL = frozenset({"VERB", "AUX"})
_NAMING = frozenset({"ADJ", "ADV", "DET", "NOUN", "NUM", "PRON", "PROPN"})
_PAST = word_list("extract.attribution.completion", "past")


def complete(doc: Doc, drafts: Sequence[Draft]) -> None:
    """Add to each content of ``drafts`` what it lacks to be told as a sentence."""
    claimed = {i for d in drafts for i in (*range(*d.cue_range), *range(*(d.source_range or (0, 0))))}
    for draft in drafts:
        if not draft.content:
            continue
        _invert(doc, draft)
        _part_deeds(doc, draft)
        _bridge(doc, draft, claimed)
        _restore_subject(doc, draft)
        _go_on(doc, draft)
        _both_sides(doc, draft, claimed)
        _blame(doc, draft, claimed)
        _both_aims(doc, draft, claimed)
        _finish(doc, draft, claimed)
        share(doc, draft)
        begin(doc, draft)
        whole_noun(doc, draft, claimed)


def within_paragraphs(drafts: Sequence[Draft], paragraphs: Sequence[Range]) -> None:
    """Take from each content without a quotation what stands in another paragraph than its cue."""
    starts = [start for start, _ in paragraphs]
    for draft in drafts:
        own = bisect_right(starts, draft.head.i)
        beside = {i for i in draft.content if bisect_right(starts, i) == own}
        if draft.head.doc[draft.cue_range[0]].lower_ == "according":
            beside = {i for i in beside if draft.head.doc[i].sent == draft.head.sent} or beside
        plain = draft.frame != "turn" and not any(draft.head.doc[i].is_quote for i in draft.content)
        end = max(beside, default=draft.cue_range[1] - 1) + 1
        goes_on = draft.head.doc[min(end, len(draft.head.doc) - 1)].text == ":"
        if plain and not goes_on and _is_verbal(draft):
            draft.content &= beside


def _is_verbal(draft: Draft) -> bool:
    return any(draft.head.doc[i].pos_ in _VERBAL for i in range(*draft.cue_range))


def _invert(doc: Doc, draft: Draft) -> None:
    """ "The truce is over, said **the ministers**": who stands behind the verb says it, not the subject before it."""
    start, end = draft.cue_range
    inside = draft.source is not None and draft.source.i in draft.content and draft.source.i < start
    if not inside or doc[start - 1].text != "," or end >= len(doc) or draft.content.intersection(range(end, end + 2)):
        return
    source, where = draft.source, draft.source_range
    draft.source = draft.source_range = None
    named_beside(doc, draft)
    if draft.source_range is None or draft.source_range[0] < end:
        draft.source, draft.source_range = source, where


def _part_deeds(doc: Doc, draft: Draft) -> None:
    """Take out what somebody does beside saying it, or is: "accused Mali of lying **and left**", "Ana, **who won**"."""
    if draft.source is not None:
        told = {t.i for c in draft.source.rights if role(c) == Role.RELATIVE for t in c.subtree}
        draft.content = (draft.content - told) or draft.content
    for verb in (c for c in draft.head.rights if role(c) == Role.CONJUNCT and c.tag_ == draft.head.tag_):
        if verb.tag_ in _FINITE and not any(role(c) in SUBJECTS for c in verb.children):
            joined = {c.i for c in draft.head.rights if role(c) == Role.COORDINATOR and c.i < verb.i}
            left = draft.content - {t.i for t in verb.subtree} - joined
            draft.content = left or draft.content
    for verb in [doc[i] for i in sorted(draft.content) if _is_told(doc[i], draft)]:
        joined = {c.i for c in verb.head.rights if role(c) == Role.COORDINATOR and c.i < verb.i}
        left = draft.content - {t.i for t in verb.subtree} - joined
        if not sum(doc[i].is_quote for i in draft.content if i < verb.left_edge.i) % 2:
            draft.content = left or draft.content


def _is_told(verb: Token, draft: Draft) -> bool:
    """Whether a clause of a content is the writer's: "asked them to leave, **and** lorries **were brought**".

    What has a tense of its own is not joined to an infinitive or a noun, but to a verb with a tense, which the content
    may hold; nor does what is asked for come "after" what has happened.
    """
    above = beside(verb)
    if above is not None:
        return verb.head.i in draft.content and above.i not in draft.content
    first = verb.left_edge
    if own_subject(verb) is None or first.i <= draft.head.i or not _has_tense(verb):
        return False
    asked = verb.head == draft.head or is_infinitive(verb.head)
    joined = role(verb) == Role.CONJUNCT and asked and first.pos_ in _NAMING and first.nbor(-1).pos_ == "CCONJ"
    later = role(verb) == Role.ADVERBIAL and asked and any(c.lower_ in _PAST for c in verb.lefts) and is_tensed(verb)
    return (joined or later) and not _has_clause(draft, first.i)


def _has_tense(verb: Token) -> bool:
    return is_tensed(verb) or any(c.tag_ == "MD" for c in (verb, *verb.lefts))


def _has_clause(draft: Draft, end: int) -> bool:
    """Whether the content has, before token ``end``, a clause with a tense that is no noun's."""
    before = (draft.head.doc[i] for i in draft.content if i < end)
    return any(_has_tense(t) for t in before if t.pos_ in _VERBAL and not _is_nouns(t, draft.content))


def _is_nouns(verb: Token, content: Collection[int]) -> bool:
    """Whether a verb of a content stands in a clause that tells which thing is meant."""
    inside = takewhile(lambda t: t.i in content, upward(verb))
    return any(role(t) in (Role.RELATIVE, Role.NOUN_CLAUSE) for t in inside)


def _bridge(doc: Doc, draft: Draft, claimed: Collection[int]) -> None:
    """A few words between two pieces of one sentence."""
    found = runs(draft.content)
    for (_, end), (start, _) in pairwise(found):
        gap = range(end, start)
        one = doc[end - 1].sent.start == doc[start].sent.start
        apart = any(i in claimed or doc[i].is_quote or doc[i].is_space or doc[i].pos_ in _VERBAL for i in gap)
        if one and len(gap) <= _GAP and not apart:
            draft.content.update(gap)


def _restore_subject(doc: Doc, draft: Draft) -> None:
    """ "According to two officials, **the truce** is over", where the parse joins the subject to the source."""
    first = min(draft.content)
    if doc[draft.cue_range[0]].lower_ != "according" or draft.source_range is None:
        return
    end = draft.source_range[1]
    one = doc[end - 1].sent.start == doc[first].sent.start
    if not end < first <= end + _SUBJECT or not one or not _is_bare(doc[first]):
        return
    comma = end - 1 if doc[end - 1].text == "," else next((i for i in range(end, first) if doc[i].text == ","), None)
    if comma is not None:
        draft.content.update(range(comma + 1, first))


def _is_bare(word: Token) -> bool:
    """Whether a content that begins with ``word`` begins with a verb that has lost its subject."""
    verb = word.head if role(word) in (Role.AUX, Role.PASSIVE_AUX) else word
    tensed = word.tag_ in _FINITE and verb.pos_ in _VERBAL
    return tensed and not any(role(c) in SUBJECTS and c.i > word.i for c in verb.children)


def _go_on(doc: Doc, draft: Draft) -> None:
    """ "The truce, officials said, **is over**": what follows the inserted clause of the cue, to the sentence's end."""
    used = {*range(*draft.cue_range), *range(*(draft.source_range or draft.cue_range))}
    after, sentence = max(used) + 1, draft.head.sent
    if max(draft.content) >= min(used) or any(doc[i].pos_ in _VERBAL for i in draft.content):
        return
    commas = doc[min(used) - 1].text == "," and after < sentence.end and doc[after].text == ","
    if commas and doc[min(draft.content)].sent.start == sentence.start and draft.head.tag_ in _FINITE:
        rest = range(after + 1, sentence.end)
        if rest and doc[rest[0]].tag_ in _FINITE and not any(doc[i].is_quote for i in rest):
            draft.content.update(rest)


def _both_sides(doc: Doc, draft: Draft, claimed: Collection[int]) -> None:
    """ "**The pact** is expected **to lapse**": what nobody is named to say stands on both sides of its cue."""
    verb, end = draft.head, draft.cue_range[1]
    if draft.source is not None or verb.pos_ != "VERB" or verb.lemma_.lower() in speech.load().words["addressing"]:
        return
    frames = speech.load().of("verb", verb.lemma_.lower())
    if not is_passive(verb) and "raise" not in frames:
        return
    subject = own_subject(verb)
    if subject is not None and subject.i < verb.i and subject.pos_ in _NOMINAL and subject.lower_ not in _NOTHING:
        draft.content.update(set(range(*source_range(subject))) - set(claimed))
    if max(draft.content) < end <= len(doc) - 1:
        rest = [
            c
            for c in verb.rights
            if c.left_edge.i in (end, end - 1)
            and (role(c) in _COMPLEMENTS or (role(c) == Role.PREP and f"be-{c.lower_}" in frames))
        ]
        told = {i for c in rest for i in range(max(end, c.left_edge.i), c.right_edge.i + 1)}
        if told.isdisjoint(claimed):
            draft.content.update(told)


def _blame(doc: Doc, draft: Draft, claimed: Collection[int]) -> None:
    """ "accused **Mali** in the council **of lying**": what somebody is accused of, however far from who is."""
    last = max(draft.content)
    if "obj-of" not in speech.load().of("verb", draft.head.lemma_.lower()) or last < draft.head.i:
        return
    for word in draft.head.subtree:
        of = word.i > last and word.lower_ == "of" and any(role(c) == Role.PREP_CLAUSE for c in word.rights)
        told = set(range(word.i, word.right_edge.i + 1)) if of else set()
        if told and told.isdisjoint(claimed) and not any(doc[i].is_quote for i in told):
            draft.content |= told
            return


def _both_aims(doc: Doc, draft: Draft, claimed: Collection[int]) -> None:
    """ "whether to keep the mayor **or replace her**": the infinitive that is joined to one of the content's."""
    after = max(draft.content) + 1
    if after >= len(doc) or doc[after].pos_ != "CCONJ":
        return
    verbs = (doc[i] for i in sorted(draft.content) if is_infinitive(doc[i]))
    joined = (c for verb in verbs for c in verb.rights if role(c) == Role.CONJUNCT and c.tag_ == "VB")
    other = next((c for c in joined if c.left_edge.i == after + 1), None)
    rest = set(range(after, other.right_edge.i + 1)) if other is not None else set()
    if rest.isdisjoint(claimed) and not any(doc[i].is_quote for i in rest):
        draft.content |= rest


def _finish(doc: Doc, draft: Draft, claimed: Collection[int]) -> None:
    """The rest of a phrase that was cut after its preposition or article."""
    carry_on(doc, draft, claimed, _end, _TAIL)


def _end(word: Token) -> int:
    """Where a phrase ends that must not end with ``word``."""
    if role(word) == Role.DETERMINER:
        return word.head.i
    if role(word) in (Role.AUX, Role.PASSIVE_AUX) and word.i < word.head.i:
        return word.head.right_edge.i
    if word.pos_ == "ADP":
        filled = (c.right_edge.i for c in word.rights if role(c) in (Role.PREP_OBJECT, Role.PREP_CLAUSE))
        return max(filled, default=word.i)
    return word.i
