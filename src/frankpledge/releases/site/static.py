"""Pages of text: accessibility, glossary, about, what changed, and the page that is not there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from frankpledge.releases import markdown
from frankpledge.releases.site.changes import changes_page
from frankpledge.releases.site.corrections import corrections_page
from frankpledge.releases.site.methods import texts_folder
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.shapes import Link, Page, page

TEXTS = Path(__file__).parent / "texts"
WAYS = [
    Link("The scorecard", ""),
    Link("Find your area", "places/"),
    Link("All measures", "measures/"),
    Link("Data", "data/"),
]


def pages(site: Site) -> Iterator[Page]:
    """All of them."""
    yield _text(site, "about", "What this site is, how to check a number, and how to reply.")
    yield _text(site, "accessibility", "How accessible this site is, and what to do if it is not.")
    yield _glossary()
    yield changes_page(site, site.previous)
    yield corrections_page(site)
    yield page(
        "404.html", "404.html", "Page not found", "There is no page at this address.", ways=WAYS
    )


def _text(site: Site, name: str, description: str) -> Page:
    """A page from a text of this package, with the site's own names filled in."""
    text = (TEXTS / f"{name}.md").read_text(encoding="utf-8")
    filled = Environment(undefined=StrictUndefined, autoescape=False).from_string(text)
    prose = markdown.render(
        filled.render(
            title=site.workspace.title,
            publisher=site.context()["publisher"],
            contact=site.workspace.contact,
            release=site.release,
        ),
        partial(_resolve, "../"),
    )
    return _prose(f"{name}/", prose, description)


def _resolve(root: str, address: str) -> str:
    """Addresses in this package's own texts count from the site's root."""
    whole = "://" in address or address.startswith(("#", "mailto:"))
    return address if whole else f"{root}{address}"


def _glossary() -> Page:
    text = (texts_folder() / "glossary.md").read_text(encoding="utf-8")
    prose = markdown.render(text, partial(markdown.to_site, "../", ""))
    return _prose("glossary/", prose, "What the words on this site mean, each for one thing.")


def _prose(path: str, prose: markdown.Prose, description: str) -> Page:
    return page(
        path,
        "prose.html",
        prose.title,
        description,
        kicker="",
        body=prose.body,
        beside=[],
        here=path,
        before=None,
        after=None,
        downloads=[],
    )
