"""Running the checks: over a package, or over a plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from frankpledge.measures import Catalogue
from frankpledge.plans.checks import commitments, contents, likeness, measuring, suppress, timing
from frankpledge.plans.checks.context import Context
from frankpledge.plans.checks.facts import Facts
from frankpledge.plans.checks.finding import Finding, Hit
from frankpledge.plans.checks.options import Options
from frankpledge.plans.checks.passages import Document
from frankpledge.plans.checks.placeholders import CODES
from frankpledge.plans.checks.plaintext import plain_document, read_text
from frankpledge.plans.checks.rule import Rule
from frankpledge.plans.checks.textual import TEXT_CODES, text_hits
from frankpledge.plans.plan import Plan

PlanCheck = Callable[[Context], Iterator[Hit]]

PLAN_CHECKS: dict[str, PlanCheck] = {
    "FP201": commitments.without_measure,
    "FP202": commitments.without_lead,
    "FP203": commitments.without_date,
    "FP204": commitments.uncheckable,
    "FP205": likeness.duplicated,
    "FP206": likeness.contradictory,
    "FP301": measuring.priority_without,
    "FP302": measuring.without_source,
    "FP303": measuring.without_baseline,
    "FP304": measuring.without_direction,
    "FP305": measuring.without_data,
    "FP306": measuring.already_met,
    "FP307": measuring.out_of_reach,
    "FP308": measuring.only_lagging,
    "FP309": measuring.unmoved,
    "FP401": contents.missing,
    "FP402": contents.unfinished,
    "FP403": contents.threats,
    "FP501": timing.commitments_outside,
    "FP502": timing.targets_outside,
    "FP503": timing.edition_late,
}
# What a quotation shows and its restatement may speak of again.
SAID_ONCE = (*CODES, "FP106", "FP107")
DEFAULT = Options()


def check_plan(
    plan: Plan,
    catalogue: Catalogue | None = None,
    facts: Facts | None = None,
    options: Options = DEFAULT,
) -> list[Finding]:
    """All findings on a plan package, in order of place.

    Rules that need a catalogue or figures are left out without them; `left_out` says which.
    """
    context = Context(plan, catalogue, facts)
    absent = {rule.code for rule in left_out(catalogue, facts, options)}
    ran = [r.code for r in options.rules if r.code not in absent and not r.reports]
    hits = [
        *_once(_text_hits(context.document, plan, options, ran)),
        *(hit for code in ran if code in PLAN_CHECKS for hit in PLAN_CHECKS[code](context)),
    ]
    return _findings(hits, suppress.plan_suppressions(plan), ran, options)


def check_text(path: Path, options: Options = DEFAULT) -> list[Finding]:
    """All findings on a plain text or Markdown file, in order of place.

    Raises NotFoundError without such a file, InputError when it is not UTF-8, UserError over 5 MB.
    """
    text = read_text(path)
    document = plain_document(text, str(path))
    ran = [rule.code for rule in options.rules if rule.plain]
    hits = list(_text_hits(document, None, options, ran))
    return _findings(hits, suppress.text_suppressions(text, str(path)), ran, options)


def check_written(
    source: str, prose: str, file: str, hits: Iterable[Hit], options: Options = DEFAULT
) -> list[Finding]:
    """All findings on a report, in order of place.

    `prose` is the text that the rules on texts are run on: `source` with spaces in place of its
    figures, code and comments. `hits` are those of the rules on reports.
    """
    ran = [rule.code for rule in options.rules if rule.plain or rule.reports]
    found = [*_text_hits(plain_document(prose, file), None, options, ran), *hits]
    return _findings(found, suppress.text_suppressions(source, file), ran, options)


def left_out(
    catalogue: Catalogue | None, facts: Facts | None, options: Options = DEFAULT
) -> list[Rule]:
    """The wanted rules that cannot be run on what is at hand."""
    at_hand = {"": True, "catalogue": catalogue is not None}
    at_hand["lake"] = catalogue is not None and facts is not None
    return [rule for rule in options.rules if not at_hand[rule.needs]]


def _text_hits(
    document: Document, plan: Plan | None, options: Options, ran: Iterable[str]
) -> Iterator[Hit]:
    for code in ran:
        if code in TEXT_CODES:
            yield from text_hits(code, document, plan, options)


def _once(hits: Iterable[Hit]) -> list[Hit]:
    """Hits without those on a restatement that only repeat what was found in the quotation."""
    hits = list(hits)
    quoted = {(hit.code, hit.owner) for hit in hits if hit.quoted}
    return [
        hit
        for hit in hits
        if hit.quoted or hit.code not in SAID_ONCE or (hit.code, hit.owner) not in quoted
    ]


def _findings(
    hits: Iterable[Hit],
    suppressions: Iterable[suppress.Suppression],
    ran: list[str],
    options: Options,
) -> list[Finding]:
    left = suppress.apply(hits, suppressions, ran)
    return sorted({hit.finding for hit in left if options.wants(hit.code)})
