"""Noun phrases to who they mean: by apposition, by title and country, by the same noun again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from spacy.tokens import Token

from kg.annotate.clusters import Clusters
from kg.annotate.found import Found
from kg.annotate.predicates import told_of
from kg.lexicon.gazetteer import Entry, Gazetteer
from kg.lexicon.words import bag, nouns
from kg.records import MentionType

_DEFINITE = bag("the this that these those its their his her both our")
#: Not who holds the post now.
_PAST = bag("former ex previous then late first second last next another other future prospective would-be")
_FORMER = bag("former ex")
_ANY = bag("every any no each some most many all another few several")
_ELSEWHERE = bag("other neighbouring neighboring foreign host third new entire whole home native member")
_AND = bag("and or &")
_OTHERS = bag("every any no each another other")
_LEADERS = bag("leader president premier strongman ruler head chief dictator")
_OWNERS = ("poss", "compound", "nmod", "amod")
_TOP = ("president", "prime-minister", "supreme-leader", "monarch", "chancellor")
#: How many mentions back "the country" looks for one.
_NEAR = 40
_BODIES = bag("Organization IntergovernmentalOrganization ArmedGroup Media")
_STATES = bag("Country Government Organization IntergovernmentalOrganization ArmedGroup Media")
_ACTORS = bag(
    "Person Group Country Government Organization IntergovernmentalOrganization ArmedGroup Media Place Facility"
)


class Holders:
    """Resolves noun phrases in text order; knows who holds which post by the text and by the gazetteer."""

    def __init__(self, clusters: Clusters, gazetteer: Gazetteer, on: date | None) -> None:
        """``on`` is the day of the text."""
        self._clusters, self._gazetteer, self._on = clusters, gazetteer, on
        #: (office key, country) → mentions of those whom the text gives that title.
        self._held: dict[tuple[str, str | None], list[int]] = {}
        #: The same of those who held it once, and noun → mentions of those whom the text calls so ("dictator").
        self._once: dict[tuple[str, str | None], list[int]] = {}
        self._described: dict[str, list[int]] = {}
        self._at = {f.start: i for i, f in enumerate(clusters.found) if f.kind == "name"}
        #: Entry → its first name.
        self._linked: dict[str, int] = {}
        for i in self._at.values():
            if entry := clusters.entry(i):
                self._linked.setdefault(entry.id, i)
        #: Country → the first mention of its government.
        self._governments: dict[str, int] = {}
        for i, item in enumerate(clusters.found):
            if item.type == "Government" and item.entry is not None and item.country:
                self._governments.setdefault(item.country, i)
        self._ending: dict[int, list[Found]] = {}
        for item in clusters.found:
            if item.kind == "name" and item.type in _ACTORS:
                self._ending.setdefault(item.end, []).append(item)
        self._headed = {r.i: i for i, r in enumerate(clusters.roots) if clusters.found[i].type != "Office"}
        for item in clusters.found:
            if item.type == "Office" and item.end in self._at:
                holder = self._at[item.end]
                if clusters.found[holder].type == "Person":
                    self._give(item.office, item.country, holder, past=_is_past(self._before(item)))
        for i, item in enumerate(clusters.found):
            before = clusters.doc[item.start - 1] if item.start else None
            if item.kind == "name" and item.type == "Person" and before is not None and before.pos_ in ("NOUN", "ADJ"):
                self._described.setdefault(before.lemma_.lower(), []).append(i)

    def _before(self, item: Found) -> Iterable[str]:
        doc = self._clusters.doc
        return (doc[k].lower_ for k in range(max(0, item.start - 3), item.start))

    def _give(self, office: str | None, country: str | None, holder: int, *, past: bool) -> None:
        if office:
            given = self._once if past or self._left(office, holder) else self._held
            given.setdefault((office, country), []).append(holder)

    def _left(self, office: str, holder: int) -> bool:
        """Whether ``holder`` was out of that office on the day, as the gazetteer knows ("President George W. Bush")."""
        entry = self._clusters.entry(holder)
        if entry is None or self._on is None:
            return False
        ends = [t.until for t in self._gazetteer.tenures(entry.id) if self._gazetteer.office(t.title) == office]
        return bool(ends) and all(end is not None and end < self._on.isoformat() for end in ends)

    # ------------------------------------------------------------ one noun phrase

    def resolve(self, i: int, seen: list[int]) -> None:
        """Join noun phrase ``i`` to what it means among ``seen`` (mentions before it, in text order), or link it."""
        clusters, item = self._clusters, self._clusters.found[i]
        j = self._beside(i)
        if j is not None:
            clusters.join(i, j)
            self._give(item.office, item.country, j, past=_is_past(self._modifiers(i)))
            return
        if not self._definite(i):
            if clusters.roots[i].tag_ in ("NNS", "NNPS") and self._narrowed(i):
                again = self._again(i, _content(clusters, i), seen)
                clusters.join(i if again is None else again, i)
            return
        if item.type == "Person" and (self._by_title(i, seen) or self._by_country(i, seen) or self._opposite(i)):
            return
        if item.type == "Government" and self._government(i):
            return
        self._by_noun(i, seen)

    def _modifiers(self, i: int) -> list[str]:
        item, root = self._clusters.found[i], self._clusters.roots[i]
        return [t.lower_ for t in self._clusters.doc[item.start : root.i]]

    def _definite(self, i: int) -> bool:
        item, root = self._clusters.found[i], self._clusters.roots[i]
        first = self._clusters.doc[item.start]
        return (
            first.lower_ in _DEFINITE
            or any(c.dep_ == "poss" for c in root.children)
            or (first.i == root.i and root.text[0].isupper())
        )

    def _beside(self, i: int) -> int | None:
        """What an apposition or a copula says that ``i`` is."""
        clusters, root = self._clusters, self._clusters.roots[i]
        kind = clusters.found[i].type
        named = self._at.get(clusters.found[i].end)  # "Ana Ferris, his lawyer Boris Marsh"
        if named is not None and kind == clusters.found[named].type == "Person":
            return named
        for other in (self._next_to(i), told_of(root), self._followed(i)):
            j = self._headed.get(other.i) if other is not None else None
            if j is None or (clusters.found[j].kind == "pronoun" and root.dep_ != "attr"):
                continue
            if self._fits(kind, clusters.found[j]):
                return j
            anybody = kind == "Person" and clusters.found[i].office is None and root.lemma_.lower() in nouns().anybody
            if anybody and clusters.type(j) in _STATES:
                clusters.retype(i, clusters.type(j))
                return j
        return None

    def _followed(self, i: int) -> Token | None:
        """The name that a comma and another enclose after this phrase: "its counterpart, the National Bureau, …"."""
        doc, item, root = self._clusters.doc, self._clusters.found[i], self._clusters.roots[i]
        if root.tag_ not in ("NN", "NNP") or item.end + 2 >= len(doc) or doc[item.end].text != ",":
            return None
        named = self._at.get(item.end + 1 + (doc[item.end + 1].lower_ == "the"))
        if named is None or not self._definite(i) or (item.start and doc[item.start - 1].text == ","):
            return None
        end = self._clusters.found[named].end
        closed = end + 1 < len(doc) and doc[end].text in (",", ";", "–", "—") and doc[end + 1].lower_ not in _AND
        return self._clusters.roots[named] if closed else None

    def _next_to(self, i: int) -> Token | None:
        """The name right before a comma and this phrase, if a comma or the end follows: "Ana Ruiz, the mayor, …"."""
        doc, item = self._clusters.doc, self._clusters.found[i]
        after = doc[item.end].text if item.end < len(doc) else "."
        if (
            item.type == "Group"
            or item.start < 2
            or doc[item.start - 1].text != ","
            or after not in (",", ".", ";", "–", "—")
        ):
            return None
        name = next(
            (f for f in self._ending.get(item.start - 1, ()) if f.type == item.type or item.type != "Person"), None
        )
        if name is None or (item.type != "Person" and doc[item.start].lower_ not in ("a", "an", "the")):
            return None
        return None if name.type == "Person" and item.type != "Person" else name.span(doc).root

    def _fits(self, kind: MentionType, other: Found) -> bool:
        if other.type == "Office":
            return False
        if kind in ("Person", "Group") or other.type in ("Person", "Group"):
            return kind == other.type
        return kind == other.type or (other.kind == "name" and kind in _ACTORS and other.type in _ACTORS)

    def _by_title(self, i: int, seen: list[int]) -> bool:
        """ "the US president": whom the text calls so, else who the gazetteer says held the post on the day."""
        clusters, item = self._clusters, self._clusters.found[i]
        if item.office is None:
            return False
        country = item.country or self._owner(i)
        if _is_past(modifiers := self._modifiers(i)):
            once = [h for h in self._of(self._once, item.office, country) if h < i] if _FORMER & set(modifiers) else []
            if once:
                clusters.join(once[-1], i)
            return bool(once)
        held = self._of(self._held, item.office, country)
        if country is not None and not held:
            people = self._gazetteer.holders(item.office.replace("-", " "), country, self._on)
            if people:
                named = self._linked.get(people[0].id)
                if named is None:
                    clusters.link(i, people[0])
                else:
                    clusters.join(named, i)
                return True
        before = sorted({clusters.find(h) for h in held if h < i} or {clusters.find(h) for h in held})
        if not before:
            return self._by_tenure(i, item.office, country, seen)
        recent = max(before, key=lambda h: clusters.last_before(h, i))
        clusters.join(recent, i)
        return True

    def _of(self, given: dict[tuple[str, str | None], list[int]], office: str, country: str | None) -> list[int]:
        """Of those ``given`` a title, who has this one, of ``country`` or of none that is known."""
        return [
            h
            for (title, where), hs in given.items()
            if title == office and (country is None or where in (country, None))
            for h in hs
        ]

    def _owner(self, i: int) -> str | None:
        """The country of "Trump's" in "Trump's defence secretary"."""
        root = self._clusters.roots[i]
        for child in root.children:
            if child.dep_ == "poss" and child.i in self._headed:
                return self._clusters.country(self._headed[child.i])
        return None

    def _by_tenure(self, i: int, office: str, country: str | None, seen: list[int]) -> bool:
        """ "the president": the person last named who held such a post on the day."""
        clusters = self._clusters
        for j in reversed(seen):
            entry = clusters.entry(j)
            if entry is None or entry.type != "Person" or (country and entry.country != country):
                continue
            if self._in_post(entry, office):
                clusters.join(j, i)
                return True
        return False

    def _in_post(self, person: Entry, office: str) -> bool:
        """Whether ``person`` held that office of the own country on the day."""
        holders = self._gazetteer.holders(office.replace("-", " "), person.country, self._on)
        return any(holder.id == person.id for holder in holders)

    def _by_country(self, i: int, seen: list[int]) -> bool:
        """ "The Russian leader", "the nation's leader": who leads it, else the person of that country last named."""
        clusters, item = self._clusters, self._clusters.found[i]
        lemma = clusters.roots[i].lemma_.lower()
        country = item.country or self._owner(i)
        if country is None or lemma not in _LEADERS:
            return False
        leader = self._leading(i, country)
        if leader is None:
            leader = next((j for j in reversed(seen) if self._is_of(j, country)), None)
        if leader is not None:
            clusters.join(leader, i)
        return leader is not None

    def _is_of(self, j: int, country: str) -> bool:
        clusters = self._clusters
        return clusters.found[j].kind == "name" and clusters.type(j) == "Person" and clusters.country(j) == country

    def _leading(self, i: int, country: str) -> int | None:
        """Who leads ``country`` by the text, before mention ``i`` if it can be, else by the gazetteer on the day."""
        heads = {h for (office, where), hs in self._held.items() if office in _TOP and where == country for h in hs}
        if heads:
            before = [h for h in heads if h < i]
            return max(before) if before else max(heads)
        people = (h for post in _TOP for h in self._gazetteer.holders(post.replace("-", " "), country, self._on)[:1])
        return next((self._linked[person.id] for person in people if person.id in self._linked), None)

    def _opposite(self, i: int) -> bool:
        """ "His Japanese counterpart": who has the post in Japan that he has in his country."""
        clusters, item, root = self._clusters, self._clusters.found[i], self._clusters.roots[i]
        owner = next((self._headed.get(c.i) for c in root.children if c.dep_ == "poss"), None)
        if owner is None or item.country is None or root.lemma_.lower() != "counterpart":
            return False
        posts = {post for (post, _), hs in self._held.items() if any(clusters.same(h, owner) for h in hs)}
        entry = clusters.entry(owner)
        if not posts and entry is not None:
            posts = {post for post in _TOP if self._in_post(entry, post)}
        if posts & set(_TOP):
            there = self._leading(i, item.country)
        else:
            there = next((h for post in sorted(posts) for h in self._held.get((post, item.country), ())), None)
        if there is None or clusters.same(there, owner):
            return False
        clusters.join(there, i)
        return True

    def _government(self, i: int) -> bool:
        """ "the Russian government" is what "Moscow" and "the Kremlin" mean; a president's, while he is president."""
        clusters, item = self._clusters, self._clusters.found[i]
        owner = next(
            (self._headed[c.i] for c in clusters.roots[i].children if c.dep_ in _OWNERS and c.i in self._headed), None
        )
        person = owner if owner is not None and clusters.type(owner) == "Person" else None
        country = item.country or (clusters.country(owner) if owner is not None else None)
        clusters.located(i, country)
        if country is None or _is_past(self._modifiers(i)) or (person is not None and not self._rules(person, country)):
            return False
        clusters.link(i, self._gazetteer.government(country))
        clusters.join(self._governments.setdefault(country, i), i)
        return True

    def _rules(self, person: int, country: str) -> bool:
        entry = self._clusters.entry(person)
        heads = (h.id for post in _TOP for h in self._gazetteer.holders(post.replace("-", " "), country, self._on))
        return entry is not None and entry.id in heads

    def _by_noun(self, i: int, seen: list[int]) -> None:
        """ "the ministry": the last with that head that nothing contradicts; "the country": the last country named."""
        clusters, item, root = self._clusters, self._clusters.found[i], self._clusters.roots[i]
        lemma = root.lemma_.lower()
        own = _content(clusters, i)
        owner = next((c for c in root.children if c.dep_ == "poss"), None)
        if owner is not None:
            self._owned(i, lemma, self._headed.get(owner.i), own, seen)
            return
        again = self._again(i, own, seen)
        if again is not None:
            clusters.join(again, i)
            return
        if root.tag_ not in ("NN", "NNP"):
            return
        called = self._called(i, lemma, own, seen)
        if called is not None:
            clusters.join(called, i)
            return
        kinds = nouns().back.get(lemma, ())
        described = "Country" in kinds and not own & _ELSEWHERE  # "the communist country"
        if kinds and item.country is None and (described or not own):
            named = (j for j in reversed(seen) if clusters.found[j].kind == "name" and clusters.type(j) in kinds)
            last = next((j for j in named if j > i - _NEAR), None)
            if last is not None:
                clusters.join(last, i)

    def _again(self, i: int, own: frozenset[str], seen: list[int]) -> int | None:
        """The last noun phrase with the head of ``i`` that says as much of it, or more."""
        clusters, item, root = self._clusters, self._clusters.found[i], self._clusters.roots[i]
        lemma, several = root.lemma_.lower(), root.tag_ in ("NNS", "NNPS")
        the = clusters.doc[item.start].lower_ == "the"
        for j in reversed(seen):
            other, last = clusters.found[j], clusters.roots[j]
            if other.kind != "nominal" or last.tag_ != root.tag_ or last.lemma_.lower() != lemma:
                continue
            first, theirs = clusters.doc[other.start].lower_, _content(clusters, j)
            if item.type != other.type or (item.country and other.country and item.country != other.country):
                continue
            if item.office != other.office:  # "the director" is not "his deputy director"
                continue
            if not several and first not in _ANY and own <= theirs:
                return j
            if several and own == theirs and (self._definite(j) or self._narrowed(j)):
                return j
            if several and the:  # "the agencies": those spoken of last
                return j if own <= theirs and first not in _OTHERS else None
        return None

    def _narrowed(self, i: int) -> bool:
        """Whether a name but no number says which ones they are: "Trump campaign officials", not "two US officials"."""
        words = self._clusters.doc[self._clusters.found[i].start : self._clusters.roots[i].i]
        return any(t.i in self._at for t in words) and not any(t.pos_ == "NUM" or t.lower_ in _ANY for t in words)

    def _called(self, i: int, lemma: str, own: frozenset[str], seen: list[int]) -> int | None:
        """ "The committee": the last body with that in its name; "the dictator": who was last called one."""
        clusters = self._clusters
        if clusters.found[i].type == "Person":
            return next((j for j in reversed(self._described.get(lemma, [])) if j < i), None) if not own else None
        asked: set[int] = set()
        for j in reversed(seen):
            body = clusters.find(j)
            if clusters.found[j].kind != "name" or body in asked or clusters.type(j) not in _BODIES:
                continue
            asked.add(body)
            entry = clusters.entry(j)
            names = [clusters.found[k].span(clusters.doc).text for k in clusters.members(j) if k <= j]
            if any(_heads(lemma, own, name) for name in [*dict.fromkeys(names), *([entry.name] if entry else [])]):
                return j
        return None

    def _owned(self, i: int, lemma: str, owner: int | None, own: frozenset[str], seen: list[int]) -> None:
        """ "his country": that of its owner; "his office": the same noun of the same owner."""
        clusters = self._clusters
        if owner is None:
            return
        country = clusters.country(owner)
        for j in reversed(seen):
            other = clusters.found[j]
            if lemma in ("country", "nation", "homeland"):
                if country and other.type == "Country" and other.kind == "name" and clusters.country(j) == country:
                    clusters.join(j, i)
                    return
            elif other.kind == "nominal" and clusters.roots[j].lemma_.lower() == lemma and _content(clusters, j) == own:
                theirs = next((c for c in clusters.roots[j].children if c.dep_ == "poss"), None)
                if theirs is not None and theirs.i in self._headed and clusters.same(self._headed[theirs.i], owner):
                    clusters.join(j, i)
                    return


def _heads(lemma: str, own: frozenset[str], name: str) -> bool:
    """Whether a name is that of a ``lemma``: "Justice Department", "Bureau of Investigation"; ``own``: of that kind."""
    words = _SPLIT.split(name.lower())
    head = next((n for n, word in enumerate(words) if word in _AFTER_HEAD), len(words)) - 1
    return head >= 0 and len(words) > 1 and words[head] == lemma and own <= set(words)


_SPLIT = re.compile(r"\W+")
_AFTER_HEAD = bag("of for on against to")


def _content(clusters: Clusters, i: int) -> frozenset[str]:
    """The words that narrow a noun phrase down, without the head and what is no content."""
    root, item = clusters.roots[i], clusters.found[i]
    return frozenset(
        t.lemma_.lower()
        for t in clusters.doc[item.start : item.end]
        if t.i != root.i
        and (not t.is_stop or t.pos_ == "NUM")
        and not t.is_punct
        and t.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "VERB")
    )


def _is_past(words: Iterable[str]) -> bool:
    return any(w in _PAST for w in words)
