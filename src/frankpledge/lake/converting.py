"""Texts and other people's types into the types of a source's fields, without losing track.

This is the careful way: it says for each value whether it could be read. Files that are right
throughout never come here, because the CSV parser has already read them with the right types.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from frankpledge.lake.rows import CATEGORY, Rows
from frankpledge.lake.source import Field

ARROW = {
    "text": pa.string(),
    "category": CATEGORY,
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
}
TRUE, FALSE = ("True", "true", "TRUE", "1"), ("False", "false", "FALSE", "0")
WORDS = {"integer": "a whole number", "number": "a number", "boolean": "True or False"}
NUMBER = r"^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$"
INTEGER = r"^\s*[+-]?\d{1,18}(\.0*)?\s*$"


def convert(rows: Rows, fields: Sequence[Field]) -> None:
    """Give each field its type, leaving out the rows with values that cannot be read."""
    for field in fields:
        if field.name in rows.table.column_names:
            array = rows.column(field.name)
            good = readable(array, field.type)
            if good is not None:
                rows.drop(good, field.name, WORDS[field.type])
                array = rows.column(field.name)
            rows.set(field.name, cast(array, field.type))


def readable(array: Any, kind: str) -> Any:
    """Which values can be read as that type; None when all can."""
    if kind in {"text", "category"} or array.type == ARROW[kind]:
        return None
    if pa.types.is_floating(array.type) and kind == "integer":
        return pc.equal(array, pc.floor(array))
    if pa.types.is_string(array.type):
        if kind == "boolean":
            return pc.or_(pc.is_null(array), pc.is_in(array, pa.array([*TRUE, *FALSE])))
        return pc.match_substring_regex(array, INTEGER if kind == "integer" else NUMBER)
    return None


def cast(array: Any, kind: str) -> Any:
    """The array in that type. All its values must be readable."""
    if kind == "text":
        return array.cast(pa.string())
    if kind == "category":
        if pa.types.is_floating(array.type):
            array = array.cast(pa.int64(), safe=False)  # quarters and codes that came as 1.0
        return array if array.type == CATEGORY else array.cast(pa.string()).dictionary_encode()
    if pa.types.is_string(array.type):
        return _cast_text(array, kind)
    return array.cast(ARROW[kind])


def _cast_text(array: Any, kind: str) -> Any:
    if kind == "boolean":
        return pc.if_else(pc.is_null(array), None, pc.is_in(array, pa.array(TRUE)))
    trimmed = pc.utf8_trim_whitespace(array)
    numbers = pc.cast(trimmed, pa.float64()) if kind == "number" else trimmed
    if kind == "integer":
        return pc.cast(pc.replace_substring_regex(trimmed, r"^\+|\.0*$", ""), pa.int64())
    return numbers
