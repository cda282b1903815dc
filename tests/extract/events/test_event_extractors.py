"""The table of what finds events: the first that can read the article does."""

from __future__ import annotations

import pytest

from docs import annotated
from kg.annotate.mention_index import MentionIndex
from kg.extract.events import events as module
from kg.extract.events.events import Context, Events, events


def test_the_first_that_can_read_an_article_finds_its_events(monkeypatch: pytest.MonkeyPatch) -> None:
    doc = annotated("Kenya met Uganda in Oslo.")
    index = MentionIndex.of(doc)
    asked: list[Context] = []

    def unable(context: Context) -> Events | None:
        asked.append(context)
        return None

    found = events(doc, index, ())
    assert [e.type for e in found] == ["CONSULT"]
    monkeypatch.setattr(module, "EXTRACTORS", (unable, *module.EXTRACTORS))
    assert events(doc, index, (), all_events=True) == found
    assert [(c.doc, c.all_events) for c in asked] == [(doc, True)]
    monkeypatch.setattr(module, "EXTRACTORS", (lambda context: (), *module.EXTRACTORS))
    assert events(doc, index, ()) == ()
    monkeypatch.setattr(module, "EXTRACTORS", (unable,))
    assert events(doc, index, ()) == ()
