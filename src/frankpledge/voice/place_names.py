"""Names of places in running text, which a list of first names takes for people.

Wards, parishes and districts are named after what first names are named after too: 'Long Sallow',
'Quarry Hill'. Three things tell that a place is meant: the workspace knows an area of that name,
what stands last is what places end in, or a word stands before that only places have behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from frankpledge.areas import Areas
from frankpledge.errors import NotFoundError
from frankpledge.voice.name_words import WORD

NAMED = ("force", "partnership", "district", "ward", "parish", "neighbourhood")

Parts = tuple[tuple[tuple[str, ...], int], ...]


@dataclass(frozen=True)
class Places:
    """Names of areas by each of their words, in small letters, with that word's place in them."""

    parts: Mapping[str, Parts] = field(default_factory=dict)

    def covering(self, words: Sequence[str], at: int) -> int:
        """How many words the longest name has that stands around a word; 0 where there is none."""
        longest = 0
        for name, place in self.parts.get(_bare(words[at]), ()):
            begin = at - place
            found = tuple(map(_bare, words[max(begin, 0) : begin + len(name)]))
            if len(name) > longest and found == name:
                longest = len(name)
        return longest


NOWHERE = Places()


def places_called(names: Iterable[str]) -> Places:
    """Places by their names, as a workspace's areas have them."""
    parts: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for name in sorted({tuple(map(_bare, WORD.findall(name))) for name in names}):
        for place, word in enumerate(name):
            parts.setdefault(word, []).append((name, place))
    return Places({word: tuple(some) for word, some in parts.items()})


def places_of(areas: Areas, force: str) -> Places:
    """Every area of a force that people know by name; none of a force that the areas lack.

    `force` is a name of the force as publishers write it ('wiltshire'), or its code.
    """
    try:
        code = force if force in areas else areas.force_code(force)
    except NotFoundError:
        return NOWHERE
    codes = [code, *(one for kind in NAMED for one in areas.children(code, kind))]
    found = [areas.get(one) for one in codes]
    return places_called(name for area in found for name in (area.name, area.local_name) if name)


def _bare(word: str) -> str:
    """Small letters, with one kind of apostrophe; what something owned has is part of a name."""
    return word.casefold().replace("’", "'")
