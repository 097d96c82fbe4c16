"""What templates place on pages: texts that are ready to print, in the shapes of components.html.

A text that is not there is '', a thing that is not there is None.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

Text = str | Markup
NOTHING = Markup("")


@dataclass(frozen=True)
class Link:
    """A link; `href` counts from the site's root, or is a full address."""

    text: str
    href: str
    note: str = ""


@dataclass(frozen=True)
class Verdict:
    """What may be said, as a shape and a word."""

    kind: str
    text: str


@dataclass(frozen=True)
class ScoreView:
    """A score from 0 to 100, its range, and where its arithmetic stands."""

    value: str
    sentence: str
    bar: Markup
    range: str = ""
    reason: str = ""
    href: str = ""


@dataclass(frozen=True)
class Tile:
    """One figure set large."""

    label: str
    value: str
    unit: str = ""
    note: str = ""
    verdict: Verdict | None = None
    link: Link | None = None


@dataclass(frozen=True)
class Column:
    """A column of a table; numbers are aligned right."""

    text: str
    number: bool = False


Cell = str | Markup | Link | Verdict


@dataclass(frozen=True)
class Table:
    """A table; the first cell of a row is its heading, `ours` the row to stress."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: list[list[Cell]]
    ours: int | None = None
    sortable: bool = False


@dataclass(frozen=True)
class SourceView:
    """Where figures come from."""

    name: Link
    publisher: str = ""
    imported: str = ""
    vintage: str = ""
    licence: str = ""
    measure: Link | None = None
    method: Link | None = None


@dataclass(frozen=True)
class Figure:
    """A chart with its finding, its shapes explained and the same as a table."""

    id: str
    finding: str
    chart: Markup
    key: tuple[Verdict, ...] = ()
    table: Table | None = None
    source: SourceView | None = None
    note: str = ""


@dataclass(frozen=True)
class Download:
    """A file to take away."""

    text: str
    href: str
    note: str = ""


@dataclass(frozen=True)
class Row:
    """A measure on a scorecard."""

    name: str
    href: str
    value: str = ""
    unit: str = ""
    period: str = ""
    change: str = ""
    verdict: Verdict | None = None
    score: str = ""
    reason: str = ""
    spark: Markup = NOTHING


@dataclass(frozen=True)
class Group:
    """A heading with what stands below it."""

    heading: str
    items: list[Any]
    text: str = ""
    folded: bool = False


@dataclass(frozen=True)
class Item:
    """A line of an answer on the home page."""

    text: str
    href: str
    verdict: Verdict | None = None
    note: str = ""


@dataclass(frozen=True)
class Answer:
    """One of the three questions of the home page, answered."""

    big: str
    unit: str
    text: str
    items: list[Item]
    more: Link | None = None


@dataclass(frozen=True)
class Priority:
    """A priority on the home page."""

    name: str
    href: str
    promise: str
    score: ScoreView
    leading: str = ""
    lagging: str = ""


@dataclass(frozen=True)
class PageHead:
    """What the frame needs to know of a page."""

    title: str
    description: str
    root: str
    section: str = ""
    crumbs: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Page:
    """A page to be rendered: where it stands, by which template, from what."""

    path: str
    template: str
    head: PageHead
    context: dict[str, Any] = field(default_factory=dict)


def page(  # noqa: PLR0913 - called with keywords; each is one thing the frame shows
    path: str,
    template: str,
    title: str,
    description: str,
    *,
    section: str = "",
    crumbs: tuple[Link, ...] = (),
    **context: Any,
) -> Page:
    """A page at `path` (a folder like 'measures/homicide/', or a file)."""
    file = path if path.endswith(".html") else f"{path}index.html"
    root = "/" if file == "404.html" else "../" * file.count("/")
    return Page(file, template, PageHead(title, description, root, section, crumbs), context)
