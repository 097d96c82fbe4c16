"""The leaflet: who helps with what, what nobody has confirmed, and nothing about its reader."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pdfplumber
import pytest

from frankpledge.packs import Theme
from frankpledge.packs.papers import EXIT, LEAFLET, Known, PaperPress


@pytest.fixture(scope="module")
def html(known: Known) -> str:
    """The leaflet as one file."""
    return PaperPress(known, Theme()).made("directory", LEAFLET, "html").decode()


@pytest.fixture(scope="module")
def printed(known: Known) -> str:
    """The words of the leaflet on paper."""
    made = PaperPress(known, Theme()).made("directory", LEAFLET, "pdf")
    assert b"pdfuaid:part" in made
    with pdfplumber.open(io.BytesIO(made)) as book:
        sides = [half for page in book.pages for half in _columns(page)]
    return re.sub(r"\s+", " ", " ".join(sides))


def _columns(page: Any) -> list[str]:
    """The text of a page, its columns one after the other."""
    middle = page.width / 2
    boxes = (0, 0, middle, page.height), (middle, 0, page.width, page.height)
    return [page.crop(box).extract_text() for box in boxes]


def test_a_second_program_finds_no_fault_on_paper(
    known: Known, pdf_faults: Callable[[bytes], list[str]]
) -> None:
    """Two columns are read one after the other, headings in order."""
    assert pdf_faults(PaperPress(known, Theme()).made("directory", LEAFLET, "pdf")) == []


def test_it_says_how_to_call_and_when(printed: str) -> None:
    """Hours of days in a row are told by the first and the last."""
    assert "01632 960102" in printed
    assert "Monday to Friday, Sunday 09:00 to 17:00" in printed
    assert "Confirmed on 1 May 2026" in printed
    assert "999" in printed and "press 55" in printed


def test_unconfirmed_and_unreachable_show_as_such(printed: str) -> None:
    """The club is listed, and what is not known of it is said."""
    assert "Not confirmed by anybody" in printed
    assert "How to reach it is not stated" in printed
    assert "2 services listed here. 1 of them was confirmed" in printed
    assert "What was" not in printed


def test_a_service_for_two_needs_stands_once_in_full(html: str) -> None:
    """Below the second need it is named, with where to look."""
    assert html.count("01632 960102</a>") == 1
    assert "Also: A refuge (see ‘Domestic abuse’)." in html


def test_the_file_can_be_left_at_once_and_asks_for_nothing(html: str) -> None:
    """An exit without a script first on the page; nothing is fetched, no referrer is given."""
    main = html[html.index("<main>") :]
    assert main.index(EXIT) < main.index("<h1>")
    assert "Ctrl and W together" in html
    assert "<script" not in html and "<link" not in html
    assert not re.findall(r'(?:src|srcset|action)="', html)
    links = re.findall(r'<a href="(https?:[^"]*)"([^>]*)>', html)
    assert links and all("noreferrer" in rest for _, rest in links)


def test_nothing_of_an_entry_becomes_markup_or_a_script(html: str) -> None:
    """A name with a tag is text; an address that is no web address is no link."""
    assert "A club &lt;b&gt;" in html
    assert 'href="javascript' not in html
