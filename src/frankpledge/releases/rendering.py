"""From view models to bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from frankpledge.releases.environment import render
from frankpledge.releases.site.shapes import Link, Page


@dataclass(frozen=True)
class Renderer:
    """Renders pages of one site. `site` is the context that every page shares.

    `corrected` has, for the file of a page that was wrong before, links to what is said of it.
    """

    site: dict[str, Any]
    corrected: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)

    def render(self, page: Page) -> bytes:
        """The bytes of one page. Raises jinja2.UndefinedError that names what its context lacks."""
        context = {"site": self.site, "page": page.head, **page.context}
        context["corrected"] = self.corrected.get(page.path, ())
        return render(page.template, context).strip().encode() + b"\n"
