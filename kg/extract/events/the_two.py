"""Who "the two leaders" and "both countries" are: those two of whom the article has just told that they did something
together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from kg.annotate import syntax
from kg.annotate.syntax import Role
from kg.extract.attribution.plural_speakers import is_two
from kg.lexicon.words import word_list
from kg.records import Mention

#: So many sentences before, they were told of.
BACK = 2
#: What two people, or two states, may be called together: types of the plural → of each of the two.
_MAY_BE = {"Group": frozenset({"Person", "Country"}), "Country": frozenset({"Country"})}
#: What makes "the two leaders" of "two leaders", and what two of whom it was told are called.
_DEFINITE, _PAIRS = word_list("extract.events.the_two", "definite"), word_list("extract.events.the_two", "pairs")


#: A trigger with those who did it together.
Told = tuple[Token, Sequence[Mention]]


def spelt_out(
    side: Sequence[Mention], heads: Mapping[str, Token], sentence: Sequence[int], told: Sequence[Told]
) -> list[Mention]:
    """``side`` with such a plural taken for the two. ``told`` is in text order, ``sentence`` has the number of each
    token's. A plural of which it is open whom it means stays."""
    found: dict[str, Mention] = {}
    for mention in side:
        for meant in _meant(mention, heads[mention.id], sentence, told) or (mention,):
            found.setdefault(meant.entity, meant)
    return sorted(found.values(), key=lambda m: (m.start, m.end))


def _meant(mention: Mention, head: Token, sentence: Sequence[int], told: Sequence[Told]) -> Sequence[Mention]:
    if mention.kind != "nominal" or mention.type not in _MAY_BE or not is_two(head) or not _is_back(head):
        return ()
    before = [both for trigger, both in told if trigger.i < head.i and sentence[head.i] - sentence[trigger.i] <= BACK]
    types = {m.type for m in before[-1]} if before else set()
    return before[-1] if len(types) == 1 and types <= _MAY_BE[mention.type] and len(before[-1]) == 2 else ()


def _is_back(head: Token) -> bool:
    """Whether it points back at two, and says no more of them: "both leaders", but not "two leaders", "the two Chadian
    soldiers"."""
    words = {head.lower_, *(c.lower_ for c in head.lefts)}
    told = any(syntax.children(head, Role.ADJECTIVE, Role.COMPOUND, Role.NOUN_MODIFIER, Role.RELATIVE, Role.PREP))
    return not _DEFINITE.isdisjoint(words) and head.lemma_.lower() in _PAIRS | _DEFINITE and not told
