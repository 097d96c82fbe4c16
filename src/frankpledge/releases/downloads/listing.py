"""The data files of a release: CSV with metadata, JSON, and an index of them all.

The same inputs give the same bytes. Only areas that have pages are in the files: every force, and
the districts, partnerships, wards and neighbourhoods of the site's own force area.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from frankpledge.measures import Result, assessment_rows
from frankpledge.money.grants import published as awards
from frankpledge.releases import history
from frankpledge.releases.downloads import consultations, fields, hot_spots, money, popolo
from frankpledge.releases.downloads.csvw import SUFFIX, About, as_json, metadata, table
from frankpledge.releases.downloads.definition_json import measure_json, newest_vintage
from frankpledge.releases.downloads.published import Published
from frankpledge.releases.downloads.series_csv import series_csv, shown
from frankpledge.releases.gathering import directory, grants, roads
from frankpledge.releases.site.model import Site

OGL = "Open Government Licence v3.0"


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Every data file as (path, bytes); the index of them comes last."""
    listed = []
    for file in published(site):
        data = file.write()
        listed.append(
            {
                "path": file.path,
                "title": file.title,
                "format": file.format,
                "bytes": len(data),
                "rows": file.rows,
                "description": file.description,
            }
        )
        yield file.path, data
    yield from directory.calendars(site)
    yield "data/index.json", as_json({"release": site.release, "files": listed})


def published(site: Site) -> tuple[Published, ...]:
    """Every data file but the index. None of them is written yet, so this is quick."""
    scores, areas, imports = _scores(site), _areas(site), _imports(site)
    summary = (
        *_with_metadata("data/scores.csv", _about_scores(site), scores),
        _json("data/scores.json", "Assessments and scores", "The rows of scores.csv.", scores),
        *_with_metadata("data/areas.csv", _about_areas(), areas),
        *_with_metadata("data/imports.csv", _about_imports(site), imports),
        *_hot_spots(site),
        *_road_sites(site),
        *_money(site),
        *_services(site),
        *_grants(site),
        *(f for one in consultations.files(site) for f in _with_metadata(*one)),
        *_history(site),
        *_popolo(site),
    )
    by_measure = [f for r in site.results.by_measure.values() for f in of_measure(site, r)]
    return (*summary, *by_measure)


def of_measure(site: Site, result: Result) -> tuple[Published, ...]:
    """The files of one measure: its definition always, its figures where there are any."""
    measure = result.measure
    series = shown(site, result)
    definition = Published(
        f"data/measures/{measure.id}.json",
        measure.title,
        "Definition, source, caveats and the assessment of every area.",
        "JSON",
        0 if series is None else len(series.areas),
        lambda: as_json(measure_json(site, result, series)),
    )
    if series is None:
        return (definition,)
    path, rows = f"data/measures/{measure.id}.csv", series.values.size
    about = _about_series(site, result)
    return (
        Published(
            path,
            about.title,
            about.description,
            "CSV",
            rows,
            lambda: series_csv(site.areas, series),
        ),
        _metadata(path, about, rows),
        definition,
    )


def _with_metadata(path: str, about: About, rows: list[dict[str, Any]]) -> tuple[Published, ...]:
    write = lambda: table(about.fields, rows)  # noqa: E731 - shorter than a function for one use
    file = Published(path, about.title, about.description, "CSV", len(rows), write)
    return file, _metadata(path, about, len(rows))


def _metadata(path: str, about: About, rows: int) -> Published:
    name = path.rsplit("/", 1)[-1]
    return Published(
        f"{path}{SUFFIX}",
        f"{about.title}: what the columns mean",
        f"Metadata of {name} (CSV on the Web).",
        "CSVW",
        len(about.fields),
        lambda: metadata(name, about, rows),
    )


def _hot_spots(site: Site) -> tuple[Published, ...]:
    if site.hotspots is None:
        return ()
    return _with_metadata(hot_spots.PATH, hot_spots.about(site), hot_spots.rows(site))


def _road_sites(site: Site) -> tuple[Published, ...]:
    if site.roads is None:
        return ()
    return _with_metadata(roads.PATH, roads.about(site), roads.rows(site))


def _history(site: Site) -> tuple[Published, ...]:
    told, rows = site.history, [vars(one) for one in site.history.revisions]
    return (
        *_with_metadata(history.REVISIONS, history.about(site), rows),
        Published(
            history.HISTORY,
            "Every release",
            "What each release changed, the newest first.",
            "JSON",
            len(told.releases),
            told.to_json,
        ),
    )


def _services(site: Site) -> tuple[Published, ...]:
    if site.help is None:
        return ()
    return (
        Published(
            directory.DATA,
            "Directory of services",
            "Support, clubs and volunteering, as Open Referral UK 3.0.",
            "JSON",
            len(site.help.directory.entries),
            lambda: directory.directory_data(site),
        ),
    )


def _grants(site: Site) -> tuple[Published, ...]:
    """The awards, where there are any: a package of none is not valid 360Giving data."""
    made = awards(site.grants.programmes) if site.grants else ()
    if not made:
        return ()
    words = "Grants that the body made, as 360Giving data, version 1.4.3."
    law = grants.law_rows(site)
    return (
        Published(
            grants.JSON, "Grants", words, "JSON", len(made), lambda: grants.giving_data(site)
        ),
        Published(
            grants.FLAT_CSV, "Grants", words, "CSV", len(made), lambda: grants.flat_data(site)
        ),
        *(_with_metadata(grants.LAW, grants.about_law(site), law) if law else ()),
    )


def _money(site: Site) -> tuple[Published, ...]:
    whole = tuple(money.files(site))
    if not site.finance.services:
        return whole
    about, rows = money.about(site), money.rows(site)
    return (*whole, *_with_metadata(money.SERVICES, about, rows))


def _popolo(site: Site) -> tuple[Published, ...]:
    told = popolo.popolo(site.plans.values())
    words = (
        "Organisations, posts and who sits where, as the plans name them (Popolo), without people. "
        f"{OGL}."
    )
    path, count = popolo.PATH, popolo.size(told)
    made = Published(path, "Who does what", words, "JSON", count, lambda: as_json(told))
    return (made,) if count else ()


def _json(path: str, title: str, description: str, rows: list[dict[str, Any]]) -> Published:
    return Published(path, title, description, "JSON", len(rows), lambda: as_json(rows))


def _scores(site: Site) -> list[dict[str, Any]]:
    own = {area.code for area in (*site.districts, *site.partnerships)}
    return assessment_rows(
        site.results, site.areas, lambda area: area.kind == "force" or area.code in own
    )


def _areas(site: Site) -> list[dict[str, Any]]:
    below = (*site.partnerships, *site.districts, *site.wards, *site.neighbourhoods)
    return [vars(area) for area in (*site.areas.of_kind("force"), *below)]


def _imports(site: Site) -> list[dict[str, Any]]:
    return [row for held in site.held.values() for row in held.imports]


def _about_series(site: Site, result: Result) -> About:
    measure, held = result.measure, site.held.get(result.measure.source)
    return About(
        title=measure.title,
        description=f"{measure.question} Every figure of this measure, in {measure.unit}, by area "
        f"and {measure.period}.",
        fields=fields.SERIES,
        key=("area", "period"),
        publisher="" if held is None else held.source.publisher,
        licence="" if held is None else held.source.licence,
        source="" if held is None else held.source.url,
        vintage=newest_vintage(held),
    )


def _about_scores(site: Site) -> About:
    return About(
        "Assessments and scores",
        "What is said of every measure in every force area, and in the districts and partnerships "
        f"of {site.force.name}.",
        fields.SCORES,
        publisher=site.workspace.body,
        licence=OGL,
    )


def _about_areas() -> About:
    return About(
        "Areas",
        "The areas in these files, with their codes.",
        fields.AREAS,
        ("code",),
        "Office for National Statistics",
        OGL,
    )


def _about_imports(site: Site) -> About:
    return About(
        "Files that the figures were read from",
        "Every file that was imported, with its hash.",
        fields.IMPORTS,
        publisher=site.workspace.body,
        licence=OGL,
    )
