"""How many of an event's articles are no near-copies of one another: one wire story in ten papers is one source.

Broder, "On the resemblance and containment of documents", 1997: MinHash over shingles of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from zlib import crc32

import numpy as np
import numpy.typing as npt

from kg.records import Support

Sketch = npt.NDArray[np.uint64]
#: Words in a shingle; hash functions in a sketch, cut into bands; share of shingles from which two articles are copies.
#: Reports of their own on one event share hardly any; a copy that is cut by a third or framed anew keeps half of them.
SHINGLE, FUNCTIONS, BANDS, COPIED = 4, 64, 32, 0.4
_PRIME = np.uint64((1 << 31) - 1)
_FACTORS, _TERMS = np.random.default_rng(1).integers(1, int(_PRIME), (2, FUNCTIONS, 1), dtype=np.uint64)


def sketch(text: str) -> Sketch:
    """The MinHash of the word shingles of ``text``, ``FUNCTIONS`` numbers; the same on every machine."""
    words = re.findall(r"\w+", text.lower())
    shingles = {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}
    hashes = np.array([crc32(s.encode("utf-8", "surrogatepass")) for s in sorted(shingles)], dtype=np.uint64) % _PRIME
    return np.asarray(((_FACTORS * hashes + _TERMS) % _PRIME).min(axis=1))


def origins(sketches: Mapping[str, Sketch]) -> dict[str, str]:
    """For each article the one that it is a near-copy of: the smallest key of those, the article itself if none."""
    origin: dict[str, str] = {}
    seen: dict[tuple[int, bytes], list[str]] = {}
    for key in sorted(sketches):
        mine = sketches[key]
        bands = [(n, band.tobytes()) for n, band in enumerate(mine.reshape(BANDS, -1))]
        near = sorted({other for band in bands for other in seen.get(band, ())})
        origin[key] = next((other for other in near if np.mean(mine == sketches[other]) >= COPIED), key)
        if origin[key] == key:
            for band in bands:
                seen.setdefault(band, []).append(key)
    return origin


def support(readings: Iterable[str], origin: Mapping[str, str]) -> Support:
    """The support that ``readings`` (``ARTICLE#…``) give."""
    keys = tuple(sorted(set(readings)))
    articles = {key.partition("#")[0] for key in keys}
    return Support(keys, len(articles), len({origin[article] for article in articles}))
