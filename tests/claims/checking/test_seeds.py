"""Real documents: the verdict on each claim that is known, and silence where nothing is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from frankpledge.claims.checking import Books, Checked, Document, check_document, read_document


def seed(shared: Path, number: str) -> Document:
    """A reference document by the number that its name begins with."""
    return read_document(next((shared / "seeds").glob(f"{number}_*.txt")))


def judged(checked: list[Checked], words: str) -> dict[str, str]:
    """Verdict -> working of every sentence that holds some words."""
    return {c.finding.verdict.id: c.finding.working for c in checked if words in c.sentence}


@pytest.fixture
def panel(shared: Path, books: Books) -> list[Checked]:
    """The slides of spring 2023, checked against the lake."""
    return check_document(seed(shared, "002"), books)


def test_neighbourhood_crime_agrees_was_revised_and_began_high(panel: list[Checked]) -> None:
    """−25 % fits its own figures; the figures now are others; the start is at a high point."""
    found = judged(panel, "Neighbourhood crime reduced")
    assert found.keys() == {"agrees", "revised", "baseline"}
    assert found["agrees"] == "5,255 to 3,917 is −25.5 %; stated −25 %"
    assert "5,205 to 3,981, −23.5 %" in found["revised"]
    assert "no figures as known on 2023-05-31" in found["revised"]
    assert (
        "the year to September 2022 (3,981) is above the year to March 2021 (3,455)"
        in (found["baseline"])
    )


def test_drug_offences_take_their_period_from_the_sentence_before(panel: list[Checked]) -> None:
    """'In this period' is that of neighbourhood crime; the table gives −26.8 %."""
    found = judged(panel, "Drug offences also")
    assert found.keys() == {"differs"}
    assert "1,537 to 1,125, −26.8 %" in found["differs"]


def test_a_part_year_beside_full_years_is_flagged(panel: list[Checked]) -> None:
    """Notices of 2023 to date stand beside those of 2022 and 2021."""
    found = judged(panel, "Endorsable notices")
    assert found.keys() == {"not-comparable"}
    assert "2,021 (2023 to date), 1,735 (2022), 192 (2021)" in found["not-comparable"]


def test_ranks_are_flagged_for_comparator_and_denominator(panel: list[Checked]) -> None:
    """Third per head of nobody says how many; second of '41' by volume, though there are 43."""
    first = judged(panel, "third most effective")["not-comparable"]
    assert "of how many is not said" in first
    assert "a rate" in first
    second = judged(panel, "41 Force")["not-comparable"]
    assert "43 territorial forces, not 41" in second
    assert "a count and no rate" in second


def test_the_rest_of_the_slides(panel: list[Checked]) -> None:
    """The officers agree, one quarter is no level, a reduction has no number."""
    assert judged(panel, "1189 target") == {"agrees": "target 1,189, reached 1,196 (+7)"}
    assert judged(panel, "completed trial").keys() == {"not-comparable"}
    assert judged(panel, "ASB incident volume").keys() == {"unquantified"}


def test_people_are_no_parts_of_disruptions(panel: list[Checked]) -> None:
    """36 children and 46 adults do not make a sum that must be right."""
    assert judged(panel, "36 children").keys() <= {"unchecked"}
    assert [c.sentence for c in panel if c.finding.verdict.id == "wrong"] == []


def test_shares_of_the_partnership_plan_agree(shared: Path) -> None:
    """26.3 % of 76 is 20, 96 % of 49 is 47, and 33 and 16 are 49."""
    checked = check_document(seed(shared, "003"))
    assert judged(checked, "26.3%")["agrees"].startswith("26.3 % of 76 is 20 of 76")
    assert judged(checked, "96% (of the 49)")["agrees"].startswith("96 % of 49 is 47 of 49")
    assert judged(checked, "33 Swindon")["agrees"] == "33 + 16 = 49"
    assert [c for c in checked if c.finding.verdict.finding] == []


def test_sums_of_the_draft_plan_agree(shared: Path) -> None:
    """Officers, PCSOs and staff make the employees; two districts make the population."""
    checked = check_document(seed(shared, "001"))
    assert judged(checked, "2,298")["agrees"] == "1,096 + 132 + 1,070 = 2,298"
    assert judged(checked, "696,000")["agrees"] == "225,000 + 471,000 = 696,000"
    assert [c for c in checked if c.finding.verdict.finding] == []


@pytest.mark.parametrize(
    ("number", "findings"),
    [
        ("000", {("second lowest number", "not-comparable"), ("fixed penalty", "not-comparable")}),
        (
            "004",
            {
                ("burglaries in the area has risen", "unquantified"),
                ("crime is increasing", "unquantified"),
            },
        ),
    ],
)
def test_documents_with_few_figures(
    shared: Path, number: str, findings: set[tuple[str, str]]
) -> None:
    """A manifesto and a web page: what is found in them is right, and nothing else is accused."""
    checked = check_document(seed(shared, number))
    found = [c for c in checked if c.finding.verdict.finding]
    for words, verdict in findings:
        assert any(
            words in c.sentence.lower() and c.finding.verdict.id == verdict for c in found
        ), words
    assert len(found) == len(findings)
