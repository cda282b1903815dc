"""The words that ``kg`` knows, as data in ``en/``: event frames, verbs of saying, titles, the gazetteer; and their
readers.

Words are YAML with ``examples`` that run as tests, and tab-separated tables where there are thousands; unknown keys are
an error that names file and key.
"""
