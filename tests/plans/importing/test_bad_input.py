"""What is no plan is refused by name, with what was expected of it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from frankpledge.errors import NotFoundError, UserError
from frankpledge.plans.importing import draft_plan, files, package_name, read_blocks


@pytest.mark.parametrize("ending", ["txt", "md", "html", "docx", "pdf"])
def test_an_empty_file_and_one_of_no_words_are_refused(tmp_path: Path, ending: str) -> None:
    """The message names the file and says what it should be."""
    path = tmp_path / f"empty.{ending}"
    path.write_bytes(b"")
    with pytest.raises(UserError, match=rf"empty\.{ending}: expected a.*, found 'an empty file'"):
        read_blocks(path)
    path.write_bytes(b" \n\n")
    with pytest.raises(UserError, match=rf"empty\.{ending}: expected a"):
        read_blocks(path)


@pytest.mark.parametrize("ending", ["txt", "md", "html", "docx", "pdf"])
def test_bytes_that_are_something_else_are_refused(tmp_path: Path, ending: str) -> None:
    """A picture with the wrong ending is no document."""
    path = tmp_path / f"picture.{ending}"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 20)
    with pytest.raises(UserError, match=rf"picture\.{ending}: expected a"):
        read_blocks(path)


def test_a_text_that_is_not_utf_8_is_refused_with_the_line(tmp_path: Path) -> None:
    """The first wrong byte is said with its line."""
    path = tmp_path / "latin.txt"
    path.write_bytes("Our plan\nCaf\xe9".encode("latin-1"))
    with pytest.raises(
        UserError, match=r"latin\.txt:2: expected UTF-8 text, found 'the byte 0xe9'"
    ):
        read_blocks(path)


def test_a_file_of_another_kind_and_one_that_is_not_there_are_refused(tmp_path: Path) -> None:
    """The message lists the kinds that can be read."""
    path = tmp_path / "plan.odt"
    path.write_bytes(b"x")
    with pytest.raises(
        UserError, match=r"\.txt, \.md, \.html, \.htm, \.docx, \.pdf, found '\.odt'"
    ):
        read_blocks(path)
    with pytest.raises(NotFoundError, match=r"missing\.txt: no such file"):
        read_blocks(tmp_path / "missing.txt")


def test_five_megabytes_of_text_are_refused(tmp_path: Path) -> None:
    """By size before reading, and by the text found where the file is small enough."""
    path = tmp_path / "long.txt"
    path.write_text("word " * 1_000_000, encoding="utf-8")
    with pytest.raises(UserError, match="at most 2,000,000 bytes, found '5,000,000 bytes'"):
        read_blocks(path)
    path.write_text("word " * 300_000, encoding="utf-8")
    with pytest.raises(UserError, match="at most 1,000,000 characters of text"):
        read_blocks(path)


def _pdf(folder: Path, text: str = "Our plan.") -> Path:
    import typst

    source, path = folder / "plan.typ", folder / "plan.pdf"
    source.write_text(text, encoding="utf-8")
    typst.compile(str(source), output=str(path))
    return path


def test_a_pdf_with_a_password_is_refused(tmp_path: Path) -> None:
    """The message says how to get on."""
    path = _pdf(tmp_path)
    # A trailer that names an encryption which no password of ours opens.
    content = path.read_bytes()
    encrypt = (
        b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <"
        + b"11" * 32
        + b"> /U <"
        + b"22" * 32
        + b"> >>"
    )
    assert content.count(b"/Root") == 1
    path.write_bytes(content.replace(b"/Root", b"/Encrypt " + encrypt + b" /Root"))
    with pytest.raises(UserError, match=r"plan\.pdf: expected a PDF without a password"):
        read_blocks(path)


def test_a_broken_pdf_and_one_without_text_are_refused(tmp_path: Path) -> None:
    """A file cut off is no PDF; a scan has no text to read."""
    path = _pdf(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[:200])
    with pytest.raises(UserError, match=r"plan\.pdf: expected a PDF that can be read"):
        read_blocks(path)
    path = _pdf(tmp_path, "#rect(width: 3cm)")
    with pytest.raises(UserError, match=r"a document with text \(a scan has none"):
        read_blocks(path)


def test_a_zip_that_is_no_word_file_is_refused(tmp_path: Path) -> None:
    """Whether it lacks the document or holds one that is no XML."""
    path = tmp_path / "other.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(
        UserError, match=r"other\.docx: expected a Word file \(\.docx\) with a part"
    ):
        read_blocks(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<not closed")
    with pytest.raises(UserError, match=r"other\.docx: expected a Word file that can be read"):
        read_blocks(path)


def test_a_word_file_that_unpacks_to_far_more_is_refused_unread(tmp_path: Path) -> None:
    """The sizes that the archive states are looked at before anything is unpacked."""
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("word/document.xml", b"<w>" + b" " * 51_000_000)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(
        UserError, match=r"bomb\.docx: expected a Word file that unpacks to at most"
    ):
        read_blocks(path)


def test_a_missing_library_is_named_with_the_way_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Word files, PDFs and web pages need libraries that are installed on request only."""
    monkeypatch.setattr(files, "find_spec", lambda name: None)
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"%PDF-")
    with pytest.raises(UserError, match=r"needs pdfplumber.*pip install 'frankpledge\[import\]'"):
        read_blocks(path)


def test_a_document_that_states_no_period_asks_for_it(tmp_path: Path) -> None:
    """No year is made up: years that the text speaks of are not the plan's."""
    path = tmp_path / "plan.txt"
    path.write_text("Our plan\n\nIn 2019 crime fell, and in 2020 it rose.\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"plan\.txt: .*say it with --from and --to"):
        draft_plan(path, "plan")


def test_a_folder_whose_name_is_no_id_is_refused(tmp_path: Path) -> None:
    """The name of the folder is the id of the package."""
    with pytest.raises(UserError, match="expected a folder named as an id"):
        package_name(tmp_path / "My Plan")
