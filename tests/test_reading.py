"""Paths, folders and stdin → articles: ids, order, metadata, and what bad input gets."""

from __future__ import annotations

import gzip
import io
import json
import logging
import os
import sys
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import InputError, UsageError
from sayso.reading import ReadOptions, check_paths, decoding, read
from sayso.records import Article

TEXT = "The harbour was shut on Monday, officials said, after a spill.\n"


def read_all(*paths: object, **options: Any) -> list[Article | InputError]:
    return list(read([str(path) for path in paths], ReadOptions(**options)))


def articles(*paths: object, **options: Any) -> list[Article]:
    return [item for item in read_all(*paths, **options) if isinstance(item, Article)]


def errors(*paths: object, **options: Any) -> list[InputError]:
    return [item for item in read_all(*paths, **options) if isinstance(item, InputError)]


def ids(*paths: object, **options: Any) -> list[str]:
    return [article.id for article in articles(*paths, **options)]


def write(folder: Path, **files: str | bytes) -> Path:
    """Files by name, `__` for a slash and `_DOT_` for a dot."""
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_DOT_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def rows(*values: object) -> bytes:
    return b"".join(json.dumps(value).encode() + b"\n" for value in values)


# paths and folders


def test_a_folder_is_read_in_order_and_hidden_files_are_left_out(tmp_path: Path) -> None:
    write(tmp_path, b_DOT_txt=TEXT, a__z_DOT_txt=TEXT, a__b_DOT_md=TEXT, _DOT_hidden_DOT_txt=TEXT, _DOT_git__x_DOT_txt=TEXT)
    assert ids(tmp_path) == ["a/b.md", "a/z.txt", "b.txt"]


def test_a_file_named_directly_has_its_base_name(tmp_path: Path) -> None:
    write(tmp_path, deep__down__a_DOT_txt=TEXT)
    assert ids(tmp_path / "deep" / "down" / "a.txt") == ["a.txt"]


def test_paths_are_read_in_the_order_given(tmp_path: Path) -> None:
    write(tmp_path, a_DOT_txt=TEXT, b_DOT_txt=TEXT)
    assert ids(tmp_path / "b.txt", tmp_path / "a.txt") == ["b.txt", "a.txt"]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    write(tmp_path, a__x_DOT_txt=TEXT)
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    assert ids(tmp_path) == ["a/x.txt"]


@pytest.mark.parametrize("target", ["gone.txt", "a.txt"], ids=["nowhere", "itself"])
def test_a_link_that_leads_to_no_file_fails_and_the_rest_goes_on(tmp_path: Path, target: str) -> None:
    write(tmp_path, b_DOT_txt=TEXT)
    (tmp_path / "a.txt").symlink_to(tmp_path / target)
    assert [type(item) for item in read_all(tmp_path)] == [InputError, Article]


def test_a_name_that_is_no_utf8_is_written_with_a_replacement(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text(TEXT)
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    assert ids(tmp_path) == ["caf\ufffd.txt"]


def test_unknown_suffixes_in_a_folder_are_skipped_and_reported(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(tmp_path, a_DOT_txt=TEXT, b_DOT_ann=TEXT, c_DOT_ann=TEXT)
    with caplog.at_level(logging.INFO, "sayso"):
        assert ids(tmp_path) == ["a.txt"]
    assert "skipped are files whose format is not known: .ann (2); " in caplog.text
    assert "--input-format" in caplog.text


@pytest.mark.parametrize(
    ("name", "told"),
    [
        pytest.param("b.odt", True, id="a-document-that-is-not-read"),
        pytest.param("b.RTF", True, id="in-capitals"),
        pytest.param("b.jpg", False, id="a-picture"),
    ],
)
def test_what_may_hold_an_article_is_not_skipped_in_silence(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str, told: bool
) -> None:
    write(tmp_path, a_DOT_txt=TEXT)
    (tmp_path / name).write_text("x")
    with caplog.at_level(logging.WARNING, "sayso"):
        assert ids(tmp_path) == ["a.txt"]
    assert ("skipped" in caplog.text) == told


def test_input_format_reads_what_its_name_does_not_tell(tmp_path: Path) -> None:
    write(tmp_path, b_DOT_story=TEXT, c_DOT_rows=rows({"id": "r", "text": TEXT}))
    assert ids(tmp_path, input_format="txt") == ["b.story", "c.rows"]
    assert ids(tmp_path / "c.rows", input_format="jsonl") == ["r"]


def test_a_file_with_an_unknown_suffix_is_read_when_it_is_named(tmp_path: Path) -> None:
    write(tmp_path, b_DOT_story=TEXT)
    assert ids(tmp_path / "b.story") == ["b.story"]


def test_what_the_run_itself_writes_is_no_input(tmp_path: Path) -> None:
    folder = write(
        tmp_path, a_DOT_txt=TEXT, out_DOT_jsonl=rows({"id": "old", "text": TEXT}), other_DOT_jsonl=rows({"id": "x", "text": TEXT})
    )
    assert ids(folder, leave_out=(str(folder / "out.jsonl"), "-")) == ["a.txt", "x"]


@pytest.mark.parametrize("name", [pytest.param("empty", id="empty"), pytest.param("skipped", id="nothing-known")])
def test_a_folder_without_articles_warns(tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str) -> None:
    if name == "skipped":
        write(tmp_path, a_DOT_xyz=TEXT)
    assert read_all(tmp_path) == []
    assert [record.levelname for record in caplog.records] == ["WARNING"]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        pytest.param("gone.txt", "gone.txt: no such file or folder", id="missing"),
        pytest.param("nul\0.txt", "can't be read", id="impossible-name"),
        pytest.param("x" * 5000, "can't be read", id="too-long-name"),
    ],
)
def test_a_path_that_is_not_there_is_refused_before_reading(path: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        check_paths([path])


def test_stdin_can_be_named_once() -> None:
    check_paths(["-"])
    with pytest.raises(UsageError, match="twice"):
        check_paths(["-", "-"])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        pytest.param({"input_format": "xls"}, "csv, docx, html, jsonl", id="format"),
        pytest.param({"published": "yesterday"}, "2024-03-05", id="published"),
        pytest.param({"published": "2023-02-30"}, "2023-02-30", id="no-such-day"),
    ],
)
def test_a_wrong_option_is_refused_at_once(options: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read([], ReadOptions(**options))


# text


def test_text_is_as_decoded_without_its_mark(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbfTitle here\r\n\r\nBody \xe2\x80\x9cwords\xe2\x80\x9d.\r\n"
    (article,) = articles(write(tmp_path, a_DOT_txt=data))
    assert article.text == "Title here\r\n\r\nBody “words”.\r\n"
    assert article.meta.sha256 == sha256(data).hexdigest()
    assert article.meta.media_type == "text/plain"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", pytest.param("cp1252", id="windows")])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = "It’s a “café” in Zürich, said Müller, and £5m was lost – all of it.\n"
    assert articles(write(tmp_path, a_DOT_txt=text.encode(encoding)))[0].text == text


def test_another_alphabet_in_one_byte(tmp_path: Path) -> None:
    text = "Президент сказал в понедельник, что порт закрыт после разлива нефти.\n" * 5
    assert articles(write(tmp_path, a_DOT_txt=text.encode("cp1251")))[0].text == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b" \n\t\n", "empty", id="blank"),
        pytest.param(b"\xef\xbb\xbf", "empty", id="mark-only"),
        pytest.param(b"The harbour\0was shut", "binary", id="nul"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a PNG image", id="png"),
        pytest.param(b"%PDF-1.7 words", "a PDF", id="pdf"),
        pytest.param("“Café” – ça".encode() + b"\x80\xe9", "UTF-8 is broken at byte", id="broken-utf8"),
        pytest.param(b"\xff\xfea\0b", "UTF-16", id="broken-utf16"),
        pytest.param(gzip.compress(TEXT.encode())[:-9], "cut short", id="cut-gzip"),
    ],
)
def test_a_file_that_is_no_text_fails_with_reason_and_remedy(tmp_path: Path, data: bytes, reason: str) -> None:
    write(tmp_path, a_DOT_txt=data, b_DOT_txt=TEXT)
    failed, read_on = read_all(tmp_path)
    assert isinstance(failed, InputError)
    assert reason in failed.reason
    assert failed.remedy
    assert "\n" not in str(failed)
    assert (failed.source, failed.line, failed.id) == (str(tmp_path / "a.txt"), None, "a.txt")
    assert isinstance(read_on, Article)


PAGE = "<!DOCTYPE html>\n<html><body><p>The harbour was shut on Monday.</p></body></html>\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(PAGE, id="doctype"),
        pytest.param("\n  <HTML lang=en><p>The harbour was shut.", id="tag-after-blanks"),
        pytest.param('<?xml version="1.0"?>\n<html><p>The harbour was shut.', id="after-a-prolog"),
    ],
)
def test_a_page_of_html_fails_wherever_it_stands(tmp_path: Path, text: str) -> None:
    write(tmp_path, a_DOT_txt=text, b_DOT_jsonl=rows({"id": "page", "text": text}, {"id": "text", "text": TEXT}))
    page, row, read_on = read_all(tmp_path)
    assert isinstance(page, InputError)
    assert isinstance(row, InputError)
    assert "HTML" in page.reason
    assert "tags" in page.remedy
    assert (page.source, row.line, row.id) == (str(tmp_path / "a.txt"), 1, "page")
    assert isinstance(read_on, Article)


@pytest.mark.parametrize("text", ["<htmlish> is a word of hers.", "The page begins with <html>, he said.", "<b>Harbour shut</b>"])
def test_what_is_no_page_of_html(tmp_path: Path, text: str) -> None:
    assert articles(write(tmp_path, a_DOT_txt=text))[0].text == text


@pytest.mark.parametrize("name", ["a.mhtml", "a.DOC", "a.rtf.gz", "a.epub"])
def test_a_file_of_another_form_fails_when_it_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(TEXT)
    (failed,) = errors(tmp_path / name)
    assert "not read by this version" in failed.reason
    assert ".txt, .md or .jsonl" in failed.remedy
    assert (failed.id, failed.line) == (name, None)


def test_input_format_reads_text_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(TEXT)
    assert ids(tmp_path / "a.html", input_format="txt") == ["a.html"]


def test_a_file_past_the_limit_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.reading.packing.read_whole.__defaults__", (20,))
    assert "longer than" in errors(write(tmp_path, a_DOT_txt=TEXT))[0].reason


def test_a_packed_text_is_unpacked(tmp_path: Path) -> None:
    (article,) = articles(write(tmp_path, a_DOT_txt_DOT_gz=gzip.compress(TEXT.encode())))
    assert (article.id, article.text) == ("a.txt.gz", TEXT)


# rows


def test_a_row_keeps_its_text_and_its_other_fields(tmp_path: Path) -> None:
    text = "\ufeff  The harbour\r\nwas shut\0 …\n\n"
    known = {"title": "Shut", "published": "2024-03-05 15:10", "url": "u", "language": "en"}
    row = {"id": "r1", "text": text, **known, "section": {"a": [1, None]}}
    (article,) = articles(write(tmp_path, a_DOT_jsonl=rows(row)))
    assert (article.id, article.text) == ("r1", text)
    assert article.meta.extra == {"section": {"a": [1, None]}}
    assert (article.meta.title, article.meta.published, article.meta.url, article.meta.language) == ("Shut", "2024-03-05T15:10", "u", "en")
    assert set(article.meta.origin.values()) == {"given"}
    assert article.meta.sha256 == sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        pytest.param("s", "s", id="string"),
        pytest.param(7, "7", id="number"),
        pytest.param(None, "a.jsonl:1", id="null"),
        pytest.param("", "a.jsonl:1", id="empty"),
    ],
)
def test_ids_of_rows(tmp_path: Path, value: object, wanted: str) -> None:
    assert ids(write(tmp_path, a_DOT_jsonl=rows({"id": value, "text": TEXT}))) == [wanted]


def test_a_row_without_id_is_named_by_its_line(tmp_path: Path) -> None:
    write(tmp_path, sub__a_DOT_jsonl=b"\n" + rows({"text": TEXT}, {"text": TEXT}))
    assert ids(tmp_path) == ["sub/a.jsonl:2", "sub/a.jsonl:3"]


def test_keys_can_be_named(tmp_path: Path) -> None:
    write(tmp_path, a_DOT_jsonl=rows({"nr": 1, "body": TEXT, "text": "other", "id": 5}))
    (article,) = articles(tmp_path, keys={"text": "body", "id": "nr"})
    assert (article.id, article.text, article.meta.extra) == ("1", TEXT, {"text": "other", "id": 5})


def test_an_id_seen_before_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, a_DOT_jsonl=rows({"id": "x", "text": TEXT}), b_DOT_jsonl=rows({"id": "y", "text": TEXT}, {"id": "x", "text": TEXT}))
    (failed,) = errors(tmp_path)
    assert (failed.id, failed.line, failed.source) == ("x", 2, str(tmp_path / "b.jsonl"))
    assert ids(tmp_path) == ["x", "y"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        pytest.param(b"[1]", "a list, not an object", id="list"),
        pytest.param(b"null", "null, not an object", id="null"),
        pytest.param(b'{"text": "a"', "not JSON", id="cut"),
        pytest.param(b'{"text": NaN}', "not JSON", id="nan"),
        pytest.param(b'{"text": "\\ud800"}', "not JSON", id="half-a-pair"),
        pytest.param(b'{"text": "\xff"}', "not JSON", id="no-utf8"),
        pytest.param(b'{"a": ' + b"[" * 5000 + b"]" * 5000 + b', "text": "a"}', "", id="very-deep"),
        pytest.param(b'{"a": ' + b"[" * 200 + b"]" * 200 + b', "text": "a"}', "100 levels", id="deep"),
        pytest.param(b"{}", "'text' is missing", id="missing"),
        pytest.param(b'{"text": null}', "'text' is null", id="text-null"),
        pytest.param(b'{"text": " "}', "'text' is empty", id="text-blank"),
        pytest.param(b'{"text": 5}', "'text' is no string", id="text-number"),
        pytest.param(b'{"text": "a", "id": [1]}', "'id' is a list", id="id-list"),
    ],
)
def test_a_bad_row_fails_and_the_next_goes_on(tmp_path: Path, line: bytes, reason: str) -> None:
    write(tmp_path, a_DOT_jsonl=line + b"\n" + rows({"id": "ok", "text": TEXT}))
    failed, read_on = read_all(tmp_path)
    assert isinstance(failed, InputError)
    assert reason in failed.reason
    assert failed.line == 1
    assert "\n" not in str(failed)
    assert isinstance(read_on, Article)


def test_a_line_past_the_limit_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.reading.rows.LONGEST_INPUT", 50)
    write(tmp_path, a_DOT_jsonl=rows({"text": "x" * 100}, {"id": "ok", "text": "short"}))
    failed, read_on = read_all(tmp_path)
    assert isinstance(failed, InputError)
    assert failed.reason == decoding.TOO_LONG.reason
    assert isinstance(read_on, Article)


def test_fields_that_hold_no_text_go_to_extra(tmp_path: Path) -> None:
    write(tmp_path, a_DOT_jsonl=rows({"text": TEXT, "title": ["a"], "outlet": None, "byline": "", "language": True}))
    (article,) = articles(tmp_path)
    assert article.meta.extra == {"title": ["a"], "language": True}
    assert (article.meta.title, article.meta.outlet, article.meta.byline) == (None, None, None)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        pytest.param("2024", "2024", id="year"),
        pytest.param("2024-03", "2024-03", id="month"),
        pytest.param("2024-03-05", "2024-03-05", id="day"),
        pytest.param("20240305", "2024-03-05", id="short"),
        pytest.param("2024-03-05T15:10:11Z", "2024-03-05T15:10:11Z", id="zulu"),
        pytest.param("2024-03-05 15:10+02:00", "2024-03-05T15:10+02:00", id="zone"),
        pytest.param("20240305T151011+0100", "2024-03-05T15:10:11+01:00", id="short-with-time-and-zone"),
        pytest.param("2024-03-05T15", "2024-03-05T15", id="hour"),
        pytest.param("2024-03-05T15:10:11,25Z", "2024-03-05T15:10:11.25Z", id="part-of-a-second"),
        pytest.param("March 5, 2024", "2024-03-05", id="words"),
        pytest.param("Tue, 05 Mar 2024 10:00:00 GMT", "2024-03-05T10:00:00+00:00", id="feed"),
        pytest.param("5 March 2024 3:15 pm", "2024-03-05T15:15:00", id="words-and-time"),
    ],
)
def test_published_is_read(tmp_path: Path, given: str, wanted: str) -> None:
    assert articles(write(tmp_path, a_DOT_jsonl=rows({"text": TEXT, "published": given})))[0].meta.published == wanted


@pytest.mark.parametrize(
    "given",
    [
        "yesterday",
        "2024-13-01",
        "2024-02-30",
        "0000-01-01",
        "05/03/2024",
        "2024-03-05T25:00",
        "2024-03-05T15:1011",
        "٢٠٢٤-03-05",
        "-1",
        "31 February 2024",
        "March 2024",
        "last Tuesday 2024",
    ],
)
def test_published_that_cannot_be_read_is_null_with_a_warning(tmp_path: Path, caplog: pytest.LogCaptureFixture, given: str) -> None:
    (article,) = articles(write(tmp_path, a_DOT_jsonl=rows({"text": TEXT, "published": given})))
    assert article.meta.published is None
    assert given in caplog.text


def test_a_rows_own_date_beats_the_option(tmp_path: Path) -> None:
    write(tmp_path, a_DOT_jsonl=rows({"text": TEXT, "published": "2020-01-01"}, {"text": TEXT}))
    assert [article.meta.published for article in articles(tmp_path, published="2024-03-05")] == ["2020-01-01", "2024-03-05"]


def test_packed_rows(tmp_path: Path) -> None:
    write(tmp_path, a_DOT_jsonl_DOT_gz=gzip.compress(rows({"id": 1, "text": TEXT}, {"id": 2, "text": TEXT})))
    assert ids(tmp_path) == ["1", "2"]


def test_of_a_cut_archive_the_whole_rows_are_read(tmp_path: Path) -> None:
    many = rows(*({"id": number, "text": os.urandom(200).hex()} for number in range(300)))
    write(tmp_path, a_DOT_jsonl_DOT_gz=gzip.compress(many)[:40_000])
    *good, last = read_all(tmp_path)
    assert len(good) > 50
    assert all(isinstance(item, Article) for item in good)
    assert isinstance(last, InputError)
    assert "cut short" in last.reason


@pytest.mark.parametrize("data", [pytest.param(b"", id="empty"), pytest.param(b"\n \n", id="blank")])
def test_a_file_of_rows_without_a_row_is_an_error(tmp_path: Path, data: bytes) -> None:
    assert errors(write(tmp_path, a_DOT_jsonl=data))[0].reason == "it is empty"


# stdin


class Pipe(io.RawIOBase):
    """Bytes that come a few at a time, as they do from a pipe."""

    def __init__(self, data: bytes, step: int = 7) -> None:
        self.data, self.step = data, step

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        taken = self.data[: min(self.step, len(buffer))]
        self.data = self.data[len(taken) :]
        buffer[: len(taken)] = taken
        return len(taken)


def give(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Pipe(data))))


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        pytest.param(TEXT.encode(), {"stdin": TEXT}, id="text"),
        pytest.param(b"\n\n  " + TEXT.encode(), {"stdin": "\n\n  " + TEXT}, id="blank-first"),
        pytest.param(b"[1, 2] were shut.", {"stdin": "[1, 2] were shut."}, id="bracket"),
        pytest.param(rows({"text": TEXT}, {"id": "b", "text": TEXT}), {"stdin:1": TEXT, "b": TEXT}, id="rows"),
        pytest.param(b"\xef\xbb\xbf \n\n" + rows({"text": TEXT}), {"stdin:3": TEXT}, id="rows-after-blanks"),
        pytest.param(gzip.compress(rows({"text": TEXT})), {"stdin:1": TEXT}, id="packed"),
    ],
)
def test_stdin(monkeypatch: pytest.MonkeyPatch, data: bytes, wanted: dict[str, str]) -> None:
    give(monkeypatch, data)
    assert {article.id: article.text for article in articles("-")} == wanted


def test_empty_stdin_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, b"")
    (error,) = errors("-")
    assert (error.source, error.reason) == ("stdin", "it is empty")


def test_what_fails_in_an_archive_on_stdin_is_named_by_it(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", TEXT)
        archive.writestr("b.txt", " ")
    give(monkeypatch, packed.getvalue())
    (article, error) = read_all("-")
    assert isinstance(article, Article)
    assert isinstance(error, InputError)
    assert (article.id, error.source, error.id) == ("stdin/a.txt", "stdin/b.txt", "stdin/b.txt")


def test_stdin_takes_a_format(monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, b'{"text": "a"}')
    assert articles("-", input_format="txt")[0].text == '{"text": "a"}'


def test_rows_are_handed_on_before_the_stream_ends(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = os.open(path, os.O_RDWR)
    os.write(writer, rows({"id": "first", "text": TEXT}))
    stream = read([str(path)])
    first = next(stream)
    os.close(writer)
    assert isinstance(first, Article)
    assert first.id == "first"


# Markdown


FRONT = '---\ntitle: "Shut: harbour"\ndate: 2024-03-05\nauthor: Marta Ilves\nsection: News\ntags:\n  - sea\n---\n'


def test_front_matter_is_boilerplate_and_metadata(tmp_path: Path) -> None:
    (article,) = articles(write(tmp_path, a_DOT_md=FRONT + "\n# Shut: harbour\n\n" + TEXT))
    assert [block.kind for block in article.blocks] == ["boilerplate", "boilerplate", "headline", "body"]
    assert article.blocks[0].text == FRONT.strip()
    assert article.blocks[2].text == "Shut: harbour"
    assert (article.meta.title, article.meta.published, article.meta.byline) == ("Shut: harbour", "2024-03-05", "Marta Ilves")
    assert {name: kind for name, kind in article.meta.origin.items() if name != "language"} == dict.fromkeys(
        ("title", "published", "byline"), "markup"
    )
    assert article.meta.extra == {"section": "News"}


def test_toml_front_matter(tmp_path: Path) -> None:
    (article,) = articles(write(tmp_path, a_DOT_md='+++\ntitle = "Shut"\ndate = 2024-03-05\n[params]\nday = 2024-03-06\n+++\n\n' + TEXT))
    assert (article.meta.title, article.meta.published, article.meta.extra) == ("Shut", "2024-03-05", {"params": {"day": "2024-03-06"}})


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("---\nThe harbour was shut.\n---\n\nIt was late.\n", id="text-between-rules"),
        pytest.param("---\ntitle: never closed\n\nThe harbour was shut.\n", id="never-closed"),
        pytest.param("+++\nno toml at all\n+++\n\nThe harbour was shut.\n", id="no-toml"),
    ],
)
def test_what_is_no_front_matter(tmp_path: Path, text: str) -> None:
    (article,) = articles(write(tmp_path, a_DOT_md=text))
    assert article.meta.extra == {}
    assert "body" in {block.kind for block in article.blocks}


def test_headings_of_markdown(tmp_path: Path) -> None:
    text = f"# Harbour shut #\n\n{TEXT}\n## What comes next ##\n{TEXT}\n#hashtag is none\n"
    blocks = [(block.kind, block.text) for block in articles(write(tmp_path, a_DOT_md=text))[0].blocks]
    assert ("headline", "Harbour shut") in blocks
    assert ("heading", "What comes next") in blocks
    assert ("boilerplate", "##") in blocks
    assert ("body", "#hashtag is none") in blocks
