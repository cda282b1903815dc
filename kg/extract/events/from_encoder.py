"""Events by the trained heads: which words tell a happening, whose it is, whether it was so, when, and which are one.

Takes a Doc that the encoder has read, with its mentions and statements (:class:`~kg.extract.events.clues.Reading`);
gives ``kg.records.Event``, in text order. The heads answer one after the other: trigger and root of each word;
factuality and voice of each trigger; the part that each mention plays; the date; which earlier trigger tells the same.

What it must never do: name a party that the head doubts, tell as a fact what the head doubts or the rules hedge, date
what has happened after its article. A party is left out before an event is, and an event before a false one stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from spacy.tokens import Doc, Token

from kg.annotate import document, syntax
from kg.annotate.encoder.weights import Floats
from kg.annotate.mention_index import MentionIndex
from kg.annotate.syntax import Role, role
from kg.extract.dates import after_the_article, ends_before, is_astride, news_week
from kg.extract.events import bystanders, coreference
from kg.extract.events.bystanders import MUTUAL, is_above, is_elsewhere
from kg.extract.events.clause import terms
from kg.extract.events.clues import Clues, Reading
from kg.extract.events.drafts import Draft
from kg.extract.events.factuality import is_alleged
from kg.extract.events.heads import Heads, Question, probabilities
from kg.extract.events.party_choice import choose, joined
from kg.extract.events.quantities import quantities
from kg.extract.events.salience import salience
from kg.extract.events.senses import may_mean, meant
from kg.extract.events.the_two import Told, spelt_out
from kg.lexicon.frames import Frames
from kg.lexicon.words import word_list
from kg.records import (
    FACTUALITIES,
    ROOTS,
    Date,
    Event,
    Mention,
    Root,
    Span,
    Statement,
)

#: How likely what has happened must be of the article's days to be told of them.
RECENT = 0.6
#: So many questions are asked of a head at a time.
AT_ONCE = 2048
#: Says that what was done with several was done with one after the other.
_EACH = word_list("extract.events.from_encoder", "each")
#: Say that what is told is of earlier days.
_HAD, _BEFORE, _OF_OLD = (word_list("extract.events.from_encoder", name) for name in ("had", "before", "of_old"))
#: By what people talk who are far apart; prepositions before it.
_MEANS, _THROUGH = (word_list("extract.events.from_encoder", name) for name in ("means", "through"))
_PRESENT = frozenset({"VBP", "VBZ"})


def events_by_heads(
    doc: Doc,
    index: MentionIndex,
    said: Sequence[Statement],
    frames: Frames,
    heads: Heads,
    *,
    all_events: bool = False,
) -> tuple[Event, ...]:
    """The events of ``doc``, which the encoder has read, in text order, numbered."""
    reading = Reading.of(doc, index, said, frames)
    chosen = heads.calibration
    return numbered(drafts(reading, heads), reading, chosen, all_events=all_events)


def drafts(reading: Reading, heads: Heads) -> list[Draft]:
    """Every trigger of the article with what the heads answer, in text order."""
    vectors = vectors_of(reading)
    found = _triggers(reading, vectors, heads)
    if found:
        for ask in (_deeds, _parties):
            ask(found, reading, vectors, heads)
        found = [one for draft in found for one in _each(draft, reading)]
        _dates(found, reading, vectors, heads)
        pairs = coreference.asked(found)
        odds = same_odds(found, pairs, reading, vectors, heads)
        coreference.link(found, pairs, odds, heads.calibration["same"])
    return found


def vectors_of(reading: Reading) -> Floats:
    """The encoder's vectors of the article's tokens, [tokens, width]."""
    return np.asarray(reading.doc._.encoded.happenings, np.float32)


def _answers(
    heads: Heads,
    question: Question,
    vectors: Floats,
    about: Sequence[tuple[Token, ...]],
    clues: Callable[[int], Clues],
) -> Floats:
    """What a head answers about each word, or pair of words, ``AT_ONCE`` at a time; ``clues`` gives those of the nth.

    Of a pair it is given both vectors and their product.
    """
    found = [np.zeros((0, heads.answers(question)), np.float32)]
    for start in range(0, len(about), AT_ONCE):
        part = range(start, min(start + AT_ONCE, len(about)))
        words = [_rows(vectors, tokens) for tokens in zip(*(about[k] for k in part), strict=True)]
        given = words if len(words) == 1 else [*words, words[0] * words[1]]
        found.append(heads.ask(question, given, [clues(k) for k in part]))
    return np.concatenate(found)


def _triggers(reading: Reading, vectors: Floats, heads: Heads) -> list[Draft]:
    tokens = [t for s in document.sentences(reading.doc) for t in s if not t.is_space]
    likely = probabilities(
        _answers(heads, "words", vectors, [(t,) for t in tokens], lambda k: reading.of_word(tokens[k]))
    )
    least = heads.calibration["trigger"]
    found: list[Draft] = []
    for token, row in zip(tokens, likely, strict=True):
        told = reading.of_user(token)
        if told is not None and not told.idle:
            found.append(Draft(token, told.root, told.weight))
        elif told is None and 1 - row[0] >= least:
            sure = meant(token, row, reading)
            roots = [n for n, root in enumerate(ROOTS) if may_mean(token, root, reading)]
            best = max(roots, key=lambda n: (sure[n + 1], -n), default=None)
            if best is not None:
                found.append(Draft(_told_by(token), ROOTS[best], float(sure[best + 1])))  # type: ignore[arg-type]
    surest = {draft.token.i: draft for draft in sorted(found, key=lambda d: d.sure)}
    found = [surest[i] for i in sorted(surest)]
    within = _within_others(found, reading)
    return [draft for draft in found if (draft.token.i, draft.root) not in within]


def _told_by(word: Token) -> Token:
    """The verb, where ``word`` only says by what means they did it: "**spoke** by telephone"."""
    by = word.head
    means = role(word) == Role.PREP_OBJECT and word.lemma_.lower() in _MEANS and by.lower_ in _THROUGH
    return by.head if means and by.head.pos_ == "VERB" else word


def _within_others(drafts: Sequence[Draft], reading: Reading) -> set[tuple[int, Root]]:
    """The triggers, by token and root, that only say of which kind another of their root is ("a **suspended**
    sentence"), or that it is done ("**imposed** sanctions")."""
    told = {(draft.token.i, draft.root) for draft in drafts}
    found = set()
    for token, root in ((draft.token, draft.root) for draft in drafts):
        if (light := reading.light(token)) is not None:
            found.add((light.i, root))
        match = reading.matches.get(token.i) if token.pos_ == "VERB" else None
        others = [t.i for t in match.tokens if t.pos_ == "NOUN"] if match is not None and not match.frame.ruling else []
        if role(token) in (Role.ADJECTIVE, Role.COMPOUND):
            others.append(token.head.i)
        if any((other, root) in told for other in others):
            found.add((token.i, root))
    return found


def _deeds(drafts: Sequence[Draft], reading: Reading, vectors: Floats, heads: Heads) -> None:
    answers = _answers(
        heads, "deeds", vectors, [(d.token,) for d in drafts],
        lambda k: reading.of_deed(drafts[k].token, drafts[k].root),
    )  # fmt: skip
    views, voices = probabilities(answers[:, : len(FACTUALITIES)]), probabilities(answers[:, len(FACTUALITIES) :])
    for draft, view, voice in zip(drafts, views, voices, strict=True):
        draft.factuality = FACTUALITIES[int(view.argmax())]  # type: ignore[assignment]
        draft.reported = bool(voice[1] > voice[0]) or is_alleged(draft.token)
        draft.hedged = (
            draft.factuality == "actual"
            and not draft.reported
            and (reading.view(draft.token) != "actual" or _is_asked(draft.token))
        )
        draft.sure_so = round(float(view.max() * voice.max()), 3)


def _is_asked(trigger: Token) -> bool:
    """Whether a question names it: "Which actions do you support?"."""
    return any(token.lower_ == "?" for token in trigger.sent[-2:])


def _parties(drafts: Sequence[Draft], reading: Reading, vectors: Floats, heads: Heads) -> None:
    asked = [(n, m) for n, d in enumerate(drafts) for m in reading.mentions_for(d.token)]
    answers = _answers(
        heads, "parties", vectors,
        [(drafts[n].token, reading.heads[m.id]) for n, m in asked],
        lambda k: reading.of_party(drafts[asked[k][0]].token, drafts[asked[k][0]].root, asked[k][1]),
    )  # fmt: skip
    given: dict[int, list[tuple[Mention, Floats]]] = {}
    for (n, mention), likely in zip(asked, probabilities(answers), strict=True):
        given.setdefault(n, []).append((mention, likely))
    told: list[Told] = []
    for n, draft in enumerate(drafts):
        parties = choose(draft.token, draft.root, given.get(n, ()), reading.heads, heads.calibration)
        parties.source = spelt_out(parties.source, reading.heads, reading.sentence, told)
        parties.target = spelt_out(parties.target, reading.heads, reading.sentence, told)
        draft.parties = joined(parties, draft.root)
        if len(parties.source) > 1 and parties.source == parties.target:
            told.append((draft.token, parties.source))


def _each(draft: Draft, reading: Reading) -> Iterator[Draft]:
    """``draft``; for each of those with whom it was done one by one, one: "**separate** calls with Ana and Ben"."""
    told = {c.lemma_.lower() for c in draft.token.children}
    with_whom = bystanders.slots(draft.token)[1]
    both = draft.parties.source
    others = [m for m in both if reading.heads[m.id].i in with_whom]
    if (
        draft.root not in MUTUAL
        or both != draft.parties.target
        or told.isdisjoint(_EACH)
        or not 1 < len(others) < len(both)
    ):
        yield draft
        return
    for other in others:
        left = [m for m in both if m == other or m not in others]
        yield replace(draft, parties=replace(draft.parties, source=left, target=list(left)))


def _dates(drafts: Sequence[Draft], reading: Reading, vectors: Floats, heads: Heads) -> None:
    asked: list[tuple[int, Date | str, Token]] = []
    for n, draft in enumerate(drafts):
        asked += [(n, told, head) for told, head in reading.dates_for(draft.token)]
        asked += [(n, which, draft.token) for which in ("news", "none")]

    def clues(k: int) -> Clues:
        n, told, head = asked[k]
        if isinstance(told, Date):
            return reading.of_date(drafts[n].token, drafts[n].root, told, head)
        return reading.of_days(drafts[n].token, drafts[n].root, told)

    answers = _answers(heads, "dates", vectors, [(drafts[n].token, head) for n, _, head in asked], clues)[:, 0]
    options: dict[int, list[tuple[float, Date | str]]] = {}
    for (n, date, _), score in zip(asked, answers.tolist(), strict=True):
        options.setdefault(n, []).append((score, date))
    for n, draft in enumerate(drafts):
        draft.hedged |= draft.factuality == "actual" and reading.is_due(draft.token)
        likely = probabilities(np.array([score for score, _ in options[n]], np.float32)).tolist()
        ranked = sorted(zip(likely, (date for _, date in options[n]), strict=True), key=lambda o: -o[0])
        told = _told(ranked, draft, reading, heads.calibration["date"])
        if told is not None:
            draft.date = told if _may_be(draft, told, reading.doc) else None
            draft.hedged |= draft.date is None  # told as done, of a day that is still to come
        elif sum(sure for sure, date in ranked if _is_recent(date, news_week(reading.doc))) >= RECENT:
            draft.date = _news(draft, reading)


def _told(ranked: Sequence[tuple[float, Date | str]], draft: Draft, reading: Reading, enough: float) -> Date | None:
    """The date that is preferred, if that is sure ``enough``, with those that say the same or hold it, and of no other
    clause; all of the days from it to another where the text tells that."""
    _, date = ranked[0]
    if isinstance(date, str) or _is_anothers(date, draft.token, reading):
        return None
    day = reading.day(draft.token)
    if day is not None and day.text is not None and date.text is not None and day.text[0] == date.text[0]:
        date = day
    return date if sum(sure for sure, other in ranked if _speaks_for(other, date)) >= enough else None


def _speaks_for(other: Date | str, date: Date) -> bool:
    """Whether ``other`` is told as a part of ``date``, or says the same or holds it: "9/11 … of 2001"."""
    if isinstance(other, str):
        return False
    is_part = other.text is not None and date.text is not None and date.text[0] <= other.text[0] < date.text[1]
    edges = ((date.start, other.start), (date.end, other.end))
    return is_part or all(edge is not None and edge.startswith(held) for edge, held in edges if held is not None)


def _is_recent(date: Date | str, week: Date | None) -> bool:
    """Whether it speaks for the article's days: their news, or days that are, in part at least, among them."""
    if isinstance(date, str):
        return date == "news"
    is_day = date.start is not None and len(date.start) == len("2025-02-12")
    return is_day and week is not None and not ends_before(date, week) and not ends_before(week, date)


def _news(draft: Draft, reading: Reading) -> Date | None:
    """The article's days, if what has happened may be taken for their news: it is going on, or the day last told of,
    here or just before, is none of earlier ones; an earlier day, where its own clause names one."""
    week = news_week(reading.doc)
    words = [draft.token, reading.light(draft.token) or draft.token]
    if week is None or draft.factuality != "actual" or any(_is_of_before(word) for word in words):
        return None
    here = reading.sentence[draft.token.i]
    own = reading.dates.get(here, ())
    day = reading.day(draft.token)
    if day is not None and ends_before(day, week) and not _is_anothers(day, draft.token, reading):
        return day
    if any(ends_before(date, week) and any(word.is_ancestor(head) for word in words) for date, head in own):
        return None
    if any(_is_now(word) for word in words):
        return week
    back = ([date for date, head in reading.dates.get(n, ()) if _tells_when(head)] for n in range(here, here - 3, -1))
    told = next((dates for dates in back if dates), [])
    return None if told and all(ends_before(date, week) for date in told) else week


def _tells_when(day: Token) -> bool:
    """Whether the day that ``day`` heads is that of which its clause tells: "they met in **May**", not "the **1994**
    law", nor what is told of somebody by the way ("who left in **May**")."""
    verb = day.head.head if role(day) == Role.PREP_OBJECT else day.head
    aside = role(verb) in (Role.RELATIVE, Role.NOUN_CLAUSE)
    return verb.pos_ in ("VERB", "AUX") and not aside


def _is_now(verb: Token) -> bool:
    """Whether it is told in the present: "they meet", "they are meeting"."""
    return verb.tag_ in _PRESENT or (
        verb.tag_ == "VBG" and any(role(c) == Role.AUX and c.tag_ in _PRESENT for c in verb.children)
    )


def _is_of_before(word: Token) -> bool:
    """Whether what ``word`` tells is of earlier days: "**had** met" (but not "said they **had** met", which may be what
    they did just now), "met **previously**", "met **at the time**"."""
    had = any(role(c) in (Role.AUX, Role.PASSIVE_AUX) and c.lower_ in _HAD for c in word.children)
    if had and not (role(word) == Role.COMPLEMENT and word.head.tag_ == "VBD"):
        return True
    words = [word, *syntax.children(word, Role.SUBJECT, Role.PASSIVE_SUBJECT)]
    below = [
        c
        for each in words
        for c in each.children
        if role(c) in (Role.ADVERB, Role.PREP, Role.ADJECTIVE, Role.ADVERBIAL_NOUN)
    ]
    return any(c.lower_ in _BEFORE or any(t.lower_ in _OF_OLD for t in c.children) for c in below)


def _is_anothers(date: Date, trigger: Token, reading: Reading) -> bool:
    """Whether ``date`` hangs on another clause of the sentence of ``trigger``, or only bounds it: "since 2022"."""
    heads = (head for told, head in reading.dates_for(trigger) if told == date)
    return any(is_above(head, trigger) or is_elsewhere(head, trigger) or is_astride(head) for head in heads)


def _may_be(draft: Draft, date: Date, doc: Doc) -> bool:
    """Whether what has happened is dated no later than the article."""
    return draft.factuality != "actual" or not after_the_article(doc, date)


def same_odds(
    drafts: Sequence[Draft], pairs: Sequence[coreference.Pair], reading: Reading, vectors: Floats, heads: Heads
) -> list[float]:
    """The log odds by the head of ``same`` that the two of each pair tell one happening."""

    def clues(at: int) -> Clues:
        n, k = pairs[at]
        return reading.of_two(drafts[n].token, drafts[k].token, (drafts[n].root, drafts[k].root), n - k - 1)

    tokens = [(drafts[n].token, drafts[k].token) for n, k in pairs]
    found: list[float] = _answers(heads, "same", vectors, tokens, clues)[:, 0].tolist()
    return found


def numbered(
    drafts: Sequence[Draft], reading: Reading, chosen: Mapping[str, float], *, all_events: bool = False
) -> tuple[Event, ...]:
    """Events, those that are not sure enough left out but for ``all_events``; a date that one mention of a happening
    lacks is another's."""
    drafts = [_surer(draft, chosen) for draft in drafts]
    kept = [
        n for n, d in enumerate(drafts) if all_events or (confidence(d, chosen) >= _enough(d, chosen) and not d.hedged)
    ]
    dated: dict[int, list[Draft]] = {}
    for n in kept:
        draft = drafts[n]
        if draft.date is not None and not draft.date.assumed:
            dated.setdefault(n if draft.same is None else draft.same, []).append(draft)
    number = {n: f"v{at}" for at, n in enumerate(kept, 1)}
    names: dict[int, str] = {}
    found = []
    for n in kept:
        draft = drafts[n]
        first = n if draft.same is None else draft.same
        event = _event(draft, reading, number[n], confidence(draft, chosen))
        told = next((other.date for other in dated.get(first, ()) if _are_alike(draft, other)), None)
        if told is not None and (event.date is None or event.date.assumed) and _may_be(draft, told, reading.doc):
            event = replace(event, date=replace(told, basis="same"))
        found.append(replace(event, same=names.get(first)))
        names.setdefault(first, number[n])
    return tuple(found)


def _surer(draft: Draft, chosen: Mapping[str, float]) -> Draft:
    """``draft`` without the parties that alone make it too doubtful to be told; as it is, if that does not help."""
    less = draft
    while confidence(less, chosen) < _enough(draft, chosen):
        parties = less.parties.without_doubtful()
        if parties is None:
            return draft
        less = replace(less, parties=parties)
    return less


def _are_alike(draft: Draft, other: Draft) -> bool:
    """Whether two that the head takes for one have a doer in common, and one to whom it is done, as far as both name
    any."""
    sides = ((draft.parties.source, other.parties.source), (draft.parties.target, other.parties.target))
    return all(not a or not b or coreference.have_one(a, b) for a, b in sides)


def _enough(draft: Draft, chosen: Mapping[str, float]) -> float:
    """How sure an event must be to be told: one that the article asserts, surer than what is ahead, denied or said."""
    return chosen["fact" if draft.factuality == "actual" and not draft.reported else "event"]


def confidence(draft: Draft, chosen: Mapping[str, float]) -> float:
    """How likely the event is right: what the heads answered, read off what was right on held-back articles."""
    odds = chosen["bias"] + (chosen["of_nobody"] if not (draft.parties.source or draft.parties.target) else 0.0)
    for name, sure in (("of_root", draft.sure), ("of_parties", draft.parties.sure), ("of_view", draft.sure_so)):
        odds += chosen[name] * float(np.log(max(sure, 1e-3)))
    return round(1 / (1 + float(np.exp(-odds))), 2)


def _event(draft: Draft, reading: Reading, name: str, sure: float) -> Event:
    token = draft.token
    match = reading.matches.get(token.i)
    statement = reading.statement(token) if draft.reported else None
    frame = match.frame if match is not None and match.frame.root == draft.root else None
    return Event(
        id=name,
        type=draft.root,
        cameo=frame.cameo if frame is not None else None,
        trigger=_spans(token),
        source=tuple(m.id for m in draft.parties.source),
        target=tuple(m.id for m in draft.parties.target),
        place=tuple(m.id for m in draft.parties.place),
        date=draft.date,
        factuality=draft.factuality,
        voice="reported" if draft.reported else "article",
        reported_in=statement.id if statement is not None else None,
        confidence=sure,
        salience=salience(token, reading.light(token), named=(bool(draft.parties.source), bool(draft.parties.target))),
        quantities=quantities(reading.doc, reading.index, token),
        lemma=frame.words if frame is not None and frame.kind == "verb" else token.lemma_.lower(),
        terms=terms(token),
    )


def _spans(token: Token) -> tuple[Span, ...]:
    """The trigger with its particle ("called **off**")."""
    parts = sorted([token, *syntax.children(token, Role.PARTICLE)], key=lambda t: t.i)
    return tuple((t.idx, t.idx + len(t)) for t in parts)


def _rows(vectors: Floats, tokens: Sequence[Token]) -> Floats:
    return np.asarray(vectors[[t.i for t in tokens]], np.float32)
