"""You said, we did: from what people said to the plan's clauses and the commitments made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from frankpledge.plans import Plan
from frankpledge.plans.delivery import Judged
from frankpledge.voice.model import Answer, Consultation
from frankpledge.voice.priorities import LocalPriority
from frankpledge.voice.themes import Codebook

State = Literal["answered", "not done", "unanswered"]


@dataclass(frozen=True)
class Heard:
    """One thing that people said: a theme of an open question, a question's result, a stated
    result, what somebody raised, or the priority of a neighbourhood.

    `by` is the role of whoever raised it, `on` the day, `area` the code of the place and `source`
    where it is written down; '' where that is not known, or the consultation's own.
    """

    kind: Literal["theme", "question", "result", "raised", "priority"]
    question: str | None
    name: str
    text: str
    by: str = ""
    on: str = ""
    area: str = ""
    source: str = ""


@dataclass(frozen=True)
class Promised:
    """A commitment that was made because of what was said, and how it stands."""

    id: str
    text: str
    judged: Judged | None


@dataclass(frozen=True)
class Shaped:
    """A part of the plan that was shaped by what was said."""

    id: str
    text: str


@dataclass(frozen=True)
class Link:
    """One link of the chain. Without an `answer` nobody has answered what was said.

    `plan` is the package whose parts are named, '' for none.
    """

    heard: Heard
    answer: Answer | None
    clauses: tuple[Shaped, ...] = ()
    commitments: tuple[Promised, ...] = ()
    plan: str = ""

    @property
    def state(self) -> State:
        """Answered by a deed, a clause or a commitment; not done for a reason; or unanswered."""
        one = self.answer
        if one is not None and (one.did or one.clauses or one.commitments):
            return "answered"
        return "not done" if one is not None and one.reason else "unanswered"


def chain_of(
    one: Consultation,
    books: Mapping[str, Codebook],
    plan: Plan | None = None,
    judged: Mapping[str, Judged] | None = None,
) -> tuple[Link, ...]:
    """The links of a consultation in the order of its questions, unanswered ones among them.

    Themes are those of the codebooks (`codebooks_of`); `judged` says how commitments stand.
    """
    links = []
    for heard in heard_in(one, books):
        answers = [answer for answer in one.answers if answers_it(answer, heard)]
        links += [_link(heard, answer, plan, judged or {}) for answer in answers] or [
            Link(heard, None)
        ]
    return tuple(links)


def chain_of_priorities(
    priorities: Iterable[LocalPriority],
    plans: Mapping[str, Plan] | None = None,
    judged: Mapping[str, Mapping[str, Judged]] | None = None,
) -> tuple[Link, ...]:
    """Local priorities as links of the same chain, in the order given; `judged` by plan.

    One that tells of no action, no reason and no part of a plan is unanswered.
    """
    links = []
    names: dict[str, int] = {}
    for one in priorities:
        base = f"{one.neighbourhood}-{one.date}"
        names[base] = names.get(base, 0) + 1
        name = base if names[base] == 1 else f"{base}-{names[base]}"
        day, place = str(one.date), one.neighbourhood
        heard = Heard("priority", None, name, one.priority, on=day, area=place, source=one.source)
        if not one.answered:
            links.append(Link(heard, None))
            continue
        answer = Answer(
            id=name,
            heard=one.priority,
            did=one.action or None,
            outcome=one.outcome or None,
            clauses=one.clauses,
            commitments=one.commitments,
            reason=one.reason or None,
        )
        plan = (plans or {}).get(one.plan)
        links.append(_link(heard, answer, plan, (judged or {}).get(one.plan, {})))
    return tuple(links)


def heard_in(one: Consultation, books: Mapping[str, Codebook]) -> Iterator[Heard]:
    """All that was said: themes, stated results, what was raised, and questions answered for.

    Other questions ask for a level or an order; that each needs an answer nobody says.
    """
    for question in one.questions:
        for theme in books[question.id].themes if question.id in books else ():
            yield Heard("theme", question.id, theme.id, theme.label)
        if any(a.question == question.id and a.theme is None for a in one.answers):
            yield Heard("question", question.id, question.id, question.text)
    for result in one.results:
        yield Heard("result", result.question, result.id, result.text)
    for point in one.raised:
        yield Heard("raised", None, point.id, point.text, point.by, point.on or "")


def answers_it(answer: Answer, heard: Heard) -> bool:
    """Whether an answer is to that."""
    if heard.kind == "result":
        return answer.result == heard.name
    if heard.kind == "raised":
        return answer.raised == heard.name
    if heard.kind == "question":
        return answer.question == heard.name and answer.theme is None
    return answer.question == heard.question and answer.theme == heard.name


def _link(heard: Heard, answer: Answer, plan: Plan | None, judged: Mapping[str, Judged]) -> Link:
    if plan is None:
        return Link(heard, answer)
    clauses = tuple(Shaped(name, title_of(plan, name)) for name in answer.clauses)
    promised = tuple(
        Promised(name, title_of(plan, name), judged.get(name)) for name in answer.commitments
    )
    return Link(heard, answer, clauses, promised, plan.id)


def title_of(plan: Plan, name: str) -> str:
    """What a part of a plan is called, or says."""
    part = plan.get(name)
    for field in ("title", "wording", "text", "name"):
        if found := getattr(part, field, None):
            return str(found)
    return name


def clauses_with_result(one: Consultation) -> frozenset[str]:
    """Parts of the plan on which something is known of what people said."""
    stated = [name for part in one.results for name in part.clauses]
    raised = [name for part in one.raised for name in part.clauses]
    return frozenset([*stated, *raised, *(name for part in one.answers for name in part.clauses)])
