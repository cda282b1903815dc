"""``Doc`` → statements: who says what, by which cue, to whom, where.

Each ``from_…`` module yields attributions (:class:`~kg.extract.attribution.draft.Draft`) by one kind of evidence;
:mod:`~kg.extract.attribution.statements` joins them and gives ``kg.records.Statement``.
"""
