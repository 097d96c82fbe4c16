"""From the cells of one answer to its options, numbers and words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from frankpledge.voice.columns import Columns
from frankpledge.voice.model import Consultation, Question
from frankpledge.voice.tables import plain

TICKED = frozenset(("1", "x", "yes", "y", "true", "ticked", "selected", "checked", "✓", "✔"))
UNTICKED = frozenset(("", "0", "no", "n", "false", "not selected", "unchecked"))
# A sum that people divide by hand is off by a penny or a point.
SLACK = 0.01
_AMOUNT = re.compile(r"\(?-?\d+(?:\.\d+)?\)?%?")


@dataclass(frozen=True)
class Given:
    """One thing that one person answered: an option, its rank or amount, or words."""

    question: str
    option: str | None = None
    value: float | None = None
    text: str | None = None


@dataclass(frozen=True)
class Faulty:
    """An answer that cannot be read: its question and what is wrong. The words are not kept."""

    question: str
    reason: str


Answers = Iterator[Given | Faulty]


class Reader:
    """Reads the answers of one consultation out of rows."""

    def __init__(self, one: Consultation, columns: Columns) -> None:
        self.columns = columns
        self.questions = [_Asked(question, columns) for question in one.questions]

    def read(self, cells: Sequence[str]) -> Answers:
        """What one row answers, question by question; a blank answers nothing."""
        for asked in self.questions:
            yield from asked.read(cells)


@dataclass(frozen=True)
class _Asked:
    question: Question
    columns: Columns

    @cached_property
    def codes(self) -> dict[str, str]:
        """Options by every way of writing them."""
        found: dict[str, str] = {}
        for option in self.question.options:
            for text in (option.code, *option.also, option.text):
                found[_folded(text)] = option.code
        return found

    @cached_property
    def longest_first(self) -> list[str]:
        return sorted(self.codes, key=lambda text: (-len(text), text))

    def read(self, cells: Sequence[str]) -> Answers:
        parts = self.columns.parts.get(self.question.id)
        if parts is not None:
            yield from self._parts({code: cells[at].strip() for code, at in parts.items()})
            return
        cell = cells[self.columns.whole[self.question.id]].strip()
        if not cell:
            return
        match self.question.kind:
            case "open":
                yield Given(self.question.id, text=cell)
            case "single" | "scale":
                yield self._one(cell)
            case "multiple":
                yield from self._several(cell)
            case "ranking":
                yield from self._ranked(cell)
            case "money":
                yield self._fault("a sum to divide needs a column for each option")

    def _fault(self, reason: str) -> Faulty:
        return Faulty(self.question.id, reason)

    def _code(self, text: str) -> str | None:
        folded = _folded(text)
        # 'Other: the bus' is the option 'Other', with words that belong to nobody's count.
        return self.codes.get(folded) or (
            self.codes.get("other") if "other" in folded[:6] else None
        )

    def _one(self, cell: str) -> Given | Faulty:
        code = self._code(cell)
        return Given(self.question.id, code) if code else self._fault("none of the options")

    def _several(self, cell: str) -> Answers:
        codes, rest = self._split(cell)
        yield from (Given(self.question.id, code) for code in codes)
        if rest:
            yield self._fault("none of the options")

    def _ranked(self, cell: str) -> Answers:
        codes, rest = self._split(cell)
        if rest:
            yield self._fault("none of the options")
            return
        yield from (
            Given(self.question.id, code, float(rank)) for rank, code in enumerate(codes, start=1)
        )

    def _split(self, cell: str) -> tuple[list[str], bool]:
        """The options in a cell in their order, and whether something else stood there too."""
        pieces = [piece for piece in cell.split(self.columns.preset.separator) if piece.strip()]
        codes = [self._code(piece) for piece in pieces]
        if all(codes):
            return list(dict.fromkeys(code for code in codes if code)), False
        return self._greedy(cell)

    def _greedy(self, cell: str) -> tuple[list[str], bool]:
        """Options that hold the separator themselves: the longest that fits, again and again."""
        found: list[str] = []
        left = _folded(cell)
        marks = self.columns.preset.separator + ',;|[]" '
        while left := left.strip(marks):
            text = next((text for text in self.longest_first if left.startswith(text)), None)
            if text is None:
                return list(dict.fromkeys(found)), True
            found.append(self.codes[text])
            left = left[len(text) :]
        return list(dict.fromkeys(found)), False

    def _parts(self, cells: dict[str, str]) -> Answers:
        if self.question.kind in ("ranking", "money"):
            yield from self._numbers(cells)
            return
        for code, cell in cells.items():
            folded = _folded(cell)
            if folded in TICKED or self.codes.get(folded) == code:
                yield Given(self.question.id, code)
            elif folded not in UNTICKED:
                other = code == "other" or code.startswith("other-")
                if other:
                    yield Given(self.question.id, code)
                else:
                    yield self._fault("neither ticked nor blank")

    def _numbers(self, cells: dict[str, str]) -> Answers:
        amounts = {code: number(cell) for code, cell in cells.items() if cell}
        if not amounts:
            return
        known = {code: amount for code, amount in amounts.items() if amount is not None}
        if len(known) < len(amounts):
            yield self._fault("not a number")
        elif reason := self._wrong(known):
            yield self._fault(reason)
        else:
            yield from (Given(self.question.id, code, value) for code, value in known.items())

    def _wrong(self, known: dict[str, float]) -> str:
        if self.question.kind == "ranking":
            ranks, top = sorted(known.values()), len(self.question.options)
            good = len(set(ranks)) == len(ranks) and all(
                1 <= r <= top and r % 1 == 0 for r in ranks
            )
            return "" if good else "ranks that repeat or are none"
        if min(known.values()) < 0:
            return "less than nothing"
        total = self.question.total or 0.0
        off = abs(sum(known.values()) - total)
        return "" if off <= max(SLACK * total, 1e-9) else "does not add up to the sum"


def _folded(text: str) -> str:
    return plain(text).casefold().strip(" .:")


def number(text: str) -> float | None:
    """A number as people type it: £1,200, (5) for less than nothing, 12 %. None for other text."""
    bare = re.sub(r"[£$€,\s]", "", text)
    if len(bare) > 30 or not _AMOUNT.fullmatch(bare):
        return None
    value = float(bare.strip("()%"))
    return -value if bare.startswith("(") else value
