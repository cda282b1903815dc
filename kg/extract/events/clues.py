"""What the trained heads of events are told beside the encoder's vectors: plain clues, as words.

A clue is a string ("tag=VBD", "path=<subject"); a head knows those that its training met often enough and passes over
the rest. The lexicon's and the gazetteer's opinions are clues among others, and so is what the rules make of factuality
and voice: they are heard, they do not decide.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from kg.annotate import document, syntax
from kg.annotate.mention_index import MentionIndex
from kg.annotate.syntax import Role, role, upward
from kg.extract.attribution.statement_index import Reports
from kg.extract.dates import after_the_article, date_of
from kg.extract.events.factuality import factuality, reported_in
from kg.extract.events.location import places
from kg.extract.events.participants import parties
from kg.extract.events.triggers import Match, readings, triggers
from kg.lexicon import frames as lexicon
from kg.lexicon.frames import Frame, Frames
from kg.lexicon.words import word_list
from kg.records import Date, Factuality, Mention, Statement

Clues = list[str]
#: Of so many words back, at most, are parties and dates looked for; a party's first mention in the article besides.
BACK = 2
#: So many parties or dates are looked at for a trigger, those that are nearest.
MOST = 80
#: Prepositions before the day until which something is to be.
_BY = word_list("extract.events.clues", "by")
#: Longer ways through a parse are all alike.
_LONGEST = 6
_STEPS = (1, 2, 3, 5, 8, 13, 21, 34, 55)
#: Arcs of the words that say how a verb is meant.
_AROUND = (Role.AUX, Role.PASSIVE_AUX, Role.NEGATION, Role.SUBORDINATOR, Role.DETERMINER, Role.PARTICLE)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rules make of an article, kept for all the questions that are asked about it."""

    doc: Doc
    index: MentionIndex
    statements: Mapping[str, Statement]
    reports: Reports
    #: By the token of the trigger: what the lexicon finds, and ids of mentions it puts on each side.
    matches: Mapping[int, Match]
    sides: Mapping[int, Mapping[str, str]]
    #: Sentence of each token (its number), and where each sentence begins.
    sentence: Sequence[int]
    #: Head token of each mention, by id, and the mentions of each sentence in text order.
    heads: Mapping[str, Token]
    by_sentence: Mapping[int, Sequence[Mention]]
    #: Dates of each sentence with the tokens that head them.
    dates: Mapping[int, Sequence[tuple[Date, Token]]]
    #: First mention by name or noun of each entity.
    first: Mapping[str, Mention]
    frames: Frames
    #: Sorted tokens that head a mention, of each sentence.
    headed: Mapping[int, Sequence[int]]
    #: By the token of the trigger: entities → the side on which the lexicon has one of their mentions.
    entities: Mapping[int, Mapping[str, str]]
    _told: dict[int, str] = field(default_factory=dict)
    _views: dict[int, Factuality] = field(default_factory=dict)
    _days: dict[int, Date | None] = field(default_factory=dict)

    @classmethod
    def of(cls, doc: Doc, index: MentionIndex, said: Sequence[Statement], frames: Frames | None = None) -> Reading:
        """Read ``doc`` with the lexicon."""
        known = frames or lexicon.load()
        sentence, at = [0] * len(doc), 0
        matches: dict[int, Match] = {}
        for at, span in enumerate(document.sentences(doc), 1):
            for token in span:
                sentence[token.i] = at
            matches |= {match.token.i: match for match in triggers(span, known)}
        heads = {m.id: document.head(doc, m) for m in index.mentions}
        by_sentence: dict[int, list[Mention]] = {}
        first: dict[str, Mention] = {}
        for mention in index.mentions:
            by_sentence.setdefault(sentence[heads[mention.id].i], []).append(mention)
            if mention.kind != "pronoun":
                first.setdefault(mention.entity, mention)
        dates: dict[int, list[tuple[Date, Token]]] = {}
        for date in doc._.dates:
            if date.text is not None and date.start is not None:
                root = document.span_of(doc, *date.text).root
                dates.setdefault(sentence[root.i], []).append((date, root))
        sides = {i: _sides(match, index) for i, match in matches.items()}
        statements = {s.id: s for s in said}
        entities = {i: {index.by_id[m].entity: side for m, side in found.items()} for i, found in sides.items()}
        headed = {n: sorted(heads[m.id].i for m in found) for n, found in by_sentence.items()}
        return cls(
            doc, index, statements, Reports(said), matches, sides, sentence, heads, by_sentence, dates, first, known,
            headed, entities,
        )  # fmt: skip

    def of_user(self, token: Token) -> Frame | None:
        """The user's own frame that fits ``token`` best, if there is one."""
        if not self.frames.own:
            return None
        frame = next((frame for frame, _ in readings(token, self.frames)), None)
        return frame if frame is not None and frame.own else None

    def statement(self, token: Token) -> Statement | None:
        """The innermost statement that alone tells what ``token`` names."""
        if token.i not in self._told:
            self._told[token.i] = reported_in(token, self.reports.near(token.idx)) or ""
        found = self._told[token.i]
        return self.statements[found] if found else None

    def light(self, token: Token) -> Token | None:
        """The verb that carries out what the noun ``token`` names, by the lexicon."""
        match = self.matches.get(token.i)
        return match.light if match is not None else None

    def view(self, token: Token) -> Factuality:
        """The factuality of what ``token`` names by the rules."""
        if token.i not in self._views:
            self._views[token.i] = factuality(token, self.light(token))
        return self._views[token.i]

    def day(self, trigger: Token) -> Date | None:
        """The date that the rules give it."""
        if trigger.i not in self._days:
            self._days[trigger.i] = date_of(self.doc, self.light(trigger) or trigger)
        return self._days[trigger.i]

    def is_due(self, trigger: Token) -> bool:
        """Whether what ``trigger`` names is told of a day after the article: its own, or one by which it is to be."""
        by = (d for d, head in self.dates.get(self.sentence[trigger.i], ()) if _is_by(head, trigger))
        return any(d is not None and after_the_article(self.doc, d) for d in (self.day(trigger), *by))

    def _between(self, a: Token, b: Token) -> int:
        """How many mentions are headed between two words of a sentence."""
        heads = self.headed.get(self.sentence[a.i], ())
        return max(0, bisect_left(heads, max(a.i, b.i)) - bisect_right(heads, min(a.i, b.i)))

    # ------------------------------------------------------------ what is asked about

    def mentions_for(self, trigger: Token) -> list[Mention]:
        """Who may play a part in what ``trigger`` tells: all of its sentence and of those just before, and the first
        mention of each entity of the title and the first sentences."""
        here = self.sentence[trigger.i]
        found = [m for s in range(max(1, here - BACK), here + 1) for m in self.by_sentence.get(s, ())]
        if len(found) > MOST:
            found = sorted(found, key=lambda m: (abs(self.heads[m.id].i - trigger.i), m.start))[:MOST]
        seen = {m.entity for m in found}
        for s in range(1, min(4, max(1, here - BACK))):
            for mention in self.by_sentence.get(s, ()):
                if mention.entity not in seen and self.first.get(mention.entity) == mention:
                    seen.add(mention.entity)
                    found.append(mention)
        return found

    def dates_for(self, trigger: Token) -> list[tuple[Date, Token]]:
        """Which dates may be the day of what ``trigger`` tells."""
        here = self.sentence[trigger.i]
        found = [d for s in range(max(1, here - BACK), here + 1) for d in self.dates.get(s, ())]
        return found if len(found) <= MOST else sorted(found, key=lambda d: abs(d[1].i - trigger.i))[:MOST]

    # ------------------------------------------------------------ clues

    def of_word(self, token: Token) -> Clues:
        """Whether ``token`` is a trigger."""
        match = self.matches.get(token.i)
        told = [
            f"pos={token.pos_}",
            f"tag={token.tag_}",
            f"role={role(token)}",
            f"caps={token.is_title}{token.is_upper}",
        ]
        if match is not None:
            told.append(f"frame={match.frame.root}")
            told.append("frame's parties" if self.sides[token.i] else "frame alone")
            told.append(f"weight={int(match.frame.weight * 5)}")
        if any(m.kind == "name" for m in self.index.covered.get(token.i, ())):
            told.append("in a name")
        if token.pos_ == "NOUN" and token.head.i in self.matches:
            told.append(f"below {self.matches[token.head.i].frame.root}")
        return told

    def of_deed(self, token: Token, root: str) -> Clues:
        """Whether it happened, and who says so."""
        light = self.light(token)
        told = [f"root={root}", f"tag={token.tag_}", f"role={role(token)}", f"rule={self.view(token)}"]
        statement = self.statement(token)
        if statement is None:
            told.append("told by the article")
        else:
            told += [f"form={statement.form}", f"act={statement.act}", f"negated={statement.negated}"]
        verb = light or token
        told += [f"{role(c)}={c.lower_}" for c in verb.children if role(c) in _AROUND]
        told += [f"{role(c)}={c.lower_}" for c in token.children if light is not None and role(c) in _AROUND]
        above = [t for _, t in zip(range(4), upward(token), strict=False)][1:]
        told += [f"above{n}={t.lemma_.lower()}" for n, t in enumerate(above)]
        told.append(f"way={'/'.join(role(t) for t in [token, *above][:3])}")
        told.append(
            "headline" if self.sentence[token.i] == 1 and not token.sent.text.rstrip().endswith(".") else "body"
        )
        told.append(f"first={token.sent[0].lower_}")
        return told

    def of_party(self, trigger: Token, root: str, mention: Mention) -> Clues:
        """Whether ``mention`` plays a part in what ``trigger`` tells."""
        head = self.heads[mention.id]
        apart = self.sentence[trigger.i] - self.sentence[head.i]
        told = [
            f"type={mention.type}", f"kind={mention.kind}", f"root={root}", f"root={root} type={mention.type}",
            f"apart={min(apart, BACK + 1)}", f"tag={trigger.tag_}",
        ]  # fmt: skip
        side = self.sides.get(trigger.i, {}).get(mention.id)
        if side is not None:
            told.append(f"rule={side}")
        elif trigger.i in self.sides:
            others = self.entities[trigger.i]
            told.append(f"rule's entity={others[mention.entity]}" if mention.entity in others else "rule=no")
        if mention.start <= trigger.idx < mention.end:
            told.append("holds the trigger")
        if any(m.start <= mention.start and mention.end <= m.end and m.id != mention.id
               for m in self.index.covered.get(head.i, ())):  # fmt: skip
            told.append("inside another")
        if apart == 0:
            steps = head.i - trigger.i
            told.append(f"steps={'-' if steps < 0 else '+'}{bisect_left(_STEPS, abs(steps))}")
            way = path(trigger, head)
            told += [f"path={way}", f"path={way} {root}", f"path={way} {_voice(trigger)}"]
            prep = head.head if role(head) == Role.PREP_OBJECT else None
            if prep is not None:
                told += [f"prep={prep.lower_}", f"prep={prep.lower_} {root}", f"prep={prep.lower_} type={mention.type}"]
                told.append(f"prep below {'trigger' if prep.head.i == trigger.i else prep.head.pos_}")
            told.append(f"between={min(self._between(head, trigger), 5)}{steps < 0}")
        elif self.first.get(mention.entity) == mention:
            told.append("first of all")
        statement = self.statement(trigger)
        if statement is not None and mention.id in statement.speaker:
            told.append("says so")
        elif statement is not None and any(self.index.by_id[s].entity == mention.entity for s in statement.speaker):
            told.append("their entity says so")
        told.append(f"role={role(head)}")
        if head.head.i != trigger.i:
            told.append(f"of={head.head.lemma_.lower()}")
        if role(head) == Role.POSSESSOR and head.head.i == trigger.i:
            told.append(f"owns {trigger.lemma_.lower()}")
        return told

    def of_date(self, trigger: Token, root: str, date: Date, head: Token) -> Clues:
        """Whether ``date`` is the day of what ``trigger`` tells."""
        apart = self.sentence[trigger.i] - self.sentence[head.i]
        meant = self.day(trigger)
        told = [
            "date", f"apart={apart}", f"tag={trigger.tag_}", f"root={root}", f"length={len(date.start or '')}",
            f"one={date.start == date.end}", f"rule={meant is not None and meant.text == date.text}",
            f"rule has one={meant is not None}", f"dates={min(len(self.dates.get(self.sentence[trigger.i], ())), 3)}",
        ]  # fmt: skip
        if apart == 0:
            steps = head.i - trigger.i
            told.append(f"steps={'-' if steps < 0 else '+'}{bisect_left(_STEPS, abs(steps))}")
            told.append(f"path={path(trigger, head)}")
            prep = head.head if role(head) == Role.PREP_OBJECT else None
            if prep is not None:
                told.append(f"prep={prep.lower_}")
        return told

    def of_days(self, trigger: Token, root: str, which: str) -> Clues:
        """Whether what ``trigger`` tells is of the article's days (``which`` "news"), or has no day ("none")."""
        here = self.sentence[trigger.i]
        meant = self.day(trigger)
        told = [
            f"tag={trigger.tag_}", f"root={root}", f"sentence={bisect_right((1, 2, 3, 5, 8, 13, 21), here)}",
            f"rule has one={meant is not None}", f"dates={min(len(self.dates.get(here, ())), 3)}",
            f"role={role(trigger)}", f"reported={self.statement(trigger) is not None}",
            f"dated={self.doc._.anchor is not None}",
            f"rule={self.view(trigger)}",
        ]  # fmt: skip
        verb = self.light(trigger) or trigger
        told += [f"{role(c)}={c.lower_}" for c in verb.children if role(c) in (Role.AUX, Role.PASSIVE_AUX)]
        return [f"{which} {clue}" for clue in [which, *told]]

    def of_two(self, trigger: Token, earlier: Token, roots: tuple[str, str], between: int) -> Clues:
        """Whether two triggers tell one happening; ``between`` is how many triggers stand between them."""
        apart = self.sentence[trigger.i] - self.sentence[earlier.i]
        same = trigger.lemma_.lower() == earlier.lemma_.lower()
        words = {c.lower_ for c in syntax.children(trigger, Role.DETERMINER)}
        told = [
            f"apart={bisect_left(_STEPS, apart)}", f"between={bisect_left(_STEPS, between)}", f"lemma={same}",
            f"root={roots[0] == roots[1]}", f"roots={'/'.join(sorted(roots))}", f"pos={earlier.pos_}/{trigger.pos_}",
            f"stem={trigger.lemma_.lower()[:5] == earlier.lemma_.lower()[:5]}", f"lemma={same} apart={min(apart, 3)}",
            f"lemma={same} {roots[1]}",
        ]  # fmt: skip
        told += [f"det={word}" for word in words]
        if apart == 0:
            told.append(f"path={path(trigger, earlier)}")
        return told


def path(start: Token, end: Token) -> str:
    """The way through the parse from one word to another: roles upward (>), then downward (<)."""
    if start.sent.start != end.sent.start:
        return "elsewhere"
    down = list(upward(end))
    at = {t.i: n for n, t in enumerate(down)}
    up: list[str] = []
    for token in upward(start):
        if token.i in at:
            below = [str(role(t)) for t in reversed(down[: at[token.i]])]
            if len(up) + len(below) > _LONGEST:
                return "far"
            return "".join([f">{r}" for r in up] + [f"<{r}" for r in below])
        up.append(str(role(token)))
    return "far"


def _is_by(day: Token, trigger: Token) -> bool:
    return role(day) == Role.PREP_OBJECT and day.head.lower_ in _BY and day.head.head.i == trigger.i


def _voice(trigger: Token) -> str:
    return "passive" if trigger.pos_ == "VERB" and syntax.is_passive(trigger) else trigger.pos_


def _sides(match: Match, index: MentionIndex) -> dict[str, str]:
    """Ids of mentions → the side on which the lexicon has them."""
    source, target = parties(match, index)
    sides = dict.fromkeys(places(match, index), "place")
    sides |= dict.fromkeys(target.ids, "target") | dict.fromkeys(source.ids, "source")
    return sides | dict.fromkeys(set(source.ids) & set(target.ids), "both")
