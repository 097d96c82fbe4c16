"""A boundary file read, put into degrees, given today's codes, mended and checked."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from frankpledge.areas._model import RANK
from frankpledge.areas.boundaries._codes import (
    Ask,
    Coded,
    coded,
    has_codes,
    kind_of,
    published_neighbourhoods,
)
from frankpledge.areas.boundaries._coordinates import in_degrees
from frankpledge.areas.boundaries._formats import SUFFIXES, Features, read_features
from frankpledge.areas.boundaries._model import WHATS, Boundaries, Finding, Polygons
from frankpledge.areas.boundaries._overlaps import overlaps
from frankpledge.errors import InputError, Place

if TYPE_CHECKING:
    from frankpledge.areas._areas import Areas

__all__ = ["SUFFIXES", "read_boundaries", "sort_files"]

FAR = 0.5  # degrees: more than the width of a large district


def read_boundaries(
    *paths: Path | str,
    areas: Areas,
    kind: str | None = None,
    force: str | None = None,
    anew: bool = False,
) -> Boundaries:
    """The boundaries of areas of one kind, from one file or from several of its parts.

    GeoJSON, TopoJSON, GeoPackage, Shapefile (also zipped), KML or GeoParquet. The kind is told from
    the codes unless `kind` is given; police neighbourhoods have none and need it, and `force` where
    two forces use a name. Polygons of one code are one area. Codes that were given up are carried
    to their successors, and those of areas that the tables do not know are left out; where the
    tables know no area of the kind, or with `anew`, all are kept: the boundaries then say which
    areas there are. What was not as it should be is in `findings`.

    Raises InputError for a file that cannot be read, coordinates in an unknown system, swapped ones
    and those of another country, and a file without codes or with none that is known; UserError for
    a file that is not there or a format whose reader is not installed.
    """
    ask = Ask(areas, kind, force, anew)
    parts = [_part(Path(path), ask) for path in sorted(map(str, paths))]
    kinds = {part.kind for part in parts}
    if len(kinds) != 1:
        raise InputError(Place(str(paths[0])), "areas of one kind", ", ".join(sorted(kinds)))
    return _joined(parts)


def sort_files(paths: Iterable[Path]) -> dict[str, list[Path]]:
    """Files of boundaries by the kind of areas that they hold; the smallest kind first.

    A KML without codes is of police neighbourhoods, and so is what `fetch` brings of them. Raises
    as `read_boundaries`.
    """
    found: dict[str, list[Path]] = {}
    for path in sorted(paths):
        features = read_features(path)
        kml = path.suffix.lower() == ".kml" and not has_codes(features)
        police = kml or published_neighbourhoods(features)
        found.setdefault("neighbourhood" if police else kind_of(features), []).append(path)
    return {kind: found[kind] for kind in sorted(found, key=RANK.__getitem__)}


def _part(path: Path, ask: Ask) -> Boundaries:
    features = read_features(path)
    _only_polygons(features)
    shapes, moved = in_degrees(features)
    codes = coded(features, ask)
    mended, repairs = _mended(shapes, codes.codes)
    found = _grouped(codes, mended, [*moved, *codes.findings, *repairs])
    _where_expected(found, ask.areas, path)
    return found


def _where_expected(found: Boundaries, areas: Areas, path: Path) -> None:
    """Refuse a file most of whose areas lie far from where the tables have them.

    Swapped metres of the grid look like a place in Wales or the North Sea, not like a mistake.
    """
    import shapely

    known = [(i, areas.get(c)) for i, c in enumerate(found.codes) if c in areas]
    points = [(i, a.longitude, a.latitude) for i, a in known if a.longitude is not None]
    if not points:
        return
    rows, x, y = zip(*points, strict=True)
    away = shapely.distance(found.polygons[list(rows)], shapely.points(x, y))
    if (far := int((away > FAR).sum())) > len(points) / 2:
        expected = "areas where the tables have them (are coordinates swapped, or codes wrong?)"
        raise InputError(Place(str(path)), expected, f"{far} of {len(points)} far from there")


def _only_polygons(features: Features) -> None:
    import shapely

    types = {int(t) for t in np.unique(shapely.get_type_id(features.shapes))}
    if others := types - {-1, 3, 6, 7}:
        names = {0: "points", 1: "lines", 2: "lines", 4: "points", 5: "lines"}
        found = ", ".join(sorted({names.get(t, "other shapes") for t in others}))
        raise InputError(Place(str(features.path)), "polygons", found)


def _mended(shapes: Polygons, codes: Iterable[str | None]) -> tuple[Polygons, list[Finding]]:
    """Valid polygons, and what was wrong with those that were not."""
    import shapely

    found, mended = [], shapes.copy()
    valid = shapely.is_valid(shapes)
    empty = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    for index, code in enumerate(codes):
        if code is None:
            continue
        if empty[index]:
            found.append(Finding("empty", code, f"{code} has no polygon"))
        elif not valid[index]:
            reason = shapely.is_valid_reason(shapes[index])
            mended[index] = _polygonal(shapely.make_valid(shapes[index]))
            found.append(Finding("repaired", code, f"{code} had an invalid polygon: {reason}"))
    return mended, found


def _polygonal(shape: Any) -> Any:
    """Only the areas of a shape: mending may leave lines behind."""
    import shapely

    parts = [part for part in shapely.get_parts(shape) if shapely.get_type_id(part) in {3, 6}]
    return shapely.union_all(parts) if parts else shapely.from_wkt("POLYGON EMPTY")


def _grouped(found: Coded, shapes: Polygons, findings: Iterable[Finding]) -> Boundaries:
    """One polygon for each code."""
    import shapely

    groups: dict[str, list[Any]] = {}
    called: dict[str, str] = {}
    for code, name, shape in zip(found.codes, found.names, shapes, strict=True):
        if code is not None and shape is not None and not shapely.is_empty(shape):
            groups.setdefault(code, []).append(shape)
            called.setdefault(code, name)
    order = sorted(groups)
    polygons = np.empty(len(order), dtype=object)
    for index, code in enumerate(order):
        parts = groups[code]
        polygons[index] = parts[0] if len(parts) == 1 else shapely.union_all(parts)
    shapely.prepare(polygons)
    named = tuple(called[code] for code in order)
    return Boundaries(found.kind, found.vintage, tuple(order), named, polygons, tuple(findings))


def _joined(parts: list[Boundaries]) -> Boundaries:
    """Files of one kind as one, with overlaps looked for across them all."""
    codes = tuple(code for part in parts for code in part.codes)
    names = tuple(name for part in parts for name in part.names)
    shapes = np.concatenate([part.polygons for part in parts])
    findings = [finding for part in parts for finding in part.findings]
    vintage = max(part.vintage for part in parts)
    whole = _grouped(Coded(parts[0].kind, vintage, codes, names), shapes, ())
    findings += overlaps(whole)
    findings.sort(key=lambda found: (WHATS.index(found.what), found.code, found.text))
    return Boundaries(
        whole.kind, vintage, whole.codes, whole.names, whole.polygons, tuple(findings)
    )
