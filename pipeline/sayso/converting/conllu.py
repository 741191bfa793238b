"""CoNLL-U: the tokens that the records were found on, a sentence at a time, with the records in MISC.

Tokens, sentences and heads are those of the parse (the same model gives the same ones as `sayso extract`, from its cache where it is
there). XPOS is the Penn tag and DEPREL the ClearNLP label, with `root` at the head; LEMMA and UPOS stay empty, since nothing here makes
them. MISC holds `SpaceAfter=No`, `start_char` and `end_char` (code points of the article's text), and `Sayso`: for each mark that
the token is in, B- or I-, the mark's label, and its record's id (`B-cue_denies:3f…`). A text that no model parses (boilerplate) has none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

from sayso.converting.marking import mark
from sayso.parsing import Parse
from sayso.writing.visible import one_line

_SAFE = "-_.~"  # beside letters and digits: what an id may keep in MISC


def write_conllu(parses: Iterable[Parse]) -> Iterator[bytes]:
    """The sentences of each article. `parse.article` holds the records."""
    for parse in parses:
        yield "".join(f"{line}\n" for line in _lines(parse)).encode()


def _lines(parse: Parse) -> Iterator[str]:
    marks = _marks_by_token(parse)
    block = None
    for number, (first, end) in enumerate(parse.sentences, 1):
        tokens = [token for token in range(first, end) if parse.words[token].strip()]
        if not tokens:
            continue
        if block is None:
            yield f"# newdoc id = {_one_word(parse.article.id)}"
        if parse.block_of[first] != block:
            block = parse.block_of[first]
            yield f"# newpar id = {block + 1}"
        yield f"# sent_id = {number}"
        yield f"# text = {_sentence_text(parse, tokens)}"
        yield from _rows(parse, tokens, marks)
        yield ""


def _rows(parse: Parse, tokens: list[int], marks: Mapping[int, list[str]]) -> Iterator[str]:
    place = {token: number for number, token in enumerate(tokens, 1)}
    root = next((token for token in tokens if _head(parse, token, place) is None), tokens[0])
    for token in tokens:
        head = _head(parse, token, place)
        if token == root:
            relation, at = "root", 0
        elif head is None:  # a second root: hang it on the first, so that the sentence is one tree
            relation, at = "parataxis", place[root]
        else:
            relation, at = parse.deps[token] or "dep", place[head]
        misc = "|".join(_misc(parse, token, tokens, marks.get(token, [])))
        yield "\t".join((str(place[token]), _form(parse, token), "_", "_", parse.tags[token] or "_", "_", str(at), relation, "_", misc))


def _head(parse: Parse, token: int, place: Mapping[int, int]) -> int | None:
    """A token's head in the same sentence, blanks passed over; None for a root and for a head elsewhere."""
    head, seen = parse.heads[token], {token}
    while head not in place and head not in seen:
        seen.add(head)
        head = parse.heads[head]
    return head if head in place and head not in seen else None


def _misc(parse: Parse, token: int, tokens: list[int], marks: list[str]) -> Iterator[str]:
    start, end = parse.starts[token], parse.ends[token]
    if token != tokens[-1] and not _is_apart(parse, token):
        yield "SpaceAfter=No"
    yield f"start_char={start}"
    yield f"end_char={end}"
    if marks:
        yield f"Sayso={','.join(marks)}"


def _marks_by_token(parse: Parse) -> dict[int, list[str]]:
    """For each token the marks that it is in, in the order of the records."""
    found: dict[int, list[str]] = defaultdict(list)
    for one in mark(parse.article).marks:
        for number, token in enumerate(parse.tokens_in(one.start, one.end)):
            if parse.words[token].strip():
                found[token].append(f"{'I' if number else 'B'}-{one.label}:{quote(str(one.record), safe=_SAFE)}")
    return found


def _form(parse: Parse, token: int) -> str:
    """A token's words; a control character that a reader may take for the end of a line or field is U+FFFD."""
    return one_line(parse.words[token]) or "_"


def _sentence_text(parse: Parse, tokens: list[int]) -> str:
    """The sentence as its tokens spell it, a space wherever they are apart."""
    return "".join(_form(parse, token) + (" " if _is_apart(parse, token) else "") for token in tokens).rstrip(" ")


def _is_apart(parse: Parse, token: int) -> bool:
    """Whether a blank stands after a token."""
    end = parse.ends[token]
    return parse.text[end : end + 1].isspace()


def _one_word(ident: str) -> str:
    return quote(ident, safe="/-_.:~@")
