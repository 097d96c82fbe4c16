"""What papers are made from: the results that the site's pages are made from, handed to packs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from frankpledge.measures import load_catalogue, run
from frankpledge.packs.papers import Asked, Known
from frankpledge.releases.gathering.duties import last_day_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from frankpledge.areas import Areas
    from frankpledge.lake import Lake
    from frankpledge.plans import Plan
    from frankpledge.plans.delivery import Judged
    from frankpledge.releases.site.model import Site
    from frankpledge.workspace import Workspace

# A document must have a day, and where no figure has one there is no better.
NEVER = date(2000, 1, 1)


def known_of(site: Site) -> Known:
    """What a site knows of voice and money."""
    workspace, finance, held = site.workspace, site.finance, site.help
    own = workspace.raw.get("site", {})
    return Known(
        body=workspace.body,
        title=workspace.title,
        notice=str(own.get("notice", "")),
        address=workspace.base_url,
        area=workspace.force,
        areas=site.areas,
        day=last_day_of(site.results.newest) or NEVER,
        threshold=workspace.threshold,
        asked=tuple(_asked(site)),
        budgets=finance.budgets,
        findings=finance.findings,
        priorities={name: priority_titles(plan) for name, plan in site.plans.items()},
        steps=finance.steps,
        year=finance.year,
        payments=finance.payments,
        contracts=finance.contracts,
        services=finance.services,
        rows=finance.rows,
        grants=site.grants,
        directory=held.directory if held else None,
        on=held.on if held else None,
    )


def priority_titles(plan: Plan) -> dict[str, str]:
    """The titles of a plan's priorities, by id."""
    return {one.id: one.title for one in plan.priorities}


def _asked(site: Site) -> Iterator[Asked]:
    """Each consultation, with the commitments made because of it as they stand."""
    from frankpledge.releases.site.plans.delivered import status_words

    for told in site.told:
        plan = site.plans.get(told.consultation.head.plan or "")
        yield Asked(told, plan, partial(_judged, site, plan), status_words)


def _judged(site: Site, plan: Plan | None) -> Mapping[str, Judged]:
    from frankpledge.releases.site.plans.standing import Standings

    return {} if plan is None else Standings(site, plan).judged_by_id


def gather_known(
    workspace: Workspace, lake: Lake, areas: Areas, progress: Callable[[int, int, str], None]
) -> Known:
    """The same for a workspace, without a release: every measure is worked out first, because
    promises are judged by their measures, and what is fresh by the newest figures.
    """
    from frankpledge.releases.collect import collect

    catalogue = load_catalogue(workspace.measures_path)
    results = run(catalogue, lake, areas, threshold=workspace.threshold, progress=progress)
    return known_of(collect(workspace, lake, areas, catalogue, results, ""))
