"""What can go wrong, as one line a person can act on."""

from __future__ import annotations


class KgError(Exception):
    """Base of all errors that are somebody's data or call, never a bug; ``str()`` is one line."""


class InputError(KgError):
    """An article (or a file of them) that cannot be read; names the file and the reason."""

    def __init__(self, where: str, reason: str) -> None:
        """``where`` is the file, with ``:LINE`` for a line of JSONL; ``reason`` says why it is left out."""
        super().__init__(f"{where}: {reason}")
        self.where, self.reason = where, reason


class GraphError(KgError):
    """A graph folder that is none, is of a newer version, or is in use by another process."""


class QueryError(KgError):
    """A SPARQL query, or a named query's parameter, that cannot be run."""


class UnknownThingError(KgError):
    """What a command names (an article, a node, a reading) is not in the graph."""


class LexiconError(KgError):
    """A lexicon or gazetteer file that does not follow its schema."""


class MissingExtraError(KgError):
    """An optional part is not installed; says the line that installs it."""

    def __init__(self, package: str, extra: str) -> None:
        """``package`` is what could not be imported, ``extra`` the extra of ``kg`` that brings it."""
        super().__init__(f"{package} is not installed: pip install 'kg[{extra}]'")
