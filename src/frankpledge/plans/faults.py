"""What a reader keeps while it reads a package: errors, places, ids and references."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ruamel.yaml.nodes import Node

from frankpledge.errors import DocumentError, InputError, Place
from frankpledge.plans.kinds import Kind, Ref
from frankpledge.plans.plan import Located, Trail


@dataclass(frozen=True)
class Reference:
    """A reference found in a file: who refers, by which field, to what."""

    owner: str
    field: str
    target: str
    ref: Ref
    at: Located


@dataclass
class Found:
    """All that a reader finds, errors included; nothing stops at the first."""

    folder: Path
    errors: list[InputError] = field(default_factory=list)
    ids: dict[str, tuple[str, Located]] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)
    catalogued: list[tuple[Kind, str, Located]] = field(default_factory=list)
    keys: dict[Trail, Located] = field(default_factory=dict)
    spans: dict[Trail, tuple[str, int, int]] = field(default_factory=dict)
    placeless: list[tuple[Located, str]] = field(default_factory=list)
    undocumented: list[Located] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)

    def located(self, file: str, node: Node) -> Located:
        """Where a node begins."""
        mark = node.start_mark
        return Located(str(self.folder / file), mark.line + 1, mark.column + 1)

    def error(
        self, at: Located, expected: str, value: object = None, *, name: str | None = None
    ) -> None:
        """Keep an error for the report at the end."""
        place = Place(at.file, at.line, name or None, at.column)
        self.errors.append(DocumentError(place, expected, value))
