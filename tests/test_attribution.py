"""Who said what: stance, polarity, hearers, media, nesting, extents. Each hit stands beside a near miss."""

from __future__ import annotations

from functools import cache

import pytest

from sayso.attribution import find_attributions
from sayso.mentions import ActorIndex
from sayso.parsing import Parse, Parser
from sayso.reading import Given, make_article
from sayso.records import Attribution
from sayso.rules import Rules, load_rules

pytestmark = pytest.mark.model


@cache
def rules() -> Rules:
    return load_rules()


@cache
def parser() -> Parser:
    return Parser()


@cache
def found(text: str) -> tuple[Attribution, ...]:
    article = make_article(text, id="test", given=Given(title="A day in Marn"), rules=rules())
    return find_attributions(Parse(article, parser().parse([article])[0]), rules(), actors=ActorIndex(()), figures=())


def by_cue(text: str, cue: str) -> Attribution:
    """The attribution whose cue holds these words."""
    hits = [one for one in found(text) if one.cue and cue in one.cue.text]
    assert hits, (
        f"no attribution by {cue!r}; there are {[(one.cue and one.cue.text, [c.text for c in one.content]) for one in found(text)]}"
    )
    return hits[0]


STANCES = [
    ("says", "The porter said that the gate was open.", "said"),
    ("asks", "The porter asked whether the gate was open.", "asked"),
    ("believes", "The porter believes that the gate was open.", "believes"),
    ("shows", "The register shows that the gate was open.", "shows"),
    ("says", "The porter called the lock a joke.", "called"),
    ("asks", "The porter called for a new lock.", "called for"),
    ("orders", "The porter told the boys to leave.", "told"),
    ("says", "The porter told the boys that the gate was open.", "told"),
    ("warns", "The porter warned that the gate was weak.", "warned"),
    ("predicts", "The porter predicted that the gate would fall.", "predicted"),
    ("promises", "The porter promised to mend the gate.", "promised"),
    ("threatens", "The porter threatened to lock the gate.", "threatened"),
    ("plans", "The porter plans to paint the gate.", "plans"),
    ("declines", "The porter declined to open the gate.", "declined"),
    ("denies", "The porter denied that he had opened the gate.", "denied"),
    ("doubts", "The porter doubted that the gate would hold.", "doubted"),
    ("doubts", "The porter questioned whether the gate would hold.", "questioned"),
    ("criticises", "The porter criticised the new lock.", "criticised"),
    ("criticises", "The porter accused the smith of cheating.", "accused"),
    ("supports", "The porter praised the smith.", "praised"),
    ("supports", "The porter backed the new lock.", "backed"),
    ("asks", "The porter urged visitors to use the side door.", "urged"),
    ("orders", "The porter ordered visitors to use the side door.", "ordered"),
    ("believes", "The porter suspects that the key was copied.", "suspects"),
    ("predicts", "The porter expects the gate to fall.", "expects"),
]


@pytest.mark.parametrize(("stance", "text", "cue"), [pytest.param(*row, id=f"{row[0]}-{row[2]}-{n}") for n, row in enumerate(STANCES)])
def test_stance(stance: str, text: str, cue: str) -> None:
    assert by_cue(text, cue).stance == stance


POLARITIES = [
    ("negative", "The clerk did not say who had paid.", "say"),
    ("positive", "The clerk said who had not paid.", "said"),
    ("negative", "The clerk has never said that the fee was fair.", "said"),
    ("positive", "The clerk said that the fee was never fair.", "said"),
    ("negative", "Nobody told the clerk that the fee was due.", "told"),
    ("positive", "Somebody told the clerk that nobody had paid.", "told"),
    ("negative", "The clerk doesn't believe that the fee was paid.", "believe"),
    ("positive", "The clerk believes that the fee wasn't paid.", "believes"),
    ("positive", "The clerk denied that the fee was paid.", "denied"),
    ("positive", "The clerk refused to say who had paid.", "refused"),
    ("negative", "The clerk would not say whether the fee was paid.", "say"),
    ("positive", "The clerk would say that the fee was paid.", "say"),
    ("negative", "The clerks DON'T WANT to pay the fee.", "WANT"),
    ("positive", "The clerks WANT to pay the fee.", "WANT"),
    ("negative", "The clerk was not sure that the fee was fair.", "sure"),
    ("positive", "The clerk was sure that the fee was not fair.", "sure"),
    ("negative", "Few believe that the fee is fair.", "believe"),
    ("positive", "A few believe that the fee is fair.", "believe"),
    ("negative", "Not everyone believes that the fee is fair.", "believes"),
    ("positive", "Not only the clerk believes that the fee is fair.", "believes"),
]


@pytest.mark.parametrize(("polarity", "text", "cue"), [pytest.param(*row, id=f"{row[0]}-{n}") for n, row in enumerate(POLARITIES)])
def test_polarity(polarity: str, text: str, cue: str) -> None:
    assert by_cue(text, cue).polarity == polarity


ADDRESSEES = [
    ("reporters", "The coach told reporters that the leg was broken.", "told"),
    (None, "The coach said that reporters were unfair.", "said"),
    ("parents", "The school assured parents that the bus was safe.", "assured"),
    (None, "The school announced that parents were safe.", "announced"),
    ("him", "The judge ordered him to pay the fine.", "ordered"),
    (None, "The judge ordered that he pay the fine.", "ordered"),
    ("residents", "The mayor urged residents to stay at home.", "urged"),
    (None, "The mayor promised to stay at home.", "promised"),
    ("the council", "The architect warned the council that the roof was weak.", "warned"),
    (None, "The architect warned that the council was weak.", "warned"),
    ("the police", "“I saw nothing,” the guard told the police.", "told"),
    (None, "“I saw nothing,” the guard said on Monday.", "said"),
    ("She", "She was told that the claim had been rejected.", "told"),
    (None, "It is said that the claim had been rejected.", "said"),
    ("The minister", "The minister, asked whether she would go, declined to comment.", "asked"),
    (None, "The minister, who asked whether she could go, left the room.", "asked"),
]


@pytest.mark.parametrize(("addressee", "text", "cue"), [pytest.param(*row, id=f"{row[2]}-{n}") for n, row in enumerate(ADDRESSEES)])
def test_addressee(addressee: str | None, text: str, cue: str) -> None:
    named = by_cue(text, cue).addressee
    assert (named.text if named else None) == addressee


MEDIA = [
    (("an interview", "interview"), "The pilot said in an interview that the fog was thick.", "said"),
    (None, "The pilot said in a low voice that the fog was thick.", "said"),
    (("a statement", "statement"), "In a statement, the airline said that the fog was thick.", "said"),
    (None, "In a hurry, the airline said that the fog was thick.", "said"),
    (("Twitter", "post"), "“The fog is thick,” the pilot wrote on Twitter.", "wrote"),
    (None, "“The fog is thick,” the pilot wrote on Friday.", "wrote"),
    (("a letter", "document"), "The pilot complained in a letter that the fog was thick.", "complained"),
    (None, "The pilot complained in vain that the fog was thick.", "complained"),
]


@pytest.mark.parametrize(("medium", "text", "cue"), [pytest.param(*row, id=f"{row[2]}-{n}") for n, row in enumerate(MEDIA)])
def test_medium(medium: tuple[str, str] | None, text: str, cue: str) -> None:
    named = by_cue(text, cue).medium
    assert ((named.text, named.kind) if named else None) == medium


NESTING = [
    ("said", "promised", "The paper said that the mayor promised to resign.", True),
    ("said", "promised", "The paper said the mayor was ill. He promised to resign.", False),
    ("said", "believes", "The vet said that the farmer believes the cow was poisoned.", True),
    ("said", "doubted", "The vet said he doubted that the cow was poisoned.", True),
    ("quoted", "saying", "The paper quoted a nurse as saying that the ward was full.", True),
    ("said", "told", "“The owner told me that the barn was empty,” the vet said.", True),
    ("said", "denied", "The vet said the cow was ill, but the farmer denied that he had known.", False),
    ("predicted", "vowed", "He predicted that the winter would be mild but vowed to buy more coal.", False),
]


@pytest.mark.parametrize(
    ("outer", "inner", "text", "nested"), [pytest.param(*row, id=f"{row[0]}-{row[1]}-{n}") for n, row in enumerate(NESTING)]
)
def test_nesting(outer: str, inner: str, text: str, nested: bool) -> None:
    assert (by_cue(text, inner).within == by_cue(text, outer).id) is nested


EXTENTS = [
    ("said", "The mill was sold, the lawyer said.", "the lawyer", ["The mill was sold"]),
    ("said", "The mill, the lawyer said, was sold.", "the lawyer", ["The mill", "was sold"]),
    ("said", "“The mill was sold,” said Vera Holt, a lawyer.", "Vera Holt, a lawyer", ["“The mill was sold,”"]),
    ("said", "“The mill is old,” Vera Holt said. “We sold it.”", "Vera Holt", ["“The mill is old,”", "“We sold it.”"]),
    ("said", "“If it rains,” Vera Holt said, “we stay at home.”", "Vera Holt", ["“If it rains,”", "“we stay at home.”"]),
    ("asked", "“Who bought the mill?” asked the lawyer.", "the lawyer", ["“Who bought the mill?”"]),
    ("asked", "“Who bought the mill?” the lawyer asked.", "the lawyer", ["“Who bought the mill?”"]),
    ("said", "The lawyer said that the mill was sold and that the money was gone.", "The lawyer",
     ["that the mill was sold and that the money was gone"]),
    ("According to", "According to the lawyer, the mill was sold.", "the lawyer", ["the mill was sold"]),
    ("according to", "The mill was sold, according to the lawyer.", "the lawyer", ["The mill was sold"]),
    ("saying", "The paper quoted a nurse as saying that the ward was full.", "a nurse", ["that the ward was full"]),
    ("expected", "The mill is expected to close.", None, ["The mill", "to close"]),
    ("understood", "The owner is understood to have left the town.", None, ["The owner", "to have left the town"]),
    ("said", "The owner was said to be ill.", None, ["The owner", "to be ill"]),
    ("thought", "It is thought that the owner left.", None, ["that the owner left"]),
    ("told", "She was told that the mill had been sold.", None, ["that the mill had been sold"]),
    ("asked", "The owner, asked whether he would sell, declined to comment.", None, ["whether he would sell"]),
    ("declined", "The owner, asked whether he would sell, declined to comment.", "The owner", []),
    ("said", "The owner, speaking at the gate, said that the mill was safe.", "The owner", ["that the mill was safe"]),
    ("said", "The owner, known as Brack, said that the mill was safe.", "The owner, known as Brack", ["that the mill was safe"]),
    ("reportedly", "The mill was reportedly sold to a stranger.", None, ["The mill was", "sold to a stranger"]),
    ("says", "Mill to close, owner says", "owner", ["Mill to close"]),
    ("declined to say", "The owner declined to say who had bought the mill.", "The owner", ["who had bought the mill"]),
    ("declined to comment", "The owner declined to comment.", "The owner", []),
    ("refused to answer", "The owner refused to answer.", "The owner", []),
    ("claim", "His claim that the mill was safe was false.", "His", ["that the mill was safe"]),
    ("afraid", "The owner was afraid that the mill would burn.", "The owner", ["that the mill would burn"]),
    ("said", "The owner, who said that the mill was safe, left the town.", "who", ["that the mill was safe"]),
    ("are concerned", "The owners are concerned that the mill is weak.", "The owners", ["that the mill is weak"]),
    ("was not sure", "The owner was not sure that the mill was safe.", "The owner", ["that the mill was safe"]),
    ("pointed out", "The owner pointed out that the mill was safe.", "The owner", ["that the mill was safe"]),
    ("continued", "Holt continued:\n\n“The mill is weak. Nobody wanted to mend it.”\n\nIt rained.", "Holt",
     ["“The mill is weak. Nobody wanted to mend it.”"]),
    ("added", "Holt added:\n\n“The mill is weak.”\n\n“They think it will hold.”", "Holt",
     ["“The mill is weak.”", "“They think it will hold.”"]),
    ("said", "In a statement, Holt said: “The mill is weak. We know that.\n\n“The town knows that.\n\n“It has to close.”", "Holt",
     ["“The mill is weak. We know that.", "“The town knows that.", "“It has to close.”"]),
    ("said", "“The mill is weak,” Holt said.\n\n“It has to close by spring.”", "Holt",
     ["“The mill is weak,”", "“It has to close by spring.”"]),
    ("cried", "“Look at the mill!” cried Vera Holt.", "Vera Holt", ["“Look at the mill!”"]),
    ("alleged", "The owner alleged that the mill was sold.", "The owner", ["that the mill was sold"]),
    ("citing", "The paper reported, citing two owners, that the mill was sold.", "two owners", ["that the mill was sold"]),
    ("knows", "The owner knows that “nobody will buy the mill.”", "The owner", ["that “nobody will buy the mill.”"]),
    ("know", "“I know the mill is weak,” Holt said.", "I", ["the mill is weak"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("cue", "text", "source", "content"), [pytest.param(*row, id=f"{row[0].replace(' ', '-')}-{n}") for n, row in enumerate(EXTENTS)]
)
def test_extents(cue: str, text: str, source: str | None, content: list[str]) -> None:
    one = by_cue(text, cue)
    assert (one.source.text, [span.text for span in one.content]) == (source, content)


@pytest.mark.parametrize("cue", ["reported", "quoting"])
def test_who_is_quoted_says_the_same_clause(cue: str) -> None:
    assert by_cue("The owner sold the mill, the Marn Post reported, quoting the website Holt Watch.", cue).content_form == "clause"


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        pytest.param("“The mill was sold,” the lawyer said.", "direct", id="direct"),
        pytest.param("The lawyer said that the mill was sold.", "indirect", id="indirect"),
        pytest.param("The lawyer said that the mill was “a heap of old stones and rotten wood.”", "mixed", id="mixed"),
    ],
)
def test_manner(text: str, manner: str) -> None:
    assert by_cue(text, "said").manner == manner


@pytest.mark.parametrize(
    ("text", "source", "status", "named"),
    [
        pytest.param("Officials said that the pier was closed.", "Officials", "given", False, id="unnamed"),
        pytest.param("Vera Holt said that the pier was closed.", "Vera Holt", "given", True, id="named"),
        pytest.param("The daily “” said that the pier was closed.", "The daily “”", "elided", False, id="elided"),
        pytest.param("“[redacted]” said that the pier was closed.", "“[redacted]”", "elided", False, id="redacted"),
        pytest.param('"[redacted]" said the pier was closed.', '"[redacted]"', "elided", False, id="redacted-straight"),
        pytest.param("[Name withheld] said the pier was closed.", "[Name withheld]", "elided", False, id="withheld"),
        pytest.param(
            "A source close to the owner said that the pier was closed.", "A source close to the owner", "given", False, id="close-to"
        ),
    ],
)
def test_source(text: str, source: str, status: str, named: bool) -> None:
    one = by_cue(text, "said").source
    assert (one.text, one.status, one.named) == (source, status, named)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The so-called “smart” lamp went out.", id="scare-quotes"),
        pytest.param("Sales declined in the second quarter.", id="decline"),
        pytest.param("The letter was lost in the post.", id="post"),
        pytest.param("The hall can hold two hundred guests.", id="hold"),
        pytest.param("The boats were, you know, old and slow.", id="filler-you-know"),
        pytest.param("It is, I mean, a very old pier.", id="filler-i-mean"),
        pytest.param("The pier is, you think, too old?", id="filler-you-think"),
        pytest.param("Holt continued:\n\nThe pier was weak.", id="colon-without-quote"),
        pytest.param("The pier was weak.\n\n― Vera Holt", id="signature-without-quote"),
        pytest.param("12 34 56\n\n78 90 12", id="numbers"),
    ],
)
def test_nothing(text: str) -> None:
    assert found(text) == ()


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        pytest.param("You know that the pier is old.", ["that the pier is old"], id="you-know-that"),
        pytest.param("The oven, which the baker wanted, was old.", [], id="pronoun-content"),
        pytest.param("What the baker wants is a new oven.", [], id="trace"),
    ],
)
def test_contents(text: str, contents: list[str]) -> None:
    assert [span.text for one in found(text) for span in one.content] == contents


@pytest.mark.parametrize(
    ("text", "source"),
    [
        pytest.param("“The pier is the heart of this town.”\n\n― Vera Holt", "Vera Holt", id="paragraph"),
        pytest.param(
            "“The pier is the heart of this town.”\n\n— Vera Holt, keeper of the pier", "Vera Holt, keeper of the pier", id="role"
        ),
        pytest.param("“The pier is the heart of this town.” — Vera Holt", "Vera Holt", id="same-paragraph"),
    ],
)
def test_signature(text: str, source: str) -> None:
    made = [(one.source.text, [span.text for span in one.content]) for one in found(text) if one.cue is None]
    assert made == [(source, ["“The pier is the heart of this town.”"])]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("“We are talking about a pier that could fall,” said Vera Holt, who keeps it.", id="tag-after-a-quote"),
        pytest.param("The vet told the paper that the farmer said the cow was ill, and the farmer denied it.", id="two-deep"),
        pytest.param(
            "Holt told the story that the baker told about his father, who wrote, “Do not buy the mill. It will fall.”", id="story"
        ),
        pytest.param("“If you ask me, they know that it is weak,” Holt said, adding that she had warned them.", id="adding"),
    ],
)
def test_nesting_agrees_with_spans(text: str) -> None:
    made = found(text)
    by_id = {one.id: one for one in made}
    for one in (one for one in made if one.cue):
        held = [other for other in made if other is not one and _holds(other, one)]
        assert (one.within is not None) is bool(held)
        assert one.within is None or _holds(by_id[one.within], one)


def _holds(outer: Attribution, inner: Attribution) -> bool:
    assert inner.cue
    return any(span.start <= inner.cue.start and inner.cue.end <= span.end for span in outer.content)


def test_one_title_makes_one_attribution() -> None:
    text = "Vera Holt: ‘The pier will stay open for all of you’\n\nThe keeper spoke on Monday."
    assert len([one for one in found(text) if one.cue is None]) <= 1


def test_transcript() -> None:
    text = "\n\n".join(["Questions at the pier", "ARDEN: Will the pier open in May?", "HOLT: We will open it in June. The boats are ready.",
                        "ARDEN: And who will pay for the boats?",
                        "HOLT: The town will pay for all of it."])  # fmt: skip
    made = [(one.source.text, one.stance, one.content[0].text) for one in found(text) if one.cue is None]
    assert made[:2] == [("ARDEN", "asks", "Will the pier open in May?"), ("HOLT", "says", "We will open it in June. The boats are ready")]


def test_ids_are_unique_and_links_hold() -> None:
    text = "The vet said that the farmer said that the cow was ill. The vet said that the farmer said that the cow was ill."
    made = found(text)
    assert len({one.id for one in made}) == len(made)
    assert {one.within for one in made if one.within} <= {one.id for one in made}
