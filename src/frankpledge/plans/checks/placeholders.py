"""FP101 to FP105 and FP108: what was to be filled in later and never was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from frankpledge.plans.checks.acronyms import expanded
from frankpledge.plans.checks.finding import Hit
from frankpledge.plans.checks.passages import Document, Passage
from frankpledge.plans.checks.tables import table

CODES = ("FP101", "FP102", "FP103", "FP104", "FP105")

# [words](target) is a link, and what is wrong with it is the link check's to say.
_LINK = re.compile(r"\[[^\]\n]{0,200}\]\([^)\n]{0,2000}\)")
_NEAR = 200  # characters of a line on either side that tell whether it is in capitals
_NUMBER = re.compile(r"\d")
# Numbers that people call, and not figures.
_CALLED = re.compile(r"\b(?:999|101|111|112|105)\b")
_FIGURES = re.compile(r"\b(?:figures|statistics|numbers)\W*$", re.IGNORECASE)


@dataclass(frozen=True)
class _Phrase:
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    before: re.Pattern[str] | None
    say: str


@cache
def _phrases(code: str) -> tuple[_Phrase, ...]:
    return tuple(
        _Phrase(
            re.compile(entry["pattern"], 0 if entry.get("exact") else re.IGNORECASE),
            re.compile(entry["unless"]) if "unless" in entry else None,
            re.compile(entry["before"]) if "before" in entry else None,
            entry["say"],
        )
        for entry in table("phrases")[code]
    )


def placeholders(document: Document, code: str) -> Iterator[Hit]:
    """Words of the table that stand for something missing."""
    for passage in document.passages:
        # Marks what a link or an earlier phrase has taken, so that no words are found twice.
        taken = bytearray(len(passage.text))
        for match in _LINK.finditer(passage.text):
            _take(taken, *match.span())
        for phrase in _phrases(code):
            for match in phrase.pattern.finditer(passage.text):
                start, end = _trimmed(match)
                if any(taken[start:end]) or not _meant(phrase, match, document):
                    continue
                _take(taken, start, end)
                words = " ".join(passage.text[start:end].split())
                yield passage.hit(code, phrase.say.format(words=f"'{words}'"), start, end)


def _take(taken: bytearray, start: int, end: int) -> None:
    taken[start:end] = b"\1" * (end - start)


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    """The span without what a pattern had to match before its words."""
    lead = re.match(r"[\s:–—]*", match[0])
    assert lead is not None
    return match.start() + lead.end(), match.end()


def _meant(phrase: _Phrase, match: re.Match[str], document: Document) -> bool:
    text, word = match.string, match[0].strip("*_£ ")
    if phrase.unless and phrase.unless.match(text, match.end()):
        return False
    # The look-behind of a pattern must be of one length, so what goes before is searched here.
    if phrase.before and phrase.before.search(text[max(0, match.start() - 40) : match.start()]):
        return False
    if word.isupper() and word.isalpha():
        return not _in_capitals(match, word) and not expanded(word, document.text, strict=True)
    return True


def _in_capitals(match: re.Match[str], word: str) -> bool:
    """Whether capitals mean nothing here because the whole line is in capitals."""
    if word != "INSERT":
        return False
    before = match.string[max(0, match.start() - _NEAR) : match.start()].rpartition("\n")[2]
    after = match.string[match.end() : match.end() + _NEAR].partition("\n")[0]
    rest = f"{before} {after}"
    shouted = rest.isupper() and len(re.findall(r"[A-Z]{2,}", rest)) >= 2
    first = not before.strip("*_ #")
    return shouted and not (first or "£" in match[0] or "HERE" in rest)


def announced_figures(document: Document) -> Iterator[Hit]:
    """FP108: items without a number in a list of figures in which others have theirs."""
    for passage in document.passages:
        if not _in_list_of_figures(passage) or _has_number(passage.text):
            continue
        if any(map(_has_number, passage.siblings)):
            yield passage.hit(
                "FP108",
                f"'{passage.text}': a figure is announced and not given",
                0,
                len(passage.text),
            )


def _in_list_of_figures(passage: Passage) -> bool:
    lead = passage.lead.split()
    return len(lead) <= 6 and bool(_FIGURES.search(passage.lead))


def _has_number(text: str) -> bool:
    return bool(_NUMBER.search(_CALLED.sub("", text)))
