"""How strongly something is promised, by the words that are used."""

from __future__ import annotations

import re

FIRM, INTENT, ATTEMPT = 3, 2, 1

# Weakest first: in 'will work towards' the later words count. A bare verb ('Recruit 40 officers')
# and 'I am recruiting' are as firm as 'will'.
_WEAK = {
    ATTEMPT: r"work(?:s|ing)? towards?|explor(?:e|es|ing)|consider(?:s|ing)?|"
    r"look(?:s|ing)? (?:at|into)|hop(?:e|es|ing) to|where possible|"
    r"subject to (?:funding|resources)",
    INTENT: r"aim(?:s|ing)? (?:to|at|for)|seek(?:s|ing)? (?:to|ways)|intend(?:s|ing)? to|"
    r"try(?:ing)? to|tries to|striv(?:e|es|ing)|endeavour(?:s|ing)?|want(?:s|ing)? to|"
    r"aspir(?:e|es|ing) to|plan(?:s|ning)? to",
}
_FORMS = {level: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for level, words in _WEAK.items()}
# What follows 'and' is a promise of its own: it does not weaken the one before.
_NEXT = re.compile(r"[.;]\s|,? and (?=(?:will )?(?:work|aim|seek|try|explor|consider|look|hope))")

WORDS = {FIRM: "will", INTENT: "aim to", ATTEMPT: "work towards"}


def strength(text: str) -> int:
    """3 for 'will' or a bare verb, 2 for 'aim to' and its like, 1 for 'work towards' and its like.

    Judged by the first promise in the text.
    """
    first = _NEXT.split(text, maxsplit=1)[0]
    return next((level for level, form in _FORMS.items() if form.search(first)), FIRM)
