"""Marks and brackets in pairs, and what else a statement's text lacks or has."""

from __future__ import annotations

import pytest

from kg.resolve.statements.wording import tidy


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("that the harbour is closed", "the harbour is closed"),
        ("“We will stay,” “and we will win.”", "We will stay, and we will win."),
        ("“We will stay. “We will win.”", "We will stay. We will win."),
        ('The port is "closed', 'The port is "closed"'),
        ("closed” until May", "closed until May"),
        ("the port (of Oslo is shut", "the port of Oslo is shut"),
        ("“[a]n island” of peace", "“[a]n island” of peace"),
        ("the “port” and the “bay”", "the “port” and the “bay”"),
        ("‘Nobody may land’", "Nobody may land"),
        ("the crews’ ship", "the crews’ ship"),
        ("that isn't the plan", "that isn't the plan"),
        ("He wanted ‘Nellie Wall", "He wanted ‘Nellie Wall’"),
    ],
)
def test_marks_stand_in_pairs(text: str, shown: str) -> None:
    assert tidy(text) == shown


def test_a_quotation_that_is_no_clause_keeps_its_marks() -> None:
    assert tidy("“Never again!”", quotation=True) == "“Never again!”"
    assert tidy("“Never,” “not for gold.”", quotation=True) == "“Never, not for gold.”"
