"""Grants from documents and tables to 360Giving data that the standard's own schema accepts."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import referencing
import referencing.jsonschema

from frankpledge.money.amounts import MoneyError
from frankpledge.money.grants import (
    FLAT,
    Known,
    Publisher,
    award_rows,
    check_grants,
    flat_rows,
    giving_json,
    information_rows,
    read_grants,
    wrong_identifier,
)
from frankpledge.plans.checks import RULES, Options

PUBLISHER = Publisher("Police and Crime Commissioner for Oldshire", "360G-OLDPCC", "GB-LAE-OLD")
NAMES = {"E06000030": "Swindon", "E05013418": "A ward", "E23000038": "Wiltshire"}
# Invented: no body, grant or sum here is real.
FUND = """\
id: fund
title: Community fund
way: given
crime_reduction: true
description: Small grants for safer places.
source: Register of decisions
funder: {name: Police and Crime Commissioner for Oldshire, id: GB-LAE-OLD}
total: 20000
places: [E23000038]
commitments: [plan/lights]
awards:
  - id: g2
    title: Lights in the park
    purpose: Ten lamps along the path.
    amount: 9500.50
    awarded: 2026-04-03
    recipient: {name: Oldbridge Boxing, id: GB-CHC-1164883}
    reasons: Residents asked for them.
    conditions: Spent by March 2027.
    start: 2026-05-01
    end: 2027-03-31
    applied: 12000
    paid: 4000
    open_call: true
    places: [E06000030, E05013418]
    commitments: [plan/lights]
    measures: [burglary]
    evaluation: {title: Before and after, address: 'https://example.org/e', finding: No change.}
    reports:
      - {on: 2026-10-01, text: Half done, spent: 4000, address: 'https://example.org/r'}
  - id: g1
    title: A course
    purpose: Course fees of a young carer.
    amount: 300
    awarded: 2026-03-01
    individual: true
    reasons: Panel of 1 March.
    conditions: None
    places: [E06000030, E05013418]
"""
KNOWN = Known(NAMES, {"plan/lights"}, {"burglary"})


def write(root: Path, text: str, name: str = "fund.yaml") -> Path:
    """A file of grants; returns the workspace."""
    folder = root / "money" / "grants"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def standard(shared: Path) -> jsonschema.Draft202012Validator:
    """The publisher's schema of a package, with that of a grant inside it."""
    folder = shared / "data" / "standards"
    package, one = (
        json.loads((folder / name).read_text(encoding="utf-8"))
        for name in ("360-giving-package-schema.json", "360-giving-schema.json")
    )
    # The package of 1.4.3 names the grant's schema of 1.4.2 at its address.
    address = package["properties"]["grants"]["items"]["$ref"]
    draft = referencing.jsonschema.DRAFT202012
    registry = referencing.Registry().with_resource(address, draft.create_resource(one))
    del package["$schema"]  # it is written with http, which the validator does not know
    # A date is one of two forms; without a check of times every text would pass as both.
    checker = jsonschema.FormatChecker()
    checker.checks("date-time", ValueError)(
        lambda text: "T" in text and bool(datetime.fromisoformat(text))
    )
    return jsonschema.Draft202012Validator(package, registry=registry, format_checker=checker)


def made(tmp_path: Path, text: str = FUND) -> dict[str, Any]:
    """The package that a document gives, as somebody else reads it."""
    found = giving_json(read_grants(write(tmp_path, text), KNOWN), PUBLISHER, NAMES.__getitem__)
    read: dict[str, Any] = json.loads(json.dumps(found))
    return read


def test_a_package_passes_the_standards_own_schema(
    tmp_path: Path, standard: jsonschema.Draft202012Validator
) -> None:
    """An organisation and a person; and the schema does refuse both or neither."""
    package = made(tmp_path)
    standard.validate(package)
    neither = json.loads(json.dumps(package))
    del neither["grants"][1]["recipientOrganization"]
    assert not standard.is_valid(neither)
    both = json.loads(json.dumps(package))
    both["grants"][1]["recipientIndividual"] = both["grants"][0]["recipientIndividual"]
    assert not standard.is_valid(both)


def test_every_field_goes_where_the_standard_has_it(tmp_path: Path) -> None:
    """One award in full, against the object written by hand."""
    (_, grant) = made(tmp_path)["grants"]
    assert grant == {
        "id": "360G-OLDPCC-g2",
        "title": "Lights in the park",
        "description": "Ten lamps along the path.",
        "currency": "GBP",
        "amountAwarded": 9500.5,
        "amountAppliedFor": 12000,
        "amountDisbursed": 4000,
        "awardDate": "2026-04-03",
        "fromOpenCall": "Yes",
        "recipientOrganization": [{"id": "GB-CHC-1164883", "name": "Oldbridge Boxing"}],
        "fundingOrganization": [
            {"id": "GB-LAE-OLD", "name": "Police and Crime Commissioner for Oldshire"}
        ],
        "grantProgramme": [{"code": "fund", "title": "Community fund"}],
        "plannedDates": [{"startDate": "2026-05-01", "endDate": "2027-03-31"}],
        "beneficiaryLocation": [
            {"name": "Swindon", "geoCode": "E06000030", "geoCodeType": "UA"},
            {"name": "A ward", "geoCode": "E05013418", "geoCodeType": "WD"},
        ],
        "relatedDocument": [
            {"title": "Half done", "url": "https://example.org/r", "documentType": "report"},
            {
                "title": "Before and after",
                "url": "https://example.org/e",
                "documentType": "evaluation",
            },
        ],
    }


def test_a_person_is_neither_named_nor_found(tmp_path: Path) -> None:
    """A grant to a person has one name for all of them, and no place below a district."""
    (grant, _) = made(tmp_path)["grants"]
    assert grant["recipientIndividual"] == {
        "id": "360G-OLDPCC-person-g1",
        "name": "Individual Recipient",
    }
    assert [place["geoCode"] for place in grant["beneficiaryLocation"]] == ["E06000030"]


def test_the_flat_table_says_the_same(tmp_path: Path) -> None:
    """Every value of the table is that of the JSON; the law's table has what the law asks."""
    programmes = read_grants(write(tmp_path, FUND))
    (person, lights) = flat_rows(programmes, PUBLISHER, NAMES.__getitem__)
    assert list(lights) == list(FLAT)
    assert lights["Amount Awarded"] == 9500.5
    assert lights["Recipient Org:Identifier"] == "GB-CHC-1164883"
    assert lights["Beneficiary Location:1:Geographic Code"] == "E05013418"
    assert (person["Recipient Org:Name"], person["Recipient Ind:Name"]) == (
        None,
        "Individual Recipient",
    )
    told = information_rows(programmes)
    assert [(row["month"], row["conditions"]) for row in told] == [
        ("2026-03", "None"),
        ("2026-04", "Spent by March 2027."),
    ]
    assert [row["recipient"] for row in award_rows(programmes)] == [
        "a person, not named",
        "Oldbridge Boxing",
    ]


def test_a_table_with_its_own_headings_gives_the_same_award(tmp_path: Path) -> None:
    """Pounds as text, British dates, yes and no, lists between semicolons."""
    head = FUND[: FUND.index("awards:")]
    document = head + (
        "table:\n  file: awards.csv\n  columns: {id: Ref, title: Project, purpose: Purpose,"
        " amount: Award £, awarded: Date, recipient: Who, recipient_id: Charity,"
        " open_call: Open call, places: Places, reasons: Why, conditions: Terms}\n"
    )
    rows = (
        "Ref,Project,Purpose,Award £,Date,Who,Charity,Open call,Places,Why,Terms,Officer\n"
        'g2,Lights in the park,"Ten lamps, all told","£9,500.50",03/04/2026,Oldbridge Boxing,'
        "GB-CHC-1164883,Yes,E06000030; E05013418,Asked for,Spend it,A. Person\n"
    )
    write(tmp_path, rows, "awards.csv")
    (programme,) = read_grants(write(tmp_path, document), KNOWN)
    (award,) = programme.awards
    assert (award.amount, award.awarded, award.open_call) == (
        Decimal("9500.5"),
        date(2026, 4, 3),
        True,
    )
    assert award.places == ("E06000030", "E05013418")
    assert (award.file, award.line) == ("awards.csv", 2)
    assert award.recipient is not None
    assert award.recipient.id == "GB-CHC-1164883"


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    """No recipient, two recipients, wrong ids, sums, days and references: each with its line."""
    rows = "Ref,Project,Purpose,Award,Date,Who\nt1,A,B,(500),31/02/2026,C\nt2,A,B,5\n"
    write(tmp_path, rows, "awards.csv")
    text = (
        FUND.replace("GB-CHC-1164883", "GB-CHC-12").replace("end: 2027", "end: 2025")
        + """\
  - {id: g3, title: T, purpose: P, amount: 10, awarded: 2026-01-01}
  - {id: g4, title: T, purpose: P, amount: ten, awarded: soon, individual: true,
     recipient: {name: N}, places: [E99], commitments: [plan/other], measures: [x], colour: red}
table: {file: awards.csv, columns: {id: Ref, title: Project, purpose: Purpose, amount: Award,
  awarded: Date, recipient: Who, nonsense: X}}
"""
    )
    with pytest.raises(MoneyError) as caught:
        read_grants(write(tmp_path, text), KNOWN)
    told = str(caught.value)
    for expected in (
        "fund.yaml:17, awards.0.recipient.id: expected GB-CHC- and a number of the Charity Comm",
        "fund.yaml:21, awards.0.end: expected a day after 2026-05-01",
        "fund.yaml:40, awards.2.recipient: expected either a recipient (an organisation) or",
        "fund.yaml:42, awards.3.recipient: expected either a recipient (an organisation) or",
        "fund.yaml:41, awards.3.amount: expected a number with at most 2 decimals",
        "fund.yaml:41, awards.3.awarded: expected a day such as 2026-03-31, found 'soon'",
        "awards.3.places: expected places that exist in the workspace, found 'E99'",
        "awards.3.commitments: expected commitments that exist in the workspace",
        "awards.3.measures: expected measures that exist in the workspace, found 'x'",
        "awards.3.colour: expected no such field",
        "table.columns: expected a field; ",
        "awards.csv:2, Award: expected an amount of more than 0, found '-500.0'",
        "awards.csv:2, Date: expected a day such as 2026-03-31, found '31/02/2026'",
        "awards.csv:3: expected 6 cells, as in the heading, found 4",
    ):
        assert expected in told, f"{expected}\n---\n{told}"


@pytest.mark.parametrize(
    "recipient",
    [
        "",
        "    recipient: {name: ''}\n",
        "    recipient: {id: GB-CHC-1164883}\n",
        "    recipient:\n",
    ],
)
def test_a_grant_with_no_recipient_is_refused(tmp_path: Path, recipient: str) -> None:
    """No field, no name, an id without a name, a blank: never an organisation called nothing."""
    named = "    recipient: {name: Oldbridge Boxing, id: GB-CHC-1164883}\n"
    assert FUND.count(named) == 1
    with pytest.raises(MoneyError, match=r"awards\.0\.recipient"):
        read_grants(write(tmp_path, FUND.replace(named, recipient)), KNOWN)


CELLS = "Ref,Project,Purpose,Award,Date,Who,Person\n"
TABLE = """\
table: {file: awards.csv, columns: {id: Ref, title: Project, purpose: Purpose, amount: Award,
  awarded: Date, recipient: Who, individual: Person}}
"""


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("t1,A,B,500,03/04/2026,,", "awards.csv:2, Who: expected either a recipient"),
        ("t1,A,B,500,03/04/2026,C Ltd,yes", "awards.csv:2, Who: expected either a recipient"),
        ("t1,A,B,=D3*2,03/04/2026,C Ltd,", "awards.csv:2, Award: expected a number"),
        ("t1,A,B,(500),03/04/2026,C Ltd,", "Award: expected an amount of more than 0"),
        ("t1,A,B,-£500,03/04/2026,C Ltd,", "Award: expected an amount of more than 0"),
        ('t1,A,B,"1.500,00",03/04/2026,C Ltd,', "awards.csv:2, Award: expected a number"),
        ("t1,A,B,500,04/13/2026,C Ltd,", "awards.csv:2, Date: expected a day"),
    ],
)
def test_rows_of_a_table_that_are_refused(tmp_path: Path, row: str, told: str) -> None:
    """Nobody or two for one grant, formulas, brackets, continental sums, American days."""
    write(tmp_path, CELLS + row + "\n", "awards.csv")
    with pytest.raises(MoneyError) as caught:
        read_grants(write(tmp_path, FUND[: FUND.index("awards:")] + TABLE), KNOWN)
    assert told in str(caught.value)


def test_pounds_as_text_and_days_as_numbers_in_a_table(tmp_path: Path) -> None:
    """46115 is 3 April 2026 in a spreadsheet."""
    write(tmp_path, CELLS + 't1,A,B,"£1,500.50",46115,C Ltd,\n', "awards.csv")
    (found,) = read_grants(write(tmp_path, FUND[: FUND.index("awards:")] + TABLE), KNOWN)
    assert [(one.amount, one.awarded) for one in found.awards] == [
        (Decimal("1500.5"), date(2026, 4, 3))
    ]


@pytest.mark.parametrize(
    ("identifier", "right"),
    [
        ("GB-CHC-1164883", True),
        ("GB-COH-09668396", True),
        ("GB-COH-SC123456", True),
        ("GB-LAE-SWD", True),
        ("360G-OLDPCC-org-boxing", True),
        ("GB-CHC-12", False),
        ("GB-COH-9668396", False),
        ("GB-XXX-1", False),
        ("1164883", False),
        ("GB-CHC-", False),
    ],
)
def test_identifiers_are_checked_by_their_register(identifier: str, right: bool) -> None:
    """The register's prefix and the look of its numbers; nothing is asked of any register."""
    assert (wrong_identifier(identifier) == "") is right


def test_without_awards_there_is_no_package(tmp_path: Path) -> None:
    """A promise and money received give nothing to publish: an empty package is not valid."""
    head = FUND[: FUND.index("awards:")]
    write(tmp_path, head.replace("given", "promised"))
    received = FUND.replace("id: fund", "id: won").replace("way: given", "way: received")
    programmes = read_grants(write(tmp_path, received, "won.yaml"))
    assert [one.way for one in programmes] == ["promised", "received"]
    assert giving_json(programmes, PUBLISHER, NAMES.__getitem__) is None
    assert information_rows(programmes) == []


def test_a_publisher_needs_a_prefix(tmp_path: Path) -> None:
    """Without one the identifiers would be nobody's."""
    with pytest.raises(ValueError, match="prefix"):
        giving_json(read_grants(write(tmp_path, FUND)), Publisher("Me"), NAMES.__getitem__)


def test_a_promise_has_no_awards(tmp_path: Path) -> None:
    """A fund that was only promised cannot have given anything."""
    with pytest.raises(MoneyError, match="given or received, where there are awards"):
        read_grants(write(tmp_path, FUND.replace("way: given", "way: promised")))


@pytest.mark.parametrize("code", ["FP815", "FP816"])
def test_the_examples_of_the_rules_are_what_they_say(tmp_path: Path, code: str) -> None:
    """The bad example of the documentation is found once; the good one is not."""
    example = RULES[code].example
    name = example.file.removeprefix("money/grants/")
    found = check_grants(read_grants(write(tmp_path, example.bad, name)))
    assert [(one.code, one.file) for one in found] == [(code, example.file)]
    ignored = Options(ignore=(code,))
    assert check_grants(read_grants(tmp_path), ignored) == []
    assert check_grants(read_grants(write(tmp_path, example.good, name))) == []


def test_spending_more_than_awarded_is_found(tmp_path: Path) -> None:
    """Paid beyond the award, and reported as spent beyond it, are two findings."""
    text = FUND.replace("paid: 4000", "paid: 10000").replace("spent: 4000", "spent: 9500.51")
    found = check_grants(read_grants(write(tmp_path, text)))
    assert [(one.code, one.line, one.element) for one in found] == [("FP816", 12, "g2")] * 2
