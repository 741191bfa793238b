"""Attributions without a verb: "MINISTER: No more tolls" over an article, speakers in a transcript, a quote with a dash and a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.attribution.drafts import Draft
from sayso.attribution.features import Candidate
from sayso.attribution.knowledge import Knowledge
from sayso.attribution.page import Page, Range
from sayso.attribution.quotes import DOUBLE, blocks_of
from sayso.attribution.spans import overlap, size, trim

DASHES = frozenset({"—", "―", "–", "--", "-"})
SIGNS = DASHES | {":"}
NAME_TAGS = frozenset({"NNP", "NNPS"})
PERSONS = frozenset({"he", "she", "they", "we", "i"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
VERB_TAGS = frozenset({"VBD", "VBZ", "VBP", "VB", "MD", "VBG"})
LONGEST_TITLE_SOURCE = 6  # tokens before the colon of a headline
LONGEST_SPEAKER = 5  # tokens before the colon of a transcript's paragraph
LONGEST_SIGNATURE = 8  # tokens after the dash
LONGEST_LINE = 16  # tokens of a signature with its apposition in a paragraph of its own
TRANSCRIPT = 3  # speakers that make a transcript
LIKELY = 0.7  # before the whole is weighed
SHORTEST = 3  # words of content
FARTHEST_SUBJECT = 40  # tokens between the verb of a clause and its colon
NEAR = 60  # tokens within which a verb is a rival


def find_marked(page: Page, known: Knowledge) -> list[Draft]:
    """Drafts for colons and dashes. The pack's labels stand before colons and are no sources ("Watch", "Update")."""
    found: list[Draft] = []
    blocks = list(blocks_of(page.parse))
    for number, block in enumerate(blocks):
        if page.is_read(block[0]):
            found.extend(_in_block(page, blocks, number, known))
    found.extend(_after_a_gesture(page))
    speakers = [draft for draft in found if draft.cue.frame == "speaker"]
    if len(speakers) >= TRANSCRIPT:
        for draft in speakers:
            draft.cue = draft.cue._replace(frame="transcript")
    return found


def _in_block(page: Page, blocks: Sequence[Range], number: int, known: Knowledge) -> Iterator[Draft]:
    first, end = blocks[number]
    is_title = page.parse.block(first).kind == "headline"
    if (is_title and (draft := _title(page, first, end, known.labels))) or (draft := _speaker(page, blocks, number, known.labels)):
        yield draft
    words = page.parse.words[first:end]
    if SIGNS.isdisjoint(words):
        return
    for token, word in enumerate(words, first):
        if (word == ":" and (draft := _before_quote(page, known, token, first, _end_after(page, blocks, number, token)))) or (
            word in DASHES and (draft := _signature(page, blocks, number, token))
        ):
            yield draft


def spoken(page: Page, draft: Draft) -> None:
    """A speaker's paragraph is speech without marks; a headline's is a clause."""
    if draft.cue.frame in ("speaker", "transcript", "name"):
        draft.manner, draft.form = "direct", "sentences"
        draft.asks = page.parse.words[draft.content[-1][1] - 1] == "?"
    elif draft.form == "phrase":
        draft.form = "clause"


def _title(page: Page, first: int, end: int, labels: frozenset[str]) -> Draft | None:
    colon = _colon(page, first, min(end, first + LONGEST_TITLE_SOURCE + 1))
    if colon is None or not _may_speak(page, (first, colon), labels):
        return None
    stop = next((token for token in range(first + 1, colon) if page.parse.tags[token] in ("IN", "TO")), colon)
    return _draft(page, "title", colon, (first, stop), [(colon + 1, end)])


def _speaker(page: Page, blocks: Sequence[Range], number: int, labels: frozenset[str]) -> Draft | None:
    """A paragraph that a speaker's name opens; what follows up to the next speaker, where the paragraphs are quoted, is theirs too."""
    first, end = blocks[number]
    first += page.parse.words[first] in DOUBLE
    colon = _colon(page, first, min(end, first + LONGEST_SPEAKER + 1))
    if colon is None or not _may_speak(page, (first, colon), labels) or not _is_name(page, first, colon):
        return None
    upper = all(page.parse.words[token].isupper() for token in range(first, colon) if page.is_word(token))
    return _draft(page, "speaker" if upper else "name", colon, (first, colon), [(colon + 1, end)])


def _after_a_gesture(page: Page) -> Iterator[Draft]:
    """Quotes that stand alone after a sentence about somebody: "Holt shrugs. “It always rains here.”" """
    for quote in page.quotes.all:
        number = page.unit_of[quote.first]
        first, end = page.units[number]
        if quote.first != first or quote.end < end or not quote.closed or number == 0:
            continue
        before = page.units[number - 1]
        block_of = page.parse.block_of
        if block_of[before[0]] != block_of[first] or not page.is_read(first) or page.parse.words[first - 1] not in (".", "!"):
            continue
        person = _who_acts(page, before)
        if person is not None and (draft := _draft(page, "gesture", first, person, [(first, end)])):
            yield draft


def _who_acts(page: Page, unit: Range) -> Range | None:
    """The subject of a sentence's main verb, where it is a name, "he" or "she"."""
    root = next((token for token in range(*unit) if page.heads[token] == token and page.parse.tags[token] in FINITE), None)
    subject = page.child(root, "nsubj") if root is not None else None
    if root is None or subject is None or subject > root or page.quotes.at[subject] >= 0:
        return None
    personal = page.parse.tags[subject] == "NNP" or page.parse.lower[subject] in ("he", "she")
    return (page.left[subject], page.right[subject]) if personal else None


def _end_after(page: Page, blocks: Sequence[Range], number: int, colon: int) -> int:
    """How far the quote that a colon announces may reach: to the paragraph's end, or where the colon ends it, to the next one's."""
    end = blocks[number][1]
    following = blocks[number + 1] if colon + 1 == end and number + 1 < len(blocks) else None
    return following[1] if following and page.is_read(following[0]) else end


def _before_quote(page: Page, known: Knowledge, colon: int, first: int, end: int) -> Draft | None:
    quote = _quote_at(page, colon + 1, end)
    name = colon
    while name > first and page.parse.tags[name - 1] in NAME_TAGS and colon - name < LONGEST_SPEAKER:
        name -= 1
    if quote is None or page.quotes.at[colon] >= 0:
        return None
    if name == colon == page.unit(colon)[0] + 1 and page.parse.words[name - 1] in page.names:
        name -= 1  # taggers take a lone word before a colon for a noun
    if name < colon:
        return _draft(page, "line" if name == page.unit(colon)[0] else "name-quote", colon, (name, colon), [quote])
    speaker = _subject_before(page, known, colon)
    return _draft(page, "clause-quote", colon, speaker, [quote]) if speaker else None


def _subject_before(page: Page, known: Knowledge, colon: int) -> Range | None:
    """The subject of the clause that a colon ends: "The baker was blunter still: “…”"."""
    first, _ = page.unit(colon)
    for token in range(colon - 1, max(first, colon - FARTHEST_SUBJECT), -1):
        if page.parse.tags[token] in FINITE and (subject := page.child(token, "nsubj")) is not None and subject < token:
            return (page.left[subject], page.right[subject]) if _can_speak(page, known, subject) else None
    return None


def _can_speak(page: Page, known: Knowledge, token: int) -> bool:
    parse = page.parse
    return parse.tags[token] in NAME_TAGS or parse.lower[token] in PERSONS or page.lemma_of[token] in known.noun_kinds


def _signature(page: Page, blocks: Sequence[Range], block: int, dash: int) -> Draft | None:
    """A quote, a dash, a name: at a paragraph's end, or alone in the next one."""
    first, end = blocks[block]
    if dash == first and (block == 0 or not _is_all_quote(page, blocks[block - 1])):
        return None
    number = page.quotes.at[dash - 1]
    stop = min(end, dash + 1 + LONGEST_SIGNATURE)
    name_end = dash + 1
    while name_end < stop and (
        page.parse.tags[name_end] in NAME_TAGS or page.parse.lower[name_end] in ("de", "of", "the", "and", "(", ")")
    ):
        name_end += 1
    has_role = dash == first and name_end < end <= first + LONGEST_LINE and page.parse.words[name_end] == ","
    over = name_end >= end - 1 or has_role or _opens_line(page, name_end + (page.parse.words[name_end] == "."))
    if number < 0 or name_end == dash + 1 or page.parse.tags[dash + 1] not in NAME_TAGS or not over:
        return None
    quote = page.quotes.all[number]
    return _draft(page, "signature", dash, (dash + 1, name_end), [(quote.first, quote.end)])


def _opens_line(page: Page, token: int) -> bool:
    """Whether a token is the first of a line: letters to the editor stand in one paragraph, a line each."""
    parse = page.parse
    return token < len(parse) and "\n" in parse.text[parse.ends[token - 1] : parse.starts[token]]


def _is_all_quote(page: Page, block: Range) -> bool:
    """Whether a paragraph that is read is one quote and nothing else."""
    first, end = block
    number = page.quotes.at[first]
    return page.is_read(first) and number >= 0 and (page.quotes.all[number].first, page.quotes.all[number].end) == (first, end)


def _draft(page: Page, pattern: str, mark: int, source: Range, content: Sequence[Range]) -> Draft | None:
    kept, name = trim(page, content), trim(page, [source])
    if page.count_words(kept) < SHORTEST or not name:
        return None
    cue = Candidate(mark, "mark", page.parse.words[mark], pattern, (), ())
    return Draft(cue, LIKELY, (mark, mark + 1), page.parse.words[mark], [], [], kept, source=name[0])


def _colon(page: Page, first: int, end: int) -> int | None:
    return next((token for token in range(first + 1, end) if page.parse.words[token] == ":"), None)


def _may_speak(page: Page, words: Range, labels: frozenset[str]) -> bool:
    parse = page.parse
    label = " ".join(parse.lower[token] for token in range(*words))
    return (
        label not in labels
        and parse.lower[words[0]] not in labels
        and not any(parse.tags[token] in VERB_TAGS and not parse.words[token].isupper() for token in range(*words))
    )


def _is_name(page: Page, first: int, end: int) -> bool:
    words = [token for token in range(first, end) if page.is_word(token)]
    return bool(words) and all(page.parse.tags[token] in NAME_TAGS or page.parse.words[token].isupper() for token in words)


def _quote_at(page: Page, token: int, end: int) -> Range | None:
    if token >= end or page.quotes.at[token] < 0:
        return None
    quote = page.quotes.all[page.quotes.at[token]]
    return (quote.first, quote.end) if quote.first == token and quote.words >= SHORTEST else None


def without_rivals(marked: Sequence[Draft], drafts: Sequence[Draft]) -> list[Draft]:
    """The marked ones whose content no likelier verb holds: a verb before it, or where a clause's colon marks the quote, any."""
    likely = [draft for draft in drafts if draft.probability >= LIKELY and draft.content]
    return [one for one in marked if not any(_is_rival(one, other) for other in likely)]


def _is_rival(one: Draft, other: Draft) -> bool:
    near = abs(other.token - one.token) < NEAR and (one.cue.frame in ("clause-quote", "gesture") or other.token < one.content[0][0])
    return near and 2 * overlap(one.content, other.content) > size(one.content)
