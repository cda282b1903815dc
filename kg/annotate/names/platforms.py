"""Where people post: "wrote on X", "a Telegram channel". A platform's name is a common word or letter elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from kg.annotate.names.candidate import Candidate, Cover
from kg.lexicon.words import word_list

_POSTED_ON = word_list("annotate.names.platforms", "posted_on")

#: Platforms as they are written; they are media.
_NAMES = frozenset(
    [
        "X",
        "Twitter",
        "Telegram",
        "Facebook",
        "Instagram",
        "TikTok",
        "YouTube",
        "WhatsApp",
        "Weibo",
        "Threads",
        "Bluesky",
    ]
)
_POSTING = word_list("annotate.names.platforms", "posting")
_POSTED = word_list("annotate.names.platforms", "posted")


def platforms(sentence: Span, taken: Cover) -> Iterator[Candidate]:
    """The platforms in ``sentence`` on which something is posted."""
    doc = sentence.doc
    for token in sentence:
        if token.text in _NAMES and (taken.at(token.i) is None or _alone(taken, token)) and _posted(doc, token):
            yield Candidate(token.i, token.i + 1, "name", "Media", weight=3)


def _alone(taken: Cover, token: Token) -> bool:
    item = taken.at(token.i)
    return item is not None and item.end - item.start == 1 and item.type != "Media"


def _posted(doc: Doc, token: Token) -> bool:
    following = doc[token.i + 1].lemma_.lower() if token.i + 1 < len(doc) else ""
    if following in _POSTED:
        return True
    before = doc[token.i - 1] if token.i else None
    if before is None or before.lower_ not in _POSTED_ON:
        return False
    return before.lower_ != "to" or before.head.lemma_.lower() in _POSTING
