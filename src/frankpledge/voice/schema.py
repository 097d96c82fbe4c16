"""The JSON Schema of consultations, and the tables of their documentation."""

from __future__ import annotations

import json
from collections.abc import Iterator

from frankpledge.plans.kit import record, schema_for, tables_for
from frankpledge.voice.model import Consultation


def consultation_schema_text() -> str:
    """The schema (JSON Schema 2020-12) as it is published."""
    schema = schema_for(record(Consultation), "A Frankpledge consultation")
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def consultation_tables() -> Iterator[str]:
    """Every section and class with its fields, as Markdown."""
    yield from tables_for(record(Consultation), "consultation")
