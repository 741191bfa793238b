"""Figures: values, units, exactness, roles, changes, what is counted; and what is none. Run with the real model."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.dates import find_dates
from sayso.figures import find_figures, link_figures
from sayso.mentions import ActorIndex
from sayso.parsing import Parse, Parser
from sayso.reading import Given, make_article
from sayso.records import Figure, find_problems
from sayso.rules import load_rules

pytestmark = pytest.mark.model

# id, sentence, words of a figure in it, and the fields that it must have.
HITS: list[tuple[str, str, str, dict[str, Any]]] = [
    ("count", "The storm sank 56 boats off Karsk.", "56 boats", {"kind": "count", "value": 56, "unit": "boat", "counted.lemma": "boat"}),
    ("words", "Two dozen boats sank.", "Two dozen boats", {"value": 24, "unit": "boat"}),
    ("half-a-dozen", "Half a dozen boats sank.", "Half a dozen boats", {"value": 6}),
    ("decimal-million", "The line carried 2.5 million passengers.", "2.5 million passengers", {"value": 2_500_000}),
    ("modifiers", "They met two hospital officials.", "two hospital officials", {"unit": "official", "counted.text": "hospital officials"}),
    ("glued-sign", "The yard lost £45m.", "£45m", {"kind": "money", "value": 45_000_000, "unit": "pound", "unit_code": "GBP"}),
    ("dollar", "It cost $83,000.", "$83,000", {"value": 83_000, "unit_code": "USD"}),
    ("other-dollar", "It cost HK$2.9 billion.", "HK$2.9 billion", {"value": 2_900_000_000, "unit": "dollar", "unit_code": "HKD"}),
    ("code", "It cost EUR 140.", "EUR 140", {"value": 140, "unit_code": "EUR"}),
    ("sign-behind", "It cost 1,400€.", "1,400€", {"value": 1400, "unit_code": "EUR"}),
    ("currency-name", "He was fined 12,000 Swiss francs.", "12,000 Swiss francs", {"unit": "franc", "unit_code": "CHF"}),
    ("currency-noun", "It cost 95 million crowns.", "95 million crowns", {"unit": "crown", "unit_code": None}),
    ("percent", "Turnout was 61.5 percent.", "61.5 percent", {"kind": "percent", "value": 61.5, "share": 0.615, "unit": "percent"}),
    ("percent-sign", "Rents rose 3%.", "3%", {"kind": "percent", "role": "delta", "direction": "up", "share": None}),
    ("points", "Turnout fell by 2.4 percentage points.", "2.4 percentage points", {"kind": "percentage_point", "role": "delta"}),
    ("measure", "The dose is 40 milligrams.", "40 milligrams", {"unit": "milligram", "unit_code": "mg", "counted.text": "dose"}),
    ("symbol", "It weighs 12kg.", "12kg", {"unit": "kilogram", "unit_code": "kg"}),
    ("case-tells", "It gives 30 MW.", "30 MW", {"unit": "megawatt", "unit_code": "MW"}),
    ("square", "It covers 480 km2.", "480 km2", {"unit_code": "km2"}),
    ("hyphen", "They ran a 31-kilometer ring.", "31-kilometer", {"value": 31, "unit": "kilometer", "counted.text": "ring"}),
    ("per", "It costs $61 a barrel.", "$61", {"per": "barrel"}),
    ("per-day", "They make 900 boats per day.", "900 boats", {"per": "day"}),
    ("age", "The 34-year-old singer wept.", "34-year-old", {"kind": "age", "value": 34, "unit": "year", "unit_code": "a"}),
    ("age-comma", "Olga Simic, 44, won.", "44", {"kind": "age", "value": 44}),
    ("range", "10-15 boats sank.", "10-15 boats", {"low": 10, "high": 15, "value": None}),
    ("range-shared-scale", "Repairs cost $4-6 billion.", "$4-6 billion", {"low": 4_000_000_000, "high": 6_000_000_000}),
    ("range-own-scales", "Homes cost $700,000 to $1.2 million.", "$700,000 to $1.2 million", {"low": 700_000, "high": 1_200_000}),
    ("range-or", "Three or four boats sank.", "Three or four boats", {"low": 3, "high": 4}),
    ("range-between", "It cost between 2 million and 3 million pesos.", "2 million and 3 million pesos",
     {"low": 2_000_000, "high": 3_000_000}),
    ("range-hyphens", "It has an 6- to 9-meter mirror.", "6- to 9-meter", {"low": 6, "high": 9, "unit": "meter"}),
    ("share", "One in five patients relapsed.", "One in five patients", {"kind": "share", "value": 0.2, "share": 0.2, "unit": "patient"}),
    ("share-noun", "One call in 50 was answered.", "One call in 50", {"share": 0.02, "unit": "call"}),
    ("part", "A third of the boats sank.", "A third", {"kind": "share", "counted.text": "boats", "among": "the boats"}),
    ("half", "Half the boats sank.", "Half", {"share": 0.5, "among": "the boats"}),
    ("vague", "Dozens of boats sank.", "Dozens of boats", {"vague": "dozens", "order": 10, "value": None, "unit": "boat"}),
    ("vague-money", "It cost tens of millions of dollars.", "tens of millions of dollars", {"order": 10_000_000, "unit": "dollar"}),
    ("score", "Norway beat Sweden 3-2.", "3-2", {"kind": "score", "value": 3, "against_value": 2}),
    ("factor", "Profit more than doubled.", "doubled",
     {"kind": "ratio", "role": "factor", "value": 2, "direction": "up", "bound": "more_than"}),
    ("fold", "Exports grew sixfold.", "sixfold", {"role": "factor", "value": 6}),
    ("times", "It is three times as big as the old one.", "three times", {"kind": "ratio", "role": "factor", "value": 3}),
    ("times-counted", "The port was shelled three times.", "three times", {"kind": "count", "unit": "time", "role": "level"}),
    ("minus", "It was minus 12 degrees Celsius.", "minus 12 degrees Celsius", {"value": -12, "unit_code": "Cel"}),
    ("minus-sign", "The balance was -$50m.", "-$50m", {"value": -50_000_000}),
    ("plus-or-minus", "The error is plus or minus 2.8 percentage points.", "2.8 percentage points", {"value": 2.8}),
    ("feet-and-inches", "He is six feet six inches tall.", "six feet six inches", {"value": 6.5, "unit": "foot"}),
    ("one", "One boat sank.", "One boat", {"value": 1, "unit": "boat"}),
    ("one-of-some", "It is one of the best boats.", "one", {"value": 1, "unit": "boat", "among": "the best boats"}),
    ("bare", "At least 14 killed in Karsk", "14", {"value": 14, "unit": None, "bound": "at_least"}),
    ("at-most", "Up to 40 boats sank.", "40 boats", {"bound": "at_most"}),
    ("less-than", "Fewer than 40 boats sank.", "40 boats", {"bound": "less_than"}),
    ("about", "About 40 boats sank.", "40 boats", {"approximate": True, "bound": "exact"}),
    ("or-more", "40 or more boats sank.", "40 or more boats", {"bound": "at_least"}),
    ("forecast", "The bank expects rents to rise 5 percent.", "5 percent", {"status": "forecast", "direction": "up"}),
    ("planned", "The army will send 1,200 soldiers.", "1,200 soldiers", {"status": "planned"}),
    ("target", "Its target is 85 percent.", "85 percent", {"status": "target"}),
    ("estimate", "An estimated 40 boats sank.", "40 boats", {"status": "estimate", "approximate": True}),
    ("level-down", "Attacks decreased to 56.", "56", {"role": "level", "direction": "down"}),
    ("gap", "She leads him by 5 points.", "5 points", {"role": "gap", "kind": "percentage_point"}),
    ("subject-counts", "The number of attacks stood at 264 cases.", "264 cases", {"unit": "case", "counted.text": "attacks"}),
    ("object-counts", "The landlord cut rents by 5 percent.", "5 percent", {"counted.text": "rents", "direction": "down"}),
    ("drop-of", "Exports saw a 17% drop.", "17%", {"role": "delta", "direction": "down"}),
    ("conversion", "The geese fly more than 800 kilometers (500 miles).", "500 miles", {"bound": "more_than", "counted.text": "geese"}),
    ("stated-change", "Revenue rose 5.3 % to $2.1bn from $2.0bn.", "$2.1bn",
     {"change_percent": 5.3, "change_by": 100_000_000, "change_derived": ["change_by"]}),
    ("derived-change", "Attacks stood at 264. Attacks decreased to 56.", "56", {"change_by": -208, "change_percent": -78.79}),
    ("both-derived", "Attacks fell to 56 from 264.", "56", {"change_derived": ["change_by", "change_percent"]}),
    ("million-more", "They spent 95 million crowns, 20 million more than in 2020.", "95 million crowns",
     {"change_by": 20_000_000, "change_percent": 26.67}),
    ("step-delta", "The toll rose by 20 to 120.", "20", {"role": "delta", "direction": "up", "value": 20}),
    ("step-level", "The toll rose by 20 to 120.", "120",
     {"role": "level", "direction": "up", "change_by": 20, "change_percent": 20, "change_derived": ["change_percent"]}),
    ("step-bare", "The herd fell 30 to 90.", "90", {"role": "level", "direction": "down", "change_by": -30}),
    ("step-nouns", "The fleet grew by 12 to 60 boats.", "60 boats", {"role": "level", "change_by": 12, "counted.text": "boats"}),
    ("step-money", "The stock rose $2 to $14.", "$14", {"role": "level", "change_by": 2}),
    ("step-cents", "The stock rose 20 cents to $5.20.", "$5.20", {"change_by": 0.2, "change_percent": 4}),
    ("step-pence", "Shares in the mill fell 50 pence to £2.", "£2", {"change_by": -0.5, "change_percent": -20}),
    ("step-of-another-level", "The bond index was 3406.31, off 19.29. The futures index was 129.49, up 0.27.", "129.49",
     {"change_from": None, "change_by": 0.27}),
    ("step-beyond-the-level", "Profit rose $20 million to $10 million.", "$10 million", {"change_by": 20_000_000, "change_percent": None}),
    ("no-step-people", "The van carries 10 to 15 people.", "10 to 15 people", {"low": 10, "high": 15}),
    ("no-step-percent", "Rents rose by 10 to 25 percent.", "10 to 25 percent", {"low": 10, "high": 25, "role": "delta"}),
    ("no-step-jobs", "The port cut 20 to 60 jobs.", "20 to 60 jobs", {"low": 20, "high": 60}),
    ("dash-no-minus", "On Karsk Island -- 44 percent voted for Vell.", "44 percent", {"value": 44, "share": 0.44}),
    ("dash-minus", "It was -4 degrees Celsius on the pass.", "-4 degrees Celsius", {"value": -4}),
    ("poll-would", "In the poll, 46 percent would choose Vell.", "46 percent", {"status": "actual"}),
    ("poll-agreed", "In the survey, 52 percent of registered voters agreed.", "52 percent", {"status": "actual"}),
    ("poll-not", "About 40 percent of jobs would vanish.", "40 percent", {"status": "forecast"}),
    ("poll-expected", "Vell expects 46 percent of bakers to vote.", "46 percent", {"status": "forecast"}),
    ("share-round", "Eight of 10 voters stayed away.", "Eight of 10 voters", {"kind": "share", "value": 0.8, "share": 0.8}),
    ("share-round-modified", "It is one of four separate plans.", "one of four separate plans", {"share": 0.25, "unit": "plan"}),
    ("share-not-round", "Seven of 12 jurors agreed.", "Seven", {"kind": "count", "value": 7}),
    ("part-of-definite", "Six of the 36 shells fell short.", "Six", {"kind": "count", "among": "the 36 shells"}),
    ("said-ratio", "The ratio of sheep to people was 3 to 1.", "3 to 1", {"kind": "ratio", "value": 3, "against_value": 1}),
    ("said-no-ratio", "The crew was 10 to 15 people.", "10 to 15 people", {"low": 10, "high": 15}),
    ("pounds-weight", "The baby weighed 7 pounds.", "7 pounds", {"kind": "measure", "unit_code": "[lb_av]", "counted.text": "baby"}),
    ("pounds-price", "The hat cost 20 pounds.", "20 pounds", {"kind": "money", "unit_code": "GBP"}),
    ("pounds-of", "She paid for 3 pounds of flour.", "3 pounds", {"kind": "measure", "counted.text": "flour"}),
    ("above-one", "Rents are 150 percent of the national average.", "150 percent", {"value": 150, "share": None}),
    ("stated-around-base", "Shares fell 5 percent, from 200 to 190.", "190",
     {"change_percent": -5, "change_by": -10, "change_derived": ["change_by"]}),
    ("feet-marks", "The guard was 6'3\" tall.", "6'3\"", {"kind": "measure", "value": 6.25, "unit_code": "[ft_i]"}),
    ("up-the-coast", "The ship lay 120 km up the coast.", "120 km", {"role": "level", "direction": None}),
    ("up-on-last-year", "The price was 5 percent up on last year.", "5 percent", {"role": "delta", "direction": "up"}),
    ("shot-down", "The crew shot down three drones.", "three drones", {"role": "level", "direction": None}),
    ("settled-down", "The shares settled down 87 cents.", "87 cents", {"role": "delta", "direction": "down"}),
    ("who-wants-it", "The union wants 9 percent.", "9 percent", {"value": 9, "counted": None}),
    ("what-is-expected", "The bank expects revenue of $5m.", "$5m", {"counted.text": "revenue"}),
    ("bare-thousand", "About 1000 come each day.", "1000", {"kind": "count", "value": 1000}),
    ("feet-hyphens", "A 6-foot-6 guard stood there.", "6-foot-6", {"value": 6.5, "unit": "foot"}),
    ("age-of-whom", "Mr Trudel, who is 70, left.", "70", {"kind": "age", "counted.text": "Mr Trudel"}),
    ("age-of-nobody", "He has the health of a 63-year-old.", "63-year-old", {"kind": "age", "counted": None}),
    ("age-in-years", "No child under the age of 7 years may swim.", "7 years", {"bound": "less_than", "counted.text": "child"}),
    ("average-no-year", "Rents rose by an average of 1900.", "1900", {"kind": "count", "value": 1900}),
    ("unit-no-year", "The 1340 sq m hall is let.", "1340 sq m", {"value": 1340, "unit": "square meter", "counted.text": "hall"}),
    ("compound", "The 40-seat theatre is shut.", "40-seat", {"unit": "seat", "counted.text": "theatre"}),
    ("compound-plural", "Nine school buses burned.", "Nine school buses", {"unit": "bus", "counted.text": "school buses"}),
    ("compound-gap", "She held a 26-delegate lead over him.", "26-delegate", {"unit": "delegate", "role": "gap"}),
    ("joined-number", "It has a 185-kW four-door body.", "185-kW", {"counted.text": "four-door body"}),
    ("next-amount", "A 9-kg stove or 12-kg range is sold.", "9-kg", {"counted.text": "stove"}),
    ("or-two", "She needs another boat or two.", "two", {"value": 2, "unit": "boat"}),
    ("goal-no-target", "Karsk scored a goal or two.", "two", {"unit": "goal", "status": "actual"}),
    ("parallel-tail", "They sold 435 homes by tender and 187 by auction.", "187", {"unit": "home", "counted.text": "homes"}),
    ("no-parallel-tail", "They sold 435 homes by tender and 187 of them twice.", "187", {"unit": None}),
    ("points-behind", "The index stood at (4210.17 up 37.40 points).", "4210.17", {"unit": "point", "role": "level"}),
    ("percent-by", "Rents rose by 5 percent but fares fell by 4.", "4", {"kind": "percent", "counted.text": "fares", "direction": "down"}),
    ("price-with", "He bought a boat with two masts for $40,000.", "$40,000", {"counted.text": "boat"}),
    ("offered-power", "The new pump offers 536 kW.", "536 kW", {"counted.text": "new pump"}),
    ("offered-money", "The new firm offers $536.", "$536", {"counted": None}),
    ("noun-before", "It rose after big losses 590 million crowns in all.", "590 million crowns", {"counted.text": "big losses"}),
    ("rated", "The pump was rated at 40 horses.", "40 horses", {"counted.text": "pump"}),
    ("torn-subject", "The mass was 2.5 kg and the width of it was 5 metres.", "5 metres", {"counted.lemma": "width"}),
    ("torn-aside", "Steel fell 1.6%, while oil, the weak sector, dropped 3%.", "3%", {"counted.text": "oil"}),
    ("not-torn", "The mill bought coal and gas and rose 5 percent.", "5 percent", {"counted.text": "mill"}),
    ("swallowed-subject", "In May profit was $5m.", "$5m", {"counted.text": "profit"}),
    ("swallowed-aside", "By 2019 turnover, excluding fuel, was $3bn.", "$3bn", {"counted.text": "turnover"}),
    ("numbered-name", "Tin rose 4% while the sp 500 lost 6%.", "6%", {"counted.text": "sp 500"}),
    ("pronoun", "Revenue was $5m. It rose 5 percent.", "5 percent", {"counted.text": "Revenue"}),
    ("pronoun-firm", "The firm paid $5m. It lost 5 percent.", "5 percent", {"counted": None}),
    ("compared", "The gust was 15mph less than the top speeds of May.", "15mph", {"role": "gap", "direction": "down"}),
    ("compared-below", "Lead was 2 mg below the federal limit.", "2 mg", {"role": "gap", "direction": "down"}),
    ("compared-earlier", "Rents were 5 percent lower than a year earlier.", "5 percent", {"role": "delta", "direction": "down"}),
    ("compared-year", "Output was 20 tonnes more than in 2019.", "20 tonnes", {"role": "delta", "direction": "up"}),
    ("likely-no-forecast", "Smokers were 1.8 times as likely to fall ill.", "1.8 times", {"role": "factor", "status": "actual"}),
    ("likely-forecast", "Rents are likely to rise 5 percent.", "5 percent", {"status": "forecast"}),
    ("among-behind", "Vell leads Dunne by 43 percent to 38 percent among likely voters.", "43 percent", {"among": "likely voters"}),
    ("among-asked", "In a survey of 1,015 adults, 48 percent backed it.", "48 percent", {"among": "1,015 adults"}),
    ("record-broken", "Karsk broke the record of 91mph.", "91mph", {"counted.text": "record"}),
    ("record-hit", "Exports hit a record of $91m.", "$91m", {"counted.text": "Exports"}),
    ("share-held", "Vell holds a share of 40 percent.", "40 percent", {"counted.text": "share"}),
    ("scores-of", "Scores of boats sank.", "Scores of boats", {"vague": "scores", "order": 10}),
    ("per-any-noun", "They would pay £2 a trip.", "£2", {"per": "trip"}),
    ("age-behind-bound", "Nearly a quarter of voters under 30 said no.", "30", {"kind": "age", "counted.text": "voters"}),
    ("among-the-verb", "The risk was 27 percent higher among smokers.", "27 percent", {"among": "smokers", "counted.text": "risk"}),
    ("among-joined", "Among the dead were nine children and two nurses.", "two nurses", {"among": "the dead"}),
    ("among-others", "There were 56 men and ten dogs on board, among them six cats.", "ten dogs", {"among": None}),
    ("of-so-many", "It buried 230 of the village's 400 houses.", "230", {"counted.text": "houses", "among": "the village's 400 houses"}),
    ("slashed-unit", "Winds of up to 140 km/h cut power.", "140 km/h", {"counted.text": "Winds"}),
    ("given-to", "Winds cut power to 900 homes.", "900 homes", {"direction": None}),
    ("cut-to", "The firm cut its staff to 40 people.", "40 people", {"direction": "down"}),
    ("including", "More than 300 flights were cancelled, including 85 at Karsk.", "85", {"unit": "flight", "counted.text": "flights"}),
    ("twice-as", "Falk scored twice as Karsk won.", "twice", {"kind": "count", "role": "level"}),
    ("twice-as-much", "It costs twice as much as bread.", "twice", {"kind": "ratio", "role": "factor"}),
    ("lost-its-value", "Shares have lost half their value.", "half", {"role": "delta", "direction": "down", "counted.lemma": "share"}),
    ("half-of-theirs", "Bakers have sold half their bread.", "half", {"role": "level"}),
    ("spent-for", "The council budgeted $6m for flood walls.", "$6m", {"counted.text": "flood walls"}),
    ("more-of-it", "It set aside $6m for walls, $2m more than last year.", "$2m", {"counted.text": "walls", "direction": "up"}),
    ("twice-of-it", "Some 75 mm of rain fell, twice the average.", "twice", {"counted.text": "rain", "role": "factor"}),
    ("below-normal", "It was nine degrees below normal.", "nine degrees", {"role": "gap"}),
    ("per-no-change", "Profit was $410m, or $1.37 a share, from $196m.", "$410m", {"change_by": 214_000_000}),
    ("per-no-base", "Profit was $410m, or $1.37 a share, from $196m.", "$1.37", {"change_from": None}),
    ("groups-no-change", "It killed 6.2 percent of cats, compared with 4.4 percent of dogs.", "6.2 percent", {"change_from": None}),
    ("joined-no-governor", "The budget and 7 percent of jobs are safe.", "7 percent", {"status": "actual"}),
    ("gerund", "Spending on roads was cut by 15 percent.", "15 percent", {"counted.lemma": "spending"}),
    ("added-to", "The tax will add $40 to the bill.", "$40", {"counted.text": "bill"}),
    ("added", "The choir added $40.", "$40", {"role": "level", "counted": None}),
    ("wiped-off", "The news wiped 3 percent off the price of oil.", "3 percent", {"counted.text": "price of oil"}),
    ("compound-no-base", "He made 7 points from three-point range.", "7 points", {"change_from": None}),
    ("by-an-average", "Wages grew by an average of 3.8 percent.", "3.8 percent", {"role": "delta", "counted.text": "Wages"}),
    ("quarter-point", "The bank raised its rate by a quarter point to 3.25 percent.", "a quarter point", {"kind": "percentage_point"}),
    ("quarter-of", "The bank raised its rate by a quarter.", "a quarter", {"kind": "share"}),
    ("same-verb-again", "Vell now has at least 882 delegates. Marne has at least 232.", "232",
     {"unit": "delegate", "counted.text": "delegates"}),
    ("same-kind-of-verb", "Karsk took nine medals. Norvane got 14.", "14", {"unit": "medal"}),
    ("row-of-clauses", "Falk leads with 221 seats. Okoro has 69, Vell has 41, Lindt has 19 and Brandt has seven.", "19", {"unit": "seat"}),
    ("row-of-clauses-last", "Falk leads with 221 seats. Okoro has 69, Vell has 41, Lindt has 19 and Brandt has seven.", "seven",
     {"unit": "seat"}),
    ("not-she", "Vell has two children. She won six.", "six", {"unit": None}),
    ("not-another-verb", "Vell has 40 boats. Marne scored 12.", "12", {"unit": None}),
    ("not-a-paragraph-on", "Vell has 40 boats. It rained. Marne has 12.", "12", {"unit": None}),
    ("spaced-dash", "They lived between two cultures - fish soup and poems - in the port.", "two cultures", {"counted.text": "cultures"}),
    ("glued-hyphen", "They own two fish-soup stalls in the port.", "two fish-soup stalls", {"unit": "stall"}),
    ("upward-of", "It plans to spend upward of $10 million on posters.", "$10 million", {"bound": "more_than"}),
    ("quarter-to-third", "One-quarter to one-third of the crew fell ill.", "One-quarter to one-third", {"kind": "share", "low": 0.25}),
    ("given-would", "The two million members of the union would most likely vote.", "two million members", {"status": "actual"}),
    ("not-given-would", "Some 400 workers would lose their jobs.", "400 workers", {"status": "forecast"}),
    ("half-a-point", "Rates slipped half a point.", "half a point", {"kind": "percentage_point", "value": 0.5, "share": None}),
    ("third-of-a-point", "Rates fell a third of a point.", "a third of a point", {"kind": "percentage_point", "counted.text": "Rates"}),
    ("quarter-point-bare", "Rates rose a quarter point.", "a quarter point", {"kind": "percentage_point", "direction": "up"}),
    ("half-a-point-won", "Falk won half a point in the match.", "half a point", {"kind": "count", "unit": "point", "value": 0.5}),
    ("half-a-country", "It gave half a country hope.", "half", {"kind": "share"}),
    ("joined-to-the-verb", "Vell expects the economy to expand 2.2 percent this year and 1.9 percent in 2025.", "1.9 percent",
     {"role": "delta", "direction": "up", "counted.text": "economy"}),
    ("fined-on-friday", "The court fined Karsk $18m on Friday for a spill.", "$18m", {"counted.text": "spill"}),
    ("doubled-to", "The fire doubled in size to 900 hectares.", "900 hectares", {"direction": "up"}),
    ("not-who-says", "It is less than last year's 5.9 percent, the ministry said.", "5.9 percent", {"counted": None}),
    ("season-no-name", "So far this season 1,940 fires have burned.", "1,940 fires", {"value": 1940}),
    ("area-no-name", "It lost an area three times the size of Karsk.", "three times", {"role": "factor"}),
    ("ship-to-ships", "Traffic has risen from 4,100 ships in 2010 to 6,700.", "6,700", {"unit": "ship", "change_by": 2600}),
    ("shooting-from", "Falk is shooting 47.6 percent from the field.", "47.6 percent", {"counted.text": "field"}),
    ("fragment", "Wingspans at least 3.1 μm.", "3.1 μm", {"bound": "at_least", "counted.text": "Wingspans"}),
    ("share-of-output", "The budget deficit widened to 4.9 percent of output.", "4.9 percent",
     {"counted.text": "budget deficit", "among": "output", "role": "level", "direction": "up"}),
    ("share-at", "Debt, at 88 percent of output, is a burden.", "88 percent", {"counted.text": "Debt", "among": "output"}),
    ("share-of-the-vote", "Vell won 40 percent of the vote.", "40 percent", {"counted.text": "vote"}),
    ("of-which-money", "It set aside 90 million crowns, of which 35 million has been paid.", "35 million", {"unit": "crown"}),
    ("of-whom", "They saw children, of whom 92 percent were ill.", "92 percent", {"among": "children"}),
    ("bring-in", "Farmers will bring in 21 million tonnes of wheat.", "21 million tonnes", {"role": "level", "direction": None}),
    ("short-of-the", "Coverage fell short of the 95 percent that was needed.", "95 percent", {"bound": "exact"}),
    ("short-of", "Coverage fell to just short of 95 percent.", "95 percent", {"bound": "less_than"}),
    ("old-level-actual", "Yields are forecast to rise to 3.9 tonnes from 3.4 tonnes.", "3.4 tonnes", {"status": "actual"}),
    ("aims-and-has", "The agency aims to help and has ordered 40 boats.", "40 boats", {"status": "actual"}),
    ("aims-to", "The agency aims to help and order 40 boats.", "40 boats", {"status": "target"}),
    ("second-sum", "She promised $3m for wards and $6m to hire 90 nurses.", "$6m", {"counted": None}),
    ("margin-of-error", "It has a margin of error of 3.4 points.", "3.4 points", {"role": "level", "counted.text": "margin of error"}),
    ("margin-of-votes", "The poll gave her a margin of 2.8 points.", "2.8 points", {"role": "gap"}),
    ("who-was-paid", "The chief was paid $6m last year.", "$6m", {"counted": None}),
    ("who-earns", "A baker earns £12 an hour.", "£12", {"counted": None, "per": "hour"}),
    ("led-to-titles", "Ost led the club to three titles.", "three titles", {"counted.text": "titles"}),
    ("opening-of", "Of those who took it, about 11 percent fell ill.", "11 percent", {"among": "those who took it"}),
    ("no-opening-of", "Of course, and in May, rents rose 11 percent.", "11 percent", {"among": None}),
    ("basis-points", "The yield fell 3 basis points to 2.61 percent.", "2.61 percent", {"change_by": -0.03, "change_percent": -1.14}),
    ("percentage-points", "Turnout fell 3 percentage points to 61 percent.", "61 percent", {"change_by": -3}),
    ("both-told", "Gold settled at $1,289.40, up $4.20 or 0.3%.", "$1,289.40", {"change_by": 4.2, "change_percent": 0.3}),
    ("and-wounded", "Five people were killed and 12 wounded.", "12", {"unit": "person", "counted.text": "people"}),
    ("and-captured", "They killed 30 rebels and captured 12.", "12", {"unit": "rebel", "counted.text": "rebels"}),
    ("and-others", "They killed 30 rebels and the town of 12 fled.", "12", {"unit": None}),
    ("per-left-out", "It will pay a dividend of 45 cents a share, up from 40 cents.", "45 cents", {"change_by": 5}),
    ("from-a-high-of", "Inflation slowed to 3.1 percent from a 40-year high of 9.1 percent.", "3.1 percent", {"change_by": -6}),
    ("opening-of-count", "Of the 312 passengers, 289 survived.", "289", {"among": "the 312 passengers"}),
    ("aged-behind-comma", "The study of 12,000 men, aged 40 to 65, is over.", "40 to 65", {"counted.text": "men"}),
    ("echo-per", "Vell spends $1.2bn a year on schools, or about $9,400 per pupil.", "$9,400", {"counted.text": "schools"}),
    ("echo-of-a-share", "About 3 in 10 teenagers, or 2.1 million, said so.", "2.1 million", {"unit": "teenager"}),
    ("over-the-age-of", "The choir kept only 12 singers over the age of 60.", "60", {"bound": "more_than", "counted.text": "singers"}),
    ("fahrenheit", "It was 90 F on Sunday.", "90 F", {"unit": "degree Fahrenheit"}),
]  # fmt: skip

# Sentences, and words in them that are no figure.
MISSES: list[tuple[str, str, str]] = [
    ("year", "The storm came in 2019.", "2019"),
    ("date", "The storm came on 5 May 2019.", "5"),
    ("duration", "The strike went on for 12 days.", "12"),
    ("time", "The train left at 9:30.", "9:30"),
    ("network", "The 5G mast fell.", "5"),
    ("model", "A Boeing 737 landed.", "737"),
    ("planet", "They look for Planet 9 in the dark.", "9"),
    ("game", "She was dropped for Game 3 of the final.", "3"),
    ("section", "Section 230 of the law stands.", "230"),
    ("number-sign", "She came in as No. 10 on the list.", "10"),
    ("index", "The Stoxx 600 was flat.", "600"),
    ("slash", "The 9/11 families met Vell.", "9/11"),
    ("clause", "He has a 401(k) plan.", "401"),
    ("clauses", "It is a 501(c)(3) charity.", "501(c)(3)"),
    ("phone", "Call the desk on 020-7946-0958 now.", "020-7946-0958"),
    ("address", "She lives at 49 Orchard Road in Karsk.", "49"),
    ("season", "The 2014-15 season was bad.", "2014-15"),
    ("version", "They run version 1.2.3 of it.", "1.2.3"),
    ("plane", "An F-16 crashed.", "16"),
    ("virus", "COVID-19 came back.", "19"),
    ("one-pronoun", "No one came, and this one stayed.", "one"),
    ("one-of-them", "Not one of them was aimed at a soldier.", "one"),
    ("first-half", "They scored in the first half.", "half"),
    ("a-third-debate", "She took part in a third debate.", "third"),
    ("second", "The second truce failed.", "second"),
    ("double-murder", "It was a double murder.", "double"),
    ("four-door", "It is a four-door car.", "four"),
    ("won", "Of the twelve, most won prizes.", "won"),
    ("preposition", "He shot them in town.", "in"),
    ("several", "Several boats sank.", "Several"),
    ("numbered-name", "Tin rose while the sp 500 lost.", "500"),
    ("scores", "Falk scores twice, and test scores are good.", "scores"),
    ("seconds", "She ran it in 30:12.4 on Sunday.", "30"),
    ("season-name", "They watched Season 4 of it.", "4"),
    ("zip", "The office is in the 10458 ZIP Code.", "10458"),
]


@pytest.fixture(scope="module")
def found() -> dict[str, tuple[Figure, ...]]:
    """The figures of every sentence, parsed together."""
    rules = load_rules()
    texts = sorted({case[1] for case in HITS} | {case[1] for case in MISSES})
    articles = [make_article(text, id="test", given=Given(published="2024-06-12"), rules=rules) for text in texts]
    figures: dict[str, tuple[Figure, ...]] = {}
    for text, article, columns in zip(texts, articles, Parser().parse(articles), strict=True):
        parse = Parse(article, columns)
        dates = find_dates(parse, rules)
        made = link_figures(
            parse, rules, figures=find_figures(parse, rules, dates=dates), dates=dates, actors=ActorIndex(()), attributions=()
        )
        assert not list(find_problems(article.model_copy(update={"figures": made, "dates": dates})))
        figures[text] = made
    return figures


@pytest.mark.parametrize(("text", "words", "fields"), [pytest.param(*case[1:], id=case[0]) for case in HITS])
def test_figure(text: str, words: str, fields: dict[str, Any], found: dict[str, tuple[Figure, ...]]) -> None:
    start = text.index(words)
    here = [figure for figure in found[text] if (figure.start, figure.text) == (start, words)]
    assert here, f"finds {[figure.text for figure in found[text]]}"
    assert {path: _field(here[0], path) for path in fields} == fields


@pytest.mark.parametrize(("text", "words"), [pytest.param(*case[1:], id=case[0]) for case in MISSES])
def test_no_figure(text: str, words: str, found: dict[str, tuple[Figure, ...]]) -> None:
    start = text.index(words)
    end = start + len(words)
    assert not [figure.text for figure in found[text] if figure.start < end and start < figure.end]


def _field(figure: Figure, path: str) -> Any:
    value: Any = figure
    for name in path.split("."):
        value = getattr(value, name, None)
    return list(value) if isinstance(value, tuple) else getattr(value, "text", value)


def test_every_figure_says_which_rule_made_it(found: dict[str, tuple[Figure, ...]]) -> None:
    rules = load_rules()
    assert all(figure.rule and rules.get(figure.rule) for figures in found.values() for figure in figures)
