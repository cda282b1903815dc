"""Readings of events → merged events and propositions: blocking, comparison, clustering, merging."""
