"""Documents of every kind, and files that are refused with a reason."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from frankpledge.claims.checking import check_document, read_document
from frankpledge.errors import InputError, NotFoundError

CLAIM = "Vehicle thefts fell by 25% from 480 to 400."


def text(path: Path) -> None:
    path.write_text(f"Report\n\n{CLAIM}\n", encoding="utf-8")


def markdown(path: Path) -> None:
    path.write_text(f"# Report\n\n- {CLAIM}\n", encoding="utf-8")


def web(path: Path) -> None:
    path.write_text(
        f"<h1>Report</h1><p>{CLAIM}</p><script>'fell 90% from 10 to 9'</script>", encoding="utf-8"
    )


def word(path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_heading("Report")
    document.add_paragraph(CLAIM)
    document.save(str(path))


def slides(path: Path) -> None:
    """A title, a bullet, a table, a chart and notes."""
    from pptx import Presentation
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    show: Any = Presentation()
    slide = show.slides.add_slide(show.slide_layouts[1])
    slide.shapes.title.text = "Report"
    slide.placeholders[1].text_frame.text = CLAIM
    table = slide.shapes.add_table(1, 2, Inches(1), Inches(4), Inches(4), Inches(1)).table
    table.cell(0, 0).text, table.cell(0, 1).text = "Reviews", "Reviews rose from 9 to 7."
    data = CategoryChartData()
    data.categories = ["2021", "2022"]
    data.add_series("Notices", (1870, None))
    slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, 0, 0, Inches(2), Inches(2), data)
    slide.notes_slide.notes_text_frame.text = "Complaints doubled from 45 to 61."
    show.save(str(path))


def pdf(path: Path) -> None:
    import typst

    source = f"= Report\n\n{CLAIM}".encode()
    path.write_bytes(typst.compile(source))


MAKERS: dict[str, Callable[[Path], None]] = {
    ".txt": text,
    ".md": markdown,
    ".html": web,
    ".docx": word,
    ".pptx": slides,
    ".pdf": pdf,
}


@pytest.mark.parametrize("ending", MAKERS)
def test_a_claim_is_found_in_every_kind_of_file(tmp_path: Path, ending: str) -> None:
    """The same sentence gets the same verdict, and its place in the file."""
    path = tmp_path / f"report{ending}"
    MAKERS[ending](path)
    document = read_document(path)
    found = [c for c in check_document(document) if c.sentence == CLAIM]
    assert [c.finding.working for c in found] == ["480 to 400 is −16.7 %, not −25 %"]
    place = document.passages[found[0].passage].place
    assert place == {".pdf": "page 1", ".pptx": "slide 1"}.get(ending, place)
    assert place != "the document"


def test_tables_charts_and_notes_of_slides_are_read(tmp_path: Path) -> None:
    """Cells, the cached values of a chart (a gap stays a gap), and the speaker's notes."""
    path = tmp_path / "show.pptx"
    slides(path)
    document = read_document(path)
    assert ("row", ("Notices", "2021: 1870")) in [(p.kind, p.cells) for p in document.passages]
    wrong = [c.sentence for c in check_document(document) if c.finding.verdict.id == "wrong"]
    assert "Reviews rose from 9 to 7." in wrong
    assert "Complaints doubled from 45 to 61." in wrong


def zipped(path: Path, *names: str) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")


def test_ten_thousand_slides_are_refused_unread(tmp_path: Path) -> None:
    """The count comes from the list of parts; nothing is unpacked."""
    path = tmp_path / "long.pptx"
    names = [f"ppt/slides/slide{n}.xml" for n in range(1, 10_001)]
    zipped(path, "ppt/presentation.xml", *names)
    with pytest.raises(InputError, match=r"at most 500 slides \(this file has 10,000\)"):
        read_document(path)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.pptm", b"x", "without macros; save it as .pptx"),
        ("a.docm", b"x", "without macros; save it as .docx"),
        ("a.pptx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "without a password"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "without a password"),
        ("a.pptx", b"not a zip", "a PowerPoint file; save it anew"),
        ("a.xls", b"x", "a file that ends in"),
        ("a.txt", b"", "empty file"),
    ],
)
def test_what_no_reader_should_open_is_refused(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    """Macros, passwords, other formats and nothing at all: each with what to do."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=message):
        read_document(path)


def test_hidden_macros_and_damaged_slides_are_refused(tmp_path: Path) -> None:
    """A macro part in a file that is not called so, and a presentation without its parts."""
    path = tmp_path / "a.pptx"
    zipped(path, "ppt/presentation.xml", "ppt/vbaProject.bin")
    with pytest.raises(InputError, match="without macros"):
        read_document(path)
    zipped(path, "ppt/presentation.xml")
    with pytest.raises(InputError, match="a PowerPoint file that can be read"):
        read_document(path)
    zipped(path, "xl/workbook.xml")
    with pytest.raises(InputError, match=r"with a part ppt/presentation\.xml"):
        read_document(path)


def test_slides_and_pages_that_are_only_pictures_are_said_so(tmp_path: Path) -> None:
    """A deck without words, and a PDF that was scanned."""
    from pptx import Presentation

    empty: Any = Presentation()
    empty.slides.add_slide(empty.slide_layouts[6])
    empty.save(str(tmp_path / "a.pptx"))
    with pytest.raises(InputError, match="slides with text"):
        read_document(tmp_path / "a.pptx")
    import typst

    (tmp_path / "a.pdf").write_bytes(typst.compile(b"#rect(width: 5cm, height: 5cm, fill: blue)"))
    with pytest.raises(InputError, match="a scan has none"):
        read_document(tmp_path / "a.pdf")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """Is said to be missing."""
    with pytest.raises(NotFoundError):
        read_document(tmp_path / "none.txt")


def test_an_archive_bomb_is_refused(tmp_path: Path) -> None:
    """What would unpack to far more than any deck is not read."""
    path = tmp_path / "bomb.pptx"
    content = io.BytesIO(b"\0" * 1_000_000)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ppt/presentation.xml", "<x/>")
        for n in range(101):
            archive.writestr(f"ppt/slides/_rels/x{n}.rels", content.getvalue())
    with pytest.raises(InputError, match="unpacks to at most 400 MB"):
        read_document(path)
