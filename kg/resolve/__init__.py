"""Extractions → ``Resolution``: who is who, which statements and events are one, who disagrees.

Mentions keep their own ids; judgements (same, not the same, with a score and its features) are kept apart; clusters are
computed from them, and a person's judgement always wins. The result does not depend on the order of the articles.

How it goes (:func:`kg.resolve.resolution.resolve`): each article becomes compact readings (``readings``), which a graph
keeps (``packing``); entities are grouped by name and clustered (``actors``: whole names, partial names, type conflicts,
offices, descriptions) and become nodes, over which the rest is merged (``world``); readings of events (``events``),
relations (``relations``) and statements, proposition by proposition (``statements``), are blocked, compared, clustered
and merged; what cannot all be right is a disagreement (``disagreements``).

What the graph relies on beside ``kg.records``:

- An adjective of nationality acts as its country, where events and relations name it; its mentions are a Group's, and
  only where nothing else names the country the Country's own.
- The publisher of an article is a ``Media`` node that holds the reading ``ARTICLE#publisher``, together with entities
  of the same name.
- A reading of a statement is a *part*: ``ARTICLE#s1``, or ``ARTICLE#s1.2`` where the statement has several; a statement
  without parts is one part with its own id.
- Every reading of a statement and an event is in exactly one merged statement or event. A relation is left out where an
  end of it has no node.
- Of several quantities of one kind in one event the first alone is kept, as ``ARTICLE#v1.duration``.
- Values that came from one article have no offsets here: ``MergedEvent.date.text`` is None.
- An entity without a name has a node only where it takes part in something; pronouns alone and type ``Other`` have
  none.
"""

from kg.resolve.resolution import resolve, resolve_profiles

__all__ = ["resolve", "resolve_profiles"]
