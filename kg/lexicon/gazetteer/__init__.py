"""The gazetteer: who and what the news names, with dates, identifiers, and names that are strong or weak.

``Gazetteer.load()`` reads the tab-separated files beside this module, one for each licence, which
``scripts/make_gazetteer.py`` makes from public reference data and from ``by_hand.yaml``.
"""

from kg.lexicon.gazetteer.core import Gazetteer
from kg.lexicon.gazetteer.model import Entry, Hit, Tenure

__all__ = ["Entry", "Gazetteer", "Hit", "Tenure"]
