"""What invented people write: sentences put together from parts, by theme."""

from __future__ import annotations

import random

PLACES = (
    "on Harbour Parade", "in Old Town", "round Quarry Hill", "in Wren Market", "on Upper Moor",
    "in Stonebeck", "through Mossgate", "in Kettlesham", "past Long Sallow", "near the school",
    "by the station", "on our estate", "outside the shops", "at the back of the flats",
)  # fmt: skip
TAILS = (
    "and it has got worse since the spring", "and nobody seems to mind", "most evenings",
    "every weekend", "especially after dark", "when the pubs shut", "in the school holidays",
    "and it frightens the older ones", "and I have told the council twice", "all year round",
    "and it never used to be so", "more than anywhere else I have lived", "and I want it to stop",
)  # fmt: skip
# Each theme: what is wrong, and what would help.
THEMES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "patrols": (
        ("We never see an officer on foot", "It is months since a police officer walked",
         "You see a van go by and no officer", "Nobody in uniform is ever seen"),
        ("Put officers back on the beat", "Bring back a police officer who knows us",
         "More officers on foot and fewer in cars", "A patrol twice a week would be enough"),
    ),
    "speeding": (
        ("Cars go far too fast", "Drivers ignore the 30 limit", "It is a race track",
         "Motorbikes speed", "Lorries take the bend at fifty miles an hour"),
        ("More speed checks please", "A speed camera that works", "Enforce the speed limit",
         "Let volunteers hold speed checks"),
    ),
    "drugs": (
        ("Drug dealing goes on in plain sight", "Dealers wait in parked cars",
         "The smell of cannabis is everywhere", "Lads are dealing from bicycles",
         "A flat was taken over by drug dealers"),
        ("Deal with the drug dealers", "Act on what we report about drugs",
         "Raid the house that everybody knows about"),
    ),
    "calls": (
        ("I waited forty minutes on 101", "I gave up calling 101", "Nobody answers the telephone",
         "I reported it online and heard nothing", "The call handler had no idea where we are"),
        ("Answer the telephone", "Ring people back", "One number that somebody answers"),
    ),
    "young": (
        ("There is nothing for teenagers to do", "The youth club shut",
         "Young people hang about because they have nowhere to go"),
        ("Open the youth club again", "Somewhere warm for young people to go",
         "Pay for youth workers", "Sports for young people on Friday nights"),
    ),
    "women": (
        ("My daughter is afraid to walk home", "Men shout at women",
         "I do not run alone any more as a woman", "Women are followed"),
        ("Make it safe for women to walk home", "Better lights for women who walk home",
         "Take it seriously when a woman reports it"),
    ),
    "nuisance": (
        ("Groups smash bottles", "There is shouting and loud music", "Bus shelters are wrecked",
         "Off-road bikes tear up the grass", "Drunk people fight"),
        ("Stop the vandalism", "Move the noisy groups on", "Do something about the noise"),
    ),
    "victims": (
        ("I was burgled and nobody told me what happened next",
         "I waited five months for counselling",
         "My case went to court and I heard it on the radio",
         "I had to tell my story to four different people"),
        ("Tell victims what is going on", "Help victims sooner", "One person to call for victims"),
    ),
    "praise": (
        ("The officers who came were kind", "I was well looked after",
         "Our local officer does a good job", "I feel safe here"),
        ("Carry on", "Thank you", "Keep up the good work"),
    ),
    "tax": (
        ("We pay more council tax every year", "I cannot afford a higher council tax",
         "The police share of council tax goes up and up"),
        ("Spend what you have better", "Do not put up the council tax",
         "Show us what the money is spent on"),
    ),
}  # fmt: skip
SILENT = ("n/a", "Nothing", "No comment", "-", "None")
# Personal details of people who do not exist: telephone numbers are Ofcom's for drama, addresses
# lie at example.org, postcodes in TX, where there are none.
PLANTED = (
    "My name is Alex Example and I am happy to talk about it.",
    "Ring me on 01632 960114.",
    "Call 07700 900481 after six.",
    "Write to alex@example.org.",
    "I live at 14 Sallow Lane.",
    "The house is at TX1 4AB.",
    "The car is ZZ99 ZZZ.",
    "My neighbour Sam Placeholder saw it too.",
    "PC Placeholder came and was helpful.",
    "My number is QQ 12 34 56 C.",
    "See www.example.org for the pictures.",
    "It is all on @tarn_example.",
)
CAMPAIGN = (
    "Build the Long Sallow bypass now, because lorries and cars speed past our school every "
    "morning and someone will be killed"
)


def sentence(chance: random.Random, theme: str) -> str:
    """One sentence or two about a theme."""
    wrong, better = THEMES[theme]
    trouble = f"{chance.choice(wrong)} {chance.choice(PLACES)}"
    if chance.random() < 0.6:
        trouble += f" {chance.choice(TAILS)}"
    wish = chance.choice(better)
    way = chance.random()
    if way < 0.4:
        return f"{trouble}. {wish}."
    return f"{trouble}." if way < 0.75 else f"{wish} {chance.choice(PLACES)}."


def answer(chance: random.Random, weights: dict[str, float]) -> str:
    """What somebody writes, or nothing."""
    way = chance.random()
    if way < 0.26:
        return chance.choice(SILENT) if way < 0.04 else ""
    themes = list(weights)
    said = [sentence(chance, chance.choices(themes, list(weights.values()))[0])]
    if chance.random() < 0.3:
        said.append(sentence(chance, chance.choices(themes, list(weights.values()))[0]))
    return " ".join(said)
