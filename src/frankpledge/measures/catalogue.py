"""The catalogue that the package ships, and the workspace's own documents beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol, TypeVar

from frankpledge.errors import DocumentError, Place
from frankpledge.measures.definition import Catalogue, Framework
from frankpledge.measures.documents import read_framework, read_measure

SHIPPED = Path(__file__).parent / "catalogue"


class _Named(Protocol):
    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=_Named)


def load_catalogue(*folders: Path) -> Catalogue:
    """Read the shipped catalogue and the `measures` folders of workspaces.

    A workspace folder holds measures as *.yaml and frameworks below frameworks/. A workspace may
    not redefine a shipped measure: two definitions under one name would make its figures
    untraceable. Raises DocumentError that names file, line and field.
    """
    homes = [SHIPPED / "measures", *folders]
    lists = [SHIPPED / "frameworks", *(folder / "frameworks" for folder in folders)]
    measures = _by_id([path for home in homes for path in _yaml(home)], read_measure)
    frameworks = _by_id([path for home in lists for path in _yaml(home)], read_framework)
    for framework in frameworks.values():
        _known(framework, set(measures))
    return Catalogue(measures, frameworks)


def _yaml(folder: Path) -> Iterator[Path]:
    return iter(sorted(folder.glob("*.yaml")))


def _by_id(paths: list[Path], read: Callable[[Path], N]) -> dict[str, N]:
    found: dict[str, tuple[N, Path]] = {}
    for path in paths:
        document = read(path)
        if document.id in found:
            first = found[document.id][1]
            raise DocumentError(
                Place(str(path), 1, "id"), f"an id not used by {first}", document.id
            )
        found[document.id] = document, path
    return {name: document for name, (document, _) in sorted(found.items())}


def _known(framework: Framework, measures: set[str]) -> None:
    for unknown in sorted(set(framework.measures) - measures):
        place = Place(f"{framework.id}.yaml", field="groups.measures")
        raise DocumentError(place, "the id of a measure in the catalogue or the workspace", unknown)
