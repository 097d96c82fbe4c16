"""Reading a codebook: all faults of the file at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from frankpledge.documents import Fields
from frankpledge.errors import CodebookError, DocumentError, InputError, NotFoundError
from frankpledge.voice.themes.codebook import Codebook, CodeTheme
from frankpledge.voice.themes.embedding import MODEL, WORDS
from frankpledge.voice.themes.patterns import fault

T = TypeVar("T")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_codebook(path: Path) -> Codebook:
    """The codebook of a YAML file, whose id is the file's own name.

    Raises NotFoundError when there is none and CodebookError with every fault found: broken YAML,
    unknown fields, repeated ids, patterns that cannot match, themes that nothing can fall into.
    """
    if not path.is_file():
        raise NotFoundError(f"{path}: no such codebook")
    try:
        fields = Fields.load(path)
    except DocumentError as error:
        raise CodebookError([error]) from error
    reader = _Reader()
    book = reader.book(fields)
    if reader.faults:
        raise CodebookError(reader.faults)
    return book


class _Reader:
    """Takes fields one by one and keeps the faults, so that one does not hide the next."""

    def __init__(self) -> None:
        self.faults: list[InputError] = []
        self.ids: set[str] = set()

    def book(self, fields: Fields) -> Codebook:
        themes: list[CodeTheme] = self.keep(lambda: fields.parts("themes", self.theme), [])
        book = Codebook(
            id=self.keep(fields.identifier, ""),
            themes=tuple(themes),
            question=self.keep(lambda: fields.text("question", None), None),
            nothing=self.keep(lambda: fields.texts("nothing"), ()),
            not_quoted=self.keep(lambda: fields.texts("not_quoted"), ()),
            new_themes=self.keep(lambda: _yes_or_no(fields, "new_themes"), True),
            vectors=self.keep(lambda: _vectors(fields), None),
        )
        self.keep(fields.close, None)
        if not themes and not self.faults:
            self.faults.append(fields.error("themes", "at least one theme"))
        return book

    def theme(self, fields: Fields) -> CodeTheme:
        theme = CodeTheme(
            id=self.keep(lambda: self.identifier(fields), ""),
            label=self.keep(lambda: fields.text("label"), ""),
            about=self.keep(lambda: fields.text("about", None), None),
            words=self.patterns(fields, "words"),
            but_not=self.patterns(fields, "but_not"),
            examples=self.keep(lambda: fields.texts("examples"), ()),
            answers=self.keep(lambda: fields.texts("answers"), ()),
        )
        self.keep(fields.close, None)
        fields.left.clear()  # said already
        if not {"words", "examples", "answers"} & set(fields.raw):
            self.faults.append(fields.error("words", "words, examples or answers of the theme"))
        return theme

    def identifier(self, fields: Fields) -> str:
        value: str = fields.text("id")
        if not _ID.fullmatch(value):
            raise fields.error("id", "small letters, digits and single hyphens", value)
        if value in self.ids:
            raise fields.error("id", "an id that no other theme has", value)
        self.ids.add(value)
        return value

    def patterns(self, fields: Fields, key: str) -> tuple[str, ...]:
        texts: tuple[str, ...] = self.keep(lambda: fields.texts(key), ())
        for text in texts:
            expected = fault(text)
            if expected is not None:
                self.faults.append(fields.error(key, expected, text))
        return texts

    def keep(self, take: Callable[[], T], default: T) -> T:
        try:
            return take()
        except DocumentError as error:
            self.faults.append(error)
            return default


def _vectors(fields: Fields) -> str | None:
    return fields.choice("vectors", (MODEL, WORDS)) if "vectors" in fields.raw else None


def _yes_or_no(fields: Fields, key: str) -> bool:
    value = fields.take(key, True)
    if not isinstance(value, bool):
        raise fields.error(key, "true or false", value)
    return value
