"""What becomes of the heads' answers: hand-built Docs, and heads that say what the test has them say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from spacy.tokens import Doc

from docs import in_article, of_rows, with_mentions
from kg.annotate.encoder.component import Encoded
from kg.annotate.encoder.labels import HAPPENING
from kg.annotate.mention_index import MentionIndex
from kg.extract.events.clues import Clues
from kg.extract.events.events import events
from kg.extract.events.heads import Heads, Question
from kg.extract.events.party_choice import PARTS
from kg.lexicon.frames import load
from kg.records import FACTUALITIES, ROOTS, Date, Event, MentionType

CHOSEN = {
    "trigger": 0.5, "party": 0.5, "doer": 0.5, "place": 0.5, "same": 0.5, "date": 0.0, "event": 0.0, "fact": 0.0,
    "bias": 0.0, "of_nobody": 0.0, "of_root": 1.0, "of_parties": 1.0, "of_view": 1.0,
}  # fmt: skip
RAID = (
    "Oman 1 nsubj PROPN NNP Oman|raided 1 ROOT VERB VBD raid|Yemen 1 dobj PROPN NNP Yemen|on 1 prep ADP IN on|"
    "Friday 3 pobj PROPN NNP Friday|. 1 punct PUNCT . ."
)


@dataclass(frozen=True)
class Said(Heads):
    """Heads that look up their answers by the words that they are asked about; what is not there is nothing."""

    triggers: Mapping[int, str] = field(default_factory=dict)
    views: Mapping[int, str] = field(default_factory=dict)
    reported: frozenset[int] = frozenset()
    #: (trigger, word) → the part and its log odds over "none".
    parts: Mapping[tuple[int, int], tuple[str, float]] = field(default_factory=dict)
    #: (trigger, word of the date, or of the trigger itself for "news")
    dates: frozenset[tuple[int, int]] = frozenset()
    same: frozenset[tuple[int, int]] = frozenset()
    #: The log odds of what is the same.
    unsure: float = 5.0

    def answers(self, question: Question) -> int:
        return {"words": 1 + len(ROOTS), "deeds": len(FACTUALITIES) + 2, "parties": len(PARTS)}.get(question, 1)

    def ask(self, question: Question, words: Sequence[Any], clues: Sequence[Clues]) -> Any:
        at = [rows.argmax(1).tolist() for rows in words[:2]]
        if question == "words":
            out = np.zeros((len(clues), 1 + len(ROOTS)), np.float32)
            for n, word in enumerate(at[0]):
                out[n, ROOTS.index(self.triggers[word]) + 1 if word in self.triggers else 0] = 5
        elif question == "deeds":
            out = np.zeros((len(clues), len(FACTUALITIES) + 2), np.float32)
            for n, word in enumerate(at[0]):
                out[n, FACTUALITIES.index(self.views.get(word, "actual"))] = 5
                out[n, len(FACTUALITIES) + (word in self.reported)] = 5
        elif question == "parties":
            out = np.zeros((len(clues), len(PARTS)), np.float32)
            for n, pair in enumerate(zip(*at, strict=True)):
                part, odds = self.parts.get(pair, ("none", 5.0))
                out[n, PARTS.index(part)] = odds
        elif question == "dates":
            out = np.array([[5.0 * self._dated(p, c)] for *p, c in zip(*at, clues, strict=True)], np.float32)
        else:
            out = np.array([[self.unsure if p in self.same else -5.0] for p in zip(*at, strict=True)], np.float32)
        return out

    def _dated(self, pair: Sequence[int], clues: Clues) -> bool:
        if pair[0] != pair[1]:
            return tuple(pair) in self.dates
        return clues[0].startswith("news") == (tuple(pair) in self.dates)


def read(
    rows: str, published: str | None = "2025-02-14", begins: frozenset[int] = frozenset({0}), **actors: MentionType
) -> Doc:
    """A Doc as the encoder leaves it, a word's vector its number; sentences begin at ``begins``."""
    starts = [i in begins for i in range(rows.count("|") + 1)]
    doc = in_article(
        with_mentions(of_rows(rows, "word head dep pos tag lemma", "|", sent_starts=starts), **actors), published
    )
    vectors = np.zeros((len(doc), HAPPENING), np.float16)
    vectors[range(len(doc)), range(len(doc))] = 1
    none: Any = np.zeros((len(doc), 0), np.float32)
    doc._.encoded = Encoded(none, none, {}, {}, none, none, vectors)
    return doc


def found(
    doc: Doc, *, chosen: Mapping[str, float] | None = None, all_events: bool = False, **said: Any
) -> tuple[Event, ...]:
    heads = Said({}, {}, {**CHOSEN, **(chosen or {})}, **said)
    return events(doc, MentionIndex.of(doc), (), None, heads, all_events=all_events)


def test_what_the_heads_say_becomes_an_event() -> None:
    doc = read(RAID, Oman="Country", Yemen="Country")
    (event,) = found(doc, triggers={1: "ASSAULT"}, parts={(1, 0): ("source", 5), (1, 2): ("target", 5)})
    assert (event.type, event.source, event.target) == ("ASSAULT", ("m0",), ("m2",))
    assert (event.factuality, event.voice, event.trigger, event.same) == ("actual", "article", ((5, 11),), None)


def test_a_party_that_the_head_doubts_is_left_out() -> None:
    doc = read(RAID, Oman="Country", Yemen="Country")
    parts = {(1, 0): ("source", 0.4), (1, 2): ("target", 5.0)}
    (event,) = found(doc, triggers={1: "ASSAULT"}, parts=parts)
    assert (event.source, event.target) == ((), ("m2",))
    (event,) = found(doc, triggers={1: "ASSAULT"}, parts=parts, chosen={"doer": 0.3})
    assert event.source == ("m0",), "who did violence is asked apart"


def test_what_several_do_together_stands_on_both_sides() -> None:
    doc = read(RAID, Oman="Country", Yemen="Country")
    (event,) = found(doc, triggers={1: "CONSULT"}, parts={(1, 0): ("source", 5), (1, 2): ("source", 5)})
    assert event.source == event.target == ("m0", "m2")
    (event,) = found(doc, triggers={1: "ASSAULT"}, parts={(1, 0): ("both", 5), (1, 2): ("both", 5)})
    assert event.source == event.target == ("m0", "m2")
    (event,) = found(doc, triggers={1: "ASSAULT"}, parts={(1, 0): ("both", 5)})
    assert (event.source, event.target) == (("m0",), ())


SEPARATE = (
    "Ana 1 nsubj PROPN NNP Ana|held 1 ROOT VERB VBD hold|separate 3 amod ADJ JJ separate|calls 1 dobj NOUN NNS call|"
    "with 3 prep ADP IN with|Ben 4 pobj PROPN NNP Ben|and 5 cc CCONJ CC and|Carl 5 conj PROPN NNP Carl|"
    ". 1 punct PUNCT . ."
)


def people(rows: str) -> Doc:
    return read(rows, Ana="Person", Ben="Person", Carl="Person")


def test_separate_calls_with_two_are_two_calls_and_neither_is_the_other() -> None:
    said: dict[str, Any] = {
        "triggers": {3: "CONSULT"}, "parts": {(3, n): ("both", 5) for n in (0, 5, 7)}, "same": frozenset({(3, 3)}),
    }  # fmt: skip
    first, second = found(people(SEPARATE), **said)
    assert (first.source, second.source) == (("m0", "m5"), ("m0", "m7"))
    assert first.source == first.target and second.source == second.target and second.same is None
    (one,) = found(people(SEPARATE.replace("separate", "long")), **said)
    assert one.source == one.target == ("m0", "m5", "m7")


def test_who_stands_beside_those_who_talk_does_not_talk() -> None:
    rows = (
        "After 6 prep ADP IN after|talks 0 pobj NOUN NNS talk|with 1 prep ADP IN with|Ana 2 pobj PROPN NNP Ana|"
        ", 6 punct PUNCT , ,|Ben 6 nsubj PROPN NNP Ben|wrote 6 ROOT VERB VBD write|to 6 prep ADP IN to|"
        "Carl 7 pobj PROPN NNP Carl|. 6 punct PUNCT . ."
    )
    parts = {(1, 3): ("both", 5), (1, 5): ("both", 5), (1, 8): ("both", 4)}
    (event,) = found(people(rows), triggers={1: "CONSULT"}, parts=parts)
    assert event.source == event.target == ("m3", "m5")


def test_a_talk_of_other_people_is_another_talk_whatever_stands_between() -> None:
    rows = (
        "Ana 1 nsubj PROPN NNP Ana|called 1 ROOT VERB VBD call|Ben 1 dobj PROPN NNP Ben|before 4 mark SCONJ IN before|"
        "calls 1 advcl NOUN NNS call|followed 4 acl VERB VBN follow|meeting 5 dobj NOUN NN meeting|"
        "Carl 6 npadvmod PROPN NNP Carl|. 1 punct PUNCT . ."
    )
    said: dict[str, Any] = {
        "triggers": {1: "CONSULT", 4: "CONSULT", 6: "CONSULT"}, "parts": {(1, 2): ("both", 5), (6, 7): ("both", 5)},
    }  # fmt: skip
    one, again, other = found(people(rows), **said, same=frozenset({(4, 1), (6, 4)}))
    assert (again.same, other.same) == (one.id, None)


BOTH = (
    "Ana 1 nsubj PROPN NNP Ana|met 1 ROOT VERB VBD meet|Ben 1 dobj PROPN NNP Ben|, 1 punct PUNCT , ,|"
    "both 5 det DET DT both|leaders 6 nsubj NOUN NNS leader|agreed 1 conj VERB VBD agree|. 1 punct PUNCT . ."
)


def test_both_leaders_are_those_two_of_whom_it_was_told() -> None:
    doc = read(BOTH, Ana="Person", Ben="Person", leaders="Group")
    plural = replace(doc._.mentions[2], kind="nominal")
    doc._.mentions = (*doc._.mentions[:2], plural)
    said: dict[str, Any] = {
        "triggers": {1: "CONSULT", 6: "AGREE"},
        "parts": {(1, 0): ("both", 5), (1, 2): ("both", 5), (6, 5): ("both", 5)},
    }  # fmt: skip
    _, agreed = found(doc, **said)
    assert agreed.source == agreed.target == ("m0", "m2")
    _, agreed = found(doc, **said | {"parts": said["parts"] | {(1, 2): ("none", 5)}})
    assert agreed.source == ("m5",), "of one alone nobody knows who both are"
    doc._.mentions = (*doc._.mentions[:2], replace(plural, type="Country"))
    _, agreed = found(doc, **said)
    assert agreed.source == ("m5",), "people are no countries"


def test_what_others_do_is_not_the_same_and_its_day_is_another() -> None:
    rows = RAID.replace(
        ". 1 punct PUNCT . .", "and 1 cc CCONJ CC and|raided 1 conj VERB VBD raid|Peru 6 dobj PROPN NNP Peru"
    )
    doc = read(rows, Oman="Country", Yemen="Country", Peru="Country")
    doc._.mentions = tuple(replace(m, country=c) for m, c in zip(doc._.mentions, ("OM", "YE", "PE"), strict=True))
    doc._.dates = (Date("2025-02-14", "2025-02-14", (doc[4].idx, doc[4].idx + 6)),)
    said: dict[str, Any] = {
        "triggers": {1: "ASSAULT", 6: "ASSAULT"}, "dates": frozenset({(1, 4)}), "same": frozenset({(6, 1)}),
        "parts": {(1, 0): ("source", 5), (1, 2): ("target", 5), (6, 0): ("source", 5), (6, 7): ("target", 5)},
    }  # fmt: skip
    first, second = found(doc, **said)
    assert first.date is not None and (second.same, second.date) == (None, None)
    doc._.mentions = tuple(replace(m, country="YE") if m.id == "m7" else m for m in doc._.mentions)
    assert found(doc, **said)[1].same == first.id


def test_of_mentions_that_hold_one_another_one_plays_the_part() -> None:
    doc = read(RAID, Oman="Country", Yemen="Country")
    post = replace(doc._.mentions[0], id="o", entity="post", type="Office")
    doc._.mentions = (post, *doc._.mentions)
    (event,) = found(doc, triggers={1: "ASSAULT"}, parts={(1, 0): ("source", 5)})
    assert event.source == ("m0",)


def test_a_date_that_the_head_doubts_is_left_out() -> None:
    doc = read(RAID, Oman="Country")
    doc._.dates = (Date("2025-02-14", "2025-02-14", (doc[4].idx, doc[4].idx + 6)),)
    said: dict[str, Any] = {"triggers": {1: "ASSAULT"}, "dates": frozenset({(1, 4)})}
    (event,) = found(doc, **said)
    assert event.date == doc._.dates[0]
    (event,) = found(doc, **said, chosen={"date": 0.999})
    assert event.date is None


@pytest.mark.parametrize(("day", "news"), [("2024-05-01", False), ("2025-02-13", True)])
def test_the_articles_days_stand_for_a_doubted_date_of_theirs_alone(day: str, news: bool) -> None:
    doc = read(RAID, Oman="Country")
    doc._.anchor = date(2025, 2, 14)
    doc._.dates = (Date(day, day, (doc[4].idx, doc[4].idx + 6)),)
    (event,) = found(doc, triggers={1: "ASSAULT"}, dates=frozenset({(1, 4), (1, 1)}), chosen={"date": 0.999})
    assert (event.date is not None) == news


def test_what_is_reported_has_that_voice_without_a_statement() -> None:
    doc = read(RAID, Oman="Country")
    (event,) = found(doc, triggers={1: "ASSAULT"}, reported=frozenset({1}), views={1: "possible"})
    assert (event.voice, event.reported_in, event.factuality) == ("reported", None, "possible")


@pytest.mark.parametrize(("day", "view", "kept"), [("2025-02-10", "actual", True), ("2025-02-20", "actual", False),
                                                   ("2025-02-20", "planned", True)])  # fmt: skip
def test_what_is_told_as_done_of_a_day_to_come_is_no_fact(day: str, view: str, kept: bool) -> None:
    doc = read(RAID, Oman="Country")
    doc._.dates = (Date(day, day, (doc[4].idx, doc[4].idx + 6)),)
    told = found(doc, triggers={1: "ASSAULT"}, views={1: view}, dates=frozenset({(1, 4)}))
    assert [event.date for event in told] == ([doc._.dates[0]] if kept else [])
    (event,) = found(doc, triggers={1: "ASSAULT"}, views={1: view}, dates=frozenset({(1, 4)}), all_events=True)
    assert event.date == (doc._.dates[0] if kept else None)


def test_what_is_to_be_by_a_day_to_come_is_no_fact() -> None:
    rows = "Oman 1 nsubj PROPN NNP Oman|told 1 ROOT VERB VBD tell|retreats 1 dobj NOUN NNS retreat|by 2 prep ADP IN by|"
    doc = read(rows + "June 3 pobj PROPN NNP June", Oman="Country")
    for day, kept in (("2025-02-10", 1), ("2025-06", 0)):
        doc._.dates = (Date(day, day, (doc[4].idx, doc[4].idx + 4)),)
        assert len(found(doc, triggers={2: "RETREAT"})) == kept


def test_who_is_shot_by_police_has_not_shot() -> None:
    rows = (
        "Tanaka 1 nsubj PROPN NNP Tanaka|shot 1 ROOT VERB VBD shoot|by 1 agent ADP IN by|police 2 pobj NOUN NNS police"
    )
    doc = read(rows, Tanaka="Person")
    (event,) = found(doc, triggers={1: "ASSAULT"}, parts={(1, 0): ("source", 5)})
    assert (event.source, event.target) == ((), ("m0",))


@pytest.mark.parametrize(("verb", "named"), [("watched", False), ("launched", True)])
def test_who_watches_an_attack_does_not_attack(verb: str, named: bool) -> None:
    doc = read(f"Tanaka 1 nsubj PROPN NNP Tanaka|{verb} 1 ROOT VERB VBD {verb[:-2]}|raids 1 dobj NOUN NNS raid",
               Tanaka="Person")  # fmt: skip
    (event,) = found(doc, triggers={2: "ASSAULT"}, parts={(2, 0): ("source", 5)})
    assert event.source == (("m0",) if named else ())


@pytest.mark.parametrize(("means", "verb"), [("telephone", True), ("courier", False)])
def test_the_verb_tells_what_was_done_by_telephone(means: str, verb: bool) -> None:
    rows = (
        "Tanaka 1 nsubj PROPN NNP Tanaka|spoke 1 ROOT VERB VBD speak|by 1 prep ADP IN by|"
        f"{means} 2 pobj NOUN NN {means}"
    )
    doc = read(rows, Tanaka="Person")
    (event,) = found(doc, triggers={3: "CONSULT"})
    assert event.lemma == ("speak" if verb else means)
    assert len(found(doc, triggers={1: "CONSULT", 3: "CONSULT"})) == (1 if verb else 2)


def test_whom_an_arrest_angers_is_not_arrested() -> None:
    rows = (
        "Tanaka 1 poss PROPN NNP Tanaka|arrest 2 nsubj NOUN NN arrest|angered 2 ROOT VERB VBD anger|"
        "Chad 2 dobj PROPN NNP Chad"
    )
    doc = read(rows, Tanaka="Person", Chad="Country")
    (event,) = found(doc, triggers={1: "COERCE"}, parts={(1, 0): ("source", 4), (1, 3): ("target", 5)})
    assert (event.source, event.target) == ((), ("m0",))


@pytest.mark.parametrize(("verb", "named"), [("applaud", False), ("sign", True)])
def test_who_welcomes_a_deal_is_no_party_to_it(verb: str, named: bool) -> None:
    doc = read(f"Tanaka 1 nsubj PROPN NNP Tanaka|{verb}ed 1 ROOT VERB VBD {verb}|deals 1 dobj NOUN NNS deal",
               Tanaka="Person")  # fmt: skip
    (event,) = found(doc, triggers={2: "AGREE"}, parts={(2, 0): ("source", 5)})
    assert event.source == (("m0",) if named else ())


def test_a_place_of_a_relative_clause_is_not_that_of_the_deed() -> None:
    rows = (
        "Chad 1 nsubj PROPN NNP Chad|jailed 1 ROOT VERB VBD jail|poets 1 dobj NOUN NNS poet|"
        "who 4 nsubj PRON WP who|live 2 relcl VERB VBP live|in 4 prep ADP IN in|Oslo 5 pobj PROPN NNP Oslo"
    )
    doc = read(rows, Chad="Country", Oslo="Place")
    (event,) = found(doc, triggers={1: "COERCE"}, parts={(1, 6): ("place", 5)})
    assert event.place == ()
    (event,) = found(doc, triggers={4: "COERCE"}, parts={(4, 6): ("place", 5)})
    assert event.place == ("m6",)


TALK = (
    "Chad 1 nsubj PROPN NNP Chad|spoke 1 ROOT VERB VBD speak|in 1 prep ADP IN in|Oslo 2 pobj PROPN NNP Oslo|"
    "on 1 prep ADP IN on|Friday 4 pobj PROPN NNP Friday|{mark} 8 mark SCONJ IN {mark}|Oman 8 nsubj PROPN NNP Oman|"
    "left 1 advcl VERB VBD leave"
)


@pytest.mark.parametrize(("mark", "apart"), [("after", True), ("as", False)])
def test_place_and_day_of_a_clause_above_are_not_those_of_what_was_before(mark: str, apart: bool) -> None:
    doc = read(TALK.format(mark=mark), Oslo="Place")
    doc._.dates = (Date("2025-02-14", "2025-02-14", (doc[5].idx, doc[5].idx + 6)),)
    parts = {(trigger, 3): ("place", 5) for trigger in (1, 8)}
    spoke, left = found(doc, triggers={1: "CONSULT", 8: "RETREAT"}, parts=parts, dates=frozenset({(1, 5), (8, 5)}))
    assert (spoke.place, spoke.date) == (("m3",), doc._.dates[0])
    assert (left.place, left.date) == (((), None) if apart else (("m3",), doc._.dates[0]))


def test_what_a_clause_says_more_of_is_its_place() -> None:
    doc = read(
        "Oslo 3 nsubj PROPN NNP Oslo|Bern 2 nsubj PROPN NNP Bern|left 0 relcl VERB VBD leave|fell 3 ROOT VERB VBD fall|"
        "near 3 prep ADP IN near|Lyon 4 pobj PROPN NNP Lyon", Oslo="Place", Lyon="Place",
    )  # fmt: skip
    (event,) = found(doc, triggers={2: "RETREAT"}, parts={(2, 0): ("place", 5), (2, 5): ("place", 5)})
    assert event.place == ("m0",)


def test_a_place_of_when_it_was_is_not_where() -> None:
    doc = read(
        "Chad 1 nsubj PROPN NNP Chad|sued 1 ROOT VERB VBD sue|after 1 prep ADP IN after|talks 2 pobj NOUN NNS talk|"
        "in 3 prep ADP IN in|Oslo 4 pobj PROPN NNP Oslo", Oslo="Place",
    )  # fmt: skip
    sued, talks = found(doc, triggers={1: "ACCUSE", 3: "CONSULT"}, parts={(1, 5): ("place", 5), (3, 5): ("place", 5)})
    assert (sued.place, talks.place) == ((), ("m5",))


def test_nationality_is_no_place() -> None:
    doc = read("Chadian 1 amod ADJ JJ Chadian|police 2 nsubj NOUN NNS police|fired 2 ROOT VERB VBD fire",
               Chadian="Country")  # fmt: skip
    (event,) = found(doc, triggers={2: "ASSAULT"}, parts={(2, 0): ("place", 5)})
    assert event.place == ()


def test_a_place_of_another_sentence_stands_where_its_own_has_none() -> None:
    rows = (
        "Oslo 1 nsubj PROPN NNP Oslo|fell 1 ROOT VERB VBD fall|near 1 prep ADP IN near|Bern 2 pobj PROPN NNP Bern|"
        "Chad 5 nsubj PROPN NNP Chad|shot 5 ROOT VERB VBD shoot|in 5 prep ADP IN in|Lyon 6 pobj PROPN NNP Lyon"
    )
    doc = read(rows, begins=frozenset({0, 4}), Oslo="Place", Bern="Place", Lyon="Place")
    parts = {(5, 0): ("place", 4), (5, 3): ("place", 5)}
    (event,) = found(doc, triggers={5: "ASSAULT"}, parts=parts)
    assert event.place == ("m3",), "the likeliest alone"
    (event,) = found(doc, triggers={5: "ASSAULT"}, parts=parts | {(5, 7): ("place", 1)})
    assert event.place == (), "its own, be it doubted, is meant"
    (event,) = found(doc, triggers={5: "ASSAULT"}, parts=parts | {(5, 7): ("place", 4)})
    assert event.place == ("m7",)


@pytest.mark.parametrize(
    ("root", "far", "sure", "told"),
    [
        ("ASSAULT", False, 1.5, True),  # .53 of five answers
        ("ASSAULT", True, 1.5, False),
        ("ASSAULT", True, 2.5, True),
        ("ACCUSE", False, 2.0, False),
        ("ACCUSE", False, 5.0, True),
    ],
)
def test_a_place_must_be_likelier_far_off_and_where_words_are_said(
    root: str, far: bool, sure: float, told: bool
) -> None:
    rows = "Oslo 1 nsubj PROPN NNP Oslo|slept 1 ROOT VERB VBD sleep|Chad 3 nsubj PROPN NNP Chad|acted "
    rows += f"{'3 ROOT' if far else '1 conj'} VERB VBD act"
    doc = read(rows, begins=frozenset({0, 2} if far else {0}), Oslo="Place", Chad="Country")
    (event,) = found(doc, triggers={3: root}, parts={(3, 0): ("place", sure)})
    assert bool(event.place) == told


@pytest.mark.parametrize(("word", "there"), [("north", False), ("outskirts", True)])
def test_what_lies_north_of_a_town_is_not_in_it(word: str, there: bool) -> None:
    rows = (
        f"Chad 1 nsubj PROPN NNP Chad|shot 1 ROOT VERB VBD shoot|{word} 1 advmod ADV RB {word}|of 2 prep ADP IN of|"
        "Oslo 3 pobj PROPN NNP Oslo"
    )
    doc = read(rows, Chad="Country", Oslo="Place")
    (event,) = found(doc, triggers={1: "ASSAULT"}, parts={(1, 4): ("place", 5)})
    assert bool(event.place) == there


def test_a_doubtful_party_is_left_out_before_its_event() -> None:
    doc = read(RAID, Oman="Country", Yemen="Country")
    parts = {(1, 0): ("source", 1.5), (1, 2): ("target", 5.0)}
    said: Any = {"triggers": {1: "ASSAULT"}, "parts": parts}
    for least, told in ((0.3, ("m0",)), (0.45, ())):
        (event,) = found(doc, chosen={"fact": least}, **said)
        assert (event.source, event.target) == (told, ("m2",))
    said["parts"] = {(1, 0): ("source", 3.5), (1, 2): ("target", 6.0)}
    assert found(doc, chosen={"fact": 0.455}, **said) == (), "each is likely enough: it is the event that is doubted"
    said["parts"] = {(1, 0): ("source", 1.5)}
    assert found(doc, chosen={"fact": 0.455}, **said) == (), "the only one"


def test_who_does_something_else_beside_it_is_no_party() -> None:
    doc = read(
        "Chad 1 nsubj PROPN NNP Chad|met 1 ROOT VERB VBD meet|Oman 1 dobj PROPN NNP Oman|and 1 cc CCONJ CC and|"
        "Peru 5 nsubj PROPN NNP Peru|left 1 conj VERB VBD leave", Chad="Country", Oman="Country", Peru="Country",
    )  # fmt: skip
    parts = {(1, 0): ("both", 5), (1, 4): ("both", 5), (5, 0): ("both", 5), (5, 4): ("source", 5)}
    met, left = found(doc, triggers={1: "CONSULT", 5: "RETREAT"}, parts=parts)
    assert (met.source, left.source) == (("m0",), ("m4",))


@pytest.mark.parametrize(("word", "named"), [("aware", False), ("guilty", True)])
def test_who_knows_of_a_talk_has_not_talked(word: str, named: bool) -> None:
    doc = read(f"Chad 1 nsubj PROPN NNP Chad|was 1 ROOT AUX VBD be|{word} 1 acomp ADJ JJ {word}|of 2 prep ADP IN of|"
               "talks 3 pobj NOUN NNS talk", Chad="Country")  # fmt: skip
    (event,) = found(doc, triggers={4: "CONSULT"}, parts={(4, 0): ("source", 5)})
    assert event.source == (("m0",) if named else ())


@pytest.mark.parametrize(
    ("rows", "root", "kept"),
    [
        ("Oman 1 nsubj PROPN NNP Oman|fired 1 ROOT VERB VBD fire|Tanaka 1 dobj PROPN NNP Tanaka", "ASSAULT", False),
        ("Oman 1 nsubj PROPN NNP Oman|fired 1 ROOT VERB VBD fire|rockets 1 dobj NOUN NNS rocket", "ASSAULT", True),
        ("Tanaka 2 nsubjpass PROPN NNP Tanaka|was 2 auxpass AUX VBD be|fired 2 ROOT VERB VBN fire", "ASSAULT", False),
        ("Tanaka 2 nsubjpass PROPN NNP Tanaka|was 2 auxpass AUX VBD be|fired 2 ROOT VERB VBN fire|upon 2 prep ADP IN "
         "upon", "ASSAULT", True),
        ("Rovers 1 nsubj PROPN NNP Rovers|crushed 1 ROOT VERB VBD crush|City 1 dobj PROPN NNP City|3 5 nummod NUM CD 3|"
         "- 5 punct PUNCT HYPH -|0 2 nummod NUM CD 0", "ASSAULT", False),
        ("Rovers 1 nsubj PROPN NNP Rovers|crushed 1 ROOT VERB VBD crush|3 4 nummod NUM CD 3|- 4 punct PUNCT HYPH -|"
         "5 5 nummod NUM CD 5|men 1 dobj NOUN NNS man", "ASSAULT", True),
        ("Tanaka 1 nsubj PROPN NNP Tanaka|killed 1 ROOT VERB VBD kill|himself 1 dobj PRON PRP himself", "ASSAULT",
         False),
        ("Tanaka 1 nsubj PROPN NNP Tanaka|killed 1 ROOT VERB VBD kill|him 1 dobj PRON PRP he", "ASSAULT", True),
        ("Oman 1 nsubj PROPN NNP Oman|pressed 1 ROOT VERB VBD press|Tanaka 1 dobj PROPN NNP Tanaka|about 1 prep ADP IN "
         "about|tax 3 pobj NOUN NN tax", "REQUEST", False),
        ("Oman 1 nsubj PROPN NNP Oman|pressed 1 ROOT VERB VBD press|Tanaka 1 dobj PROPN NNP Tanaka|about 2 prep ADP IN "
         "about|tax 3 pobj NOUN NN tax", "REQUEST", False),
        ("Oman 1 nsubj PROPN NNP Oman|asked 1 ROOT VERB VBD ask|how 4 advmod SCONJ WRB how|he 4 nsubj PRON PRP he|"
         "knew 1 ccomp VERB VBD know", "REQUEST", False),
        ("Oman 1 nsubj PROPN NNP Oman|asked 1 ROOT VERB VBD ask|Tanaka 1 dobj PROPN NNP Tanaka|to 4 aux PART TO to|"
         "stay 1 xcomp VERB VB stay", "REQUEST", True),
        ("Oman 1 nsubj PROPN NNP Oman|rejected 1 ROOT VERB VBD reject|claims 1 dobj NOUN NNS claim", "REJECT", False),
        ("Oman 1 nsubj PROPN NNP Oman|rejected 1 ROOT VERB VBD reject|demands 1 dobj NOUN NNS demand", "REJECT", True),
        ("Oman 1 nsubj PROPN NNP Oman|proposed 1 ROOT VERB VBD propose|talks 1 dobj NOUN NNS talk", "AGREE", False),
        ("Oman 1 nsubj PROPN NNP Oman|proposed 1 ROOT VERB VBD propose|talks 1 dobj NOUN NNS talk", "REQUEST", True),
        ("Oman 1 nsubj PROPN NNP Oman|withdrew 1 ROOT VERB VBD withdraw|cash 1 dobj NOUN NN cash", "RETREAT", False),
        ("Oman 1 nsubj PROPN NNP Oman|withdrew 1 ROOT VERB VBD withdraw|troops 1 dobj NOUN NNS troop", "RETREAT", True),
    ],
)  # fmt: skip
def test_what_a_word_cannot_mean_is_not_told(rows: str, root: str, kept: bool) -> None:
    doc = read(rows, Tanaka="Person")
    trigger = next(token.i for token in doc if token.pos_ == "VERB")
    assert (root in {event.type for event in found(doc, triggers={trigger: root})}) == kept


def test_what_somebody_is_charged_with_names_no_party_of_the_charge() -> None:
    rows = (
        "Chad 1 nsubj PROPN NNP Chad|charged 1 ROOT VERB VBD charge|Tanaka 1 dobj PROPN NNP Tanaka|"
        "with 1 prep ADP IN with|mocking 3 pcomp VERB VBG mock|Oman 4 dobj PROPN NNP Oman"
    )
    doc = read(rows, Chad="Country", Tanaka="Person", Oman="Country")
    (event,) = found(doc, triggers={1: "COERCE"}, parts={(1, 2): ("target", 5), (1, 5): ("target", 5)})
    assert event.target == ("m2",)


def test_who_is_named_beside_a_talk_of_two_is_no_party_to_it() -> None:
    rows = (
        "Chad 1 nsubj PROPN NNP Chad|called 1 ROOT VERB VBD call|Oman 1 dobj PROPN NNP Oman|"
        "after 1 prep ADP IN after|talks 3 pobj NOUN NNS talk|with 4 prep ADP IN with|Peru 5 pobj PROPN NNP Peru"
    )
    doc = read(rows, Chad="Country", Oman="Country", Peru="Country")
    parts = {(trigger, word): ("both", 5) for trigger in (1, 4) for word in (0, 2, 6)}
    call, talks = found(doc, triggers={1: "CONSULT", 4: "CONSULT"}, parts=parts)
    assert call.source == ("m0", "m2")
    assert talks.source == ("m0", "m6")


def test_who_tells_of_a_deed_has_not_done_it() -> None:
    rows = (
        "Chad 1 nsubj PROPN NNP Chad|saw 1 ROOT VERB VBD see|Oman 3 nsubj PROPN NNP Oman|sue 1 ccomp VERB VB sue|"
        "Peru 3 dobj PROPN NNP Peru"
    )
    doc = read(rows, Chad="Country", Oman="Country", Peru="Country")
    (event,) = found(doc, triggers={3: "ACCUSE"}, parts={(3, 0): ("source", 5), (3, 4): ("target", 5)})
    assert (event.source, event.target) == ((), ("m4",))


@pytest.mark.parametrize(("noun", "named"), [("lawyer", False), ("campaign", False), ("decision", True)])
def test_whose_lawyer_is_sued_is_not_sued(noun: str, named: bool) -> None:
    rows = (
        f"Chad 1 nsubj PROPN NNP Chad|sued 1 ROOT VERB VBD sue|Tanaka 3 poss PROPN NNP Tanaka|{noun} 1 dobj NOUN NN "
        + noun
    )
    doc = read(rows, Chad="Country", Tanaka="Person")
    (event,) = found(doc, triggers={1: "ACCUSE"}, parts={(1, 2): ("target", 5)})
    assert event.target == (("m2",) if named else ())


@pytest.mark.parametrize(("verb", "alleged"), [("accuse", True), ("convict", False)])
def test_what_somebody_is_accused_of_is_not_told_by_the_article(verb: str, alleged: bool) -> None:
    rows = (
        f"Chad 1 nsubj PROPN NNP Chad|{verb}d 1 ROOT VERB VBD {verb}|"
        "Tanaka 1 dobj PROPN NNP Tanaka|of 1 prep ADP IN of|beating 3 pcomp VERB VBG beat|Oman 4 dobj PROPN NNP Oman"
    )
    (event,) = found(read(rows, Oman="Country"), triggers={4: "ASSAULT"}, parts={(4, 5): ("target", 5)})
    assert event.voice == ("reported" if alleged else "article")


def test_a_question_states_no_fact() -> None:
    assert found(read(RAID.replace(". 1 punct PUNCT . .", "? 1 punct PUNCT . ?")), triggers={1: "ASSAULT"}) == ()


def test_of_two_doers_in_two_clauses_the_likelier_one_is_meant() -> None:
    rows = (
        "Oman 1 nsubj PROPN NNP Oman|told 1 ROOT VERB VBD tell|Chad 3 nsubj PROPN NNP Chad|left 1 ccomp VERB VBD leave|"
        "and 1 cc CCONJ CC and|sued 1 conj VERB VBD sue|Peru 5 dobj PROPN NNP Peru"
    )
    doc = read(rows, Oman="Country", Chad="Country", Peru="Country")
    parts = {(5, 0): ("source", 5), (5, 2): ("source", 4)}
    (event,) = found(doc, triggers={5: "ACCUSE"}, parts=parts)
    assert event.source == ("m0",)
    (event,) = found(doc, triggers={5: "AGREE"}, parts=parts)
    assert event.source == event.target == ("m0", "m2")


def test_news_without_a_date_are_of_the_week_of_the_article() -> None:
    doc = read(RAID, Oman="Country")
    doc._.anchor = None
    (event,) = found(doc, triggers={1: "ASSAULT"}, dates=frozenset({(1, 1)}))
    assert event.date is None
    doc._.anchor = date(2025, 2, 14)
    (event,) = found(doc, triggers={1: "ASSAULT"}, dates=frozenset({(1, 1)}))
    assert event.date == Date("2025-02-08", "2025-02-14", None, assumed=True, basis="publication")


TWICE = RAID + "|The 7 det DET DT the|raid 8 nsubj NOUN NN raid|failed 8 ROOT VERB VBD fail|. 8 punct PUNCT . ."


def test_a_second_mention_says_which_is_the_first_and_has_its_date() -> None:
    doc = read(TWICE, Oman="Country")
    doc._.dates = (Date("2025-02-14", "2025-02-14", (doc[4].idx, doc[4].idx + 6)),)
    said: dict[str, Any] = {
        "triggers": {1: "ASSAULT", 7: "ASSAULT"}, "dates": frozenset({(1, 4)}), "same": frozenset({(7, 1)}),
    }  # fmt: skip
    first, second = found(doc, **said)
    assert (first.id, first.same, second.same) == ("v1", None, "v1")
    assert second.date == Date("2025-02-14", "2025-02-14", (doc[4].idx, doc[4].idx + 6), basis="same")
    first, second = found(doc, **said, views={7: "negated"})
    assert second.same is None, "what is denied is not what has happened"


@pytest.mark.parametrize("part", ["source", "target"])
@pytest.mark.parametrize(("doer", "borrowed"), [("Oman", True), ("Chad", False)])
def test_the_day_of_what_another_did_is_not_borrowed(doer: str, borrowed: bool, part: str) -> None:
    rows = RAID + f"|{doer} 8 poss PROPN NNP {doer}|raid 8 nsubj NOUN NN raid|failed 8 ROOT VERB VBD fail"
    doc = read(rows, Oman="Country", Chad="Country")
    doc._.mentions = tuple(replace(m, entity=doc.text[m.start : m.end]) for m in doc._.mentions)
    doc._.dates = (Date("2025-02-14", "2025-02-14", (doc[4].idx, doc[4].idx + 6)),)
    _, second = found(
        doc, triggers={1: "ASSAULT", 7: "ASSAULT"}, parts={(1, 0): (part, 5), (7, 6): (part, 5)},
        dates=frozenset({(1, 4)}), same=frozenset({(7, 1)}),
    )  # fmt: skip
    assert (second.date is not None) == borrowed


def test_what_is_not_sure_enough_is_left_out_unless_asked_for() -> None:
    doc = read(RAID, Oman="Country")
    assert found(doc, triggers={1: "ASSAULT"}, chosen={"fact": 0.99}) == ()
    assert len(found(doc, triggers={1: "ASSAULT"}, views={1: "planned"}, chosen={"fact": 0.99})) == 1
    assert found(doc, triggers={1: "ASSAULT"}, views={1: "planned"}, chosen={"event": 0.99}) == ()
    (event,) = found(doc, triggers={1: "ASSAULT"}, chosen={"fact": 0.99}, all_events=True)
    assert 0 < event.confidence < 0.99


def test_what_the_rules_take_for_planned_is_told_as_no_fact() -> None:
    ahead = RAID.replace("raided 1 ROOT VERB VBD raid", "raid 1 ROOT VERB VB raid|will 1 aux AUX MD will")
    doc = read(ahead, Oman="Country")
    assert found(doc, triggers={1: "ASSAULT"}) == ()
    (event,) = found(doc, triggers={1: "ASSAULT"}, all_events=True)
    assert event.factuality == "actual"
    (event,) = found(doc, triggers={1: "ASSAULT"}, views={1: "planned"})
    assert event.factuality == "planned"


@pytest.mark.parametrize(("more", "source", "target"), [("", (), ("m0",)), ("of", ("m0",), ())])
def test_whose_arrest_it_is_is_arrested(more: str, source: tuple[str, ...], target: tuple[str, ...]) -> None:
    rows = "Tanaka 2 poss PROPN NNP Tanaka|'s 0 case PART POS 's|arrest 2 ROOT NOUN NN arrest"
    doc = read(rows + ("|of 2 prep ADP IN of|poets 3 pobj NOUN NNS poet" if more else ""), Tanaka="Person")
    (event,) = found(doc, triggers={2: "COERCE"}, parts={(2, 0): ("source", 5)})
    assert (event.source, event.target) == (source, target)


@pytest.mark.parametrize(
    ("verb", "more", "done_to"),
    [("arrested", "", True), ("arrested", "|poets 1 dobj NOUN NNS poet", False), ("attacked", "", False)],
)
def test_who_is_told_to_have_arrested_nobody_is_arrested(verb: str, more: str, *, done_to: bool) -> None:
    doc = read(f"Tanaka 1 nsubj PROPN NNP Tanaka|{verb} 1 ROOT VERB VBD {verb[:-2]}{more}", Tanaka="Person")
    (event,) = found(doc, triggers={1: "COERCE"}, parts={(1, 0): ("source", 5)})
    assert (event.source, event.target) == (((), ("m0",)) if done_to else (("m0",), ()))


def test_a_users_own_frame_decides(tmp_path: Any) -> None:
    doc = read(RAID, Oman="Country")
    (tmp_path / "own.yaml").write_text("AID: [{verbs: raid}]\n")
    heads = Said({}, {}, CHOSEN, triggers={})
    (event,) = events(doc, MentionIndex.of(doc), (), load(tmp_path / "own.yaml"), heads)
    assert event.type == "AID"
    (tmp_path / "idle.yaml").write_text("idle: {ASSAULT: [{verbs: raid}]}\n")
    heads = Said({}, {}, CHOSEN, triggers={1: "ASSAULT"})
    assert events(doc, MentionIndex.of(doc), (), load(tmp_path / "idle.yaml"), heads) == ()


def test_weights_that_know_no_events_leave_them_to_the_lexicon() -> None:
    doc = read(RAID.replace("raid", "attack"), Oman="Country", Yemen="Country")
    (event,) = events(doc, MentionIndex.of(doc), (), None, None)
    assert event.type == "ASSAULT"


def test_a_charge_is_a_deed_of_the_law() -> None:
    rows = "Police 1 nsubj NOUN NNS police|charged 1 ROOT VERB VBD charge|Tanaka 1 dobj PROPN NNP Tanaka"
    (event,) = found(read(rows, Tanaka="Person"), triggers={1: "ACCUSE"})
    assert event.type == "COERCE"


@pytest.mark.parametrize(("tag", "kept"), [("NOUN NN jail", False), ("VERB VB jail", True)])
def test_a_jail_is_a_building_as_a_noun_alone(tag: str, kept: bool) -> None:
    told = found(
        read(f"They 1 nsubj PRON PRP they|left 1 ROOT VERB VBD leave|jail 1 dobj {tag}"), triggers={2: "COERCE"}
    )
    assert ("COERCE" in {event.type for event in told}) == kept


@pytest.mark.parametrize(("dep", "number"), [("amod", 1), ("dobj", 2)])
def test_what_only_says_of_which_kind_another_is_is_not_told_beside_it(dep: str, number: int) -> None:
    rows = f"judge 3 nsubj NOUN NN judge|a 3 det DET DT a|suspended 3 {dep} VERB VBN suspend|sentence 3 ROOT NOUN NN"
    rows += " sentence"
    told = found(read(rows), triggers={2: "COERCE", 3: "COERCE"})
    assert [len(told), told[-1].trigger] == [number, ((18, 26),)]


@pytest.mark.parametrize(("noun", "number"), [("sanctions", 1), ("talks", 1), ("ideas", 2)])
def test_that_it_is_done_is_not_told_beside_what_is_done(noun: str, number: int) -> None:
    rows = f"Oman 1 nsubj PROPN NNP Oman|imposed 1 ROOT VERB VBD impose|{noun} 1 dobj NOUN NNS {noun.removesuffix('s')}"
    assert len(found(read(rows, Oman="Country"), triggers={1: "COERCE", 2: "COERCE"})) == number


@pytest.mark.parametrize(("noun", "said"), [("allegations", True), ("trial", False)])
def test_whose_words_they_are_has_said_them(noun: str, said: bool) -> None:
    rows = f"Tanaka 2 poss PROPN NNP Tanaka|'s 0 case PART POS 's|{noun} 2 ROOT NOUN NNS {noun.removesuffix('s')}"
    (event,) = found(read(rows, Tanaka="Person"), triggers={2: "ACCUSE"}, parts={(2, 0): ("target", 5)})
    assert (event.source, event.target) == ((("m0",), ()) if said else ((), ("m0",)))


@pytest.mark.parametrize(("dep", "target"), [("dobj", ("m2",)), ("npadvmod", ("m2", "m4"))])
def test_who_does_what_is_asked_is_not_asked_beside_the_one_who_is(dep: str, target: tuple[str, ...]) -> None:
    rows = (
        f"Oman 1 nsubj PROPN NNP Oman|urged 1 ROOT VERB VBD urge|Tanaka 1 {dep} PROPN NNP Tanaka|see 1 ccomp VERB VB "
        "see|Chad 3 dobj PROPN NNP Chad"
    )
    doc = read(rows, Oman="Country", Tanaka="Person", Chad="Country")
    (event,) = found(doc, triggers={1: "REQUEST"}, parts={(1, 2): ("target", 5), (1, 4): ("target", 5)})
    assert event.target == target


def twice(more: str = "The 7 det DET DT the", **said: Any) -> tuple[Event, ...]:
    """A raid of Friday, told again with ``more`` before "raid"."""
    doc = read(TWICE.replace("The 7 det DET DT the", more), Oman="Country", Yemen="Country")
    doc._.dates = (Date("2025-02-14", "2025-02-14", (doc[4].idx, doc[4].idx + 6)),)
    return found(
        doc, triggers={1: "ASSAULT", 7: "ASSAULT"}, same=frozenset({(7, 1)}), **{"dates": frozenset({(1, 4)}), **said}
    )


@pytest.mark.parametrize(("more", "one"), [("The 7 det DET DT the", True), ("Another 7 det DET DT another", False)])
def test_another_raid_is_not_the_one_before(more: str, one: bool) -> None:
    assert (twice(more)[1].same is not None) == one


@pytest.mark.parametrize(
    ("more", "odds", "one"),
    [
        ("The 7 det DET DT the", 2.0, True),
        ("A 7 det DET DT a", 2.0, True),
        ("A 7 det DET DT a", -1.0, False),
        ("The 7 det DET DT the", -1.0, True),
        ("Two 7 nummod NUM CD two", -1.0, False),
    ],
)
def test_a_definite_noun_points_back_where_the_head_is_in_doubt(more: str, odds: float, one: bool) -> None:
    assert (twice(more, unsure=odds)[1].same is not None) == one


@pytest.mark.parametrize(("part", "one"), [("target", True), ("source", False)])
def test_who_does_it_does_not_undergo_it(part: str, one: bool) -> None:
    parts = {(1, 0): ("source", 5), (1, 2): ("target", 5), (7, 2): (part, 5)}
    assert (twice(parts=parts)[1].same is not None) == one


@pytest.mark.parametrize(("day", "one"), [("2025-02-03", False), ("2025-02", True)])
def test_what_is_told_of_other_days_is_another(day: str, one: bool) -> None:
    doc = read(TWICE, Oman="Country")
    doc._.dates = (
        Date("2025-02-14", "2025-02-14", (doc[4].idx, doc[4].idx + 6)), Date(day, day, (doc[8].idx, doc[8].idx + 6)),
    )  # fmt: skip
    told = found(
        doc, triggers={1: "ASSAULT", 7: "ASSAULT"}, dates=frozenset({(1, 4), (7, 8)}), same=frozenset({(7, 1)})
    )
    assert (told[1].same is not None) == one


def test_a_day_is_not_borrowed_of_what_is_not_told() -> None:
    (left,) = twice(parts={(7, 0): ("source", 5)}, chosen={"of_nobody": -5.0, "fact": 0.2})
    assert (left.same, left.date) == (None, None)


@pytest.mark.parametrize(
    ("rows", "news"),
    [
        ("Oman 1 nsubj PROPN NNP Oman|raided 1 ROOT VERB VBD raid|Yemen 1 dobj PROPN NNP Yemen", True),
        ("Oman 2 nsubj PROPN NNP Oman|had 2 aux AUX VBD have|raided 2 ROOT VERB VBN raid", False),
        ("Oman 2 nsubj PROPN NNP Oman|previously 2 advmod ADV RB previously|raided 2 ROOT VERB VBD raid", False),
        ("Oman 1 nsubj PROPN NNP Oman|raided 1 ROOT VERB VBD raid|at 1 prep ADP IN at|the 4 det DET DT the|"
         "time 2 pobj NOUN NN time", False),
        ("Men 4 nsubj NOUN NNS man|at 0 prep ADP IN at|the 3 det DET DT the|time 1 pobj NOUN NN time|"
         "raided 4 ROOT VERB VBD raid", False),
        ("Oman 1 nsubj PROPN NNP Oman|raided 1 ROOT VERB VBD raid|at 1 prep ADP IN at|the 4 det DET DT the|"
         "port 2 pobj NOUN NN port", True),
    ],
)  # fmt: skip
def test_what_is_told_of_earlier_days_is_no_news(rows: str, news: bool) -> None:
    doc = read(rows, Oman="Country")
    doc._.anchor = date(2025, 2, 14)
    trigger = next(token.i for token in doc if token.lower_ == "raided")
    (event,) = found(doc, triggers={trigger: "ASSAULT"}, dates=frozenset({(trigger, trigger)}))
    assert (event.date is not None) == news


@pytest.mark.parametrize("more", ["", "|had 1 aux AUX VBD have"])
def test_what_is_reported_as_news_is_of_the_week(more: str) -> None:
    rows = "Oman 3 nsubj PROPN NNP Oman|raided 3 ccomp VERB VBN raid|, 3 punct PUNCT , ,|said 3 ROOT VERB VBD say"
    doc = read(rows + more, Oman="Country")
    doc._.anchor = date(2025, 2, 14)
    (event,) = found(doc, triggers={1: "ASSAULT"}, reported=frozenset({1}), dates=frozenset({(1, 1)}))
    assert event.date == Date("2025-02-08", "2025-02-14", None, assumed=True, basis="publication")


@pytest.mark.parametrize(
    ("friday", "day", "news"),
    [
        ("on 1 prep ADP IN on|Friday 3 pobj PROPN NNP Friday", "2019-05", False),
        ("on 1 prep ADP IN on|Friday 3 pobj PROPN NNP Friday", "2025-02-12", True),
        ("Friday 4 compound PROPN NNP Friday|oil 1 dobj NOUN NN oil", "2019-05", True),
    ],
)
def test_what_follows_a_deed_of_an_earlier_day_is_no_news(friday: str, day: str, news: bool) -> None:
    rows = f"Oman 1 nsubj PROPN NNP Oman|raided 1 ROOT VERB VBD raid|Yemen 1 dobj PROPN NNP Yemen|{friday}"
    doc = read(
        rows + "|Chad 6 nsubj PROPN NNP Chad|left 6 ROOT VERB VBD leave", begins=frozenset({0, 5}), Chad="Country"
    )
    doc._.anchor = date(2025, 2, 14)
    at = next(token for token in doc if token.text == "Friday")
    doc._.dates = (Date(day, day, (at.idx, at.idx + 6)),)
    (event,) = found(doc, triggers={6: "RETREAT"}, dates=frozenset({(6, 6)}))
    assert (event.date is not None) == news


def test_of_two_days_told_before_the_last_is_told_of() -> None:
    rows = RAID + "|Chad 7 nsubj PROPN NNP Chad|left 7 ROOT VERB VBD leave|in 7 prep ADP IN in|May 8 pobj PROPN NNP May"
    doc = read(rows + "|Mali 11 nsubj PROPN NNP Mali|paid 11 ROOT VERB VBD pay", begins=frozenset({0, 6, 10}))
    doc._.anchor = date(2025, 2, 14)
    doc._.dates = tuple(
        Date(day, day, (doc[n].idx, doc[n].idx + len(doc[n]))) for n, day in ((4, "2025-02-14"), (9, "2024-05"))
    )
    (event,) = found(doc, triggers={11: "AID"}, dates=frozenset({(11, 11)}))
    assert event.date is None


def test_a_day_since_which_it_is_so_dates_no_deed() -> None:
    doc = read(RAID.replace("on 1 prep ADP IN on", "since 1 prep ADP IN since"), Oman="Country")
    doc._.dates = (Date("2025-02-07", "2025-02-07", (doc[4].idx, doc[4].idx + 6)),)
    (event,) = found(doc, triggers={1: "ASSAULT"}, dates=frozenset({(1, 4)}))
    assert event.date is None


@pytest.mark.parametrize(("other", "told"), [("2001", True), ("2002", False)])
def test_days_that_hold_one_another_speak_for_the_shorter(other: str, told: bool) -> None:
    doc = read(RAID + "|of 1 prep ADP IN of|2001 6 pobj NUM CD 2001", Oman="Country")
    doc._.dates = tuple(
        Date(day, day, (doc[n].idx, doc[n].idx + len(doc[n]))) for n, day in ((4, "2001-09-11"), (7, other))
    )
    (event,) = found(doc, triggers={1: "ASSAULT"}, dates=frozenset({(1, 4), (1, 7)}), chosen={"date": 0.6})
    assert (event.date == doc._.dates[0]) == told


def test_from_one_year_to_another_is_all_of_that_time() -> None:
    rows = "Oman 1 nsubj PROPN NNP Oman|raided 1 ROOT VERB VBD raid|from 1 prep ADP IN from|2013 2 pobj NUM CD 2013|"
    doc = read(rows + "to 1 prep ADP IN to|2019 4 pobj NUM CD 2019", Oman="Country")
    doc._.dates = tuple(Date(doc[n].text, doc[n].text, (doc[n].idx, doc[n].idx + 4)) for n in (3, 5))
    (event,) = found(doc, triggers={1: "ASSAULT"}, dates=frozenset({(1, 3)}))
    assert event.date is not None and (event.date.start, event.date.end) == ("2013", "2019")


def test_an_earlier_day_of_its_own_clause_stands_before_the_week() -> None:
    doc = read(RAID, Oman="Country")
    doc._.anchor = date(2025, 2, 14)
    doc._.dates = (Date("2019-05", "2019-05", (doc[4].idx, doc[4].idx + 6)),)
    (event,) = found(doc, triggers={1: "ASSAULT"}, dates=frozenset({(1, 1)}))
    assert event.date == doc._.dates[0]


@pytest.mark.parametrize(("verb", "root"), [("lifted", "RETREAT"), ("broke", "REJECT")])
def test_what_the_codebook_rules_decides_whatever_the_heads_say(verb: str, root: str) -> None:
    lemma = {"lifted": "lift", "broke": "break"}[verb]
    rows = f"Oman 1 nsubj PROPN NNP Oman|{verb} 1 ROOT VERB VBD {lemma}|curfews 1 dobj NOUN NNS curfew"
    (event,) = found(read(rows, Oman="Country"), triggers={1: "REJECT"})
    assert event.type == root


@pytest.mark.parametrize(("verb", "number"), [("upheld", 2), ("imposed", 1)])
def test_a_verb_on_which_the_codebook_rules_is_told_beside_its_object(verb: str, number: int) -> None:
    lemma = {"upheld": "uphold", "imposed": "impose"}[verb]
    rows = f"Oman 1 nsubj PROPN NNP Oman|{verb} 1 ROOT VERB VBD {lemma}|sanctions 1 dobj NOUN NNS sanction"
    assert len(found(read(rows, Oman="Country"), triggers={1: "COERCE", 2: "COERCE"})) == number


@pytest.mark.parametrize(
    ("clause", "threat"),
    [
        ("Chad 4 nsubj PROPN NNP Chad|was 4 aux AUX VBD be|arming 1 ccomp VERB VBG arm", False),
        ("Chad 4 nsubj PROPN NNP Chad|may 4 aux AUX MD may|arm 1 ccomp VERB VB arm", False),
        ("Chad 4 nsubj PROPN NNP Chad|would 4 aux AUX MD would|pay 1 ccomp VERB VB pay", True),
        ("we 4 nsubj PRON PRP we|can 4 aux AUX MD can|strike 1 ccomp VERB VB strike", True),
        ("Oman 4 nsubj PROPN NNP Oman|could 4 aux AUX MD could|strike 1 ccomp VERB VB strike", True),
    ],
)
def test_who_warns_of_what_may_come_threatens_nobody(clause: str, threat: bool) -> None:
    rows = f"Oman 1 nsubj PROPN NNP Oman|warned 1 ROOT VERB VBD warn|{clause}"
    doc = read(rows, Oman="Country", Chad="Country")
    one = doc._.mentions[0].entity
    doc._.mentions = tuple(replace(m, entity=one) if m.id == "m2" and "Chad" not in rows else m for m in doc._.mentions)
    assert ("THREATEN" in {event.type for event in found(doc, triggers={1: "THREATEN"})}) == threat


@pytest.mark.parametrize(
    ("words", "noun", "meant"),
    [("both", "leaders", True), ("two", "leaders", False), ("both", "soldiers", False)],
)
def test_two_of_whom_nothing_was_told_are_others(words: str, noun: str, meant: bool) -> None:
    rows = BOTH.replace("leaders", noun).replace("both", words).replace("leader", noun.removesuffix("s"))
    of_both: dict[str, Any] = {noun: "Group"}
    doc = read(rows, Ana="Person", Ben="Person", **of_both)
    doc._.mentions = (*doc._.mentions[:2], replace(doc._.mentions[2], kind="nominal"))
    parts = {(1, 0): ("both", 5), (1, 2): ("both", 5), (6, 5): ("both", 5)}
    _, agreed = found(doc, triggers={1: "CONSULT", 6: "AGREE"}, parts=parts)
    assert agreed.source == (("m0", "m2") if meant else ("m5",))
