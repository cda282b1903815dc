"""Whether a text is English. A headline is too short to be sure of: it is believed unless it is plainly something else.

py3langid tells the language; English function words overrule it, since it takes names for their owners' language.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import islice
from typing import Protocol, cast

from kg.invisible import blanked
from kg.records import Span

#: Languages that news is written in, without those that are told from English by names alone (Pidgin, Latin …).
_LANGUAGES = (
    "en ar bg bn ca cs da de el es et fa fi fr he hi hr hu id is it ja ka ko lt lv mk ms nl no pl ps pt ro ru sk sl so "
    "sq sr sv sw ta te th tr uk ur uz vi zh"
)
#: Words that are frequent in English and rare in the languages above.
_ENGLISH = (
    "the of to and that with from his their has had been but she it they said says who after over into this would its "
    "are which about than"
)
#: So many characters are looked at: a long article's language shows early.
_ENOUGH = 5000
#: English prose has a share of the words above of about .25, other languages of under .03.
_ENGLISH_SHARE = 0.06


class _Identifier(Protocol):
    def rank(self, text: str) -> list[tuple[str, float]]: ...


@cache
def _identifier() -> _Identifier:
    from py3langid import langid  # noqa: PLC0415 - loads its model only when an article is there

    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    identifier.set_languages(_LANGUAGES.split())
    return cast(_Identifier, identifier)


@cache
def _english() -> frozenset[str]:
    return frozenset(_ENGLISH.split())


def foreign_language(text: str, paragraphs: tuple[Span, ...]) -> str | None:
    """The ISO 639-1 code of the language of ``paragraphs`` if that is not English; None if it is, or may be.

    >>> foreign_language("Die Regierung hat das Abkommen abgelehnt.", ((0, 41),))
    'de'
    """
    sample = "\n".join(text[start : start + min(end - start, _ENOUGH)] for start, end in islice(paragraphs, 50))[
        :_ENOUGH
    ]
    sample = blanked(sample)
    words = re.findall(r"[^\W\d_]+", sample.casefold())
    if not words or sum(map(_english().__contains__, words)) >= _ENGLISH_SHARE * len(words):
        return None
    ranking = _identifier().rank(sample)
    best, probability = ranking[0]
    if best == "en":
        return None
    sure = probability >= 0.6 and dict(ranking)["en"] < 0.02
    return best if sure or _not_latin(words) else None


def _not_latin(words: list[str]) -> bool:
    """True if most words are in another script than Latin."""
    return sum("LATIN" not in unicodedata.name(word[0], "") for word in words) > len(words) / 2
