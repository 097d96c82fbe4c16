"""FP801 and FP802: what people were asked about without a result, and said without an answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from frankpledge.plans.checks import Finding, Hit, Options, findings_in, hit_in
from frankpledge.voice.chain import chain_of, clauses_with_result
from frankpledge.voice.model import Consultation
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
        if not (one.results or asked.held):
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
    questions = {question.id: index for index, question in enumerate(one.questions)}
    for link in chain_of(one, asked.books):
        if link.state != "unanswered":
            continue
        heard = link.heard
        message = f"people said {heard.text!r}, and nobody has answered"
        if link.answer is not None:
            way: tuple[str | int, ...] = ("answers", places[link.answer.id])
        elif heard.kind == "result":
            way = ("results", results[heard.name])
        else:
            way = ("questions", questions[heard.question or ""])
        yield hit_in(one, "FP802", message, way, heard.name)


CHECKS: Mapping[str, Callable[[_Asked], Iterator[Hit]]] = {
    "FP801": without_result,
    "FP802": without_answer,
}
