"""Data files of what people said: results, themes and the chain to what was done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from frankpledge.releases.downloads.csvw import About, Field
from frankpledge.voice import (
    Link,
    chain_of_priorities,
    chain_rows,
    result_rows,
    theme_rows,
    who_rows,
)

if TYPE_CHECKING:
    from frankpledge.releases.site.model import Site

Rows = list[dict[str, Any]]
_CONSULTATION = Field("consultation", "Id of the consultation", required=True)
_LOWER = Field("lower", "Lower limit of its 95 % interval; blank where hidden", "number")
_UPPER = Field("upper", "Upper limit", "number")
RESULTS = (
    _CONSULTATION,
    Field("question", "Id of the question", required=True),
    Field("kind", "single, multiple, scale, ranking or money", required=True),
    Field("option", "Code of the answer", required=True),
    Field("answer", "The answer as it was offered", required=True),
    Field(
        "value",
        "Share from 0 to 1 that chose it (put it first), or the mean amount; blank where too few "
        "did",
        "number",
    ),
    _LOWER,
    _UPPER,
    Field("unweighted", "The same without weights", "number"),
    Field("people", "How many answered the question", "integer", required=True),
    Field("effective", "How many of a random sample they are worth", "number", required=True),
    Field("change", "Change since the wave before; blank without one", "number"),
    Field("change_lower", "Lower limit of the change", "number"),
    Field("change_upper", "Upper limit of the change", "number"),
)
WHO = (
    _CONSULTATION,
    Field("question", "Id of the question that tells the group", required=True),
    Field("group", "By what people are grouped, such as age", required=True),
    Field("option", "Code of the group's answer", required=True),
    Field("answer", "The answer as it was offered", required=True),
    Field("people", "People of this group who live here; blank where not known", "integer"),
    Field("share_here", "Their share, 0 to 1, of those who live here", "number"),
    Field("share_answered", "Share of those who answered and told their group", "number"),
    Field("share_weighted", "The same with weights", "number"),
    Field("source", "Whose figures the people are, and of when", required=True),
)
THEMES = (
    _CONSULTATION,
    Field("question", "Id of the question", required=True),
    Field("theme", "Id of the theme", required=True),
    Field("label", "What the theme is called", required=True),
    Field("source", "Who named it: codebook (people) or machine", required=True),
    Field("answers", "Answers that have it", "integer", required=True),
    Field("share", "Share from 0 to 1 of those who wrote", "number", required=True),
    _LOWER,
    _UPPER,
    Field("keywords", "Words that its answers use more than others"),
)
CHAIN = (
    Field("consultation", "Id of the consultation; blank for local priorities"),
    Field("said", "What people said", required=True),
    Field("kind", "theme, question, result, raised or priority (of a place)", required=True),
    Field("name", "Id of the theme, question, result, point or priority", required=True),
    Field("by", "Role of whoever raised it"),
    Field("on", "Day on which it was raised"),
    Field("area", "Code of the place that asked for it"),
    Field("state", "answered, not done (for a reason) or unanswered", required=True),
    Field("did", "What was done"),
    Field("answered_on", "Day of the answer"),
    Field("outcome", "What came of it"),
    Field("reason", "Why nothing was done"),
    Field("clauses", "Ids of the parts of the plan that it shaped, with spaces between"),
    Field("commitments", "Ids of the commitments made, with spaces between"),
)


def files(site: Site) -> Iterator[tuple[str, About, Rows]]:
    """Path, description and rows of each file that has rows."""
    who = site.workspace.body
    made = (
        ("results", "What people said", RESULTS, result_rows(site.told)),
        ("who", "Who answered, and who lives here", WHO, who_rows(site.told)),
        ("themes", "Themes in open answers", THEMES, theme_rows(site.told)),
        ("answers", "You said, we did", CHAIN, chain_rows(site.told, _local(site))),
    )
    for name, title, fields, rows in made:
        if rows:
            about = About(title, _WORDS[name], fields, publisher=who)
            yield f"data/consultations-{name}.csv", about, rows


def _local(site: Site) -> tuple[Link, ...]:
    return chain_of_priorities(
        (one for some in site.priorities.values() for one in some), site.plans
    )


_WORDS = {
    "results": "Shares of every answer to every question, with their limits. Answers of single "
    "people are in no file.",
    "who": "Groups that answers were to be weighted to: their share of those who live here, of "
    "those who answered, and with weights.",
    "themes": "What people wrote about in their own words, and how many of them.",
    "answers": "What people said, and what was made of it.",
}
