"""``Doc`` and statements → events: triggers by the lexicon of frames, participants, factuality, place, amounts.

:func:`kg.extract.events.events.events` gives ``kg.records.Event``; :mod:`~kg.extract.events.marked_pairs` codes
the act between two marked parties of a sentence.
"""
