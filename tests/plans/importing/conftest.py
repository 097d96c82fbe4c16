"""One invented plan, and the same plan as each kind of file that can be imported."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest

# Kind, level and text of each block; a row has its cells. Headings stand at two levels because a
# PDF tells levels apart by size alone.
BLOCKS: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    ("heading", 1, ("Littleford Police and Crime Plan 2024-2028",)),
    (
        "paragraph",
        0,
        (
            "Draft for consultation, with words that run on over the end of a line so "
            "that a reader of pages has to put the sentence together again.",
        ),
    ),
    ("heading", 2, ("Priority 1: Policing that people see",)),
    ("paragraph", 0, ("I will:",)),
    ("bullet", 0, ("Recruit INSERT more officers by 2025-26",)),
    ("bullet", 0, ("Publish the strategy ([hyperlink](#))",)),
    (
        "bullet",
        1,
        (
            "Reporting on it every year in words that everyone understands, in every town "
            "and village of the county and at every meeting",
        ),
    ),
    ("heading", 2, ("Measuring success – TBC",)),
    ("bullet", 0, ("Number of police officers",)),
    ("heading", 2, ("Delivery",)),
    ("row", 0, ("Theme", "Subgroup", "Plans")),
    ("row", 0, ("Drugs", "Drugs group", "Drugs strategy to be developed in 2025")),
)
Maker = Callable[[Path], Path]


@pytest.fixture
def expected() -> list[tuple[str, int, str, tuple[str, ...]]]:
    """The shapes of the blocks of the invented plan."""
    return [
        (kind, level, " | ".join(cells), cells if kind == "row" else ())
        for kind, level, cells in BLOCKS
    ]


def _text(row: Callable[[tuple[str, ...]], str]) -> str:
    lines, last = [], ""
    for kind, level, cells in BLOCKS:
        if (kind, last) not in (("bullet", "bullet"), ("row", "row")):
            lines.append("")
        match kind:
            case "heading":
                lines.append(f"{'#' * level} {cells[0]}")
            case "bullet":
                lines.append(f"{'  ' * level}- {cells[0]}")
            case "row":
                lines.append(row(cells))
            case _:
                lines.append(cells[0])
        last = kind
    return "\n".join(lines) + "\n"


def _txt(folder: Path) -> Path:
    path = folder / "plan.txt"
    path.write_text(_text("\t".join), encoding="utf-8")
    return path


def _md(folder: Path) -> Path:
    path = folder / "plan.md"
    text = _text(lambda cells: f"| {' | '.join(cells)} |")
    path.write_text(text.replace("| Drugs |", "|---|---|---|\n| Drugs |"), encoding="utf-8")
    return path


def _html(folder: Path) -> Path:
    parts, depth = ["<!doctype html><title>Not a block</title><script>var no = 1</script>"], -1
    for kind, level, cells in BLOCKS:
        wanted = level if kind == "bullet" else -1
        parts.append("<ul>" * (wanted - depth) + "</ul>" * (depth - wanted))
        depth = wanted
        # The list of the page is nested in the item before it, and the items stay open.
        text = escape(cells[0]).replace("[hyperlink](#)", '<a href="#">hyperlink</a>')
        match kind:
            case "heading":
                parts.append(f"<h{level}>{text}</h{level}>")
            case "bullet":
                parts.append(f"<li><b>{text}</b>")
            case "row":
                parts.append("<table><tr>" + "".join(f"<td>{c}" for c in cells) + "</table>")
            case _:
                parts.append(f"<p>{text}")
    path = folder / "plan.html"
    path.write_text("\n".join(parts), encoding="utf-8")
    return path


def _docx(folder: Path) -> Path:
    from docx import Document

    document, table = Document(), None
    for kind, level, cells in BLOCKS:
        match kind:
            case "heading":
                document.add_heading(cells[0], level)
            case "bullet":
                document.add_paragraph(cells[0], f"List Bullet{' 2' if level else ''}")
            case "row":
                table = table or document.add_table(0, len(cells))
                for cell, text in zip(table.add_row().cells, cells, strict=True):
                    cell.text = text
            case _:
                document.add_paragraph(cells[0])
    path = folder / "plan.docx"
    document.save(str(path))
    return path


def _pdf(folder: Path) -> Path:
    import typst

    lines, last = ["#set page(width: 12cm, height: 20cm)"], ""
    rows = [cells for kind, _, cells in BLOCKS if kind == "row"]
    for kind, level, cells in BLOCKS:
        text = "".join(f"\\u{{{ord(c):x}}}" if c in "[]()#-*_" else c for c in cells[0])
        if (kind, last) != ("bullet", "bullet"):
            lines.append("")
        match kind:
            case "heading":
                lines.append(f"{'=' * level} {text}")
            case "bullet":
                lines.append(f"{'  ' * level}- {text}")
            case "row" if last != "row":
                inner = ", ".join(f"[{cell}]" for cells in rows for cell in cells)
                lines.append(f"#table(columns: {len(cells)}, {inner})")
            case "paragraph":
                lines.append(text)
        last = kind
    (folder / "plan.typ").write_text("\n".join(lines), encoding="utf-8")
    path = folder / "plan.pdf"
    typst.compile(str(folder / "plan.typ"), output=str(path))
    return path


MAKERS: dict[str, Maker] = {"txt": _txt, "md": _md, "html": _html, "docx": _docx, "pdf": _pdf}


@pytest.fixture(params=list(MAKERS))
def document(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The invented plan as a file, once for each kind."""
    return MAKERS[request.param](tmp_path)


@pytest.fixture
def plain(tmp_path: Path) -> Callable[[str], Path]:
    """Write a plain text and give its path."""

    def write(text: str) -> Path:
        path = tmp_path / "document.txt"
        path.write_text(text, encoding="utf-8")
        return path

    return write
