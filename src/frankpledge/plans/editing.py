"""Changing the text of a file where its contents changed, and nowhere else.

Comments, order, quotes and line breaks of everything that stays are kept, because they are never
touched: the places of the old values are known, and only those are replaced.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from frankpledge.plans.shape import Listing, Record
from frankpledge.plans.yamltext import document

Old = dict[str, Any] | list[Any]


class Edit(NamedTuple):
    """Replace the characters from `start` up to `end`."""

    start: int
    end: int
    text: str


def edited(text: str, old: dict[str, Any], new: dict[str, Any], shape: Record) -> str:
    """The text of a file with its contents changed from `old` to `new` (as plain values)."""
    unix = text.replace("\r\n", "\n")
    top = YAML(typ="safe", pure=True).compose(unix)
    assert isinstance(top, MappingNode)
    if top.flow_style:  # written like JSON: there are no lines of its own to keep
        return document(new, shape)
    result = unix
    for edit in sorted(_mapping(unix, top, old, new, shape), reverse=True):
        result = result[: edit.start] + edit.text + result[edit.end :]
    return result.replace("\n", "\r\n") if "\r\n" in text else result


def _mapping(
    text: str, node: MappingNode, old: dict[str, Any], new: dict[str, Any], shape: Record
) -> Iterator[Edit]:
    column = node.start_mark.column
    pairs = {str(key.value): (key, value) for key, value in node.value}
    after = _line_end(text, node.value[0][1])
    for name in shape.fields:
        if name in pairs and name in new:
            key, value = pairs[name]
            if old.get(name) != new[name]:
                yield from _pair(text, key, value, old.get(name), new, shape)
            after = _line_end(text, value)
        elif name in pairs and name in old:
            yield _without(text, *pairs[name])
        elif name in new:
            added = document({name: new[name]}, shape, indent=column)
            yield Edit(after, after, "\n" + added.rstrip("\n"))


def _pair(  # noqa: PLR0913, PLR0917 - a key, its value before and after, and how they are shaped
    text: str, key: Node, value: Node, old: Any, new: dict[str, Any], shape: Record
) -> Iterator[Edit]:
    """Go down as far as the structure is the same; below that write the pair anew."""
    name = str(key.value)
    inner = shape.fields[name].shape
    if isinstance(value, MappingNode) and not value.flow_style and isinstance(inner, Record):
        yield from _mapping(text, value, old, new[name], inner)
    elif (
        isinstance(value, SequenceNode)
        and not value.flow_style
        and isinstance(inner, Listing)
        and isinstance(inner.item, Record)
        and old
        and _kept(old, new[name])
    ):
        yield from _sequence(text, value, (old, new[name]), inner.item)
    else:
        written = document({name: new[name]}, shape, indent=key.start_mark.column)
        end = _end(text, value)
        yield Edit(key.start_mark.index, end, written.strip(" ").rstrip("\n"))


def _sequence(
    text: str, node: SequenceNode, change: tuple[list[Any], list[Any]], shape: Record
) -> Iterator[Edit]:
    old, new = change
    nodes = {_name(item): (item, part) for item, part in zip(old, node.value, strict=True)}
    wanted = {_name(item): item for item in new}
    after = text.rfind("\n", 0, node.value[0].start_mark.index)
    dash = text.rfind("-", 0, node.value[0].start_mark.index)
    margin = " " * (dash - text.rfind("\n", 0, dash) - 1)
    for name, item in wanted.items():
        if name in nodes:
            before, part = nodes[name]
            if before != item:
                yield from _item(text, part, before, item, shape)
            after = _line_end(text, part)
        else:
            written = document(item, shape, indent=len(margin) + 2)
            yield Edit(after, after, f"\n{margin}- {written.strip()}")
    for name, (_, part) in nodes.items():
        if name not in wanted:
            start = text.rfind("-", 0, part.start_mark.index)
            yield Edit(text.rfind("\n", 0, start), _line_end(text, part), "")


def _item(
    text: str, part: Node, old: dict[str, Any], new: dict[str, Any], shape: Record
) -> Iterator[Edit]:
    assert isinstance(part, MappingNode)
    if not part.flow_style:
        yield from _mapping(text, part, old, new, shape)
    else:
        written = document(new, shape, indent=part.start_mark.column)
        yield Edit(part.start_mark.index, part.end_mark.index, written.strip())


def _name(item: dict[str, Any]) -> str:
    return str(item.get("id", ""))


def _kept(old: list[Any], new: list[Any]) -> bool:
    """Whether items can be told apart by id, some stay, and those are in the same order."""
    before, after = [_name(item) for item in old], [_name(item) for item in new]
    stay = [name for name in before if name in after]
    return "" not in (*before, *after) and stay == [n for n in after if n in before] and bool(stay)


def _without(text: str, key: Node, value: Node) -> Edit:
    """Take a field out, with the line break before it."""
    start = text.rfind("\n", 0, key.start_mark.index)
    return Edit(max(start, 0), _line_end(text, value), "")


def _end(text: str, node: Node) -> int:
    """Where the last character of a value stands, without what follows it."""
    if isinstance(node, ScalarNode):
        end: int = node.end_mark.index
        return end if node.style not in ("|", ">") else len(text[:end].rstrip())
    assert isinstance(node, MappingNode | SequenceNode)
    if node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _end(text, last[1] if isinstance(last, tuple) else last)


def _line_end(text: str, node: Node) -> int:
    """The end of the line on which a value ends, past a comment there."""
    end = text.find("\n", _end(text, node))
    return len(text) if end < 0 else end
