"""Pages as somebody reads them: the answer first, numbers that agree, nothing said twice."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from frankpledge.measures import words
from frankpledge.releases.rendering import Renderer
from frankpledge.releases.site import frameworks, home, measures, places, static
from frankpledge.releases.site.figures import control_figure
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.plans.commitment import commitment_pages
from frankpledge.releases.site.shapes import Page
from frankpledge.releases.site.words import the_window

PLAN = "wiltshire-plan-2022-draft"
WILTSHIRE = "E06000054"


@pytest.fixture(scope="module")
def first(site: Site) -> Page:
    """The home page."""
    return next(home.pages(site))


@pytest.fixture(scope="module")
def burglaries(site: Site) -> Page:
    """The page of a measure with a year before and a baseline."""
    path = "measures/neighbourhood-crime/index.html"
    return next(page for page in measures.pages(site) if page.path == path)


def test_promises_add_up(site: Site, first: Page) -> None:
    """The priorities on the home page, with what stands under none, have all the promises."""
    told = first.context["promised"]
    parts = [int(item.note.split()[0]) for item in told.items]
    assert sum(parts) == int(told.big) == len(site.plans[PLAN].all_commitments)


def test_lists_say_how_much_they_leave_out(first: Page) -> None:
    """A number above a list, and the list with 'and N more', are the same."""
    for name in ("changed", "unknown"):
        told = first.context[name]
        more = re.match(r"And (\d+) more", told.more.text)
        assert len(told.items) + int(more[1] if more else 0) == int(told.big)


def test_what_changed_is_set_beside_what_the_plan_names(site: Site, first: Page) -> None:
    """The home page says how many of the real changes are measures of the plan."""
    names = {
        name
        for name, result in site.results.by_measure.items()
        if result.found is not None
        and result.measure.basis == "recorded"
        and site.force.code in result.found.series.row
        and words.verdict(result.found.previous, result.found.series.row[site.force.code])
        in {"rose", "fell"}
        and (result.measure.better == 0 or result.score(site.force.code).value is not None)
    }
    both = names & set(site.frameworks[0].measures)
    assert len(names) == int(first.context["changed"].big)
    assert f"judged by {len(both) or 'none'} of them" in first.context["changed"].text


def test_charts_of_changes_have_a_finding(site: Site, first: Page) -> None:
    """The chart's sentence counts as the statistics do, and says how its two ranges are read."""
    figure = first.context["figure"]
    assert f"{first.context['changed'].big} of 22 kinds changed by more than" in figure.finding
    assert "box" in figure.note
    for page in frameworks.pages(site):
        drawn = page.context.get("figure")
        if drawn is not None:
            assert drawn.finding.endswith("its own ups and downs.") or " of " in drawn.finding


def test_a_change_is_told_with_its_verdict(site: Site, burglaries: Page) -> None:
    """Below 'Is the change real?' stands what may be said of each comparison."""
    result = site.results.by_measure["neighbourhood-crime"]
    found = result.found
    assert found is not None
    row = found.series.row[site.force.code]
    told = burglaries.context["change"].finding
    for compared in (found.previous, found.baseline):
        assert compared is not None
        more = "no more" if words.verdict(compared, row) == "little changed" else "more"
        size = words.number(abs(compared.size[row]), 1)
        assert re.search(rf"{compared.window.words}[^.]* by {size} %, {more} than", told)


def test_windows_within_sentences() -> None:
    """A year takes an article, a month does not."""
    assert the_window("year to December 2025") == "the year to December 2025"
    assert the_window("March 2022") == "March 2022"


def test_letters_give_the_answer_first(site: Site) -> None:
    """Also where a place shares neighbourhoods: what the figures rest on comes after them."""
    held = places.Places(site)
    shared = [a for a in held.parishes if site.areas.fit(a.code).basis == "bounds"][:5]
    assert shared
    for area in shared:
        letter = held.page(area).context["letter"]
        assert letter[0].startswith("<strong>")
        assert any(text.startswith("Figures for") for text in letter[1:])


def test_adjusted_charts_say_so_at_their_axis(site: Site) -> None:
    """The letter gives the month's count, the chart an adjusted one: a reader must be told."""
    result = site.results.by_measure["located-all-crime-and-asb"]
    assert result.found is not None
    figure = control_figure(site, result, WILTSHIRE, "t")
    assert figure is not None
    seasonal = bool(result.found.chart.seasonal[result.found.series.row[WILTSHIRE]])
    assert seasonal
    assert "adjusted for the time of year" in figure.chart


def test_a_promise_says_once_that_nothing_is_known(site: Site) -> None:
    """No page of a promise repeats its first lines as findings, or prints an id as its name."""
    for page in commitment_pages(site, site.plans[PLAN]):
        for one in page.context["findings"]:
            assert not one.link.href.endswith(("FP201", "FP202", "FP203"))
            assert "Commitment '" not in one.text


def test_the_publisher_is_who_publishes(site: Site) -> None:
    """A site that somebody else made does not say that the body published it."""
    settings = {**site.workspace.raw, "site": {"publisher": "the parish of Littleford"}}
    other = replace(site, workspace=replace(site.workspace, raw=settings))
    found = {page.path: page for page in static.pages(other)}
    for path in ("about/index.html", "accessibility/index.html"):
        text = Renderer(other.context()).render(found[path]).decode()
        assert "published by the parish of Littleford" in text
        assert f"published by {site.workspace.body}" not in text


def test_nobody_claims_a_day_of_publication(site: Site, burglaries: Page) -> None:
    """Imports know the day on which data was as it is, and that is what pages say of it."""
    text = Renderer(site.context()).render(burglaries).decode()
    assert "figures as they stood on" in text
    assert "as published" not in text
