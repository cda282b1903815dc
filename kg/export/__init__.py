"""The graph → Turtle and its kin, interactive HTML, Neo4j, NetworkX files, tables."""
