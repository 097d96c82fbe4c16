"""Blocks of a web page, as lxml reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from frankpledge.plans.importing.blocks import TextBlock, row
from frankpledge.plans.importing.cleaning import clean, linked
from frankpledge.plans.importing.words import listed

_SKIPPED = listed("head script style template noscript svg iframe object select ")
_BLOCKS = listed(
    "address article aside blockquote body caption dd div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot "
    "th thead tr ul "
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def web_blocks(content: bytes) -> Iterator[TextBlock]:
    """The blocks of a page, in order, with the lines of the HTML on which they begin."""
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding=_encoding(content), no_network=True, remove_comments=True, remove_pis=True
    )
    page = _Page()
    skipping: object = None
    for event, element in etree.iterwalk(
        html.document_fromstring(content, parser=parser), events=("start", "end")
    ):
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if skipping is None and name in _SKIPPED:
                skipping = element
            if skipping is None:
                yield from page.begin(name, element.sourceline or 0)
                page.open_link(name, element.get("href"))
                page.parts.append(element.text or "")
            continue
        if skipping is None:
            page.close_link(name)
            yield from page.finish(name)
        if skipping is element:
            skipping = None
        if skipping is None:
            page.parts.append(element.tail or "")
    yield from page.flush()


def _encoding(content: bytes) -> str | None:
    """UTF-8 when it is that, whatever the page says or leaves unsaid; else what the page says."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


@dataclass
class _Page:
    """Where the walk through the page is, and the text gathered there."""

    parts: list[str] = field(default_factory=list)
    links: list[tuple[int, str | None]] = field(default_factory=list)
    line: int = 0
    depth: int = -1
    fresh: bool = False
    heading: int = 0
    cells: list[str] | None = None

    def begin(self, name: str, line: int) -> Iterator[TextBlock]:
        """A tag opens: a block ends where another begins."""
        if name == "br":
            self.parts.append(" ")
        if name not in _BLOCKS:
            return
        if self.cells is None:
            yield from self.flush()
            self.line = line
        elif name in ("td", "th"):
            self.parts.clear()
        else:
            self.parts.append(" • " if name == "li" else " ")
        if name == "tr":
            self.cells = []
        self.depth += name in ("ul", "ol")
        self.fresh = self.fresh or name == "li"
        self.heading = _HEADINGS.get(name, self.heading)

    def finish(self, name: str) -> Iterator[TextBlock]:
        """A tag closes."""
        if name not in _BLOCKS:
            return
        if self.cells is None:
            yield from self.flush()
        elif name in ("td", "th"):
            self.cells.append(clean("".join(self.parts)))
            self.parts.clear()
        elif name == "tr":
            if made := row(self.cells, line=self.line):
                yield made
            self.cells, self.fresh = None, False
        self.depth -= name in ("ul", "ol")
        self.heading = 0 if name in _HEADINGS else self.heading

    def open_link(self, name: str, address: str | None) -> None:
        """Note where the words of a link begin."""
        if name == "a" and address is not None:
            self.links.append((len(self.parts), address))
        elif name == "a":
            self.links.append((len(self.parts), "anchor"))

    def close_link(self, name: str) -> None:
        """Mark the words of a link that leads nowhere."""
        if name == "a" and self.links:
            start, address = self.links.pop()
            self.parts[start:] = [linked("".join(self.parts[start:]), address)]

    def flush(self) -> Iterator[TextBlock]:
        """The block gathered so far, if it has words."""
        text = clean("".join(self.parts))
        self.parts.clear()
        if not text:
            return
        line = self.line or None
        if self.heading:
            yield TextBlock(kind="heading", text=text, level=self.heading, line=line)
        elif self.fresh and self.depth >= 0:
            self.fresh = False
            yield TextBlock(kind="bullet", text=text, level=self.depth, line=line)
        else:
            yield TextBlock(kind="paragraph", text=text, line=line)
