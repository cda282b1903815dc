"""``Article`` → spaCy ``Doc`` with names, dates and chains of coreference.

The Doc holds the whole text; only the article's own paragraphs are annotated. What the components leave on it
(:mod:`kg.annotate.layer`): ``doc._.article``, ``doc._.mentions`` (``kg.records.Mention``, in text order, numbered),
``doc._.dates`` (``kg.records.Date``) and ``doc._.anchor`` (the day from which relative dates count). Each component is a
spaCy factory, so that a spaCy user can take one without the rest.
"""
