"""Capitals and seats that mean a government: "Kyiv said", "the Kremlin", "Washington's approach"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.annotate.names.candidate import Candidate
from kg.annotate.syntax import Role, role, upward
from kg.lexicon.gazetteer import Gazetteer
from kg.lexicon.speech import load as speech
from kg.lexicon.words import nouns, word_list

_WHERE = word_list("annotate.names.metonymy", "where")


def governing(doc: Doc, item: Candidate, gazetteer: Gazetteer) -> Candidate:
    """``item`` as a Government if it names a capital or a seat and its place in the sentence says so."""
    text = item.span(doc).text
    seat, capital = gazetteer.seat(text), gazetteer.capital(text)
    if item.type == "Person" or (seat is None and (capital is None or item.type == "Country")):
        return item
    root = item.span(doc).root
    means = not is_where(root) if seat is not None else _acts(root)
    if not means:
        if item.entry is None or item.entry.type == "Government":
            item = replace(item, entry=None, hits=(), country=seat or capital, sector=None)
        return replace(item, type="Facility" if seat is not None and item.type != "Place" else "Place")
    country = seat or capital
    assert country is not None
    return replace(
        item, type="Government", entry=gazetteer.government(country), hits=(), country=country, sector="GOV", weight=3
    )


def is_where(root: Token) -> bool:
    """Whether the noun ``root`` says where something is: "in Kyiv", "from Kyiv"."""
    if role(root) != Role.PREP_OBJECT:
        return False
    if root.head.lower_ == "from":
        return root.head.head.lemma_.lower() not in nouns().policy_nouns | nouns().party_nouns
    return root.head.lower_ in _WHERE


def _acts(root: Token) -> bool:
    """Whether a capital's role in its sentence is one that only a government can have."""
    words, head = nouns(), root.head
    after = root.nbor() if root.i + 1 < len(root.doc) else None
    if role(root) == Role.CONJUNCT and after is not None and after.tag_ in ("VBZ", "MD"):
        return True  # "with Russia and Moscow has denied it": a clause of its own
    root = next(
        t for t in upward(root) if role(t) != Role.CONJUNCT or t.head.i == t.i or t.head.ent_type_ != t.ent_type_
    )
    head = root.head
    if role(root) == Role.SUBJECT:
        return _governs(head)
    if role(root) == Role.POSSESSOR:
        return head.lemma_.lower() in words.policy_nouns
    if role(root) in (Role.OBJECT, Role.DATIVE, Role.PASSIVE_SUBJECT):
        return head.lemma_.lower() in words.party_verbs
    if role(root) == Role.COMPOUND:
        return False
    if role(root) == Role.PREP_OBJECT and head.lower_ in words.party_prepositions | {"to"}:
        up = list(upward(head.head))  # "with Moscow rather than Kyiv"; in a fragment, "rather" may be all there is
        above = next((t for t in up if t.lower_ not in ("than", "rather")), up[-1])
        if role(head) == Role.AGENT:
            return True
        if head.lower_ == "of":
            return False
        if above.pos_ in ("NOUN", "PROPN"):
            return above.lemma_.lower() in words.party_nouns
        return head.lower_ in ("against", "with") and above.pos_ == "VERB"
    return False


def _governs(verb: Token) -> bool:
    """Whether ``verb`` is what a government does or is, and no city: "signed", "is ready", "has to act"."""
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    lemma, words = verb.lemma_.lower(), nouns()
    if lemma in words.government_verbs:
        return True
    below = list(verb.children)
    if speech().of("verb", lemma) and any(role(c) in (Role.COMPLEMENT, Role.OPEN_CLAUSE) or c.is_quote for c in below):
        return True
    if any(
        role(c) in (Role.ADJ_COMPLEMENT, Role.ATTRIBUTE, Role.OBJECT_PREDICATE)
        and c.lemma_.lower() in words.government_states
        for c in below
    ):
        return True
    return any(_governs(c) for c in below if role(c) == Role.OPEN_CLAUSE)
