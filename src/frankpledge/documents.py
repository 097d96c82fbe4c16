"""What readers of YAML documents share: fields taken one by one, and how faults are reported."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node

from frankpledge import periods
from frankpledge.errors import DocumentError, Place

Raw = dict[str, Any]
REQUIRED = object()
_DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
T = TypeVar("T")


_OPENERS = re.compile(r"[\[{]")
_ANCHOR = re.compile(r"(?:^|[\s,\[{])[&*][^\s,\]}]")
_LEADING = re.compile(r"^[ ?-]+", re.MULTILINE)
_DEEPEST = 2000


def load_yaml(text: str) -> Any:
    """What a text says as YAML. Raises YAMLError, and ValueError for a date that is none."""
    return _read(text, lambda yaml: yaml.load(text))


def compose_yaml(text: str) -> Node | None:
    """The nodes of a text with their places; None of an empty one. Raises YAMLError."""
    node: Node | None = _read(text, lambda yaml: yaml.compose(text))
    return node


def _read(text: str, read: Callable[[YAML], Any]) -> Any:
    """Read by libyaml, four times as quick as the reader written in Python, or else by that.

    A text that nests deeply enough to run libyaml out of its stack would end the process, so that
    whatever could be so deep by its brackets and its indentation is left to Python. So are anchors
    and aliases, of which libyaml's nodes say nothing, and whatever libyaml refuses: it knows YAML
    1.1 alone, where a question mark may not end a text in braces.
    """
    leading = max(map(len, _LEADING.findall(text)), default=0)
    deepest = leading + sum(1 for _ in _OPENERS.finditer(text))
    if deepest <= _DEEPEST and not _ANCHOR.search(text):
        with suppress(YAMLError):
            return read(YAML(typ="safe"))
    return read(YAML(typ="safe", pure=True))


def not_yaml(file: str, error: YAMLError) -> DocumentError:
    """A parser's complaint as an error that names file, line and column."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return DocumentError(Place(file), "YAML", str(error))
    mark = error.problem_mark
    reason = ", ".join(part for part in (error.context, error.problem) if part)
    place = Place(file, mark.line + 1, column=mark.column + 1)
    return DocumentError(place, f"YAML ({reason})")


def nearest(name: str, known: Iterable[str]) -> str:
    """What to say of a name that does not exist: the nearest one, or all when none is near."""
    names = list(known)
    near = get_close_matches(name, names, n=1, cutoff=0.6)
    return f"did you mean {near[0]!r}?" if near else f"known are {', '.join(names)}"


class Fields:
    """The fields of one mapping of a document, taken one by one and checked as they are taken."""

    def __init__(self, path: Path, raw: Raw, trail: tuple[str | int, ...] = ()) -> None:
        self.path, self.raw, self.trail = path, raw, trail
        self.left = set(raw)

    @classmethod
    def load(cls, path: Path) -> Fields:
        """Parse a YAML file whose top is a mapping."""
        try:
            text = path.read_text(encoding="utf-8")
            raw = load_yaml(text)
        except UnicodeDecodeError as error:
            raise DocumentError(Place(str(path)), "UTF-8 text", str(error)) from error
        except YAMLError as error:
            raise not_yaml(str(path), error) from error
        except ValueError as error:  # the parser builds dates, and lets 2025-13-01 through to here
            raise DocumentError(
                Place(str(path), _impossible(path)), "a date", str(error)
            ) from error
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

    def choice_or_none(self, key: str, allowed: Iterable[str]) -> str | None:
        value = self.choice(key, (*allowed, "none"), "none")
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


def _impossible(path: Path) -> int | None:
    """The first line with something written like a date that is none."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        for text in _DATE.findall(line):
            try:
                date.fromisoformat(text)
            except ValueError:
                return number
    return None


def line_of(path: Path, trail: tuple[str | int, ...]) -> int | None:
    """The line at which a field of a YAML document stands, or the deepest above it; None for none.

    `trail` is the way to it from the top: keys of mappings, positions in lists.
    """
    return _line(path, trail)


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
