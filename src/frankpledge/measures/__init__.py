"""Measures: definitions, series, assessments and scores.

`load_catalogue` reads the documents; `run` evaluates, assesses and scores them; `evaluate` and
`assess` do one measure; `words` says what was found.
"""

from frankpledge.measures import charting, hotspots, words
from frankpledge.measures.assessing import Assessments, Chart, Compared, Peers, assess, compare
from frankpledge.measures.catalogue import load_catalogue
from frankpledge.measures.definition import (
    Baseline,
    Catalogue,
    Framework,
    Group,
    Listed,
    Measure,
    Target,
)
from frankpledge.measures.evaluating import evaluate, returns
from frankpledge.measures.results import Result, Results, assess_all, run
from frankpledge.measures.roads import (
    SITE_FIELDS,
    RankedSite,
    RoadSite,
    collision_sites,
    collision_span,
    rank_sites,
)
from frankpledge.measures.rows import FIELDS, assessment_row, assessment_rows
from frankpledge.measures.scoring import (
    PARTS,
    RULE,
    GroupScore,
    Score,
    score,
    score_group,
    score_parts,
)
from frankpledge.measures.series import STATUS, SUPPRESSED, Series, Window, window
from frankpledge.measures.supplied import supplied_rows

__all__ = [
    "FIELDS",
    "PARTS",
    "RULE",
    "SITE_FIELDS",
    "STATUS",
    "SUPPRESSED",
    "Assessments",
    "Baseline",
    "Catalogue",
    "Chart",
    "Compared",
    "Framework",
    "Group",
    "GroupScore",
    "Listed",
    "Measure",
    "Peers",
    "RankedSite",
    "Result",
    "Results",
    "RoadSite",
    "Score",
    "Series",
    "Target",
    "Window",
    "assess",
    "assess_all",
    "assessment_row",
    "assessment_rows",
    "charting",
    "collision_sites",
    "collision_span",
    "compare",
    "evaluate",
    "hotspots",
    "load_catalogue",
    "rank_sites",
    "returns",
    "run",
    "score",
    "score_group",
    "score_parts",
    "supplied_rows",
    "window",
    "words",
]
