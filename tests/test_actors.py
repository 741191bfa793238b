"""Actors: which mentions are found, how far they reach, which are one actor, and what is known of it. Run with the real model."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.actors import find_actors
from sayso.dates import find_dates
from sayso.parsing import Parse, Parser
from sayso.reading import Given, make_article
from sayso.records import Actor, find_problems
from sayso.rules import Rules, load_rules

pytestmark = pytest.mark.model
Find = Callable[[str], tuple[Actor, ...]]


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load_rules()


@pytest.fixture(scope="module")
def find(parser: Parser, rules: Rules) -> Find:
    return lambda text: _find(text, parser, rules)


def _find(text: str, parser: Parser, rules: Rules) -> tuple[Actor, ...]:
    article = make_article(text, id="test", given=Given(), rules=rules)
    parse = Parse(article, parser.parse([article])[0])
    actors = find_actors(parse, rules, dates=find_dates(parse, rules))
    assert not list(find_problems(article.model_copy(update={"actors": actors})))
    return actors


def _with(actors: tuple[Actor, ...], mention: str) -> Actor:
    found = [actor for actor in actors if any(one.text == mention for one in actor.mentions)]
    assert found, f"{mention!r} is no mention; mentions are {[one.text for actor in actors for one in actor.mentions]}"
    return found[0]


def test_a_pronoun_that_is_taken_for_a_name_is_one_actors(find: Find) -> None:
    actors = find("Paul Reed, the mayor, resigned. Such risk is a daily matter for the brash Mr. He took the mill and used it as a base.")
    places = [(mention.start, mention.end) for actor in actors for mention in actor.mentions]
    assert len(set(places)) == len(places)


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        pytest.param("Robert Hale left. Hale was tired.", ["Robert Hale", "Hale"], id="surname"),
        pytest.param(
            "Corvane Systems cut jobs. A poll by FactBase was wrong. The company said Corvane would hire again.",
            ["Corvane Systems", "The company", "Corvane"],
            id="the-company-that-is-spoken-of",
        ),
        pytest.param(
            "Minister Lena Vogt left. A spokesman for her ministry said she was tired.",
            ["Minister Lena Vogt", "her", "she"],
            id="whom-a-spokesman-speaks-for",
        ),
        pytest.param("Robert Hale left because he was tired.", ["Robert Hale", "he"], id="pronoun"),
        pytest.param(
            "Mohammed al-Karim left. Muhammad Al Karim was tired.", ["Mohammed al-Karim", "Muhammad Al Karim"], id="transliteration"
        ),
        pytest.param(
            "Ostrian Prime Minister Helen Strand left. The premier was tired.",
            ["Ostrian Prime Minister Helen Strand", "The premier"],
            id="role-by-another-word",
        ),
        pytest.param(
            "Helen Strand, the mayor of Tolm, left. The mayor was tired.", ["Helen Strand", "the mayor", "The mayor"], id="apposition"
        ),
        pytest.param("The Union of Rowers (UR) met. UR has 90 members.", ["The Union of Rowers", "UR"], id="acronym-in-brackets"),
        pytest.param("The Kestrel News Agency closed. KNA was small.", ["The Kestrel News Agency", "KNA"], id="bare-acronym"),
        pytest.param("Britain pays. The United Kingdom had refused.", ["Britain", "The United Kingdom"], id="country-under-two-names"),
        pytest.param("Portugal pays. Lisbon had refused to sign.", ["Portugal", "Lisbon"], id="capital-that-acts"),
        pytest.param(
            "The resistance groups fired. The Ostrian resistance factions denied it.",
            ["The resistance groups", "The Ostrian resistance factions"],
            id="synonyms-in-groups",
        ),
        pytest.param(
            "The French military forces left. French troops had been there.",
            ["The French military forces", "French troops"],
            id="forces-of-a-country",
        ),
        pytest.param("Kestrel Airlines lost money. The company cut 40 jobs.", ["Kestrel Airlines", "The company"], id="the-company"),
        pytest.param("“I am tired,” Helen Strand said.", ["I", "Helen Strand"], id="i-is-the-speaker"),
        pytest.param("“The mill is old,” Helen Strand said. “I am tired.”", ["Helen Strand", "I"], id="i-where-a-quotation-goes-on"),
        pytest.param("''I am tired,'' said Helen Strand.", ["I", "Helen Strand"], id="i-in-two-single-marks"),
        pytest.param("Helen Strand, who said that it rained, left.", ["Helen Strand", "who"], id="who"),
        pytest.param("Strand’s East Ostrian Worries\n\nHelen Strand left.", ["Strand", "Helen Strand"], id="headline-without-mark"),
        pytest.param("Gold Star Mom Corners Strand\n\nHelen Strand met a mother.", ["Strand", "Helen Strand"], id="name-in-a-headline"),
        pytest.param(
            "Union of Rowers Strikes Over Pay\n\nThe Union of Rowers went on strike.",
            ["Union of Rowers", "The Union of Rowers"],
            id="body-in-a-headline",
        ),
        pytest.param(
            "The Northern Front left. In a post on Telegram, it accused the army of lies.", ["The Northern Front", "it"], id="platform"
        ),
        pytest.param("“We are tired,” said the Tolm Bank's director, Helen Strand.", ["the Tolm Bank", "We"], id="we-of-an-owner"),
        pytest.param("“We are tired,” said Helen Strand of the Tolm Bank.", ["the Tolm Bank", "We"], id="we-of-a-member"),
        pytest.param("Helen Strand heads the Tolm Bank. “We are tired,” she said.", ["the Tolm Bank", "We"], id="we-of-a-head"),
        pytest.param(
            "The Tolm Bank cut jobs. “We are tired,” said the chief executive, Helen Strand.", ["The Tolm Bank", "We"], id="we-of-a-chief"
        ),
        pytest.param("Asked whether he was tired, the mayor, Robert Hale, left.", ["Robert Hale", "he"], id="participle-in-front"),
        pytest.param("The Westmere Gazette left. The Gazette fell.", ["The Westmere Gazette", "The Gazette"], id="outlets-last-word"),
        pytest.param("An umpire fell. The umpire, Helen Strand, was tired.", ["An umpire", "Helen Strand"], id="named-later"),
        pytest.param("A spokesman for the health ministry said it was aware of the plan.", ["the health ministry", "it"],
                     id="it-was-aware"),
        pytest.param("Helen Strand left. “The captain is ill,” she said.", ["Helen Strand", "she"], id="who-speaks-of-another"),
        pytest.param(
            "Robert Hale met Helen Strand. “He looked tired,” she said.", ["Robert Hale", "He"], id="of-whom-a-pronoun-speaks"
        ),
        pytest.param("Leona Strand met Hugo Carrow. She was tired.", ["Leona Strand", "She"], id="a-name-that-sounds-like-a-womans"),
        pytest.param("The ministry fell. It was told that the fog was thick.", ["The ministry", "It"], id="it-was-told"),
        pytest.param("The Tolm Harbour Trust fell. The trust was small.", ["The Tolm Harbour Trust", "The trust"], id="the-trust"),
        pytest.param("“You are tired,” Helen Strand told Robert Hale.", ["Robert Hale", "You"], id="you-is-whom-one-tells"),
        pytest.param("Helen Strand, whose niece is ill, left. She was tired.", ["Helen Strand", "She"], id="not-whose-niece"),
        pytest.param(
            "“We are tired,” said Helen Strand of the Tolm Bank. A team led by Strand met.", ["A team", "We"], id="we-of-who-is-led-first"
        ),
        pytest.param("Anna Hale's Harvest party lost. Her party was tired.", ["Anna Hale's Harvest party", "Her party"], id="her-party"),
        pytest.param(
            "Helen Strand, who leads the Tolm Union, left. Her union was tired. It was sorry for that.",
            ["the Tolm Union", "Her union", "It"],
            id="her-union-and-it",
        ),
        pytest.param(
            "Robert Hale left. The mayor said the 24-year-old was tired.", ["Robert Hale", "the 24-year-old"], id="the-24-year-old"
        ),
        pytest.param("Milo Duarte scored. The Dutch striker was tired.", ["Milo Duarte", "The Dutch striker"], id="by-nation-and-trade"),
        pytest.param("Gov. Helen Strand left. The governor was tired.", ["Gov. Helen Strand", "The governor"], id="a-title-cut-short"),
        pytest.param(
            "The Tolm Board met. Its head, Ada Brenn, left. “We are tired,” Brenn said.", ["The Tolm Board", "We"], id="we-of-its-head"
        ),
        pytest.param("Kestrel Airways closed the line. The operator was sorry.", ["Kestrel Airways", "The operator"], id="the-operator"),
        pytest.param(
            "The government cut taxes. “We are tired,” said health secretary Helen Strand.", ["The government", "We"], id="we-of-a-minister"
        ),
        pytest.param(
            "Lena Hale met Karl Hale. Mr. Hale was ill. Hale was tired.", ["Lena Hale", "Hale"], id="the-other-one-of-a-surname"
        ),
        pytest.param(
            "Milo Duarte's agent, Sami Koury, left. Koury said his client was tired.", ["Milo Duarte", "his client"], id="his-client"
        ),
        pytest.param(
            "Builder jailed\n\nA builder who robbed families has been jailed.\n\nHelen Strand, 51, of Tolm, was tired.",
            ["A builder", "who", "Helen Strand"],
            id="introduced-after-the-lead",
        ),
        pytest.param("The Tolm Bank works in Peru. It has 90 branches.", ["The Tolm Bank", "It"], id="not-where-it-works"),
        pytest.param("“We are tired,” said Ada Brenn. The Tolm Union, led by Brenn, met.", ["The Tolm Union", "We"], id="we-of-who-is-led"),
        pytest.param(
            "Vell Mills, the company behind the app, cut jobs. A bank paid Kestrel Partners. Later the firm closed.",
            ["Vell Mills", "the firm"],
            id="a-company-by-its-apposition",
        ),
        pytest.param("Tolm Police closed the road. The force said it was sorry.", ["Tolm Police", "The force"], id="the-force"),
        pytest.param("A man told The Ledger that it rained. The newspaper asked why.", ["The Ledger", "The newspaper"], id="the-newspaper"),
        pytest.param("He left the Civic party. A company rose. The party was angry.", ["the Civic party", "The party"], id="the-party"),
        pytest.param("Helen Strand: “I am tired”\n\nHelen Strand left.", ["Helen Strand", "I"], id="headline-with-a-colon"),
    ],
)  # fmt: skip
def test_one_actor(find: Find, text: str, mentions: list[str]) -> None:
    actors = find(text)
    assert {_with(actors, mention).id for mention in mentions} == {_with(actors, mentions[0]).id}


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        pytest.param("Robert Hale met Anna Hale.", "Robert Hale", "Anna Hale", id="two-of-one-surname"),
        pytest.param("Leeford Council shut the pool. Trains left Leeford.", "Leeford Council", "Leeford", id="a-town-and-its-council"),
        pytest.param("The rebels met the soldiers.", "The rebels", "the soldiers", id="two-groups"),
        pytest.param("The French troops met the Polish troops.", "The French troops", "the Polish troops", id="two-nations"),
        pytest.param("A lawyer met another lawyer.", "A lawyer", "another lawyer", id="indefinite"),
        pytest.param("Portugal pays. They met in Lisbon.", "Portugal", "Lisbon", id="capital-as-a-place"),
        pytest.param(
            "A boy was held after a man was hurt.\n\nRobert Strand, 51, of Tolm, is ill.",
            "Robert Strand",
            "A boy",
            id="one-of-two-in-the-lead",
        ),
        pytest.param("A man was held.\n\nHelen Strand, 51, of Tolm, is ill.", "Helen Strand", "A man", id="a-woman-is-no-man"),
        pytest.param("A clerk was held.\n\nHelen Strand, of Tolm, is ill.", "Helen Strand", "A clerk", id="no-age-no-introduction"),
        pytest.param(
            "Helen Strand, who leads the Tolm Union, left. Her wife was tired.", "the Tolm Union", "Her wife", id="her-wife-is-no-body"
        ),
        pytest.param(
            "Milo Duarte scored. The Dutch president was tired.", "Milo Duarte", "The Dutch president", id="an-office-of-a-nation"
        ),
        pytest.param("Robert Hale left. A 24-year-old was hurt.", "Robert Hale", "A 24-year-old", id="a-24-year-old"),
        pytest.param(
            "A lender failed. Kestrel Airways closed. The lender was sorry.", "Kestrel Airways", "The lender", id="the-lender-before"
        ),
        pytest.param("Helen Strand, whose brother sold the mill, left.", "Helen Strand", "whose brother", id="whose-brother"),
        pytest.param("Who met Helen Strand?", "Helen Strand", "Who", id="who-that-asks"),
        pytest.param("Helen Strand told him.", "Helen Strand", "him", id="not-the-subject-itself"),
        pytest.param("The Rowers' Union struck. Vell Mills shut. The company was tired.", "The Rowers' Union", "The company", id="union"),
        pytest.param("The club left. The two clubs met.", "The club", "The two clubs", id="one-and-two"),
        pytest.param("Helen Strand left. “He is tired,” said Robert Hale.", "Robert Hale", "He", id="who-speaks-is-no-he"),
        pytest.param("“We are tired,” said the mayor, Helen Strand.", "Helen Strand", "We", id="we-without-a-body"),
        pytest.param("The ministry's lawyer met Helen Strand.", "The ministry's lawyer", "Helen Strand", id="subject-and-object"),
    ],
)
def test_two_actors(find: Find, text: str, one: str, other: str) -> None:
    actors = find(text)
    with_other = [actor for actor in actors if any(mention.text == other for mention in actor.mentions)]
    assert _with(actors, one) not in with_other


@pytest.mark.parametrize(
    ("text", "mention", "fields"),
    [
        pytest.param("An analyst at Dunmore Capital sold her boat.", "Dunmore Capital", {"kind": "organization"}, id="a-fund-is-no-town"),
        pytest.param("Residents of Pennarth were without power.", "Pennarth", {"kind": "place"}, id="where-residents-live"),
        pytest.param("Darren Holt, a father of two from Bray, died.", "Bray", {"kind": "place"}, id="where-a-father-is-from"),
        pytest.param("Dean Marrow moved the money.", "Dean Marrow", {"name": "Dean Marrow"}, id="a-first-name-that-is-a-title"),
        pytest.param("Dean Mary Marrow left.", "Dean Mary Marrow", {"name": "Mary Marrow"}, id="a-title-that-is-a-first-name"),
        pytest.param(
            "He moved the money from Priya Anand's savings. Mrs Anand was ill.",
            "Priya Anand",
            {"kind": "person"},
            id="a-person-by-her-title",
        ),
        pytest.param("The study was published in Polar Letters.", "Polar Letters", {"kind": "media"}, id="a-journal"),
        pytest.param("Kelling Town were late.", "Kelling Town", {"kind": "organization"}, id="a-team-by-its-verb"),
        pytest.param("Kelling Town was wet.", "Kelling Town", {"kind": "place"}, id="a-town-by-its-verb"),
        pytest.param("Biovance, the vaccine's maker, cut jobs.", "Biovance", {"kind": "organization"}, id="a-lone-word-by-its-apposition"),
        pytest.param("A developer who lives in Tolm left.", "A developer", {"kind": "person"}, id="a-developer-who"),
        pytest.param("A developer that built Tolm left.", "A developer", {"kind": "organization"}, id="a-developer-that"),
        pytest.param("Waves rose off Hollin Point.", "Hollin Point", {"kind": "place"}, id="off-a-point"),
        pytest.param("A tree fell near Carn Head.", "Carn Head", {"kind": "place"}, id="a-head-that-is-nobodys"),
        pytest.param("A bomb hit St Luke's hospital.", "St Luke's hospital", {"kind": "organization"}, id="a-saints-hospital"),
        pytest.param("St Luke's hospital closed.", "St Luke's hospital", {"kind": "organization"}, id="a-saints-hospital-in-front"),
        pytest.param("They beat hosts Tolm.", "Tolm", {"kind": "organization"}, id="several-by-one-word"),
        pytest.param("The sisters Ada and Ann left.", "Ann", {"kind": "person"}, id="several-by-several-words"),
        pytest.param("She told BBC Radio Wend.", "BBC Radio Wend", {"kind": "media"}, id="an-outlets-programme"),
        pytest.param("TransLink cancelled all trains.", "TransLink", {"kind": "organization"}, id="a-capital-inside"),
        pytest.param("Vell Group sold the mill.", "Vell Group", {"kind": "organization"}, id="a-company-called-group"),
        pytest.param("Will Rovers go up?", "Rovers", {"name": "Rovers"}, id="an-auxiliary-in-front"),
        pytest.param("Regent Homes won the contract.", "Regent Homes", {"kind": "organization"}, id="a-title-in-a-companys-name"),
        pytest.param(
            "Prosecutor James Iyer KC closed the case.",
            "Prosecutor James Iyer",
            {"name": "James Iyer", "roles": ("Prosecutor",)},
            id="letters-behind-a-name",
        ),
        pytest.param(
            "Developer Piers Garrick sold the site.",
            "Developer Piers Garrick",
            {"name": "Piers Garrick", "kind": "person"},
            id="somebodys-trade",
        ),
        pytest.param(
            "Mayor Helen Strand left.", "Mayor Helen Strand", {"name": "Helen Strand", "kind": "person", "roles": ("Mayor",)}, id="title"
        ),
        pytest.param(
            "Helen Strand, the commander-in-chief of the Ostrian Army, left.",
            "Helen Strand",
            {"roles": ("commander-in-chief of the Ostrian Army",)},
            id="role-with-its-of",
        ),
        pytest.param("The Polish government fell.", "The Polish government", {"kind": "government", "country": "PL"}, id="government"),
        pytest.param(
            "The newspaper Dnevni List closed.", "The newspaper Dnevni List", {"name": "Dnevni List", "kind": "media"}, id="newspaper"
        ),
        pytest.param("Trains left Lisbon.", "Lisbon", {"kind": "place", "country": "PT"}, id="capital-has-its-country"),
        pytest.param("A report blames the pilot.", "A report", {"kind": "document"}, id="document"),
        pytest.param("The Westmere University closed.", "The Westmere University", {"kind": "organization"}, id="kind-by-the-last-word"),
        pytest.param("Voters left.", "Voters", {"kind": "group"}, id="plural-is-a-group"),
    ],
)
def test_fields(find: Find, text: str, mention: str, fields: dict[str, object]) -> None:
    actor = _with(find(text), mention)
    assert {name: getattr(actor, name) for name in fields} == fields


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        pytest.param("The old Ostrian minister, who was tired, left.", "The old Ostrian minister", id="without-relative-clause"),
        pytest.param("The head of the Tolm Bank left.", "The head", id="without-of"),
        pytest.param("The Ministry of Finance fell silent.", "The Ministry of Finance", id="a-names-own-of"),
        pytest.param("Helen Strand's lawyer left.", "Helen Strand's lawyer", id="with-its-possessor"),
        pytest.param("Helen Strand's lawyer left.", "Helen Strand", id="possessor-without-mark"),
        pytest.param("At least 14 people died.", "At least 14 people", id="with-its-bound"),
        pytest.param("She went to School 285.", "School 285", id="a-names-own-number"),
        pytest.param("Mohammed Shami’ al-Karim left.", "Mohammed Shami’ al-Karim", id="apostrophe-in-a-name"),
        pytest.param("The Union of Rowers and Sailors met.", "The Union of Rowers and Sailors", id="a-names-own-and"),
    ],
)
def test_extent(find: Find, text: str, mention: str) -> None:
    _with(find(text), mention)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("The Harbour Safety Act became law in May.", "Act", id="law"),
        pytest.param("Ashby Rovers beat Kelling Town 2-1 on Saturday.", "Kelling Town 2-1", id="a-score"),
        pytest.param("Storm Idris tore the roofs off. Then Idris moved east.", "Idris", id="a-storm"),
        pytest.param("The final bill could top £350m.", "bill", id="a-bill-to-be-paid"),
        pytest.param("The pro-Lisbon mood grew.", "Lisbon", id="prefix"),
        pytest.param("It is clear that the fog was thick.", "It", id="empty-it"),
        pytest.param("The ministry fell. It rained.", "It", id="it-that-rains"),
        pytest.param("The ministry fell. It was announced that the fog was thick.", "It", id="it-was-announced"),
        pytest.param("The ministry fell. It emerged that the fog was thick.", "It", id="it-emerged"),
        pytest.param("He betrayed the trust of his people.", "trust", id="trust-that-is-felt"),
        pytest.param("The tennis court was wet.", "court", id="other-sense"),
        pytest.param("On Monday it rained.", "Monday", id="weekday"),
        pytest.param("Tolm sold Patriot 40 percent of the quarry.", "40", id="percent-behind-a-name"),
        pytest.param("We must SPEND less, the board said.", "SPEND", id="stressed-verb"),
        pytest.param('"(CROSSTALK.)\n\n"MOOR: I deny it.', "CROSSTALK", id="remark-in-brackets"),
        pytest.param("Small Steps Toward College Savings\n\nThe mill opened in Tolm.", "Steps", id="headline-in-capitals"),
        pytest.param("The figures rose.", "figures", id="figures-that-do-not-speak"),
    ],
)
def test_no_actor(find: Find, text: str, words: str) -> None:
    assert not [mention.text for actor in find(text) for mention in actor.mentions if words in mention.text]


def test_both_countries_have_members(find: Find) -> None:
    actors = find("Peru and Chile signed a treaty. Both countries will pay.")
    assert _with(actors, "Both countries").members == (_with(actors, "Peru").id, _with(actors, "Chile").id)


def test_actors_stand_in_the_order_of_their_first_mentions(find: Find) -> None:
    actors = find("Anna Hale met Robert Strand in Peru. Strand then left Hale and the rebels were glad.")
    firsts = [actor.mentions[0].start for actor in actors]
    assert firsts == sorted(firsts)
    assert all([one.start for one in actor.mentions] == sorted(one.start for one in actor.mentions) for actor in actors)


def test_a_users_own_actor_is_carried_through(tmp_path: Path, parser: Parser) -> None:
    (tmp_path / "mine.toml").write_text(
        '[[name]]\nid = "mine.harbour-trust"\nname = "Tolm Harbour Trust"\nkind = "organization"\ncountry = "PT"\n'
        'aliases = ["THT"]\nexternal = { wikidata = "Q0" }\n',
        "utf-8",
    )
    actor = _with(_find("THT raised its fees in May.", parser, load_rules([tmp_path])), "THT")
    assert (actor.name, actor.kind, actor.country, actor.external, actor.rule) == (
        "Tolm Harbour Trust",
        "organization",
        "PT",
        {"wikidata": "Q0"},
        "mine.harbour-trust",
    )


def test_same_text_same_actors(find: Find) -> None:
    text = "Helen Strand told Robert Hale that the union would strike. He left."
    assert find(text) == find(text)
