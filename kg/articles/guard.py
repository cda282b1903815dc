"""Whatever goes wrong with one input is its own error: the others must be read all the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kg.errors import InputError


@contextmanager
def only_input_errors(where: str) -> Iterator[None]:
    """Turn whatever is raised into the InputError that it is.

    What reads pages and tells languages are other people's libraries, and a page is made to be read by browsers.
    """
    try:
        yield
    except InputError:
        raise
    except OSError as error:
        raise InputError(where, f"cannot be read: {error.strerror or error}") from error
    except (RecursionError, MemoryError) as error:
        raise InputError(where, "cannot be read: nested too deep, or too large for the memory") from error
    except Exception as error:
        raise InputError(where, f"cannot be read, which is a bug: {type(error).__name__}: {error}") from error
