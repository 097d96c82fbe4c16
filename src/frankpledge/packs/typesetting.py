"""PDFs by Typst: tagged for screen readers (PDF/UA-1), the same bytes for the same content.

Typst is the optional extra `packs`. Its compiler is in the wheel; it reads the templates and the
fonts of this package and nothing else: no system fonts, no network, no clock.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from frankpledge.errors import NotFoundError, ReleaseError
from frankpledge.forks import Threads, elsewhere
from frankpledge.packs.signs import TRIES, without_named, without_pictures
from frankpledge.packs.theme import Theme

TEMPLATES = Path(__file__).parent / "templates"
FONTS = Path(__file__).parent / "fonts"
STANDARD = "ua-1"
_THREADS = Threads("typst")
MISSING = (
    "PDFs need Typst, which is not installed: pip install 'frankpledge[packs]'. "
    "HTML and CSV need nothing more."
)


def can_typeset() -> bool:
    """Whether PDFs can be made here."""
    return find_spec("typst") is not None


@dataclass(frozen=True)
class Typesetter:
    """Makes PDFs from one template of this package, such as 'parish.typ'.

    The template reads its content as `#let data = json(bytes(sys.inputs.data))`, with the theme's
    words under `theme`; base.typ has what the templates share. Keep one typesetter for many
    documents: it remembers the fonts and what does not change. In a process forked from one that
    has set a document already, each document is set by a process of its own, which is slower.
    """

    template: str
    theme: Theme

    def pdf(self, content: Mapping[str, Any], day: date) -> bytes:
        """One document. `day` is printed into it as when it was made: a date of the data.

        Raises NotFoundError without Typst, ReleaseError when the content cannot be set (a picture
        without words for those who do not see it, among others).
        """
        made: bytes = self._compile(content, format="pdf", timestamp=_seconds(day), standards=True)
        return made

    def pages(self, content: Mapping[str, Any], day: date, *, ppi: float = 96) -> list[bytes]:
        """The same document as PNG pictures, a page each, to be looked at."""
        made = self._compile(content, format="png", timestamp=_seconds(day), ppi=ppi)
        return [made] if isinstance(made, bytes) else list(made)

    def _compile(
        self, content: Mapping[str, Any], *, standards: bool = False, **options: Any
    ) -> Any:
        _expect_tools()
        data = without_pictures(self.theme.dressed(content)) | {"theme": self.theme.words}
        if standards:
            options["pdf_standards"] = [STANDARD]
        made, fault = self._tried(data, options)
        for _ in range(TRIES):
            data = without_named(data, fault)
            if data is None:
                break
            made, fault = self._tried(data, options)
        if fault:
            raise ReleaseError(f"{self.template}: {fault}")
        return made

    def _tried(self, data: Mapping[str, Any], options: dict[str, Any]) -> tuple[Any, str]:
        """The document, and what was wrong with it."""
        inputs = {"data": json.dumps(data, ensure_ascii=False, sort_keys=True)}
        if _THREADS.alive():
            return _set(self._compiler, inputs, options)
        made: tuple[Any, str] = elsewhere(set_once, self.template, inputs, options)
        return made

    @cached_property
    def _compiler(self) -> Any:
        return _compiler(self.template)


def set_once(template: str, inputs: dict[str, str], options: dict[str, Any]) -> tuple[Any, str]:
    """One document by a compiler of its own, and what was wrong with it."""
    return _set(_compiler(template), inputs, options)


def _set(compiler: Any, inputs: dict[str, str], options: dict[str, Any]) -> tuple[Any, str]:
    import typst

    try:
        made, warnings = compiler.compile_with_warnings(sys_inputs=inputs, **options)
    except typst.TypstError as error:
        return None, str(error)
    return made, str(warnings[0]) if warnings else ""


def _compiler(template: str) -> Any:
    import typst

    return typst.Compiler(
        TEMPLATES / template, root=TEMPLATES, font_paths=[FONTS], ignore_system_fonts=True
    )


def _expect_tools() -> None:
    if not can_typeset():
        raise NotFoundError(MISSING)
    if not any(FONTS.glob("*.ttf")):
        raise ReleaseError(f"{FONTS}: expected the fonts of packs; 'make assets' makes them")


def _seconds(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
