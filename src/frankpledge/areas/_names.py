"""Names made comparable: the only place where a name leads to a code, and only for forces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from frankpledge.errors import NotFoundError


def search_key(text: str) -> str:
    """Small letters without accents and punctuation, '&' as 'and', single spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("&", " and "))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w]+|_", " ", letters.replace("'", "")).split())


def neighbourhood_code(slug: str, key: str) -> str:
    """The code of a police neighbourhood: the force's slug and the publisher's id, fit for a file.

    >>> neighbourhood_code("wiltshire", "CPT Amesbury")
    'wiltshire-cpt-amesbury'
    """
    return f"{slug}-{search_key(key).replace(' ', '-')}"


def find_force(name: str, known: Mapping[str, tuple[str, str]]) -> str:
    """The code behind a force's name; `known` gives name and code by key.

    Raises NotFoundError that lists close matches.
    """
    key = search_key(name)
    if found := known.get(key):
        return found[1]
    close = ", ".join(known[match][0] for match in _close(key, known))
    raise NotFoundError(f"no force goes by {name!r}" + (f" (close: {close})" if close else ""))


def _close(key: str, known: Mapping[str, object]) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(key, known, n=3, cutoff=0.6)
