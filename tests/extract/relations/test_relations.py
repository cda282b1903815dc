"""Relations: the examples of the lexicon on the real parser, and the rules on parses made by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from docs import of_words
from kg.annotate import mention_index
from kg.annotate.mention_index import MentionIndex
from kg.extract.relations.patterns import Pattern, patterns
from kg.extract.relations.relations import path, relations
from kg.records import Mention, MentionType, Relation, Statement

EXAMPLES = [(p, *example) for p in patterns() for example in p.examples]


def mentions(text: str, *named: tuple[str, MentionType]) -> tuple[Mention, ...]:
    spans = sorted((text.index(words), words, type_) for words, type_ in named)
    return tuple(
        Mention(f"m{n}", start, start + len(words), "name", type_, f"e{n}", country="PE" if type_ == "Group" else None)
        for n, (start, words, type_) in enumerate(spans, 1)
    )


def found(
    nlp: Language, text: str, *named: tuple[str, MentionType], said: tuple[Statement, ...] = ()
) -> list[tuple[str, str, str]]:
    return [(r.predicate, *ends) for r, ends in _with_names(nlp(text), mentions(text, *named), said)]


def _with_names(
    doc: Doc, named: tuple[Mention, ...], said: tuple[Statement, ...]
) -> list[tuple[Relation, tuple[str, str]]]:
    doc._.mentions = named
    index = MentionIndex.of(doc)
    words = {m.id: doc.text[m.start : m.end] for m in named}
    return [(r, (words[r.subject], words[r.object])) for r in relations(doc, index, said)]


def first(types: frozenset[MentionType]) -> MentionType:
    order: tuple[MentionType, ...] = ("Person", "Office", "Country", "Organization", "Group", "Place", "Government")
    return next(t for t in order if t in types)


@pytest.mark.parametrize(("pattern", "text", "subject", "obj"), EXAMPLES, ids=lambda v: v if isinstance(v, str) else "")
def test_examples_of_the_lexicon(nlp: Language, pattern: Pattern, text: str, subject: str, obj: str) -> None:
    ties = found(nlp, text, (subject, first(pattern.subject)), (obj, first(pattern.object)))
    assert (pattern.predicate, subject, obj) in ties


def test_every_predicate_has_a_pattern_and_every_pattern_that_is_alone_an_example() -> None:
    with_example = {p.predicate for p in patterns() if p.examples}
    assert with_example == {p.predicate for p in patterns()}
    assert len(with_example) == 11


def test_who_holds_the_first_office_of_a_country_is_its_head(nlp: Language) -> None:
    named: list[tuple[str, MentionType]] = [("French", "Country"), ("President", "Office"), ("Ana Ruiz", "Person")]
    ties = found(nlp, "French President Ana Ruiz spoke.", *named)
    assert sorted(ties) == [
        ("headOf", "Ana Ruiz", "French"),
        ("holdsOffice", "Ana Ruiz", "President"),
        ("officeOf", "President", "French"),
    ]


def test_a_deputy_is_no_head_and_a_former_president_no_president(nlp: Language) -> None:
    named: list[tuple[str, MentionType]] = [("Peru", "Country"), ("envoy", "Office"), ("Ana Ruiz", "Person")]
    assert "headOf" not in [t[0] for t in found(nlp, "Peru envoy Ana Ruiz spoke.", *named)]
    assert found(nlp, "Former President Ana Ruiz spoke.", ("President", "Office"), ("Ana Ruiz", "Person")) == []


@pytest.mark.parametrize("text", ["Peru did not join NATO.", "Peru would join NATO.", "Peru could never join NATO."])
def test_what_is_denied_or_only_possible_is_no_relation(nlp: Language, text: str) -> None:
    assert found(nlp, text, ("Peru", "Country"), ("NATO", "IntergovernmentalOrganization")) == []


def test_what_both_do_both_are_related_by(nlp: Language) -> None:
    ties = found(
        nlp, "Peru and Chile joined NATO.", ("Peru", "Country"), ("Chile", "Country"), ("NATO", "Organization")
    )
    assert [t for t in ties if t[0] == "memberOf"] == [("memberOf", "Peru", "NATO"), ("memberOf", "Chile", "NATO")]


def test_a_relation_that_only_a_statement_tells_is_reported_in_it(nlp: Language) -> None:
    text = "Ana Ruiz said that Russia controls Crimea."
    named = mentions(text, ("Russia", "Country"), ("Crimea", "Place"))
    outer = Statement("s1", (), ((0, 8),), ((9, 13),), ((9, 42),), "indirect", "assert")
    inner = Statement("s2", (), ((0, 8),), ((9, 13),), ((14, 42),), "indirect", "assert")
    ((relation, ends),) = _with_names(nlp(text), named, (outer, inner))
    assert (relation.predicate, ends, relation.reported_in) == ("controls", ("Russia", "Crimea"), "s2")
    assert relation.evidence == ((19, 41),)


def test_the_same_tie_told_by_name_and_nominal_stands_once(nlp: Language) -> None:
    text = "Ana Ruiz, the defence minister, spoke."
    doc = nlp(text)
    doc._.mentions = (
        Mention("m1", 0, 8, "name", "Person", "e1"),
        Mention("m2", 10, 30, "nominal", "Person", "e1"),
        Mention("m3", 14, 30, "name", "Office", "e2"),
    )
    (relation,) = relations(doc, MentionIndex.of(doc), ())
    assert (relation.id, relation.subject, relation.object) == ("r1", "m1", "m3")


def test_path_passes_over_coordination_and_stops_at_negation() -> None:
    words = ["Peru", "and", "Chile", "joined", "NATO"]
    doc = of_words(
        words,
        heads=[3, 0, 0, 3, 3],
        deps=["nsubj", "cc", "conj", "ROOT", "dobj"],
        pos=["PROPN", "CCONJ", "PROPN", "VERB", "PROPN"],
        lemmas=["Peru", "and", "Chile", "join", "NATO"],
    )
    assert path(doc[2], doc[4]) == path(doc[0], doc[4]) == "<nsubj join >dobj"
    assert mention_index.MentionIndex.of(doc).mentions == ()


def test_an_adjective_of_a_country_means_the_country_where_the_article_names_it(nlp: Language) -> None:
    text = "Peru is large. The Peruvian President spoke. Western President Ana spoke."
    doc = nlp(text)
    doc._.mentions = (
        Mention("m1", 0, 4, "name", "Country", "e1", country="PE"),
        Mention("m2", 19, 27, "name", "Group", "e2", country="PE"),
        Mention("m3", 28, 37, "name", "Office", "e3"),
        Mention("m4", 45, 52, "name", "Group", "e4"),
        Mention("m5", 53, 62, "name", "Office", "e5"),
    )
    (relation,) = relations(doc, MentionIndex.of(doc), ())
    assert (relation.predicate, relation.subject, relation.object) == ("officeOf", "m3", "m1")
    assert relation.evidence == ((19, 37),)


def test_posts_in_the_plural_are_nobodys(nlp: Language) -> None:
    assert found(nlp, "NATO defence ministers met.", ("NATO", "Organization"), ("defence ministers", "Office")) == []


def test_a_title_in_reported_speech_is_the_articles_own_but_not_in_quotation_marks(nlp: Language) -> None:
    for text, reporter in (
        ("It said that minister Ana Ruiz left.", None),
        ('It said: "We saw minister Ana Ruiz."', "s1"),
    ):
        named = mentions(text, ("minister", "Office"), ("Ana Ruiz", "Person"))
        said = Statement("s1", (), ((0, 2),), ((3, 7),), ((9, len(text)),), "indirect", "assert")
        ((relation, _),) = _with_names(nlp(text), named, (said,))
        assert (relation.predicate, relation.reported_in) == ("holdsOffice", reporter)


def test_a_former_president_heads_nothing(nlp: Language) -> None:
    named: list[tuple[str, MentionType]] = [("Peru", "Country"), ("President", "Office"), ("Ana Ruiz", "Person")]
    assert found(nlp, "Former Peru President Ana Ruiz spoke.", *named) == [("officeOf", "President", "Peru")]


def test_a_post_is_of_the_country_that_it_is_known_to_be_of(nlp: Language) -> None:
    text = "Peru was calm. Minister Ana Ruiz spoke."
    doc = nlp(text)
    doc._.mentions = (
        Mention("m1", 0, 4, "name", "Country", "e1", country="PE"),
        Mention("m2", 15, 23, "name", "Office", "e2", country="PE"),
        Mention("m3", 24, 32, "name", "Person", "e3", country="PE"),
    )
    ties = {(r.predicate, r.subject, r.object) for r in relations(doc, MentionIndex.of(doc), ())}
    assert ties == {("holdsOffice", "m3", "m2"), ("officeOf", "m2", "m1")}


def test_a_region_has_no_offices(nlp: Language) -> None:
    named: list[tuple[str, MentionType]] = [("Arctic", "Place"), ("envoy", "Office")]
    assert found(nlp, "Arctic envoy Ana Ruiz spoke.", *named) == []


def test_then_beside_a_title_says_that_it_is_over_but_not_before_a_verb(nlp: Language) -> None:
    named: list[tuple[str, MentionType]] = [("President", "Office"), ("Ana Ruiz", "Person")]
    held = [("holdsOffice", "Ana Ruiz", "President")]
    assert found(nlp, "He met then Peruvian President Ana Ruiz.", *named) == []
    assert found(nlp, "He then telephoned Peruvian President Ana Ruiz.", *named) == held


def _said_of(nlp: Language, text: str, *named: tuple[str, MentionType, str, str]) -> set[tuple[str, str, str]]:
    """The ties of mentions (words, type, kind, entity) in ``text``, by their words."""
    doc = nlp(text)
    doc._.mentions = tuple(
        Mention(f"m{n}", text.index(words), text.index(words) + len(words), kind, type_, entity)  # type: ignore[arg-type]
        for n, (words, type_, kind, entity) in enumerate(sorted(named, key=lambda m: text.index(m[0])), 1)
    )
    words = {m.id: text[m.start : m.end] for m in doc._.mentions}
    return {(r.predicate, words[r.subject], words[r.object]) for r in relations(doc, MentionIndex.of(doc), ())}


def test_a_comma_gives_an_office_only_to_whom_its_phrase_means(nlp: Language) -> None:
    for text, person, phrase, who in (
        ("After talks with Omar Seck, the Norwegian premier said so.", "Omar Seck", "the Norwegian premier", "e9"),
        ("Omar Seck, the Norwegian premier, said so.", "Omar Seck", "the Norwegian premier", "e1"),
    ):
        ties = _said_of(
            nlp, text, (person, "Person", "name", "e1"), (phrase, "Person", "nominal", who),
            ("premier", "Office", "nominal", "e2"),
        )  # fmt: skip
        assert (("holdsOffice", "Omar Seck", "premier") in ties) == (who == "e1")


def test_in_a_list_each_office_is_the_one_of_the_name_after_it(nlp: Language) -> None:
    text = "She met Speaker Lena Holm, Chairman of the Boat Club Ivo Kral and Senator Ada Brook."
    names = [("Lena Holm", "e1"), ("Ivo Kral", "e2"), ("Ada Brook", "e3")]
    posts = ["Speaker", "Chairman", "Senator"]
    ties = _said_of(
        nlp, text, *((n, "Person", "name", e) for n, e in names), *((p, "Office", "name", f"o{p}") for p in posts),
        ("Chairman of the Boat Club", "Person", "nominal", "e2"), ("Boat Club", "Organization", "name", "e4"),
    )  # fmt: skip
    held = {(s, o) for p, s, o in ties if p == "holdsOffice"}
    assert {("Lena Holm", "Speaker"), ("Ada Brook", "Senator")} <= held
    assert held <= {("Lena Holm", "Speaker"), ("Ada Brook", "Senator"), ("Chairman of the Boat Club", "Chairman")}
    assert {(s, o) for p, s, o in ties if p == "headOf"} <= {("Ivo Kral", "Boat Club")}


@pytest.mark.parametrize(
    "text",
    [
        "The nominee for mayor, Ana Ruiz, left.",
        "The candidate for mayor, Ana Ruiz, left.",
        "Mayor nominee Ana Ruiz left.",
        "The next mayor, Ana Ruiz, left.",
        "He met then-mayor Ana Ruiz.",
        "Omar named Ana Ruiz as candidate for mayor.",
        "Ana Ruiz is the daughter of the mayor.",
        "Ana Ruiz, the wife of the mayor, left.",
    ],
)
def test_who_does_not_hold_an_office_yet_or_any_more_does_not_hold_it(nlp: Language, text: str) -> None:
    post = "Mayor" if "Mayor" in text else "mayor"
    assert not [t for t in found(nlp, text, (post, "Office"), ("Ana Ruiz", "Person")) if t[0] == "holdsOffice"]


def test_an_office_is_of_whom_is_named_right_before_it(nlp: Language) -> None:
    named: list[tuple[str, MentionType]] = [("Peru", "Country"), ("Chilean", "Group"), ("Ambassador", "Office")]
    ties = found(nlp, "Peru's Press Mocks Chilean Ambassador", *named)
    assert [t for t in ties if t[0] == "officeOf"] in ([("officeOf", "Ambassador", "Chilean")], [])


@pytest.mark.parametrize(
    ("text", "named", "tied"),
    [
        ("The Andean countries include Peru.", ("The Andean countries", "Peru"), True),
        ("Coalition countries include Peru.", ("Coalition countries", "Peru"), True),
        ("The other partners include Peru.", ("The other partners", "Peru"), False),
        ("Some 40 countries, including Peru, signed.", ("Some 40 countries", "Peru"), False),
    ],
)
def test_who_is_named_among_many_belongs_to_no_body(
    nlp: Language, text: str, named: tuple[str, str], tied: bool
) -> None:
    doc = nlp(text)
    group, country = mentions(text, (named[0], "Group"), (named[1], "Country"))
    found = _with_names(doc, (replace(group, kind="nominal", country=None), country), ())
    assert ("memberOf" in {r.predicate for r, _ in found}) == tied


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Ana Ruiz became the president in May.", True),
        ("Ana Ruiz would be the first president of Peru.", False),
        ("No president spoke.", False),
        ("The president spoke.", True),
    ],
)
def test_a_post_is_held_by_somebody_who_is(nlp: Language, text: str, held: bool) -> None:
    start = min(text.find(words) for words in ("the president", "the first president", "No president", "The president")
                if words in text)  # fmt: skip
    end = text.index("president") + len("president")
    named = (
        Mention("m1", start, end, "nominal", "Person", "e1"), Mention("m2", end - 9, end, "nominal", "Office", "e2"),
    )  # fmt: skip
    assert ("holdsOffice" in {r.predicate for r, _ in _with_names(nlp(text), named, ())}) == held


def test_a_minister_does_not_head_the_country_but_the_ministry(nlp: Language) -> None:
    for body, kind, heads in (("Peruvian", "Country", False), ("Treasury", "Government", True)):
        named: list[tuple[str, Any]] = [(body, kind), ("minister", "Office"), ("Ana Ruiz", "Person")]
        ties = found(nlp, f"{body} minister Ana Ruiz spoke.", *named)
        assert (("headOf", "Ana Ruiz", body) in ties) == heads


@pytest.mark.parametrize(("post", "owned"), [("Governor", False), ("leader", True)])
def test_a_partys_name_before_a_post_is_whose_it_is_only_where_parties_have_it(
    nlp: Language, post: str, owned: bool
) -> None:
    named: list[tuple[str, Any]] = [("Republican", "Organization"), (post, "Office"), ("Ana Ruiz", "Person")]
    assert (("officeOf", post, "Republican") in found(nlp, f"Republican {post} Ana Ruiz spoke.", *named)) == owned


def test_who_spoke_for_somebody_once_does_so_no_more(nlp: Language) -> None:
    for former, tied in (("", True), ("former ", False)):
        ties = found(
            nlp,
            f"The {former}Kremlin spokesman Ivan Petrov left.",
            ("Kremlin", "Government"),
            ("Ivan Petrov", "Person"),
        )
        assert (("represents", "Ivan Petrov", "Kremlin") in ties) == tied
