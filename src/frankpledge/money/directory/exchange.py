"""Entries as Open Referral services, and the other way.

What an Open Referral file says of people (contacts with names) is not taken over: the directory
names roles and organisations. Identifiers are made from the entry's own id, so that they stay the
same from release to release.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, time
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from frankpledge.money.directory.hsds import Document, Record
from frankpledge.money.directory.model import DAYS, ID, Address, Entry, Opening
from frankpledge.money.directory.needs import TAXONOMY, needs

SPACE = uuid5(NAMESPACE_URL, "https://frankpledge/directory")
_TEXTS = {
    "name": "name",
    "summary": "description",
    "email": "email",
    "web": "url",
    "status": "status",
    "eligibility": "eligibility_description",
    "cost": "fees_description",
    "how": "application_process",
    "note": "alert",
}
_STATED = ("source", "access", "opening_note", "id")  # kept as attributes with a value


def directory_document(entries: Iterable[Entry], body: str) -> Document:
    """All entries as a page of a list, which is what an Open Referral API answers with."""
    records = tuple(service_of(entry, body) for entry in entries)
    envelope: dict[str, Any] = {
        "total_items": len(records),
        "total_pages": 1,
        "page_number": 1,
        "size": len(records),
        "first_page": True,
        "last_page": True,
        "empty": not records,
    }
    return Document(records, listed=True, envelope=envelope)


def service_of(entry: Entry, body: str) -> Record:
    """An entry as a service of HSDS. `body` keeps apart the same ids of two publishers."""
    way = f"{body}/{entry.id}"
    values: dict[str, Any] = {"id": _id(way)}
    values |= {field: getattr(entry, own) for own, field in _TEXTS.items() if getattr(entry, own)}
    if entry.confirmed:
        values["assured_date"] = entry.confirmed.isoformat()
    if entry.by:
        values["organization"] = _organization(entry, body)
    parts = {
        "phones": [_part("phone", f"{way}/phone", number=entry.phone)] if entry.phone else [],
        "languages": [_part("language", f"{way}/{name}", name=name) for name in entry.languages],
        "schedules": [_schedule(way, one) for one in entry.opening],
        "service_areas": [_area(way, code) for code in entry.places],
        "service_at_locations": [_at(way, entry)] if entry.address else [],
        "attributes": [*_need_terms(way, entry), *_stated(way, entry)],
    }
    return Record(
        "service", values | {name: tuple(found) for name, found in parts.items() if found}
    )


def entry_of(service: Record, file: str = "") -> Entry:
    """An Open Referral service as an entry; what an entry has no place for is left out."""
    values: dict[str, Any] = {own: service.text(field) for own, field in _TEXTS.items()}
    organization = service.one("organization")
    stated = {
        one.text("link_type"): one.text("value")
        for one in service.many("attributes")
        if one.text("link_type") in _STATED
    }
    own = stated.pop("id", "")
    return Entry(
        **values | stated,
        id=own if ID.fullmatch(own) else service.text("id"),
        by=organization.text("name") if organization else "",
        needs=tuple(_needs(service)),
        places=tuple(one.text("uri").rsplit("/", 1)[-1] for one in service.many("service_areas")),
        phone=next((one.text("number") for one in service.many("phones")), ""),
        address=_address(service),
        opening=tuple(found for one in service.many("schedules") if (found := _opening(one))),
        languages=tuple(one.text("name") for one in service.many("languages")),
        confirmed=_day(service.text("assured_date")),
        file=file,
    )


def _id(way: str) -> str:
    return str(uuid5(SPACE, way))


def _part(kind: str, way: str, **values: Any) -> Record:
    return Record(kind, {"id": _id(way), **values})


def _organization(entry: Entry, body: str) -> Record:
    # The standard asks for a description of each organization; nothing is known but the name.
    return _part("organization", f"{body}/by/{entry.by}", name=entry.by, description=entry.by)


def _schedule(way: str, one: Opening) -> Record:
    return _part(
        "schedule",
        f"{way}/{','.join(one.days)}/{one.start}",
        freq="WEEKLY",
        byday=",".join(one.days),
        opens_at=one.start.isoformat(),
        closes_at=one.end.isoformat(),
    )


def _area(way: str, code: str) -> Record:
    address = f"http://statistics.data.gov.uk/id/statistical-geography/{code}"
    return _part("service_area", f"{way}/{code}", name=code, uri=address)


def _at(way: str, entry: Entry) -> Record:
    assert entry.address is not None
    at = entry.address
    address = _part(
        "address",
        f"{way}/address",
        address_1=at.line,
        city=at.town,
        state_province=at.county,
        postal_code=at.postcode,
        country="GB",
        address_type="physical",
    )
    location = _part("location", f"{way}/place", location_type="physical", addresses=(address,))
    return _part("service_at_location", f"{way}/at", location=location)


def _need_terms(way: str, entry: Entry) -> Iterator[Record]:
    for name in entry.needs:
        need = needs()[name]
        term = _part(
            "taxonomy_term",
            f"need/{name}",
            code=name,
            name=need.title,
            description=need.question,
            taxonomy=TAXONOMY,
        )
        yield _part(
            "attribute",
            f"{way}/{name}",
            link_entity="service",
            link_type="need",
            taxonomy_term=term,
        )


def _stated(way: str, entry: Entry) -> Iterator[Record]:
    for name in _STATED:
        value = getattr(entry, name)
        if value:
            made = {"link_entity": "service", "link_type": name, "value": value}
            yield _part("attribute", f"{way}/{name}", **made)


def _needs(service: Record) -> Iterator[str]:
    """Needs by code, or by the title that a term of somebody else's happens to share."""
    titles = {need.title.lower(): need.id for need in needs().values()}
    for one in service.many("attributes"):
        term = one.one("taxonomy_term")
        if term is not None:
            name = term.text("code") if term.text("code") in needs() else ""
            found = name or titles.get(term.text("name").lower(), "")
            if found:
                yield found


def _address(service: Record) -> Address | None:
    for at in service.many("service_at_locations"):
        location = at.one("location")
        for one in location.many("addresses") if location else ():
            return Address(
                line=one.text("address_1"),
                town=one.text("city"),
                county=one.text("state_province"),
                postcode=one.text("postal_code"),
            )
    return None


def _opening(schedule: Record) -> Opening | None:
    """Weekly hours. Anything rarer is not hours that one can rely on, and is left out."""
    days = tuple(day for day in schedule.text("byday").split(",") if day in DAYS)
    if schedule.text("freq") != "WEEKLY" or schedule.values.get("interval", 1) != 1 or not days:
        return None
    try:
        start = time.fromisoformat(schedule.text("opens_at"))
        end = time.fromisoformat(schedule.text("closes_at"))
    except ValueError:
        return None
    return Opening(days=days, start=start, end=end)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
