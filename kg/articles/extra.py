"""The libraries that read documents, which come with an extra."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from kg.errors import InputError


def library(name: str, where: str) -> Any:
    """The module ``name``. InputError with the line that installs it where it is missing."""
    try:
        return import_module(name)
    except ImportError as error:
        raise InputError(where, "cannot be read without more libraries: pip install 'kg[documents]'") from error
