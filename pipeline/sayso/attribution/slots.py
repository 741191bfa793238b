"""The word groups around a cue that may be its content, its source or its addressee, each with a name for the relation it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sayso.attribution.frames import SUBJECTS, clause_kind, noun_clause_kind, open_clause_kind
from sayso.attribution.page import MOST_CHILDREN, Page, Range

BESIDE_THE_POINT = frozenset({
    "punct", "aux", "auxpass", "neg", "cc", "mark", "prt", "det", "expl", "predet", "preconj", "intj", "nummod", "case", "quantmod", "meta",
    "conj",
})  # fmt: skip
HOSTED = frozenset({"parataxis", "advcl", "ccomp", "relcl", "acl", "conj", "dep", "prep", "amod"})
BORROWING = frozenset({"conj", "xcomp", "advcl", "acl", "relcl", "pcomp", "prep", "ccomp", "dep", "amod"})
TAIL_SIGNS = frozenset({",", ";", "—", "–", "-", "--", "―"})
OPENING_TAGS = frozenset({"IN", "WDT", "WP", "WRB", "CC", "TO", "RB"})
DEEPEST = 12  # words that a tail is looked for below
FARTHEST = 6  # heads between a cue and the subject that it shares


class Slot(NamedTuple):
    """Words that stand in some relation to a cue. `key` names the relation; `head` is its top token; `ranges` are its tokens.

    `inner` starts after the preposition or marker, where there is one (else it is the first token). A named tuple, since thousands are
    made for an article, and a frozen dataclass takes twice as long.
    """

    key: str
    head: int
    ranges: tuple[Range, ...]
    inner: int


def slots_of(page: Page, token: int) -> list[Slot]:
    """The slots of a cue word: its dependants, the clause that it is put into or the noun that it modifies, a subject that it shares."""
    found = [slot for child in page.children[token] if (slot := _dependant(page, token, child))]
    found += [slot for slot in (_host(page, token), _borrowed(page, token)) if slot]
    if not page.parse.tags[token].startswith("VB"):
        found += _governed(page, token)
    return found


def _dependant(page: Page, token: int, child: int) -> Slot | None:
    parse, dep = page.parse, page.deps[child]
    if dep in BESIDE_THE_POINT:
        return None
    side = "before" if child < token else "after"
    ranges = _ranges(page, token, child)
    inner = page.left[child]
    if dep in ("prep", "agent"):
        name, inner = f"{dep}.{parse.lower[child]}", child + 1
    elif dep == "ccomp":
        name = f"ccomp.{clause_kind(page, child)}"
    elif dep == "xcomp":
        name = f"{dep}.{open_clause_kind(page, child)}"
    elif dep in ("acl", "relcl"):
        name = f"{dep}.{noun_clause_kind(page, child)}"
    elif dep == "advcl":
        mark = page.child(child, "mark", "advmod")
        name = (
            f"advcl.{parse.lower[mark]}"
            if mark is not None and mark < child and page.deps[mark] == "mark"
            else f"advcl.{open_clause_kind(page, child)}"
        )
    else:
        name = "inverted" if dep == "dobj" and _is_inverted(page, token, child) else dep
    if inner >= ranges[0][1]:
        return None
    return Slot(f"{name}.{side}", child, ranges, inner)


def _is_inverted(page: Page, token: int, child: int) -> bool:
    """“Who will pay?” asked the vicar: what follows the verb right away is its subject."""
    after_quote = token > 0 and page.quotes.at[token - 1] >= 0 and page.quotes.at[token] < 0
    return after_quote and page.left[child] == token + 1 and page.child(token, *SUBJECTS) is None


def _ranges(page: Page, token: int, child: int) -> tuple[Range, ...]:
    """The words below a dependant; around the cue, where it is put into them ("which he says is bad")."""
    first, end = page.left[child], page.right[child]
    if not first <= token < end:
        return ((first, end),)
    own = [page.left[other] for other in page.children[token] if other != child and first <= page.left[other] <= token]
    return tuple([part for part in ((first, min([token, *own])), (token + 1, end)) if part[0] < part[1]])


def _host(page: Page, token: int) -> Slot | None:
    """What a cue is put into ("The plan, he said, was bad"; "as he said") or hangs on ("the claim he made")."""
    parse, dep, head = page.parse, page.deps[token], page.heads[token]
    if head == token or (dep not in HOSTED and page.parse.tags[token] != "RB"):
        return None
    whole, own = (page.left[head], page.right[head]), (page.left[token], page.right[token])
    ranges = tuple([part for part in ((whole[0], min(own[0], whole[1])), (max(own[1], whole[0]), whole[1])) if part[0] < part[1]])
    if not ranges:
        return None
    side = "before" if head < token else "after"
    mark = ""
    if dep in ("advcl", "ccomp"):
        found = page.child(token, "mark", "advmod")
        mark = "." + parse.lower[found] if found is not None and page.deps[found] == "mark" else ""
    return Slot(f"host.{dep}{mark}.{side}", head, ranges, ranges[0][0])


def _borrowed(page: Page, token: int) -> Slot | None:
    """The subject that a cue shares with a verb above it: "He rose and said", "vowed to fight", "left, saying that"."""
    name, current = "", token
    if page.deps[token] not in BORROWING:
        return None
    if borrowed := _quoted_person(page, token):
        return borrowed
    for _ in range(FARTHEST):
        dep, head = page.deps[current], page.heads[current]
        if head == current or dep not in BORROWING:
            return None
        name = name or (f"{dep}.{open_clause_kind(page, token)}" if dep in ("advcl", "acl", "xcomp") else dep)
        subject = page.child(head, *SUBJECTS)
        if subject is not None and not page.left[subject] <= token < page.right[subject]:
            return _plain(page, f"borrowed.{name}.{page.deps[subject]}", subject)
        current = head
    return None


def _quoted_person(page: Page, token: int) -> Slot | None:
    """Of "quoted her as saying" the speaker is the object."""
    preposition = page.heads[token]
    if page.deps[token] not in ("pcomp", "advcl", "acl") or page.parse.lower[preposition] != "as":
        return None
    above = page.heads[preposition]
    if page.parse.tags[above].startswith("NN"):
        return Slot("borrowed.as.dobj", above, ((page.left[above], page.left[preposition]),), page.left[above])
    person = page.child(above, "dobj")
    return _plain(page, "borrowed.as.dobj", person) if person is not None and person < token else None


def _governed(page: Page, token: int) -> list[Slot]:
    """What stands with the verb over a noun or an adjective: "He made the claim that", "She was afraid that", "The hope is that"."""
    parse, head = page.parse, page.heads[token]
    link = page.deps[token]
    if link == "pobj" and page.heads[head] != head:
        link, head = f"pobj.{parse.lower[head]}", page.heads[head]
    if head == token or not parse.tags[head].startswith("VB"):
        return []
    found = []
    for child in page.children[head][:MOST_CHILDREN]:
        inside = page.left[child] <= token < page.right[child]
        if not inside and (slot := _dependant(page, head, child)):
            found.append(Slot(f"over.{link}.{slot.key}", slot.head, slot.ranges, slot.inner))
    return found


def _plain(page: Page, key: str, token: int) -> Slot:
    return Slot(key, token, ((page.left[token], page.right[token]),), page.left[token])


@dataclass(frozen=True, slots=True)
class Tail:
    """The end of a slot from a comma or dash on, which may or may not be said by the source. `keys` name it, the general first."""

    keys: tuple[str, str]
    start: int


def without_hearer(page: Page, slots: Sequence[Slot], *, passive: bool) -> list[Slot]:
    """Of "asked her to leave" the person apart from what she is to do, where the tree holds both as one clause. `passive`: of the verb."""
    found: list[Slot] = []
    for slot in slots:
        if slot.key == "host.acl.before" and passive:  # "the coach, told that …": as good as "was told"
            found.append(Slot("nsubjpass.before", slot.head, slot.ranges[:1], slot.inner))
            continue
        subject = page.child(slot.head, "nsubj") if slot.key == "ccomp.to.after" else None
        if subject is None or len(slot.ranges) > 1:
            found.append(slot)
            continue
        start = page.right[subject]
        found.append(Slot("hearer.after", subject, ((slot.ranges[0][0], start),), slot.ranges[0][0]))
        found.append(Slot("xcomp.to.after", slot.head, ((start, slot.ranges[0][1]),), start))
    return found


def tails_of(page: Page, slot: Slot) -> list[Tail]:
    """The places where a slot may end earlier, the outermost first."""
    found, current = [], slot.head
    end = slot.ranges[-1][1]
    if TAIL_SIGNS.isdisjoint(page.parse.words[slot.head : end]):
        return []
    for _ in range(DEEPEST):
        following = [child for child in page.children[current][:MOST_CHILDREN] if current < child < end and page.deps[child] != "punct"]
        if not following:
            break
        current = following[-1]
        start = page.left[current]
        if start > slot.head and page.parse.words[start - 1] in TAIL_SIGNS:
            found.append(Tail(_tail_keys(page, current, start), start - 1))
    return found


def _tail_keys(page: Page, token: int, start: int) -> tuple[str, str]:
    parse = page.parse
    if page.lemma_of[token] in page.reporting and parse.tags[token] == "VBG":
        return "reporting", "reporting"
    word = parse.lower[start] if parse.tags[start] in OPENING_TAGS else parse.tags[token]
    return page.deps[token], f"{page.deps[token]} {word}"
