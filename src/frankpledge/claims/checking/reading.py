"""From a file to a document: .md, .txt, .html, .docx, .pdf and .pptx, or a clear refusal."""

from __future__ import annotations

import io
import zipfile
from importlib.util import find_spec
from pathlib import Path

from frankpledge.claims.checking import slides
from frankpledge.claims.checking.document import Document, Passage
from frankpledge.errors import InputError, NotFoundError, Place, UserError
from frankpledge.plans.importing import ENDINGS as TEXTS
from frankpledge.plans.importing import TextBlock, read_blocks

ENDINGS = {**TEXTS, ".pptx": "a PowerPoint file"}
FILE_LIMIT = 50_000_000
# Office files with a password, and those of the years before 2007, are of this kind.
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MACROS = {".docm": ".docx", ".pptm": ".pptx", ".dotm": ".docx", ".potm": ".pptx"}


def read_document(path: Path) -> Document:
    """Read a document. Nothing in it is run, fetched or unpacked to disk.

    Raises NotFoundError when there is no file, InputError when it is not what its name says, has a
    password or macros, no text, or too much of it, UserError when a library is missing.
    """
    path = Path(path)
    ending = path.suffix.lower()
    if not path.is_file():
        raise NotFoundError(f"{path}: no such file")
    if ending in _MACROS:
        raise _not(path, f"a file without macros; save it as {_MACROS[ending]}", ending)
    if ending not in ENDINGS:
        raise _not(path, f"a file that ends in {', '.join(ENDINGS)}", ending or None)
    if ending in (".docx", ".pptx"):
        _check_office(path)
    passages = _slides(path) if ending == ".pptx" else [_passage(b) for b in read_blocks(path)]
    return Document(str(path), tuple(passages))


def _passage(block: TextBlock) -> Passage:
    return Passage(
        kind=block.kind,
        text=block.text,
        level=block.level,
        cells=block.cells,
        line=block.line,
        page=block.page,
    )


def _check_office(path: Path) -> None:
    """Refuse what no reader should open: passwords, macros, archives that are none."""
    size = path.stat().st_size
    if size > FILE_LIMIT:
        raise _not(path, f"a file of at most {FILE_LIMIT:,} bytes", f"{size:,} bytes")
    with path.open("rb") as file:
        begin = file.read(8)
    if begin == _COMPOUND:
        raise _not(path, "a file without a password; save an open copy (old formats: save anew)")
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile as error:
        raise _not(path, f"{ENDINGS[path.suffix.lower()]}; save it anew") from error
    if any(name.endswith("vbaProject.bin") for name in names):
        raise _not(path, "a file without macros; save a copy without them")


def _slides(path: Path) -> list[Passage]:
    if find_spec("pptx") is None:
        raise UserError(
            f"{path}: reading .pptx files needs python-pptx; "
            "install it with: pip install 'frankpledge[packs]'"
        )
    content = path.read_bytes()
    if wrong := slides.check_slides(io.BytesIO(content)):
        raise _not(path, wrong)
    try:
        passages = slides.slide_passages(io.BytesIO(content))
    # A damaged file fails in any of the layers below: zip, XML, or the parts that it promises.
    except Exception as error:
        found = f"{type(error).__name__}: {error}"[:120]
        raise _not(path, "a PowerPoint file that can be read; save it anew", found) from error
    if not passages:
        raise _not(path, "slides with text (pictures of slides have none)")
    return passages


def _not(path: Path, expected: str, found: object = None) -> InputError:
    return InputError(Place(str(path)), expected, found)
