"""``doc._.mentions`` → the same with one ``entity`` for all that mean one thing, and what those share.

Names by string match, noun phrases by apposition, predication, office and head match, pronouns by the nearest
antecedent that fits; what no rule decides the encoder's pair scorer does.
"""
