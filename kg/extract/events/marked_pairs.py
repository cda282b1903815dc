"""``kg code``: sentences with two marked parties, coded by the encoder and the lexicon, or by the lexicon alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.annotate.encoder.component import words_of
from kg.annotate.encoder.inputs import SIDES, Side
from kg.annotate.encoder.labels import ROOTS
from kg.annotate.encoder.session import Encoder
from kg.annotate.encoder.weights import Floats
from kg.errors import InputError
from kg.extract.events.coding import code
from kg.lexicon.frames import Frames
from kg.lexicon.gazetteer import Gazetteer
from kg.records import Root

COLUMNS = ("uid", "sentence", "source_start", "source_end", "target_start", "target_end")
#: Two marked parties of a sentence → the root between them and how likely it is right.
Coder = Callable[[Doc, Span | None, Span | None], tuple[Root, float]]


@dataclass(frozen=True, slots=True)
class Pair:
    """One row of a file of pairs; a party that the sentence does not name is None. Offsets in code points."""

    uid: str
    sentence: str
    source: tuple[int, int] | None
    target: tuple[int, int] | None


def by_lexicon(frames: Frames | None = None) -> Coder:
    """Codes by the lexicon alone."""
    return lambda sentence, source, target: code(sentence, source, target, frames)


def by_encoder(encoder: Encoder, frames: Frames | None = None) -> Coder:
    """Codes by the encoder, with the lexicon as a second voice, which also tells CONCEDE from RETREAT."""
    voice = float(encoder.weights.calibration["lexicon_voice"])

    def coded(sentence: Doc, source: Span | None, target: Span | None) -> tuple[Root, float]:
        known, sure = code(sentence, source, target, frames)
        likely = joined(seen(encoder, sentence, source, target), known, sure, voice)
        best = int(likely.argmax())
        return _root(ROOTS[best], known), round(float(likely[best]), 2)

    return coded


def seen(encoder: Encoder, sentence: Doc, source: Span | None, target: Span | None) -> Floats:
    """How likely ``encoder`` takes each of ROOTS to be what ``source`` does to ``target``."""
    words = words_of(sentence, Gazetteer.load())
    number = {token: n for n, token in enumerate(words.tokens)}
    sides: dict[int, Side] = {}
    for side, party in zip(SIDES, (source, target), strict=True):
        sides |= {number[t.i]: side for t in party or () if t.i in number}
    return encoder.roots(encoder.told(words), sides)


def joined(likely: Floats, known: Root, sure: float, voice: float) -> Floats:
    """How likely each of ROOTS but 0 is, where the encoder sees ``likely`` and the lexicon is ``sure`` of ``known``."""
    scores: Floats = np.log(np.maximum(likely[: ROOTS.index("0")], np.float32(1e-3)))
    scores[ROOTS.index(filed(known))] += np.float32(voice * sure)
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum(), np.float32)


def filed(root: Root) -> str:
    """``root`` as the corpus has it, which makes CONCEDE and RETREAT one."""
    return "YIELD" if root in ("CONCEDE", "RETREAT") else root


def _root(label: str, known: Root) -> Root:
    """``label`` as a root of PLOVER; what the lexicon knows of YIELD, else RETREAT, the commoner."""
    if label == "YIELD":
        return known if known in ("CONCEDE", "RETREAT") else "RETREAT"
    return label  # type: ignore[return-value]


def pairs(lines: Iterable[str], where: str) -> Iterator[Pair | InputError]:
    """The rows of a file of pairs, in order; a bad row is given as the InputError that names it. Raises InputError."""
    rows = iter(lines)
    header = next(rows, "").rstrip("\r\n").split("\t")
    if missing := [c for c in COLUMNS if c not in header]:
        raise InputError(where, f"the first line names no column {missing[0]!r}")
    for number, line in enumerate(rows, 2):
        row = line.rstrip("\r\n")
        if row:
            yield _pair(row.split("\t"), header, f"{where}:{number}")


def _pair(cells: Sequence[str], header: Sequence[str], where: str) -> Pair | InputError:
    if len(cells) != len(header):
        return InputError(where, f"has {len(cells)} fields, not {len(header)}")
    row = dict(zip(header, cells, strict=True))
    if not row["sentence"].strip():
        return InputError(where, "the sentence is empty")
    try:
        sides = [_side(row, side, len(row["sentence"])) for side in ("source", "target")]
    except ValueError as error:
        return InputError(where, str(error))
    return Pair(row["uid"], row["sentence"], sides[0], sides[1])


def _side(row: dict[str, str], side: str, length: int) -> tuple[int, int] | None:
    first, last = row[f"{side}_start"].strip(), row[f"{side}_end"].strip()
    if not first and not last:
        return None
    if not (first.isascii() and first.isdigit() and last.isascii() and last.isdigit()):
        raise ValueError(f"{side}_start and {side}_end are no two numbers")
    start, end = int(first), int(last)
    if not start < end <= length:
        raise ValueError(f"the {side} [{start}, {end}) is not in the sentence")
    return start, end


def code_file(
    lines: Iterable[str], where: str, nlp: Language, coder: Coder, *, on_error: Callable[[InputError], None]
) -> Iterator[str]:
    """The lines of the file that ``kg code`` writes for the lines of a file of pairs, header first.

    ``nlp`` is the plain spaCy pipeline: the parse is enough. A bad row goes to ``on_error``, named ``where:LINE``, and
    the rest is coded. Raises InputError where the header lacks a column.
    """
    rows = pairs(lines, where)
    yield "uid\ttype\tconfidence\n"
    for row in rows:
        if isinstance(row, InputError):
            on_error(row)
            continue
        doc = nlp(row.sentence)
        root, confidence = coder(doc, _span(doc, row.source), _span(doc, row.target))
        yield f"{row.uid}\t{root}\t{confidence}\n"


def _span(doc: Doc, offsets: tuple[int, int] | None) -> Span | None:
    return None if offsets is None else doc.char_span(*offsets, alignment_mode="expand")
