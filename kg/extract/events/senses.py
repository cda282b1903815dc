"""What a word cannot mean where it stands, whatever a head makes of it: a dismissal is no shot, a goal no blow.

The lexicon's idle frames are obeyed; what needs the mentions of the article, or numbers, is here.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from kg.annotate import syntax
from kg.annotate.syntax import Role
from kg.extract.events.clues import Reading
from kg.extract.events.triggers import readings
from kg.lexicon.words import word_list

#: Verbs that tell a dismissal where their object is a person.
_DISMISSING = word_list("extract.events.senses", "dismissing")
#: A word and a root that it never has.
_NEVER = word_list("extract.events.senses", "never")
#: The result of a match.
_SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}")
_COUNTED = frozenset({"NOUN", "ADJ"})


def may_mean(word: Token, root: str, reading: Reading) -> bool:
    """Whether ``word`` may tell a happening of ``root`` where it stands."""
    if f"{word.lemma_.lower()}_{root.lower()}" in _NEVER or _is_dismissal(word, reading):
        return False
    if root == "ASSAULT" and _is_scored(word):
        return False
    frame = next((frame for frame, _ in readings(word, reading.frames)), None)
    return frame is None or not frame.idle or frame.root != root


def _is_dismissal(verb: Token, reading: Reading) -> bool:
    """Whether somebody is dismissed: "fired Tanaka", but not "fired at Tanaka", "Tanaka was fired upon"."""
    if verb.lemma_.lower() not in _DISMISSING or verb.pos_ != "VERB":
        return False
    aimed = any(not any(p.children) for p in syntax.children(verb, Role.PREP, Role.PARTICLE))
    met = (reading.index.at(token) for token in syntax.object_heads(verb))
    return not aimed and any(m is not None and m.type == "Person" for m in met)


def _is_scored(word: Token) -> bool:
    """Whether its clause says how a match ended: "destroyed Rovers 3-0", but not "killed 10-15 miners"."""
    for token in word.subtree:
        score = token.doc[token.i : token.i + 3]
        if _SCORE.fullmatch("".join(t.text for t in score)) and (
            score.end == len(token.doc) or token.nbor(3).pos_ not in _COUNTED
        ):
            return True
    return False
