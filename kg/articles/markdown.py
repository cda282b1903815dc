"""Notes in Markdown, as clippers save pages: the text without its marks, and what their front matter says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from kg.articles.files import MAX_CHARACTERS, MAX_TEXT_BYTES, check_text, decode, read_bytes
from kg.articles.source import Source
from kg.lexicon.yaml_file import read_yaml

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(.{0,20000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
_FENCE = re.compile(r"[ \t]*(```|~~~)")
_HEADING = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$")
_LINE_MARK = re.compile(r"[ \t]{0,12}(?:>[ \t]?)+")
_ITEM = re.compile(r"[ \t]{0,12}[*+][ \t]+")
_RULE = re.compile(r"[ \t]*(?:[-*_=][ \t]*){3,}$|[ \t]*\[[^\]]{1,200}\]:[ \t]*\S+.*$|[ \t]*<!--.*-->[ \t]*$")
_IMAGE = re.compile(r"!\[[^\[\]]{0,300}\]\([^()\s]{0,2000}(?:[ \t]+\"[^\"]{0,300}\")?\)|!\[\[[^\[\]]{0,300}\]\]")
_LINK = re.compile(r"\[([^\[\]]{1,500})\](?:\([^()\s]{0,2000}(?:[ \t]+\"[^\"]{0,300}\")?\)|\[[^\[\]]{0,200}\])")
_WIKI = re.compile(r"\[\[(?:[^\[\]|]{1,300}\|)?([^\[\]|]{1,300})\]\]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_STRONG = re.compile(
    r"(?<![\w*])(\*{1,3})(?=\S)([^*\n]{1,1000}?)(?<=\S)\1(?![\w*])|(?<![\w_])(_{1,3})(?=\S)([^_\n]{1,1000}?)(?<=\S)\3(?![\w_])"
)
_KEYS = {"title": ("title",), "published": ("published", "date"), "publisher": ("publisher", "site", "website")}
_ADDRESSES = ("url", "source", "link", "canonical")


def read_markdown(path: Path, where: str, ident: str) -> Source:
    """The text of a note, one line for each of its own. InputError if it is none."""
    too_long = f"more than {MAX_CHARACTERS:,} characters ({MAX_TEXT_BYTES:,} bytes)"
    text = decode(read_bytes(path, MAX_TEXT_BYTES, too_long), where)
    check_text(text, where)
    front = _FRONT.match(text)
    said = _front(front[1]) if front else {}
    body = _plain(text[front.end() :] if front else text)
    title = said.get("title")
    if title and title not in body.split("\n", 3)[:3]:
        body = f"{title}\n\n{body}"
    return Source(where, ident, body, title, said.get("published"), said.get("url"), said.get("publisher"))


def _front(block: str) -> dict[str, str]:
    """What the front matter says of the article; nothing where it is no YAML."""
    try:
        values: Any = read_yaml(block)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    if not isinstance(values, dict):
        return {}
    lower = {str(key).lower(): " ".join(str(value).split()) for key, value in values.items() if _is_plain(value)}
    said = {name: next((lower[key] for key in keys if lower.get(key)), "") for name, keys in _KEYS.items()}
    said["url"] = next((lower[k] for k in _ADDRESSES if re.match(r"https?://\S+$", lower.get(k, ""))), "")
    return {name: value for name, value in said.items() if value}


def _is_plain(value: object) -> bool:
    return value is not None and not isinstance(value, dict | list | bool | set)


def _plain(text: str) -> str:
    lines: list[str] = []
    fenced = False
    for line in text.splitlines():
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced and not _RULE.match(line):
            lines.append(_line(line))
    return "\n".join(lines)


def _line(line: str) -> str:
    line = _LINE_MARK.sub("", line)
    line = _ITEM.sub("- ", line, count=1) if _ITEM.match(line) else line
    if heading := _HEADING.match(line):
        line = heading[1]
    line = _IMAGE.sub("", line)
    for pattern in (_LINK, _WIKI):
        line = pattern.sub(r"\1", line)
    line = _TAG.sub("", line)
    return _STRONG.sub(lambda match: match[2] or match[4], line)
