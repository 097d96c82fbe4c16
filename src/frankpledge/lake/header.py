"""A file's header against a layout: by name, in any order, and nothing guessed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from frankpledge.errors import InputError, Place
from frankpledge.lake.source import Field, Layout


def match_header(header: Sequence[str], layout: Layout, place: Place) -> dict[str, Field]:
    """The field of each column to be read, by its header as it stands in the file.

    Raises InputError that names the columns that are missing, unknown or there twice.
    """
    known = {head: field for field in layout.fields for head in (field.header, *field.also)}
    found = {head: known[head] for head in header if head in known}
    missing = _missing(layout, found.values())
    unknown = [h for h in header if h not in known and not _expected_extra(h, layout)]
    twice = [head for head, times in Counter(header).items() if times > 1]
    faults = [("no column", missing), ("unknown column", unknown), ("twice the column", twice)]
    told = "; ".join(f"{fault} {', '.join(map(repr, names))}" for fault, names in faults if names)
    if told:
        expected = f"the columns of {layout.id}: {', '.join(f.header for f in layout.fields)}"
        raise InputError(place, expected, told)
    if layout.extra is not None:
        extra = [h for h in header if h not in found and re.fullmatch(layout.extra, h)]
        found.update({head: Field(head, head or "unnamed", "text") for head in extra})
    return found


def _missing(layout: Layout, found: Iterable[Field]) -> list[str]:
    names = {field.name for field in found}
    return [f.header for f in layout.fields if f.name not in names and not f.optional]


def _expected_extra(head: str, layout: Layout) -> bool:
    if head in layout.ignored:
        return True
    return layout.extra is not None and re.fullmatch(layout.extra, head) is not None
