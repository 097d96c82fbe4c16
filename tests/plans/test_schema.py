"""The published schema and pages say what the reader does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from frankpledge.plans import field_tables, json_schema, section_table

from .conftest import FIXTURE

ROOT = Path(__file__).parents[2]
FILES = sorted(FIXTURE.rglob("*.yaml"))


def _loaded(text: str) -> Any:
    # Editors read YAML as JSON has it: dates are texts.
    return json.loads(json.dumps(YAML(typ="safe", pure=True).load(text), default=str))


def test_the_published_schema_is_current_and_a_schema() -> None:
    """docs/schema/plan.schema.json is what the model says, and is valid JSON Schema."""
    published = json.loads((ROOT / "docs/schema/plan.schema.json").read_text(encoding="utf-8"))
    assert published == json_schema(), "run python tools/document.py"
    Draft202012Validator.check_schema(published)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_good_files_fit_the_schema(path: Path) -> None:
    """Every file of the small package fits the one schema."""
    assert not list(Draft202012Validator(json_schema()).iter_errors(_loaded(path.read_text())))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("due: 2025/26", "duee: 2025/26"),
        ("due: 2025/26", "due: soon"),
        ("text: Recruit more officers by the end of 2025/26.", ""),
        ("lead: commissioner", "lead: [commissioner]"),
        ("direction: increase", "direction: up"),
        ("value: 402", "value: many"),
        ("line: 36", "line: 0"),
        ("id: recruit-officers", "id: Recruit Officers"),
        ("themes:", "topics:"),
    ],
)
def test_bad_files_do_not_fit_the_schema(old: str, new: str) -> None:
    """What an editor can see is wrong, the schema refuses as the reader does."""
    text = (FIXTURE / "priorities/1-visible-policing.yaml").read_text()
    assert old in text
    bad = _loaded(text.replace(old, new, 1))
    assert list(Draft202012Validator(json_schema()).iter_errors(bad))


def test_every_field_is_described_on_the_page() -> None:
    """Each class and field of the schema stands on the page of fields, with its sentence."""
    page = "\n".join([*section_table(), *field_tables()])
    for definition in json_schema()["$defs"].values():
        assert definition["description"] in page
        for key, part in definition["properties"].items():
            assert f"`{key}`" in page
            assert part["description"].replace("|", "\\|") in page


def test_the_example_of_the_guide_is_the_packages_own() -> None:
    """The commitment shown in docs/plans.md stands so in the small package."""
    guide = (ROOT / "docs/plans.md").read_text(encoding="utf-8")
    shown = guide.split("A commitment:\n\n```yaml\n")[1].split("```")[0]
    text = (FIXTURE / "priorities/1-visible-policing.yaml").read_text(encoding="utf-8")
    own = text.replace(" # the number was never filled in", "")
    assert "".join(f"    {line}\n" for line in shown.splitlines()) in own
