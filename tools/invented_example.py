"""Make the tables of examples/tarnshire, the invented county: answers, payments, figures.

    python tools/invented_example.py [--out examples/tarnshire]

The same script writes the same bytes. The documents beside the tables are written by hand.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from tools.invented import answers, payments, returns  # noqa: E402 - needs the folder above


def tables() -> dict[str, bytes]:
    """Every table by its path in the workspace."""
    found = {f"exports/answers/{wave.id}.csv": answers.export(wave) for wave in answers.WAVES}
    found["exports/payments.csv"] = payments.export()
    found["returns/tarnshire-figures.csv"] = returns.table()
    return found


def main() -> None:
    """Write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "examples" / "tarnshire")
    out: Path = parser.parse_args().out
    for name, data in tables().items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        print(f"{len(data):>9,}  {path}")


if __name__ == "__main__":
    main()
