"""What was said as rows, for commands and data files."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from frankpledge.voice.chain import Link
from frankpledge.voice.gathering import Told
from frankpledge.voice.quality import Quality

Row = dict[str, Any]
RESULT_FIELDS = (
    *("consultation", "question", "kind", "option", "answer", "value", "lower", "upper"),
    *("unweighted", "people", "effective", "change", "change_lower", "change_upper"),
)
WHO_FIELDS = (
    *("consultation", "question", "group", "option", "answer", "people", "share_here"),
    *("share_answered", "share_weighted", "source"),
)
THEME_FIELDS = (
    *("consultation", "question", "theme", "label", "source", "answers", "share", "lower"),
    *("upper", "keywords"),
)
CHAIN_FIELDS = (
    *("consultation", "said", "kind", "name", "by", "on", "area", "state", "did", "answered_on"),
    *("outcome", "reason", "clauses", "commitments"),
)


def result_rows(told: Sequence[Told]) -> list[Row]:
    """One row an option that is shown; shares from 0 to 1, hidden figures as blanks."""
    return [row for one in told for row in _results(one)]


def _results(one: Told) -> Iterator[Row]:
    for found in one.results.questions if one.results else ():
        for bar in found.bars:
            moved = bar.change or (None, None, None)
            cells = (
                *(one.consultation.id, found.question.id, found.question.kind),
                *(bar.option, bar.title, *map(_known, (bar.value, bar.lower, bar.upper))),
                *(_known(bar.plain), found.people, round(found.effective, 1)),
                *map(_known, moved),
            )
            yield dict(zip(RESULT_FIELDS, cells, strict=True))


def result_lines(told: Sequence[Told]) -> list[Row]:
    """The same for people to read: shares in per cent, limits in one column."""
    return [_line(row) for row in result_rows(told)]


def _line(row: Row) -> Row:
    money = row["kind"] == "money"
    value, lower, upper, plain = (
        row[name] if money or row[name] is None else 100 * row[name]
        for name in ("value", "lower", "upper", "unweighted")
    )
    limits = None if value is None else f"{lower:.1f} to {upper:.1f}"
    return {
        "question": row["question"],
        "answer": row["answer"],
        "per cent or mean": value,
        "95 % limits": limits,
        "unweighted": plain,
        "people": row["people"],
    }


def who_rows(told: Sequence[Told]) -> list[Row]:
    """Who answered against who lives here: one row a group that answers could be weighted to.

    Shares from 0 to 1 to a tenth of a per cent, as pages have them; blanks where the people are not
    known.
    """
    return [row for one in told for row in _who(one)]


def _who(one: Told) -> Iterator[Row]:
    for margin in one.results.weighting.margins if one.results else ():
        for group in margin.groups:
            people = None if math.isnan(group.people) else round(group.people)
            shares = (group.share_here, group.share_answered, group.share_weighted)
            cells = (
                *(one.consultation.id, margin.question.id, margin.title, group.option),
                *(group.title, people, *(_known(share, 3) for share in shares), margin.source),
            )
            yield dict(zip(WHO_FIELDS, cells, strict=True))


def who_lines(told: Sequence[Told]) -> list[Row]:
    """The same for people to read: shares in per cent."""
    titles = {"share_here": "live here", "share_answered": "answered", "share_weighted": "weighted"}
    return [
        {name: row[name] for name in ("question", "answer", "people")}
        | {
            f"{words}, %": None if row[name] is None else 100 * row[name]
            for name, words in titles.items()
        }
        for row in who_rows(told)
    ]


def theme_lines(told: Sequence[Told]) -> list[Row]:
    """Themes for people to read: shares in per cent."""
    return [
        {name: row[name] for name in ("question", "theme", "label", "answers")}
        | {"per cent": 100 * row["share"]}
        | {"95 % limits": f"{100 * row['lower']:.1f} to {100 * row['upper']:.1f}"}
        for row in theme_rows(told)
    ]


def _known(value: float | None, places: int = 6) -> float | None:
    return None if value is None or math.isnan(value) else round(value, places)


def theme_rows(told: Sequence[Told]) -> list[Row]:
    """One row a theme."""
    rows = []
    for one in told:
        for opened in one.opened:
            for theme in opened.themes.themes if opened.themes else ():
                share = (theme.share.value, theme.share.lower, theme.share.upper)
                cells = (
                    *(one.consultation.id, opened.question.id, theme.id, theme.label),
                    *(theme.source.value, theme.count, *map(_known, share)),
                    ", ".join(theme.keywords),
                )
                rows.append(dict(zip(THEME_FIELDS, cells, strict=True)))
    return rows


def chain_rows(told: Sequence[Told], local: Sequence[Link] = ()) -> list[Row]:
    """One row for each thing that was said; `local` are the links of local priorities."""
    links = [(one.consultation.id, link) for one in told for link in one.chain]
    return [_linked(*pair) for pair in (*links, *(("", link) for link in local))]


def _linked(consultation: str, link: Link) -> Row:
    heard, answer = link.heard, link.answer
    cells = (
        *(consultation or None, heard.text, heard.kind, heard.name),
        *(heard.by or None, heard.on or None, heard.area or None, link.state),
        *((answer.did, answer.on, answer.outcome, answer.reason) if answer else (None,) * 4),
        " ".join(shaped.id for shaped in link.clauses),
        " ".join(promised.id for promised in link.commitments),
    )
    return dict(zip(CHAIN_FIELDS, cells, strict=True))


def quality_lines(quality: Quality) -> Iterator[str]:
    """What was noticed about an export, in sentences."""
    yield f"{quality.rows:,} rows in {quality.file} ({quality.encoding})."
    yield f"{quality.answered:,} answers read, {quality.blank:,} blank rows left out."
    if quality.twice:
        yield f"{quality.twice:,} rows have a number that was there before; the first counts."
    if quality.speeders is None:
        yield "How long people took is not known, so nobody can be said to have hurried."
    else:
        half = f"half took under {_minutes(quality.median_seconds or 0)}"
        yield f"{quality.speeders:,} took less than a third of the middle time ({half})."
    exact, near = quality.exact_repeats, quality.near_repeats
    yield f"{exact:,} have the very words of another, {near:,} nearly so."
    if quality.flooded is None:
        yield "From where answers came is not known, so floods from one source cannot be seen."
    else:
        yield f"{quality.flooded:,} came from a source of more than ten answers."
    if quality.outside is not None:
        yield f"{quality.outside:,} live elsewhere and are not counted."
    if quality.unknown_postcodes:
        yield f"{quality.unknown_postcodes:,} postcodes are not known."
    for question, reasons in quality.faulty.items():
        told = ", ".join(f"{count:,} {reason}" for reason, count in reasons.items())
        yield f"Not read in {question}: {told}."
    removed = ", ".join(f"{count:,} x {kind}" for kind, count in quality.removed.items())
    yield f"Personal details taken out: {removed or 'none found'}."
    if quality.mixed_lines:
        yield f"{quality.mixed_lines:,} lines are not UTF-8 and were read as Windows-1252."
    if quality.merged_cells:
        yield f"{quality.merged_cells:,} blocks of merged cells: only their first cells are read."
    if quality.cut:
        yield f"{quality.cut:,} answers of more than 100,000 characters were cut."


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:.1f} minutes" if seconds >= 90 else f"{seconds:.0f} seconds"
