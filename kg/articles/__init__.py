"""Files of every kind, feeds and archives → ``Article``.

Takes paths (a file, a folder, ``-``) and gives ``kg.records.Article`` one at a time, in input order: memory stays flat.
``text`` is the input's to the character for .txt and .jsonl; ``paragraphs`` are the spans of it that are the article's
own, so that menus and advertisements are passed over and never cut. What cannot be read is an ``InputError`` handed to
``on_error``; the rest goes on. English only.

One module a concern: :mod:`~kg.articles.files` which files there are and their bytes, :mod:`~kg.articles.formats` what
reads each kind. Of a page, :mod:`~kg.articles.markup` makes a tree, :mod:`~kg.articles.boxes` takes out what is not the
article, :mod:`~kg.articles.containers` puts together what is, :mod:`~kg.articles.body` asks whether it is whole,
:mod:`~kg.articles.page_data` and :mod:`~kg.articles.headline` read what the page says of itself. Of any text,
:mod:`~kg.articles.lines` and :mod:`~kg.articles.paragraphs` say what is the article, :mod:`~kg.articles.boilerplate`
which lines are not, :mod:`~kg.articles.dateline` place and day before it, :mod:`~kg.articles.published` and
:mod:`~kg.articles.publisher` what the text says of itself, :mod:`~kg.articles.language` whether it is English;
:mod:`~kg.articles.reader` does all of it in order.
"""

from kg.articles.reader import article, count, read, read_file

__all__ = ["article", "count", "read", "read_file"]
