"""Learns the weights by which events are merged, from corpora of ``../shared``."""
