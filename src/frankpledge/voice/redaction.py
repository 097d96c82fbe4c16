"""Personal details in open answers: found by rule, taken out before anything is stored.

What is removed is counted and never kept. Rules remove too much rather than too little: a road
called like a postcode may go with them. They find what has a form or stands after a cue, and names
by a list (`names`); no list has every name, so open answers are still read by a person before any
is published whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from frankpledge.voice.names import names_in
from frankpledge.voice.place_names import NOWHERE, Places

# Characters without a width, by which a number or address could be hidden from the rules.
_WIDTHLESS = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")

_NAME = r"[A-Z][\w'’-]{1,30}(?:[ ]+(?:[A-Z]\.?[ ]+)?[A-Z][\w'’-]{1,30}){0,2}"
_ANY_NAME = r"[^\W\d_][\w'’-]{1,30}(?:[ ]+[A-Z][\w'’-]{1,30}){0,2}"
_STREET = (
    r"(?:Road|Rd|Street|St|Lane|Ln|Avenue|Ave|Close|Drive|Crescent|Cres|Court|Way|Place|Gardens|"
    r"Grove|Terrace|Hill|Park|Square|Mews|Row|Walk|Green|View|Rise|Parade|Villas|Cottages)"
)
_RELATION = (
    r"(?:husband|wife|partner|son|daughter|mother|mum|father|dad|brother|sister|neighbour|friend|"
    r"boss|landlord|ex|boyfriend|girlfriend|grandson|granddaughter|uncle|aunt|colleague)"
)
_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Rev|Sir|Lady|PC|PCSO|WPC|DC|DS|DI|Sgt|Sergeant|Insp|Inspector|"
    r"Constable|Cllr|Councillor)"
)
_PLATE_CUE = r"(?:reg(?:istration)?|plate|number plate|vehicle|car|van|vrm)"
_PLATE = r"[A-Z]{2}\d{2}[ ]?[A-Z]{3}|[A-Z]\d{1,3}[ ]?[A-Z]{3}|[A-Z]{3}[ ]?\d{1,3}[A-Z]?"

# In this order: what has the clearest form goes first, so that its parts are not taken for others.
_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "web address",
        re.compile(r"(?i)\b(?:https?://|www\.)[^\s<>\"']{3,2000}|///\w+\.\w+\.\w+"),
    ),
    (
        "email",
        re.compile(
            r"(?i)(?<![\w.+-])[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]{1,63}"
            r"(?:\s?(?:\.|\(dot\)|\[dot\])\s?[\w-]{1,63}){1,4}"
            r"|(?<![\w.+-])[\w.+-]{1,64} at [\w-]{1,63}(?:\.[\w-]{2,63}){0,2}"
            r"\.(?:com|org|net|uk|eu|io|info|me)\b"
        ),
    ),
    ("account name", re.compile(r"(?<![\w@])@\w{3,30}\b")),
    (
        "National Insurance number",
        re.compile(r"(?i)\b[A-Z]{2}[ ]?\d\d[ ]?\d\d[ ]?\d\d[ ]?[A-D]\b"),
    ),
    (
        "car registration",
        re.compile(
            rf"\b[A-Z]{{2}}\d{{2}}[ ]?[A-Z]{{3}}\b"
            rf"|(?i:(?<=\W){_PLATE_CUE}\W{{1,4}}(?:no\.?|number|is|was)?\W{{0,3}})(?i:{_PLATE})\b"
        ),
    ),
    (
        "postcode",
        re.compile(r"(?i)\b[A-Z]{1,2}\d[A-Z\d]?[ ]{0,2}\d[ABD-HJLNP-UW-Z]{2}\b"),
    ),
    ("number of an account or card", re.compile(r"(?<!\d)\d{2}-\d{2}-\d{2}(?!\d)")),
    (
        "date of birth",
        re.compile(
            r"(?i)\b(?:born(?: on)?|d\.?o\.?b\.?|date of birth)\W{1,4}(?:is )?"
            r"\d{1,2}[./ -](?:\d{1,2}|[a-z]{3,9})[./ -]\d{2,4}"
        ),
    ),
    (
        "phone number",
        re.compile(
            r"(?<![\w£])(?:\+[ ]?\d|\(?0)(?:[ ().-]{0,2}\d){8,14}(?!\d)|(?<![\w£,.])\d{9,20}(?!\w)"
        ),
    ),
    (
        "address",
        re.compile(
            r"(?i:\b(?:flat|apartment|unit)[ ]\d{1,4}[a-z]?,?[ ])?\b\d{1,4}[A-Za-z]?,?[ ]"
            rf"(?:[A-Z][\w'’-]{{1,30}}[ ]){{1,3}}(?i:{_STREET})\b\.?"
            rf"|(?i:\b\d{{1,4}}[a-z]?[ ](?:[a-z'’-]{{2,30}}[ ]){{1,2}}"
            r"(?:road|rd|street|lane|avenue|close|drive|crescent|terrace|gardens))\b"
        ),
    ),
    (
        "name",
        re.compile(
            rf"(?i:\bmy name(?:'s|’s| is)[ :]{{1,3}}){_ANY_NAME}(?:[ ][^\W\d_]\w{{2,30}})?"
            rf"|(?i:\b(?:signed|regards|sincerely|faithfully|thanks)[ ]?[,:\n-]\s{{0,3}}){_NAME}"
            rf"|\b(?i:{_TITLE})\b\.?[ ]{_NAME}"
            rf"|(?i:\b(?:my|our|his|her|their)[ ]{_RELATION},?[ ]){_NAME}"
            rf"|(?i:\b(?:named|called|contact|ask for|speak to|spoke to|name:)[ ]){_NAME}"
        ),
    ),
)
KINDS = tuple(name for name, _ in _RULES)
_MARK = re.compile(rf"\[(?:{'|'.join(map(re.escape, KINDS))}) removed\]")
# Words with a capital that follow a cue and are no name.
_CAPITALS = (
    "the police council wiltshire swindon salisbury i we they he she it and but who that when "
    "they’re crimestoppers england britain christmas monday tuesday wednesday thursday friday "
    "saturday sunday"
)
_NO_NAME = frozenset(_CAPITALS.split())


@dataclass(frozen=True)
class Redacted:
    """A text without personal details, and how many of each kind were taken out of it."""

    text: str
    counts: Mapping[str, int] = field(default_factory=dict)


def redact(text: str, places: Places = NOWHERE) -> Redacted:
    """Take personal details out of an answer. Time grows with its length and no faster.

    `places` stay, unless a word like 'Mrs' or 'my neighbour' before says that a person is meant.
    Each detail is replaced by words in brackets that name its kind. Control characters and those
    without a width go without being counted.
    """
    plain = _CONTROL.sub(" ", _WIDTHLESS.sub("", unicodedata.normalize("NFKC", text)))
    counts: Counter[str] = Counter()
    for kind, pattern in _RULES:
        plain = pattern.sub(partial(_replaced, kind, counts), plain)
    return Redacted(_without_names(plain, counts, places).strip(), dict(counts))


def without_marks(text: str) -> str:
    """A text without the words in brackets that stand for what was taken out."""
    return _MARK.sub(" ", text)


def _without_names(text: str, counts: Counter[str], places: Places) -> str:
    """The text without the names that stand there with no cue before them."""
    left, end = [], 0
    for start, stop in names_in(text, places):
        left += [text[end:start], "[name removed]"]
        end = stop
        counts["name"] += 1
    return "".join([*left, text[end:]])


def _replaced(kind: str, counts: Counter[str], found: re.Match[str]) -> str:
    whole = found[0]
    if kind != "name":
        counts[kind] += 1
        return f"[{kind} removed]"
    cue, name = _split(whole)
    if not name or name.split()[0].casefold() in _NO_NAME:
        return whole
    counts[kind] += 1
    return f"{cue}[name removed]"


_CUE = re.compile(
    rf"(?i)(?:my name(?:'s|’s| is)[ :]{{1,3}}|(?:signed|regards|sincerely|faithfully|thanks)"
    rf"[ ]?[,:\n-]\s{{0,3}}|{_TITLE}\b\.?[ ]|(?:my|our|his|her|their)[ ]{_RELATION},?[ ]"
    r"|(?:named|called|contact|ask for|speak to|spoke to|name:)[ ])"
)


def _split(whole: str) -> tuple[str, str]:
    """The cue, which stays, and the name behind it."""
    cue = _CUE.match(whole)
    end = cue.end() if cue else 0
    return whole[:end], whole[end:]
