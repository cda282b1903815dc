"""Who only stands near: what the parse says against a part that a head gives a mention.

A head sees words; whether "Protesters shot by police" shot, or were shot, the parse tells. Nothing here adds a party: a
doer is made the one it is done to, or is left out, and so is who or what belongs to another clause.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.annotate import syntax
from kg.annotate.syntax import Role, role
from kg.extract.events.triggers import evoke
from kg.lexicon import frames
from kg.lexicon.words import nouns, word_list
from kg.records import Root

#: What nobody should be said to have done who has not.
FORCE = frozenset({"ASSAULT", "COERCE"})
#: What is done together as a rule: two doers are parties to one another.
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
#: What one does to what somebody else does, and the prepositions that say for what.
REACTIONS = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
#: The code of signing, by which one takes part in what is signed.
SIGNING = "057"
_REASONS = word_list("extract.events.bystanders", "reasons")
#: What one does to what somebody has done: nouns ("in response to the raid") and verbs.
_ANSWERS = word_list("extract.events.bystanders", "answers")
_ANSWERING = word_list("extract.events.bystanders", "answering")
#: Verbs whose subject is not who does what their object names.
_MEETING = word_list("extract.events.bystanders", "meeting")
_BLOWS = word_list("extract.events.bystanders", "blows")
#: Nouns of deeds that one owns who undergoes them.
_UNDERGONE = word_list("extract.events.bystanders", "undergone")
#: Nouns of what one says, whose owner has said it.
_UTTERED = word_list("extract.events.bystanders", "uttered")
#: Verbs that tell a deed done to their subject, where they have no object: "Senator arrested on Monday".
_TRANSITIVE = word_list("extract.events.bystanders", "transitive")
#: What such a verb takes.
_TAKEN = frozenset({Role.OBJECT, Role.DATIVE, Role.INDIRECT_OBJECT, Role.COMPLEMENT, Role.OPEN_CLAUSE})
_SUBJECT = (Role.SUBJECT, Role.PASSIVE_SUBJECT)
#: Nouns of those who act for a person, beside those of people and bodies as such.
_BODIES = word_list("extract.events.bystanders", "bodies")
#: What comes before those who do something with one another.
_AMONG = word_list("extract.events.bystanders", "among")
#: Adjectives that say what somebody makes of what others do: "aware of the talks".
_MINDFUL = word_list("extract.events.bystanders", "mindful")
#: Clauses below a deed that tell another.
_OF_ANOTHER = (Role.RELATIVE, Role.PREP_CLAUSE)
#: Clauses that say more of a noun.
_OF_A_NOUN = (Role.RELATIVE, Role.NOUN_CLAUSE)
#: How a place lies to another.
_QUARTERS = word_list("extract.events.bystanders", "quarters")
#: What puts a happening at another time, or in another world, than the verb above it.
_ASTRIDE = word_list("extract.events.bystanders", "astride")
_VERBAL = frozenset({"VERB", "AUX"})
#: Clauses beside another, and prepositions that bind somebody to a verb as its object does.
_BESIDE = frozenset({Role.ADVERBIAL, Role.CONJUNCT, Role.PREP_CLAUSE, Role.RELATIVE})
_BINDING = word_list("extract.events.bystanders", "binding")


def undergoes(head: Token, trigger: Token) -> bool:
    """Whether the deed is done to its possessor ("Tanaka's arrest", but not "Chad's arrest of a poet"), or to its
    subject where the verb must have an object and has none ("Senator arrested on Monday"), or has an agent of its own
    ("Protesters shot by police were buried"); to whom a clause tells of that has a subject of its own ("an army that
    Chad accuses")."""
    if role(trigger) == Role.RELATIVE and trigger.head.i == head.i:
        own = [c for c in syntax.children(trigger, Role.OBJECT) if c.lower_ not in syntax.RELATIVE]
        return bool(subjects(trigger)) and not own
    below = head.head.i == trigger.i
    if trigger.tag_ in ("VBD", "VBN") and below and role(head) in _SUBJECT:
        if any(syntax.children(trigger, Role.AGENT)):
            return not any(syntax.children(trigger, Role.OBJECT))
        return trigger.lemma_.lower() in _TRANSITIVE and not any(syntax.children(trigger, *_TAKEN))
    owned = below and role(head) in (Role.POSSESSOR, Role.ADJECTIVE, Role.COMPOUND)
    return owned and trigger.lemma_.lower() in _UNDERGONE and not any(syntax.prepositional(trigger, "of"))


def has_said(head: Token, trigger: Token) -> bool:
    """Whether ``head`` owns the words that the noun ``trigger`` names: "**Tanaka**'s accusations"."""
    owned = head.head.i == trigger.i and role(head) == Role.POSSESSOR
    return owned and trigger.lemma_.lower() in _UTTERED


def stands_by(head: Token, trigger: Token, root: Root) -> bool:
    """Whether ``head`` sees or meets with what the noun ``trigger`` names, or speaks of the violence or deal that it
    names: "Reporters filmed the raid", "Norway condemned the bombing", "Oman was aware of the talks"."""
    if trigger.pos_ not in ("NOUN", "PROPN"):
        return False
    verb = _governor(trigger)
    mindful = verb.pos_ == "ADJ" and verb.lemma_.lower() in _MINDFUL
    if not (mindful or is_met(trigger) or (root in FORCE | MUTUAL and reacts(trigger))):
        return False
    verb = verb.head if mindful else _verb_over(trigger) if _answered(trigger) is not None else verb
    doers = (syntax.subject(verb), syntax.surface_subject(verb))
    return any(each.i == head.i for doer in doers if doer is not None for each in syntax.conjuncts(doer))


def is_whose(head: Token, trigger: Token) -> bool:
    """Whether ``head`` only says whose the one is who acts, or to whom it is done: "sued **Tanaka**'s campaign"."""
    owner = role(head) in (Role.POSSESSOR, Role.COMPOUND, Role.NOUN_MODIFIER) and head.head.i != trigger.i
    lemma = head.head.lemma_.lower()
    return owner and (lemma in _BODIES or lemma in nouns().types)


def subjects(trigger: Token) -> list[Token]:
    """The subject that a verb itself has, with what is listed with it; none of a passive, nor "who", which may be of
    anybody before it."""
    if trigger.pos_ not in _VERBAL or syntax.is_passive(trigger):
        return []
    own = [token for token in syntax.children(trigger, Role.SUBJECT) if token.lower_ not in syntax.RELATIVE]
    return [token for each in own[-1:] for token in syntax.conjuncts(each)]


def is_met(noun: Token) -> bool:
    """Whether the noun is what the verb above meets with, no deed of its: "feared an attack", "revenge for a raid"."""
    if role(noun) == Role.OBJECT:
        return noun.head.lemma_ in _MEETING
    if _answered(noun) is not None:
        return True
    return role(noun) == Role.PREP_OBJECT and noun.head.lower_ in _REASONS and noun.lemma_ in _BLOWS


def is_answered(head: Token, trigger: Token) -> bool:
    """Whether ``head`` has a part in what answers ``trigger``: "struck **Chad** in response to attacks"."""
    answer = _answered(trigger)
    return answer is not None and not answer.is_ancestor(head)


def _answered(noun: Token) -> Token | None:
    """The word of answering to what ``noun`` names: "in **response** to attacks", "**responded** to attacks"."""
    above = noun.head.head
    words = _ANSWERS if above.pos_ == "NOUN" else _ANSWERING if above.pos_ == "VERB" else frozenset[str]()
    return above if role(noun) == Role.PREP_OBJECT and above.lemma_.lower() in words else None


def _verb_over(noun: Token) -> Token:
    """The first verb above ``noun``, or the top of its sentence."""
    return next((t for t in list(syntax.upward(noun))[1:] if t.pos_ in _VERBAL), noun.sent.root)


def reacts(noun: Token) -> bool:
    """Whether the verb above speaks of what others did: "condemned the attack", "thanked them for the aid"."""
    verb = _governor(noun)
    if role(noun) not in {Role.OBJECT, Role.PREP_OBJECT} or verb.pos_ != "VERB":
        return False
    if role(noun) == Role.PREP_OBJECT and noun.head.lower_ not in _REASONS:
        return False
    meant = evoke(verb, frames.load())
    return meant is not None and meant.frame.root in REACTIONS and meant.frame.cameo != SIGNING


def is_elsewhere(head: Token, trigger: Token) -> bool:
    """Whether ``head`` belongs to another happening, below ``trigger``: one that tells more of whom it names ("arrested
    a man who is wanted in Oslo"), what for ("charged him with insulting the king"), or when ("left after talks in
    Oslo")."""
    if _is_of_a_neighbour(head, trigger):
        return True
    for token in syntax.upward(head):
        if token.i == trigger.i:
            return False
        if (
            _is_another(token) or ((_is_astride(token) or _is_an_answer(token)) and head.head.i != token.i)
        ) and trigger.is_ancestor(token):
            return True
    return False


def _is_of_a_neighbour(head: Token, trigger: Token) -> bool:
    """Whether ``head`` belongs to a verb beside ``trigger``, which has an object of its own: "sued Chad and met
    **Ana**". What is done to it, or by it, stands with it then."""
    result = trigger.tag_ == "VBG" and role(trigger) == Role.ADVERBIAL  # "shelled the port of Oslo, killing ten"
    if result or trigger.pos_ not in _VERBAL or not any(syntax.children(trigger, Role.OBJECT)):
        return False
    below, beside = head, False
    for token in syntax.upward(head):
        if token.i == trigger.i:
            return below.pos_ in _VERBAL and role(below) == Role.CONJUNCT and _is_bound(head, below)
        if token.is_ancestor(trigger):
            return beside or (token.tag_ == "VBG" and role(token) == Role.ADVERBIAL and trigger.tag_ == "VBD")
        beside = beside or (token.pos_ in _VERBAL and role(token) in _BESIDE)
        below = token
    return False


def _is_bound(head: Token, verb: Token) -> bool:
    """Whether ``head`` is an object of ``verb``, be it by a preposition, and says not only where or when."""
    first = next(t for t in syntax.upward(head) if role(t) != Role.CONJUNCT)
    if first.ent_type_ in ("DATE", "TIME"):
        return False
    if role(first) == Role.PREP_OBJECT:
        return first.head.head.i == verb.i and first.head.lower_ in _BINDING
    return first.head.i == verb.i and role(first) in (Role.OBJECT, Role.DATIVE, Role.INDIRECT_OBJECT)


def is_beyond(place: Token) -> bool:
    """Whether it is only said how another place lies to it: "a village north of **Oslo**"."""
    of = place.head
    return role(place) == Role.PREP_OBJECT and of.lower_ == "of" and of.head.lower_ in _QUARTERS


def _is_another(verb: Token) -> bool:
    """Whether the clause of ``verb`` tells another deed than the word above it, be it by a subject of its own."""
    if verb.pos_ not in _VERBAL:
        return False
    beside = role(verb) in (Role.CONJUNCT, Role.ADVERBIAL) and any(syntax.children(verb, *_SUBJECT))
    return beside or role(verb) in _OF_ANOTHER


def _is_astride(word: Token) -> bool:
    return role(word) == Role.PREP and word.lower_ in _ASTRIDE


def _is_an_answer(word: Token) -> bool:
    """Whether it says to what a deed is the answer: "in response **to** raids"."""
    noun = word.head
    return role(word) == Role.PREP and role(noun) == Role.PREP_OBJECT and noun.lemma_.lower() in _ANSWERS


def is_above(head: Token, trigger: Token) -> bool:
    """Whether ``head`` belongs to a clause above that of ``trigger``, of another place and time: "met in **Oslo** after
    the rebels had left". What a clause says more of is its own: "the port of **Oslo**, which the rebels left"."""
    own: int | None = None
    for token in syntax.upward(trigger):
        if token.i == head.i or token.is_ancestor(head):
            return own is not None and token.i != own
        if own is None and _is_apart(token):
            own = token.head.i if role(token) in _OF_A_NOUN else token.i
    return False


def _is_apart(token: Token) -> bool:
    """Whether what is above ``token`` is told of another time or place than what is below it."""
    if token.pos_ not in _VERBAL:
        return _is_astride(token)
    if role(token) == Role.COMPLEMENT:
        return not syntax.is_infinitive(token)
    if role(token) == Role.ADVERBIAL:
        return any(c.lower_ in _ASTRIDE for c in syntax.children(token, Role.SUBORDINATOR))
    if role(token) == Role.NOUN_CLAUSE:
        return token.tag_ in ("VBD", "VBN")
    return role(token) in (Role.RELATIVE, Role.PARATAXIS)


def slots(trigger: Token) -> tuple[frozenset[int], frozenset[int]]:
    """The words that stand in slots of ``trigger`` itself, by number: who does it, alone or among others, and with whom
    ("**Ana**'s talks with **Ben**"); of a noun, the doers of the verb that it is the object of, too."""
    doers, others = _slots(trigger)
    if trigger.pos_ not in _VERBAL and role(trigger) == Role.OBJECT:
        above = _slots(trigger.head)
        doers, others = [*doers, *above[0]], [*others, *above[1]]
    return _with_conjuncts(doers), _with_conjuncts(others)


def _slots(word: Token) -> tuple[list[Token], list[Token]]:
    doers = [token for prep in _AMONG for token in syntax.prepositional(word, prep)]
    things = [word]
    if word.pos_ in _VERBAL:
        doers += [token for token in (syntax.subject(word), syntax.surface_subject(word)) if token is not None]
        things += syntax.objects(word)
    else:
        doers += syntax.children(word, Role.POSSESSOR, Role.ADJECTIVE, Role.COMPOUND)
    return doers, [*things, *(token for thing in things for token in syntax.prepositional(thing, "with"))]


def _with_conjuncts(tokens: list[Token]) -> frozenset[int]:
    return frozenset(token.i for each in tokens for token in syntax.conjuncts(each))


def are_listed(a: Token, b: Token) -> bool:
    """Whether two heads are of one list, as far as one can see: no verb stands between them."""
    first, last = sorted((a.i, b.i))
    return not any(token.pos_ in _VERBAL for token in a.doc[first + 1 : last])


def _governor(noun: Token) -> Token:
    """The verb, or what else, that a noun is the object of, be it by a preposition."""
    return noun.head.head if role(noun) == Role.PREP_OBJECT else noun.head
