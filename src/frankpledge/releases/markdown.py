"""Markdown to HTML for pages of text: links between pages, tables and code that can be scrolled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count, pairwise
from pathlib import PurePosixPath

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup
from mdit_py_plugins.deflist import deflist_plugin

Resolve = Callable[[str], str]


@dataclass(frozen=True)
class Prose:
    """A text: its first heading, its first paragraph as plain text, and the HTML of the rest."""

    title: str
    summary: str
    body: Markup


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table").use(deflist_plugin)


def parse(text: str) -> list[Token]:
    """The tokens of a text."""
    return _parser().parse(text)


def title_of(tokens: Sequence[Token]) -> str:
    """The first heading as plain text; '' where there is none."""
    return _first(tokens, "heading_open")


def summary_of(tokens: Sequence[Token], heading: str = "") -> str:
    """The first paragraph as plain text: below a heading, where there is one so called.

    '' where there is no paragraph.
    """
    places = [
        place
        for place, token in enumerate(tokens)
        if heading and token.type == "inline" and plain(token) == heading
    ]
    return _first(tokens[places[0] :] if places else tokens, "paragraph_open")


def _first(tokens: Sequence[Token], kind: str) -> str:
    places = [place for place, token in enumerate(tokens) if token.type == kind]
    return plain(tokens[places[0] + 1]) if places else ""


def plain(token: Token) -> str:
    """An inline token's text without its marks; line breaks are spaces."""
    parts = [
        " " if child.type in {"softbreak", "hardbreak"} else child.content
        for child in token.children or []
    ]
    return "".join(parts)


def render(text: str, resolve: Resolve) -> Prose:
    """A text as HTML, without its first heading, which the page prints itself.

    `resolve` turns the address of a link into the one that the page needs; where it gives '' the
    words stay and the link goes.
    """
    tokens = parse(text)
    title, summary = title_of(tokens), summary_of(tokens)
    if tokens and tokens[0].type == "heading_open":
        tokens = tokens[3:]
    _name_headings(tokens)
    for token in tokens:
        _relink(token.children or [], resolve)
    html = _parser().renderer.render(tokens, _parser().options, {})
    return Prose(title, summary, Markup(_dressed(html)))  # raw HTML is off


def _name_headings(tokens: Sequence[Token]) -> None:
    """Headings begin below the page's own, and can be linked to."""
    used = Counter[str]()
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            name = slug(plain(inline))
            used[name] += 1
            opening.attrSet("id", name if used[name] == 1 else f"{name}_{used[name] - 1}")
        if opening.type in {"heading_open", "heading_close"}:
            opening.tag = f"h{max(2, int(opening.tag[1:]))}"
    if tokens and tokens[-1].type == "heading_close":
        tokens[-1].tag = f"h{max(2, int(tokens[-1].tag[1:]))}"


def slug(text: str) -> str:
    """A heading's id: 'What is counted?' is 'what-is-counted'."""
    return re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", text.lower()).strip())


def _relink(children: Sequence[Token], resolve: Resolve) -> None:
    dropped: list[bool] = []
    for token in children:
        if token.type == "link_open":
            href = resolve(str(token.attrGet("href") or ""))
            dropped.append(not href)
            token.attrSet("href", href)
            token.hidden = not href
        elif token.type == "link_close":
            token.hidden = dropped.pop()


def _dressed(html: str) -> str:
    """In the site's classes. What is wider than a phone scrolls in its own frame, also by keys."""
    numbers = count(1)
    html = html.replace("<pre>", '<pre tabindex="0">')
    html = _rows(html)
    html = html.replace("<blockquote>", '<blockquote class="govuk-inset-text">')
    return re.sub(
        "<table>",
        lambda _: (
            '<div class="fp-scroll" role="region" tabindex="0" '
            f'aria-label="Table {next(numbers)}"><table>'
        ),
        html,
    ).replace("</table>", "</table></div>")


def _rows(html: str) -> str:
    """Each term of a list of definitions, with all that is said of it, in a row of its own."""
    row = '</div><div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">'
    html = html.replace("<dt>", row).replace("<dl>\n</div>", "<dl>\n")
    html = html.replace("<dl>", '<dl class="govuk-summary-list fp-list">')
    html = html.replace("<dd>", '<dd class="govuk-summary-list__value">')
    return html.replace("</dl>", "</div></dl>")


def links(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """(heading, address) of every link, in order; the heading is the last one above it."""
    heading = ""
    for opening, token in pairwise(tokens):
        if opening.type == "heading_open":
            heading = plain(token)
        for child in token.children or []:
            if child.type == "link_open":
                yield heading, str(child.attrGet("href") or "")


def to_site(root: str, folder: str, address: str) -> str:
    """An address in the documentation as one of the site: methods and the glossary are on it.

    `folder` is that of the text ('methods' or ''), `root` the way from its page to the site's root.
    Addresses elsewhere stay; pages that the site lacks give ''.
    """
    if "://" in address or address.startswith(("#", "mailto:")):
        return address
    file, _, place = address.partition("#")
    parts: list[str] = []
    for part in (PurePosixPath(folder) / file).parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    home = _home("/".join(parts))
    return f"{root}{home}{f'#{place}' if place else ''}" if home else ""


def _home(path: str) -> str:
    if path == "glossary.md":
        return "glossary/"
    found = re.fullmatch(r"methods/([a-z0-9-]+)\.md", path)
    if found is None:
        return ""
    return "methods/" if found[1] == "index" else f"methods/{found[1]}/"
