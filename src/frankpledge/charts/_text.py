"""Numbers as people read them, and how wide words are."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

_LETTERS = {
    **dict.fromkeys("iljI.,:;'|!()[] ", 0.27),
    **dict.fromkeys("ftr-–/", 0.36),
    **dict.fromkeys("mwMW%—", 0.82),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ", 0.62),
}
_ALL_MONTHS = (
    "January February March April May June July August September October November December"
)
_MONTH = re.compile(rf"\b({'|'.join(_ALL_MONTHS.split())})\b")


def width(content: str, font: float) -> float:
    """About how wide a text is. A little generous: the reader's font may not be ours."""
    return font * sum(_LETTERS.get(letter, 0.53) for letter in content)


def figure(value: float, decimals: int = 0, suffix: str = "") -> str:
    """A number with thousands separators and a true minus sign; 'no data' for NaN."""
    if not math.isfinite(value):
        return "no data"
    text = f"{value:,.{decimals}f}"
    if text.startswith("-"):
        text = text[1:] if float(text.replace(",", "")) == 0 else "\u2212" + text[1:]
    return text + suffix


def signed(value: float, decimals: int = 0, suffix: str = "") -> str:
    """A change: with + or a true minus sign, but a bare 0."""
    text = figure(value, decimals, suffix)
    return f"+{text}" if math.isfinite(value) and round(value, decimals) > 0 else text


def decimals_for(values: Iterable[float]) -> int:
    """How many decimals tell values apart: none for whole or large numbers, else one or two."""
    finite = [value for value in values if math.isfinite(value)]
    if all(value == int(value) for value in finite):
        return 0
    largest = max(abs(value) for value in finite)
    return 0 if largest >= 1000 else 1 if largest >= 1 else 2


def short_period(label: str) -> str:
    """A period in words, its months cut to three letters ("October to December 2022")."""
    return _MONTH.sub(lambda match: match[0][:3], label)


def two_lines(label: str) -> tuple[str, str]:
    """A label broken before its last word, which for a period is the year."""
    head, _, tail = label.rpartition(" ")
    return head or tail, tail if head else ""


def wrapped(content: str, font: float, room: float) -> list[str]:
    """A text broken between words into lines of at most `room`, where words allow it."""
    lines: list[str] = []
    for word in content.split():
        if lines and width(f"{lines[-1]} {word}", font) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]
