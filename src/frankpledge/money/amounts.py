"""Pounds as exact decimals: read, rounded and said in one way everywhere.

Binary fractions cannot hold a penny, so every amount of a document is a Decimal. Rounding is to
the penny, half away from zero, which is also what ROUND does in a spreadsheet.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, TypeVar

from frankpledge.documents import REQUIRED, Fields
from frankpledge.errors import DocumentError, DocumentsError, InputError

PENNY = Decimal("0.01")
MOST = Decimal(10) ** 12  # beyond this a number is a slip of the keyboard, not money
T = TypeVar("T")


class MoneyError(DocumentsError):
    """Documents of money that cannot be read."""

    what = "the documents of money"


def penny(value: Decimal) -> Decimal:
    """To the penny, half away from zero."""
    return rounded(value, 2)


def rounded(value: Decimal, places: int) -> Decimal:
    """To so many decimal places, half away from zero; never minus nought."""
    found = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return abs(found) if found == 0 else found


def said(value: Decimal | float, places: int = 2) -> str:
    """'£1,234.56', '−£12.00'."""
    exact = rounded(Decimal(str(value)), places)
    return f"{'−' if exact < 0 else ''}£{abs(exact):,.{places}f}"


def short(value: Decimal | float) -> str:
    """'£2.6 million', '£134 million', '£48,200'."""
    exact = Decimal(str(value))
    if abs(exact) < 1_000_000:
        return said(exact, 0)
    millions = rounded(abs(exact) / 1_000_000, 1)
    text = f"{millions:,f}".removesuffix(".0")
    return f"{'−' if exact < 0 else ''}£{text} million"


def amount(fields: Fields, key: str, default: Any = REQUIRED, places: int = 2) -> Any:
    """A Decimal of at most so many places. Raises DocumentError for anything else.

    The YAML reader gives binary floats; their shortest text is what the writer typed.
    """
    value = fields.take(key, default)
    if value is default:
        return value
    return exact(fields, key, value, places)


def exact(fields: Fields, key: str, value: object, places: int = 2) -> Decimal:
    """A raw number of a document as a Decimal; see `amount`."""
    expected = f"a number with at most {places} decimals, no pound sign and no comma"
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise fields.error(key, expected, value)
    found = Decimal(repr(value))
    if not found.is_finite() or abs(found) >= MOST or found != rounded(found, places):
        raise fields.error(key, expected, value)
    return found


def gathered(
    fields: Fields, key: str, read: Callable[[Fields], T], faults: list[InputError]
) -> tuple[T, ...]:
    """The items of an optional list; what is wrong with any of them joins `faults`."""
    raw = fields.take(key, [])
    if not isinstance(raw, list):
        faults.append(fields.error(key, "a list", raw))
        return ()
    found: list[T] = []
    for index, item in enumerate(raw):
        if not isinstance(item, dict):
            faults.append(fields.error(key, "a mapping of fields", item))
            continue
        inner = Fields(fields.path, item, (*fields.trail, key, index))
        try:
            found.append(read(inner))
            inner.close()
        except DocumentError as fault:
            faults.append(fault)
    return tuple(found)


def tried(read: Callable[[], T], faults: list[InputError], otherwise: T) -> T:
    """What `read` gives; where that is a fault, it joins `faults`."""
    try:
        return read()
    except DocumentError as fault:
        faults.append(fault)
        return otherwise
