"""The same articles as a folder of text, as JSONL, as pages of HTML and as a web archive give the same records, but for ids."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sayso.errors import InputError
from sayso.extraction import extract
from sayso.parsing import Parse, Parser
from sayso.reading import ReadOptions, read
from sayso.records import PLURALS, Article
from sayso.rules import Rules, load_rules

pytestmark = pytest.mark.model

ROOT = Path(__file__).parents[1]
DAY = "2024-03-07"
SHORT = 120  # code points


@pytest.fixture(scope="module")
def tools() -> tuple[Rules, Parser]:
    return load_rules(), Parser()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The samples as pages: a heading, and those paragraphs that are surely the body (a printed date would beat the markup's)."""
    made = {}
    for path in sorted((ROOT / "samples").glob("*.txt")):
        head, *lines = [line for line in path.read_text("utf-8").splitlines() if line.strip()]
        body = "".join(f"<p>{_escaped(line)}</p>" for line in lines if len(line) > SHORT)
        about = f"<title>{_escaped(head)}</title><meta property='article:published_time' content='{DAY}'>"
        page = f"<html><head>{about}</head><body><article><h1>{_escaped(head)}</h1>{body}</article></body></html>"
        made[path.stem] = f"<!DOCTYPE html>{page}".encode()
    return made


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _write_pages(pages: dict[str, bytes], texts: dict[str, str], folder: Path) -> None:
    for name, page in pages.items():
        (folder / f"{name}.html").write_bytes(page)


def _write_archive(pages: dict[str, bytes], texts: dict[str, str], folder: Path) -> None:
    with (folder / "news.warc.gz").open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for name, page in pages.items():
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            url = f"https://example.org/{name}"
            writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(page), http_headers=headers))


def _write_texts(pages: dict[str, bytes], texts: dict[str, str], folder: Path) -> None:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_bytes(text.encode())


def _write_rows(pages: dict[str, bytes], texts: dict[str, str], folder: Path) -> None:
    rows = ({"id": name, "text": text, "published": DAY} for name, text in texts.items())
    (folder / "news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))


def records_of(folder: Path, tools: tuple[Rules, Parser]) -> list[dict[str, Any]]:
    """The records of each article in a folder, without ids: a link is what it points at, by kind and place in order."""
    rules, parser = tools
    found = []
    for item in read([str(folder)], ReadOptions(published=DAY), rules):
        assert not isinstance(item, InputError), item
        article = extract(Parse(item, parser.parse([item])[0]), rules)
        found.append({"text": article.text, "blocks": article.model_dump()["blocks"], **_plain(article)})
    return found


def _plain(article: Article) -> dict[str, Any]:
    names = {record.id: f"{kind} {number}" for kind, plural in PLURALS.items() for number, record in enumerate(getattr(article, plural))}
    return {plural: [_unlinked(record.model_dump(), names) for record in getattr(article, plural)] for plural in PLURALS.values()}


def _unlinked(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _unlinked(inner, names) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_unlinked(inner, names) for inner in value]
    return names.get(value, value) if isinstance(value, str) else value


@pytest.mark.parametrize("write", [_write_archive, _write_texts, _write_rows])
def test_the_same_records_whatever_the_articles_come_in(
    pages: dict[str, bytes], tools: tuple[Rules, Parser], tmp_path: Path, write: Callable[[dict[str, bytes], dict[str, str], Path], None]
) -> None:
    (tmp_path / "html").mkdir()
    (tmp_path / "other").mkdir()
    _write_pages(pages, {}, tmp_path / "html")
    wanted = records_of(tmp_path / "html", tools)
    write(pages, dict(zip(pages, (each["text"] for each in wanted), strict=True)), tmp_path / "other")
    found = records_of(tmp_path / "other", tools)
    for one, other in zip(found, wanted, strict=True):
        assert one == other
    assert sum(len(each["claims"]) for each in wanted) > 200
