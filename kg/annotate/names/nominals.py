"""Noun phrases and pronouns that mean somebody or something: "the defence secretary", "his", "US troops"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from kg.annotate.names.candidate import Candidate, Cover
from kg.annotate.names.model_entities import NUMBERS
from kg.annotate.names.name_patterns import headline
from kg.annotate.syntax import Role, role
from kg.lexicon.gazetteer import Gazetteer
from kg.lexicon.words import nouns, word_list
from kg.records import MentionType

PRONOUNS = word_list("annotate.names.nominals", "pronouns")
_SINGULAR_PERSON = word_list("annotate.names.nominals", "singular_person")
_BEFORE_BARE = word_list("annotate.names.nominals", "before_bare")

#: Numbers that, alone or with "of", mean people.
_MANY = word_list("annotate.names.nominals", "many")
_POSTS = word_list("annotate.names.nominals", "posts")
_OF_LONGEST = 12
#: "President of the United States": from the head to the country whose it is.
_NEAR_OF = 4
#: Of whom such a noun is, there they belong.
_BELONGING = word_list("annotate.names.nominals", "belonging")


def pronouns(sentence: Span, taken: Cover) -> Iterator[Candidate]:
    """Personal and possessive pronouns, typed as far as their form says."""
    for token in sentence:
        if token.lower_ in PRONOUNS and taken.at(token.i) is None and token.text != "US":
            kind: MentionType = "Person" if token.lower_ in _SINGULAR_PERSON else "Other"
            yield Candidate(token.i, token.i + 1, "pronoun", kind)


def nominals(doc: Doc, sentences: list[Span], names: Cover, titles: Cover, gazetteer: Gazetteer) -> Iterator[Candidate]:
    """The noun phrases of ``sentences`` that are neither a name nor a pronoun nor an amount or a day."""
    within = Cover(Candidate(s.start, s.end, "nominal", "Other") for s in sentences)
    lines = Cover(Candidate(s.start, s.end, "nominal", "Other") for s in sentences if headline(s))
    for chunk in (*doc.noun_chunks, *_owners(sentences)):
        root = chunk.root
        if within.at(root.i) is None:
            continue
        if root.pos_ == "PRON" or names.at(root.i) or not root.text[0].isalpha() or _counted(root):
            continue
        crowd = _is_crowd(root)
        if root.ent_type_ in NUMBERS and not crowd:
            continue
        title = titles.at(root.i)
        if title is not None and (_before_name(title, names) or _bare(chunk, title)):
            continue
        start = _start(doc, chunk, names)
        if title is not None and lines.at(root.i) is not None:
            start = max(start, _titled(title, names))
        end = max(_of_phrase(doc, root, chunk.end, names), title.end if title else 0)
        kind = "Group" if crowd else _type(root, title)
        country, owner = _country(doc, start, end, root, names)
        if kind == "Person" and owner and not title:
            country = country or owner
        yield Candidate(
            start,
            end,
            "nominal",
            kind,
            country=country,
            sector=_sector(root, gazetteer, kind),
            office=title.office if title else None,
        )


def _owners(sentences: list[Span]) -> Iterator[Span]:
    """ "The ministry" in "the ministry's statement": phrases within phrases, which spaCy leaves out."""
    for sentence in sentences:
        for token in sentence:
            if role(token) == Role.POSSESSOR and token.pos_ in ("NOUN", "PROPN"):
                yield sentence.doc[token.left_edge.i : token.i + 1]


def _is_crowd(root: Token) -> bool:
    """Whether a number means so many people: "**Hundreds** rallied", "**thousands** of protesters marched"."""
    if root.lower_ not in _MANY:
        return False
    whom = [p for of in root.children if of.lower_ == "of" for p in of.children if role(p) == Role.PREP_OBJECT]
    if whom:
        return all(_type(token, None) == "Group" for token in whom)
    return role(root) in (Role.SUBJECT, Role.PASSIVE_SUBJECT)


def _counted(root: Token) -> bool:
    """Whether a crowd that is counted is meant, phrase and all: "hundreds of **protesters**"."""
    of = root.head
    return role(root) == Role.PREP_OBJECT and of.lower_ == "of" and _is_crowd(of.head)


def _before_name(title: Candidate, names: Cover) -> bool:
    item = names.at(title.end)
    return item is not None and item.type == "Person"


def _bare(chunk: Span, title: Candidate) -> bool:
    """A post rather than its holder: "became president", "as defence secretary"."""
    root = chunk.root
    if root.tag_ in ("NNS", "NNPS") or chunk.start < title.start:
        return False
    if role(root) == Role.PREP_OBJECT and root.head.lower_ == "of" and root.head.head.lemma_.lower() in _POSTS:
        return True  # "the appointment of Special Counsel"
    if root.text[0].isupper():
        return False
    return role(root) in (Role.ATTRIBUTE, Role.OBJECT_PREDICATE, Role.OBJECT, Role.CONJUNCT) or (
        role(root) == Role.PREP_OBJECT and root.head.lower_ in _BEFORE_BARE
    )


def _start(doc: Doc, chunk: Span, names: Cover) -> int:
    """Where the phrase begins, without what the parser drew to it: "[Ana Ruiz,] head of the office"."""
    start = chunk.start
    for name in names.within(start, chunk.root.i):
        if name.end < chunk.root.i and doc[name.end].text == "," and name.type == "Person":
            start = name.end + 1
    while start < chunk.root.i and (doc[start].is_space or doc[start].is_punct or role(doc[start]) == Role.COORDINATOR):
        start += 1
    return start


def _titled(title: Candidate, names: Cover) -> int:
    """Where a title begins with whose it is: in a headline's capitals the parser takes a verb for a part of it."""
    owner = names.at(title.start - 1)
    return owner.start if owner is not None else title.start


def _of_phrase(doc: Doc, root: Token, end: int, names: Cover) -> int:
    """The end of the phrase with what "of" adds to it, without clauses and the name after: "mayor of Lima Ana Ruiz"."""
    if end >= len(doc) or doc[end].lower_ != "of" or doc[end].head != root:
        return end
    if end + 1 < len(doc) and doc[end + 1].tag_ == "VBG":
        return end  # "accused the army of looting": the deed is no part of who did it
    last = doc[end].right_edge.i + 1
    for i in range(end, min(last, end + _OF_LONGEST)):
        if (
            role(doc[i]) in (Role.RELATIVE, Role.NOUN_CLAUSE, Role.APPOSITION, Role.ADVERBIAL)
            or (doc[i].text in (",", ";", "(", "–", "—", ":") and not _is_listing(doc[i], root, last))
            or doc[i].is_space
        ):
            last = i
            if role(doc[i]) in (Role.RELATIVE, Role.NOUN_CLAUSE, Role.APPOSITION, Role.ADVERBIAL):
                last = min(last, doc[i].left_edge.i)
            break
        if _called(i, names):
            last = i
            break
    last = min(last, end + _OF_LONGEST)
    while last > end and (doc[last - 1].is_punct or doc[last - 1].pos_ in ("ADP", "DET", "CCONJ", "PART")):
        last -= 1
    return last


def _is_listing(comma: Token, noun: Token, end: int) -> bool:
    """Whether a comma stands in a list of names before ``end``: "the presidents of Chile**,** Peru and Bolivia"."""
    if comma.text != "," or noun.tag_ != "NNS":
        return False
    after = comma.doc[comma.i + 1 : end]
    named = next((t for t in after if role(t) == Role.CONJUNCT and t.left_edge.i == comma.i + 1), None)
    return named is not None and named.pos_ == named.head.pos_ == "PROPN" and any(t.pos_ == "CCONJ" for t in after)


def _called(i: int, names: Cover) -> bool:
    """Whether the name of a person begins at token ``i``, right after the name of a body or place."""
    name, before = names.at(i), names.at(i - 1)
    return name is not None and before is not None and name.start == i and name.type == "Person" != before.type


def _type(root: Token, title: Candidate | None) -> MentionType:
    plural = root.tag_ in ("NNS", "NNPS")
    if root.lower_ == "borders":  # what a country has, rather than where something is
        return "Other"
    if title is not None:
        return "Group" if plural else "Person"
    lemma = root.lemma_.lower()
    kind = nouns().type_of(root.lower_.removesuffix("s") if plural and lemma == root.lower_ else lemma, plural)
    return kind if kind != "Other" else nouns().type_of(root.lower_)  # "media" is listed as it stands


def _sector(root: Token, gazetteer: Gazetteer, kind: MentionType) -> str | None:
    return gazetteer.sector(root.lower_) if kind != "Other" else None


def _country(doc: Doc, start: int, end: int, root: Token, names: Cover) -> tuple[str | None, str | None]:
    """The country of a nationality or country among the words before the head, or after "of"; that of an owner.

    What is an ally "of Norland" need not be of Norland.
    """
    before = owner = None
    related = root.lemma_.lower() in nouns().anybody - _BELONGING
    for item in names.within(start, end):
        if item.country is None or (item.start > root.i and (before or item.start - root.i > _NEAR_OF)):
            continue
        if related and (item.start > root.i or role(item.span(doc).root) == Role.POSSESSOR):
            continue
        if item.type in ("Country", "Group", "Government"):
            before = item.country
        elif item.type == "Person" and item.end < root.i:
            owner = item.country
    return before, owner
