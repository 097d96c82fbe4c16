"""Slides of a PowerPoint file, as python-pptx reads them: text, tables, charts and notes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import IO, Any

from frankpledge.claims.checking.document import Passage

SLIDES = 500
UNPACKED = 400_000_000
TEXT = 100_000_000
CHARACTERS = 1_000_000
_SLIDE = re.compile(r"ppt/slides/slide\d+\.xml$")


def check_slides(file: IO[bytes]) -> str | None:
    """What is wrong with a PowerPoint file, or None. Nothing is unpacked."""
    with zipfile.ZipFile(file) as archive:
        parts = archive.infolist()
    names = [part.filename for part in parts]
    if "ppt/presentation.xml" not in names:
        return "a PowerPoint file (.pptx) with a part ppt/presentation.xml; save it anew"
    count = sum(bool(_SLIDE.match(name)) for name in names)
    if count > SLIDES:
        return f"at most {SLIDES} slides (this file has {count:,}); split it"
    text = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    if text > TEXT or sum(part.file_size for part in parts) > UNPACKED:
        return f"a PowerPoint file that unpacks to at most {UNPACKED // 1_000_000} MB"
    return None


def slide_passages(file: IO[bytes]) -> list[Passage]:
    """All passages of all slides, hidden slides too, the notes of each after it.

    Raises ValueError for more than a million characters.
    """
    from pptx import Presentation

    passages: list[Passage] = []
    size = 0
    for number, slide in enumerate(Presentation(file).slides, start=1):
        title = slide.shapes.title
        for passage in _slide(slide, number, None if title is None else title.shape_id):
            size += len(passage.text)
            if size > CHARACTERS:
                raise ValueError(f"more than {CHARACTERS:,} characters of text")
            passages.append(passage)
    return passages


def _slide(slide: Any, number: int, title: int | None) -> Iterator[Passage]:
    for shape in _flat(slide.shapes):
        yield from _shape(shape, number, shape.shape_id == title)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        for paragraph in slide.notes_slide.notes_text_frame.paragraphs:
            if text := _clean("".join(run.text for run in paragraph.runs)):
                yield Passage("note", text, slide=number)


def _flat(shapes: Any) -> Iterator[Any]:
    """Shapes in the order in which they are read, groups taken apart."""
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _flat(shape.shapes)
        else:
            yield shape


def _shape(shape: Any, number: int, title: bool) -> Iterator[Passage]:
    if getattr(shape, "has_table", False):
        for row in shape.table.rows:
            cells = tuple(_clean(cell.text) for cell in row.cells)
            if any(cells):
                text = " | ".join(cell for cell in cells if cell)
                yield Passage("row", text, cells=cells, slide=number)
    elif getattr(shape, "has_chart", False):
        yield from _chart(shape.chart, number)
    elif shape.has_text_frame:
        for paragraph in shape.text_frame.paragraphs:
            if text := _clean(_words(paragraph)):
                kind = "heading" if title else "bullet" if paragraph.level else "paragraph"
                yield Passage(kind, text, level=1 if title else paragraph.level, slide=number)


def _words(paragraph: Any) -> str:
    """The words of a paragraph; a line break inside it is a space."""
    return str(paragraph.text).replace("\v", " ")


def _chart(chart: Any, number: int) -> Iterator[Passage]:
    """The values that the file keeps of a chart, one row a series; no linked workbook is opened."""
    titled = chart.has_title and chart.chart_title.has_text_frame
    if titled and (text := _clean(chart.chart_title.text_frame.text)):
        yield Passage("paragraph", text, slide=number)
    for plot in chart.plots:
        labels = [_clean(str(label)) for label in plot.categories]
        for series in plot.series:
            known = zip(labels, series.values, strict=False)
            values = [f"{label}: {value:.12g}" for label, value in known if value is not None]
            if values:
                cells = (_clean(str(series.name)), *values)
                yield Passage("row", " | ".join(c for c in cells if c), cells=cells, slide=number)


def _clean(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").split())
