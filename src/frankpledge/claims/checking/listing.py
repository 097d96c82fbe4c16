"""Which forces a rank is taken from: all, those of one country, or those of one region."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from frankpledge.claims.checking import lexicon
from frankpledge.claims.checking.naming import Namer

NUMBER = r"(?:\d+|" + "|".join(lexicon.CARDINALS) + ")"
_NATIONAL = re.compile(
    rf"\b(?:out of|of|among|amongst) (?:all |the )*(?:{NUMBER} )?(?:other )?(?:territorial )?"
    r"(?:police )?forces\b(?: in (?:England and Wales|England|Wales))?"
    r"|\b(?:in|across) (?:all of )?(?:England and Wales|England|Wales)\b|\b(?:out )?of 43\b",
    re.IGNORECASE,
)
# Capital letters tell a region from the south west of a county, 'region' that from its namesake.
_REGION = (
    r"(?-i:(?P<name>North[ -]East|North[ -]West|South[ -]East|South[ -]West|East Midlands"
    r"|East of England|Yorkshire and (?:the |The )?Humber|West Midlands(?= region)))"
)
_REGIONAL = re.compile(
    rf"\b(?:(?:out of|of|among|amongst) (?:all |the )*(?:{NUMBER} )?(?:police )?forces )?"
    rf"(?:in|across|of|among|amongst) (?:all |the )*(?:{NUMBER} )?{_REGION}(?:['’]s)?(?: region)?"
    rf"(?: of England)?(?: (?:{NUMBER} )?(?:police )?forces)?\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:uk|britain|country|nation\w*|region\w*|similar|excluding|except|without|include\w*"
    r"|including|supplied|submitted|reported|respond\w*|participating|areas|districts|counties"
    r"|partnerships|joint|equal|tied|if|may|might|could|would|will|should|forecast|from"
    r"|previously|improv\w*|mov\w+|average|london)\b",
    re.IGNORECASE,
)
_MANY = re.compile(
    rf"\bof (?:all |the )*(?P<a>{NUMBER})\b|\b(?P<b>{NUMBER}) (?:\w+ )?(?:\w+ )?forces\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Listing:
    """The forces of a list by code, and the region whose they are, '' for a country."""

    codes: tuple[str, ...]
    region: str = ""

    @property
    def words(self) -> str:
        """'the South West', 'Yorkshire and the Humber'."""
        bare = self.region.startswith("Yorkshire")
        return self.region if bare or not self.region else f"the {self.region}"


@lru_cache(maxsize=1)
def regions() -> Mapping[str, tuple[str, ...]]:
    """By name of a region, the codes of its forces."""
    text = (
        resources.files("frankpledge.claims.checking").joinpath("regions.toml").read_text("utf-8")
    )
    return {name: tuple(codes) for name, codes in tomllib.loads(text).items()}


def listed(text: str, namer: Namer) -> Listing | None:
    """The list that a sentence names; None when it is another list, or not sure."""
    regional = list(_REGIONAL.finditer(text))
    rest = _REGIONAL.sub(" ", text)
    national = list(_NATIONAL.finditer(rest))
    if _OTHER.search(rest) or len(regional) > 1 or bool(regional) == bool(national):
        return None
    found = _of_region(regional[0]["name"]) if regional else _of_country(national, namer)
    return found if _many(text) in (0, len(found.codes)) else None


def place(text: str, start: int) -> re.Match[str] | None:
    """Where after a place in the text the list is named."""
    return _REGIONAL.search(text, start) or _NATIONAL.search(text, start)


def without_list(text: str) -> str:
    """A sentence without the words of its list."""
    return _NATIONAL.sub(" ", _REGIONAL.sub(" ", text))


def _of_region(name: str) -> Listing:
    words = name.replace("-", " ").casefold().replace("and humber", "and the humber")
    return next(Listing(c, name) for name, c in regions().items() if name.casefold() == words)


def _of_country(national: list[re.Match[str]], namer: Namer) -> Listing:
    forces = [area.code for area in namer.areas.of_kind("force")]
    every = " ".join(match[0] for match in national).casefold()
    letters = [name[0] for name in ("England", "Wales") if name.casefold() in every]
    if len(letters) == 1:
        forces = [code for code in forces if code.startswith(letters[0])]
    return Listing(tuple(forces))


def _many(text: str) -> int:
    """How many forces there are said to be, 0 when that is not said."""
    match = _MANY.search(text)
    if match is None:
        return 0
    words = (match["a"] or match["b"]).casefold()
    return int(words) if words.isdigit() else lexicon.CARDINALS[words]
