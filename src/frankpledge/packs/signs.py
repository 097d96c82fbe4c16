"""Signs that no font of packs can show, replaced, so that one of them cannot stop a whole paper.

People write emoji and letters of every script, and a PDF for screen readers may hold no text that
is not shown. What is known to be in no font is replaced at once; Typst names the rest.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

OTHER = "[sign]"
TRIES = 40  # different signs that are replaced when Typst names them
# Pictures, what joins and varies them, and private use: in no font of text.
_PICTURES = re.compile("[\u200d\u20e3\ufe00-\ufe0f\ue000-\uf8ff\U0001f000-\U0010ffff]+")
_NAMED = re.compile(r'the text `"(.+?)"` could not be displayed')


def without_pictures(content: Any) -> Any:
    """The same content with OTHER in place of every run of pictures."""
    return replaced(content, _PICTURES)


def without_named(content: Any, fault: str) -> Any:
    """The same content without the sign that a fault of Typst names; None where it names none."""
    found = _NAMED.search(fault)
    return None if found is None else replaced(content, re.compile(re.escape(found[1])))


def replaced(content: Any, signs: re.Pattern[str]) -> Any:
    """Texts, at any depth, letters brought to their base ('ş' is 's'), others to OTHER."""
    if isinstance(content, str):
        return content if content.isascii() else signs.sub(_nearest, content)
    if isinstance(content, Mapping):
        return {key: replaced(value, signs) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return [replaced(value, signs) for value in content]
    return content


def _nearest(found: re.Match[str]) -> str:
    base = "".join(c for c in unicodedata.normalize("NFKD", found[0]) if c.isascii())
    return base if base.isalpha() else OTHER
