"""What a cue word stands with: its frame, the kinds of its complements in a word."""

from __future__ import annotations

from sayso.attribution.page import Page

SUBJECTS = ("nsubj", "csubj", "nsubjpass", "csubjpass")
WH_TAGS = frozenset({"WP", "WRB", "WDT", "WP$"})
PASSIVE = frozenset({"auxpass", "nsubjpass", "agent"})
ACTIVE = frozenset({"nsubj", "aux", "dobj"})
ALONE = frozenset({"acl", "advcl", "amod", "ROOT"})
CLAUSAL = frozenset({"ccomp", "xcomp", "acl", "relcl", "prep"})
PLAIN = {"dobj": "obj", "dative": "dative", "acomp": "acomp", "attr": "attr", "oprd": "oprd"}
COMPLEMENTS = CLAUSAL | PLAIN.keys()


def is_passive(page: Page, token: int) -> bool:
    """A past participle with "be", or one that stands alone after a noun."""
    tag = page.parse.tags[token]
    if tag not in ("VBN", "VBD"):
        return False
    labels = {page.deps[child] for child in page.children[token]}
    alone = page.deps[token] in ALONE if tag == "VBN" else page.deps[token] == "acl"
    return not labels.isdisjoint(PASSIVE) or (alone and labels.isdisjoint(ACTIVE))


def frame_of(page: Page, token: int) -> str:
    """The complements of a verb, noun or adjective, as one word: "that", "obj+to", "passive+to", "obj", "none" …"""
    found: list[str] = ["passive"] if is_passive(page, token) else []
    for child in page.children[token]:
        dep = page.deps[child]
        if dep not in COMPLEMENTS:
            continue
        name = _clausal(page, token, child, dep) if dep in CLAUSAL else PLAIN[dep]
        if name and name not in found:
            found.append(name)
    return "+".join(found) or "none"


def _clausal(page: Page, token: int, child: int, dep: str) -> str | None:
    if dep == "prep":
        return "as" if page.parse.lower[child] == "as" else None
    if dep == "ccomp":
        return clause_kind(page, child) if child > token else "front"
    return open_clause_kind(page, child) if dep == "xcomp" else noun_clause_kind(page, child)


def clause_kind(page: Page, token: int) -> str:
    """ "that", "whether", "wh", "to" or "bare": what a complement clause begins with."""
    parse = page.parse
    for child in page.children[token]:
        if child > token:
            break
        if page.deps[child] == "mark":
            word = parse.lower[child]
            return "that" if word == "that" else "whether" if word in ("whether", "if") else f"bare-{word}"
        if page.deps[child] == "aux" and parse.tags[child] == "TO":
            return "to"
    first = page.left[token]
    return (
        "wh"
        if parse.tags[first] in WH_TAGS or (first + 1 < len(parse) and parse.tags[first + 1] in ("WP", "WRB") and first + 1 < token)
        else "bare"
    )


def open_clause_kind(page: Page, token: int) -> str:
    parse = page.parse
    if any(parse.tags[child] == "TO" for child in page.children[token]):
        return "to"
    return "ing" if parse.tags[token] == "VBG" else "small"


def noun_clause_kind(page: Page, token: int) -> str:
    """Of a clause after a noun: "that" only where it is no relative."""
    if any(page.deps[child] == "mark" for child in page.children[token]):
        return clause_kind(page, token)
    return open_clause_kind(page, token) if page.child(token, *SUBJECTS) is None else "relative"
