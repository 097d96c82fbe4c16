"""What of a report's text is code, comment, address or figure: spans of the text, found once."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

Spans = list[tuple[int, int]]

_HEAD = re.compile(r"---[ \t]*\n(?P<yaml>.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_FENCE = re.compile(
    r"^ {0,3}(`{3,}|~{3,}).*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.DOTALL | re.MULTILINE
)
_CODE = re.compile(r"(?<!`)(`+)(?!`)[^\n]{0,1000}?(?<!`)\1(?!`)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# A figure ends before the next begins and within its paragraph, so that one open brace does not
# swallow the rest of the report.
_FIGURE = re.compile(r"\{\{(?P<inner>(?:(?!\{\{|\}\}|\n[ \t]*\n).)*)\}\}", re.DOTALL)
_BRACES = re.compile(r"\{\{|\}\}")
_ADDRESS = re.compile(
    r"(?<=\]\()[^)\n]{0,2000}(?=\))|<?\bhttps?://[^\s>)]+|[^\s@]{1,64}@[^\s@]{1,255}"
)


@dataclass(frozen=True)
class Marked:
    """A report's text and what its parts are."""

    text: str

    @cached_property
    def head(self) -> re.Match[str] | None:
        """The front matter, between two lines of three hyphens at the top."""
        return _HEAD.match(self.text)

    @cached_property
    def begin(self) -> int:
        """Where the body begins."""
        return self.head.end() if self.head else 0

    @cached_property
    def fences(self) -> Spans:
        """Spans of blocks of code."""
        return [m.span() for m in _FENCE.finditer(self.text, self.begin)]

    @cached_property
    def comments(self) -> Spans:
        """Spans of comments, which are notes to the writer and no part of the report."""
        text = blank(self.text, self.fences)
        return [m.span() for m in _COMMENT.finditer(text, self.begin)]

    @cached_property
    def code(self) -> Spans:
        """Spans of code and comments, in which nothing is a figure."""
        blocks = [*self.fences, *self.comments]
        rest = blank(self.text, blocks)
        return sorted(blocks + [m.span() for m in _CODE.finditer(rest, self.begin)])

    @cached_property
    def figures(self) -> list[tuple[int, int, str]]:
        """Start, end and inner text of every figure, in order."""
        body = blank(self.text, self.code)
        return [
            (*m.span(), self.text[slice(*m.span("inner"))])
            for m in _FIGURE.finditer(body, self.begin)
        ]

    @cached_property
    def strays(self) -> list[int]:
        """Where double braces stand that belong to no figure."""
        body = blank(self.text, [*self.code, *((a, b) for a, b, _ in self.figures)])
        return [m.start() for m in _BRACES.finditer(body, self.begin)]

    @cached_property
    def prose(self) -> str:
        """The text with everything that is not prose blanked out, so that places stay the same."""
        spans = [(0, self.begin), *self.code, *((a, b) for a, b, _ in self.figures)]
        rest = blank(self.text, spans)
        return blank(rest, [m.span() for m in _ADDRESS.finditer(rest)])

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of a place, counted from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def blank(text: str, spans: Spans) -> str:
    """The text with spaces in place of spans; line ends stay."""
    parts, last = [], 0
    for start, end in sorted(spans):
        if start >= last:
            parts += [text[last:start], re.sub(r"[^\n]", " ", text[start:end])]
            last = end
    return "".join([*parts, text[last:]])
