"""One small encoder, read once over an article, with a head for each task; what it saw is left on the Doc.

The flow: :mod:`~kg.annotate.encoder.word_features` (what it is told of each word) → :mod:`~kg.annotate.encoder.windows`
(overlapping stretches of the text) → :mod:`~kg.annotate.encoder.session` (the weights, run by onnxruntime) →
:mod:`~kg.annotate.encoder.component` (the spaCy component ``kg_encoder``, which leaves ``doc._.encoded``). The weights
lie in ``weights/``, with a model card; ``scripts/encoder`` makes them.
"""
