"""The closed lists of values, and the small types of fields."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field, WithJsonSchema

SCHEMA_VERSION = "1"

BlockKind = Literal["headline", "byline", "dateline", "heading", "body", "caption", "credit", "embed", "correction", "boilerplate"]
ActorKind = Literal["person", "organization", "government", "country", "group", "media", "place", "document"]
Form = Literal["name", "nominal", "pronoun"]
DateKind = Literal["date", "range", "duration", "recurrence", "vague"]
Grain = Literal["day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century"]
Part = Literal["early", "mid", "late", "morning", "afternoon", "evening", "night"]
Bound = Literal["exact", "at_least", "more_than", "at_most", "less_than"]
Reference = Literal["past", "present", "future"]
Relation = Literal["for", "within", "since", "until", "before", "after"]
Anchor = Literal["explicit", "published", "date"]
FigureKind = Literal["count", "money", "percent", "percentage_point", "share", "measure", "age", "ratio", "ordinal", "score"]
FigureStatus = Literal["actual", "forecast", "planned", "target", "estimate"]
Role = Literal["level", "delta", "gap", "factor"]
Direction = Literal["up", "down"]
Stance = Literal[
    "says", "shows", "believes", "predicts", "promises", "plans", "threatens", "orders", "asks", "warns", "criticises",
    "supports", "denies", "doubts", "declines",
]  # fmt: skip
Manner = Literal["direct", "indirect", "mixed"]
ContentForm = Literal["clause", "sentences", "phrase"]
Polarity = Literal["positive", "negative"]
SourceStatus = Literal["given", "elided", "none"]
MediumKind = Literal["interview", "statement", "post", "document", "broadcast", "outlet"]
ActorPart = Literal["agent", "target", "recipient", "location", "mentioned"]
Modality = Literal["actual", "planned", "possible", "conditional", "required", "question"]
NotCheckable = Literal["opinion", "future", "question", "vague"]
Origin = Literal["given", "markup", "lead", "heading", "detected"]
RecordKind = Literal["actor", "date", "figure", "attribution", "claim"]

RECORD_KINDS: tuple[RecordKind, ...] = get_args(RecordKind)

Number = Annotated[int | float, WithJsonSchema({"type": "number"})]
Offset = Annotated[int, Field(ge=0)]
IsoDay = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")]
Published = Annotated[str, Field(pattern=r"^\d{4}(-\d\d(-\d\d(T.+)?)?)?$")]
