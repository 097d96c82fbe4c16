"""Which source and layout a file is of: its name first, and its header when it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from frankpledge.errors import InputError, Place
from frankpledge.lake.source import Layout, Source
from frankpledge.lake.sources import SOURCES

FORMATS = {"csv": "csv", "json": "json", "parquet": "parquet", "ods": "sheets", "xlsx": "sheets"}


@dataclass(frozen=True)
class Guess:
    """What a file's name lets expect: a source, the layouts worth trying and the name's claims."""

    source: Source
    layouts: tuple[Layout, ...]
    says: Mapping[str, str]


def recognise(name: str, wanted: Source | None = None) -> Guess | None:
    """The source of a file by its name (without .gz), or None when no source has such names.

    With `wanted`, names need not match: every layout of that source with the file's format is
    worth trying, those whose name matches first.
    """
    for source in SOURCES.values() if wanted is None else [wanted]:
        matches = [(layout, layout.match(name)) for layout in source.every_layout]
        good = [layout for layout, says in matches if says is not None]
        says = next((says for _, says in matches if says is not None), {})
        if wanted is not None:
            form = FORMATS.get(name.rsplit(".", 1)[-1].lower())
            good += [x for x in source.every_layout if x.format == form and x not in good]
        if good:
            return Guess(source, tuple(good), says)
    return None


def refuse(file: str, wanted: Source | None) -> InputError:
    """The error for a file that was asked for by name and that no source reads."""
    what = f"a file of {wanted.id}" if wanted else "a file of a known source"
    names = [layout.name for s in SOURCES.values() for layout in s.layouts]
    hint = "" if wanted else f" (names such as {names[0]}; --source says it outright)"
    return InputError(Place(file), what + hint, file.rsplit("/", 1)[-1])
