"""Statements end to end, on sentences of our own and the real model."""

from __future__ import annotations

import pytest

from kg.annotate.mention_index import MentionIndex
from kg.annotate.pipeline import Annotator
from kg.extract.attribution.statements import statements
from kg.records import Article, Statement


class Read:
    """An article of some paragraphs, with what was found in it."""

    def __init__(self, annotator: Annotator, *paragraphs: str) -> None:
        text = "\n".join(paragraphs)
        starts = [sum(len(p) + 1 for p in paragraphs[:n]) for n in range(len(paragraphs))]
        spans = tuple((s, s + len(p)) for s, p in zip(starts, paragraphs, strict=True))
        doc = annotator(Article("a", text, paragraphs=spans))
        self.doc, self.text, self.mentions = doc, text, {m.id: m for m in doc._.mentions}
        self.statements = statements(doc, MentionIndex.of(doc))

    def words(self, *spans: tuple[int, int]) -> list[str]:
        return [self.text[s:e] for s, e in spans]

    def named(self, *ids: str | None) -> list[str]:
        return [self.text[self.mentions[i].start : self.mentions[i].end] for i in ids if i is not None]

    def by_cue(self, cue: str) -> Statement:
        return next(s for s in self.statements if self.words(*s.cue) == [cue])


def test_direct_speech_with_place_addressee_and_speaker(annotator: Annotator) -> None:
    read = Read(annotator, "“We will rebuild the port,” Angela Merkel told reporters in Berlin. “It will take a year.”")
    said = read.by_cue("told")
    assert (said.form, said.act, said.within) == ("direct", "assert", None)
    assert read.words(*said.content) == ["“We will rebuild the port,”", "“It will take a year.”"]
    assert read.named(*said.speaker) == ["Angela Merkel"]
    assert read.named(*said.addressee) == ["reporters"]
    assert read.named(*said.place) == ["Berlin"]


def test_a_quotation_over_paragraphs_is_one_statement(annotator: Annotator) -> None:
    read = Read(annotator, "“We are ready,” the general said.", "“Nobody will stop us.”")
    assert read.words(*read.by_cue("said").content) == ["“We are ready,”", "“Nobody will stop us.”"]


def test_speech_after_a_colon_at_the_end_of_a_paragraph(annotator: Annotator) -> None:
    read = Read(annotator, "The general added:", "“Nobody will stop us.”")
    assert read.words(*read.by_cue("added").content) == ["“Nobody will stop us.”"]


def test_a_headline_with_a_colon(annotator: Annotator) -> None:
    read = Read(annotator, "Macron: No deal this year", "The talks ended on Monday.")
    said = read.by_cue(":")
    assert (read.words(*said.source), read.words(*said.content)) == (["Macron"], ["No deal this year"])


def test_a_cue_in_british_spelling(annotator: Annotator) -> None:
    read = Read(annotator, "The minister criticised the deal.", "The minister criticized the vote.")
    assert read.by_cue("criticised").act == read.by_cue("criticized").act == "oppose"


@pytest.mark.parametrize("dash", ["”― ", "” — ", "” -- "])
def test_a_quotation_signed_after_a_dash(annotator: Annotator, dash: str) -> None:
    read = Read(
        annotator,
        "Readers wrote to us after the vote.",
        f"“The minister does not know what he talks about. It shows.{dash}Angela Merkel, a nurse",
        "“He did well. I will vote for him again.” — Boris Marsh",
    )
    first, second = (s for s in read.statements if s.within is None)
    assert (read.words(*first.source), read.words(*second.source)) == (["Angela Merkel"], ["Boris Marsh"])
    assert "It shows.”" in read.words(*first.content)[0]
    assert (first.form, read.named(*first.speaker)) == ("direct", ["Angela Merkel"])


def test_each_link_of_a_chain(annotator: Annotator) -> None:
    read = Read(annotator, "Reuters said the ministry had denied that the general planned to resign.")
    outer, denied, planned = (read.by_cue(c) for c in ("said", "had denied", "planned"))
    assert outer.within is None
    assert (denied.within, planned.within) == (outer.id, denied.id)
    assert (denied.act, planned.act) == ("deny", "intend")


def test_what_nobody_is_named_for_has_no_speaker(annotator: Annotator) -> None:
    read = Read(annotator, "It was announced that the border would close.")
    said = read.by_cue("was announced")
    assert (said.source, said.speaker) == ((), ())
    assert read.words(*said.content) == ["that the border would close"]


def test_according_to(annotator: Annotator) -> None:
    read = Read(annotator, "The port is closed, according to two officials.")
    said = read.by_cue("according to")
    assert (read.words(*said.content), read.words(*said.source)) == (["The port is closed"], ["two officials"])


def test_a_cue_that_is_denied(annotator: Annotator) -> None:
    read = Read(annotator, "The minister did not say whether the talks would go on.")
    assert read.by_cue("did not say").negated


def test_a_relative_pronoun_is_the_source_and_its_antecedent_the_speaker(annotator: Annotator) -> None:
    read = Read(annotator, "Angela Merkel, who opposes the treaty, left the room.")
    said = read.by_cue("opposes")
    assert read.words(*said.source) == ["who"]
    (speaker,) = said.speaker
    merkel = next(m for m in read.mentions.values() if read.text[m.start : m.end] == "Angela Merkel")
    assert read.mentions[speaker].entity == merkel.entity


def test_two_clauses_are_two_parts(annotator: Annotator) -> None:
    read = Read(annotator, "The minister said that the port was closed and that two ships had not arrived.")
    first, second = read.by_cue("said").parts
    assert (first.negated, second.negated) == (False, True)
    assert "port" in first.terms
    assert "ship" in second.terms


def test_boilerplate_says_nothing(annotator: Annotator) -> None:
    text = "The minister said that the port was closed.\nReaders said they liked this page."
    doc = annotator(Article("a", text, paragraphs=((0, text.index("\n")),)))
    assert len(statements(doc, MentionIndex.of(doc))) == 1


def test_an_article_without_words(annotator: Annotator) -> None:
    doc = annotator(Article("a", "", paragraphs=()))
    assert statements(doc, MentionIndex.of(doc)) == ()


def test_the_medium_and_a_place_inside_the_phrase(annotator: Annotator) -> None:
    read = Read(
        annotator, "Angela Merkel said at a meeting of ministers and forty envoys in Berlin that talks had failed."
    )
    assert read.named(*read.by_cue("said").place) == ["Berlin"]
    read = Read(annotator, "In a post on social media, Angela Merkel said that the talks had failed.")
    assert read.named(read.by_cue("said").medium) == ["social media"]


def test_i_in_a_quotation_is_who_is_quoted(annotator: Annotator) -> None:
    read = Read(annotator, "“I want a treaty, and I hope that the port stays open,” Angela Merkel said.")
    inner = [s for s in read.statements if s.within is not None and s.source and read.words(*s.source) == ["I"]]
    assert inner
    assert all(read.named(*s.speaker) == ["Angela Merkel"] for s in inner)


def test_function_words_alone_are_no_content(annotator: Annotator) -> None:
    read = Read(annotator, "The envoy distorted what the two had said in Oslo.")
    assert not any(read.words(*s.content) == ["what"] for s in read.statements)


def test_a_verb_beside_the_accusation_is_not_part_of_it(annotator: Annotator) -> None:
    read = Read(annotator, "Chad accuses Sudan of arming the rebels and broke off relations with it on Saturday.")
    assert read.words(*read.by_cue("accuses").content) == ["Sudan of arming the rebels"]


def test_what_a_news_outlet_is_told_is_said_through_it(annotator: Annotator) -> None:
    read = Read(annotator, "Angela Merkel told CNN that the port would reopen.")
    told = read.by_cue("told")
    assert told.addressee == ()
    assert read.named(told.medium) == ["CNN"]


@pytest.mark.parametrize(
    "text",
    [
        "Angela Merkel called on Rwanda to withdraw its forces and to stop supporting the rebels.",
        "Poland demanded that Hungary stop opposing the sanctions.",
        "The minister refrained from criticizing the judge.",
    ],
)
def test_what_is_ended_or_avoided_is_said_by_nobody(annotator: Annotator, text: str) -> None:
    acts = {s.act for s in Read(annotator, text).statements}
    assert not acts & {"support", "oppose", "criticize"}


def test_what_is_not_sure_is_denied(annotator: Annotator) -> None:
    read = Read(annotator, "Angela Merkel is not sure that the bridge will open.")
    assert next(s for s in read.statements if "sure" in read.words(*s.cue)[0]).negated


def test_a_deed_beside_what_is_said_is_no_content(annotator: Annotator) -> None:
    read = Read(annotator, "Chad accused Mali of arming the rebels and broke off the talks on Friday.")
    assert not any("broke" in word for word in read.words(*read.by_cue("accused").content))


def test_a_quotation_after_another_has_its_own_speaker(annotator: Annotator) -> None:
    read = Read(annotator, '"You are late," said Angela Merkel. "Never!" said Boris Johnson.')
    by = {word: read.named(*s.speaker) for s in read.statements for word in read.words(*s.content)}
    assert by == {'"You are late,"': ["Angela Merkel"], '"Never!"': ["Boris Johnson"]}


def test_a_quotation_keeps_both_marks_where_one_closes_that_opens_elsewhere(annotator: Annotator) -> None:
    said = Read(annotator, "„We are ready,“ the general said.").by_cue("said")
    assert (said.form, said.content) == ("direct", ((0, 15),))


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Nepal ordered the firm to leave the valley and closed its mine.", "ordered", "the firm to leave the valley"),
        ("Chile backed Peru's bid to host the summit and withdrew its own.", "bid", "to host the summit"),
        (
            "The unions urged the drivers to end the strike after the minister promised higher wages.",
            "urged",
            "the drivers to end the strike",
        ),
        (
            "The minister said that the strike would go on and that Peru would suffer.",
            "said",
            "that the strike would go on and that Peru would suffer",
        ),
        ("Haiti asked for troops to guard the port.", "asked for", "troops to guard the port"),
        ("The council must decide whether to keep the mayor or replace her.", "must decide", None),
    ],
)
def test_a_content_ends_where_the_article_tells_on(
    annotator: Annotator, text: str, cue: str, content: str | None
) -> None:
    read = Read(annotator, text)
    said = read.words(*read.by_cue(cue).content)
    assert said == [content or "whether to keep the mayor or replace her"]


def test_who_says_one_thing_and_calls_for_another(annotator: Annotator) -> None:
    read = Read(annotator, "The minister said that the strike would not last and called again for talks.")
    assert read.words(*read.by_cue("said").content) == ["that the strike would not last"]
    called = read.by_cue("called again for")
    assert (called.within, read.words(*called.source)) == (None, ["The minister"])


def test_a_thing_does_not_fear(annotator: Annotator) -> None:
    read = Read(annotator, "The march has raised fears that the shops may close.")
    assert not any(s.source or s.speaker for s in read.statements)


def test_they_are_those_whom_the_sentence_names(annotator: Annotator) -> None:
    read = Read(annotator, "Angela Merkel and her deputy mourned a man who they said had been shot.")
    assert read.named(*read.by_cue("said").speaker) == ["Angela Merkel", "her deputy"]


def test_what_is_only_wanted_is_not_decided(annotator: Annotator) -> None:
    read = Read(annotator, "The king wants to veto the bill.")
    assert [s.act for s in read.statements] == ["want"]
