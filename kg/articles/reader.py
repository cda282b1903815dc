"""Reads inputs one article at a time: which files, their format, what of the text is the article, is it English."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from kg.articles.files import SUFFIXES, below, check_text, count_lines, shown, suffix_of
from kg.articles.formats import READERS
from kg.articles.guard import only_input_errors
from kg.articles.html import NO_ARTICLE
from kg.articles.jsonl import read_jsonl
from kg.articles.language import foreign_language
from kg.articles.paragraphs import first_fragment, own_paragraphs, sentence_blocks
from kg.articles.published import day_in_text, parse_day
from kg.articles.publisher import publisher_in_text
from kg.articles.source import Source
from kg.errors import CallError, InputError, LeftOut
from kg.ids import text_hash
from kg.records import Article, PublishedFrom

STDIN = "-"
_KINDS = ", ".join(sorted(SUFFIXES))
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def read(
    inputs: Sequence[str | Path],
    *,
    published: str | None = None,
    on_error: Callable[[InputError], None],
    stdin: BinaryIO | None = None,
) -> Iterator[Article]:
    """The articles of ``inputs`` in order: each a file, a folder, or ``-`` for JSONL from ``stdin``.

    What cannot be read goes to ``on_error`` and the rest goes on. Of two articles with one id the first stays; the
    second is an error if its text differs, and nothing at all if it is the same. ``published`` stands for every
    article's date of publication; raises CallError at once if it is none.
    """
    if published is not None:
        try:
            published = parse_day(published)
        except ValueError as error:
            raise CallError(f"--published: {error}") from error
    return _articles(_sources(inputs, stdin), published, on_error)


def read_file(
    path: Path, ident: str, *, published: str | None = None, on_error: Callable[[InputError], None]
) -> Iterator[Article]:
    """The articles of one file that a folder holds; ``ident`` is its path below the folder, without suffix."""
    return _articles(_file(path, ident), published, on_error)


def article(
    text: str,
    *,
    ident: str | None = None,
    title: str | None = None,
    published: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
) -> Article:
    """A text in memory as an article; ``ident`` None makes its id from its text.

    Raises InputError where it is no article, not in English, or ``published`` is no date.
    """
    ident = ident or f"text-{text_hash(text)[:12]}"
    return _article(Source(ident, ident, text, title=title, published=published, url=url, publisher=publisher), None)


def count(inputs: Sequence[str | Path]) -> int:
    """How many articles ``inputs`` hold, as far as it shows without reading them; standard input counts for none.

    A feed or an archive counts for one.
    """
    return sum(_count(Path(given)) for given in inputs if str(given) != STDIN)


def _count(path: Path) -> int:
    try:
        files = (entry[0] for entry in below(path) if not isinstance(entry, InputError)) if path.is_dir() else (path,)
    except OSError:  # a name too long, a folder closed to us: said when it is read
        return 0
    return sum(count_lines(file) if file.suffix.lower() == ".jsonl" else 1 for file in files)


def _articles(
    sources: Iterable[Source | InputError], published: str | None, on_error: Callable[[InputError], None]
) -> Iterator[Article]:
    seen: dict[str, str] = {}
    for source in sources:
        try:
            with only_input_errors(source.where):
                article = _article(source, published)
            known = seen.get(article.id)
            if known not in {None, article.sha256}:
                raise InputError(source.where, f"another article of this run has the id {shown(article.id)!r}")
        except InputError as error:
            on_error(error)
            continue
        if known is None:
            seen[article.id] = article.sha256
            yield article


def _sources(inputs: Iterable[str | Path], stdin: BinaryIO | None) -> Iterator[Source | InputError]:
    for given in inputs:
        try:
            with only_input_errors(shown(given)):
                yield from _input(given, stdin)
        except InputError as error:
            yield error


def _input(given: str | Path, stdin: BinaryIO | None) -> Iterator[Source | InputError]:
    path = Path(given)
    if str(given) == STDIN:
        yield from read_jsonl(sys.stdin.buffer if stdin is None else stdin, "standard input")
    elif _ADDRESS.match(str(given)):
        yield InputError(shown(given), "no such file; kg reads files alone, so save the page first")
    elif path.is_dir():
        yield from _folder(path)
    elif not path.exists():
        yield InputError(shown(given), "no such file or folder")
    elif suffix_of(path).lower() in SUFFIXES:
        yield from _file(path, path.name.removesuffix(suffix_of(path)))
    else:
        yield InputError(shown(given), f"unknown kind of file {path.suffix!r}: {_KINDS} can be read")


def _folder(folder: Path) -> Iterator[Source | InputError]:
    empty = True
    for entry in below(folder):
        empty = empty and isinstance(entry, LeftOut)
        if isinstance(entry, InputError):
            yield entry
        else:
            yield from _file(*entry)
    if empty:
        yield InputError(shown(folder), f"no article in the folder ({_KINDS})")


def _file(path: Path, ident: str) -> Iterator[Source | InputError]:
    where = shown(path)
    try:
        with only_input_errors(where):
            yield from READERS[suffix_of(path).lower()](path, where, ident)
    except InputError as error:
        yield error


def _article(source: Source | InputError, option: str | None) -> Article:
    """``source`` as an article. Raises InputError if it is one, is no article, not English, or its date is no date."""
    if isinstance(source, InputError):
        raise source
    for value in (source.text, source.id, source.title, source.url, source.publisher):
        check_text(value or "", source.where)
    paragraphs = own_paragraphs(source.text, source.title)
    if not paragraphs or (source.page and not sentence_blocks(source.text, paragraphs)):
        raise InputError(source.where, NO_ARTICLE if source.page else "no text of an article")
    language = foreign_language(source.text, paragraphs)
    if language is not None:
        raise InputError(source.where, f"not in English but, it seems, in {language!r}")
    day, day_from = _published(source, option)
    return Article(
        id=source.id,
        text=source.text,
        title=source.title or first_fragment(source.text, paragraphs),
        published=day,
        published_from=day_from,
        url=source.url,
        publisher=source.publisher or publisher_in_text(source.text),
        sha256=text_hash(source.text),
        paragraphs=paragraphs,
    )


def _published(source: Source, option: str | None) -> tuple[str | None, PublishedFrom]:
    """The day of publication and where it is from: the option, the metadata, the text, in this order."""
    if option is not None:
        return option, "option"
    if source.published is not None:
        return _day(source.published, source.where), "metadata"
    try:
        day = day_in_text(source.text)
    except ValueError as error:
        raise InputError(source.where, str(error)) from error
    return day, "none" if day is None else "text"


def _day(value: str, where: str) -> str:
    try:
        return parse_day(value)
    except ValueError as error:
        raise InputError(where, str(error)) from error
