"""Plans of every shape that the model allows, drawn by Hypothesis from the model itself."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from itertools import count
from typing import Any

from hypothesis import strategies as st

from frankpledge.plans import At, Edition, Plan, national_threats
from frankpledge.plans.kinds import Kind, Ref
from frankpledge.plans.plan import walk
from frankpledge.plans.raw import tidy
from frankpledge.plans.safety import active
from frankpledge.plans.shape import Choice, FieldShape, Listing, Plain, Record, Shape, record

FOLDER = "generated"
_CHARACTERS = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
)
# Every one of these means something else to YAML, or nearly.
_AWKWARD = st.sampled_from(
    [
        *("yes", "no", "null", "~", "2015", "1.5", "0x1F", "1e3", "2024-03-31", "12:30"),
        *("'", '"', "''", "|", ">", "[a]", "{a}", "&a", "*a", "!a", "%", "@", "`", "a:", "?"),
        *("- a", "a: b", "# c", "a #b", "--- x", "...", "a, b", "[hyperlink](#)", "£INSERT"),
        *("long words " * 30, "x" * 150, "naïve — “quoted”", "a  b", "a\u00a0b"),
    ]
)
_WHEN = ["2024", "2024-05", "2024-03-31", "2024-Q2", "2024/25", "YE2024-03"]


def lines() -> st.SearchStrategy[str]:
    """Texts of one line, as a reader gives them: tidy, not empty, without markup."""
    return st.one_of(st.text(_CHARACTERS, max_size=20), _AWKWARD).map(_proper)


def texts() -> st.SearchStrategy[str]:
    """Texts of one line or several, some of them blank or indented."""
    more = st.lists(st.one_of(lines(), st.sampled_from(["", "  indented"])), max_size=3)
    return st.builds(lambda first, rest: _proper("\n".join([first, *rest])), lines(), more)


def _proper(text: str) -> str:
    return tidy(text) if tidy(text) and active(tidy(text)) is None else "words"


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A valid plan with every kind of element and every kind of reference."""
    numbers = count()
    shape = record(Plan)
    # A few sections at a time: an example with all of them is more than Hypothesis will draw.
    chosen = draw(st.sets(st.sampled_from(sorted(set(shape.fields) - {"plan"})), max_size=4))
    parts = [part for key, part in shape.fields.items() if key in {"plan", *chosen}]
    plan = Plan(**{part.name: draw(_value(part.shape, numbers)) for part in parts})
    head = replace(
        plan.head,
        id=FOLDER,
        reports_on=None,
        period=replace(plan.head.period, start="2024", end="2028"),
        edition=Edition(id=plan.head.edition.id, kind="draft", date=plan.head.edition.date),
    )
    return _referring(draw, replace(plan, head=head))


def _value(shape: Shape, numbers: Any) -> st.SearchStrategy[Any]:
    match shape:
        case Record():
            return st.builds(
                shape.cls, **{p.name: _field(p, shape, numbers) for p in shape.fields.values()}
            )
        case Listing():
            return st.lists(_value(shape.item, numbers), max_size=2).map(tuple)
        case Choice():
            return st.sampled_from(shape.values)
        case Plain():
            return _plain(shape.type)
        case Ref():
            return st.just("")  # filled in when all ids are known
        case _:
            return _kind(shape)


def _field(part: FieldShape, shape: Record, numbers: Any) -> st.SearchStrategy[Any]:
    if part.name == "id" and shape.named:
        return st.builds(lambda: f"e{next(numbers)}")
    if part.name == "threats" and shape.cls.__name__ == "Requirement":
        threats = _value(part.shape, numbers)
        known = st.sampled_from(sorted(national_threats("2015")))
        return st.tuples(threats, known).map(lambda p: tuple(replace(t, threat=p[1]) for t in p[0]))
    if part.name == "place":
        return st.builds(At, heading=lines(), line=st.integers(1, 999))
    value = _value(part.shape, numbers)
    if part.required or isinstance(part.shape, Listing) or part.shape == Plain(bool):
        return value
    return st.none() if isinstance(part.shape, Ref) else st.none() | value


def _plain(kind: type) -> st.SearchStrategy[Any]:
    if kind is bool:
        return st.booleans()
    if kind is int:
        return st.integers(1, 10**6)
    return st.decimals(-(10**9), 10**9, places=2).map(float)


def _kind(kind: Kind) -> st.SearchStrategy[str]:
    drawn = {
        "text": texts(),
        "line": lines(),
        "date": st.sampled_from(_WHEN),
        "address": st.sampled_from(["#", "not published", "https://example.org/a?b=c#d"]),
        "area": st.just("E23000038"),
        "hash": st.just(f"sha256:{'0' * 64}"),
    }
    return drawn.get(kind.name, st.sampled_from(["police-officers", "a.b-1", "2024"]))


def _referring(draw: st.DrawFn, plan: Plan) -> Plan:
    ids: dict[str, list[str]] = {}
    for _, element in walk(plan):
        ids.setdefault(type(element).__name__, []).append(element.id)
    filled: Plan = _filled(draw, plan, ids)
    return filled


def _filled(draw: st.DrawFn, value: Any, ids: dict[str, list[str]]) -> Any:
    if isinstance(value, tuple):
        return tuple(_filled(draw, item, ids) for item in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes = {}
    for part in record(type(value)).fields.values():
        old = getattr(value, part.name)
        item = part.shape.item if isinstance(part.shape, Listing) else part.shape
        if not isinstance(item, Ref):
            changes[part.name] = _filled(draw, old, ids)
            continue
        known = sorted(name for kind in item.to for name in ids.get(kind, []))
        if part.name in ("part_of", "under"):  # to an earlier one, so that there is no circle
            known = [name for name in known if int(name[1:]) < int(value.id[1:])]
        if isinstance(part.shape, Listing):
            some = (
                st.lists(st.sampled_from(known), max_size=2, unique=True) if known else st.just([])
            )
            changes[part.name] = tuple(draw(some))
        elif part.name == "document":
            sources = ids.get("SourceDocument", [])
            changes[part.name] = draw(st.sampled_from(sources)) if sources else None
        else:
            changes[part.name] = draw(st.none() | st.sampled_from(known)) if known else None
    assert {part.name for part in fields(value)} >= set(changes)
    return replace(value, **changes)
