"""What must hold between the fields of one part of a consultation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from frankpledge.plans.kit import RULES as PLAN_RULES
from frankpledge.plans.kit import Case, Complaint, Rule
from frankpledge.voice.model import CHOSEN


def _question(case: Case) -> Iterator[Complaint]:
    kind, options = case.get("kind"), case.get("options") or ()
    if kind in CHOSEN and len(options) < 2:
        yield ("options",), f"two options or more for a question of kind {kind!r}", None
    if kind == "open" and options:
        yield ("options",), "no options: an open question has none", None
    if "codebook" in case.values and kind not in ("open", None):
        yield ("codebook",), "'codebook' only on an open question", case.get("codebook")
    if (kind == "money") != ("total" in case.values) and kind is not None:
        yield ("total",), "'total' with kind 'money', and only there", None
    yield from _codes(options)
    yield from _grouped(case, kind)
    if case.get("weigh"):
        yield from _populations(options, "population_from" in case.values)


def _codes(options: tuple[object, ...]) -> Iterator[Complaint]:
    seen: set[str] = set()
    for index, one in enumerate(options):
        code = getattr(one, "code", "")
        if code in seen:
            yield ("options", index, "code"), "each code once in a question", code
        seen.add(code)


def _grouped(case: Case, kind: object) -> Iterator[Complaint]:
    if case.get("group") and kind not in ("single", None):
        yield ("group",), "'group' only on a question with one answer (kind single)", None
    if case.get("weigh") and not case.get("group"):
        yield ("weigh",), "'group' beside 'weigh': what group of people the answers tell", None


def _populations(options: tuple[object, ...], sourced: bool) -> Iterator[Complaint]:
    """Every group that is weighted to needs its people, from somewhere."""
    counted = [getattr(one, "population", None) for one in options]
    if any(people is not None for people in counted) and not sourced:
        yield ("population_from",), "the source of the populations", None
    for index, (one, people) in enumerate(zip(options, counted, strict=True)):
        apart = getattr(one, "unsaid", False) or getattr(one, "outside", False)
        if not apart and people is None and getattr(one, "area", None) is None:
            yield ("options", index), "'population' or 'area' of the group, for weights", None
        if people is not None and people <= 0:
            yield ("options", index, "population"), "more than nobody", people


def _answers_something(case: Case) -> Iterator[Complaint]:
    """What nobody said cannot be answered; what was done must be told or not done for a reason."""
    if sum(name in case.values for name in ("question", "result", "raised")) != 1:
        expected = "a 'question' (with or without its 'theme'), a 'result' or what was 'raised'"
        yield (), f"{expected}: one thing that it answers", None
    if "theme" in case.values and "question" not in case.values:
        yield ("theme",), "the open 'question' whose theme it is", case.get("theme")
    if "did" in case.values and "reason" in case.values:
        yield ("reason",), "either 'did' or the 'reason' why nothing was done", None


RULES: Mapping[str, tuple[Rule, ...]] = {
    **PLAN_RULES,
    "Question": (_question,),
    "Answer": (_answers_something,),
}
