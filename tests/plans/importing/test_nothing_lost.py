"""Every word of a document is in the package or in the list of what was not placed."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frankpledge.errors import UserError
from frankpledge.plans import read_plan
from frankpledge.plans.importing import NOTES_FILE, Draft, Told, draft_plan, write_draft

SEEDS = ["000", "001", "002", "003", "004"]
YEARS = Told(start="2020", end="2024")


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.replace("&lt;", "<").replace("&amp;", "&"))


def _strings(value: object) -> list[str]:
    """Every text in a package as parsed YAML would give it, without the importer's own words."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list | tuple):
        return [text for item in value for text in _strings(item)]
    if hasattr(value, "__dataclass_fields__"):
        names = [name for name in value.__dataclass_fields__ if name not in ("files", "note", "id")]
        return [text for name in names for text in _strings(getattr(value, name))]
    return []


def _lost(draft: Draft, folder: Path) -> list[str]:
    """Blocks with words that stand neither in the files of the package nor in the notes."""
    written = [*_strings(read_plan(folder)), (folder / NOTES_FILE).read_text(encoding="utf-8")]
    pool = {word for text in written for word in _words(text)}
    return [
        block.text for block in draft.blocks if not all(word in pool for word in _words(block.text))
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_no_word_of_a_real_document_is_lost(shared: Path, tmp_path: Path, seed: str) -> None:
    """Each sentence or cell of each block is found again, as a whole, in what was written."""
    path = next((shared / "seeds").glob(f"{seed}*.txt"))
    draft = draft_plan(path, "draft", None if seed in ("001", "002", "003") else YEARS)
    write_draft(draft, tmp_path / "draft", path.name)
    assert _lost(draft, tmp_path / "draft") == []
    held = " ".join(_strings(read_plan(tmp_path / "draft")))
    notes = {id(note.block): note.text for note in draft.notes}
    for block in draft.blocks:
        if id(block) not in notes:
            # Nothing is noted of it, so that all its words stand in the package, in their order.
            pieces = re.split(
                r"(?<=[.!?])\s|, | and |group |board |[|•:;–-]", block.text, flags=re.I
            )
            assert all(piece.strip(" .,") in held for piece in pieces), block.text


LINES = st.one_of(
    st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), max_size=60),
    st.sampled_from(
        [
            "", "", "Priority 1: Safer streets", "Priority 2 - Fewer victims", "I am:", "We will:",
            "- Recruiting INSERT more officers by 2025", "  - Working with partners", "yes",
            "Measuring success - TBC", "- 2024", "- Reduction in theft", "Roles", "Our area",
            "Strategic Policing Requirement", "- Terrorism;", "Policing Budget and Precept",
            "- Budget of £134m", "Theme\tSubgroup\tPlans", "Drugs\tDrugs group\t", "a\tb\tc\td",
            "Strategic Priority\tOutcomes", "Safer streets\t• Less fear • More trust",
            "We will do it. I will ensure <script>alert(1)</script> that: it works",
            "javascript:alert(1)", "<ul style='x'> • one • two", "# Heading", "## LABOUR WILL",
            "Foreword", "Headlines:", "- 407 (513) children reported missing", "on", "null", "~",
            "Roles and responsibilities", "Chief Constable", "- Leads the police and", "[x](#)",
            "Objectives", "Safer streets", "{a: b}", "- 'quoted", "\u202eleft", "\ufeffmark",
        ]
    ),
)  # fmt: skip


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(LINES, max_size=25))
def test_whatever_is_imported_reads_back_and_loses_nothing(lines: list[str]) -> None:
    """Any text becomes a package that can be read, or is refused with a message."""
    with TemporaryDirectory() as name:
        folder, path = Path(name) / "draft", Path(name) / "plan.txt"
        path.write_text("\n".join(lines), encoding="utf-8")
        try:
            draft = draft_plan(path, "draft", YEARS)
        except UserError as error:
            assert "plan.txt" in str(error)
            return
        assert write_draft(draft, folder, path.name) == read_plan(folder)
        assert _lost(draft, folder) == []
