"""What looks like an attribution and is none: auxiliaries, blows that are no words, and refusals to comment."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from kg.annotate.mention_index import MentionIndex
from kg.annotate.syntax import SUBJECTS, Role, is_infinitive, is_passive, role
from kg.extract.attribution.draft import Draft
from kg.lexicon import speech
from kg.lexicon.words import nouns, word_list
from kg.records import Mention

#: Verbs and nouns of a blow that may be struck with words: "attacked the budget", "attacked the village".
_BLOWS = word_list("extract.attribution.deeds", "blows")
#: Frames in which a blow is always struck with words: "attacked her for the delay".
_WORDED = frozenset({"obj-for", "obj-over", "obj-as"})
_REASONS = word_list("extract.attribution.deeds", "reasons")
#: What is asked of somebody who says nothing, and what he does not do.
_ASKED = word_list("extract.attribution.deeds", "asked")
_ABOUT = word_list("extract.attribution.deeds", "about")
_ANSWERING = word_list("extract.attribution.deeds", "answering")
#: Endings of nouns that no blow of another kind strikes.
_ABSTRACT = tuple(sorted(word_list("extract.attribution.deeds", "abstract")))
#: What reaches somebody and says nothing by itself.
_CALLING = word_list("extract.attribution.deeds", "calling")
_PERSONS = word_list("extract.attribution.deeds", "persons")
_NAMING = word_list("extract.attribution.deeds", "naming")
#: Acts by which what is to be decided is not decided yet: "intends to veto the bill".
_AHEAD = word_list("extract.attribution.deeds", "ahead")
_EMPTY = frozenset({"AUX", "PART", "ADV", "SPACE"})


def is_none(doc: Doc, draft: Draft, index: MentionIndex) -> bool:
    """Whether ``draft`` hands nothing to anybody."""
    empty = _is_auxiliary(doc, draft) or _is_name(doc, draft)
    return empty or _is_blow(doc, draft, index) or _has_listener_only(draft, index)


def _is_auxiliary(doc: Doc, draft: Draft) -> bool:
    """Whether its cue is nothing but "will", "are", "would not", and what it leads to neither quoted nor a clause."""
    cue, said = doc[draft.cue_range[0] : draft.cue_range[1]], [doc[i] for i in draft.content]
    if draft.head.pos_ != "AUX" or any(t.pos_ not in _EMPTY for t in cue) or any(t.is_quote for t in said):
        return False
    helps = all(t.head.i in draft.content for t in cue if t.pos_ == "AUX")
    return helps or not any(role(t) in SUBJECTS for t in said)


def _is_name(doc: Doc, draft: Draft) -> bool:
    """Whether it only says how something is called, or that it was known: nobody thinks it, and it is no clause."""
    said = [doc[i] for i in draft.content]
    named = (
        draft.frame == "tagged"
        and draft.source is None
        and draft.head.lemma_.lower() in _NAMING
        and is_passive(draft.head)
    )
    return named and not any(t.pos_ in ("VERB", "AUX") or t.is_quote for t in said)


def _is_blow(doc: Doc, draft: Draft, index: MentionIndex) -> bool:
    """Whether it is struck with more than words, as far as who strikes it and what it strikes show."""
    if draft.head.lemma_.lower() not in _BLOWS or draft.frame in _WORDED:
        return False
    struck = [doc[i] for i in sorted(draft.content) if doc[i].head.i not in draft.content]
    over = any(doc[i].lower_ in _REASONS and doc[i].pos_ in ("ADP", "SCONJ") for i in draft.content)
    if over or any(t.pos_ in ("VERB", "AUX") or t.is_quote for t in struck):
        return False
    source = draft.source
    if all(_is_matter(index.at(t), t.lemma_.lower()) for t in struck):
        return False
    argues = source is None or source.lemma_.lower() in _PERSONS or _argues(index.at(source))
    return not argues or not all(_is_argued(index.at(t), t.lemma_.lower()) for t in struck)


def _argues(speaker: Mention | None) -> bool:
    """Whether somebody is known by name, or as "he", "who": crowds, gunmen and armies strike otherwise."""
    if speaker is None or speaker.kind == "pronoun":
        return True
    return speaker.type in ("Person", "Organization", "Media", "Group") and speaker.kind == "name"


def _is_matter(struck: Mention | None, lemma: str) -> bool:
    """Whether it is a decision, a record, words."""
    return (struck is None or struck.type == "Other") and (lemma in nouns().policy_nouns or lemma.endswith(_ABSTRACT))


def _is_argued(struck: Mention | None, lemma: str) -> bool:
    """Whether it is somebody known, or a matter."""
    if lemma in _PERSONS or _is_matter(struck, lemma):
        return True
    known = struck is not None and struck.type in ("Person", "Organization", "Media", "Group")
    return known and struck is not None and struck.kind != "nominal"


def _has_listener_only(draft: Draft, index: MentionIndex) -> bool:
    """Whether only who hears it is left: "told the police", "telephoned the minister", "a call to Oslo"."""
    lemma = draft.head.lemma_.lower()
    if lemma not in speech.load().words["addressing"] | _CALLING:
        return False
    doc = draft.head.doc
    top = [doc[i] for i in draft.content if doc[i].head.i not in draft.content or doc[i].head.i == i]
    heard = top[0] if len(top) == 1 else None
    reached = (Role.OBJECT, Role.DATIVE, Role.SUBJECT, *((Role.PREP_OBJECT,) if lemma in _CALLING else ()))
    found = index.at(heard) if heard is not None and role(heard) in reached else None
    return found is not None and found.type in ("Person", "Group", "Organization", "Media", "Government")


def refused(doc: Doc, draft: Draft) -> Draft:
    """``draft`` as a refusal where somebody "did not respond to requests for comment": what they were about is out."""
    lemma = draft.head.lemma_.lower()
    if not draft.negated or draft.head.pos_ != "VERB" or lemma not in _ANSWERING:
        return draft
    words = [i for i in sorted(draft.content) if doc[i].is_alpha]
    asked = next((i for i in words if doc[i].lemma_.lower() in _ASKED), None)
    if lemma != "comment" and (asked is None or any(doc[i].pos_ == "VERB" for i in words if i < asked)):
        return draft
    draft.act, draft.negated = "decline", False
    if asked is not None:
        end = _request_end(doc, asked)
        about = end + 1 < len(doc) and doc[end + 1].lower_ in _ABOUT
        draft.content = {i for i in draft.content if i <= end or not about}
    return draft


def unsaid(drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` without those that are not made, or not yet: of "declined to comment on the raid", "wants to veto it"
    one is left."""
    heads = {d.head.i: d for d in drafts if d.act == "decline" or d.act in _AHEAD}

    def missing(draft: Draft) -> bool:
        above = heads.get(draft.head.head.i)
        if above is None or above is draft or role(draft.head) not in (Role.OPEN_CLAUSE, Role.COMPLEMENT):
            return False
        return above.act == "decline" or (draft.act == "decide" and is_infinitive(draft.head))

    return [d for d in drafts if not missing(d)]


def _request_end(doc: Doc, asked: int) -> int:
    """The last word of the request itself: "requests **for comment**" about …"""
    last = asked
    while last + 2 < len(doc) and doc[last + 1].lower_ in ("for", "seeking") and doc[last + 2].lemma_.lower() in _ASKED:
        last += 2
    return last
