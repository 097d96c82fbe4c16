"""A report as plain lists and texts, which the templates for print and for one HTML file set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from frankpledge.claims import (
    Answer,
    Block,
    Bullets,
    Chart,
    Code,
    Grid,
    Heading,
    Paragraph,
    Quote,
    Run,
    Shown,
    Table,
    draw_narrow,
    draw_wide,
)
from frankpledge.packs.reports.outline import shares
from frankpledge.packs.reports.wording import SOURCE_HEAD, Paper, pieces, source_rows, together

Told = dict[str, Any]
LETTERS = 100  # what stands side by side on a page without being broken
SAFE = ("https://", "http://", "mailto:")


def content(paper: Paper, titles: Mapping[str, str]) -> Told:
    """What report.typ and report.html need. `titles` are those of the sources, by id."""
    head, answers = paper.bound.head, paper.bound.answers
    return {
        "title": head.title,
        "subtitle": paper.subtitle,
        "publisher": paper.publisher,
        "site": paper.site,
        "notice": paper.notice,
        "foot": paper.subtitle,
        "summary": head.summary,
        "about": [list(row) for row in paper.about],
        "legend": paper.legend,
        "blocks": [_block(block, answers) for block in paper.bound.blocks],
        "sources": {
            "head": list(SOURCE_HEAD),
            "rows": [list(row) for row in together(source_rows(answers, titles))],
        },
    }


def _block(  # noqa: PLR0911 - one answer for each kind of block
    block: Block, answers: Sequence[Answer]
) -> Told:
    match block:
        case Heading(level, runs):
            return {"kind": "heading", "level": level, "pieces": _pieces(runs, answers)}
        case Paragraph(runs):
            return {"kind": "paragraph", "pieces": _pieces(runs, answers)}
        case Bullets(items, ordered):
            entries = [[_block(part, answers) for part in item] for item in items]
            return {"kind": "list", "ordered": ordered, "items": entries}
        case Quote(blocks):
            return {"kind": "quote", "blocks": [_block(part, answers) for part in blocks]}
        case Code(text):
            return {"kind": "code", "text": text.rstrip()}
        case Grid(head, rows):
            cells = [[_pieces(cell, answers) for cell in row] for row in (head, *rows)]
            told = [["".join(p["text"] for p in cell) for cell in row] for row in cells]
            return {"kind": "grid", "head": cells[0], "rows": cells[1:], "widths": shares(told)}
        case Shown(number):
            return _figure(answers[number], number)


def _pieces(runs: Iterable[Run], answers: Sequence[Answer]) -> list[Told]:
    found = [vars(piece) for piece in pieces(runs, answers)]
    return [p | {"href": p["href"] if p["href"].startswith(SAFE) else ""} for p in found]


def _figure(answer: Answer, number: int) -> Told:
    if answer.chart is not None:
        key = f"r{number + 1}"
        svgs = {"svg": str(draw_wide(answer.chart, key))}
        svgs |= {"small": str(draw_narrow(answer.chart, f"{key}n"))}  # for phones
        told = {**svgs, "title": answer.chart.title, "finding": answer.text}
        return {"kind": "chart", **told, "key": key_of(answer.chart)}
    if answer.table is not None:
        return {"kind": "table", "finding": answer.text, **_table(answer.table)}
    return {"kind": "paragraph", "pieces": [{"text": answer.text, "strong": False} | _PLAIN]}


_PLAIN: Told = {"emphasis": False, "href": ""}


def _table(table: Table) -> Told:
    """A table; one of many words says how its columns share the width."""
    right = [place for place, number in enumerate(table.numbers) if number]
    rows = [list(row) for row in table.rows]
    letters = sum(max(map(len, column)) for column in zip(table.columns, *table.rows, strict=True))
    wordy = table.numbers.count(False) > 1 or letters > LETTERS
    widths = shares([table.columns, *table.rows]) if wordy else ()
    told = {"caption": table.caption, "head": list(table.columns), "rows": rows}
    return told | {"numbers": right, "widths": list(widths)}


KEYS = {
    "fan": "Line: as planned. Bands: half of all simulated futures, and nine in ten.",
    "tornado": "Outlined: if the assumption turns out as low as it may. Filled: as high.",
}


def key_of(chart: Chart) -> str:
    """What is drawn, in words, where the drawing does not say it."""
    if chart.kind == "bars":
        return "Lines: 95 % limits." if chart.lower else ""
    return KEYS.get(chart.kind) or key_words(chart.kinds)


def key_words(kinds: Iterable[str]) -> str:
    """What the shapes of a chart mean, of those that occur."""
    texts = {
        "improving": "Blue squares: improving, unusual on the better side.",
        "concerning": "Orange triangles: concerning, unusual on the worse side.",
        "notable": "Dark diamonds: unusual, where neither side is better.",
        "ordinary": "Grey circles: ordinary variation.",
    }
    used = set(kinds)
    return " ".join(text for kind, text in texts.items() if kind in used)
