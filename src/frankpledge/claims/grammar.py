"""The small language of bound figures: what stands between {{ and }} in a report.

    figure = kind subject clause*
    clause = word argument

The kind is one of KINDS. The subject is the id of a measure; for `scorecard`
that of a framework, for `stated` the statement itself, for `matrix` one of its two views.
Each kind has its own clauses, in any order, each at most once. An argument is one word, or several
between quotation marks. Nothing else can be said: there are no variables, no arithmetic and no
conditions, so that a report can neither work a figure out by itself nor run anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from frankpledge.documents import nearest

# A quotation mark that is never closed takes the rest, so that one slip is reported once.
_WORD = re.compile(r"[\"“](?P<quoted>[^\"“”]*)(?P<end>[\"”]|$)|(?P<plain>[^\s\"“”]+)")


@dataclass(frozen=True)
class Kind:
    """One kind of figure: the clauses it must and may have, and its formats, the usual one first.

    `blocks` are the formats that stand in a paragraph of their own.
    """

    name: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    formats: tuple[str, ...]
    says: str
    blocks: tuple[str, ...] = ()

    @property
    def clauses(self) -> tuple[str, ...]:
        """Every clause that it may have."""
        more = ("as",) if self.formats[1:] else ()
        return (*self.required, *self.optional, *more)


_KINDS = (
    Kind(
        "value",
        ("for",),
        ("in",),
        ("figure", "number", "rate", "interval", "sentence"),
        "the figure of one window",
    ),
    Kind(
        "change",
        ("from", "to"),
        ("in",),
        ("percent", "size", "number", "verb", "sentence", "chart", "table"),
        "two windows of equal length compared",
        ("chart", "table"),
    ),
    Kind(
        "trend",
        (),
        ("in", "to"),
        ("chart", "table", "sentence"),
        "the control chart up to a period",
        ("chart", "table"),
    ),
    Kind("peers", (), ("in", "for"), ("sentence", "verdict"), "the position among other areas"),
    Kind("score", (), ("in", "for"), ("number", "sentence"), "the score, or why there is none"),
    Kind(
        "returned",
        ("for",),
        ("in",),
        ("figure", "number", "sentence"),
        "what the body itself supplied for a measure that others publish too",
    ),
    Kind(
        "scorecard",
        (),
        ("in", "group"),
        ("table",),
        "every measure of a framework, or of one of its groups: figure, change, chart and score",
        ("table",),
    ),
    Kind(
        "places",
        ("of",),
        ("in", "for", "most"),
        ("table",),
        "the places of a kind within the area where there is most",
        ("table",),
    ),
    Kind(
        "matrix",
        (),
        (),
        ("table",),
        "the scoring matrix of the front matter: sums, reasons for the scores, rules of scoring",
        ("table",),
    ),
    Kind(
        "stated",
        (),
        ("source", "place", "about", "for", "note"),
        ("text",),
        "what cannot be bound, word for word as its source states it",
    ),
)
KINDS = {kind.name: kind for kind in _KINDS}


@dataclass(frozen=True)
class Word:
    """A word or a quoted text, and where it begins, counted from the start of the expression."""

    text: str
    at: int
    quoted: bool = False


@dataclass(frozen=True)
class Fault:
    """What is wrong with an expression, and where, counted from its start."""

    at: int
    expected: str
    value: str | None = None


@dataclass(frozen=True)
class Expression:
    """A figure as it is written: its kind, its subject, and its clauses by name."""

    kind: Kind
    subject: Word
    clauses: dict[str, Word] = field(default_factory=dict)

    @property
    def form(self) -> str:
        """The format, the kind's usual one where none is named."""
        return self.clauses["as"].text if "as" in self.clauses else self.kind.formats[0]

    @property
    def block(self) -> bool:
        """Whether it stands in a paragraph of its own."""
        return self.form in self.kind.blocks


def parse(text: str) -> tuple[Expression | None, list[Fault]]:
    """Read what stands between {{ and }}. Every fault is found; there is no expression with any."""
    words, faults = _words(text)
    if not words:
        return None, [Fault(0, f"a figure that begins with one of {', '.join(KINDS)}")]
    first = words[0]
    if first.text not in KINDS:
        return None, [
            Fault(first.at, f"a kind of figure; {nearest(first.text, KINDS)}", first.text)
        ]
    kind = KINDS[first.text]
    if len(words) < 2:
        return None, [*faults, Fault(len(text.rstrip()), f"{_subject(kind)} after {kind.name!r}")]
    subject = words[1]
    if (kind.name == "stated") != subject.quoted:
        faults.append(Fault(subject.at, _subject(kind), subject.text))
    open_end = bool(faults)  # a text that is not closed has swallowed what comes after it
    clauses, more = _clauses(kind, words[2:])
    faults += more
    end = len(text.rstrip())
    said = {word.text for word in words[2:] if not word.quoted}
    for name in kind.required:
        if name not in said and not open_end:
            faults.append(Fault(end, f"{name!r} and {_ARGUMENTS[name]}, which {kind.name!r} needs"))
    return (None if faults else Expression(kind, subject, clauses)), faults


def _subject(kind: Kind) -> str:
    if kind.name == "stated":
        return "the statement between quotation marks"
    if kind.name == "scorecard":
        return "the id of a framework, without quotation marks"
    if kind.name == "matrix":
        return "scores, reasons or rules"
    return "the id of a measure, without quotation marks"


_ARGUMENTS = {
    "in": "the code of an area, such as E23000038",
    "for": "a period, such as YE2022-09",
    "from": "a period, such as YE2019-12",
    "to": "a period, such as YE2022-09",
    "source": "the document and the place in it, between quotation marks",
    "place": "the place in the document that the report restates, between quotation marks",
    "about": "the id of a measure",
    "group": "the id of a group of the framework",
    "note": "a text between quotation marks",
    "of": "a kind of place, such as ward",
    "most": "how many places, from 1 to 30",
    "as": "a format",
}
_QUOTED = {"source", "place", "note"}


def _words(text: str) -> tuple[list[Word], list[Fault]]:
    words, faults = [], []
    for match in _WORD.finditer(text):
        if match["plain"] is not None:
            words.append(Word(match["plain"], match.start()))
            continue
        quoted = " ".join(match["quoted"].split())
        words.append(Word(quoted, match.start(), quoted=True))
        if not match["end"]:
            faults.append(Fault(match.start(), "a quotation mark at the end of this text"))
        elif not quoted:
            faults.append(Fault(match.start(), "words between the quotation marks"))
    return words, faults


def _clauses(kind: Kind, words: Sequence[Word]) -> tuple[dict[str, Word], list[Fault]]:
    found: dict[str, Word] = {}
    faults = []
    rest = list(words)
    while rest:
        name = rest.pop(0)
        if name.text not in kind.clauses or name.quoted:
            told = f"one of {', '.join(map(repr, kind.clauses))}"
            faults.append(Fault(name.at, f"{told} in a {kind.name!r} figure", name.text))
            _skip(kind, rest)
        elif name.text in found:
            faults.append(Fault(name.at, f"{name.text!r} once", name.text))
            _skip(kind, rest)
        elif not rest or (rest[0].text in kind.clauses and not rest[0].quoted):
            at = name.at + len(name.text)
            faults.append(Fault(at, f"{_ARGUMENTS[name.text]} after {name.text!r}"))
        else:
            found[name.text] = rest.pop(0)
            faults += _argument(kind, name.text, found[name.text])
    return found, faults


def _skip(kind: Kind, rest: list[Word]) -> None:
    """Go on at the next clause, so that one slip is reported once."""
    while rest and (rest[0].quoted or rest[0].text not in kind.clauses):
        rest.pop(0)


def _argument(kind: Kind, name: str, word: Word) -> list[Fault]:
    if word.quoted != (name in _QUOTED):
        return [Fault(word.at, _ARGUMENTS[name], word.text)]
    if name == "as" and word.text not in kind.formats:
        return [
            Fault(
                word.at, f"a format of {kind.name!r}; {nearest(word.text, kind.formats)}", word.text
            )
        ]
    return []
