"""How common survey tools write their exports, as data.

The presets follow exports as these tools have been seen to write them; none of them publishes a
specification. What a document says of its own export wins over them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from frankpledge.voice.model import Export


@dataclass(frozen=True)
class Preset:
    """One tool's layout: its rows of headers, its columns about the answer, its separator.

    Of each tuple the first header that is there counts.
    """

    title: str
    header_rows: int = 1
    respondent: tuple[str, ...] = ()
    started: tuple[str, ...] = ()
    finished: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    postcode: tuple[str, ...] = ()
    separator: str = ";"


PRESETS: Mapping[str, Preset] = {
    "citizen-space": Preset(
        "Citizen Space",
        respondent=("Response ID", "Unique ID", "ANON ID"),
        started=("Date started", "Started"),
        finished=("Submitted", "Date submitted", "Submission date"),
        source=("IP address", "IP"),
        separator=";",
    ),
    "microsoft-forms": Preset(
        "Microsoft Forms",
        respondent=("ID", "Id"),
        started=("Start time",),
        finished=("Completion time",),
        source=("Email",),
        separator=";",
    ),
    "surveymonkey": Preset(
        "SurveyMonkey",
        header_rows=2,
        respondent=("Respondent ID", "RespondentID"),
        started=("Start Date", "StartDate"),
        finished=("End Date", "EndDate", "Date Modified"),
        source=("IP Address",),
        separator=";",
    ),
    "decidim": Preset(
        "Decidim",
        respondent=("ID", "id", "answer_id"),
        finished=("Answered on", "created_at", "Created at"),
        source=("IP Hash", "ip_hash", "Ip hash"),
        separator=",",
    ),
    "table": Preset("A table of one's own"),
}
ABOUT = ("respondent", "started", "finished", "source", "postcode")
# Second headers that say nothing: SurveyMonkey writes them under questions with one answer.
EMPTY_SECONDS = ("response", "open-ended response", "")


def preset_of(export: Export) -> Preset:
    """The layout of an export: its preset with what the document says instead."""
    base = PRESETS[export.layout]
    said: dict[str, Any] = {name: (own,) for name in ABOUT if (own := getattr(export, name))}
    return replace(
        base,
        header_rows=export.header_rows or base.header_rows,
        separator=export.separator or base.separator,
        **said,
    )
