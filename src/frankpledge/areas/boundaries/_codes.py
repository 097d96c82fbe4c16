"""Which column of a boundary file holds the codes, and what those codes are today."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from frankpledge.areas._areas import Areas
from frankpledge.areas._names import neighbourhood_code, search_key
from frankpledge.areas.boundaries._formats import Features
from frankpledge.areas.boundaries._model import Finding
from frankpledge.errors import InputError, NotFoundError, Place

# The first three characters of a code of the ONS say what it is the code of.
KIND_OF = {
    **dict.fromkeys(("E01", "W01"), "lsoa"),
    **dict.fromkeys(("E02", "W02"), "msoa"),
    **dict.fromkeys(("E04", "W04"), "parish"),
    **dict.fromkeys(("E05", "W05"), "ward"),
    **dict.fromkeys(("E06", "E07", "E08", "E09", "W06"), "district"),
    **dict.fromkeys(("E22", "W14"), "partnership"),
    **dict.fromkeys(("E23", "W15"), "force"),
    **dict.fromkeys(("E92", "W92", "K04"), "country"),
}
ELSEWHERE = {"S": "Scotland", "N": "Northern Ireland"}
CODE = re.compile(r"[A-Z]\d{8}")
SHOWN = 3


@dataclass(frozen=True)
class Coded:
    """The code and name of each feature of a file (None for one to leave out), and its vintage."""

    kind: str
    vintage: str
    codes: tuple[str | None, ...]
    names: tuple[str, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Ask:
    """What is wanted of a file: see `read_boundaries`."""

    areas: Areas
    kind: str | None = None
    force: str | None = None
    anew: bool = False


def coded(features: Features, ask: Ask) -> Coded:
    """The codes of a file's features, carried to those of today.

    Police neighbourhoods are found by the name that their publisher gives them, within the force.
    Raises InputError where no column holds codes, and where none of them is known.
    """
    if published_neighbourhoods(features):
        return _published(features, ask)
    if ask.kind == "neighbourhood":
        return _neighbourhoods(features, ask.areas, ask.force)
    column = _column(features, ask.kind)
    values = features.columns[column]
    found = ask.kind or _commonest_kind(values)
    names = features.columns.get(_name_column(features, column), values)
    digits = re.search(r"(\d{2})_?(?:cd|code)?$", column, re.IGNORECASE)
    own = set(features.columns.get("vintage", ()))  # what we wrote ourselves
    vintage = f"20{digits[1]}" if digits else own.pop() if len(own) == 1 else ""
    codes, findings = _today(values, names, ask, found)
    if not any(codes):
        raise InputError(
            Place(str(features.path), None, column),
            f"codes of a {found} that the tables of areas know",
            _sample(values, names),
        )
    called = tuple(names) if ask.anew else _names_today(codes, names, ask.areas)
    return Coded(found, vintage, codes, called, findings)


def has_codes(features: Features) -> bool:
    """Whether any column holds codes of the ONS."""
    return any(CODE.fullmatch(v) for values in features.columns.values() for v in values)


def published_neighbourhoods(features: Features) -> bool:
    """Whether a file holds police neighbourhoods as `frankpledge fetch` writes them."""
    return set(features.columns) >= {"force", "id", "name"} and not has_codes(features)


def kind_of(features: Features) -> str:
    """The kind of areas that a file holds, by its codes. Raises InputError."""
    return _commonest_kind(features.columns[_column(features, None)])


def _column(features: Features, kind: str | None) -> str:
    """The column with most different codes of the kind; the file's own order settles ties."""
    place = Place(str(features.path))
    counted: dict[str, int] = {}
    for name, values in features.columns.items():
        kinds = {kind} if kind else set(KIND_OF.values())
        fits = {v for v in values if CODE.fullmatch(v) and KIND_OF.get(v[:3]) in kinds}
        if fits:
            counted[name] = len(fits)
    if counted:
        return min(counted, key=lambda name: -counted[name])
    every = [v for values in features.columns.values() for v in values if CODE.fullmatch(v)]
    if every and all(value[0] in ELSEWHERE for value in every):
        raise InputError(place, "areas of England or Wales", f"codes of {ELSEWHERE[every[0][0]]}")
    wanted = "codes of areas" if kind is None else f"codes of a {kind}"
    raise InputError(place, f"a column of {wanted}", ", ".join(features.columns) or "no columns")


def _commonest_kind(values: list[str]) -> str:
    counted = Counter(KIND_OF[v[:3]] for v in values if v[:3] in KIND_OF)
    return counted.most_common(1)[0][0]


def _name_column(features: Features, column: str) -> str:
    """LSOA21NM for LSOA21CD, name for code."""
    for old, new in (("CD", "NM"), ("cd", "nm"), ("code", "name"), ("CODE", "NAME")):
        if column.endswith(old) and (name := column[: -len(old)] + new) in features.columns:
            return name
    return column


def _today(
    values: list[str], names: list[str], ask: Ask, kind: str
) -> tuple[tuple[str | None, ...], tuple[Finding, ...]]:
    known = {area.code for area in ask.areas.of_kind(kind)}
    if not known or ask.anew:  # these boundaries are all that is known of the kind
        return tuple(v if KIND_OF.get(v[:3]) == kind else None for v in values), ()
    former = _former(ask.areas, kind)
    codes: list[str | None] = []
    findings: list[Finding] = []
    strangers: list[str] = []
    for value, name in zip(values, names, strict=True):
        successors = former.get(value, ())
        one = len(successors) == 1
        codes.append(value if value in known else successors[0] if one else None)
        if value in known:
            continue
        if one:
            text = f"{value} ({name}) is now {successors[0]}; its polygon counts as a part of that"
            findings.append(Finding("mapped", value, text))
        elif successors:
            text = f"{value} ({name}) was split into {', '.join(successors)}; left out"
            findings.append(Finding("former", value, text))
        else:
            strangers.append(f"{value} ({name})")
    if strangers:
        findings.append(Finding("unknown", "", _unknown(strangers, kind)))
    return tuple(codes), tuple(findings)


def _unknown(strangers: list[str], kind: str) -> str:
    first = ", ".join(strangers[:SHOWN])
    more = f" and {len(strangers) - SHOWN:,} more" if len(strangers) > SHOWN else ""
    return (
        f"not in the tables of areas, and left out: {first}{more}. Is the {kind} elsewhere, or of "
        "another vintage?"
    )


def _former(areas: Areas, kind: str) -> Mapping[str, tuple[str, ...]]:
    """What became of codes that were given up."""
    if kind == "district":
        return {code: (now,) for code, now in areas.former_districts.items()}
    if kind != "lsoa":
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for change in areas.change_rows:
        if change.lsoa11 != change.lsoa21:
            found[change.lsoa11] = (*found.get(change.lsoa11, ()), change.lsoa21)
    return found


def _names_today(codes: tuple[str | None, ...], names: list[str], areas: Areas) -> tuple[str, ...]:
    return tuple(
        areas.get(code).name if code is not None and code in areas else name
        for code, name in zip(codes, names, strict=True)
    )


def _sample(values: list[str], names: list[str]) -> str:
    return ", ".join(f"{v} ({n})" for v, n in list(zip(values, names, strict=True))[:SHOWN])


def _neighbourhoods(features: Features, areas: Areas, force: str | None) -> Coded:
    """By the publisher's own name or identifier, or by that of the file where it holds one."""
    inside = [a for a in areas.of_kind("neighbourhood") if force in {None, *areas.parents(a.code)}]
    by_key = {key: a for a in inside for key in (search_key(a.name), search_key(a.code))}
    column = next((name for name in ("Name", "name", "id") if name in features.columns), "")
    alone = len(features.shapes) == 1
    values = features.columns.get(column) or [features.path.stem] * len(features.shapes)
    codes: list[str | None] = []
    findings = []
    for value in values:
        keys = [search_key(value), *([search_key(features.path.stem)] if alone else [])]
        area = next((by_key[k] for k in keys if k in by_key), None)
        area = area or next((a for a in inside for k in keys if a.code.endswith(_slug(k))), None)
        codes.append(area.code if area else None)
        if area is None:
            text = f"no police neighbourhood of the tables goes by {value!r}; left out"
            findings.append(Finding("unknown", value, text))
    if not any(codes):
        raise InputError(Place(str(features.path)), "names of police neighbourhoods", values[0])
    names = _names_today(tuple(codes), values, areas)
    return Coded("neighbourhood", "", tuple(codes), names, tuple(findings))


def _published(features: Features, ask: Ask) -> Coded:
    """The publisher's list says which neighbourhoods there are; its ids make their codes."""
    codes: list[str | None] = []
    findings = []
    columns = (features.columns[name] for name in ("force", "id", "name"))
    for slug, key, name in zip(*columns, strict=True):
        code = neighbourhood_code(slug, key)
        ours = ask.force in {None, _force(slug, ask.areas)}
        codes.append(code if ours else None)
        if not ours:
            text = f"{name} is a neighbourhood of {slug}, which is not our force; left out"
            findings.append(Finding("unknown", code, text))
        elif code not in ask.areas:
            text = f"{name} ({code}) is new; boundaries of LSOAs must be given with it to place it"
            findings.append(Finding("unknown", code, text))
    if not any(codes):
        place = Place(str(features.path), field="force")
        raise InputError(place, "neighbourhoods of our force", ", ".join(features.columns["force"]))
    names = tuple(features.columns["name"])
    return Coded("neighbourhood", "", tuple(codes), names, tuple(findings))


def _force(slug: str, areas: Areas) -> str:
    try:
        return areas.force_code(slug)
    except NotFoundError:
        return ""


def _slug(key: str) -> str:
    return "-" + key.replace(" ", "-")
