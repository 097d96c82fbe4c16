"""Placing: each labelled block goes to the part of the draft that it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from frankpledge.plans.elements import Block, Figure
from frankpledge.plans.importing import setting, words
from frankpledge.plans.importing.blocks import TextBlock
from frankpledge.plans.importing.desk import Desk, Sheet, at
from frankpledge.plans.importing.making import commitment, compared, measure, statement
from frankpledge.plans.importing.outline import Labelled
from frankpledge.plans.importing.rows import TableReader
from frankpledge.plans.importing.sentences import (
    alike,
    item_promises,
    open_words,
    promises,
    sentences,
    starts_with_verb,
)
from frankpledge.plans.promises import Outcome, Theme
from frankpledge.plans.safety import active

Mode = Literal["open", "promises", "measures", "objectives", "statements", "next steps"]
# Sections whose passages become blocks of the plan's own section, and those where a wish is no
# promise.
PROSE = ("foreword", "area", "vision", "principles", "strategies", "engagement", "monitoring")
_TELLING = ("cover", "foreword", "area", "vision", "principles")


@dataclass
class Here:
    """Where in the document the reader is."""

    section: str = "cover"
    heading: str | None = None
    theme: str | None = None
    theme_id: str | None = None
    sheet: Sheet | None = None
    mode: Mode = "open"
    announced: bool = False
    above: list[tuple[int, str]] = field(default_factory=list)
    objectives: list[tuple[Labelled, str | None]] = field(default_factory=list)

    @property
    def place_heading(self) -> str | None:
        """The headings that something stands under, as a place names them."""
        steps = ", ".join(one for one in (self.heading, self.theme) if one)[:200]
        # Two headings joined may look like a tag where neither does.
        return self.heading if active(steps) else steps or None


class Placer:
    """Reads the labelled blocks of a document, in order, onto a desk."""

    def __init__(self, desk: Desk, kind: str) -> None:
        self.desk, self.report = desk, kind == "report"
        self.here = Here()
        self.tables = TableReader(desk)
        self.setting = setting.SettingReader(desk)

    def place(self, outline: Iterable[Labelled]) -> None:
        """Place every block that a rule knows a part for."""
        handlers: dict[str, Callable[[Labelled], None]] = {
            "section": self._section,
            "next steps": self._next_steps,
            "priority": self._priority,
            "theme": self._theme,
            "measuring": self._measuring,
            "objectives": self._objectives,
            "statements": self._statements,
            "lead": self._lead,
            "text": self._text,
            "item": self._item,
        }
        for one in outline:
            if active(one.block.text):
                continue  # markup has no place in a package; the notes will say so
            if one.label == "row":
                self.tables.read(one.block, self.here.place_heading, self.here.sheet)
                continue
            self.tables.end()
            if one.label in handlers:
                handlers[one.label](one)
        self._match_objectives()

    # --- headings ---------------------------------------------------------------------------------

    def _section(self, one: Labelled) -> None:
        self.here = Here(section=one.kind, heading=one.title, objectives=self.here.objectives)
        self.setting.begin(one)

    def _next_steps(self, one: Labelled) -> None:
        self.here = Here(section="next steps", heading=one.title, mode="next steps")

    def _priority(self, one: Labelled) -> None:
        known = [sheet for sheet in self.desk.sheets if alike(sheet.title, one.title)]
        if known:
            sheet = known[0]
        else:
            declared = words.PRIORITY.match(one.block.text) is not None
            place = at(one.block, _short(one))
            name = self.desk.name(one.title)
            sheet = Sheet(name, one.title, place, declared=declared)
            self.desk.sheets.append(sheet)
        mode: Mode = "statements" if self.report else "open"
        if one.kind == "promising":
            mode = "promises"
        self.here = Here(
            "priority", _short(one), sheet=sheet, mode=mode, objectives=self.here.objectives
        )

    def _theme(self, one: Labelled) -> None:
        here = self.here
        here.theme, here.above = one.title, []
        if here.sheet is None:
            here.heading = here.heading or one.title
            self.setting.theme(one, here.section)
            return
        theme = Theme(id=self.desk.name(one.title, "theme"), title=one.title)
        here.sheet.themes.append(theme)
        here.theme_id = theme.id
        if here.mode not in ("promises", "statements"):
            here.mode = "promises" if here.announced else "open"

    def _measuring(self, one: Labelled) -> None:
        here = self.here
        here.mode, here.theme, here.theme_id = "measures", one.title or one.block.text, None
        place = at(one.block, here.heading)
        if here.sheet and here.sheet.measuring is None:
            here.sheet.measuring = (open_words(one.block.text), place)

    def _objectives(self, one: Labelled) -> None:
        self.here.mode = "objectives"
        self.here.theme = one.title

    def _statements(self, one: Labelled) -> None:
        self.here.mode = "statements"
        self.here.theme = one.title

    # --- what stands under them -------------------------------------------------------------------

    def _lead(self, one: Labelled) -> None:
        text = one.title or one.block.text
        if words.PROMISING.search(text) and self.here.sheet and not self.report:
            self.here.mode, self.here.announced, self.here.above = "promises", True, []
        elif words.STATEMENTS.search(text):
            self.here.mode = "statements"
        elif words.MEASURING.search(text):
            self._measuring(one)
        elif self.here.section in PROSE or self.setting.wants(self.here.section):
            self._text(one)
        elif self.here.mode == "promises" and text.endswith(":"):
            # Whatever this announces, it is another list than that of the promises above.
            self.here.mode = "open"

    def _item(self, one: Labelled) -> None:
        match self.here.mode:
            case "measures":
                self._add_measure(one)
            case "statements":
                self._add_statement(one)
            case "next steps":
                self._add_statement(one, next_step=True)
            case "objectives":
                self.here.objectives.append((one, self.here.place_heading))
            case _ if self.here.sheet is not None:
                self._item_of_priority(one)
            case _ if self.report:
                self._add_statement(one)
            case _ if self.here.section in PROSE:
                self._block(one)
            case _:
                self.setting.item(one, self.here.section, self.here.place_heading)

    def _item_of_priority(self, one: Labelled) -> None:
        text = one.block.text
        if self.here.mode == "promises" or starts_with_verb(text) or promises(text, soft=True):
            self._add_promises(one, item_promises(text))
        elif words.FIGURE.search(text):
            self._add_statement(one)

    def _text(self, one: Labelled) -> None:
        here, text = self.here, one.block.text
        if here.mode == "objectives" and here.section != "report":
            here.objectives.append((one, here.place_heading))
            return
        if here.mode in ("statements", "next steps") and self.report:
            self._add_statement(one)
            return
        if not self.report:
            soft = here.section not in _TELLING
            self._add_promises(one, promises(text, soft=soft))
        if here.sheet is not None:
            self._rest_of_priority(one)
        elif here.section in PROSE:
            self._block(one)
        else:
            self.setting.text(one, here.section, here.place_heading)
        if text.endswith(":") and here.sheet is not None and not self.report:
            here.mode = "promises" if words.PROMISING.search(text) else "open"

    def _rest_of_priority(self, one: Labelled) -> None:
        """What a paragraph under a priority says besides its promises."""
        sheet, block = self.here.sheet, one.block
        assert sheet is not None
        if sheet.text is None and not self.desk.used(block) and not self.here.theme:
            sheet.text, sheet.quote, sheet.text_block = block.text, open_words(block.text), one
            self.desk.keep(block, block.text)
            return
        for sentence in sentences(block.text):
            if sentence in self.desk.left(block) and words.FIGURE.search(sentence):
                self._keep_statement(block, sentence, next_step=False)

    def _block(self, one: Labelled) -> None:
        block = one.block
        self.desk.keep(block, block.text)
        self.desk.parts[self.here.section].append(
            Block(
                id=self.desk.name(block.text, self.here.section),
                title=self.here.theme,
                text=block.text,
                quote=open_words(block.text),
                place=at(block, self.here.place_heading),
            )
        )

    def _add_promises(self, one: Labelled, texts: list[str]) -> None:
        here, block = self.here, one.block
        while here.above and here.above[-1][0] >= block.level:
            here.above.pop()
        parent = here.above[-1][1] if here.above and one.label == "item" else None
        place = at(block, here.place_heading)
        for text in texts:
            self.desk.keep(block, text)
            made = commitment(self.desk, text, place, theme=here.theme_id, part_of=parent)
            target = here.sheet.commitments if here.sheet else self.desk.parts["commitments"]
            target.append(made)
            if one.label == "item" and text == texts[0]:
                here.above.append((block.level, made.id))

    def _add_measure(self, one: Labelled) -> None:
        block = one.block
        self.desk.keep(block, block.text)
        sheet = self.here.sheet
        target = sheet.measures if sheet else self.desk.parts["measures"]
        target.append(measure(self.desk, block.text, at(block, self.here.place_heading)))

    def _add_statement(self, one: Labelled, *, next_step: bool = False) -> None:
        sheet = self.here.sheet
        years = compared(one.block.text)
        if years and sheet:
            # A note to the figures above it; it stays in the list of what was not placed.
            sheet.statements = [
                replace(s, figures=tuple(_dated(figure, years) for figure in s.figures))
                for s in sheet.statements
            ]
            return
        self._keep_statement(one.block, one.block.text, next_step=next_step)

    def _keep_statement(self, block: TextBlock, text: str, *, next_step: bool) -> None:
        self.desk.keep(block, text)
        place = at(block, self.here.place_heading)
        made = statement(self.desk, text, place, next_step=next_step)
        sheet = self.here.sheet
        (sheet.statements if sheet else self.desk.parts["statements"]).append(made)

    def _match_objectives(self) -> None:
        """Objectives belong to the priority of their name, or to the only one there is."""
        for one, heading in self.here.objectives:
            sheets = [s for s in self.desk.sheets if alike(s.title, one.block.text)]
            if not sheets and len(self.desk.sheets) == 1:
                sheets = self.desk.sheets
            if sheets:
                self.desk.keep(one.block, one.block.text)
                place = at(one.block, heading)
                text = one.block.text
                made = Outcome(
                    id=self.desk.name(text, "objective"), kind="objective", text=text, place=place
                )
                sheets[0].outcomes.append(made)


def _dated(figure: Figure, years: tuple[str, str]) -> Figure:
    """A figure with its years, if it is one of those that are compared."""
    if figure.before is None:
        return figure
    return replace(figure, period=years[0], before_period=years[1])


def _short(one: Labelled) -> str:
    """The heading of a priority as places name it: 'Priority 1' where it has a number."""
    text = one.block.text
    if words.PRIORITY.match(text) and one.title and one.title in text:
        return text[: text.index(one.title)].strip(" :.–—-") or text
    return text[:200]
