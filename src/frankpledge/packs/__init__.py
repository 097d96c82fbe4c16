"""Packs: documents to take to a meeting, made from the same results as the site.

`make_pack` makes packs of a kind; `read_theme` reads a body's own look; `Typesetter` makes tagged
PDFs and `render` single HTML files from the templates here.
"""

from frankpledge.packs.kinds import KINDS, Kind, Made, Order, make_pack
from frankpledge.packs.libraries import INSTALL, NEEDED, NONE, can_make, environment, installed
from frankpledge.packs.pages import render
from frankpledge.packs.theme import Theme, contrast, read_theme
from frankpledge.packs.typesetting import Typesetter, can_typeset

__all__ = [
    "INSTALL",
    "KINDS",
    "NEEDED",
    "NONE",
    "Kind",
    "Made",
    "Order",
    "Theme",
    "Typesetter",
    "can_make",
    "can_typeset",
    "contrast",
    "environment",
    "installed",
    "make_pack",
    "read_theme",
    "render",
]
