"""From a file to its blocks: which reader, and every way in which a file can be no plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path

from frankpledge.errors import InputError, NotFoundError, Place, UserError
from frankpledge.plans.importing import markdown, pdf, plaintext, web, word
from frankpledge.plans.importing.blocks import TextBlock

# The longest plans have some 150,000 characters. What is far over that is some other file.
TEXT_LIMIT = 1_000_000
FILE_LIMIT = 50_000_000
ENDINGS = {
    ".txt": "a plain text",
    ".md": "a Markdown text",
    ".html": "a web page",
    ".htm": "a web page",
    ".docx": "a Word file",
    ".pdf": "a PDF",
}
_LIBRARIES = {".docx": ("docx", "python-docx"), ".pdf": ("pdfplumber", "pdfplumber")}
_LIBRARIES |= dict.fromkeys((".html", ".htm"), ("lxml", "lxml"))


def read_blocks(path: Path) -> tuple[TextBlock, ...]:
    """The blocks of a .txt, .md, .html, .docx or .pdf file, in order.

    Raises NotFoundError when there is no file, InputError when it is not what its name says, has no
    text or more than 1 MB of it, and UserError when the library that reads it is not installed.
    """
    path = Path(path)
    ending = path.suffix.lower()
    if not path.is_file():
        raise NotFoundError(f"{path}: no such file")
    if ending not in ENDINGS:
        raise _not(path, f"a file that ends in {', '.join(ENDINGS)}", path.suffix or None)
    _sized(path, FILE_LIMIT if ending in (".docx", ".pdf") else 2 * TEXT_LIMIT)
    _installed(path, ending)
    content = path.read_bytes()
    readers: dict[str, Callable[[Path, bytes], Iterable[TextBlock]]] = {
        ".docx": _word,
        ".pdf": _pdf,
        ".html": _web,
        ".htm": _web,
        ".md": _markdown,
        ".txt": _plain,
    }
    return _bounded(path, readers[ending](path, content))


def _bounded(path: Path, blocks: Iterable[TextBlock]) -> tuple[TextBlock, ...]:
    found, size = [], 0
    for block in blocks:
        size += len(block.text)
        if size > TEXT_LIMIT:
            raise _not(path, f"a file with at most {TEXT_LIMIT:,} characters of text")
        found.append(block)
    if not found:
        hint = " (a scan has none: recognise its text first)" if path.suffix == ".pdf" else ""
        raise _not(path, f"a document with text{hint}")
    return tuple(found)


def _sized(path: Path, limit: int) -> None:
    size = path.stat().st_size
    if not size:
        raise _not(path, ENDINGS[path.suffix.lower()], "an empty file")
    if size > limit:
        raise _not(path, f"a file of at most {limit:,} bytes", f"{size:,} bytes")


def _installed(path: Path, ending: str) -> None:
    module, package = _LIBRARIES.get(ending, (None, None))
    if module and find_spec(module) is None:
        raise UserError(
            f"{path}: reading {ending} files needs {package}; "
            "install it with: pip install 'frankpledge[import]'"
        )


def _text(path: Path, content: bytes) -> str:
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    encoding = "utf-16" if wide else "utf-8-sig"
    if not wide and b"\0" in content:
        raise _not(path, ENDINGS[path.suffix.lower()], "binary data")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        found = f"the byte 0x{content[error.start]:02x}"
        raise InputError(Place(str(path), line), "UTF-8 text", found) from error


def _plain(path: Path, content: bytes) -> Iterable[TextBlock]:
    return plaintext.plain_blocks(_text(path, content))


def _markdown(path: Path, content: bytes) -> Iterable[TextBlock]:
    return markdown.markdown_blocks(_text(path, content))


def _word(path: Path, content: bytes) -> list[TextBlock]:
    if wrong := word.check_word(content):
        raise _not(path, wrong)
    try:
        return list(word.word_blocks(content))
    # A damaged file fails in any of the layers below: zip, XML, or the parts that it promises.
    except Exception as error:
        raise _not(path, "a Word file that can be read; save it anew from Word", error) from error


def _web(path: Path, content: bytes) -> list[TextBlock]:
    from lxml.etree import LxmlError

    if b"\0" in content:
        raise _not(path, ENDINGS[".html"], "binary data")
    try:
        return list(web.web_blocks(content))
    except (LxmlError, ValueError) as error:
        raise _not(path, "a web page that can be read", error) from error


def _pdf(path: Path, content: bytes) -> list[TextBlock]:
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    if b"%PDF-" not in content[:1024]:
        raise _not(path, "a PDF, which begins with %PDF-")
    try:
        return list(pdf.pdf_blocks(content))
    # pdfplumber wraps some errors of the layers below and lets others through.
    except Exception as error:
        if PDFPasswordIncorrect in (type(error), *map(type, error.args)):
            raise _not(path, "a PDF without a password; save an open copy") from error
        raise _not(path, "a PDF that can be read; save it anew", error) from error


def _not(path: Path, expected: str, found: object = None) -> InputError:
    shown = f"{type(found).__name__}: {found}"[:120] if isinstance(found, Exception) else found
    return InputError(Place(str(path)), expected, shown)
