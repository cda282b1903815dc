"""A spaCy component: names, titles, noun phrases and pronouns become mentions, typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.annotate import document
from kg.annotate.names.candidate import Candidate, Cover, write
from kg.annotate.names.compass_names import quarters
from kg.annotate.names.gazetteer_matcher import GazetteerMatcher, load_gazetteer
from kg.annotate.names.linking import linked
from kg.annotate.names.metonymy import governing
from kg.annotate.names.misspellings import misspelt
from kg.annotate.names.model_entities import by_sentence, recognized
from kg.annotate.names.name_patterns import bracketed, headline, listed, shaped, spelt_out, unseen, with_ending
from kg.annotate.names.nominals import nominals, pronouns
from kg.annotate.names.platforms import platforms
from kg.annotate.names.span_merging import agreed
from kg.annotate.names.sports_teams import teams
from kg.annotate.names.titles import TitleMatcher, doubtful, post_owner
from kg.annotate.names.type_voting import ballot, missed, retyped
from kg.lexicon.gazetteer import Gazetteer
from kg.lexicon.words import gender, nouns, word_list

#: Posts only with a word before them ("a justice"), and parts of a body that are no posts of somebody's ("his head").
_AS_SUCH = word_list("annotate.names.component", "as_such")
_BODILY = word_list("annotate.names.component", "bodily")


@Language.factory("kg_names", default_config={"gazetteer": None})
def make_names(nlp: Language, name: str, gazetteer: str | None) -> Names:
    """Registered as ``kg_names``; ``gazetteer`` is the path of a user's own file."""
    return Names(load_gazetteer(gazetteer))


class Names:
    """Gives ``doc._.mentions``, each its own entity, and ``doc._.candidates``, what was known when they were made."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """``gazetteer`` overrules the recognizer where it is sure."""
        self._gazetteer = gazetteer
        self._offices = TitleMatcher(gazetteer)

    def __call__(self, doc: Doc) -> Doc:
        """Annotate ``doc`` in place."""
        sentences = list(document.sentences(doc))
        known = doc._.gazetteer_matcher or GazetteerMatcher(self._gazetteer, document.day(doc))
        names = self._names(doc, sentences, known)
        cover = Cover(names)
        titles = [f for s in sentences for f in self._offices.find(s, cover)]
        surnames = {doc[n.end - 1].text for n in names if n.type == "Person" and n.end - n.start > 1}
        titles = [t for t in titles if not _surname(doc, t, surnames, cover)]
        titles = [t for t in titles if not doubtful(doc, t, _person_follows(t, cover))]
        held = Cover(titles)
        names = [cut for n in names for cut in _outside(n, held)]
        names = spelt_out(doc, sorted(names, key=lambda n: n.start))
        names = linked(doc, [governing(doc, n, self._gazetteer) for n in names], known)
        names = teams(doc, quarters(doc, names))
        cover = Cover(names)
        titles = [replace(t, country=o.country) if (o := post_owner(doc, t, cover)) else t for t in titles]
        held = Cover(titles)
        rest = [
            *nominals(doc, sentences, cover, held, self._gazetteer),
            *(p for s in sentences for p in pronouns(s, cover)),
        ]
        write(doc, [*names, *(t for t in titles if not _no_post(doc, t)), *rest])
        return doc

    def _is_title(self, words: str) -> bool:
        return self._offices.key(words) is not None

    def _names(self, doc: Doc, sentences: list[Span], known: GazetteerMatcher) -> list[Candidate]:
        found: list[Candidate] = []
        entities = by_sentence(doc, sentences)
        for sentence, inside in zip(sentences, entities, strict=True):
            seen = list(recognized(sentence, inside, self._gazetteer))
            found += agreed(doc, seen, list(known.names(sentence)), list(shaped(sentence, self._is_title)))
        cover = Cover(found)
        posted = [n for s in sentences for n in platforms(s, cover)]
        at = {n.start for n in posted}
        found = listed(doc, [n for n in found if n.start not in at] + posted)
        cover = Cover(found)
        brackets = list(bracketed(doc, found, cover))
        replaced = {b.start for b in brackets}
        found = [n for n in found if n.start not in replaced] + brackets
        cover = Cover(found)
        found += [n for s in sentences for n in unseen(s, cover, self._is_title)]
        found += misspelt(doc, sentences, found)
        found = with_ending(doc, found)
        lines = Cover(Candidate(s.start, s.end, "nominal", "Other") for s in sentences if headline(s))
        titled = frozenset(
            n.start
            for n in found
            if n.start
            and self._offices.key(doc[n.start - 1].lower_)
            and (n.type != "Other" or lines.at(n.start) is None)  # "President Signs Trade Deal"
        )
        types = ballot(doc, found, titled)
        cover = Cover(found)
        found += [n for s in sentences for n in missed(s, types, cover)]
        found = [n for n in retyped(doc, found, types) if not _common(doc, n)]
        return sorted(found, key=lambda n: n.start)


def _person_follows(title: Candidate, names: Cover) -> bool:
    item = names.at(title.end)
    return item is not None and item.type == "Person"


def _common(doc: Doc, name: Candidate) -> bool:
    """A common noun for people that is large because it begins a sentence or stands in a headline: "Man Shot"."""
    one = name.type == "Person" and name.end - name.start == 1 and name.weight < 3
    return one and doc[name.start].lower_ in nouns().types and doc[name.start].lower_ not in gender().first_names


def _surname(doc: Doc, title: Candidate, surnames: set[str], names: Cover) -> bool:
    """Whether a word is no title but a name of somebody of the article: the "King" of "Jaime King"."""
    if title.end - title.start > 1 or doc[title.start].text not in surnames:
        return False
    item = names.at(title.start)
    return (item is not None and item.type == "Person") or not _person_follows(title, names)


def _no_post(doc: Doc, title: Candidate) -> bool:
    """ "Leaders" and "the leader" mean people; they name no post, nor does "his head", nor "justice" as such."""
    if title.kind != "nominal" or title.end - title.start > 1:
        return False
    word, tags = doc[title.start], {child.tag_ for child in doc[title.start].children}
    if word.lower_ in _BODILY:
        return "PRP$" in tags
    return word.lower_ in ("leader", "leaders") or (word.lower_ in _AS_SUCH and not tags & {"DT", "PRP$", "CD"})


def _outside(name: Candidate, titles: Cover) -> Iterator[Candidate]:
    """What is left of ``name`` outside of titles: nothing, or one piece."""
    start, end = name.start, name.end
    for title in titles.within(start, end):
        if title.start <= start:
            start = max(start, title.end)
        else:
            end = min(end, title.start)
    if (start, end) == (name.start, name.end):
        yield name
    elif start < end:
        yield replace(name, start=start, end=end, entry=None, hits=(), weight=1)
