"""A body's own files: the folder with frankpledge.toml, and what that file says."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from frankpledge.errors import DocumentError, NotFoundError, Place

FILE = "frankpledge.toml"


@dataclass(frozen=True)
class Workspace:
    """Who we are, and where documents, data and releases live.

    `frameworks` are the ids of the frameworks on the scorecard, in order; the first is the body's
    own plan. `base_url` is where releases are published, without a slash at its end; it may be
    empty. `threshold` is the smallest internal count that is published as it is.
    """

    root: Path
    body: str
    body_kind: str
    force: str
    frameworks: tuple[str, ...]
    title: str
    contact: str = ""
    base_url: str = ""
    data: Path = Path("data")
    releases: Path = Path("releases")
    engine: str = "duckdb"
    score_rule: str = "1"
    threshold: int = 5
    raw: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def data_path(self) -> Path:
        """Folder of the lake."""
        return self.root / self.data

    @property
    def releases_path(self) -> Path:
        """Folder of the releases."""
        return self.root / self.releases

    @property
    def measures_path(self) -> Path:
        """Folder of the body's own measure and framework documents."""
        return self.root / "measures"

    @property
    def plans_path(self) -> Path:
        """Folder of the plan packages."""
        return self.root / "plans"

    @property
    def duties_path(self) -> Path:
        """Folder of more facts about the law's clocks, and of the body's own rules."""
        return self.root / "duties"

    @property
    def areas_path(self) -> Path:
        """Folder of the area tables that the package does not ship."""
        return self.root / "areas"

    @property
    def returns_path(self) -> Path:
        """Folder of the figures that the body supplies itself."""
        return self.root / "returns"

    @property
    def figures_path(self) -> Path:
        """Folder of tables of published figures kept with the workspace."""
        return self.root / "figures"


def find_workspace(start: Path) -> Workspace:
    """Read the workspace at `start` or the nearest folder above it.

    Raises NotFoundError when there is none, DocumentError for a field that is missing or wrong.
    """
    for folder in [start.resolve(), *start.resolve().parents]:
        if (folder / FILE).is_file():
            return read_workspace(folder / FILE)
    raise NotFoundError(f"{start}: no {FILE} here or above; 'frankpledge init DIR' makes one")


def read_workspace(path: Path) -> Workspace:
    """Read one frankpledge.toml. Raises NotFoundError without it, DocumentError by field."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise NotFoundError(f"{path.parent}: no {FILE} here") from error
    except tomllib.TOMLDecodeError as error:
        raise DocumentError(Place(str(path)), "a TOML file", str(error)) from error
    reader = _Reader(path, raw)
    site, data = raw.get("site", {}), raw.get("data", {})
    return Workspace(
        root=path.parent,
        body=reader.text("body", "name"),
        body_kind=reader.text("body", "kind"),
        force=reader.text("body", "force"),
        frameworks=tuple(reader.texts("scorecard", "frameworks")),
        title=reader.text("site", "title"),
        contact=str(site.get("contact", "")),
        base_url=str(site.get("base_url", "")).rstrip("/"),
        data=Path(data.get("lake", "data")),
        releases=Path(data.get("releases", "releases")),
        engine=str(data.get("engine", "duckdb")),
        score_rule=str(raw.get("scorecard", {}).get("rule", "1")),
        threshold=int(raw.get("disclosure", {}).get("threshold", 5)),
        raw=raw,
    )


@dataclass(frozen=True)
class _Reader:
    path: Path
    raw: dict[str, Any]

    def _get(self, table: str, key: str) -> Any:
        value = self.raw.get(table, {}).get(key)
        if value is None:
            raise DocumentError(Place(str(self.path), field=f"{table}.{key}"), "a value")
        return value

    def text(self, table: str, key: str) -> str:
        value = self._get(table, key)
        if not isinstance(value, str) or not value.strip():
            raise DocumentError(Place(str(self.path), field=f"{table}.{key}"), "a text", value)
        return value

    def texts(self, table: str, key: str) -> list[str]:
        value = self._get(table, key)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise DocumentError(Place(str(self.path), field=f"{table}.{key}"), "texts", value)
        return value
