"""The part of the lock that somebody needs, the bill of materials, and the one version that all files name."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from kg import __version__

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import lock_file  # noqa: E402
import make_sbom  # noqa: E402

LOCK = """\
anyio==4.1.0 \\
    --hash=sha256:{a}
    # via starlette
click==8.1.0 ; python_full_version < '3.12' \\
    --hash=sha256:{a} \\
    --hash=sha256:{b}
    # via
    #   kg (pyproject.toml)
    #   typer
pytest==8.3.0 \\
    --hash=sha256:{b}
    # via kg (pyproject.toml)
starlette==0.45.0 \\
    --hash=sha256:{b}
    # via kg (pyproject.toml)
""".format(a="a" * 64, b="b" * 64)


def test_a_lock_is_read() -> None:
    click = lock_file.read(LOCK)[1]
    assert (click.name, click.version, click.marker) == ("click", "8.1.0", "python_full_version < '3.12'")
    assert click.hashes == ("a" * 64, "b" * 64) and click.parents == ("kg (pyproject.toml)", "typer")
    assert "\n".join(line for package in lock_file.read(LOCK) for line in package.lines) + "\n" == LOCK


def test_what_is_needed_comes_with_what_it_needs_and_nothing_else() -> None:
    assert [package.name for package in lock_file.needed(lock_file.read(LOCK), {"starlette"})] == ["anyio", "starlette"]


def test_every_pin_of_the_project_has_a_hash_and_is_needed() -> None:
    pinned = lock_file.read(lock_file.LOCK.read_text(encoding="utf-8"))
    assert len(pinned) > 100 and not [package.name for package in pinned if not package.hashes]
    served = {package.name for package in lock_file.needed(pinned, lock_file.asked(["serve"]))}
    assert {"spacy", "starlette", "uvicorn", "anyio"} <= served and not {"pytest", "pyarrow", "sphinx"} & served


@pytest.fixture(scope="module")
def bill(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("sbom") / "kg.cdx.json"
    subprocess.run([sys.executable, "scripts/make_sbom.py", str(path)], cwd=ROOT, check=True)
    return path.read_text(encoding="utf-8")


def test_the_bill_of_materials_is_the_same_on_every_run(bill: str) -> None:
    assert json.loads(bill) == make_sbom.sbom() and "timestamp" not in bill and "serialNumber" not in bill


def test_the_bill_names_packages_data_and_weights_with_licences(bill: str) -> None:
    found = json.loads(bill)
    components = {component["bom-ref"]: component for component in found["components"]}
    assert len(components) == len(found["components"])
    names = {component["name"]: component for component in components.values()}
    assert names["spacy"]["scope"] == "required" and names["pyarrow"]["scope"] == "optional" and "pytest" not in names
    assert names["kg/lexicon/gazetteer/cc-by-sa.tsv"]["licenses"][0]["license"]["name"].startswith("Creative Commons")
    assert {"kg/annotate/encoder/weights/encoder.onnx.gz", "kg/explore/static/explorer.js"} <= {*names}
    refs = {*components, found["metadata"]["component"]["bom-ref"]}
    assert all({entry["ref"], *entry["dependsOn"]} <= refs for entry in found["dependencies"])


def test_every_gazetteer_file_is_billed() -> None:
    billed = {component["name"] for component in make_sbom.shipped()}
    assert {p.relative_to(ROOT).as_posix() for p in ROOT.glob("kg/lexicon/gazetteer/*.tsv")} <= billed


def test_one_version_stands_everywhere() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    released = re.search(r"^## (\S+) \((\S+)\)", changes, re.M)
    assert released is not None
    assert (citation["version"], str(citation["date-released"])) == released.groups()
    assert citation["version"] == make_sbom.version() == __version__


def test_the_image_takes_only_what_the_lock_pins() -> None:
    file = (ROOT / ".ci" / "Dockerfile").read_text(encoding="utf-8")
    installs = re.findall(r"pip install (.*?)(?: \\\n|\n)", file)
    assert installs and all("--require-hashes" in line or "--no-deps" in line for line in installs)
    assert re.findall(r"^USER (\S+)", file, re.M) == ["10001"] and "curl" not in file and "ADD" not in file
