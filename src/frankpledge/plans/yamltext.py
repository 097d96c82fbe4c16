"""Plain values as YAML text, in the one layout that Frankpledge writes."""

from __future__ import annotations

import datetime
import io
import re
from contextlib import suppress
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import LiteralScalarString, SingleQuotedScalarString

from frankpledge.plans.shape import Listing, Record, Shape

WIDTH = 100
# Short mappings that read best on one line.
_ON_ONE_LINE = {"At", "Goal", "Replied", "Span"}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEAR = re.compile(r"[0-9]{4}")


def document(content: dict[str, Any], shape: Record, *, indent: int = 0) -> str:
    """A mapping as YAML text, each line moved right by `indent`.

    Keys in the order given, which is the model's; long texts are folded before column 100.
    """
    yaml = YAML()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = WIDTH - indent
    yaml.allow_unicode = True
    buffer = io.StringIO()
    yaml.dump(_value(content, shape), buffer)
    margin = " " * indent
    # A folded line of a flow mapping ends in a space; texts have none at their line ends.
    lines = (line.rstrip(" ") for line in buffer.getvalue().split("\n"))
    return "\n".join(margin + line if line else line for line in lines)


def _value(value: Any, shape: Shape) -> Any:
    match shape:
        case Record():
            fields = shape.fields
            mapping = CommentedMap((k, _value(v, fields[k].shape)) for k, v in value.items())
            if shape.cls.__name__ in _ON_ONE_LINE:
                mapping.fa.set_flow_style()
            return mapping
        case Listing():
            items = CommentedSeq(_value(item, shape.item) for item in value)
            if not isinstance(shape.item, Record):
                items.fa.set_flow_style()
            return items
        case _:
            return _scalar(value, shape)


def _scalar(value: Any, shape: Shape) -> Any:
    if not isinstance(value, str):
        return value
    if "\n" in value:
        return LiteralScalarString(value + "\n")
    if getattr(shape, "name", "") == "date":
        # Written as dates are written by hand, without quotes.
        return _date(value)
    # ruamel leaves these plain where YAML 1.2 allows it; to an eye or an older parser they are not.
    # Nor does it see that a question mark begins a key in a mapping on one line.
    odd = value.lower() in _LOOKS_ELSE or value.startswith("?")
    return SingleQuotedScalarString(value) if odd else value


def _date(value: str) -> Any:
    if _YEAR.fullmatch(value):
        return int(value)
    with suppress(ValueError):  # no such day: written as it is, for the reader to refuse
        return datetime.date.fromisoformat(value) if _DAY.fullmatch(value) else value
    return value


_LOOKS_ELSE = {"yes", "no", "on", "off", "y", "n"}
