"""Files into the lake: find them, prepare them two at a time, commit them month by month."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from frankpledge.errors import InputError, LakeError, UserError
from frankpledge.lake.batches import Batch
from frankpledge.lake.bodies import force_codes
from frankpledge.lake.containers import Entry, entries
from frankpledge.lake.preparing import Held, Home, Prepared, Preparer
from frankpledge.lake.quality import QualityReport
from frankpledge.lake.recognise import Guess, recognise, refuse
from frankpledge.lake.source import Source
from frankpledge.lake.sources import find_source

if TYPE_CHECKING:
    from frankpledge.lake.lake import Lake
    from frankpledge.lake.protocols import AreaTables

Progress = Callable[[int, int, str], None]
THREADS = 2
AHEAD = 192 << 20  # bytes of text that may be waiting while a month is being written


@dataclass(frozen=True)
class ImportReport:
    """What became of one file.

    `status` is imported, held (the lake already has it), ignored (no source has files of that
    name) or failed, with `error` saying why. A file of which some rows were left out is imported;
    `quality` lists those rows.
    """

    file: str
    status: str
    source: str | None = None
    import_id: str | None = None
    vintage: str | None = None
    quality: QualityReport | None = None
    error: UserError | None = None


@dataclass(frozen=True)
class _Job:
    entry: Entry
    guess: Guess

    @property
    def order(self) -> tuple[str, str]:
        """Files of one source and month come together, whatever folder they lie in."""
        return self.guess.source.id, self.guess.says.get("period", "")


def ingest(  # noqa: PLR0913 - each is a choice of the person who imports
    lake: Lake,
    paths: Sequence[Path],
    *,
    areas: AreaTables,
    source: str | None = None,
    vintage: str | None = None,
    progress: Progress | None = None,
) -> list[ImportReport]:
    """Read files, folders and archives into the lake; one report a file, in the order of reading.

    `source` says outright what the files are, where their names do not. `vintage` is the date
    (YYYY-MM-DD) on which the data was so; without it the date in the file beside the download
    counts, or today. `progress` is called with the bytes done, the bytes in all and a file's name.

    A file that cannot be used does not stop the others. Raises LakeError when the lake cannot be
    written or another process is writing to it; what was committed before stays.
    """
    wanted = find_source(source) if source else None
    _check_vintage(vintage)
    with lake.store.writing():
        jobs, reports = _find(paths, wanted)
        preparer = Preparer(force_codes(areas), Home.of(areas), lake.holding, vintage)
        batch = Batch(lake.store)
        done, total = 0, sum(job.entry.size for job in jobs)
        for job, outcome in _prepared(jobs, preparer):
            reports.extend(_take(outcome, job, batch, lake))
            done += job.entry.size
            if progress is not None:
                progress(done, total, job.entry.file)
        reports.extend(_imported(batch))
    return reports


def _check_vintage(vintage: str | None) -> None:
    try:
        date.fromisoformat(vintage or "2000-01-01")
    except ValueError as error:
        raise LakeError(
            f"vintage: expected a date written 2025-12-31, found {vintage!r}"
        ) from error


def _find(paths: Sequence[Path], wanted: Source | None) -> tuple[list[_Job], list[ImportReport]]:
    jobs: list[_Job] = []
    reports: list[ImportReport] = []
    for root in map(Path, paths):
        try:
            for entry in entries(root):
                guess = recognise(entry.name, wanted)
                if guess is not None:
                    jobs.append(_Job(entry, guess))
                elif entry.path == root and entry.member is None:
                    error = refuse(entry.file, wanted)
                    reports.append(ImportReport(entry.file, "failed", error=error))
                else:
                    reports.append(ImportReport(entry.file, "ignored"))
        except (UserError, OSError) as error:
            reports.append(ImportReport(str(root), "failed", error=_user_error(error)))
    return sorted(jobs, key=lambda job: job.order), reports


def _user_error(error: Exception) -> UserError:
    return error if isinstance(error, UserError) else UserError(str(error))


def _prepared(
    jobs: Iterable[_Job], preparer: Preparer
) -> Iterator[tuple[_Job, Prepared | Held | UserError]]:
    """Prepare files on two threads, in order, with a bounded amount of text waiting."""

    def work(job: _Job) -> Prepared | Held | UserError:
        try:
            return preparer.prepare(job.entry, job.guess)
        except (UserError, OSError) as error:
            return _user_error(error)

    pool = ThreadPoolExecutor(THREADS, thread_name_prefix="prepare")
    waiting: deque[tuple[_Job, Future[Prepared | Held | UserError]]] = deque()
    rest, ahead = iter(jobs), 0
    try:
        while True:
            while ahead < AHEAD and (job := next(rest, None)):
                waiting.append((job, pool.submit(work, job)))
                ahead += job.entry.size
            if not waiting:
                return
            job, future = waiting.popleft()
            ahead -= job.entry.size
            yield job, future.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _take(
    outcome: Prepared | Held | UserError, job: _Job, batch: Batch, lake: Lake
) -> Iterator[ImportReport]:
    """Put one outcome into the batch, committing the batch first when it is of another month."""
    source = job.guess.source.id
    if isinstance(outcome, UserError):
        yield ImportReport(job.entry.file, "failed", source, error=outcome)
        return
    if isinstance(outcome, Prepared) and not batch.accepts(outcome, job.order):
        yield from _imported(batch)
    if isinstance(outcome, Prepared):
        # The same content may have come earlier in this very run.
        held = lake.holding(source, outcome.member.identity, outcome.vintage)
        if held is None:
            batch.add(outcome, job.order)
            return
        outcome = Held(job.entry, job.guess.source, held)
    yield ImportReport(job.entry.file, "held", source, outcome.record.id, outcome.record.vintage)


def _imported(batch: Batch) -> Iterator[ImportReport]:
    files = batch.files
    record = batch.commit()
    for prepared in files if record else []:
        yield ImportReport(
            prepared.entry.file,
            "imported",
            prepared.source.id,
            record.id if record else None,
            prepared.vintage,
            prepared.quality,
        )


__all__ = ["ImportReport", "InputError", "ingest"]
