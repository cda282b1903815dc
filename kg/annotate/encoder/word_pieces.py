"""Words as the encoder's word pieces."""

from __future__ import annotations

from collections.abc import Iterable

from tokenizers import Tokenizer

#: Of a longer word (an address on the web) no more pieces are read.
MOST = 8


class Pieces:
    """Cuts words, each string once."""

    def __init__(self, tokenizer: str) -> None:
        """``tokenizer`` is the JSON that the package ``tokenizers`` writes. Raises ValueError if it is not."""
        try:
            self._tokenizer = Tokenizer.from_str(tokenizer)
        except Exception as error:  # the library raises plain Exception
            raise ValueError(str(error)) from error
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self.first, self.last, self.unknown = (self._id(mark) for mark in ("[CLS]", "[SEP]", "[UNK]"))
        #: Marks before and after the source and the target of a pair: places the vocabulary leaves free.
        self.marks: dict[str, tuple[int, int]] = {
            "source": (self._id("[unused0]"), self._id("[unused1]")),
            "target": (self._id("[unused2]"), self._id("[unused3]")),
        }
        self._cut: dict[str, tuple[int, ...]] = {}

    def of(self, words: Iterable[str]) -> list[tuple[int, ...]]:
        """The pieces of each word, at least one, at most :data:`MOST`."""
        return [self._cut.get(word) or self._new(word) for word in words]

    def _new(self, word: str) -> tuple[int, ...]:
        ids = self._tokenizer.encode(word, add_special_tokens=False).ids[:MOST]
        self._cut[word] = tuple(ids) or (self.unknown,)
        return self._cut[word]

    def _id(self, mark: str) -> int:
        found = self._tokenizer.token_to_id(mark)
        if found is None:
            raise ValueError(f"the tokenizer has no {mark}")
        return int(found)
