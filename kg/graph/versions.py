"""Which of several versions of an article stands in the graph: decided by what they are, never by their order."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple


class Version(NamedTuple):
    """One text of an article: its ``key``, the hash of the text, and when it was published ("" if not known)."""

    key: str
    sha256: str
    published: str = ""

    @property
    def text(self) -> Text:
        """Which text it is."""
        return self.key, self.sha256


#: A text of an article: its key and its hash.
Text = tuple[str, str]
#: (newer, older): somebody said that the one takes the other's place.
Replacement = tuple[Text, Text]


def newest(versions: Collection[Version], said: Iterable[Replacement]) -> Version:
    """The version that takes the place of the others, which all are versions of one article.

    It is one that no other is ``said`` to replace, unless that was published earlier; of these the one published last;
    of equals the one of the greatest hash.
    """
    older = _all_older(said)

    def replaced(one: Version) -> bool:
        return any(
            one.text in older.get(other.text, ()) and not (other.published and other.published < one.published)
            for other in versions
            if other.text != one.text
        )

    standing = [version for version in versions if not replaced(version)] or versions
    return max(standing, key=lambda version: (version.published, version.sha256, version.key))


def together(key: str, said: Collection[Replacement]) -> set[str]:
    """The keys of all articles that are versions of the article ``key``, itself among them."""
    found, todo = {key}, [key]
    while todo:
        here = todo.pop()
        near = {two[0] for pair in said for one, two in (pair, pair[::-1]) if one[0] == here} - found
        found |= near
        todo += near
    return found


def _all_older(said: Iterable[Replacement]) -> dict[Text, set[Text]]:
    """For each text those that it replaces, by way of others too."""
    direct: dict[Text, set[Text]] = {}
    for newer, old in said:
        direct.setdefault(newer, set()).add(old)
    found: dict[Text, set[Text]] = {}
    for text in direct:
        reached, todo = set[Text](), [text]
        while todo:
            for old in direct.get(todo.pop(), set()) - reached:
                reached.add(old)
                todo.append(old)
        found[text] = reached
    return found
