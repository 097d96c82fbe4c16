"""Each method's page: its example runs as printed, and it says how it differs from other tools."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import numpy as np
import pytest

from frankpledge import statistics as st

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "methods"
BLOCKS = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
PAGES = sorted(page for page in FOLDER.glob("*.md") if BLOCKS.search(page.read_text("utf-8")))
METHODS = [page for page in PAGES if "import statistics as st" in page.read_text("utf-8")]
# Small pieces of the methods, explained where the whole is; the scores have a page of their own.
PARTS = {
    *("knox_expected", "shift_ends", "trend_ends", "two_in_three_windows"),
    *("assurance_score", "position_score", "variation_score"),
}


def name(page):
    """The page's name, for the test report."""
    return page.stem


def test_there_is_a_page_for_every_public_function():
    """Whatever can be called is named on some page."""
    text = "\n".join(page.read_text("utf-8") for page in PAGES)
    functions = {word for word in st.__all__ if word[0].islower()} - PARTS
    assert not {word for word in functions if not re.search(rf"\b{word}\b", text)}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_the_worked_example_gives_what_is_printed(page):
    """All blocks of a page, one after the other, as a reader would type them."""
    examples = "\n".join(block.group(1) for block in BLOCKS.finditer(page.read_text("utf-8")))
    test = doctest.DocTestParser().get_doctest(examples, {}, page.name, str(page), 0)
    assert test.examples
    said: list[str] = []
    failed, tried = doctest.DocTestRunner().run(test, out=said.append)
    assert (failed, tried) == (0, len(test.examples)), "".join(said)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_the_page_opens_with_its_title_and_plain_words(page):
    """A title, then a paragraph before any heading, table or code."""
    first, blank, second, *_ = page.read_text("utf-8").split("\n")
    assert first.startswith("# ")
    assert blank == ""
    assert second[0] not in "#|`->"
    assert "`" not in second


@pytest.mark.parametrize("page", METHODS, ids=name)
def test_the_page_lists_its_deviations_and_source(page):
    """Every difference in a row of a table, with how to switch it off."""
    text = page.read_text("utf-8")
    assert "\n## Source\n" in text
    deviations = text.split("\n## Deviations from the official tool\n")[1]
    rows = [line for line in deviations.split("\n") if line.startswith("|")]
    assert len(rows) >= 3
    assert all(row.count(" | ") == 1 for row in rows[:1] + rows[2:])


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_between_pages_lead_somewhere(page):
    """Each link to another page of this folder names a file that is there."""
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
        assert (FOLDER / target).is_file(), target


def test_how_often_chance_sets_off_the_rules():
    """What the pages say of noise: three charts of ten, and hardly ever at the last point."""
    noise = np.random.default_rng(1).normal(size=(20_000, 36))
    chart = st.xmr(noise)
    marked = st.special_causes(noise, chart).rule != 0
    assert 0.25 < marked.any(axis=1).mean() < 0.33
    assert marked[:, -1].mean() < 0.02
    nelson = [st.nelson(noise, rule).any(axis=1) for rule in range(1, 9)]
    assert np.any(nelson, axis=0).mean() > 1 / 3
