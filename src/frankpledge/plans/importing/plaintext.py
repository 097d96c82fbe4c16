"""Blocks of a plain text: a line is a block, and signs at its beginning say of which kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frankpledge.plans.importing.blocks import BlockKind, TextBlock, row
from frankpledge.plans.importing.cleaning import clean

_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.+?)\s*#*\s*$")
_BULLET = re.compile(r"(\s*)(?:[-*•‣▪●○◦·–—]|\uf0b7)\s+(\S.*)$")
_NUMBERED = re.compile(
    r"(\s*)(?:(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|\d{1,2}(?:\.\d{1,2})+[.)]?)\s+(\S.*)$"
)
# '(a)' begins an item wherever it stands.
_LETTERED = re.compile(r"(\s*)\((?:\d{1,2}|[a-z]|[ivx]{1,4})\)\s+(\S.*)$")
_PIPES = re.compile(r"\s*\|(.+)\|\s*$")
_RULE = re.compile(r"[\s|:*=_–—-]*$")


def plain_blocks(text: str) -> Iterator[TextBlock]:
    """The blocks of a text, in order, with the numbers of their lines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    depths = Depths()
    for index, line in enumerate(lines):
        if _RULE.match(line):
            continue
        above = lines[index - 1] if index else ""
        below = lines[index + 1] if index + 1 < len(lines) else ""
        block = _block(line, index + 1, (above, below), depths)
        if block is not None:
            if block.kind != "bullet":
                depths.clear()
            yield block


def _block(line: str, number: int, around: tuple[str, str], depths: Depths) -> TextBlock | None:
    if match := _HEADING.match(line):
        return _made("heading", match[2], number, level=len(match[1]))
    if match := _BULLET.match(line) or _LETTERED.match(line):
        return _made("bullet", match[2], number, level=depths.of(_width(match[1])))
    alone = not any(_ordinary(other) for other in around)
    # A numbered line that stands alone is a heading or a clause; several in a row are a list.
    if not alone and (match := _NUMBERED.match(line)) and any(map(_listed, around)):
        return _made("bullet", match[2], number, level=depths.of(_width(match[1])))
    if match := _PIPES.match(line):
        return row([clean(cell) for cell in match[1].split("|")], line=number)
    if "\t" in line.strip():
        return row([clean(cell) for cell in line.split("\t")], line=number)
    return _made("paragraph", line, number, alone=alone)


def _made(
    kind: BlockKind, text: str, line: int, *, level: int = 0, alone: bool = True
) -> TextBlock | None:
    text = clean(text)
    if not text:
        return None
    return TextBlock(kind=kind, text=text, level=level, line=line, alone=alone)


def _ordinary(line: str) -> bool:
    """Whether a neighbouring line makes this one part of something longer."""
    marked = _HEADING.match(line) or _BULLET.match(line) or _LETTERED.match(line)
    return bool(clean(line)) and not marked


def _listed(line: str) -> bool:
    return bool(_NUMBERED.match(line) or _BULLET.match(line))


def _width(margin: str) -> int:
    return len(margin.expandtabs(4))


class Depths:
    """From how far list items stand to the right, to how deep they are."""

    def __init__(self, slack: float = 0) -> None:
        self._margins: list[float] = []
        self._slack = slack

    def of(self, margin: float) -> int:
        """Depth of an item with this margin, after the items asked for before."""
        while self._margins and self._margins[-1] > margin + self._slack:
            self._margins.pop()
        if not self._margins or self._margins[-1] < margin - self._slack:
            self._margins.append(margin)
        return len(self._margins) - 1

    def clear(self) -> None:
        """A list has ended."""
        self._margins.clear()
