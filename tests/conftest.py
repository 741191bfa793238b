"""What all tests share."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.browser import LEFT_OUT, Browser, find_chromium, open_browser

# The same examples in every run, so that a red build means a change; `SAYSO_FUZZ=1 make test` looks for new ones.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("fuzz", max_examples=500, deadline=None)
settings.load_profile("fuzz" if os.environ.get("SAYSO_FUZZ") else "steady")


@pytest.fixture(autouse=True)
def log_as_it_was() -> Iterator[None]:
    """A command that runs in the tests' own process listens to the log; the next test's must not."""
    log = logging.getLogger("sayso")
    before = (list(log.handlers), log.level)
    yield
    log.handlers, log.level = before


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One window for all tests of pages. Where there is no Chromium they are skipped, or fail if `SAYSO_BROWSER=required`."""
    paths = find_chromium()
    if paths is None and os.environ.get("SAYSO_BROWSER") == "required":
        pytest.fail(LEFT_OUT)
    if paths is None:
        pytest.skip(LEFT_OUT)
    with open_browser(paths) as window:
        yield window
