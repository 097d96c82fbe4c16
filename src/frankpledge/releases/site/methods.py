"""The method pages: one for each text of the documentation's methods, and their index."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from frankpledge.errors import ReleaseError
from frankpledge.releases import markdown
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.shapes import Group, Link, Page, page

INDEX = "index"
ANSWERS = "What it answers"  # the heading of a method's own summary
HOME = Link("Methods", "methods/")
_PACKAGE = Path(__file__).parents[1] / "texts"
_REPOSITORY = Path(__file__).parents[4] / "docs"


def texts_folder() -> Path:
    """The folder with glossary.md and methods/: in an installed package, or the repository's docs.

    Raises ReleaseError where there is neither.
    """
    for folder in (_PACKAGE, _REPOSITORY):
        if (folder / "methods").is_dir():
            return folder
    raise ReleaseError(f"{_PACKAGE}: expected the texts of the methods, found no folder")


def method_texts() -> dict[str, str]:
    """The Markdown of each method page by its name, in the order of names; without the index."""
    files = sorted((texts_folder() / "methods").glob("*.md"))
    return {file.stem: file.read_text(encoding="utf-8") for file in files if file.stem != INDEX}


def index_text() -> str:
    """The Markdown of the list of methods; '' where there is none."""
    file = texts_folder() / "methods" / f"{INDEX}.md"
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def pages(_site: Site) -> Iterator[Page]:
    """The index, and a page a method in the order of the index."""
    texts = method_texts()
    groups = grouped(index_text(), texts)
    yield _index(groups, texts)
    ordered = [name for names in groups.values() for name in names]
    links = {
        name: Link(markdown.title_of(markdown.parse(texts[name])), _href(name)) for name in texts
    }
    for place, name in enumerate(ordered):
        before = links[ordered[place - 1]] if place else None
        after = links[ordered[place + 1]] if place + 1 < len(ordered) else None
        yield _page(name, texts[name], before, after)


def grouped(index: str, texts: dict[str, str]) -> dict[str, list[str]]:
    """Names of methods by the headings under which the index links to them; the rest at the end."""
    groups: dict[str, list[str]] = {}
    seen: set[str] = set()
    for heading, address in markdown.links(markdown.parse(index)):
        name = address.partition("#")[0].removesuffix(".md")
        if name in texts and name not in seen:
            seen.add(name)
            groups.setdefault(heading, []).append(name)
    rest = [name for name in texts if name not in seen]
    return groups | ({"Others": rest} if rest else {})


def _href(name: str) -> str:
    return f"methods/{name}/"


def _index(groups: dict[str, list[str]], texts: dict[str, str]) -> Page:
    return page(
        HOME.href,
        "index.html",
        "Methods",
        "How every figure, chart and score on this site is worked out.",
        section="methods",
        finding="Every figure, chart and score here is worked out by a published method. Each page "
        "says first what it means, then how it is done, with an example that is run as a test.",
        groups=[
            Group(heading, [_entry(name, texts[name]) for name in names])
            for heading, names in groups.items()
        ],
    )


def _entry(name: str, text: str) -> Link:
    tokens = markdown.parse(text)
    return Link(markdown.title_of(tokens), _href(name), markdown.summary_of(tokens, ANSWERS))


def _sentence(text: str) -> str:
    """The first sentence of a paragraph."""
    return re.split(r"(?<=[.?!]) (?=[A-Z])", text, maxsplit=1)[0]


def _page(name: str, text: str, before: Link | None, after: Link | None) -> Page:
    prose = markdown.render(text, partial(markdown.to_site, "../../", "methods"))
    return page(
        _href(name),
        "prose.html",
        prose.title,
        _sentence(prose.summary),
        section="methods",
        crumbs=(HOME,),
        kicker="Method",
        body=prose.body,
        beside=[],
        here=_href(name),
        before=before,
        after=after,
        downloads=[],
    )
