"""Answers cut into sentences, and sentences into words that can be counted and matched."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frankpledge.voice.redaction import without_marks

LONGEST = 600  # characters in one piece: more than the sentence model reads at once
PIECES = 200  # of one answer, so that a pasted report does not outweigh everybody else
SHORTEST = 3  # words: a shorter piece says too little by itself and joins the next
BRIEF = 50  # letters: a longer piece stands by itself, whatever its words

_ENDS = re.compile(r"(?<=[.!?…;])[\"'”’)]*\s+|[\r\n]+|\s+[•*·]\s+")
_NOT_WORDS = re.compile(r"[\W_]+")
_APOSTROPHES = re.compile(r"['’‘`´]")
_ENDINGS = ("ings", "ing", "ed", "ies", "es", "s")
_NOTHING = frozenset(
    (
        *("", "no", "none", "na", "n a", "nil", "nothing", "no comment", "no comments"),
        *("nothing to add", "nothing else", "nothing more to add", "not really", "no thanks"),
        *("dont know", "dk", "not sure", "no idea", "no opinion", "no views", "not applicable"),
        *("see above", "as above"),
    )
)
_STOP = """
a about above after again against all almost already also always am an and another any anyone
anything are around as ask at away back be because been before being below between both but by
came can cannot cant come could couldnt did didnt do does doesnt doing done dont down during
each else even ever every everyone everything few for from further gave get gets getting give
given go goes going gone good got had happen has have havent having he her here hers him his how
i if im in into is isnt it its ive just keep know let like lot made make many may me might more
most much must my need needs never no nobody none nor not nothing now of off often on once one
only or other our out over own people per please put rather really said same say see seem seen
she should since so some somebody someone something still such take taken than that thats the
their them then there theres these they theyre thing things think this those though three
through to told too took two under until up us use used very want was wasnt way we well went
were what when where whether which while who whole why will with within without wont would
wouldnt yes yet you your left round happening happened
"""
STOP = frozenset(_STOP.split())


def normal(text: str) -> str:
    """Small letters, words apart by one space, no punctuation: what patterns are matched with.

    What stands for a personal detail that was taken out is nobody's word, and left out.
    """
    said = without_marks(text)
    return _NOT_WORDS.sub(" ", _APOSTROPHES.sub("", said.casefold())).strip()


def says_nothing(text: str) -> bool:
    """Whether an answer is blank, a dash, 'n/a', 'nothing to add' and the like."""
    return normal(text) in _NOTHING


def sentences(text: str) -> tuple[str, ...]:
    """The pieces of an answer, as written; at most `PIECES`, each of at most `LONGEST` letters.

    Full stops, question and exclamation marks, semicolons, line breaks and bullets end a piece.
    """
    pieces: list[str] = []
    for part in _ENDS.split(text):
        pieces += [" ".join(piece.split()) for piece in _cut(part) if normal(piece)]
        if len(pieces) > 2 * PIECES:
            break
    return tuple(_joined(pieces)[:PIECES])


def stems(text: str) -> tuple[str, ...]:
    """The telling words of a text without their commonest endings, in order."""
    return tuple(stem for stem, _ in stemmed(text))


def stemmed(text: str) -> Iterator[tuple[str, str]]:
    """Stem and word as written (in small letters), for each telling word of a text in order."""
    for word in normal(text).split():
        if word not in STOP and len(word) > 1 and not word.isdigit():
            yield stem(word), word


def stem(word: str) -> str:
    """A word without its plural or verb ending, where at least four letters stay."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word.removesuffix(ending) + ("y" if ending == "ies" else "")
            break
    return word.removesuffix("e") if len(word) > 4 else word


def _cut(piece: str) -> Iterator[str]:
    """A piece in lengths that can be read at once, cut between words where there are any."""
    longest = LONGEST - 2 * BRIEF  # brief ones may yet join it on either side
    while len(piece) > longest:
        end = piece.rfind(" ", 1, longest)
        end = longest if end < 0 else end
        yield piece[:end]
        piece = piece[end:]
    yield piece


def _joined(pieces: list[str]) -> list[str]:
    """Pieces of one or two words put to the piece after them, or before them at the end."""
    result: list[str] = []
    waiting = ""
    for piece in pieces:
        whole = f"{waiting} {piece}".strip()
        short = len(whole) < BRIEF and len(normal(whole).split()) < SHORTEST
        waiting = whole if short else ""
        if not short:
            result.append(whole)
    if waiting and result:
        result[-1] = f"{result[-1]} {waiting}"
    elif waiting:
        result.append(waiting)
    return result
