"""Extractions + ``Resolution`` → quads; the store on disk, SPARQL, named queries, SHACL. RDF begins here.

The default graph is what is merged, and closed; one named graph an article holds what that article says.
"""
