"""Every error that Frankpledge raises on purpose.

FrankpledgeError
└── UserError                 shown to a person without a traceback; exit code 2
    ├── InputError            bad data in a file: file, line, column, expectation and value
    │   └── DocumentError     bad field in a document (measure, framework, workspace file)
    ├── DocumentsError        documents that cannot be read: all their errors at once
    │   ├── PlanError         a plan package
    │   ├── DeliveryError     documents of delivery, and replies
    │   ├── ReportError       the reports of a workspace
    │   └── CodebookError     the codebook of an open question
    ├── NotFoundError         a name that nothing goes by: source, measure, area, file
    ├── TooFewAnswersError    an open question with too few answers to look for themes
    ├── FetchError            a publisher's server did not give what was asked
    ├── LakeError             the lake cannot be read or written (disk full, locked, damaged)
    └── ReleaseError          a release cannot be built, or is not what its manifest says
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class FrankpledgeError(Exception):
    """Base of the tree."""


class UserError(FrankpledgeError):
    """A message to a person. Commands print it and exit with code 2."""


@dataclass(frozen=True)
class Place:
    """Where in a file something was found. Lines and columns count from 1.

    A field is a column of a table or a key of a document; `column` counts characters in the line.
    """

    file: str
    line: int | None = None
    field: str | None = None
    column: int | None = None

    def __str__(self) -> str:
        steps = (self.file, self.line, None if self.line is None else self.column)
        where = ":".join(str(step) for step in steps if step is not None)
        return where if self.field is None else f"{where}, {self.field}"


class InputError(UserError):
    """Bad data, said as place, expectation and value."""

    def __init__(self, place: Place, expected: str, value: object = None) -> None:
        self.place, self.expected, self.value = place, expected, value
        found = "" if value is None else f", found {value!r}"
        super().__init__(f"{place}: expected {expected}{found}")


class DocumentError(InputError):
    """A document of the workspace that breaks its layout."""


class DocumentsError(UserError):
    """A set of documents that cannot be read. `errors` has every one found, in order of place."""

    what = "the documents"

    def __init__(self, errors: Iterable[InputError]) -> None:
        self.errors = tuple(sorted(errors, key=_in_order))
        count = len(self.errors)
        head = "1 error" if count == 1 else f"{count} errors"
        super().__init__("\n".join([f"{head} in {self.what}", *map(str, self.errors)]))


class PlanError(DocumentsError):
    """A plan package that cannot be read."""

    what = "the plan"


class DeliveryError(DocumentsError):
    """Documents of delivery, or replies, that cannot be read."""

    what = "the documents of delivery"


class ReportError(DocumentsError):
    """Reports that cannot be read: front matter, or figures that name what does not exist."""

    what = "the reports"


class CodebookError(DocumentsError):
    """A codebook that cannot be read: themes, patterns or ids that are not as they should be."""

    what = "the codebook"


def _in_order(error: InputError) -> tuple[str, int, int]:
    return error.place.file, error.place.line or 0, error.place.column or 0


class NotFoundError(UserError):
    """A name that nothing goes by. Says what was asked for and, where short, what there is."""


class TooFewAnswersError(UserError):
    """Themes are not looked for in so few answers. Says how many there are and are needed."""

    def __init__(self, found: int, needed: int) -> None:
        self.found, self.needed = found, needed
        super().__init__(
            f"themes need at least {needed} different answers, found {found}: with so few, a group "
            "may be chance and a person may be known by what they said. Read the answers instead."
        )


class FetchError(UserError):
    """A download that failed for good, with the address and the reason."""


class LakeError(UserError):
    """The lake cannot be read or written. What was stored is still there."""


class ReleaseError(UserError):
    """A release that cannot be built or does not match its manifest."""
