"""Where the ontology's files are: in a wheel beside the code, in a checkout beside the package."""

from __future__ import annotations

from pathlib import Path

import kg


def ontology_path(name: str) -> Path:
    """The path of ``geopolitics.ttl``, ``plover.ttl``, ``shapes.ttl`` or ``context.jsonld``."""
    package = Path(kg.__file__).parent
    for folder in (package / "ontology", package.parent / "ontology"):
        if (folder / name).is_file():
            return folder / name
    raise FileNotFoundError(f"ontology/{name} is not where kg is installed")
