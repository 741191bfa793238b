"""An article → what is written for it, by the output that it goes to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from sayso.records import RECORD_KINDS, Article, RecordKind, records_of
from sayso.writing.lines import Lines
from sayso.writing.selection import select

ALL = ""  # the name of the part where there is one output


@dataclass(frozen=True, slots=True)
class Written:
    """What is written for an article: whole lines by output (a kind of record, or ALL), and how many records of each kind they hold."""

    id: str
    parts: dict[str, bytes]
    counts: dict[RecordKind, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """How articles are written: all in one, or each kind of record apart. It pickles, so it can go to other processes."""

    lines: Lines
    by_record: bool = False

    def __call__(self, article: Article) -> Written:
        """The lines of an article, and how many records they hold."""
        if self.lines.selection:
            article = select(article, self.lines.selection)
        lines = replace(self.lines, selection=None)
        kinds = lines.kinds if lines.layout == "flat" else RECORD_KINDS
        parts: dict[str, bytes] = {}
        if self.by_record:
            parts.update({kind: replace(lines, kinds=(kind,))(article) for kind in kinds})
        else:
            parts[ALL] = lines(article)
        return Written(article.id, parts, {kind: len(records_of(article, kind)) for kind in kinds})

    def heads(self) -> dict[str, bytes]:
        """What is written to each output before the first article."""
        if not self.by_record:
            return {ALL: self.lines.head()}
        return {kind: replace(self.lines, kinds=(kind,)).head() for kind in self.lines.kinds}
