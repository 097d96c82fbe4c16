"""Reports on the site: a list of them, and a page for each with the source of every figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from frankpledge import claims
from frankpledge.claims import ORIGINS, Answer, Basis, BoundReport
from frankpledge.lake import SOURCES
from frankpledge.releases import packed
from frankpledge.releases.site.model import Site, measure_href, source_href
from frankpledge.releases.site.shapes import (
    Cell,
    Column,
    Download,
    Figure,
    Group,
    Link,
    Page,
    Table,
    Verdict,
    page,
)
from frankpledge.releases.site.words import count_words, day

MARKS = {"computed": "", "supplied": "†", "stated": "‡"}
SHORT = 60  # a longer figure is a sentence, whose source is linked behind it


@dataclass(frozen=True)
class Inline:
    """A figure in running text: its words, the mark of its origin, and where its source stands."""

    text: str
    mark: str
    told: str
    href: str
    number: int
    short: bool


def report_href(name: str) -> str:
    """Where a report's page stands."""
    return f"reports/{name}/"


def pages(site: Site) -> Iterator[Page]:
    """The list and each report; nothing where there are no reports."""
    if not site.reports:
        return
    yield _index(site)
    for report in site.reports:
        yield _page(site, report)


def _index(site: Site) -> Page:
    groups: dict[str, list[Link]] = {}
    for one in site.reports:
        head = one.head
        link = Link(head.title, report_href(one.report.id), f"{head.dated}. {head.summary}".strip())
        groups.setdefault(head.kind_words, []).append(link)
    return page(
        "reports/",
        "index.html",
        "Reports",
        "Reports whose every figure is worked out again for this release.",
        finding="A figure in these reports was worked out from the data of this release, or it "
        "says who states it. None was typed in.",
        groups=[Group(kind, items) for kind, items in groups.items()],
    )


def _page(site: Site, bound: BoundReport) -> Page:
    head = bound.head
    return page(
        report_href(bound.report.id),
        "report.html",
        head.title,
        head.summary or f"{head.kind_words}, {head.dated}.",
        crumbs=(Link("Reports", "reports/"),),
        kicker=f"{head.kind_words}. {head.dated}",
        finding=head.summary,
        about=_about(site, bound),
        count=_count(bound),
        marks=sorted({a.basis.origin for a in bound.answers if a.basis.origin != "computed"}),
        blocks=bound.blocks,
        figures={i: _figure(site, a, i) for i, a in enumerate(bound.answers) if a.table or a.chart},
        inline={i: _inline(a, i) for i, a in enumerate(bound.answers)},
        sources=_sources(site, bound) if bound.answers else None,
        downloads=[
            Download(one.text, one.path, one.form.upper()) for one in packed.of_report(site, bound)
        ],
    )


def _about(site: Site, bound: BoundReport) -> list[tuple[str, str]]:
    head = bound.head
    known = (
        ("By", head.body or site.workspace.body),
        ("For", head.audience),
        ("Restates", head.restates),
        ("How", head.note),
    )
    return [(name, text) for name, text in known if text]


def _count(bound: BoundReport) -> str:
    """How many figures there are, and whose they are."""
    found = [answer.basis.origin for answer in bound.answers]
    told = [
        f"{found.count(origin)} {words_of}"
        for origin, words_of in ORIGINS.items()
        if origin in found
    ]
    missing = sum(not answer.known for answer in bound.answers)
    some = f" {missing} of them {'is' if missing == 1 else 'are'} not known." if missing else ""
    return f"{count_words(len(found), 'figure')}: {', '.join(told)}.{some}" if found else ""


def _inline(answer: Answer, number: int) -> Inline:
    origin = answer.basis.origin
    return Inline(
        text=answer.text.replace(" %", "\u00a0%"),
        mark=MARKS[origin],
        told=ORIGINS[origin],
        href=f"#figure-{number + 1}",
        number=number + 1,
        short=len(answer.text) <= SHORT,
    )


def _figure(site: Site, answer: Answer, number: int) -> Figure | Table:
    """A chart with its table, or a table alone."""
    key = f"r{number + 1}"
    table = None if answer.table is None else _table(answer.table, f"{key}-table")
    if answer.chart is None:
        assert table is not None
        return table
    assert answer.basis.measure is not None
    kinds = dict.fromkeys(answer.chart.kinds)
    explained = {
        "improving": "Improving: unusual, on the better side",
        "concerning": "Concerning: unusual, on the worse side",
        "notable": "Unusual, where neither side is better",
        "ordinary": "Ordinary variation",
    }
    return Figure(
        id=f"{key}-chart",
        finding=answer.text,
        chart=claims.draw(answer.chart, key),
        key=tuple(Verdict(kind, text) for kind, text in explained.items() if kind in kinds),
        table=table,
        source=site.source_view(answer.basis.measure),
    )


def _table(table: claims.Table, key: str) -> Table:
    columns = tuple(
        Column(text, number=number)
        for text, number in zip(table.columns, table.numbers, strict=True)
    )
    return Table(key, table.caption, columns, [list(row) for row in table.rows])


def _sources(site: Site, bound: BoundReport) -> Table:
    """Every figure of the report in order, with what it is and where it comes from.

    Figures of which the same is said share a row, where the first of them stands.
    """
    columns = (
        Column("No."),
        Column("Figure"),
        Column("What"),
        Column("When"),
        Column("Where from"),
    )
    alike: dict[tuple[Cell, Cell, Markup], list[tuple[int, str]]] = {}
    for number, answer in enumerate(bound.answers, start=1):
        what, when = _what(site, answer.basis)
        said = alike.setdefault((what, when, _from(site, answer.basis)), [])
        said.append((number, _brief(answer)))
    rows: list[list[Cell]] = [
        [_anchors([n for n, _ in of]), "; ".join(dict.fromkeys(text for _, text in of)), *said]
        for said, of in alike.items()
    ]
    return Table("sources", "The figures of this report, in order", columns, rows)


def _anchors(numbers: list[int]) -> Markup:
    spans = (Markup('<span id="figure-{}">{}</span>').format(n, n) for n in numbers)
    return Markup(", ").join(spans)


def _brief(answer: Answer) -> str:
    if answer.chart is not None:
        return "Chart"
    if answer.table is not None:
        return "Table"
    return answer.text if len(answer.text) <= SHORT or not answer.known else "Sentence"


def _what(site: Site, basis: Basis) -> tuple[Cell, Cell]:
    windows = [one.replace(" ", "\u00a0") for one in basis.windows[::-1]]  # each on a line
    when = " against ".join(windows) or ("latest" if basis.framework else "not stated")
    if basis.framework:
        return f"{basis.framework}, {basis.area.name if basis.area else ''}", when
    if basis.measure is None:
        return "–", when
    code = basis.area.code if basis.area else site.force.code
    own = code == site.force.code or basis.area is None
    pages_of = {area.code for area in (*site.districts, *site.partnerships)}
    place = f", {basis.area.name}" if basis.area else ""
    href = measure_href(basis.measure.id, "" if own or code not in pages_of else code)
    return Link(f"{basis.measure.title}{place}", href), when


def _from(site: Site, basis: Basis) -> Markup:
    """The document of a statement, or the source, its vintage and its imports."""
    if basis.origin == "stated":
        told = Markup("{}: {}.").format(_sentence(ORIGINS[basis.origin]), basis.stated)
        told += Markup(" Where a rule scores: {}.").format(_named(basis)) if basis.sources else ""
        return told + (Markup(" {}").format(basis.note) if basis.note else Markup(""))
    if basis.framework:
        if not basis.sources:
            return Markup("No figures are held of any of these measures.")
        told = Markup("{}: {}.").format(_sentence(ORIGINS[basis.origin]), _named(basis))
        return told + (Markup(" {}").format(basis.note) if basis.note else Markup(""))
    assert basis.measure is not None
    name = "returns" if basis.origin == "supplied" else basis.measure.source
    source = Markup('<a href="../../{}">{}</a>').format(source_href(name), SOURCES[name].title)
    if name not in site.held:
        source = Markup("{}").format(SOURCES[name].title)
    told = Markup("{}: {}").format(_sentence(ORIGINS[basis.origin]), source)
    if basis.vintage:
        told += Markup(", as they stood on {}").format(day(basis.vintage))
    if basis.imports:
        told += Markup(" ({})").format(count_words(len(basis.imports), "import"))
    told += Markup(".")
    return told + (Markup(" {}").format(basis.note) if basis.note else Markup(""))


def _named(basis: Basis) -> Markup:
    """The sources of what rests on several, each with its vintage."""
    return Markup("; ").join(
        Markup('<a href="../../{}">{}</a>, as they stood on {}').format(
            source_href(name), SOURCES[name].title, day(vintage)
        )
        for name, vintage in basis.sources
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
