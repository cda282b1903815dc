"""Who "they" and "the two" are that say something together: those whom the sentence before names together."""

from __future__ import annotations

from spacy.tokens import Span, Token

from kg.annotate.mention_index import MentionIndex
from kg.annotate.syntax import SUBJECTS, Role, children, conjuncts, prepositional, role
from kg.extract.attribution.draft import Draft
from kg.lexicon.words import word_list
from kg.records import ACTOR_TYPES

_PLURAL = word_list("extract.attribution.plural_speakers", "plural")
_JOINT = word_list("extract.attribution.plural_speakers", "joint")
_TWO = word_list("extract.attribution.plural_speakers", "two")


def together(draft: Draft, index: MentionIndex) -> tuple[str, ...]:
    """Mention ids of the two or more that the source stands for; none where it names them, or it is not sure."""
    source = draft.source
    if source is None or not (source.lower_ in _PLURAL or is_two(source)):
        return ()
    if joined := _of_the_sentence(draft, index):
        return joined
    before = _before(draft.head.sent)
    if before is not None and [t.lower_ for t in _parties(before.root)] == ["they"]:
        before = _before(before)
    if before is None or any(_is_crowd(t, index) for t in before):
        return ()
    found = [index.actor(t) for t in _parties(before.root)]
    named = {m.entity: m.id for m in reversed(found) if m is not None and m.kind == "name"}
    sure = len(named) == len(found) and (len(named) == 2 or (len(named) > 2 and not is_two(source)))
    return tuple(sorted(named.values(), key=lambda i: index.by_id[i].start)) if sure else ()


def _of_the_sentence(draft: Draft, index: MentionIndex) -> tuple[str, ...]:
    """Those whom the sentence is about: "**Ana Ruiz and her deputies** mourned a man who **they** said was killed"."""
    verb = draft.head.sent.root
    found = [index.actor(t) for t in _parties(verb)] if verb != draft.head and verb.i < draft.head.i else []
    named = [m.id for m in found if m is not None]
    return tuple(named) if len(named) == len(found) > 1 and not is_two(verb) else ()


def _before(sentence: Span) -> Span | None:
    """The sentence before, over line breaks."""
    at = sentence.start - 1
    while at >= 0 and sentence.doc[at].is_space:
        at -= 1
    return sentence.doc[at].sent if at >= 0 else None


def _is_crowd(word: Token, index: MentionIndex) -> bool:
    """Whether it is a plural that "they" may mean as well: "the protesters"."""
    found = index.at(word) if word.tag_ == "NNS" else None
    return found is not None and found.kind == "nominal" and found.type in ACTOR_TYPES


def is_two(noun: Token) -> bool:
    """Whether it is "the two", "both leaders"."""
    return noun.lower_ in _TWO or any(
        role(c) in (Role.NUMERAL, Role.DETERMINER) and c.lower_ in _TWO for c in noun.lefts
    )


def _parties(verb: Token) -> list[Token]:
    """The subjects of ``verb``, with whom they meet or talk to."""
    subjects = [t for s in children(verb, *SUBJECTS) for t in conjuncts(s)]
    others: list[Token] = []
    if verb.lemma_.lower() in _JOINT:
        others = [t for o in children(verb, Role.OBJECT) for t in conjuncts(o)]
        others += [t for o in prepositional(verb, "with") for t in conjuncts(o)]
    return subjects + others
