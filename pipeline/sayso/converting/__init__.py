"""A run → the formats of other tools, and what people annotated in them → records; a module a format.

marks      what labelling tools know: labels, links, notes     marking    records → marks     gathering  marks → records
article    what is carried along of an article                 notes, units, filenames, lines, linked: what formats share

brat, labelstudio, prodigy      there and back                 doccano, webannotation, schemaorg, timeml, plover   there only
conllu                          there only, on the tokens of the parse
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from sayso.converting.article import MakeArticle
from sayso.converting.brat import read_brat, write_brat
from sayso.converting.conllu import write_conllu
from sayso.converting.doccano import write_doccano
from sayso.converting.gathering import Language, gather
from sayso.converting.labelstudio import read_label_studio, write_label_studio
from sayso.converting.marks import Marked
from sayso.converting.plover import write_plover
from sayso.converting.prodigy import read_prodigy, write_prodigy
from sayso.converting.schemaorg import write_schema_org
from sayso.converting.timeml import write_timeml
from sayso.converting.webannotation import write_web_annotations
from sayso.errors import InputError
from sayso.parsing import Parse
from sayso.records import Article

__all__ = ["FOLDERS", "PARSED", "READERS", "STREAMS", "TARGETS", "Language", "MakeArticle", "Marked", "gather"]

STREAMS: Mapping[str, Callable[[Iterable[Article]], Iterator[bytes]]] = {
    "doccano": write_doccano, "plover": write_plover, "prodigy": write_prodigy, "schema.org": write_schema_org,
    "web-annotation": write_web_annotations,
}  # fmt: skip
"""Formats that are one stream of bytes."""

FOLDERS: Mapping[str, Callable[[Iterable[Article]], Iterator[tuple[str, bytes]]]] = {
    "brat": write_brat, "label-studio": write_label_studio, "timeml": write_timeml,
}  # fmt: skip
"""Formats that are files in a folder: names and contents."""

PARSED: Mapping[str, Callable[[Iterable[Parse]], Iterator[bytes]]] = {"conllu": write_conllu}
"""Formats that need the tokens."""

TARGETS = tuple(sorted([*STREAMS, *FOLDERS, *PARSED]))

READERS: Mapping[str, Callable[[str, MakeArticle], Iterator[Marked | InputError]]] = {
    "brat": read_brat, "label-studio": read_label_studio, "prodigy": read_prodigy,
}  # fmt: skip
"""Formats that come back: a path and how an article is made of a text → marks, and failures among them."""
