"""FollowTheMoney entities as JSON lines, for Aleph and other tools of investigative journalism.

:mod:`entity` is what a line holds; :mod:`named` says who is known by name, :mod:`parties` makes the people,
organisations and positions and what ties them, :mod:`told` the articles, events and mentions; :mod:`writer` writes them
all. What is a mere description of somebody ("a spokesman") is no entity, since Aleph would take its words for a name;
what is only reported, planned or denied is none, since an entity there is a fact.

Schemata and properties are those of the model's version 4 (https://followthemoney.tech/explorer/).
"""
