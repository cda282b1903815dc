"""By how many processes something is done."""

from __future__ import annotations

import pytest

from kg import workers


@pytest.mark.parametrize(("there", "number", "wanted"), [(4, 15, 1), (4, 16, 1), (4, 40, 2), (4, 900, 4), (1, 900, 1)])
def test_processes_are_as_many_as_are_worth_their_start(
    monkeypatch: pytest.MonkeyPatch, there: int, number: int, wanted: int
) -> None:
    monkeypatch.setattr(workers, "cores", lambda: there)
    taken: list[int] = []
    jobs, values = workers.worthwhile(taken.append(n) or n for n in range(number))  # type: ignore[func-returns-value]
    assert jobs == wanted
    assert len(taken) <= 16 * there, "no more is taken than tells"
    assert list(values) == list(range(number))
