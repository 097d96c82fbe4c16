"""Weights and shares by the package svy, in a process of its own.

svy works with polars, whose threads do not outlive a fork: a test that called it in its own process
would hang the forked builds of later tests. Reads a sample as JSON, writes what svy makes of it.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import polars
import svy


def made(asked: dict[str, Any]) -> dict[str, Any]:
    """Raked weights, with and without a limit; shares and means by them, with standard errors."""
    size = len(asked["chosen"])
    table = polars.DataFrame(
        {**asked["groups"], "chosen": asked["chosen"], "amount": asked["amount"]}
    )
    table = table.with_columns(weight=polars.lit(1.0))
    sample = svy.Sample(table, svy.Design(wgt="weight"))
    shares = {name: dict(enumerate(target)) for name, target in asked["targets"].items()}
    limit = svy.TrimConfig(upper=asked["trim"], max_iter=1000)
    found = {}
    for name, trimming in (("free", None), ("held", limit)):
        raked = sample.weighting.rake(
            shares=shares, tol=1e-9, max_iter=1000, trimming=trimming, wgt_name="made"
        )
        share = next(e for e in raked.estimation.prop("chosen").estimates if e.y_level == 1)
        mean = raked.estimation.mean("amount").estimates[0]
        found[name] = {
            "weights": raked.data["made"].to_list(),
            "effect": float(raked.deff_w),
            "share": [share.est, share.se],
            "mean": [mean.est, mean.se],
        }
    assert len(found["free"]["weights"]) == size
    return found


if __name__ == "__main__":
    json.dump(made(json.load(sys.stdin)), sys.stdout)
