"""From view models to bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from frankpledge.releases.environment import render
from frankpledge.releases.site.shapes import Page


@dataclass(frozen=True)
class Renderer:
    """Renders pages of one site. `site` is the context that every page shares."""

    site: dict[str, Any]

    def render(self, page: Page) -> bytes:
        """The bytes of one page. Raises jinja2.UndefinedError that names what its context lacks."""
        context = {"site": self.site, "page": page.head, **page.context}
        return render(page.template, context).strip().encode() + b"\n"
