"""Writes what kg is made of as CycloneDX 1.6 (JSON): the packages of requirements.lock, and shipped data and weights.

Made of the lock file and of what ships alone: the same bytes on every run, with no time and no serial number.

usage: make_sbom.py FILE
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lock_file import EXTRAS, LOCK, ROOT, Pinned, asked, needed, read

Json = dict[str, Any]
#: Shipped files that are no code of ours: pattern → kind and licence; "" is told in the file's own head.
SHIPPED = {
    "kg/lexicon/gazetteer/*.tsv": ("data", ""),
    "kg/annotate/encoder/weights/*.onnx.gz": ("machine-learning-model", "Apache-2.0 AND MIT"),
    "kg/annotate/encoder/weights/*.npz": ("machine-learning-model", "Apache-2.0"),
    "kg/annotate/encoder/weights/tokenizer.json": ("data", "MIT"),
    "kg/explore/static/explorer.js": ("file", "Apache-2.0 AND those of kg/explore/static/licenses.txt"),
}


def version() -> str:
    """The version of kg, from the one place where it stands."""
    found = re.search(r'^__version__ = "(.+)"$', (ROOT / "kg" / "__init__.py").read_text(encoding="utf-8"), re.M)
    if found is None:
        raise ValueError("kg/__init__.py: no version")
    return found[1]


def sbom() -> Json:
    """The bill of materials."""
    pinned = read(LOCK.read_text(encoding="utf-8"))
    required = {package.name for package in needed(pinned, asked(()))}
    optional = {package.name for package in needed(pinned, asked(EXTRAS))}
    packages = [
        component(package, "required" if package.name in required else "optional")
        for package in pinned
        if package.name in optional
    ]
    own = f"pkg:pypi/kg@{version()}"
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": "kg",
                "version": version(),
                "purl": own,
                "licenses": [{"license": {"id": "Apache-2.0"}}],
            }
        },
        "components": [*packages, *shipped()],
        "dependencies": dependencies(pinned, optional, own),
    }


def purl(package: Pinned) -> str:
    """A package's address, also what it is called within the bill."""
    return f"pkg:pypi/{package.name}@{package.version}"


def component(package: Pinned, scope: str) -> Json:
    """A package: each of its files on the index is one of the hashes."""
    files = {
        "type": "distribution",
        "url": f"https://pypi.org/project/{package.name}/{package.version}/#files",
        "hashes": [{"alg": "SHA-256", "content": content} for content in package.hashes],
    }
    marked = [{"name": "python:environment-marker", "value": package.marker}] if package.marker else []
    return {
        "type": "library",
        "bom-ref": purl(package),
        "name": package.name,
        "version": package.version,
        "scope": scope,
        "purl": purl(package),
        "externalReferences": [files],
        **({"properties": marked} if marked else {}),
    }


def shipped() -> Iterator[Json]:
    """The data and weights that come with kg, with their licences."""
    for pattern, (kind, licence) in SHIPPED.items():
        for path in sorted(ROOT.glob(pattern)):
            name = path.relative_to(ROOT).as_posix()
            yield {
                "type": kind,
                "bom-ref": name,
                "name": name,
                "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(path.read_bytes()).hexdigest()}],
                "licenses": [{"license": {"name": licence or told_licence(path)}}],
            }


def told_licence(path: Path) -> str:
    """The licence that a file names in its head."""
    found = re.search(r"^# Licence: (.+)$", path.read_text(encoding="utf-8"), re.M)
    if found is None:
        raise ValueError(f"{path}: names no licence")
    return found[1]


def dependencies(pinned: list[Pinned], kept: set[str], own: str) -> list[Json]:
    """What needs what, of kg and of the packages in ``kept``."""
    needs: dict[str, set[str]] = {own: set()}
    for package in pinned:
        if package.name not in kept:
            continue
        needs.setdefault(purl(package), set())
        for parent in package.parents:
            of_kg = parent.startswith("kg (")
            above = [own] if of_kg else [purl(p) for p in pinned if p.name == parent and p.name in kept]
            for ref in above:
                needs.setdefault(ref, set()).add(purl(package))
    return [{"ref": ref, "dependsOn": sorted(below)} for ref, below in sorted(needs.items())]


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(sbom(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
