"""The same text gives the same blocks, whichever kind of file it comes in."""

from __future__ import annotations

from pathlib import Path

from frankpledge.plans.importing import draft_plan, read_blocks


def test_every_kind_of_file_gives_the_same_blocks(
    document: Path, expected: list[tuple[str, int, str, tuple[str, ...]]]
) -> None:
    """Headings, paragraphs, list items and rows do not depend on the kind of file."""
    assert [block.shape for block in read_blocks(document)] == expected


def test_every_kind_of_file_gives_the_same_draft(document: Path) -> None:
    """What is recognised does not depend on the kind of file either."""
    plan = draft_plan(document, "littleford").plan
    (priority,) = plan.priorities
    assert priority.title == "Policing that people see"
    assert [one.text for one in priority.commitments] == [
        "Recruit INSERT more officers by 2025-26",
        "Publish the strategy ([hyperlink](#))",
        "Reporting on it every year in words that everyone understands, in every town and village "
        "of the county and at every meeting",
    ]
    assert priority.measuring is not None
    assert priority.measuring.quote == "Measuring success – TBC"
    assert [one.title for one in plan.boards] == ["Drugs group"]
    assert [one.status for one in plan.delivery_plans] == ["to be developed"]


def test_places_are_lines_of_texts_paragraphs_of_word_files_and_pages_of_pdfs(
    document: Path,
) -> None:
    """A place leads back into the document: by page where there are pages, else by line."""
    blocks = read_blocks(document)
    if document.suffix == ".pdf":
        assert {block.page for block in blocks} == {1}
        assert {block.line for block in blocks} == {None}
        return
    lines = [block.line or 0 for block in blocks]
    assert lines == sorted(lines)
    if document.suffix == ".docx":
        assert lines == list(range(1, len(blocks) + 1))
    else:
        written = document.read_text(encoding="utf-8").split("\n")
        first = blocks[5].text.split()[0]
        assert first in written[lines[5] - 1]


def test_a_pdf_of_several_pages_counts_them_and_joins_what_a_page_break_parts(
    tmp_path: Path,
) -> None:
    """A sentence that goes on over the page is one block, placed where it begins."""
    import typst

    source = (
        "#set page(width: 12cm, height: 6cm)\n#set text(costs: (orphan: 0%, widow: 0%))\n"
        "One line to begin with.\n#v(2.2cm)\n"
        "This sentence begins at the foot of a page and because it is longer than the line it "
        "has to go on, and on, past the next line and past the one after that, until at last it "
        "stands at the head of the next page where it ends.\n\n#pagebreak()\nLast words."
    )
    (tmp_path / "long.typ").write_text(source, encoding="utf-8")
    typst.compile(str(tmp_path / "long.typ"), output=str(tmp_path / "long.pdf"))
    blocks = read_blocks(tmp_path / "long.pdf")
    assert [block.page for block in blocks] == [1, 1, 3]
    assert blocks[1].text.endswith("page where it ends.")


def test_words_inserted_by_tracked_changes_and_in_text_boxes_are_read(tmp_path: Path) -> None:
    """A draft under revision loses no words; what was deleted from it stays deleted."""
    from docx import Document
    from docx.oxml import parse_xml

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document = Document()
    body = document.element.body
    body.insert(
        0,
        parse_xml(
            f"<w:p {space}><w:r><w:t xml:space='preserve'>Recruit </w:t></w:r>"
            "<w:del><w:r><w:delText>ten</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>twenty</w:t></w:r></w:ins>"
            "<w:r><w:t xml:space='preserve'> officers</w:t></w:r>"
            "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p>"
            "</w:txbxContent></w:pict></w:r></w:p>"
        ),
    )
    body.insert(
        1,
        parse_xml(
            f"<w:sdt {space}><w:sdtContent><w:p><w:r><w:t>In a control</w:t></w:r>"
            "</w:p></w:sdtContent></w:sdt>"
        ),
    )
    document.save(str(tmp_path / "tracked.docx"))
    texts = [block.text for block in read_blocks(tmp_path / "tracked.docx")]
    assert texts == ["Recruit twenty officers", "In a box", "In a control"]


def test_a_table_with_merged_and_listed_cells_keeps_their_words(tmp_path: Path) -> None:
    """The points of a list in a cell are marked, so that they can be told apart."""
    page = (
        "<table><tr><th>Strategic Priority</th><th>Outcomes</th></tr>"
        "<tr><td>Safer streets</td><td><ul><li>Less fear</li><li>Fewer crimes</li></ul></td></tr>"
        "</table>"
    )
    path = tmp_path / "table.html"
    path.write_text(page, encoding="utf-8")
    assert read_blocks(path)[1].cells == ("Safer streets", "• Less fear • Fewer crimes")
