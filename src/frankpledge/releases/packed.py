"""Packs within a release: which the settings ask for, where they stand, and their bytes.

`[packs] build` names the kinds. Reports become slides and print, their figures workbooks; places
become two sides of paper and a table. What a missing library keeps from being made is left out: the
pages do not link to it, and the manifest names the libraries that the release was made with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from frankpledge.areas import Area
from frankpledge.claims import BoundReport, report_files
from frankpledge.documents import nearest
from frankpledge.errors import DocumentError, Place
from frankpledge.packs import INSTALL, NEEDED, NONE, can_make, environment, read_theme
from frankpledge.packs.papers import PaperPress, paper_titles
from frankpledge.packs.parish import KINDS, Packs, Press, file_name
from frankpledge.packs.places import listed
from frankpledge.packs.reports import Press as ReportPress
from frankpledge.packs.reports import paper_of
from frankpledge.releases.gathering.reports import reports_folder
from frankpledge.releases.site.model import Site
from frankpledge.workspace import FILE, Workspace

__all__ = [
    "FOLDER",
    "KINDS",
    "SHORT",
    "Packed",
    "files",
    "left_out",
    "libraries",
    "of_paper",
    "of_place",
    "of_report",
    "packs_of",
    "papers_of",
    "wanted",
]

FOLDER = "downloads/packs/"
REPORTS, WORKBOOK, PLACES = ("panel", "annual", "statement", "assessment"), "workbook", "parish"
# Papers and the leaflet: where each kind stands below FOLDER.
PAPERS = {
    "consultation": "consultations/",
    "budget": "budgets/",
    "funding": "funding/",
    "directory": "help/",
}
BUILDS = (*REPORTS, WORKBOOK, *PAPERS, PLACES)
# Several hundred places take longer than all else in a release, so they are asked for.
USUAL = (*REPORTS, WORKBOOK, *PAPERS)
FORMS = {
    **dict.fromkeys(REPORTS, ("pptx", "pdf")),
    WORKBOOK: ("xlsx", "ods"),
    "consultation": ("pptx", "pdf", "xlsx", "ods"),
    "budget": ("pptx", "pdf"),  # its workbook is among the data
    "funding": ("pptx", "pdf", "xlsx", "ods"),
    "directory": ("pdf",),
    PLACES: ("pdf", "csv"),
}
# What papers are made of, from the workspace's root.
SOURCES_OF = {
    "consultation": ("consultations",),
    "budget": ("money/budgets",),
    "funding": ("money",),
    "directory": ("directory",),
}
WORDS = {
    "pptx": "Slides with charts that can be edited",
    "pdf": "The report on paper",
    "xlsx": "Its figures and their sources as a workbook",
    "ods": "The same workbook in the open format",
}


PAPER_WORDS = WORDS | {"pdf": "This on paper", "xlsx": "Its tables as a workbook"}
SHORT = {
    "pptx": "slides",
    "pdf": "on paper",
    "xlsx": "workbook",
    "ods": "workbook in the open format",
}


@dataclass(frozen=True)
class Packed:
    """One file: its path below the site's root, what it is for people, and its format."""

    path: str
    text: str
    form: str


def wanted(workspace: Workspace) -> tuple[str, ...]:
    """The kinds of packs that a release holds. Raises DocumentError for another setting."""
    table = workspace.raw.get("packs", {})
    where = str(workspace.root / FILE)
    if not isinstance(table, dict):
        raise DocumentError(Place(where, field="packs"), "a table", table)
    for key in sorted(set(table) - {"build"}):
        raise DocumentError(Place(where, field=f"packs.{key}"), "no such key; there is build")
    value = table.get("build", list(USUAL))
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise DocumentError(Place(where, field="packs.build"), "a list of kinds of packs", value)
    for one in value:
        if one not in BUILDS:
            told = f"a kind of pack; {nearest(one, BUILDS)}"
            raise DocumentError(Place(where, field="packs.build"), told, one)
    return tuple(kind for kind in BUILDS if kind in value)


def libraries(workspace: Workspace) -> dict[str, str]:
    """The libraries of the packs that a release made here would hold, with their versions."""
    return environment(form for kind in _kinds(workspace) for form in FORMS[kind])


def left_out(workspace: Workspace) -> tuple[str, ...]:
    """What a release made here lacks because a library does, a sentence a format."""
    here = libraries(workspace)
    forms = dict.fromkeys(form for kind in _kinds(workspace) for form in FORMS[kind])
    return tuple(
        f"left out: packs as {form.upper()}, because {listed(missing)} "
        f"{'is' if len(missing) == 1 else 'are'} not installed ({INSTALL})"
        for form in forms
        if (missing := [name for name in NEEDED[form] if here[name] == NONE])
    )


def _kinds(workspace: Workspace) -> tuple[str, ...]:
    """The kinds that are wanted and can occur: without reports there is nothing to pack of them."""
    kinds = wanted(workspace)
    reports = bool(report_files(reports_folder(workspace)))
    there = {kind: any_of(workspace, kind) for kind in PAPERS} | {PLACES: True}
    return tuple(kind for kind in kinds if there.get(kind, reports))


def any_of(workspace: Workspace, kind: str) -> bool:
    """Whether a workspace has documents that papers of a kind could be made of."""
    return any(any((workspace.root / name).rglob("*.*")) for name in SOURCES_OF[kind])


def of_paper(site: Site, kind: str, name: str) -> tuple[Packed, ...]:
    """The files of one paper; none where the settings leave out its kind, or it does not exist."""
    if kind not in wanted(site.workspace) or name not in paper_titles(kind, site.known):
        return ()
    return tuple(
        Packed(f"{FOLDER}{PAPERS[kind]}{name}.{form}", PAPER_WORDS[form], form)
        for form in FORMS[kind]
        if can_make(form, site.libraries)
    )


def papers_of(site: Site) -> Iterator[tuple[str, str, str, Packed]]:
    """The files of all papers, each with its kind, its id and its title."""
    for kind in PAPERS:
        for name, title in paper_titles(kind, site.known).items():
            for one in of_paper(site, kind, name):
                yield kind, name, title, one


def of_report(site: Site, report: BoundReport) -> tuple[Packed, ...]:
    """The files of one report."""
    kinds = [k for k in wanted(site.workspace) if k in {report.head.kind, WORKBOOK}]
    return tuple(
        Packed(f"{FOLDER}{report.report.id}.{form}", WORDS[form], form)
        for kind in kinds
        for form in FORMS[kind]
        if can_make(form, site.libraries)
    )


def of_place(site: Site, area: Area) -> tuple[Packed, ...]:
    """The files of one place; none for kinds of places that have no packs."""
    if PLACES not in wanted(site.workspace) or area.kind not in KINDS:
        return ()
    base = f"{FOLDER}places/{file_name(area)}"
    pdf = Packed(f"{base}.pdf", "This page on two sides of paper, for a meeting", "pdf")
    csv = Packed(f"{base}.csv", "The figures of this page", "csv")
    return (pdf, csv) if can_make("pdf", site.libraries) else (csv,)


def packs_of(site: Site) -> Packs:
    """Every pack of a site's places."""
    return Packs(site.results, site.areas, site.workspace.force, site.priorities)


def files(site: Site, part: int, parts: int) -> Iterator[tuple[str, bytes]]:
    """Paths and bytes of one of several parts of all packs.

    A format that the release has and this machine cannot make is passed over, for `verify` to name.
    """
    here = environment(NEEDED)
    yield from _reports(site, part, parts, here)
    yield from _papers(site, part, parts, here)
    if PLACES in wanted(site.workspace):
        yield from _places(site, part, parts, here)


def _reports(
    site: Site, part: int, parts: int, here: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    press = ReportPress(read_theme(site.workspace))
    every = [(report, one) for report in site.reports for one in of_report(site, report)]
    for report, one in every[part::parts]:
        if can_make(one.form, here):
            yield one.path, press.made(paper_of(report, site.workspace), one.form)


def _papers(
    site: Site, part: int, parts: int, here: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    press = PaperPress(site.known, read_theme(site.workspace))
    for kind, name, _, one in tuple(papers_of(site))[part::parts]:
        if can_make(one.form, here):
            yield one.path, press.made(kind, name, one.form)


def _places(
    site: Site, part: int, parts: int, here: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    packs = packs_of(site)
    both = can_make("pdf", here) and can_make("pdf", site.libraries)
    forms = ("pdf", "csv") if both else ("csv",)
    press = Press(packs, site.workspace, read_theme(site.workspace), Path(), forms)
    for area in packs.places[part::parts]:
        paths = {one.form: one.path for one in of_place(site, area)}
        for form, data in press.forms(area):
            yield paths[form], data
