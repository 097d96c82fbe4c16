"""Hold modules and functions to the size that a reader can take in at once."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from statistics import median, quantiles

MODULE_LIMIT = 400
MODULE_MEDIAN = 150
FUNCTION_P90 = 33


def functions(path: Path) -> list[int]:
    """Lines of every function of a module, nested ones and docstrings included."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    return [
        (n.end_lineno or n.lineno) - n.lineno + 1 for n in ast.walk(tree) if isinstance(n, kinds)
    ]


def main() -> int:
    """Print the sizes and the faults; 1 when there is a fault."""
    paths = sorted(Path("src").rglob("*.py"))
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in paths}
    lengths = [n for path in paths for n in functions(path)]
    p90 = quantiles(lengths, n=10)[-1]
    middle = median(size for size in sizes.values() if size > 3)
    faults = [
        f"{path}: {n} lines, over {MODULE_LIMIT}" for path, n in sizes.items() if n > MODULE_LIMIT
    ]
    if p90 > FUNCTION_P90:
        faults.append(f"one function in ten is over {p90:.0f} lines (at most {FUNCTION_P90})")
    if middle > MODULE_MEDIAN:
        faults.append(f"the middle module has {middle:.0f} lines (at most {MODULE_MEDIAN})")
    print(f"{len(paths)} modules, median {middle:.0f} lines; {len(lengths)} functions,", end=" ")
    print(f"median {median(lengths):.0f} lines, nine in ten under {p90:.0f}")
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
