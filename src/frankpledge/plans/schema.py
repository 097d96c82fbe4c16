"""The JSON Schema of a plan package's files, for editors, and the tables of its documentation."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator
from typing import Any

from frankpledge.plans import kinds, layout
from frankpledge.plans.kinds import Kind, Ref
from frankpledge.plans.plan import Plan
from frankpledge.plans.promises import Priority
from frankpledge.plans.shape import (
    Choice,
    FieldShape,
    Listing,
    Plain,
    Record,
    Shape,
    record,
    words_for,
)

Json = dict[str, Any]
_TYPES: dict[type, Json] = {float: {"type": "number"}, int: {"type": "integer", "minimum": 1}}
_PLAIN_WORDS = {float: "number", int: "whole number", bool: "true or false"}


def json_schema() -> Json:
    """The JSON Schema (2020-12) that every file of a package fits; one for all files.

    It knows fields, kinds and allowed words. References, circles, repeats and what depends on
    other files are left to the reader.
    """
    named = {shape.cls.__name__: _record(shape) for shape in records()}
    sections = {part.key: _described(part) for part in _sections()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A file of a Frankpledge plan package",
        "type": "object",
        "properties": sections,
        "additionalProperties": False,
        "minProperties": 1,
        "$defs": dict(sorted(named.items())),
    }


def schema_for(shape: Record, title: str) -> Json:
    """The JSON Schema (2020-12) of a file whose sections are the fields of one class."""
    found: dict[type, Record] = {}
    for part in shape.fields.values():
        _collect(part.shape, found)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **_record(shape),
        "$defs": dict(sorted((one.cls.__name__, _record(one)) for one in found.values())),
    }


def tables_for(shape: Record, name: str) -> Iterator[str]:
    """The sections of such a file, and every class below it with its fields, as Markdown."""
    found: dict[type, Record] = {}
    for part in shape.fields.values():
        _collect(part.shape, found)
    yield from _table(shape, name)
    for one in found.values():
        yield from _table(one, words_for(one.cls.__name__))


def schema_text() -> str:
    """The schema as it is published, in docs/schema/plan.schema.json."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n"


def records() -> list[Record]:
    """Every class of the model once, in the order in which the sections use them."""
    found: dict[type, Record] = {}
    for part in _sections():
        _collect(part.shape, found)
    return list(found.values())


def _collect(shape: Shape, found: dict[type, Record]) -> None:
    match shape:
        case Listing():
            _collect(shape.item, found)
        case Record() if shape.cls not in found:
            found[shape.cls] = shape
            for part in shape.fields.values():
                _collect(part.shape, found)


def _sections() -> list[FieldShape]:
    fields = record(Plan).fields
    one = FieldShape("priority", layout.PRIORITY, record(Priority), True, "one priority")
    return [one if name == "priorities" else part for name, part in fields.items()]


def _record(shape: Record) -> Json:
    return {
        "type": "object",
        "description": inspect.getdoc(shape.cls),
        "properties": {part.key: _described(part) for part in shape.fields.values()},
        "required": [part.key for part in shape.fields.values() if part.required],
        "additionalProperties": False,
    }


def _described(part: FieldShape) -> Json:
    return {**_json(part.shape), "description": part.doc}


def _json(shape: Shape) -> Json:
    match shape:
        case Record():
            return {"$ref": f"#/$defs/{shape.cls.__name__}"}
        case Listing():
            return {"type": "array", "items": _json(shape.item)}
        case Choice():
            return {"enum": list(shape.values)}
        case Plain():
            return dict(_TYPES.get(shape.type, {"type": "boolean"}))
        case Ref():
            return _json(kinds.ID)
        case _:
            # Editors read 2022 and 2022-03-31 as they stand, without quotes.
            numeric = shape in (kinds.WHEN, kinds.ID)
            kind: Json = {"type": ["string", "integer"] if numeric else "string"}
            return {**kind, **({"pattern": f"^(?:{shape.pattern})$"} if shape.pattern else {})}


def section_table() -> Iterator[str]:
    """Which section stands in which file, as rows of a Markdown table."""
    yield "| file | section | holds |"
    yield "| --- | --- | --- |"
    by_key = {part.key: part for part in _sections()}
    for key, file in layout.HOMES.items():
        part = by_key[key]
        yield f"| `{file}` | `{key}` | {_held(part.shape)}: {part.doc} |"


def field_tables() -> Iterator[str]:
    """Every class of the model with its fields, as Markdown."""
    for shape in records():
        yield from _table(shape, words_for(shape.cls.__name__))


def _table(shape: Record, name: str) -> Iterator[str]:
    yield f"\n## {name}\n"
    yield f"{inspect.getdoc(shape.cls)}\n"
    yield "| field | holds | what |"
    yield "| --- | --- | --- |"
    for part in shape.fields.values():
        key = f"**`{part.key}`**" if part.required else f"`{part.key}`"
        yield f"| {key} | {_held(part.shape)} | {part.doc.replace('|', chr(92) + '|')} |"


def _held(shape: Shape) -> str:
    match shape:
        case Record():
            name = shape.cls.__name__
            return f"[{words_for(name)}](#{words_for(name).replace(' ', '-')})"
        case Listing():
            return f"list: {_held(shape.item)}"
        case Choice():
            return ", ".join(f"`{value}`" for value in shape.values)
        case Plain():
            return _PLAIN_WORDS[shape.type]
        case Ref():
            return "id of a " + " or ".join(words_for(name) for name in shape.to)
        case Kind():
            return shape.name
