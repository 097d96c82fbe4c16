"""Reading rules: YAML in, frozen rules or a clear error out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import TypeVar

from frankpledge import periods
from frankpledge.duties.fields import Fields, day_of_year, only, optional_day
from frankpledge.duties.rule import (
    BODIES,
    NATIONS,
    PERIODS,
    STANDINGS,
    Deadline,
    Family,
    Rule,
    Rules,
    Source,
    Trigger,
)
from frankpledge.errors import DocumentError, Place

SHIPPED = Path(__file__).parent / "rules"
TRIGGERS = ("each", "event", "again", "standing")
T = TypeVar("T")
DEADLINES = ("days", "working days", "months", "by", "end", "before", "soon", "none", "in")
COUNTING = {"from the day itself": True, "from the day after": False}


def load_rules(*folders: Path) -> Rules:
    """Read the rules that the package ships and those of workspaces (their `duties/rules`).

    A workspace may add rules of its own (an office's service standards) but not change the law's.
    Raises DocumentError that names file, line and field.
    """
    paths = [path for folder in (SHIPPED, *folders) for path in sorted(folder.glob("*.yaml"))]
    families: dict[str, Family] = {}
    homes: dict[str, Path] = {}
    for path in paths:
        family = read_family(path)
        for name in [family.id, *dict.fromkeys(rule.id for rule in family.rules)]:
            if homes.setdefault(name, path) != path:
                raise DocumentError(
                    Place(str(path), field="id"), f"an id not used by {homes[name]}", name
                )
        families[family.id] = family
    return Rules(families)


def read_family(path: Path) -> Family:
    """Read one document of rules. Raises DocumentError."""
    fields = Fields.load(path)
    family_id = fields.identifier()
    sources = _sources(fields, fields.take("sources"))
    family = Family(
        id=family_id,
        title=fields.text("title"),
        note=fields.text("note", ""),
        rules=tuple(fields.parts("rules", lambda part: _rule(part, family_id, sources))),
    )
    fields.close()
    _no_overlap(path, family.rules)
    return family


def _sources(fields: Fields, raw: object) -> dict[str, Source]:
    """Sources by short name: `name` and `address` of each, so that rules need not repeat them."""
    if not isinstance(raw, dict):
        raise fields.error("sources", "short names, each with name and address", raw)
    found = {}
    for short, value in raw.items():
        if not isinstance(value, dict) or set(value) != {"name", "address"}:
            raise fields.error("sources", f"name and address of {short!r}", value)
        found[str(short)] = Source(str(value["name"]), str(value["address"]))
    return found


def _rule(fields: Fields, family: str, sources: dict[str, Source]) -> Rule:
    verified = fields.take("verified")
    if not isinstance(verified, bool):
        raise fields.error("verified", "true or false", verified)
    unverified = fields.text("unverified", "")
    if verified == bool(unverified):
        raise fields.error("unverified", "what is not verified, exactly when verified is false")
    rule = Rule(
        id=fields.text("id"),
        family=family,
        title=fields.text("title"),
        binds=fields.choice("binds", BODIES),
        trigger=_required(fields, "trigger", _trigger),
        deadline=_required(fields, "deadline", _deadline),
        source=_source(fields, sources),
        start=optional_day(fields, "from"),
        until=optional_day(fields, "until"),
        nations=_nations(fields),
        standing=fields.choice("standing", STANDINGS, STANDINGS[0]),
        frequency=fields.text("frequency", ""),
        publish=fields.text("publish", ""),
        majority=_fraction(fields),
        unverified=unverified,
        note=fields.text("note", ""),
    )
    return _consistent(rule, fields)


def _required(fields: Fields, key: str, read: Callable[[Fields], T]) -> T:
    found = fields.part(key, read)
    if found is None:
        raise fields.error(key, "a value")
    return found


def _trigger(fields: Fields) -> Trigger:
    kind, value = only(fields, "trigger", TRIGGERS)
    if kind == "each":
        period = fields.choice("each", PERIODS)
        return Trigger("period", (period,), fields.text("when", None))
    if kind == "event":
        names = fields.texts("event") if isinstance(value, list) else (fields.text("event"),)
        return Trigger("event", names)
    if fields.take(kind) is not True:
        raise fields.error(kind, "true", value)
    return Trigger(kind)


def _deadline(fields: Fields) -> Deadline:
    kind, value = only(fields, "deadline", DEADLINES)
    match kind:
        case "days":
            counting = fields.choice("counting", tuple(COUNTING))
            return Deadline(kind, fields.whole(kind), inclusive=COUNTING[counting])
        case "working days" | "months":
            return Deadline(kind, fields.whole(kind))
        case "by":
            month, day = day_of_year(fields, kind)
            year = fields.choice("year", ("same", "before"), "same")
            return Deadline(kind, month=month, day=day, before=year == "before")
        case "in":
            announced = periods.parse(fields.period(kind)).last
            return Deadline(kind, number=announced // 12, month=announced % 12 + 1)
        case _:
            if fields.take(kind) is not True:
                raise fields.error(kind, "true", value)
            return Deadline(kind)


def _source(fields: Fields, sources: dict[str, Source]) -> Source:
    def read(part: Fields) -> Source:
        short = part.choice("in", tuple(sources))
        found, place = sources[short], part.text("at", "")
        return Source(f"{found.name}, {place}" if place else found.name, found.address)

    return _required(fields, "source", read)


def _nations(fields: Fields) -> tuple[str, ...]:
    return fields.choices("nations", NATIONS) if "nations" in fields.raw else NATIONS


def _fraction(fields: Fields) -> Fraction | None:
    value = fields.text("majority", None)
    if value is None:
        return None
    try:
        found = Fraction(value)
    except (ValueError, ZeroDivisionError) as error:
        raise fields.error("majority", "a fraction such as 2/3", value) from error
    if not 0 < found <= 1:
        raise fields.error("majority", "a fraction above 0, of at most 1", value)
    return found


def _consistent(rule: Rule, fields: Fields) -> Rule:
    """Refuse combinations that no clock can run on."""
    trigger, deadline = rule.trigger.kind, rule.deadline.kind
    fitting = {
        "period": {"days", "working days", "months", "by", "end", "before", "soon"},
        "event": {"days", "working days", "months", "by", "end", "soon", "none"},
        "again": {"days", "working days", "months"},
        "standing": {"none", "in"},
    }[trigger]
    if deadline not in fitting:
        raise fields.error("deadline", f"one of {', '.join(sorted(fitting))} here", deadline)
    if trigger != "event" and rule.deadline.inclusive:
        raise fields.error("deadline", "counting 'from the day after' here: the period is over")
    if rule.start and rule.until and rule.until < rule.start:
        raise fields.error("until", f"a day after {rule.start}", rule.until)
    if (deadline == "in") != (rule.standing == "announced"):
        raise fields.error("deadline", "'in' exactly for what is announced", deadline)
    return rule


def _no_overlap(path: Path, rules: Iterable[Rule]) -> None:
    """Two versions of one rule must not hold on one day."""
    for one, other in combinations(rules, 2):
        if one.id == other.id and _overlap(one, other):
            place = Place(str(path), field=f"{one.id}.from")
            raise DocumentError(place, "versions that do not overlap", f"{other.start}")


def _overlap(one: Rule, other: Rule) -> bool:
    starts = max(one.start or date.min, other.start or date.min)
    return starts <= min(one.until or date.max, other.until or date.max)
