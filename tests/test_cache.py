"""Parses on disk: found again, never wrong; entries of any kind within their size."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random
from typing import Any

import pytest

from sayso.errors import UsageError
from sayso.parsing import Columns
from sayso.reading import make_article
from sayso.records import Article
from sayso.running import store
from sayso.running.cache import ParseCache
from sayso.running.store import Store, cache_size


def story(number: int) -> Article:
    return make_article(f"Ferry strike, day {number}\n\nThe union said that {number} boats would sail again.\n", id="a")


def columns(article: Article) -> Columns:
    """One token, the first word of the article."""
    end = article.text.index(" ")
    return Columns(starts=[0], ends=[end], tags=["NN"], deps=["ROOT"], heads=[0], sentence_starts=[0], entities=[(0, 1, "ORG")])


def make(folder: Path, **given: Any) -> ParseCache:
    return ParseCache(Store(folder, 1_000_000), **{"model": "m", "versions": "v", **given})


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
    (tmp_path / "store").write_text("a file where the folder should be")
    kept = make(tmp_path / "store")
    kept.put(story(1), columns(story(1)))
    assert kept.get(story(1)) is None


def test_a_store_stays_within_its_size_and_keeps_what_was_asked_for_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "LOOKS", 1)
    monkeypatch.setattr(store, "FOLDERS", 1)
    kept = Store(tmp_path, size=1000)
    names = [f"0000{number:04x}" for number in range(40)]
    noise = Random(7).randbytes(90)  # which does not pack
    kept.put(names[0], noise)
    for number, name in enumerate(names[1:], 1):
        kept.put(name, noise)
        os.utime(kept.path(name), ns=(number, number))
        kept.get(names[0])
    left = files(tmp_path)
    assert sum(path.stat().st_size for path in left) <= kept.size
    assert len(left) >= 8
    assert kept.get(names[0]) is not None
    assert kept.get(names[1]) is None


def test_the_size_is_a_number_of_megabytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_CACHE_MB", "50")
    assert cache_size() == 50_000_000
    monkeypatch.setenv("SAYSO_CACHE_MB", "plenty")
    with pytest.raises(UsageError, match="megabytes"):
        cache_size()
