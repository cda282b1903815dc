"""Pronouns to what they stand for: the nearest that fits by kind, gender and number, subjects first.

A salience score after Lappin and Leass, "An Algorithm for Pronominal Anaphora Resolution" (1994), much reduced.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from spacy.tokens import Token

from kg.annotate.coreference.entity_clusters import EntityClusters
from kg.annotate.coreference.pair_scorer import PairScorer
from kg.annotate.mention_types import STATES
from kg.annotate.names.candidate import Candidate
from kg.annotate.syntax import Role, role, surface_subject, upward
from kg.lexicon.words import word_list

MALE = word_list("annotate.coreference.pronouns", "male")
FEMALE = word_list("annotate.coreference.pronouns", "female")
NEUTER = word_list("annotate.coreference.pronouns", "neuter")

PLURAL = word_list("annotate.coreference.pronouns", "plural")

FIRST = word_list("annotate.coreference.pronouns", "first")

FIRST_PLURAL = word_list("annotate.coreference.pronouns", "first_plural")

_REFLEXIVE = word_list("annotate.coreference.pronouns", "reflexive")

#: How much what the encoder makes of a pair counts.
LEARNED = 1.0
#: Sentences back.
_WINDOW = 3
_SUBJECTS = frozenset({Role.SUBJECT, Role.PASSIVE_SUBJECT, Role.CLAUSE_SUBJECT, Role.AGENT})

_OBJECTS = frozenset({Role.OBJECT, Role.PREP_OBJECT, Role.DATIVE})
_ARGUMENTS = frozenset({Role.OBJECT, Role.DATIVE, Role.INDIRECT_OBJECT})
_BODIES = STATES - {"Country"}
_WEATHER = word_list("annotate.coreference.pronouns", "weather")


class Antecedents:
    """Resolves pronouns in text order; ask :meth:`resolve` for each in turn."""

    def __init__(
        self,
        clusters: EntityClusters,
        sentence_of: dict[int, int],
        quoted: dict[int, int],
        spoken: dict[int, int],
        *,
        likeness: PairScorer,
    ) -> None:
        """Take what is known of the Doc.

        ``sentence_of``: token → number of its sentence; ``quoted``: token → its quotation; ``spoken``: quotation →
        the mention of its speaker; ``likeness``: what the encoder makes of two mentions.
        """
        self._clusters, self._sentence_of = clusters, sentence_of
        self._quoted, self._spoken = quoted, spoken
        self._sentences = [sentence_of.get(root.i, 0) for root in clusters.roots]
        self._we: dict[int, int] = {}
        #: Whether a mention, or the first of those coordinated with it, is a subject.
        self._subjects: dict[int, bool] = {}
        self._likeness = likeness
        self._speaking = frozenset(spoken.values())
        #: Tokens that end a pair of persons ("Ruiz and Brandt"), in order → the pronouns that mean both.
        self._ends = sorted(_pairs(clusters))
        self._pairs = dict.fromkeys(self._ends, -1)

    def resolve(self, i: int, seen: Iterable[int]) -> None:
        """Join pronoun ``i`` to its antecedent among ``seen`` (mentions before it), if one fits."""
        clusters = self._clusters
        token = clusters.roots[i]
        word = token.lower_
        seen = [j for j in seen if 0 <= self._distance(i, j) <= _WINDOW]
        if word in MALE | FEMALE:
            best = self._best(i, token, [j for j in seen if self._is_person(i, j, "m" if word in MALE else "f")])
            if best is not None:
                clusters.set_gender(best, "m" if word in MALE else "f")
        elif word in NEUTER:
            best = None if _pleonastic(token) else self._best(i, token, [j for j in seen if self._is_thing(j)])
        elif word in PLURAL:
            best = self._best(i, token, [j for j in seen if self._is_many(j)])
            pair = self._pair(token)
            if pair is not None and (best is None or clusters.roots[best].i < pair):
                self._both(i, pair)
                return
        else:
            return
        if best is not None:
            clusters.join(best, i)

    def _distance(self, i: int, j: int) -> int:
        """How many sentences the head of mention ``i`` stands after that of ``j``."""
        return self._sentences[i] - self._sentences[j]

    def _pair(self, token: Token) -> int | None:
        """The last pair of persons before a plural pronoun, in its sentence or the one before."""
        at = bisect_left(self._ends, token.i)
        here = self._sentence_of.get(token.i, 0)
        last = self._ends[at - 1] if at else None
        return last if last is not None and here - self._sentence_of.get(last, 0) <= 1 else None

    def _both(self, i: int, pair: int) -> None:
        """Make pronoun ``i`` a group of its own, with the others that mean the same pair."""
        if self._pairs[pair] < 0:
            self._pairs[pair] = i
        self._clusters.retype(i, "Group")
        self._clusters.join(self._pairs[pair], i)

    def resolve_speaker(self, i: int) -> None:
        """Join "I" to the speaker of its quotation; all "we" of a person are one, but not that person."""
        clusters = self._clusters
        word = clusters.roots[i].lower_
        speaker = self._spoken.get(self._quoted.get(clusters.roots[i].i, -1))
        if speaker is None or word not in FIRST | FIRST_PLURAL:
            return
        if word in FIRST or clusters.type(speaker) in STATES:
            clusters.join(speaker, i)
        else:
            clusters.join(self._we.setdefault(clusters.find(speaker), i), i)

    # ------------------------------------------------------------ who fits

    def _is_person(self, i: int, j: int, sex: str) -> bool:
        clusters = self._clusters
        if clusters.type(j) != "Person" or clusters.gender(j) not in (None, sex):
            return False
        quotation, theirs = (self._quoted.get(clusters.roots[k].i) for k in (i, j))
        if quotation is None:
            return theirs is None or i not in self._speaking
        return quotation not in self._spoken or not clusters.same(self._spoken[quotation], j)

    def _is_thing(self, j: int) -> bool:
        kind, item = self._clusters.type(j), self._clusters.found[j]
        return kind not in ("Person", "Group", "Office") and not _is_plural(item, self._clusters.roots[j])

    def _is_many(self, j: int) -> bool:
        item, root = self._clusters.found[j], self._clusters.roots[j]
        kind = self._clusters.type(j)
        if (
            item.type == "Office"
            or role(root) in (Role.ADJECTIVE, Role.NOUN_MODIFIER)
            or (role(root) == Role.COMPOUND and item.kind == "name")
        ):
            return False
        return _is_plural(item, root) or kind in ("Group", "ArmedGroup") or (item.kind != "nominal" and kind in _BODIES)

    # ------------------------------------------------------------ who fits best

    def _best(self, i: int, token: Token, candidates: list[int]) -> int | None:
        scored: dict[int, tuple[float, int]] = {}
        for j in candidates:
            score = self._score(i, token, j)
            if score is not None:
                root = self._clusters.find(j)
                scored[root] = max(scored.get(root, (-99.0, j)), (score, j))
        if not scored:
            return None
        return max(scored.values())[1]

    def _score(self, i: int, token: Token, j: int) -> float | None:
        clusters = self._clusters
        root, item = clusters.roots[j], clusters.found[j]
        distance = self._distance(i, j)
        if not 0 <= distance <= _WINDOW or item.start <= token.i < item.end:
            return None
        possessive = role(token) == Role.POSSESSOR
        if (
            distance == 0
            and not possessive
            and token.lower_ not in _REFLEXIVE
            and role(root) in _SUBJECTS
            and (root.head == token.head or (role(token) in _ARGUMENTS and surface_subject(token.head) == root))
        ):
            return None  # "Ana refused, and blamed her": another
        score = -1.6 * distance
        if role(token) in _OBJECTS and distance == 0:
            score += 1.0 if role(root) in _OBJECTS else 0.6 if self._is_subject(j) else 0.0
        else:
            score += 1.5 if self._is_subject(j) else 0.0
        score += 0.5 if item.kind != "nominal" else 0.0
        score -= 0.8 if role(root) in (Role.POSSESSOR, Role.COMPOUND, Role.ADJECTIVE, Role.NOUN_MODIFIER) else 0.0
        score += min(len(clusters.members(j)), 6) * 0.12
        if possessive and distance == 0 and role(root) in _SUBJECTS and token.head.head == root.head:
            score += 0.8
        if token.lower_ in NEUTER and clusters.type(j) in STATES:
            score += 0.9 if _acts(token) else 0.3
        if item.type == "Other" and _acts(token):
            score -= 1.0
        if token.lower_ in PLURAL and clusters.type(j) not in ("Group", "ArmedGroup"):
            score -= 0.8
        return score - (token.i - root.i) / 200 + LEARNED * self._likeness(i, j)

    def _is_subject(self, j: int) -> bool:
        if j not in self._subjects:
            first = next((role(t) for t in upward(self._clusters.roots[j]) if role(t) != Role.CONJUNCT), "")
            self._subjects[j] = first in _SUBJECTS
        return self._subjects[j]


def _acts(token: Token) -> bool:
    """Whether the pronoun does what only an actor does: says, wants, decides."""
    head = token.head
    return role(token) == Role.POSSESSOR or (
        role(token) == Role.SUBJECT
        and any(role(c) in (Role.COMPLEMENT, Role.OPEN_CLAUSE) for c in head.children)
        and head.lemma_ != "be"
    )


def _is_plural(item: Candidate, root: Token) -> bool:
    return item.kind == "nominal" and root.tag_ in ("NNS", "NNPS")


def _pleonastic(token: Token) -> bool:
    """ "It is clear that", "it was announced that", "it takes time to": an "it" that means nothing."""
    if role(token) == Role.EXPLETIVE:
        return True
    head = token.head
    if role(token) not in (Role.SUBJECT, Role.PASSIVE_SUBJECT) or token.lower_ != "it":
        return False
    after = [c for c in head.children if c.i > head.i]
    clause = any(
        role(c) in (Role.COMPLEMENT, Role.OPEN_CLAUSE, Role.CLAUSE_SUBJECT, Role.ADVERBIAL) for c in after
    ) or any(
        role(g) in (Role.COMPLEMENT, Role.OPEN_CLAUSE, Role.NOUN_CLAUSE, Role.RELATIVE)
        for c in after
        if role(c) in (Role.ADJ_COMPLEMENT, Role.ATTRIBUTE)
        for g in c.children
    )
    return clause and (head.lemma_ in _WEATHER or role(token) == Role.PASSIVE_SUBJECT)


def _pairs(clusters: EntityClusters) -> Iterable[int]:
    """The last token of each two persons that "and" joins where both act or are met."""
    persons = {clusters.roots[i].i for i, item in enumerate(clusters.found) if item.type == "Person"}
    for i in persons:
        token = clusters.doc[i]
        both = (
            role(token) == Role.CONJUNCT
            and token.head.i in persons
            and not any(role(c) == Role.CONJUNCT for c in token.children)
        )
        if both and role(token.head) in _SUBJECTS | _OBJECTS:
            yield i
