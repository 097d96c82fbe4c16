"""The seal of an adopted edition: a hash of its contents that anyone can work out again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

from frankpledge.errors import DocumentError
from frankpledge.plans.between import fault_at
from frankpledge.plans.plan import Plan
from frankpledge.plans.raw import raw_fields

SEALED = ("adopted", "varied")


def content_hash(plan: Plan) -> str:
    """'sha256:' and 64 hex digits over the contents: the JSON of all fields, keys sorted.

    Layout, comments and the hash itself do not count.
    """
    head = replace(plan.head, edition=replace(plan.head.edition, hash=None))
    contents = raw_fields(replace(plan, head=head))
    text = json.dumps(contents, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def check_seal(plan: Plan) -> list[DocumentError]:
    """The error of an adopted edition that has no hash, or was changed since."""
    edition = plan.head.edition
    if edition.kind not in SEALED:
        return []
    if edition.hash is None:
        expected = "the hash of an adopted edition; 'frankpledge plan adopt' writes it"
        return [fault_at(plan, plan.id, "edition", expected)]
    if edition.hash != content_hash(plan):
        expected = (
            "the contents that were adopted; they were changed since. Put them back, or copy the "
            "package and make the changes in a new edition that follows this one"
        )
        return [fault_at(plan, plan.id, "edition", expected)]
    return []
