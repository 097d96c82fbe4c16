"""The head of a plan package: what it is, whose it is, which edition, and what it restates."""

# ruff: noqa: RUF009 - said() makes a dataclass field, which the linter cannot see
from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from frankpledge.plans.kinds import Address, AreaCode, Hash, Id, Line, Text, When, said


@dataclass(frozen=True, kw_only=True)
class Span:
    """From when to when a plan runs or a report reports."""

    start: When = said("first date or period", key="from")
    end: When = said("last date or period", key="to")


@dataclass(frozen=True, kw_only=True)
class Edition:
    """Which version of the document this package is. Each edition is a package of its own."""

    id: Line = said("what the document calls it, such as 'draft 1.1'")
    kind: Literal["draft", "consultation", "adopted", "varied"] = said(
        "draft, consultation, adopted (in force; a manifesto or report as published), or varied "
        "(adopted after an earlier adopted edition)"
    )
    date: When | None = said("when it was issued; left out when not known", None)
    follows: Id | None = said("id of the package of the edition before this one", None)
    hash: Hash | None = said("written by 'frankpledge plan adopt'; never by hand", None)
    note: Text | None = said("what is not known about the edition", None)


@dataclass(frozen=True, kw_only=True)
class SourceDocument:
    """A document that the package restates."""

    id: Id = said("name of the document in this package")
    title: Line = said("its title as printed")
    publisher: Line = said("who issued it")
    address: Address = said("where it is published, or 'not published'")
    date: When | None = said("its date, when it has one", None)
    note: Text | None = said("how it came to us, what is missing from it", None)


@dataclass(frozen=True, kw_only=True)
class Head:
    """What the package is."""

    id: Id = said("the name of the package's folder")
    title: Line = said("title as printed")
    kind: Literal[
        "police and crime plan", "community safety plan", "manifesto", "delivery plan", "report"
    ] = said("what sort of document")
    body: Line = said("the local policing body, partnership or party whose document it is")
    areas: tuple[AreaCode, ...] = said("codes of the areas it is for", ())
    period: Span = said("from when to when it runs")
    edition: Edition = said("which version this is")
    sources: tuple[SourceDocument, ...] = said(
        "documents that the package restates; none when the package is itself the original", ()
    )
    reports_on: Id | None = said("for a report: id of the plan package it reports on", None)
    framework: Id | None = said(
        "name of its measures on the scorecard, the same for all editions; the package's own id "
        "when left out. A document that lists no measures itself may name a framework of the "
        "catalogue",
        None,
    )
    note: Text | None = said("what a reader of the package should know", None)
