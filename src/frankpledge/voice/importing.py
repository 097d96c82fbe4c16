"""Responses out of a survey tool's export into the lake's folder, redacted on the way."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from frankpledge.voice.answering import Faulty, Given, Reader
from frankpledge.voice.columns import NOT_THERE, Columns, find_columns
from frankpledge.voice.layouts import PRESETS, preset_of
from frankpledge.voice.model import Consultation
from frankpledge.voice.place_names import NOWHERE, Places
from frankpledge.voice.quality import Quality, Watch, seconds_between, tally
from frankpledge.voice.redaction import redact
from frankpledge.voice.storing import Writer
from frankpledge.voice.tables import Sheet, open_export

MOST = 100_000  # characters of one answer that are kept: some fifty pages
LISTED = 20
EVERY = 2_000  # rows between two reports of progress

Inside = Callable[[str], bool | None]  # whether a postcode lies in the area; None: not known
Progress = Callable[[int, str], None]


def _unknown(_postcode: str) -> bool | None:
    """No postcodes to hand."""
    return None


def read_responses(  # noqa: PLR0913 - what to read, and what is known of postcodes and places
    one: Consultation,
    path: Path,
    data: Path,
    *,
    inside: Inside = _unknown,
    places: Places = NOWHERE,
    progress: Progress = lambda _rows, _what: None,
) -> Quality:
    """Read an export into the lake's folder `data`, in place of what was there; tell its quality.

    Rows are read one after the other, so that a million of them need no more memory than a few
    numbers each. `places` are names that are no people's. Raises NotFoundError without the file,
    InputError for one that cannot be read, VoiceError for questions whose columns are not found.
    """
    preset = preset_of(one.export) if one.export else PRESETS["table"]
    sheet = open_export(path, preset.header_rows, one.export.sheet if one.export else None)
    columns = find_columns(one, sheet.headers, sheet.file)
    writer = Writer(data, one.id)
    try:
        work = _Work(one, columns, writer, inside, places)
        for rows, (_, cells) in enumerate(sheet.rows, start=1):
            work.row(cells)
            if rows % EVERY == 0:
                progress(rows, f"{rows:,} answers")
        quality = work.quality(path, sheet)
        writer.finish(work.watch.marks()[0], quality)
    except BaseException:
        writer.abandon()
        raise
    return quality


class _Work:
    """One import under way."""

    def __init__(
        self, one: Consultation, columns: Columns, writer: Writer, inside: Inside, places: Places
    ) -> None:
        self.columns, self.writer, self.inside, self.places = columns, writer, inside, places
        self.reader, self.watch = Reader(one, columns), Watch()
        self.counts: Counter[str] = Counter()
        self.faults: Counter[tuple[str, str]] = Counter()
        self.removed: Counter[str] = Counter()
        self.numbers: set[str] = set()
        self.elsewhere = {
            (question.id, option.code)
            for question in one.questions
            for option in question.options
            if option.outside
        }

    def row(self, cells: Sequence[str]) -> None:
        """Take in one row: once for each respondent, and not at all when nothing is answered."""
        self.counts["rows"] += 1
        number = self._cell(cells, self.columns.respondent)
        if number and number in self.numbers:
            self.counts["twice"] += 1
            return
        self.numbers.add(number)
        answers = list(self.reader.read(cells))
        given = [one for one in answers if isinstance(one, Given)]
        self.faults.update((one.question, one.reason) for one in answers if isinstance(one, Faulty))
        if not given:
            self.counts["blank"] += 1
            return
        self._note(cells, given)
        self._store(cells, given)

    def _cell(self, cells: Sequence[str], at: int) -> str:
        return "" if at == NOT_THERE else cells[at].strip()

    def _note(self, cells: Sequence[str], given: Sequence[Given]) -> None:
        columns = self.columns
        took = seconds_between(
            self._cell(cells, columns.started), self._cell(cells, columns.finished)
        )
        texts = [one.text[:MOST] for one in given if one.text is not None]
        self.watch.add(took, self._cell(cells, columns.source), texts)

    def _store(self, cells: Sequence[str], given: Sequence[Given]) -> None:
        person = self.writer.person(self._outside(cells, given))
        for one in given:
            text = None if one.text is None else self._redacted(one.text)
            if text != "":
                self.writer.add(person, one.question, one.option, one.value, text)

    def _redacted(self, text: str) -> str:
        if len(text) > MOST:
            self.counts["cut"] += 1
        found = redact(text[:MOST], self.places)
        self.removed.update(found.counts)
        return found.text

    def _outside(self, cells: Sequence[str], given: Sequence[Given]) -> bool | None:
        """Whether somebody lives elsewhere: by an answer that says so, or else by the postcode."""
        if any((one.question, one.option) in self.elsewhere for one in given):
            self.counts["outside"] += 1
            return True
        postcode = self._cell(cells, self.columns.postcode)
        inside = self.inside(postcode) if postcode else None
        if postcode and inside is None:
            self.counts["postcodes"] += 1
        if inside is not None:
            self.counts["outside"] += not inside
            return not inside
        return False if self.elsewhere else None

    def quality(self, path: Path, sheet: Sheet) -> Quality:
        marks, median, floods = self.watch.marks()
        told = self.columns.postcode != NOT_THERE or bool(self.elsewhere)
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        found = Quality(
            file=path.name,
            sha256=digest,
            encoding=sheet.notes.encoding,
            rows=self.counts["rows"],
            answered=len(marks.speeder),
            blank=self.counts["blank"],
            twice=self.counts["twice"],
            speeders=None if median is None else int(marks.speeder.sum()),
            median_seconds=median,
            exact_repeats=int(marks.exact.sum()),
            near_repeats=int(marks.near.sum()),
        )
        return replace(
            found,
            flooded=None if floods is None else int(marks.flooded.sum()),
            sources=(floods or ())[:LISTED],
            outside=self.counts["outside"] if told else None,
            unknown_postcodes=self.counts["postcodes"],
            faulty=tally(self.faults),
            removed=dict(sorted(self.removed.items())),
            cut=self.counts["cut"],
            mixed_lines=sheet.notes.mixed,
            merged_cells=sheet.notes.merged,
            ragged=tuple(sheet.notes.ragged[:LISTED]),
        )
