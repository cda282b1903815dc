"""How far an event is what its sentence is about: what stands at the root weighs more than what a by-clause tells."""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Token

from kg.annotate.syntax import Role, role, upward
from kg.lexicon.words import word_list

#: Arcs by which a clause is less of what its sentence is about, and by how much; a verb of saying costs nothing.
_DEPTH = {
    Role.ROOT: 0.0,
    Role.COMPLEMENT: 0.15,
    Role.OPEN_CLAUSE: 0.12,
    Role.CONJUNCT: 0.06,
    Role.ADVERBIAL: 0.3,
    Role.RELATIVE: 0.35,
    Role.NOUN_CLAUSE: 0.3,
    Role.PREP_CLAUSE: 0.2,
    Role.PREP: 0.05,
    Role.PREP_OBJECT: 0.12,
    Role.OBJECT: 0.08,
    Role.SUBJECT: 0.12,
    Role.PASSIVE_SUBJECT: 0.08,
    Role.APPOSITION: 0.2,
    Role.PARATAXIS: 0.2,
}
_SAYING = word_list("extract.events.salience", "saying")


def salience(trigger: Token, light: Token | None, *, named: tuple[bool, bool]) -> float:
    """1 at the root, less with each clause below it; ``named``: whether a source and a target are.

    ``light`` is the verb that carries a noun out.
    """
    score = 1.0 - (0.05 if light is None and trigger.pos_ not in {"VERB", "AUX", "ADJ"} else 0.0)
    for token, head in pairwise(upward(light or trigger)):
        saying = role(token) == Role.COMPLEMENT and head.lemma_ in _SAYING
        alone = (
            role(token) == Role.NOUN_CLAUSE and role(head) == Role.ROOT
        )  # a noun at the root: the clause is all there is
        score -= 0.02 if saying or alone else _DEPTH.get(role(token), 0.1)
    score -= 0.32 * (not named[0]) + 0.15 * (not named[1])
    return round(max(score, 0.01), 2)
