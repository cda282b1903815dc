"""News articles about world politics into one knowledge graph: who is who, who did what to whom, who said what.

The flow, which is the layout, each arrow a folder::

    articles/ → annotate/ → extract/ → resolve/ → graph/ → export/

:mod:`kg.records` holds what crosses from one stage to the next; :mod:`kg.build` tells the whole story on one page.
"""

import os

# onnxruntime reports to its maker from the moment it is imported, and keeps an id of the machine in the home folder:
# this alone stops both, whatever stood there before ("0" means yes, do report), and so for the processes begun from
# here. It is read at the import, and every module that imports onnxruntime stands below this one.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

__version__ = "0.1.0"
