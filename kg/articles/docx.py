"""Word documents (DOCX) → their paragraphs, one a line."""

from __future__ import annotations

import zipfile
from pathlib import Path

from kg.articles.extra import library
from kg.articles.source import Source
from kg.errors import InputError

#: What a document may take: on disk, and in all when it is unpacked.
MAX_BYTES, MAX_UNPACKED = 50_000_000, 200_000_000


def read_docx(path: Path, where: str, ident: str) -> Source:
    """The paragraphs of a document, headings among them. InputError if it is none, or made to grow."""
    docx = library("docx", where)
    if path.stat().st_size > MAX_BYTES:
        raise InputError(where, f"more than {MAX_BYTES:,} bytes")
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(info.file_size for info in archive.infolist())
    except zipfile.BadZipFile as error:
        raise InputError(where, "not a Word document (DOCX)") from error
    if unpacked > MAX_UNPACKED:
        raise InputError(where, f"more than {MAX_UNPACKED:,} bytes when it is unpacked")
    try:
        document = docx.Document(str(path))
    except (KeyError, ValueError, zipfile.BadZipFile) as error:
        raise InputError(where, "not a Word document (DOCX)") from error
    lines = (" ".join(paragraph.text.split()) for paragraph in document.paragraphs)
    text = "\n\n".join(filter(None, lines))
    if not text:
        raise InputError(where, "no text in the document")
    title = " ".join((document.core_properties.title or "").split()) or None
    return Source(where, ident, text, title=title if title and title in text else None)
