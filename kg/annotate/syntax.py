"""Who stands in which slot of a verb or noun, read off the dependency parse (spaCy's English labels).

Every function takes tokens and gives tokens, the heads of noun phrases, in the order in which they are most likely
meant; nothing here knows about mentions. Control, relative clauses, participles and coordination are followed.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
#: Verbs whose subject, not object, is the subject of their infinitive ("promised her to leave").
SUBJECT_CONTROL = frozenset(
    {"promise", "threaten", "vow", "pledge", "use", "take", "need", "call", "phone", "meet", "visit", "host"}
)
#: Prepositions whose gerund has the object of the verb as its subject ("accused Kyiv of shelling").
OBJECT_GERUND = frozenset({"of", "for", "from", "into", "as"})
#: Verbs that have no passive.
INTRANSITIVE = frozenset(
    {"protest", "march", "rally", "clash", "demonstrate", "agree", "talk", "vote", "retreat", "surrender", "resign",
     "arrive", "travel", "appeal", "apologize", "apologise", "complain", "retaliate", "react", "respond", "riot"}
)  # fmt: skip
#: Forms that the small model gives for lemmas.
_MISSED = {"left": "leave", "retook": "retake"}
CLAUSE_DEPS = frozenset({"xcomp", "ccomp", "advcl", "relcl", "acl", "pcomp", "conj", "csubj", "ROOT", "parataxis"})


def children(token: Token, *deps: str) -> Iterator[Token]:
    """Children of ``token`` by these arcs, in text order."""
    return (child for child in token.children if child.dep_ in deps)


def conjuncts(token: Token) -> Iterator[Token]:
    """``token`` and what is coordinated with it below it: "France", then "Britain", "Germany"."""
    yield token
    for child in children(token, "conj"):
        yield from conjuncts(child)


def is_passive(verb: Token) -> bool:
    """Whether its subject is what it is done to."""
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children):
        return True
    participle = verb.tag_ == "VBN" or (verb.tag_ == "VBD" and verb.dep_ == "acl")  # "leader freed from jail"
    if not participle or any(c.dep_ in {"aux", "nsubj", "dobj"} for c in verb.children):
        return False
    if verb.dep_ == "acl" and _takes_no_object(verb):
        return False  # "Thousands of students protested": taken for a participle
    if verb.dep_ == "conj" and verb.head != verb and verb.head.pos_ in {"VERB", "AUX"}:
        return is_passive(verb.head)
    return verb.dep_ in {"acl", "advcl", "amod", "ROOT", "ccomp", "xcomp", "relcl"}


def _takes_no_object(verb: Token) -> bool:
    if verb.lemma_ == "call":
        return any(p.lower_ in {"for", "on"} for p in children(verb, "prep")) and not any(children(verb, "oprd"))
    return verb.lemma_ in INTRANSITIVE and not any(children(verb, "agent"))


def lemmas(verb: Token) -> Iterator[str]:
    """The lemma, and what it should have been: the small model makes "staged" a "stag"."""
    yield verb.lemma_.lower()
    if verb.lemma_ in _MISSED:
        yield _MISSED[verb.lemma_]
    form = verb.lower_
    for ending, left in (("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", ""), ("es", "e")):
        if form.endswith(ending):
            yield form.removesuffix(ending) + left


def is_infinitive(verb: Token) -> bool:
    """Whether ``verb`` stands with "to"."""
    return any(c.lower_ == "to" for c in children(verb, "aux"))


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for; ``token`` itself if it is none."""
    if token.lower_ not in RELATIVE:
        return token
    clause = token.head
    for _ in range(4):
        if clause.dep_ == "relcl":
            return clause.head
        if clause.dep_ not in {"conj", "ccomp", "xcomp", "prep", "pobj"}:
            break
        clause = clause.head
    return token


def subject(verb: Token, depth: int = 0) -> Token | None:
    """Who does ``verb``: its own subject, its agent if passive, else the one it inherits from its governor."""
    if is_passive(verb):
        return next((pobj for by in children(verb, "agent") for pobj in children(by, "pobj")), None)
    return _surface(verb, depth, "nsubj") or _inherited(verb, depth)


def _surface(verb: Token, depth: int, *deps: str) -> Token | None:
    """The nearest one: what stands further off is a dateline or an adverb ("MANILA -- The president …")."""
    own = list(children(verb, *deps))
    return antecedent(own[-1]) if own else None


def surface_subject(verb: Token, depth: int = 0) -> Token | None:
    """What stands before ``verb`` as its subject, whether it does it or it is done to it."""
    return _surface(verb, depth, "nsubj", "nsubjpass") or _inherited(verb, depth)


def _inherited(verb: Token, depth: int) -> Token | None:
    """The unwritten subject of an infinitive, participle, gerund or second verb."""
    head = verb.head
    if depth > 6 or head == verb:
        return None
    if verb.dep_ == "conj":
        return surface_subject(head, depth + 1) if head.pos_ in {"VERB", "AUX"} else None
    if verb.dep_ == "xcomp" or (verb.dep_ == "ccomp" and any(c.lower_ == "to" for c in children(verb, "aux"))):
        controller = next(children(head, "dobj", "dative"), None)
        if controller is not None and controller.pos_ != "ADP" and head.lemma_ not in SUBJECT_CONTROL:
            return antecedent(controller)
        for prep in children(head, "prep"):
            if prep.lower_ in {"on", "upon"} and head.lemma_ == "call":
                return next(children(prep, "pobj"), None)
        return surface_subject(head, depth + 1) if head.pos_ in {"VERB", "AUX", "ADJ"} else None
    if verb.dep_ == "advcl":
        return surface_subject(head, depth + 1) if head.pos_ in {"VERB", "AUX"} else None
    if verb.dep_ == "pcomp":
        return _gerund_subject(verb, depth)
    if verb.dep_ == "acl":
        return head if verb.tag_ in {"VBG", "VBN", "VBD"} else noun_owner(head, depth + 1)
    if verb.dep_ == "relcl" and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children):
        return head
    return None


def _gerund_subject(verb: Token, depth: int) -> Token | None:
    prep = verb.head
    governor = prep.head
    if governor.pos_ in {"VERB", "AUX"}:
        patient = next(children(governor, "dobj", "nsubjpass"), None)
        if prep.lower_ in OBJECT_GERUND and patient is not None:
            return antecedent(patient)
        return surface_subject(governor, depth + 1)
    if governor.pos_ == "ADJ" and governor.head.pos_ == "AUX":  # "were guilty of looting"
        return surface_subject(governor.head, depth + 1)
    return noun_owner(governor, depth + 1) if governor.pos_ in {"NOUN", "PROPN"} else None


def noun_owner(noun: Token, depth: int = 0) -> Token | None:
    """Whose ``noun`` it is: its possessor, else the subject of the verb that has it as object ("has a plan to")."""
    own = next(children(noun, "poss"), None) or next(prepositional(noun, "by"), None)
    if own is not None:
        return own
    if noun.dep_ in {"dobj", "attr"} and noun.head.pos_ in {"VERB", "AUX"} and depth <= 6:
        return subject(noun.head, depth + 1)
    return None


def objects(verb: Token) -> Iterator[Token]:
    """What ``verb`` is done to: its object; its subject if passive; what its participle or relative clause modifies."""
    own = [antecedent(c) for c in children(verb, "dobj")] or _named_after(verb)
    yield from own
    if own:
        return
    if is_passive(verb):
        if verb.dep_ in {"acl", "amod"}:
            yield verb.head
        else:
            found = surface_subject(verb)
            if found is not None:
                yield found
        return
    raised = [
        child
        for clause in children(verb, "ccomp")
        if clause.tag_ == "VBG" or clause.pos_ == "ADJ" or any(c.lower_ == "to" for c in children(clause, "aux"))
        for child in children(clause, "nsubj", "nsubjpass")
    ]
    yield from raised
    if raised:
        return
    if verb.dep_ == "relcl" and not any(c.lower_ in RELATIVE for c in children(verb, "nsubj", "nsubjpass")):
        if any(children(verb, "nsubj")):
            yield verb.head
        return
    shared = next((c for c in children(verb, "conj") if c.tag_ == verb.tag_), None)
    if shared is not None and not any(children(verb, "prep", "xcomp", "ccomp")):
        yield from children(shared, "dobj")


def _named_after(verb: Token) -> list[Token]:
    """An object that the parser takes for a predicate: "called President Ruiz"."""
    if verb.pos_ != "VERB" or is_passive(verb) or any(children(verb, "ccomp", "xcomp")):
        return []
    found = (c for c in children(verb, "oprd") if not any(children(c, "det")))
    return [c for c in found if c.pos_ == "PROPN" or any(children(c, "poss"))]


def prepositional(token: Token, preposition: str) -> Iterator[Token]:
    """Objects of ``preposition`` below ``token``: "with" of "talks with Iran", "by" of a passive too."""
    for prep in children(token, "prep", "agent", "dative", "prt", "advmod"):
        if prep.lower_ == preposition:
            yield from (antecedent(pobj) for pobj in children(prep, "pobj"))
            for clause in children(prep, "pcomp"):  # "an inquiry into whether the bank paid"
                if any(children(clause, "mark")):
                    yield from children(clause, "nsubj", "nsubjpass")
        if prep.lower_ == "according":
            continue
        for inner in children(prep, "prep", "pcomp"):  # "out of", "because of", "from across"
            if inner.lower_ == preposition:
                yield from (antecedent(pobj) for pobj in children(inner, "pobj"))
    # a relative clause whose preposition has no object: "the man she met with"
    if token.dep_ == "relcl":
        for prep in children(token, "prep"):
            if prep.lower_ == preposition and not any(children(prep, "pobj")):
                yield token.head


def indirect(verb: Token) -> Iterator[Token]:
    """The receiver: "gave Chad two million"."""
    for child in children(verb, "dative", "iobj"):
        if child.pos_ == "ADP":
            yield from children(child, "pobj")
        else:
            yield antecedent(child)


def complements(token: Token) -> Iterator[Token]:
    """Verbs, nouns and adjectives that head a clause which depends on ``token`` ("agreed to **meet**")."""
    yield from children(token, "xcomp", "ccomp", "acl", "oprd")
    for prep in children(token, "prep"):
        yield from children(prep, "pcomp")
    if token.pos_ == "ADJ" and token.head.pos_ == "AUX":
        yield from children(token.head, "xcomp")


def object_heads(verb: Token) -> Iterator[Token]:
    """Objects with what is coordinated with them: constraints look at each."""
    for found in objects(verb):
        yield from conjuncts(found)


def upward(token: Token) -> Iterator[Token]:
    """``token``, its head, the head of that … to the root, which is its own head; each once at most."""
    yield token
    for _ in range(len(token.doc)):  # a bound even for heads that somebody set in a circle
        if token.head.i == token.i:
            return
        token = token.head
        yield token
