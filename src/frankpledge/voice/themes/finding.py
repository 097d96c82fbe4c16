"""Themes of an open question: the one question that other rooms ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from frankpledge.errors import TooFewAnswersError
from frankpledge.statistics import paired_difference
from frankpledge.voice.themes.codebook import Codebook
from frankpledge.voice.themes.coding import Coded, code
from frankpledge.voice.themes.describing import Draft, described
from frankpledge.voice.themes.embedding import Embedder, Progress, default_embedder, one_thread
from frankpledge.voice.themes.model import DEFAULT, Settings, Share, Themes, Way
from frankpledge.voice.themes.pieces import Pieces, pieces

_EMPTY = Codebook("", ())


def find_themes(  # noqa: PLR0913 - all but the answers have a default
    answers: Mapping[str, str],
    codebook: Codebook | None = None,
    embedder: Embedder | None = None,
    *,
    settings: Settings = DEFAULT,
    weights: Mapping[str, float] | None = None,
    progress: Progress | None = None,
) -> Themes:
    """The themes of answers given by id, personal details already taken out of them.

    A codebook's pinned answers come first, then its words, then likeness to its themes; in the
    sentences left the machine looks for themes of its own. `weights` (by id, for every answer)
    weight the shares and widen their intervals by Kish's effective sample size; counts stay counts.
    `progress` is called with sentences done and in all. The same answers in any order give the same
    themes. Without an embedder, the one that the codebook asks for, or else `default_embedder`.

    Raises TooFewAnswersError under `settings.fewest` different answers, NotFoundError where the
    codebook asks for a model that is not installed, and ValueError where an answer has no weight
    or one that is not positive.
    """
    book = codebook or _EMPTY
    found = pieces(answers, book.silent)
    needed = max(settings.fewest, 1)
    if found.different < needed:
        raise TooFewAnswersError(found.different, needed)
    weighed = {name: _weight(weights, name) for name in found.of}
    maker = embedder or default_embedder(book.vectors)
    with one_thread():
        coded = code(found, book, maker, settings, progress)
        drafts = tuple(_drafts(found, coded, book, settings))
        themes = described(drafts, found, coded, weighed, book, settings)
    members: dict[str, tuple[str, ...]] = dict.fromkeys(found.of, ())
    inside = {draft.place: draft.ways for draft in drafts}
    for place, theme in themes:
        for name in sorted(inside[place]):
            members[name] = (*members[name], theme.id)
    return Themes(
        themes=tuple(theme for _, theme in themes),
        answered=len(found.of),
        silent=found.silent,
        other=sum(not some for some in members.values()),
        members=members,
        not_found=tuple(sorted({*book.pinned, *book.not_quoted} - set(answers))),
        embedder=maker.name,
        vectors=maker.kind,
        codebook=codebook.id if codebook is not None else None,
        weighted=len(set(weighed.values())) > 1,
        lead=_lead([inside[place] for place, _ in themes[:2]], weighed, settings.confidence),
    )


def _lead(
    top: Sequence[Mapping[str, Way]], weights: Mapping[str, float], confidence: float
) -> Share | None:
    """How far the first two are apart, judged by those who are in one of them alone."""
    if len(top) < 2:
        return None
    first, second = (np.array([name in inside for name in weights]) for inside in top)
    shares = np.array(list(weights.values()))
    gap = paired_difference(first, second, shares, confidence=confidence)
    return Share(float(gap.value), float(gap.lower), float(gap.upper))


def _weight(weights: Mapping[str, float] | None, name: str) -> float:
    weight = 1.0 if weights is None else weights.get(name, 0.0)
    if not 0 < weight < float("inf"):
        raise ValueError(f"the weight of answer {name!r} must be a positive number, is {weight}")
    return weight


@dataclass(frozen=True)
class _Membership:
    """One sentence of one answer in one theme."""

    place: int
    answer: str
    piece: int
    way: Way


def _drafts(found: Pieces, coded: Coded, book: Codebook, settings: Settings) -> Iterator[Draft]:
    """Every theme's answers and sentences. Codebook themes come first, also those without any."""
    rows: dict[int, list[_Membership]] = {place: [] for place in range(len(book.themes))}
    for row in _memberships(found, coded, book):
        rows.setdefault(row.place, []).append(row)
    order = list(Way)
    for place, some in sorted(rows.items()):
        ways: dict[str, Way] = {}
        for row in some:
            ways[row.answer] = min(row.way, ways.get(row.answer, row.way), key=order.index)
        if place < len(book.themes) or len(ways) >= settings.smallest:
            yield Draft(place, ways, tuple((row.answer, row.piece) for row in some))


def _memberships(found: Pieces, coded: Coded, book: Codebook) -> Iterator[_Membership]:
    places = {theme.id: place for place, theme in enumerate(book.themes)}
    for answer, parts in found.of.items():
        pinned = book.pinned.get(answer)
        for piece in parts:
            if pinned is not None:
                for name in pinned:
                    yield _Membership(places[name], answer, piece, Way.PERSON)
                continue
            for place, way in coded.themes[piece].items():
                yield _Membership(place, answer, piece, way)
            if coded.groups[piece] >= 0:
                place = len(book.themes) + int(coded.groups[piece])
                yield _Membership(place, answer, piece, Way.LIKENESS)
