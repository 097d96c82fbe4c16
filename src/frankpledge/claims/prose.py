"""FP701: numbers in the text of a report that are bound to nothing.

A false alarm teaches writers to switch the check off, so whatever is probably a date, a name or a
place is left alone: a number that looks like a year is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from frankpledge.claims.contents import missing_contents
from frankpledge.claims.marking import Marked, blank
from frankpledge.claims.reports import read_text
from frankpledge.measures import Catalogue
from frankpledge.plans import Located
from frankpledge.plans.checks import Finding, Hit, Options, check_written

CODE = "FP701"

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_YEAR = r"(?:19|20)\d\d"
# What numbers of these are names: Priority 2, section 7A, rounds 2 to 4, page 3.
_NAMED = (
    r"(?:priority|priorities|sections?|sub-?sections?|pages?|pp?\.|tables?|figures?|charts?|"
    r"chapters?|annex(?:es)?|appendix|appendices|paragraphs?|paras?\.?|parts?|articles?|"
    r"schedules?|regulations?|rules?|orders?|acts?|rounds?|phases?|stages?|tiers?|levels?|steps?|"
    r"versions?|editions?|no\.?|nos\.?|items?|numbers?|slides?|notes?|questions?|operation|op|"
    r"week|wards?|room|form|grade|band|class|group|quarter|day|goals?|themes?|pillars?|"
    r"commitments?|outcomes?|objectives?|recommendations?|measures?|year)"
)
_RANGE = r"\d+[A-Za-z]?(?:\s*(?:[-–/,&]|to|and)\s*\d+[A-Za-z]?)*"
_NOT_FIGURES = tuple(
    re.compile(form, flags)
    for form, flags in (
        (r"^[ \t]*(?:>[ \t]*)*(?:\d{1,3}[.)]|#{1,6}[ \t]+\d+(?:\.\d+)*[.)]?)(?=\s)", re.MULTILINE),
        (
            rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s*(?:[-–]|to|and)\s*\d{{1,2}}(?:st|nd|rd|th)?)?\s+{_MONTH}(?:,?\s+{_YEAR})?",
            re.IGNORECASE,
        ),
        (rf"\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+{_YEAR})?\b", re.IGNORECASE),
        (r"\b\d{1,4}[/.]\d{1,2}[/.]\d{2,4}\b|\b\d{4}-\d{2}(?:-\d{2})?\b", 0),
        (
            rf"\b{_YEAR}\s*[-–/]\s*(?:{_YEAR}|\d\d)\b|(?<![£$€\d.,]){_YEAR}(?:s\b|(?![\d,.]*\d)(?!\s*(?:%|per\s?cent)))",
            0,
        ),
        (r"\bQ[1-4]\b|\bYE\s?\d", 0),
        (r"\b\d+(?:st|nd|rd|th)\b", re.IGNORECASE),
        (
            r"\b\d{1,2}[:.]\d\d\s*(?:am|pm)\b|\b\d{1,2}:\d\d\b|\b\d{1,2}\s?(?:am|pm)\b|\b24/7\b",
            re.IGNORECASE,
        ),
        (r"\b0\d{2,4}[\s-]?\d{3,4}[\s-]?\d{3,4}\b", 0),
        (r"\b(?:999|111|101|105|112|119)\b(?!\s*%)", 0),
        (rf"\b{_NAMED}\s+{_RANGE}", re.IGNORECASE),
        (rf"\b{_NAMED}\s+\(?\d+\)?", re.IGNORECASE),
        (r"\b95\s?%\s+(?:confidence\s+)?(?:interval|limits?)", re.IGNORECASE),
    )
)
_NUMBER = re.compile(
    r"(?<![\w.\-–/])[£$€+−-]?\d[\d,]*(?:\.\d+)?(?:\s?%|\s?per\s?cent\b|\s?(?:million|billion|m|bn|k|kg|km|hrs?|mins?)\b)?(?!\.?\w)",
    re.IGNORECASE,
)


def check_report(path: Path, options: Options, catalogue: Catalogue | None = None) -> list[Finding]:
    """All findings on a report, in order of place: of the rules on texts, FP701 and FP702.

    FP702 needs the catalogue. Raises NotFoundError without such a file, InputError when it is not
    UTF-8.
    """
    marked = Marked(read_text(path))
    hits = list(unbound(marked, str(path)))
    if catalogue is not None:
        hits += missing_contents(path, marked, catalogue)
    return check_written(marked.text, marked.prose, str(path), hits, options)


def unbound(marked: Marked, file: str) -> Iterator[Hit]:
    """The numbers of a report's text that stand for a quantity and are no figure."""
    for start, text in numbers(marked.prose):
        line, column = marked.at(start)
        message = f"'{text}' is bound to nothing; write it as a figure, or say who states it"
        yield Hit(CODE, message, Located(file, line, column))


def numbers(text: str) -> list[tuple[int, str]]:
    """Where quantities stand in a text, and the quantities."""
    for form in _NOT_FIGURES:
        text = blank(text, [m.span() for m in form.finditer(text)])
    return [(m.start(), " ".join(m[0].split())) for m in _NUMBER.finditer(text)]
