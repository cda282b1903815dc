"""A spaCy component: names, noun phrases and pronouns become mentions, typed."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.annotate import layer
from kg.records import Kind, Mention, MentionType

TYPES: dict[str, MentionType] = {
    "PERSON": "Person",
    "NORP": "Group",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Facility",
    "ORG": "Organization",
}


@Language.factory("kg_names")
def make_names(nlp: Language, name: str) -> Names:
    """Registered as ``kg_names``."""
    return Names()


class Names:
    """Gives ``doc._.mentions``."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotate ``doc`` in place."""
        found: list[tuple[Span, Kind, MentionType]] = []
        for sentence in layer.sentences(doc):
            for entity in sentence.ents:
                if entity.label_ in TYPES:
                    found.append((entity, "name", TYPES[entity.label_]))
            named = {t.i for e in sentence.ents for t in e}
            for chunk in sentence.noun_chunks:
                if chunk.root.i in named:
                    continue
                kind: Kind = "pronoun" if chunk.root.pos_ == "PRON" else "nominal"
                found.append((chunk, kind, "Person" if kind == "pronoun" else "Other"))
        found.sort(key=lambda f: (f[0].start_char, -f[0].end_char))
        entities: dict[str, str] = {}
        doc._.mentions = tuple(
            Mention(
                f"m{n}",
                span.start_char,
                span.end_char,
                kind,
                type_,
                entities.setdefault(span.text.lower(), f"e{len(entities) + 1}"),
            )
            for n, (span, kind, type_) in enumerate(found, 1)
        )
        return doc
