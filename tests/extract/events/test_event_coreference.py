"""The signs that two triggers of one article tell one happening."""

from __future__ import annotations

import pytest

from docs import in_article, of_rows, with_mentions
from kg.extract.events.coreference import START, likelihood, signs, weights
from kg.extract.events.drafts import Draft
from kg.extract.events.party_choice import Parties
from kg.records import Date

ROWS = (
    "Oman 1 nsubj PROPN NNP Oman|raided 1 ROOT VERB VBD raid|Chad 1 dobj PROPN NNP Chad|. 1 punct PUNCT . .|"
    "The 6 det DET DT the|night 6 compound NOUN NN night|raids 7 nsubj NOUN NNS raid|failed 7 ROOT VERB VBD fail"
)


def told(
    first: tuple[str, ...], second: tuple[str, ...], days: tuple[str | None, str | None] = (None, None)
) -> dict[str, float]:
    """The signs of the raid and "the night raids", of which each has these doers and day."""
    doc = in_article(with_mentions(of_rows(ROWS, "word head dep pos tag lemma", "|"), Oman="Country", Chad="Country"))
    by = {doc.text[m.start : m.end]: m for m in doc._.mentions}
    drafts = [
        Draft(
            doc[at], "ASSAULT", 1.0, parties=Parties([by[name] for name in doers]), date=Date(day, day) if day else None
        )
        for at, doers, day in ((1, first, days[0]), (6, second, days[1]))
    ]
    return signs(drafts, [(1, 0)])[0]


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (("Oman",), ("Oman",), {"a party in common", "the same parties"}),
        (("Oman", "Chad"), ("Oman",), {"a party in common"}),
        (("Oman",), ("Chad",), {"another doer"}),
        ((), (), set()),
    ],
)
def test_who_is_in_both(first: tuple[str, ...], second: tuple[str, ...], found: set[str]) -> None:
    of_parties = {"a party in common", "the same parties", "another doer", "another target", "another place"}
    assert told(first, second).keys() & of_parties == found


def test_words_and_days() -> None:
    by_word = {"told by the same word", "the same doing", "the later one is definite", "the later one is plural"}
    assert told((), ()).keys() >= by_word
    assert "the same day" in told((), (), ("2025-02-03", "2025-02-03"))
    assert "the same day" not in told((), (), ("2025-02-03", "2025-02-04"))


def test_every_sign_weighs_what_its_name_says() -> None:
    learned = weights()
    start = likelihood({}, learned)
    assert START in learned
    assert likelihood({"the same parties": 1.0}, learned) > start > likelihood({"another doing": 1.0}, learned)
