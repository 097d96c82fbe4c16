"""Which rules are wanted, and how strict they are: `[check]` of frankpledge.toml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from frankpledge.documents import nearest
from frankpledge.errors import DocumentError, Place
from frankpledge.plans.checks.rule import RULES, Rule

# Years. Public pages are asked to be for readers of 9; of a plan, which must name powers and
# bodies, 14 can be asked.
READING_AGE = 14


@dataclass(frozen=True)
class Options:
    """Prefixes of the codes that are looked for and not, and the oldest reading age allowed."""

    select: tuple[str, ...] = ("FP",)
    ignore: tuple[str, ...] = ()
    reading_age: float = READING_AGE

    def __post_init__(self) -> None:
        """Raise ValueError for a prefix that no rule has."""
        for prefix in (*self.select, *self.ignore):
            if not prefix or not any(code.startswith(prefix) for code in RULES):
                raise ValueError(f"no rule begins with {prefix!r}; {nearest(prefix, RULES)}")

    def wants(self, code: str) -> bool:
        """Whether a rule is wanted: the longest prefix decides, `ignore` between equals."""
        chosen = max(map(len, self._that_fit(self.select, code)), default=0)
        left_out = max(map(len, self._that_fit(self.ignore, code)), default=0)
        return chosen > left_out

    @staticmethod
    def _that_fit(prefixes: Iterable[str], code: str) -> list[str]:
        return [prefix for prefix in prefixes if code.startswith(prefix)]

    @property
    def rules(self) -> list[Rule]:
        """The rules that are wanted."""
        return [rule for code, rule in RULES.items() if self.wants(code)]


def read_options(raw: Mapping[str, Any], file: str) -> Options:
    """The options of a `[check]` table. Raises DocumentError that names file and field."""
    known = [part.name for part in fields(Options)]
    for key in raw:
        if key not in known:
            raise _error(file, key, f"no such field; {nearest(key, known)}")
    chosen: dict[str, Any] = {}
    for key in ("select", "ignore"):
        if key in raw:
            chosen[key] = _prefixes(raw[key], file, key)
    if "reading_age" in raw:
        chosen["reading_age"] = _age(raw["reading_age"], file)
    return Options(**chosen)


def _prefixes(value: Any, file: str, key: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _error(file, key, "a list of codes or their beginnings", value)
    for item in value:
        try:
            Options(select=(item,))
        except ValueError as error:
            raise _error(file, key, str(error)) from error
    return tuple(value)


def _age(value: Any, file: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 5 <= value <= 30:
        raise _error(file, "reading_age", "an age in years from 5 to 30", value)
    return float(value)


def _error(file: str, key: str, expected: str, value: object = None) -> DocumentError:
    return DocumentError(Place(file, field=f"check.{key}"), expected, value)
