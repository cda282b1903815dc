"""How many of an event's articles are no near-copies of one another: one wire story in ten papers is one source.

Broder, "On the resemblance and containment of documents", 1997: MinHash over shingles of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from zlib import crc32

from datasketch import MinHash, MinHashLSH

from kg.records import Support

#: Words in a shingle; hash functions in a sketch; share of shingles from which two articles are copies.
SHINGLE, FUNCTIONS, COPIED = 4, 64, 0.5


def sketch(text: str) -> MinHash:
    """The MinHash of the word shingles of ``text``; the same on every machine."""
    words = re.findall(r"\w+", text.lower())
    shingles = {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}
    found = MinHash(num_perm=FUNCTIONS, seed=1, hashfunc=crc32)
    found.update_batch([shingle.encode("utf-8", "surrogatepass") for shingle in sorted(shingles)])
    return found


def origins(sketches: Mapping[str, MinHash]) -> dict[str, str]:
    """For each article the smallest key among its near-copies, itself included."""
    origin = {key: key for key in sketches}

    def find(key: str) -> str:
        while origin[key] != key:
            key = origin[key]
        return key

    index = MinHashLSH(threshold=COPIED, num_perm=FUNCTIONS)
    for key in sorted(sketches):
        for other in sorted(index.query(sketches[key])):
            if sketches[key].jaccard(sketches[other]) >= COPIED:
                low, high = sorted((find(key), find(other)))
                origin[high] = low
        index.insert(key, sketches[key])
    return {key: find(key) for key in origin}


def support(readings: Iterable[str], origin: Mapping[str, str]) -> Support:
    """The support that ``readings`` (``ARTICLE#…``) give."""
    keys = tuple(sorted(set(readings)))
    articles = {key.partition("#")[0] for key in keys}
    return Support(keys, len(articles), len({origin[article] for article in articles}))
