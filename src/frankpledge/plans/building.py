"""From YAML nodes to the model: every value checked against the shape that its class declares."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from frankpledge.documents import nearest
from frankpledge.plans import kinds
from frankpledge.plans.dates import last_day
from frankpledge.plans.faults import Found, Reference
from frankpledge.plans.kinds import Kind, Ref
from frankpledge.plans.plan import Trail
from frankpledge.plans.raw import tidy
from frankpledge.plans.rules import RULES, Case, Rule
from frankpledge.plans.safety import active, hidden, unsafe_address
from frankpledge.plans.shape import Choice, FieldShape, Listing, Plain, Record, Shape, words_for

BROKEN: Any = object()  # stands for a value that could not be read; its error has been kept
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_WORDS = {float: "a number in digits, such as 1250 or -2.5", int: "a whole number from 1"}


@dataclass
class Builder:
    """Reads the nodes of one file."""

    file: str
    found: Found
    owner: str = ""
    rules: Mapping[str, tuple[Rule, ...]] = field(default_factory=lambda: RULES)

    def value(self, shape: Shape, node: Node, trail: Trail) -> Any:
        """The value of a node, or BROKEN after an error was kept."""
        self.found.spans[trail] = (self.file, node.start_mark.index, node.end_mark.index)
        match shape:
            case Record():
                return self.record(shape, node, trail)
            case Listing():
                return self._list(shape, node, trail)
            case _:
                return self._scalar(shape, node, trail)

    def record(self, shape: Record, node: Node, trail: Trail) -> Any:
        """A mapping as an instance of its class."""
        if not isinstance(node, MappingNode):
            return self._wrong(node, "fields, each with its name", trail)
        pairs = {str(key.value): (key, value) for key, value in node.value}
        outer, self.owner = self.owner, self._named(shape, pairs) or self.owner
        broken = self._unknown(shape, pairs, trail)
        values = {
            part.name: self._field(part, pairs, node, trail) for part in shape.fields.values()
        }
        values = {name: value for name, value in values.items() if value is not None}
        self._note_place(shape, pairs, node)
        broken |= any(value is BROKEN for value in values.values())
        known = {name: None if v is BROKEN else v for name, v in values.items()}
        case = Case(known, self.found.folder.resolve().name)
        for rule in self.rules.get(shape.cls.__name__, ()):
            for steps, expected, wrong in rule(case):
                at = self.found.keys.get((*trail, *steps), self.found.located(self.file, node))
                self.found.error(at, expected, wrong, name=_dotted((*trail, *steps)))
                broken = True
        self.owner = outer
        return BROKEN if broken else shape.cls(**values)

    def _named(self, shape: Record, pairs: dict[str, tuple[Node, Node]]) -> str | None:
        """Note the id of an element, so that references find it even if the element has errors."""
        if not shape.named or "id" not in pairs:
            return None
        node = pairs["id"][1]
        name, at = str(node.value), self.found.located(self.file, node)
        if name in self.found.ids:
            first = self.found.ids[name][1]
            self.found.error(at, f"an id used once; {first} has it", name, name="id")
        else:
            self.found.ids[name] = (shape.cls.__name__, at)
        return name

    def _note_place(self, shape: Record, pairs: dict[str, tuple[Node, Node]], node: Node) -> None:
        """Note what has no place, or a place in no named document; sources decide if it must."""
        at = self.found.located(self.file, node)
        if shape.cls.__name__ == "At" and "document" not in pairs:
            self.found.undocumented.append(at)
        speaks = shape.named or {"text", "quote"} & set(pairs)
        if "place" in shape.fields and speaks and not {"place", "added"} & set(pairs):
            self.found.placeless.append((at, self.owner))

    def _unknown(self, shape: Record, pairs: dict[str, tuple[Node, Node]], trail: Trail) -> bool:
        unknown = [name for name in pairs if name not in shape.fields]
        for name in unknown:
            at = self.found.located(self.file, pairs[name][0])
            self.found.error(
                at, f"no such field; {nearest(name, shape.fields)}", name=_dotted(trail, name)
            )
        return bool(unknown)

    def _field(
        self, part: FieldShape, pairs: dict[str, tuple[Node, Node]], node: Node, trail: Trail
    ) -> Any:
        steps = (*trail, part.name)
        if part.key not in pairs:
            if not part.required:
                return None
            return self._wrong(node, f"a field {part.key!r} ({part.doc})", trail)
        key, value = pairs[part.key]
        self.found.keys[steps] = self.found.located(self.file, key)
        return self.value(part.shape, value, steps)

    def _list(self, shape: Listing, node: Node, trail: Trail) -> Any:
        if not isinstance(node, SequenceNode):
            return self._wrong(node, "a list ([a, b], or one '- ' a line)", trail)
        values = []
        for index, item in enumerate(node.value):
            steps = (*trail, index)
            self.found.keys[steps] = self.found.located(self.file, item)
            values.append(self.value(shape.item, item, steps))
        return BROKEN if any(value is BROKEN for value in values) else tuple(values)

    def _scalar(self, shape: Kind | Ref | Choice | Plain, node: Node, trail: Trail) -> Any:
        if not isinstance(node, ScalarNode):
            return self._wrong(node, _expected(shape), trail)
        match shape:
            case Plain():
                return self._plain(shape.type, node, trail)
            case Choice():
                if node.value not in shape.values or _type(node) != "str":
                    return self._wrong(node, _expected(shape), trail)
                return node.value
            case Ref():
                at = self.found.located(self.file, node)
                self.found.references.append(
                    Reference(self.owner, _field_name(trail), node.value, shape, at)
                )
                return self._text(kinds.ID, node, trail)
            case _:
                return self._text(shape, node, trail)

    def _plain(self, kind: type, node: ScalarNode, trail: Trail) -> Any:
        text, found = node.value, _type(node)
        if kind is bool:
            good = found == "bool" and text in ("true", "false")
            return text == "true" if good else self._wrong(node, "true or false", trail)
        # Digits in quotes are a text, and a number with commas is one too.
        if found not in ("int", "float") or not _NUMBER.fullmatch(text):
            return self._wrong(node, _WORDS[kind], trail)
        if kind is int and (found != "int" or int(text) < 1):
            return self._wrong(node, _WORDS[kind], trail)
        return kind(text)

    def _text(self, kind: Kind, node: ScalarNode, trail: Trail) -> Any:
        text = tidy(node.value)
        # 2024 is a good date and a good id, although YAML takes it for a number.
        numeric = kind in (kinds.WHEN, kinds.ID) and _type(node) in ("int", "float", "timestamp")
        if not text or (_type(node) != "str" and not numeric):
            return self._wrong(node, _expected(kind), trail)
        if kind.pattern and not re.fullmatch(kind.pattern, text):
            return self._wrong(node, _expected(kind), trail)
        if fault := _unfit(kind, text):
            return self._wrong(node, fault[0], trail, fault[1])
        if kind in (kinds.CATALOGUED, kinds.FRAMEWORK):
            self.found.catalogued.append((kind, text, self.found.located(self.file, node)))
        return text

    def _wrong(self, node: Node, expected: str, trail: Trail, value: Any = None) -> Any:
        shown = value if value is not None else _shown(node)
        at = self.found.located(self.file, node)
        if isinstance(node, ScalarNode) and not node.value and not node.style:
            # A value that was left out has no place of its own; its key has.
            at, shown = self.found.keys.get(trail, at), None
        self.found.error(at, expected, shown, name=_dotted(trail))
        return BROKEN


def _type(node: ScalarNode) -> str:
    return str(node.tag).rpartition(":")[2]


def _unfit(kind: Kind, text: str) -> tuple[str, str] | None:
    """What a text may not hold, and what it holds."""
    if kind is kinds.WHEN and not _real(text):
        return "a date or period that exists", text
    if bad := next(hidden(text), None):
        return "no hidden, control or direction-changing character", bad[1]
    if markup := active(text):
        return "plain text without HTML or script", markup
    if kind is kinds.ADDRESS and (scheme := unsafe_address(text)):
        return "an address that begins with https:", f"{scheme}:"
    return None


def _real(text: str) -> bool:
    try:
        last_day(text)
    except ValueError:
        return False
    return True


def _expected(shape: Shape) -> str:
    match shape:
        case Kind():
            return shape.expected
        case Ref():
            return "the id of a " + " or a ".join(map(words_for, shape.to))
        case Choice():
            return "one of " + ", ".join(repr(value) for value in shape.values)
        case Plain():
            return _WORDS.get(shape.type, "true or false")
        case _:
            return "a value"


def _shown(node: Node) -> object:
    if isinstance(node, ScalarNode):
        value = str(node.value)
        return value if len(value) <= 60 else f"{value[:57]}..."
    return None


def _field_name(trail: Trail) -> str:
    return next(str(step) for step in reversed(trail) if isinstance(step, str))


def _dotted(trail: Trail, last: str | None = None) -> str:
    steps = [str(step) for step in trail if not isinstance(step, int)]
    return ".".join([*steps, last] if last else steps)
