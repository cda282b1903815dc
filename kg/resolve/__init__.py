"""Extractions → ``Resolution``: who is who, which statements and events are one, who disagrees.

Mentions keep their own ids; judgements (same, not the same, with a score and its features) are kept apart; clusters are
computed from them, and a person's judgement always wins. The result does not depend on the order of the articles.
"""
