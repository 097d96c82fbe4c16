"""The lake on disk.

    <lake>/.lock                                  held by the one process that imports
    <lake>/<source>/rows/000012.parquet           the rows of an import, sorted
    <lake>/<source>/quality/000012.json           the quality reports of its files
    <lake>/<source>/imports/000012.json           its record, written last

A record appears by a rename after everything that it names is safely on disk. So a process killed
at any moment leaves the lake as it was before an import or as it is after, and readers, who start
from the records, never wait for a writer.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from frankpledge.errors import LakeError
from frankpledge.lake.quality import QualityReport
from frankpledge.lake.records import Record, State, read_records

if TYPE_CHECKING:
    import pyarrow as pa

ROW_GROUP = 1 << 17
FOLDERS = ("rows", "quality", "imports")


class Store:
    """The folder of a lake. Knows files and records, and nothing of what is in the rows."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._states: dict[str, tuple[tuple[str, ...], State]] = {}
        self._lock = Lock()  # files are prepared by several threads
        self._alone = False  # while this is the one writer, nothing changes but by `commit`

    def state(self, source: str) -> State:
        """The imports of a source as they are now on disk."""
        with self._lock:
            held = self._states.get(source)
            if held is not None and self._alone:
                return held[1]
            folder = self.root / source / "imports"
            names = tuple(sorted(p.name for p in folder.glob("*.json"))) if folder.is_dir() else ()
            if held is None or held[0] != names:
                # Records never change once written, so their names tell whether anything is new.
                held = names, read_records(folder / name for name in names)
                self._states[source] = held
            return held[1]

    def sources(self) -> list[str]:
        """Ids of the sources of which the lake holds something."""
        return sorted(path.parent.name for path in self.root.glob("*/imports"))

    def rows_file(self, record: Record) -> Path:
        """The Parquet file of an import. Raises LakeError when it is gone."""
        path = self._file(record.source, "rows", record.sequence)
        if not path.is_file():
            raise LakeError(f"{path}: the rows of import {record.id} are gone; import it again")
        return path

    def quality(self, record: Record) -> tuple[QualityReport, ...]:
        """The quality reports of an import, one a file."""
        path = self._file(record.source, "quality", record.sequence)
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
            return tuple(QualityReport.from_dict(item) for item in raw)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise LakeError(f"{path}: a damaged quality report: {error}") from error

    def _file(self, source: str, folder: str, sequence: int) -> Path:
        ending = "parquet" if folder == "rows" else "json"
        return self.root / source / folder / f"{sequence:06d}.{ending}"

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the one writer. Raises LakeError when another process is writing."""
        _make(self.root)
        lock = os.open(self.root / ".lock", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            try:
                # The system drops the lock with the process, so a killed one leaves none behind.
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                who = os.pread(lock, 64, 0).decode().strip() or "another process"
                raise LakeError(f"{self.root}: {who} is importing into this lake") from error
            with suppress(OSError):  # who it is helps others, but is no reason to fail
                os.ftruncate(lock, 0)
                os.pwrite(lock, f"process {os.getpid()}".encode(), 0)
            self._clean()
            self._alone = True
            try:
                yield
            finally:
                self._alone = False
        finally:
            os.close(lock)

    def _clean(self) -> None:
        """Remove what imports that never finished have left."""
        for source in self.sources():
            names = {f"{record.sequence:06d}" for record in self.state(source).records}
            for folder in FOLDERS:
                for path in (self.root / source / folder).glob("*"):
                    if path.suffix == ".new" or path.stem not in names:
                        path.unlink(missing_ok=True)

    def next_sequence(self, source: str) -> int:
        """The number of the next import."""
        records = self.state(source).records
        return records[-1].sequence + 1 if records else 1

    def commit(
        self, record: Record, table: pa.Table, reports: Sequence[QualityReport], texts: list[str]
    ) -> None:
        """Put an import into the lake; `texts` are the columns worth a dictionary.

        Raises LakeError, with the lake unchanged, when the disk is full or cannot be written.
        """
        paths = [self._file(record.source, folder, record.sequence) for folder in FOLDERS]
        try:
            for path in paths:
                _make(path.parent)
            _replace(paths[0], lambda new: _write_rows(new, table, texts))
            told = json.dumps([report.to_dict() for report in reports], ensure_ascii=False)
            _replace(paths[1], lambda new: new.write_text(told + "\n", encoding="utf-8"))
            _replace(paths[2], lambda new: new.write_text(record.to_json(), encoding="utf-8"))
        except OSError as error:
            _forget(paths)
            why = "the disk is full" if error.errno in {errno.ENOSPC, errno.EDQUOT} else str(error)
            raise LakeError(f"{self.root}: {why}; the lake is as it was before") from error
        self._remember(record, paths[2].name)

    def _remember(self, record: Record, name: str) -> None:
        """Add an import to the known state, so that not all records are read again for each."""
        with self._lock:
            names, state = self._states.get(record.source, ((), State(())))
            if names and name not in names:
                self._states[record.source] = (*names, name), State((*state.records, record))
            elif not names:
                self._states.pop(record.source, None)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LakeError(f"{folder}: cannot be made: {error}") from error


def _replace(path: Path, write: Callable[[Path], object]) -> None:
    """Write a file under another name, see it onto the disk, and only then give it its name."""
    new = path.with_name(path.name + ".new")
    write(new)
    _sync(new)
    new.replace(path)
    _sync(path.parent)


def _sync(path: Path) -> None:
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def _forget(paths: Sequence[Path]) -> None:
    """Remove an import that failed, its record first."""
    for path in reversed(paths):
        for each in (path, path.with_name(path.name + ".new")):
            each.unlink(missing_ok=True)


def _write_rows(path: Path, table: pa.Table, texts: list[str]) -> None:
    import pyarrow.parquet as pq

    pq.write_table(
        table,
        path,
        compression="zstd",
        compression_level=1,
        row_group_size=ROW_GROUP,
        use_dictionary=texts,  # type: ignore[arg-type]
        write_statistics=texts,
        store_schema=False,
    )
