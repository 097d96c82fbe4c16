"""All places that a run knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any

from frankpledge.areas._classes import Profile, alike, profile
from frankpledge.areas._fits import Fit, fit_words, fits
from frankpledge.areas._model import KINDS, RANK, Area, Change, Classified, Force, Share
from frankpledge.areas._names import find_force, search_key
from frankpledge.errors import NotFoundError

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, eq=False)
class Areas:
    """All places that a run knows, with look-ups by code and as Arrow tables.

    Both are built when they are first asked for. Where a code has several vintages, look-ups give
    the latest. `former_districts` gives the district that took over from one that was abolished.
    """

    rows: tuple[Area, ...]
    pairs: tuple[tuple[str, str], ...]
    change_rows: tuple[Change, ...] = ()
    force_rows: tuple[Force, ...] = ()
    share_rows: tuple[Share, ...] = ()
    class_rows: tuple[Classified, ...] = ()
    former_districts: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def table(self) -> pa.Table:
        """Columns of areas.csv, one row for each code and vintage; coordinates may be null."""
        numbers = {"longitude", "latitude"}
        return _arrow([vars(area) for area in self.rows], [f.name for f in fields(Area)], numbers)

    @cached_property
    def membership(self) -> pa.Table:
        """Columns member and area: what lies in what, one step at a time, many to many."""
        rows = [{"member": member, "area": area} for member, area in self.pairs]
        return _arrow(rows, ["member", "area"])

    @cached_property
    def changes(self) -> pa.Table:
        """Columns lsoa11, lsoa21, change and share; the shares of one lsoa11 add up to 1."""
        rows = [vars(change) for change in self.change_rows]
        return _arrow(rows, [f.name for f in fields(Change)], {"share"})

    def get(self, code: str) -> Area:
        """The area with this code. Raises NotFoundError."""
        if area := self._by_code.get(code):
            return area
        raise NotFoundError(f"no area has the code {code!r}")

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def of_kind(self, kind: str) -> tuple[Area, ...]:
        """Every area of a kind, by code. Raises NotFoundError for a kind that does not exist."""
        _check_kind(kind)
        return tuple(area for area in self._by_code.values() if area.kind == kind)

    def children(self, code: str, kind: str) -> tuple[str, ...]:
        """Codes of every area of `kind` below `code`, however deep, in order.

        A district that several partnerships share is below each of them, its wards and LSOAs below
        none (see `members`). Raises NotFoundError.
        """
        _check_kind(kind)
        return tuple(sorted(c for c in self._under(self.get(code)) if self._kind(c) == kind))

    def parents(self, code: str) -> tuple[str, ...]:
        """Codes of every area that contains `code`, the smallest kind first.

        A ward or LSOA of a district that several partnerships share has none of them for a parent,
        because the look-ups do not say which. Raises NotFoundError.
        """
        above = _walk(self._above, self.get(code).code)
        unsure = {p for shared in above & self.shared_districts for p in self._above[shared]}
        above -= {p for p in unsure if self._kind(p) == "partnership"}
        return tuple(sorted(above, key=lambda c: (RANK[self._kind(c)], c)))

    def members(self, kind: str) -> pa.Table:
        """LSOAs below every area of a kind: columns area and lsoa, sorted, each pair once.

        Partnerships that share a district with another one have no rows, because the look-ups do
        not say which LSOAs are whose (see `shared_districts`). For the kind lsoa each LSOA is below
        itself. Raises NotFoundError for a kind that does not exist.
        """
        if kind not in self._members:
            areas = self.of_kind(kind)
            rows = [{"area": area.code, "lsoa": c} for area in areas for c in self._lsoas(area)]
            self._members[kind] = _arrow(rows, ["area", "lsoa"])
        return self._members[kind]

    def districts(self, kind: str) -> pa.Table:
        """Whole districts below every area of a kind: columns area and district, sorted.

        Partnerships that share a district have no rows, as in `members`; kinds smaller than a
        district have none. Raises NotFoundError for a kind that does not exist.
        """
        rows = [
            {"area": area.code, "district": code}
            for area in self.of_kind(kind)
            for code in (
                [area.code] if kind == "district" else self.children(area.code, "district")
            )
            if kind != "partnership" or code not in self.shared_districts
        ]
        return _arrow(rows, ["area", "district"])

    def shares(self, kind: str) -> pa.Table:
        """Which LSOAs lie in every area of a kind, and what part of each.

        Columns area, lsoa, share (null where it is not known), low and high (the least and the most
        that it can be) and basis, sorted. Areas without shares of their own have those of `members`
        with share 1 and basis `whole`. Raises NotFoundError for a kind that does not exist.
        """
        fits = self._fits(kind)
        rows = [
            {**vars(share), "low": share.low, "high": share.high}
            for code in sorted(fits)
            for share in fits[code].shares
        ]
        return _arrow(
            rows, ["area", "lsoa", "share", "low", "high", "basis"], {"share", "low", "high"}
        )

    def fit(self, code: str) -> Fit:
        """What figures for an area rest on. Raises NotFoundError."""
        return self._fits(self.get(code).kind)[code]

    def fit_words(self, code: str) -> str:
        """A sentence that says what figures for an area rest on. Raises NotFoundError."""
        fit = self.fit(code)
        return fit_words(fit, {c: self.get(c).name for c in (code, *fit.others)})

    def profile(self, code: str) -> Profile | None:
        """What sort of place an area is; None where no class of its LSOAs is known.

        Raises NotFoundError.
        """
        return self._profiles(self.get(code).kind)[code]

    def similar(self, code: str) -> tuple[str, ...]:
        """Areas of the same kind, rural-urban class and national fifth of deprivation.

        Codes in order, without `code` itself and without those that have an unknown part of its
        LSOAs, whose figures would be its own again; none where its class is not known. Raises
        NotFoundError.
        """
        found, kind = self.profile(code), self.get(code).kind
        if found is None:
            return ()
        groups, itself = alike(self._profiles(kind)), {code, *self.fit(code).others}
        return tuple(c for c in groups[found.rural_urban_code, found.fifth] if c not in itself)

    @cached_property
    def classes(self) -> dict[str, Classified]:
        """What sort of place each LSOA is, by code."""
        return {found.lsoa: found for found in self.class_rows}

    @cached_property
    def shared_districts(self) -> frozenset[str]:
        """Districts that hold several partnerships, or parts of them."""
        return frozenset(
            code
            for code, above in self._above.items()
            if self._kind(code) == "district"
            and sum(self._kind(a) == "partnership" for a in above) > 1
        )

    def force_code(self, name: str) -> str:
        """The code of a force, from its code, slug or any name that publishers give it.

        Capital letters, '&' for 'and' and punctuation do not matter. Fraud bodies and forces
        without a territory have slugs for codes (`action-fraud`, `btp`). Raises NotFoundError that
        lists close matches.
        """
        return find_force(name, self._force_names)

    def force_name(self, code: str) -> str:
        """The name of a force, also of one that is not an area. Raises NotFoundError."""
        if name := self._force_titles.get(code):
            return name
        raise NotFoundError(f"no force has the code {code!r}")

    def search(self, text: str, limit: int = 20) -> tuple[Area, ...]:
        """Areas with every word of `text` in their names, best first.

        Capital letters and accents do not matter, and a word may be the beginning of a word. The
        code itself is found too. Exact names come first, then names that begin so, then the rest;
        larger kinds before smaller ones.
        """
        wanted = search_key(text)
        found = [
            (rank, -RANK[area.kind], area.name, area.code)
            for area, keys in self._search_keys
            if (rank := _match(wanted, keys)) is not None
        ]
        return tuple(self._by_code[code] for *_, code in sorted(found)[:limit])

    def _lsoas(self, area: Area) -> list[str]:
        if area.kind == "lsoa":
            return [area.code]
        return sorted(code for code in self._under(area) if self._kind(code) == "lsoa")

    def _under(self, area: Area) -> set[str]:
        below = _walk(self._below, area.code)
        if area.kind == "partnership" and below & self.shared_districts:
            return {code for code in below if self._kind(code) == "district"}
        return below

    def _kind(self, code: str) -> str:
        return self._by_code[code].kind

    def _fits(self, kind: str) -> dict[str, Fit]:
        if kind not in self._fits_by_kind:
            of_area = self._share_groups
            parts: dict[str, list[Share]] = {a.code: [] for a in self.of_kind(kind)}
            for row in self.members(kind).to_pylist():
                if row["area"] not in of_area:
                    parts[row["area"]].append(Share(row["lsoa"], row["area"], 1.0, "whole"))
            named = {code: of_area.get(code, found) for code, found in parts.items()}
            self._fits_by_kind[kind] = fits(kind, named)
        return self._fits_by_kind[kind]

    def _profiles(self, kind: str) -> dict[str, Profile | None]:
        if kind not in self._profiles_by_kind:
            self._profiles_by_kind[kind] = {
                code: profile(code, fit.shares, self.classes)
                for code, fit in self._fits(kind).items()
            }
        return self._profiles_by_kind[kind]

    @cached_property
    def _share_groups(self) -> dict[str, list[Share]]:
        groups: dict[str, list[Share]] = defaultdict(list)
        for share in self.share_rows:
            groups[share.area].append(share)
        return dict(groups)

    @cached_property
    def _fits_by_kind(self) -> dict[str, dict[str, Fit]]:
        return {}

    @cached_property
    def _profiles_by_kind(self) -> dict[str, dict[str, Profile | None]]:
        return {}

    @cached_property
    def _members(self) -> dict[str, pa.Table]:
        """What `members` has answered: for a whole country an answer takes a while."""
        return {}

    @cached_property
    def _by_code(self) -> dict[str, Area]:
        return {area.code: area for area in sorted(self.rows, key=lambda a: (a.code, a.vintage))}

    @cached_property
    def _above(self) -> dict[str, list[str]]:
        return _grouped(self.pairs)

    @cached_property
    def _below(self) -> dict[str, list[str]]:
        return _grouped((area, member) for member, area in self.pairs)

    @cached_property
    def _force_names(self) -> dict[str, tuple[str, str]]:
        named = [(name, force.code) for force in self.force_rows for name in force.names]
        named += [(area.name, area.code) for area in self.of_kind("force")]
        return {search_key(name): (name, code) for name, code in named}

    @cached_property
    def _force_titles(self) -> dict[str, str]:
        own = {area.code: area.name for area in self.of_kind("force")}
        return own | {f.code: f.police_uk_name or f.home_office_name for f in self.force_rows}

    @cached_property
    def _search_keys(self) -> list[tuple[Area, tuple[str, ...]]]:
        return [
            (area, tuple(search_key(text) for text in _called(area)))
            for area in self._by_code.values()
        ]


def _called(area: Area) -> tuple[str, ...]:
    # The code of a police neighbourhood begins with its force's name, which would find them all.
    names = (area.name, area.local_name)
    return names if area.kind == "neighbourhood" else (*names, area.code)


def _check_kind(kind: str) -> None:
    if kind not in RANK:
        raise NotFoundError(f"no such kind of area: {kind!r} (there are {', '.join(KINDS)})")


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return dict(groups)


def _arrow(
    rows: list[dict[str, Any]], columns: list[str], numbers: Collection[str] = ()
) -> pa.Table:
    import pyarrow as pa

    types = [pa.float64() if column in numbers else pa.string() for column in columns]
    arrays = [
        pa.array([row[column] for row in rows], kind)
        for column, kind in zip(columns, types, strict=True)
    ]
    return pa.table(arrays, names=columns)


def _walk(edges: dict[str, list[str]], start: str) -> set[str]:
    """Everything that can be reached from `start`, without `start` itself."""
    seen: set[str] = set()
    stack = list(edges.get(start, ()))
    while stack:
        code = stack.pop()
        if code not in seen and code != start:
            seen.add(code)
            stack.extend(edges.get(code, ()))
    return seen


def _match(wanted: str, keys: tuple[str, ...]) -> int | None:
    """0 for the whole name, 1 for its beginning, 2 for words of it, None for no match."""
    if not wanted:
        return None
    if wanted in keys:
        return 0
    if any(key.startswith(wanted) for key in keys):
        return 1
    words = [f" {word}" for word in wanted.split()]
    together = " " + " ".join(keys)
    return 2 if all(word in together for word in words) else None
