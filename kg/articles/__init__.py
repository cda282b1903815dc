"""Files, HTML, JSONL → ``Article``.

Takes paths (a file, a folder, ``-``) and gives ``kg.records.Article`` one at a time, in input order: memory stays flat.
``text`` is the input's to the character for .txt and .jsonl; ``paragraphs`` are the spans of it that are the article's
own, so that menus and advertisements are passed over and never cut. What cannot be read is an ``InputError`` handed to
``on_error``; the rest goes on. English only.

One module a concern: :mod:`~kg.articles.files` which files there are and their bytes, :mod:`~kg.articles.jsonl` and
:mod:`~kg.articles.html` the formats, :mod:`~kg.articles.lines` and :mod:`~kg.articles.paragraphs` what of a text is the
article, :mod:`~kg.articles.boilerplate` the lines that are not, :mod:`~kg.articles.dateline` place and day before it,
:mod:`~kg.articles.published` and :mod:`~kg.articles.publisher` what the text says of itself,
:mod:`~kg.articles.language` whether it is English, :mod:`~kg.articles.reader` all of it in order.
"""

from kg.articles.reader import article, count, read

__all__ = ["article", "count", "read"]
