"""What must not stand in a text that people read: hidden characters and active markup."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Needed inside words of some languages and inside emoji; they hide and reorder nothing. A soft
# hyphen is what copying from a PDF leaves behind.
_HARMLESS = {"\n", "\u200c", "\u200d", "\u00ad"}
_REFUSED = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
# Every character outside these ranges is looked at one by one.
_ORDINARY = re.compile(r"[\n\x20-\x7e\xa0-\xac\xae-\u05ff]+")

_TAG = re.compile(r"<\s*[/!?]?\s*[a-z][a-z0-9:-]*(?:[\s/][^<>]*)?>", re.IGNORECASE)
_ACTIVE = re.compile(
    r"<\s*/?\s*(?:script|iframe|object|embed|style|svg|img|link|meta|base|form)\b"
    r"|\b(?:java|vb)script\s*:|\bdata\s*:\s*(?:text/html|image/svg|application/)|&#x?[0-9a-f]+;?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\s*([a-z][a-z0-9+.-]*)\s*:", re.IGNORECASE)
_SCHEMES = {"http", "https", "mailto", "tel"}


def hidden(text: str) -> Iterator[tuple[int, str]]:
    """Offset and name of each character that is invisible, changes direction or controls.

    A carriage return counts unless a line feed follows it.
    """
    at = 0
    while at < len(text):
        if match := _ORDINARY.match(text, at):
            at = match.end()
            continue
        character = text[at]
        line_end = character == "\r" and text[at + 1 : at + 2] == "\n"
        if (
            not line_end
            and character not in _HARMLESS
            and unicodedata.category(character) in _REFUSED
        ):
            yield at, f"U+{ord(character):04X} {unicodedata.name(character, 'control character')}"
        at += 1


def masked(text: str) -> str:
    """The text with such characters replaced one for one, so that the rest can still be read."""
    characters = list(text)
    for at, _ in hidden(text):
        characters[at] = "\ufffd"
    return "".join(characters)


def active(text: str) -> str | None:
    """The first piece of HTML or script in a text, or None."""
    match = _ACTIVE.search(text) or _TAG.search(text)
    return match[0][:60] if match else None


def unsafe_address(address: str) -> str | None:
    """The scheme of an address that a page must not link to, or None."""
    match = _ADDRESS.match(address)
    return match[1] if match and match[1].lower() not in _SCHEMES else None
