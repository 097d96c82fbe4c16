"""A consultation as a document: what was asked of whom, about what, and what came of it."""

# ruff: noqa: RUF009 - said() makes a dataclass field, which the linter cannot see
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from frankpledge.plans import At, Files, SourceDocument
from frankpledge.plans.kit import Address, AreaCode, Id, Line, Ref, Text, When, said
from frankpledge.voice.bands import AGE_BAND

AgeBand = Annotated[str, AGE_BAND]
QuestionRef = Annotated[str, Ref(("Question",))]
QuestionKind = Literal["single", "multiple", "scale", "ranking", "money", "open"]
Layout = Literal["citizen-space", "microsoft-forms", "surveymonkey", "decidim", "table"]
CHOSEN: tuple[QuestionKind, ...] = ("single", "multiple", "scale", "ranking", "money")


@dataclass(frozen=True, kw_only=True)
class Privacy:
    """What people were told would be done with their answers."""

    text: Text = said("the notice, in a sentence or two")
    address: Address | None = said("where the whole notice is published", None)


@dataclass(frozen=True, kw_only=True)
class ConsultationHead:
    """What the consultation is."""

    id: Id = said("the name of the file, without .yaml")
    title: Line = said("its title as people saw it")
    kind: Literal[
        "survey", "confidence survey", "local priorities", "councillors", "partners", "panel"
    ] = said("survey of residents, of confidence, or what else fed the same chain")
    body: Line = said("who asked")
    audience: Text = said("who was asked, or could answer")
    area: AreaCode | None = said(
        "force, partnership or district whose people could answer; the body's force when left out",
        None,
    )
    selection: Literal["self-selected", "random sample", "everyone asked", "not stated"] = said(
        "how those who answered came to be asked; decides what may be said of everybody else"
    )
    opens: When | None = said("first day; left out when not known", None)
    closes: When | None = said("last day; left out when not known", None)
    plan: Id | None = said("id of the plan package whose edition it was about", None)
    clauses: tuple[Id, ...] = said(
        "ids of the parts of that plan it was about; none when it was about the whole", ()
    )
    repeats: Id | None = said("id of the consultation that it repeats, an earlier wave", None)
    privacy: Privacy | None = said("what people were told about their answers", None)
    sources: tuple[SourceDocument, ...] = said("documents that it restates", ())
    note: Text | None = said("what a reader of it should know", None)


@dataclass(frozen=True, kw_only=True)
class Option:
    """One answer that could be given."""

    code: Id = said("short name of the answer, used once in its question")
    text: Line = said("the answer as it was offered")
    also: tuple[Line, ...] = said("other spellings in the export", ())
    population: float | None = said("people who live here of this group, for weighting", None)
    age: AgeBand | None = said(
        "ages it stands for, such as 16-24 or 65+; people of the consultation's area are then "
        "counted in the lake",
        None,
    )
    sex: Literal["female", "male"] | None = said(
        "sex it stands for, counted alike; with 'age' only those of that age", None
    )
    area: AreaCode | None = said(
        "district it stands for; its people are then counted in the lake", None
    )
    outside: bool = said("true when whoever gives it lives outside the area", False)
    unsaid: bool = said("true for 'prefer not to say' and 'do not know'", False)


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question."""

    id: Id = said("name of the question; the same in every wave")
    kind: QuestionKind = said(
        "single, multiple, scale (options in order), ranking, money (a sum to divide) or open"
    )
    text: Line = said("the question as it was asked")
    options: tuple[Option, ...] = said("the answers that could be given, in order", ())
    total: float | None = said("the sum to be divided", None)
    unit: Line | None = said("of what the sum is, such as pounds or points", None)
    group: Line | None = said(
        "what group of people the answers tell, such as 'age'; results are then shown by it", None
    )
    weigh: bool = said("true when answers are weighted to its options' populations", False)
    population_from: Line | None = said(
        "whose figures the populations are, and of when; the lake says it of its own", None
    )
    codebook: Id | None = said("of an open question: its codebook in consultations/codebooks", None)
    clauses: tuple[Id, ...] = said("ids of the parts of the plan it is about", ())


@dataclass(frozen=True, kw_only=True)
class Column:
    """Where the answers to a question stand in the export."""

    question: QuestionRef = said("id of the question")
    header: Line = said("the column's header; of two header rows 'first / second'")
    option: Id | None = said("code of the option, where each option has a column", None)
    number: int | None = said("which one, where several columns have this header", None)


@dataclass(frozen=True, kw_only=True)
class Export:
    """How the survey tool writes the answers: a preset, and what differs from it."""

    layout: Layout = said("citizen-space, microsoft-forms, surveymonkey, decidim, or table")
    header_rows: int | None = said("rows of headers, when not as the layout has it", None)
    sheet: Line | None = said("sheet of a workbook, when not its first", None)
    respondent: Line | None = said("header of the column with the number of the answer", None)
    started: Line | None = said("header of the time at which somebody began", None)
    finished: Line | None = said("header of the time at which somebody sent it", None)
    source: Line | None = said("header of an address or device that answers came from", None)
    postcode: Line | None = said("header of the postcode; it is looked up and not kept", None)
    separator: Line | None = said("sign between several answers in one cell", None)
    columns: tuple[Column, ...] = said(
        "where each question stands; a question left out stands under its own text", ()
    )


@dataclass(frozen=True, kw_only=True)
class StatedResult:
    """A result that a document states, where the answers themselves are not at hand."""

    id: Id = said("name of the result in this document")
    text: Text = said("what is stated, restated briefly")
    quote: Text | None = said("short original words, only where the wording matters", None)
    question: QuestionRef | None = said("the question it answers", None)
    value: float | None = said("the figure, in per cent unless the unit says otherwise", None)
    unit: Line | None = said("unit of the figure", None)
    clauses: tuple[Id, ...] = said("parts of the plan that it is about", ())
    place: At | None = said("where it stands in the source document", None)


@dataclass(frozen=True, kw_only=True)
class Raised:
    """One question put, or one point raised: by a member of the panel, a councillor, a partner."""

    id: Id = said("name of the question or point in this document")
    by: Line = said("the role of whoever raised it, never a name")
    on: When | None = said("day on which it was raised; left out when not known", None)
    text: Text = said("what was asked or said, restated briefly")
    quote: Text | None = said("short original words, only where the wording matters", None)
    clauses: tuple[Id, ...] = said("parts of the plan that it is about", ())
    place: At | None = said("where it stands in the source document", None)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """You said, we did: what was said, and what was made of it."""

    id: Id = said("name of the answer in this document")
    heard: Text = said("what people said, in a sentence", key="said")
    question: QuestionRef | None = said("the question whose result it answers", None)
    theme: Id | None = said("id of the theme in the codebook of that question", None)
    result: Id | None = said("id of the stated result that it answers", None)
    raised: Id | None = said("id of the question or point raised that it answers", None)
    on: When | None = said("day of the answer; left out when not known", None)
    did: Text | None = said("what was done or decided; left out while nothing was", None)
    outcome: Text | None = said("what came of it, where that is known", None)
    clauses: tuple[Id, ...] = said("parts of the plan that it shaped", ())
    commitments: tuple[Id, ...] = said("commitments that were made because of it", ())
    reason: Text | None = said("why nothing was done, where that was decided", None)
    place: At | None = said("where it stands in the source document", None)


@dataclass(frozen=True, kw_only=True)
class Consultation:
    """One file of the workspace's `consultations` folder. Frozen: a change makes another one."""

    head: ConsultationHead = said("what the consultation is", key="consultation")
    questions: tuple[Question, ...] = said("what was asked, in order", ())
    export: Export | None = said("how the survey tool writes the answers", None)
    results: tuple[StatedResult, ...] = said("results that a document states", ())
    raised: tuple[Raised, ...] = said("questions put and points raised, one by one", ())
    answers: tuple[Answer, ...] = said("you said, we did", ())
    files: Files = field(default_factory=Files, repr=False, compare=False)

    @property
    def id(self) -> str:
        """Name of the consultation and of its file."""
        return self.head.id

    def question(self, name: str) -> Question:
        """A question by id. Raises KeyError."""
        return {one.id: one for one in self.questions}[name]

    @property
    def groups(self) -> tuple[Question, ...]:
        """The questions that tell who answered."""
        return tuple(one for one in self.questions if one.group)

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions that tell what people think."""
        return tuple(one for one in self.questions if not one.group)
