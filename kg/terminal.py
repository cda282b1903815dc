"""Text from articles on a terminal: shown, never obeyed. Imports nothing of ``kg``."""

from __future__ import annotations

import unicodedata

#: Unicode categories that a terminal acts on: controls, formats (bidirectional overrides), surrogates, separators.
_UNSAFE = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})


def visible(text: str) -> str:
    r"""``text`` on one line, with what a terminal would obey spelt out.

    >>> print(visible("a\x1b[2Jb"))
    a\x1b[2Jb
    """
    return "".join(c.encode("unicode_escape").decode() if unicodedata.category(c) in _UNSAFE else c for c in text)
