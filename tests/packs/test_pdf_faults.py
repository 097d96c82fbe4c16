"""PDFs looked at by a second program beside Typst, which makes them. To add a kind, add a test."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest

from frankpledge.packs import Theme, Typesetter
from frankpledge.packs.parish import TEMPLATE, Packs, content

PARISH = "E04012698"  # Salisbury, of which much is known
Check = Callable[[bytes], list[str]]


@pytest.fixture(scope="module")
def made(packs: Packs) -> bytes:
    """The pack of a parish."""
    pack = packs.pack(packs.areas.get(PARISH))
    return Typesetter(TEMPLATE, Theme()).pdf(
        content(pack, publisher="A body", site="A site"), pack.day
    )


def test_a_pack_of_a_parish_has_no_faults(made: bytes, pdf_faults: Check) -> None:
    """Tagged, titled, in a language, its charts with words, its headings in order."""
    assert pdf_faults(made) == []


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda book: book.Root.__delitem__("/StructTreeRoot"), "UA-01-005"),
        (lambda book: book.Root.__delitem__("/Lang"), "UA-06-001"),
        (lambda book: book.Root.StructTreeRoot.__delitem__("/K"), "no headings"),
    ],
)
def test_a_fault_is_found(
    made: bytes, pdf_faults: Check, spoil: Callable[[pikepdf.Pdf], None], told: str
) -> None:
    """The same pack without its structure, its language, its headings."""
    with pikepdf.open(io.BytesIO(made)) as book:
        spoil(book)
        spoilt = io.BytesIO()
        book.save(spoilt)
    assert any(one.startswith(told) for one in pdf_faults(spoilt.getvalue()))
