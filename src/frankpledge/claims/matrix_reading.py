"""Reads the scoring matrix of the front matter, and finds every fault in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from frankpledge.claims.matrix import Criterion, Matrix, Rule, Score, Topic
from frankpledge.documents import nearest
from frankpledge.errors import InputError

Fault = Callable[[str, str, object], InputError]
_KEYS = ("by", "most", "criteria", "topics")
# What a rule has beside `figure` and `why`, by the figure that it goes by.
_RULES = {"value": ("for", "bounds"), "change": ("from", "to", "worse", "same", "better")}


def read_matrix(raw: Any, fault: Fault) -> tuple[Matrix | None, list[InputError]]:
    """The matrix of the front matter, or every fault in it; `fault` makes one from a field."""
    reader = _Reader(fault)
    found = reader.matrix(raw)
    return (None if reader.faults else found), reader.faults


class _Reader:
    """Takes a matrix apart and remembers what is wrong with it."""

    def __init__(self, fault: Fault) -> None:
        self.fault, self.faults = fault, list[InputError]()

    def matrix(self, raw: Any) -> Matrix | None:
        if not self._mapping("matrix", raw, _KEYS):
            return None
        by = self._text("matrix.by", raw.get("by"))
        most = self._whole("matrix.most", raw.get("most"), 1, 100)
        criteria = tuple(self._criteria(raw.get("criteria"), most))
        topics = tuple(self._topics(raw.get("topics"), criteria, most))
        return Matrix(by, most, criteria, topics)

    def _criteria(self, raw: Any, most: int) -> Iterator[Criterion]:
        seen = set[str]()
        for at, one in self._entries("matrix.criteria", raw):
            if not self._mapping(at, one, ("id", "title", "weight", "rule")):
                continue
            name = self._text(f"{at}.id", one.get("id"))
            if name in seen:
                self._wrong(f"{at}.id", "an id that no other criterion has", name)
            seen.add(name)
            title = self._text(f"{at}.title", one.get("title"))
            rule = self._rule(f"{at}.rule", one["rule"], most) if "rule" in one else None
            yield Criterion(name, title, self._weight(at, one), rule)

    def _rule(self, at: str, raw: Any, most: int) -> Rule | None:
        figure = raw.get("figure") if isinstance(raw, dict) else None
        if figure not in _RULES:
            told = f"fields: figure ({' or '.join(_RULES)}), then those of the figure, and why"
            self._wrong(at, told, raw)
            return None
        if not self._mapping(at, raw, ("figure", *_RULES[figure], "why")):
            return None
        why = self._text(f"{at}.why", raw.get("why"))
        if figure == "value":
            to = self._period(f"{at}.for", raw.get("for"))
            return Rule(figure, to, why, bounds=self._bounds(f"{at}.bounds", raw, most))
        since, to = (self._period(f"{at}.{name}", raw.get(name)) for name in ("from", "to"))
        worse, same, better = (
            self._whole(f"{at}.{name}", raw.get(name), 0, most)
            for name in ("worse", "same", "better")
        )
        return Rule(figure, to, why, since, worse=worse, same=same, better=better)

    def _period(self, at: str, value: Any) -> str:
        """A period as it stands in an expression; what it means is found out there."""
        text = self._text(at, str(value) if isinstance(value, int) else value)
        if len(text.split()) > 1:
            self._wrong(at, "a period, such as YE2022-09", text)
            return ""
        return text

    def _bounds(self, at: str, raw: dict[str, Any], most: int) -> tuple[float, ...]:
        found = raw.get("bounds")
        numbers = found if isinstance(found, list) else []
        real = all(isinstance(n, int | float) and not isinstance(n, bool) for n in numbers)
        if not real or len(numbers) != most or sorted(set(numbers)) != numbers:
            self._wrong(at, f"{most} numbers, each above the one before", found)
            return ()
        return tuple(float(one) for one in numbers)

    def _topics(self, raw: Any, criteria: tuple[Criterion, ...], most: int) -> Iterator[Topic]:
        ruled = any(criterion.rule is not None for criterion in criteria)
        names = tuple(criterion.id for criterion in criteria if criterion.rule is None)
        known = ("title", *(("measure",) if ruled else ()), *(("scores",) if names else ()))
        for at, one in self._entries("matrix.topics", raw):
            if not self._mapping(at, one, known):
                continue
            title = self._text(f"{at}.title", one.get("title"))
            measure = self._text(f"{at}.measure", one.get("measure")) if ruled else ""
            given = one.get("scores") if names else {}
            if not self._mapping(f"{at}.scores", given, names):
                continue
            found = {
                name: self._score(f"{at}.scores.{name}", given.get(name), most) for name in names
            }
            blank = Score(None, "")
            yield Topic(title, tuple(found.get(c.id, blank) for c in criteria), measure)

    def _score(self, at: str, raw: Any, most: int) -> Score:
        if not self._mapping(at, raw, ("score", "why")):
            return Score(0, "")
        score = self._whole(f"{at}.score", raw.get("score"), 0, most)
        return Score(score, self._text(f"{at}.why", raw.get("why")))

    def _weight(self, at: str, one: dict[str, Any]) -> Decimal:
        value = one.get("weight")
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1e6:
            self._wrong(f"{at}.weight", "a number above 0", value)
            return Decimal(1)
        return Decimal(str(value))

    def _whole(self, at: str, value: Any, least: int, most: int) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self._wrong(at, f"a whole number from {least} to {most}", value)
            return most
        return value

    def _text(self, at: str, value: Any) -> str:
        if not isinstance(value, str) or not value.strip():
            self._wrong(at, "a text", value)
            return ""
        return " ".join(value.split())

    def _entries(self, at: str, raw: Any) -> Iterator[tuple[str, Any]]:
        if not isinstance(raw, list) or not raw:
            self._wrong(at, "a list of one or more", raw)
            return
        yield from ((f"{at}.{number}", one) for number, one in enumerate(raw, start=1))

    def _mapping(self, at: str, raw: Any, known: tuple[str, ...]) -> bool:
        if not isinstance(raw, dict):
            self._wrong(at, f"fields: {', '.join(known)}", raw)
            return False
        for key in sorted(set(map(str, raw)) - set(known)):
            self._wrong(f"{at}.{key}", f"no such field; {nearest(key, known)}")
        return True

    def _wrong(self, at: str, expected: str, value: object = None) -> None:
        self.faults.append(self.fault(at, expected, value))
