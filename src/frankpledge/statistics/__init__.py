"""Methods on bare numbers: intervals, control charts, comparison, disclosure.

All take arrays, work on every leading axis at once, and give back frozen dataclasses of arrays; in
series the last axis is time. NaN is missing and never zero. Nothing is read or written. Each method
has its page in docs/methods.
"""

from __future__ import annotations

from frankpledge.statistics._assurance import assurance
from frankpledge.statistics._causes import SpecialCauses, special_causes, variation
from frankpledge.statistics._change import Change, change, dispersion
from frankpledge.statistics._derivable import derivable
from frankpledge.statistics._disclosure import Protection, protect
from frankpledge.statistics._empirical_bayes import (
    EmpiricalBayes,
    Ranks,
    chance_of_rank,
    empirical_bayes,
    prior_of_listed,
)
from frankpledge.statistics._false_discovery import adjust_false_discovery
from frankpledge.statistics._funnel import (
    count_significance,
    funnel_expected,
    funnel_limits,
    proportion_significance,
)
from frankpledge.statistics._hexagons import hex_cells, hex_centres, hex_corners, hex_weights
from frankpledge.statistics._hotspots import (
    Heat,
    HotSpots,
    distance_weights,
    getis_ord,
    hot_spots,
    nearest_weights,
)
from frankpledge.statistics._intervals import (
    byar_interval,
    count_interval,
    mean_interval,
    poisson_interval,
    wilson_interval,
)
from frankpledge.statistics._low_counts import (
    LOW_MEAN,
    LowCounts,
    low_counts,
    poisson_limits,
)
from frankpledge.statistics._overdispersion import Overdispersion, overdispersion
from frankpledge.statistics._paired import paired_difference
from frankpledge.statistics._patterns import nelson, western_electric
from frankpledge.statistics._peers import PeerPosition, peer_limits, peer_position
from frankpledge.statistics._quantiles import quantile_groups
from frankpledge.statistics._raking import (
    Raking,
    design_effect,
    effective_size,
    rake,
    weighted_mean,
    weighted_share,
)
from frankpledge.statistics._rates import proportion, rate
from frankpledge.statistics._repeats import Knox, NearRepeats, knox, knox_expected, near_repeats
from frankpledge.statistics._results import (
    Assurance,
    Estimate,
    Interval,
    Position,
    Rule,
    Significance,
    Variation,
    assurance_score,
    position_score,
    variation_score,
)
from frankpledge.statistics._rules import (
    NHS_2020,
    NHS_2023,
    Rules,
    shift,
    shift_ends,
    trend,
    trend_ends,
    two_in_three,
    two_in_three_windows,
)
from frankpledge.statistics._runs import RunLimits, Runs, run_limits, runs
from frankpledge.statistics._shares import ShareDifference, share_change, share_difference
from frankpledge.statistics._shewhart import ShewhartChart, shewhart_chart
from frankpledge.statistics._standardised import (
    EUROPEAN_STANDARD_POPULATION_2013,
    directly_standardised_rate,
    directly_standardised_rate_of_repeats,
    expected_events,
    indirectly_standardised_rate,
    indirectly_standardised_ratio,
)
from frankpledge.statistics._suppression import Suppression, nested_relations, suppress
from frankpledge.statistics._xmr import Xmr, XmrOptions, xmr
from frankpledge.statistics.seasonal import Seasonal, seasonal_adjustment

__all__ = [
    "EUROPEAN_STANDARD_POPULATION_2013",
    "LOW_MEAN",
    "NHS_2020",
    "NHS_2023",
    "Assurance",
    "Change",
    "EmpiricalBayes",
    "Estimate",
    "Heat",
    "HotSpots",
    "Interval",
    "Knox",
    "LowCounts",
    "NearRepeats",
    "Overdispersion",
    "PeerPosition",
    "Position",
    "Protection",
    "Raking",
    "Ranks",
    "Rule",
    "Rules",
    "RunLimits",
    "Runs",
    "Seasonal",
    "ShareDifference",
    "ShewhartChart",
    "Significance",
    "SpecialCauses",
    "Suppression",
    "Variation",
    "Xmr",
    "XmrOptions",
    "adjust_false_discovery",
    "assurance",
    "assurance_score",
    "byar_interval",
    "chance_of_rank",
    "change",
    "count_interval",
    "count_significance",
    "derivable",
    "design_effect",
    "directly_standardised_rate",
    "directly_standardised_rate_of_repeats",
    "dispersion",
    "distance_weights",
    "effective_size",
    "empirical_bayes",
    "expected_events",
    "funnel_expected",
    "funnel_limits",
    "getis_ord",
    "hex_cells",
    "hex_centres",
    "hex_corners",
    "hex_weights",
    "hot_spots",
    "indirectly_standardised_rate",
    "indirectly_standardised_ratio",
    "knox",
    "knox_expected",
    "low_counts",
    "mean_interval",
    "near_repeats",
    "nearest_weights",
    "nelson",
    "nested_relations",
    "overdispersion",
    "paired_difference",
    "peer_limits",
    "peer_position",
    "poisson_interval",
    "poisson_limits",
    "position_score",
    "prior_of_listed",
    "proportion",
    "proportion_significance",
    "protect",
    "quantile_groups",
    "rake",
    "rate",
    "run_limits",
    "runs",
    "seasonal_adjustment",
    "share_change",
    "share_difference",
    "shewhart_chart",
    "shift",
    "shift_ends",
    "special_causes",
    "suppress",
    "trend",
    "trend_ends",
    "two_in_three",
    "two_in_three_windows",
    "variation",
    "variation_score",
    "weighted_mean",
    "weighted_share",
    "western_electric",
    "wilson_interval",
    "xmr",
]
