"""Feeds, news items, archives, notes, PDF and Word documents: read as articles, with ids that stay; bounded."""

from __future__ import annotations

import gzip
import io
import sys
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from kg.articles import pdf, read, warc
from kg.errors import LeftOut
from kg.records import Article

TEXT = "The foreign minister of Norway met her Danish counterpart in Oslo on Monday. They signed a treaty on fishing."
OTHER = "The president of Chile told reporters that the border would stay open. Peru welcomed the decision."
HEAD = "Ministers sign treaty in Oslo"


def gather(*inputs: Path) -> tuple[list[Article], list[str]]:
    errors: list[str] = []
    return list(read(inputs, on_error=lambda error: errors.append(str(error)))), errors


def one(path: Path, data: str | bytes) -> Article:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    articles, errors = gather(path)
    assert not errors and len(articles) == 1
    return articles[0]


def refused(path: Path, data: str | bytes) -> str:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    articles, errors = gather(path)
    assert not articles and len(errors) == 1 and "\n" not in errors[0]
    return errors[0].removeprefix(f"{path}")


def own(article: Article) -> list[str]:
    return [article.text[start:end] for start, end in article.paragraphs]


# ---------------------------------------------------------------- folders


def test_what_is_not_read_of_a_folder_is_counted_in_one_line(tmp_path: Path) -> None:
    for name in ("a.txt", "b.odt", "c.JPG", "d/e.jpg", "noext", "page_files/ad.html", ".hidden.odt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    (tmp_path / "page.html").write_text(f"<html><body><h1>{HEAD}</h1><p>{OTHER * 3}</p></body></html>")
    errors: list[Exception] = []
    articles = list(read([tmp_path], on_error=errors.append))
    assert [article.id for article in articles] == ["a", "page"]
    assert [str(error) for error in errors] == [
        f"{tmp_path}: not read: 2 .jpg, 1 .odt, 1 folders of parts of saved pages, 1 without a suffix"
    ]
    assert isinstance(errors[0], LeftOut)


# ---------------------------------------------------------------- notes


NOTE = f"""---
title: "{HEAD}"
source: https://post.example/oslo
published: 2024-05-06
site: The Harbour Post
tags: [fish]
---
# {HEAD}

> The **foreign minister** of [Norway](https://no.example "x") met her *Danish* counterpart in [[Oslo|Oslo]] on Monday.
![The two](a.png)

They signed a treaty:
* on fishing_quotas_2024
* on a court

```
code
```
---
"""


def test_a_note(tmp_path: Path) -> None:
    article = one(tmp_path / "note.md", NOTE)
    assert (article.id, article.title, article.published) == ("note", HEAD, "2024-05-06")
    assert (article.url, article.publisher) == ("https://post.example/oslo", "The Harbour Post")
    assert own(article) == [
        HEAD, "The foreign minister of Norway met her Danish counterpart in Oslo on Monday.", "They signed a treaty:",
        "- on fishing_quotas_2024", "- on a court",
    ]  # fmt: skip


@pytest.mark.parametrize("front", ["---\na: [\n---\n", "---\n- x\n---\n", "---\n", ""])
def test_a_note_with_front_matter_that_is_none(tmp_path: Path, front: str) -> None:
    assert TEXT in one(tmp_path / "note.md", f"{front}{TEXT}").text


@pytest.mark.parametrize("unit", ["[", "![[", "*a ", "<a", "[a](", "---\n", "_", "> ", "#"])
def test_no_note_takes_long(tmp_path: Path, unit: str) -> None:
    (tmp_path / "note.md").write_text(f"{TEXT}\n{unit * 60_000}")
    started = time.process_time()
    gather(tmp_path / "note.md")
    assert time.process_time() - started < 10


# ---------------------------------------------------------------- feeds


RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>World news | The Harbour Post</title><link>https://www.harbourpost.example/</link>
<item><title>{HEAD}</title><link>https://www.harbourpost.example/oslo</link><guid>urn:1</guid>
<pubDate>Mon, 06 May 2024 23:30:00 -0500</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{TEXT}</p><div class="related-articles"><p>Storm.</p></div>
<ul><li>Cod &amp; hake</li></ul>
<p>All left.</p>
]]></content:encoded></item>
<item><title>Chile keeps border open</title><link>https://www.harbourpost.example/chile</link>
<description>{OTHER}</description></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Harbour Post</title>
<entry><id>tag:1</id><title type="html">Ministers &lt;b&gt;sign&lt;/b&gt; treaty in Oslo</title>
<link href="https://harbourpost.example/oslo"/><updated>2024-05-06T10:00:00Z</updated>
<content type="html">&lt;p&gt;{TEXT}&lt;/p&gt;</content></entry></feed>"""


@pytest.mark.parametrize("name", ["feed.rss", "feed.xml"])
def test_rss(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(RSS)
    (first, second), errors = gather(tmp_path / name)
    assert not errors
    assert (first.title, first.published, first.publisher) == (HEAD, "2024-05-06", "The Harbour Post")
    assert first.url == "https://www.harbourpost.example/oslo"
    assert own(first) == [HEAD, TEXT, "- Cod & hake", "All left."]
    assert own(second) == ["Chile keeps border open", OTHER] and second.published is None
    assert first.id.startswith("feed/") and len({first.id, second.id}) == 2
    (tmp_path / name).write_text(
        RSS.replace(
            "<item>", f"<item><title>Storm</title><description>{OTHER} It rained.</description></item><item>", 1
        )
    )
    assert {first.id, second.id} < {article.id for article in gather(tmp_path / name)[0]}


def test_atom(tmp_path: Path) -> None:
    article = one(tmp_path / "feed.atom", ATOM)
    assert (article.title, article.published, article.publisher) == (HEAD, "2024-05-06", "The Harbour Post")
    assert own(article) == [HEAD, TEXT]


BOMB = (
    "<!DOCTYPE x [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {b} '{f'&{a};' * 9}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.rss", f"{BOMB}<rss><channel><item><title>&i;</title></item></channel></rss>", "declares entities"),
        ("a.xml", f"{BOMB}<newsItem>&i;</newsItem>".encode("utf-16"), "declares entities"),
        ("a.xml", "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hosts'>]><rss>&x;</rss>", "declares entities"),
        ("a.xml", "<svg/>", "XML of a kind that is not read (svg)"),
        ("a.xml", "<a", "XML of a kind that is not read (not well-formed)"),
        ("a.xml", "<d>" * 100_000, "XML of a kind that is not read (not well-formed)"),
        ("a.xml", "<newsMessage/>", "no news item"),
        ("a.rss", "<rss><channel/></rss>", "no entry of a feed"),
        ("a.rss", "http://127.0.0.1:9/feed", "no entry of a feed"),
        ("a.atom", "", "empty file"),
    ],
)
def test_xml_that_is_refused(tmp_path: Path, name: str, data: str | bytes, reason: str) -> None:
    started = time.process_time()
    assert reason in refused(tmp_path / name, data)
    assert time.process_time() - started < 5


# ---------------------------------------------------------------- news items


def item(guid: str, text: str, status: str = "usable") -> str:
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" version="1">
<itemMeta><provider qcode="nprov:HP"><name>Harbour Press</name></provider>
<versionCreated>2024-05-06T10:00:00Z</versionCreated><pubStatus qcode="stat:{status}"/></itemMeta>
<contentMeta><headline>{HEAD}</headline></contentMeta><contentSet><inlineXML contenttype="application/nitf+xml">
<nitf><body><body.head><hedline><hl1>{HEAD}</hl1></hedline></body.head><body.content><p>{text}</p><p>They <em>all</em>
left.</p></body.content></body></nitf></inlineXML></contentSet></newsItem>"""


def test_a_news_item(tmp_path: Path) -> None:
    article = one(tmp_path / "item.xml", item("urn:1", TEXT))
    assert (article.id, article.title, article.published) == ("item", HEAD, "2024-05-06")
    assert article.publisher == "Harbour Press"
    assert own(article) == [HEAD, TEXT, "They all left."]


def test_a_message_of_items_without_those_that_are_withdrawn(tmp_path: Path) -> None:
    items = item("urn:1", TEXT) + item("urn:2", OTHER) + item("urn:3", "Nothing of it was true.", "canceled")
    path = tmp_path / "all.xml"
    path.write_text(
        f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{items}</itemSet></newsMessage>'
    )
    articles, errors = gather(path)
    assert [TEXT in articles[0].text, OTHER in articles[1].text, len(articles)] == [True, True, 2]
    assert all(article.id.startswith("all/") for article in articles)
    assert errors == [f"{path}:3: a news item that is withdrawn"]


# ---------------------------------------------------------------- archives


Record = tuple[str, str, bytes, Sequence[tuple[str, str]]]


def archive(path: Path, records: Sequence[Record]) -> Path:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=path.suffix == ".gz")
        writer.write_record(writer.create_warcinfo_record("x", {"software": "test"}))
        for url, kind, data, headers in records:
            http = StatusAndHeaders("200 OK", [("Content-Type", kind), *headers], protocol="HTTP/1.1")
            warc_headers = {"WARC-Date": "2024-05-06T00:00:00Z"}
            record = writer.create_warc_record(
                url, "response", io.BytesIO(data), http_headers=http, warc_headers_dict=warc_headers
            )
            writer.write_record(record)
    return path


def page(text: str) -> bytes:
    return f"<html><body><article><h1>{HEAD}</h1><p>{text * 3} “Over,” she said.</p></article></body></html>".encode(
        "cp1252"
    )


PAGES: list[Record] = [
    ("https://a.example/1", "text/html; charset=windows-1252", page(TEXT), ()),
    ("https://a.example/a.png", "image/png", b"\x89PNG", ()),
    ("https://a.example/", "text/html", b"<html><body><a href=/1>1</a></body></html>", ()),
    (
        "https://a.example/2",
        "text/html",
        gzip.compress(page(OTHER).decode("cp1252").encode()),
        [("Content-Encoding", "gzip")],
    ),
]


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_an_archive(tmp_path: Path, name: str) -> None:
    articles, errors = gather(archive(tmp_path / name, PAGES))
    assert [article.url for article in articles] == ["https://a.example/1", "https://a.example/2"]
    assert TEXT in articles[0].text and "“Over,”" in articles[0].text and OTHER in articles[1].text
    assert all(article.id.startswith("crawl/") for article in articles)
    assert errors == [
        f"{tmp_path}/{name}: not read: 1 files that are no page, 1 pages without an article, 1 records about others"
    ]


def test_a_page_that_unpacks_to_too_much_costs_one_line(tmp_path: Path) -> None:
    bomb: Record = (
        "https://a.example/b",
        "text/html",
        gzip.compress(b"<p>" * 20_000_000),
        [("Content-Encoding", "gzip")],
    )
    articles, errors = gather(archive(tmp_path / "crawl.warc.gz", [bomb, *PAGES]))
    assert len(articles) == 2
    assert errors[0] == f"{tmp_path}/crawl.warc.gz: https://a.example/b: more than 10,000,000 bytes"


def test_a_record_without_end_ends_the_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "MAX_RECORD_BYTES", 1_000_000)
    film: Record = ("https://a.example/b", "video/mp4", b"\0" * 3_000_000, ())
    articles, errors = gather(archive(tmp_path / "crawl.warc.gz", [PAGES[0], film, *PAGES]))
    assert len(articles) == 1
    assert "a record of more than 1,000,000 bytes; nothing behind it is read" in errors[0]


@pytest.mark.parametrize("cut", [30, 400, 900])
def test_a_damaged_archive_is_one_line_and_what_stands_before_stays(tmp_path: Path, cut: int) -> None:
    path = archive(tmp_path / "crawl.warc.gz", PAGES)
    path.write_bytes(path.read_bytes()[:cut] + b"\xff" * 50)
    (tmp_path / "z.txt").write_text(TEXT)
    articles, errors = gather(tmp_path)
    assert articles[-1].id == "z" and len(errors) <= 2 and all("bug" not in error for error in errors)


# ---------------------------------------------------------------- PDF and Word


def portable(pages: Sequence[Sequence[str]], kids: str | None = None) -> bytes:
    """A PDF of ``pages`` of lines."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    numbers = []
    for lines in pages:
        shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
        stream = f"BT /F1 12 Tf 50 750 Td {shown} ET"
        objects += [
            f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {len(objects) + 1} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>",
        ]
        numbers.append(len(objects))
    objects[1] = f"<</Type/Pages/Kids[{kids or ' '.join(f'{n} 0 R' for n in numbers)}]/Count {len(pages)}>>"
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj{body}endobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF".encode()


def test_a_pdf_without_the_heads_and_feet_of_its_pages(tmp_path: Path) -> None:
    body = [
        [
            "The foreign minister of Norway met her Danish counter-",
            "part in Oslo on Monday. They signed a treaty on fish",
        ],
        [
            "and on a court of appeal, which is to sit in Bergen.",
            "Fishermen on both sides said that the quotas were low.",
        ],
        ["They will meet again in Copenhagen in the autumn."],
    ]
    pages = [["The Harbour Post, 6 May", *lines, f"Page {n} of 3"] for n, lines in enumerate(body, start=1)]
    text = one(tmp_path / "paper.pdf", portable(pages)).text
    assert "Harbour Post" not in text and "Page" not in text
    assert "counterpart in Oslo" in text.replace("\n", " ")
    assert [line for line in text.splitlines() if "Copenhagen" in line] == body[2]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (portable([[]]), "no text in the pages: a scan, perhaps"),
        (portable([["x"]], kids="2 0 R " * 3), ""),
        (b"%PDF-1.4\n", "cannot be read: "),
        (b"", "cannot be read: "),
        (portable([["x"]])[:300], ""),
    ],
)
def test_a_pdf_that_holds_nothing(tmp_path: Path, data: bytes, reason: str) -> None:
    started = time.monotonic()
    assert reason in refused(tmp_path / "a.pdf", data)
    assert time.monotonic() - started < 45


def test_a_pdf_that_takes_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_SECONDS", 0.001)
    assert "takes more than 0.001 seconds to read" in refused(tmp_path / "a.pdf", portable([[TEXT]]))


def test_nothing_is_imported_from_the_folder_of_the_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pypdf.py").write_text("raise SystemExit('owned')")
    monkeypatch.chdir(tmp_path)
    assert TEXT in one(tmp_path / "a.pdf", portable([[TEXT]])).text


def test_a_word_document(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading(HEAD)
    document.add_paragraph(TEXT)
    document.add_paragraph("quotas for cod", style="List Bullet")
    document.add_paragraph("They left.")
    document.core_properties.title = HEAD
    document.save(str(tmp_path / "a.docx"))
    article = one(tmp_path / "a.docx", (tmp_path / "a.docx").read_bytes())
    assert article.title == HEAD and own(article) == [HEAD, TEXT, "quotas for cod", "They left."]


def test_word_documents_that_are_none(tmp_path: Path) -> None:
    assert "not a Word document" in refused(tmp_path / "a.docx", b"PK")
    with zipfile.ZipFile(tmp_path / "b.docx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("word/document.xml", b" " * 300_000_000)
    assert "more than 200,000,000 bytes when it is unpacked" in refused(
        tmp_path / "b.docx", (tmp_path / "b.docx").read_bytes()
    )
    with zipfile.ZipFile(tmp_path / "c.docx", "w") as other:
        other.writestr("x", b"y")
    assert "not a Word document" in refused(tmp_path / "c.docx", (tmp_path / "c.docx").read_bytes())


@pytest.mark.parametrize(
    ("name", "module"),
    [("a.rss", "feedparser"), ("a.warc", "warcio.archiveiterator"), ("a.pdf", "pypdf"), ("a.docx", "docx")],
)
def test_a_missing_library_is_one_line_that_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    assert refused(tmp_path / name, RSS) == ": cannot be read without more libraries: pip install 'kg[documents]'"
