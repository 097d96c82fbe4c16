"""Data and API: where the figures come from, what can be taken away, how programs read it."""

from __future__ import annotations

from collections.abc import Iterator

from frankpledge.releases import packed
from frankpledge.releases.downloads.listing import published
from frankpledge.releases.downloads.published import Published
from frankpledge.releases.site.model import Site, source_href
from frankpledge.releases.site.shapes import Cell, Column, Download, Group, Link, Page, Table, page
from frankpledge.releases.site.sources import held_rows, held_span
from frankpledge.releases.site.words import count_words

HERE = "http://127.0.0.1:8000"  # where `frankpledge serve` shows a release
BASES = {
    "recorded": "Recorded by police forces",
    "located": "Located in an area",
    "supplied": "Supplied by the body, or stated in its documents",
}
ENDPOINTS = [
    ("data/index.json", "Every data file with its title, format, size and description."),
    ("data/scores.json", "What is said of each measure in each force, district and partnership."),
    ("data/scores.csv", "The same as a table."),
    ("data/measures/ID.csv", "Every figure of one measure, a line for each area and period."),
    ("data/measures/ID.json", "The definition of one measure, its caveats and its assessments."),
    ("data/areas.csv", "Codes, kinds, names and places of the areas."),
    ("data/imports.csv", "The files that the figures were read from, with their hashes."),
    ("….csv-metadata.json", "What the columns of a CSV file mean (W3C, CSV on the Web)."),
    ("manifest.json", "What the release was made of, by which rules, and every file's hash."),
]
LICENCE = (
    "Open Government Licence v3.0, but for figures that a body supplied itself: the page of each "
    "source says which licence holds. Say where the figures come from, and which release."
)


def pages(site: Site) -> Iterator[Page]:
    """The one page."""
    listed = published(site)
    figures = [file for file in listed if _is_figures(file)]
    yield page(
        "data/",
        "data.html",
        "Data",
        "Every figure of this site as files: CSV with metadata, and JSON.",
        section="data",
        finding=f"Everything on this site can be taken away: {_figures(figures)}, each with its "
        "columns explained. The files are open, and anyone can check that they are what they say.",
        downloads=_groups(site, listed),
        sources=_sources(site),
        endpoints=ENDPOINTS,
        example=_example(site, listed),
        licence=LICENCE,
        verify=f"frankpledge verify releases/{site.release}",
    )


def _is_figures(file: Published) -> bool:
    return file.path.startswith("data/measures/") and file.format == "CSV"


def _figures(figures: list[Published]) -> str:
    count = sum(file.rows for file in figures)
    measures = count_words(len(figures), "measure")
    return f"{count_words(count, 'figure')} of {measures}"


def _groups(site: Site, listed: tuple[Published, ...]) -> list[Group]:
    """The files of the whole site, then those of measures by where their figures come from."""
    whole = [f for f in listed if f.path.count("/") == 1 and f.format != "CSVW"]
    index = Download("Index of all files", "data/index.json", "JSON")
    groups = [Group("The whole site", [index, *(_download(file) for file in whole)])]
    groups += _packs(site)
    for basis, heading in BASES.items():
        items = [_download(file) for file in _of_basis(site, listed, basis)]
        if items:
            groups.append(Group(heading, items))
    return groups


def _packs(site: Site) -> Iterator[Group]:
    """Documents to take to a meeting: every report's, and where those of places are."""
    items = [
        Download(f"{bound.head.title}: {packed.SHORT[one.form]}", one.path, one.form.upper())
        for bound in site.reports
        for one in packed.of_report(site, bound)
    ]
    if items:
        yield Group("Reports to take to a meeting", items)
    papers = [
        Download(f"{title}: {packed.SHORT[one.form]}", one.path, one.form.upper())
        for _, _, title, one in packed.papers_of(site)
    ]
    if papers:
        yield Group("Voice, money and help, to take to a meeting", papers)
    places = [area for area in packed.packs_of(site).places if packed.of_place(site, area)]
    if places:
        told = f"on the page of each of {count_words(len(places), 'place')}"
        yield Group("Places, on two sides of paper", [Download("Find a place", "places/", told)])


def _of_basis(site: Site, listed: tuple[Published, ...], basis: str) -> list[Published]:
    """The tables of figures of one basis, by title."""
    paths = {
        f"data/measures/{name}.csv"
        for name, measure in site.catalogue.measures.items()
        if measure.basis == basis
    }
    return sorted((f for f in listed if f.path in paths), key=lambda file: file.title)


def _download(file: Published) -> Download:
    return Download(file.title, file.path, f"{file.format}, {count_words(file.rows, 'row')}")


def _sources(site: Site) -> Table:
    rows: list[list[Cell]] = [
        [
            Link(held.source.title, source_href(name)),
            held.source.publisher,
            held_span(held),
            held.vintage,
            f"{held_rows(held):,}",
        ]
        for name, held in site.held.items()
    ]
    return Table(
        id="sources-table",
        caption="Sources, and what is held of each",
        columns=(
            Column("Source"),
            Column("Publisher"),
            Column("Periods"),
            Column("As they stood on"),
            Column("Rows", number=True),
        ),
        rows=rows,
    )


def _example(site: Site, listed: tuple[Published, ...]) -> str:
    """A command that works: the figures of the site's own force for one measure."""
    address = site.workspace.base_url or HERE
    figures = [file for basis in BASES for file in _of_basis(site, listed, basis)]
    path = figures[0].path if figures else "data/index.json"
    return f"curl --silent {address}/{path} | grep {site.force.code}"
