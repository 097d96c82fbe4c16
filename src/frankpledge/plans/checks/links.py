"""FP106: links that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frankpledge.plans.checks.finding import Hit
from frankpledge.plans.checks.packages import above, addresses
from frankpledge.plans.checks.passages import Document
from frankpledge.plans.plan import Plan

# Bounded, so that a long line of brackets does not take forever.
_LINK = re.compile(r"\[(?P<words>[^\]\n]{0,200})\]\((?P<target>[^)\n]{0,2000})\)")
_TAG = re.compile(
    r"<a\b(?:[^<>]{0,300}?\bhref\s?=\s?(?P<q>[\"']?)(?P<target>[^\"'<>\s]{0,2000})(?P=q))?"
    r"[^<>]{0,2000}>(?P<words>[^<]{0,500})",
    re.IGNORECASE,
)
_NOWHERE = re.compile(
    r"|#!?|(?:https?:/{0,2})|mailto:|javascript:.*|about:blank|/?(?:tbc|tbd|todo|link|url|insert.*)|"
    r"https?://(?:www\.)?example\.(?:com|org|net)/?.*",
    re.IGNORECASE,
)


def nowhere(target: str) -> bool:
    """Whether an address leads nowhere: '', '#', a bare 'https://', 'TBC' and the like."""
    # A link may have a title after its address: [words](address "title").
    address = target.strip().partition(" ")[0].strip("<>")
    return _NOWHERE.fullmatch(address) is not None


def dead_links(document: Document, plan: Plan | None) -> Iterator[Hit]:
    """Links in texts, and addresses in the fields of a package."""
    for passage in document.passages:
        for pattern in (_LINK, _TAG):
            for match in pattern.finditer(passage.text):
                target = match["target"] or ""
                if nowhere(target):
                    words = _message(match["words"], target)
                    yield passage.hit("FP106", words, match.start(), match.end())
    if plan is not None:
        yield from _dead_addresses(plan)


def _dead_addresses(plan: Plan) -> Iterator[Hit]:
    for field, at in addresses(plan):
        if nowhere(field.text):
            message = f"the address {field.text!r} leads nowhere"
            yield Hit("FP106", message, at, field.element, above(plan, field.trail))


def _message(words: str, target: str) -> str:
    shown = " ".join(words.split()) or "without words"
    return f"the link '{shown}' leads nowhere (its address is {target.strip() or 'empty'!r})"
