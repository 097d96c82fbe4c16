"""Road sites for the site: the ranking, made once, and the table of it as a data file."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from frankpledge import periods
from frankpledge.measures import RankedSite, collision_sites, collision_span, rank_sites
from frankpledge.releases.downloads.csvw import About, Field

if TYPE_CHECKING:
    from frankpledge.lake import Lake
    from frankpledge.releases.site.model import Site
    from frankpledge.workspace import Workspace

SOURCE = "dft-collisions"
YEARS, WORST = 5, 10
PATH = "data/road-sites.csv"
FIELDS = (
    Field("rank", "Place in the list, by the chance to be among the worst", "integer"),
    Field("site", "Road and kilometre square of the National Grid"),
    Field("group", "The roads that it is compared with: class, and urban or rural"),
    Field("collisions", "Collisions with injuries in the years counted", "number"),
    Field("ksi", "Of these fatal or serious, adjusted for changes of recording", "number"),
    Field("usual", "What an average stretch of its group has", "number"),
    Field("estimate", "Long-run count over as many years (empirical Bayes)", "number"),
    Field("lower", "Lower 95 % limit of the estimate", "number"),
    Field("upper", "Upper 95 % limit of the estimate", "number"),
    Field("excess", "Estimate less usual", "number"),
    Field("chance", "Probability of being among the worst by excess", "number"),
    Field("best_rank", "95 % limit of its rank by excess", "integer"),
    Field("worst_rank", "95 % limit of its rank by excess; 1 is worst", "integer"),
    Field("worst", "How many the worst are", "integer"),
    Field("longitude", "Mean longitude of the collisions, in degrees (WGS 84)", "number"),
    Field("latitude", "Mean latitude of the collisions, in degrees (WGS 84)", "number"),
)


@dataclass(frozen=True)
class Roads:
    """The ranked sites of the force area and the months that were counted."""

    first: str
    last: str
    sites: tuple[RankedSite, ...]

    @property
    def words(self) -> str:
        """The span: 'January 2020 to December 2024'."""
        return f"{periods.parse(self.first).words} to {periods.parse(self.last).words}"


def roads_of(workspace: Workspace, lake: Lake) -> Roads | None:
    """The latest five years; None where no collisions are held, or too few to tell apart."""
    span = collision_span(lake, workspace.force, YEARS)
    if span is None:
        return None
    try:
        sites = rank_sites(collision_sites(lake, workspace.force, *span), WORST, listed=True)
    except ValueError:
        sites = []
    return Roads(*span, tuple(sites))


def about(site: Site) -> About:
    """What the file is and where it comes from."""
    held = site.held[SOURCE]
    assert site.roads is not None
    return About(
        title="Road sites",
        description=f"Stretches of road ranked by collisions beyond what is usual on such roads, "
        f"{site.roads.words}.",
        fields=FIELDS,
        key=("site",),
        publisher=held.source.publisher,
        licence=held.source.licence,
        source=held.source.url,
        vintage=max((row["vintage"] for row in held.imports), default=""),
    )


def rows(site: Site) -> list[dict[str, Any]]:
    """The rows of the file, the likeliest of the worst first."""
    assert site.roads is not None
    return [asdict(each) for each in site.roads.sites]
