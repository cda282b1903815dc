"""The pipeline as a whole: what it loads, what it refuses, what others may take of it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import spacy

from docs import annotated, annotator, mention, parsed, texts
from kg.annotate import document
from kg.annotate.coreference.component import Coreference
from kg.annotate.mention_index import MentionIndex
from kg.annotate.names.gazetteer_matcher import load_gazetteer
from kg.annotate.pipeline import DEFAULT_MODEL, Annotator
from kg.errors import KgError
from kg.records import Article, Mention

TEXT = "Kenyan President William Ruto spoke in Nairobi. He thanked Tanzania, and the Tanzanian government thanked him."


def test_a_model_that_is_not_there_is_said_in_one_line() -> None:
    with pytest.raises(KgError, match="--model no_such_model: no such spaCy pipeline") as error:
        Annotator("no_such_model")
    assert "\n" not in str(error.value)


def test_the_same_text_gives_the_same_mentions() -> None:
    assert annotated(TEXT)._.mentions == annotated(TEXT)._.mentions


def test_a_mention_is_its_slice_of_the_text() -> None:
    doc = annotated(TEXT)
    assert all(m.start < m.end and doc.text[m.start : m.end].strip() for m in doc._.mentions)
    assert [m.id for m in doc._.mentions] == [f"m{n}" for n in range(1, len(doc._.mentions) + 1)]
    starts = [(m.start, -m.end) for m in doc._.mentions]
    assert starts == sorted(starts)


def test_every_mention_of_an_entity_shares_its_link() -> None:
    doc = annotated(TEXT)
    for entity in {m.entity for m in doc._.mentions}:
        assert len({(m.iri, m.entry, m.country) for m in doc._.mentions if m.entity == entity}) == 1
    assert mention(doc, "He").entity == mention(doc, "William Ruto").entity


def test_a_component_works_in_any_english_pipeline() -> None:
    nlp = spacy.load(DEFAULT_MODEL)
    nlp.add_pipe("kg_names")
    nlp.add_pipe("kg_coreference")
    doc = nlp("Kenya thanked Tanzania. Kenya was glad.")
    assert texts(doc, type="Country") == ["Kenya", "Tanzania", "Kenya"]
    assert mention(doc, "Kenya").entity == mention(doc, "Kenya", nth=1).entity


def test_mentions_made_elsewhere_are_resolved_too() -> None:
    doc = parsed("Zed 1 nsubj NNP\nmet 1 ROOT VBD\nZed 1 dobj NNP\n. 1 punct .")
    doc._.mentions = (Mention("m1", 0, 3, "name", "Person", "e1"), Mention("m2", 8, 11, "name", "Person", "e2"))
    Coreference(load_gazetteer(None))(doc)
    assert [m.entity for m in doc._.mentions] == ["e1", "e1"]


def test_a_users_gazetteer_comes_first(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(
        "name,type,wikidata,country,aliases,since,until\nZemblan Watch,Media,Q42,KE,ZW,,\n", encoding="utf-8"
    )
    text = "Zemblan Watch reported it."
    doc = Annotator(gazetteer=path)(Article("a", text, published="2025-02-14", paragraphs=((0, len(text)),)))
    found = mention(doc, "Zemblan Watch")
    assert (found.type, found.iri, found.country) == ("Media", "http://www.wikidata.org/entity/Q42", "KE")


@pytest.mark.parametrize(
    ("published", "day"), [("2025-02-14", "2025-02-14"), ("2025-02", "2025-02-01"), ("2025", "2025-01-01")]
)
def test_the_day_of_a_text(published: str, day: str) -> None:
    found = document.day(parsed("Zed 1 nsubj NNP\nmet 1 ROOT VBD", published))
    assert found is not None
    assert found.isoformat() == day


def test_a_layer_finds_mentions_by_head_and_cover() -> None:
    doc = annotated("The Kenyan defence minister met Tanzania's envoys.")
    index = MentionIndex.of(doc)
    minister = next(t for t in doc if t.text == "minister")
    found = index.at(minister)
    assert found is not None
    assert found.type == "Person"  # what acts comes before the office in it
    assert {m.type for m in index.covered[minister.i]} == {"Person", "Office"}


def test_no_sentence_runs_over_the_edge_of_a_paragraph() -> None:
    doc = annotated("Talks on grain begin\nKenya and Tanzania met")
    assert [s.text.strip() for s in document.sentences(doc)] == ["Talks on grain begin", "Kenya and Tanzania met"]


def test_a_line_break_within_a_paragraph_cuts_no_name() -> None:
    text = "On Friday President William\nRuto spoke.\n\nNairobi was calm."
    doc = annotator()(Article("a", text, published="2025-02-14", paragraphs=((0, 39), (41, len(text)))))
    assert (len(doc.text), doc.text[27], doc.text[39:41]) == (len(text), " ", "\n\n")
    assert [(m.start, m.end) for m in doc._.mentions if m.type == "Person"] == [(20, 32)]


def test_a_post_is_of_its_body_and_else_of_the_country_where_it_was_held() -> None:
    doc = annotated(
        "CIA Director John Ratcliffe met NATO Secretary General Mark Rutte, then Secretary General Rutte left."
    )
    offices = [(doc.text[m.start : m.end], m.country) for m in doc._.mentions if m.type == "Office"]
    assert offices == [("Director", "US"), ("Secretary General", None), ("Secretary General", None)]


def test_a_persons_sector_is_that_of_the_post_on_the_day() -> None:
    text = "Marco Rubio spoke."
    assert mention(annotated(text), "Marco Rubio").sector == "GOV"
    assert mention(annotated(text, "2019-05-05"), "Marco Rubio").sector == "LEG"


def test_ten_times_the_text_takes_our_components_ten_times_as_long() -> None:
    """Not a hundred times: nothing may walk the whole Doc for each paragraph or sentence."""
    ours = ("kg_paragraphs", "kg_dates")
    seconds = {}
    for copies in (60, 600):
        lines = [TEXT] * copies
        spans = tuple((n * (len(TEXT) + 2), n * (len(TEXT) + 2) + len(TEXT)) for n in range(copies))
        doc = annotator().nlp.make_doc("\n\n".join(lines))
        doc._.article = Article("a", doc.text, published="2025-02-14", paragraphs=spans)
        began = time.process_time()
        for name in ours:
            doc = annotator().nlp.get_pipe(name)(doc)
        seconds[copies] = time.process_time() - began
    assert seconds[600] < 30 * seconds[60] + 0.05


def test_congo_is_the_larger_one_unless_the_article_is_about_the_other() -> None:
    assert mention(annotated("Congo accused Rwanda. Envoys met in Kinshasa."), "Congo").country == "CD"
    other = annotated("Congo-Brazzaville voted. The Republic of the Congo was calm. Congo had feared unrest.")
    assert mention(other, "Congo").country == "CG"


def test_a_platform_on_which_somebody_posts_is_a_medium() -> None:
    doc = annotated("He wrote on X that talks went on. A Telegram channel praised Ana Ruiz.")
    assert texts(doc, type="Media") == ["X", "Telegram"]


def test_two_persons_are_a_group_and_not_the_last_crowd() -> None:
    doc = annotated("Some farmers protested in Lima. Ana Ruiz and Karl Brandt met on Friday. They agreed on a truce.")
    they, farmers = mention(doc, "They"), mention(doc, "Some farmers")
    assert they.type == "Group"
    assert they.entity not in {farmers.entity, mention(doc, "Ana Ruiz").entity, mention(doc, "Karl Brandt").entity}


def test_he_in_a_quotation_is_not_who_speaks() -> None:
    doc = annotated('Donald Trump called Vladimir Putin. "He wants it to end," he said.')
    assert mention(doc, "He").entity == mention(doc, "Vladimir Putin").entity
    assert mention(doc, "he").entity == mention(doc, "Donald Trump").entity


def test_a_title_before_a_name_acts_as_who_is_named() -> None:
    doc = parsed("Ambassador 1 compound NNP\nRuiz 2 nsubj NNP\nspoke 2 ROOT VBD")
    office, person = (
        Mention(*m) for m in (("m1", 0, 10, "name", "Office", "e1"), ("m2", 11, 15, "name", "Person", "e2"))
    )
    doc._.mentions = (office, person)
    assert MentionIndex.of(doc).at(doc[0]) == person
    doc._.mentions = (office,)
    assert MentionIndex.of(doc).at(doc[0]) == office


def test_a_deed_is_no_part_of_who_is_accused_of_it() -> None:
    doc = annotated("Kenya accused the army of looting shops. The fall of Goma was feared.")
    assert "the army" in texts(doc, kind="nominal")
    assert mention(doc, "Goma").type == "Place"
