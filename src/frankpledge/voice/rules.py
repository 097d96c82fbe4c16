"""What must hold between the fields of one part of a consultation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from frankpledge.plans.kit import RULES as PLAN_RULES
from frankpledge.plans.kit import Case, Complaint, Rule
from frankpledge.voice.bands import OLDEST, band_of, overlap
from frankpledge.voice.model import CHOSEN, Option


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
    told = [one for one in enumerate(options) if isinstance(one[1], Option)]
    yield from _described(told)
    if case.get("weigh"):
        described = any(one.age or one.sex for _, one in told)
        sourced = "population_from" in case.values
        yield from _populations(options, sourced or described)
        if described:
            yield from _one_source(told, case.get("population_from"))


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
        if not apart and people is None and not _in_lake(one):
            expected = "'population', 'age', 'sex' or 'area' of the group, for weights"
            yield ("options", index), expected, None
        if people is not None and people <= 0:
            yield ("options", index, "population"), "more than nobody", people


def _in_lake(one: object) -> bool:
    """Whether the lake counts the people of an option."""
    return any(getattr(one, name, None) is not None for name in ("age", "sex", "area"))


Told = list[tuple[int, Option]]


def _described(told: Told) -> Iterator[Complaint]:
    """Groups are told apart by one thing, and nobody is in two of them."""
    for index, one in told:
        where = ("options", index)
        if one.age is not None and band_of(one.age) is None:
            expected = f"a band such as 16-24 that ends below {OLDEST}, or an open one such as 65+"
            yield (*where, "age"), expected, one.age
        if not (one.age or one.sex):
            continue
        name = "age" if one.age else "sex"
        if one.population is not None:
            yield (*where, "population"), f"'{name}' or 'population', not both", one.population
        if one.area is not None:
            yield (*where, "area"), f"'{name}' or 'area', not both", one.area
        if one.unsaid or one.outside:
            apart = "unsaid" if one.unsaid else "outside"
            yield (*where, name), f"no '{name}' beside '{apart}'", one.age or one.sex
    yield from _twice(told)


def _twice(told: Told) -> Iterator[Complaint]:
    """Somebody of no sex is of every sex, and somebody of no age of every age."""
    for sex in ("female", "male"):
        these = [(at, one) for at, one in told if (one.age or one.sex) and one.sex in (None, sex)]
        twice = overlap([band_of(one.age or "0+") for _, one in these])
        if twice is not None:
            at, one = these[twice]
            name = "age" if one.age else "sex"
            expected = "people who are in no option above"
            yield ("options", at, name), expected, one.age or one.sex
            return


def _one_source(told: Told, sourced: object) -> Iterator[Complaint]:
    """Shares of a whole whose parts are counted by different publishers are shares of nothing."""
    if sourced:
        expected = "no 'population_from': the lake says whose figures and of when"
        yield ("population_from",), expected, sourced
    for index, one in told:
        apart = one.unsaid or one.outside
        if not apart and not (one.age or one.sex) and (one.population or one.area):
            yield ("options", index), "'age' or 'sex', as the other options have", None


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
