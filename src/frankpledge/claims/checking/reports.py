"""Checked claims as rows, as text and as SARIF 2.1.0."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from frankpledge.claims.checking.document import Document
from frankpledge.claims.checking.running import Checked, findings_only
from frankpledge.claims.checking.verdicts import VERDICTS, Verdict

Row = dict[str, Any]
FIELDS = (
    "file",
    "line",
    "page",
    "slide",
    "kind",
    "verdict",
    "finding",
    "claim",
    "sentence",
    "working",
)
_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def claim_rows(document: Document, checked: Sequence[Checked]) -> list[Row]:
    """One flat object a verdict, with FIELDS."""
    rows = []
    for one in checked:
        passage = document.passages[one.passage]
        rows.append(
            {
                "file": document.file,
                "line": passage.line,
                "page": passage.page,
                "slide": passage.slide,
                "kind": one.finding.kind,
                "verdict": one.finding.verdict.id,
                "finding": one.finding.verdict.finding,
                "claim": passage.text[one.start : one.end],
                "sentence": one.sentence,
                "working": one.finding.working,
            }
        )
    return rows


def told(document: Document, checked: Sequence[Checked], *, every: bool = False) -> Iterator[str]:
    """The findings as text (with `every` all verdicts), then a line that sums up."""
    for one in checked if every else findings_only(checked):
        passage, verdict = document.passages[one.passage], one.finding.verdict
        yield f"{document.file}, {passage.place}: {verdict.sign} {verdict.title}"
        yield f"    {_short(one.sentence)}"
        yield f"    {one.finding.working}"
    yield _summary(document, checked)


def _short(text: str, limit: int = 200) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1].rsplit(' ', 1)[0]} …"


def _summary(document: Document, checked: Sequence[Checked]) -> str:
    counts = Counter(one.finding.verdict.id for one in checked)
    if not counts:
        return f"{document.file}: no claims found."
    parts = [f"{counts[name]} {v.title}" for name, v in VERDICTS.items() if counts[name]]
    noun = "verdict" if len(checked) == 1 else "verdicts"
    return f"{document.file}: {len(checked)} {noun}: {'; '.join(parts)}."


def sarif(pages: Sequence[tuple[Document, Sequence[Checked]]], *, version: str) -> Row:
    """All verdicts of all documents as a SARIF log of one run.

    Verdicts that are no findings have the level `note` or `none` and the kind `pass` or `open`.
    """
    results = [_result(d, one) for d, checked in pages for one in checked]
    rules = [_rule(verdict) for verdict in VERDICTS.values()]
    driver = {"name": "frankpledge claims", "version": version, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(verdict: Verdict) -> Row:
    return {
        "id": verdict.code,
        "name": "".join(part.capitalize() for part in verdict.id.split("-")),
        "shortDescription": {"text": verdict.title},
        "fullDescription": {"text": verdict.means},
        "defaultConfiguration": {"level": verdict.level},
    }


def _result(document: Document, one: Checked) -> Row:
    passage, verdict = document.passages[one.passage], one.finding.verdict
    # A page or a slide is no line of the file: it stands in the name of the logical place.
    region: Row = {"startLine": passage.line} if passage.line else {}
    region["snippet"] = {"text": one.sentence}
    place: Row = {"artifactLocation": {"uri": _uri(document.file)}}
    if passage.line:
        place["region"] = region
    kind = {"agrees": "pass", "unchecked": "open"}.get(verdict.id, "fail")
    return {
        "ruleId": verdict.code,
        "ruleIndex": list(VERDICTS).index(verdict.id),
        # SARIF wants the level 'none' wherever nothing failed.
        "level": verdict.level if kind == "fail" else "none",
        "kind": kind,
        "message": {"text": f"{verdict.title}: {one.finding.working}. “{one.sentence}”"},
        "locations": [
            {
                "physicalLocation": place,
                "logicalLocations": [{"fullyQualifiedName": passage.place, "kind": "element"}],
            }
        ],
    }


def _uri(file: str) -> str:
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
