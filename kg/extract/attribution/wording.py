"""How a part of a statement reads by itself: as a clause, as a quotation, or with the verb that leads to it."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Doc, Token

from kg.annotate.syntax import SUBJECTS, Role, antecedent, role, upward
from kg.extract.attribution.draft import Draft
from kg.extract.attribution.from_parse import PART, lemma
from kg.extract.attribution.spans import Range, runs, trimmed
from kg.extract.terms import CONTENT
from kg.lexicon import speech
from kg.lexicon.words import word_list
from kg.records import Standing

#: So many tokens between a cue and what it leads to are told with them: "asked **the court** for a delay".
_GAP = 6
#: A quotation of so many words stands by itself; a shorter one only if it begins as a sentence does.
_QUOTED = 5
#: A clause of so few words is told with its cue; "this plan" needs more words to say which.
_SHORT, _DEICTIC = 3, 3
_SUPPOSING = word_list("extract.attribution.wording", "supposing")
_JOINING = word_list("extract.attribution.wording", "joining")
#: What somebody feels, and has not said, about what is no clause.
_FELT = word_list("extract.attribution.wording", "felt")
#: What somebody talks about, without a word of what he says.
_TOPICAL = word_list("extract.attribution.wording", "topical")
#: Who says something that names nothing: "denied it", "supports them".
_POINTING = word_list("extract.attribution.wording", "pointing")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECTS = SUBJECTS | {Role.EXPLETIVE}
_VERBAL = frozenset({"VERB", "AUX"})
_OBJECTIVE = frozenset({"PRON", "PART"})
_ABOVE = frozenset({Role.COMPLEMENT, Role.CONJUNCT, Role.PARATAXIS, Role.UNCLASSIFIED, Role.ROOT})
_MARKS = frozenset({"“", "”", '"', "''", "``", "«", "»", "‘", "’", "'"})


def is_clause(head: Token, tokens: Collection[int]) -> bool:
    """Whether ``tokens`` hold a verb with a tense, and its subject, that is ``head`` or beside or over it."""
    doc = head.doc
    first = min((i for i in tokens if doc[i].is_alpha and doc[i].pos_ != "CCONJ"), default=head.i)
    apart = first < head.left_edge.i and doc[first].sent == head.sent and doc[first].pos_ in _OBJECTIVE
    if _is_finite(head, tokens) and not apart:
        return True
    held = (doc[i] for i in tokens)
    return any(
        t.pos_ in _VERBAL and t.left_edge.i <= first and _is_main(t, tokens) and _is_finite(t, tokens) for t in held
    )


def _is_finite(verb: Token, tokens: Collection[int]) -> bool:
    """Whether ``verb`` has a tense, which an auxiliary or a verb that it is joined to may have, and a subject."""
    own = [c for c in verb.children if c.i in tokens]
    helpers = [c for c in own if role(c) in (Role.AUX, Role.PASSIVE_AUX)]
    if any(c.tag_ == "TO" for c in helpers):
        return False
    wished = verb.tag_ == "VB" and any(role(c) == Role.SUBORDINATOR for c in own)
    tensed = verb.tag_ in _FINITE or any(c.tag_ in _FINITE for c in helpers) or wished
    subjects = [c for v in (verb, *helpers) for c in v.children if role(c) in _SUBJECTS and c.i in tokens]
    return tensed and verb.pos_ in _VERBAL and bool(subjects)


def _is_main(verb: Token, tokens: Collection[int]) -> bool:
    """Whether only verbs that tell something by themselves stand over ``verb`` within ``tokens``."""
    at = verb
    for above in upward(verb):
        if above.i not in tokens:
            break
        at = above
        if role(above) not in _ABOVE and above.head.i in tokens and above.head != above:
            return False
    return at.pos_ in _VERBAL


def is_quotation(doc: Doc, pieces: Collection[Range]) -> bool:
    """Whether all of it stands between quotation marks, and is a sentence or says as much as one."""
    quoted = bool(pieces) and all(doc[s].text in _MARKS and doc[e - 1].text in _MARKS and e - s > 2 for s, e in pieces)
    words = [t for s, e in pieces for t in doc[s:e] if t.is_alpha or t.like_num]
    return quoted and bool(words) and (words[0].text[0].isupper() or len(words) >= _QUOTED)


def wording(doc: Doc, head: Token, tokens: set[int], draft: Draft | None) -> tuple[Standing, tuple[Range, ...]]:
    """How the part ``tokens`` of ``draft``, with the main word ``head``, stands, and what is told of it, in order."""
    shown, named = _resolved(doc, tokens - _joining(doc, head, tokens), draft)
    pieces = _pieces(doc, shown)
    clause = is_clause(head, tokens)
    if (_is_cut(doc, tokens, clause=clause) and not named) or (draft is not None and _is_supposed(draft.head)):
        return "none", pieces
    if clause and (draft is None or _length(doc, tokens) > _SHORT or not _is_worded(draft)):
        return "clause", named + pieces
    if is_quotation(doc, pieces):
        return "quotation", pieces
    if draft is None or not (clause or _says_something(doc, tokens, named)):
        return "none", pieces
    lead = _lead(draft, head)
    if lead is None or not (clause or _is_told(doc, draft, tokens)):
        return "none", pieces
    if named:
        return "phrase", (lead, *named, *pieces)
    subject = [c for c in draft.head.children if role(c) in _SUBJECTS and c.i in tokens]
    told = _led(doc, shown, lead, draft)
    if subject:
        return ("clause" if _is_finite(draft.head, {*tokens, *range(*lead)}) else "none"), told
    return ("phrase" if lead[0] < max(tokens) else "none"), told


def _is_worded(draft: Draft) -> bool:
    """Whether its cue is a word, no colon or dash."""
    return any(t.is_alpha for t in draft.head.doc[draft.cue_range[0] : draft.cue_range[1]])


def _length(doc: Doc, tokens: Collection[int]) -> int:
    return sum(doc[i].is_alpha or doc[i].like_num for i in tokens)


def _is_told(doc: Doc, draft: Draft, tokens: Collection[int]) -> bool:
    """Whether a cue before no clause tells of saying, planning, demanding: no deed, no feeling, no mere infinitive."""
    cue, head = doc[draft.cue_range[0] : draft.cue_range[1]], draft.head
    known = any(speech.load().of(PART.get(t.pos_, "verb"), lemma(t)).keys() - {"quote"} for t in cue)
    clausal = any(doc[i].pos_ in _VERBAL and doc[i].tag_ != "VBG" for i in tokens)
    if not known and not clausal:
        return False
    if head.pos_ == "VERB" and (lemma(head) in _FELT or (lemma(head) in _TOPICAL and draft.act != "decline")):
        return False
    if head.pos_ == "ADJ" and not clausal:
        return False
    helped = any(role(c) == Role.AUX and c.tag_ != "TO" for c in head.lefts)
    infinitive = cue[0].tag_ == "TO" or (head.tag_ == "VB" and not helped)
    gerund = head.tag_ == "VBG" and role(head) in (Role.PREP_CLAUSE, Role.OPEN_CLAUSE, Role.OBJECT, *SUBJECTS)
    bare = [t for t in (doc[i] for i in sorted(tokens)) if t.is_alpha or t.like_num]
    if draft.act in ("assert", "believe") and [t.pos_ for t in bare] in (["DET", "NOUN"], ["PRON", "NOUN"]):
        return False
    pointing = [t for t in (doc[i] for i in tokens) if t.lower_ in _POINTING and role(t) == Role.DETERMINER]
    return not infinitive and not gerund and not (pointing and _length(doc, tokens) <= _DEICTIC)


def _pieces(doc: Doc, tokens: Collection[int]) -> tuple[Range, ...]:
    found = (trimmed(doc, _closed(doc, r)) for r in runs(tokens))
    return tuple(p for p in found if p is not None and any(t.is_alpha or t.like_num for t in doc[p[0] : p[1]]))


def _closed(doc: Doc, tokens: Range) -> Range:
    """``tokens`` without a last "when" or "that" of a clause that is not there."""
    start, end = tokens
    while end - 1 > start and doc[end - 1].tag_ in ("WRB", "IN") and doc[end - 1].head.i >= end:
        end -= 1
    return start, end


def _says_something(doc: Doc, tokens: Collection[int], named: tuple[Range, ...]) -> bool:
    words = [doc[i] for i in tokens if doc[i].is_alpha or doc[i].like_num]
    return bool(named) or any(t.pos_ in CONTENT and t.lower_ not in _POINTING for t in words)


def _is_supposed(verb: Token) -> bool:
    """Whether a verb stands after "if": nobody is told to have said it."""
    return role(verb) == Role.ADVERBIAL and any(
        role(c) == Role.SUBORDINATOR and c.lower_ in _SUPPOSING for c in verb.lefts
    )


def _is_cut(doc: Doc, tokens: set[int], *, clause: bool) -> bool:
    """Whether it begins with "whether" or "who" of a clause that is not there, or is told of somebody not there."""
    first = doc[min(tokens, key=lambda i: (not doc[i].is_alpha, i))]
    if role(first) == Role.SUBORDINATOR and not clause:
        return first.head.i not in tokens
    return first.tag_ in ("WDT", "WP") and role(first) in SUBJECTS and role(first.head) == Role.RELATIVE


def _joining(doc: Doc, head: Token, tokens: set[int]) -> set[int]:
    """The word by which the sentence joins the whole of it: "**although** there were plans"."""
    first = doc[min(tokens, key=lambda i: (not doc[i].is_alpha, i))]
    own = first.head == head and role(first) == Role.SUBORDINATOR and first.lower_ in _JOINING
    return {first.i} if own else set()


def _resolved(doc: Doc, tokens: set[int], draft: Draft | None) -> tuple[set[int], tuple[Range, ...]]:
    """``tokens`` without the relative pronoun that they begin with, and what that stands for ("the truce, which …")."""
    first = doc[min(tokens, key=lambda i: (not doc[i].is_alpha, i))]
    within = draft is not None and first.i < draft.cue_range[0]
    if not within and role(first.head) != Role.RELATIVE:
        return tokens, ()
    noun = antecedent(first) if first.tag_ in ("WDT", "WP") and role(first) != Role.SUBORDINATOR else first
    if noun == first or noun.i in tokens or not noun.i < first.i or noun.pos_ not in ("NOUN", "PROPN", "PRON"):
        return tokens, ()
    near = doc[first.i - 1 - (doc[first.i - 1].text == ",")]
    noun = near if near.pos_ in ("NOUN", "PROPN") and near in noun.subtree else noun
    return tokens - {first.i}, ((noun.left_edge.i, noun.i + 1),)


def _lead(draft: Draft, head: Token) -> Range | None:
    """The cue, if it holds a verb; a noun too before what is to be done: "plan to leave"."""
    cue = draft.head.doc[draft.cue_range[0] : draft.cue_range[1]]
    if cue[0].lower_ == "according":
        return None
    if any(t.pos_ == "VERB" or (t.pos_ == "AUX" and t.lemma_ == "be" and len(cue) > 1) for t in cue):
        return draft.cue_range
    infinitive = any(c.tag_ == "TO" for c in head.lefts) and head.pos_ in _VERBAL
    return draft.cue_range if infinitive and any(t.pos_ in ("NOUN", "ADJ") for t in cue) else None


def _led(doc: Doc, tokens: set[int], lead: Range, draft: Draft) -> tuple[Range, ...]:
    """``tokens`` with the cue before, between or behind them, and what stands between the cue and what follows."""
    told = tokens | set(range(*lead))
    after = min((i for i in tokens if i >= lead[1]), default=lead[1])
    gap = set(range(lead[1], after))
    taken = set(range(*draft.source_range)) if draft.source_range else set()
    between = doc[lead[1] : after]
    plain = not any(t.is_punct or t.is_space or t.is_quote for t in between)
    if gap and len(gap) <= _GAP and plain and not gap & taken:
        told |= gap
    return _pieces(doc, told)
