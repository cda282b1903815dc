"""Attributions that the parse shows, before quotations are joined to them: who, by which cue, what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from spacy.tokens import Span, Token

from kg.annotate.document import sentences
from kg.annotate.syntax import SUBJECTS, Role, role, upward
from kg.extract.attribution.cues import LIGHT, Cue, cues
from kg.extract.attribution.draft import Context, Draft
from kg.extract.attribution.sources import speaker
from kg.extract.attribution.spans import Range, content_tokens, cue_range, possessor_range, source_range
from kg.lexicon import speech
from kg.lexicon.speech import Speech
from kg.lexicon.words import word_list
from kg.records import Act

#: spaCy's parts of speech as the lexicon names them.
PART = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective"}
#: What the small model makes of some past tenses.
_LEMMA = {"hop": "hope", "retweete": "retweet"}
_FILLERS = frozenset(tuple(pair.split("_")) for pair in word_list("extract.attribution.from_parse", "fillers"))
_NEGATIONS = word_list("extract.attribution.from_parse", "negations")
_NOBODY, _NO = (word_list("extract.attribution.from_parse", name) for name in ("nobody", "no"))
#: Words that mean "not sure".
_DOUBTING = word_list("extract.attribution.from_parse", "doubting")
_DETERMINING = frozenset({Role.DETERMINER, Role.NEGATION, Role.PRECONJUNCTION})


def lemma(token: Token) -> str:
    """The lemma as the lexicon writes it."""
    return _LEMMA.get(token.lemma_.lower(), token.lemma_.lower())


def parsed(context: Context, drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` with the attributions that each sentence shows."""
    return [*drafts, *(d for sentence in sentences(context.doc) for d in attributions(sentence, context.lexicon))]


def attributions(sentence: Span, lexicon: Speech) -> Iterator[Draft]:
    """Every attribution of ``sentence``, nested ones too, in the order of their cues."""
    for token in sentence:
        if token.lower_ == "according":
            yield from _according(token)
            continue
        part = PART.get(token.pos_)
        frames = lexicon.of(part, lemma(token)) if part else {}
        if token.tag_ == "VBN" and (as_adjective := lexicon.of("adjective", token.lower_)):
            frames = {**frames, **as_adjective}
        if not frames:
            continue
        cue, act = _chosen(token, frames)
        if cue is not None and act is not None:
            draft = drafted(cue, act)
            if draft is not None:
                yield draft


def _chosen(token: Token, frames: Mapping[str, Act]) -> tuple[Cue | None, Act | None]:
    """The first frame that the lexicon lists; what praises or blames a thing does so "for" something as well."""
    for cue in cues(token):
        act = frames.get(cue.frame)
        if (
            act is None
            and cue.frame in ("obj-for", "obj-as", "obj-over")
            and frames.get("obj") in ("oppose", "support")
        ):
            act = frames["obj"]
        if act is not None and not (cue.frame == "obj" and _carries(token, cue.content[0])):
            return cue, act
    return None, None


def _carries(verb: Token, noun: Token) -> bool:
    """Whether ``verb`` only carries a noun of saying that has its own content: "repeated its claim that …"."""
    frames = speech.load().of("noun", noun.lemma_.lower())
    return verb.lemma_.lower() in LIGHT and any(c.frame in frames for c in cues(noun))


def drafted(cue: Cue, act: Act, content: set[int] | None = None) -> Draft | None:
    """The attribution that ``cue`` makes; None where nothing is left as its content."""
    source = speaker(cue)
    if source is not None and cue.head.pos_ in ("NOUN",) and role(source) == Role.POSSESSOR:
        where: Range | None = possessor_range(source)
    else:
        where = source_range(source) if source is not None else None
    of_cue = cue_range(cue, where)
    tokens = content_tokens(cue) if content is None else set(content)
    tokens.difference_update(range(*of_cue))
    if where is not None:
        tokens.difference_update(range(*where))
    if not tokens or (source is None and not cue.passive) or _filler(cue.head, source):
        return None
    return Draft(cue.head, act, source, where, of_cue, tokens, cue.frame, negated(cue.head))


def _filler(verb: Token, source: Token | None) -> bool:
    """ "You know", "I mean", "you see" mark time and hand nothing to anybody."""
    return source is not None and (source.lower_, verb.lower_) in _FILLERS


def is_nobody(noun: Token) -> bool:
    """Whether ``noun`` is nobody: "no one", "neither side", "no minister"."""
    return noun.lower_ in _NOBODY or any(c.lower_ in _NO and role(c) in _DETERMINING for c in noun.lefts)


def negated(head: Token) -> bool:
    """Whether the cue itself is denied: "did not say", "never promised", "no indication that", "nobody said"."""
    if head.lower_ in _DOUBTING or any(role(c) in SUBJECTS and is_nobody(c) for c in head.children):
        return True
    words = (
        (head, head.head)
        if role(head) in (Role.ADJ_COMPLEMENT, Role.OBJECT_PREDICATE, Role.OBJECT) and head.pos_ != "VERB"
        else (head,)
    )
    return any(
        role(c) == Role.NEGATION or c.lower_ in _NEGATIONS or (role(c) == Role.DETERMINER and c.lower_ == "no")
        for w in words
        for c in w.children
        if c.i < head.i
    )


def _according(word: Token) -> Iterator[Draft]:
    to = next((c for c in word.rights if c.lower_ == "to"), None)
    end = word.i + 1
    if to is None and end < len(word.doc) and word.doc[end].lower_ == "to":
        to = word.doc[end]
    named = (
        next((c for c in to.rights if role(c) in (Role.PREP_OBJECT, Role.PREP_CLAUSE)), None)
        if to is not None
        else None
    )
    if to is None or named is None:
        return
    own = {t.i for t in word.subtree} | {t.i for t in to.subtree}
    clause = _clause(word)
    content = {t.i for t in clause.subtree} - own
    if content:
        yield Draft(word, "assert", named, source_range(named), (word.i, to.i + 1), content, "according")


def _clause(token: Token) -> Token:
    """The clause that an adverbial stands in: the first verb above it with a subject."""
    above = token
    for above in islice(upward(token), 1, None):
        if above.pos_ in ("VERB", "AUX") and any(role(c) in SUBJECTS for c in above.children):
            break
    return above
