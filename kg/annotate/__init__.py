"""``Article`` → spaCy ``Doc`` with names, dates and chains of coreference.

The Doc holds the whole text; the article's own paragraphs alone are annotated. What the components leave on it
(:mod:`kg.annotate.document`): ``doc._.article``, ``doc._.mentions`` (``kg.records.Mention``, numbered in text order),
``doc._.dates`` (``kg.records.Date``), ``doc._.anchor`` (the day from which relative dates count) and
``doc._.quotations`` (``kg.annotate.quotations``). Each component is a spaCy factory, so that a spaCy user can take one
without the rest.
"""
