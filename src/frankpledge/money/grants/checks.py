"""FP815 and FP816: grants that do not say what the law asks, or do not add up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from frankpledge.money.amounts import said
from frankpledge.money.grants.model import Award, Programme
from frankpledge.money.grants.reading import FOLDER
from frankpledge.plans.checks import Finding, Options

DEFAULT = Options()
Found = tuple[str, int, str, str]


def check_grants(
    programmes: Iterable[Programme], options: Options = DEFAULT, home: str = ""
) -> list[Finding]:
    """Findings on programmes and their awards, in order of place.

    `home` is the way to the workspace, put before the names of files.
    """
    ran = [rule.code for rule in options.rules]
    listed = tuple(programmes)
    return sorted(
        Finding(f"{home}{FOLDER.as_posix()}/{file}", line, 1, code, message, name)
        for code, check in GRANT_CHECKS.items()
        if code in ran and options.wants(code)
        for one in listed
        for file, line, message, name in check(one)
    )


def unexplained(programme: Programme) -> Iterator[Found]:
    """FP815: a crime and disorder reduction grant without conditions or reasons."""
    for award in programme.awards if programme.crime_reduction else ():
        lacking = [name for name in ("conditions", "reasons") if not getattr(award, name)]
        if lacking:
            message = f"'{award.id}' does not state its {' and '.join(lacking)}"
            yield award.file, award.line or 1, message, award.id


def over_total(programme: Programme) -> Iterator[Found]:
    """FP816: more was awarded than the programme has, or more was spent than awarded."""
    if programme.total is not None and programme.awarded > programme.total:
        message = f"awards of {said(programme.awarded)} come to more than {said(programme.total)}"
        yield programme.path.name, 1, message, programme.id
    yield from (found for award in programme.awards for found in _overspent(award))


def _overspent(award: Award) -> Iterator[Found]:
    told = [report.spent for report in award.reports if report.spent is not None]
    for words, value in (("paid", award.paid), ("spent", max(told, default=None))):
        if value is not None and value > award.amount:
            message = (
                f"of '{award.id}' {said(value)} were {words}, and {said(award.amount)} awarded"
            )
            yield award.file, award.line or 1, message, award.id


GRANT_CHECKS: dict[str, Callable[[Programme], Iterator[Found]]] = {
    "FP815": unexplained,
    "FP816": over_total,
}
