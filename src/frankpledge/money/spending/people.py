"""Who may be a person: names of individuals are never published, and a doubt counts as one.

A payee is an organisation when the workspace says so, or when a word of the name says so
(data/organisation-words.txt). It is a person when the finance system marks it as one or the name
has a title before it. What is left looks like a person's name or does not say; it is withheld until
somebody looks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import lru_cache
from pathlib import Path

ORGANISATION, MARKED, TITLED, UNSURE = "organisation", "marked", "titled", "unsure"
REDACTED = "Redacted: personal data"
WITHHELD = "Withheld: may be a person"

_TITLE = re.compile(
    r"^(mr|mrs|ms|miss|mx|dr|rev|revd|prof|professor|sir|dame|lady|lord)\b\.?", re.I
)
_WORDS = frozenset(
    line
    for line in (Path(__file__).parent / "data" / "organisation-words.txt")
    .read_text(encoding="utf-8")
    .splitlines()
    if not line.startswith("#")
)
# Digits, '&' and '/' say nothing: 'J Smith 4471' and 'John & Mary Smith' are people.
_WEB = re.compile(r"^[^@]*\w\.(co|com|org|gov)\b[^@]*$")
# A trade's name behind a person's: the person's stays in it.
_TRADING = re.compile(r"\b(t/a|trading as)\b", re.I)


def judge_of(
    organisations: Collection[str], individual: Collection[str]
) -> Callable[[str, str], str]:
    """A function of a payee's name and of what the finance system calls it: one of the four."""
    known = frozenset(" ".join(name.casefold().split()) for name in organisations)
    marks = frozenset(mark.casefold() for mark in individual)

    @lru_cache(maxsize=65536)
    def judge(name: str, kind: str) -> str:
        plain = " ".join(name.casefold().split())
        if kind and kind.casefold().strip() in marks:
            return MARKED
        if plain in known:
            return ORGANISATION
        if _TITLE.match(plain):
            return TITLED
        if _TRADING.search(plain):
            return UNSURE
        words = set(re.findall(r"[a-z]+", plain))
        return ORGANISATION if words & _WORDS or _WEB.search(plain) else UNSURE

    return judge


def shown(name: str, verdict: str) -> str:
    """The name as it is published."""
    if verdict == ORGANISATION:
        return name
    return WITHHELD if verdict == UNSURE else REDACTED


def without(text: str, name: str) -> str:
    """A text without a person's name, whole in either order, and without each of its longer words.

    Words of one or two letters go only with the whole name: alone they are in half of all texts.
    """
    title = _TITLE.sub("", " ".join(name.split())).strip()
    words = re.findall(r"[^\W\d_]+", title)
    whole = [order for order in (words, words[::-1], [*words[-1:], *words[:-1]]) if len(order) > 1]
    patterns = [r"\W+".join(map(re.escape, order)) for order in whole]
    patterns += [re.escape(word) for word in words if len(word) > 2]
    if not patterns:
        return text
    return re.sub(rf"\b(?:{'|'.join(patterns)})\b", "[name]", text, flags=re.I)
