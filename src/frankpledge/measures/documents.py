"""Reading measure and framework documents: YAML in, frozen definitions or a clear error out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node

from frankpledge import periods
from frankpledge.errors import DocumentError, Place
from frankpledge.measures import definition as d

Raw = dict[str, Any]
REQUIRED = object()
T = TypeVar("T")


def read_measure(path: Path) -> d.Measure:
    """Read one measure document. Raises DocumentError that names file, line and field."""
    fields = Fields.load(path)
    supplied = fields.text("source") == d.SUPPLIED
    measure = d.Measure(
        id=fields.identifier(),
        title=fields.text("title"),
        question=fields.question(),
        direction=fields.choice("direction", d.DIRECTIONS),
        timing=fields.choice("timing", d.TIMINGS),
        unit=fields.text("unit"),
        kind=fields.choice("kind", d.KINDS),
        basis=fields.choice("basis", d.BASES),
        source=fields.text("source"),
        areas=fields.choices("areas", d.AREA_KINDS),
        period=fields.choice("period", d.PERIOD_KINDS),
        window=fields.whole("window"),
        chart=fields.whole("chart"),
        value=fields.choice("value", d.VALUES, "value" if supplied else "count"),
        counts=fields.selection("counts") or {},
        denominator=fields.selection("denominator"),
        per=fields.whole("per", None),
        baseline=fields.part("baseline", _baseline),
        target=fields.part("target", _target),
        peers=fields.peers(),
        caveats=fields.texts("caveats"),
        sources=fields.texts("sources"),
        proxy_for=fields.text("proxy_for", None),
        no_data=fields.text("no_data", None),
        place=path.name,
    )
    fields.close()
    return _consistent(measure, fields)


def _consistent(measure: d.Measure, fields: Fields) -> d.Measure:
    if measure.supplied and not measure.no_data:
        raise fields.error("no_data", "why open data does not reach a supplied measure")
    if measure.supplied != (measure.basis == "supplied"):
        raise fields.error("basis", "'supplied' exactly for the source 'returns'", measure.basis)
    if measure.kind == "proportion" and not measure.supplied and measure.denominator is None:
        raise fields.error("denominator", "the rows that a proportion is a share of")
    if measure.chart < measure.window:
        raise fields.error("chart", f"at least the window of {measure.window}", measure.chart)
    return measure


def _baseline(fields: Fields) -> d.Baseline:
    return d.Baseline(fields.period("to"), fields.whole("periods"), fields.text("why"))


def _target(fields: Fields) -> d.Target:
    return d.Target(fields.number("value"), fields.period("from"), fields.text("source"))


def read_framework(path: Path) -> d.Framework:
    """Read one framework document. Raises DocumentError that names file, line and field."""
    fields = Fields.load(path)
    framework = d.Framework(
        id=fields.identifier(),
        title=fields.text("title"),
        kind=fields.choice("kind", ("national", "plan", "partnership", "report")),
        version=fields.text("version"),
        publisher=fields.text("publisher"),
        source=fields.text("source"),
        groups=tuple(fields.parts("groups", _group)),
        start=fields.text("from", ""),
        note=fields.text("note", ""),
    )
    fields.close()
    return framework


def _group(fields: Fields) -> d.Group:
    return d.Group(
        id=fields.text("id"),
        title=fields.text("title"),
        question=fields.text("question", ""),
        measures=tuple(fields.parts("measures", _listed)),
        note=fields.text("note", ""),
    )


def _listed(fields: Fields) -> d.Listed:
    return d.Listed(fields.text("measure"), fields.text("wording", ""), fields.text("place", ""))


class Fields:
    """The fields of one mapping of a document, taken one by one and checked as they are taken."""

    def __init__(self, path: Path, raw: Raw, trail: tuple[str | int, ...] = ()) -> None:
        self.path, self.raw, self.trail = path, raw, trail
        self.left = set(raw)

    @classmethod
    def load(cls, path: Path) -> Fields:
        """Parse a YAML file whose top is a mapping."""
        try:
            raw = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        except UnicodeDecodeError as error:
            raise DocumentError(Place(str(path)), "UTF-8 text", str(error)) from error
        except YAMLError as error:
            mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
            line = None if mark is None else mark.line + 1
            raise DocumentError(Place(str(path), line), "YAML", str(error)) from error
        if not isinstance(raw, dict):
            raise DocumentError(Place(str(path), 1), "a mapping of fields", type(raw).__name__)
        return cls(path, raw)

    def error(self, key: str, expected: str, value: object = None) -> DocumentError:
        """A DocumentError at the line where the field (or else its mapping) stands."""
        trail = (*self.trail, key)
        place = Place(str(self.path), _line(self.path, trail), ".".join(map(str, trail)))
        return DocumentError(place, expected, value)

    def take(self, key: str, default: Any = REQUIRED) -> Any:
        """The raw value of a field; the default when it is absent and may be."""
        self.left.discard(key)
        value = self.raw.get(key)
        if value is None:
            if default is REQUIRED:
                raise self.error(key, "a value")
            return default
        return value

    def close(self) -> None:
        """Refuse fields that nobody took: a misspelt field must not pass in silence."""
        if self.left:
            key = min(self.left, key=str)
            raise self.error(key, f"no such field; known are {', '.join(sorted(self.known))}")

    @property
    def known(self) -> set[str]:
        """The fields that were there and were understood."""
        return {str(key) for key in set(self.raw) - self.left}

    def text(self, key: str, default: Any = REQUIRED) -> Any:
        value = self.take(key, default)
        if value is default:
            return value
        if isinstance(value, bool | dict | list) or not str(value).strip():
            raise self.error(key, "a text", value)
        return str(value).strip()

    def texts(self, key: str) -> tuple[str, ...]:
        values = self.take(key, [])
        if not isinstance(values, list) or not all(
            isinstance(v, str) and v.strip() for v in values
        ):
            raise self.error(key, "a list of texts", values)
        return tuple(value.strip() for value in values)

    def identifier(self) -> str:
        value: str = self.text("id")
        if value != self.path.stem:
            raise self.error("id", f"the file's own name, {self.path.stem!r}", value)
        return value

    def question(self) -> str:
        value: str = self.text("question")
        if not value.endswith("?"):
            raise self.error("question", "a question that ends with '?'", value)
        return value

    def choice(self, key: str, allowed: Iterable[str], default: Any = REQUIRED) -> str:
        value = self.take(key, default)
        if value not in allowed:
            raise self.error(key, f"one of {', '.join(allowed)}", value)
        return str(value)

    def choices(self, key: str, allowed: Iterable[str]) -> tuple[str, ...]:
        values = self.take(key)
        if not isinstance(values, list) or not values or not set(values) <= set(allowed):
            raise self.error(key, f"a list of some of {', '.join(allowed)}", values)
        return tuple(values)

    def peers(self) -> str | None:
        value = self.choice("peers", (*d.AREA_KINDS, "none"), "none")
        return None if value == "none" else value

    def whole(self, key: str, default: Any = REQUIRED) -> Any:
        value = self.take(key, default)
        if value is default:
            return value
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise self.error(key, "a whole number of 1 or more", value)
        return value

    def number(self, key: str) -> float:
        value = self.take(key)
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise self.error(key, "a number", value)
        return float(value)

    def period(self, key: str) -> str:
        value = str(self.take(key))
        try:
            return str(periods.parse(value))
        except ValueError as error:
            raise self.error(key, "a period such as 2019-Q4", value) from error

    def selection(self, key: str) -> dict[str, tuple[str, ...]] | None:
        raw = self.take(key, None)
        if raw is None:
            return None
        if not isinstance(raw, dict) or not all(isinstance(v, list) and v for v in raw.values()):
            raise self.error(key, "columns, each with a list of the values that count", raw)
        return {str(column): tuple(values) for column, values in raw.items()}

    def part(self, key: str, read: Callable[[Fields], T]) -> T | None:
        raw = self.take(key, None)
        return None if raw is None else self._read((key,), raw, read)

    def parts(self, key: str, read: Callable[[Fields], T]) -> list[T]:
        raw = self.take(key)
        if not isinstance(raw, list):
            raise self.error(key, "a list", raw)
        return [self._read((key, index), item, read) for index, item in enumerate(raw)]

    def _read(self, step: tuple[str | int, ...], raw: Any, read: Callable[[Fields], T]) -> T:
        if not isinstance(raw, dict):
            raise self.error(str(step[0]), "a mapping of fields", raw)
        fields = Fields(self.path, raw, (*self.trail, *step))
        result = read(fields)
        fields.close()
        return result


def _line(path: Path, trail: tuple[str | int, ...]) -> int | None:
    """The line at which the deepest part of `trail` that exists stands; only errors pay for it."""
    node: Node | None = YAML().compose(path.read_text(encoding="utf-8"))
    line = None
    for step in trail:
        if isinstance(node, MappingNode):
            found = [(k, v) for k, v in node.value if k.value == step]
            if not found:
                break
            line, node = found[0][0].start_mark.line + 1, found[0][1]
        elif isinstance(step, int) and node is not None and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            break
    return line
