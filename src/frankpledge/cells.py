"""Texts in the cells of tables that people open in a spreadsheet.

A spreadsheet takes a text that begins like a formula for one, also from a CSV file, and a formula
can send what stands in other cells away. Every writer of tables here passes its texts through
`guarded`: an apostrophe before such a text makes it words again. The list is that of OWASP's page
on CSV injection (https://owasp.org/www-community/attacks/CSV_Injection). Numbers are no texts and
stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

# With the letters of East Asian width that spreadsheets read as the same.
BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NEGATIVE = re.compile(r"-\d[\d,]*(?:\.\d+)?")


def guarded(text: str) -> str:
    """A text that no spreadsheet runs.

    A negative number and a lone sign that stands for 'nothing' are left alone. A carriage return
    becomes a line feed: Python's csv puts no quotation marks around it, and the next line would be
    a row of its own.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.startswith(BEGINNINGS) or _NEGATIVE.fullmatch(text):
        return text
    return f"'{text}" if any(map(str.isalnum, text)) else text


def cell(value: Any) -> Any:
    """A value of a row: texts guarded, everything else as it is."""
    return guarded(value) if isinstance(value, str) else value


def cells(row: Iterable[Any]) -> list[Any]:
    """The values of a row, guarded."""
    return [cell(value) for value in row]


def fields(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row by the names of its columns, guarded."""
    return {name: cell(value) for name, value in row.items()}
