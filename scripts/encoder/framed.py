"""Sentences made of the lexicon's frames: what its words mean, told to the head of pairs before it sees a corpus.

``python -m encoder.framed`` prints some. Every sentence is put together here, from a frame ("launch an attack on"),
two parties and what news put around such a clause; its root is what the frame and the way of telling say together
(:func:`kg.lexicon.plover.telling`). Two clauses often stand in one sentence, so that the marked parties must be
looked at.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lemminflect import getInflection

from encoder.corpora import Row
from kg.extract.events.marked_pairs import filed
from kg.lexicon.frames import Frame, load
from kg.lexicon.plover import QUAD, telling
from kg.lexicon.plover import filed as coded
from kg.records import Factuality, Root

SEED = 11
#: Sentences a root at most, and how often a frame is used.
MOST, AGAIN = 400, 8
#: What is taken from a frame: below this the word mostly means something else.
SURE = 0.4

STATES = {
    "Norway": "Norwegian", "Kenya": "Kenyan", "Oman": "Omani", "Peru": "Peruvian", "Serbia": "Serbian",
    "Japan": "Japanese", "Chad": "Chadian", "Turkey": "Turkish", "Iran": "Iranian", "Georgia": "Georgian",
    "Brazil": "Brazilian", "India": "Indian", "Israel": "Israeli", "Sudan": "Sudanese", "Russia": "Russian",
    "China": "Chinese", "Poland": "Polish", "Cuba": "Cuban", "Yemen": "Yemeni", "Nepal": "Nepalese",
    "Mali": "Malian", "Greece": "Greek", "Egypt": "Egyptian", "Syria": "Syrian", "Lebanon": "Lebanese",
    "Pakistan": "Pakistani", "Ukraine": "Ukrainian", "Libya": "Libyan", "France": "French", "Spain": "Spanish",
    "Canada": "Canadian", "Mexico": "Mexican", "Ghana": "Ghanaian", "Belgium": "Belgian", "Vietnam": "Vietnamese",
    "Germany": "German", "Hungary": "Hungarian", "Chile": "Chilean", "Uganda": "Ugandan", "Thailand": "Thai",
}  # fmt: skip
PEOPLE = (
    "police", "troops", "officials", "lawmakers", "rebels", "protesters", "soldiers", "prosecutors", "workers",
    "students", "militants", "opposition leaders", "security forces", "journalists", "farmers", "diplomats",
    "residents", "activists", "fighters", "refugees", "forces", "leaders", "authorities",
)  # fmt: skip
POSTS = ("President", "Prime Minister", "Foreign Minister", "Defense Minister", "opposition leader")
SURNAMES = (
    "Ruiz", "Brandt", "Okello", "Marsh", "Petrov", "Haddad", "Tanaka", "Ferris", "Novak", "Silva", "Moyo", "Lindgren",
    "Osei", "Kaya", "Varga", "Dlamini",
)  # fmt: skip
BODIES = (
    "the United Nations", "the European Union", "NATO", "the African Union", "the army", "the government",
    "the rebel group", "the ruling party", "the court", "the trade union", "the Red Cross", "the central bank",
    "the police", "the opposition", "the militia", "the junta", "the parliament", "the protesters", "the company",
)  # fmt: skip
BEFORE = (
    "", "", "", "", "On Tuesday, ", "In the capital, ", "State media said ", "Witnesses said ", "Meanwhile, ",
    "According to reports, ", "After weeks of tension, ", "Late on Sunday, ", "PORVENIR - ", "For the first time, ",
    "A spokesman said ", "In a statement, ",
)  # fmt: skip
AFTER = (
    "", "", "", " on Monday", " in the capital", " after weeks of violence", " over the border dispute",
    ", state media reported", " despite a warning from the region", ", officials said", " ahead of the election",
    " in a move that surprised diplomats", " this week", " near the border", ", a senior official said on Friday",
    " in an effort to end the crisis", ", according to a report published on Thursday",
)  # fmt: skip
JOINTS = (", after ", " a day after ", " as ", ", while ", ", hours before ", ", weeks after ", ", and ", " because ")
#: What is said of a noun that means an act.
DONE = ("drew attention", "came on Monday", "surprised diplomats", "was reported on Friday", "lasted for weeks",
        "continued", "followed weeks of tension")  # fmt: skip
PREPOSITIONS = frozenset(
    {"against", "with", "to", "on", "for", "of", "from", "at", "over", "by", "about", "in", "into", "between", "near",
     "along", "off", "toward", "across", "around", "alongside", "behind", "outside"}
)  # fmt: skip


@dataclass(frozen=True)
class Way:
    """A way of telling a verb. Where ``{target}`` stands before the verb, the verb is about a third party."""

    often: int
    #: What may stand before the verb, and the verb's form as a Penn tag.
    before: tuple[str, ...]
    form: str
    factuality: Factuality = "actual"
    #: What it is told as whatever the verb; None: what the verb says with that factuality.
    told: Root | None = None
    #: The quads of PLOVER of which a verb can be told so.
    quads: str = "1234"


WAYS = (
    Way(10, ("",), "VBD"),
    Way(2, ("has", "have"), "VBN"),
    Way(1, ("is", "are"), "VBG"),
    Way(2, ("will", "plans to", "is set to", "is expected to", "is ready to", "may"), "VB", "planned"),
    Way(2, ("refused to", "will not", "declined to", "has ruled out plans to", "rejected calls to"), "VB",
        told="REJECT", quads="12"),
    Way(2, ("promised to", "agreed to", "offered to", "pledged to", "has vowed to"), "VB", told="AGREE", quads="12"),
    Way(2, ("threatened to", "has threatened to", "warned that it would", "vowed to"), "VB", told="THREATEN",
        quads="4"),
    Way(1, ("urged {target} to", "asked {target} to", "called on {target} to", "told {target} to",
            "pressed {target} to", "demanded that {target}"), "VB", told="REQUEST"),
    Way(1, ("accused {target} of", "condemned {target} for", "criticized {target} for"), "VBG", told="ACCUSE",
        quads="34"),
    Way(1, ("praised {target} for", "thanked {target} for"), "VBG", told="SUPPORT", quads="12"),
)  # fmt: skip


@dataclass(frozen=True)
class Clause:
    """A clause without its full stop, its parties as they stand in it, and the root between them."""

    text: str
    source: str
    target: str
    root: str


class Maker:
    """Makes clauses, the same from the same seed."""

    def __init__(self, seed: int) -> None:
        """Begin anew."""
        self._random = random.Random(seed)

    def rows(self) -> Iterator[Row]:
        """Sentences with two marked parties in the form of the corpus of pairs; at most MOST of a root."""
        clauses = [c for frame in load() if _fit(frame) for _ in range(AGAIN) if (c := self._clause(frame))]
        clauses += _examples()
        self._random.shuffle(clauses)
        made: Counter[str] = Counter()
        for n, clause in enumerate(clauses):
            if made[clause.root] < MOST and (row := self._sentence(clause, clauses)):
                made[clause.root] += 1
                yield row | {"id": f"framed-{n}", "sentence": f"framed-{n}"}

    def _one(self, among: Sequence[str]) -> str:
        return self._random.choice(among)

    def _party(self) -> str:
        kind, adjective = self._random.random(), self._one(tuple(STATES.values()))
        if kind < 0.35:
            return self._one(tuple(STATES))
        if kind < 0.6:
            return f"{adjective} {self._one(PEOPLE)}"
        if kind < 0.75:
            return f"{adjective} {self._one(POSTS)} {self._one(SURNAMES)}"
        return self._one(SURNAMES) if kind < 0.8 else self._one(BODIES)

    def _noun(self, heads: frozenset[str]) -> str:
        """A phrase headed by one of ``heads``."""
        head = self._one(sorted(heads))
        before = self._one(("the", "its", "new", "more", "the", ""))
        return f"{before} {head}".strip()

    def _clause(self, frame: Frame) -> Clause | None:
        source, target = self._party(), self._party()
        if frame.subject:
            source = f"{self._one(('the', *STATES.values()))} {self._one(sorted(frame.subject))}"
        if source in target or target in source:
            return None
        if frame.kind == "verb":
            return self._verb(frame, source, target)
        return self._nominal(frame, source, target)

    def _verb(self, frame: Frame, source: str, target: str) -> Clause | None:
        if _passive(frame) and self._random.random() < 0.15:
            done = " ".join((self._one(("was", "were", "has been")), _form(frame.lemma, "VBN"), *frame.extra))
            return Clause(f"{target} {done} by {source}", source, target, filed(coded(frame.root, frame.cameo)))
        open_to = [way for way in WAYS if str(QUAD[frame.root]) in way.quads]
        (way,) = self._random.choices(open_to, [way.often for way in open_to])
        before = self._one(way.before)
        after = self._after(frame, self._party() if "{target}" in before else target)
        if after is None:
            return None
        words = (source, before.replace("{target}", target), _form(frame.lemma, way.form), after)
        root = way.told or telling(frame.root, frame.cameo, way.factuality)
        return Clause(" ".join(word for word in words if word), source, target, filed(root))

    def _after(self, frame: Frame, target: str) -> str | None:
        """What follows the verb of ``frame``, with its ``target``; None where the frame has no place for one."""
        heads = self._noun(frame.object) if frame.object else ""
        slot = next((s for s in frame.target if s in PREPOSITIONS or (s == "object" and not heads)), None)
        if slot is None:
            return None
        held = ""
        if frame.prep and slot not in frame.prep:
            prep = self._one(sorted(frame.prep))
            held = f"{prep} {self._noun(frame.prep[prep])}" if frame.prep[prep] else ""
        particle = " ".join(frame.extra)
        if slot == "object":
            apart = particle and self._random.random() < 0.3
            words: tuple[str, ...] = (target, particle, held) if apart else (particle, target, held)
        else:
            if frame.prep.get(slot):
                target = f"{self._noun(frame.prep[slot])} of {target}"
            words = (particle, heads, held, f"{slot} {target}")
        return " ".join(word for word in words if word)

    def _nominal(self, frame: Frame, source: str, target: str) -> Clause | None:
        slot = next((s for s in frame.target if s in PREPOSITIONS and s != "by"), None)
        if slot is None:
            return None
        root = filed(coded(frame.root, frame.cameo))
        head = " ".join((*frame.extra, frame.lemma))
        if frame.kind == "adjective":
            return Clause(f"{source} {self._one(('is', 'was', 'are'))} {head} {slot} {target}", source, target, root)
        if frame.modifier:
            head = f"{self._one(sorted(frame.modifier))} {head}"
        if frame.joint:
            shapes: Sequence[str] = (
                "{s} and {t} held {n}", "{n} between {s} and {t} {d}", "{s} began {n} with {t}",
                "{s} continued its {n} with {t}",
            )  # fmt: skip
        else:
            shapes = (
                "{s}'s {n} {p} {t} {d}", "the {n} {p} {t} by {s} {d}", "{s} continued its {n} {p} {t}",
                "{s} began the {n} {p} {t}", "{n} {p} {t} by {s} {d}",
            )  # fmt: skip
        text = self._one(shapes)
        done = self._one(DONE)
        return Clause(text.format(s=source, t=target, n=head, p=slot, d=done), source, target, root)

    def _sentence(self, clause: Clause, others: Sequence[Clause]) -> Row | None:
        """``clause`` as a sentence, half of the time with another clause in it."""
        text = clause.text
        if self._random.random() < 0.5:
            other = self._random.choice(others).text
            if clause.source in other or clause.target in other:
                return None
            text = text + self._one(JOINTS) + other if self._random.random() < 0.7 else f"{other}, and {text}"
        text = self._one(BEFORE) + text + self._one(AFTER) + "."
        text = text[0].upper() + text[1:]
        spans = [_span(text, party) for party in (clause.source, clause.target)]
        if None in spans:
            return None
        return {"text": text, "source": [spans[0]], "target": [spans[1]], "root": clause.root}


def _span(text: str, party: str) -> tuple[int, int] | None:
    """Where ``party`` stands, in lower or upper case; None where it stands nowhere or twice."""
    if text.lower().count(party.lower()) != 1:
        return None
    at = text.lower().index(party.lower())
    return at, at + len(party)


def _fit(frame: Frame) -> bool:
    """Whether a sentence can be made of ``frame`` as it stands."""
    plain = not (frame.idle or frame.complement or frame.modal or frame.intransitive)
    by_subject = frame.kind != "verb" or frame.source[0] == "subject"
    return plain and by_subject and frame.weight >= SURE


def _passive(frame: Frame) -> bool:
    """Whether the target of a verb becomes its subject, with nothing left behind but a particle."""
    return frame.target[:1] == ("object",) and not (frame.object or frame.prep or frame.joint)


def _form(lemma: str, form: str) -> str:
    """A verb inflected, by its Penn tag."""
    return (getInflection(lemma, form) or (lemma,))[0]


def _examples() -> list[Clause]:
    """The sentences that the lexicon gives for its frames, where they name both parties in full."""
    return [
        Clause(e.text.removesuffix("."), e.source, e.target, filed(telling(f.root, f.cameo, e.factuality or "actual")))
        for f in load()
        for e in f.examples
        if not f.idle and _span(e.text, e.source) and _span(e.text, e.target)
    ]


if __name__ == "__main__":
    rows = list(Maker(SEED).rows())
    print(len(rows), Counter(row["root"] for row in rows))
    for row in rows[:40]:
        (source,), (target,) = row["source"], row["target"]
        print(f"{row['root']}\t{row['text'][slice(*source)]} > {row['text'][slice(*target)]}\t{row['text']}")
