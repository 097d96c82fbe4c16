"""Which measure and which area a sentence is about, named only when both are sure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from frankpledge.measures import Catalogue, Measure

if TYPE_CHECKING:
    from frankpledge.areas import Areas

# Beside these the same words name something else: what became of the crimes, who suffered them, a
# part of them, a rate.
_OTHER = re.compile(
    r"\b(?:detect\w+|solv\w+|charg\w+|outcomes?|arrest\w*|victims?|repeat\w*|satisf\w+|fear\w*"
    r"|suspects?|prosecut\w+|convict\w+|attempt\w*|hot ?spots?|patrol\w*|aged|rate|rates"
    r"|per(?! cent)|linked|related|flagged|enabled|online|knife|youth|young|children|women|girls"
    r"|rural|hate|domestic abuse|night[- ]time|town centre|operation|op|national\w*|england|country"
    r"|uk|region|similar|average|target|forecast\w*|project\w+|sentenc\w+|reoffend\w*|prevent\w*|calls"
    r"|share|proportion|cost\w*|worth|dwelling)\b",
    re.IGNORECASE,
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_SOMEWHERE = re.compile(
    rf"\b(?:in|across|within|around|at|near)\s+(?:the\s+)?(?!{_MONTH})([A-Z][a-z]+(?:\s+[A-Z][a-z]+)*)"
)


@dataclass(frozen=True)
class Named:
    """A measure and the code of the area that a claim is about."""

    measure: Measure
    area: str


@lru_cache(maxsize=1)
def synonyms() -> Mapping[str, tuple[str, ...]]:
    """By id of a measure, what documents call it."""
    text = (
        resources.files("frankpledge.claims.checking").joinpath("synonyms.toml").read_text("utf-8")
    )
    return {name: tuple(words) for name, words in tomllib.loads(text).items()}


@dataclass(frozen=True)
class Namer:
    """Names measures of a catalogue and police force areas in sentences of one document."""

    catalogue: Catalogue
    areas: Areas
    head: str

    @cached_property
    def _phrases(self) -> dict[str, str]:
        """Phrase -> measure, of counts that are recorded by a force."""
        phrases: dict[str, str] = {}
        for measure in self.catalogue.measures.values():
            if measure.basis == "recorded" and measure.kind == "count":
                for words in (measure.title, *synonyms().get(measure.id, ())):
                    phrases[words.casefold()] = measure.id
        return phrases

    @cached_property
    def _phrase(self) -> re.Pattern[str]:
        words = sorted(self._phrases, key=len, reverse=True)
        return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b")

    @cached_property
    def _forces(self) -> dict[str, str]:
        """Name in small letters -> code."""
        found: dict[str, str] = {}
        for force in self.areas.force_rows:
            if force.code in self.areas:
                found |= {n.casefold(): force.code for n in force.names if not n[1:2].isdigit()}
        return found

    def _forces_in(self, text: str) -> set[str]:
        small = text.casefold()
        return {
            code
            for name, code in self._forces.items()
            if len(name) > 3 and re.search(rf"\b{re.escape(name)}\b", small)
        }

    def without_names(self, text: str) -> str:
        """A text in small letters without the names of forces and of measures."""
        small = self._phrase.sub(" ", text.casefold())
        for name in sorted(self._forces, key=len, reverse=True):
            if len(name) > 3 and name in small:
                small = re.sub(rf"\b{re.escape(name)}\b(?:['’]s)?", " ", small)
        return small

    def measure(self, sentence: str) -> Measure | None:
        """The one measure that a sentence names; None when it names none, or more, or a part."""
        found = {self._phrases[m[0]] for m in self._phrase.finditer(sentence.casefold())}
        rest = self._phrase.sub(" ", sentence.casefold())
        if len(found) != 1 or _OTHER.search(rest):
            return None
        return self.catalogue.measures[found.pop()]

    def area(self, sentence: str) -> str | None:
        """The one force area that a sentence, or else the head of the document, names."""
        own = self._forces_in(sentence)
        for match in _SOMEWHERE.finditer(sentence):
            if not self._forces_in(match[1]):
                return None
        if re.search(r"\b(?:swindon|city|town|district|ward|borough)\b", sentence.casefold()):
            return None
        named = own or self._forces_in(self.head)
        return named.pop() if len(named) == 1 else None

    def name(self, sentence: str) -> Named | None:
        """Measure and area, None unless both are sure."""
        measure, area = self.measure(sentence), self.area(sentence)
        return Named(measure, area) if measure and area else None
