"""Delivery: what was done about the promises, kept as documents and judged by dates and figures.

`read_delivery` reads a workspace's `delivery` and `replies`; `items_of` puts everything reported
beside the promise it is about; `judge` says how that stands on a day; `chase_rows` who owes a word.
"""

from frankpledge.plans.delivery.chasing import CHASE_FIELDS, chase_rows, tracked
from frankpledge.plans.delivery.items import (
    Item,
    Told,
    items_of,
    owner_title,
    recommendations_of,
)
from frankpledge.plans.delivery.judging import (
    PASSED,
    RULE,
    Judged,
    Latest,
    judge,
    months_after,
    step,
)
from frankpledge.plans.delivery.model import (
    Change,
    DeliveryDocument,
    DeliveryHead,
    Evidence,
    Milestone,
    Recommendation,
    Replied,
    Reply,
    ReplyDocument,
    Review,
    Update,
    Was,
)
from frankpledge.plans.delivery.reading import NOTHING, Delivery, read_delivery, read_document
from frankpledge.plans.delivery.schema import (
    delivery_schema,
    delivery_tables,
    reply_schema,
    schema_texts,
)
from frankpledge.plans.delivery.settings import (
    STALE_AFTER_MONTHS,
    DeliverySettings,
    delivery_settings,
)
from frankpledge.plans.delivery.writing import document_text, write_document

__all__ = [
    "CHASE_FIELDS",
    "NOTHING",
    "PASSED",
    "RULE",
    "STALE_AFTER_MONTHS",
    "Change",
    "Delivery",
    "DeliveryDocument",
    "DeliveryHead",
    "DeliverySettings",
    "Evidence",
    "Item",
    "Judged",
    "Latest",
    "Milestone",
    "Recommendation",
    "Replied",
    "Reply",
    "ReplyDocument",
    "Review",
    "Told",
    "Update",
    "Was",
    "chase_rows",
    "delivery_schema",
    "delivery_settings",
    "delivery_tables",
    "document_text",
    "items_of",
    "judge",
    "months_after",
    "owner_title",
    "read_delivery",
    "read_document",
    "recommendations_of",
    "reply_schema",
    "schema_texts",
    "step",
    "tracked",
    "write_document",
]
