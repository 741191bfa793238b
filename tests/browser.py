"""A headless Chromium, for tests of pages and for pictures of them. It is the system's own; nothing is ever downloaded for it."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

T = TypeVar("T")

FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-default-apps", "--disable-extensions", "--hide-scrollbars",
    "--force-color-profile=srgb",
)  # fmt: skip
BROWSERS, DRIVERS = ("chromium", "chromium-browser", "google-chrome"), ("chromedriver", "chromium.chromedriver")
LEFT_OUT = "no Chromium with its driver here: install chromium and chromium-driver to run these"


def find_chromium() -> tuple[str, str] | None:
    """The paths of a browser and its driver, or None where either is missing."""
    browser, driver = (next(filter(None, map(shutil.which, names)), None) for names in (BROWSERS, DRIVERS))
    return (browser, driver) if browser and driver else None


@contextmanager
def open_browser(paths: tuple[str, str], *, size: tuple[int, int] = (1440, 900), dark: bool = False) -> Iterator[Browser]:
    """A browser with a fresh profile, closed at the end. `size` is the window's in CSS pixels."""
    with TemporaryDirectory(prefix="sayso-browser-") as folder:
        options = webdriver.ChromeOptions()
        options.binary_location = paths[0]
        for flag in (*FLAGS, f"--user-data-dir={folder}/profile", f"--window-size={size[0]},{size[1]}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        driver = webdriver.Chrome(options=options, service=Service(paths[1]))
        try:
            yield Browser(driver, Path(folder) / "downloads", size=size, dark=dark)
        finally:
            driver.quit()


class Browser:
    """One window. `open` begins anew; `calm` checks that a page neither complained nor asked anything of any address."""

    def __init__(self, driver: webdriver.Chrome, downloads: Path, *, size: tuple[int, int], dark: bool) -> None:
        self.driver, self.downloads = driver, downloads
        downloads.mkdir()
        self.resize(*size)
        driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(downloads)})
        self.paint(dark=dark)

    def resize(self, wide: int, high: int) -> None:
        """As large as this, in CSS pixels."""
        metrics = {"width": wide, "height": high, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def paint(self, *, dark: bool) -> None:
        """Light or dark, as a user's system would ask for; and nothing fades, so that what is seen is what stays."""
        wanted = {"prefers-color-scheme": "dark" if dark else "light", "prefers-reduced-motion": "reduce"}
        features = [{"name": name, "value": value} for name, value in wanted.items()]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    def open(self, page: Path, fragment: str = "") -> None:
        self.driver.get("about:blank")
        self.driver.get_log("browser")
        self.driver.get_log("performance")
        self.page = page
        self.driver.get(page.as_uri() + fragment)
        self.settle()

    def settle(self) -> None:
        """Wait until what the page puts off to the next frames is there."""
        self.driver.execute_async_script("const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))")

    def run(self, script: str, *values: object) -> Any:
        """What a function body of JavaScript returns."""
        return self.driver.execute_script(script, *values)

    def text(self, selector: str) -> str:
        return str(self.run("return document.querySelector(arguments[0])?.innerText ?? ''", selector))

    def texts(self, selector: str) -> list[str]:
        return list(self.run("return [...document.querySelectorAll(arguments[0])].map((one) => one.textContent)", selector))

    def click(self, selector: str) -> None:
        self.driver.find_element("css selector", selector).click()

    def choose(self, selector: str, value: str) -> None:
        """Choose an option of a select, or fill a field, as a user would."""
        self.run(
            "const field = document.querySelector(arguments[0]); field.value = arguments[1];"
            "for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, {bubbles: true}))",
            selector,
            value,
        )

    def press(self, *keys: str) -> None:
        """Keys, to whatever has the focus."""
        ActionChains(self.driver).send_keys(*keys).perform()

    def pasted(self) -> str:
        """What is on the clipboard, as Ctrl+V puts it into a field."""
        self.run("document.body.append(Object.assign(document.createElement('textarea'), {id: 'pasted'})); pasted.focus()")
        ActionChains(self.driver).key_down(Keys.CONTROL).send_keys("v").key_up(Keys.CONTROL).perform()
        return str(self.run("const text = pasted.value; pasted.remove(); return text"))

    def complaints(self) -> list[str]:
        """What the page put on the console, warnings and errors alike."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        """Every address that was asked for since the page was opened, but for files and what is in the browser itself (its own icons)."""
        messages = (json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance"))
        asked = [message["params"]["request"]["url"] for message in messages if message["method"] == "Network.requestWillBeSent"]
        return [url for url in asked if not url.startswith(("about:", "file:", "data:", "blob:"))]

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Raise AssertionError where the page takes more CPU time for what is done within; what else the machine does is not counted."""
        before = self._cpu_seconds()
        yield
        after = self._cpu_seconds()
        spent = after - before if after >= before else after  # a page in a process of its own begins at nothing
        assert spent < seconds, f"{spent:.1f} s of CPU time"

    def _cpu_seconds(self) -> float:
        self.driver.execute_cdp_cmd("Performance.enable", {})
        metrics = self.driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
        return float(next(metric["value"] for metric in metrics if metric["name"] == "ProcessTime"))

    def calm(self) -> None:
        """Raise AssertionError where the page complained, or asked for anything."""
        assert self.complaints() == []
        assert self.requests() == []

    def roles(self) -> list[tuple[str, str]]:
        """What a screen reader is told: the role and name of everything that it does not pass over."""
        nodes: Sequence[dict[str, Any]] = self.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
        seen = (node for node in nodes if not node.get("ignored"))
        return [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in seen]


def wait_for(ask: Callable[[], T | None], *, seconds: float = 60) -> T:
    """What `ask` returns once it is true. Raises TimeoutError when it stays false."""
    end = time.monotonic() + seconds
    while not (answer := ask()):
        if time.monotonic() > end:
            raise TimeoutError(f"still {answer!r} after {seconds} s")
        time.sleep(0.02)
    return answer
