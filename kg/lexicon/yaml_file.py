"""YAML read by libyaml where it is there: ten times as fast as PyYAML's own reader."""

from __future__ import annotations

from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(text: str) -> Any:
    """The value that ``text`` holds. Raises yaml.YAMLError."""
    return yaml.load(text, Loader=_LOADER)
