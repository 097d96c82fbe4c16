"""What the head of the draft can say: title, kind, body, period and edition of the document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frankpledge.errors import UserError
from frankpledge.plans.dates import first_day, last_day
from frankpledge.plans.head import Edition, Head, SourceDocument, Span
from frankpledge.plans.importing import words
from frankpledge.plans.importing.blocks import TextBlock
from frankpledge.plans.importing.cleaning import clean
from frankpledge.plans.importing.outline import title_index
from frankpledge.plans.safety import active

OPEN = "TBC"  # a placeholder that `frankpledge check` finds
_YEARS = re.compile(r"\b(20\d\d)\s?(?:[-–—/]|to)\s?(20\d\d|\d\d)\b")
_MONTHS = re.compile(
    rf"\b({'|'.join(words.MONTHS)})\s*(?:[-–—]|to)\s*({'|'.join(words.MONTHS)})\s+(20\d\d)\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\bPolice(?:, Fire)? and Crime Commissioner for ((?:[A-Z][\w'’-]+|and|the|&)"
    r"(?: (?:[A-Z][\w'’-]+|and|the|&))*)"
)
_PLAN_OF = re.compile(r"^(?:The )?(.+?)(?:['’]s)? Police and Crime Plan\b")
_SAFETY_OF = re.compile(
    r"^(?:The )?(.+?)(?:['’]s)? Community Safety (?:Partnership )?(?:Plan|Strategy)"
)
_VERSION = re.compile(r"\bversion ([\d.]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Told:
    """What the person who imports a document says of it; None for what is to be found in it."""

    body: str | None = None
    kind: str | None = None
    start: str | None = None
    end: str | None = None


def kind_of(blocks: Sequence[TextBlock], told: Told) -> str:
    """What sort of document it is, by its first lines; else a police and crime plan."""
    if told.kind:
        return told.kind
    title = blocks[title_index(blocks)].text
    opening = [title, *(block.text for block in blocks[:25] if len(block.text) <= 120)]
    return next(
        (kind for text in opening for kind, pattern in words.KINDS.items() if pattern.search(text)),
        "police and crime plan",
    )


def head_of(blocks: Sequence[TextBlock], path: Path, name: str, told: Told) -> Head:
    """The head of the draft. Raises UserError when the document does not say its period."""
    title = blocks[title_index(blocks)].text[:200]
    if active(title):
        title = path.stem
    body = told.body or _body(blocks, title)
    start, end = _period(blocks, path, told)
    draft = any(re.search(r"\bdraft\b", block.text, re.I) for block in blocks[:15])
    version = next((m[1] for b in blocks[:15] if (m := _VERSION.search(b.text))), None)
    edition = " ".join(filter(None, ["draft" if draft or version else "as imported", version]))
    kind: Any = kind_of(blocks, told)
    paged = any(block.page for block in blocks)
    return Head(
        id=name,
        title=title,
        kind=kind,
        body=body,
        period=Span(start=start, end=end),
        edition=Edition(
            id=edition, kind="draft", note="Kind, id and date are still to be checked."
        ),
        sources=(
            SourceDocument(
                id="document",
                title=title,
                publisher=body,
                address="not published",
                note=f"Imported from {_file_name(path)}; places count {_counted(path, paged)}.",
            ),
        ),
        note="A first draft, imported and not yet edited: all texts are the document's own words "
        "and are still to be restated. IMPORT.md lists what was not placed.",
    )


def _file_name(path: Path) -> str:
    name = clean(path.name)
    return "a file" if active(name) else name


def _counted(path: Path, paged: bool) -> str:
    if paged:
        return "pages"
    return "paragraphs and table rows" if path.suffix.lower() == ".docx" else "lines of the file"


def _body(blocks: Sequence[TextBlock], title: str) -> str:
    for pattern, body in (
        (_PLAN_OF, "Police and Crime Commissioner for {}"),
        (_SAFETY_OF, "{} Community Safety Partnership"),
    ):
        if match := pattern.match(title):
            return body.format(match[1])
    found = next((m for block in blocks if (m := _BODY.search(block.text))), None)
    return found[0].removesuffix(" and").removesuffix(" the") if found else OPEN


def _period(blocks: Sequence[TextBlock], path: Path, told: Told) -> tuple[str, str]:
    """First and last date of the plan. Never guessed from other years that the text names."""
    found = (None, None) if told.start and told.end else _printed(blocks)
    start, end = told.start or found[0], told.end or found[1]
    if start is None or end is None:
        raise UserError(
            f"{path}: the document does not say in its title from when to when it runs; "
            "say it with --from and --to, such as --from 2022 --to 2025"
        )
    for option, value in (("--from", start), ("--to", end)):
        try:
            last_day(value)
        except ValueError as error:
            raise UserError(
                f"{option}: expected a date or period such as 2022, 2022-05 or 2022-05-31, "
                f"found {value!r}"
            ) from error
    if first_day(start) > last_day(end):
        raise UserError(f"--to: expected a date that is not before {start}, found {end!r}")
    return start, end


def _printed(blocks: Sequence[TextBlock]) -> tuple[str | None, str | None]:
    title = title_index(blocks)
    for block in [blocks[title], *blocks[:15]]:
        if match := _MONTHS.search(block.text):
            first, last = (words.MONTHS.index(match[i].lower()) + 1 for i in (1, 2))
            return f"{match[3]}-{first:02d}", f"{match[3]}-{last:02d}"
        if match := _YEARS.search(block.text):
            last_year = match[2] if len(match[2]) == 4 else match[1][:2] + match[2]
            if match[1] < last_year:
                return match[1], last_year
    return None, None
