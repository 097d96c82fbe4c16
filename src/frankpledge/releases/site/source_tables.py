"""The tables of a source's page: completeness, quality, rows left out, vintages."""

from __future__ import annotations

import re
from collections import Counter

from markupsafe import Markup

from frankpledge import periods
from frankpledge.measures import words
from frankpledge.releases.site.coverage import Coverage, Run, span_words
from frankpledge.releases.site.model import Held, Rows, Site
from frankpledge.releases.site.shapes import Cell, Column, Table
from frankpledge.releases.site.source_words import about
from frankpledge.releases.site.words import count_words, day

LISTED = 48  # vintages on the page; all of them are in the file of imports
REJECTED = 20  # rejected rows told one by one
NO_BREAK = "\N{NO-BREAK SPACE}"


def completeness_table(site: Site, held: Held, known: Coverage) -> Table:
    """The own force run by run, then every other force's partial and missing runs."""
    if not known.runs:
        return _holdings(held)
    own = site.workspace.force
    others = sorted(
        (run for run in known.lacking() if run.force != own),
        key=lambda run: site.areas.force_name(run.force),
    )
    things = about(held.source.id, "").things
    return Table(
        id="completeness-table",
        caption=f"{site.areas.force_name(own)}, and other forces wherever something is lacking",
        columns=(
            Column("Police force"),
            Column("Periods"),
            Column("Status"),
            Column(f"{things.capitalize()} a {held.source.grain}", number=True),
            Column("Why"),
        ),
        rows=[_run_row(site, held, run) for run in (*known.of(own), *others)],
        ours=0 if known.of(own) else None,
    )


def _run_row(site: Site, held: Held, run: Run) -> list[Cell]:
    size = f"{run.low:,}" if run.low == run.high else f"{run.low:,} to {run.high:,}"
    number = count_words(run.periods, held.source.grain)
    return [
        site.areas.force_name(run.force),
        _unbroken(_when(run, number)),
        run.status.capitalize(),
        size,
        _sentence(run.reason) or "Nothing lacking",
    ]


def _when(run: Run, number: str) -> str:
    span = span_words(run.first, run.last)
    whole = len(periods.span(run.first, run.last)) == run.periods
    return f"{span} ({number})" if whole else f"{number} within {span}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _holdings(held: Held) -> Table:
    rows: list[list[Cell]] = [
        [row["file"], _file_span(row), words.number(row["rows"])] for row in held.imports
    ]
    return Table(
        id="completeness-table",
        caption="Periods held, file by file",
        columns=(Column("File"), Column("Periods"), Column("Rows", number=True)),
        rows=rows[-LISTED:],
    )


def _file_span(row: dict[str, str]) -> str:
    if not row["first_period"]:
        return "none"
    return _unbroken(span_words(row["first_period"], row["last_period"]))


def _unbroken(text: str) -> str:
    """Years stay beside their months where a narrow column breaks its lines."""
    return re.sub(r"(?<=[a-z]) (?=\d{4})", NO_BREAK, text)


def quality_table(held: Held) -> Table:
    """The quality reports of all imports, added up."""
    reports = held.quality
    read = sum(int(report["read"]) for report in reports)
    lines = [
        ("Rows read", read, "Everything in the files below the heading."),
        ("Rows accepted", _sum(reports, "accepted"), "These are in the figures."),
        ("Rows left out", _sum(reports, "rejected"), _reasons(reports)),
        ("Repeated keys", _sum(reports, "repeated"), "More rows than keys. Counted, and kept."),
        ("Identical rows", _sum(reports, "identical"), "Like another in everything. Kept."),
    ]
    outside = [int(r["outside"]) for r in reports if r["outside"] is not None]
    if outside:
        lines.append(("Rows elsewhere", sum(outside), "They lie in another force's area. Kept."))
    for name, count in sorted(_counted(reports, "blanks").items()):
        lines.append((f"Blank: {name.replace('_', ' ')}", count, "Kept, and never guessed."))
    lines += [(note, count, "Noted.") for note, count in sorted(_counted(reports, "notes").items())]
    return Table(
        id="quality-table",
        caption=f"Quality of {count_words(len(reports), 'file')}, added up",
        columns=(
            Column("What"),
            Column("Rows", number=True),
            Column("Of rows read", number=True),
            Column("What it means"),
        ),
        rows=[[what, f"{n:,}", _share(n, read), meaning] for what, n, meaning in lines],
    )


def lying_table(held: Held, force: str) -> Table | None:
    """Where the rows of our own force lie, by year and in all; None where rows do not say it."""
    if not held.lying:
        return None
    years: dict[str, Rows] = {}
    for row in held.lying:
        years.setdefault(row["period"][:4], []).append(row)
    lines = [(_months(rows), rows) for _, rows in sorted(years.items())]
    if len(lines) > 1:
        lines.append(("All", held.lying))
    parts = ("recorded", "inside", "outside", "nowhere")
    return Table(
        id="lying-table",
        caption=f"Rows that {force} recorded, by where they lie",
        columns=(
            Column("Months"),
            Column("Rows in all", number=True),
            Column("Inside the force area", number=True),
            Column("Outside it", number=True),
            Column("Without a place", number=True),
        ),
        rows=[[when, *(f"{_sum(rows, part):,}" for part in parts)] for when, rows in lines],
    )


def lying_text(held: Held, force: str) -> str:
    """What the table says, and why figures of places do not add up to those of the force."""
    recorded, outside, nowhere = (
        _sum(held.lying, part) for part in ("recorded", "outside", "nowhere")
    )
    said = f"Of {count_words(recorded, 'row')} that {force} recorded, "
    said += _away(outside, recorded, "outside the force area", "lies", "lie") + " and "
    said += _away(nowhere, recorded, "without a place", "is", "are") + ". "
    return said + (
        "These are in the figures of the force and in those of none of its districts, wards, "
        "parishes and neighbourhoods; what other forces recorded inside the area is in the figures "
        "of its places. So the places do not add up to the force."
    )


def _away(count: int, whole: int, where: str, one: str, many: str) -> str:
    share = f" ({_share(count, whole)})" if count else ""
    return f"{count:,}{share} {one if count == 1 else many} {where}"


def _months(rows: Rows) -> str:
    first, last = rows[0]["period"], rows[-1]["period"]
    return _unbroken(span_words(first, last))


def _sum(reports: Rows, name: str) -> int:
    return sum(int(report[name]) for report in reports)


def _counted(reports: Rows, name: str) -> Counter[str]:
    total = Counter[str]()
    for report in reports:
        total.update(report[name])
    return total


def _reasons(reports: Rows) -> str:
    counts = _counted(reports, "reasons")
    if not counts:
        return "None had to be."
    return "; ".join(f"{reason} ({count:,})" for reason, count in sorted(counts.items()))


def _share(count: int, whole: int) -> str:
    if not count or not whole:
        return ""
    share = 100 * count / whole
    return "under 0.1 %" if share < 0.1 else f"{words.number(share, 1)} %"


def rejected_table(reports: Rows) -> Table | None:
    """The first rows left out, one by one; None where there are none."""
    rows: list[list[Cell]] = [
        [
            item["file"],
            "" if item["line"] is None else f"{item['line']:,}",
            item["column"] or "",
            item["expected"],
            item["value"] or "nothing",
        ]
        for report in reports
        for item in report["rejections"]
    ]
    if not rows:
        return None
    return Table(
        id="rejected-table",
        caption=f"Rows left out (the first {min(len(rows), REJECTED)})",
        columns=(
            Column("File"),
            Column("Line", number=True),
            Column("Column"),
            Column("Expected"),
            Column("Found"),
        ),
        rows=rows[:REJECTED],
    )


def vintages_table(held: Held) -> Table:
    """The files read, with their hashes."""
    newest = sorted(held.imports, key=lambda row: (row["vintage"], row["sequence"]))[::-1]
    more = f" (the newest {LISTED} of {len(newest)})" if len(newest) > LISTED else ""
    return Table(
        id="vintages-table",
        caption=f"Files read, newest first{more}",
        columns=(
            Column("File"),
            Column("As they stood on"),
            Column("Periods"),
            Column("Rows", number=True),
            Column("Size", number=True),
            Column("SHA-256 begins"),
        ),
        rows=[
            [
                row["file"],
                day(row["vintage"]).replace(" ", NO_BREAK),
                _file_span(row),
                words.number(row["rows"]),
                size_words(row["bytes"]),
                _hash(row["sha256"]),
            ]
            for row in newest[:LISTED]
        ],
    )


def _hash(sha256: str) -> Markup:
    return Markup('<code title="{}">{}</code>').format(sha256, sha256[:12])


def size_words(size: int) -> str:
    """A file's size: '812 bytes', '12 KB', '3.4 MB'."""
    if size < 1000:
        return count_words(size, "byte")
    return f"{size / 1e3:,.0f} KB" if size < 1e6 else f"{size / 1e6:,.1f} MB"
