"""Responses in the lake's folder: redacted, as Parquet, one folder a consultation.

They stand beside the lake's tables of open data and not among them: answers of single people are
never exported nor published, and everything among those tables may be. A folder is written whole
and moved into place, so that a reader finds all of an import or the one before it.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from frankpledge.errors import LakeError
from frankpledge.voice.quality import Marks, Quality

if TYPE_CHECKING:
    import pyarrow as pa

FOLDER = "voice/responses"
ANSWERS, PEOPLE, RECORD = "answers.parquet", "people.parquet", "quality.json"
BATCH = 200_000


@dataclass(frozen=True)
class Responses:
    """What people answered to one consultation.

    `answers` has the columns person, question, option, value and text; `people` one row a person
    with person, speeder, exact, near, flooded and outside (blank where not known).
    """

    consultation: str
    answers: pa.Table
    people: pa.Table
    quality: Quality


class Writer:
    """Gathers answers and writes them in batches into a folder that nobody reads yet."""

    def __init__(self, data: Path, consultation: str) -> None:
        import pyarrow.parquet as pq

        self.home = data / FOLDER / consultation
        try:
            self.home.parent.mkdir(parents=True, exist_ok=True)
            self._temp = Path(tempfile.mkdtemp(prefix=".new-", dir=self.home.parent))
        except OSError as error:
            raise LakeError(f"{self.home}: cannot be written: {error}") from error
        self._writer = pq.ParquetWriter(self._temp / ANSWERS, answers_schema(), compression="zstd")
        self._rows: dict[str, list[Any]] = {name: [] for name in answers_schema().names}
        self._outside: list[bool | None] = []

    def person(self, outside: bool | None) -> int:
        """Begin the answers of one more person; returns the person's number, from 0."""
        self._outside.append(outside)
        return len(self._outside) - 1

    def add(self, *cells: Any) -> None:
        """One answer: person, question, option, value, text."""
        for values, cell in zip(self._rows.values(), cells, strict=True):
            values.append(cell)
        if len(self._rows["person"]) >= BATCH:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        if self._rows["person"]:
            self._writer.write_table(pa.table(self._rows, schema=answers_schema()))
            self._rows = {name: [] for name in self._rows}

    def finish(self, marks: Marks, quality: Quality) -> Path:
        """Write what is left and move everything into place; returns the folder."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        self._flush()
        self._writer.close()
        people = {
            "person": np.arange(len(self._outside), dtype=np.int32),
            **{name: getattr(marks, name) for name in ("speeder", "exact", "near", "flooded")},
            "outside": pa.array(self._outside, pa.bool_()),
        }
        pq.write_table(pa.table(people), self._temp / PEOPLE, compression="zstd")
        text = json.dumps(asdict(quality), ensure_ascii=False, indent=1, sort_keys=True)
        (self._temp / RECORD).write_text(text + "\n", encoding="utf-8")
        old = self.home.with_name(f".old-{self.home.name}")
        shutil.rmtree(old, ignore_errors=True)
        if self.home.exists():
            self.home.rename(old)
        self._temp.rename(self.home)
        shutil.rmtree(old, ignore_errors=True)
        return self.home

    def abandon(self) -> None:
        """Leave nothing behind."""
        self._writer.close()
        shutil.rmtree(self._temp, ignore_errors=True)


def answers_schema() -> pa.Schema:
    """Columns of the answers."""
    import pyarrow as pa

    return pa.schema(
        [
            ("person", pa.int32()),
            ("question", pa.dictionary(pa.int16(), pa.string())),
            ("option", pa.dictionary(pa.int16(), pa.string())),
            ("value", pa.float64()),
            ("text", pa.string()),
        ]
    )


def held(data: Path) -> tuple[str, ...]:
    """The consultations with responses in a lake's folder."""
    return tuple(sorted(path.parent.name for path in (data / FOLDER).glob(f"[!.]*/{RECORD}")))


def load_responses(data: Path, consultation: str) -> Responses | None:
    """The responses to a consultation, or None where none were read. Raises LakeError."""
    import pyarrow.parquet as pq

    home = data / FOLDER / consultation
    if not (home / RECORD).is_file():
        return None
    try:
        found = json.loads((home / RECORD).read_text(encoding="utf-8"))
        answers, people = (pq.read_table(home / name) for name in (ANSWERS, PEOPLE))
    except (OSError, ValueError) as error:
        raise LakeError(f"{home}: damaged; read the export again: {error}") from error
    tuples = {name: tuple(found[name]) for name in ("sources", "ragged")}
    return Responses(consultation, answers, people, Quality(**{**found, **tuples}))


def responses_files(data: Path, consultation: str) -> tuple[Path, ...]:
    """The stored files of a consultation, for a release's list of what it was made of."""
    return tuple(sorted((data / FOLDER / consultation).iterdir()))
