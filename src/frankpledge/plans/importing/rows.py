"""Rows of tables onto the desk: outcomes, delivery, measures, commitments."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Literal

from frankpledge.plans.elements import At, Block
from frankpledge.plans.importing.blocks import TextBlock
from frankpledge.plans.importing.desk import Desk, Sheet, at
from frankpledge.plans.importing.making import commitment, measure
from frankpledge.plans.importing.sentences import alike, due, open_words
from frankpledge.plans.importing.tables import columns, groups, points, table_kind
from frankpledge.plans.promises import Goal, Outcome, PlanMeasure
from frankpledge.plans.setting import Board, DeliveryPlan

_STATUS = {
    "to be developed": re.compile(r"\bto be (?:developed|written|agreed)\b", re.IGNORECASE),
    "in development": re.compile(r"\b(?:in|under) development\b", re.IGNORECASE),
    "under review": re.compile(r"\bunder review\b", re.IGNORECASE),
}
_YEAR = re.compile(r"\b20\d\d\b")


class TableReader:
    """Reads tables row by row."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.roles: tuple[Any, ...] | None = None
        self._boards: dict[str, str] = {}

    def end(self) -> None:
        """The table has ended."""
        self.roles = None

    def read(self, block: TextBlock, heading: str | None, sheet: Sheet | None) -> None:
        """Place one row, when the head of its table says what it holds."""
        if roles := columns(block.cells):
            self.roles = roles
            return
        if self.roles is None:
            self._loose(block, heading)
            return
        if len(block.cells) != len(self.roles):
            return
        cells = dict(zip(self.roles, block.cells, strict=True))
        match table_kind(self.roles):
            case "outcomes":
                self._outcomes(block, cells)
            case "delivery":
                self._delivery(block, cells, heading)
            case "measures" | "commitments":
                self._actions(block, cells, heading, sheet)

    def _loose(self, block: TextBlock, heading: str | None) -> None:
        """A row before any head: 'Vision | ...'."""
        first, *rest = [cell for cell in block.cells if cell]
        named = first.casefold().strip(": ") in ("vision", "our vision", "mission")
        if named and len(rest) == 1:
            self.desk.keep(block, first, rest[0])
            name = self.desk.name(rest[0], "vision")
            made = Block(id=name, title=first, text=rest[0], place=at(block, heading))
            self.desk.parts["vision"].append(made)

    def _keep(self, block: TextBlock, cells: dict[str, str], *roles: str) -> None:
        """Note the cells that are used; those of other columns are left to the notes."""
        self.desk.keep(block, *(cells[role] for role in roles if cells.get(role)))

    def _outcomes(self, block: TextBlock, cells: dict[str, str]) -> None:
        title = cells["priority"]
        if not title:
            return
        sheet = self._sheet(title, block)
        if sheet.title == title or any(cells.get(kind) for kind in ("aim", "outcome")):
            self.desk.keep(block, title)
        kinds: tuple[Literal["aim", "outcome"], ...] = ("aim", "outcome")
        for kind in kinds:
            for point in points(cells.get(kind, "")):
                self.desk.keep(block, point)
                name = self.desk.name(point, kind)
                made = Outcome(
                    id=name,
                    kind=kind,
                    text=point,
                    quote=open_words(point),
                    place=at(block, title),
                )
                sheet.outcomes.append(made)

    def _sheet(self, title: str, block: TextBlock) -> Sheet:
        for sheet in self.desk.sheets:
            if alike(sheet.title, title):
                return sheet
        sheet = Sheet(self.desk.name(title), title, at(block, title))
        self.desk.sheets.append(sheet)
        return sheet

    def _delivery(self, block: TextBlock, cells: dict[str, str], heading: str | None) -> None:
        theme, plan = cells.get("theme", ""), cells.get("plan", "")
        if not theme:
            return
        self._keep(block, cells, "theme", "group", "plan")
        status: Any = next((s for s, pattern in _STATUS.items() if pattern.search(plan)), None)
        year = _YEAR.search(plan)
        made = DeliveryPlan(
            id=self.desk.name(theme, "delivery"),
            theme=theme,
            groups=tuple(
                self._board(name, block, heading) for name in groups(cells.get("group", ""))
            ),
            title=plan or None,
            status=status or ("in place" if plan else "none"),
            due=year[0] if year and status else None,
            quote=open_words(plan) if plan else None,
            place=at(block, heading),
        )
        self.desk.parts["delivery_plans"].append(made)

    def _board(self, title: str, block: TextBlock, heading: str | None) -> str:
        if title not in self._boards:
            self._boards[title] = self.desk.name(title)
            kind: Any = "board" if title.lower().endswith("board") else "sub-group"
            board = Board(
                id=self._boards[title],
                title=title,
                kind=kind,
                place=at(block, heading),
            )
            self.desk.parts["boards"].append(board)
        return self._boards[title]

    def _actions(
        self, block: TextBlock, cells: dict[str, str], heading: str | None, sheet: Sheet | None
    ) -> None:
        """A row that names an outcome, an action, a measure, or several of them side by side."""
        place = at(block, heading)
        line = self._measure(block, cells, place) if cells.get("measure") else None
        shown_by = (line.id,) if line else ()
        if line:
            (sheet.measures if sheet else self.desk.parts["measures"]).append(line)
        if sheet and (text := cells.get("outcome")):
            self.desk.keep(block, text)
            name = self.desk.name(text, "outcome")
            quote = open_words(text)
            sheet.outcomes.append(
                Outcome(
                    id=name, kind="outcome", text=text, quote=quote, measures=shown_by, place=place
                )
            )
        if text := cells.get("commitment"):
            self.desk.keep(block, text)
            made = commitment(self.desk, text, place)
            when = due(f"by {cells['due']}") if cells.get("due") else None
            if when:
                self.desk.keep(block, cells["due"])
            target = sheet.commitments if sheet else self.desk.parts["commitments"]
            target.append(replace(made, measures=shown_by, due=made.due or when))

    def _measure(self, block: TextBlock, cells: dict[str, str], place: At) -> PlanMeasure:
        self._keep(block, cells, "measure", "baseline", "target")
        goals: dict[str, Any] = {
            key: Goal(text=cells[key]) for key in ("baseline", "target") if cells.get(key)
        }
        return replace(measure(self.desk, cells["measure"], place), **goals)
