"""Claims: which clauses are propositions, in which words, and how they are put. Hits stand beside near misses.

Attributions are written by hand here, so that the tests hold whatever the finder of attributions does.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.claims import find_claims
from sayso.mentions import ActorIndex
from sayso.parsing import Parse, Parser
from sayso.records import (
    Actor,
    ActorKind,
    Addressee,
    Article,
    Attribution,
    Block,
    BlockKind,
    Claim,
    Figure,
    HeadedSpan,
    Mention,
    Meta,
    Source,
    Span,
    Stance,
    find_problems,
)
from sayso.rules import Rules, load_rules

pytestmark = pytest.mark.model


_VALUES = {"nine": 9, "ten": 10}
_LEMMAS = {"wants": "want", "requires": "require", "did not say": "say", "did not know": "know", "does not think": "think"}


@dataclass(frozen=True)
class Bench:
    """A parser and rules that all tests share."""

    parser: Parser
    rules: Rules

    def claims(
        self, marked: str, *, stance: Stance = "says", published: str | None = None, kind: BlockKind = "body", **extra: object
    ) -> list[Claim]:
        return list(self.article(marked, stance=stance, published=published, kind=kind, **extra).claims)

    def article(
        self, marked: str, *, stance: Stance, published: str | None, kind: BlockKind, form: str = "clause", confidence: float | None = None
    ) -> Article:
        """The article of a text in which «…» marks contents, ‹…› their cues in the same order, # the figures, @name@ actors' mentions."""
        text, marks = _read(marked)
        block = Block(start=0, end=len(text), text=text, kind=kind)
        article = Article(id="t", meta=Meta(published=published), text=text, blocks=(block,))
        parse = Parse(article, self.parser.parse([article])[0])
        contents, cues = marks["content"], marks["cue"]
        attributions = tuple(
            _attribution(f"a{number}", text, content, cue, stance=stance, form=form, confidence=confidence)
            for number, (content, cue) in enumerate(zip(contents, cues, strict=True))
        )
        figures = tuple(
            Figure(id=f"f{n}", start=a, end=b, text=text[a:b], kind="count", value=_VALUES.get(text[a:b], 1))
            for n, (a, b) in enumerate(marks["figure"])
        )
        actors = _actors(text, marks["actor"])
        found = find_claims(parse, self.rules, actors=ActorIndex(actors), dates=(), figures=figures, attributions=attributions)
        made = article.model_copy(update={"actors": actors, "figures": figures, "attributions": attributions, "claims": found})
        assert list(find_problems(made)) == []
        return made


def _read(marked: str) -> tuple[str, dict[str, list[tuple[int, int]]]]:
    """The text without its marks, and where they were."""
    kinds = {"«": "content", "‹": "cue", "#": "figure", "@": "actor"}
    closing = {"»": "content", "›": "cue"}
    marks: dict[str, list[tuple[int, int]]] = {kind: [] for kind in kinds.values()}
    opened: dict[str, int] = {}
    text = ""
    for char in marked:
        kind = closing.get(char) or kinds.get(char)
        if kind is None:
            text += char
        elif kind in opened:
            marks[kind].append((opened.pop(kind), len(text)))
        else:
            opened[kind] = len(text)
    return text, marks


def _attribution(
    ident: str, text: str, content: tuple[int, int], cue: tuple[int, int], *, stance: Stance, form: str, confidence: float | None
) -> Attribution:
    words, said = text[content[0] : content[1]], text[cue[0] : cue[1]]
    return Attribution(
        id=ident,
        source=Source(),
        cue=HeadedSpan(start=cue[0], end=cue[1], text=said, lemma=_LEMMAS.get(said, said)),
        polarity="negative" if " not " in said else "positive",
        content=(Span(start=content[0], end=content[1], text=words),),
        content_form=form,  # type: ignore[arg-type]
        manner="direct" if "“" in words else "indirect",
        stance=stance,
        confidence=confidence,
    )


def _actors(text: str, places: list[tuple[int, int]]) -> tuple[Actor, ...]:
    kinds: dict[str, ActorKind] = {"Vell": "place", "Norland": "country"}
    named: dict[str, list[Mention]] = {}
    for a, b in places:
        named.setdefault(text[a:b], []).append(Mention(start=a, end=b, text=text[a:b], form="name"))
    return tuple(Actor(id=name, name=name, kind=kinds.get(name, "person"), mentions=tuple(found)) for name, found in named.items())


@pytest.fixture(scope="module")
def bench() -> Bench:
    return Bench(Parser(), load_rules())


def words(claims: list[Claim]) -> list[str]:
    return [" … ".join(span.text for span in claim.spans) for claim in claims]


CUTS = [
    pytest.param("The harbour froze on Sunday.", ["The harbour froze on Sunday"], id="main"),
    pytest.param("The harbour froze and the ferries sank.", ["The harbour froze", "the ferries sank"], id="coordinated"),
    pytest.param("The bakers shut up shop and left town.", ["The bakers shut up shop", "The bakers … left town"], id="shared-subject"),
    pytest.param("The bakers and the butchers left.", ["The bakers and the butchers left"], id="coordinated-nouns-are-one"),
    pytest.param("The mill, which opened in May, has closed.", ["The mill … has closed", "which opened in May"], id="non-restrictive"),
    pytest.param("The bridge that opened in May has closed.", ["The bridge that opened in May has closed"], id="restrictive"),
    pytest.param("The men who built the mill have left.", ["The men who built the mill have left"], id="restrictive-who"),
    pytest.param("The ferry stopped because its engine failed.", ["The ferry stopped", "its engine failed"], id="reason"),
    pytest.param("The ferry stopped when its engine failed.", ["The ferry stopped when its engine failed"], id="time-stays"),
    pytest.param("The ferry will stop if its engine fails.", ["The ferry will stop if its engine fails"], id="condition-stays"),
    pytest.param("The north had snow, while the south had rain.", ["The north had snow", "the south had rain"], id="contrast"),
    pytest.param("The mayor hopes to win the vote.", ["The mayor hopes to win the vote"], id="complement"),
    pytest.param("A shell hit the mill, killing #four men#.", ["A shell hit the mill", "killing four men"], id="participle-with-figure"),
    pytest.param("A shell hit the mill, killing the miller.", ["A shell hit the mill, killing the miller"], id="participle-without-figure"),
    pytest.param("Six men came, including #four millers#.", ["Six men came, including four millers"], id="including-is-a-preposition"),
    pytest.param("The mayor ‹said› «that the bridge was safe».", ["the bridge was safe"], id="content-without-that"),
    pytest.param("The mayor ‹said› «he slept and his wife sang».", ["he slept", "his wife sang"], id="two-in-a-content"),
    pytest.param("The mayor ‹promised› «to repair the bridge».", ["to repair the bridge"], id="infinitive-content"),
    pytest.param("“«The bridge is safe»,” the mayor ‹said›.", ["The bridge is safe"], id="quotation-marks-are-left-out"),
    pytest.param("“«I mean, it was late»,” he ‹shouted›.", ["it was late"], id="filler"),
    pytest.param("Nothing.", [], id="fragment"),
    pytest.param("The mayor replied.", [], id="leads-elsewhere"),
    pytest.param("So far, the harbour has not frozen.", ["So far, the harbour has not frozen"], id="so-far-is-no-conjunction"),
    pytest.param("It is ‹clear› «that the mill was sold».", ["the mill was sold"], id="it-is-clear"),
    pytest.param("It is cold.", ["It is cold"], id="it-is-cold"),
    pytest.param("The guild ‹requires› «that boats be new».", ["boats be new"], id="requires-that"),
    pytest.param("― Lena Hallam", [], id="dash-before-a-signature"),
    pytest.param("The mayor has yet ‹to explain› «why the mill was sold».", ["why the mill was sold"], id="cue-after-has-yet"),
    pytest.param("The mill could fall, making it the worst storm.", ["The mill could fall, making it the worst storm"], id="making-it"),
    pytest.param("Rockets fired from the hill hit the mill.", ["Rockets fired from the hill hit the mill"], id="reduced-relative"),
    pytest.param("Owner Ada Brenn, who bought it, watched from the bank.",
                 ["Owner Ada Brenn … watched from the bank", "who bought it"], id="a-past-tense-taken-for-a-participle"),
    pytest.param("Miller Brett Hallam, who bought it for nine million in May, watched from the bank.",
                 ["Miller Brett Hallam … watched from the bank", "who bought it for nine million in May"], id="verb-behind-a-relative"),
    pytest.param("Ada Brenn married Hugo Brenn, a miller, in 1959; he died in 2011.",
                 ["Ada Brenn married Hugo Brenn, a miller, in 1959", "he died in 2011"], id="before-a-semicolon"),
    pytest.param("They will review the guide, last updated in 2018, which asks for two doses.",
                 ["They will review the guide, last updated in 2018", "which asks for two doses"], id="before-a-relative"),
    pytest.param("The mayor denied it.", [], id="denied-it"),
    pytest.param("The harbour will freeze, whoever prays.", ["The harbour will freeze, whoever prays"], id="whoever-stays"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), CUTS)
def test_clauses(bench: Bench, text: str, wanted: list[str]) -> None:
    assert words(bench.claims(text)) == wanted


def test_phrases_count_where_they_give_a_figure(bench: Bench) -> None:
    assert words(bench.claims("The firm ‹predicted› «profits of #$9 million#».", form="phrase")) == ["profits of $9 million"]
    assert words(bench.claims("The mayor ‹praised› «the plan».", form="phrase")) == []


def test_an_unlikely_phrase_takes_no_claim_away(bench: Bench) -> None:
    assert words(bench.claims("The mayor ‹visited› «the town».", form="phrase", confidence=0.2)) == ["The mayor visited the town"]
    assert words(bench.claims("The mayor ‹praised› «the town».", form="phrase", confidence=0.9)) == []


def test_what_may_be_asked_is_not_asked(bench: Bench) -> None:
    assert words(bench.claims("The mayor ‹may ask› the crew «to leave».", stance="asks")) == ["The mayor may ask the crew to leave"]
    assert words(bench.claims("The mayor ‹asked› the crew «to leave».", stance="asks")) == ["to leave"]


def test_accusations_and_denials_have_gerunds(bench: Bench) -> None:
    assert words(bench.claims("Residents ‹accused› «the firm of dumping oil».", stance="criticises")) == ["the firm of dumping oil"]


@pytest.mark.parametrize(
    ("kind", "count"), [("headline", 1), ("body", 1), ("caption", 1), ("embed", 1), ("correction", 0), ("heading", 0), ("credit", 0)]
)
def test_only_some_blocks_claim(bench: Bench, kind: BlockKind, count: int) -> None:
    assert [claim.block for claim in bench.claims("The harbour froze on Sunday.", kind=kind)] == [kind] * count


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        pytest.param("Peru halts dam after villagers block road", "halts", id="between-a-name-and-a-noun"),
        pytest.param("Late Ott strike sinks Castleby", "sinks", id="before-a-name"),
        pytest.param("Storm Babet strikes coast", "strikes", id="before-a-noun"),
        pytest.param("Tolm sports club burns after storm hits", "burns", id="a-noun-that-is-one"),
    ],
)
def test_the_verb_of_a_headline(bench: Bench, text: str, predicate: str) -> None:
    (claim,) = bench.claims(text, kind="headline")
    assert claim.predicate is not None
    assert claim.predicate.text == predicate


PREDICATES = [
    pytest.param("The ferry could not have been sold.", "could not have been sold", "sell", id="auxiliaries-and-negation"),
    pytest.param("The crew will have to repair it.", "will have to repair", "repair", id="have-to"),
    pytest.param("The crew has two boats.", "has", "have", id="have"),
    pytest.param("Will the crew repair it?", "repair", "repair", id="question-turns-round"),
    pytest.param("The mill is old.", "is", "be", id="copula"),
    pytest.param("The guards pulled out on Sunday.", "pulled out", "pull", id="particle"),
    pytest.param("The mill is likely to open.", "is likely to open", "open", id="likely-to"),
]


def test_predicates_stand_in_the_claims_words(bench: Bench) -> None:
    claims = bench.claims('He ‹said› the guard has "«been a miller far more than our mayor has been a miller»".')
    assert claims
    for claim in claims:
        assert claim.predicate is not None
        assert any(span.start <= claim.predicate.start and claim.predicate.end <= span.end for span in claim.spans)


@pytest.mark.parametrize(("text", "predicate", "lemma"), PREDICATES)
def test_predicate(bench: Bench, text: str, predicate: str, lemma: str) -> None:
    (claim,) = bench.claims(text)
    assert claim.predicate is not None
    assert (claim.predicate.text, claim.predicate.lemma) == (predicate, lemma)


POLARITIES = [
    pytest.param("The ferry did not sail.", "negative", id="not"),
    pytest.param("The ferry never sailed.", "negative", id="never"),
    pytest.param("The mayor no longer owns the mill.", "negative", id="no-longer"),
    pytest.param("Nobody saw the ferry.", "negative", id="nobody"),
    pytest.param("None of the crew was hurt.", "negative", id="none-of"),
    pytest.param("Not one of the men was hurt.", "negative", id="not-one-of"),
    pytest.param("The crew had no life jackets.", "negative", id="no-object"),
    pytest.param("There were no injuries.", "negative", id="there-were-no"),
    pytest.param("The ferry sailed.", "positive", id="plain"),
    pytest.param("No fewer than nine men came.", "positive", id="no-fewer-than"),
    pytest.param("The crew not only sailed but sang.", "positive", id="not-only"),
    pytest.param("Fewer than half of them came.", "positive", id="fewer-than"),
    pytest.param("Not everyone was warned.", "negative", id="not-everyone"),
    pytest.param("Neither side opened the road.", "negative", id="neither-side"),
    pytest.param("Few of us had water.", "negative", id="few-of"),
    pytest.param("If they had asked, few would have agreed.", "negative", id="few-alone"),
    pytest.param("Few boats were saved.", "negative", id="few"),
    pytest.param("A few boats were saved.", "positive", id="a-few"),
    pytest.param("The few boats that sailed were saved.", "positive", id="the-few"),
    pytest.param("Hardly anyone saw the ferry.", "negative", id="hardly-anyone"),
    pytest.param("The ferry rarely sails.", "negative", id="rarely"),
    pytest.param("The man with no boat sailed.", "positive", id="no-elsewhere"),
]


@pytest.mark.parametrize(("text", "polarity"), POLARITIES)
def test_polarity(bench: Bench, text: str, polarity: str) -> None:
    assert bench.claims(text)[0].polarity == polarity


MODALITIES = [
    pytest.param("The ferry sailed on Sunday.", "says", "actual", None, id="actual"),
    pytest.param("The ferry will sail on Sunday.", "says", "planned", "future", id="will"),
    pytest.param("The ferry is going to sail on Sunday.", "says", "planned", "future", id="going-to"),
    pytest.param("The ferry is going home.", "says", "actual", None, id="going-home"),
    pytest.param("The ferry may sail on Sunday.", "says", "possible", "future", id="may"),
    pytest.param("The ferry may be in Vell.", "says", "possible", None, id="may-be"),
    pytest.param("The ferry can carry ten lorries.", "says", "possible", None, id="can"),
    pytest.param("«A miller put salt in the flour», she ‹said›.", "says", "actual", None, id="a-past-that-looks-bare"),
    pytest.param("“«I never forgave him»,” she ‹said›.", "says", "actual", None, id="a-past-tense-taken-for-an-infinitive"),
    pytest.param("The mayor ‹said› «it planned to cut jobs».", "says", "planned", "future", id="planned-to"),
    pytest.param("The mayor ‹said› «it planned the cuts».", "says", "actual", None, id="planned-something"),
    pytest.param("The ferry is likely to sail.", "says", "possible", None, id="likely"),
    pytest.param("Sailors are less likely to drown.", "says", "actual", None, id="less-likely"),
    pytest.param("Sailors are twice as likely to drown.", "says", "actual", None, id="twice-as-likely"),
    pytest.param("The mayor ‹wants› «the guild to pay».", "plans", "required", "future", id="wants-it-of-another"),
    pytest.param("The mayor ‹wants› «to pay».", "plans", "planned", "future", id="wants"),
    pytest.param("The ferry probably sank.", "says", "possible", None, id="probably"),
    pytest.param("The ferry must turn back.", "says", "required", "future", id="must"),
    pytest.param("The crew has to repair the ferry.", "says", "required", "future", id="has-to"),
    pytest.param("The crew has repaired the ferry.", "says", "actual", None, id="has-repaired"),
    pytest.param("A ban would hurt the fishermen.", "says", "conditional", "future", id="would"),
    pytest.param("The ferry will sail if the ice melts.", "says", "conditional", "future", id="if"),
    pytest.param("Had anyone seen it, the crew would have come.", "says", "conditional", None, id="inverted-condition"),
    pytest.param("Will the ferry sail on Sunday?", "says", "question", "question", id="question"),
    pytest.param("The mayor ‹said› «the ferry would sail on Sunday».", "says", "planned", "future", id="reported-will"),
    pytest.param("The mayor ‹says› «the ferry would sail on Sunday».", "says", "conditional", "future", id="would-after-present"),
    pytest.param("“«I would sail»,” the mayor ‹said›.", "says", "planned", "future", id="would-after-past"),
    pytest.param("The mayor ‹asked› «whether the ferry had sailed».", "asks", "question", "question", id="whether"),
    pytest.param("The mayor ‹did not say› «when the ferry would sail».", "says", "question", "question", id="when"),
    pytest.param("The mayor ‹did not know› «who had sold the mill».", "believes", "question", "question", id="did-not-know-who"),
    pytest.param("The mayor ‹explained› «why the ferry had sailed».", "says", "actual", None, id="explained-why"),
    pytest.param("The mayor ‹knows› «what happened to the ferry».", "believes", "actual", None, id="knows-what"),
    pytest.param("The mayor ‹stressed› «how glad he was that the ferry sailed».", "says", "actual", None, id="how-glad"),
    pytest.param("The mayor ‹does not think› «what the crew did was legal».", "believes", "actual", None, id="does-not-think-what"),
    pytest.param("The mayor ‹checked› «whether the ferry had sailed».", "says", "question", "question", id="whether-after-any-cue"),
    pytest.param("The mayor ‹said› «the ferry had sailed». Had it?", "says", "actual", None, id="next-sentence-asks"),
    pytest.param("The mayor ‹said› «when the crew is back, the ferry will sail».", "says", "planned", "future", id="when-clause-of-time"),
    pytest.param("The mayor ‹ordered› the crew «to leave the ferry».", "orders", "required", "future", id="order"),
    pytest.param("The mayor ‹planned› «to leave the ferry».", "plans", "planned", "future", id="plan"),
    pytest.param("“«Leave the ferry»,” the mayor ‹said›.", "says", "required", "future", id="imperative"),
    pytest.param("The mayor ‹said› «the plan was foolish».", "says", "actual", "opinion", id="opinion"),
    pytest.param("The mayor ‹said› «the plan was secret».", "says", "actual", None, id="no-opinion"),
    pytest.param("The mayor ‹said› «the new bridge was safer than the old one».", "says", "actual", None, id="comparison"),
    pytest.param("The mayor ‹said› «owners should check their boats».", "says", "required", "opinion", id="should-in-a-mouth"),
    pytest.param("The storm destroyed many boats.", "says", "actual", "vague", id="many"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "stance", "modality", "obstacle"), MODALITIES)
def test_modality(bench: Bench, text: str, stance: Stance, modality: str, obstacle: str | None) -> None:
    claim = bench.claims(text, stance=stance)[0]
    assert (claim.modality, claim.not_checkable) == (modality, obstacle)


CONDITIONS = [
    pytest.param("The ferry will sail if the ice melts.", "if the ice melts", id="if"),
    pytest.param("Unless the engine is repaired, the ferry will stay.", "Unless the engine is repaired", id="unless"),
    pytest.param("Had anyone seen it, the crew would have come.", "Had anyone seen it", id="inverted"),
    pytest.param("The ferry will sail when the ice melts.", None, id="time"),
    pytest.param("The mayor asked if the ice would melt.", None, id="question"),
    pytest.param("The crew will come if the mayor ‹refuses› «to leave».", "if the mayor refuses to leave", id="cue-in-a-condition"),
]


@pytest.mark.parametrize(("text", "condition"), CONDITIONS)
def test_condition(bench: Bench, text: str, condition: str | None) -> None:
    found = bench.claims(text)[0].condition
    assert (found.text if found else None) == condition


PARTIES = [
    pytest.param("@Hallam@ sold the mill to @Orsk@.", {"Hallam": "agent", "Orsk": "recipient"}, id="seller-and-buyer"),
    pytest.param("@Hallam@ was hit by @Orsk@.", {"Hallam": "target", "Orsk": "agent"}, id="passive"),
    pytest.param("@Hallam@ attacked @Orsk@ in @Vell@.", {"Hallam": "agent", "Orsk": "target", "Vell": "location"}, id="all-three"),
    pytest.param("@Hallam@ gave @Orsk@ a boat.", {"Hallam": "agent", "Orsk": "recipient"}, id="dative"),
    pytest.param("@Hallam@ was paid in silver.", {"Hallam": "recipient"}, id="paid"),
    pytest.param("@Hallam@ received a letter.", {"Hallam": "recipient"}, id="receives"),
    pytest.param("@Hallam@ and @Orsk@ left @Norland@.", {"Hallam": "agent", "Orsk": "agent", "Norland": "target"}, id="and"),
    pytest.param("@Hallam@ lives in @Norland@.", {"Hallam": "agent", "Norland": "location"}, id="country-in"),
    pytest.param("The friends of @Hallam@ left.", {"Hallam": "mentioned"}, id="mentioned"),
    pytest.param("@Hallam@ struck a deal with @Orsk@.", {"Hallam": "agent", "Orsk": "target"}, id="deal-with"),
    pytest.param("@Hallam@ was sent a letter.", {"Hallam": "recipient"}, id="sent-something"),
    pytest.param("@Hallam@ was sent to the island.", {"Hallam": "target"}, id="sent-somewhere"),
    pytest.param("None of @Hallam@ was hurt.", {"Hallam": "target"}, id="none-of-them"),
    pytest.param("@Hallam@ went to @Orsk@.", {"Hallam": "agent", "Orsk": "mentioned"}, id="goes-to"),
    pytest.param("@Hallam@ fired on @Vell@.", {"Hallam": "agent", "Vell": "target"}, id="fires-on-a-town"),
    pytest.param("@Hallam@ slept at @Vell@.", {"Hallam": "agent", "Vell": "location"}, id="sleeps-at-a-town"),
    pytest.param("@Hallam@ took the town of @Vell@.", {"Hallam": "agent", "Vell": "target"}, id="the-town-of"),
    pytest.param("Prosecutor @Jo Iyer@ KC closed the mill.", {"Jo Iyer": "agent"}, id="letters-behind"),
    pytest.param("@Hallam@ is tied in the race.", {"Hallam": "agent"}, id="a-state"),
]


@pytest.mark.parametrize(("text", "wanted"), PARTIES)
def test_parties(bench: Bench, text: str, wanted: dict[str, str]) -> None:
    (claim,) = bench.claims(text)
    assert {party.actor: party.part for party in claim.actors} == wanted


@pytest.mark.parametrize(("kind", "part"), [("person", "mentioned"), ("organization", "location")])
def test_where_somebody_is_from_is_not_where_it_happens(bench: Bench, kind: ActorKind, part: str) -> None:
    article = bench.article("@Hallam@ of @Vell@ sold the mill.", stance="says", published=None, kind="body")
    actors = tuple(actor.model_copy(update={"kind": kind}) if actor.id == "Hallam" else actor for actor in article.actors)
    parse = Parse(article, bench.parser.parse([article])[0])
    (claim,) = find_claims(parse, bench.rules, actors=ActorIndex(actors), dates=(), figures=(), attributions=())
    assert [(party.actor, party.part) for party in claim.actors] == [("Hallam", "agent"), ("Vell", part)]


def test_who_asks_not_to_be_named_is_not_named(bench: Bench) -> None:
    article = bench.article("@Hallam@ ‹asked› «not to be named».", stance="asks", published=None, kind="body")
    asked = article.attributions[0].model_copy(update={"source": Source(start=0, end=6, text="Hallam", actor="Hallam")})
    parse = Parse(article, bench.parser.parse([article])[0])
    (claim,) = find_claims(parse, bench.rules, actors=ActorIndex(article.actors), dates=(), figures=(), attributions=(asked,))
    assert [(party.actor, party.part) for party in claim.actors] == [("Hallam", "target")]


def test_a_relative_clause_knows_whom_it_is_about(bench: Bench) -> None:
    claims = bench.claims("@Hallam@, who owns the mill, has left.")
    assert [[(party.actor, party.part) for party in claim.actors if party.part == "agent"] for claim in claims] == [
        [("Hallam", "agent")]
    ] * 2


RELATIVES = [
    pytest.param("The mayor met @Hallam@, whom @Orsk@ beat in May.", {"Orsk": "agent", "Hallam": "target"}, id="whom"),
    pytest.param("The mayor met @Hallam@, to which @Orsk@ sold the mill in May.", {"Orsk": "agent", "Hallam": "recipient"}, id="to-which"),
    pytest.param(
        "They built @the mill@ in @Vell@, which will feed @Orsk@.", {"the mill": "agent", "Orsk": "target"}, id="which-is-no-town"
    ),
    pytest.param("They went to @Vell@, which beat @Orsk@ in May.", {"Vell": "agent", "Orsk": "target"}, id="which-is-a-town"),
    pytest.param("The mayor met @Hallam@, who beat @Orsk@ in May.", {"Hallam": "agent", "Orsk": "target"}, id="who"),
]


@pytest.mark.parametrize(("text", "wanted"), RELATIVES)
def test_a_relative_clause_tells_what_was_done_to_its_noun(bench: Bench, text: str, wanted: dict[str, str]) -> None:
    found = next(claim for claim in bench.claims(text) if claim.rule == "clause.relative")
    assert {party.actor: party.part for party in found.actors if party.part != "mentioned"} == wanted


def test_a_promise_is_its_sources_and_an_order_its_addressees(bench: Bench) -> None:
    article = bench.article("@Hallam@ ‹told› @Orsk@ «to leave the mill».", stance="orders", published=None, kind="body")
    attribution = article.attributions[0].model_copy(
        update={
            "addressee": Addressee(start=12, end=16, text="Orsk", actor="Orsk"),
            "source": Source(start=0, end=6, text="Hallam", actor="Hallam"),
        }
    )
    parse = Parse(article, bench.parser.parse([article])[0])
    for stance, agent in (("orders", "Orsk"), ("promises", "Hallam")):
        told = attribution.model_copy(update={"stance": stance})
        (claim,) = find_claims(parse, bench.rules, actors=ActorIndex(article.actors), dates=(), figures=(), attributions=(told,))
        assert claim.actors[0].actor == agent


def test_the_chain_goes_from_the_outermost_in(bench: Bench) -> None:
    article = bench.article(
        "The mayor ‹said› «that the miller had denied that the mill was sold».", stance="says", published=None, kind="body"
    )
    outer = article.attributions[0]
    cue, content = (re.search(words, article.text) for words in ("had denied", "that the mill was sold"))
    assert cue
    assert content
    inner = _attribution("inner", article.text, content.span(), cue.span(), stance="denies", form="clause", confidence=None)
    parse = Parse(article, bench.parser.parse([article])[0])
    nested = (outer, inner.model_copy(update={"within": outer.id}))
    (claim,) = find_claims(parse, bench.rules, actors=ActorIndex(()), dates=(), figures=(), attributions=nested)
    assert (claim.text, claim.chain) == ("the mill was sold", (outer.id, "inner"))


def test_a_headline_said_again_points_at_the_attributed_claim(bench: Bench) -> None:
    text = "Mill sold to Orsk family for nine euros\n\nThe mill was sold to the Orsk family for nine euros, the mayor said."
    at = text.index("The mill")
    end = text.index(", the mayor")
    blocks = (Block(start=0, end=at - 2, text=text[: at - 2], kind="headline"), Block(start=at, end=len(text), text=text[at:], kind="body"))
    article = Article(id="t", meta=Meta(), text=text, blocks=blocks)
    said = _attribution("a", text, (at, end), (text.index("said."), len(text) - 1), stance="says", form="clause", confidence=None)
    parse = Parse(article, bench.parser.parse([article])[0])
    head, lead = find_claims(parse, bench.rules, actors=ActorIndex(()), dates=(), figures=(), attributions=(said,))
    assert (head.repeats, lead.repeats) == (lead.id, None)


REPEATS = [
    pytest.param("@Hallam@ sold the old mill to the guild. @Hallam@ has sold the old mill to the guild.", True, id="tense"),
    pytest.param("The old mill burned down in the north. In the north, the old mill burned down.", True, id="order"),
    pytest.param("The crew saw no ferry near the mill. The crew saw a ferry near the mill.", False, id="polarity"),
    pytest.param("The crew may sell the old mill. The crew sold the old mill.", False, id="modality"),
    pytest.param("@Hallam@ sold the old mill to the guild. @Orsk@ sold the old mill to the guild.", False, id="agent"),
    pytest.param("The crew sold #nine# old boats in May. The crew sold #ten# old boats in May.", False, id="numbers"),
    pytest.param("The crew sold #nine# old boats in May. The crew sold old boats in May.", False, id="number-on-one-side"),
    pytest.param("The bridge is the pride of the rich town. There are more boats in the rich town.", False, id="light-verb"),
    pytest.param("The crew needs more. The crew needed no more than to calm the nervous town.", False, id="too-little-shared"),
    pytest.param("Don't shoot the miller! Don't shoot the miller!", True, id="same-words"),
    pytest.param("He slept. He slept.", False, id="two-words"),
]


@pytest.mark.parametrize(("text", "repeated"), REPEATS)
def test_repeats(bench: Bench, text: str, repeated: bool) -> None:
    first, second = bench.claims(text)
    assert (first.repeats, second.repeats) == (None, first.id if repeated else None)


def test_ids_stay_where_the_sentence_stays(bench: Bench) -> None:
    alone, after = bench.claims("The harbour froze."), bench.claims("It snowed. The harbour froze.")
    assert alone[0].id == after[1].id


def _hostile() -> list[tuple[str, str]]:
    return [
        ("capitals", "THE HARBOUR FROZE AND THE FERRIES SANK. " * 50),
        ("lower", "the harbour froze and the ferries sank. " * 50),
        ("commas", "The harbour froze, " * 300),
        ("quotes", "“ " * 1000),
        ("ifs", "If it froze, " * 200),
        ("whichs", "The mill, which burned, " * 200),
        ("beside", "He ran, " + "jumped, " * 300),
        ("emoji", "😀 froze 😀. " * 300),
        ("blanks", " \n\n  \t "),
        ("one", "a"),
        ("other-script", "Порт замёрз. 港口结冰了。" * 100),
    ]


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in _hostile()])
def test_nothing_breaks(bench: Bench, text: str) -> None:
    assert all(claim.text for claim in bench.claims(text))


_WORDS = [
    *"the a mayor mill ferry who which that if because and but , . ? “ ” :".split(),
    *"said denied promised to sell sold was not will may nine killing in Vell".split(),
]
_PLACES = st.tuples(st.integers(0, 30), st.integers(1, 8))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(st.sampled_from(_WORDS), min_size=1, max_size=30),
    made=st.lists(st.tuples(_PLACES, _PLACES, st.integers(0, 3)), max_size=4),
)
def test_any_attributions_over_any_words(bench: Bench, words: list[str], made: list[tuple[tuple[int, int], tuple[int, int], int]]) -> None:
    """Whatever the attributions say, spans fit, stand in order, and links lead somewhere."""
    text = " ".join(words)
    article = Article(id="t", meta=Meta(), text=text, blocks=(Block(start=0, end=len(text), text=text, kind="body"),))
    parse = Parse(article, bench.parser.parse([article])[0])

    def place(at: tuple[int, int]) -> tuple[int, int]:
        first = min(at[0], len(parse) - 1)
        return parse.starts[first], parse.ends[min(first + at[1], len(parse)) - 1]

    stances: list[Stance] = ["says", "denies", "orders", "declines"]
    attributions = [
        _attribution(f"a{n}", text, place(content), place(cue), stance=stances[kind], form="clause", confidence=None).model_copy(
            update={"within": f"a{kind}" if kind < n else None}
        )
        for n, (content, cue, kind) in enumerate(made)
    ]
    claims = find_claims(parse, bench.rules, actors=ActorIndex(()), dates=(), figures=(), attributions=attributions)
    made_article = article.model_copy(update={"attributions": tuple(attributions), "claims": claims})
    assert list(find_problems(made_article)) == []
    for claim in claims:
        assert all(one.end <= other.start for one, other in pairwise(claim.spans))
        assert len(set(claim.chain)) == len(claim.chain)


def test_time_is_linear_in_nesting(bench: Bench, measured: Callable[[Callable[[], object]], float]) -> None:
    """Four hundred nested attributions take about as long as four hundred others."""
    text = "He said " * 400 + "it froze."
    article = Article(id="t", meta=Meta(), text=text, blocks=(Block(start=0, end=len(text), text=text, kind="body"),))
    parse = Parse(article, bench.parser.parse([article])[0])

    def said(number: int, *, nested: bool) -> Attribution:
        start = number * 8
        end = len(text) - 1 if nested else start + 10
        made = _attribution(f"a{number}", text, (start + 8, end), (start + 3, start + 7), stance="says", form="clause", confidence=None)
        return made.model_copy(update={"within": f"a{number - 1}" if nested and number else None})

    def run(*, nested: bool) -> object:
        attributions = [said(number, nested=nested) for number in range(399)]
        return find_claims(parse, bench.rules, actors=ActorIndex(()), dates=(), figures=(), attributions=attributions)

    assert measured(lambda: run(nested=True)) < 10 * measured(lambda: run(nested=False)) + 0.2


@pytest.fixture(scope="module")
def measured() -> Callable[[Callable[[], object]], float]:
    """CPU seconds of a call, the best of three."""
    from time import process_time

    def best(call: Callable[[], object]) -> float:
        times = []
        for _ in range(3):
            start = process_time()
            call()
            times.append(process_time() - start)
        return min(times)

    return best
