"""Pages for places: numbers as counted by hand, words as the statistics allow, links that lead."""

from __future__ import annotations

import csv
import gzip
import html
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from frankpledge import statistics as st
from frankpledge.areas import Area
from frankpledge.measures import Result, Results, assess, words
from frankpledge.packs.places import (
    EVERYTHING,
    Here,
    Kind,
    Standard,
    bears_on,
    letters,
    located,
)
from frankpledge.releases import site as whole
from frankpledge.releases.rendering import Renderer
from frankpledge.releases.site import find_area, other_forces, place_parts, places
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.shapes import Page

OURS = "E23000038"
NEIGHBOURHOODS = ("E01015471", "E01034523", "E01033840")
WARDS = ("E05008954", "E05013462")
MAXIMUM = 100_000


@pytest.fixture(scope="module")
def made(site: Site) -> dict[str, Page]:
    """Every page of this room, by path."""
    return {page.path: page for page in places.pages(site)}


@pytest.fixture(scope="module")
def rendered(site: Site, made: dict[str, Page]) -> dict[str, str]:
    """The same as HTML."""
    renderer = Renderer(site.context())
    return {path: renderer.render(page).decode() for path, page in made.items()}


@pytest.fixture(scope="module")
def lines(example: Path) -> list[tuple[str, str, str, int]]:
    """The example's counts as they are in its file: period, neighbourhood, type, count."""
    file = example / "figures" / "police-uk-lsoa.csv.gz"
    with gzip.open(file, "rt", encoding="utf-8", newline="") as text:
        rows = csv.DictReader(text)
        return [(r["period"], r["lsoa"], r["crime_type"], int(r["count"])) for r in rows]


def text_of(page: str) -> str:
    """What a reader sees of a page's main part, without the drawings."""
    main = page[page.index("<main") : page.index("</main")]
    main = re.sub(r"<svg.*?</svg>", " ", main, flags=re.DOTALL)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", main)))


def table_of(page: str) -> dict[str, list[str]]:
    """The table of kinds: the cells after each row's heading."""
    start = page.index('id="kinds-table-caption"')
    body = page[start : page.index("</table>", start)]
    found = {}
    for row in re.findall(r"<tr role=\"row\".*?</tr>", body, flags=re.DOTALL)[1:]:
        cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, flags=re.DOTALL)
        plain = [html.unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in cells]
        found[plain[0]] = plain[1:]
    return found


def year_before(last: str, back: int) -> list[str]:
    """Twelve months that end so many years before `last`, counted month by month."""
    year, month = (int(part) for part in last.split("-"))
    months = [(year - back) * 12 + month - 1 - step for step in range(12)]
    return [f"{m // 12:04d}-{m % 12 + 1:02d}" for m in months]


def inside(example: Path, ward: str) -> dict[str, float]:
    """The neighbourhoods of a ward and the share of each, from the table itself."""
    with (example / "areas" / "shares.csv").open(encoding="utf-8", newline="") as text:
        return {r["lsoa"]: float(r["share"]) for r in csv.DictReader(text) if r["area"] == ward}


def test_every_place_has_one_page(site: Site, made: dict[str, Page]) -> None:
    """Every kind of place of the force area has a page for each, and so has every other force."""
    wanted = [site.force, *site.partnerships, *site.districts, *site.wards, *site.neighbourhoods]
    wanted += [area for kind in ("parish", "neighbourhood") for area in site.areas.of_kind(kind)]
    wanted += [area for area in site.areas.of_kind("force") if area.code != OURS]
    codes = [area.code for area in wanted]
    assert len(codes) == len(set(codes)) == 1 + 2 + 2 + 118 + 447 + 279 + 8 + 42
    assert {f"places/{code}/index.html" for code in codes} <= set(made)
    assert len(made) == len(codes) + 2  # and the two indexes


def counted(value: float) -> str:
    """A count of shares is no whole number, and is said to be near one."""
    if 0 < value < 0.5:
        return "under 1"
    return f"{value:,.0f}" if abs(value - round(value)) < 1e-6 else f"about {value:,.0f}"


@pytest.mark.parametrize("code", [*NEIGHBOURHOODS, *WARDS])
def test_numbers_are_those_of_the_file(
    code: str,
    example: Path,
    lines: list[tuple[str, str, str, int]],
    rendered: dict[str, str],
    site: Site,
) -> None:
    """Every count in the table of kinds is the sum of the file's own lines, added up in Python."""
    mine = inside(example, code) or {code: 1.0}
    last = max(period for period, *_ in lines)
    page = rendered[f"places/{code}/index.html"]
    now, before = defaultdict[str, float](float), defaultdict[str, float](float)
    for period, lsoa, kind, count in lines:
        if lsoa in mine:
            for back, sums in ((0, now), (1, before)):
                sums[kind] += mine[lsoa] * count if period in set(year_before(last, back)) else 0
    table = table_of(page)
    shown = {kind: (cells[0], cells[1]) for kind, cells in table.items()}
    total, earlier = sum(now.values()), sum(before.values())
    assert shown.pop("All of these") == (counted(total), counted(earlier))
    wanted = {k: (counted(now[k]), counted(before[k])) for k in now if now[k] or before[k]}
    assert shown == wanted
    assert f"{counted(total)} crimes and incidents of anti-social behaviour" in text_of(page)
    first = [
        int(cells[0].removeprefix("about ").replace(",", "")) for name, cells in table.items()
    ][:-1]
    assert first == sorted(first, reverse=True)


def with_figures(site: Site) -> list[Area]:
    """The places of which something is held: of some parishes it is not known where they lie."""
    all_places = places.Places(site).all
    found = site.results.by_measure[EVERYTHING].found
    assert found is not None
    known = [area for area in all_places if area.code in found.series.row]
    assert len(known) == len(all_places) - 8 - 15
    return known


def test_no_verb_without_the_wider_interval(site: Site, rendered: dict[str, str]) -> None:
    """A page says that something rose or fell only where the wider interval leaves out zero."""
    found = site.results.by_measure[EVERYTHING].found
    assert found is not None and found.previous is not None
    seen = Counter[str]()
    for area in with_figures(site):
        row = found.series.row[area.code]
        said = text_of(rendered[f"places/{area.code}/index.html"])
        low, high = found.previous.wide_lower[row], found.previous.wide_upper[row]
        wanted = "More was" if low > 0 else "Less was" if high < 0 else "Little has changed"
        leads = ("More was", "Less was", "Little has changed", "Very little was")
        assert [lead for lead in leads if f"{lead} " in said] == [wanted], area
        seen[wanted] += 1
    assert min(seen.values()) > 10


def test_kinds_have_the_verb_of_their_own_interval(site: Site, rendered: dict[str, str]) -> None:
    """In each place's table, 'Rose' and 'Fell' are exactly where that kind's interval says so."""
    found = [r.found for r in site.results.by_measure.values() if r.measure.basis == "located"]
    by_name = {f.series.measure.counts.get("crime_type", ("All of these",)): f for f in found if f}
    verbs = Counter[str]()
    for area in with_figures(site):
        for name, (now, before, *_, said) in table_of(
            rendered[f"places/{area.code}/index.html"]
        ).items():
            kind = by_name.get((name,)) or site.results.by_measure[EVERYTHING].found
            assert kind is not None and kind.previous is not None
            row = kind.series.row[area.code]
            if max(kind.window.value[row], kind.previous.window.value[row]) < words.FEW:
                wanted = "Too few to say"
            elif kind.previous.wide_lower[row] > 0:
                wanted = "Rose" if np.isfinite(kind.previous.size[row]) else "Cannot be said"
            else:
                wanted = "Fell" if kind.previous.wide_upper[row] < 0 else "Little changed"
            assert said == wanted, (area.code, name, now, before)
            verbs[said] += 1
    assert verbs["Rose"] > 20 < verbs["Fell"]


def test_the_word_fell_stands_only_where_something_fell(rendered: dict[str, str]) -> None:
    """A letter's prose says 'rose' or 'fell' of a kind only as its table does."""
    for path, page in rendered.items():
        if 'id="kinds-table-caption"' not in page:
            continue
        letter = page[page.index('class="fp-letter"') : page.index('class="fp-signed"')]
        verbs = {
            cells[-1].lower() for name, cells in table_of(page).items() if name != "All of these"
        }
        for verb in ("rose", "fell"):
            assert (f" {verb} from " in letter) == (verb in verbs), path


def broken(site: Site, last_months: int) -> Site:
    """The same site, had the force not published its last months."""
    changed = {}
    for name, result in site.results.by_measure.items():
        if result.found is None or result.measure.basis != "located":
            changed[name] = result
            continue
        values, status = result.found.series.values.copy(), result.found.series.status.copy()
        values[:, -last_months:], status[:, -last_months:] = np.nan, 2
        series = replace(result.found.series, values=values, status=status)
        changed[name] = Result(result.measure, assess(series), result.scores)
    results = Results(site.results.catalogue, changed, site.results.newest)
    return replace(site, results=results)


def test_missing_is_never_nought(site: Site) -> None:
    """With a month missing the letter says so, and neither year nor any kind shows a number."""
    holed = broken(site, 1)
    page = places.Places(holed).page(holed.wards[0])
    seen = text_of(Renderer(holed.context()).render(page).decode())
    assert "We cannot tell you how much was recorded here in the year to April 2026" in seen
    assert "11 of its 12 months are complete" in seen and "Missing is not none" in seen
    table = table_of(Renderer(holed.context()).render(page).decode())
    assert {cells[0] for cells in table.values()} == {"not known"}
    assert {cells[-1] for cells in table.values()} == {"Cannot be said"}
    assert {cells[2] for cells in table.values()} == {"–"}
    assert "per resident" not in seen.split("Month by month")[0]
    assert not re.search(r"there were 0 |nan|-1 of", seen)


def test_a_place_without_figures_says_so(site: Site) -> None:
    """Without any counts by place, the page says that this does not mean that nothing happened."""
    known = {name: r for name, r in site.results.by_measure.items() if r.measure.basis != "located"}
    empty = replace(site, results=Results(site.results.catalogue, known, site.results.newest))
    page = places.Places(empty).page(empty.neighbourhoods[0])
    seen = text_of(Renderer(empty.context()).render(page).decode())
    assert "We hold no counts of crime for this place" in seen
    assert "<svg" not in seen and " 0 " not in seen


def test_busy_places_have_no_rate(site: Site, rendered: dict[str, str], example: Path) -> None:
    """Above three times the force's rate there is none; else it is the count over the residents."""
    found = site.results.by_measure[EVERYTHING].found
    assert found is not None
    with (example / "figures" / "ons-population-neighbourhoods-2020.csv").open() as text:
        people = {r["area"]: int(r["population"]) for r in csv.DictReader(text)}
    of_kind = {"lsoa": site.neighbourhoods, "ward": site.wards}
    busy = Counter[str]()
    for kind, areas in of_kind.items():
        total = found.window.value[found.series.row[OURS]]
        standard = 1000 * total / sum(people[area.code] for area in areas)
        for area in areas:
            rate = 1000 * found.window.value[found.series.row[area.code]] / people[area.code]
            said = text_of(rendered[f"places/{area.code}/index.html"])
            given = re.search(
                r"that is (\d+) for every 1,000 people who lived here in mid-2020;", said
            )
            assert (given is None) == (rate > 3 * standard), area
            assert ("no rate per resident" in said) == (given is None)
            busy[kind] += given is None
            if given:
                assert int(given[1]) == round(rate)
                assert f"the whole police force area has {round(standard)}." in said
    assert busy["lsoa"] and busy["ward"]


def test_violence_and_sexual_offences_are_never_split(rendered: dict[str, str]) -> None:
    """No page of a place names sexual offences, or violence, alone."""
    for path, page in rendered.items():
        if re.match(r"places/E0[15]", path):
            said = text_of(page).lower()
            assert said.count("violence and sexual offences") == said.count("sexual offences")
            assert said.count("violence and sexual offences") == said.count("violence")


def test_estimates_are_named(site: Site, rendered: dict[str, str], example: Path) -> None:
    """Neighbourhoods that were split since 2011, and only those, are told of shared-out months."""
    with (example / "areas" / "lsoa-changes.csv").open(encoding="utf-8", newline="") as text:
        split = {r["lsoa21"] for r in csv.DictReader(text) if float(r["share"]) < 1}
    told = {
        area.code
        for area in site.neighbourhoods
        if "are estimates. Until then figures came" in rendered[f"places/{area.code}/index.html"]
    }
    assert told == split
    assert "The months up to June 2023 are estimates" in rendered["places/E01033840/index.html"]


def test_neighbours_are_the_nearest(site: Site) -> None:
    """The four neighbours are the four nearest by great circle, measured one by one."""

    def distance(a: Area, b: Area) -> float:
        one, two = math.radians(a.latitude or 0), math.radians(b.latitude or 0)
        along = math.radians((a.longitude or 0) - (b.longitude or 0))
        part = math.sin((one - two) / 2) ** 2
        return math.asin(math.sqrt(part + math.cos(one) * math.cos(two) * math.sin(along / 2) ** 2))

    near = place_parts.nearest(site.neighbourhoods)
    for area in site.neighbourhoods[::50]:
        others = [other for other in site.neighbourhoods if other is not area]
        wanted = sorted(others, key=lambda other: distance(area, other))[:4]
        far = [distance(area, other) for other in near[area.code]]
        assert area not in near[area.code] and len(far) == 4
        assert far == pytest.approx([distance(area, other) for other in wanted], rel=1e-2)


def test_a_place_without_a_point_has_no_neighbours() -> None:
    """Places that no point stands for are left out, and one place alone has no neighbour."""
    here = Area("A", "ward", "A", longitude=-2.0, latitude=51.0)
    lost = Area("B", "ward", "B")
    assert place_parts.nearest([here, lost]) == {}
    there = Area("C", "ward", "C", longitude=-2.1, latitude=51.0)
    assert place_parts.nearest([here, lost, there]) == {"A": [there], "C": [here]}


def hrefs(page: str) -> Iterator[str]:
    """The links of a page's main part and crumbs."""
    for href in re.findall(r'href="([^"]*)"', page):
        if not href.startswith(("http", "#", "mailto:", "data:")):
            yield html.unescape(href)


def test_every_link_leads_to_a_page(site: Site, rendered: dict[str, str]) -> None:
    """What pages for places link to is made by the site, or is a file beside it."""
    known = {page.path for page in whole.pages(site)}
    beside = ("assets/", "data/", "manifest.json")
    wrong = set()
    for path, page in rendered.items():
        folder = path.rpartition("/")[0].split("/")
        for href in hrefs(page):
            parts = list(folder)
            for step in href.split("/"):
                if step == "..":
                    parts.pop()
                elif step not in {"", "."}:
                    parts.append(step)
            target = "/".join(parts)
            if target.startswith(beside) or href.startswith("#"):
                continue
            file = target if target.endswith(".html") else f"{target}/index.html".lstrip("/")
            if file not in known:
                wrong.add((path, href))
    assert not wrong


def test_pages_are_small(rendered: dict[str, str]) -> None:
    """Every page is under 100 KB."""
    heavy = {path: len(page.encode()) for path, page in rendered.items()}
    assert max(heavy.values()) < MAXIMUM, max(heavy, key=lambda path: heavy[path])


def test_find_your_area_lists_every_place(site: Site, rendered: dict[str, str]) -> None:
    """Every place is linked by name from one page, in lists that need no script."""
    page = rendered["places/index.html"]
    for area in places.Places(site).all:
        assert f'href="../places/{area.code}/"' in page, area
    assert page.count("<details") == len(site.wards) + len(site.districts)
    forces = rendered["places/forces/index.html"]
    assert all(f"places/{a.code}/" in forces for a in site.areas.of_kind("force"))
    assert "City of London" in forces and "London, City of" not in forces


def test_many_neighbourhoods_are_listed_by_council(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where one page cannot hold them, each council area has a list of its own."""
    monkeypatch.setattr(find_area, "FITS", 100)
    renderer = Renderer(site.context())
    pages = {page.path: renderer.render(page).decode() for page in find_area.pages(site)}
    lists = [f"places/{district.code}/neighbourhoods/index.html" for district in site.districts]
    assert set(pages) == {"places/index.html", "places/forces/index.html", *lists}
    assert not any(area.code in pages["places/index.html"] for area in site.neighbourhoods)
    together = "".join(pages[path] for path in lists)
    assert all(together.count(f"places/{a.code}/") == 1 for a in site.neighbourhoods)
    assert all(f"{d.code}/neighbourhoods/" in pages["places/index.html"] for d in site.districts)


def test_other_forces_say_what_is_missing(site: Site, rendered: dict[str, str]) -> None:
    """A page of another force has its recorded crime, links to comparisons, and says what lacks."""
    page = rendered["places/E23000037/index.html"]
    said = text_of(page)
    found = site.results.by_measure["total-recorded-crime"].found
    assert found is not None
    total = found.window.value[found.series.row["E23000037"]]
    assert f"Gloucestershire Constabulary recorded {total:,.0f} offences" in said
    assert "What this site does not know of Gloucestershire Constabulary" in said
    assert 'href="../../compare/neighbourhood-crime/"' in page
    assert "half a million work there" in rendered["places/E23000034/index.html"]
    assert "half a million" not in page


def test_a_force_without_data_is_missing_and_not_low(site: Site) -> None:
    """A measure that a force lacks is named with the reason, and has no row and no number."""
    result = site.results.by_measure["robbery"]
    assert result.found is not None
    series = result.found.series
    values = series.values.copy()
    values[series.row["E23000037"], -2:] = np.nan
    found = assess(replace(series, values=values))
    scores = list(result.scores)
    reason = "data for only 2 of 4 quarters to the latest figures"
    scores[series.row["E23000037"]] = replace(scores[0], value=None, reason=reason)
    changed = {**site.results.by_measure, "robbery": Result(result.measure, found, tuple(scores))}
    holed = replace(site, results=Results(site.results.catalogue, changed, site.results.newest))
    pages = {page.path: page for page in other_forces.pages(holed)}
    page = Renderer(holed.context()).render(pages["places/E23000037/index.html"]).decode()
    assert f"Figures are missing for robbery ({reason}); missing is not low." in text_of(page)
    assert "compare/robbery/" not in page


def place(says: str, now: float, before: float) -> Here:
    """A small place of which the statistics say `says`."""
    area = Area("E01000001", "lsoa", "Testshire 001A", "Tested")
    kind = Kind("located-drugs", "Drugs", [now], [before], [says])
    rows = [(kind, now, before, says)]
    return Here(area, 0, now, before, says, rows, 1600.0, "2020", 20.0, Standard())


@pytest.mark.parametrize(
    ("says", "lead", "rest"),
    [
        ("rose", "More was recorded here", "50.0 % more, beyond the ordinary ups and downs"),
        ("fell", "Less was recorded here", "50.0 % fewer, beyond the ordinary ups and downs"),
        ("little changed", "Little has changed", "comes and goes by itself in a neighbourhood"),
        ("too few to say", "Very little was", "too few to say whether anything changed"),
        ("cannot be said", "What was recorded here cannot be judged", "too short to judge that"),
    ],
)
def test_the_letter_says_what_the_statistics_say(
    says: str, lead: str, rest: str, site: Site
) -> None:
    """Each verdict has its own first sentence, and the others' words do not slip in."""
    held = located(site.results, site.areas, site.force.code)
    assert held is not None
    before = 100.0
    now = 150.0 if says == "rose" else 50.0
    first, then = letters.answer(held, place(says, now, before))
    assert first.startswith(lead) and rest in then
    assert (" more," in then) == (says == "rose") and (" fewer," in then) == (says == "fell")


def test_a_year_without_a_year_before_is_not_compared(site: Site) -> None:
    """With nothing complete to compare with, the letter gives the count and no verdict."""
    held = located(site.results, site.areas, site.force.code)
    assert held is not None
    first, then = letters.answer(held, place("cannot be said", 40.0, float("nan")))
    assert "cannot be compared yet" in first and "there were 40 crimes" in then
    assert "nan" not in then and "not known" not in then


@pytest.mark.parametrize(
    ("year", "said"),
    [
        (3749, ", about ten a day"),
        (104, ", about two a week"),
        (30, ", about two a month"),
        (9, ""),
    ],
)
def test_pace(year: float, said: str) -> None:
    """How often something happens is said in days, weeks or months, and not at all when rare."""
    assert letters.pace(year) == said


def test_amounts_that_were_shared_out_are_about() -> None:
    """A count that is not whole is said to be about so many; a missing one is not known."""
    assert letters.amount(12.0) == "12"
    assert letters.amount(12.4) == "about 12"
    assert letters.amount(float("nan")) == "not known"


def test_people_are_rounded_to_three_figures() -> None:
    """Population estimates are given as roughly as they are known."""
    assert [letters.rounded(n) for n in (1653, 16090, 768_123, 98)] == [
        "1,650",
        "16,100",
        "768,000",
        "98",
    ]


def test_unusual_months_are_said_in_plain_words(site: Site, rendered: dict[str, str]) -> None:
    """The latest month is ordinary in a letter exactly where the control chart calls it so."""
    found = site.results.by_measure[EVERYTHING].found
    assert found is not None
    ordinary = Counter[bool]()
    for area in with_figures(site):
        row = found.series.row[area.code]
        letter = text_of(rendered[f"places/{area.code}/index.html"]).split("Month by month")[0]
        common = found.variation[row] == st.Variation.COMMON_CAUSE
        assert ("was an ordinary month" in letter) == common
        assert ("that is more than chance" in letter) == (not common)
        ordinary[bool(common)] += 1
    assert ordinary[True] > 100 and ordinary[False] > 5


def test_caveats_of_other_forces_are_left_out() -> None:
    """A caveat about another force alone is not shown to those who live here."""
    names = ("Wiltshire", ("Gwent", "Avon and Somerset"))
    assert not bears_on("Gwent has published none since August.", names)
    assert bears_on("None in Wiltshire, 8 per cent in Avon and Somerset.", names)
    assert bears_on("Shops report a small part of what is stolen.", names)
