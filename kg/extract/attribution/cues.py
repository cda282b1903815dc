"""Words of saying, thinking and wanting with what they take: every frame that the parse offers, whatever the lemma.

A frame is named by what carries the content, as the lexicon (``kg/lexicon/en/speech.yaml``) names it:

====================  ==============================================  ==========================================
verb                  content                                         example
====================  ==============================================  ==========================================
``that``              a finite clause, or the clause round the verb   said that talks failed; Talks, he said, fail
``to`` / ``ing``      an infinitive / a gerund                        plans to leave / denied leaving
``obj`` / ``obj-P``   an object / an object and a phrase with P       criticized it / accused it of fraud
``obj-to``            an object and an infinitive                     urged them to leave
``obj-be``            an object and what it is                        called it a mistake
``out-obj`` …         the object of a verb with that particle         ruled out a deal
``P``                 what follows the preposition P                  called for talks
``raise``             the subject and an infinitive or adjective      seems to have left
``be…``               the same frames of a passive                    is expected to leave (``be-to``)
====================  ==============================================  ==========================================

A noun's frames begin with ``n-`` (``n-that``, ``n-to``, ``n-for`` …, ``n-is``), an adjective's with ``a-``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.annotate.syntax import SUBJECTS, Role, is_passive, own_subject, role
from kg.lexicon import speech
from kg.lexicon.words import word_list

#: Marks of an indirect question: always, and after "ask" (index True).
_IF = frozenset({"if"})
_WHETHER = (word_list("extract.attribution.cues", "whether"), word_list("extract.attribution.cues", "whether") | _IF)
_FOR = word_list("extract.attribution.cues", "for")
CLAUSES = frozenset({Role.COMPLEMENT, Role.OPEN_CLAUSE})
LIGHT = speech.load().words["light"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that may be a cue: ``content`` are the roots of what it introduces, ``words`` other words of the cue."""

    head: Token
    frame: str
    content: tuple[Token, ...]
    words: tuple[Token, ...] = ()
    #: True where the grammatical subject belongs to the content, so that only an agent can be the source.
    passive: bool = False
    #: Roots of subtrees that are cut out of the content (the cue's own clause inside it).
    without: tuple[Token, ...] = ()


def child(token: Token, *deps: str) -> Token | None:
    """The first child of ``token`` with one of ``deps``."""
    return next((c for c in token.children if role(c) in deps), None)


def cues(token: Token) -> Iterator[Cue]:
    """Every cue that ``token`` can be, best first; "is opposed to" is an adjective before it is a passive."""
    if token.tag_ == "VBN" and is_passive(token) and child(token, Role.AGENT) is None:
        yield from _adjective(token)
    if token.pos_ in ("VERB", "AUX"):
        if token.lemma_ != "be":
            yield from _passive(token) if is_passive(token) else _active(token)
    elif token.pos_ == "NOUN":
        yield from _noun(token)
    elif token.pos_ == "ADJ":
        yield from _adjective(token)


def _to(clause: Token) -> bool:
    return any(role(c) == Role.AUX and c.tag_ == "TO" for c in clause.children)


def _active(verb: Token) -> Iterator[Cue]:
    clause = _clause(verb)
    thing = child(verb, Role.OBJECT)
    if clause is None and thing is None and role(verb) == Role.ADVERBIAL and any(c.lower_ == "as" for c in verb.lefts):
        yield Cue(verb, "that", (_around(verb),), without=(verb,))
        return
    if clause is None and role(verb) == Role.PARATAXIS:
        yield Cue(verb, "that", (_around(verb),), without=(verb,))
        return
    if clause is not None:
        if _to(clause):
            yield from _asked(verb, clause)
        yield from _clausal(verb, clause, thing)
    named = next(
        (
            c
            for c in verb.children
            if role(c) in (Role.OBJECT_PREDICATE, Role.ADJ_COMPLEMENT) and (thing or role(c) == Role.OBJECT_PREDICATE)
        ),
        None,
    )
    if thing is not None and named is not None:
        yield Cue(verb, "obj-be", (thing, named))
    elif clause is None and thing is None and child(verb, Role.ADJ_COMPLEMENT, Role.OBJECT_PREDICATE, Role.ATTRIBUTE):
        yield _raising(verb, child(verb, Role.ADJ_COMPLEMENT, Role.OBJECT_PREDICATE, Role.ATTRIBUTE))
    for prep in (c for c in verb.rights if role(c) == Role.PREP):
        if thing is not None and thing.i < prep.i:
            yield Cue(verb, f"obj-{prep.lower_}", (thing, prep))
        elif _filled(prep):
            then = (clause,) if clause is not None and _to(clause) and clause.i > prep.i else ()
            yield Cue(verb, prep.lower_, (*_filled(prep), *then), words=(prep,))
    if thing is not None:
        yield from _hung(verb, thing)
    particle = child(verb, Role.PARTICLE)
    if particle is not None and thing is not None and clause is None:
        yield Cue(verb, f"{particle.lower_}-obj", (thing,), words=(particle,))
    if thing is not None and clause is None:
        yield Cue(verb, "obj", (thing,))
        last = thing.right_edge
        if any(t.is_quote for t in thing.subtree) or (last.i + 1 < len(last.doc) and last.nbor().is_quote):
            yield Cue(verb, "obj-be", (thing,))


def _asked(verb: Token, clause: Token) -> Iterator[Cue]:
    """ "asked **for troops to guard it**": what is to do something belongs to what it is to do."""
    for prep in (c for c in verb.rights if role(c) == Role.PREP and c.lower_ in _FOR and c.i < clause.i):
        if _filled(prep):
            yield Cue(verb, prep.lower_, (*_filled(prep), clause), words=(prep,))


def _hung(verb: Token, thing: Token) -> Iterator[Cue]:
    """What the parser hangs on the object instead of the verb: "accused the army of lying", "described it as bad"."""
    for prep in (c for c in thing.rights if role(c) == Role.PREP):
        if prep.lower_ == "as" or any(role(c) == Role.PREP_CLAUSE for c in prep.rights):
            yield Cue(verb, f"obj-{prep.lower_}", (thing,))


def _around(verb: Token) -> Token:
    """The clause that an inserted "she said" is about; at its end, ", reports Reuters", the whole sentence."""
    main = verb.head
    if role(verb) == Role.PARATAXIS and any(role(c) == Role.SUBJECT for c in verb.rights) and main.i < verb.i:
        return verb.sent.root
    return main.head if role(main) in (Role.AUX, Role.PASSIVE_AUX) else main


def _clause(verb: Token) -> Token | None:
    """The clause that ``verb`` takes; "asked if", "wonders whether" where the parser makes an adverbial of it too."""
    own = next((c for c in verb.children if role(c) in CLAUSES), None)
    return own or next(
        (
            c
            for c in verb.rights
            if role(c) == Role.ADVERBIAL and any(m.lower_ in _WHETHER[verb.lemma_ == "ask"] for m in c.lefts)
        ),
        None,
    )


def _clausal(verb: Token, clause: Token, thing: Token | None) -> Iterator[Cue]:
    if _to(clause):
        between = thing or child(clause, Role.SUBJECT)
        if between is None:
            yield Cue(verb, "to", (clause,))
            yield _raising(verb, clause)
        elif thing is None or thing.i < clause.i:
            yield Cue(verb, "obj-to", (between, clause))
    elif role(clause) == Role.OPEN_CLAUSE:
        if clause.tag_ == "VBG" and thing is None and child(clause, Role.SUBJECT) is None:
            yield Cue(verb, "ing", (clause,))
            yield Cue(verb, "that", (clause,))
        elif clause.pos_ in ("ADJ", "NOUN", "PROPN", "ADV"):
            yield Cue(verb, "obj-be", (thing, clause)) if thing is not None else _raising(verb, clause)
        else:
            yield Cue(verb, "that", (clause,))
    else:
        if clause.tag_ == "VBG" and not child(clause, Role.AUX, Role.SUBJECT):
            yield Cue(verb, "ing", (clause,))
        yield Cue(verb, "that", (clause,))


def _raising(verb: Token, complement: Token | None) -> Cue:
    subject = own_subject(verb)
    roots = [t for t in (subject, complement) if t is not None and t.lower_ not in ("it", "there")]
    return Cue(verb, "raise", tuple(roots), passive=True)


def _filled(prep: Token) -> list[Token]:
    """What a preposition governs: its object or clause."""
    return [c for c in prep.rights if role(c) in (Role.PREP_OBJECT, Role.PREP_CLAUSE)]


def _passive(verb: Token) -> Iterator[Cue]:
    subject = own_subject(verb)
    if subject is None and role(verb) in (Role.NOUN_CLAUSE, Role.ADJECTIVE, Role.RELATIVE):
        subject = verb.head
    elif subject is None and role(verb) in (Role.CONJUNCT, Role.ADVERBIAL):
        subject = child(verb.head, *SUBJECTS)
    agent = "-by" if child(verb, Role.AGENT) else ""
    clause = _clause(verb)
    told = subject is not None and verb.lemma_.lower() in speech.load().words["addressing"]
    own = (subject,) if subject is not None and not told and subject.lower_ not in ("it", "there") else ()
    without = (verb,) if subject is not None and subject == verb.head else ()
    if clause is not None:
        frame = "be-to" if _to(clause) else "be-that"
        yield Cue(verb, frame, (*own, clause), passive=True, without=without)
        return
    named = child(verb, Role.OBJECT_PREDICATE, Role.ATTRIBUTE, Role.ADJ_COMPLEMENT)
    if named is not None:
        yield Cue(verb, "be-be", (*own, named), passive=True, without=without)
    for prep in (c for c in verb.rights if role(c) == Role.PREP and _filled(c)):
        yield Cue(verb, f"be-{prep.lower_}", (*own, *_filled(prep)), (prep,), passive=True, without=without)
    if own:
        yield Cue(verb, f"be{agent}", own, passive=True, without=without)


def _noun(noun: Token) -> Iterator[Cue]:
    for c in noun.rights:
        if role(c) in (Role.NOUN_CLAUSE, Role.COMPLEMENT, Role.RELATIVE) and (
            child(c, Role.SUBORDINATOR) or role(c) == Role.COMPLEMENT
        ):
            yield Cue(noun, "n-that", (c,))
        elif role(c) in (Role.NOUN_CLAUSE, Role.OPEN_CLAUSE) and _to(c):
            yield Cue(noun, "n-to", (c,))
        elif role(c) == Role.PREP and _filled(c):
            yield Cue(noun, f"n-{c.lower_}", tuple(_filled(c)), words=(c,))
    if role(noun) in SUBJECTS and noun.head.lemma_ == "be":
        clause = next((c for c in noun.head.rights if role(c) in (Role.COMPLEMENT, Role.OPEN_CLAUSE)), None)
        if clause is not None:
            yield Cue(noun, "n-is", (clause,), words=(noun.head,))


def _adjective(adjective: Token) -> Iterator[Cue]:
    for c in adjective.rights:
        if role(c) == Role.COMPLEMENT:
            yield Cue(adjective, "a-that", (c,))
        elif role(c) == Role.OPEN_CLAUSE and _to(c):
            yield Cue(adjective, "a-to", (c,))
        elif role(c) == Role.PREP and _filled(c):
            yield Cue(adjective, f"a-{c.lower_}", tuple(_filled(c)), words=(c,))
    # "is confident the deal holds": the parser may hang the clause on the copula.
    if role(adjective) == Role.ADJ_COMPLEMENT:
        for c in adjective.head.rights:
            if c.i > adjective.i and (role(c) == Role.COMPLEMENT or (role(c) == Role.OPEN_CLAUSE and _to(c))):
                yield Cue(adjective, "a-to" if _to(c) else "a-that", (c,))
