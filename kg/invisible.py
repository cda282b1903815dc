"""Characters that show nothing and part words, or stand inside them: byte-order marks, zero-width spaces, soft hyphens.

A text keeps them, since spans count them; whoever reads it sees a blank for each. Imports nothing of ``kg``.
"""

from __future__ import annotations

import re

#: Unicode's formats, for a class of a regular expression.
FORMATS = (
    "\xad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0001\U000e0020-\U000e007f"
)
#: Controls that are no white space, formats, and the joiner of two letters; that of two symbols is part of an emoji.
_ANY = re.compile(
    f"[\\x00-\\x08\\x0e-\\x1b\\x7f-\\x84\\x86-\\x9f{FORMATS}]|\u200d(?![^\\w\\s])|(?<![^\\w\\s\ufe0f])\u200d"
)


def blanked(text: str) -> str:
    r"""``text`` with a blank for each character that shows nothing; as long as before.

    >>> blanked("\ufeffKenya\u200b's pres\xadident")
    " Kenya 's pres ident"
    """
    return _ANY.sub(" ", text)
