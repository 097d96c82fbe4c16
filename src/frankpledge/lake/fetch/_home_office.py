"""Home Office tables on GOV.UK: found by the names of the files attached to a page.

The files get a new name and a new address each quarter (prc-pfa-mar2013-onwards-tables-290126.ods
is the release of 29 January 2026), so only the pages and the pattern of the names are known. The
pages are read through the GOV.UK content API, which lists attachments as JSON; where it does not
know a page, through the page itself. None of these addresses could be reached from where this
was written: they are taken from public programs that used them in 2026.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from frankpledge.errors import FetchError

from ._faults import DownloadError
from ._order import Order

BASE = "https://www.gov.uk"
FOLDER = "home-office"

_CRIME_PAGES = (
    "/government/statistical-data-sets/police-recorded-crime-and-outcomes-open-data-tables",
    "/government/statistics/police-recorded-crime-open-data-tables",
)
_WORKFORCE_PAGES = (
    "/government/statistical-data-sets/police-workforce-open-data-tables",
    "/government/statistics/police-workforce-open-data-tables",
)
_HREF = re.compile(r"""href=["']([^"']+)["']""")
_RELEASE = re.compile(r"^(?P<series>.+?)-?(?P<date>\d{6})?\.(?P<kind>ods|xlsx)$")


@dataclass(frozen=True)
class Table:
    """A set of files: the pages that may list them, tried in order, and how they are named."""

    pages: tuple[str, ...]
    pattern: str


TABLES = {
    "home-office-crime": Table(_CRIME_PAGES, r"prc-pfa-.*onwards.*\.(ods|xlsx)"),
    "home-office-csp": Table(_CRIME_PAGES, r"prc-csp-.*\.(ods|xlsx)"),
    "home-office-outcomes": Table(_CRIME_PAGES, r"prc-outcomes-open-data-.*\.(ods|xlsx)"),
    "home-office-workforce": Table(
        _WORKFORCE_PAGES, r"open-data-table-police-workforce(-\d+)?\.(ods|xlsx)"
    ),
}


def fetcher(name: str) -> Callable[[Order], list[Path]]:
    """The function that fetches one of `TABLES`."""

    def run(order: Order) -> list[Path]:
        addresses = _find(order, TABLES[name])
        return [_download(order, address) for address in addresses]

    return run


def _download(order: Order, address: str) -> Path:
    name = file_name(address)
    kind = name.rpartition(".")[2].lower()
    path = order.folder / FOLDER / name
    return order.client.download(address, path, kind=kind, progress=order.progress)


def _find(order: Order, table: Table) -> list[str]:
    """Addresses of the table's files, in order of name. Raises FetchError if there are none."""
    seen: list[str] = []
    for page in table.pages:
        links = _links(order, page)
        chosen = choose(links, table.pattern)
        if chosen:
            return chosen
        seen += [file_name(link) for link in links if _RELEASE.match(file_name(link))]
    where = " and ".join(order.base_url + page for page in table.pages)
    files = ", ".join(sorted(set(seen))) or "no spreadsheets at all"
    raise FetchError(f"{where}: no file is named like {table.pattern}; found {files}")


def _links(order: Order, page: str) -> list[str]:
    """What a page links to, on the publisher's own servers. A page that is not there: nothing."""
    try:
        content: Any = order.client.json(f"{order.base_url}/api/content{page}")
    except DownloadError as error:
        if error.status not in (404, 410):
            raise
        content = _page(order, page)
    base = order.base_url + page
    links = (urljoin(base, link) for link in _walk(content))
    return [link for link in dict.fromkeys(links) if _trusted(link, order.base_url)]


def _page(order: Order, page: str) -> str:
    try:
        return order.client.text(order.base_url + page)
    except DownloadError as error:
        if error.status in (404, 410):
            return ""
        raise


def _walk(content: Any) -> Iterator[str]:
    """Every address in a JSON document: fields named url, and links in pieces of HTML."""
    match content:
        case dict():
            if isinstance(content.get("url"), str):
                yield content["url"]
            for value in content.values():
                yield from _walk(value)
        case list():
            for value in content:
                yield from _walk(value)
        case str():
            yield from (unescape(link) for link in _HREF.findall(content))


def _trusted(link: str, base_url: str) -> bool:
    parts = urlsplit(link)
    host = parts.hostname or ""
    own = host == urlsplit(base_url).hostname
    return parts.scheme in ("http", "https") and (own or host.endswith(".gov.uk"))


def file_name(address: str) -> str:
    """The last part of an address's path. Never a path: nothing climbs out of a folder."""
    return Path(unquote(urlsplit(address).path)).name


def choose(links: list[str], pattern: str) -> list[str]:
    """The links whose file name fits, the newest release of each series, in order of name.

    Names end in the release date, ddmmyy. An ODS is preferred to an XLSX of the same date.
    """
    newest: dict[str, tuple[tuple[str, bool], str]] = {}
    for link in links:
        name = file_name(link).lower()
        release = _RELEASE.match(name)
        if release is None or not re.fullmatch(pattern, name):
            continue
        date = release["date"] or ""
        rank = (date[4:6] + date[2:4] + date[0:2], release["kind"] == "ods")
        if release["series"] not in newest or rank > newest[release["series"]][0]:
            newest[release["series"]] = (rank, link)
    return [newest[series][1] for series in sorted(newest)]
