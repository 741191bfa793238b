"""Articles that a page must survive: markup, scripts, control characters, text from right to left, emoji and combining marks at borders."""

from __future__ import annotations

from typing import Any

from sayso.records import (
    Actor,
    Article,
    Attribution,
    Block,
    Claim,
    Date,
    Figure,
    HeadedSpan,
    Mention,
    Meta,
    Source,
    Span,
)

ATTACK = '</script><script>window.hit=1</script><img src=x onerror="window.hit=2"><!--<svg/onload=window.hit=3>\'"`${window.hit=4}&lt;&#60;'
LINE_ENDS = "a\u2028b\u2029c\x85d\x0be\x0cf\x1cg"
CONTROLS = "".join(map(chr, range(32))) + "\x7f\x80\x9f\ufeff\ufffe\u202e\u2066"
FAMILY = "👩‍👩‍👧‍👦"
COMBINING = "e\u0301\u0323 a\u030a"
HEBREW, ARABIC = "ראש העיר אמר", "قال الوزير إن 40 قاربا"
LINES = (
    f"{ATTACK} headline",
    f"{FAMILY} said {FAMILY}{FAMILY} boats 𝟜𝟘 would sail 😀, {COMBINING}",
    f"{HEBREW} {ARABIC} 😀 {CONTROLS.strip()} {LINE_ENDS}",
    'javascript:window.hit=5 said "onmouseover=window.hit=6" on Monday',
)
TEXT = "\n\n".join(LINES)


def at(words: str, owner: type[Any] = Span, /, **more: Any) -> Any:
    start = TEXT.index(words)
    return owner(start=start, end=start + len(words), text=words, **more)


def source(words: str, **more: Any) -> Source:
    span = at(words)
    return Source(start=span.start, end=span.end, text=words, status="given", **more)


def make_hostile(ident: str = f"dir/{ATTACK}", **changes: Any) -> Article:
    """An article whose every string is an attack or a trap, with records that begin and end where it hurts."""
    says: dict[str, Any] = {"content_form": "clause", "manner": "direct", "stance": "says", "rule": ATTACK}
    values: dict[str, Any] = {
        "actors": (
            Actor(id="x-actor", name=ATTACK, kind="person", roles=(ATTACK,), mentions=(at(FAMILY, Mention, form="name"),), rule=ATTACK),
            Actor(id="x-hebrew", name=HEBREW, kind="person", mentions=(at(HEBREW, Mention, form="name"),)),
        ),
        "figures": (
            at("𝟜𝟘", Figure, id="x-digits", kind="count", value=40, unit=ATTACK, counted=at("boats", HeadedSpan, lemma=ATTACK)),
            at("40", Figure, id="x-forty", kind="count", value=40, unit=ATTACK, date="x-monday"),
        ),
        "dates": (at("Monday", Date, id="x-monday", kind="date", first="2024-03-04", last="2024-03-04", grain="day", edtf=ATTACK),),
        "attributions": (
            Attribution(id="x-said", source=source(FAMILY, actor="x-actor", named=True), cue=at("said", HeadedSpan, lemma="say"),
                        content=(at(f"{FAMILY}{FAMILY} boats 𝟜𝟘 would sail 😀"),), **says),
            Attribution(id="x-script", source=source("javascript:window.hit=5"), cue=None,
                        content=(at('"onmouseover=window.hit=6"'),), within="x-script", **says),
        ),
        "claims": (
            at(LINES[0], Claim, id="x-headline", spans=(at(LINES[0]),), block="headline", rule=ATTACK),
            at("would sail 😀", Claim, id="x-sail", spans=(at("sail 😀"),), chain=("x-said",), block="body"),
            at("e\u0301", Claim, id="x-acute", spans=(at("e\u0301"),), chain=("x-said", "x-script"), block="body"),
            at("\u0301\u0323 a", Claim, id="x-mark", spans=(at("\u0301\u0323 a"),), block="body"),
            at(f"{ARABIC} 😀", Claim, id="x-arabic", spans=(at(f"{ARABIC} 😀"),), block="body", dates=("x-monday",)),
        ),
    }  # fmt: skip
    blocks = tuple(at(line, Block, kind="headline" if number == 0 else "body") for number, line in enumerate(LINES))
    meta = Meta(title=ATTACK, outlet=ATTACK, byline=ATTACK, url="javascript:window.hit=7", published="2024-03-05", language="he")
    return Article(**{"id": ident, "meta": meta, "text": TEXT, "blocks": blocks, **values, **changes})
