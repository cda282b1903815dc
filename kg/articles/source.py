"""What the formats give before it is looked at as an article."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """One text and what came with it; ``where`` names it in errors (``FILE``, or ``FILE:LINE``)."""

    where: str
    id: str
    text: str
    title: str | None = None
    #: As it was given, unread.
    published: str | None = None
    url: str | None = None
    publisher: str | None = None
    #: True for a web page, in which a text without a sentence is no article.
    page: bool = False
