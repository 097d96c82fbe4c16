"""What a source is, as data: a publisher's files, and the lake's columns that they become.

Nothing here reads a file. Heavy libraries stay out, so that a command can list sources quickly.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

    from frankpledge.lake.rows import Rows

Build = Callable[["Rows", "Context"], None]
Parse = Callable[[Any], "pa.Table"]


@dataclass(frozen=True)
class Column:
    """A column of the lake.

    `type` is text, category (text with few values), integer, number or boolean.
    """

    name: str
    type: str
    words: str
    null: bool = False


@dataclass(frozen=True)
class Field:
    """A column of a publisher's file: its header, the name and type that it is read as.

    `also` are other headers that the publisher has used for it. A `required` field has no blanks;
    an `optional` one may be missing from the file.
    """

    header: str
    name: str
    type: str = "category"
    required: bool = False
    optional: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Layout:
    """One form in which a source's files come.

    `name` is matched with the whole file name (without .gz); its groups `period` and `force` say
    what the file claims to hold. `extra` is a pattern of further headers that `build` deals with.
    Of a spreadsheet all sheets with the layout's header are read; where `sheets` is a pattern, only
    the sheet with such a name, and of several the last by name.
    `build` turns the fields as read into the columns of the lake, and `parse` turns a JSON document
    into a table of the fields.
    """

    id: str
    name: str
    format: str
    fields: tuple[Field, ...]
    build: Build | None = None
    parse: Parse | None = None
    extra: str | None = None
    ignored: tuple[str, ...] = ()
    note: str = ""
    sheets: str | None = None

    def match(self, name: str) -> Mapping[str, str] | None:
        """What a file's name says, or None when the name is not of this layout."""
        found = re.fullmatch(self.name, name)
        return None if found is None else {k: v for k, v in found.groupdict().items() if v}


@dataclass(frozen=True)
class Gap:
    """Rows that the publisher is known not to have, as dated data: last None means still open."""

    force: str
    first: str
    last: str | None
    reason: str
    source: str


@dataclass(frozen=True)
class Dip:
    """Periods in which a fall is known to be real, so that a low count is not called partial."""

    first: str
    last: str
    reason: str
    source: str


@dataclass(frozen=True)
class Between:
    """A check: a column's numbers lie between two bounds, both included."""

    column: str
    low: float
    high: float
    expected: str


@dataclass(frozen=True)
class Form:
    """A check: a column's texts have a form."""

    column: str
    pattern: str
    expected: str


@dataclass(frozen=True)
class Gate:
    """When a force's period counts as partial or missing, against the force's own median.

    The median is over the `nearest` periods. In the national series of 2023 to 2026 a force that
    supplied nothing shows under 1 % of it (rows of its neighbours and of British Transport Police),
    and one that supplied anti-social behaviour alone 6 to 9 %; hence the bound between the two.
    `thin` bounds a whole force's counts for its size against the middle force's.
    """

    missing: float = 0.05
    partial: float = 0.60
    nearest: int = 37
    thin: float = 0.10


@dataclass(frozen=True)
class Source:
    """A publisher's data set and the lake's table of it.

    `part` is the smallest piece that a newer vintage replaces as a whole; `sort` orders the stored
    rows; `key` should not repeat (repeats are counted, never removed); `adds` are the columns that
    may be summed, the first of them standing for the size of a part (its rows where none).
    """

    id: str
    title: str
    publisher: str
    licence: str
    url: str
    grain: str
    columns: tuple[Column, ...]
    layouts: tuple[Layout, ...]
    part: tuple[str, ...]
    sort: tuple[str, ...]
    key: tuple[str, ...] = ()
    adds: tuple[str, ...] = ()
    checks: tuple[Between | Form, ...] = ()
    categories: Mapping[str, frozenset[str]] = field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()
    dips: tuple[Dip, ...] = ()
    gate: Gate = Gate()
    by_district: bool = False  # whether the column `area` says in which district rows lie
    caveats: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        unknown = {*self.part, *self.sort, *self.key, *self.adds} - set(self.names)
        if unknown:
            raise ValueError(f"{self.id}: not among its columns: {sorted(unknown)}")

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the lake's columns, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def by_force(self) -> bool:
        """Whether its rows say which force recorded them."""
        return "force" in self.names

    @property
    def by_lsoa(self) -> bool:
        """Whether its rows say where they lie."""
        return "lsoa" in self.names

    @property
    def located(self) -> bool:
        """Whether its rows say in which neighbourhood or district they lie."""
        return self.by_lsoa or self.by_district

    @property
    def every_layout(self) -> tuple[Layout, ...]:
        """The publisher's layouts and the CSV that the lake itself exports."""
        return (*self.layouts, own_layout(self))


def own_layout(source: Source) -> Layout:
    """The CSV that `export` writes: the lake's own column names; columns with blanks may lack."""
    return Layout(
        id="export",
        name=rf"{re.escape(source.id)}(?![a-z0-9])[^/]*\.csv",
        format="csv",
        fields=tuple(
            Field(c.name, c.name, c.type, required=not c.null, optional=c.null)
            for c in source.columns
        ),
        note="The table as the lake itself exports it.",
    )


@dataclass(frozen=True)
class Context:
    """What is known of a file before it is read: its name's claims, and how forces are called.

    `file` is how messages name it. `force_code` gives the code of a force's name, or None.
    """

    file: str
    says: Mapping[str, str]
    force_code: Callable[[str], str | None]
