"""The house itself: import contracts, what a wheel holds, and what the project must not name."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def run(*command: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, env={"PATH": "/usr/bin:/bin", **environment})


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    done = run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder))
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    return built


def test_the_import_contracts_hold() -> None:
    done = run(str(Path(sys.executable).parent / "lint-imports"), "--no-cache")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_wheel_holds_two_packages_and_nothing_else(wheel: Path) -> None:
    names = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {name for name in names if not name.endswith(".dist-info")} == {"sayso", "sayso_en"}


def test_the_wheel_holds_every_rule_file_and_the_type_marker(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {f"sayso_en/rules/{path.name}" for path in (ROOT / "models/sayso_en/rules").iterdir() if path.is_file()}
    assert {"sayso/py.typed", "sayso_en/pack.toml"} | wanted <= names


def test_the_wheel_holds_what_pages_are_made_of(wheel: Path) -> None:
    assets = {f"sayso/writing/pages/assets/{path.name}" for path in (ROOT / "pipeline/sayso/writing/pages/assets").iterdir()}
    assert assets
    assert assets <= set(zipfile.ZipFile(wheel).namelist())


FIND_PACK = "from sayso.rules import load_rules; import sayso; print(load_rules().label, sayso.__file__)"


def test_every_picture_of_the_readme_is_there() -> None:
    shown = re.findall(r'(?:src|srcset)="([^"]+)"|!\[[^]]*\]\(([^)]+)\)', (ROOT / "README.md").read_text("utf-8"))
    paths = [ROOT / (one or other) for one, other in shown]
    assert len(paths) > 2
    assert [path for path in paths if not path.is_file()] == []


def test_a_wheel_install_finds_the_language_pack(wheel: Path, tmp_path: Path) -> None:
    """Unpacked as an installer would, and put before the editable install."""
    zipfile.ZipFile(wheel).extractall(tmp_path)
    done = run(sys.executable, "-c", FIND_PACK, cwd=tmp_path, PYTHONPATH=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert str(tmp_path) in done.stdout


def test_an_editable_install_finds_the_language_pack(tmp_path: Path) -> None:
    done = run(sys.executable, "-c", FIND_PACK, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert str(ROOT / "pipeline") in done.stdout


def test_the_lock_pins_all_that_the_project_needs_with_hashes() -> None:
    lines = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    pinned = {line.split("==")[0] for line in lines if "==" in line}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    wanted += [need for extra in project["project"]["optional-dependencies"].values() for need in extra]
    names = {need.split(">")[0].split("=")[0].split("<")[0].strip() for need in wanted}
    assert names <= pinned
    assert all("--hash=sha256:" in "".join(lines[number + 1 : number + 2]) for number, line in enumerate(lines) if "==" in line)


def test_nothing_names_a_registrys_host_or_an_index() -> None:
    hosts = ("py" + "pi.org", "python" + "hosted", "--" + "index-url", "--" + "extra-index", "registry.npm" + "js")
    done = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", HOME=str(ROOT))
    assert done.returncode == 0, done.stderr
    paths = [ROOT / name for name in done.stdout.split("\0") if name]
    texts = {path: path.read_text("utf-8", errors="replace") for path in paths if path.is_file()}
    assert [(str(path), host) for path, text in texts.items() for host in hosts if host in text] == []
