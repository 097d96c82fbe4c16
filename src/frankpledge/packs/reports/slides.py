"""Slides: native charts that can be edited, words for those who do not see them, sources in notes.

The reading order of a slide is the order in which its parts are added: title, then content.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from frankpledge.claims import Chart, Table
from frankpledge.errors import NotFoundError
from frankpledge.packs.reports.archives import settled
from frankpledge.packs.reports.native import LINE_SAYS, add_chart
from frankpledge.packs.reports.outline import COLUMNS, Line, Slide, leasts, outline
from frankpledge.packs.reports.wording import Paper, Piece, source_rows
from frankpledge.packs.theme import Theme

MISSING = "Slides need python-pptx, which is not installed: pip install 'frankpledge[packs]'."
WIDE, HIGH = 13.333, 7.5  # inches
SIDE, TOP, BODY = 0.6, 0.45, 1.65
SERIF, SANS = "Georgia", "Calibri"
WORDS, SMALL, SMALLEST = 20, 14, 11  # points
PROPERTY = 255  # letters of a property of the file
# Letters of a title, and the points in which that many fit its place; more take the smallest.
TITLES = ((56, 30), (115, 24), (260, 18), (10_000, 13))
FIRST_TITLES = ((60, 40), (120, 32), (200, 24), (10_000, 17))
FOOT = 120  # letters in the line at the foot
TITLE, CONTENT, TITLE_ONLY = 0, 1, 5  # layouts of the default template


def slides(paper: Paper, theme: Theme, titles: Mapping[str, str]) -> bytes:
    """A .pptx of a report. `titles` are those of the sources, by id.

    Raises NotFoundError without python-pptx.
    """
    try:
        from pptx import Presentation
    except ImportError as error:
        raise NotFoundError(MISSING) from error
    deck = Presentation(None if theme.slides is None else str(theme.slides))
    if theme.slides is None:
        _dress(deck, theme, _brief(f"{paper.publisher}. {paper.bound.head.title}", FOOT))
    _properties(deck, paper)
    _first(deck, paper)
    for slide in outline(paper):
        _add(deck, slide, theme, source_rows(paper.bound.answers, titles, slide.figures))
    made = io.BytesIO()
    deck.save(made)
    return settled(made.getvalue(), paper.day)


def _properties(deck: Any, paper: Paper) -> None:
    head, told = paper.bound.head, deck.core_properties
    told.title, told.subject, told.language = _brief(head.title), _brief(paper.subtitle), "en-GB"
    told.author = told.last_modified_by = _brief(paper.publisher)
    told.comments, told.keywords, told.revision = _brief(head.summary), "", 1


def _brief(text: str, room: int = PROPERTY) -> str:
    """As much of a text as there is room for, cut between words."""
    return text if len(text) <= room else f"{text[: room - 1].rpartition(' ')[0]}…"


def _fit(title: Any, sizes: Sequence[tuple[int, int]]) -> None:
    """A title in letters that fit its place; one of usual length has those of the master."""
    from pptx.util import Pt

    frame = title.text_frame
    size = next(points for most, points in sizes if len(frame.text) <= most)
    if size != sizes[0][1]:
        for paragraph in frame.paragraphs:
            for run in paragraph.runs:
                run.font.size = Pt(size)
    _speak(frame)


def _layout(deck: Any, wanted: int) -> Any:
    """A layout of the template; a body's own may have fewer, then its last."""
    layouts = deck.slide_layouts
    return layouts[min(wanted, len(layouts) - 1)]


def _first(deck: Any, paper: Paper) -> None:
    slide = deck.slides.add_slide(_layout(deck, TITLE))
    slide.shapes.title.text = paper.bound.head.title
    told = [paper.subtitle, *(f"{name}: {text}" for name, text in paper.about if name != "How")]
    told += paper.legend
    below = [shape for shape in slide.placeholders if shape.placeholder_format.idx == 1]
    if below:
        below[0].text_frame.text = "\n".join(told)
        _speak(below[0].text_frame)
    _fit(slide.shapes.title, FIRST_TITLES)
    notes = [text for name, text in paper.about if name == "How"] + [paper.notice]
    slide.notes_slide.notes_text_frame.text = "\n".join(text for text in notes if text)


def _add(deck: Any, content: Slide, theme: Theme, sources: Sequence[Sequence[str]]) -> None:
    layout = _layout(deck, CONTENT if content.lines else TITLE_ONLY)
    slide = deck.slides.add_slide(layout)
    slide.shapes.title.text = content.title
    _fit(slide.shapes.title, TITLES)
    if content.lines:
        _write(slide.placeholders[1].text_frame, content.lines)
    if content.chart is not None:
        _chart(deck, slide, content.chart, content.caption, theme)
    if content.table is not None:
        _table(deck, slide, content.table, content.widths, theme)
    notes = [f"{row[0]}. {row[1]}: {row[2]}, {row[3]}. {row[4]}" for row in sources]
    if notes:
        slide.notes_slide.notes_text_frame.text = "\n".join(["Sources", *notes])


def _speak(frame: Any) -> None:
    """Say which language the words are in, for whatever reads them out."""
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run._r.get_or_add_rPr().set("lang", "en-GB")


def _write(frame: Any, lines: Sequence[Line]) -> None:
    from pptx.util import Pt

    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.level = min(line.level or 0, 4)
        paragraph.space_after = Pt(6)
        if line.level is None:
            _without_bullet(paragraph)
        for piece in line.pieces:
            _run(paragraph, piece, WORDS - 2 * min(line.level or 0, 2))
    _speak(frame)


def _without_bullet(paragraph: Any) -> None:
    from lxml import etree
    from pptx.oxml.ns import qn

    settings = paragraph._p.get_or_add_pPr()
    settings.set("marL", "0")
    settings.set("indent", "0")
    etree.SubElement(settings, qn("a:buNone"))


def _run(paragraph: Any, piece: Piece, size: int) -> None:
    from pptx.util import Pt

    run = paragraph.add_run()
    run.text = piece.text
    run.font.size = Pt(size)
    if piece.strong:
        run.font.bold = True
    if piece.emphasis:
        run.font.italic = True
    if piece.href.startswith(("https://", "http://", "mailto:")):
        run.hyperlink.address = piece.href


def _chart(deck: Any, slide: Any, chart: Chart, caption: str, theme: Theme) -> None:
    from pptx.util import Emu, Inches

    if chart.kind == "change":
        caption = f"{caption} {LINE_SAYS}"
    left, width = Inches(SIDE), Emu(deck.slide_width - 2 * Inches(SIDE))
    box = slide.shapes.add_textbox(left, Inches(BODY - 0.2), width, Inches(1.15))
    box.text_frame.word_wrap = True
    _run(
        box.text_frame.paragraphs[0], Piece(caption), WORDS - 2 if len(caption) < 190 else SMALL + 1
    )
    _speak(box.text_frame)
    top = Inches(BODY + 0.95)
    room = left, top, width, Emu(deck.slide_height - top - Inches(0.55))
    frame = add_chart(slide, chart, room, theme)
    _describe(frame, f"{chart.title}. {caption}")


def _table(deck: Any, slide: Any, table: Table, widths: Sequence[float], theme: Theme) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Emu, Inches

    rows, columns = len(table.rows) + 1, len(table.columns)
    need = sum(leasts([table.columns, *table.rows]))
    size = max(SMALLEST, min(SMALL + 2, int((SMALL + 2) * COLUMNS / need)))
    left, width = Inches(SIDE), Emu(deck.slide_width - 2 * Inches(SIDE))
    shape = slide.shapes.add_table(rows, columns, left, Inches(BODY), width, Inches(0.45 * rows))
    _describe(shape, f"Table: {table.caption}")
    shape.table.first_row = True
    for column, share in zip(shape.table.columns, widths, strict=True):
        column.width = Emu(int(width * share))
    for y, row in enumerate((table.columns, *table.rows)):
        for x, text in enumerate(row):
            cell = shape.table.cell(y, x)
            paragraph = cell.text_frame.paragraphs[0]
            _run(paragraph, Piece(text, strong=y == 0), size)
            _speak(cell.text_frame)
            if table.numbers[x]:
                paragraph.alignment = PP_ALIGN.RIGHT
            cell.fill.solid()
            shade = theme.accent if y == 0 else "#ffffff" if y % 2 else theme.shade
            cell.fill.fore_color.rgb = RGBColor.from_string(shade[1:].upper())
            ink = "FFFFFF" if y == 0 else theme.ink[1:].upper()
            paragraph.runs[0].font.color.rgb = RGBColor.from_string(ink)


def _describe(shape: Any, text: str) -> None:
    """The words that are read out in place of a drawing."""
    shape._element.nvGraphicFramePr.cNvPr.set("descr", text)


def _dress(deck: Any, theme: Theme, foot: str) -> None:
    """The plain template made wide, in the theme's colours."""
    from pptx.util import Inches

    deck.slide_width, deck.slide_height = Inches(WIDE), Inches(HIGH)
    _colours(deck, theme)
    _frame(deck, theme, foot)
    width = WIDE - 2 * SIDE
    for layout in (deck.slide_master, *deck.slide_layouts):
        for shape in layout.placeholders:
            kind = shape.placeholder_format.type
            name = str(kind).split(".")[-1].split(" ")[0]
            if name in {"TITLE", "CENTER_TITLE"} and layout is not deck.slide_layouts[TITLE]:
                _place(shape, SIDE, TOP, width, 1.0)
            elif name in {"BODY", "OBJECT"} and layout in (
                deck.slide_master,
                deck.slide_layouts[1],
            ):
                _place(shape, SIDE, BODY, width, HIGH - BODY - 0.55)
            elif name in {"DATE", "FOOTER", "SLIDE_NUMBER"}:
                shape._element.getparent().remove(shape._element)
    first = deck.slide_layouts[TITLE]
    for shape in first.placeholders:
        if shape.placeholder_format.idx == 0:
            _place(shape, SIDE, 1.3, width, 1.7)
        elif shape.placeholder_format.idx == 1:
            _place(shape, SIDE, 3.2, width, 3.4)


def _large(level: Any) -> None:
    """The title of the first slide."""
    from lxml import etree
    from pptx.oxml.ns import qn

    run = level.find(qn("a:defRPr"))
    run = etree.SubElement(level, qn("a:defRPr")) if run is None else run
    run.set("sz", "4400")


def _frame(deck: Any, theme: Theme, foot: str) -> None:
    """What every slide has: on the master, where it is not read out again and again."""
    from xml.sax.saxutils import escape

    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls
    from pptx.util import Inches

    number = '<a:fld id="{5C1A2B3D-0000-4000-8000-000000000001}" type="slidenum">{0}</a:fld>'
    parts = (
        ("Bar", 0.0, 0.0, 0.22, HIGH, ""),
        ("Foot", SIDE, HIGH - 0.5, WIDE - 2 * SIDE - 1, 0.35, "<a:r>{0}</a:r>"),
        ("Number", WIDE - SIDE - 1, HIGH - 0.5, 1.0, 0.35, number),
    )
    look = (
        f'<a:rPr lang="en-GB" sz="1100"><a:solidFill><a:srgbClr val="{theme.soft[1:].upper()}"/>'
        f'</a:solidFill><a:latin typeface="{SANS}"/></a:rPr>'
    )
    tree = deck.slide_master.shapes._spTree
    for place, (name, left, top, width, height, field) in enumerate(parts):
        words = escape(foot) if name == "Foot" else "0"
        fill = f'<a:solidFill><a:srgbClr val="{theme.accent[1:].upper()}"/></a:solidFill>'
        run = field.replace("{0}", f"{look}<a:t>{words}</a:t>")
        side = "r" if name == "Number" else "l"
        made = parse_xml(
            f"<p:sp {nsdecls('p', 'a')}><p:nvSpPr>"
            f'<p:cNvPr id="{900 + place}" name="{name}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
            f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{Inches(left)}" y="{Inches(top)}"/>'
            f'<a:ext cx="{Inches(width)}" cy="{Inches(height)}"/></a:xfrm>'
            f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            f"{'<a:noFill/>' if field else fill}<a:ln><a:noFill/></a:ln></p:spPr>"
            f'<p:txBody><a:bodyPr lIns="91440" anchor="ctr"/><a:lstStyle/>'
            f'<a:p><a:pPr algn="{side}"/>{run}</a:p></p:txBody></p:sp>'
        )
        tree.insert(2 + place, made)


def _place(shape: Any, left: float, top: float, width: float, height: float) -> None:
    from pptx.util import Inches

    shape.left, shape.top = Inches(left), Inches(top)
    shape.width, shape.height = Inches(width), Inches(height)


def _colours(deck: Any, theme: Theme) -> None:
    """Type and colours of the master, by the styles that all slides take theirs from."""
    from lxml import etree
    from pptx.oxml.ns import qn

    styles = deck.slide_master.element.find(qn("p:txStyles"))
    looks = (
        ("p:titleStyle", 30, theme.accent, SERIF, "l"),
        ("p:bodyStyle", WORDS, theme.ink, SANS, "l"),
    )
    for name, size, colour, face, side in looks:
        for level in styles.find(qn(name)):
            run = level.find(qn("a:defRPr"))
            if run is None:
                continue
            level.set("algn", side)
            run.set("sz", str(100 * size))
            for old in list(run):
                run.remove(old)
            fill = etree.SubElement(run, qn("a:solidFill"))
            etree.SubElement(fill, qn("a:srgbClr")).set("val", colour[1:].upper())
            etree.SubElement(run, qn("a:latin")).set("typeface", face)
    for shape in deck.slide_layouts[TITLE].placeholders:
        for level in shape._element.iter(qn("a:lvl1pPr")):
            level.set("algn", "l")
            for run in level.findall(qn("a:defRPr")):
                for old in list(run):
                    run.remove(old)
            if shape.placeholder_format.idx == 0:
                _large(level)
