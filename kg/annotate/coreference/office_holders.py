"""Noun phrases to who they mean: by what stands beside them, by title and country, by the same noun again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kg.annotate.coreference.apposition import Apposition
from kg.annotate.coreference.entity_clusters import EntityClusters
from kg.annotate.coreference.head_match import HeadMatch
from kg.annotate.coreference.mention_positions import MentionPositions
from kg.annotate.names.candidate import Candidate, Cover
from kg.annotate.names.titles import post_owner
from kg.annotate.syntax import Role, role
from kg.lexicon.gazetteer import Entry, Gazetteer
from kg.lexicon.gazetteer.offices import is_national
from kg.lexicon.words import ordered_words, word_list

#: Not who holds the post now.
_PAST = word_list("annotate.coreference.office_holders", "past")
_FORMER = word_list("annotate.coreference.office_holders", "former")
_LEADERS = word_list("annotate.coreference.office_holders", "leaders")
_OWNERS = (Role.POSSESSOR, Role.COMPOUND, Role.NOUN_MODIFIER, Role.ADJECTIVE)
#: How the keys of posts begin that are another's deputy's.
_UNDER = ("vice-", "deputy-", "junior-")
_TOP = ordered_words("annotate.coreference.office_holders", "top")


class OfficeHolders:
    """Resolves noun phrases in text order; knows who holds which post by the text and by the gazetteer."""

    def __init__(self, clusters: EntityClusters, gazetteer: Gazetteer, on: date | None) -> None:
        """``on`` is the day of the text."""
        self._clusters, self._gazetteer, self._on = clusters, gazetteer, on
        self._indexed = MentionPositions(clusters)
        self._beside, self._nouns = Apposition(self._indexed), HeadMatch(self._indexed)
        #: Office key → country → mentions of those whom the text gives that title.
        self._held: dict[str, dict[str | None, list[int]]] = {}
        #: The same of those who held it once.
        self._once: dict[str, dict[str | None, list[int]]] = {}
        self._names = Cover(f for f in clusters.found if f.kind == "name" and f.type != "Office")
        #: Token → the title there.
        self._titles = {k: f for f in clusters.found if f.type == "Office" for k in range(f.start, f.end)}
        #: Entry → its first name.
        self._linked: dict[str, int] = {}
        for i in self._indexed.named.values():
            if entry := clusters.entry(i):
                self._linked.setdefault(entry.id, i)
        #: Country → the first mention of its government.
        self._governments: dict[str, int] = {}
        for i, item in enumerate(clusters.found):
            if item.type == "Government" and item.entry is not None and item.country:
                self._governments.setdefault(item.country, i)
        for item in clusters.found:
            if item.type == "Office" and item.end in self._indexed.named:
                holder = self._indexed.named[item.end]
                if clusters.found[holder].type == "Person":
                    self._give(item.office, self._where(item), holder, past=_is_past(self._before(item)))

    def _before(self, item: Candidate) -> Iterable[str]:
        doc = self._clusters.doc
        return (doc[k].lower_ for k in range(max(0, item.start - 3), item.start))

    def _where(self, item: Candidate) -> str | None:
        """Whose post a title or a noun phrase with one names: a place's ("Florida Governor"), else a country's."""
        title = self._titles.get(item.span(self._clusters.doc).root.i, item)
        beside = post_owner(self._clusters.doc, title, self._names)
        if beside is not None and beside.type == "Place":
            return beside.entry.id if beside.entry else beside.span(self._clusters.doc).text
        return item.country

    def _give(self, office: str | None, country: str | None, holder: int, *, past: bool) -> None:
        if office:
            given = self._once if past or self._left(office, holder) else self._held
            given.setdefault(office, {}).setdefault(country, []).append(holder)

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
        j = self._beside.of(i)
        if j is not None:
            clusters.join(i, j)
            self._give(item.office, self._where(item), j, past=_is_past(self._modifiers(i)))
            return
        if not self._indexed.is_definite(i):
            self._nouns.resolve_several(i, seen)
            return
        if item.type == "Person" and (self._by_title(i, seen) or self._by_country(i, seen) or self._opposite(i)):
            return
        if item.type == "Government" and self._government(i):
            return
        self._nouns.resolve(i, seen)

    def _modifiers(self, i: int) -> list[str]:
        item, root = self._clusters.found[i], self._clusters.roots[i]
        return [t.lower_ for t in self._clusters.doc[item.start : root.i]]

    def _by_title(self, i: int, seen: list[int]) -> bool:
        """ "the US president": whom the text calls so, else who the gazetteer says held the post on the day."""
        clusters, item = self._clusters, self._clusters.found[i]
        if item.office is None:
            return False
        where = self._where(item)
        country = item.country or self._country_of_owner(i)
        if where != item.country:
            country = where
        if _is_past(modifiers := self._modifiers(i)):
            once = [h for h in self._of(self._once, item.office, country) if h < i] if _FORMER & set(modifiers) else []
            if once:
                clusters.join(once[-1], i)
            return bool(once)
        held = self._of(self._held, item.office, country)
        sure = {*self._held.get(item.office, {}).get(country, ())}
        if country is not None:  # who is of no country that is told may be meant where he was named before
            held = [h for h in held if h < i or h in sure or clusters.country(h) == country]
        owned = any(c.tag_ == "PRP$" for c in clusters.roots[i].children)  # "fired his minister": whenever that was
        if country is not None and not sure and not owned and is_national(item.office):
            people = self._holding(item.office, country)
            named = self._linked.get(people[0].id) if len(people) == 1 else None
            if named is not None:
                clusters.join(named, i)
                return True
            if len(people) == 1 and not held:
                clusters.link(i, people[0])
                return True
        before = sorted({clusters.find(h) for h in held if h < i} or {clusters.find(h) for h in held})
        if not before:
            return self._by_tenure(i, item.office, country, seen)
        recent = max(before, key=lambda h: clusters.last_before(h, i))
        clusters.join(recent, i)
        return True

    def _of(self, given: dict[str, dict[str | None, list[int]]], office: str, country: str | None) -> list[int]:
        """Of those ``given`` a title, who has this one, of ``country``, or of none where he is of no other."""
        return [
            h
            for where, hs in given.get(office, {}).items()
            if country is None or where in (country, None)
            for h in hs
            if where is not None or country is None or self._clusters.country(h) in (country, None)
        ]

    def _country_of_owner(self, i: int) -> str | None:
        owner = self._indexed.owner(i)
        return None if owner is None else self._clusters.country(owner)

    def _by_tenure(self, i: int, office: str, country: str | None, seen: list[int]) -> bool:
        """ "the president": the person last named who held such a post on the day."""
        clusters = self._clusters
        for j in reversed(seen):
            entry = clusters.entry(j)
            if entry is None or entry.type != "Person" or (country and entry.country != country):
                continue
            if self._in_post(entry, office, entry.country):
                clusters.join(j, i)
                return True
        return False

    def _holding(self, office: str, country: str | None) -> tuple[Entry, ...]:
        """Who held that office of ``country`` on the day, as the gazetteer knows."""
        return self._gazetteer.holders(office.replace("-", " "), country, self._on)

    def _in_post(self, person: Entry, office: str, country: str | None) -> bool:
        return any(holder.id == person.id for holder in self._holding(office, country))

    def _by_country(self, i: int, seen: list[int]) -> bool:
        """ "The Russian leader", "the nation's leader": who leads it, else the person of that country last named."""
        clusters, item = self._clusters, self._clusters.found[i]
        lemma = clusters.roots[i].lemma_.lower()
        country = item.country or self._country_of_owner(i)
        if country is None or lemma not in _LEADERS or (item.office or "").startswith(_UNDER):
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
        heads = {h for office in _TOP for h in self._held.get(office, {}).get(country, ())}
        if heads:
            before = [h for h in heads if h < i]
            return max(before) if before else max(heads)
        people = (h for post in _TOP for h in self._holding(post, country)[:1])
        return next((self._linked[person.id] for person in people if person.id in self._linked), None)

    def _opposite(self, i: int) -> bool:
        """ "His Japanese counterpart": who has the post in Japan that he has in his country."""
        clusters, item, root = self._clusters, self._clusters.found[i], self._clusters.roots[i]
        owner = self._indexed.owner(i)
        if owner is None or item.country is None or root.lemma_.lower() != "counterpart":
            return False
        posts = {
            post
            for post, held in self._held.items()
            if any(clusters.same(h, owner) for hs in held.values() for h in hs)
        }
        entry = clusters.entry(owner)
        if not posts and entry is not None:
            posts = {post for post in _TOP if self._in_post(entry, post, entry.country)}
        if posts & set(_TOP):
            there = self._leading(i, item.country)
        else:
            held = (h for post in sorted(posts) for h in self._held.get(post, {}).get(item.country, ()))
            there = next(held, None)
        if there is None or clusters.same(there, owner):
            return False
        clusters.join(there, i)
        return True

    def _government(self, i: int) -> bool:
        """ "the Russian government" is what "Moscow" and "the Kremlin" mean; a president's, while he is president."""
        clusters, item = self._clusters, self._clusters.found[i]
        owner = next(
            (
                self._indexed.headed[c.i]
                for c in clusters.roots[i].children
                if role(c) in _OWNERS and c.i in self._indexed.headed
            ),
            None,
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
        return entry is not None and any(self._in_post(entry, post, country) for post in _TOP)


def _is_past(words: Iterable[str]) -> bool:
    return any(w in _PAST for w in words)
