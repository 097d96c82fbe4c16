"""Whether a sentence says nothing beside its rank or record, measure, force and period.

'Concern about robbery was at its highest since 2013' is not about robberies. No list of such words
could be whole, so the words that may stand there are listed instead. 'Hit' is left out: what hits a
record in 2023 may have done so in one month of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from frankpledge.claims.checking.naming import Namer
from frankpledge.claims.checking.tokens import Sentence

_PLAIN = re.compile(
    r"(?:[\s,.()’'-]|\d+(?:,\d{3})*(?:st|nd|rd|th)?|\b(?:in|for|of|at|with|by|and|during|over|on|to"
    r"|the|a|its|our|their|we|it|that|which|there|this|is|are|was|were|had|has|have|been|recorded"
    r"|numbered|totalled|rose|fell|dropped|increased|decreased|ranks?|ranked|came"
    r"|placed?|position|stood|stands|force|police|area|county|levels?|numbers?|figures?|total"
    r"|count|volume|offences|crimes?|incidents|highest|lowest|most|fewest|largest|smallest|high"
    r"|low|records?|began|since|ever|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
    r"|tenth|overall)\b)*"
)


_MOVES = re.compile(
    r"%|\bper cent\b|\b(?:also|an|saw|see|seen|representing|equivalent|up|down|between|from|than"
    r"|reduced|reductions?|decreased?|declined?|increased?|falls?|fallen|rises?|risen|grew|grown"
    r"|growth|more than|less than|over|almost|nearly|around|about|doubled|trebled|tripled|halved"
    r"|half|third|quarter|fifth|compared|against|same|period|time|previous|last|latest|year|month"
    r"|before|earlier)\b|[-−+–;]",
    re.IGNORECASE,
)


def without_moves(text: str) -> str:
    """A text without the words in which a change of one thing is told."""
    return _MOVES.sub(" ", text)


def plain(sentence: Sentence, namer: Namer, bare: Callable[[str], str] = lambda text: text) -> bool:
    """Whether only plain words are left; `bare` takes out what else is allowed."""
    text = sentence.text
    for token in sentence.tokens:
        if token.span is not None:
            text = text.replace(token.span.text, " ")
    return bool(_PLAIN.fullmatch(namer.without_names(bare(text))))
