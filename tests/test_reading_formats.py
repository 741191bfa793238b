"""Every format that is read: the same story in each, what packed and nested input gets, and what is told of pages."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sayso.errors import InputError
from sayso.reading import Gauge, ReadOptions, Tally, measure, read
from sayso.reading.language import code_of, is_language, language_of
from sayso.records import Article, find_problems

TITLE = "Harbour shut after oil spill"
PARAGRAPHS = (
    "The harbour was shut on Monday, officials said, after a spill that covered two miles of the coast and killed at least 40 birds.",
    "The mayor, Ana Reyes, said that it would open again on Friday, when the crews had taken the last of the oil from the quay.",
    "“We are sorry,” the shipping company said in a statement, and promised to pay for the work of the 120 people who were there.",
)
TEXT = "\n".join((TITLE, *PARAGRAPHS))


def page(title: str = TITLE, paragraphs: tuple[str, ...] = PARAGRAPHS, *, published: str = "2024-03-05", head: str = "") -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | The Tarsum Post</title>'
        f'<meta property="og:site_name" content="The Tarsum Post"><meta property="og:title" content="{title}">'
        f'<meta name="author" content="Marta Ilves"><meta property="article:published_time" content="{published}T10:00:00Z">{head}</head>'
        f'<body><nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>{title}</h1>{body}</article>'
        f"<footer>Copyright The Tarsum Post</footer></body></html>"
    ).encode()


def record(writer: WARCWriter, url: str, body: bytes, *, status: str = "200 OK", media_type: str = "text/html; charset=utf-8") -> None:
    headers = StatusAndHeaders(status, [("Content-Type", media_type)], protocol="HTTP/1.1")
    date = {"WARC-Date": "2024-03-06T08:00:00Z"}
    writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers, warc_headers_dict=date))


def warc(*records: tuple[str, bytes], packed: bool = False) -> bytes:
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("news.warc", {"software": "a test"}))
    for url, body in records:
        record(writer, url, body)
    return buffer.getvalue()


def zipped(*files: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return buffer.getvalue()


def tarred(*files: tuple[str, bytes], mode: str = "w") -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files:
            about = tarfile.TarInfo(name)
            about.size = len(data)
            archive.addfile(about, io.BytesIO(data))
    return buffer.getvalue()


def parquet(**columns: list[object]) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(pa.table(columns), buffer)
    return buffer.getvalue()


def word(*paragraphs: tuple[str, str]) -> bytes:
    document, buffer = docx.Document(), io.BytesIO()
    for text, style in paragraphs:
        document.add_paragraph(text, style=style)
    document.save(buffer)
    return buffer.getvalue()


def pdf(*lines: str) -> bytes:
    """The smallest PDF that shows some lines, written out by hand."""
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    stream = f"BT /F1 12 Tf 50 700 Td {shown} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, inside in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, inside)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (table, len(out))


def read_all(*paths: object, **options: Any) -> list[Article | InputError]:
    return list(read([str(path) for path in paths], ReadOptions(**options)))


def read_one(path: Path, **options: Any) -> Article:
    (item,) = read_all(path, **options)
    assert isinstance(item, Article), item
    return item


def error_of(path: Path, **options: Any) -> InputError:
    (item,) = read_all(path, **options)
    assert isinstance(item, InputError)
    assert "\n" not in str(item)
    assert item.remedy
    return item


CSV = f'id,text,published\n7,"{TEXT}",2024-03-05\n'.encode()
ONE_OF_EACH: dict[str, Callable[[], bytes]] = {
    "story.txt": TEXT.encode,
    "story.jsonl": lambda: json.dumps({"text": TEXT}).encode(),
    "story.csv": lambda: CSV,
    "story.tsv": f'text\n"{TEXT}"\n'.encode,
    "story.parquet": lambda: parquet(text=[TEXT]),
    "story.html": page,
    "story.warc": lambda: warc(("https://example.org/a", page())),
    "story.docx": lambda: word((TITLE, "Title"), *((text, "Normal") for text in PARAGRAPHS)),
    "story.zip": lambda: zipped(("story.txt", TEXT.encode())),
    "story.tar": lambda: tarred(("story.txt", TEXT.encode())),
}
PACKERS = {"": bytes, ".gz": gzip.compress, ".zst": zstandard.ZstdCompressor().compress}


def test_a_word_document_tells_its_title_and_has_its_tables_where_they_stand(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(TITLE, style="Title")
    document.add_paragraph(PARAGRAPHS[0])
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = PARAGRAPHS[1]
    table.cell(1, 0).text, table.cell(1, 1).text = "Birds killed", "40"
    document.add_paragraph(PARAGRAPHS[2])
    document.save(str(tmp_path / "a.docx"))
    (article,) = read_all(tmp_path)
    assert isinstance(article, Article)
    assert article.text.split("\n") == [TITLE, PARAGRAPHS[0], PARAGRAPHS[1], "Birds killed", "40", PARAGRAPHS[2]]
    assert (article.meta.title, article.meta.origin["title"]) == (TITLE, "markup")


@pytest.mark.parametrize(
    ("tag", "good"),
    [
        pytest.param("<p " + " ".join(f"a{number}='x'" for number in range(200_000)) + ">", False, id="attributes-without-end"),
        pytest.param("<p " + " ".join(f"a{number}='x'" for number in range(2_000)) + ">", True, id="many-attributes"),
        pytest.param("<img src='data:image/png;base64," + "iVBOR/0K" * 200_000 + "=='>", True, id="a-picture-in-the-page"),
        pytest.param("<div data-told='" + "{a: 1, b: 2} " * 20_000 + "'></div>", True, id="long-data"),
    ],
)
def test_a_tag_with_attributes_without_end_is_refused_at_once(tmp_path: Path, tag: str, good: bool) -> None:
    (tmp_path / "a.html").write_bytes(page().replace(b"<article>", b"<article>" + tag.encode()))
    (found,) = read_all(tmp_path)
    assert isinstance(found, Article) == good
    assert good or "thousands of attributes" in str(found)


@pytest.mark.parametrize("packed", [pytest.param(suffix, id=suffix or "plain") for suffix in PACKERS])
@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_the_same_words_come_out_of_every_format_packed_or_not(tmp_path: Path, name: str, packed: str) -> None:
    path = tmp_path / (name + packed)
    path.write_bytes(PACKERS[packed](ONE_OF_EACH[name]()))
    article = read_one(path)
    assert article.text == TEXT
    assert [block.kind for block in article.blocks] == ["headline", "body", "body", "body"]
    assert list(find_problems(article)) == []


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_a_stream_without_a_name_is_known_by_its_first_bytes(tmp_path: Path, name: str) -> None:
    if name.endswith(("csv", "tsv")):
        pytest.skip("a table's first bytes are words")
    path = tmp_path / "no-suffix"
    path.write_bytes(ONE_OF_EACH[name]())
    assert read_one(path).text == TEXT


@pytest.mark.parametrize("name", [name for name in ONE_OF_EACH if not name.endswith(("csv", "tsv"))])
def test_every_format_comes_through_stdin(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    class Stdin:
        buffer = io.BufferedReader(_Pipe(ONE_OF_EACH[name]()))

    monkeypatch.setattr(sys, "stdin", Stdin)
    (item,) = read(["-"])
    assert isinstance(item, Article)
    assert item.text == TEXT


class _Pipe(io.RawIOBase):
    """Bytes that can't be read from any place."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        taken, self.data = self.data[:100], self.data[100:]
        buffer[: len(taken)] = taken
        return len(taken)


def test_input_format_overrides_the_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(page())
    assert read_one(tmp_path / "a.txt", input_format="html").text == TEXT
    assert "--input-format html" in error_of(tmp_path / "a.txt").remedy


# HTML


def test_a_page_tells_its_metadata(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page())
    meta = read_one(tmp_path / "a.html", published="1999-01-01").meta
    assert (meta.title, meta.published, meta.byline, meta.outlet) == (TITLE, "2024-03-05", "Marta Ilves", "The Tarsum Post")
    assert (meta.language, meta.media_type) == ("en", "text/html")
    assert {meta.origin[name] for name in ("title", "published", "byline", "outlet")} == {"markup"}
    assert meta.origin["language"] == "detected"
    assert meta.extra["extractor"].startswith("trafilatura ")


def test_an_outlet_that_only_the_address_tells_is_none(tmp_path: Path) -> None:
    nameless = page().replace(b"og:site_name", b"x").replace(b" | The Tarsum Post", b"")
    (tmp_path / "a.warc").write_bytes(warc(("https://news.example.org/a", nameless)))
    assert read_one(tmp_path / "a.warc").meta.outlet is None


def test_headings_of_a_page_are_what_its_markup_says(tmp_path: Path) -> None:
    text = (PARAGRAPHS[0], PARAGRAPHS[1] + "</p><h2>The work went on all through the night, and then it rained.</h2><p>" + PARAGRAPHS[2])
    (tmp_path / "a.html").write_bytes(page(paragraphs=text))
    blocks = read_one(tmp_path / "a.html").blocks
    assert [block.kind for block in blocks] == ["headline", "body", "body", "heading", "body"]


def test_a_page_without_a_date_takes_the_option_and_no_day_of_today(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page().replace(b"article:published_time", b"x").replace(b"2024-03-05T10:00:00Z", b""))
    assert read_one(tmp_path / "a.html").meta.published is None
    assert read_one(tmp_path / "a.html", published="1999-01-01").meta.published == "1999-01-01"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"<!DOCTYPE html><html><body></body></html>", id="empty"),
        pytest.param(b"<!DOCTYPE html><html><body><nav><a href='/'>Home</a></nav></body></html>", id="links"),
        pytest.param(b"<html>" + b"<div>" * 50_000, id="deep"),
        pytest.param(b"<html><body>\xff\xfe\x00\x01", id="no-text"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_a_page_without_an_article_is_one_error(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.html").write_bytes(data)
    (tmp_path / "b.html").write_bytes(page())
    failed, read_on = read_all(tmp_path)
    assert isinstance(failed, InputError)
    assert failed.id == "a.html"
    assert isinstance(read_on, Article)


MARKS = ("<p>", "</p>", "<h1>", "<h2>", "</h2>", "<br>", "<table><tr><td>", "<!--", "&#0;")


@settings(max_examples=40)
@given(st.text(max_size=200), st.lists(st.sampled_from(MARKS)))
def test_whatever_a_page_holds_its_article_is_sound(words: str, marks: list[str]) -> None:
    from sayso.reading.desk import Desk
    from sayso.reading.pages import Page, make_of_page
    from sayso.reading.patterns import BlockRules
    from sayso.reading.sources import Source

    data = page(paragraphs=(*PARAGRAPHS, words.join(marks)))
    for item in make_of_page(data, Page(id="a"), Source("a", "a", "html"), Desk(rules=BlockRules())):
        if isinstance(item, Article):
            assert list(find_problems(item)) == []


# WARC


def test_a_web_archive_gives_an_article_a_page_and_counts_the_rest(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    record(writer, "https://example.org/a", page())
    record(writer, "https://example.org/logo.png", b"\x89PNG", media_type="image/png")
    record(writer, "https://example.org/gone", b"<html>gone</html>", status="404 Not Found")
    record(writer, "https://example.org/b", page("Bridge open again", tuple(reversed(PARAGRAPHS))))
    (tmp_path / "news.warc.gz").write_bytes(buffer.getvalue())
    tally = Tally()
    found = list(read([str(tmp_path / "news.warc.gz")], tally=tally))
    assert [item.id for item in found if isinstance(item, Article)] == ["https://example.org/a", "https://example.org/b"]
    assert isinstance(found[0], Article)
    assert (found[0].meta.url, found[0].meta.extra["crawled"]) == ("https://example.org/a", "2024-03-06T08:00:00Z")
    assert tally.skipped == {"web archive: not HTML": 1, "web archive: status 404": 1}
    assert "2 skipped" in caplog.text


@pytest.mark.parametrize(
    ("spoil", "good"),
    [
        pytest.param(lambda data: data.replace(b"Content-Length: ", b"Content-Length: x", 2), 0, id="no-number"),
        pytest.param(lambda data: data[: len(data) - 400], 1, id="cut"),
        pytest.param(lambda data: data[: data.rindex(b"WARC-Target") + 3], 1, id="cut-in-its-head"),
        pytest.param(lambda data: with_length(data, -300), 1, id="too-short"),
        pytest.param(lambda data: with_length(data, 10**30), 0, id="beyond-any-file"),
        pytest.param(lambda data: b"not a web archive at all\r\n\r\n", 0, id="no-archive"),
        pytest.param(lambda data: b"", 0, id="empty"),
        pytest.param(lambda data: b"".join(gzip.compress(part) for part in (data[:-400], data[-400:]))[:-30], 1, id="cut-gzip"),
    ],
)
def test_a_broken_web_archive_is_one_line_and_what_can_be_read_is(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], spoil: Callable[[bytes], bytes], good: int
) -> None:
    whole = warc(("https://example.org/a", page()), ("https://example.org/b", page("Bridge open again", PARAGRAPHS[::-1])))
    (tmp_path / "a.warc").write_bytes(spoil(whole))
    (tmp_path / "b.txt").write_text(TEXT)
    *before, last = read_all(tmp_path)
    assert isinstance(last, Article)
    assert last.id == "b.txt"
    assert sum(isinstance(item, Article) for item in before) == good
    (problem,) = (item for item in before if isinstance(item, InputError))
    assert not {"NoneType", "int'"} & set(problem.reason.split())
    assert capfd.readouterr() == ("", "")


def with_length(archive: bytes, more: int) -> bytes:
    """The archive with the length of its first page told wrong, by so many bytes."""
    return re.sub(rb"(Content-Length: )(\d{3,})", lambda found: found[1] + str(int(found[2]) + more).encode(), archive, count=1)


def test_a_page_of_a_web_archive_that_fails_is_named_by_its_address(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(warc(("https://example.org/a", b"<html><body>none</body></html>")))
    (problem,) = read_all(tmp_path)
    assert "a.warc: https://example.org/a: no article" in str(problem)


# tables


def test_rows_of_a_table_have_their_lines_ids_and_dates(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(CSV + b'8,"Two, quoted\nlines of it.",\n,No id here.,x,y\n')
    first, second, wrong = read_all(tmp_path / "a.csv")
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert isinstance(wrong, InputError)
    assert (first.id, first.meta.published, second.id, second.text) == ("7", "2024-03-05", "8", "Two, quoted\nlines of it.")
    assert (wrong.line, "4 cells" in wrong.reason) == (8, True)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        pytest.param("a.csv", b"id,body\n1,words\n", "no column 'text'; its columns are id, body", id="no-column"),
        pytest.param("a.csv", b"", "empty", id="empty"),
        pytest.param("a.csv", b"text\n\xff\xfe words\n", "not UTF-8", id="encoding"),
        pytest.param("a.parquet", parquet(body=["words"]), "no column 'text'; its columns are body", id="parquet-no-column"),
        pytest.param("a.parquet", b"PAR1 and then nothing", "no Parquet file", id="no-parquet"),
        pytest.param("a.parquet", parquet(text=["words"])[:-30], "no Parquet file", id="cut-parquet"),
        pytest.param("a.docx", b"PK\x03\x04", "can't be read", id="no-docx"),
        pytest.param("a.pdf", b"%PDF-1.4\n%%EOF", "can't be read", id="no-pdf"),
        pytest.param("a.pdf", pdf(), "no text", id="pdf-without-text"),
        pytest.param("a.zip", b"PK\x03\x04", "no zip", id="no-zip"),
        pytest.param("a.tar", b"\x01" * 600, "broken", id="no-tar"),
        pytest.param("a.tar.gz", gzip.compress(tarred(("a.txt", os.urandom(9000))))[:3000], "cut short", id="cut-tar-gz"),
        pytest.param("a.txt.zst", zstandard.compress(os.urandom(9000).hex().encode())[:3000], "cut short", id="cut-zst"),
        pytest.param("a.txt.gz", gzip.compress(b"the harbour " * 10_000_000), "200 times its size", id="bomb-gz"),
        pytest.param("a.txt.zst", zstandard.compress(b"the harbour " * 10_000_000), "200 times its size", id="bomb-zst"),
        pytest.param("a.zip", zipped(("a.txt", b"a" * 30_000_000)), "200 times its size", id="bomb-zip"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_one_line(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    items = read_all(tmp_path / name)
    errors = [item for item in items if isinstance(item, InputError)]
    assert len(errors) == 1
    assert said in errors[0].reason
    assert "\n" not in str(errors[0])


def test_keys_of_a_table_can_be_named(tmp_path: Path) -> None:
    import datetime

    day = datetime.datetime(2024, 3, 5, 10, 0)
    (tmp_path / "a.parquet").write_bytes(parquet(nr=[3], body=[TEXT], when=[day], head=[TITLE], tags=[["a", "b"]], raw=[b"\0"]))
    keys = {"text": "body", "id": "nr", "published": "when", "title": "head"}
    article = read_one(tmp_path / "a.parquet", keys=keys)
    assert (article.id, article.text, article.meta.published, article.meta.title) == ("3", TEXT, "2024-03-05T10:00:00", TITLE)
    assert article.meta.extra == {"tags": ["a", "b"], "raw": None}


# archives


def test_members_are_named_by_archive_and_place_and_hidden_ones_left_out(tmp_path: Path) -> None:
    sub = tmp_path / "sub"
    sub.mkdir()
    one = b"One harbour was shut."
    members = (("b/two.txt", TEXT.encode()), ("a.txt", one), ("__MACOSX/x.txt", b"x"), ("logo.png", b"x"))
    (sub / "a.zip").write_bytes(zipped(*members))
    rows = b'{"id": "r", "text": "A row in a tar."}\n{"text": "Another."}\n'
    (tmp_path / "z.tgz").write_bytes(tarred(("rows.jsonl", rows), (".hidden.txt", b"x"), mode="w:gz"))
    tally = Tally()
    ids = [item.id for item in read([str(tmp_path)], tally=tally) if isinstance(item, Article)]
    assert ids == ["sub/a.zip/b/two.txt", "sub/a.zip/a.txt", "r", "z.tgz/rows.jsonl:2"]
    assert tally.skipped == {"in archives: format not known": 1}


@pytest.mark.parametrize("name", ["../up.txt", "/etc/passwd.txt", "a/../../up.txt", "..\\up.txt", "C:\\up.txt"])
@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_a_name_that_leads_out_of_the_archive_is_refused_and_the_rest_read(tmp_path: Path, name: str, kind: str) -> None:
    path = tmp_path / f"a.{kind}"
    files = ((name, b"x"), ("b.txt", TEXT.encode()))
    path.write_bytes(zipped(*files) if kind == "zip" else tarred(*files))
    strays, read_on = read_all(path)
    assert isinstance(strays, InputError)
    assert "leads out of the archive" in strays.reason
    assert isinstance(read_on, Article)
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_links_and_devices_of_a_tar_are_left_out(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            about = tarfile.TarInfo("link.txt")
            about.type, about.linkname = kind, "/etc/passwd"
            archive.addfile(about)
    (tmp_path / "a.tar").write_bytes(buffer.getvalue())
    assert read_all(tmp_path / "a.tar") == []


def test_an_archive_inside_an_archive_and_a_locked_member_are_told(tmp_path: Path) -> None:
    data = bytearray(zipped(("a.zip", zipped(("b.txt", b"x"))), ("c.txt", TEXT.encode()), ("d.txt", TEXT.encode())))
    for place in range(len(data) - 4):
        if data[place : place + 4] == b"PK\x01\x02" and data[place + 46 : place + 51] == b"c.txt":
            data[place + 8] |= 1  # its flag: encrypted
    (tmp_path / "a.zip").write_bytes(bytes(data))
    nested, locked, read_on = read_all(tmp_path / "a.zip")
    assert isinstance(nested, InputError)
    assert isinstance(locked, InputError)
    assert ("inside an archive" in nested.reason, "encrypted" in locked.reason) == (True, True)
    assert isinstance(read_on, Article)


def test_a_damaged_member_costs_that_member(tmp_path: Path) -> None:
    data = bytearray(zipped(("a.txt", os.urandom(2000).hex().encode()), ("b.txt", TEXT.encode())))
    data[200:220] = bytes(20)
    (tmp_path / "a.zip").write_bytes(bytes(data))
    failed, read_on = read_all(tmp_path / "a.zip")
    assert isinstance(failed, InputError)
    assert isinstance(read_on, Article)


# documents


def test_a_pdf_is_read_line_by_line(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf("The harbour was shut on Monday, officials said.", "It killed 40 birds."))
    article = read_one(tmp_path / "a.pdf")
    assert article.text.split("\n")[:2] == ["The harbour was shut on Monday, officials said.", "It killed 40 birds."]
    assert article.meta.extra["extractor"].startswith("pypdf ")


@pytest.mark.parametrize(
    ("name", "module", "extra"),
    [
        ("a.pdf", "pypdf", "documents"),
        ("a.docx", "docx", "documents"),
        ("a.warc", "warcio.archiveiterator", "warc"),
        ("a.parquet", "pyarrow.parquet", "parquet"),
    ],
)
def test_a_format_whose_library_is_missing_names_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    (tmp_path / name).write_bytes(b"whatever")
    assert f"sayso[{extra}]" in error_of(tmp_path / name).remedy


# language and pages said before


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param(" ".join(PARAGRAPHS), "en", id="en"),
        pytest.param(
            "Der Hafen wurde am Montag geschlossen, weil nach einem Unfall Öl in das Wasser gelangt ist. Die Stadt sagte, dass er "
            "am Freitag wieder geöffnet werden soll.", "de", id="de",
        ),
        pytest.param(
            "Le port a été fermé lundi après une fuite de pétrole qui a touché la côte, selon les autorités. La maire a dit que les "
            "bateaux pourraient sortir vendredi.", "fr", id="fr",
        ),
        pytest.param(
            "El puerto fue cerrado el lunes después de un derrame que llegó a la costa, según las autoridades. La alcaldesa dijo que se "
            "abriría el viernes para los barcos.", "es", id="es",
        ),
        pytest.param(
            "Порт был закрыт в понедельник после разлива нефти, который дошел до берега, сообщили власти. Мэр сказала, что он будет открыт "
            "в пятницу, но не для всех.", "ru", id="ru",
        ),
        pytest.param("港は月曜日に閉鎖されたと当局が発表した。市長は金曜日に再開すると述べた。", "ja", id="ja"),
        pytest.param("港口在星期一因漏油而关闭，官员表示。市长说星期五将重新开放。", "zh", id="zh"),
        pytest.param("The harbour was shut.", None, id="too-short"),
        pytest.param("Tarsum 4 2 Varnholt 3 1 Oster 2 2 " * 10, None, id="no-prose"),
    ],
)  # fmt: skip
def test_the_language_of_a_text(text: str, language: str | None) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("told", "code"),
    [
        pytest.param("en", "en", id="code"),
        pytest.param("EN_us", "en", id="code-with-a-region"),
        pytest.param("pt-BR", "pt", id="another-region"),
        pytest.param("eng", "en", id="three-letters"),
        pytest.param("ger", "de", id="three-letters-of-old"),
        pytest.param("English", "en", id="name"),
        pytest.param("cy", "cy", id="a-language-whose-words-are-not-known"),
        pytest.param("und", None, id="undetermined"),
        pytest.param("qqzz", None, id="no-code"),
        pytest.param("the mayor's own", None, id="no-name"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_language_is_told_by_code_or_name(told: str, code: str | None) -> None:
    assert code_of(told) == code
    assert is_language(told, "en") == (code in ("en", None))


def test_another_language_is_told_and_left_out_on_request(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    german = (
        "Der Hafen wurde am Montag geschlossen, weil nach einem Unfall Öl in das Wasser gelangt ist und sich auf dem Meer verteilt hat."
    )
    (tmp_path / "de.txt").write_text(german)
    (tmp_path / "en.txt").write_text(TEXT)
    (tmp_path / "short.txt").write_text("A short one.")
    assert [item.meta.language for item in read_all(tmp_path) if isinstance(item, Article)] == ["de", "en", None]
    assert "1 articles are in another language (de (1))" in caplog.text
    tally = Tally()
    kept = list(read([str(tmp_path)], ReadOptions(language="en-GB"), tally=tally))
    assert [item.id for item in kept] == ["en.txt", "short.txt"]
    assert tally.skipped == {"language de": 1}


def test_a_page_said_before_is_marked_and_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    story = tuple(f"{text} Officials in district {number} said that work goes on." for number, text in enumerate(PARAGRAPHS * 3))
    (tmp_path / "a.html").write_bytes(page(paragraphs=story))
    (tmp_path / "b.html").write_bytes(page(paragraphs=(*story[:-1], story[-1].replace("goes on", "is done"))))
    other = tuple(f"Mechanics counted {number} bolts while singers rehearsed arias." for number in range(9))
    (tmp_path / "c.html").write_bytes(page("Bridge opens", other))
    marks = [item.meta.extra.get("near_duplicate_of") for item in read_all(tmp_path) if isinstance(item, Article)]
    assert marks == [None, "a.html", None]
    assert "1 pages say nearly the same" in caplog.text


def test_how_far_reading_is(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(TEXT)
    (tmp_path / "rows.jsonl.gz").write_bytes(gzip.compress(json.dumps({"text": TEXT}).encode()))
    gauge = Gauge(total=measure([str(tmp_path)]))
    seen = [gauge.read for _ in read([str(tmp_path)], gauge=gauge)]
    assert seen == sorted(seen)
    assert gauge.read == gauge.total == sum(path.stat().st_size for path in tmp_path.iterdir())
    assert measure([str(tmp_path), "-"]) == 0
