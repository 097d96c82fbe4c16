"""Cells of finance systems as pounds and days, or the reason why they are neither."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from frankpledge.money.amounts import MOST, PENNY

# 1,234.56 or 1234.56 or .56; the pound sign, brackets and signs around it are taken off before.
_NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?")
_MARKS = str.maketrans("", "", "£\u00a0 '\t")
_MINUS = str.maketrans({"−": "-", "–": "-", "—": "-"})
_FORMS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y")
_SHORT = ("%d/%m/%y", "%d-%b-%y", "%d %b %y")
_EPOCH = date(1899, 12, 30)  # day 0 of the serial dates of spreadsheets after February 1900
FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)
_SERIAL = re.compile(r"\d{5}(?:\.0+)?")


def pounds(cell: Any) -> Decimal:
    """An amount: a number, or a text such as '£1,234.50', '(1,234.50)', '-12', '12.00-', '12 CR'.

    Brackets, a minus on either side and CR (credit) all mean less than nothing. Raises ValueError
    with the reason, also for a fraction of a penny and for commas that part no thousands.
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        # A sheet stores 12.3 as 12.300000000000001: its shortest text is what was typed.
        return _whole_pence(Decimal(repr(cell)))
    return _pounds_of(str(cell))


@lru_cache(maxsize=65536)
def _pounds_of(cell: str) -> Decimal:
    text = cell.translate(_MINUS).translate(_MARKS)
    if not text:
        raise ValueError("the amount is blank")
    if text.startswith("="):
        raise ValueError("the amount is a formula that was not worked out")
    text, negative = _sign(text.upper().removesuffix("GBP").removeprefix("GBP"))
    if not text or not _NUMBER.fullmatch(text) or text == ".":
        raise ValueError("the amount is no number of pounds")
    value = Decimal(text.replace(",", ""))
    return _whole_pence(-value if negative else value)


def _sign(text: str) -> tuple[str, bool]:
    """The digits, and whether brackets, a minus or CR say that they are less than nothing."""
    if text.startswith("(") and text.endswith(")"):
        inner, negative = _sign(text[1:-1])
        if negative:
            raise ValueError("the amount has brackets and a minus, which may mean either")
        return inner, True
    if text.endswith("CR"):
        return text[:-2], True
    if text.endswith("DR"):
        return text[:-2], False
    if text.startswith("-") and text.endswith("-"):
        raise ValueError("the amount has two minus signs")
    if text.startswith("-"):
        return text[1:], True
    if text.endswith("-"):
        return text[:-1], True
    return text.removeprefix("+"), False


def _whole_pence(value: Decimal) -> Decimal:
    if not value.is_finite() or abs(value) >= MOST:
        raise ValueError("the amount is no sum of money")
    rounded = value.quantize(PENNY)
    # Sums of floats in sheets are off by far less than a hundredth of a penny.
    if abs(rounded - value) > PENNY / 100:
        raise ValueError("the amount has a fraction of a penny")
    return rounded


def day(cell: Any) -> tuple[date, bool]:
    """A day, and whether it was a serial number of a spreadsheet (45383 is 1 April 2024).

    Texts have the day first, or the year first. Raises ValueError with the reason.
    """
    if isinstance(cell, datetime):
        return _within(cell.date()), False
    if isinstance(cell, date):
        return _within(cell), False
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return _day_of(str(cell).strip())


@lru_cache(maxsize=65536)
def _day_of(text: str) -> tuple[date, bool]:
    if not text:
        raise ValueError("the date is blank")
    if _SERIAL.fullmatch(text):
        return _within(_EPOCH + timedelta(days=int(float(text)))), True
    # A time of day behind the date says nothing that is needed here.
    head = re.sub(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$", "", text)
    for form in (*_FORMS, *_SHORT):
        try:
            return _within(datetime.strptime(head, form).date()), False
        except ValueError:
            continue
    if _american(head):
        raise ValueError("the date has the month first; export it with the day first")
    raise ValueError("the date is none, or not from 2000 to 2099")


def _american(text: str) -> bool:
    """Whether a text is a day with the month first, and none with the day first."""
    return _is(text, "%m/%d/%Y") and not _is(text, "%d/%m/%Y")


def _is(text: str, form: str) -> bool:
    try:
        datetime.strptime(text, form)
    except ValueError:
        return False
    return True


def _within(found: date) -> date:
    if not FIRST <= found <= LAST:
        raise ValueError("the date is not from 2000 to 2099")
    return found
