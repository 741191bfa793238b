"""Whose words a quote is, and how far it reaches: tags, leads, quotes that go on, British marks, inner quotes. Hits and near misses."""

from __future__ import annotations

import pytest

from tests.test_attribution import found

pytestmark = pytest.mark.model


def spoken(text: str) -> set[tuple[str | None, tuple[str, ...]]]:
    """Source and content of each attribution."""
    return {(one.source.text, tuple(span.text for span in one.content)) for one in found(text)}


SPOKEN = [
    ("tag-with-a-topic", "“Who would want to live beside that chimney?” Holt said about the plant.", "Holt",
     ("“Who would want to live beside that chimney?”",)),
    ("tag-with-an-occasion", "“Oh, my word,” a waiter exclaimed upon seeing the bill.", "a waiter", ("“Oh, my word,”",)),
    ("tag-of-a-rare-verb", "“Well, that is how it goes, no?” Holt went on, as if nobody had spoken.", "Holt",
     ("“Well, that is how it goes, no?”",)),
    ("tag-in-a-sentence-of-its-own", "“Power to the parish!” the crowd shouted from the square.", "the crowd", ("“Power to the parish!”",)),
    ("tag-with-a-long-subject", "“It may be a flood,” the judge, who lives nearby and knows the river, told the court.",
     "the judge, who lives nearby and knows the river", ("“It may be a flood,”",)),
    ("tag-and-the-name-of-a-show", "“He has interests of his own,” Mr. Hale said on the radio's “Face the Nation.”", "Mr. Hale",
     ("“He has interests of his own,”",)),
    ("two-tags-in-a-sentence", "“She is stubborn,” he said, but for all that, “I expect she will go,” said Brandt.", "Brandt",
     ("“I expect she will go,”",)),
    ("few-words", "“Not to my knowledge,” Tan replied.", "Tan", ("“Not to my knowledge,”",)),
    ("noun-for-a-tag", "“Get out now,” was the message from the police.", "the police", ("“Get out now,”",)),
    ("reply-of-nobody", "Holt had been free to leave, she said. “Where would I go?” came the reply.", None, ("“Where would I go?”",)),
    ("lead-after-a-clause", "Asked whether he had meant it, Holt replied, “Could be. I never slept well there.”", "Holt",
     ("“Could be. I never slept well there.”",)),
    ("lead-before-a-participle", "Holt said the club would meet, but said, “It is time we change,” promising that it would return.", "Holt",
     ("“It is time we change,”",)),
    ("resumed-after-a-clause", "“Many are not sure,” Holt wrote on the train, where he was standing, “but most agree. I do.”", "Holt",
     ("“Many are not sure,”", "“but most agree. I do.”")),
    ("subject-before-an-insertion", "Outside court, Vera Holt, whose mother's ring was sold for £30, said: “A year is nothing.”",
     "Vera Holt, whose mother's ring was sold for £30", ("“A year is nothing.”",)),
    ("signatures-line-by-line", "“She never once asked the bakers.” ― Vera Holt\n“We want a mayor with time for us.” ― Ben Arden\n",
     "Vera Holt", ("“She never once asked the bakers.”",)),
    ("verb-first", "Said one rival: “Thank goodness it is not us this year.”", "one rival", ("“Thank goodness it is not us this year.”",)),
    ("verb-of-noise", "“Mud on his boots,” snorted her neighbour. “He came by boat.”", "her neighbour",
     ("“Mud on his boots,”", "“He came by boat.”")),
    ("quote-that-begins-inside", "Holt said she had heard the bell “and thought: this is wild”.", "Holt",
     ("she had heard the bell “and thought: this is wild”",)),
    ("quote-inside-the-source", "Vera Holt, who had called him “a man with mud on his boots”, said she was sorry.",
     "Vera Holt, who had called him “a man with mud on his boots”", ("she was sorry",)),
    ("colon-without-marks", "The mayor tweeted: The bridge will be built before the snow comes.", "The mayor",
     ("The bridge will be built before the snow comes",)),
    ("british", "'I rang at four,' she said, 'and a voice told me that \"all lines are busy\". By then we were wet.'", "she",
     ("'I rang at four,'", "'and a voice told me that \"all lines are busy\". By then we were wet.'")),
    ("british-over-paragraphs", "She said: 'I have written four times. I had one reply.\n\n'If this were the city, they would be here.'",
     "She", ("'I have written four times. I had one reply.", "'If this were the city, they would be here.'")),
    ("quote-in-a-quote", "“She said, ‘You are not here. Go home.’ I said no,” Holt recalled.", "She", ("‘You are not here. Go home.’",)),
    ("short-rest", "“I feel good about May,” Holt said. “Very good.”", "Holt", ("“I feel good about May,”", "“Very good.”")),
    ("broken-by-an-aside", "“They are clocks,” she says. “They are more like” — she searches for the word — “crowds in a street.”", "she",
     ("“They are clocks,”", "“They are more like”", "“crowds in a street.”")),
    ("announced-without-a-verb", "“No,” she says. And then, after a long time: “My daughter asks me that.”", "she",
     ("“No,”", "“My daughter asks me that.”")),
    ("after-reported-speech", "Nobody should throw stones, he told reporters.\n\n“This is a house of glass.”", "he",
     ("Nobody should throw stones", "“This is a house of glass.”")),
    ("colon-and-the-next-paragraph", "Holt was blunter still:\n\n“The boards are rotten and the lamps are out.”", "Holt",
     ("“The boards are rotten and the lamps are out.”",)),
    ("gesture", "Holt shrugged at the bill. “It always rains when the roofers come.”", "Holt",
     ("“It always rains when the roofers come.”",)),
    ("apposition-before-the-verb", "“The ice doctor,” one of them, Liv Berg, tells me when she is out of earshot.", "one of them, Liv Berg",
     ("“The ice doctor,”",)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "content"), [pytest.param(*row[1:], id=row[0]) for row in SPOKEN])
def test_spoken(text: str, source: str | None, content: tuple[str, ...]) -> None:
    assert (source, content) in spoken(text)


UNSPOKEN = [
    ("title-before-a-verb", "“The Long Walk,” a film about bakers, opens on Friday.", "“The Long Walk,”"),
    ("title-behind-a-noun", "The play, “Harry Holt and the Old Mill,” won nine prizes.", "“Harry Holt and the Old Mill,”"),
    ("part-of-a-sentence", "The “smart” lamp, the shop said, was dear.", "“smart”"),
    ("colon-before-a-list", "The mayor asked three people: the baker, the smith and the guard.", "the baker, the smith and the guard"),
    ("crosshead", "“We waited for years,” she said.\n\n'A hard choice'\n\nThe town went to bed.", "'A hard choice'"),
    ("question-of-another", "“They are coming,” Holt said.\n\n“When?”", "“When?”"),
]


@pytest.mark.parametrize(("text", "quote"), [pytest.param(*row[1:], id=row[0]) for row in UNSPOKEN])
def test_unspoken(text: str, quote: str) -> None:
    assert not any(quote in content for _, content in spoken(text))


def test_utterances_are_no_phrases() -> None:
    assert [one.content_form for one in found("“Not to my knowledge,” Tan replied.")] == ["clause"]
