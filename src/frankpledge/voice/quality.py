"""What is noticed about answers while they are read: who hurried, what repeats, what floods in.

Nothing is left out because of it but what is blank or comes twice under one number. Whether a
doubtful answer is a false one only people can judge; results say how they would stand without
them.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]

HURRIED = 1 / 3  # of the median time: nobody reads three times as fast as the middle of all others
TIMED = 20  # answers with a time from which a median is worth something
LONGEST = 24 * 3600  # seconds; a form left open overnight says nothing about its reader
FLOOD = 10  # answers from one address; a household has fewer
NOBODY = ("anonymous", "n/a", "unknown", "none")  # what tools write for no address
WORDY = 8  # words from which the same words are no accident
SHINGLE = 4  # words taken together when texts are compared
SKETCH = 16  # smallest hashes of a text that stand for it
ANCHORS = 2  # of these that find the texts to compare it with; at a likeness of 0.8, 24 in 25
ALIKE = 0.8  # share of them in common that makes a near repeat
_WORD = re.compile(r"\w+")
# A cell that lost its form holds days since the end of 1899, as spreadsheets count them.
_SERIAL = re.compile(r"[2-7]\d{4}(?:\.\d{1,12})?")
SERIAL_ZERO = datetime(1899, 12, 30)
_TIMES = (
    "%Y-%m-%d %H:%M:%S",
    "%d/%m/%Y %H:%M:%S",
    "%m/%d/%Y %H:%M:%S",
    "%d/%m/%Y %H:%M",
    "%m/%d/%Y %H:%M",
    "%m/%d/%Y %I:%M:%S %p",
    "%m/%d/%y %H:%M:%S",
)


@dataclass(frozen=True)
class Quality:
    """What was noticed about one export. Counts of answers (rows), or of what their names say.

    `faulty` counts answers that could not be read, by question and reason; `removed` the personal
    details taken out, by kind; `sources` those addresses from which a flood came, the largest
    first, by their number of answers alone. None stands for what the export does not tell.
    """

    file: str
    sha256: str
    encoding: str
    rows: int
    answered: int
    blank: int = 0
    twice: int = 0
    speeders: int | None = None
    median_seconds: float | None = None
    exact_repeats: int = 0
    near_repeats: int = 0
    flooded: int | None = None
    sources: tuple[int, ...] = ()
    outside: int | None = None
    unknown_postcodes: int = 0
    faulty: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    removed: Mapping[str, int] = field(default_factory=dict)
    cut: int = 0
    mixed_lines: int = 0
    merged_cells: int = 0
    ragged: tuple[int, ...] = ()

    @property
    def doubtful(self) -> int:
        """Answers that hurried, repeat or came in a flood, each counted for each."""
        return (self.speeders or 0) + self.exact_repeats + self.near_repeats + (self.flooded or 0)


@dataclass(frozen=True)
class Marks:
    """What is noticed of each answer: one flag an answer, in the order of the export."""

    speeder: Flags
    exact: Flags
    near: Flags
    flooded: Flags

    @property
    def doubtful(self) -> Flags:
        """Any of them."""
        return self.speeder | self.exact | self.near | self.flooded


class Watch:
    """Notices while rows pass by; memory grows by a few numbers an answer."""

    def __init__(self) -> None:
        self._seconds = array("d")
        self._sources = array("Q")
        self._exact = array("b")
        self._near = array("b")
        self._seen: set[bytes] = set()
        self._sketches: list[bytes] = []
        self._anchors: dict[int, int] = {}

    def add(self, seconds: float | None, source: str, answers: Sequence[str]) -> None:
        """Note one answer: how long it took, whence it came, and all that it says.

        Words are compared before they are redacted, or all who leave a number would look alike.
        """
        self._seconds.append(np.nan if seconds is None else seconds)
        known = source and source.casefold() not in NOBODY
        self._sources.append(_hash64(source) if known else 0)
        words = [word.casefold() for text in answers for word in _WORD.findall(text)]
        exact = self._repeats(words)
        self._exact.append(exact)
        self._near.append(not exact and self._resembles(words))

    def _repeats(self, words: list[str]) -> bool:
        if len(words) < WORDY:
            return False
        mark = blake2b(" ".join(words).encode(), digest_size=12).digest()
        known = mark in self._seen
        self._seen.add(mark)
        return known

    def _resembles(self, words: list[str]) -> bool:
        if len(words) < WORDY:
            return False
        sketch = _sketch(words)
        near = {at for hashed in sketch[:ANCHORS] if (at := self._anchors.get(hashed)) is not None}
        found = any(_share(sketch, _unpacked(self._sketches[at])) >= ALIKE for at in near)
        for hashed in sketch[:ANCHORS]:
            self._anchors.setdefault(hashed, len(self._sketches))
        self._sketches.append(array("I", sketch).tobytes())
        return found

    def marks(self) -> tuple[Marks, float | None, tuple[int, ...] | None]:
        """The flags; the median time in seconds, if there is one; the sizes of floods, if known."""
        seconds, sources = np.array(self._seconds), np.array(self._sources, dtype=np.uint64)
        timed = seconds[np.isfinite(seconds)]
        median = float(np.median(timed)) if len(timed) >= TIMED else None
        with np.errstate(invalid="ignore"):
            hurried = seconds < (median or 0.0) * HURRIED
        names, place, counts = np.unique(sources, return_inverse=True, return_counts=True)
        many = (counts > FLOOD) & (names != 0)
        marks = Marks(
            hurried,
            np.array(self._exact, dtype=bool),
            np.array(self._near, dtype=bool),
            many[place] if len(sources) else np.zeros(0, dtype=bool),
        )
        sizes = tuple(int(n) for n in np.sort(counts[many])[::-1]) if sources.any() else None
        return marks, median, sizes


def _hash64(text: str) -> int:
    return int.from_bytes(blake2b(text.casefold().encode(), digest_size=8).digest()) or 1


def _sketch(words: list[str]) -> tuple[int, ...]:
    """The smallest hashes of all runs of words: texts that share most runs share most of these.

    A. Broder, *On the resemblance and containment of documents* (1997).
    """
    runs = (" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))
    return tuple(sorted({zlib.crc32(run.encode()) for run in runs})[:SKETCH])


def _unpacked(sketch: bytes) -> tuple[int, ...]:
    numbers = array("I")
    numbers.frombytes(sketch)
    return tuple(numbers)


def _share(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The share of runs in common, estimated from the smallest of both together."""
    both = sorted({*one, *other})[: max(len(one), len(other))]
    common = {*one} & {*other}
    return sum(mark in common for mark in both) / len(both)


def seconds_between(started: str, finished: str) -> float | None:
    """The time that an answer took; None where that is not known or is no answering time."""
    first, last = _time(started), _time(finished)
    if first is None or last is None:
        return None
    took = (last - first).total_seconds()
    return took if 0 < took <= LONGEST else None


def _time(text: str) -> datetime | None:
    if _SERIAL.fullmatch(text.strip()):
        return SERIAL_ZERO + timedelta(days=float(text))
    plain = text.strip().replace("T", " ").removesuffix("Z").removesuffix(" UTC")[:22]
    for form in _TIMES:
        try:
            return datetime.strptime(plain, form)
        except ValueError:
            continue
    return None


def tally(faults: Counter[tuple[str, str]]) -> dict[str, dict[str, int]]:
    """Counts by question and reason, in order."""
    found: dict[str, dict[str, int]] = {}
    for (question, reason), count in sorted(faults.items()):
        found.setdefault(question, {})[reason] = count
    return found
