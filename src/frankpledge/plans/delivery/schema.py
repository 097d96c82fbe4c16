"""The JSON Schemas of delivery documents and replies, and the tables of their documentation."""

from __future__ import annotations

import json
from collections.abc import Iterator

from frankpledge.plans.delivery.model import DeliveryDocument, ReplyDocument
from frankpledge.plans.schema import Json, schema_for, tables_for
from frankpledge.plans.shape import record


def delivery_schema() -> Json:
    """The JSON Schema (2020-12) of a file in `delivery`."""
    return schema_for(record(DeliveryDocument), "A Frankpledge document of delivery")


def reply_schema() -> Json:
    """The JSON Schema (2020-12) of a file in `replies`."""
    return schema_for(record(ReplyDocument), "A Frankpledge reply")


def schema_texts() -> dict[str, str]:
    """Both as they are published, by the names of their files."""
    found = {"delivery.schema.json": delivery_schema(), "reply.schema.json": reply_schema()}
    return {
        name: json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        for name, schema in found.items()
    }


def delivery_tables() -> Iterator[str]:
    """Every section and class with its fields, as Markdown."""
    yield from tables_for(record(DeliveryDocument), "delivery document")
    yield from tables_for(record(ReplyDocument), "reply document")
