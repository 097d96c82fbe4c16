"""Reading services: one YAML document each, in `money/services` of a workspace."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from frankpledge import periods
from frankpledge.documents import Fields
from frankpledge.errors import DocumentError, DocumentsError, InputError
from frankpledge.money.amounts import MoneyError, amount, gathered
from frankpledge.money.services.model import (
    ASKED,
    PEOPLE,
    STATES,
    Fact,
    Said,
    Service,
    ServiceFigure,
)

FOLDER = Path("money") / "services"


def read_services(root: Path) -> tuple[Service, ...]:
    """Every service of the workspace at `root`, by id; none where there is no such folder.

    Raises MoneyError with every fault of every document.
    """
    found: list[Service] = []
    faults: list[InputError] = []
    for path in sorted((root / FOLDER).glob("*.yaml")):
        try:
            found.append(read_service(path))
        except DocumentsError as error:
            faults += error.errors
    if faults:
        raise MoneyError(faults)
    return tuple(found)


def read_service(path: Path) -> Service:
    """Read one service. Raises MoneyError with all faults found."""
    faults: list[InputError] = []
    try:
        service = _service(Fields.load(path), faults)
    except DocumentError as fault:
        raise MoneyError([*faults, fault]) from None
    if faults:
        raise MoneyError(faults)
    return service


def _service(fields: Fields, faults: list[InputError]) -> Service:
    document = fields.text("document", "")
    said = partial(_said, document=document)
    invented = fields.take("invented", False)
    if not isinstance(invented, bool):
        raise fields.error("invented", "true or false", invented)
    service = Service(
        path=fields.path,
        id=fields.identifier(),
        title=fields.text("title"),
        purpose=fields.text("purpose"),
        state=fields.choice("state", STATES, "not stated"),
        said=said(fields),
        people=fields.text("people", ""),
        provider=fields.text("provider", ""),
        commissioner=fields.text("commissioner", ""),
        contract=fields.text("contract", ""),
        place=fields.text("where", ""),
        plan=fields.text("plan", ""),
        priorities=fields.texts("priorities"),
        figures=gathered(fields, "figures", partial(_figure, document=document), faults),
        facts=gathered(fields, "facts", partial(_fact, document=document), faults),
        caveats=fields.texts("caveats"),
        invented=invented,
    )
    fields.close()
    faults += _faults(fields, service)
    return service


def _said(fields: Fields, document: str) -> Said:
    own = fields.take("document", document)
    if not own:
        raise fields.error("document", "the title of the document that states it")
    return Said(document=str(own), place=fields.text("place"), quote=fields.text("quote", ""))


def _fact(fields: Fields, document: str) -> Fact:
    return Fact(text=fields.text("text"), said=_said(fields, document))


def _figure(fields: Fields, document: str) -> ServiceFigure:
    period = fields.take("period", "")
    if period:
        try:
            period = str(periods.parse(str(period)))
        except ValueError:
            raise fields.error("period", "a period such as 2025/26", period) from None
    figure = ServiceFigure(
        measure=fields.choice("measure", ASKED),
        value=amount(fields, "value"),
        unit=fields.text("unit"),
        out_of=amount(fields, "out_of", None),
        period=str(period),
        when=fields.text("when", ""),
        group=fields.text("group", ""),
        said=_said(fields, document),
    )
    if figure.value < 0:
        raise fields.error("value", "0 or more", figure.value)
    if figure.out_of is not None and figure.out_of < figure.value:
        raise fields.error("out_of", f"at least the value, {figure.value}", figure.out_of)
    people = figure.measure in PEOPLE
    if people and figure.value != int(figure.value):
        raise fields.error("value", "whole people", figure.value)
    return figure


def _faults(fields: Fields, service: Service) -> Iterator[InputError]:
    """Figures given twice, and groups that do not come to what everyone is said to be."""
    seen = set()
    for one in service.figures:
        key = (one.measure, one.unit, one.period, one.when, one.group)
        if key in seen:
            what = f"{one.measure} of {one.period_words} once for each group"
            yield fields.error("figures", what, one.group or "everyone")
        seen.add(key)
    whole = {(f.measure, f.unit, f.period, f.when): f.value for f in service.figures if not f.group}
    for at, value in whole.items():
        parts = [
            f.value
            for f in service.figures
            if f.group and (f.measure, f.unit, f.period, f.when) == at
        ]
        if parts and sum(parts) != value:
            yield fields.error("figures", f"groups that come to {value}", f"{sum(parts)}")
