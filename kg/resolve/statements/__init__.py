"""Readings of statements → merged statements: blocking, comparison, clustering, merging."""
