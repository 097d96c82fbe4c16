"""People by age and sex from the lake, against plain sums over the table they were read from."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from frankpledge.areas import load_areas
from frankpledge.lake import Lake, ingest
from frankpledge.voice import (
    Consultation,
    Home,
    Told,
    VoiceError,
    check_areas,
    gather,
    read_consultation,
    read_responses,
    who_rows,
)
from frankpledge.voice.bands import ages_words, band_of
from frankpledge.voice.residents import residents

FORCE, WILTSHIRE, SWINDON = "E23000038", "E06000054", "E06000030"
BANDS = {"young": (16, 24), "middle": (25, 64), "old": (65, 90)}
HEAD = """\
consultation:
  id: ages
  title: Ages
  kind: survey
  body: An invented board
  audience: Anybody of 16 or over
  selection: self-selected
"""
AGE = """\
  - id: age
    kind: single
    text: How old are you?
    group: age
    weigh: true
    options:
      - {code: young, text: 16 to 24, age: 16-24}
      - {code: middle, text: 25 to 64, age: 25-64}
      - {code: old, text: 65 or over, age: 65+}
      - {code: unsaid, text: Prefer not to say, unsaid: true}
"""
SEX = """\
  - id: sex
    kind: single
    text: What is your sex?
    group: sex
    weigh: true
    options:
      - {code: women, text: Female, sex: female}
      - {code: men, text: Male, sex: male}
"""
PLACE = """\
  - id: place
    kind: single
    text: Where do you live?
    group: place
    weigh: true
    options:
      - {code: w, text: Wiltshire, area: E06000054}
      - {code: s, text: Swindon, area: E06000030}
"""
Ages = dict[str, list[int]]


@pytest.fixture(scope="module")
def home() -> Home:
    """The areas that the package ships, seen from Wiltshire Police."""
    return Home(load_areas(), FORCE)


@pytest.fixture(scope="module")
def published(shared: Path) -> Ages:
    """Residents of mid-2020 by single year of age in the real table, by district."""
    path = shared / "data/geo/population/mid2020_lad21_single_year_age_ew.csv.gz"
    ages = [*map(str, range(90)), "90+"]
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return {r["ltla21_code"]: [int(r[age]) for age in ages] for r in csv.DictReader(file)}


@pytest.fixture(scope="module")
def real(shared: Path, home: Home, tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """A lake that holds that table."""
    lake = Lake(tmp_path_factory.mktemp("ages") / "lake")
    path = shared / "data/geo/population/mid2020_lad21_single_year_age_ew.csv.gz"
    ingest(lake, [path], areas=home.areas, vintage="2021-06-25")
    return lake


def invented(district: str, sex: str, age: int) -> int:
    """People of an invented table: no two cells that are easily taken for each other."""
    return 100 + 3 * age + (1000 if district == SWINDON else 0) + (50 if sex == "female" else 0)


@pytest.fixture(scope="module")
def by_sex(home: Home, tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """A lake of two invented years by sex, and a later one that does not tell it."""
    folder = tmp_path_factory.mktemp("sexes")
    lines = ["period,area,sex,age,population"]
    for year, more, sexes in (
        ("2023", 7, ("female", "male")),
        ("2024", 0, ("female", "male")),
        ("2025", 0, ("all",)),
    ):
        for district in (WILTSHIRE, SWINDON):
            for sex in sexes:
                lines += [
                    f"{year},{district},{sex},{age},{invented(district, sex, age) + more}"
                    for age in range(91)
                ]
    path = folder / "ons-age-sex.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    lake = Lake(folder / "lake")
    ingest(lake, [path], areas=home.areas, vintage="2025-07-01")
    return lake


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Consultation]:
    """A consultation with some questions and lines of the head."""

    def write(*questions: str, head: str = "") -> Consultation:
        path = tmp_path / "ages.yaml"
        path.write_text(HEAD + head + "questions:\n" + "".join(questions), encoding="utf-8")
        return read_consultation(path, {})

    return write


def test_bands_of_the_force_are_sums_of_its_districts(
    real: Lake, home: Home, published: Ages, write: Callable[..., Consultation]
) -> None:
    """Both districts are added up; those under 16, whom no band asks, are in none."""
    found = residents(write(AGE), real, home)["age"]
    both = [sum(pair) for pair in zip(published[WILTSHIRE], published[SWINDON], strict=True)]
    assert found.people == {
        code: sum(both[first : last + 1]) for code, (first, last) in BANDS.items()
    }
    assert found.source == (
        "Population estimates at mid-year by age and sex, Office for National Statistics, "
        "mid-2020, Wiltshire police force area"
    )


def test_the_consultations_own_area_wins(
    real: Lake, home: Home, published: Ages, write: Callable[..., Consultation]
) -> None:
    """A district of the force, here Wiltshire without Swindon."""
    found = residents(write(AGE, head=f"  area: {WILTSHIRE}\n"), real, home)["age"]
    assert found.people["young"] == sum(published[WILTSHIRE][16:25])
    assert found.people["old"] == sum(published[WILTSHIRE][65:])
    assert found.source.endswith("mid-2020, Wiltshire")


def test_sexes_and_districts_are_of_the_ages_asked(
    by_sex: Lake, home: Home, write: Callable[..., Consultation]
) -> None:
    """The newest year that tells sexes counts for all three questions, of 16 and over."""
    found = residents(write(AGE, SEX, PLACE), by_sex, home)

    def people(districts: tuple[str, ...], sexes: tuple[str, ...], first: int, last: int) -> int:
        return sum(
            invented(d, s, age) for d in districts for s in sexes for age in range(first, last + 1)
        )

    districts, sexes = (WILTSHIRE, SWINDON), ("female", "male")
    assert found["sex"].people == {
        "women": people(districts, ("female",), 16, 90),
        "men": people(districts, ("male",), 16, 90),
    }
    assert found["age"].people == {
        code: people(districts, sexes, *band) for code, band in BANDS.items()
    }
    assert found["place"].people == {
        "w": people((WILTSHIRE,), sexes, 16, 90),
        "s": people((SWINDON,), sexes, 16, 90),
    }
    assert {sum(one.people.values()) for one in found.values()} == {
        people(districts, sexes, 16, 90)
    }
    assert found["sex"].source.endswith("mid-2024, Wiltshire police force area, aged 16 and over")
    assert found["place"].source.endswith("mid-2024, aged 16 and over")


def test_without_sexes_a_later_year_counts(
    by_sex: Lake, home: Home, write: Callable[..., Consultation]
) -> None:
    """Where nobody asks for sexes the newest year of all, and no age without a band is asked."""
    assert ", mid-2025, " in residents(write(AGE), by_sex, home)["age"].source
    women = SEX.replace("sex: female}", "sex: female, age: 18+}").replace(
        "sex: male}", "sex: male, age: 18+}"
    )
    found = residents(write(women), by_sex, home)["sex"]
    assert found.people["women"] == sum(
        invented(d, "female", age) for d in (WILTSHIRE, SWINDON) for age in range(18, 91)
    )
    everybody = residents(write(SEX), by_sex, home)["sex"]
    assert everybody.people["men"] == sum(
        invented(d, "male", age) for d in (WILTSHIRE, SWINDON) for age in range(91)
    )


@pytest.mark.parametrize(
    ("questions", "head", "name", "reason"),
    [
        ((SEX,), "", "sex", "the lake holds no residents by sex of Wiltshire police force area"),
        ((AGE,), "  area: E07000240\n", "age", ""),  # St Albans, which is in the real table
        ((AGE,), "  area: E06000065\n", "age", "the lake holds no residents by age of North York"),
        ((AGE,), "  area: E99999999\n", "age", "no whole districts make up E99999999"),
    ],
)
def test_what_the_lake_does_not_hold_is_said(
    real: Lake,
    home: Home,
    write: Callable[..., Consultation],
    questions: tuple[str, ...],
    head: str,
    name: str,
    reason: str,
) -> None:
    """No sexes in the real table, a district that came later, a code of nowhere."""
    found = residents(write(*questions, head=head), real, home)[name]
    assert found.reason.startswith(reason)
    assert bool(found.people) != bool(found.reason)


def test_areas_keep_all_ages_where_only_these_are_held(
    real: Lake, home: Home, write: Callable[..., Consultation]
) -> None:
    """A document without ages asks nothing of the table; nor does one whose districts it lacks."""
    assert residents(write(PLACE), real, home) == {}
    elsewhere = PLACE.replace(SWINDON, "E06000065")
    assert set(residents(write(AGE, elsewhere), real, home)) == {"age"}
    assert set(residents(write(AGE, PLACE), real, home)) == {"age", "place"}


def answered(write: Callable[..., Consultation], tmp_path: Path, lake: Lake, home: Home) -> Told:
    """Two hundred answers of which the young give far too many."""
    one = write(AGE, SEX, "export: {layout: table}\n")
    rows = [["How old are you?", "What is your sex?"]]
    groups = (("16 to 24", 90), ("25 to 64", 60), ("65 or over", 46), ("Prefer not to say", 4))
    for text, many in groups:
        rows += [[text, "Female" if at % 3 else "Male"] for at in range(many)]
    path = tmp_path / "answers.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    read_responses(one, path, lake.path)
    return gather({"ages": one}, tmp_path, lake, {}, home=home)[0]


def test_answers_are_weighted_to_the_lakes_people(
    by_sex: Lake, home: Home, write: Callable[..., Consultation], tmp_path: Path
) -> None:
    """After weighting ages and sexes stand as among those of 16 and over who live there."""
    told = answered(write, tmp_path, by_sex, home)
    assert told.results is not None
    assert told.results.weighting.used
    everybody = sum(
        invented(d, s, age)
        for d in (WILTSHIRE, SWINDON)
        for s in ("female", "male")
        for age in range(16, 91)
    )
    rows = {row["option"]: row for row in who_rows([told])}
    assert [rows[code]["people"] for code in BANDS] == [
        sum(
            invented(d, s, age)
            for d in (WILTSHIRE, SWINDON)
            for s in ("female", "male")
            for age in range(first, last + 1)
        )
        for first, last in BANDS.values()
    ]
    for row in rows.values():
        assert row["share_here"] == pytest.approx(row["people"] / everybody, abs=5e-4)
        assert row["share_weighted"] == pytest.approx(row["share_here"], abs=1e-3)
    assert rows["young"]["share_answered"] == pytest.approx(90 / 196, abs=5e-4)
    assert rows["women"]["source"].endswith("aged 16 and over")
    assert {margin.lake for margin in told.results.weighting.margins} == {"ons-age-sex"}


def test_without_the_table_nobody_is_weighted(
    real: Lake, home: Home, write: Callable[..., Consultation], tmp_path: Path
) -> None:
    """The reason names the groups and what the lake lacks; known margins still show."""
    told = answered(write, tmp_path, real, home)
    assert told.results is not None
    weighting = told.results.weighting
    assert not weighting.used
    assert weighting.reason == (
        "the population is not known of Female, Male: "
        "the lake holds no residents by sex of Wiltshire police force area"
    )
    rows = {row["option"]: row for row in who_rows([told])}
    assert rows["young"]["share_here"] is not None
    assert (rows["women"]["people"], rows["women"]["share_here"]) == (None, None)
    assert (
        rows["women"]["source"]
        == "the lake holds no residents by sex of Wiltshire police force area"
    )


def test_an_area_without_whole_districts_is_refused(
    real: Lake, home: Home, write: Callable[..., Consultation], tmp_path: Path
) -> None:
    """A code of nowhere is an error with file, line and field."""
    one = write(AGE, head="  area: E99999999\n")
    with pytest.raises(VoiceError) as caught:
        gather({"ages": one}, tmp_path, real, {}, home=home)
    told = str(caught.value)
    assert "ages.yaml:8" in told
    assert "area: expected the code of a force, partnership or district" in told
    check_areas({"ages": write(AGE, head=f"  area: {FORCE}\n")}, home)


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("age: 25-64", "age: 24-64", 16, "age: expected people who are in no option above"),
        ("age: 25-64", "age: 64-25", 16, "age: expected a band such as 16-24"),
        ("age: 65+", "age: 65-95", 17, "age: expected a band such as 16-24"),
        ("age: 65+", "age: 95+", 17, "age: expected a band such as 16-24"),
        ("age: 65+", "age: old", 17, "age: expected a band of ages, such as 16-24 or 65+"),
        ("age: 65+", "age: 65+, area: E06000054", 17, "area: expected 'age' or 'area', not both"),
        (
            "age: 65+",
            "age: 65+, population: 9",
            17,
            "population: expected 'age' or 'population', not both",
        ),
        ("age: 65+", "population: 9", 17, "expected 'age' or 'sex', as the other options have"),
        ("unsaid: true", "unsaid: true, age: 0-15", 18, "age: expected no 'age' beside 'unsaid'"),
        ("age: 65+", "sex: female", 17, "sex: expected people who are in no option above"),
        ("age: 65+", "sex: woman", 17, "sex: expected"),
        ("group: age", "group: age\n    population_from: A census", 13, "no 'population_from'"),
    ],
)
def test_faults_are_told_with_their_places(
    write: Callable[..., Consultation], old: str, new: str, line: int, said: str
) -> None:
    """Every fault has its file, line and field."""
    with pytest.raises(VoiceError) as caught:
        write(AGE.replace(old, new))
    told = [text for text in str(caught.value).splitlines() if said in text]
    assert told, str(caught.value)
    assert f"ages.yaml:{line}:" in told[0]


def test_groups_of_age_and_sex_together(
    by_sex: Lake, home: Home, write: Callable[..., Consultation]
) -> None:
    """One question may tell both; the two sexes of one age are two groups and not one twice."""
    both = SEX.replace(
        "      - {code: women, text: Female, sex: female}\n",
        "      - {code: young, text: Women under 40, sex: female, age: 16-39}\n"
        "      - {code: women, text: Women of 40 and over, sex: female, age: 40+}\n",
    )
    found = residents(write(both.replace("sex: male}", "sex: male, age: 16+}")), by_sex, home)
    assert found["sex"].people["young"] == sum(
        invented(d, "female", age) for d in (WILTSHIRE, SWINDON) for age in range(16, 40)
    )
    assert found["sex"].source.endswith("mid-2024, Wiltshire police force area")


def test_bands_and_their_words() -> None:
    """Both ends belong to a band; ages are told as people say them."""
    assert band_of("16-24") is not None
    assert len(band_of("16-24").ages) == 9
    assert band_of("90+").ages == {90}
    assert [band_of(text) for text in ("16", "16-", "-24", "24-16", "80-90", "91+")] == [None] * 6
    assert ages_words(range(16, 91)) == "aged 16 and over"
    assert ages_words(range(16, 25)) == "aged 16 to 24"
    assert ages_words([16, 18]) == "of the ages asked"
    assert ages_words(range(91)) == ""
