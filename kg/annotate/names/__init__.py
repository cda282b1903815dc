"""Names, titles, noun phrases and pronouns of a Doc → ``doc._.mentions``, typed and linked to the gazetteer.

Takes a parsed Doc (with ``doc._.encoded`` where the encoder read it). The passes, in their order, stand in
:mod:`kg.annotate.names.component`; what they hand on are :class:`~kg.annotate.names.candidate.Candidate`.
"""
