"""What a word cannot mean where it stands, whatever a head makes of it: a dismissal is no shot, a goal no blow.

The lexicon's idle frames are obeyed; what needs the mentions of the article, or numbers, is here.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from kg.annotate import syntax
from kg.annotate.encoder.weights import Floats
from kg.annotate.syntax import Role
from kg.extract.events.clues import Reading
from kg.extract.events.triggers import readings
from kg.lexicon.words import word_list
from kg.records import ROOTS

#: Verbs that tell a dismissal where their object is a person.
_DISMISSING = word_list("extract.events.senses", "dismissing")
#: Verbs that only ask where what follows is a question, or says about what.
_ASKING, _ABOUT = word_list("extract.events.senses", "asking"), word_list("extract.events.senses", "about")
#: What a prosecutor does, whatever a head makes of it; who is nobody else.
_CHARGING, _SELF = word_list("extract.events.senses", "charging"), word_list("extract.events.senses", "self")
#: Verbs that only deny where their object is what somebody says.
_DENYING, _CLAIMS = word_list("extract.events.senses", "denying"), word_list("extract.events.senses", "claims")
#: Verbs of warning, the auxiliaries of what one will do, and who says so of himself.
_WARNING, _WILL = word_list("extract.events.senses", "warning"), word_list("extract.events.senses", "will")
_FIRST = word_list("extract.events.senses", "first")
#: A word, or a noun, and a root that it never has.
_NEVER, _NEVER_NOUNS = word_list("extract.events.senses", "never"), word_list("extract.events.senses", "never_nouns")
#: The result of a match.
_SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}")
_COUNTED = frozenset({"NOUN", "ADJ"})
_FINITE = frozenset({"VBD", "VBP", "VBZ"})
#: Roots of which a verb of asking may be taken.
_OF_WORDS = frozenset({"ACCUSE", "REQUEST"})


def may_mean(word: Token, root: str, reading: Reading) -> bool:
    """Whether ``word`` may tell a happening of ``root`` where it stands."""
    told = f"{word.lemma_.lower()}_{root.lower()}"
    if told in _NEVER or (word.pos_ == "NOUN" and told in _NEVER_NOUNS) or _is_dismissal(word, reading):
        return False
    if root == "REJECT" and _only_denies(word):
        return False
    if root == "ASSAULT" and (_is_scored(word) or _is_of_oneself(word)):
        return False
    if root in _OF_WORDS and _only_asks(word):
        return False
    if root == "THREATEN" and _only_foretells(word, reading):
        return False
    frame = next((frame for frame, _ in readings(word, reading.frames)), None)
    return frame is None or not frame.idle or frame.root != root


def meant(word: Token, likely: Floats, reading: Reading) -> Floats:
    """``likely``, of no happening and of each root, where a charge is a deed of the law and no reproach, and where the
    codebook rules of which root it is, if of any: "lifted the siege", "voted to leave"."""
    frame = next((frame for frame, _ in readings(word, reading.frames)), None)
    ruled = frame is not None and frame.ruling and not frame.idle
    if not ruled and word.lemma_.lower() not in _CHARGING:
        return likely
    found = likely.copy()
    if frame is not None and ruled:
        found[1:] = 0
        found[1 + ROOTS.index(frame.root)] = 1 - likely[0]
        return found
    accuse, coerce = (1 + ROOTS.index(root) for root in ("ACCUSE", "COERCE"))
    found[coerce] += found[accuse]
    return found


def _is_dismissal(verb: Token, reading: Reading) -> bool:
    """Whether somebody is dismissed: "fired Tanaka", but not "fired at Tanaka", "Tanaka was fired upon"."""
    if verb.lemma_.lower() not in _DISMISSING or verb.pos_ != "VERB":
        return False
    aimed = any(not any(p.children) for p in syntax.children(verb, Role.PREP, Role.PARTICLE))
    met = (reading.index.at(token) for token in syntax.object_heads(verb))
    return not aimed and any(m is not None and m.type == "Person" for m in met)


def _is_of_oneself(verb: Token) -> bool:
    """Whether it is done to nobody else: "killed himself"."""
    return any(token.lower_ in _SELF for token in syntax.object_heads(verb))


def _only_asks(verb: Token) -> bool:
    """Whether it asks for an answer: "questioned Tanaka about tariffs", "demanded how he knew", but not "asked the
    council to meet"."""
    if verb.lemma_.lower() not in _ASKING or verb.pos_ != "VERB":
        return False
    about = (c for word in (verb, *syntax.object_heads(verb)) for c in syntax.children(word, Role.PREP))
    asked = (next(clause.subtree) for clause in syntax.children(verb, Role.COMPLEMENT))
    return any(word.lower_ in _ABOUT for word in (*about, *asked))


def _only_denies(verb: Token) -> bool:
    """Whether it says that something is not so: "rejected the claim that he knew", but not "rejected the demand"."""
    told = (token.lemma_.lower() for token in syntax.object_heads(verb))
    return verb.lemma_.lower() in _DENYING and not _CLAIMS.isdisjoint(told)


def _only_foretells(verb: Token, reading: Reading) -> bool:
    """Whether it warns of what is, was or may be so: "warned that Chad was arming", but not "warned that Chad would
    pay", "warned that he could strike"."""
    clause = max(syntax.children(verb, Role.COMPLEMENT), key=lambda c: c.i, default=None)
    if verb.lemma_.lower() not in _WARNING or clause is None or syntax.is_infinitive(clause):
        return False
    helpers = {c.lower_ for c in syntax.children(clause, Role.AUX)}
    if not _WILL.isdisjoint(helpers) or not (helpers or clause.tag_ in _FINITE):
        return False
    own, other = syntax.subject(verb), syntax.own_subject(clause)
    if own is None or other is None:
        return other is not None
    mine, others = reading.index.at(own), reading.index.at(other)
    same = mine is not None and others is not None and mine.entity == others.entity
    return not same and other.lower_ not in _FIRST


def _is_scored(word: Token) -> bool:
    """Whether its clause says how a match ended: "destroyed Rovers 3-0", but not "killed 10-15 miners"."""
    for token in word.subtree:
        score = token.doc[token.i : token.i + 3]
        if _SCORE.fullmatch("".join(t.text for t in score)) and (
            score.end == len(token.doc) or token.nbor(3).pos_ not in _COUNTED
        ):
            return True
    return False
