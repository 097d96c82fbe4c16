"""Changes of something that is counted, told without a number: 'ASB incident volume reduction'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frankpledge.claims.checking.tokens import Sentence
from frankpledge.claims.checking.verdicts import Finding, found

KIND = "change"
LABEL = 4  # so few words are the name of something: 'Violence reduction'
_COUNTED = (
    r"(?:crimes?|burglar(?:y|ies)|robber(?:y|ies)|thefts?|offences|offending|incidents?|asb"
    r"|volumes?|collisions|casualties|complaints|confidence|satisfaction|demand|numbers?|arrests"
    r"|charges|convictions|detections|reports|calls|referrals|violence|abuse|shoplifting|fraud"
    r"|anti-social behaviour|antisocial behaviour|deaths|attendance|response times|levels?|rates?)"
)
_ADVERBS = r"(?:\s+(?:also|again|now|since|further|continued to|\w+ly|been))*"
# What went down well, or as a topic, did not become less.
_IDIOM = r"(?!\s+(?:as|well|badly|to|like|in)\b)"
_MOVED = (
    r"(?:risen|fallen|increased|decreased|reduced|improved|declined|dropped|grown|worsened"
    rf"|gone (?:up|down){_IDIOM}|come down)"
)
_PAST = (
    r"(?:rose|fell|increased|decreased|reduced|declined|dropped|grew|improved|worsened"
    rf"|went (?:up|down){_IDIOM}|came down)"
)
_GOING = (
    r"(?:increasing|rising|falling|decreasing|declining|growing|reducing|improving"
    rf"|going (?:up|down){_IDIOM}|coming down)"
)
_NOUN = r"(?:reductions?|increases?|falls?|rises?|drops?|improvements?|decreases?|declines?)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b{_COUNTED}\b(?:\s+(?:\w+)){{0,6}}?\s+(?:has|have){_ADVERBS}\s+{_MOVED}\b",
        rf"\b{_COUNTED}\b{_ADVERBS}\s+{_PAST}\b",
        rf"\b{_COUNTED}\b(?:\s+\w+){{0,2}}?\s+(?:is|are){_ADVERBS}\s+{_GOING}\b",
        rf"\b{_COUNTED}\s+(?:volumes?\s+|levels?\s+|rates?\s+)?{_NOUN}\s*[.;]?\s*$",
        rf"\b(?:saw|seen|achieved|delivered|led to|resulted in|brought about)\s+(?:an?\s+|the\s+)?"
        rf"(?:\w+\s+)?{_NOUN}\s+(?:in|of)\s+(?:\w+\s+){{0,3}}?{_COUNTED}\b",
    )
)
_MEANT = re.compile(
    r"\b(?:will|would|could|should|may|might|aim\w*|want\w*|seek\w*|plan\w*|to (?:reduce|increase"
    r"|improve)|if|whether|how|where|when|unless|until|help\w*|hope\w*|expect\w*|must|need\w*"
    r"|measur\w+|target\w*|strateg\w+|not|no|never|can|perception\w*|believe\w*|feel\w*|reduced"
    r"\s+(?:hours|rate))\b|\?",
    re.IGNORECASE,
)


def check_unquantified(sentence: Sentence) -> Iterator[Finding]:
    """At most one finding a sentence, and none where any number stands or a wish is told."""
    values = ("NUM", "PCT", "POINTS", "FRACTION", "TIMES", "ORD")
    if (
        sentence.has(*values)
        or re.search(r"\d", _undated(sentence))
        or _MEANT.search(sentence.text)
    ):
        return
    for form in _FORMS if len(sentence.tokens) > LABEL else ():
        if match := form.search(sentence.text):
            why = f"'{match[0].strip(' .;')}': by how much, from what, since when is not said"
            end = match.start() + len(match[0].rstrip(" .;"))
            yield found(KIND, "unquantified", why, match.start(), end)
            return


def _undated(sentence: Sentence) -> str:
    return " ".join(t.text for t in sentence.tokens if t.span is None)
