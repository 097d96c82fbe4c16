"""A copy of a document with its claims marked: one page of HTML that holds no part of the original.

The page is made anew from the passages that were read. Scripts, styles, links and pictures of the
original are not in it, its words are escaped, and its content policy lets nothing run or load.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from frankpledge.claims.checking.document import Document, Passage
from frankpledge.claims.checking.running import Checked
from frankpledge.claims.checking.verdicts import VERDICTS

if TYPE_CHECKING:
    from jinja2 import Template

_HOME = "frankpledge.claims.checking"
_POLICY = "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'"


def marked_copy(document: Document, checked: Sequence[Checked]) -> str:
    """The document as one page of HTML, each claim marked and listed with its working."""
    style = resources.files(_HOME).joinpath("marked.css").read_text("utf-8")
    digest = b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    numbered = list(enumerate(checked, start=1))
    counts = Counter(one.finding.verdict.id for one in checked)
    listed = [(n, one) for n, one in numbered if one.finding.verdict.finding]
    rest = [(n, one) for n, one in numbered if not one.finding.verdict.finding]
    return _template().render(
        document=document,
        style=Markup(style),
        policy=_POLICY.format(digest),
        counts=[(v, counts[name]) for name, v in VERDICTS.items() if counts[name]],
        listed=listed,
        rest=rest,
        blocks=list(_blocks(document, numbered)),
    )


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    source = resources.files(_HOME).joinpath("marked.html").read_text("utf-8")
    surroundings = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return surroundings.from_string(source)


def _blocks(
    document: Document, numbered: Sequence[tuple[int, Checked]]
) -> Iterator[dict[str, Any]]:
    """Passages in groups: lists and tables are each one group."""
    by_passage: dict[int, list[tuple[int, Checked]]] = defaultdict(list)
    for number, one in numbered:
        by_passage[one.passage].append((number, one))
    group: dict[str, Any] | None = None
    depth, place = 2, ""
    for index, passage in enumerate(document.passages):
        if group and group["kind"] != _group(passage):
            yield group
            group = None
        if passage.kind == "heading":
            depth = min(max(passage.level, 1) + 2, depth + 1, 6)
        item = {
            "marked": _marked(passage, by_passage[index]),
            "level": depth,
            "place": passage.place if _paged(passage) and passage.place != place else "",
            "numbers": [number for number, _ in by_passage[index]],
        }
        place = passage.place if _paged(passage) else place
        if group is None:
            group = {"kind": _group(passage), "rows": []}
        group["rows"].append(item)
    if group:
        yield group


def _group(passage: Passage) -> str:
    return {"bullet": "list", "row": "rows", "heading": "heading", "note": "note"}.get(
        passage.kind, "text"
    )


def _paged(passage: Passage) -> bool:
    return passage.page is not None or passage.slide is not None


def _marked(passage: Passage, claims: Sequence[tuple[int, Checked]]) -> Markup:
    """The words of a passage with marks. Claims that overlap share the marks of their parts."""
    text = passage.text
    cuts = {0, len(text)}
    for _, one in claims:
        cuts |= {max(0, one.start), min(len(text), one.end)}
    out = Markup()
    for start, end in pairwise(sorted(cuts)):
        here = [(n, c) for n, c in claims if c.start <= start and end <= c.end]
        out += _piece(text[start:end], here)
        ended = [(n, c) for n, c in claims if min(len(text), c.end) == end]
        out += Markup("").join(_reference(n, c) for n, c in ended)
    return out


def _piece(text: str, here: Sequence[tuple[int, Checked]]) -> Markup:
    if not here or not text.strip():
        return escape(text)
    worst = min((c.finding.verdict for _, c in here), key=_rank)
    return Markup('<mark class="{}">{}</mark>').format(worst.id, text)


def _rank(verdict: Any) -> int:
    return ("error", "warning", "note", "none").index(verdict.level)


def _reference(number: int, one: Checked) -> Markup:
    """The word of the verdict after a claim, as a link to its working."""
    verdict = one.finding.verdict
    return Markup(
        '<a class="ref {}" id="mark-{}" href="#claim-{}"><span aria-hidden="true">{} </span>{} '
        '<span class="no">({})</span></a>'
    ).format(verdict.id, number, number, verdict.sign, verdict.short, number)
