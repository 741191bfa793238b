"""Parses on disk: found again, never wrong, within their size."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import UsageError
from sayso.parsing import Columns
from sayso.reading import make_article
from sayso.records import Article
from sayso.running import cache
from sayso.running.cache import ParseCache


def story(number: int) -> Article:
    return make_article(f"Ferry strike, day {number}\n\nThe union said that {number} boats would sail again.\n", id="a")


def columns(article: Article) -> Columns:
    """One token, the first word of the article."""
    end = article.text.index(" ")
    return Columns(starts=[0], ends=[end], tags=["NN"], deps=["ROOT"], heads=[0], sentence_starts=[0], entities=[(0, 1, "ORG")])


def make(folder: Path, **given: Any) -> ParseCache:
    return ParseCache(folder, **{"model": "m", "versions": "v", **given})


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_what_is_put_in_is_found_again(tmp_path: Path) -> None:
    make(tmp_path).put(story(1), columns(story(1)))
    assert make(tmp_path).get(story(1)) == columns(story(1))
    assert make(tmp_path).get(story(2)) is None


@pytest.mark.parametrize("other", [{"model": "n"}, {"versions": "w"}])
def test_another_model_or_version_finds_nothing(tmp_path: Path, other: dict[str, str]) -> None:
    make(tmp_path).put(story(1), columns(story(1)))
    assert make(tmp_path, **other).get(story(1)) is None


@pytest.mark.parametrize("spoil", [lambda data: b"", lambda data: data[:-4], lambda data: b"x" + data, lambda data: data[::-1]])
def test_a_damaged_entry_counts_as_missing_and_is_mended(tmp_path: Path, spoil: Any) -> None:
    kept = make(tmp_path)
    kept.put(story(1), columns(story(1)))
    (path,) = files(tmp_path)
    path.write_bytes(spoil(path.read_bytes()))
    assert kept.get(story(1)) is None
    kept.put(story(1), columns(story(1)))
    assert kept.get(story(1)) == columns(story(1))


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "parses").write_text("a file where the folder should be")
    make(tmp_path).put(story(1), columns(story(1)))
    assert make(tmp_path).get(story(1)) is None


def test_the_cache_stays_within_its_size_and_keeps_what_was_asked_for_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "LOOKS", 1)
    monkeypatch.setattr(cache, "FOLDERS", 1)
    monkeypatch.setattr(cache.ParseCache, "_path", lambda self, article: tmp_path / "parses" / "00" / f"0000{article.text[18:22].strip()}")
    kept = make(tmp_path)
    kept.put(story(1), columns(story(1)))
    kept.size = 10 * files(tmp_path)[0].stat().st_size
    for number in range(2, 40):
        kept.put(story(number), columns(story(number)))
        os.utime(kept._path(story(number)), ns=(number, number))
        kept.get(story(1))
    left = files(tmp_path)
    assert sum(path.stat().st_size for path in left) <= kept.size
    assert len(left) >= 8
    assert kept.get(story(1)) is not None
    assert kept.get(story(2)) is None


def test_the_size_is_a_number_of_megabytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_CACHE_MB", "50")
    assert make(tmp_path).size == 50_000_000
    monkeypatch.setenv("SAYSO_CACHE_MB", "plenty")
    with pytest.raises(UsageError, match="megabytes"):
        make(tmp_path)
