"""Run a notebook from its folder in a kernel of this environment; a cell that fails ends it with status 1.

usage: run_notebook.py NOTEBOOK...      ``--write`` keeps the outputs in the file.
"""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient


def main() -> None:
    paths = [Path(argument) for argument in sys.argv[1:] if argument != "--write"]
    for path in paths:
        notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
        resources = {"metadata": {"path": str(path.parent)}}
        NotebookClient(notebook, timeout=600, kernel_name="python3", resources=resources).execute()
        cells = sum(cell.cell_type == "code" for cell in notebook.cells)
        print(f"{path}: {cells} cells ran")
        if "--write" in sys.argv:
            nbformat.write(notebook, path)  # type: ignore[no-untyped-call]


main()
