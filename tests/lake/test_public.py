"""The room's face: its names are there, and looking at it costs little."""

from __future__ import annotations

import subprocess
import sys

import frankpledge.lake as room


def test_every_public_name_is_there() -> None:
    """What `__all__` promises can be imported, and nothing else is pretended."""
    assert room.__all__ == sorted(room.__all__, key=lambda name: (not name.isupper(), name))
    for name in room.__all__:
        assert getattr(room, name) is not None
    assert not hasattr(room, "Leviathan")


def test_importing_the_room_loads_no_heavy_library() -> None:
    """Neither the room nor its list of sources needs Arrow, Ibis or DuckDB."""
    code = (
        "import sys, frankpledge.lake as lake; assert len(lake.SOURCES) == 16;"
        "print([m for m in ('pyarrow', 'ibis', 'duckdb', 'pandas', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"
