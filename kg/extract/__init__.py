"""``Doc`` → ``Extraction``: mentions, statements, events, relations. spaCy stops here.

Every extractor is a pure function from an annotated Doc (and the lexicon) to tuples of ``kg.records``.
"""
