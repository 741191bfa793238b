"""What a cue word stands with: its frame (the kinds of its complements) and its slots (the word groups that may be content or source)."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.attribution.page import Page, Range

BESIDE_THE_POINT = frozenset({
    "punct", "aux", "auxpass", "neg", "cc", "mark", "prt", "det", "expl", "predet", "preconj", "intj", "nummod", "case", "quantmod", "meta", "conj",
})  # fmt: skip
SUBJECTS = ("nsubj", "csubj", "nsubjpass", "csubjpass")
WH_TAGS = frozenset({"WP", "WRB", "WDT", "WP$"})
PAST_AUXILIARIES = frozenset({"have", "has", "had", "having", "'ve", "'d"})
HOSTED = frozenset({"parataxis", "advcl", "ccomp", "conj", "dep"})


@dataclass(frozen=True, slots=True)
class Slot:
    """Words that stand in some relation to a cue. `key` names the relation; `head` is its top token; `ranges` are its tokens.

    `inner` starts after the preposition or marker, where there is one (else it is the first token).
    """

    key: str
    head: int
    ranges: tuple[Range, ...]
    inner: int


def is_passive(page: Page, token: int) -> bool:
    """A past participle with "be", or one that stands alone after a noun."""
    parse = page.parse
    if parse.tags[token] not in ("VBN", "VBD"):
        return False
    children = parse.children[token]
    if any(parse.deps[child] in ("auxpass", "nsubjpass", "agent") for child in children):
        return True
    alone = not any(parse.deps[child] in ("nsubj", "aux", "dobj") for child in children)
    return parse.tags[token] == "VBN" and alone and parse.deps[token] in ("acl", "advcl", "amod", "ROOT")


def frame_of(page: Page, token: int) -> str:
    """The complements of a verb, noun or adjective, as one word: "that", "obj+to", "passive+to", "obj", "none" …"""
    parse = page.parse
    found: list[str] = ["passive"] if is_passive(page, token) else []
    for child in parse.children[token]:
        name = _complement(page, token, child)
        if name and name not in found:
            found.append(name)
    return "+".join(found) or "none"


def _complement(page: Page, token: int, child: int) -> str | None:
    dep = page.parse.deps[child]
    if dep == "ccomp":
        return clause_kind(page, child) if child > token else "front"
    if dep == "xcomp":
        return _open_clause_kind(page, child)
    if dep == "dobj":
        return "obj"
    if dep in ("dative", "acomp", "attr", "oprd"):
        return dep
    if dep in ("acl", "relcl"):
        return _noun_clause_kind(page, child)
    if dep == "prep" and page.parse.lower[child] == "as":
        return "as"
    return None


def clause_kind(page: Page, token: int) -> str:
    """ "that", "whether", "wh", "to" or "bare": what a complement clause begins with."""
    parse = page.parse
    for child in parse.children[token]:
        if child > token:
            break
        if parse.deps[child] == "mark":
            word = parse.lower[child]
            return "that" if word == "that" else "whether" if word in ("whether", "if") else "bare"
        if parse.deps[child] == "aux" and parse.tags[child] == "TO":
            return "to"
    first = page.left[token]
    return "wh" if parse.tags[first] in WH_TAGS or (first + 1 < len(parse) and parse.tags[first + 1] in ("WP", "WRB") and first + 1 < token) else "bare"


def _open_clause_kind(page: Page, token: int) -> str:
    parse = page.parse
    if any(parse.tags[child] == "TO" for child in parse.children[token]):
        return "to"
    return "ing" if parse.tags[token] == "VBG" else "small"


def _noun_clause_kind(page: Page, token: int) -> str:
    """Of a clause after a noun: "that" only where it is no relative."""
    if any(page.parse.deps[child] == "mark" for child in page.parse.children[token]):
        return clause_kind(page, token)
    return _open_clause_kind(page, token) if page.child(token, *SUBJECTS) is None else "relative"


def slots_of(page: Page, token: int) -> list[Slot]:
    """The slots of a cue word: its dependants, the clause that it is put into, the noun that it modifies."""
    found = [slot for child in page.parse.children[token] if (slot := _dependant(page, token, child))]
    if host := _host(page, token):
        found.append(host)
    return found


def _dependant(page: Page, token: int, child: int) -> Slot | None:
    parse, dep = page.parse, page.parse.deps[child]
    if dep in BESIDE_THE_POINT:
        return None
    side = "before" if child < token else "after"
    ranges = ((page.left[child], page.right[child]),)
    inner = page.left[child]
    if dep in ("prep", "agent"):
        name, inner = f"{dep}.{parse.lower[child]}", child + 1
    elif dep == "ccomp":
        name = f"ccomp.{clause_kind(page, child)}"
    elif dep == "xcomp":
        name = f"{dep}.{_open_clause_kind(page, child)}"
    elif dep in ("acl", "relcl"):
        name = f"{dep}.{_noun_clause_kind(page, child)}"
    elif dep == "advcl":
        mark = page.child(child, "mark", "advmod")
        name = f"advcl.{parse.lower[mark]}" if mark is not None and mark < child and parse.deps[mark] == "mark" else f"advcl.{_open_clause_kind(page, child)}"
    else:
        name = dep
    if inner >= ranges[0][1]:
        return None
    return Slot(f"{name}.{side}", child, ranges, inner)


def _host(page: Page, token: int) -> Slot | None:
    """What a cue is put into ("The plan, he said, was bad"; "as he said") or hangs on ("the claim he made")."""
    parse, dep, head = page.parse, page.parse.deps[token], page.parse.heads[token]
    if head == token or dep not in ("parataxis", "advcl", "ccomp", "relcl", "acl", "conj", "dep"):
        return None
    whole, own = (page.left[head], page.right[head]), (page.left[token], page.right[token])
    ranges = tuple(part for part in ((whole[0], min(own[0], whole[1])), (max(own[1], whole[0]), whole[1])) if part[0] < part[1])
    if not ranges:
        return None
    side = "before" if head < token else "after"
    mark = ""
    if dep in ("advcl", "ccomp"):
        found = page.child(token, "mark", "advmod")
        mark = "." + parse.lower[found] if found is not None and parse.deps[found] == "mark" else ""
    return Slot(f"host.{dep}{mark}.{side}", head, ranges, ranges[0][0])
