"""Pairs of a hit and its near miss: two sentences that differ in the one thing that tells stance, polarity, hearer, medium or nesting."""

from __future__ import annotations

import pytest

from tests.test_attribution import by_cue, found

pytestmark = pytest.mark.model

# (hit, its cue, its stance, near miss, its cue, its stance)
STANCE_PAIRS = [
    ("The bishop asked the crowd to leave.", "asked", "asks", "The bishop told the crowd to leave.", "told", "orders"),
    ("The bishop warned that the wall might fall.", "warned", "warns", "The bishop said that the wall might fall.", "said", "says"),
    (
        "The bishop threatened to close the hall.",
        "threatened",
        "threatens",
        "The bishop promised to close the hall.",
        "promised",
        "promises",
    ),
    ("The bishop predicted that rents would rise.", "predicted", "predicts", "The bishop noted that rents had risen.", "noted", "says"),
    (
        "The bishop doubts that the roof will hold.",
        "doubts",
        "doubts",
        "The bishop believes that the roof will hold.",
        "believes",
        "believes",
    ),
    ("The bishop denied that he had signed.", "denied", "denies", "The bishop admitted that he had signed.", "admitted", "says"),
    ("The bishop refused to answer questions.", "refused", "declines", "The bishop agreed to answer questions.", "agreed", "promises"),
    ("The bishop plans to sell the orchard.", "plans", "plans", "The bishop wants to sell the orchard.", "wants", "plans"),
    ("The survey shows that prices fell.", "shows", "shows", "The bishop thinks that prices fell.", "thinks", "believes"),
    ("The bishop ordered the guards to stand down.", "ordered", "orders", "The bishop urged the guards to stand down.", "urged", "asks"),
    ("The bishop condemned the raid.", "condemned", "criticises", "The bishop welcomed the raid.", "welcomed", "supports"),
    (
        "The bishop accused the mayor of lying.",
        "accused",
        "criticises",
        "The bishop praised the mayor for his honesty.",
        "praised",
        "supports",
    ),
    (
        "The bishop questioned whether the vote was fair.",
        "questioned",
        "doubts",
        "The bishop asked whether the vote was fair.",
        "asked",
        "asks",
    ),
    ("The bishop expects that the war will end.", "expects", "predicts", "The bishop hopes that the war will end.", "hopes", "believes"),
]

# (hit with a negative cue, its cue, near miss with a positive one, its cue)
POLARITY_PAIRS = [
    ("The clerk did not say when the office would open.", "say", "The clerk said when the office would open.", "said"),
    ("The clerk never claimed that the books were lost.", "claimed", "The clerk once claimed that the books were lost.", "claimed"),
    ("The clerk would not say who had called.", "say", "The clerk could say who had called.", "say"),
    ("The clerk doesn't think that it will rain.", "think", "The clerk does think that it will rain.", "think"),
    ("The clerk has not confirmed that the books are lost.", "confirmed", "The clerk has confirmed that the books are lost.", "confirmed"),
    ("No clerk said that the office was shut.", "said", "One clerk said that the office was shut.", "said"),
    ("The clerk did not promise to come back.", "promise", "The clerk did promise to come back.", "promise"),
    ("The clerk didn’t tell the police that he had left.", "tell", "The clerk told the police that he had left.", "told"),
    ("Neither clerk believed that the door was locked.", "believed", "Either clerk believed that the door was locked.", "believed"),
    ("The clerk is not saying that the mayor lied.", "saying", "The clerk is saying that the mayor lied.", "saying"),
]

# (hit, its cue, the hearer, near miss without a hearer, its cue)
HEARER_PAIRS = [
    ("The pilot told the tower that fuel was low.", "told", "the tower", "The pilot said over the tower that fuel was low.", "said"),
    ("The pilot said to the crew that fuel was low.", "said", "the crew", "The pilot said of the crew that it was tired.", "said"),
    ("The pilot asked the crew to wait.", "asked", "the crew", "The pilot asked to wait.", "asked"),
    (
        "The pilot warned passengers that it would be rough.",
        "warned",
        "passengers",
        "The pilot warned that passengers would be late.",
        "warned",
    ),
    ("The pilot promised his wife that he would land.", "promised", "his wife", "The pilot promised that his wife would land.", "promised"),
    ("The pilot reminded the crew that fuel was low.", "reminded", "the crew", "The pilot noted that the crew was tired.", "noted"),
    ("The pilot ordered the crew to leave.", "ordered", "the crew", "The pilot ordered that the doors be shut.", "ordered"),
    ("“Fuel is low,” the pilot told the tower.", "told", "the tower", "“Fuel is low,” the pilot said in the tower.", "said"),
    ("The pilot assured reporters that all was well.", "assured", "reporters", "The pilot insisted that reporters were wrong.", "insisted"),
    (
        "The pilot informed the ministry that he would quit.",
        "informed",
        "the ministry",
        "The pilot announced that the ministry would shut.",
        "announced",
    ),
    (
        "The pilot urged the airline to buy new planes.",
        "urged",
        "the airline",
        "The pilot said that the airline bought new planes.",
        "said",
    ),
    ("The pilot asked them whether fuel was low.", "asked", "them", "The pilot asked whether fuel was low.", "asked"),
]

# (hit, its cue, kind of its medium, near miss without a medium, its cue)
MEDIUM_PAIRS = [
    ("The coach said in an interview that he would stay.", "said", "interview", "The coach said in a rage that he would stay.", "said"),
    ("The coach said in a statement that he would stay.", "said", "statement", "The coach said in a hurry that he would stay.", "said"),
    ("The coach wrote on Twitter that he would stay.", "wrote", "post", "The coach wrote on Tuesday that he would stay.", "wrote"),
    ("The coach wrote in a letter that he would stay.", "wrote", "document", "The coach wrote in ink that he would stay.", "wrote"),
    (
        "“I will stay,” the coach said in a television broadcast.",
        "said",
        "broadcast",
        "“I will stay,” the coach said in a loud voice.",
        "said",
    ),
    (
        "The coach told the magazine in an interview that he would stay.",
        "told",
        "interview",
        "The coach told a friend in the park that he would stay.",
        "told",
    ),
    ("In a report, the league found that fans had left.", "found", "document", "In a month, the league found that fans had left.", "found"),
    ("The coach said on Facebook that he would stay.", "said", "post", "The coach said on arrival that he would stay.", "said"),
    (
        "The coach said at a press conference that he would stay.",
        "said",
        "statement",
        "The coach said at a bus stop that he would stay.",
        "said",
    ),
    ("The coach said in a speech that he would stay.", "said", "statement", "The coach said in a whisper that he would stay.", "said"),
    ("The coach said in a tweet that he would stay.", "said", "post", "The coach said in a taxi that he would stay.", "said"),
    ("The coach said in an email that he would stay.", "said", "document", "The coach said in an instant that he would stay.", "said"),
]

# (hit: outer cue, inner cue, text; near miss: two cues side by side)
NESTING_PAIRS = [
    (
        "said",
        "promised",
        "Anna said that Boris promised to help.",
        "said",
        "promised",
        "Anna said that it was late, and Boris promised to help.",
    ),
    (
        "According to",
        "said",
        "According to the Kelm Post, Anna said that it was late.",
        "said",
        "claimed",
        "Anna said that it was late. Boris claimed that it was early.",
    ),
    (
        "quoted",
        "saying",
        "The Kelm Post quoted Anna as saying that it was late.",
        "said",
        "asked",
        "Anna said that it was late, but Boris asked why he was there.",
    ),
    (
        "denied",
        "told",
        "Anna denied that she had told Boris that it was late.",
        "denied",
        "told",
        "Anna denied that it was late. She told Boris that it was early.",
    ),
    (
        "reported",
        "believed",
        "The paper reported that Anna believed that it was late.",
        "reported",
        "believed",
        "The paper reported that it was late. Anna believed that it was early.",
    ),
    (
        "wrote",
        "warned",
        "Anna wrote that Boris had warned that the dam was weak.",
        "wrote",
        "warned",
        "Anna wrote that it was late. Boris warned that the dam was weak.",
    ),
    (
        "added",
        "thought",
        "Anna added that she thought the dam was weak.",
        "added",
        "thought",
        "Anna added that it was late. Boris thought that the dam was weak.",
    ),
    (
        "claimed",
        "ordered",
        "Anna claimed that Boris ordered the guards to leave.",
        "claimed",
        "ordered",
        "Anna claimed that it was late. Boris ordered the guards to leave.",
    ),
    (
        "say",
        "accuse",
        "Officials say that residents accuse the firm of lying.",
        "say",
        "accuse",
        "Officials say that it is late. Residents accuse the firm of lying.",
    ),
    (
        "said",
        "believes",
        "“Boris believes that it is late,” Anna said.",
        "said",
        "believes",
        "“It is late,” Anna said. Boris believes that it is early.",
    ),
    (
        "told",
        "expected",
        "Anna told reporters that Boris expected that rents would fall.",
        "told",
        "expected",
        "Anna told reporters it was late. Boris expected that rents would fall.",
    ),
    (
        "insisted",
        "knew",
        "Anna insisted that Boris knew that the dam was weak.",
        "insisted",
        "knew",
        "Anna insisted that it was late. Boris knew that the dam was weak.",
    ),
]


def numbered(rows: list[tuple[str, ...]], name: str) -> list[object]:
    return [pytest.param(*row, id=f"{name}-{number}") for number, row in enumerate(rows, 1)]


def test_there_are_sixty_pairs() -> None:
    assert sum(map(len, (STANCE_PAIRS, POLARITY_PAIRS, HEARER_PAIRS, MEDIUM_PAIRS, NESTING_PAIRS))) >= 60


@pytest.mark.parametrize(("hit", "cue", "stance", "miss", "other_cue", "other_stance"), numbered(STANCE_PAIRS, "stance"))
def test_stance(hit: str, cue: str, stance: str, miss: str, other_cue: str, other_stance: str) -> None:
    assert (by_cue(hit, cue).stance, by_cue(miss, other_cue).stance) == (stance, other_stance)


@pytest.mark.parametrize(("hit", "cue", "miss", "other_cue"), numbered(POLARITY_PAIRS, "polarity"))
def test_polarity(hit: str, cue: str, miss: str, other_cue: str) -> None:
    assert (by_cue(hit, cue).polarity, by_cue(miss, other_cue).polarity) == ("negative", "positive")


@pytest.mark.parametrize(("hit", "cue", "hearer", "miss", "other_cue"), numbered(HEARER_PAIRS, "hearer"))
def test_addressee(hit: str, cue: str, hearer: str, miss: str, other_cue: str) -> None:
    addressee = by_cue(hit, cue).addressee
    assert addressee
    assert addressee.text == hearer
    assert by_cue(miss, other_cue).addressee is None


@pytest.mark.parametrize(("hit", "cue", "kind", "miss", "other_cue"), numbered(MEDIUM_PAIRS, "medium"))
def test_medium(hit: str, cue: str, kind: str, miss: str, other_cue: str) -> None:
    medium = by_cue(hit, cue).medium
    assert medium
    assert medium.kind == kind
    assert by_cue(miss, other_cue).medium is None


@pytest.mark.parametrize(("outer", "inner", "hit", "first", "second", "miss"), numbered(NESTING_PAIRS, "nesting"))
def test_nesting(outer: str, inner: str, hit: str, first: str, second: str, miss: str) -> None:
    assert by_cue(hit, inner).within == by_cue(hit, outer).id
    assert by_cue(hit, outer).within is None
    assert [one.within for one in found(miss)] == [None] * len(found(miss))
    assert by_cue(miss, first).id != by_cue(miss, second).id
