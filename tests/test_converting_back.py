"""Exports that come back: whatever the article, what is taken back is what was written, as gold."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.converting import FOLDERS, READERS, STREAMS, Language, Marked, gather
from sayso.errors import InputError
from sayso.records import (
    PLURALS,
    RECORD_KINDS,
    Actor,
    Article,
    Attribution,
    Block,
    Claim,
    Meta,
    Record,
    Span,
    all_records,
    records_of,
)
from tests.stories import articles, make_story

HARD = (
    "😀",
    "e\u0301",
    "\u05e9\u05dc\u05d5\u05dd",
    "\u202e",
    "\x07",
    "\x85",
    "\u2028",
    "\r\n",
    "\n\n",
    "\t",
    " ",
    "a",
    "👩\u200d👧",
    "\ufeff",
)
"""Emoji, combining marks, right-to-left letters and marks, control characters, all ends of lines, blanks, joined emoji."""


def language(prefix: str = "new") -> Language:
    made: list[str] = []

    def make_id(kind: str, start: int, end: int, words: str) -> str:
        made.append(kind)
        return f"{prefix}-{len(made)}"

    return Language(make_id=make_id, lemma=lambda start, end: "lemma")


def make(ident: str, text: str) -> Article:
    return Article(id=ident, meta=Meta(), text=text)


def written(format: str, article: Article, folder: Path) -> Path:
    """An article in another tool's format, as that tool would give it back untouched."""
    path = folder / "export"
    if format == "brat":
        path.mkdir()
        for name, data in FOLDERS[format]([article]):
            (path / name).write_bytes(data)
    elif format == "label-studio":
        tasks = json.loads(dict(FOLDERS[format]([article]))["tasks.json"])
        for number, task in enumerate(tasks):
            task |= {"id": number, "annotations": [{"result": prediction["result"]} for prediction in task.pop("predictions")]}
        path.write_text(json.dumps(tasks), "utf-8")
    else:
        path.write_bytes(b"".join(STREAMS[format]([article])))
    return path


def taken_back(format: str, path: Path) -> list[Marked | InputError]:
    return list(READERS[format](str(path), make))


def round_trip(format: str, article: Article) -> Article:
    with tempfile.TemporaryDirectory() as folder:
        (marked,) = taken_back(format, written(format, article, Path(folder)))
    assert isinstance(marked, Marked), marked
    return gather(marked, language())


def as_gold(article: Article) -> Article:
    """What may come back of an article: no run, rules and confidences, nothing that stands at no words, each kind in text order."""
    kept = {record.id for record in all_records(article) if not is_nowhere(record)}
    parts = {PLURALS[kind]: tuple(bare(one, kept) for one in in_order(article, kind) if one.id in kept) for kind in RECORD_KINDS}
    return article.model_copy(update={**parts, "run": None})


def is_nowhere(record: Record) -> bool:
    if isinstance(record, Attribution):
        return record.cue is None and not record.content
    return isinstance(record, Actor) and not record.mentions


def place(record: Record) -> int:
    if isinstance(record, Actor):
        return record.mentions[0].start if record.mentions else 0
    if isinstance(record, Attribution):
        return record.cue.start if record.cue else record.content[0].start if record.content else 0
    return record.start


def in_order(article: Article, kind: Any) -> list[Record]:
    return sorted(records_of(article, kind), key=place)


def bare(record: Record, kept: set[str]) -> Record:
    """A record without rule and confidence, and without links to what is left out."""
    told = record.model_dump()
    told["rule"] = None
    if isinstance(record, Attribution):
        told["confidence"] = None
    if isinstance(record, Claim) and not record.spans:
        told["spans"] = [{name: told[name] for name in ("start", "end", "text")}]
    if isinstance(record, Claim):
        told["actors"] = [party for party in told["actors"] if party["actor"] in kept]
    return type(record).model_validate(without(told, kept))


LINKED = frozenset(
    "members anchor_date by against holder part_of date attribution change_from actor figure within chain figures dates repeats".split()
)


def without(told: dict[str, Any], kept: set[str]) -> dict[str, Any]:
    for name, value in told.items():
        if isinstance(value, dict) and name != "external":
            told[name] = without(value, kept)
        elif name in LINKED and isinstance(value, str) and value not in kept:
            told[name] = None
        elif isinstance(value, list | tuple) and (name in LINKED or name == "actors"):
            told[name] = [item for item in value if not isinstance(item, str) or item in kept]
    return told


def comparable(article: Article) -> dict[str, Any]:
    """An article whose ids are told by kind and place in the list, so that two can be compared."""
    names = {record.id: f"{kind} {number}" for kind in RECORD_KINDS for number, record in enumerate(records_of(article, kind))}

    def renamed(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: renamed(item) for key, item in value.items()}
        if isinstance(value, list):
            return [renamed(item) for item in value]
        return names.get(value, value) if isinstance(value, str) else value

    told = article.model_dump(mode="json")
    return {name: renamed(value) if name in PLURALS.values() else value for name, value in told.items()}


@pytest.mark.parametrize("format", READERS)
def test_a_story_comes_back_as_gold(format: str) -> None:
    story = make_story()
    assert comparable(round_trip(format, story)) == comparable(as_gold(story))


@pytest.mark.parametrize("format", READERS)
@settings(max_examples=40)
@given(article=articles())
def test_any_article_comes_back_as_gold(format: str, article: Article) -> None:
    assert comparable(round_trip(format, article)) == comparable(as_gold(article))


@st.composite
def hard_articles(draw: st.DrawFn) -> Article:
    """Texts of what breaks tools, with spans that begin and end anywhere in it."""
    text = "x" + "".join(draw(st.lists(st.sampled_from(HARD), min_size=1, max_size=12)))
    cuts = draw(st.lists(st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True).map(sorted), min_size=1, max_size=5))
    spans = [Span(start=a, end=b, text=text[a:b]) for a, b in cuts]
    claims = tuple(
        Claim(id=f"claim {number} itself", start=span.start, end=span.end, text=span.text, spans=(span,), block="body")
        for number, span in enumerate(spans)
    )
    blocks = (Block(start=0, end=len(text), text=text, kind="body"),)
    said = Attribution(id="the saying", source={}, content=tuple(spans), content_form="phrase", manner="mixed", stance="shows")
    return Article(id="hard", meta=Meta(extra={"note": text}), text=text, blocks=blocks, attributions=(said,), claims=claims)


@pytest.mark.parametrize("format", READERS)
@settings(max_examples=40)
@given(article=hard_articles())
def test_spans_come_back_whatever_stands_at_their_borders(format: str, article: Article) -> None:
    assert comparable(round_trip(format, article)) == comparable(as_gold(article))


# What people do there


def drawn(text: str, *marks: tuple[str, str], links: tuple[tuple[str, int, int], ...] = ()) -> Article:
    """Records of marks that a person drew: labels and words, links between them by number."""
    lines = [
        f"T{number}\t{label} {text.index(words)} {text.index(words) + len(words)}\t{words}" for number, (label, words) in enumerate(marks)
    ]
    lines += [f"R{number}\t{label} Arg1:T{a} Arg2:T{b}" for number, (label, a, b) in enumerate(links)]
    return from_brat(text, *lines)


def from_brat(text: str, *lines: str) -> Article:
    (marked,) = brat(text, *lines)
    if isinstance(marked, InputError):
        raise marked
    return gather(marked, language())


def brat(text: str, *lines: str) -> Iterator[Marked | InputError]:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "page.txt").write_bytes(text.encode())
        (Path(folder) / "page.ann").write_text("".join(f"{line}\n" for line in lines), "utf-8")
        yield from taken_back("brat", Path(folder))


SAID = "Ida Kvam denied on Monday “that anybody was fired”. She left."


def test_a_person_draws_an_attribution_with_its_source() -> None:
    marks = (("cue_denies", "denied"), ("source", "Ida Kvam"), ("content", "“that anybody was fired”"), ("actor_person", "Ida Kvam"))
    article = drawn(SAID, *marks, links=(("source", 0, 1), ("content", 0, 2)))
    (said,) = article.attributions
    assert (said.stance, said.manner, said.content_form, said.confidence, said.rule) == ("denies", "direct", "clause", None, None)
    assert said.cue is not None
    assert said.cue.lemma == "lemma"
    assert (said.source.named, said.source.kind, said.source.status) == (True, "person", "given")
    assert said.source.actor == article.actors[0].id
    assert said.source.actors == (article.actors[0].id,)


def test_mentions_that_are_joined_are_one_actor() -> None:
    article = drawn(SAID, ("actor_person", "Ida Kvam"), ("actor_person", "She"), links=(("same", 1, 0),))
    (actor,) = article.actors
    assert actor.name == "Ida Kvam"
    assert [mention.text for mention in actor.mentions] == ["Ida Kvam", "She"]


def test_brats_own_equivalence_joins_mentions_too() -> None:
    article = from_brat(SAID, "T1\tactor_person 0 8\tIda Kvam", "T2\tactor_person 52 55\tShe", "*\tEquiv T1 T2")
    assert len(article.actors) == 1


def test_a_content_and_a_claim_with_gaps_have_parts() -> None:
    lines = (
        "T1\tcue_denies 9 15\tdenied",
        "T2\tcontent 0 3;26 31\tIda “that",
        "T3\tclaim 0 3;52 60\tIda She left",
        "R1\tcontent Arg1:T1 Arg2:T2",
    )
    article = from_brat(SAID, *lines)
    assert [span.text for span in article.attributions[0].content] == ["Ida", "“that"]
    assert [span.text for span in article.claims[0].spans] == ["Ida", "She left"]
    assert article.claims[0].text == SAID[:60]


def test_a_remark_in_a_note_is_no_field() -> None:
    article = from_brat(SAID, "T1\tdate_date 19 25\tMonday", "#1\tAnnotatorNotes T1\twhich Monday?")
    assert article.dates[0].first is None


def test_a_note_tells_fields() -> None:
    note = '{"first": "2024-03-04", "last": "2024-03-04", "grain": "day"}'
    article = from_brat(SAID, "T1\tdate_date 19 25\tMonday", f"#1\tAnnotatorNotes T1\t{note}")
    assert (article.dates[0].first, article.dates[0].grain) == ("2024-03-04", "day")


REFUSED = {
    "an unknown label": (("T1\tPerson 0 8\tIda Kvam",), "known are actor_person"),
    "a label without its kind": (("T1\tactor 0 8\tIda Kvam",), "known are actor_person"),
    "words that stand elsewhere": (("T1\tclaim 0 8\tIda Kvem",), "page.ann:1: the words of T1 do not stand at its offsets"),
    "offsets beyond the text": (("T1\tclaim 900 908\t",), "T1"),
    "a line of another kind": (("E1\tcue_says:T1",), "page.ann:1: 'E1' is no mark, link or note"),
    "a mark twice": (("T1\tclaim 0 8\tIda Kvam", "T1\tclaim 0 8\tIda Kvam"), "page.ann:2: T1 stands twice"),
    "a broken note": (("T1\tclaim 0 8\tIda Kvam", "#1\tAnnotatorNotes T1\t{first:"), "page.ann:2: its note is no JSON"),
    "a broken link": (("T1\tclaim 0 8\tIda Kvam", "R1\tpart T1 T1"), "page.ann:2: is no link"),
    "a link to nothing": (("T1\tclaim 0 8\tIda Kvam", "R1\tpart Arg1:T1 Arg2:T9"), "has an end T9, which is no mark"),
    "a link of the wrong kind": (("T1\tclaim 0 8\tIda Kvam", "R1\tsource Arg1:T1 Arg2:T1"), "can't begin at a claim"),
    "an agent that is no actor": (("T1\tclaim 0 8\tIda Kvam", "R1\tagent Arg1:T1 Arg2:T1"), "leads to a mark that is no actor"),
    "a field that is none": (("T1\tclaim 0 8\tIda Kvam", '#1\tAnnotatorNotes T1\t{"colour": 1}'), "colour: Extra inputs are not permitted"),
    "offsets beyond all sense": (("T1\tclaim 0 " + "9" * 5000 + "\tIda Kvam",), "page.ann:1: T1 is no mark"),
    "offsets that run backwards": (("T1\tclaim 8 3\t",), "it stands at 8–3"),
    "a name that is a number": (("T1\tactor_person 0 8\tIda Kvam", '#1\tAnnotatorNotes T1\t{"name": 5}'), "name: Input should be"),
    "a source that is a word": (("T1\tcue_says 9 15\tdenied", '#1\tAnnotatorNotes T1\t{"source": "x"}'), "is no object"),
    "half a surrogate pair": (("T1\tactor_person 0 8\tIda Kvam", '#1\tAnnotatorNotes T1\t{"name": "\\ud800"}'), "its note is no JSON"),
    "a value that is none": (("T1\tclaim 0 8\tIda Kvam", '#1\tAnnotatorNotes T1\t{"modality": "maybe"}'), "modality: Input should be"),
}


@pytest.mark.parametrize(("lines", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_can_not_be_used_is_refused_with_its_place(lines: tuple[str, ...], reason: str) -> None:
    with pytest.raises(InputError) as caught:
        from_brat(SAID, *lines)
    assert reason in str(caught.value)


def test_label_studio_offsets_in_code_units_are_put_right_by_their_words() -> None:
    text = "😀😀 Ida"
    region = {"id": "r", "type": "labels", "value": {"start": 5, "end": 8, "text": "Ida", "labels": ["claim"]}}
    (marked,) = read("label-studio", [{"data": {"text": text}, "annotations": [{"result": [region]}]}])
    assert isinstance(marked, Marked)
    assert [(one.start, one.end) for one in marked.marks] == [(3, 6)]


def test_label_studio_takes_the_ground_truth_else_the_last_that_stands() -> None:
    def region(label: str) -> dict[str, Any]:
        return {"id": "r", "type": "labels", "value": {"start": 0, "end": 3, "text": "Ida", "labels": [label]}}

    first, second, third = ({"result": [region(label)]} for label in ("claim", "condition", "part"))
    assert chosen_label([first, second, {**third, "was_cancelled": True}]) == "condition"
    assert chosen_label([{**first, "ground_truth": True}, second]) == "claim"


def chosen_label(annotations: list[dict[str, Any]]) -> str:
    (marked,) = read("label-studio", [{"data": {"text": "Ida"}, "annotations": annotations}])
    assert isinstance(marked, Marked)
    return marked.marks[0].label


def read(format: str, content: Any) -> list[Marked | InputError]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
        return taken_back(format, path)


def task(value: dict[str, Any], **data: Any) -> list[dict[str, Any]]:
    """A Label Studio task about "Ida" with one region."""
    region = {"id": "r", "type": "labels", "value": {"start": 0, "end": 3, "labels": ["claim"], **value}}
    return [{"data": {"text": "Ida", **data}, "annotations": [{"result": [region]}]}]


BLOCK = {"start": 5, "end": 9, "kind": "body"}
NOWHERE = {"label": "part", "head_span": {"start": 0, "end": 1, "label": "claim"}, "child_span": {}}
HOSTILE_TASKS: dict[str, tuple[str, Any]] = {
    "Label Studio: nobody annotated it": ("label-studio", [{"data": {"text": "Ida"}, "predictions": [{"result": []}]}]),
    "Label Studio: no text": ("label-studio", [{"data": {}}]),
    "Label Studio: a task that is a number": ("label-studio", [1]),
    "Label Studio: two labels": ("label-studio", task({"labels": ["claim", "part"]})),
    "Label Studio: words elsewhere": ("label-studio", task({"text": "Ada"})),
    "Label Studio: blocks beyond the text": ("label-studio", task({}, sayso={"id": "x", "blocks": [BLOCK]})),
    "Prodigy: no JSON": ("prodigy", "{"),
    "Prodigy: no text": ("prodigy", {}),
    "Prodigy: a span without a label": ("prodigy", {"text": "Ida", "spans": [{"start": 0, "end": 3}]}),
    "Prodigy: an endless offset": ("prodigy", '{"text": "Ida", "spans": [{"start": 1e999, "end": 3, "label": "claim"}]}'),
    "Prodigy: a list for a label": ("prodigy", {"text": "Ida", "spans": [{"start": [], "end": 3, "label": []}]}),
    "Prodigy: a relation to no span": ("prodigy", {"text": "Ida", "relations": [NOWHERE]}),
}


@pytest.mark.parametrize(("format", "content"), HOSTILE_TASKS.values(), ids=HOSTILE_TASKS)
def test_a_hostile_task_is_an_error_in_its_place(format: str, content: Any) -> None:
    (error,) = read(format, content)
    assert isinstance(error, InputError)
    assert "export.json" in str(error)


def test_a_note_can_not_make_gold_anything_but_gold() -> None:
    note = '{"id": "mine", "rule": "cue.say", "confidence": 0.9}'
    article = from_brat(SAID, "T1\tcue_denies 9 15\tdenied", f"#1\tAnnotatorNotes T1\t{note}")
    (said,) = article.attributions
    assert (said.id, said.rule, said.confidence) == ("new-1", None, None)


def test_two_regions_of_one_id_are_refused() -> None:
    (same,) = task({})
    same["annotations"][0]["result"] *= 2
    (marked,) = read("label-studio", [same])
    assert isinstance(marked, Marked)
    with pytest.raises(InputError, match="two of its marks have the same id"):
        gather(marked, language())


def test_prodigy_leaves_out_what_was_rejected() -> None:
    rows = [{"text": "Ida", "answer": answer} for answer in ("accept", "reject", "ignore")]
    assert len(read("prodigy", "\n".join(map(json.dumps, rows)))) == 1


def test_prodigy_relations_drawn_there_are_told_by_their_spans() -> None:
    spans = [{"start": 0, "end": 3, "label": "actor_person"}, {"start": 4, "end": 7, "label": "actor_person"}]
    relation = {"label": "same", "head": 1, "child": 0, "head_span": spans[1], "child_span": spans[0]}
    (marked,) = read("prodigy", json.dumps({"text": "Ida she", "spans": spans, "relations": [relation]}))
    assert isinstance(marked, Marked)
    assert len(gather(marked, language()).actors) == 1
