"""From the model back to plain values: the fields as a file has them, empty ones left out."""

from __future__ import annotations

from typing import Any

from frankpledge.plans import layout
from frankpledge.plans.plan import Plan
from frankpledge.plans.shape import record

Raw = dict[str, Any]


def raw_fields(value: Any) -> Raw:
    """An element of the model as a mapping of keys to plain values, in the model's order."""
    fields = {}
    for part in record(type(value)).fields.values():
        content = getattr(value, part.name)
        # A default is never written: a field that a later version adds changes no old hash.
        if content is None or content == () or content is False:
            continue
        fields[part.key] = _plain(content)
    return fields


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, str):
        return tidy(value)
    return value if isinstance(value, int) else raw_fields(value)


def tidy(text: str) -> str:
    """A text without spaces at the ends of its lines, nor blank lines around it."""
    return "\n".join(line.rstrip(" ") for line in text.strip().split("\n"))


def raw_files(plan: Plan) -> dict[str, Raw]:
    """What each file of a plan's package holds."""
    sections = raw_fields(plan)
    files = {
        file: {key: sections[key] for key in keys if key in sections}
        for file, keys in layout.FILES.items()
    }
    for index, priority in enumerate(plan.priorities):
        file = layout.priority_file(index, priority.id)
        files[file] = {layout.PRIORITY: raw_fields(priority)}
    return {file: content for file, content in files.items() if content}
