"""What surrounds the promises: roles, boards, national duties, money, collaborations."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from frankpledge.plans.elements import Block
from frankpledge.plans.importing import words
from frankpledge.plans.importing.desk import Desk, at
from frankpledge.plans.importing.making import amount
from frankpledge.plans.importing.outline import Labelled
from frankpledge.plans.importing.sentences import open_words
from frankpledge.plans.safety import active
from frankpledge.plans.setting import (
    Board,
    BudgetLine,
    Collaboration,
    NationalMeasure,
    NationalMeasures,
    Requirement,
    Role,
    Threat,
)

# Sections in which a heading may name a board.
_STEERING = ("partnership", "monitoring", "engagement", "cover")


class SettingReader:
    """Places what stands in sections that are no prose and no priority."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._sections = (
            "roles",
            "requirement",
            "national",
            "budget",
            "collaborations",
            "partnership",
        )
        self._open: str | None = None  # what stands under the last theme: a role or a board

    def wants(self, section: str) -> bool:
        """Whether a passage of the section has a place here."""
        return section in self._sections

    def begin(self, one: Labelled) -> None:
        """A section begins."""
        self._open = None
        place = at(one.block, one.title)
        if one.kind == "requirement" and not self.desk.parts["requirement"]:
            self.desk.parts["requirement"] = [Requirement(edition="2015", place=place)]
        if one.kind == "national" and not self.desk.parts["national"]:
            self.desk.parts["national"] = [NationalMeasures(framework="ncpm-2021", place=place)]

    def theme(self, one: Labelled, section: str) -> None:
        """A heading inside a section begins: in some, a role or a board."""
        self._open = None
        title, place = one.title, at(one.block, one.title)
        if section == "roles":
            kind: Any = next((k for k, p in words.ROLES.items() if p.search(title)), "other")
            self._add("roles", Role(id=self.desk.name(title), title=title, kind=kind, place=place))
        elif section in _STEERING and (match := words.BOARD.search(title)):
            word = match["kind"].lower().rstrip("s")
            kind = word if word in ("board", "partnership", "panel") else "sub-group"
            made = Board(id=self.desk.name(title), title=title, kind=kind, place=place)
            self._add("boards", made)

    def _add(self, part: str, made: Any) -> None:
        self.desk.parts[part].append(made)
        self._open = part

    def text(self, one: Labelled, section: str, heading: str | None) -> None:
        """A paragraph of a section."""
        text = one.block.text
        match section:
            case "requirement" | "national":
                self._append(section, one)
            case "budget":
                self._budget(one, heading)
            case _ if self._open:
                self._append(self._open, one)
            case "partnership":
                self._passage("engagement", one, heading)
            case "collaborations" if not self.desk.used(one.block):
                made = Collaboration(
                    id=self.desk.name(text),
                    title=heading or text,
                    text=text,
                    place=at(one.block, heading),
                )
                self.desk.keep(one.block, text)
                self.desk.parts["collaborations"].append(made)

    def item(self, one: Labelled, section: str, heading: str | None) -> None:
        """An item of a list in a section."""
        match section:
            case "roles" if self._open == "roles":
                self._duty(one, heading)
            case "requirement":
                self._threat(one, heading)
            case "national":
                self._national(one, heading)
            case "budget":
                self._budget(one, heading)
            case "collaborations":
                self._collaboration(one, heading)
            case "partnership" if not self._open:
                self._passage("engagement", one, heading)
            case _ if self._open == "boards":
                self._append("boards", one)

    def _append(self, part: str, one: Labelled) -> None:
        """Add a paragraph to the text of the last element of a part."""
        text = one.block.text
        last = self.desk.parts[part][-1]
        if active(f"{last.text}{text}"):
            return
        self.desk.keep(one.block, text)
        said = f"{last.text}\n\n{text}" if last.text else text
        changes = {"text": said}
        if not isinstance(last, Role) and (quote := last.quote or open_words(text)):
            changes["quote"] = quote
        self.desk.parts[part][-1] = replace(last, **changes)

    def _passage(self, part: str, one: Labelled, heading: str | None) -> None:
        text = one.block.text
        self.desk.keep(one.block, text)
        made = Block(
            id=self.desk.name(text, part),
            text=text,
            quote=open_words(text),
            place=at(one.block, heading),
        )
        self.desk.parts[part].append(made)

    def _duty(self, one: Labelled, heading: str | None) -> None:
        text, role = one.block.text, self.desk.parts["roles"][-1]
        self.desk.keep(one.block, text)
        duty = Block(
            id=self.desk.name(text, "duty"),
            text=text,
            quote=open_words(text),
            place=at(one.block, heading),
        )
        self.desk.parts["roles"][-1] = replace(role, duties=(*role.duties, duty))

    def _threat(self, one: Labelled, heading: str | None) -> None:
        text = one.block.text.rstrip(";,. ").removesuffix(" and").rstrip(";, ")
        name = next((n for n, p in words.THREATS.items() if p.search(text)), None)
        requirement = self.desk.parts["requirement"][-1]
        if name is None:
            return
        self.desk.keep(one.block, one.block.text)
        made = Threat(
            id=self.desk.name(text, "threat"),
            threat=name,
            wording=text,
            place=at(one.block, heading),
        )
        edition = "2023" if name == "violence-against-women-and-girls" else requirement.edition
        self.desk.parts["requirement"][-1] = replace(
            requirement, edition=edition, threats=(*requirement.threats, made)
        )

    def _national(self, one: Labelled, heading: str | None) -> None:
        text = one.block.text
        group = next((n for n, p in words.NATIONAL.items() if p.search(text)), None)
        national = self.desk.parts["national"][-1]
        if group is None:
            return
        self.desk.keep(one.block, text)
        made = NationalMeasure(
            id=self.desk.name(text, "national"),
            group=group,
            wording=text,
            place=at(one.block, heading),
        )
        self.desk.parts["national"][-1] = replace(national, measures=(*national.measures, made))

    def _budget(self, one: Labelled, heading: str | None) -> None:
        text = one.block.text
        self.desk.keep(one.block, text)
        pounds = amount(text)
        kind: Any = next((k for k, p in words.BUDGET_KINDS.items() if p.search(text)), "section")
        # Without a sum or the place of one, the words only speak of money.
        if pounds is None and "£" not in text:
            kind = "section"
        made = BudgetLine(
            id=self.desk.name(text, "budget"),
            kind=kind,
            text=text,
            quote=open_words(text),
            amount=pounds,
            place=at(one.block, heading),
        )
        self.desk.parts["budget"].append(made)

    def _collaboration(self, one: Labelled, heading: str | None) -> None:
        text = one.block.text
        self.desk.keep(one.block, text)
        title, _, said = text.partition(" – ") if " – " in text else text.partition(" - ")
        made = Collaboration(
            id=self.desk.name(title),
            title=title,
            text=said.strip() or None,
            quote=open_words(text),
            place=at(one.block, heading),
        )
        self.desk.parts["collaborations"].append(made)
