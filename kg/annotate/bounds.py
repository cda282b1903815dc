"""What of a text is looked at: words and sentences of any length would cost their square, or worse.

Nobody writes words of 500 letters or sentences of 300 words; lists, tables, figures and attacks are full of them.
"""

from __future__ import annotations

import re
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from kg.annotate import document
from kg.annotate.syntax import Role, label

#: In characters. The tokenizer looks at what is left of a word anew for each mark that it cuts off.
LONGEST_WORD = 500
#: In tokens. The longest sentence of the benchmarks has 145.
LONGEST_SENTENCE = 300

_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")


def short_words(text: str) -> tuple[str, int]:
    """``text`` with blanks for each word that is too long, as long as before, and how many there were."""
    return _LONG_WORD.subn(lambda word: " " * len(word[0]), text)


@Language.component("kg_bounds")
def short_sentences(doc: Doc) -> Doc:
    """Cut the sentences that are too long: no arc of the parse leads out of a stretch of so many tokens.

    What hung on a word of another stretch becomes a sentence of its own. ``doc._.left_out`` says that it was done.
    """
    long = [s for s in doc.sents if len(s) > LONGEST_SENTENCE] if doc.has_annotation("DEP") else []
    if not long:
        return doc
    root = doc.vocab.strings.add(label(Role.ROOT))
    arcs: Any = doc.to_array(["HEAD", "DEP"])  # heads as distances, negative ones by wrapping round
    for sentence in long:
        for i in range(sentence.start, sentence.end):
            head = doc[i].head.i
            if (i - sentence.start) // LONGEST_SENTENCE != (head - sentence.start) // LONGEST_SENTENCE:
                arcs[i] = 0, root
    doc.from_array(["HEAD", "DEP"], arcs)
    document.leave_out(doc, counted(len(long), "sentence", f"of over {LONGEST_SENTENCE} words", "read in pieces"))
    return doc


def counted(number: int, what: str, which: str, done: str) -> str:
    """ "2 sentences of over 300 words are read in pieces"."""
    return f"{number} {what}{'s' * (number > 1)} {which} {'are' if number > 1 else 'is'} {done}"
