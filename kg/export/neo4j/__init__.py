"""For Neo4j, in three ways that leave the same in the database: files to import, a script, the driver.

:mod:`rows` takes the property graph (:func:`kg.export.projection.project`) and gives its nodes and relationships as
rows with properties of Neo4j's types; :mod:`statements` is the Cypher that writes rows. :mod:`csv_files`,
:mod:`script` and :mod:`push` take the rows to the database. Every node and relationship carries the name of its graph,
so that a graph that was imported can be pushed into later, and two graphs in one database keep apart.
"""
