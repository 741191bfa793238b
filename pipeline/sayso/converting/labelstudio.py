"""Label Studio: a folder with tasks.json, whose records are predictions to be corrected, and the interface to label them in.

Offsets are code points, as Label Studio stores them; what an older one stored in UTF-16 code units is told by its words and put right.
What a record tells beside its words stands in the region's information (`meta.text`) as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import orjson

from sayso.converting.article import MakeArticle, carried, restored
from sayso.converting.marking import mark
from sayso.converting.marks import Link, Mark, Marked, all_labels, all_links
from sayso.converting.notes import read_note, write_note
from sayso.converting.units import Utf16
from sayso.errors import InputError, UsageError, cause_of
from sayso.records import Article

TASKS, INTERFACE = "tasks.json", "interface.xml"
_REMEDY = "mend the task in Label Studio, or leave it out"


def write_label_studio(articles: Iterable[Article]) -> Iterator[tuple[str, bytes]]:
    """The two files: tasks to import, and the labelling interface to paste into the project's settings."""
    tasks = [_task(article) for article in articles]
    yield TASKS, orjson.dumps(tasks, option=orjson.OPT_APPEND_NEWLINE)
    yield INTERFACE, _interface().encode()


def _task(article: Article) -> dict[str, Any]:
    marked = mark(article)
    result = [*(_region(one, article.text) for one in marked.marks), *map(_relation, marked.links)]
    made_by = article.run.model if article.run else "gold"
    return {
        "data": {"text": article.text, "sayso": carried(article)},
        "predictions": [{"model_version": f"sayso {made_by}", "result": result}],
    }


def _region(one: Mark, text: str) -> dict[str, Any]:
    value = {"start": one.start, "end": one.end, "text": text[one.start : one.end], "labels": [one.label]}
    note = {"text": [write_note(one.fields or {})]}
    return {"id": one.id, "from_name": "label", "to_name": "text", "type": "labels", "value": value, "meta": note}


def _relation(link: Link) -> dict[str, Any]:
    return {"type": "relation", "from_id": link.source, "to_id": link.target, "direction": "right", "labels": [link.label]}


def _interface() -> str:
    links = "".join(f"    <Relation value={quoteattr(label)}/>\n" for label in all_links())
    labels = "".join(f"    <Label value={quoteattr(label)}/>\n" for label in all_labels())
    return (
        f'<View>\n  <Relations>\n{links}  </Relations>\n  <Labels name="label" toName="text">\n{labels}  </Labels>\n'
        '  <Text name="text" value="$text" granularity="symbol"/>\n</View>\n'
    )


def read_label_studio(path: str, make: MakeArticle) -> Iterator[Marked | InputError]:
    """The annotated tasks of a JSON export. Of several annotations of one the ground truth is taken, else the last not cancelled.

    A task that nobody annotated is an error among them. Raises UsageError where the file is not there or holds no list of tasks.
    """
    try:
        tasks = orjson.loads(Path(path).read_bytes())
    except OSError as error:
        raise UsageError(f"{path}: can't be read: {cause_of(error)}") from error
    except orjson.JSONDecodeError as error:
        raise UsageError(f"{path}: is no JSON: {error}; give an export in the format JSON") from error
    if not isinstance(tasks, list):
        raise UsageError(f"{path}: holds no list of tasks; give an export in the format JSON")
    for number, task in enumerate(tasks, 1):
        try:
            yield _read_task(task, f"{path}: task {number}", number, make)
        except InputError as error:
            yield error
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
            yield InputError(f"is no annotated text: {type(error).__name__} {error}", source=f"{path}: task {number}", remedy=_REMEDY)


def _read_task(task: Mapping[str, Any], source: str, number: int, make: MakeArticle) -> Marked:
    text = task["data"]["text"]
    article = restored(task["data"].get("sayso"), text, source=source, default_id=f"task-{task.get('id', number)}", make=make)
    chosen = _choose(task.get("annotations") or [])
    if chosen is None:
        raise InputError("nobody has annotated it", source=source, id=article.id, remedy="submit it in Label Studio, or leave it out")
    units = Utf16(text)
    regions = [item for item in chosen["result"] if item["type"] == "labels"]
    marks = tuple(_read_region(item, text, units, source) for item in regions)
    links = tuple(
        Link(str(label), str(item["from_id"]), str(item["to_id"]))
        for item in chosen["result"]
        if item["type"] == "relation"
        for label in item.get("labels") or ()
    )
    return Marked(article, marks, links)


def _choose(annotations: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    standing = [one for one in annotations if not one.get("was_cancelled")]
    truths = [one for one in standing if one.get("ground_truth")]
    chosen = truths or standing
    return chosen[-1] if chosen else None


def _read_region(item: Mapping[str, Any], text: str, units: Utf16, source: str) -> Mark:
    value, ident = item["value"], str(item["id"])
    start, end = int(value["start"]), int(value["end"])
    words = value.get("text")
    if words is not None and text[start:end] != words:
        start, end = units.points(start), units.points(end)
        if text[start:end] != words:
            raise InputError(f"the words of region {ident} do not stand at its offsets", source=source, remedy=_REMEDY)
    notes = (item.get("meta") or {}).get("text") or []
    told = [fields for note in ([notes] if isinstance(notes, str) else notes) if (fields := read_note(note)) is not None]
    if len(value["labels"]) != 1:
        raise InputError(f"region {ident} has the labels {json.dumps(value['labels'])}", source=source, remedy="give each region one label")
    return Mark(ident, str(value["labels"][0]), start, end, told[0] if told else None)
