"""A whole document checked: every sentence by every rule, with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from frankpledge.claims.checking.across import check_across, told_across
from frankpledge.claims.checking.changing import check_changes, linked
from frankpledge.claims.checking.comparing import check_comparisons
from frankpledge.claims.checking.document import Document, Passage, parts
from frankpledge.claims.checking.held import Desk, check_held, check_told
from frankpledge.claims.checking.holdings import Holdings
from frankpledge.claims.checking.naming import Namer
from frankpledge.claims.checking.plain import plain, without_moves
from frankpledge.claims.checking.quantities import valued
from frankpledge.claims.checking.ranking import KIND as RANK
from frankpledge.claims.checking.ranking import SUPERLATIVE, check_ranks
from frankpledge.claims.checking.records import check_records
from frankpledge.claims.checking.sharing import check_parts, check_shares
from frankpledge.claims.checking.spans import Span
from frankpledge.claims.checking.standing import check_standing
from frankpledge.claims.checking.tables import check_table, groups
from frankpledge.claims.checking.targets import check_targets
from frankpledge.claims.checking.tokens import Sentence, tokenise
from frankpledge.claims.checking.unquantified import check_unquantified
from frankpledge.claims.checking.verdicts import Finding, found

if TYPE_CHECKING:
    from frankpledge.areas import Areas
    from frankpledge.measures import Catalogue

# A table or a list of figures can be one endless 'sentence'; no rule needs more than this.
LONGEST = 1_200
_MEANT = re.compile(r"\b(?:will|would|should|aims? (?:is|to)|target|plans? to)\b", re.IGNORECASE)
# Without a token of these no rule but those on words alone can find anything.
_TELLING = ("NUM", "PCT", "POINTS", "ORD", "EXTREME", "RANKED", "TIMES", "FRACTION", "PERIOD")
_RULES = (
    check_changes,
    check_shares,
    check_parts,
    check_targets,
    check_ranks,
    check_comparisons,
)


@dataclass(frozen=True)
class Checked:
    """A finding with its passage (its place in the document's list) and the sentence it is in.

    `start` and `end` are places in the text of the passage.
    """

    finding: Finding
    passage: int
    sentence: str
    start: int
    end: int


@dataclass(frozen=True)
class Books:
    """What claims are checked against besides their own words: measures, areas and a lake."""

    catalogue: Catalogue
    areas: Areas
    holdings: Holdings
    date: str | None = None


def check_sentence(text: str, *, prose: bool = True) -> list[Finding]:
    """What can be said of a sentence by itself. `prose` is false for headings and table cells."""
    return _check(tokenise(_cut(text)), prose=prose)


def _check(sentence: Sentence, *, prose: bool) -> list[Finding]:
    rules = _RULES if sentence.has(*_TELLING) else (check_targets, check_ranks)
    findings = [finding for rule in rules for finding in rule(sentence)]
    if prose and not findings:
        findings = list(check_unquantified(sentence))
    return findings


def _cut(text: str) -> str:
    """No more than LONGEST characters, and no half of a word or number."""
    return text if len(text) <= LONGEST else text[:LONGEST].rpartition(" ")[0]


def check_document(document: Document, books: Books | None = None) -> list[Checked]:
    """Every claim found in a document, in order, with its verdicts.

    With `books`, claims whose measure and area are sure are checked against the lake too.
    """
    namer = Namer(books.catalogue, books.areas, document.head) if books else None
    desk = Desk(books.holdings, books.date) if books else None
    checked: list[Checked] = []
    tabled = _tables(document)
    for index, passage in enumerate(document.passages):
        own = tabled.get(index, [])
        judged = [(one.start, one.end) for one in own]
        checked += own
        checked += (
            one for one in _passage(index, passage, namer, desk) if not _inside(one.start, judged)
        )
    return checked


def _tables(document: Document) -> dict[int, list[Checked]]:
    """What the columns of tables say, by passage."""
    found_: dict[int, list[Checked]] = {}
    for start, rows in groups(document.passages):
        for row, finding in check_table(rows):
            index = start + row
            one = Checked(finding, index, rows[row].text, finding.start, finding.end)
            found_.setdefault(index, []).append(one)
    return found_


def _passage(
    index: int, passage: Passage, namer: Namer | None, desk: Desk | None
) -> Iterator[Checked]:
    earlier: list[Span] = []
    before: tuple[int, str] | None = None
    prose = passage.kind not in ("heading", "row")
    every = list(parts(passage))
    for place, (start, text) in enumerate(every):
        sentence = tokenise(_cut(text))
        findings = _check(sentence, prose=prose)
        if any(finding.verdict.id == "unquantified" for finding in findings):
            findings = _still_unquantified(findings, every[max(0, place - 1) : place + 2])
        named = namer.name(text) if namer else None
        if namer and named and desk:
            whole = plain(sentence, namer, without_moves)
            findings += check_held(sentence, named, desk, earlier, whole=whole)
        if namer and desk:
            findings = _with_records(sentence, findings, namer, desk)
            findings = _with_ranks(sentence, findings, namer, desk)
        both = list(_both(index, passage, (before, (start, text)), namer, desk)) if prose else []
        covered = [(one.start - start, one.end - start) for one in both]
        findings += _open(sentence, findings, covered)
        yield from both
        for finding in sorted(findings, key=lambda f: (f.start, f.end)):
            yield Checked(finding, index, text, start + finding.start, start + finding.end)
        earlier = [t.span for t in sentence.tokens if t.span is not None] or earlier
        before = (start, text)


def _still_unquantified(findings: list[Finding], near: Sequence[tuple[int, str]]) -> list[Finding]:
    """'Crime rose. There were 480 offences, compared with 400' has its numbers beside it."""
    if not any(tokenise(_cut(text)).has("NUM", "PCT", "POINTS", "TIMES") for _, text in near):
        return findings
    return [finding for finding in findings if finding.verdict.id != "unquantified"]


def _both(
    index: int,
    passage: Passage,
    sentences: tuple[tuple[int, str] | None, tuple[int, str]],
    namer: Namer | None,
    desk: Desk | None,
) -> Iterator[Checked]:
    """What two sentences, each with its place in the passage, say together."""
    before, (start, text) = sentences
    if before is None or start + len(text) - before[0] > LONGEST:
        return
    whole = passage.text[before[0] : start + len(text)]
    told = told_across(whole, start - before[0])
    if told is None:
        return
    findings = list(check_across(told))
    named = namer.name(whole) if namer else None
    if named and desk:
        findings += check_told(told.change, told.pair, told.place, named, desk)
    for one in findings:
        yield Checked(one, index, whole, before[0] + one.start, before[0] + one.end)


def _with_records(
    sentence: Sentence, findings: list[Finding], namer: Namer, desk: Desk
) -> list[Finding]:
    """A superlative that the lake can judge stands in the place of one that nothing could."""
    named = namer.name(sentence.text)
    if named is None:
        return findings
    values = [f.verdict.id for f in findings if f.kind == "value"]
    doubtful = any(name in ("differs", "unchecked") for name in values)
    judged = list(check_records(sentence, namer, named, desk, doubtful=doubtful))
    kept = [f for f in findings if f.kind != SUPERLATIVE] if judged else findings
    return [*kept, *judged]


def _with_ranks(
    sentence: Sentence, findings: list[Finding], namer: Namer, desk: Desk
) -> list[Finding]:
    """The same for a rank."""
    ranks = [f for f in findings if f.kind == RANK]
    judged = list(check_standing(sentence, namer, desk, ranks))
    # The 43 of '43 forces in 2023' is no value of the measure.
    inside = [(f.start, f.end) for f in (*ranks, *judged)]
    kept = [f for f in findings if f.kind != "value" or not _inside(f.start, inside)]
    if not judged:
        return kept
    return [*(f for f in kept if f.kind not in (RANK, SUPERLATIVE)), *judged]


def _open(
    sentence: Sentence, findings: Sequence[Finding], across: Sequence[tuple[int, int]]
) -> Iterator[Finding]:
    """Claims that no rule could judge, with the reason; `across` are places judged already."""
    if _MEANT.search(sentence.text):
        return
    covered = [*((f.start, f.end) for f in findings), *across]
    compared = any(f.kind == "comparison" for f in findings)
    for change, pair in linked(sentence):
        token = change.token
        if compared or pair is not None or token.name == "NUM":
            continue
        if not _inside(token.start, covered):
            why = "a change without the two figures that it is between"
            yield found("change", "unchecked", why, token.start, token.end)
            covered.append((token.start, token.end))
    for one in valued(sentence):
        start, end = min(one.token.start, one.span.start), max(one.token.end, one.span.end)
        if not _inside(one.token.start, covered):
            why = "no measure of the catalogue is named for sure, so nothing can be looked up"
            yield found("value", "unchecked", why, start, end)


def _inside(at: int, places: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in places)


def findings_only(checked: Sequence[Checked]) -> list[Checked]:
    """Those that are something to look into."""
    return [one for one in checked if one.finding.verdict.finding]
