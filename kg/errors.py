"""What can go wrong, as one line a person can act on."""

from __future__ import annotations


class KgError(Exception):
    """Base of all errors that are somebody's data or call, never a bug; ``str()`` is one line."""

    #: What a command exits with: 1 the data was at fault, 2 the call was.
    exit_status = 1


class CallError(KgError):
    """An option or argument that makes no sense."""

    exit_status = 2


class InputError(KgError):
    """An article (or a file of them) that cannot be read; names the file and the reason."""

    def __init__(self, where: str, reason: str) -> None:
        """``where`` is the file, with ``:LINE`` for a line of JSONL; ``reason`` says why it is left out."""
        super().__init__(f"{where}: {reason}")
        self.where, self.reason = where, reason

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str]]:
        """How it crosses from one process to another."""
        return InputError, (self.where, self.reason)


class LeftOut(InputError):  # noqa: N818 - no error: the input is read
    """What of an input was not looked at; all else of it was read."""

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str]]:
        """How it crosses from one process to another."""
        return LeftOut, (self.where, self.reason)


class InputWarning(UserWarning):
    """What of a batch cannot be read, where Python reads it: the rest goes on."""


class GraphError(KgError):
    """A graph folder that is none, is of a newer version, or is in use by another process."""


class GraphInUseError(GraphError):
    """A graph that another process is writing; it will be free again."""


class NewerGraphError(GraphError):
    """A graph of a newer version, beyond doubt: its description is whole."""


class StoreError(GraphError):
    """The store of a graph that cannot be written, opened or read: a disk that is full, files that are damaged."""


class QueryError(CallError):
    """A SPARQL query, or a named query's parameter, that cannot be run."""


class DatabaseError(KgError):
    """A database elsewhere that cannot be reached, refuses the user, or fails at what it is asked."""


class ClusterError(KgError):
    """A cluster that cannot be reached, or whose workers die or read otherwise than this machine."""


class LimitError(QueryError):
    """A query that takes more time, memory, rows or place than it may."""


class FormError(QueryError):
    """A result that has none of the forms that were asked for."""


class UnknownThingError(KgError):
    """What a command names (an article, a node, a reading) is not in the graph."""


class AmbiguousNameError(UnknownThingError):
    """A name that more than one thing of the graph has, where one alone can be meant."""


class WeightsError(KgError):
    """A file of the encoder's weights that is missing, cut short or not the one it should be."""

    def __init__(self, path: object, reason: str) -> None:
        """``path`` is the file, ``reason`` says what is wrong with it."""
        super().__init__(f"{path}: {reason}")


class LexiconError(KgError):
    """A lexicon or gazetteer file that does not follow its schema."""
