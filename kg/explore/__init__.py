"""The graph → what a person looks at: a thing with its evidence, and why its readings are one.

:func:`kg.explore.text.described` gives it in lines; :mod:`kg.explore.why` says in words what merging rests on.
"""
