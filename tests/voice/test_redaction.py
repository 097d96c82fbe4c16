"""Personal details in open answers."""

from __future__ import annotations

import gc
import time

import pytest

from frankpledge.voice import KINDS, redact


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Ring 07700 900123.", "Ring [phone number removed]."),
        ("Ring +44 (0)1632 960 123 now", "Ring [phone number removed] now"),
        ("Ring (01632) 960123", "Ring [phone number removed]"),
        ("a.b-c+d@example.co.uk wrote", "[email removed] wrote"),
        ("jane (at) example (dot) org", "[email removed]"),
        ("jane at example.org", "[email removed]"),
        ("I live in sn101aa", "I live in [postcode removed]"),
        ("near EC1A 1BB", "near [postcode removed]"),
        ("NI number QQ 12 34 56 C", "NI number [National Insurance number removed]"),
        ("AB12 CDE sped past", "[car registration removed] sped past"),
        ("his car is k123abc", "his [car registration removed]"),
        ("at 12 High Street it is loud", "at [address removed] it is loud"),
        ("flat 3, 27a Old Mill Lane", "[address removed]"),
        ("at 14 acacia avenue", "at [address removed]"),
        ("My name is john smith and", "My name is [name removed] and"),
        ("my neighbour Dave Brown shouts", "my neighbour [name removed] shouts"),
        ("thanks to PC Dawn Rider", "thanks to PC [name removed]"),
        ("Regards,\nMary Jones", "Regards,\n[name removed]"),
        ("dob 12/03/1960", "[date of birth removed]"),
        ("sort code 12-34-56", "sort code [number of an account or card removed]"),
        ("card 4929123412341234", "card [phone number removed]"),
        ("see https://example.org/me?id=1 there", "see [web address removed] there"),
        ("I am ///index.home.raft", "I am [web address removed]"),
        ("write @jane_doe", "write [account name removed]"),
        ("０７７００ ９００１２３", "[phone number removed]"),
        ("07700\u200b 900123", "[phone number removed]"),
    ],
)
def test_what_has_a_form_or_a_cue_goes(text: str, left: str) -> None:
    """Each kind, as people write it; the words around it stay."""
    found = redact(text)
    assert found.text == left
    assert sum(found.counts.values()) == 1
    assert set(found.counts) <= set(KINDS)


@pytest.mark.parametrize(
    "text",
    [
        "The A36 and the A361 AND the M4 need cameras; 20 mph on the high street.",
        "101 takes 45 minutes. In 2021 2022 2023 it was better. £250 million, 1,000,000 people.",
        "Wiltshire Police came at 10.30 on 12/03/2024. My wife The police told us nothing.",
        "My husband and I saw 3 officers in 12 months. PC shops are fine.",
        "We met at home.then we left. Half of 50-60 year olds agree.",
        "Bus 49 to Swindon; 2nd of May; 1st choice, 100% sure.",
    ],
)
def test_other_numbers_and_capitals_stay(text: str) -> None:
    """Roads, years, sums, times and the police are nobody's details."""
    assert redact(text).text == text
    assert redact(text).counts == {}


@pytest.mark.parametrize("piece", ["a", "a@", "12 ", "My name is ", "A B ", "1 High ", "x.y-z+"])
def test_long_answers_take_time_in_proportion(piece: str) -> None:
    """Ten times the text may not take a hundred times as long, whatever it is made of."""

    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        gc.collect()
        gc.disable()  # else a long text now and then pays for sweeping what other tests left
        try:
            began = time.process_time()
            redact(text)
            return time.process_time() - began
        finally:
            gc.enable()

    seconds(10_000)  # the list of names is read once
    short, long = min(seconds(10_000) for _ in range(3)), seconds(100_000)
    assert long < 40 * max(short, 0.002)
