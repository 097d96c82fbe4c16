"""The right of reply: what a body says to a score or page about it, beside what it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from frankpledge.plans.delivery import Reply
from frankpledge.releases.site.shapes import Link


@dataclass(frozen=True)
class ReplyView:
    """One reply, whole and in the body's own words."""

    texts: list[str]
    by: str
    link: Link | None


def reply_views(replies: Sequence[Reply]) -> list[ReplyView]:
    """Replies ready to be placed, the oldest first."""
    # Pages of plans show replies too, so neither module can wait for the other to be read first.
    from frankpledge.releases.site.plans.wording import paragraphs, web_link, when_words

    return [
        ReplyView(
            paragraphs(one.text),
            f"{one.by}, {one.body}, {when_words(one.on)}",
            web_link("Where it was published", one.address),
        )
        for one in replies
    ]
