"""Quotation marks of every kind, over sentences and paragraphs, and apostrophes that are none."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.quotation_marks import quotations
from kg.records import Span


def paragraphs(text: str) -> tuple[Span, ...]:
    return tuple(m.span() for m in re.finditer(r"[^\n]+", text))


def found(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotations(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“We are ready,” she said.", ["“We are ready,”"]),
        ('"We are ready," she said. "Now."', ['"We are ready,"', '"Now."']),
        ("''We are ready,'' she said.", ["''We are ready,''"]),
        ("``We are ready,'' she said.", ["``We are ready,''"]),
        ("« Nous voilà », he said.", ["« Nous voilà »"]),
        ("‘We’re ready. They aren’t,’ she said.", ["‘We’re ready. They aren’t,’"]),
        ("'We're ready,' she said.", ["'We're ready,'"]),
        ("He called it a ‘shield’ for the state’s ports.", ["‘shield’"]),
        ("The ministers’ aides met the Kremlin’s envoys.", []),
        ("Back in the ’90s the generals' pay was low.", []),
        ("“They said ‘never again’ to us,” he said.", ["“They said ‘never again’ to us,”"]),
        ('"We are ready,” he said, and “so are they".', ['"We are ready,”', '“so are they"']),
        ("The pipe is 3' wide and 6\" long.", []),
    ],
)
def test_marks(text: str, wanted: list[str]) -> None:
    assert found(text) == wanted


def test_a_quotation_carries_on_in_the_next_paragraph() -> None:
    text = "“We will rebuild the port.\n“We will do it in a year,” he said."
    first, second = quotations(text, paragraphs(text))
    assert (first.carries_on, second.carries_on) == (True, False)
    assert text[first.start : first.end] == "“We will rebuild the port."


def test_a_mark_never_closed_ends_with_its_paragraph() -> None:
    assert found("“We will rebuild the port.\nThe minister left.") == ["“We will rebuild the port."]
    assert found("He spoke of a “port that nobody needs.\nThe minister left.") == []


def test_a_paragraph_of_nothing_but_opening_marks_takes_no_time() -> None:
    assert found("x " + "“a " * 50_000) == []


@given(st.text(alphabet="ab “”\"'‘’«».,\n", max_size=60))
def test_quotations_are_in_order_within_paragraphs_and_apart(text: str) -> None:
    spans = paragraphs(text)
    at = 0
    for q in quotations(text, spans):
        assert at <= q.start < q.end
        assert q.start <= q.inner[0] <= q.inner[1] <= q.end
        assert any(s <= q.start and q.end <= e for s, e in spans)
        at = q.end
