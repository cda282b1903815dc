"""The graph → what a person looks at: a thing with its evidence, why its readings are one, and all that a page asks.

:func:`kg.explore.text.described` gives a thing in lines; :mod:`kg.explore.why` says in words what merging rests on;
:class:`kg.explore.explorer.Explorer` answers in JSON, from an index that is made once from a store.
"""
