"""The jobs that are measured, each in a process of its own: python -m bench.jobs NAME ...

A job imports only what it needs, because start-up counts, and prints what it found as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Said = dict[str, Any]
VINTAGE = "2019-08-01"


def ingest_files(files: str, lake: str, areas: str) -> Said:
    """Files (with commas between) into a lake; adds what the reports say."""
    from collections import Counter

    from frankpledge.areas import load_areas
    from frankpledge.lake import Lake, ingest

    places = load_areas(areas)
    target = Lake(lake, areas=places)
    reports = ingest(target, [Path(f) for f in files.split(",")], areas=places, vintage=VINTAGE)
    kinds = Counter(report.status for report in reports)
    quality = [report.quality for report in reports if report.quality]
    return {
        "statuses": dict(kinds),
        "rows": sum(report.accepted for report in quality),
        "rejected": sum(report.rejected for report in quality),
    }


def ingest_and_judge(files: str, lake: str, areas: str) -> Said:
    """The same, and then the completeness of every force and month."""
    from collections import Counter

    from frankpledge.areas import load_areas
    from frankpledge.lake import Lake

    said = ingest_files(files, lake, areas)
    table = Lake(lake).completeness("police-uk-street", areas=load_areas(areas))
    return {**said, "completeness": dict(Counter(table["status"].to_pylist()))}


def count_lake(lake: str) -> Said:
    """Month x neighbourhood x type from the lake, by the library's own expression."""
    from frankpledge.lake import Lake, queries

    counts = queries.lsoa_counts(Lake(lake).table("police-uk-street"), by=["crime_type"])
    found = counts.aggregate(
        groups=counts.count(), total=counts["count"].sum(), squares=(counts["count"] ** 2).sum()
    )
    row = found.to_pyarrow().to_pylist()[0]
    return {name: int(value) for name, value in row.items()}


def assess_arrays(areas: str) -> Said:
    """Assess arrays of every area and type; the seconds are of the assessing alone."""
    from bench.assessing import every_measure, random_series
    from frankpledge.areas import load_areas
    from frankpledge.measures import assess

    places = load_areas(areas)
    series = [random_series(measure, places) for measure in every_measure()]
    started = time.perf_counter()
    found = [assess(each) for each in series]
    seconds = time.perf_counter() - started
    return {"seconds": seconds, "series": sum(len(f.variation) for f in found if f)}


def assess_lake(lake: str, areas: str) -> Said:
    """Evaluate and assess every area and type from the lake, then score them."""
    from bench.assessing import every_measure
    from frankpledge.areas import load_areas
    from frankpledge.lake import Lake
    from frankpledge.measures import assess_all, score

    places = load_areas(areas)
    started = time.perf_counter()
    found = assess_all(every_measure(), Lake(lake, areas=places), places).values()
    assessed = time.perf_counter()
    scored = sum(len(score(each)) for each in found if each)
    done = time.perf_counter()
    return {"seconds": assessed - started, "scoring": done - assessed, "series": scored}


def fill_example(workspace: str) -> Said:
    """The figures and returns of a workspace into its lake."""
    from frankpledge.cli.ingest import read_into
    from frankpledge.workspace import FILE, read_workspace

    found = read_workspace(Path(workspace, FILE))
    reports = read_into(found, (found.figures_path, found.returns_path), None, VINTAGE)
    return {"files": len(reports), "failed": sum(r.status == "failed" for r in reports)}


def build_release(workspace: str, out: str) -> Said:
    """A release; pages are its HTML files. Scoring ends when the last measure is begun."""
    from frankpledge.cli.shared import open_workspace
    from frankpledge.releases import build
    from frankpledge.workspace import FILE, read_workspace

    started = scored = time.perf_counter()
    measures = 0

    def progress(_done: int, total: int, _what: str) -> None:
        nonlocal scored, measures
        measures = measures or total
        if total == measures:  # later it counts kinds of pages
            scored = time.perf_counter()

    found = read_workspace(Path(workspace, FILE))
    lake, areas = open_workspace(found)
    build(found, lake, areas, out=Path(out), progress=progress)
    done = time.perf_counter()
    pages = sum(1 for _ in Path(out).rglob("*.html"))
    return {
        "pages": pages,
        "scoring": scored - started,
        "writing": done - scored,
        "pages_a_second": pages / (done - started),
    }


def main() -> None:
    """Run one job by name."""
    from bench import locating, peers

    jobs: dict[str, Callable[..., Said]] = {
        "ingest": ingest_files,
        "ingest-and-judge": ingest_and_judge,
        "count-lake": count_lake,
        "assess-arrays": assess_arrays,
        "assess-lake": assess_lake,
        "fill-example": fill_example,
        "build": build_release,
        **peers.JOBS,
        **locating.JOBS,
    }
    name, *arguments = sys.argv[1:]
    print(json.dumps(jobs[name](*arguments)))


if __name__ == "__main__":
    main()
