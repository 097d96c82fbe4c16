"""Sentences, and what in them is a promise."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from frankpledge.plans.importing import words

_END = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][\"'”’)]))\s+(?=[\"'“‘(]?[A-Z£\d])")
_SHORT = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|St|No|Cllr|Supt|e\.g|i\.e|etc|vs)\.$")


def sentences(text: str) -> list[str]:
    """The sentences of a passage, each with its full stop."""
    found: list[str] = []
    for part in _END.split(text):
        if found and _SHORT.search(found[-1]):
            found[-1] += f" {part}"
        elif part.strip():
            found.append(part.strip())
    return found


def promises(text: str, *, soft: bool) -> list[str]:
    """The sentences of a passage that bind its author; with `soft`, wishes and intentions too."""
    return [
        one
        for one in sentences(text)
        if not one.endswith("?") and (words.STRONG.search(one) or (soft and words.SOFT.search(one)))
    ]


def item_promises(text: str) -> list[str]:
    """The promises of one item of a list of promises; the words between them stay with the first.

    'Recruiting officers. I am protecting their numbers.' is two, and so is each of 'Building A,
    investing in B and developing C'.
    """
    found: list[str] = []
    for one in sentences(text):
        own = words.STRONG.search(one) or re.match(r"(?:I am|We are) \w+ing\b", one)
        if found and not own:
            found[-1] += f" {one}"
        else:
            found.append(one)
    return [part for one in found for part in _clauses(one)]


def _clauses(sentence: str) -> list[str]:
    """A row of things being done, taken apart; one that does something by doing another is not."""
    parts = re.split(r",\s+(?:and\s+)?(?=[a-z]+ing\b)|\s+and\s+(?=[a-z]+ing\b)", sentence)
    doing = all(re.match(r"[a-z]+ing\b", part, re.IGNORECASE) for part in parts)
    rows = len(parts) > 2 and doing and all(starts_with_verb(part) for part in parts)
    means = re.search(r"\b(?:by|through|of|as|including)\b", " ".join(parts[:-1]))
    return [part.strip(" ,") for part in parts] if rows and not means else [sentence]


def alike(one: str, other: str) -> bool:
    """Whether two titles are the same but for 'and', capitals and an ending or two."""
    a, b = (text.casefold().replace("&", "and") for text in (one, other))
    near = abs(len(a) - len(b)) <= 0.2 * max(len(a), len(b)) and max(len(a), len(b)) <= 300
    return a == b or (near and SequenceMatcher(None, a, b).ratio() >= 0.9)


def starts_with_verb(text: str) -> bool:
    """Whether it begins as a promise in a list does: 'Recruit', 'Working with', 'We will'."""
    first = re.sub(r"^(?:to|will|i will|we will|we['’]ll|i['’]ll)\s+", "", text, flags=re.I)
    first = re.sub(r"^[a-z]+ly\s+", "", first, flags=re.IGNORECASE)
    match = re.match(r"[A-Za-z]+", first)
    if match is None:
        return False
    word = match[0].casefold()
    if word in words.VERBS:
        return True
    return word.endswith("ing") and bool(_stems(word) & words.VERBS)


def _stems(word: str) -> set[str]:
    """Plain forms that a word in -ing may have: 'working', 'making', 'running'."""
    stem = word.removesuffix("ing")
    doubled = stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem
    return {stem, f"{stem}e", doubled}


def open_words(text: str) -> str | None:
    """What a text leaves open, as printed and at most 25 words: a placeholder, a broken end."""
    for one in sentences(text):
        if match := words.PLACEHOLDER.search(one):
            return _around(one, match.start())
    return _around(text, len(text)) if words.CUT_OFF.search(text) else None


def _around(text: str, at: int) -> str:
    parts = text.split()
    before = len(text[:at].split())
    if len(parts) <= 25:
        return text
    start = max(0, min(before - 12, len(parts) - 25))
    return " ".join(parts[start : start + 25])


def due(text: str) -> str | None:
    """The date by which something is promised: 'by 2024-25' is '2024/25'."""
    match = words.BY.search(text)
    if match is None:
        return None
    if match["month"]:
        return f"{match['year']}-{words.MONTHS.index(match['month'].lower()) + 1:02d}"
    following = (match["next"] or "")[-2:]
    one_on = f"{(int(match['year']) + 1) % 100:02d}"
    return f"{match['year']}/{following}" if following == one_on else match["year"]
