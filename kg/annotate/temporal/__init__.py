"""Time expressions of a Doc → ``doc._.dates`` and ``doc._.anchor``, the day from which relative ones count.

A grammar (:mod:`~kg.annotate.temporal.grammar`, its rules in ``rules/``), a tagger that applies it, the reference
date where publication does not say it, and the tense that tells next Friday from last Friday.
"""
