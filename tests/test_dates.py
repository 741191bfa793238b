"""Dates: what is read of a sentence, where it lies, what it hangs on; and what is none. Run with the real model."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.dates import find_dates
from sayso.parsing import Parse, Parser
from sayso.reading import Given, make_article
from sayso.records import Date, find_problems
from sayso.rules import Rules, load_rules

pytestmark = pytest.mark.model

TUESDAY = "2024-03-05"  # the day on which all of these are published, if nothing else is said

# id, sentence, words of a date in it, and the fields that it must have
HITS: list[tuple[str, str, str, dict[str, Any]]] = [
    # told in full
    ("day-month-year", "The bridge opened on 5 May 2021.", "5 May 2021",
     {"kind": "date", "edtf": "2021-05-05", "grain": "day", "anchor": "explicit"}),
    ("month-day-year", "The bridge opened on May 5, 2021.", "May 5, 2021", {"first": "2021-05-05", "last": "2021-05-05"}),
    ("weekday-too", "The bridge opened on Wednesday, May 5, 2021.", "Wednesday, May 5, 2021", {"edtf": "2021-05-05"}),
    ("ordinal-of", "The bridge opened on the 5th of May, 2021.", "the 5th of May, 2021", {"edtf": "2021-05-05"}),
    ("abbreviated", "The bridge opened on Sept. 14, 2021.", "Sept. 14, 2021", {"edtf": "2021-09-14"}),
    ("iso", "The bridge opened on 2021-09-14.", "2021-09-14", {"edtf": "2021-09-14"}),
    ("slashes-day-first", "The bridge opened on 21/03/2022.", "21/03/2022", {"edtf": "2022-03-21"}),
    ("slashes-month-first", "The bridge opened on 03/21/2022.", "03/21/2022", {"edtf": "2022-03-21"}),
    ("points", "The bridge opened on 4.3.2022.", "4.3.2022", {"edtf": "2022-03-04"}),
    ("month-year", "The bridge opened in May 2021.", "May 2021", {"edtf": "2021-05", "grain": "month", "last": "2021-05-31"}),
    ("year", "The bridge opened in 2021.", "2021", {"edtf": "2021", "grain": "year", "first": "2021-01-01", "last": "2021-12-31"}),
    ("early-year", "The bridge was built in 1741.", "1741", {"edtf": "1741"}),
    ("year-in-words", "The bridge opened in nineteen ninety-six.", "nineteen ninety-six", {"edtf": "1996"}),
    ("before-christ", "The fleet sank in 499 BC.", "499 BC", {"edtf": "-0498", "first": None, "grain": "year"}),
    ("decade", "Rents fell in the 1990s.", "the 1990s", {"edtf": "199X", "grain": "decade"}),
    ("century", "The bridge is of the 18th century.", "the 18th century", {"edtf": "17XX", "first": "1700-01-01", "last": "1799-12-31"}),
    ("quarter", "Profit fell in the third quarter of 2021.", "the third quarter of 2021",
     {"edtf": "2021-35", "grain": "quarter", "last": "2021-09-30"}),
    ("half", "Profit fell in the first half of 2021.", "the first half of 2021", {"edtf": "2021-40", "grain": "half"}),
    ("fiscal", "Profit fell in fiscal 2021.", "fiscal 2021", {"edtf": "2021"}),
    ("season", "The mill burned in the winter of 2021.", "the winter of 2021",
     {"edtf": "2021-24", "first": "2021-12-01", "last": "2022-02-28"}),
    ("week-of", "The mill burned in the third week of May 2021.", "the third week of May 2021",
     {"edtf": "2021-05-17/2021-05-23", "grain": "week"}),
    ("last-day-of", "The mill burned on the last day of May 2021.", "the last day of May 2021", {"edtf": "2021-05-31"}),
    ("feast", "The bakery shut on Christmas Eve 2021.", "Christmas Eve 2021", {"edtf": "2021-12-24"}),
    ("movable-feast", "The bakery shut at Easter 2021.", "Easter 2021", {"edtf": "2021-04-04"}),
    # part of a period; nothing is narrowed
    ("early", "The mill shut in early May 2021.", "early May 2021", {"edtf": "2021-05", "part": "early"}),
    ("mid", "The mill shut in mid-May 2021.", "mid-May 2021", {"edtf": "2021-05", "part": "mid"}),
    ("end-of", "The mill shut at the end of May 2021.", "the end of May 2021", {"edtf": "2021-05", "part": "late"}),
    ("late-decade", "The mill shut in the late 1970s.", "the late 1970s", {"edtf": "197X", "part": "late"}),
    ("morning", "The mill shut on the morning of 5 May 2021.", "the morning of 5 May 2021", {"edtf": "2021-05-05", "part": "morning"}),
    ("clock", "They met at 5:30 p.m. on 5 May 2021.", "5:30 p.m. on 5 May 2021", {"edtf": "2021-05-05", "time": "17:30"}),
    ("zone", "They met on 5 May 2021 at 9 am GMT.", "5 May 2021 at 9 am GMT", {"time": "09:00", "zone": "GMT"}),
    ("noon", "They met at noon on Friday.", "noon on Friday", {"edtf": "2024-03-01", "time": "12:00"}),
    # counted from the day of publication
    ("today", "The mill shut today.", "today", {"edtf": TUESDAY, "anchor": "published"}),
    ("yesterday", "The mill shut yesterday.", "yesterday", {"edtf": "2024-03-04"}),
    ("tonight", "The mill shuts tonight.", "tonight", {"edtf": TUESDAY, "part": "night"}),
    ("last-night", "The mill burned last night.", "last night", {"edtf": "2024-03-04", "part": "night"}),
    ("last-week", "The mill shut last week.", "last week", {"edtf": "2024-02-26/2024-03-03", "grain": "week"}),
    ("this-month", "The mill shut this month.", "this month", {"edtf": "2024-03"}),
    ("next-year", "The mill will shut next year.", "next year", {"edtf": "2025"}),
    ("last-month-name", "The mill shut last October.", "last October", {"edtf": "2023-10"}),
    ("last-same-weekday", "The mill shut last Tuesday.", "last Tuesday", {"edtf": "2024-02-27"}),
    ("next-weekday", "The mill will shut next Tuesday.", "next Tuesday", {"edtf": "2024-03-12"}),
    ("last-summer", "The mill shut last summer.", "last summer", {"edtf": "2023-22"}),
    ("years-ago", "The mill shut three years ago.", "three years ago", {"edtf": "2021", "grain": "year", "anchor": "published"}),
    ("days-ago", "The mill shut three days ago.", "three days ago", {"edtf": "2024-03-02"}),
    ("winters-ago", "The mill shut two winters ago.", "two winters ago", {"edtf": "2022-24"}),
    ("year-s-end", "The mill will shut by year's end.", "year's end", {"edtf": "../2024", "part": "late", "relation": "before"}),
    ("month-last-year", "The mill shut in June last year.", "June last year", {"edtf": "2023-06"}),
    # no year told: the verb, then the nearest
    ("same-weekday", "The mill shut on Tuesday.", "Tuesday", {"edtf": TUESDAY}),
    ("weekday-past", "The mill shut on Friday.", "Friday", {"edtf": "2024-03-01"}),
    ("weekday-future", "The mill will shut on Friday.", "Friday", {"edtf": "2024-03-08"}),
    ("weekday-planned", "The mill plans to shut on Friday.", "Friday", {"edtf": "2024-03-08"}),
    ("weekday-managed", "She managed to leave on Friday.", "Friday", {"edtf": "2024-03-01"}),
    ("weekday-until", "The mill is shut until Friday.", "Friday", {"edtf": "../2024-03-08", "relation": "until"}),
    ("weekday-since", "The mill has been shut since Friday.", "since Friday",
     {"edtf": "2024-03-01/..", "kind": "range", "relation": "since"}),
    ("month-past", "The mill shut in October.", "October", {"edtf": "2023-10"}),
    ("month-future", "The mill will shut in October.", "October", {"edtf": "2024-10"}),
    ("day-nearest", "The mill shut on Dec. 20.", "Dec. 20", {"edtf": "2023-12-20"}),
    ("leap-day", "The mill opened on Feb. 29.", "Feb. 29", {"edtf": "2024-02-29"}),
    ("weekend-past", "The mill burned over the weekend.", "the weekend", {"edtf": "2024-03-02/2024-03-03", "grain": "weekend"}),
    ("weekend-ahead", "It will rain at the weekend.", "the weekend", {"edtf": "2024-03-09/2024-03-10"}),
    ("feast-ahead", "The mill will shut before Easter.", "Easter", {"edtf": "../2024-03-30", "relation": "before"}),
    ("quarter-over", "Third-quarter profit fell.", "Third-quarter", {"edtf": "2023-35"}),
    ("nineties", "Rents fell in the nineties.", "the nineties", {"edtf": "199X"}),
    # counted from a date of the text
    ("days-before-feast", "The mill shut two days before Christmas 2021.", "two days before Christmas 2021", {"edtf": "2021-12-23"}),
    ("weeks-from-now", "The mill will shut two weeks from now.", "two weeks from now", {"edtf": "2024-03-18/2024-03-24"}),
    ("decades-and-years-ago", "The mill shut two decades and three years ago.", "two decades and three years ago", {"edtf": "2001"}),
    ("years-and-months-ago", "The mill shut a year and two months ago.", "a year and two months ago", {"edtf": "2023-01"}),
    ("weekday-with-days-on", "The mill shuts on Friday, three days from now.", "Friday, three days from now", {"edtf": "2024-03-08"}),
    ("month-with-article", "She came back in the April.", "the April", {"edtf": "2023-04"}),
    # what is done ahead of it may be past, and it may be to come
    ("ahead-of-month", "The union spent heavily ahead of May's vote.", "May", {"edtf": "2024-05", "kind": "date", "relation": None}),
    ("ahead-of-far-month", "The union spent heavily ahead of the November vote.", "November", {"edtf": "2024-11"}),
    ("ahead-of-month-just-over", "The union spent heavily ahead of January's vote.", "January", {"edtf": "2024-01"}),
    ("before-near-month", "The union spent heavily before May's vote.", "May", {"edtf": "2024-05"}),
    ("after-the-deed-of-a-day", "The mill shut after the Feb. 2 fire that hurt many.", "Feb. 2", {"edtf": "2024-02-02", "relation": None}),
    ("after-a-day", "The mill shut after Feb. 2.", "Feb. 2", {"kind": "range", "relation": "after"}),
    ("planned-for-a-day", "She spoke of a planned rally on Saturday in Karsk.", "Saturday", {"edtf": "2024-03-09"}),
    ("noisy-on-a-day", "She spoke of a noisy rally on Saturday in Karsk.", "Saturday", {"edtf": "2024-03-02"}),
    ("forthcoming", "The forthcoming May vote divides the union.", "forthcoming May", {"edtf": "2024-05"}),
    # what a year tells apart
    ("year-short", "He won in '92 and '96.", "'92", {"edtf": "1992"}),
    ("year-short-verb", "A win in ‘16 is more likely than one in ‘12.", "‘16", {"edtf": "2016"}),
    ("year-short-again", "He won in '92 and '96.", "'96", {"edtf": "1996"}),
    ("year-of-plural", "The 2020 elections were close.", "2020", {"edtf": "2020"}),
    ("year-of-sales", "Its 2021 sales fell.", "2021", {"edtf": "2021"}),
    ("year-of-bare-sales", "They compared 2018 levels.", "2018", {"edtf": "2018"}),
    ("year-of-a-workers-strike", "The 1968 workers' strike shut it.", "1968", {"edtf": "1968"}),
    ("year-of-games", "He swam at the 2016 Olympics.", "2016", {"edtf": "2016"}),
    ("year-since-prices", "Since 2010 prices have doubled.", "Since 2010", {"edtf": "2010/.."}),
    ("weekend-of-a-monday", "They met over Labor Day weekend.", "Labor Day weekend", {"edtf": "2023-09-02/2023-09-03"}),
    ("weekend-of-a-thursday", "They met over Thanksgiving weekend.", "Thanksgiving weekend", {"edtf": "2023-11-25/2023-11-26"}),
    ("months-with-slash", "It rained in May/June 2021.", "May", {"edtf": "2021-05", "anchor": "explicit"}),
    ("year-to-end-of", "Rents rose in the year to end-March 2021.", "the year to end-March 2021", {"first": "2020-04-01"}),
    ("year-earlier-period", "Profit fell in Q3 2021 from the year-earlier period.", "the year-earlier period", {"edtf": "2020-35"}),
    ("hours-on-a-day", "They met from 9 a.m. to 5 p.m. on Friday.", "9 a.m.", {"edtf": "2024-03-01", "time": "09:00"}),
    ("bare-hour", "They met from 2 to 4 p.m. on Friday.", "2", {"edtf": "2024-03-01", "time": "14:00"}),
    ("bare-hour-before-noon", "They met between 11 and 2 p.m.", "11", {"edtf": TUESDAY, "time": "11:00"}),
    ("hours-with-dash", "They met on Friday, 10-11 a.m.", "10", {"time": "10:00"}),
    ("days-after-days", "The fair of 5-6 May 2021 was wet. Six days later it burned.", "Six days later", {"edtf": "2021-05-12"}),
    ("year-of-a-range", "It was shut from 1944 to 1947, and burned in the summer of that year.",
     "the summer of that year", {"edtf": "1947-22"}),
    ("month-behind", "Talks opened in June 2021 and broke off the next month.", "the next month", {"kind": "date", "edtf": "2021-07"}),
    ("month-long", "Talks will go on over the next month.", "the next month", {"kind": "duration", "duration": "P1M"}),
    ("said-that-weekday", "It rained on 5 May 2021. She said that Friday was too late.", "Friday", {"edtf": "2024-03-01"}),
    ("this-winter", "It snowed thrice this winter.", "this winter", {"edtf": "2023-24"}),
    ("winter-of-two-years", "It burned in the winter of 1966-67.", "the winter of 1966-67", {"edtf": "1966-24"}),
    ("half-a-century-on", "It burned in 1966 and opened half a century later.", "half a century later", {"edtf": "2016"}),
    ("months-in-advance", "They had planned it months in advance.", "months", {"duration": "PXM"}),
    ("day-last-year", "It burned on April 3 last year.", "April 3 last year", {"edtf": "2023-04-03"}),
    ("season-of-last-year", "It burned in the spring of last year.", "the spring of last year", {"edtf": "2023-21"}),
    ("year-ago-today", "It burned a year ago today.", "a year ago today", {"edtf": "2023-03-05", "grain": "day"}),
    ("years-ago-this-month", "It burned fifty years ago this month.", "fifty years ago this month", {"edtf": "1974-03"}),
    ("that-september", "It opened in 2019 and burned that September.", "that September", {"edtf": "2019-09", "anchor": "date"}),
    ("that-friday", "It opened on 5 May 2021 and burned that Friday.", "that Friday", {"edtf": "2021-05-07", "anchor": "date"}),
    ("first-days-of", "It burned in the first days of May 2021.", "the first days of May 2021", {"edtf": "2021-05", "part": "early"}),
    ("final-weeks-of", "It burned in the final weeks of 2021.", "the final weeks of 2021", {"edtf": "2021", "part": "late"}),
    ("previous-evening", "It burned on 5 May 2021. The previous evening it had rained.", "The previous evening",
     {"edtf": "2021-05-04", "part": "evening"}),
    ("small-hours-of", "It burned in the small hours of Monday.", "the small hours of Monday", {"edtf": "2024-03-04", "part": "night"}),
    ("later-than-the-nearest", "It lost money in Q1 2023. It burned in the spring of 2009, and three years later it opened again.",
     "three years later", {"first": "2012-03-01"}),
    ("twentieth-ahead", "She will publish it on the 20th.", "the 20th", {"edtf": "2024-03-20"}),
    ("twentieth-past", "She published it on the 20th.", "the 20th", {"edtf": "2024-02-20"}),
    ("made-in-month", "Its July forecast was too high.", "July", {"edtf": "2023-07"}),
    ("feast-taken-for-a-person", "She had promised it by the summer, and later by Easter.", "Easter", {"edtf": "../2024-03-31"}),
    # ranges
    ("length-and-range", "It was shut for 18 months, from October 2021 through March 2023.", "from October 2021 through March 2023",
     {"kind": "range", "edtf": "2021-10/2023-03"}),
    ("length-before-range", "It was shut for 18 months, from October 2021 through March 2023.", "18 months",
     {"kind": "duration", "duration": "P18M", "relation": "for"}),
    ("into-the-next-day", "It burned between 11 p.m. on May 5, 2021 and 4 a.m. the next day.",
     "between 11 p.m. on May 5, 2021 and 4 a.m. the next day", {"edtf": "2021-05-05/2021-05-06", "anchor": "explicit"}),
    ("night-into-day", "Snow is due on Thursday night into Friday.", "Thursday night into Friday", {"edtf": "2024-03-07/2024-03-08"}),
    ("months-hyphened", "Sales fell in the November-to-January quarter.", "November-to-January", {"edtf": "2023-11/2024-01"}),
    ("since-part", "Rents have grown since the late 1990s.", "since the late 1990s", {"edtf": "199X/..", "part": "late"}),
    ("from-days", "It rained from March 3 to 19, 2021.", "from March 3 to 19, 2021", {"kind": "range", "edtf": "2021-03-03/2021-03-19"}),
    ("from-days-before-month", "It rained from 3 to 19 March 2021.", "from 3 to 19 March 2021", {"edtf": "2021-03-03/2021-03-19"}),
    ("into-next-month", "It rained from March 27 to the 3rd.", "from March 27 to the 3rd", {"edtf": "2024-03-27/2024-04-03"}),
    ("window", "It rained from April 4, 2021 to April 3, 2022.", "from April 4, 2021 to April 3, 2022",
     {"edtf": "2021-04-04/2022-04-03"}),
    ("between", "It rained between February and October 1991.", "between February and October 1991", {"edtf": "1991-02/1991-10"}),
    ("between-years", "It rained between 1985 and 1987.", "between 1985 and 1987", {"first": "1985-01-01", "last": "1987-12-31"}),
    ("over-new-year", "It rained from November to March 2021.", "from November to March 2021", {"edtf": "2020-11/2021-03"}),
    ("years", "The war of 2009-2010 ruined it.", "2009-2010", {"kind": "range", "edtf": "2009/2010"}),
    ("years-short", "The war of 1957-58 ruined it.", "1957-58", {"edtf": "1957/1958"}),
    ("month-iso", "The count is of 2015-12.", "2015-12", {"kind": "date", "edtf": "2015-12"}),
    ("days-dash", "The fair of 6-7 May 2021 was wet.", "6-7 May 2021", {"edtf": "2021-05-06/2021-05-07"}),
    ("months-dash", "The January-March 2021 loss grew.", "January-March 2021", {"edtf": "2021-01/2021-03"}),
    ("weekdays", "It rained from Friday to Monday.", "from Friday to Monday", {"edtf": "2024-03-01/2024-03-04"}),
    ("since-year", "The mill has been shut since 2015.", "since 2015", {"edtf": "2015/..", "first": "2015-01-01", "last": None}),
    ("to-now", "It rained from January 2021 until now.", "from January 2021 until now", {"edtf": "2021-01/2024-03-05"}),
    ("quarters", "It lost money from Q1 2021 to Q3 2021.", "from Q1 2021 to Q3 2021", {"first": "2021-01-01", "last": "2021-09-30"}),
    # relations
    ("until", "The mill stays shut until 2030.", "2030",
     {"kind": "range", "edtf": "../2030", "relation": "until", "first": None, "last": "2030-12-31", "grain": "year"}),
    ("until-an-hour", "The mill stays shut until 6 p.m. on Friday.", "6 p.m. on Friday", {"kind": "date", "relation": "until"}),
    ("by", "The mill will open by August 2024.", "August 2024",
     {"kind": "range", "edtf": "../2024-08", "relation": "before", "first": None, "last": "2024-08-31"}),
    ("after", "The mill will open after August 2024.", "August 2024",
     {"kind": "range", "relation": "after", "edtf": "2024-09/..", "first": "2024-09-01", "last": None}),
    ("before", "The mill opened before 2010.", "2010",
     {"kind": "range", "relation": "before", "edtf": "../2009", "first": None, "last": "2009-12-31", "grain": "year"}),
    ("before-weekend", "It must open before the weekend.", "the weekend",
     {"kind": "range", "edtf": "../2024-03-08", "grain": "weekend"}),
    ("before-end-of", "It opened before the end of May 2021.", "the end of May 2021", {"edtf": "../2021-05", "part": "late"}),
    ("after-end-of", "It opened after the end of May 2021.", "the end of May 2021", {"edtf": "2021-06/..", "part": "late"}),
    ("after-start-of", "It opened after the start of May 2021.", "the start of May 2021", {"edtf": "2021-05/..", "part": "early"}),
    ("before-hour", "It opened before 6 p.m. on Friday.", "6 p.m. on Friday", {"kind": "date", "edtf": "2024-03-01", "relation": "before"}),
    ("before-ambiguous", "It opened before 03/04/2022.", "03/04/2022", {"kind": "range", "unresolved": "day or month first"}),
    ("before-christ-before", "It sank before 499 BC.", "499 BC", {"edtf": "../-0499", "last": None}),
    # durations
    ("for", "The mill was shut for three weeks.", "three weeks",
     {"kind": "duration", "duration": "P3W", "grain": "week", "relation": "for", "first": None}),
    ("attributive", "She went on a 10-day trip.", "10-day", {"duration": "P10D", "relation": None}),
    ("hours", "They waited 48 hours.", "48 hours", {"duration": "PT48H", "grain": None}),
    ("half-hour", "They waited half an hour.", "half an hour", {"duration": "PT0.5H"}),
    ("and-a-half", "They waited two and a half years.", "two and a half years", {"duration": "P2.5Y"}),
    ("decades", "It shut for three decades.", "three decades", {"duration": "P30Y", "grain": "decade"}),
    ("or", "They waited two or three days.", "two or three days", {"duration": "P2D", "duration_high": "P3D"}),
    ("days-to-days", "They waited 12 to 18 months.", "12 to 18 months", {"duration": "P12M", "duration_high": "P18M"}),
    ("two-units", "They waited two years and three months.", "two years and three months", {"duration": "P2Y3M"}),
    ("several", "They waited several weeks.", "several weeks", {"duration": "PXW"}),
    ("bare-plural", "They waited for weeks.", "weeks", {"duration": "PXW", "relation": "for", "unresolved": None}),
    ("within", "It will open within six months.", "six months", {"duration": "P6M", "relation": "within"}),
    ("more-than", "They waited more than six months.", "six months", {"bound": "more_than"}),
    ("at-least", "They waited at least six months.", "six months", {"bound": "at_least"}),
    ("nearly", "They waited nearly six months.", "six months", {"approximate": True}),
    ("past-years", "It lost money over the past two years.", "the past two years",
     {"duration": "P2Y", "first": "2022-03-06", "last": TUESDAY}),
    ("next-year-long", "It will lose money over the next year.", "the next year",
     {"duration": "P1Y", "first": "2024-03-06", "last": "2025-03-05"}),
    ("next-days", "It will rain over the next two days.", "the next two days", {"first": "2024-03-06", "last": "2024-03-07"}),
    ("following-weeks", "It burned on 5 May 2021. In the following two weeks it rained.", "the following two weeks",
     {"edtf": "2021-05-06/2021-05-19", "anchor": "date"}),
    ("previous-years", "It lost money in 2010. In the previous two years it had not.", "the previous two years",
     {"first": "2008-01-01", "last": "2009-12-31", "anchor": "date"}),
    ("next-of-a-tale", "It burned on 5 May 2021, and over the next three days it rained.", "the next three days",
     {"edtf": "2021-05-06/2021-05-08", "anchor": "date"}),
    ("months-to", "Profit fell in the three months to March 31, 2021.", "the three months to March 31, 2021",
     {"kind": "duration", "duration": "P3M", "edtf": "2021-01-01/2021-03-31"}),
    ("race-time", "She ran it in 3:07:35.", "3:07:35", {"kind": "duration", "duration": "PT3H7M35S"}),
    # again and again
    ("daily", "The mill is inspected daily.", "daily", {"kind": "recurrence", "duration": "P1D"}),
    ("every-friday", "The mill shuts every Friday.", "every Friday", {"kind": "recurrence", "duration": "P1W"}),
    ("every-two-weeks", "The mill shuts every two weeks.", "every two weeks", {"duration": "P2W"}),
    ("every-spring", "The river rises every spring.", "every spring", {"duration": "P1Y", "grain": "season"}),
    # not to be told
    ("now", "The mill is now shut.", "now", {"kind": "vague", "reference": "present", "unresolved": "reference", "first": None}),
    ("past", "The mill lost money in the past.", "the past", {"reference": "past"}),
    ("near-future", "The mill may shut in the near future.", "the near future", {"reference": "future"}),
    ("noun-start", "Prices fell at the start of this year.", "the start of this year", {"edtf": "2024", "part": "early"}),
    ("recently", "The mill shut recently.", "recently", {"reference": "past"}),
    ("soon", "The mill will soon shut.", "soon", {"reference": "future"}),
    ("impossible", "The bridge opened on 31 February 2021.", "31 February 2021",
     {"kind": "date", "unresolved": "no such day", "edtf": None}),
    ("ambiguous", "The bridge opened on 03/04/2022.", "03/04/2022", {"unresolved": "day or month first", "first": None}),
    ("backwards", "It rained from 2022 to 2021.", "from 2022 to 2021", {"unresolved": "ends before it begins", "edtf": None}),
    ("recent-weeks", "It lost money in recent weeks.", "recent weeks", {"duration": "PXW", "unresolved": "number not told", "first": None}),
    ("event", "It lost money in the first months of her term.", "the first months of her term",
     {"kind": "vague", "duration": "PXM", "unresolved": "event", "part": "early", "first": None}),
    ("moon-feast", "The bakery shut for Ramadan.", "Ramadan", {"unresolved": "feast of the moon", "first": None}),
    ("while", "After a while the mill shut.", "a while", {"kind": "vague", "unresolved": "number not told", "relation": "after"}),
    # in a list, which lends what is left out
    ("list-days-before", "It rained on 3, 5 and 9 June.", "3", {"edtf": "2023-06-03", "anchor": "published"}),
    ("list-days-after", "It rained on June 3, 5 and 9, 2021.", "5", {"edtf": "2021-06-05", "anchor": "explicit"}),
    ("list-months", "It rained in January, February and March 2021.", "January", {"edtf": "2021-01", "anchor": "explicit"}),
    ("list-over-new-year", "It rained in December and January 2021.", "December", {"edtf": "2020-12"}),
    ("list-year-first", "It rained in May 2021 and June.", "June", {"edtf": "2021-06"}),
    ("list-seasons", "It rained in the spring and early summer of 2021.", "the spring", {"edtf": "2021-21"}),
    ("list-centuries", "Bridges of the 17th and 18th centuries stand.", "17th", {"edtf": "16XX"}),
    ("list-quarters", "Profit fell in the first and third quarters of 2021.", "first", {"edtf": "2021-33"}),
    # beside another one
    ("week-of-day", "It rained in the week of May 5, 2021.", "the week of May 5, 2021", {"edtf": "2021-05-03/2021-05-09", "grain": "week"}),
    ("day-after-feast", "It rained the day after Easter 2021.", "the day after Easter 2021", {"edtf": "2021-04-05"}),
    ("year-before-year", "It rained the year before 2015.", "the year before 2015", {"edtf": "2014", "grain": "year"}),
    ("weekend-of", "It rained over the weekend of May 8, 2021.", "the weekend of May 8, 2021", {"edtf": "2021-05-08/2021-05-09"}),
    ("window-to-month", "Rents rose in the year to March 2021.", "the year to March 2021",
     {"kind": "duration", "duration": "P1Y", "first": "2020-04-01", "last": "2021-03-31"}),
    ("window-ended", "Rents rose in the year ended June 30, 2021.", "the year", {"duration": "P1Y", "first": "2020-07-01"}),
    ("window-end-itself", "Rents rose in the year ended June 30, 2021.", "June 30, 2021", {"kind": "date", "edtf": "2021-06-30"}),
    ("whole-quarters", "Profit fell in the past two quarters.", "the past two quarters", {"first": "2023-07-01", "last": "2023-12-31"}),
    ("year-to-date", "Sales fell in the year to date.", "the year to date",
     {"kind": "range", "edtf": "2024/2024-03-05", "first": "2024-01-01", "last": TUESDAY}),
    ("working-days-on", "It opens five working days after May 6, 2021.", "five working days after May 6, 2021", {"edtf": "2021-05-13"}),
    ("event-week", "She fell ill in the last week of the campaign.", "the last week of the campaign",
     {"kind": "date", "unresolved": "event"}),
    ("no-anchor", "Three days later the mill shut.", "Three days later", {"unresolved": "no date before it", "first": None}),
]  # fmt: skip

# id, sentence, words that hold no date
MISSES: list[tuple[str, str, str]] = [
    ("verb-start", "Its repair could start this week.", "start"),
    ("verb-end", "The talks will end in May.", "end"),
    ("name-future", "A club named Future27 gave her money.", "Future"),
    ("name-for-future", "The committee For Our Future gave her money.", "Future"),
    ("past-elections", "The party won in the past nine elections.", "the past"),
    ("an-hour-of-many-words", "She left a $12-an-hour job.", "an-hour"),
    ("rate-from", "The club begs some $900 a year from its members.", "a year"),
    ("day-to-day", "On a day-to-day basis nothing changes.", "a day"),
    ("count", "The mill employs 2021 people.", "2021"),
    ("money", "The mill paid $2021.", "2021"),
    ("with-comma", "The mill employs 2,021 people.", "2,021"),
    ("modal", "May I leave?", "May"),
    ("modal-small", "The mill may shut.", "may"),
    ("march", "They march on the capital.", "march"),
    ("name-of-month", "April Jansen wept.", "April"),
    ("newspaper", "She told the Sunday Mirror everything.", "Sunday"),
    ("fall", "Prices fall in the market.", "fall"),
    ("spring", "The spring of the clock broke.", "spring"),
    ("sun", "The sun rose over the mill.", "sun"),
    ("age", "The 34-year-old thief fled.", "34-year"),
    ("age-months", "Children aged 6 months and older may swim.", "6 months"),
    ("years-old", "The thief is 18 years old.", "18 years"),
    ("in-his-twenties", "The thief is in his 20s.", "20s"),
    ("rate", "The mill sends out ten boats a week.", "a week"),
    ("share", "The mill lost a quarter of its workers.", "a quarter"),
    ("half-of-game", "She scored in the first half of the game.", "first half"),
    ("score", "They won 3-1.", "3-1"),
    ("as-soon-as", "She left as soon as she could.", "soon"),
    ("soon-past", "The mill soon burned down.", "soon"),
    ("bare-days", "The days are short.", "days"),
    ("second-place", "She came in second.", "second"),
    ("vote", "It had snowed the day before the vote.", "the day"),
    ("day-before-vote-of", "It had snowed the day before the vote of May 5.", "the day"),
    ("money-before-month", "She paid $12 December's rent.", "$12"),
    ("people-after-and", "It rained on May 3 and 4 people drowned.", "4"),
    ("people-after-weekday", "On Friday 13 people drowned.", "13"),
    ("score-after-weekday", "They won on Sunday 31-20.", "31"),
    ("floor", "She lives on the 5th floor.", "5th"),
    ("round-of-games", "They lost in Week 10.", "Week 10"),
    ("quarter-of-game", "She scored in the second quarter of the game.", "the second quarter"),
    ("three-quarters", "The mill lost three quarters of its workers.", "three quarters"),
    ("high-noon", "It was high noon for the mill.", "noon"),
    ("zone-again", "They met at 9:20 a.m. (0620 GMT) in the mill.", "0620"),
    ("room-number", "They met in room 2010 of the old hotel.", "2010"),
    ("round-count", "About 1000 come each day.", "1000"),
    ("digits-and-thousand", "Some 2 thousand people came.", "2 thousand"),
    ("small-hours", "She fell ill in the small hours after the vote.", "hours"),
    ("quoted-number", "She said of '92 people' that they drowned.", "92"),
    ("won-before-hour", "They won 3-1, and 2 left at 4 p.m.", "2"),
    ("bricks", "He laid 1999 bricks.", "1999"),
    ("round-guests", "The 2000 guests left early.", "2000"),
    ("some-attacks", "Some 2000 attacks were counted.", "2000"),
    ("once-in-a-while", "The mill shuts once in a while.", "a while"),
]


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load_rules()


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def read(text: str, rules: Rules, parser: Parser, published: str | None = TUESDAY) -> tuple[Date, ...]:
    article = make_article(text, id="a", given=Given(published=published), rules=rules)
    parse = Parse(article, parser.parse([article])[0])
    dates = find_dates(parse, rules)
    assert not list(find_problems(article.model_copy(update={"dates": dates})))
    return dates


@pytest.mark.parametrize(("text", "words", "fields"), [pytest.param(*rest, id=ident) for ident, *rest in HITS])
def test_hit(text: str, words: str, fields: dict[str, Any], rules: Rules, parser: Parser) -> None:
    dates = read(text, rules, parser)
    found = next((date for date in dates if date.text == words), None)
    assert found is not None, [date.text for date in dates]
    assert {name: getattr(found, name) for name in fields} == fields


@pytest.mark.parametrize(("text", "words"), [pytest.param(*rest, id=ident) for ident, *rest in MISSES])
def test_near_miss(text: str, words: str, rules: Rules, parser: Parser) -> None:
    start, end = text.index(words), text.index(words) + len(words)
    assert [date.text for date in read(text, rules, parser) if date.start < end and start < date.end] == []


# id, text, words of the date that hangs on another one, its EDTF, words of that other one
CHAINS: list[tuple[str, str, str, str, str]] = [
    ("day-after", "On 5 May 2021 it rained. It snowed the day after.", "the day after", "2021-05-06", "5 May 2021"),
    ("next-day", "On 5 May 2021 it rained. The next day it snowed.", "The next day", "2021-05-06", "5 May 2021"),
    ("next-morning", "On 5 May 2021 it rained. The next morning it snowed.", "The next morning", "2021-05-06", "5 May 2021"),
    ("that-night", "On 5 May 2021 it rained. That night it snowed.", "That night", "2021-05-05", "5 May 2021"),
    ("days-later", "On 5 May 2021 it rained. Three days later it snowed.", "Three days later", "2021-05-08", "5 May 2021"),
    ("months-later", "On 5 May 2021 it rained. Four months later it snowed.", "Four months later", "2021-09", "5 May 2021"),
    ("years-earlier", "The mill opened in 1974. It had been planned three years earlier.", "three years earlier", "1971", "1974"),
    ("following-year", "The mill opened in 1974. The following year it burned.", "The following year", "1975", "1974"),
    ("that-year", "The mill opened in 1974. It burned in August of that year.", "August of that year", "1974-08", "1974"),
    ("same-quarter", "Profit fell in the third quarter of 2021 from 5 million a year earlier.", "a year earlier",
     "2020-35", "the third quarter of 2021"),
    ("same-window", "Profit fell in the three months to March 31, 2021. It had risen a year earlier.", "a year earlier",
     "2020-01-01/2020-03-31", "the three months to March 31, 2021"),
    ("day-following", "On 5 May 2021 it rained. It snowed the day following.", "the day following", "2021-05-06", "5 May 2021"),
    ("same-month", "It rained in May 2021, more than in the same month a year earlier.", "the same month a year earlier",
     "2020-05", "May 2021"),
    ("quarter-told-by-its-end", "Sales rose in the quarter ended September 30, 2021. They had fallen a year earlier.", "a year earlier",
     "2020-07-01/2020-09-30", "the quarter"),
    ("fortnight", "It was shut on 12 February 2021 and opened a fortnight later.", "a fortnight later", "2021-02-26", "12 February 2021"),
]  # fmt: skip


@pytest.mark.parametrize("chain", [pytest.param(rest, id=ident) for ident, *rest in CHAINS])
def test_chain(chain: list[str], rules: Rules, parser: Parser) -> None:
    text, words, edtf, base = chain
    dates = read(text, rules, parser)
    found = next((date for date in dates if date.text == words), None)
    assert found is not None, [date.text for date in dates]
    anchor = next(date for date in dates if date.id == found.anchor_date)
    assert (found.edtf, found.anchor, anchor.text) == (edtf, "date", base)


def test_ends_of_a_range_are_its_own(rules: Rules, parser: Parser) -> None:
    (date,) = read("It rained from March 3 to 19, 2021.", rules, parser)
    assert [(end.text, end.edtf) for end in date.ends] == [("March 3", "2021-03-03"), ("19", "2021-03-19")]


def test_a_tale_of_other_years_keeps_its_own(rules: Rules, parser: Parser) -> None:
    tale = (
        "The war broke out in May 1741. In June 1741 the fleet sailed. By October it lay off Karsk. In March 1742 the town fell. "
        "The king died in April. Peace was made on 3 January 1744."
    )
    found = {date.text: date.edtf for date in read(tale, rules, parser)}
    assert (found["October"], found["April"]) == ("../1741-10", "1742-04")


def test_without_a_day_of_publication_nothing_is_guessed(rules: Rules, parser: Parser) -> None:
    dates = read("The mill shut yesterday, and will open on Friday.", rules, parser, published=None)
    assert [(date.text, date.first, date.unresolved) for date in dates] == [
        ("yesterday", None, "no publication date"), ("Friday", None, "no publication date"),
    ]  # fmt: skip


def test_what_hangs_on_a_day_that_is_not_known_hangs_on_none_before_it(rules: Rules, parser: Parser) -> None:
    text = "It opened on 5 May 2021. It shut on Monday. Two days later it burned."
    found = {date.text: date.unresolved for date in read(text, rules, parser, published=None)}
    assert found == {"5 May 2021": None, "Monday": "no publication date", "Two days later": "no date before it"}


def test_a_text_of_unknown_date_that_tells_a_year_guesses_no_weekdays_by_it(rules: Rules, parser: Parser) -> None:
    text = "The mill was built in 1986. It shut on Monday, and will open in May."
    found = [(date.text, date.edtf, date.unresolved) for date in read(text, rules, parser, published=None)]
    assert found == [("1986", "1986", None), ("Monday", None, "no publication date"), ("May", None, "no publication date")]


def test_the_printed_line_of_publication_is_no_record(rules: Rules, parser: Parser) -> None:
    text = "Mill shuts at last\n\nSaturday 29 April 2023 - 17:10\n\nThe mill shut on Friday, its owner said."
    assert [(date.text, date.edtf) for date in read(text, rules, parser, published=None)] == [("Friday", "2023-04-28")]
