"""What may be said of a place: figures located there, in the words that the statistics choose.

`located` lays out all crime and its types for every place at once; `letters` writes the letter to
the people who live in one.
"""

from frankpledge.packs.places import letters
from frankpledge.packs.places.caveats import bears_on, caveats, meeting_question
from frankpledge.packs.places.letters import SMALL, amount, in_a_sentence, listed, rounded, sentence
from frankpledge.packs.places.located import (
    BUSY,
    DISORDER,
    EVERYTHING,
    UNSPLIT,
    Here,
    Kind,
    Located,
    Standard,
    located,
)
from frankpledge.packs.places.names import kind_words, place_name, place_title, spoken

__all__ = [
    "BUSY",
    "DISORDER",
    "EVERYTHING",
    "SMALL",
    "UNSPLIT",
    "Here",
    "Kind",
    "Located",
    "Standard",
    "amount",
    "bears_on",
    "caveats",
    "in_a_sentence",
    "kind_words",
    "letters",
    "listed",
    "located",
    "meeting_question",
    "place_name",
    "place_title",
    "rounded",
    "sentence",
    "spoken",
]
