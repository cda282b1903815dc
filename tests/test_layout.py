"""The layout is the flow: a stage imports earlier ones alone, spaCy stops at extract/, RDF begins at graph/."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.extract.attribution.extractors import EXTRACTORS

PACKAGE = Path(__file__).parents[1] / "kg"
#: Each stage and the stages that it may import; everybody may import what stands at the top.
MAY = {
    "articles": (),
    "lexicon": (),
    "annotate": (),
    "extract": ("annotate",),
    "resolve": (),
    "graph": (),
    "export": ("graph", "explore"),
    "explore": ("graph",),
    "serve": ("graph", "export", "explore"),
}
SHARED = {"records", "errors", "ids", "terminal", "invisible", "output", "lexicon"}
RDF = {"rdflib", "pyoxigraph", "pyshacl"}
#: What of the store is imported, and by which modules alone.
STORE = {"pyoxigraph": ["graph/oxigraph.py", "graph/rdf.py"], "kg.graph.oxigraph": ["graph/published.py"]}
FILES = sorted(p for p in PACKAGE.rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_follow_the_flow(path: Path) -> None:
    stage = path.relative_to(PACKAGE).parts[0]
    names = set(imported(path))
    outside = {name.split(".")[0] for name in names}
    ours = {name.split(".")[1] for name in names if name.startswith("kg.")}
    if stage in MAY:
        assert ours <= {stage, *MAY[stage], *SHARED}
    if stage not in ("annotate", "extract", "build.py"):
        assert "spacy" not in outside
    if stage not in ("graph", "export", "api.py"):
        assert not outside & RDF
    if stage.removesuffix(".py") in SHARED:
        allowed = {"records", "errors", "ids", "terminal", "lexicon"}
        assert ours <= (allowed if stage == "lexicon" else allowed - {"lexicon"})


def test_the_store_is_behind_its_protocol() -> None:
    """Two modules know the library, one of them for RDF's terms alone, and one chooses the store."""
    for name, modules in STORE.items():
        assert [p.relative_to(PACKAGE).as_posix() for p in FILES if name in imported(p)] == modules


def test_every_stage_is_called_once_in_order() -> None:
    """``build.py`` tells the whole story: each stage's function once, in the order of the flow."""
    tree = ast.parse((PACKAGE / "build.py").read_text(encoding="utf-8"))
    modules = [n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module]
    stages = {m.split(".")[1] for m in modules if m.startswith("kg.")}
    assert {"articles", "annotate", "extract", "resolve", "graph"} <= stages


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_errors_stand_together(path: Path) -> None:
    """Whatever may go wrong is in ``errors.py``, where one process finds by its name what another tells it."""
    classes = (n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.ClassDef))
    derived = [c.name for c in classes if any(ast.unparse(base).endswith("Error") for base in c.bases)]
    assert not derived or path.name == "errors.py"


def test_docs_are_built_in_one_place() -> None:
    """Tests take their Docs from ``docs.py``, so that what a Doc must have is written once."""
    for path in sorted((PACKAGE.parent / "tests").rglob("*.py")):
        calls = {ast.unparse(n.func) for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)}
        assert path.name == "docs.py" or not calls & {"Doc", "spacy.blank"}, path


#: Labels that spaCy's English models give to arcs; "mark", "case" and the like are words of other things, too.
LABELS = {"nsubj", "nsubjpass", "csubj", "dobj", "pobj", "ccomp", "xcomp", "advcl", "relcl", "acl", "auxpass", "oprd"}
ANALYSIS = [p for p in FILES if p.relative_to(PACKAGE).parts[0] in ("annotate", "extract", "resolve")]
#: Words that are no English: what the project's own values and keys are called.
OWN_WORDS = {
    "source", "target", "cue", "content", "name", "nominal", "pronoun", "planned", "possible", "requested", "negated",
    "actual", "direct", "indirect", "mixed", "that", "obj", "to", "for", "on", "against", "obj-to", "obj-for", "obj-as",
    "obj-over", "be-to", "raise", "quote", "colon", "according", "complement", "clause", "iobject", "object", "with",
    "possessor", "by", "from", "modifier", "predicate", "subject", "text", "path", "examples", "symmetric", "article",
    "anchor", "encoded", "mentions", "dates", "candidates", "person", "organization", "place", "ids", "shapes",
    "opinions", "names", "said", "links", "chains", "below", "words", "deeds", "parties", "same", "bias", "clues",
    "middle", "out", "none", "both", "news", "killed", "wounded", "detained", "quotations",
}  # fmt: skip


def strings(node: ast.AST) -> list[str]:
    return [n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)]


def is_grammar(path: Path) -> bool:
    """Whether a module may know the parse, or English: the reader of the parse, and the grammar of time."""
    return path == PACKAGE / "annotate" / "syntax.py" or "temporal" in path.parts


@pytest.mark.parametrize("path", ANALYSIS, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_only_the_syntax_module_knows_the_arcs_of_the_parse(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if not is_grammar(path):
        assert not any(isinstance(n, ast.Attribute) and n.attr in ("dep", "dep_") for n in ast.walk(tree))
        assert not LABELS & set(strings(tree))


@pytest.mark.parametrize("path", ANALYSIS, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_lists_of_english_words_are_data(path: Path) -> None:
    """Three small words or more beside one another belong into ``lexicon/en/words``."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [
        words
        for node in ast.walk(tree)
        if isinstance(node, ast.Set | ast.Tuple | ast.List)
        and len(words := [w for e in node.elts for w in strings(e) if w.isalpha() and w.islower()]) >= 3
        and len(words) >= 0.6 * len(node.elts)
        and not set(words) <= OWN_WORDS
    ]
    assert is_grammar(path) or not found


@pytest.mark.parametrize("path", sorted((PACKAGE / "extract" / "attribution").glob("from_*.py")), ids=lambda p: p.stem)
def test_each_kind_of_evidence_is_one_line_of_the_table(path: Path) -> None:
    """Another source of statements is one ``from_…`` file, and one line where they are listed."""
    assert [e.__module__ for e in EXTRACTORS].count(f"kg.extract.attribution.{path.stem}") == 1
