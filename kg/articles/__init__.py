"""Files, HTML, JSONL → ``Article``.

Takes paths (a file, a folder, ``-``) and gives ``kg.records.Article`` one at a time, in input order: memory stays flat.
``text`` is the input's to the character for .txt and .jsonl; ``paragraphs`` are the spans of it that are the article's
own, so that menus and advertisements are passed over and never cut. What cannot be read is an ``InputError`` handed to
``on_error``; the rest goes on. English only.
"""
