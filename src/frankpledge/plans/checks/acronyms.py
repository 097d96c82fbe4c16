"""FP111: acronyms that a document uses and never spells out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from frankpledge.plans.checks.finding import Hit
from frankpledge.plans.checks.passages import Document
from frankpledge.plans.checks.tables import table

_ACRONYM = re.compile(r"(?<![A-Za-z0-9£&/-])([A-Z]{2,7})(?:s|'s|’s)?(?![A-Za-z0-9-])")
_WORD = re.compile(r"[A-Za-z]+")
_SMALL = frozenset({"a", "an", "and", "at", "for", "in", "of", "on", "or", "the", "to", "with"})
_ROMAN = re.compile(r"[IVXLCDM]+")
# So many initials in a row do not come about by chance.
_UNMISTAKABLE = 4


def acronyms(document: Document) -> Iterator[Hit]:
    """Each acronym at its first use, with how often it is used."""
    text, seen = document.text, dict[str, int]()
    for word in _uses(document):
        seen[word] = seen.get(word, 0) + 1
    for passage in document.passages:
        if passage.text.isupper():
            continue
        for match in _ACRONYM.finditer(passage.text):
            count = seen.pop(match[1], 0)
            if not count or _needs_no_expansion(match[1], text) or expanded(match[1], text):
                continue
            offer = table("words")["acronyms"]["expansions"].get(match[1])
            hint = f"; perhaps {offer!r}" if offer else ""
            times = "once" if count == 1 else f"{count} times"
            message = f"{match[1]} is used {times} and never spelt out{hint}"
            yield passage.hit("FP111", message, match.start(), match.end())


def _uses(document: Document) -> Iterator[str]:
    for passage in document.passages:
        if not passage.text.isupper():
            yield from (match[1] for match in _ACRONYM.finditer(passage.text))


def _needs_no_expansion(word: str, text: str) -> bool:
    if word in table("words")["acronyms"]["known"] or _ROMAN.fullmatch(word):
        return True
    # A word in capitals for emphasis stands elsewhere in small letters.
    return re.search(rf"\b(?:{word.lower()}|{word.capitalize()})\b", text) is not None


@lru_cache(maxsize=256)
def expanded(word: str, text: str, *, strict: bool = False) -> bool:
    """Whether a text has words that an acronym stands for.

    `strict` asks for the acronym in brackets behind them: Tewkesbury Borough Council (TBC).
    """
    if strict:
        return any(
            _initials(text[: match.start()][-200:])[1].endswith(word)
            for match in re.finditer(rf"\({word}\)", text)
        )
    known = table("words")["acronyms"]["expansions"].get(word, "")
    if known:
        # Initials in a row come about by chance; of these the words themselves are known.
        return _plain(known) in _plain(text)
    plain, names = _initials(text)
    return word in names or (len(word) >= _UNMISTAKABLE and word.lower() in plain)


@lru_cache(maxsize=8)
def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.lower().replace("’", "'")))


@lru_cache(maxsize=8)
def _initials(text: str) -> tuple[str, str]:
    """Initials of all words but small ones: in small letters, and of capitalised words only."""
    plain, names = [], []
    for match in _WORD.finditer(text):
        word = match[0]
        if word in _SMALL or (len(word) > 1 and word.isupper()):
            continue
        plain.append(word[0].lower())
        names.append(word[0] if word[0].isupper() else ".")
    return "".join(plain), "".join(names)
