"""Open Referral UK 3.0 in and out: nothing lost, nothing invented, and valid by the standard."""

from __future__ import annotations

import json
from datetime import date, time
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frankpledge.money.directory import (
    Address,
    DirectoryError,
    Entry,
    Opening,
    directory_document,
    entry_of,
    hsds_json,
    needs,
    parse_hsds,
    read_hsds,
    service_of,
)

BODY = "E23000038"
EXAMPLES = (
    "example_service_full.json",
    "example_service_list.json",
    "example_organization_full.json",
)


@pytest.fixture(scope="session")
def standard(shared: Path) -> Path:
    """The publisher's own schemas and example files."""
    return shared / "data" / "standards" / "open-referral-3.0"


def same(one: Any, other: Any) -> bool:
    """Equality of JSON values; in Python 1, 1.0 and true would be equal."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def entry(**values: Any) -> Entry:
    """A sound entry, changed."""
    plain: dict[str, Any] = {
        "id": "boxing-club",
        "name": "Boxing club",
        "by": "Oldbridge Boxing",
        "summary": "Boxing for children.",
        "needs": ("young-people", "drugs-and-alcohol"),
        "places": ("E06000030",),
        "phone": "01632 960123",
        "email": "box@example.org",
        "web": "https://example.org/box",
        "address": Address(
            line="1 High Street", town="Oldbridge", county="Oldshire", postcode="O1"
        ),
        "opening": (Opening(days=("MO", "TH"), start=time(18), end=time(20, 30)),),
        "opening_note": "Not in August.",
        "eligibility": "Aged 8 to 16.",
        "cost": "Free.",
        "how": "Come along.",
        "languages": ("English", "Polish"),
        "access": "Step-free.",
        "status": "temporarily closed",
        "confirmed": date(2026, 5, 2),
        "source": "Oldbridge Council",
        "note": "Shut for repairs.",
    }
    return Entry(**plain | values)


@pytest.mark.parametrize("name", EXAMPLES)
def test_files_of_somebody_else_come_out_as_they_went_in(standard: Path, name: str) -> None:
    """The standard's own example files, read and written again, hold the same JSON values."""
    raw = json.loads((standard / name).read_text(encoding="utf-8"))
    document = read_hsds(standard / name)
    assert same(hsds_json(document), raw)
    assert [one.text("name") for one in document.services] == ["Community Counselling"]


def test_unknown_fields_and_nulls_are_kept() -> None:
    """What the standard does not know, and what is null, is not lost."""
    raw = {"id": "ac148810-d857-441c-9679-408f346de14b", "name": "A", "status": "active"}
    raw |= {"url": None, "x_local": {"deep": [1, 1.5, True, None]}, "phones": []}  # type: ignore[dict-item]
    assert same(hsds_json(parse_hsds(json.dumps(raw).encode(), "a.json")), raw)


def test_the_table_agrees_with_the_schema(standard: Path) -> None:
    """Every kind and field of the schema is in the table, with the same ones required."""
    from frankpledge.money.directory.hsds import shapes

    schema = json.loads((standard / "service_with_definitions.json").read_text(encoding="utf-8"))
    kinds = {"service": schema, **schema["definitions"]}
    required = {
        kind: sorted(name for name, type_ in shape.items() if type_.endswith("!"))
        for kind, shape in shapes().items()
    }
    assert required == {kind: sorted(one["required"]) for kind, one in kinds.items()}
    fields = {kind: set(shape) - {"services"} for kind, shape in shapes().items()}
    assert fields == {kind: set(one["properties"]) for kind, one in kinds.items()}


def test_own_entries_pass_the_standards_schema(standard: Path) -> None:
    """A full entry and the barest one are valid services, alone and in a list."""
    path = standard / "service_with_definitions.json"
    schema = jsonschema.Draft202012Validator(
        json.loads(path.read_text(encoding="utf-8")),
        format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
    )
    listed = json.loads((standard / "service_list.json").read_text(encoding="utf-8"))
    bare = Entry(id="x", name="X", by="Y", summary="Z", needs=("victims",), source="S")
    made = hsds_json(directory_document([entry(), bare], BODY))
    for service in made["contents"]:
        schema.validate(service)
        jsonschema.Draft202012Validator(listed).validate(service)
    assert made["total_items"] == 2
    document = parse_hsds(json.dumps(made).encode(), "made.json")
    assert same(hsds_json(document), made)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=20)


@settings(max_examples=60, deadline=None)
@given(
    name=WORDS,
    note=WORDS,
    found=st.lists(st.sampled_from(sorted(needs())), unique=True),
    confirmed=st.none() | st.dates(),
    placed=st.booleans(),
)
def test_an_entry_comes_back_as_it_was(
    name: str, note: str, found: list[str], confirmed: date | None, placed: bool
) -> None:
    """Entry to Open Referral JSON to entry loses nothing that an entry holds."""
    one = entry(name=name or "X", note=note, needs=tuple(found), confirmed=confirmed)
    if not placed:
        one = entry(name=name or "X", note=note, address=None, opening=(), languages=(), access="")
    data = json.dumps(hsds_json(directory_document([one], BODY))).encode()
    (service,) = parse_hsds(data, "one.json").services
    assert entry_of(service) == one


def test_identifiers_stay_and_differ() -> None:
    """The same entry has the same identifiers in every release; another body's has others."""
    one, again, other = (service_of(entry(), body) for body in (BODY, BODY, "E23000005"))
    assert one == again
    assert one.text("id") != other.text("id")


def test_names_of_people_are_not_taken_over(standard: Path) -> None:
    """The example file names a contact; the entry made from it does not."""
    (service,) = read_hsds(standard / "example_service_full.json").services
    assert "Ann Persona" in json.dumps(hsds_json(read_hsds(standard / EXAMPLES[0])))
    found = entry_of(service)
    assert "Ann Persona" not in repr(found)
    assert (found.name, found.confirmed) == ("Community Counselling", date(2005, 1, 1))


BROKEN = [
    (b'{"name": "A", "status": "active"}', "/id: expected a value; each service has one"),
    (b'{"id": "x", "name": "A", "status": "active"}', "/id: expected a UUID"),
    (b'{"id": "x", "name": "A", "status": "open"}', "/status: expected one of active | inactive"),
    (b'{"status": "active", "phones": [{"number": 12}]}', "/phones/0/number: expected a text"),
    (b'{"status": "active", "phones": {}}', "/phones: expected a list of phone"),
    (b'{"status": "active", "organization": "A"}', "/organization: expected an object"),
    (b'{"status": "active", "url": "no address"}', "/url: expected an address"),
    (b'{"status": "active", "minimum_age": true}', "/minimum_age: expected a number, found True"),
    (b'{"id": 1, "id": 2}', "the name 'id' stands twice"),
    (b'{"x": NaN}', "NaN is no number"),
    (b"[{", ":1:3: expected JSON"),
    (b"[1]", "/0: expected a service or an organization, found 1"),
    (b'{"a": "\xff"}', ":1: expected UTF-8 text"),
    (b"[" * 100_000, "expected"),
]


@pytest.mark.parametrize(("data", "message"), BROKEN, ids=[m for _, m in BROKEN])
def test_what_the_standard_forbids_is_told_with_its_place(data: bytes, message: str) -> None:
    """Each fault names the file, the way to the value, what was expected and what was found."""
    with pytest.raises(DirectoryError) as caught:
        parse_hsds(data, "bad.json")
    assert message in str(caught.value)


def test_all_faults_are_told_at_once() -> None:
    """Three things wrong in one file are three errors."""
    data = b'[{"status": "active", "email": 3}, {"name": "B"}]'
    with pytest.raises(DirectoryError) as caught:
        parse_hsds(data, "bad.json")
    ways = {error.place.field for error in caught.value.errors}
    assert ways == {"/0/id", "/0/name", "/0/email", "/1/id", "/1/description"}
