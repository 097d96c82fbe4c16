"""Cutting answers into sentences, words and patterns."""

from __future__ import annotations

import pytest

from frankpledge.voice.themes.patterns import Patterns, fault
from frankpledge.voice.themes.words import (
    LONGEST,
    PIECES,
    normal,
    says_nothing,
    sentences,
    stem,
    stems,
)


def test_an_answer_is_cut_where_its_sentences_end() -> None:
    """Full stops, semicolons, line breaks and bullets end a sentence; numbers do not."""
    text = "More patrols please. Cars do 30.5 mph past us!\nNobody rings back; it is a disgrace"
    assert sentences(text) == (
        "More patrols please.",
        "Cars do 30.5 mph past us!",
        "Nobody rings back;",
        "it is a disgrace",
    )


def test_short_pieces_join_their_neighbours() -> None:
    """A word or two say too little alone: they go to what follows, or at the end to what came."""
    assert sentences("Drugs. They are sold at the station. Every day.") == (
        "Drugs. They are sold at the station. Every day.",
    )
    assert sentences("Shop lifting") == ("Shop lifting",)


def test_a_pasted_megabyte_stays_bounded() -> None:
    """One long answer, with or without spaces, gives a bounded number of bounded pieces."""
    for text in ("x" * 1_000_000, "word " * 200_000, "One more thing here. " * 50_000):
        pieces = sentences(text)
        assert 1 <= len(pieces) <= PIECES
        assert max(map(len, pieces)) <= LONGEST


@pytest.mark.parametrize("text", ["", " - ", "N/A", "n.a.", "None!", "Don't know", "🙂", "..."])
def test_what_says_nothing(text: str) -> None:
    """Dashes, 'n/a' and a lone face say nothing."""
    assert says_nothing(text)


def test_what_says_something() -> None:
    """A short complaint is an answer, and so is one in another script."""
    assert not says_nothing("Parking")
    assert not says_nothing("Więcej patroli")
    assert not says_nothing("警察をもっと")


def test_normal_form_and_stems() -> None:
    """Capitals, punctuation and apostrophes go; endings go where enough of the word is left."""
    assert normal("Don’t  SPEED, <b>ever</b>!") == "dont speed b ever b"
    assert stem("patrols") == stem("patrol") == "patrol"
    assert stem("parties") == stem("party") == "party"
    assert stem("bus") == "bus"
    assert stems("The officers are never patrolling our 20 streets") == (
        "officer",
        "patroll",
        "street",
    )


MATCHES = [
    ("patrol", "a patrol came", "patrols came"),
    ("patrol*", "patrolling", "on a repatrol"),
    ("speed camera*", "two speed cameras", "the camera for speed"),
    ("school + parking", "parking by the school", "parking by the shop"),
    ("don't know", "I dont know", "I do not know"),
    ("A-road", "on the a road", "on a broad way"),
]


@pytest.mark.parametrize(("pattern", "inside", "outside"), MATCHES)
def test_patterns(pattern: str, inside: str, outside: str) -> None:
    """Each kind of pattern matches what its reader would think, and not what looks like it."""
    assert Patterns((pattern,)).match(normal(inside))
    assert not Patterns((pattern,)).match(normal(outside))


def test_no_patterns_match_nothing() -> None:
    """An empty list is not a pattern that is always there."""
    assert not Patterns().match("anything")


@pytest.mark.parametrize("pattern", ["*", "+", "a +", "pa*trol", "**", "! ?"])
def test_patterns_that_cannot_match_are_said_to_be_wrong(pattern: str) -> None:
    """A pattern that matches nothing, or everything, is a slip."""
    assert fault(pattern) is not None


def test_letters_of_regular_expressions_are_letters() -> None:
    """Nobody's brackets become an expression."""
    assert fault("(a|b)") is None
    assert Patterns(("(a|b)",)).match("a b")
    assert not Patterns(("(a|b)",)).match("a")
