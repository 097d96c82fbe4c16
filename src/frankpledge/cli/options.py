"""How commands read texts of several values: months, periods, conditions."""

from __future__ import annotations

from collections.abc import Iterable

import click

from frankpledge.periods import span


def several(texts: Iterable[str]) -> list[str]:
    """The values of options that may be repeated and hold commas, in order, each once."""
    values = (value.strip() for text in texts for value in text.split(","))
    return list(dict.fromkeys(value for value in values if value))


def periods(texts: Iterable[str]) -> list[str]:
    """The periods of texts like 2025-01, 2025-01,2025-03 and 2025-01..2025-12.

    Raises click.BadParameter for a span that is none.
    """
    found: list[str] = []
    for text in several(texts):
        first, dots, last = text.partition("..")
        try:
            found += span(first, last) if dots else [text]
        except ValueError as error:
            raise click.BadParameter(f"{text!r}: {error}") from error
        if dots and first > last:
            raise click.BadParameter(f"{text!r}: {last} is before {first}")
    return list(dict.fromkeys(found))
