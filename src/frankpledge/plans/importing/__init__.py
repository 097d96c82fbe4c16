"""A first draft of a plan package from a document: text, Markdown, web page, Word file or PDF.

`read_blocks` brings a file into blocks of text, `draft_plan` recognises by declared rules what they
are in a plan, and `write_draft` writes the package with a list of all that was not placed.
"""

from frankpledge.plans.importing.blocks import TextBlock
from frankpledge.plans.importing.draft import Draft, draft_plan, package_name, write_draft
from frankpledge.plans.importing.files import ENDINGS, read_blocks
from frankpledge.plans.importing.heading import Told
from frankpledge.plans.importing.notes import FILE as NOTES_FILE
from frankpledge.plans.importing.notes import REASONS, Note, notes_text

__all__ = [
    "ENDINGS",
    "NOTES_FILE",
    "REASONS",
    "Draft",
    "Note",
    "TextBlock",
    "Told",
    "draft_plan",
    "notes_text",
    "package_name",
    "read_blocks",
    "write_draft",
]
