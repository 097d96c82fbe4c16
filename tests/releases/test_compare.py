"""Comparing forces: rates as counted by hand, limits that agree with verdicts, gaps that show."""

from __future__ import annotations

import csv
import gzip
import html
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from frankpledge.measures import Result, Results, assess
from frankpledge.releases.rendering import Renderer
from frankpledge.releases.site import compare
from frankpledge.releases.site.comparison import CITY, Comparison, compared
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.shapes import Page

OURS = "E23000038"
KENT = "E23000032"
YEAR = ("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4")


@pytest.fixture(scope="module")
def rendered(site: Site) -> dict[str, str]:
    """Every page of the comparison, by path."""
    return html_of(site, compare.pages(site))


def html_of(site: Site, pages: Iterable[Page]) -> dict[str, str]:
    renderer = Renderer(site.context())
    return {page.path: renderer.render(page).decode() for page in pages}


def text_of(page: str) -> str:
    """What a reader sees of a page's main part, without the drawings."""
    main = page[page.index("<main") : page.index("</main")]
    main = re.sub(r"<svg.*?</svg>", " ", main, flags=re.DOTALL)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", main)))


def table_of(page: str, name: str) -> dict[str, list[str]]:
    """A table by its id: the cells after each row's heading."""
    start = page.index(f'id="{name}-caption"')
    body = page[page.index("<tbody", start) : page.index("</table>", start)]
    found = {}
    for row in re.findall(r"<tr[^>]*>(.*?)</tr>", body, flags=re.DOTALL):
        cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, flags=re.DOTALL)
        plain = [html.unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in cells]
        found[plain[0]] = plain[1:]
    return found


def recorded(example: Path, group: str) -> Counter[str]:
    """Offences of a group per force in 2025, added up line by line from the example's file."""
    counts = Counter[str]()
    file = example / "figures" / "home-office-crime.csv.gz"
    with gzip.open(file, "rt", encoding="utf-8", newline="") as text:
        for row in csv.DictReader(text):
            if row["period"] in YEAR and row["offence_group"] == group:
                counts[row["force"]] += int(row["count"])
    return counts


def residents(example: Path) -> dict[str, int]:
    with (example / "figures" / "ons-population-2024.csv").open(encoding="utf-8") as text:
        return {row["area"]: int(row["population"]) for row in csv.DictReader(text)}


def comparison(site: Site, measure: str) -> Comparison:
    return Comparison(site, site.results.by_measure[measure])


def without(site: Site, measure: str, code: str) -> Site:
    """The same site, had a force not published the last two quarters of a measure."""
    result = site.results.by_measure[measure]
    assert result.found is not None
    series = result.found.series
    values, status = series.values.copy(), series.status.copy()
    values[series.row[code], -2:], status[series.row[code], -2:] = np.nan, 2
    found = assess(replace(series, values=values, status=status))
    scores = list(result.scores)
    reason = "data for only 2 of 4 quarters to the latest figures"
    scores[series.row[code]] = replace(scores[series.row[code]], value=None, reason=reason)
    changed = {**site.results.by_measure, measure: Result(result.measure, found, tuple(scores))}
    return replace(site, results=Results(site.results.catalogue, changed, site.results.newest))


def test_a_page_for_each_measure_with_peers(site: Site, rendered: dict[str, str]) -> None:
    """Measures with peers have a page and stand in the index; disorder and places have none."""
    wanted = {
        name
        for name, result in site.results.by_measure.items()
        if result.found is not None and result.found.peers is not None
    }
    assert {"neighbourhood-crime", "homicide", "charged-or-summonsed"} <= wanted
    assert set(rendered) == {
        "compare/index.html",
        *(f"compare/{name}/index.html" for name in wanted),
    }
    index = rendered["compare/index.html"]
    assert all(f'href="../compare/{name}/"' in index for name in wanted)
    assert not any("anti-social" in path or "located" in path for path in rendered)
    assert "Not compared: each force logs anti-social behaviour in its own way" in index


def test_disorder_is_not_compared_even_if_a_definition_asks_for_it(site: Site) -> None:
    """A definition that gives anti-social behaviour peers gets no comparison for it."""
    robbery = site.results.by_measure["robbery"]
    measure = replace(robbery.measure, id="anti-social-behaviour")
    changed = {"anti-social-behaviour": replace(robbery, measure=measure), "robbery": robbery}
    asked = replace(site, results=Results(site.results.catalogue, changed, site.results.newest))
    assert [result.measure.id for result in compared(asked)] == ["robbery"]


def test_rates_are_counts_over_residents(
    site: Site, rendered: dict[str, str], example: Path
) -> None:
    """Counts, rates and the average are those of the example's own lines, for every force."""
    counts, people = recorded(example, "Robbery"), residents(example)
    table = table_of(rendered["compare/robbery/index.html"], "ranking-table")
    names = {area.code: area.name for area in site.areas.of_kind("force")}
    among = [code for code in names if code != CITY]
    for code in among:
        count, rate, *_ = table[names[code]]
        assert count == f"{counts[code]:,}"
        assert rate == f"{1000 * counts[code] / people[code]:.1f}"
    average = 1000 * sum(counts[c] for c in among) / sum(people[c] for c in among)
    said = text_of(rendered["compare/robbery/index.html"])
    assert f"the average of 42 forces taken together is {average:.1f}." in said
    rates = [float(cells[1]) for cells in list(table.values())[:-1]]
    assert rates == sorted(rates, reverse=True)


@pytest.mark.parametrize("measure", ["neighbourhood-crime", "homicide", "charged-or-summonsed"])
def test_verdicts_agree_with_the_formula(
    measure: str, site: Site, rendered: dict[str, str]
) -> None:
    """As many forces stand apart as the square-root formula says, worked out one by one."""
    one = comparison(site, measure)
    apart = 0
    for row in one.rows:
        expected = one.peers.average * one.exposure[row]
        y = (one.found.window.value[row] / expected) ** 0.5
        apart += abs(y - 1) > 1.959963984540054 * (1 / (4 * expected) + one.peers.tau2) ** 0.5
    page = text_of(rendered[f"compare/{measure}/index.html"])
    assert one.apart == apart > 0
    assert f"{apart} of {len(one.rows)} forces lie outside the inner lines" in page
    assert f"Of {len(one.rows)} forces {apart} really stand" in page
    for row, low, high in zip(one.rows, *_inner(one), strict=True):
        outside = not low <= one.rates.value[row] <= high
        assert outside == (one.kind(row) != "ordinary")


def _inner(one: Comparison) -> tuple[list[float], list[float]]:
    inner = compare.limits_at(one, one.exposure[one.rows])[0]
    return list(inner.lower), list(inner.upper)


def test_overlapping_intervals_are_counted(site: Site, rendered: dict[str, str]) -> None:
    """The caution counts the intervals that overlap with ours, compared pair by pair."""
    one = comparison(site, "homicide")
    assert one.ours is not None
    low, high = one.rates.lower, one.rates.upper
    count = sum(
        low[row] <= high[one.ours] and high[row] >= low[one.ours]
        for row in one.rows
        if row != one.ours
    )
    assert count > 1
    said = text_of(rendered["compare/homicide/index.html"])
    assert f"The intervals of {count} other forces overlap with that of Wiltshire" in said


def test_every_page_warns_of_rankings(rendered: dict[str, str]) -> None:
    """No comparison stands without the caution, and none is heavy."""
    for path, page in rendered.items():
        if path != "compare/index.html":
            assert "A place in a ranking proves little." in text_of(page)
            assert "each records in its own way" in text_of(page)
        assert len(page.encode()) < 100_000


def test_the_city_of_london_is_explained(site: Site, rendered: dict[str, str]) -> None:
    """It has its count and the reason, no rate; in shares of crimes it is compared like others."""
    page = rendered["compare/neighbourhood-crime/index.html"]
    count, rate, interval, why = table_of(page, "ranking-table")["City of London"]
    assert int(count.replace(",", "")) > 0
    assert (rate, interval, why) == ("–", "–", "Not compared: few residents, many workers")
    assert "half a million work there" in text_of(page)
    chart = page[page.index('id="ranking-figure"') : page.index('id="ranking-table-caption"')]
    assert "City of London" not in chart
    shares = rendered["compare/charged-or-summonsed/index.html"]
    assert table_of(shares, "ranking-table")["City of London"][1].endswith("%")
    assert "half a million" not in shares


def test_a_force_without_data_is_missing_and_not_low(site: Site) -> None:
    """It is listed last with the reason, drawn as 'no data', and out of the average."""
    holed = without(site, "robbery", KENT)
    pages = html_of(holed, compare.pages(holed))
    page = pages["compare/robbery/index.html"]
    table = table_of(page, "ranking-table")
    assert table["Kent"][:3] == ["no data", "–", "–"]
    assert table["Kent"][3].startswith("Missing: data for only 2 of 4 quarters")
    assert list(table)[-2:] == ["City of London", "Kent"]
    chart = page[page.index('id="ranking-figure"') : page.index('id="ranking-table-caption"')]
    assert "no data" in chart and ">Kent<" in chart
    assert "1 force without data: missing, not low." in text_of(page)
    assert "the average of 41 forces taken together" in text_of(page)
    before, after = comparison(site, "robbery"), comparison(holed, "robbery")
    row = before.found.series.row[KENT]
    rest = [r for r in before.rows if r != row]
    assert row not in after.rows and np.isnan(after.rates.value[row])
    counts, people = before.found.window.value[rest].sum(), before.exposure[rest].sum()
    assert after.average == pytest.approx(1000 * counts / people)


def test_our_own_force_may_be_missing(site: Site) -> None:
    """Without our own figures the page says so, and gives us no place."""
    holed = without(site, "robbery", OURS)
    pages = html_of(holed, compare.pages(holed))
    said = text_of(pages["compare/robbery/index.html"])
    assert "Wiltshire cannot be compared here" in said
    assert "overlap with that of Wiltshire" not in said
    cells = table_of(pages["compare/index.html"], "compare-table")["Robbery"]
    assert cells[0] == "no data" and cells[-1] == "Missing"


def test_nothing_to_compare_still_has_a_page(site: Site) -> None:
    """With no measure to compare, the index says so instead of standing empty."""
    empty = replace(site, results=Results(site.results.catalogue, {}, site.results.newest))
    pages = html_of(empty, compare.pages(empty))
    assert list(pages) == ["compare/index.html"]
    assert "No figures are held that can be compared" in text_of(pages["compare/index.html"])


def test_index_puts_what_stands_apart_first(site: Site, rendered: dict[str, str]) -> None:
    """The index counts the measures that stand apart and lists them before the others."""
    table = table_of(rendered["compare/index.html"], "compare-table")
    apart = [cells[-1] != "Similar to others" for cells in table.values()]
    assert apart == sorted(apart, reverse=True) and 0 < sum(apart) < len(apart)
    said = text_of(rendered["compare/index.html"])
    assert f"In {sum(apart)} of {len(apart)} measures Wiltshire stands apart" in said
