"""What a map of hot spots says, in sentences chosen by the statistics; and what it cannot say."""

from __future__ import annotations

from frankpledge import statistics as st
from frankpledge.measures import words
from frankpledge.measures.hotspots.finding import SURE, HotSpotMap, Lasting, Repeats
from frankpledge.measures.hotspots.ground import Ground
from frankpledge.measures.hotspots.question import MAPPED, UNMAPPED, Window

CANNOT = (
    "Every record was moved to the nearest of a fixed list of map points, each of which stands for "
    "eight addresses or more, or for none. No address can be told from this, and repeats at one "
    "point need not be repeats at one place.",
    "The figures give months, not days or hours. Nothing can be said about the time of day, nor "
    "whether one crime was soon followed by another next door: near repeats are not looked for.",
    "This shows where records lay, not where they will lie, and not why. Where many people come to "
    "shop, work or go out, more is recorded; that makes no place dangerous for each of them.",
    "Violence and sexual offences are not on these maps. The publisher puts sexual offences and "
    "domestic abuse into that type, and these are never shown below a district by themselves. The "
    "page of a place gives the whole type, as the publisher does.",
)


def kinds(types: tuple[str, ...]) -> str:
    """What was counted: 'burglary', 'burglary and robbery', 'all types that are mapped'."""
    if types == MAPPED:
        return "all types that are mapped"
    named = [name[0].lower() + name[1:] for name in types]
    return " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)


def unit(ground: Ground, count: int = 2) -> str:
    """'cells', 'neighbourhood'."""
    one = "cell" if ground.basis == "points" else "neighbourhood"
    return one if count == 1 else f"{one}s"


def finding(found: HotSpotMap) -> str:
    """The answer first: does anything stand out, how much of it all, and where most."""
    if not found.total:
        return f"Nothing was recorded in the {found.ground.window.words}."
    hot = sum(found.tally[heat] for heat in SURE)
    tested = len(found.counts)
    if not hot:
        return (
            f"No place stands out. Of {words.number(tested)} {unit(found.ground)} none has, with "
            "its neighbours, more than chance would make of so many tests."
        )
    inside = sum(cluster.count for cluster in found.clusters)
    verb = "stands" if hot == 1 else "stand"
    return (
        f"{words.number(hot)} of {words.number(tested)} {unit(found.ground, tested)} {verb} out. "
        f"Together they hold {_share(inside, found.total)} of the {words.number(found.total)} "
        f"records of the {found.ground.window.words}. {_clusters(found)}"
    )


def _clusters(found: HotSpotMap) -> str:
    first = found.clusters[0]
    place = found.ground.names[first.units[0]]
    count = len(found.clusters)
    if count == 1:
        return f"They lie together, around {place}."
    size = len(first.units)
    return (
        f"They make {count} clusters; the one with most records is around {place} "
        f"({size} {unit(found.ground, size)}, {_share(first.count, found.total)} of all records)."
    )


def concentration(found: HotSpotMap) -> str:
    """How unevenly records lie: in how few units half of them are."""
    if not found.total:
        return ""
    half, tested = found.half, len(found.counts)
    return (
        f"Half of all records lie in {words.number(half)} of {words.number(tested)} "
        f"{unit(found.ground)} ({_share(half, tested)})."
    )


def lasted(found: HotSpotMap, compared: Lasting, earlier: Window) -> str:
    """Whether what stands out is lasting or new, and what that is worth knowing for."""
    if not found.clusters and not compared.gone:
        return ""
    total, stayed = len(compared.clusters), sum(compared.clusters)
    told = ""
    if total == stayed == 1:
        told = f"It stood out in the {earlier.words} too. "
    elif total:
        told = f"{_of(stayed, total)} stood out in the {earlier.words} too. "
    if compared.gone:
        count = len(compared.gone)
        told += (
            f"{words.number(count)} that stood out then {'does' if count == 1 else 'do'} not now. "
        )
    if stayed:
        told += (
            "What stays from year to year needs a lasting answer; what is new may pass by itself."
        )
    return told.strip()


def _of(part: int, whole: int) -> str:
    if part == whole:
        return f"All {words.number(whole)} clusters"
    if not part:
        return "None of the clusters"
    return f"{words.number(part)} of the {words.number(whole)} clusters"


def caution(found: HotSpotMap) -> str:
    """What the verdicts rest on, in a sentence or three."""
    ground = found.ground
    if ground.basis == "points":
        how = (
            f"Each cell is a hexagon {words.number(ground.pitch or 0)} metres across; it is judged "
            "together with the cells around it. Cells are alike in size and not in people, so "
            "towns stand out from the country."
        )
    else:
        how = (
            "No map points are held here, so whole neighbourhoods (LSOAs, some 1,500 people each) "
            f"are judged, each together with the {ground.neighbours} nearest to it."
        )
    gaps = len(ground.window.missing)
    missing = (
        f" {gaps} of {gaps + len(ground.window.used)} months have no complete data and are left "
        "out: missing, not low."
        if gaps
        else ""
    )
    left_out = f" {UNMAPPED} are left out." if found.types == MAPPED else ""
    return (
        f"{how} With {words.number(len(found.counts))} tests some would stand out by chance alone; "
        f"the verdicts allow for that.{missing}{left_out}"
    )


def repeated(found: Repeats) -> str:
    """How much of everything lies at how few map points."""
    if not len(found.places):
        return f"No map point has more than one record in the {found.ground.window.words}."
    many = found.count >= 12
    steady = int((found.months >= 6).sum())
    points = f"{words.number(len(found.places))} of {words.number(found.known)} map points"
    told = (
        f"{points} have two records or more in the {found.ground.window.words}; together they hold "
        f"{_share(float(found.count.sum()), found.total)} of all."
    )
    if many.any():
        told += (
            f" {words.number(int(many.sum()))} of them have twelve or more, "
            f"{_share(float(found.count[many].sum()), found.total)} of all."
        )
    if steady:
        told += f" At {words.number(steady)} something was recorded in six months or more."
    return told


def _share(part: float, whole: float) -> str:
    percent = 100 * part / whole
    if 0 < percent < 1:
        return "under 1 %"
    return f"{words.number(percent)} %"


def cold(found: HotSpotMap) -> str:
    """Cold places in a sentence; '' where there is none."""
    count = sum(found.tally[h] for h in (st.Heat.COLD_99, st.Heat.COLD_95))
    if not count:
        return ""
    verb = "has" if count == 1 else "have"
    return (
        f"{words.number(count)} {unit(found.ground, count)} {verb}, with the neighbours, less than "
        "elsewhere."
    )
