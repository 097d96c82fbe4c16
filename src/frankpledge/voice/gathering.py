"""A workspace's consultations with all that came of them, in one place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from frankpledge.errors import InputError, TooFewAnswersError
from frankpledge.plans import Plan
from frankpledge.plans.delivery import Judged
from frankpledge.voice.chain import Link, chain_of
from frankpledge.voice.model import Consultation, Question
from frankpledge.voice.reading import VoiceError, codebooks_of, fault
from frankpledge.voice.residents import Home, residents
from frankpledge.voice.results import THRESHOLD, Results, results
from frankpledge.voice.storing import load_responses
from frankpledge.voice.themes import WORDS, Codebook, Themes, default_embedder, find_themes
from frankpledge.voice.weighting import POPULATION

if TYPE_CHECKING:
    from frankpledge.lake import Lake

Progress = Callable[[int, int, str], None]  # sentences done, of how many, which question


@dataclass(frozen=True)
class OpenAnswers:
    """Themes of one open question, or the reason why there are none."""

    question: Question
    answers: int
    themes: Themes | None
    reason: str = ""


@dataclass(frozen=True)
class Told:
    """A consultation with its results, themes and chain; no results where no responses are held."""

    consultation: Consultation
    results: Results | None = None
    opened: tuple[OpenAnswers, ...] = ()
    chain: tuple[Link, ...] = ()
    books: Mapping[str, Codebook] = field(default_factory=dict)


def populations(lake: Lake, codes: Iterable[str]) -> dict[str, float]:
    """The newest population that the lake holds of each area; areas without one are left out."""
    wanted = sorted(set(codes))
    if not wanted:
        return {}
    table = lake.table(POPULATION)
    found = table.filter(table["area"].isin(wanted)).select("area", "period", "population")
    rows = sorted(found.to_pyarrow().to_pylist(), key=lambda row: str(row["period"]))
    return {str(row["area"]): float(row["population"]) for row in rows}


def gather(  # noqa: PLR0913 - each is one thing that what was said depends on
    consultations: Mapping[str, Consultation],
    root: Path,
    lake: Lake,
    plans: Mapping[str, Plan],
    *,
    home: Home | None = None,
    judged: Mapping[str, Mapping[str, Judged]] | None = None,
    threshold: int = THRESHOLD,
    vectors: str = WORDS,
    progress: Progress | None = None,
) -> tuple[Told, ...]:
    """Every consultation with its results, earlier waves before those that repeat them.

    `home` is needed to count people by age and sex. `judged` says by plan how its commitments
    stand, `vectors` what sentences are compared by where the codebook does not say. Raises
    VoiceError for codebooks that cannot be read and for an `area` that no whole districts make up,
    LakeError for stored responses that are damaged, NotFoundError for a model that is not
    installed.
    """
    if home is not None:
        check_areas(consultations, home)
    done: dict[str, Told] = {}
    for one in _in_order(consultations):
        books = codebooks_of(root, one)
        plan = plans.get(one.head.plan or "")
        stands = (judged or {}).get(one.head.plan or "", {})
        chain = chain_of(one, books, plan, stands)
        found = _results(one, lake, done, home, threshold)
        opened = () if found is None else tuple(open_answers(found, books, vectors, progress))
        done[one.id] = Told(one, found, opened, chain, books)
    return tuple(done[name] for name in sorted(done))


def _in_order(consultations: Mapping[str, Consultation]) -> list[Consultation]:
    """Earlier waves first. A circle of waves is cut where it was begun."""
    order: dict[str, Consultation] = {}

    def add(name: str, above: frozenset[str]) -> None:
        one = consultations[name]
        earlier = one.head.repeats
        if earlier is not None and earlier in consultations and earlier not in above:
            add(earlier, above | {name})
        order.setdefault(name, one)

    for name in consultations:
        add(name, frozenset())
    return list(order.values())


def _results(
    one: Consultation, lake: Lake, done: Mapping[str, Told], home: Home | None, threshold: int
) -> Results | None:
    held = load_responses(lake.path, one.id)
    if held is None:
        return None
    codes = [o.area for q in one.questions for o in q.options if q.weigh and o.area]
    earlier = done.get(one.head.repeats or "")
    before = None if earlier is None else earlier.results
    return results(
        one,
        held,
        populations(lake, codes),
        residents=residents(one, lake, home),
        before=before,
        threshold=threshold,
    )


def check_areas(consultations: Mapping[str, Consultation], home: Home) -> None:
    """Only the tables of areas know whether an `area` is one whose people can be counted.

    Raises VoiceError with every one that no whole districts make up.
    """
    expected = "the code of a force, partnership or district of the workspace's areas"
    faults: list[InputError] = [
        fault(one, ("head", "area"), expected, one.head.area)
        for one in consultations.values()
        if one.head.area is not None and not home.districts(one.head.area)
    ]
    if faults:
        raise VoiceError(faults)


def open_answers(
    found: Results,
    books: Mapping[str, Codebook],
    vectors: str = WORDS,
    progress: Progress | None = None,
) -> Iterable[OpenAnswers]:
    """The themes of each open question, weighted as the shares are."""
    for name, texts in found.texts.items():
        question = found.consultation.question(name)
        told = {key: text for key, (_, text) in texts.items()}
        weights = {key: float(found.weighting.weights[at]) for key, (at, _) in texts.items()}
        try:
            book = books.get(name)
            maker = default_embedder((book.vectors if book else None) or vectors)
            report = None if progress is None else _of(progress, question.text)
            themes = find_themes(told, book, maker, weights=weights, progress=report)
        except TooFewAnswersError as error:
            yield OpenAnswers(question, len(told), None, str(error))
        except ImportError:
            reason = "themes are not looked for: the extra 'themes' is not installed"
            yield OpenAnswers(question, len(told), None, reason)
        else:
            yield OpenAnswers(question, len(told), themes)


def _of(progress: Progress, question: str) -> Callable[[int, int], None]:
    return lambda done, total: progress(done, total, question)
