"""Which column of an export answers which question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from frankpledge.documents import nearest
from frankpledge.errors import DocumentError, InputError, Place
from frankpledge.voice.layouts import ABOUT, Preset, preset_of
from frankpledge.voice.model import Column, Consultation, Export, Question
from frankpledge.voice.reading import VoiceError, fault
from frankpledge.voice.tables import plain

NOT_THERE = -1
PLAIN = Export(layout="table")


@dataclass(frozen=True)
class Columns:
    """Where everything stands: column numbers from 0, NOT_THERE for what an export lacks.

    `whole` gives a question's column with all of its answer, `parts` a column for each option.
    """

    preset: Preset
    respondent: int
    started: int
    finished: int
    source: int
    postcode: int
    whole: dict[str, int]
    parts: dict[str, dict[str, int]]


def find_columns(one: Consultation, headers: Sequence[str], file: str) -> Columns:
    """Columns for all questions. Raises VoiceError with everything that is missing or doubtful."""
    names = _Names(list(headers), file)
    export = one.export or PLAIN
    preset = preset_of(export)
    whole: dict[str, int] = {}
    parts: dict[str, dict[str, int]] = {}
    errors: list[InputError] = []
    for question in one.questions:
        mapped = [(i, c) for i, c in enumerate(export.columns) if c.question == question.id]
        if mapped:
            for index, column in mapped:
                at = _mapped(one, index, column, names, errors)
                if column.option is None:
                    whole[question.id] = at
                else:
                    parts.setdefault(question.id, {})[column.option] = at
        else:
            _by_text(question, names, whole, parts, errors)
    about = {name: _about(getattr(preset, name), names) for name in ABOUT}
    for name, at in about.items():
        own = getattr(export, name)
        if own and at == NOT_THERE:
            errors.append(fault(one, ("export", name), names.expected(own), own))
    if errors:
        raise VoiceError(errors)
    return Columns(preset, **about, whole=whole, parts=parts)


class _Names:
    """The headers of an export, looked up without regard to capitals."""

    def __init__(self, headers: list[str], file: str) -> None:
        self.headers, self.file = headers, file
        self.folded = [header.casefold() for header in headers]

    def places(self, header: str) -> list[int]:
        wanted = plain(header).casefold()
        return [at for at, name in enumerate(self.folded) if name == wanted]

    def expected(self, header: str) -> str:
        known = list(dict.fromkeys(name for name in self.headers if name))
        return f"a column of {self.file}; {nearest(header, known)}"


def _mapped(
    one: Consultation, index: int, column: Column, names: _Names, errors: list[InputError]
) -> int:
    places = names.places(column.header)
    way = ("export", "columns", index, "header")
    if not places:
        errors.append(fault(one, way, names.expected(column.header), column.header))
    elif column.number is None and len(places) > 1:
        expected = f"'number' beside it: {len(places)} columns of {names.file} have this header"
        errors.append(fault(one, way, expected, column.header))
    elif column.number is not None and column.number > len(places):
        expected = f"a number up to {len(places)}: so many columns have this header"
        errors.append(fault(one, (*way[:-1], "number"), expected, column.number))
    else:
        return places[(column.number or 1) - 1]
    return NOT_THERE


def _by_text(
    question: Question,
    names: _Names,
    whole: dict[str, int],
    parts: dict[str, dict[str, int]],
    errors: list[InputError],
) -> None:
    """A question without a map stands under its own text, or under 'text / option'."""
    places = names.places(question.text)
    split = {
        option.code: found[0]
        for option in question.options
        if (found := _of_option(question, option.text, names))
    }
    if len(split) > 1:
        parts[question.id] = split
    elif len(places) == 1:
        whole[question.id] = places[0]
    elif places:
        place = Place(names.file, 1, question.id)
        expected = f"one column headed {question.text!r}; say which in 'export.columns'"
        errors.append(DocumentError(place, expected, f"{len(places)} of them"))
    else:
        place = Place(names.file, 1, question.id)
        errors.append(DocumentError(place, names.expected(question.text), question.text))


def _of_option(question: Question, option: str, names: _Names) -> list[int]:
    ways = (
        f"{question.text} / {option}",
        f"{question.text} - {option}",
        f"{question.text}:{option}",
    )
    return next((found for way in ways if (found := names.places(way))), [])


def _about(headers: Sequence[str], names: _Names) -> int:
    return next(_places(headers, names), NOT_THERE)


def _places(headers: Sequence[str], names: _Names) -> Iterator[int]:
    for header in headers:
        yield from names.places(header)[:1]
