"""``Doc`` → statements: who says what, by which cue, to whom, where.

Each ``from_…`` module yields attributions (:class:`~kg.extract.attribution.draft.Draft`) by one kind of evidence and
stands in the table of :mod:`~kg.extract.attribution.extractors`; :mod:`~kg.extract.attribution.statements` gives
``kg.records.Statement``.
"""
