"""The lake on disk: vintages, costs, and what survives a killed process or a full disk."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from frankpledge.areas import Areas
from frankpledge.errors import LakeError, NotFoundError
from frankpledge.lake import ImportReport, Lake, ingest, store

Line = Callable[..., str]
Street = Callable[..., Path]
Take = Callable[..., list[ImportReport]]
FEBRUARY = "2025-02-wiltshire-street.csv"
KENT = "2025-01-kent-street.csv"


def types_of(lake: Lake, as_of: str | None = None) -> list[str]:
    table = lake.table("police-uk-street", as_of).order_by(["period", "crime_type"])
    found: list[str] = table.to_pyarrow()["crime_type"].to_pylist()
    return found


def files_of(lake: Lake) -> dict[str, tuple[int, int]]:
    stats = {p: p.stat() for p in lake.path.rglob("*") if p.is_file() and p.name != ".lock"}
    return {str(p.relative_to(lake.path)): (s.st_ino, s.st_mtime_ns) for p, s in stats.items()}


def test_importing_the_same_again_changes_nothing(
    lake: Lake, take: Take, street: Street, line: Line
) -> None:
    """The second time every file is already held, and no file of the lake is touched."""
    path = street([line("a", crime_type="Drugs")])
    (first,) = take(path)
    before = files_of(lake)
    (second,) = take(path, vintage="2025-06-01")
    assert (second.status, second.import_id) == ("held", first.import_id)
    assert files_of(lake) == before


def test_the_same_content_twice_in_one_run_is_imported_once(
    lake: Lake, take: Take, street: Street, line: Line
) -> None:
    """A copy in another folder is found while the import is still going on."""
    paths = [street([line("a")], folder=folder) for folder in ("one", "two")]
    assert [report.status for report in take(*paths)] == ["imported", "held"]
    assert len(types_of(lake)) == 1


def test_newer_bytes_are_a_newer_vintage_and_the_old_stays(
    lake: Lake, take: Take, street: Street, line: Line
) -> None:
    """The current table has the newer rows; on an earlier date the older ones counted."""
    take(street([line("a", crime_type="Drugs")]), vintage="2025-03-01")
    take(street([line("a", crime_type="Robbery")]), vintage="2025-05-01")
    assert types_of(lake) == ["Robbery"]
    assert types_of(lake, "2025-04-30") == ["Drugs"]
    assert types_of(lake, "2025-02-28") == []
    found = lake.vintages("police-uk-street", "2025-01", "E23000038").to_pylist()
    assert [(row["vintage"], row["rows"], row["current"]) for row in found] == [
        ("2025-03-01", 1, False),
        ("2025-05-01", 1, True),
    ]


def test_an_older_vintage_imported_late_does_not_become_current(
    lake: Lake, take: Take, street: Street, line: Line
) -> None:
    """Vintages go by their date and not by when they were imported."""
    take(street([line("a", crime_type="Robbery")]), vintage="2025-05-01")
    take(street([line("a", crime_type="Drugs")]), vintage="2025-03-01")
    assert types_of(lake) == ["Robbery"]
    assert types_of(lake, "2025-03-01") == ["Drugs"]


def test_a_publisher_may_go_back_to_what_it_said_before(
    lake: Lake, take: Take, street: Street, line: Line
) -> None:
    """Content that was superseded is news again when it comes with a later date."""
    first, second = (
        street([line("a", crime_type=kind)], folder=kind) for kind in ("Drugs", "Robbery")
    )
    take(first, vintage="2025-03-01")
    take(second, vintage="2025-04-01")
    assert [r.status for r in take(first, vintage="2025-03-01")] == ["held"]
    assert [r.status for r in take(first, vintage="2025-05-01")] == ["imported"]
    assert types_of(lake) == ["Drugs"]
    assert types_of(lake, "2025-04-15") == ["Robbery"]


def test_a_newer_vintage_of_one_force_leaves_the_others(
    lake: Lake, take: Take, street: Street, line: Line
) -> None:
    """Two forces in one stored file: replacing one month of one keeps the other's rows."""
    street([line("a", crime_type="Drugs")])
    folder = street([line("k", crime_type="Burglary", force="Kent Police")], KENT).parent
    take(folder)
    assert len(set(lake.imports()["import_id"].to_pylist())) == 1
    take(street([line("a", crime_type="Robbery")], folder="new"), vintage="2025-06-01")
    assert types_of(lake) == ["Burglary", "Robbery"]
    assert types_of(lake, "2025-03-01") == ["Burglary", "Drugs"]


def test_two_files_of_one_part_are_two_vintages(
    lake: Lake, take: Take, street: Street, line: Line
) -> None:
    """Other bytes for the same month and force do not add up; the later file counts."""
    paths = [street([line(name)] * n, folder=name) for n, name in enumerate("ab", start=1)]
    assert [r.status for r in take(*paths)] == ["imported", "imported"]
    assert len(types_of(lake)) == 2


def test_a_new_month_touches_and_reads_no_other_files(
    lake: Lake, take: Take, street: Street, line: Line
) -> None:
    """Stored rows are neither rewritten nor read: rubbish in their place goes unnoticed."""
    take(street([line("a", crime_type="Drugs")]))
    old = lake.path / "police-uk-street/rows/000001.parquet"
    old.write_bytes(b"rubbish")
    before = files_of(lake)
    take(street([line("b", month="2025-02", crime_type="Drugs")], FEBRUARY))
    after = files_of(lake)
    assert {name: after[name] for name in before} == before
    assert sorted(set(after) - set(before)) == [
        f"police-uk-street/{folder}"
        for folder in ("imports/000002.json", "quality/000002.json", "rows/000002.parquet")
    ]


def test_rubbish_of_an_unfinished_import_is_ignored_and_cleaned(
    lake: Lake, take: Take, street: Street, line: Line
) -> None:
    """Files that no record names are no part of the lake; the next import removes them."""
    take(street([line("a", crime_type="Drugs")]))
    rows = lake.path / "police-uk-street/rows"
    (rows / "000002.parquet").write_bytes((rows / "000001.parquet").read_bytes())
    (rows / "000003.parquet.new").write_bytes(b"half")
    assert types_of(Lake(lake.path)) == ["Drugs"]
    take(street([line("b", month="2025-02", crime_type="Drugs")], FEBRUARY))
    assert sorted(p.name for p in rows.iterdir()) == ["000001.parquet", "000002.parquet"]
    assert types_of(lake) == ["Drugs", "Drugs"]


def test_damage_to_the_lake_is_said(lake: Lake, take: Take, street: Street, line: Line) -> None:
    """A lost file and a damaged record are errors that name the file."""
    take(street([line()]))
    (lake.path / "police-uk-street/rows/000001.parquet").unlink()
    with pytest.raises(LakeError, match=r"rows/000001\.parquet"):
        Lake(lake.path).table("police-uk-street")
    (lake.path / "police-uk-street/imports/000001.json").write_text("{")
    with pytest.raises(LakeError, match=r"imports/000001\.json"):
        Lake(lake.path).imports()


def test_what_is_recorded_of_an_import(lake: Lake, take: Take, street: Street, line: Line) -> None:
    """Where it came from, its checksum and size, what it holds, and its quality report."""
    import hashlib

    path = street([line(), line(month="2024-12")])
    (report,) = take(path)
    (row,) = lake.imports("police-uk-street").to_pylist()
    assert row["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert row["bytes"] == path.stat().st_size
    assert (row["file"], row["rows"], row["first_period"]) == (str(path), 1, "2025-01")
    assert (row["vintage"], row["layout"]) == ("2025-03-01", "publisher")
    assert lake.quality(row["import_id"]) == (report.quality,)
    with pytest.raises(NotFoundError):
        lake.quality("police-uk-street/000099")


def test_unknown_names_are_refused(lake: Lake, areas: Areas) -> None:
    """Sources, engines and dates that do not exist are said, with what there is."""
    with pytest.raises(NotFoundError, match="police-uk-street"):
        lake.table("police-uk-streets")
    with pytest.raises(NotFoundError, match="duckdb"):
        _ = Lake(lake.path, engine="abacus").connection
    with pytest.raises(LakeError, match="2025-13-01"):
        ingest(lake, [], areas=areas, vintage="2025-13-01")


def test_an_empty_lake_has_empty_tables(lake: Lake) -> None:
    """A source without imports has its columns and no rows."""
    table = lake.table("home-office-crime")
    assert table.columns[:2] == ("period", "force")
    assert table.to_pyarrow().num_rows == 0
    assert lake.completeness("home-office-crime").num_rows == 0


def test_a_second_writer_is_refused_and_readers_are_not(
    lake: Lake, take: Take, street: Street, line: Line, areas: Areas
) -> None:
    """While one process imports another gets an error with the first one's number."""
    path = street([line("a", crime_type="Drugs")])
    take(path)
    code = (
        "import sys; from pathlib import Path; from frankpledge.lake.store import Store\n"
        f"with Store(Path({str(lake.path)!r})).writing(): print('in', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert other.stdout is not None and other.stdout.readline() == b"in\n"
    with pytest.raises(LakeError, match=f"process {other.pid} is importing"):
        take(path)
    assert types_of(Lake(lake.path)) == ["Drugs"]
    other.communicate()
    assert [report.status for report in take(path)] == ["held"]


@pytest.mark.parametrize("at", range(1, 7))
def test_a_full_disk_leaves_the_lake_as_it_was(
    lake: Lake, take: Take, street: Street, line: Line, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    """Wherever it runs full, nothing of the import is left, and it works once there is room."""
    take(street([line("a", crime_type="Drugs")]))
    before, calls, real = files_of(lake), iter(range(1, 100)), store._sync

    def full(path: Path) -> None:
        if next(calls) == at:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        real(path)

    monkeypatch.setattr(store, "_sync", full)
    path = street([line("b", month="2025-02", crime_type="Drugs")], FEBRUARY)
    with pytest.raises(LakeError, match="the disk is full; the lake is as it was"):
        take(path)
    assert files_of(lake) == before
    assert types_of(lake) == ["Drugs"]
    monkeypatch.undo()
    assert [report.status for report in take(path)] == ["imported"]


CHILD = """
import json, os, random, resource, signal, shutil, sys
from pathlib import Path
from frankpledge.areas import load_areas
from frankpledge.errors import LakeError
from frankpledge.lake import Lake, ingest, store
import frankpledge.lake.ingesting, frankpledge.lake.lake, pyarrow.parquet, pandas

base, source, trials, how = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]
areas = load_areas()

def die_at_stage(trial):
    stage = iter(range(10**6))
    def wrap(real):
        def call(*args):
            if next(stage) == trial: os.kill(os.getpid(), signal.SIGKILL)
            return real(*args)
        return call
    store._sync, Path.replace = wrap(store._sync), wrap(Path.replace)
    store._write_rows = wrap(store._write_rows)

def die_in_time(trial):
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, 0.002 + 0.1 * random.Random(trial).random())

def little_room(trial):
    resource.setrlimit(resource.RLIMIT_FSIZE, (350 * trial, resource.RLIM_INFINITY))

ends = []
for trial in range(trials):
    lake = base.with_name(f"lake-{trial}")
    shutil.copytree(base, lake)
    child = os.fork()
    if child == 0:
        globals()[how](trial)
        try:
            ingest(Lake(lake), [Path(source)], areas=areas, vintage="2025-03-01")
        except LakeError as error:
            os.write(2, str(error).encode())
            os._exit(3)
        os._exit(0)
    ends.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
print(json.dumps(ends))
"""


@pytest.fixture
def trial(
    lake: Lake, take: Take, street: Street, line: Line, areas: Areas
) -> Callable[[str, int], list[tuple[int, Lake]]]:
    """Ingests two more months into copies of a lake, in processes that are stopped in some way."""

    def run(how: str, trials: int) -> list[tuple[int, Lake]]:
        take(street([line("a", crime_type="Drugs")], folder="old"))
        for month in ("2025-02", "2025-03"):
            rows = [line(str(n), month=month, crime_type="Robbery") for n in range(50)]
            folder = street(rows, f"{month}-wiltshire-street.csv").parent
        arguments = [str(lake.path), str(folder), str(trials), how]
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", textwrap.dedent(CHILD), *arguments],
            capture_output=True,
            check=True,
        )
        ends = json.loads(done.stdout)
        copies = [Lake(lake.path.with_name(f"lake-{n}")) for n in range(trials)]
        for copy in copies:
            # Before, after the first month, or after both: never between.
            months = copy.table("police-uk-street").period.value_counts(name="n").to_pyarrow()
            assert dict(zip(*months.to_pydict().values(), strict=True)) in [
                {"2025-01": 1},
                {"2025-01": 1, "2025-02": 50},
                {"2025-01": 1, "2025-02": 50, "2025-03": 50},
            ]
            after = ingest(copy, [folder], areas=areas, vintage="2025-03-01")
            assert {report.status for report in after} <= {"imported", "held"}
            assert copy.table("police-uk-street").count().to_pyarrow().as_py() == 101
            names = sorted(p.name for p in copy.path.rglob("*") if p.is_file())
            assert names == sorted(
                [
                    ".lock",
                    *(f"00000{n}.{x}" for n in (1, 2, 3) for x in ("json", "json", "parquet")),
                ]
            )
        return list(zip(ends, copies, strict=True))

    return run


def test_killed_at_every_stage_of_writing(
    trial: Callable[[str, int], list[tuple[int, Lake]]],
) -> None:
    """SIGKILL before each write, sync and rename of an import leaves it undone or done."""
    ends = [end for end, _ in trial("die_at_stage", 22)]
    assert ends[:20] == [-9] * 20  # each month: one write of rows, six syncs and three renames
    assert ends[20:] == [0, 0]


def test_killed_at_any_moment(trial: Callable[[str, int], list[tuple[int, Lake]]]) -> None:
    """Processes ended after some milliseconds, whatever they were doing."""
    ends = [end for end, _ in trial("die_in_time", 12)]
    assert -14 in ends


def test_files_that_cannot_grow(trial: Callable[[str, int], list[tuple[int, Lake]]]) -> None:
    """The system's own limit on the size of a file, met while rows or records are written."""
    ends = [end for end, _ in trial("little_room", 10)]
    assert 3 in ends
    assert set(ends) <= {0, 3}
