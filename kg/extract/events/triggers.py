"""Words of a Doc that may be events: a token, the frame that it evokes, and which tokens stand in which slot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from kg.annotate import syntax
from kg.annotate.syntax import Role, role, upward
from kg.extract.events.slots import Filler, fillers
from kg.lexicon.frames import Frame, Frames
from kg.lexicon.words import word_list

_DAYS = word_list("extract.events.triggers", "days")
#: Nouns that measure out what follows them: "a series of attacks" is held to be attacks.
_PARTITIVE = word_list("extract.events.triggers", "partitive")


@dataclass(frozen=True, slots=True)
class Match:
    """A trigger: ``token`` is its head, ``tokens`` all of it; ``light`` the verb that carries a noun out."""

    token: Token
    tokens: tuple[Token, ...]
    frame: Frame
    light: Token | None
    sources: tuple[Filler, ...]
    targets: tuple[Filler, ...]
    #: Whether the subject of ``light`` is whom it is done to: "came under attack", "received aid from".
    undergone: bool = False


def triggers(doc: Doc | Span, frames: Frames) -> Iterator[Match]:
    """The triggers of ``doc`` in text order, one frame each; what another trigger has used up is passed over."""
    found: dict[int, Match] = {}
    used: set[int] = set()
    for verbs in (True, False):  # verbs first: "held talks" is one event where a frame of the verb says so
        for token in doc:
            if (token.pos_ in {"VERB", "AUX"}) is not verbs or token.i in used:
                continue
            match = evoke(token, frames)
            if match is not None:
                found[token.i] = match
                used.update(t.i for t in match.tokens if t != token and t.i not in found)
    for i in sorted(found):
        if i not in used and not _repeats(found[i], found):
            yield found[i]


def _repeats(match: Match, found: Mapping[int, Match]) -> bool:
    """Whether a noun says again what its verb says: "sent millions in military aid"."""
    if match.frame.kind != "noun" or _owned(match.token):
        return False
    for below, token in pairwise(upward(match.token)):
        if role(below) not in {Role.PREP_OBJECT, Role.PREP, Role.OBJECT}:
            break
        above = found.get(token.i)
        if above is not None and above.frame.kind == "verb":
            return above.frame.root == match.frame.root
    return False


def candidates(doc: Doc | Span, frames: Frames) -> Iterator[Match]:
    """Every token of ``doc`` that evokes a frame, whatever the others use up, in text order; that there is an event is
    taken as given, so that idle frames say nothing."""
    return (match for token in doc if (match := evoke(token, frames, idle=False)) is not None)


def evoke(token: Token, frames: Frames, *, idle: bool = True) -> Match | None:
    """The narrowest frame that fits ``token``; None too where that one is ``idle``, if these are to be heeded."""
    for frame, parts in readings(token, frames):
        if frame.idle and idle:
            return None
        if frame.idle:
            continue
        light = _light(token, frames) if frame.kind == "noun" else None
        if frame.kind == "noun" and not frame.alone and light is None and not _owned(token):
            continue
        if frame.kind == "verb" and frame.object and _better_said(token, frame, parts, frames):
            continue
        tokens = tuple(sorted({token, *parts, *((light,) if light is not None else ())}, key=lambda t: t.i))
        if light is not None and not frame.joint and _is_verb(light, frames.undergoing):
            sources = tuple(fillers(token, ("possessor", "by", "from", "modifier"), None, [*parts, light]))
            targets = tuple(fillers(token, ("subject",), light))
            return Match(token, tokens, frame, light, sources, targets, undergone=True)
        sources = tuple(fillers(token, frame.source, light, parts))
        targets = tuple(fillers(token, frame.target, light, parts))
        return Match(token, tokens, frame, light, sources, targets)
    return None


def _better_said(verb: Token, frame: Frame, parts: list[Token], frames: Frames) -> bool:
    """Whether the noun that ``verb`` carries out says more of what it is: "launched a **scathing** attack"."""
    for part in parts:
        if part.pos_ not in {"NOUN", "PROPN"} or _light(part, frames) != verb:
            continue
        meant = next((f for f, _ in readings(part, frames)), None)
        if meant is not None and (meant.modifier or meant.extra) and (meant.idle or meant.root != frame.root):
            return True
    return False


def readings(token: Token, frames: Frames) -> Iterator[tuple[Frame, list[Token]]]:
    """Frames that fit ``token``, narrowest first, each with the other tokens that belong to the trigger."""
    candidates: tuple[Frame, ...] = ()
    if token.pos_ in {"VERB", "AUX"}:
        if role(token) not in {Role.ADJECTIVE, Role.COMPOUND}:  # "visiting ministers", "armed men"
            candidates = next(filter(None, (frames.of("verb", lemma) for lemma in syntax.lemmas(token))), ())
    elif token.pos_ in {"NOUN", "PROPN"}:
        candidates = frames.of("noun", token.lemma_.lower()) if token.pos_ == "NOUN" or token.is_lower else ()
    elif token.pos_ == "ADJ":
        candidates = frames.of("adjective", token.lemma_.lower())
    for frame in candidates:
        parts = _fits(token, frame)
        if parts is not None:
            yield frame, parts


def _fits(token: Token, frame: Frame) -> list[Token] | None:
    """The tokens by which ``frame``'s constraints are met, or None if one is not."""
    parts: list[Token] = []
    if not frame.narrowness and any(syntax.children(token, Role.PARTICLE)):
        return None  # a phrasal verb is another word
    for word in frame.extra:
        found = _extra(token, word, frame.kind)
        if found is None:
            return None
        parts.append(found)
    if frame.object:
        held = next((o for o in _held(token) if _is(o, frame.object)), None)
        if held is None:
            return None
        parts.append(held)
    if (frame.intransitive and any(syntax.objects(token))) or (frame.transitive and not any(syntax.objects(token))):
        return None
    if frame.subject and not any(_is(s, frame.subject) for s in _some(syntax.subject(token))):
        return None
    if frame.prep and not any(_prep_fits(token, p, heads, parts) for p, heads in frame.prep.items()):
        return None
    if frame.complement and not _complement_fits(token, frame.complement):
        return None
    if frame.modal and not _modal_fits(token, frame.modal):
        return None
    before = syntax.children(token, Role.ADJECTIVE, Role.COMPOUND, Role.NOUN_MODIFIER, Role.POSSESSOR)
    if frame.modifier and not any({c.lower_, c.lemma_.lower()} & frame.modifier for c in before):
        return None
    return parts


def _held(verb: Token) -> Iterator[Token]:
    """Objects of ``verb``, and what they measure out ("a batch of peacekeepers")."""
    for found in syntax.object_heads(verb):
        yield found
        if found.lemma_.lower() in _PARTITIVE:
            for pobj in syntax.prepositional(found, "of"):
                yield from syntax.conjuncts(pobj)


def _extra(token: Token, word: str, kind: str) -> Token | None:
    deps = (
        (Role.PARTICLE, Role.PREP, Role.ADVERB, Role.OBJECT, Role.ADJ_COMPLEMENT)
        if kind != "noun"
        else (Role.COMPOUND, Role.ADJECTIVE, Role.NOUN_MODIFIER)
    )
    near = (c for c in syntax.children(token, *deps) if word in (c.lower_, c.lemma_) and not _when(c))
    held = kind == "verb" and any(syntax.children(token, Role.OBJECT))  # "took place over Easter" is not "took over"
    found = next((c for c in near if not (held and role(c) == Role.PREP and c.i != token.i + 1)), None)
    if found is None and kind == "noun":  # "long-range missile strike": the first word may hang on another modifier
        before = [t for t in token.doc[token.left_edge.i : token.i] if word in (t.lower_, t.lemma_)]
        return before[-1] if before else None
    return found


def _when(preposition: Token) -> bool:
    """Whether it says when: "the speech she gave in May"."""
    return any(p.ent_type_ in {"DATE", "TIME"} for p in syntax.children(preposition, Role.PREP_OBJECT))


def _prep_fits(token: Token, preposition: str, heads: frozenset[str], parts: list[Token]) -> bool:
    hosts = [token, *syntax.objects(token)] if not heads else [token, *parts]
    for host in hosts:
        for pobj in syntax.prepositional(host, preposition):
            if pobj.ent_type_ in {"DATE", "TIME"} or pobj.lower_ in _DAYS:
                continue
            held = next((o for o in syntax.conjuncts(pobj) if _is(o, heads)), None)
            if not heads:
                return True
            if held is not None:
                parts.append(held)
                return True
    if not heads:  # "call for ending": a gerund, and "met with" before a gap
        near = (p for p in syntax.children(token, Role.PREP, Role.DATIVE, Role.PARTICLE) if p.lower_ == preposition)
        return any(role(p) == Role.PARTICLE or not any(syntax.children(p, Role.PREP_OBJECT)) for p in near)
    return False


def _complement_fits(token: Token, words: frozenset[str]) -> bool:
    return any("*" in words or c.lemma_.lower() in words or words & _kinds(c) for c in syntax.complements(token))


def _kinds(clause: Token) -> set[str]:
    """What kind of complement ``clause`` is, in the words of the lexicon."""
    if syntax.is_infinitive(clause):
        return {"to"}
    if role(clause) == Role.OBJECT_PREDICATE and clause in list(syntax.objects(clause.head)):
        return set()  # "called President Ruiz": taken for what something is called
    if role(clause) == Role.OBJECT_PREDICATE or (
        role(clause) in {Role.COMPLEMENT, Role.OPEN_CLAUSE} and clause.pos_ not in {"VERB", "AUX"}
    ):
        return {"="}
    tags = {clause.tag_, *(c.tag_ for c in syntax.children(clause, Role.AUX, Role.PASSIVE_AUX))}
    if role(clause) == Role.NOUN_CLAUSE:  # "the demand that Oman pay"
        return {"that"} if any(c.lower_ == "that" for c in syntax.children(clause, Role.SUBORDINATOR)) else set()
    if role(clause) != Role.COMPLEMENT or not tags & {"VBD", "VBZ", "VBP", "MD"}:
        return set()
    return {"that"} if "MD" in tags else {"that", "fact"}


def _modal_fits(token: Token, words: frozenset[str]) -> bool:
    return any(a.lower_ in words for c in syntax.children(token, Role.COMPLEMENT) for a in syntax.children(c, Role.AUX))


def _is(token: Token, words: frozenset[str]) -> bool:
    """Whether ``token`` is one of ``words``, by its lemma or form, with the word before it too ("tear gas")."""
    if token.lemma_.lower() in words or token.lower_ in words:
        return not any(c.lower_ in {"press", "news"} for c in syntax.children(token, Role.COMPOUND))
    if token.i > 1 and token.nbor(-1).text == "-" and f"{token.nbor(-2).lower_}-{token.lemma_}" in words:
        return True
    return any(
        f"{c.lower_} {token.lemma_.lower()}" in words for c in syntax.children(token, Role.COMPOUND, Role.ADJECTIVE)
    )


def _some(token: Token | None) -> Iterable[Token]:
    return () if token is None else syntax.conjuncts(token)


def _light(noun: Token, frames: Frames) -> Token | None:
    """The light verb whose object ``noun`` is."""
    head = _first(noun)
    verb = head.head
    if role(head) == Role.PREP_OBJECT and role(verb) == Role.PREP:  # "engaged in talks", "went on strike"
        lemma = f"{verb.head.lemma_.lower()} {verb.lower_}"
        known = lemma in frames.light or lemma in frames.undergoing
        return verb.head if verb.head.pos_ == "VERB" and known else None
    if role(head) not in {Role.OBJECT, Role.PASSIVE_SUBJECT, Role.DATIVE}:
        return None
    return verb if verb.pos_ == "VERB" and _is_verb(verb, frames.light | frames.undergoing) else None


def _is_verb(verb: Token, words: frozenset[str]) -> bool:
    """Whether ``verb`` is one of ``words``, with its preposition where they have one ("come under")."""
    after = ("", *(f" {p.lower_}" for p in syntax.children(verb, Role.PREP)))
    return any(lemma + word in words for lemma in syntax.lemmas(verb) for word in after)


def _first(token: Token) -> Token:
    last = token
    for last in upward(token):
        if role(last) != Role.CONJUNCT or last.head.pos_ not in {"NOUN", "PROPN"}:
            break
    return last


def _owned(noun: Token) -> bool:
    return any(role(c) == Role.POSSESSOR for c in noun.children)
