"""The words of the grammar: which class each word that matters belongs to.

A token has one class. Words in no class are `W`. Phrases are read before single words, longer ones
first; all are matched in small letters.
"""

from __future__ import annotations


def _split(text: str) -> list[str]:
    return text.split()


PHRASES: dict[str, str] = {
    "compared with": "VS",
    "compared to": "VS",
    "in comparison with": "VS",
    "as against": "VS",
    "made up of": "WHOLE",
    "consisting of": "WHOLE",
    "split between": "WHOLE",
    "broken down as": "WHOLE",
    "out of": "OUTOF",
    "so far this year": "TODATE",
    "year to date": "TODATE",
    "to date": "TODATE",
    "so far": "TODATE",
    "per head": "PERHEAD",
    "per capita": "PERHEAD",
    "per population": "PERHEAD",
    "per person": "PERHEAD",
    "fell short": "MISS",
    "fallen short": "MISS",
    "no change": "SAME",
    "more than": "MORETHAN",
    "less than": "LESSTHAN",
    "fewer than": "LESSTHAN",
    "up to": "W",
    "uplift target": "TARGET",
    "uplift programme": "W",
    "uplift funding": "W",
    "set up": "W",
    "take up": "W",
    "in addition": "W",
    "at least": "W",
    "higher than": "MORETHAN",
    "lower than": "LESSTHAN",
}

_CLASSES: dict[str, str] = {
    "UP": "rose risen rise rises rising increase increased increases increasing grew grown growth"
    " up higher climbed jumped soared more surged uplift",
    "DOWN": "fell fallen fall falls falling decrease decreased decreases decreasing decline"
    " declined declines reduced reduction reductions reduce reducing dropped drop drops down lower"
    " fewer less cut",
    "BETTER": "improved improvement improvements better worsened deteriorated worse",
    "FROM": "from",
    "TO": "to",
    "OF": "of",
    "AND": "and",
    "IN": "in during for at by on",
    "VS": "against versus v vs",
    "NOT": "not no never without",
    "TARGET": "target targets goal",
    "EXCEED": "exceeded exceeds exceeding exceed surpassed beat beating",
    "MEET": "met meets meeting achieved achieving",
    "MISS": "missed missing",
    "TIMES": "doubled trebled tripled quadrupled halved doubling halving",
    "EXTREME": "most best worst highest lowest top bottom safest fewest largest smallest",
    "RANKED": "ranked ranks rank ranking",
    "SINCE": "since",
    "QUARTILE": "quartile decile",
    "PER": "per",
    "IS": "are were is was been totalled stood",
    "WHOLE": "comprising comprises comprised",
    "LISTING": "including includes included",
    "REST": "remaining remainder",
}
EXTREMES = tuple(_CLASSES["EXTREME"].split())
WORDS: dict[str, str] = {word: name for name, words in _CLASSES.items() for word in words.split()}

MARKS: dict[str, str] = {
    "(": "OPEN",
    "[": "OPEN",
    ")": "CLOSE",
    "]": "CLOSE",
    ",": "COMMA",
    ";": "SEMI",
    ":": "COLON",
    "=": "EQ",
    "–": "DASH",
    "—": "DASH",
    "-": "DASH",
    ".": "STOP",
    "?": "ASK",
    "!": "STOP",
}

# Number words. 'One' is left out: it is seldom a count.
CARDINALS = {
    word: number
    for number, word in enumerate(
        _split("two three four five six seven eight nine ten eleven twelve"), start=2
    )
}
ORDINALS = {
    word: number
    for number, word in enumerate(
        _split("first second third fourth fifth sixth seventh eighth ninth tenth"), start=1
    )
}

# What stands before a number that is a name and no amount.
NAMERS = frozenset(
    _split(
        "priority section sections page pages figure table chapter action objective op operation"
        " round rounds phase tier part paragraph para article aged age ages under version no number"
        " question item appendix annex stage level grade band regulation schedule act tel"
        " ext extension code postcode road route line class covid pledge step theme outcome unit"
        " vision agenda strategy"
    )
)

ABOUT = frozenset(_split("about around approximately approx circa some roughly c ca estimated"))
OVER = ("more than", "over", "at least", "just over", "well over", "above", "exceeding")
UNDER = ("almost", "nearly", "less than", "under", "fewer than", "just under", "up to", "below")

# How far a rounded word may stand from the true ratio: after / before.
MULTIPLES = {
    "doubled": (1.5, 2.5),
    "doubling": (1.5, 2.5),
    "trebled": (2.5, 3.5),
    "tripled": (2.5, 3.5),
    "quadrupled": (3.5, 4.5),
    "halved": (0.375, 0.625),
    "halving": (0.375, 0.625),
}
FRACTIONS = {
    "half": (0.40, 0.60),
    "a third": (0.28, 0.39),
    "a quarter": (0.20, 0.30),
    "a fifth": (0.16, 0.24),
    "a tenth": (0.07, 0.13),
    "two thirds": (0.60, 0.73),
    "two-thirds": (0.60, 0.73),
    "three quarters": (0.69, 0.81),
    "three-quarters": (0.69, 0.81),
}
