"""Weights against svy, a library of survey methods that knows nothing of this one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import special

from frankpledge import statistics as st

SCRIPT = Path(__file__).parent / "weights_by_svy.py"
SIZE, TRIM = 600, 5.0
TARGETS = {"age": [0.3, 0.3, 0.4], "place": [0.25, 0.35, 0.4], "sex": [0.51, 0.49]}


def drawn() -> dict[str, np.ndarray]:
    """Groups of a sample in which the young and one place hardly answered."""
    rng = np.random.default_rng(11)
    age = rng.choice(3, SIZE, p=[0.08, 0.32, 0.60])
    place = rng.choice(3, SIZE, p=[0.10, 0.30, 0.60])
    sex = rng.choice(2, SIZE, p=[0.35, 0.65])
    chosen = rng.random(SIZE) < 0.25 + 0.2 * (age == 2) + 0.1 * (place == 0)
    amount = rng.gamma(2.0, 20.0, SIZE) + 10 * age
    return {"age": age, "place": place, "sex": sex, "chosen": chosen, "amount": amount}


@pytest.fixture(scope="module")
def sample() -> dict[str, np.ndarray]:
    """The sample."""
    return drawn()


@pytest.fixture(scope="module")
def by_svy(sample: dict[str, np.ndarray]) -> dict[str, Any]:
    """What svy makes of it."""
    asked = {
        "groups": {name: sample[name].tolist() for name in TARGETS},
        "targets": TARGETS,
        "trim": TRIM,
        "chosen": sample["chosen"].astype(int).tolist(),
        "amount": sample["amount"].tolist(),
    }
    done = subprocess.run(
        [sys.executable, str(SCRIPT)],
        check=False,
        input=json.dumps(asked),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(("name", "trim"), [("free", None), ("held", TRIM)])
def test_weights_and_what_is_made_of_them(
    sample: dict[str, np.ndarray], by_svy: dict[str, Any], name: str, trim: float | None
) -> None:
    """Every weight, with and without the limit; Kish's design effect; share and mean. Standard
    errors there are linearised, here Kish's: near each other.
    """
    raked = st.rake([sample[n] for n in TARGETS], list(TARGETS.values()), trim=trim)
    other = by_svy[name]
    theirs = np.array(other["weights"])
    assert raked.converged
    assert (raked.trimmed > 0) is (trim is not None)
    np.testing.assert_allclose(raked.weights, theirs / theirs.mean(), rtol=2e-6)
    assert st.design_effect(raked.weights) == pytest.approx(other["effect"], rel=1e-6)
    share = st.weighted_share(sample["chosen"], raked.weights)
    mean = st.weighted_mean(sample["amount"], raked.weights)
    assert share.value == pytest.approx(other["share"][0], rel=1e-6)
    assert mean.value == pytest.approx(other["mean"][0], rel=1e-6)
    n = st.effective_size(raked.weights)
    kish = np.sqrt(share.value * (1 - share.value) / n)
    half = (mean.upper - mean.value) / special.stdtrit(n - 1, 0.975)
    print(f"{name}: share {other['share'][1]:.4f}, here {kish:.4f}; ", end="")
    print(f"mean {other['mean'][1]:.3f}, here {half:.3f}")
    assert 0.9 < other["share"][1] / kish < 1.1
    assert 0.8 < other["mean"][1] / half < 1.1


def test_equal_weights_have_the_same_errors() -> None:
    """With weights of 1 the linearised error is the textbook's, and so is Kish's: by hand."""
    values = [3.0, 5.0, 4.0, 8.0]
    found = st.weighted_mean(values, np.ones(4))
    error = np.std(values, ddof=1) / 2
    assert (found.upper - found.value) / special.stdtrit(3, 0.975) == pytest.approx(error)
