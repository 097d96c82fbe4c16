"""Every error that Frankpledge raises on purpose.

FrankpledgeError
└── UserError                 shown to a person without a traceback; exit code 2
    ├── InputError            bad data in a file: file, line, column, expectation and value
    │   └── DocumentError     bad field in a document (measure, framework, workspace file)
    ├── NotFoundError         a name that nothing goes by: source, measure, area, file
    ├── FetchError            a publisher's server did not give what was asked
    ├── LakeError             the lake cannot be read or written (disk full, locked, damaged)
    └── ReleaseError          a release cannot be built, or is not what its manifest says
"""

from __future__ import annotations

from dataclasses import dataclass


class FrankpledgeError(Exception):
    """Base of the tree."""


class UserError(FrankpledgeError):
    """A message to a person. Commands print it and exit with code 2."""


@dataclass(frozen=True)
class Place:
    """Where in a file something was found. Lines count from 1; a field is a column or a key."""

    file: str
    line: int | None = None
    field: str | None = None

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        return where if self.field is None else f"{where}, {self.field}"


class InputError(UserError):
    """Bad data, said as place, expectation and value."""

    def __init__(self, place: Place, expected: str, value: object = None) -> None:
        self.place, self.expected, self.value = place, expected, value
        found = "" if value is None else f", found {value!r}"
        super().__init__(f"{place}: expected {expected}{found}")


class DocumentError(InputError):
    """A document of the workspace that breaks its layout."""


class NotFoundError(UserError):
    """A name that nothing goes by. Says what was asked for and, where short, what there is."""


class FetchError(UserError):
    """A download that failed for good, with the address and the reason."""


class LakeError(UserError):
    """The lake cannot be read or written. What was stored is still there."""


class ReleaseError(UserError):
    """A release that cannot be built or does not match its manifest."""
