"""What the law asks a report of a kind to hold, and a first draft that holds it.

A statement on the national priorities says for each of them what the force contributed, whether it
applies to the area, and why (the Elected Local Policing Bodies (Specified Information) Order 2011,
Schedule, paragraph 7A, added in 2021). A strategic assessment analyses levels and patterns of
crime, changes since the last one and why they happened, what people think, and what the priorities
should be (the Crime and Disorder (Formulation and Implementation of Strategy) Regulations 2007).
Both are read here as headings, by their first words.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from frankpledge.claims.blocks import Heading, read_blocks
from frankpledge.claims.head import KINDS, date_words, is_date, read_head
from frankpledge.claims.marking import Marked
from frankpledge.errors import NotFoundError, UserError
from frankpledge.measures import Catalogue, Framework
from frankpledge.plans import Located
from frankpledge.plans.checks import Hit

CODE = "FP702"
NATIONAL = "ncpm-2021"
PARTS = ("Contribution", "Applicability", "Explanation")
ASSESSMENT = {
    "Levels": "how much crime and disorder there is, and how much misuse of drugs and alcohol",
    "Patterns": "where, when and to whom",
    "Changes": "since the last assessment",
    "Why": "what is behind the changes, as far as it is known",
    "Views": "what people who live and work in the area think",
    "Priorities": "what the partnership should do, and how it was decided: the scoring matrix",
}


def missing_contents(path: Path, marked: Marked, catalogue: Catalogue) -> Iterator[Hit]:
    """FP702: sections that a report of this kind must have and has not."""
    head, _ = read_head(path, marked)
    if head is None:
        return
    blocks = read_blocks(marked.prose[marked.begin :])
    found = [
        (block.level, "".join(run.text for run in block.runs).strip())
        for block in blocks
        if isinstance(block, Heading)
    ]
    for what in _missing(head.kind, found, catalogue):
        message = f"a section that begins with '{what}' is missing from this {KINDS[head.kind]}"
        yield Hit(CODE, message, Located(str(path), 1, 1))


def _missing(kind: str, found: list[tuple[int, str]], catalogue: Catalogue) -> Iterator[str]:
    if kind == "assessment":
        yield from (word for word in ASSESSMENT if not _begun(word, [t for _, t in found]))
    if kind == "statement" and NATIONAL in catalogue.frameworks:
        for group in catalogue.frameworks[NATIONAL].groups:
            inside = _below(group.title, found)
            if inside is None:
                yield group.title
            else:
                missing = (part for part in PARTS if not _begun(part, inside))
                yield from (f"{part}' below '{group.title}" for part in missing)


def _begun(word: str, headings: list[str]) -> bool:
    return any(text.lower().startswith(word.lower()) for text in headings)


def _below(title: str, found: list[tuple[int, str]]) -> list[str] | None:
    """The headings below the one so called; None where there is none."""
    for place, (level, text) in enumerate(found):
        if text.lower().startswith(title.lower()):
            rest = found[place + 1 :]
            ends = [i for i, (deeper, _) in enumerate(rest) if deeper <= level]
            return [name for _, name in rest[: ends[0] if ends else len(rest)]]
    return None


def starter(kind: str, date: str, catalogue: Catalogue, framework: Framework) -> str:
    """A first draft of a report of a kind, with its figures bound and its gaps marked.

    `framework` is the body's own, for reports that go by it. Raises NotFoundError for a kind that
    does not exist and UserError for a date that is none.
    """
    if kind not in KINDS:
        raise NotFoundError(f"no kind of report called {kind!r}; there is {', '.join(KINDS)}")
    if not is_date(date):
        raise UserError(f"expected a day or a month such as 2024-03-31 or 2024-03, found {date!r}")
    lines = [f"---\ntitle: {KINDS[kind]}, {date_words(date)}\nkind: {kind}\ndate: {date}\n---\n"]
    if kind == "statement":
        for group in catalogue.frameworks[NATIONAL].groups:
            lines += [f"## {group.title}\n", _card(NATIONAL, group.id)]
            lines += [f"### {part}\n\nINSERT\n" for part in PARTS]
    elif kind == "assessment":
        for word, what in ASSESSMENT.items():
            lines += [f"## {word}\n\nINSERT: {what}\n"]
            lines += [_card(framework.id)] if word in {"Levels", "Priorities"} else []
    else:
        lines.append("INSERT: what changed, what did not, what is not known\n")
        for group in framework.groups:
            lines += [f"## {group.title}\n\nINSERT\n", _card(framework.id, group.id)]
    return "\n".join(lines)


def _card(framework: str, group: str = "") -> str:
    named = f" group {group}" if group else ""
    return f"{{{{ scorecard {framework}{named} }}}}\n"
