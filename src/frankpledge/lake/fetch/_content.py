"""Whether the bytes are what was asked for. A name and a 200 prove nothing."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

from ._faults import AttemptError

HEAD = 512

# A member that every file of the kind has; an archive of another sort lacks it.
_REQUIRED = {"ods": "content.xml", "xlsx": "[Content_Types].xml"}


def check_file(path: Path, kind: str) -> None:
    """Raise AttemptError unless the file is a whole `kind`: zip, ods, xlsx, json or csv.

    The members of an archive are not read here (gigabytes); readers check their CRCs.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    check_head(head, kind)
    _CHECKS[kind](path)


def check_head(head: bytes, kind: str) -> None:
    """Raise AttemptError when a body is empty or starts like a web page."""
    if not head:
        raise AttemptError(f"an empty body came instead of a {kind} file")
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith(b"<"):  # HTML, or the XML in which storage services tell their errors
        start = text[:60].decode("utf-8", "replace")
        raise AttemptError(f"a web page came instead of a {kind} file: {start!r}")


def _check_archive(path: Path) -> None:
    with path.open("rb") as file:
        if file.read(2) != b"PK":  # zipfile forgives anything in front
            raise AttemptError("not a zip file: it does not start like one")
    try:
        with zipfile.ZipFile(path) as archive:  # reads the end of the central directory
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise AttemptError(f"not a whole zip file: {error}") from error
    if not members:
        raise AttemptError("a zip file with nothing in it")


def _check_office(kind: str) -> Callable[[Path], None]:
    def check(path: Path) -> None:
        _check_archive(path)
        with zipfile.ZipFile(path) as archive:
            if _REQUIRED[kind] not in archive.namelist():
                raise AttemptError(f"a zip file without {_REQUIRED[kind]}, so not an {kind} file")

    return check


def _check_json(path: Path) -> None:
    parse_json(path.read_bytes())


def _check_csv(path: Path) -> None:
    with path.open("rb") as file:
        first = file.readline()
    if b"," not in first or b"\0" in first:
        raise AttemptError(f"not a CSV file: it starts with {first[:60]!r}")


def parse_json(body: bytes) -> object:
    """The JSON in `body`. Raises AttemptError when it is empty, a web page, cut or not JSON."""
    check_head(body[:HEAD], "JSON")
    try:
        return json.loads(body)
    except ValueError as error:
        raise AttemptError(f"not JSON: {error}") from error


_CHECKS: dict[str, Callable[[Path], None]] = {
    "zip": _check_archive,
    "ods": _check_office("ods"),
    "xlsx": _check_office("xlsx"),
    "json": _check_json,
    "csv": _check_csv,
}
KINDS = tuple(_CHECKS)
