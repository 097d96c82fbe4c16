"""The shape of the model: what each class holds, worked out from its annotations.

Reader, writer, JSON Schema and documentation all go by it, so that they cannot disagree.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, is_dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from frankpledge.plans.kinds import Kind, Ref


def words_for(name: str) -> str:
    """The name of a class as people say it: 'delivery plan' for DeliveryPlan."""
    letters = (f" {letter.lower()}" if letter.isupper() else letter for letter in name)
    return "".join(letters).strip()


@dataclass(frozen=True)
class Choice:
    """One of a few texts."""

    values: tuple[str, ...]


@dataclass(frozen=True)
class Plain:
    """A number (`float`), a count from 1 (`int`) or a yes or no (`bool`)."""

    type: type


@dataclass(frozen=True)
class Listing:
    """A list of values of one shape."""

    item: Shape


@dataclass(frozen=True)
class FieldShape:
    """One field: its name in Python, its key in the file, what it holds and says."""

    name: str
    key: str
    shape: Shape
    required: bool
    doc: str


@dataclass(frozen=True)
class Record:
    """A mapping of fields, read into a class."""

    cls: type
    fields: dict[str, FieldShape]

    @property
    def named(self) -> bool:
        """Whether it is an element: something with an id that others may refer to."""
        # A head's id is that of the package, an edition's is the document's own word for it.
        name = self.cls.__name__
        return "id" in self.fields and not name.endswith(("Head", "Edition"))


Shape = Kind | Ref | Choice | Plain | Listing | Record


def record(cls: type[Any]) -> Record:
    """The shape of a class of the model, its fields by key and in order."""
    if cls not in _known:
        _known[cls] = _record(cls)
    return _known[cls]


_known: dict[Any, Record] = {}


def _record(cls: Any) -> Record:
    hints = get_type_hints(cls, include_extras=True)
    found = {}
    for part in dataclasses.fields(cls):
        if "doc" not in part.metadata:
            continue
        key = part.metadata["key"] or part.name
        required = part.default is dataclasses.MISSING
        shape = _shape(hints[part.name])
        found[key] = FieldShape(part.name, key, shape, required, part.metadata["doc"])
    return Record(cls, found)


def _shape(hint: Any) -> Shape:
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _shape(next(arg for arg in args if arg is not NoneType))
    if origin is Annotated:
        shape: Shape = args[1]
        return shape
    if origin is Literal:
        return Choice(args)
    if origin is tuple:
        return Listing(_shape(args[0]))
    return record(hint) if isinstance(hint, type) and is_dataclass(hint) else Plain(hint)
