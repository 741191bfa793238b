"""Exports: each against its format's own rules, written here as schemas, a document type or plain checks."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from lxml import etree

from sayso.converting import FOLDERS, STREAMS, TARGETS
from sayso.converting.conllu import write_conllu
from sayso.converting.filenames import file_stem
from sayso.converting.marking import mark
from sayso.converting.marks import all_labels, all_links
from sayso.converting.plover import COLUMNS, country_codes
from sayso.converting.units import Utf16
from sayso.parsing import Columns, Parse
from sayso.records import Article, Block, Date, Meta, all_records
from tests.stories import TEXT, articles, make_story
from tests.test_converting_back import hard_articles

EMOJI = "😀 "  # two code units and a blank: what comes after it is one unit later than its code points tell


def shifted() -> Article:
    """The story, after an emoji."""
    told = json.loads(make_story().model_dump_json(by_alias=True))

    def shift(value: Any) -> Any:
        if isinstance(value, dict):
            moved = {key: shift(item) for key, item in value.items()}
            if isinstance(moved.get("start"), int):
                moved |= {"start": moved["start"] + len(EMOJI), "end": moved["end"] + len(EMOJI)}
            return moved
        return [shift(item) for item in value] if isinstance(value, list) else value

    return Article.model_validate({**shift(told), "text": EMOJI + TEXT})


def stream(format: str, *some: Article) -> str:
    return b"".join(STREAMS[format](some)).decode()


def objects(format: str, *some: Article) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream(format, *some).split("\n") if line]


def schema(required: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "object", "properties": required, "required": list(required), **more}


TEXT_, NUMBER, CONST = {"type": "string"}, {"type": "integer", "minimum": 0}, "const"

# Web Annotation: https://www.w3.org/TR/annotation-model/

SELECTORS = {
    "type": "array",
    "prefixItems": [
        schema({"type": {CONST: "TextPositionSelector"}, "start": NUMBER, "end": NUMBER}),
        schema({"type": {CONST: "TextQuoteSelector"}, "exact": TEXT_, "prefix": TEXT_, "suffix": TEXT_}),
    ],
}
IRI = {"type": "string", "pattern": "^[a-z][a-z0-9+.-]*:\\S+$"}
ANNOTATION = schema({
    "id": IRI, "type": {CONST: "Annotation"}, "motivation": {"enum": ["identifying"]},
    "body": {"type": "array", "items": schema({"type": {CONST: "TextualBody"}, "purpose": TEXT_, "value": TEXT_})},
    "target": {"type": "array", "minItems": 1, "items": schema({"source": IRI, "selector": SELECTORS})},
})  # fmt: skip
COLLECTION = schema({
    "@context": {CONST: "http://www.w3.org/ns/anno.jsonld"}, "id": IRI, "type": {CONST: "AnnotationCollection"},
    "first": schema({"id": IRI, "type": {CONST: "AnnotationPage"}, "items": {"type": "array", "items": ANNOTATION}}),
})  # fmt: skip


def test_web_annotations_are_a_collection_of_annotations() -> None:
    document = json.loads(stream("web-annotation", make_story(), make_story("other/ä b.txt")))
    jsonschema.validate(document, COLLECTION)
    items = document["first"]["items"]
    assert len(items) == 2 * len(list(all_records(make_story())))
    assert len({item["id"] for item in items}) == len(items)


def test_a_web_annotation_points_at_its_words_twice() -> None:
    document = json.loads(stream("web-annotation", shifted()))
    for target in (target for item in document["first"]["items"] for target in item["target"]):
        position, quoted = target["selector"]
        text = EMOJI + TEXT
        assert text[position["start"] : position["end"]] == quoted["exact"]
        assert text[: position["start"]].endswith(quoted["prefix"])
        assert text[position["end"] :].startswith(quoted["suffix"])


def test_web_annotations_carry_the_whole_record() -> None:
    (item, *_) = json.loads(stream("web-annotation", make_story()))["first"]["items"]
    assert json.loads(item["body"][1]["value"])["name"] == "ferry union"


# schema.org

BODY = {"enum": ["Person", "Organization", "GovernmentOrganization", "NewsMediaOrganization"]}
AUTHOR = schema({"@type": BODY, "name": TEXT_})
GRAPH = schema({
    "@context": {CONST: "https://schema.org"},
    "@graph": {"type": "array", "items": {"oneOf": [
        schema({"@type": {CONST: "NewsArticle"}, "@id": IRI}),
        schema({"@type": {CONST: "Quotation"}, "@id": IRI, "text": TEXT_, "isPartOf": schema({"@id": IRI})}),
        schema({"@type": {CONST: "Claim"}, "@id": IRI, "text": TEXT_, "appearance": schema({"@id": IRI})}),
    ]}},
})  # fmt: skip
REVIEWED = schema({"@type": {CONST: "Claim"}, "text": TEXT_, "appearance": {"type": "object"}, "author": AUTHOR, "datePublished": TEXT_})


def test_schema_org_has_the_article_and_its_claims() -> None:
    document = json.loads(stream("schema.org", make_story()))
    jsonschema.validate(document, GRAPH)
    things = {thing["@id"]: thing for thing in document["@graph"]}
    assert len(things) == len(document["@graph"])
    claims = [thing for thing in things.values() if thing["@type"] == "Claim"]
    assert len(claims) == len(make_story().claims)
    assert all(claim["appearance"]["@id"] in things for claim in claims)


def test_a_claim_is_fit_to_be_reviewed() -> None:
    headline, sails, fired = (thing for thing in json.loads(stream("schema.org", make_story()))["@graph"] if thing["@type"] == "Claim")
    for claim in (headline, sails, fired):
        jsonschema.validate(claim, REVIEWED)
    assert headline["author"]["name"] == "The Quay"  # in the article's own voice
    assert headline["sameAs"] == sails["@id"]
    assert sails["author"] == {"@type": "Organization", "@id": "urn:sayso:ferry.txt:u1", "name": "ferry union"}  # the nearest source
    assert sails["temporalCoverage"] == ["2024-03-04"]
    assert fired["author"]["jobTitle"] == ["director"]


def test_direct_words_are_quotations() -> None:
    story = make_story()
    quoted = tuple(one.model_copy(update={"manner": "direct"}) for one in story.attributions)
    things = json.loads(stream("schema.org", story.model_copy(update={"attributions": quoted})))["@graph"]
    assert [thing["text"] for thing in things if thing["@type"] == "Quotation"][-1] == "that anybody was fired"
    assert not [thing for thing in json.loads(stream("schema.org", story))["@graph"] if thing["@type"] == "Quotation"]


# brat

ANN = re.compile(r"T\d+\t[a-z_]+ \d+ \d+(?:;\d+ \d+)*\t[^\n]*|R\d+\t[a-z_]+ Arg1:T\d+ Arg2:T\d+|#\d+\tAnnotatorNotes T\d+\t\{[ -~]*\}")


def test_brat_has_a_text_and_its_annotations_for_each_article() -> None:
    files = dict(FOLDERS["brat"]([make_story(), make_story("https://a.example/b/c.txt")]))
    assert list(files) == [
        "0001-ferry.txt", "0001-ferry.ann", "0002-a.example-b-c.txt", "0002-a.example-b-c.ann", "articles.jsonl", "annotation.conf",
    ]  # fmt: skip
    assert files["0001-ferry.txt"].decode() == TEXT
    assert all(ANN.fullmatch(line) for line in files["0001-ferry.ann"].decode().splitlines())


def test_brat_knows_every_label_from_its_settings() -> None:
    files = dict(FOLDERS["brat"]([make_story()]))
    settings_ = files["annotation.conf"].decode()
    entities = settings_.split("[relations]")[0].split()[1:]
    links = [line.split("\t")[0] for line in settings_.split("[relations]\n")[1].split("\n\n")[0].splitlines()]
    assert set(entities) == set(all_labels())
    assert set(links) == set(all_links())
    rows = [line.split("\t")[1].split(" ")[0] for line in files["0001-ferry.ann"].decode().splitlines() if line[0] != "#"]
    assert set(rows) <= set(entities) | set(links)


@settings(max_examples=50)
@given(article=hard_articles())
def test_brat_repeats_the_words_of_each_fragment_on_one_line(article: Article) -> None:
    """As brat's server checks it: the fragments' words joined by spaces, and no line end that a reader may find in them."""
    files = dict(FOLDERS["brat"]([article]))
    lines = files["0001-hard.ann"].decode().splitlines()
    for line in lines:
        assert ANN.fullmatch(line)
        if line[0] == "T":
            _, place, words = line.split("\t", 2)
            spans = [tuple(map(int, pair.split())) for pair in place.split(" ", 1)[1].split(";")]
            told = " ".join(article.text[start:end] for start, end in spans)
            assert words == told or told.splitlines() != [told]


# TimeML

DOCUMENT_TYPE = etree.DTD(
    io.StringIO("""
<!ELEMENT TimeML (DOCID, DCT, TITLE?, TEXT)>
<!ELEMENT DOCID (#PCDATA)>
<!ELEMENT DCT (TIMEX3?)>
<!ELEMENT TITLE (#PCDATA)>
<!ELEMENT TEXT (#PCDATA | TIMEX3)*>
<!ELEMENT TIMEX3 (#PCDATA)>
<!ATTLIST TIMEX3 tid ID #REQUIRED type (DATE | TIME | DURATION | SET) #REQUIRED value CDATA #REQUIRED
  mod (BEFORE | AFTER | ON_OR_BEFORE | ON_OR_AFTER | LESS_THAN | MORE_THAN | EQUAL_OR_LESS | EQUAL_OR_MORE
    | START | MID | END | APPROX) #IMPLIED
  functionInDocument (CREATION_TIME | NONE) "NONE">
""")
)


def timeml(article: Article) -> Any:
    ((_, data),) = FOLDERS["timeml"]([article])
    root = etree.fromstring(data)
    assert DOCUMENT_TYPE.validate(root), DOCUMENT_TYPE.error_log
    return root


def test_timeml_holds_the_text_and_the_day_of_publication() -> None:
    root = timeml(make_story())
    assert "".join(root.find("TEXT").itertext()) == TEXT
    assert dict(root.find("DCT/TIMEX3").attrib) == {
        "tid": "t0", "type": "DATE", "value": "2024-03-05", "functionInDocument": "CREATION_TIME",
    }  # fmt: skip
    assert [(one.text, one.get("value")) for one in root.iterfind("TEXT/TIMEX3")] == [("Monday", "2024-03-04")]


@settings(max_examples=50)
@given(article=articles() | hard_articles())
def test_timeml_is_sound_and_keeps_the_texts_length(article: Article) -> None:
    assert len("".join(timeml(article).find("TEXT").itertext())) == len(article.text)


def days(first: str, last: str, grain: str, **more: Any) -> dict[str, Any]:
    return {"kind": "date", "first": first, "last": last, "grain": grain, **more}


TIMES: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "day": (days("2024-03-04", "2024-03-04", "day"), {"type": "DATE", "value": "2024-03-04"}),
    "morning": (days("2024-03-04", "2024-03-04", "day", part="morning"), {"type": "TIME", "value": "2024-03-04TMO"}),
    "clock": (days("2024-03-04", "2024-03-04", "day", time="14:30"), {"type": "TIME", "value": "2024-03-04T14:30"}),
    "week": (days("2024-12-30", "2025-01-05", "week"), {"type": "DATE", "value": "2025-W01"}),
    "weekend": (days("2024-03-02", "2024-03-03", "weekend"), {"type": "DATE", "value": "2024-W09-WE"}),
    "early month": (days("2024-03-01", "2024-03-31", "month", part="early"), {"type": "DATE", "value": "2024-03", "mod": "START"}),
    "quarter": (days("2024-04-01", "2024-06-30", "quarter"), {"type": "DATE", "value": "2024-Q2"}),
    "half": (days("2024-07-01", "2024-12-31", "half"), {"type": "DATE", "value": "2024-H2"}),
    "winter": (days("2023-12-01", "2024-02-29", "season"), {"type": "DATE", "value": "2023-WI"}),
    "year, about": (days("1999-01-01", "1999-12-31", "year", approximate=True), {"type": "DATE", "value": "1999", "mod": "APPROX"}),
    "decade": (days("1990-01-01", "1999-12-31", "decade"), {"type": "DATE", "value": "199"}),
    "century": (days("1901-01-01", "2000-12-31", "century"), {"type": "DATE", "value": "19"}),
    "duration": ({"kind": "duration", "duration": "P3D", "bound": "more_than"}, {"type": "DURATION", "value": "P3D", "mod": "MORE_THAN"}),
    "every week": ({"kind": "recurrence", "duration": "P1W"}, {"type": "SET", "value": "P1W"}),
    "open range": ({"kind": "range", "first": "2024-01-01"}, {"type": "DURATION", "value": "PXX"}),
    "closed range": ({"kind": "range", "first": "2024-01-01", "last": "2024-01-10"}, {"type": "DURATION", "value": "P10D"}),
    "recently": ({"kind": "vague", "reference": "past", "unresolved": "reference"}, {"type": "DATE", "value": "PAST_REF"}),
    "unresolved": ({"kind": "date", "unresolved": "no year"}, {"type": "DATE", "value": "XXXX"}),
}


@pytest.mark.parametrize(("fields", "wanted"), TIMES.values(), ids=TIMES)
def test_a_date_in_timemls_code(fields: dict[str, Any], wanted: dict[str, str]) -> None:
    date = Date(id="d", start=0, end=4, text="then", **fields)
    root = timeml(Article(id="a", meta=Meta(), text="then", dates=(date,)))
    told = dict(root.find("TEXT/TIMEX3").attrib)
    del told["tid"]
    assert {name: value for name, value in told.items() if value != "NONE"} == wanted


def test_a_range_with_two_written_ends_is_two_expressions() -> None:
    text = "from May to June 2024"
    ends = ({"start": 5, "end": 8, "text": "May", "first": "2024-05-01", "last": "2024-05-31"},
            {"start": 12, "end": 21, "text": "June 2024", "first": "2024-06-01", "last": "2024-06-30"})  # fmt: skip
    date = Date.model_validate({"id": "d", "start": 0, "end": 21, "text": text, "kind": "range", "ends": ends})
    found = timeml(Article(id="a", meta=Meta(), text=text, dates=(date,))).iterfind("TEXT/TIMEX3")
    assert [(one.text, one.get("value")) for one in found] == [("May", "2024-05"), ("June 2024", "2024-06")]


# Labelling tools

REGION = schema({
    "id": TEXT_, "from_name": {CONST: "label"}, "to_name": {CONST: "text"}, "type": {CONST: "labels"},
    "value": schema({"start": NUMBER, "end": NUMBER, "text": TEXT_, "labels": {"type": "array", "items": TEXT_, "minItems": 1}}),
})  # fmt: skip
RELATION = schema({"type": {CONST: "relation"}, "from_id": TEXT_, "to_id": TEXT_, "direction": TEXT_, "labels": {"type": "array"}})
PREDICTION = schema({"model_version": TEXT_, "result": {"type": "array", "items": {"oneOf": [REGION, RELATION]}}})
TASKS = {
    "type": "array",
    "items": schema({"data": schema({"text": TEXT_}), "predictions": {"type": "array", "items": PREDICTION, "minItems": 1}}),
}


def test_label_studio_has_tasks_and_an_interface_that_knows_their_labels() -> None:
    files = dict(FOLDERS["label-studio"]([shifted()]))
    tasks = json.loads(files["tasks.json"])
    jsonschema.validate(tasks, TASKS)
    interface = etree.fromstring(files["interface.xml"])
    labels = {label.get("value") for label in interface.iter("Label")}
    relations = {relation.get("value") for relation in interface.iter("Relation")}
    (task,) = tasks
    for item in task["predictions"][0]["result"]:
        if item["type"] == "relation":
            assert set(item["labels"]) <= relations
        else:
            value = item["value"]
            assert task["data"]["text"][value["start"] : value["end"]] == value["text"]  # code points, as Label Studio stores them
            assert set(value["labels"]) <= labels
    assert interface.find("Text").get("value") == "$text"


TOKEN = schema({"text": TEXT_, "start": NUMBER, "end": NUMBER, "id": NUMBER, "ws": {"type": "boolean"}})
SPAN = schema({"start": NUMBER, "end": NUMBER, "token_start": NUMBER, "token_end": NUMBER, "label": TEXT_})
EDGE = schema({"head": NUMBER, "child": NUMBER, "head_span": SPAN, "child_span": SPAN, "label": TEXT_})
PRODIGY = schema({
    "text": TEXT_, "tokens": {"type": "array", "items": TOKEN}, "spans": {"type": "array", "items": SPAN},
    "relations": {"type": "array", "items": EDGE},
})  # fmt: skip


@settings(max_examples=50)
@given(article=articles() | hard_articles())
def test_prodigys_tokens_spell_the_text_and_fit_every_span(article: Article) -> None:
    (task,) = objects("prodigy", article)
    jsonschema.validate(task, PRODIGY)
    tokens = task["tokens"]
    spelt = "".join(token["text"] + " " * token["ws"] for token in tokens)
    assert spelt in (task["text"], task["text"] + " ")
    assert [token["id"] for token in tokens] == list(range(len(tokens)))
    for span in task["spans"]:
        assert tokens[span["token_start"]]["start"] == span["start"]
        assert tokens[span["token_end"]]["end"] == span["end"]


ENTITY = schema({"id": NUMBER, "label": TEXT_, "start_offset": NUMBER, "end_offset": NUMBER})
DOCCANO = schema({
    "text": TEXT_, "entities": {"type": "array", "items": ENTITY},
    "relations": {"type": "array", "items": schema({"id": NUMBER, "from_id": NUMBER, "to_id": NUMBER, "type": TEXT_})},
})  # fmt: skip


def test_doccano_counts_code_units() -> None:
    rows = objects("doccano", shifted(), make_story())
    for row in rows:
        jsonschema.validate(row, DOCCANO)
        wide = row["text"].encode("utf-16-le")
        words = [wide[2 * one["start_offset"] : 2 * one["end_offset"]].decode("utf-16-le") for one in row["entities"]]
        assert words == [row["text"][one.start : one.end] for one in mark(shifted() if row["text"] != TEXT else make_story()).marks]
    ids = [one["id"] for row in rows for one in row["entities"]]
    assert len(set(ids)) == len(ids)
    assert {end for row in rows for one in row["relations"] for end in (one["from_id"], one["to_id"])} <= set(ids)


@settings(max_examples=50)
@given(article=hard_articles())
def test_code_units_lead_back_to_code_points(article: Article) -> None:
    units = Utf16(article.text)
    for offset in range(len(article.text) + 1):
        told = units.units(offset)
        assert told == len(article.text[:offset].encode("utf-16-le")) // 2
        assert units.points(told) == offset


# CoNLL-U


def sentences(parse: Parse) -> list[tuple[dict[str, str], list[list[str]]]]:
    """The sentences of a CoNLL-U file: comments and rows."""
    found = []
    for sentence in b"".join(write_conllu([parse])).decode().removesuffix("\n").split("\n\n"):
        lines = [line for line in sentence.split("\n") if line]
        comments = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# "))
        found.append((comments, [line.split("\t") for line in lines if not line.startswith("#")]))
    return [pair for pair in found if pair[1]]


def check_conllu(parse: Parse) -> None:
    """What the format asks of a file: ten columns without blanks, one tree a sentence, words that spell the sentence's text."""
    for comments, rows in sentences(parse):
        assert [row[0] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
        assert all(len(row) == 10 and all(cell and " " not in cell for cell in row) for row in rows)
        heads = [int(row[6]) for row in rows]
        assert heads.count(0) == 1
        assert [row[7] == "root" for row in rows] == [head == 0 for head in heads]
        for number in range(1, len(rows) + 1):
            assert reaches_root(number, heads)
        spelt = "".join(row[1] + ("" if "SpaceAfter=No" in row[9].split("|") else " ") for row in rows)
        assert spelt.rstrip(" ") == comments["text"]


def reaches_root(number: int, heads: list[int]) -> bool:
    seen: set[int] = set()
    while number and number not in seen:
        seen.add(number)
        number = heads[number - 1]
    return number == 0


def split(text: str) -> Columns:
    """Words between blanks, each hung on the one before, a sentence a paragraph."""
    places = [found.span() for found in re.finditer(r"\S+", text)]
    begins = [number for number, (start, _) in enumerate(places) if not number or "\n" in text[places[number - 1][1] : start]]
    heads = [number if number in begins else number - 1 for number in range(len(places))]
    size = len(places)
    return Columns([a for a, _ in places], [b for _, b in places], ["NN"] * size, ["dep"] * size, heads, begins, [])


def test_conllu_has_the_records_in_misc() -> None:
    story = make_story()
    parse = Parse(story, split(story.text))
    check_conllu(parse)
    comments, rows = sentences(parse)[1]
    assert comments["newpar id"] == "2"
    told = {row[1]: dict(part.split("=", 1) for part in row[9].split("|")).get("Sayso", "") for row in rows}
    assert "B-cue_says:a2" in told["said"]
    assert "B-date_date:d1" in told["Monday"]
    assert {"B-figure_count:f1", "I-content:a1"} <= set(told["40"].split(","))
    assert {"I-figure_count:f1", "B-counted:f1"} <= set(told["boats"].split(","))


def test_conllu_hangs_together_whatever_the_parse() -> None:
    """Two roots, a head in another sentence, and a token that is a blank."""
    text = "a b\n\nc d e"
    blocks = (Block(start=0, end=3, text="a b", kind="body"), Block(start=5, end=10, text="c d e", kind="body"))
    columns = Columns([0, 2, 3, 5, 7, 9], [1, 3, 5, 6, 8, 10], ["NN"] * 6, ["dep"] * 6, [0, 1, 1, 1, 3, 4], [0, 3], [])
    check_conllu(Parse(Article(id="an id", meta=Meta(), text=text, blocks=blocks), columns))


# PLOVER


def plover(*some: Article) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(stream("plover", *some))))


def test_plover_has_a_row_for_what_was_said_and_for_what_was_done() -> None:
    rows = plover(make_story())
    assert tuple(rows[0]) == COLUMNS
    assert [(row["record"], row["actor_name"], row["predicate"]) for row in rows] == [
        ("attribution", "Harbour Radio", "according to"), ("attribution", "ferry union", "say"), ("attribution", "Ida Kvam", "deny"),
        ("claim", "ferry union", "sail"),
    ]  # fmt: skip
    assert [row["actor_sector"] for row in rows] == ["MED", "", "", ""]
    assert (rows[3]["event_date"], rows[3]["source_name"], rows[3]["modality"]) == ("2024-03-04", "ferry union", "planned")


STANCES = {"asks": "REQUEST", "orders": "REQUEST", "criticises": "ACCUSE", "supports": "SUPPORT", "threatens": "THREATEN", "says": ""}


@pytest.mark.parametrize(("stance", "event"), STANCES.items())
def test_a_stance_that_is_an_event_has_its_type(stance: str, event: str) -> None:
    story = make_story()
    said = tuple(one.model_copy(update={"stance": stance}) for one in story.attributions)
    assert {row["event_type"] for row in plover(story.model_copy(update={"attributions": said, "claims": ()}))} == {event}


def test_countries_are_of_three_letters() -> None:
    codes = country_codes()
    assert (codes["NO"], codes["DE"]) == ("NOR", "DEU")
    story = make_story()
    actors = tuple(actor.model_copy(update={"country": "NO"}) for actor in story.actors)
    assert {row["actor_country"] for row in plover(story.model_copy(update={"actors": actors}))} == {"NOR"}


# All of them


@pytest.mark.parametrize("format", sorted({*STREAMS, *FOLDERS}))
def test_an_empty_run_is_an_empty_export(format: str) -> None:
    if format in STREAMS:
        text = b"".join(STREAMS[format]([])).decode()
        assert not text or format == "plover" or json.loads(text)
    else:
        assert all(not name.endswith((".txt", ".tml")) for name, _ in FOLDERS[format]([]))


@pytest.mark.parametrize("format", sorted(STREAMS))
@settings(max_examples=20)
@given(article=articles())
def test_any_article_can_be_written(format: str, article: Article) -> None:
    assert stream(format, article) == stream(format, article)


@pytest.mark.parametrize(
    ("ident", "stem"),
    [("a.txt", "0007-a"), ("../../etc/passwd", "0007-etc-passwd"), ("https://a.example/b?c=d", "0007-a.example-b-c-d"), ("…", "0007")],
)
def test_a_file_is_named_safely(ident: str, stem: str) -> None:
    assert file_stem(7, ident) == stem


def test_all_formats_are_told() -> None:
    assert list(TARGETS) == ["brat", "conllu", "doccano", "label-studio", "plover", "prodigy", "schema.org", "timeml", "web-annotation"]


def labels_of(some: Iterable[Article]) -> set[str]:
    return {one.label for article in some for one in mark(article).marks}


@settings(max_examples=30)
@given(article=articles())
def test_every_label_that_is_written_is_known(article: Article) -> None:
    assert labels_of([article]) <= set(all_labels())
    assert {link.label for link in mark(article).links} <= set(all_links())
