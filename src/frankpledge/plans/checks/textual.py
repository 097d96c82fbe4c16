"""The checks of text, by code."""

from __future__ import annotations

from collections.abc import Iterator

from frankpledge.plans.checks.acronyms import acronyms
from frankpledge.plans.checks.endings import cut_off
from frankpledge.plans.checks.finding import Hit
from frankpledge.plans.checks.links import dead_links
from frankpledge.plans.checks.options import Options
from frankpledge.plans.checks.passages import Document
from frankpledge.plans.checks.placeholders import CODES, announced_figures, placeholders
from frankpledge.plans.checks.reading import hard_to_read
from frankpledge.plans.plan import Plan

TEXT_CODES = (*CODES, "FP106", "FP107", "FP108", "FP111", "FP112")


def text_hits(code: str, document: Document, plan: Plan | None, options: Options) -> Iterator[Hit]:
    """What one of TEXT_CODES finds; `plan` is the package that the document is made of, if any."""
    match code:
        case "FP106":
            return dead_links(document, plan)
        case "FP107":
            return cut_off(document)
        case "FP108":
            return announced_figures(document)
        case "FP111":
            return acronyms(document)
        case "FP112":
            return hard_to_read(document, options.reading_age)
        case _:
            return placeholders(document, code)
