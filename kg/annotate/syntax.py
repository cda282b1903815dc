"""The one reader of the dependency parse: roles of words, and who stands in which slot of a verb or noun.

Every function takes tokens and gives tokens, the heads of noun phrases, in the order in which they are most likely
meant; nothing here knows about mentions. Control, relative clauses, participles and coordination are followed.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from spacy.tokens import Token

from kg.lexicon import speech
from kg.lexicon.words import word_list


class Role(StrEnum):
    """What a word is to the word that it hangs on: the arcs of a dependency parse, whatever a model calls them."""

    SUBJECT = "subject"
    PASSIVE_SUBJECT = "passive subject"
    CLAUSE_SUBJECT = "clause subject"
    PASSIVE_CLAUSE_SUBJECT = "passive clause subject"
    OBJECT = "object"
    DATIVE = "dative"
    INDIRECT_OBJECT = "indirect object"
    PREP_OBJECT = "prep object"
    PREP_CLAUSE = "prep clause"
    PREP = "prep"
    AGENT = "agent"
    ATTRIBUTE = "attribute"
    ADJ_COMPLEMENT = "adj complement"
    OBJECT_PREDICATE = "object predicate"
    OPEN_CLAUSE = "open clause"
    COMPLEMENT = "complement"
    ADVERBIAL = "adverbial"
    NOUN_CLAUSE = "noun clause"
    RELATIVE = "relative"
    CONJUNCT = "conjunct"
    COORDINATOR = "coordinator"
    PRECONJUNCTION = "preconjunction"
    APPOSITION = "apposition"
    POSSESSOR = "possessor"
    CASE_MARKER = "case marker"
    COMPOUND = "compound"
    ADJECTIVE = "adjective"
    NOUN_MODIFIER = "noun modifier"
    NUMERAL = "numeral"
    DETERMINER = "determiner"
    PREDETERMINER = "predeterminer"
    NEGATION = "negation"
    AUX = "aux"
    PASSIVE_AUX = "passive aux"
    SUBORDINATOR = "subordinator"
    ADVERB = "adverb"
    ADVERBIAL_NOUN = "adverbial noun"
    QUANTIFIER = "quantifier"
    PARTICLE = "particle"
    EXPLETIVE = "expletive"
    INTERJECTION = "interjection"
    PUNCTUATION = "punctuation"
    PARATAXIS = "parataxis"
    UNCLASSIFIED = "unclassified"
    ROOT = "root"
    META = "meta"
    OTHER = "other"


#: The labels of spaCy's English models (ClearNLP's); a model with other labels, or another language, has its own table.
_LABELS = {
    "nsubj": Role.SUBJECT,
    "nsubjpass": Role.PASSIVE_SUBJECT,
    "csubj": Role.CLAUSE_SUBJECT,
    "csubjpass": Role.PASSIVE_CLAUSE_SUBJECT,
    "dobj": Role.OBJECT,
    "dative": Role.DATIVE,
    "iobj": Role.INDIRECT_OBJECT,
    "pobj": Role.PREP_OBJECT,
    "pcomp": Role.PREP_CLAUSE,
    "prep": Role.PREP,
    "agent": Role.AGENT,
    "attr": Role.ATTRIBUTE,
    "acomp": Role.ADJ_COMPLEMENT,
    "oprd": Role.OBJECT_PREDICATE,
    "xcomp": Role.OPEN_CLAUSE,
    "ccomp": Role.COMPLEMENT,
    "advcl": Role.ADVERBIAL,
    "acl": Role.NOUN_CLAUSE,
    "relcl": Role.RELATIVE,
    "conj": Role.CONJUNCT,
    "cc": Role.COORDINATOR,
    "preconj": Role.PRECONJUNCTION,
    "appos": Role.APPOSITION,
    "poss": Role.POSSESSOR,
    "case": Role.CASE_MARKER,
    "compound": Role.COMPOUND,
    "amod": Role.ADJECTIVE,
    "nmod": Role.NOUN_MODIFIER,
    "nummod": Role.NUMERAL,
    "det": Role.DETERMINER,
    "predet": Role.PREDETERMINER,
    "neg": Role.NEGATION,
    "aux": Role.AUX,
    "auxpass": Role.PASSIVE_AUX,
    "mark": Role.SUBORDINATOR,
    "advmod": Role.ADVERB,
    "npadvmod": Role.ADVERBIAL_NOUN,
    "quantmod": Role.QUANTIFIER,
    "prt": Role.PARTICLE,
    "expl": Role.EXPLETIVE,
    "intj": Role.INTERJECTION,
    "punct": Role.PUNCTUATION,
    "parataxis": Role.PARATAXIS,
    "dep": Role.UNCLASSIFIED,
    "ROOT": Role.ROOT,
    "meta": Role.META,
}


def role(token: Token) -> Role:
    """What ``token`` is to its head."""
    return _LABELS.get(token.dep_, Role.OTHER)


def arc(token: Token) -> str:
    """The label of a word's arc as the model gives it: what paths in ``relations.yaml`` are written with."""
    return token.dep_


def label(wanted: Role) -> str:
    """How the model calls a role, for whoever writes arcs."""
    return next(name for name, known in _LABELS.items() if known is wanted)


RELATIVE = word_list("annotate.syntax", "relative")
#: Verbs whose subject, not object, is the subject of their infinitive ("promised her to leave").
SUBJECT_CONTROL = word_list("annotate.syntax", "subject_control")
#: Prepositions whose gerund has the object of the verb as its subject ("accused Kyiv of shelling").
OBJECT_GERUND = word_list("annotate.syntax", "object_gerund")
#: Verbs that have no passive.
INTRANSITIVE = word_list("annotate.syntax", "intransitive")
#: What may stand as the subject of a clause.
SUBJECTS = frozenset({Role.SUBJECT, Role.PASSIVE_SUBJECT, Role.CLAUSE_SUBJECT, Role.PASSIVE_CLAUSE_SUBJECT})
_OF_PASSIVES = frozenset({Role.PASSIVE_AUX, Role.PASSIVE_SUBJECT, Role.PASSIVE_CLAUSE_SUBJECT})
_TENSES = frozenset({"VBD", "VBZ", "VBP", "VBG", "VBN"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
#: Words of quantity before "of": "several of the envoys", "dozens of envoys".
_COUNTING = frozenset({"ADJ", "DET", "NUM", "PRON"})
_PARTS = word_list("annotate.syntax", "parts")
#: Forms that the small model gives for lemmas.
_MISSED = {"left": "leave", "retook": "retake"}


def children(token: Token, *roles: Role) -> Iterator[Token]:
    """Children of ``token`` by these arcs, in text order."""
    return (child for child in token.children if role(child) in roles)


def conjuncts(token: Token) -> Iterator[Token]:
    """``token`` and what is coordinated with it below it: "France", then "Britain", "Germany"."""
    yield token
    for child in children(token, Role.CONJUNCT):
        yield from conjuncts(child)


def is_passive(verb: Token) -> bool:
    """Whether its subject is what it is done to."""
    if any(children(verb, *_OF_PASSIVES)):
        return True
    # "leader freed from jail" is one, "the sailor regretted leaving" is not
    past = verb.tag_ == "VBD" and role(verb) == Role.NOUN_CLAUSE
    participle = verb.tag_ == "VBN" or (past and not any(children(verb, Role.OPEN_CLAUSE, Role.COMPLEMENT)))
    if not participle or any(role(c) in {Role.AUX, Role.SUBJECT, Role.OBJECT} for c in verb.children):
        return False
    if role(verb) == Role.NOUN_CLAUSE and _takes_no_object(verb):
        return False  # "Thousands of students protested": taken for a participle
    if role(verb) == Role.CONJUNCT and verb.head != verb and verb.head.pos_ in {"VERB", "AUX"}:
        return is_passive(verb.head)
    return role(verb) in {
        Role.NOUN_CLAUSE,
        Role.ADVERBIAL,
        Role.ADJECTIVE,
        Role.ROOT,
        Role.COMPLEMENT,
        Role.OPEN_CLAUSE,
        Role.RELATIVE,
    }


def _takes_no_object(verb: Token) -> bool:
    if verb.lemma_ == "call":
        return any(p.lower_ in {"for", "on"} for p in children(verb, Role.PREP)) and not any(
            children(verb, Role.OBJECT_PREDICATE)
        )
    return verb.lemma_ in INTRANSITIVE and not any(children(verb, Role.AGENT))


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
    return any(c.lower_ == "to" for c in children(verb, Role.AUX))


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for; ``token`` itself if it is none."""
    if token.lower_ not in RELATIVE:
        return token
    clause = token.head
    for _ in range(4):
        if role(clause) == Role.RELATIVE:
            return clause.head
        if role(clause) not in {
            Role.CONJUNCT,
            Role.COMPLEMENT,
            Role.OPEN_CLAUSE,
            Role.PREP,
            Role.PREP_OBJECT,
        }:
            break
        clause = clause.head
    return token


def subject(verb: Token, depth: int = 0) -> Token | None:
    """Who does ``verb``: its agent if passive, else its own subject or the one it inherits from its governor."""
    if is_passive(verb):
        return next((pobj for by in children(verb, Role.AGENT) for pobj in children(by, Role.PREP_OBJECT)), None)
    return surface_subject(verb, depth)


def surface_subject(verb: Token, depth: int = 0) -> Token | None:
    """Who stands before ``verb`` as its subject, whether it does it or it is done to it."""
    found = subject_word(verb, depth)
    return antecedent(found) if found is not None else None


def subject_word(verb: Token, depth: int = 0) -> Token | None:
    """The word that is the subject of ``verb``, its own or inherited; a relative pronoun stands for itself."""
    own = own_subject(verb)
    return own if own is not None else _inherited(verb, depth)


def own_subject(verb: Token) -> Token | None:
    """The subject beside ``verb``, or beside its auxiliary where the parser hung it there.

    The nearest one: what stands further off is a dateline or an adverb ("MANILA -- The president …").
    """
    own = list(children(verb, *SUBJECTS))
    if not own:
        helpers = (c for c in verb.lefts if role(c) in (Role.AUX, Role.PASSIVE_AUX))
        own = [found for helper in helpers for found in children(helper, *SUBJECTS)]
    return own[-1] if own else None


def _inherited(verb: Token, depth: int) -> Token | None:
    """The unwritten subject of an infinitive, participle, gerund or second verb."""
    head, own = verb.head, role(verb)
    if head == verb:
        return _before(verb) if depth == 0 and verb.tag_ == "VBG" else None
    if depth > 6:
        return None
    above = lifted(verb) or beside(verb)
    if above is not None:
        return subject_word(above, depth + 1)
    if own in (Role.CONJUNCT, Role.ADVERBIAL, Role.UNCLASSIFIED):
        return _higher(head, depth)
    if own == Role.OPEN_CLAUSE or (own == Role.COMPLEMENT and is_infinitive(verb)):
        return _controller(head, depth)
    if own == Role.PREP_CLAUSE:
        return _gerund_subject(verb, depth)
    if own == Role.NOUN_CLAUSE:
        return head if verb.tag_ in {"VBG", "VBN", "VBD"} else noun_owner(head, depth + 1)
    return head if own == Role.RELATIVE else None


def _higher(word: Token, depth: int) -> Token | None:
    """The subject of what a clause hangs on: a verb, or an adjective or noun with its copula."""
    if word.pos_ in {"VERB", "AUX"}:
        return subject_word(word, depth + 1)
    copula = role(word) in (Role.ADJ_COMPLEMENT, Role.ATTRIBUTE)
    return subject_word(word.head, depth + 1) if copula else None


def _controller(head: Token, depth: int) -> Token | None:
    """Who is to do what ``head`` speaks of: its object ("urged **Oman** to pay"), else its subject."""
    named = next(children(head, Role.OBJECT, Role.DATIVE), None)
    if named is not None and named.pos_ != "ADP" and head.lemma_ not in SUBJECT_CONTROL:
        return named
    for prep in children(head, Role.PREP):
        if prep.lower_ in {"on", "upon"} and head.lemma_ == "call":
            return next(children(prep, Role.PREP_OBJECT), None)
    return (subject_word(head, depth + 1) if head.pos_ == "ADJ" else None) or _higher(head, depth)


def lifted(verb: Token) -> Token | None:
    """The verb of saying beside which ``verb`` stands, though the parser hangs it into what is said.

    In "he said that talks failed and called for sanctions" the parser joins "called" to "failed"; a verb that is a cue
    itself, without a subject, in the tense of the verb of saying, is the speaker's. So is ", adding that …".
    """
    said = verb.head
    if role(said) != Role.COMPLEMENT or role(verb) not in (Role.CONJUNCT, Role.ADVERBIAL) or verb.tag_ not in _TENSES:
        return None
    above = said.head
    perfect = [c.lemma_ for c in verb.lefts if role(c) == Role.AUX] == (["have"] if verb.tag_ == "VBN" else [])
    own = any(children(verb, *SUBJECTS, Role.PASSIVE_AUX, Role.SUBORDINATOR)) or not perfect
    frames = speech.load().of("verb", verb.lemma_.lower())
    if own or above.pos_ != "VERB" or not above.i < said.i or not frames:
        return None
    if role(verb) == Role.ADVERBIAL:
        comma = verb.left_edge.i > 0 and verb.doc[verb.left_edge.i - 1].text == ","
        return above if verb.tag_ == "VBG" and comma and "that" in frames else None
    return above if above.tag_ == verb.tag_ or (above.tag_ == "VBZ" and verb.tag_ == "VBP") else None


def beside(verb: Token) -> Token | None:
    """The verb beside which a past tense stands, though the parser hangs it on an infinitive or a modal's verb.

    "Nepal ordered the firm to leave and **closed** the mine", "said it would go on and **called** for help": no past
    tense is joined to an infinitive, so it is joined to the first verb above with a tense of its own.
    """
    if role(verb) != Role.CONJUNCT or not _is_bare_past(verb) or verb.head.tag_ != "VB":
        return None
    helpers = {c.tag_ for c in children(verb.head, Role.AUX)}
    if not helpers & {"TO", "MD"} or helpers & _FINITE:
        return None
    return next((above for above in upward(verb.head) if is_tensed(above)), None)


def _is_bare_past(verb: Token) -> bool:
    """Whether it can only be a past tense, without a subject; a participle needs an auxiliary."""
    past = verb.tag_ in ("VBD", "VBN") and verb.lower_ != verb.lemma_.lower()
    return past and not any(children(verb, *SUBJECTS, Role.AUX, Role.PASSIVE_AUX, Role.SUBORDINATOR))


def is_tensed(verb: Token) -> bool:
    """Whether a verb, or its auxiliary, has a tense."""
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    return bool({verb.tag_, *(c.tag_ for c in children(verb, Role.AUX, Role.PASSIVE_AUX))} & _FINITE)


def _before(participle: Token) -> Token | None:
    """The subject of the sentence that a participle, cut off by a break, carries on: "stressing that …"."""
    start = participle.sent.start - 1
    while start >= 0 and participle.doc[start].is_space:
        start -= 1
    cut = start >= 0 and participle.doc[start].text in (",", ";") and participle.left_edge == participle
    return subject_word(participle.doc[start].sent.root, 1) if cut else None


def _gerund_subject(verb: Token, depth: int) -> Token | None:
    prep = verb.head
    governor = prep.head
    if governor.pos_ in {"VERB", "AUX"}:
        patient = next(children(governor, Role.OBJECT, Role.PASSIVE_SUBJECT), None)
        if prep.lower_ in OBJECT_GERUND and patient is not None:
            return patient
        return subject_word(governor, depth + 1)
    if governor.pos_ == "ADJ" and governor.head.pos_ == "AUX":  # "were guilty of looting"
        return subject_word(governor.head, depth + 1)
    return noun_owner(governor, depth + 1) if governor.pos_ in {"NOUN", "PROPN"} else None


def noun_owner(noun: Token, depth: int = 0) -> Token | None:
    """Whose ``noun`` it is: its possessor, else the subject of the verb that has it as object ("has a plan to")."""
    own = next(children(noun, Role.POSSESSOR), None) or next(prepositional(noun, "by"), None)
    if own is not None:
        return own
    if role(noun) in {Role.OBJECT, Role.ATTRIBUTE} and noun.head.pos_ in {"VERB", "AUX"} and depth <= 6:
        return subject(noun.head, depth + 1)
    return None


def objects(verb: Token) -> Iterator[Token]:
    """What ``verb`` is done to: its object; its subject if passive; what its participle or relative clause modifies."""
    own = [antecedent(c) for c in children(verb, Role.OBJECT)] or _named_after(verb)
    yield from own
    if own:
        return
    if is_passive(verb):
        if role(verb) in {Role.NOUN_CLAUSE, Role.ADJECTIVE}:
            yield verb.head
        else:
            found = surface_subject(verb)
            if found is not None:
                yield found
        return
    raised = [
        child
        for clause in children(verb, Role.COMPLEMENT)
        if clause.tag_ == "VBG" or clause.pos_ == "ADJ" or any(c.lower_ == "to" for c in children(clause, Role.AUX))
        for child in children(clause, Role.SUBJECT, Role.PASSIVE_SUBJECT)
    ]
    yield from raised
    if raised:
        return
    if role(verb) == Role.RELATIVE and not any(
        c.lower_ in RELATIVE for c in children(verb, Role.SUBJECT, Role.PASSIVE_SUBJECT)
    ):
        if any(children(verb, Role.SUBJECT)):
            yield verb.head
        return
    shared = next((c for c in children(verb, Role.CONJUNCT) if c.tag_ == verb.tag_), None)
    if shared is not None and not any(children(verb, Role.PREP, Role.OPEN_CLAUSE, Role.COMPLEMENT)):
        yield from children(shared, Role.OBJECT)


def _named_after(verb: Token) -> list[Token]:
    """An object that the parser takes for a predicate: "called President Ruiz"."""
    if verb.pos_ != "VERB" or is_passive(verb) or any(children(verb, Role.COMPLEMENT, Role.OPEN_CLAUSE)):
        return []
    found = (c for c in children(verb, Role.OBJECT_PREDICATE) if not any(children(c, Role.DETERMINER)))
    return [c for c in found if c.pos_ == "PROPN" or any(children(c, Role.POSSESSOR))]


def prepositional(token: Token, preposition: str) -> Iterator[Token]:
    """Objects of ``preposition`` below ``token``: "with" of "talks with Iran", "by" of a passive too."""
    for prep in children(token, Role.PREP, Role.AGENT, Role.DATIVE, Role.PARTICLE, Role.ADVERB):
        if prep.lower_ == preposition:
            yield from (antecedent(pobj) for pobj in children(prep, Role.PREP_OBJECT))
            for clause in children(prep, Role.PREP_CLAUSE):  # "an inquiry into whether the bank paid"
                if any(children(clause, Role.SUBORDINATOR)):
                    yield from children(clause, Role.SUBJECT, Role.PASSIVE_SUBJECT)
        if prep.lower_ == "according":
            continue
        for inner in children(prep, Role.PREP, Role.PREP_CLAUSE):  # "out of", "because of", "from across"
            if inner.lower_ == preposition:
                yield from (antecedent(pobj) for pobj in children(inner, Role.PREP_OBJECT))
    # a relative clause whose preposition has no object: "the man she met with"
    if role(token) == Role.RELATIVE:
        for prep in children(token, Role.PREP):
            if prep.lower_ == preposition and not any(children(prep, Role.PREP_OBJECT)):
                yield token.head


def indirect(verb: Token) -> Iterator[Token]:
    """The receiver: "gave Chad two million"."""
    for child in children(verb, Role.DATIVE, Role.INDIRECT_OBJECT):
        if child.pos_ == "ADP":
            yield from children(child, Role.PREP_OBJECT)
        else:
            yield antecedent(child)


def complements(token: Token) -> Iterator[Token]:
    """Verbs, nouns and adjectives that head a clause which depends on ``token`` ("agreed to **meet**")."""
    yield from children(token, Role.OPEN_CLAUSE, Role.COMPLEMENT, Role.NOUN_CLAUSE, Role.OBJECT_PREDICATE)
    for prep in children(token, Role.PREP):
        yield from children(prep, Role.PREP_CLAUSE)
    if token.pos_ == "ADJ" and token.head.pos_ == "AUX":
        yield from children(token.head, Role.OPEN_CLAUSE)


def object_heads(verb: Token) -> Iterator[Token]:
    """Objects with what is coordinated with them, and what they number: "met two of the **envoys**"."""
    for found in objects(verb):
        for each in conjuncts(found):
            yield each
            if each.pos_ in _COUNTING or each.lemma_.lower() in _PARTS:
                yield from (word for of in prepositional(each, "of") for word in conjuncts(of))


def upward(token: Token) -> Iterator[Token]:
    """``token``, its head, the head of that … to the root, which is its own head; each once at most."""
    yield token
    for _ in range(len(token.doc)):  # a bound even for heads that somebody set in a circle
        if token.head.i == token.i:
            return
        token = token.head
        yield token
