"""The explorer's files, as they were built; where there are none, a plain page that leads on."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path
from typing import Final

from starlette.responses import FileResponse, HTMLResponse, Response

FOLDER: Final = Path(str(resources.files("kg.explore").joinpath("static")))
#: What the builder of the page puts a hash into the name of never changes.
_HASHED: Final = re.compile(r".*-[A-Za-z0-9_-]{8,}\.\w+")
_PLAIN: Final = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>kg</title></head><body>
<h1>A knowledge graph</h1>
<p>Ask it in SPARQL at <a href="/sparql">/sparql</a>, or by the API that
<a href="/api/openapi.json">/api/openapi.json</a> describes.</p>
</body></html>
"""


class Pages:
    """The files of a folder, and no others."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.files = {
            path.relative_to(folder).as_posix(): path
            for path in sorted(folder.rglob("*"))
            if path.is_file() and not path.is_symlink()
        }

    def index(self) -> Response:
        """The page."""
        if "index.html" not in self.files:
            return HTMLResponse(_PLAIN)
        return FileResponse(self.files["index.html"], headers={"Cache-Control": "no-cache"})

    def file(self, name: str) -> Response | None:
        """A file by its path below the folder; None where there is none."""
        if name not in self.files:
            return None
        hashed = _HASHED.fullmatch(name) is not None
        kept = "public, max-age=31536000, immutable" if hashed else "no-cache"
        return FileResponse(self.files[name], headers={"Cache-Control": kept})
