"""Packs as single HTML files, which open anywhere and print: no script, no font, no second file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from frankpledge.charts import tinted
from frankpledge.packs.typesetting import TEMPLATES


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def render(template: str, content: Mapping[str, Any]) -> bytes:
    """One page from a template beside those for print, such as 'parish.html'.

    The content is that of the printed pack with `theme`; `drawn(svg)` places a drawing, in the
    theme's accent. Raises jinja2.UndefinedError that names what the content lacks.
    """
    drawn = partial(_drawn, accent=content["theme"]["accent"])
    page = _environment().get_template(template).render(content, drawn=drawn)
    return page.strip().encode() + b"\n"


def _drawn(svg: str, accent: str) -> Markup:
    if not svg.startswith("<svg") or not svg.endswith("</svg>"):
        raise ValueError("expected a drawing")
    return Markup(tinted(str(svg), accent))
