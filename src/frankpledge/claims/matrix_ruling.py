"""Scores that follow from figures, by the rules that a scoring matrix states."""

from __future__ import annotations

from frankpledge import periods as calendar
from frankpledge.claims import sentences as say
from frankpledge.claims.figures import Figures
from frankpledge.claims.matrix import Matrix, Rule, Score, matrix_answer, matrix_note
from frankpledge.claims.resolving import Request
from frankpledge.claims.shapes import Answer, Basis
from frankpledge.claims.windows import Here, NotKnownError
from frankpledge.measures import compare

TITLE = "Scoring matrix"


def matrix_shown(request: Request, figures: Figures) -> Answer:
    """The matrix of a report with every score that a rule gives."""
    assert request.matrix is not None
    rules = [criterion.rule for criterion in request.matrix.criteria]
    cells = {
        place: _score(rule, cell, figures)
        for place, cell in request.cells.items()
        if (rule := rules[place[1]]) is not None
    }
    matrix = request.matrix.scored(cells)
    view = request.expression.subject.text
    return matrix_answer(matrix, view, _basis(matrix, request, figures, view))


def _basis(matrix: Matrix, request: Request, figures: Figures, view: str) -> Basis:
    """Where the scores come from: from figures, from the people who gave them, or from both."""
    if not request.cells:
        return Basis("stated", stated=matrix.by, note=matrix_note(matrix, view))
    every = all(criterion.rule is not None for criterion in matrix.criteria)
    used = [figures.results.by_measure[name] for name in request.listed]
    found = {one.measure.source: one.found.series.vintage for one in used if one.found is not None}
    imports = [str(row["import_id"]) for name in sorted(found) for row in figures.imports[name]]
    spans = [span for cell in request.cells.values() for span in cell.spans.values()]
    spans.sort(key=lambda span: (calendar.parse(span.last).last, span.size))
    return Basis(
        "computed" if every else "stated",
        area=figures.areas.get(request.area),
        windows=tuple(dict.fromkeys(span.words for span in spans)),
        imports=tuple(imports),
        stated="" if every else matrix.by,
        note=matrix_note(matrix, view),
        framework=TITLE,
        sources=tuple(sorted(found.items())),
    )


def _score(rule: Rule, request: Request, figures: Figures) -> Score:
    """The score that a rule gives a topic; none where the figure is not known."""
    try:
        here = Here.of(request, figures)
        return _by_value(rule, here) if rule.figure == "value" else _by_change(rule, here)
    except NotKnownError as nothing:
        return Score(None, f"Not known: {nothing}")


def _by_value(rule: Rule, here: Here) -> Score:
    amount = say.Amount.of(here.measure, here.window("for"))
    reached = sum(amount.value >= bound for bound in rule.bounds)
    return Score(reached, f"{amount.words}: reaches {reached} of {len(rule.bounds)} bounds")


def _by_change(rule: Rule, here: Here) -> Score:
    before, now = here.window("from"), here.window("to")
    compared = compare(here.series, now, before)
    if compared is None:
        raise NotKnownError("the two windows cannot be compared")
    told = say.Change.of(here.measure, now, before, compared)
    why = f"{say.capital(told.verb)}: {told.now.words} after {told.before.number} ({told.percent})"
    if here.measure.better == 0:
        return Score(None, f"{why}, neither way is better")
    match told.says:
        case "rose" | "fell":
            good = (told.says == "rose") == (here.measure.better > 0)
            return Score(rule.better if good else rule.worse, why)
        case "little changed":
            return Score(rule.same, why)
        case _:
            return Score(None, why)
