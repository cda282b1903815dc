"""News articles about world politics into one knowledge graph: who is who, who did what to whom, who said what.

>>> import kg
>>> graph = kg.build("data/samples", "my-graph")  # doctest: +SKIP
>>> graph.query("who-said", speaker="Pete Hegseth")  # doctest: +SKIP

:func:`read` and :func:`extract` give what articles say, :func:`build` puts it into a graph, :func:`open` opens one that
is there: a :class:`Graph` answers SPARQL, shows things with their evidence, and leaves in any format.

The flow, which is the layout, each arrow a folder::

    articles/ → annotate/ → extract/ → resolve/ → graph/ → export/, explore/

:mod:`kg.records` holds what crosses from one stage to the next; the module ``kg/build.py`` tells the story on one page.
"""

import os

# onnxruntime reports to its maker from the moment it is imported, and keeps an id of the machine in the home folder:
# this alone stops both, whatever stood there before ("0" means yes, do report), and so for the processes begun from
# here. It is read at the import, and every module that imports onnxruntime stands below this one.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

__version__ = "0.2.0"

import kg.extract  # noqa: F401 - the packages and modules of the same names come first, so that the functions stay
from kg.api import Graph, build, extract, open, read
from kg.errors import InputWarning, KgError
from kg.records import Article, Event, Extraction, Mention, Relation, Statement

__all__ = [
    "Article",
    "Event",
    "Extraction",
    "Graph",
    "InputWarning",
    "KgError",
    "Mention",
    "Relation",
    "Statement",
    "build",
    "extract",
    "open",
    "read",
]
