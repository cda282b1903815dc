"""Extractions + ``Resolution`` → quads; the store on disk, SPARQL, named queries, SHACL. RDF begins here.

The default graph is what is merged, and closed; one named graph an article holds what that article says.

- :class:`kg.graph.units.Units` makes the quads; :class:`kg.graph.store.GraphFolder` keeps extractions, judgements and
  the store that readers open.
- :mod:`kg.graph.rdf` has RDF's terms and the protocol of a store, :mod:`kg.graph.oxigraph` the store that is there.
- :class:`kg.graph.view.GraphView` looks things up, with their evidence.
- :func:`kg.graph.query_process.answer` asks in a process that can be ended, :func:`kg.graph.query.run` and
  ``run_named`` in this one; :func:`kg.graph.results.write` shows the answer.
- :func:`kg.graph.serialise.serialise` writes RDF; :func:`kg.graph.validate.validate` finds what breaks the shapes.
"""
