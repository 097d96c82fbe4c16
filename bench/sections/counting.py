"""Row two: month x neighbourhood x crime type."""

from __future__ import annotations

from pathlib import Path

from bench.archive import Archive
from bench.process import run
from bench.report import Line, Section
from bench.rounds import Contender, Figures, interleave, ratio

OURS = "frankpledge, from the lake"
DUCKDB, POLARS, PANDAS = "DuckDB, raw CSVs", "Polars, raw CSVs", "pandas, raw CSVs, 3 columns"


def measure(archive: Archive, lake: Path, rounds: int) -> Section:
    """One question to the lake and to three peers on the CSV files."""
    peers = {DUCKDB: "count-duckdb", POLARS: "count-polars", PANDAS: "count-pandas"}
    contenders = [
        Contender(OURS, lambda: run("count-lake", lake)),
        *(
            Contender(name, lambda job=job: run(job, archive.csvs))  # type: ignore[misc]
            for name, job in peers.items()
        ),
    ]
    found = interleave(contenders, rounds)
    answer = _same_answer(list(found.values()))
    ours = found[OURS]
    over = {name: ratio(ours, found[name], "cpu") for name in peers}
    less = 1 / over[PANDAS]
    return Section(
        number=2,
        title="Month x neighbourhood x crime type",
        words=(
            "Counts of every month, neighbourhood and crime type: from the lake by "
            "`lake.queries.lsoa_counts`, and by the peers from the unpacked CSV files (given an "
            "explicit schema). All gave the same number of groups, total and sum of squares "
            f"({answer['groups']:,} groups, {answer['total']:,} rows with a place)."
        ),
        figures=list(found.values()),
        lines=[
            Line(
                "CPU, over DuckDB on the raw CSVs",
                f"{over[DUCKDB]:.2f}",
                "at most 0.50",
                over[DUCKDB] <= 0.5,
            ),
            Line("CPU, times less than pandas", f"{less:.1f}", "at least 10", less >= 10),
            Line("CPU, over Polars on the raw CSVs", f"{over[POLARS]:.2f}", "-", None),
        ],
    )


def _same_answer(figures: list[Figures]) -> dict[str, int]:
    answers = [dict(run.said) for each in figures for run in each.runs]
    if any(answer != answers[0] for answer in answers):
        raise RuntimeError(f"the contenders do not agree: {answers}")
    return answers[0]
