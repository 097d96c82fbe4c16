"""The libraries that packs need beyond the package itself, all of them in the extra 'packs'."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Final

NONE: Final = "none"
# What writes the bytes of each format; zlib packs the office files, and packs them differently
# from one version to the next.
NEEDED: Final = {
    "pptx": ("python-pptx", "XlsxWriter", "lxml", "zlib"),
    "pdf": ("typst",),
    "xlsx": ("gptables", "XlsxWriter", "zlib"),
    "ods": ("odfpy", "zlib"),
    "html": (),
    "csv": (),
}
INSTALL: Final = "pip install 'frankpledge[packs]'"


def installed(form: str) -> dict[str, str]:
    """The libraries of a format with their versions here; 'none' for one that is not there."""
    return {name: _version(name) for name in NEEDED[form]}


def environment(forms: Iterable[str]) -> dict[str, str]:
    """The libraries of several formats, by name."""
    found = {name: value for form in forms for name, value in installed(form).items()}
    return dict(sorted(found.items()))


def can_make(form: str, libraries: Mapping[str, str]) -> bool:
    """Whether a format can be made with these libraries and versions."""
    return all(libraries.get(name, NONE) != NONE for name in NEEDED[form])


def _version(name: str) -> str:
    if name == "zlib":
        return zlib.ZLIB_RUNTIME_VERSION
    try:
        return version(name)
    except PackageNotFoundError:
        return NONE
