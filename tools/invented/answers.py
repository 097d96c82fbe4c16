"""Two waves of an invented survey, as an export of a common survey tool.

Those who answer are older than those who live in the county, and more often from its villages. Some
answers are not what they should be, on purpose: hurried, sent twice, from one address, from
elsewhere, sums that do not add up, and personal details that nobody asked for.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from tools.invented import words

AREA = "Which council area do you live in?"
AGE = "How old are you?"
SEX = "What is your sex?"
DARK = "How safe do you feel walking alone where you live after dark?"
JOB = "How far do you agree: the police do a good job where you live?"
WORRY = "Which of these worry you most where you live? Choose up to three."
ORDER = "Put these in order, the most important first."
PURSE = "If there were 100 points to spend, how would you divide them?"
PAY = "Would you pay 15 pence a week more council tax (at band D) for more officers on foot?"
THING = "What one thing would make the biggest difference where you live?"
SHARES = ("Officers on foot", "Answering calls", "Speed checks", "Help for victims",
          "Places for young people")  # fmt: skip
HEADERS = (
    *("Response ID", "Date started", "Submitted", "IP address", AREA, AGE, SEX, DARK, JOB),
    *(WORRY, ORDER, *(f"{PURSE} / {share}" for share in SHARES), PAY, THING),
)
AREAS = {"Tarnmouth": 30, "Wrenmoor": 26, "Aldermoss": 41, "Outside Tarnshire": 3}
AGES = {"16 to 24": 6, "25 to 44": 23, "45 to 64": 39, "65 or over": 30, "Prefer not to say": 2}
SEXES = {"Female": 54, "Male": 43, "Prefer not to say": 3}
DARKS = ("Very unsafe", "A bit unsafe", "Fairly safe", "Very safe", "Do not know")
JOBS = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")
PRIORITIES = ("Seen and answered", "Safer roads", "Help for victims")
WORRIES = {
    "Speeding": 52, "Drug dealing": 30, "Anti-social behaviour": 34, "Burglary": 22,
    "Theft from shops": 17, "Violence against women and girls": 24, "Fraud and scams": 15,
    "Fly-tipping and crime on farms": 18, "Theft of boats": 0.5, "None of these": 4,
}  # fmt: skip
SAID = {
    "patrols": 20, "speeding": 20, "drugs": 13, "calls": 10, "young": 9, "women": 8,
    "nuisance": 9, "victims": 5, "praise": 4, "tax": 5,
}  # fmt: skip
FLOOD = "203.0.113.77"  # of a range that is kept for examples


@dataclass(frozen=True)
class Wave:
    """One wave: how many answered, from when on, and how they felt.

    `worries` and `said` change the weights above; `jobs` and `darks` are per cent.
    """

    id: str
    people: int
    begins: datetime
    jobs: tuple[int, ...]
    darks: tuple[int, ...]
    worries: dict[str, float]
    said: dict[str, float]
    flood: int = 0
    hurried: int = 0


WAVES = (
    Wave(
        *("your-police-your-say-2024", 300, datetime(2024, 6, 3, 8), (12, 25, 23, 32, 8)),
        *((12, 27, 38, 20, 3), {"Speeding": 80, "Drug dealing": 22}, {"speeding": 23, "drugs": 9}),
    ),
    Wave(
        *("your-police-your-say-2025", 560, datetime(2025, 6, 2, 8), (5, 12, 20, 45, 18)),
        *((11, 26, 39, 21, 3), {"Speeding": 42, "Drug dealing": 52}, {"drugs": 19, "speeding": 15}),
        *(26, 15),
    ),
)


def export(wave: Wave) -> bytes:
    """The export of a wave: UTF-8, but for some lines that somebody edited in an old program."""
    chance = random.Random(f"{wave.id}")
    rows = [_row(chance, wave) for _ in range(wave.people)]
    rows += [_of_campaign(chance, wave, n) for n in range(wave.flood)]
    for row in chance.sample(rows[: wave.people], wave.hurried):
        row[2] = _after(row[1], chance.randint(14, 50))
    _spoil(chance, rows[: wave.people])
    rows.sort(key=lambda row: row[2])
    for number, row in enumerate(rows, start=1):
        row[0] = f"ANON-{number:04}"
    rows += [list(row) for row in chance.sample(rows, 3 if wave.flood else 0)]
    return b"".join([_line(HEADERS), *(_line(row, at) for at, row in enumerate(rows))])


def _line(row: tuple[str, ...] | list[str], at: int = 1) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(row)
    old = at % 150 == 149
    return buffer.getvalue().encode("windows-1252" if old else "utf-8")


def _row(chance: random.Random, wave: Wave) -> list[str]:
    began = wave.begins + timedelta(seconds=chance.randrange(27 * 86400))
    took = min(max(round(chance.lognormvariate(5.9, 0.4)), 150), 3600)
    start = f"{began:%Y-%m-%d %H:%M:%S}"
    address = f"{chance.choice(('192.0.2', '198.51.100'))}.{chance.randrange(1, 255)}"
    return [
        *("", start, _after(start, took), address),
        *(_one(chance, AREAS), _one(chance, AGES), _one(chance, SEXES)),
        *(_of(chance, DARKS, wave.darks), _of(chance, JOBS, wave.jobs)),
        *(_worries(chance, WORRIES | wave.worries), _order(chance, (46, 26, 28))),
        *_purse(chance),
        _of(chance, ("Yes", "No", "Do not know"), (44, 41, 15)),
        words.answer(chance, SAID | wave.said),
    ]


def _of_campaign(chance: random.Random, wave: Wave, number: int) -> list[str]:
    """One of many answers from one address in one afternoon."""
    row = _row(chance, wave)
    began = wave.begins + timedelta(days=9, hours=6, minutes=3 * number)
    row[1] = f"{began:%Y-%m-%d %H:%M:%S}"
    row[2], row[3], row[4] = _after(row[1], chance.randint(130, 240)), FLOOD, "Aldermoss"
    row[9], row[10] = "Speeding", _order(chance, (0, 100, 0))
    row[-1] = words.CAMPAIGN + ("." if number % 3 else "!" if number % 2 else ", sadly.")
    return row


def _after(start: str, seconds: int) -> str:
    return f"{datetime.fromisoformat(start) + timedelta(seconds=seconds):%Y-%m-%d %H:%M:%S}"


def _one(chance: random.Random, shares: dict[str, int]) -> str:
    return chance.choices(list(shares), list(shares.values()))[0]


def _of(chance: random.Random, options: tuple[str, ...], shares: tuple[int, ...]) -> str:
    return "" if chance.random() < 0.03 else chance.choices(options, shares)[0]


def _worries(chance: random.Random, shares: dict[str, float]) -> str:
    names, weights = list(shares), list(shares.values())
    chosen = [chance.choices(names, weights)[0] for _ in range(chance.choice((1, 2, 3, 3, 3)))]
    if "None of these" in chosen:
        return "None of these"
    return ";".join(name for name in shares if name in chosen)


def _order(chance: random.Random, shares: tuple[int, ...]) -> str:
    first = chance.choices(PRIORITIES, shares)[0]
    rest = [name for name in PRIORITIES if name != first]
    chance.shuffle(rest)
    return ";".join([first, *rest])


def _purse(chance: random.Random) -> list[str]:
    """Five amounts that come to 100, in steps of five."""
    if chance.random() < 0.12:
        return [""] * len(SHARES)
    points = [0] * len(SHARES)
    for _ in range(20):
        points[chance.choices(range(len(SHARES)), (30, 20, 16, 19, 15))[0]] += 5
    return [str(value) for value in points]


def _spoil(chance: random.Random, rows: list[list[str]]) -> None:
    """Make some answers what they should not be."""
    picked = iter(chance.sample(rows, 60))
    for detail in words.PLANTED:
        row = next(picked)
        row[-1] = f"{row[-1] or 'I have asked for help with speeding cars.'} {detail}"
    faults: tuple[tuple[int, Callable[[list[str]], None]], ...] = (
        (6, lambda row: row.__setitem__(11, "95")),  # a sum that does not come to 100
        (3, lambda row: row.__setitem__(7, "It depends")),
        (4, lambda row: row.__setitem__(slice(4, None), [""] * (len(HEADERS) - 4))),
        (2, lambda row: row.__setitem__(-1, "Thank you \N{SMILING FACE WITH SMILING EYES} " * 3)),
    )
    for count, spoil in faults:
        for _ in range(count):
            spoil(next(picked))
    for _ in range(8):  # so that lines in the old encoding have something that differs
        row = next(picked)
        row[-1] = f"{row[-1]} It would not cost £500."
