"""From words to things: the measure, the area and the windows that an expression names.

All of this is known from the catalogue and the table of areas, before any figure is looked up, so
that a report which names something that does not exist is refused whole, with every place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING

from frankpledge import periods as calendar
from frankpledge.claims.grammar import Expression, Fault, Word, parse
from frankpledge.claims.matrix import VIEWS, Matrix
from frankpledge.documents import nearest
from frankpledge.measures import Catalogue, Framework, Measure

if TYPE_CHECKING:
    from frankpledge.areas import Areas

LATEST, BASELINE, YEAR_BEFORE = "latest", "baseline", "year-before"
MOST = 30  # places that one table can list
STOCKS = frozenset({"level", "rate-supplied"})
_STEPS = {"month": 12, "quarter": 4, "year to": 12}  # periods in a year, 1 for all others


@dataclass(frozen=True)
class Span:
    """A window in a measure's own periods: `size` of them, of which the last is `last`."""

    last: str
    size: int

    @property
    def words(self) -> str:
        """The window in words: 'year to September 2022'."""
        return calendar.window_words(self.last, self.size)

    @property
    def months(self) -> int:
        """How many months it covers."""
        return calendar.parse(self.last).months * self.size


@dataclass(frozen=True)
class Request:
    """An expression whose names lead somewhere.

    `measure` is None for a statement that names none; `source` is that of a statement. `spans` are
    by clause; a clause that is not there has none, and `latest` is left for when the figures are
    at hand. A scorecard has a `framework`, and the ids of the measures `listed` in it; what shows
    the scoring matrix has the `matrix`, and in `cells` what its rules ask for, by topic and
    criterion.
    """

    expression: Expression
    measure: Measure | None = None
    area: str = ""
    spans: Mapping[str, Span] = field(default_factory=dict)
    year_before: bool = False
    source: str = ""
    framework: Framework | None = None
    listed: tuple[str, ...] = ()
    matrix: Matrix | None = None
    cells: Mapping[tuple[int, int], Request] = field(default_factory=dict)

    @property
    def measures(self) -> tuple[str, ...]:
        """The ids of every measure that it takes figures from."""
        return (self.measure.id, *self.listed) if self.measure is not None else self.listed


@dataclass(frozen=True)
class Names:
    """What expressions may name, and what is meant where nothing is named.

    `restates` is the document that the report restates; '' when there is none.
    """

    catalogue: Catalogue
    areas: Areas
    area: str
    restates: str = ""
    matrix: Matrix | None = None

    def resolve(self, expression: Expression) -> tuple[Request, list[Fault]]:
        """The request, and every name in it that leads nowhere."""
        faults: list[Fault] = []
        if expression.kind.name == "scorecard":
            return self._scorecard(expression, faults), faults
        if expression.kind.name == "matrix":
            return self._matrix(expression, faults), faults
        measure = self._measure(expression, faults)
        if expression.kind.name == "stated":
            source = self._source(expression, faults)
            return Request(expression, measure, source=source), faults
        area = self._area(expression, measure, faults)
        if measure is None:
            return Request(expression), faults
        spans = _spans(expression, measure, faults)
        faults += _places(expression, measure)
        before = expression.clauses.get("from")
        year_before = before is not None and before.text == YEAR_BEFORE
        if not faults:
            faults += _comparable(expression, measure, spans)
        return Request(expression, measure, area, spans, year_before), faults

    def _matrix(self, expression: Expression, faults: list[Fault]) -> Request:
        word = expression.subject
        if word.text not in VIEWS:
            faults.append(Fault(word.at, f"one of {', '.join(VIEWS)}", word.text))
        elif self.matrix is None:
            told = "a scoring matrix in the front matter, field matrix; there is none"
            faults.append(Fault(word.at, told, word.text))
        cells = {} if faults or self.matrix is None else self._cells(self.matrix, word, faults)
        found = (cell.measure.id for cell in cells.values() if cell.measure is not None)
        listed = tuple(dict.fromkeys(found))
        return Request(expression, area=self.area, matrix=self.matrix, cells=cells, listed=listed)

    def _cells(
        self, matrix: Matrix, word: Word, faults: list[Fault]
    ) -> dict[tuple[int, int], Request]:
        """What the rules of the matrix ask for; a fault names the topic and the criterion."""
        cells = {}
        for topic, criterion, text in matrix.ruled:
            expression, wrong = parse(text)
            if expression is not None:
                cells[topic, criterion], wrong = self.resolve(expression)
            of = f"matrix: {matrix.topics[topic].title}, {matrix.criteria[criterion].title}"
            faults += [Fault(word.at, f"{one.expected} ({of})", one.value) for one in wrong]
        return cells

    def _scorecard(self, expression: Expression, faults: list[Fault]) -> Request:
        area = self._area(expression, None, faults)
        word, frameworks = expression.subject, self.catalogue.frameworks
        if word.text not in frameworks:
            told = f"the id of a framework; {nearest(word.text, frameworks)}"
            faults.append(Fault(word.at, told, word.text))
            return Request(expression, area=area)
        framework, named = frameworks[word.text], expression.clauses.get("group")
        groups = {group.id: group for group in framework.groups}
        if named is not None and named.text not in groups:
            told = f"the id of a group of {framework.id}; {nearest(named.text, groups)}"
            faults.append(Fault(named.at, told, named.text))
            return Request(expression, area=area)
        listed = framework.measures
        if named is not None:
            listed = tuple(dict.fromkeys(one.measure for one in groups[named.text].measures))
        return Request(expression, area=area, framework=framework, listed=listed)

    def _measure(self, expression: Expression, faults: list[Fault]) -> Measure | None:
        stated = expression.kind.name == "stated"
        word = expression.clauses.get("about") if stated else expression.subject
        if word is None:
            return None
        if word.text not in self.catalogue.measures:
            told = f"the id of a measure; {_near(word.text, self.catalogue.measures)}"
            faults.append(Fault(word.at, told, word.text))
            return None
        return self.catalogue.measures[word.text]

    def _source(self, expression: Expression, faults: list[Fault]) -> str:
        """Who states it and where: a document of its own, or a place in the one restated."""
        clauses, subject = expression.clauses, expression.subject
        if word := clauses.get("for"):
            _parsed(word, faults)
        if ("source" in clauses) == ("place" in clauses):
            told = "either 'source' with a document and place, or 'place' in the document restated"
            faults.append(Fault(subject.at, told, subject.text))
            return ""
        if "source" in clauses:
            return clauses["source"].text
        if not self.restates:
            told = "'source', because the front matter names no document that the report restates"
            faults.append(Fault(clauses["place"].at, told, clauses["place"].text))
        return f"{self.restates}, {clauses['place'].text}"

    def _area(self, expression: Expression, measure: Measure | None, faults: list[Fault]) -> str:
        word = expression.clauses.get("in")
        code = self.area if word is None else word.text
        at = (expression.subject if word is None else word).at
        if code not in self.areas:
            faults.append(Fault(at, f"the code of an area; {self._near_area(code)}", code))
        elif measure is not None and self.areas.get(code).kind not in measure.areas:
            area = self.areas.get(code)
            told = f"a {' or a '.join(measure.areas)}, which {measure.id} is counted for"
            faults.append(Fault(at, told, f"{code} ({area.name}, a {area.kind})"))
        return code

    def _near_area(self, text: str) -> str:
        found = [f"{a.code} ({a.name}, {a.kind})" for a in self.areas.search(text, 3)]
        if not found:
            above = (self.area, *self.areas.children(self.area, "district"))
            found = get_close_matches(text, above, n=1, cutoff=0.6)
        return f"did you mean {' or '.join(found)}?" if found else "none is like it"


def _near(name: str, known: Mapping[str, object]) -> str:
    near = get_close_matches(name, known, n=3, cutoff=0.6)
    return f"did you mean {' or '.join(near)}?" if near else "none is like it"


def _spans(expression: Expression, measure: Measure, faults: list[Fault]) -> dict[str, Span]:
    found: dict[str, Span] = {}
    for name in ("for", "from", "to"):
        word = expression.clauses.get(name)
        if word is None or (word.text == LATEST and name != "from"):
            continue
        if name == "from" and word.text in {BASELINE, YEAR_BEFORE}:
            if word.text == BASELINE and (span := _baseline(measure, word, faults)):
                found[name] = span
        elif span := _span(measure, expression.kind.name, word, faults):
            found[name] = span
    return found


def _baseline(measure: Measure, word: Word, faults: list[Fault]) -> Span | None:
    if measure.baseline is None:
        faults.append(Fault(word.at, f"a period, because {measure.id} has no baseline", word.text))
        return None
    return Span(measure.baseline.to, measure.baseline.periods)


def _parsed(word: Word, faults: list[Fault]) -> calendar.Period | None:
    try:
        return calendar.parse(word.text)
    except ValueError:
        told = "a period (2025-12, 2025-Q4, 2025, 2017/18 or YE2022-09)"
        faults.append(Fault(word.at, told, word.text))
        return None


def _span(measure: Measure, kind: str, word: Word, faults: list[Fault]) -> Span | None:
    """A period as a run of the measure's own periods.

    `returned` figures are given for whatever period the body gave them for, and a chart ends with
    one of the measure's periods whatever the word for it.
    """
    period = _parsed(word, faults)
    if period is None:
        return None
    if kind == "returned":
        return Span(str(period), 1)
    own = calendar.Period(period.last, measure.period)
    size, rest = divmod(period.months, own.months)
    if kind not in {"value", "change", "places"}:
        size, rest = measure.window, 0
    if rest or not size or calendar.parse(str(own)).last != own.last:
        told = f"whole {measure.period}s, by which {measure.id} is counted"
        faults.append(Fault(word.at, told, word.text))
        return None
    if size > 1 and measure.kind in STOCKS:
        told = f"one {measure.period} such as {own}, because {measure.id} is not added up over time"
        faults.append(Fault(word.at, told, word.text))
        return None
    return Span(str(own), size)


def _comparable(expression: Expression, measure: Measure, spans: Mapping[str, Span]) -> list[Fault]:
    """A part of a year beside a full year, or a window before the one it is compared with."""
    name = expression.kind.name
    if name == "change" and {"from", "to"} <= set(spans):
        first, last = spans["from"], spans["to"]
        at = expression.clauses["to"].at
        if first.months != last.months:
            told = f"a window as long as the {first.words}"
            return [Fault(at, told, f"{expression.clauses['to'].text} ({last.words})")]
        if calendar.parse(first.last).last >= calendar.parse(last.last).last:
            return [Fault(at, f"a later window than the {first.words}", last.words)]
    if name == "change" and expression.form in {"percent", "size"} and measure.kind == "proportion":
        told = "another format: a change of a share is said in points ('as number')"
        word = expression.clauses.get("as", expression.subject)
        return [Fault(word.at, told, expression.form)]
    if name == "value" and expression.form == "rate" and measure.per is None:
        return [
            Fault(expression.clauses["as"].at, f"another format: {measure.id} has no rate", "rate")
        ]
    return []


def _places(expression: Expression, measure: Measure) -> list[Fault]:
    """What is wrong with a list of places: a kind that is not counted, or too many of them."""
    of, most = expression.clauses.get("of"), expression.clauses.get("most")
    faults = []
    if of is not None and of.text not in measure.areas:
        told = f"a {' or a '.join(measure.areas)}, which {measure.id} is counted for"
        faults.append(Fault(of.at, told, of.text))
    if of is not None and measure.kind != "count":
        told = f"a measure that is a count, which {measure.id} is not"
        faults.append(Fault(expression.subject.at, told, measure.id))
    if most is not None and not (most.text.isdecimal() and 1 <= int(most.text) <= MOST):
        faults.append(Fault(most.at, f"a whole number from 1 to {MOST}", most.text))
    return faults


def year_before(span: Span) -> Span:
    """The window a year earlier: like is compared with like."""
    period = calendar.parse(span.last)
    return Span(str(period.shift(-_STEPS.get(period.kind, 1))), span.size)
