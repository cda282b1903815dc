"""The graph → Turtle and its kin, interactive HTML, Neo4j, NetworkX files, tables.

Every exporter reads the store: RDF as it is (:mod:`kg.graph.serialise`), the property graph that Neo4j, GraphML, GEXF
and the page share (:mod:`kg.export.projection`), or rows (:mod:`kg.export.events`, :mod:`kg.export.mentions`). Same
graph, same bytes.
"""
