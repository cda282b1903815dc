"""PDF → text, in a process of its own: a file may be made so that its reader never ends, or fills the memory."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path

from kg.articles.extra import library
from kg.articles.files import MAX_CHARACTERS, shown
from kg.articles.source import Source
from kg.errors import InputError

#: What a file may take: bytes on disk, seconds, bytes of memory, pages.
MAX_BYTES, MAX_SECONDS, MAX_MEMORY, MAX_PAGES = 100_000_000, 60, 2_000_000_000, 2_000
#: A page has so many lines of head and foot at most, which are those of more than half of the pages.
_EDGE, _FEWEST_PAGES = 2, 3


def read_pdf(path: Path, where: str, ident: str) -> Source:
    """The text of a PDF without the heads and feet of its pages. InputError if it holds none, or takes too long."""
    library("pypdf", where)
    if path.stat().st_size > MAX_BYTES:
        raise InputError(where, f"more than {MAX_BYTES:,} bytes")
    # -P: nothing is imported from the folder that the command is run in.
    command = [sys.executable, "-P", "-m", "kg.articles.pdf", str(path.absolute())]
    try:
        done = subprocess.run(command, capture_output=True, timeout=MAX_SECONDS, check=False, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired as error:
        raise InputError(where, f"takes more than {MAX_SECONDS} seconds to read") from error
    if done.returncode:
        raise InputError(where, f"cannot be read: {_reason(done.stderr)}")
    text = _without_edges(json.loads(done.stdout))
    if not text.strip():
        raise InputError(where, "no text in the pages: a scan, perhaps")
    return Source(where, ident, text)


def _reason(said: bytes) -> str:
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return shown(lines[-1]) if lines else "it takes too much memory or time"


def _without_edges(pages: list[str]) -> str:
    """The pages one after another, without lines that stand at the edge of more than half of them, numbers aside."""
    split = [[line for line in page.splitlines() if line.strip()] for page in pages]
    edges = Counter(key for page in split for key in {_key(line) for line in page[:_EDGE] + page[-_EDGE:]})
    repeated = {key for key, n in edges.items() if len(pages) >= _FEWEST_PAGES and n > len(pages) / 2}
    kept: list[str] = []
    for page in split:
        for number, line in enumerate(page):
            at_edge = number < _EDGE or number >= len(page) - _EDGE
            if not (at_edge and (_key(line) in repeated or not _key(line))):
                kept.append(line.strip())
    return re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", "\n".join(kept))


def _key(line: str) -> str:
    return "".join(re.findall(r"[^\W\d_]+", line.casefold()))


def _main(path: str) -> None:
    """Write the text of each page as JSON; what is wrong is the last line on standard error."""
    with suppress(ImportError, ValueError, OSError):  # no limits of this kind on this system
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    import pypdf  # noqa: PLC0415 - in this process alone

    try:
        reader = pypdf.PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            sys.exit("encrypted with a password")
        if len(reader.pages) > MAX_PAGES:
            sys.exit(f"more than {MAX_PAGES:,} pages")
        pages: list[str] = []
        for page in reader.pages:
            pages.append(page.extract_text())
            if sum(map(len, pages)) > 2 * MAX_CHARACTERS:
                sys.exit(f"more than {MAX_CHARACTERS:,} characters")
    except MemoryError:
        sys.exit("it takes too much memory")
    except Exception as error:
        sys.exit(f"{type(error).__name__}: {error}")
    json.dump(pages, sys.stdout)


if __name__ == "__main__":
    _main(sys.argv[1])
