"""Writing the machine's themes into a codebook, as a draft that a person then edits.

What stands in the file is never touched: comments, order and edits stay, and only themes that the
machine found beyond it are put at the end of its list.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, SequenceNode

from frankpledge.errors import CodebookError, DocumentError, Place
from frankpledge.voice.themes.embedding import MODEL, WORDS
from frankpledge.voice.themes.model import Source, Theme, Themes
from frankpledge.voice.themes.reading import read_codebook

_HEAD = """\
# A draft made from the machine's own themes. Edit it: your words win over the machine.
#   label     what the page calls the theme      about   one sentence on what belongs in it
#   words     a sentence with any of them is in: police; patrol* (any ending); speed camera*
#             (side by side); school + parking (both, anywhere in the sentence)
#   but_not   words that keep a sentence out     examples   sentences like which others may join
#   answers   ids of answers that you put here yourself, whatever they say
# Delete a theme that is none, and put the words of two into one to join them.
"""


def write_codebook(themes: Themes, path: Path, question: str | None = None) -> tuple[str, ...]:
    """Add the machine's themes to the codebook at `path`, made where there is none.

    Gives the ids of the themes added. Raises CodebookError when the file there cannot be read, or
    when its list of themes is written in one line like JSON, so that nothing can be put after it.
    """
    new = themes.of(Source.MACHINE)
    if path.exists():
        known = {theme.id for theme in read_codebook(path).themes}
        new = tuple(theme for theme in new if theme.id not in known)
    if new:
        text = path.read_bytes().decode("utf-8") if path.exists() else None
        whole = _with(text, new, path) if text is not None else _whole(themes, path.stem, question)
        path.write_bytes(whole.encode("utf-8"))
    return tuple(theme.id for theme in new)


def _whole(themes: Themes, name: str, question: str | None) -> str:
    head = [f"id: {name}"]
    if question:
        head.append(f"question: {_quoted(question)}")
    if themes.vectors in (MODEL, WORDS):
        head.append(f"vectors: {themes.vectors}  # so that another computer does the same")
    lines = "\n".join([*head, "themes:"])
    return f"{_HEAD}{lines}\n" + "".join(map(_theme, themes.of(Source.MACHINE)))


def _with(text: str, themes: tuple[Theme, ...], path: Path) -> str:
    """The text with themes after the last of its list, in its own indent and line ends."""
    listed = _listed(text, path)
    last = listed.value[-1]
    lines = text.splitlines(keepends=True)
    end = last.end_mark.line + (1 if last.end_mark.column else 0)
    while end > 0 and _is_outside(lines[end - 1]):  # comments after the list belong to what follows
        end -= 1
    indent = " " * listed.start_mark.column
    new = "".join(_theme(theme, indent) for theme in themes)
    if not lines[end - 1].endswith("\n"):
        new = "\n" + new
    new = new.replace("\n", "\r\n") if "\r\n" in text else new
    return "".join([*lines[:end], new, *lines[end:]])


def _is_outside(line: str) -> bool:
    return not line.strip() or line.startswith("#")


def _listed(text: str, path: Path) -> SequenceNode:
    top = YAML(typ="safe", pure=True).compose(text)
    assert isinstance(top, MappingNode)
    value = next(value for key, value in top.value if key.value == "themes")
    assert isinstance(value, SequenceNode)
    if top.flow_style or value.flow_style or any(node.flow_style for node in value.value):
        place = Place(str(path), value.start_mark.line + 1, "themes")
        raise CodebookError([DocumentError(place, "a list with each theme on lines of its own")])
    return value


def _theme(theme: Theme, indent: str = "  ") -> str:
    return "".join(f"{indent}{line}\n" for line in _lines(theme))


def _lines(theme: Theme) -> Iterator[str]:
    answers = "1 answer" if theme.count == 1 else f"{theme.count:,} answers"
    yield f"- id: {theme.id}"
    yield f"  label: {_quoted(theme.label)}  # the machine's name, {answers}"
    words = theme.words or (() if theme.quotations else theme.keywords[:1])
    if words:
        yield f"  words: [{', '.join(map(_quoted, words))}]"
    if theme.quotations:
        yield "  examples:"
    for quotation in theme.quotations:
        yield f"    - {_quoted(quotation.text)}"


def _quoted(text: str) -> str:
    """A text in double quotes, as YAML and JSON both read it; what cannot be printed is escaped."""
    plain = json.dumps(text, ensure_ascii=False)
    return "".join(letter if letter.isprintable() else json.dumps(letter)[1:-1] for letter in plain)
