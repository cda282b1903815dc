"""Whatever yields attributions, as a table: another kind of evidence is one ``from_…`` file and one line here."""

from __future__ import annotations

from kg.extract.attribution.draft import Context, Draft, Extractor
from kg.extract.attribution.from_encoder import encoded
from kg.extract.attribution.from_headlines import headlines
from kg.extract.attribution.from_interviews import interviews
from kg.extract.attribution.from_parse import parsed
from kg.extract.attribution.from_quotations import quoted
from kg.extract.attribution.from_signatures import signatures

#: Each is given what those before it found: the encoder chooses among what it is offered, signatures and marked turns
#: overrule what stands in their words.
EXTRACTORS: tuple[Extractor, ...] = (parsed, headlines, quoted, encoded, signatures, interviews)


def attributions(context: Context) -> list[Draft]:
    """What all extractors together make of an article."""
    drafts: list[Draft] = []
    for extractor in EXTRACTORS:
        drafts = extractor(context, drafts)
    return drafts
