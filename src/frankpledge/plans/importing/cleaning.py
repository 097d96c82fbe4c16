"""Text as a plan package may hold it: one line, no hidden characters, no markup."""

from __future__ import annotations

import re
import unicodedata

from frankpledge.plans.safety import hidden

# Only names that HTML has: '<2%' and '<name of district>' are words of the document.
_TAGS = re.compile(
    r"</?(?:a|b|br|div|em|font|h[1-6]|i|li|ol|p|small|span|strong|sub|sup|table|tbody|td|th|thead"
    r"|tr|u|ul)(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_EMPHASIS = re.compile(r"\*\*|__(?=\S)|(?<=\S)__")
# A link that leads nowhere is kept as such, because it is something to be mended.
_LINK = re.compile(r"\[([^\[\]]{1,200})\]\(\s*(?!#\))([^()\s]{1,500})\s*\)")


def clean(text: str) -> str:
    """The text on one line, with ordinary spaces and without emphasis, tags and hidden characters.

    Links keep their words; a link to nothing stays as `[words](#)`.
    """
    text = unicodedata.normalize("NFC", text).replace("\u00ad", "")
    text = _LINK.sub(r"\1", _EMPHASIS.sub("", _TAGS.sub(" ", text)))
    text = " ".join(text.split())
    bad = {at for at, _ in hidden(text)}
    if bad:
        text = "".join(one for at, one in enumerate(text) if at not in bad)
    return text.strip()


def linked(words: str, address: str | None) -> str:
    """The words of a link: alone when it leads somewhere, marked when it does not."""
    words = words.strip()
    return words if (address or "").strip() not in ("", "#") or not words else f"[{words}](#)"
