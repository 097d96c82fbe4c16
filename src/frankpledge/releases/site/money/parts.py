"""What the pages about money share: where they stand, their sections, and pounds in tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from frankpledge.money.amounts import said
from frankpledge.releases.site.shapes import (
    Cell,
    Column,
    Download,
    Figure,
    Link,
    Page,
    Table,
    Text,
    Tile,
    page,
)

HOME = "money/"
PAGES = {
    "home": Link("What we know", HOME),
    "budget": Link("Budget", f"{HOME}budget/"),
    "precept": Link("Precept", f"{HOME}precept/"),
    "spending": Link("Spending", f"{HOME}spending/"),
    "services": Link("Services", f"{HOME}services/"),
    "grants": Link("Grants", f"{HOME}grants/"),
}


@dataclass(frozen=True, kw_only=True)
class Section:
    """A heading and what stands below it, in this order."""

    heading: str
    id: str = ""
    texts: Sequence[Text] = ()
    tiles: Sequence[Tile] = ()
    items: Sequence[Text] = ()
    links: Sequence[Link] = ()
    figure: Figure | None = None
    tables: Sequence[Table] = ()
    downloads: Sequence[Download] = ()
    soft: str = ""


def money_page(  # noqa: PLR0913 - called with keywords; each is one thing the page shows
    name: str,
    title: str,
    description: str,
    *,
    finding: str,
    sections: Iterable[Section | None],
    note: str = "",
    caveats: Sequence[Text] = (),
) -> Page:
    """One page about money. `note` is set apart at the top: that figures are made up, say."""
    crumbs: tuple[Link, ...] = (Link("Scorecard", ""),)
    if name != "home":
        crumbs = (*crumbs, Link("Money", HOME))
    context: dict[str, Any] = {
        "beside": list(PAGES.values()),
        "here": PAGES[name].href,
        "finding": finding,
        "note": note,
        "sections": [section for section in sections if section is not None],
        "caveats": list(caveats),
    }
    return page(
        PAGES[name].href,
        "money.html",
        title,
        description,
        section="money",
        crumbs=crumbs,
        **context,
    )


def table(
    id: str, caption: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]], texts: int = 1
) -> Table:
    """A table whose first `texts` columns are words and whose others are numbers."""
    heads = tuple(Column(text, number=n >= texts) for n, text in enumerate(columns))
    return Table(id, caption, heads, [list(row) for row in rows])


def pounds(value: Decimal | None, places: int = 2) -> str:
    """Pounds, or 'not stated'."""
    return "not stated" if value is None else said(value, places)


def signed(value: Decimal, places: int = 2) -> str:
    """A change: '+£12.00', '−£3.00', '£0.00'."""
    return f"+{said(value, places)}" if value > 0 else said(value, places)
