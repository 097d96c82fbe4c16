"""The parish pack: two sides of paper for a council meeting, and the same as a page and as CSV."""

from frankpledge.packs.parish.building import KINDS, Packs, needed, rests
from frankpledge.packs.parish.comparing import compare
from frankpledge.packs.parish.figures import changes
from frankpledge.packs.parish.making import Press, file_name, make
from frankpledge.packs.parish.model import Change, Comparison, Interval, Pack, Question, Section
from frankpledge.packs.parish.printing import TEMPLATE, change_cells, content
from frankpledge.packs.parish.questions import questions, telling
from frankpledge.packs.parish.rows import FIELDS, rows
from frankpledge.packs.parish.sections import sections

__all__ = [
    "FIELDS",
    "KINDS",
    "TEMPLATE",
    "Change",
    "Comparison",
    "Interval",
    "Pack",
    "Packs",
    "Press",
    "Question",
    "Section",
    "change_cells",
    "changes",
    "compare",
    "content",
    "file_name",
    "make",
    "needed",
    "questions",
    "rests",
    "rows",
    "sections",
    "telling",
]
