"""FP702: what a statement and an assessment must hold, and the drafts that hold it."""

from __future__ import annotations

from pathlib import Path

import pytest

from frankpledge.areas import Areas
from frankpledge.claims import check_report, read_report, starter
from frankpledge.errors import NotFoundError, UserError
from frankpledge.measures import Catalogue
from frankpledge.plans.checks import RULES, Options

ONLY = Options(select=("FP702",))


def _found(path: Path, catalogue: Catalogue) -> list[str]:
    return [finding.message for finding in check_report(path, ONLY, catalogue)]


@pytest.mark.parametrize("kind", ["panel", "annual", "statement", "assessment"])
def test_a_draft_can_be_read_and_holds_what_it_must(
    tmp_path: Path, catalogue: Catalogue, areas: Areas, kind: str
) -> None:
    """Its figures are bound; the only thing to find are its gaps, and those are found."""
    path = tmp_path / f"{kind}-2026-03.md"
    text = starter(kind, "2026-03", catalogue, catalogue.framework("recorded-crime"))
    path.write_text(text, encoding="utf-8")
    report = read_report(path, catalogue, areas, "E23000038")
    assert report.figures
    assert _found(path, catalogue) == []
    found = check_report(path, Options(select=("FP1", "FP7")), catalogue)
    assert {finding.code for finding in found} == {"FP101"}


def test_a_priority_without_its_parts_is_found(tmp_path: Path, catalogue: Catalogue) -> None:
    """Each national priority is asked for by name, with its three parts."""
    path = tmp_path / "s.md"
    text = starter("statement", "2026-03", catalogue, catalogue.framework("ncpm-2021"))
    path.write_text(text.replace("### Applicability", "### Other", 1), encoding="utf-8")
    (message,) = _found(path, catalogue)
    assert "'Applicability' below 'Reducing murder and other homicide'" in message
    head = text.partition("## ")[0]
    path.write_text(head, encoding="utf-8")
    assert len(_found(path, catalogue)) == len(catalogue.framework("ncpm-2021").groups) == 6


def test_the_examples_of_the_rule_do_what_they_say(tmp_path: Path, catalogue: Catalogue) -> None:
    """The documentation shows them."""
    path = tmp_path / "a.md"
    example = RULES["FP702"].example
    path.write_text(example.bad.lstrip(), encoding="utf-8")
    assert len(_found(path, catalogue)) == 1
    path.write_text(example.good.lstrip(), encoding="utf-8")
    assert _found(path, catalogue) == []


def test_a_draft_of_nothing_is_refused(catalogue: Catalogue) -> None:
    """A kind or a date that does not exist is named."""
    own = catalogue.framework("ncpm-2021")
    with pytest.raises(NotFoundError, match="there is panel, annual"):
        starter("parish", "2026-03", catalogue, own)
    for date in ("2026-3", "2026-02-30", "soon"):
        with pytest.raises(UserError, match="expected a day or a month"):
            starter("panel", date, catalogue, own)
