"""The kinds of value that a field of a plan package may hold, as types that say so.

A kind is attached to a type with `Annotated`; the reader, the JSON Schema and the documentation all
follow from it.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Annotated, Any

REQUIRED: Any = dataclasses.MISSING


@dataclass(frozen=True)
class Kind:
    """A kind of scalar: what an error calls it, and the pattern that its text must match."""

    name: str
    expected: str
    pattern: str | None = None


@dataclass(frozen=True)
class Ref:
    """A reference to another element of the package, which must be one of these classes."""

    to: tuple[str, ...]
    # A report refers to the commitments of the plan that it reports on, which is another package.
    elsewhere: bool = False


SLUG = r"[a-z0-9]+(?:[.-][a-z0-9]+)*"

ID = Kind("id", "an id of small letters, digits, hyphens and dots, such as visible-policing", SLUG)
CATALOGUED = Kind("measure", "the id of a measure in the catalogue", SLUG)
FRAMEWORK = Kind("framework", "the id of a framework in the catalogue", SLUG)
TEXT = Kind("text", "a text (in quotes when it looks like a number, a date or yes or no)")
LINE = Kind(
    "line", "a text on one line (in quotes when it looks like a number or a date)", r"[^\n]+"
)
WHEN = Kind(
    "date",
    "a date or period: 2022-03-31, 2022-03, 2022-Q1, 2022, 2021/22 or YE2022-03",
    r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d{2})?|-Q[1-4]|/\d{2})?|YE\d{4}-(?:0[1-9]|1[0-2])",
)
ADDRESS = Kind(
    "address", "a web address, an address inside a site, '#' or 'not published'", r"[^\n]*"
)
AREA = Kind("area", "an official area code such as E23000038", r"[EWKNS]\d{8}")
HASH = Kind("hash", "the hash that 'frankpledge plan adopt' writes", r"sha256:[0-9a-f]{64}")

Id = Annotated[str, ID]
Text = Annotated[str, TEXT]
Line = Annotated[str, LINE]
When = Annotated[str, WHEN]
Address = Annotated[str, ADDRESS]
AreaCode = Annotated[str, AREA]
Hash = Annotated[str, HASH]
Catalogued = Annotated[str, CATALOGUED]
FrameworkId = Annotated[str, FRAMEWORK]


def said(doc: str, default: Any = REQUIRED, key: str | None = None) -> Any:
    """A field with a sentence about it, and its name in the file where Python forbids that name."""
    return dataclasses.field(default=default, metadata={"doc": doc, "key": key})
