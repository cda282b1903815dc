"""Entities of all articles → nodes: blocking, comparison, clustering, merging.

Takes the entities of the readings, gives clusters of reading keys and ``kg.records.Node``.
"""
