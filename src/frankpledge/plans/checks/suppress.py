"""FP001 and FP002: comments that silence a finding, each with its reason.

    - id: carbon-neutral # check: ignore FP501 the national date is 2050

In Markdown the comment is <!-- check: ignore FP101 reason -->. A comment on a line of its own
speaks for the next line.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from frankpledge.plans.checks.finding import Hit
from frankpledge.plans.delivery import DeliveryDocument
from frankpledge.plans.plan import Located, Plan

_COMMENT = re.compile(r"(?:^|(?<=\s))#\s*check:\s*ignore\b(?P<rest>.*)$", re.MULTILINE)
_MARKUP = re.compile(r"<!--\s*check:\s*ignore\b(?P<rest>[^\n]{0,500}?)-->")
_CODES = re.compile(r"[\s:]*((?:FP\d{1,3}\b[\s,:]*)+)")
_REASON = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True)
class Suppression:
    """A comment that silences rules on one line of a file."""

    at: Located
    line: int
    codes: tuple[str, ...]
    reason: str

    @property
    def fault(self) -> str:
        """Why it has no effect; '' when nothing is wrong with it."""
        if not self.codes:
            return "'check: ignore' names no rule; write the code and a reason after it"
        if not _REASON.search(self.reason):
            return f"'check: ignore {', '.join(self.codes)}' gives no reason, so it has no effect"
        return ""

    def silences(self, hit: Hit) -> bool:
        """Whether it speaks of this hit."""
        fits = any(hit.code.startswith(code) for code in self.codes)
        return not self.fault and fits and (self.at.file, self.line) in hit.lines


def plan_suppressions(plan: Plan | DeliveryDocument) -> list[Suppression]:
    """The comments in a package's files."""
    values = defaultdict[str, list[tuple[int, int]]](list)
    for name, start, end in _texts(plan):
        values[name].append((start, end))
    return [
        _read(match, text, str(plan.files.folder / name), "#")
        for name, text in plan.files.texts.items()
        for match in _COMMENT.finditer(text)
        if not _in_text(match, values[name])
    ]


def _in_text(match: re.Match[str], values: Iterable[tuple[int, int]]) -> bool:
    """Whether a '#' stands inside a text, where it begins no comment."""
    return any(start <= match.start() < end for start, end in values)


def text_suppressions(text: str, file: str) -> list[Suppression]:
    """The comments in a Markdown or plain text file."""
    return [_read(match, text, file, "<!--") for match in _MARKUP.finditer(text)]


def apply(
    hits: Iterable[Hit], suppressions: Iterable[Suppression], ran: Iterable[str]
) -> Iterator[Hit]:
    """The hits that nothing silences, and those on the comments themselves.

    A comment is without effect when it silences nothing although one of its rules `ran`.
    """
    codes, used = list(ran), set[Suppression]()
    by_line = defaultdict[tuple[str, int], list[Suppression]](list)
    for one in suppressions:
        by_line[one.at.file, one.line].append(one)
    for hit in hits:
        silent = [one for line in hit.lines for one in by_line.get(line, ()) if one.silences(hit)]
        used.update(silent)
        if not silent:
            yield hit
    for one in (one for several in by_line.values() for one in several):
        if one.fault:
            yield Hit("FP001", one.fault, one.at)
        elif one not in used and any(code.startswith(one.codes) for code in codes):
            message = f"'check: ignore {', '.join(one.codes)}' silences nothing; take it out"
            yield Hit("FP002", message, one.at)


def _texts(plan: Plan | DeliveryDocument) -> Iterator[tuple[str, int, int]]:
    """Spans of single values, which are those that no other span lies in."""
    ways = set(plan.files.spans)
    outer = {way[:length] for way in ways for length in range(len(way))}
    for way in ways - outer:
        file, start, end = plan.files.spans[way]
        text = plan.files.texts[file]
        # What stands behind the sign of a folded text, on its line, is no part of it yet.
        yield file, text.find("\n", start) if text[start : start + 1] in ("|", ">") else start, end


def _read(match: re.Match[str], text: str, file: str, mark: str) -> Suppression:
    begin = text.rfind("\n", 0, match.start()) + 1
    line = text.count("\n", 0, match.start()) + 1
    at = Located(file, line, match.start() - begin + 1)
    rest = match["rest"]
    codes = _CODES.match(rest)
    named = tuple(re.findall(r"FP\d+", codes[1])) if codes else ()
    reason = rest[codes.end() :] if codes else rest
    alone = not text[begin : match.start()].strip() and not _after(text, match)
    target = _next_line(text, match.end(), line, mark) if alone else line
    return Suppression(at, target, named, reason.strip(" :-–—"))


def _after(text: str, match: re.Match[str]) -> str:
    return text[match.end() :].partition("\n")[0].strip()


def _next_line(text: str, end: int, line: int, mark: str) -> int:
    """The next line that is neither blank nor a comment; `line` when there is none."""
    number, begin = line, text.find("\n", end) + 1
    while begin:
        number, stop = number + 1, text.find("\n", begin)
        content = text[begin : stop if stop >= 0 else len(text)].strip()
        if content and not content.startswith(mark):
            return number
        begin = stop + 1
    return line
