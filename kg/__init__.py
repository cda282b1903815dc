"""News articles about world politics into one knowledge graph: who is who, who did what to whom, who said what.

The flow, which is the layout, each arrow a folder::

    articles/ → annotate/ → extract/ → resolve/ → graph/ → export/

:mod:`kg.records` holds what crosses from one stage to the next; :mod:`kg.build` tells the whole story on one page.
"""

__version__ = "0.1.0"
