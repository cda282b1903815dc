"""How the encoder of ``kg.annotate.encoder`` is trained, measured and shipped: ``make train``, ``make folds``.

The modules run with ``scripts`` on the path: ``PYTHONPATH=scripts python -m encoder.train``.
"""
