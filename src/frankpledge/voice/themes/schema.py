"""The JSON Schema of codebooks, for editors."""

from __future__ import annotations

import json
from typing import Any

from frankpledge.voice.themes.embedding import MODEL, WORDS

Json = dict[str, Any]
ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_LINE: Json = {"type": "string", "pattern": r"\S"}
_PATTERN = (
    "police; patrol* (any ending); speed camera* (side by side); school + parking (both, anywhere "
    "in the sentence)"
)


def _texts(description: str) -> Json:
    return {"type": "array", "items": _LINE, "description": description}


def _text(description: str) -> Json:
    return {**_LINE, "description": description}


THEME: dict[str, Json] = {
    "id": {
        "type": ["string", "integer"],
        "pattern": ID,
        "description": "name of the theme, used once",
    },
    "label": _text("what pages call the theme"),
    "about": _text("one sentence on what belongs in it"),
    "words": _texts(f"a sentence with any of them is in: {_PATTERN}"),
    "but_not": _texts("words that keep a sentence out"),
    "examples": _texts("sentences in whose likeness others may join"),
    "answers": _texts("ids of answers that a person has put here, whatever they say"),
}
BOOK: dict[str, Json] = {
    "id": {
        "type": ["string", "integer"],
        "pattern": ID,
        "description": "the name of the file, without .yaml",
    },
    "question": _text("the question as it was asked"),
    "themes": {
        "type": "array",
        "minItems": 1,
        "items": {
            "type": "object",
            "properties": THEME,
            "required": ["id", "label"],
            "anyOf": [{"required": [name]} for name in ("words", "examples", "answers")],
            "additionalProperties": False,
        },
        "description": "the themes, in the order in which pages name them",
    },
    "nothing": _texts("whole answers that say nothing, such as 'no comment'"),
    "not_quoted": _texts("ids of answers that must not be quoted"),
    "new_themes": {
        "type": "boolean",
        "description": "false when the machine may not look for more in what is left",
    },
    "vectors": {
        "enum": [MODEL, WORDS],
        "description": "what sentences are compared by; left out for what the workspace says",
    },
}


def codebook_schema_text() -> str:
    """The schema (JSON Schema 2020-12) as it is published, in docs/schema/codebook.schema.json.

    It knows fields and kinds; repeated ids and patterns that cannot match are left to the reader.
    """
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A Frankpledge codebook",
        "type": "object",
        "properties": BOOK,
        "required": ["id", "themes"],
        "additionalProperties": False,
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
