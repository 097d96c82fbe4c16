"""FP107: sentences that break off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from frankpledge.plans.checks.finding import Hit
from frankpledge.plans.checks.passages import Document, Passage
from frankpledge.plans.checks.tables import table

# A line of four words that ends with a comma is a greeting or part of a postal address.
SHORTEST = 5

_CLOSED = re.compile(r"[.!?:;…)\]\"'’”»>|]$")
_QUESTION = re.compile(r"(?:^|[:–—-]\s*)(?:who|whom|what|where|which|how)\b", re.IGNORECASE)
# "people we work with", "the public they answer to", "who it is for"
_STRANDED = re.compile(
    r"\b(?:I|we|you|they|people|he|she|it|who|that|those)(?:['’](?:s|re|m|ve))?\s+"
    r"(?:(?:am|is|are|have|has|can|do|does)\s+)?\w*\s*$",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(r"\b(?:will|shall|to|must|should)\s+\w*\s*$", re.IGNORECASE)


def cut_off(document: Document) -> Iterator[Hit]:
    """Passages whose last word or sign wants more after it, and gets nothing."""
    for passage in document.passages:
        if passage.kind == "row" or passage.continued:
            continue
        text = passage.text.rstrip("*_ \n")
        if last := _dangling(text, passage):
            end = len(text)
            shown = " ".join(text.split()[-4:])
            yield passage.hit("FP107", f"'… {shown}' breaks off", end - len(last), end)


def _dangling(text: str, passage: Passage) -> str:
    """The word or sign at the end that wants more; '' when there is none."""
    if not text or passage.listed or text.isupper():
        return ""
    if text[-1] in ",–—" or text.endswith(" -"):
        long_enough = len(text.split()) >= SHORTEST and passage.kind != "label"
        return text[-1] if long_enough else ""
    if _CLOSED.search(text):
        return ""
    never, seldom = _endings()
    if match := never.search(text):
        return match[0]
    match = seldom.search(text)
    if match is None or passage.kind == "label" or _ends_naturally(text[: match.start()]):
        return ""
    return match[0]


def _ends_naturally(before: str) -> bool:
    """Whether the words before a preposition let a sentence end with it."""
    if _QUESTION.search(before):
        return True
    return bool(_STRANDED.search(before)) and not _AUXILIARY.search(before)


@cache
def _endings() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = table("words")["endings"]
    # Small letters only: "Appendix A" and "Grade A" are complete.
    return tuple(  # type: ignore[return-value]
        re.compile(rf"(?<![\w'’-])(?:{'|'.join(map(re.escape, words[name]))})$")
        for name in ("never", "seldom")
    )
