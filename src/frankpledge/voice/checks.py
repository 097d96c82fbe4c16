"""FP801 and FP802: what people were asked about without a result, and said without an answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from frankpledge.documents import line_of
from frankpledge.plans import Files, Located
from frankpledge.plans.checks import Finding, Hit, Options, findings_in, hit_in
from frankpledge.plans.kit import Trail
from frankpledge.voice.chain import chain_of, clauses_with_result
from frankpledge.voice.model import Consultation
from frankpledge.voice.priorities import LocalPriority
from frankpledge.voice.themes import Codebook

DEFAULT = Options()


@dataclass(frozen=True)
class _Asked:
    one: Consultation
    books: Mapping[str, Codebook]
    held: bool


def check_consultation(
    one: Consultation,
    books: Mapping[str, Codebook],
    held: Collection[str] = (),
    options: Options = DEFAULT,
) -> list[Finding]:
    """All findings on a consultation, in order of place.

    `books` are the codebooks of its open questions, `held` the consultations whose responses the
    lake's folder holds: their questions have results.
    """
    asked = _Asked(one, books, one.id in held)
    hits = [hit for check in CHECKS.values() for hit in check(asked)]
    return findings_in(one, hits, CHECKS, options)


def without_result(asked: _Asked) -> Iterator[Hit]:
    """FP801: consulted on, and nothing said of what came of it."""
    one = asked.one
    known = clauses_with_result(one)
    if asked.held:
        known |= {name for question in one.questions for name in question.clauses}
    if not one.head.clauses:
        if not (one.results or one.raised or asked.held):
            message = f"people were asked ({one.head.title}), and no result is given"
            yield hit_in(one, "FP801", message, ("head", "title"), one.id)
        return
    for index, clause in enumerate(one.head.clauses):
        if clause not in known:
            message = f"people were asked about {clause!r}, and no result speaks of it"
            yield hit_in(one, "FP801", message, ("head", "clauses", index), clause)


def without_answer(asked: _Asked) -> Iterator[Hit]:
    """FP802: said by people, and answered by nobody."""
    one = asked.one
    places = {answer.id: index for index, answer in enumerate(one.answers)}
    results = {result.id: index for index, result in enumerate(one.results)}
    raised = {point.id: index for index, point in enumerate(one.raised)}
    questions = {question.id: index for index, question in enumerate(one.questions)}
    for link in chain_of(one, asked.books):
        if link.state != "unanswered":
            continue
        heard = link.heard
        who = f"{heard.by} raised" if heard.by else "people said"
        message = f"{who} {heard.text!r}, and nobody has answered"
        if link.answer is not None:
            way: tuple[str | int, ...] = ("answers", places[link.answer.id])
        elif heard.kind == "result":
            way = ("results", results[heard.name])
        elif heard.kind == "raised":
            way = ("raised", raised[heard.name])
        else:
            way = ("questions", questions[heard.question or ""])
        yield hit_in(one, "FP802", message, way, heard.name)


CHECKS: Mapping[str, Callable[[_Asked], Iterator[Hit]]] = {
    "FP801": without_result,
    "FP802": without_answer,
}


@dataclass(frozen=True)
class _Listed:
    """A file of local priorities, as far as findings need it."""

    id: str
    files: Files


def check_priorities(
    priorities: Mapping[str, tuple[LocalPriority, ...]], options: Options = DEFAULT
) -> list[Finding]:
    """FP802 on local priorities (`read_priorities`): what a place asked for without an answer."""
    by_file: dict[Path, list[LocalPriority]] = {}
    for one in (one for some in priorities.values() for one in some):
        by_file.setdefault(one.at[0], []).append(one)
    return [
        finding
        for path, some in sorted(by_file.items())
        for finding in _in_file(path, [one for one in some if not one.answered], options)
    ]


def _in_file(path: Path, silent: list[LocalPriority], options: Options) -> list[Finding]:
    text = path.read_text(encoding="utf-8")
    lines = {one.at[1]: _line(path, one.at[1]) for one in silent}
    keys: dict[Trail, Located] = {
        (index,): Located(str(path), line, 1) for index, line in lines.items()
    }
    listed = _Listed(path.stem, Files(path.parent, {path.name: text}, {}, keys))
    hits = (
        hit_in(
            listed,
            "FP802",
            f"{one.neighbourhood} asked for {one.priority!r}, and nobody has answered",
            (one.at[1],),
            one.neighbourhood,
        )
        for one in silent
    )
    return findings_in(listed, hits, ["FP802"], options)


def _line(path: Path, index: int) -> int:
    """Where an entry says what was asked for; a file as the publisher sends it is one line."""
    return (line_of(path, (index, "priority")) if path.suffix == ".yaml" else None) or 1
