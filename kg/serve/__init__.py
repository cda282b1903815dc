"""A graph over HTTP: SPARQL, the explorer's API and page, a document behind every IRI. Nothing of the graph is changed.

:func:`kg.serve.app.application` makes the application of a folder, :func:`kg.serve.server.run` serves it.
"""
