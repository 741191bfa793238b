"""`jq` and `duckdb` as commands, made of the libraries that they are made of, so that the README's pipes run where neither is installed.

usage: shims.py jq [-r] [-c] PROGRAM [FILE]      shims.py duckdb -c SQL
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def run_jq(words: list[str]) -> None:
    import jq

    raw = "-r" in words
    program, *files = [word for word in words if not word.startswith("-")]
    text = Path(files[0]).read_text("utf-8") if files else sys.stdin.read()
    for value in jq.compile(program).input_text(text).all():
        print(value if raw and isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def run_duckdb(words: list[str]) -> None:
    import duckdb

    with duckdb.connect() as connection:
        for row in connection.execute(words[words.index("-c") + 1]).fetchall():
            print(*row, sep=" | ")


if __name__ == "__main__":
    {"jq": run_jq, "duckdb": run_duckdb}[sys.argv[1]](sys.argv[2:])
