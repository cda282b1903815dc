"""Whether an event happened, is planned, possible, asked for or denied, and which statement alone reports it.

Factuality is read outwards: the trigger's own auxiliaries and negation, then each word on which its clause depends,
until a verb of saying or the end of the sentence. The innermost hedge decides; an odd number of negations negates.
Follows the idea of Saurí & Pustejovsky (FactBank, 2009), with fewer values.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Token

from kg.annotate import syntax
from kg.annotate.syntax import Role, is_infinitive, role, upward
from kg.lexicon import hedges
from kg.lexicon.words import word_list
from kg.records import Factuality, Statement

#: What lies "ahead of" which had not happened then.
_STILL_TO_COME = word_list("extract.events.factuality", "still_to_come")
_AHEAD_OF = word_list("extract.events.factuality", "ahead_of")

_CALLED = word_list("extract.events.factuality", "called")
#: What one does to somebody, and the word before what he is said to have done.
_ALLEGING = word_list("extract.events.factuality", "alleging")
#: Words before what was not done ("instead of paying"); auxiliaries that, before their subject, make a condition.
_NOT_DONE = word_list("extract.events.factuality", "not_done")
_INVERTED = word_list("extract.events.factuality", "inverted")
#: What opens a condition on which a verb hangs ("faces jail **if** convicted"), or what is so at any time.
_IF, _WHENEVER = (word_list("extract.events.factuality", name) for name in ("if", "whenever"))
#: Words that say of their subject that it is still to come.
_LOOMING = word_list("extract.events.factuality", "looming")

_DEFINITE = word_list("extract.events", "definite")

#: Verbs past which factuality is not read: what they say, they say of the world as their speaker sees it.
_SAYING = word_list("extract.events.factuality", "saying")
#: Hedges that, as light verbs, carry out what their object names ("announced sanctions", "ordered an attack").
_DOING = word_list("extract.events.factuality", "doing")
#: Acts of attitude: a noun in their content ("condemned the invasion") is taken for granted by the article itself.
_ATTITUDES = word_list("extract.events.factuality", "attitudes")
#: Prepositions that say when or where, not what: "a desire for peace **in** two calls".
_ADJUNCT = word_list("extract.events.factuality", "adjunct")
_UPWARD = frozenset(
    {
        Role.OPEN_CLAUSE,
        Role.COMPLEMENT,
        Role.NOUN_CLAUSE,
        Role.PREP_CLAUSE,
        Role.CLAUSE_SUBJECT,
        Role.PASSIVE_CLAUSE_SUBJECT,
        Role.PREP,
        Role.PREP_OBJECT,
        Role.OBJECT,
        Role.PASSIVE_SUBJECT,
        Role.CONJUNCT,
        Role.ATTRIBUTE,
        Role.ADJ_COMPLEMENT,
        Role.OBJECT_PREDICATE,
        Role.ADVERBIAL,
        Role.SUBJECT,
        Role.ADJECTIVE,
        Role.COMPOUND,
    }
)


#: Arcs of the words that modify a noun.
_MODIFYING = (
    Role.ADJECTIVE, Role.DETERMINER, Role.PRECONJUNCTION, Role.NEGATION, Role.NOUN_MODIFIER, Role.COMPOUND,
    Role.NOUN_CLAUSE,
)  # fmt: skip


def factuality(trigger: Token, light: Token | None = None) -> Factuality:
    """The factuality of the event headed by ``trigger``, carried out by the verb ``light`` if it is a noun."""
    found: list[Factuality] = []
    if trigger.pos_ in {"NOUN", "PROPN"}:
        found += _noun_hedges(trigger)
        if light is not None:
            found += _verb_hedges(light)
            if light.lemma_.lower() not in _DOING:
                found += _governed(light, trigger)
    else:
        found += _verb_hedges(trigger)
    found += _outward(light if light is not None else trigger)
    negations = found.count("negated")
    if negations % 2:
        return "negated"
    rest = [f for f in found if f != "negated"]
    if rest:
        return rest[0]
    return "possible" if negations else "actual"


def _noun_hedges(noun: Token) -> list[Factuality]:
    """Hedges on ``noun``, or on what it is part of: "a **scheduled** summit meeting", "talks **planned** for May"."""
    table = hedges.load().modifiers
    whole = noun.head if role(noun) == Role.COMPOUND and noun.head.pos_ == "NOUN" else noun
    words = (c for each in dict.fromkeys((noun, whole)) for c in syntax.children(each, *_MODIFYING) if c.i != noun.i)
    return [table[w.lower_] for w in words if w.lower_ in table]


def _verb_hedges(verb: Token) -> list[Factuality]:
    """Hedges among the children of ``verb``: negation, modals, "going to" aside; those of a passive or light verb's
    subject and object too ("no talks were held")."""
    words = hedges.load()
    found: list[Factuality] = []
    reported = _is_reported(verb)
    for child in verb.children:
        lower = child.lower_
        if (
            role(child) in {Role.NEGATION, Role.ADVERB, Role.PRECONJUNCTION, Role.COORDINATOR}
            and lower in words.adverbs
        ):
            found.append(words.adverbs[lower])
        elif role(child) == Role.AUX and lower in words.auxiliaries:
            # "said he would visit": the future of the past
            later = lower in {"would", "'d", "’d"} and reported
            found.append("planned" if later else words.auxiliaries[lower])
        elif role(child) == Role.SUBORDINATOR and lower in words.marks:
            found.append(words.marks[lower])
        elif role(child) == Role.SUBORDINATOR and lower == "before" and verb.tag_ in {"VB", "VBP", "VBZ"}:
            found.append("possible")
        elif role(child) in {Role.SUBJECT, Role.PASSIVE_SUBJECT, Role.OBJECT} and any(
            words.modifiers.get(d.lower_) == "negated" for d in syntax.children(child, Role.DETERMINER, Role.NEGATION)
        ):
            found.append("negated")
    above = verb.head if role(verb) == Role.CONJUNCT and verb.head != verb else None
    if above is not None and not found and above.pos_ in {"VERB", "AUX"} and not _finite(verb):
        found += _verb_hedges(above)
    if role(verb) == Role.PREP_CLAUSE and _in_place_of(verb.head):
        found.append("negated")
    if _is_conditional(verb) or (role(verb) == Role.ADVERBIAL and _is_inverted(verb)):
        found.append("possible")
    own = any(role(c) in {Role.SUBJECT, Role.PASSIVE_SUBJECT} for c in verb.children)
    if is_infinitive(verb) and (role(verb) in {Role.ADVERBIAL, Role.RELATIVE} or (role(verb) == Role.ROOT and own)):
        found.append("planned")  # of purpose, or a headline: "Kenya to send police"
    return found


def _in_place_of(prep: Token) -> bool:
    """Whether what follows ``prep`` was not done: "without paying", "instead of paying"."""
    words = {prep.lower_, *(c.lower_ for c in prep.children), prep.head.lower_ if prep.lower_ == "of" else ""}
    return bool(words & _NOT_DONE)


def _is_conditional(verb: Token) -> bool:
    """Whether a verb in the present hangs on a condition, or tells what is so at any time: "when a state imposes
    tariffs, prices rise"."""
    if verb.tag_ not in ("VBP", "VBZ"):
        return False
    own = role(verb) == Role.ADVERBIAL and any(c.lower_ in _WHENEVER and c.i < verb.i for c in verb.children)
    return own or any(c.lower_ in _IF for clause in syntax.children(verb, Role.ADVERBIAL) for c in clause.children)


def _is_inverted(verb: Token) -> bool:
    """Whether the clause is a condition without "if": "Had Chad attacked"."""
    subject = next(syntax.children(verb, Role.SUBJECT, Role.PASSIVE_SUBJECT), None)
    auxiliary = next(syntax.children(verb, Role.AUX, Role.PASSIVE_AUX), None)
    if subject is None or auxiliary is None or auxiliary.lower_ not in _INVERTED:
        return False
    return auxiliary.i < subject.left_edge.i and not any(syntax.children(verb, Role.SUBORDINATOR, Role.ADVERB))


def _finite(verb: Token) -> bool:
    """Whether a coordinated verb has its own subject or tense, so that the first verb's modal is not its own."""
    if any(
        role(c) in {Role.SUBJECT, Role.PASSIVE_SUBJECT, Role.AUX, Role.PASSIVE_AUX} and c.lower_ != "to"
        for c in verb.children
    ):
        return True
    return verb.tag_ in {"VBD", "VBZ", "VBP"}


def _tensed(verb: Token, subjunctive: bool) -> bool:
    """Whether the clause of ``verb`` has a tense: no infinitive, no gerund, no subjunctive where one is to be expected
    (the tagger takes "demanded that Kyiv cede" for a present)."""
    tags = {verb.tag_, *(c.tag_ for c in syntax.children(verb, Role.AUX, Role.PASSIVE_AUX))}
    tenses = {"VBD", "VBZ", "MD"} if subjunctive else {"VBD", "VBZ", "VBP", "MD"}
    return not is_infinitive(verb) and bool(tags & tenses)


def _is_reported(verb: Token) -> bool:
    token = verb
    for _ in range(6):
        if role(token) == Role.COMPLEMENT and token.head.tag_ in {"VBD", "VBN"}:
            return True
        if role(token) not in {
            Role.CONJUNCT,
            Role.COMPLEMENT,
            Role.OPEN_CLAUSE,
            Role.RELATIVE,
            Role.NOUN_CLAUSE,
        }:
            return False
        token = token.head
    return False


def _outward(trigger: Token) -> list[Factuality]:
    """Hedges on the way from ``trigger`` to the root of its sentence."""
    words = hedges.load()
    found: list[Factuality] = []
    for token, head in pairwise(upward(trigger)):
        if role(token) not in _UPWARD:
            break
        lemma = head.lemma_.lower()
        if role(token) in {Role.RELATIVE, Role.POSSESSOR, Role.APPOSITION}:
            break
        if _is_adjunct(token):
            found += _around(token, head)
            break
        if head.pos_ in {"VERB", "AUX"}:
            if role(token) == Role.ADVERBIAL:
                found += _around(token, head)
                break
            if lemma == "tell" and is_infinitive(token):
                found.append("requested")  # "told them to leave"
            if lemma in _SAYING:
                break
            if role(token) in {Role.SUBJECT, Role.PASSIVE_SUBJECT}:
                found += _foretold(head)
            if _presupposed(token, head):
                break
            if role(token) == Role.CONJUNCT:
                if (_finite(token) or token.pos_ in {"NOUN", "PROPN"}) and _finite(head):
                    break
            else:
                found += ["planned"] if _is_to_be(token, head) else _governed(head, token)
                found += _subject_hedges(head, token)
                found += _verb_hedges(head)
        elif head.pos_ == "NOUN" and role(token) in {
            Role.NOUN_CLAUSE,
            Role.PREP,
            Role.PREP_OBJECT,
            Role.COMPOUND,
            Role.RELATIVE,
            Role.POSSESSOR,
        }:
            had = (
                role(head) in {Role.OBJECT, Role.SUBJECT} and head.head.lemma_ == "have"
            )  # "will have both sides meeting"
            if role(token) == Role.NOUN_CLAUSE and not is_infinitive(token) and not had:
                found += _of_claim(token, lemma)
                break
            if role(token) != Role.COMPOUND and any(
                d.lower_ in {"no", "any"} for d in syntax.children(head, Role.DETERMINER)
            ):
                found.append("possible")  # "no mention of dismantling"
            if lemma in words.nouns:
                found.append(words.nouns[lemma])
            elif role(token) == Role.NOUN_CLAUSE and is_infinitive(token):
                found.append("planned")
            elif (
                role(token) == Role.PREP and token.lower_ in _AHEAD_OF and any(syntax.children(token, Role.PREP_CLAUSE))
            ):
                found.append("possible")  # "an approach to supporting", "ideas for ending"
        elif head.pos_ == "ADJ":
            if lemma in words.adjectives:
                found.append(words.adjectives[lemma])
            if head.head.pos_ == "AUX":
                found += _verb_hedges(head.head)
    return found


def _is_to_be(clause: Token, verb: Token) -> bool:
    """Whether it was to happen: "was to **meet**"."""
    return verb.lemma_ == "be" and role(clause) == Role.OPEN_CLAUSE and is_infinitive(clause)


def _of_claim(clause: Token, noun: str) -> list[Factuality]:
    """What a noun makes of the clause that says what it is: "the demand that Oman pay", "fears that Chad fell"."""
    found = hedges.load().nouns.get(noun)
    if found is None or not any(c.lower_ == "that" for c in syntax.children(clause, Role.SUBORDINATOR)):
        return []
    if found in {"planned", "requested"} and _tensed(clause, found == "requested"):
        return []
    return [found]


def _around(token: Token, head: Token) -> list[Factuality]:
    """What a main clause that is still to come makes of a clause beside it that has no past tense: "will speak after
    visiting the dam", "would not run before the army withdraws", "plans to speak before the talks"."""
    if head.lower_ in _STILL_TO_COME:
        return ["planned"]
    verb = next(syntax.children(token, Role.PREP_CLAUSE), None) if role(token) == Role.PREP else token
    if verb is None and token.lower_ == "before":
        return [f for f in (factuality(head),) if f in {"planned", "possible", "requested"}]
    if (
        verb is None
        or verb.tag_ == "VBD"
        or any(c.tag_ in {"VBD", "VBN"} for c in syntax.children(verb, Role.AUX, Role.PASSIVE_AUX))
    ):
        return []
    if (
        role(verb) == Role.ADVERBIAL
        and verb.tag_ in {"VBG", "VBN"}
        and not any(syntax.children(verb, Role.SUBORDINATOR, Role.SUBJECT))
    ):
        return []  # "will leave, having signed": beside, not in time
    return [f for f in _verb_hedges(head) if f in {"planned", "possible"}]


def _subject_hedges(head: Token, token: Token) -> list[Factuality]:
    """What the noun before "be" makes of the event after it: "plans are under way for a meeting"."""
    if role(token) != Role.PREP or token.lower_ not in {"for", "to"} or head.lemma_ != "be":
        return []
    table = hedges.load().nouns
    return [table[s.lemma_.lower()] for s in syntax.children(head, Role.SUBJECT) if s.lemma_.lower() in table]


def _is_adjunct(token: Token) -> bool:
    """A preposition that says when or where; "in" before a gerund ("succeeded in taking") is none."""
    if role(token) == Role.PREP and token.head.lower_ in _STILL_TO_COME:
        return True
    if role(token) != Role.PREP or token.lower_ not in _ADJUNCT:
        return False
    if f"{token.head.lemma_.lower()} {token.lower_}" in hedges.load().verbs:
        return False  # "hinted at talks"
    return token.lower_ != "in" or not any(syntax.children(token, Role.PREP_CLAUSE))


def _governed(head: Token, token: Token) -> list[Factuality]:
    """What the verb ``head`` makes of the event below it."""
    words = hedges.load()
    known = words.verbs.keys() | words.transparent
    lemma = next((form for form in syntax.lemmas(head) if form in known), head.lemma_.lower())
    particle = next((c.lower_ for c in syntax.children(head, Role.PARTICLE, Role.PREP, Role.ADVERB)
                     if f"{lemma} {c.lower_}" in words.verbs), None)  # fmt: skip
    if particle is not None:
        return [words.verbs[f"{lemma} {particle}"]]
    if lemma == "call" and not any(p.lower_ in _CALLED for p in syntax.children(head, Role.PREP)):
        return []
    if lemma == "go" and not (head.tag_ == "VBG" and role(token) == Role.OPEN_CLAUSE):
        return []
    if lemma in words.transparent or lemma not in words.verbs:
        return []
    found = words.verbs[lemma]
    if role(token) == Role.COMPLEMENT and found in {"planned", "requested"} and _tensed(token, found == "requested"):
        return []  # "announced that he had called": the clause's own tense tells
    return [found]


def _presupposed(token: Token, head: Token) -> bool:
    """Whether ``head`` leaves the event below it as it is: the subject of a verb that does not say "occurs".

    In "will have both sides meeting", what is had is as little a fact as the having.
    """
    if role(head) == Role.COMPLEMENT and head.head.lemma_ in {"have", "see"}:
        return False
    return role(token) in {Role.SUBJECT, Role.PASSIVE_SUBJECT} and head.lemma_.lower() not in hedges.load().occurring


def _foretold(verb: Token) -> list[Factuality]:
    """What ``verb`` says of its subject: that it may still come ("attacks are imminent", "loomed")."""
    said = [verb, *syntax.children(verb, Role.ADJ_COMPLEMENT)]
    return ["possible"] if any(word.lemma_.lower() in _LOOMING for word in said) else []


def is_alleged(trigger: Token) -> bool:
    """Whether it is what somebody is accused of: "police accused of beating her", "charged with fraud"."""
    prep = trigger.head
    below = role(trigger) in (Role.PREP_CLAUSE, Role.PREP_OBJECT) and role(prep) == Role.PREP
    return below and f"{prep.head.lemma_.lower()}_{prep.lower_}" in _ALLEGING


def reported_in(trigger: Token, said: Sequence[Statement]) -> str | None:
    """The innermost statement whose content covers ``trigger``, or None: then the article itself tells it.

    A trigger that is part of a statement's cue ("accused", "demanded") is done by saying, in the voice around it.
    """
    start, end = trigger.idx, trigger.idx + len(trigger)
    best: tuple[int, str] | None = None
    for statement in said:
        if _touches(statement.cue, start, end):
            continue
        if not any(a <= start and end <= b for a, b in statement.content):
            continue
        if _taken_for_granted(trigger, statement):
            continue
        size = sum(b - a for a, b in statement.content)
        if best is None or size < best[0]:
            best = (size, statement.id)
    return best[1] if best else None


def _taken_for_granted(trigger: Token, statement: Statement) -> bool:
    if statement.act not in _ATTITUDES or statement.form != "indirect" or trigger.pos_ != "NOUN":
        return False
    return any(role(c) == Role.POSSESSOR or c.lower_ in _DEFINITE for c in trigger.children)


def _touches(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(a < end and start < b for a, b in spans)
