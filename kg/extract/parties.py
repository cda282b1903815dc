"""From the tokens in a frame's slots to the mentions that act or are acted on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.annotate.layer import Layer
from kg.extract import arguments as arg
from kg.extract.slots import Filler, fillers
from kg.extract.triggers import Match, evoke
from kg.lexicon import frames
from kg.lexicon.plover import QUAD
from kg.records import ACTOR_TYPES, PLACE_TYPES, Mention

#: How sure a party is that stands in its slot itself, inside the phrase there ("the *Israeli* proposal"), or in a slot
#: that the frame does not name.
DIRECT, INSIDE, ELSEWHERE = 1.0, 0.75, 0.6
#: Where a target may stand that the frame does not foresee.
_SPARE = ("against", "with", "to")
#: What parties in one breath do to each other: "Kenya and Uganda agreed to trade".
_TOGETHER = frozenset({"AGREE", "CONSULT", "COOPERATE"})
_INHERITING = frozenset({"acl", "advcl", "relcl", "dobj", "pcomp", "prep", "xcomp", "pobj", "attr", "conj"})
_DOWN = frozenset({"prep", "pobj", "dobj", "acl", "xcomp", "pcomp", "dative", "agent", "ccomp", "conj", "oprd"})
#: What one does to what somebody else does, and the prepositions that say for what.
_REACTIONS = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
_REASONS = frozenset({"for", "over", "of", "about", "against", "at"})
_OWNERS = ("poss", "amod", "compound", "nmod")
_OWNING_PREPOSITIONS = frozenset({"of", "by", "from", "in", "with", "to", "for", "on", "against"})


@dataclass(frozen=True, slots=True)
class Parties:
    """Mentions of one side, in text order, and how sure the slot is (0 where none was found)."""

    mentions: tuple[Mention, ...] = ()
    certainty: float = 0.0

    @property
    def ids(self) -> tuple[str, ...]:
        """Mention ids."""
        return tuple(m.id for m in self.mentions)


def parties(match: Match, layer: Layer) -> tuple[Parties, Parties]:
    """Source and target of ``match``; of what is done together, both parties on both sides."""
    source = _fill(match.sources, lambda f: _acting(layer, f.token))
    if not source.mentions and not arg.is_passive(match.token):
        source = _above(match, layer)
    taken = {m.entity for m in source.mentions}
    if match.frame.joint:
        return _joined(source, _partner(match, layer, taken))
    things = QUAD[match.frame.root] == 4 or match.frame.root == "RETREAT"

    def receiving(filler: Filler) -> Iterator[tuple[Mention, float]]:
        open_ = things and filler.slot == "object" and filler.token not in match.tokens
        found = ((m, c) for m, c in _receiving(layer, filler.token, open_) if m.entity not in taken)
        return ((m, c) for m, c in found if filler.slot != "clause" or c == DIRECT)

    target = _fill(match.targets, receiving)
    if not target.mentions and not match.frame.modal:
        spare = tuple(fillers(match.token, _SPARE, match.light))
        found = _fill(spare, lambda f: ((m, c) for m, c in _receiving(layer, f.token, False) if m.entity not in taken))
        target = Parties(found.mentions, found.certainty * ELSEWHERE)
    together = not target.mentions and len(source.mentions) > 1 and match.frame.root in _TOGETHER
    if not target.mentions and not together and not match.frame.modal:
        target = _deep(match, layer, taken, things)
    return _joined(source, target) if together else (source, target)


def _partner(match: Match, layer: Layer, taken: set[str]) -> Parties:
    """With whom it is done: an actor, never a place alone, and none whose trade it is to be told things."""

    def partner(filler: Filler) -> Iterator[tuple[Mention, float]]:
        return (
            (m, c)
            for m, c in _receiving(layer, filler.token, False)
            if m.entity not in taken and m.type in ACTOR_TYPES and m.type != "Media" and m.sector != "MED"
        )

    found = _fill(match.targets, partner)
    if found.mentions:
        return found
    found = _fill(tuple(fillers(match.token, ("with", "between"), match.light)), partner)
    return Parties(found.mentions, found.certainty * ELSEWHERE)


def _above(match: Match, layer: Layer) -> Parties:
    """Who does what governs the trigger: "put out a **report** accusing the army", "launched a drive to arrest"."""
    token = match.light or match.token
    for _ in range(4):
        if token.dep_ not in _INHERITING or (match.frame.kind == "noun" and _reacts(token)):
            return Parties()
        token = token.head
        if token.pos_ in {"VERB", "AUX"}:
            subject = arg.subject(token) or (arg.surface_subject(token) if any(arg.children(token, "xcomp")) else None)
            found = _fill(_as_fillers(subject), lambda f: _acting(layer, f.token)) if subject is not None else Parties()
            if found.mentions:
                return Parties(found.mentions, found.certainty * ELSEWHERE)
            if arg.is_passive(token) and not any(arg.children(token, "xcomp")):
                return Parties()
    return Parties()


def _reacts(noun: Token) -> bool:
    """Whether the verb above speaks of what others did: "condemned the attack", "thanked them for the aid"."""
    verb = noun.head if noun.dep_ != "pobj" else noun.head.head
    if noun.dep_ not in {"dobj", "pobj"} or verb.pos_ != "VERB":
        return False
    if noun.dep_ == "pobj" and noun.head.lower_ not in _REASONS:
        return False
    meant = evoke(verb, frames.load())
    return meant is not None and meant.frame.root in _REACTIONS


def _as_fillers(token: Token) -> tuple[Filler, ...]:
    return tuple(Filler(each, "subject", (0, 0)) for each in arg.conjuncts(token))


def _deep(match: Match, layer: Layer, taken: set[str], things: bool) -> Parties:
    """The first actor in the phrases below the trigger that no slot reaches; a place too, if ``things`` can."""
    wanted = ACTOR_TYPES | PLACE_TYPES if things else ACTOR_TYPES
    queue = [c for c in match.token.children if c.dep_ in _DOWN]
    if match.light is not None:
        queue += [c for c in match.light.children if c.dep_ in _DOWN and c != match.token]
    while queue:
        token = queue.pop(0)
        mention = layer.at(token) if token.dep_ in {"pobj", "dobj"} else None
        if mention is not None and mention.type in wanted and mention.entity not in taken:
            return Parties((mention,), ELSEWHERE * ELSEWHERE)
        if token.lower_ not in {
            "according",
            "after",
            "during",
            "since",
            "before",
            "amid",
            "as",
            "like",
            "than",
            "until",
        }:
            queue += [c for c in token.children if c.dep_ in _DOWN]
    return Parties()


def _joined(source: Parties, target: Parties) -> tuple[Parties, Parties]:
    both = {m.id: m for m in (*source.mentions, *target.mentions)}
    if not source.mentions or len(both) < 2:
        return source, target
    mentions = tuple(both.values())
    certainty = min(p.certainty for p in (source, target) if p.mentions)
    return Parties(mentions, certainty), Parties(mentions, certainty)


def _fill(slots: Sequence[Filler], mean: Callable[[Filler], Iterable[tuple[Mention, float]]]) -> Parties:
    """The mentions of the first slot that has any."""
    for rank in sorted({f.rank for f in slots}):
        found: dict[str, tuple[Mention, float]] = {}
        for filler in slots:
            if filler.rank == rank:
                for mention, certainty in mean(filler):
                    found.setdefault(mention.id, (mention, certainty))
        if found:
            mentions = tuple(sorted((m for m, _ in found.values()), key=lambda m: (m.start, m.end)))
            return Parties(mentions, min(c for _, c in found.values()))
    return Parties()


def _acting(layer: Layer, token: Token) -> Iterator[tuple[Mention, float]]:
    mention = layer.actor(token)
    if mention is not None and mention.start <= token.idx < mention.end:
        yield mention, DIRECT
        return
    found = list(_appositive(layer, token, ACTOR_TYPES))
    yield from found or [(m, c) for m, c in _owners(layer, token, 0) if m.type in ACTOR_TYPES][:1]


def _appositive(layer: Layer, token: Token, types: frozenset[str]) -> Iterator[tuple[Mention, float]]:
    for other in arg.children(token, "appos"):
        mention = layer.at(other)
        if mention is not None and mention.type in types:
            yield mention, DIRECT
            return


def _receiving(layer: Layer, token: Token, things: bool) -> Iterator[tuple[Mention, float]]:
    """Who or what ``token`` is as a target: an actor or place; else whose it is ("the *Israeli* proposal")."""
    mention = layer.at(token)
    if mention is not None and mention.type in ACTOR_TYPES | PLACE_TYPES:
        yield mention, DIRECT
        return
    named = list(_appositive(layer, token, ACTOR_TYPES | PLACE_TYPES))
    if named:
        yield from named
        return
    inner = list(_owners(layer, token, 0))
    if things and mention is not None and mention.type == "Other" and mention in layer.headed.get(token.i, ()):
        yield mention, DIRECT if not inner else INSIDE
        return
    yield from inner[:1]


def _owners(layer: Layer, token: Token, depth: int) -> Iterator[tuple[Mention, float]]:
    """Actors named inside the phrase of ``token``, likeliest first."""
    if depth > 3:
        return
    near = list(arg.children(token, "poss")) + [
        pobj
        for prep in arg.children(token, "prep", "agent")
        if prep.lower_ in _OWNING_PREPOSITIONS
        for pobj in arg.children(prep, "pobj")
    ]
    near += list(arg.children(token, *_OWNERS[1:]))
    for clause in arg.children(token, "acl"):
        near += [pobj for by in arg.children(clause, "agent", "prep") for pobj in arg.children(by, "pobj")]
    for other in near:
        mention = layer.at(other)
        if mention is not None and mention.type in ACTOR_TYPES | PLACE_TYPES:
            yield mention, INSIDE
        elif other.dep_ != "amod":
            yield from _owners(layer, other, depth + 1)
