"""Placeholders in all their forms, and ordinary English, which has none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frankpledge.plans.checks.endings import cut_off
from frankpledge.plans.checks.links import dead_links
from frankpledge.plans.checks.placeholders import CODES, announced_figures, placeholders
from frankpledge.plans.checks.plaintext import plain_document, read_text

ORDINARY = [
    "Please insert a coin and press the green button.",
    "The insert in the October newsletter explained the precept.",
    "INSERT COIN TO CONTINUE PLAYING",
    "The database runs INSERT INTO officers for every new recruit.",
    "Officers insert the key; inserts and insertions are logged.",
    "There is a strong link between drink and violence (a causal link).",
    "We will link up with partners, linking data and linked services.",
    "The link road will be completed by March 2026.",
    "Training for all officers will be completed by the end of the year.",
    "A map of hotspots will be produced every month for each neighbourhood team.",
    "The graphic novel was produced by pupils; graphic images will not be shown.",
    "An annual report will be produced and published each summer.",
    "The results, when published, will shape our next plan.",
    "We will act on the White Paper once it is published.",
    "The appointment is to be confirmed by the panel.",
    "Priorities remain to be decided by local people.",
    "The TBCs of last year were settled, and tbcdata is the name of a file.",
    "Tewkesbury Borough Council (TBC) is a partner, and TBC pays half.",
    "TBD-based methods are not used; a TBDX test is.",
    "Volume XX of the report, Chapter XXI and Article XX apply.",
    "Louis XX never reigned; Super Bowl XX was in 1986.",
    "Females have XX chromosomes.",
    "The XXth conference was in Salisbury, and shirts come in XXL.",
    "Women in the sex industry (xxx rated shops) were consulted.",
    "See the [strategy](https://www.wiltshire.gov.uk/strategy#aims) for more.",
    "Follow [this link](docs/plan.md) or [that one](#our-area).",
    "<a href='https://www.gov.uk'>GOV.UK</a> has the guidance.",
    "The section on roads was completed last week.",
    "Each chapter is to be read on its own.",
    "This page was updated in May; foreword and summary follow.",
    "These are the people we work with",
    "Who we answer to",
    "What the money is for",
    "Communities I listen to",
    "Appendix A",
    "Grade A",
    "Kind regards,",
    "Plan, do, and review",
    "Police HQ, London Road,",
    "THE POLICE AND THE",
    "The picture is clear: crime is falling, and more will follow.",
    "We set up a table to follow progress.",
]

FOUND = [
    ("FP101", "£INSERT central grant"),
    ("FP101", "Invest £**INSERT** in ICT"),
    ("FP101", "Recruit _INSERT_ officers"),
    ("FP101", "By [insert date] we will have"),
    ("FP101", "Contact (insert name) for details"),
    ("FP101", "INSERT NAME HERE"),
    ("FP102", "Measuring success – TBC"),
    ("FP102", "Lead officer: TBD."),
    ("FP102", "Lead officer (tbc)"),
    ("FP102", "**TBC**"),
    ("FP102", "Venue – to be confirmed"),
    ("FP102", "Opening in spring (date to be confirmed)"),
    ("FP103", "Recruit XX officers"),
    ("FP103", "a budget of £XXm"),
    ("FP103", "fall by XX%"),
    ("FP103", "fall by xx % by June"),
    ("FP103", "on XX/XX/2024"),
    ("FP103", "by 20XX"),
    ("FP103", "recruit xx officers"),
    ("FP103", "**XX** officers"),
    ("FP104", "A graphic will be produced to show our area."),
    ("FP104", "An infographic is to be added."),
    ("FP104", "Map to follow"),
    ("FP104", "Photo to be inserted here"),
    ("FP104", "This section will be completed after the settlement."),
    ("FP104", "The foreword is still to be written."),
    ("FP104", "Budget: will be completed after the settlement"),
    ("FP104", "Link to the strategy when published"),
    ("FP104", "Strategy (when published)"),
    ("FP105", "our strategy (hyperlink)"),
    ("FP105", "our strategy [link]"),
    ("FP105", "our strategy (insert link)"),
    ("FP106", "[hyperlink](#)"),
    ("FP106", "[strategy]()"),
    ("FP106", "[strategy](https://)"),
    ("FP106", '<a href="#">strategy</a>'),
    ("FP106", "<a>strategy</a>"),
    ("FP106", "[strategy](TBC)"),
    ("FP107", "Support for victims of domestic abuse, sexual offences and"),
    ("FP107", "We will work closely with the"),
    ("FP107", "A map will be made to"),
    ("FP107", "Our officers are responsible for all kinds of crime, including"),
    ("FP107", "The area is 80 km from north to south,"),
    ("FP107", "This means that we will work with"),
]


def hits(text: str) -> list[str]:
    """Codes of what the rules on placeholders, links and endings find."""
    document = plain_document(text, "draft.md")
    found = [hit for code in CODES for hit in placeholders(document, code)]
    found += [*dead_links(document, None), *cut_off(document), *announced_figures(document)]
    return [hit.code for hit in found]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_are_not_found(text: str) -> None:
    """Words that placeholders are made of have their ordinary uses."""
    assert hits(text) == []


@pytest.mark.parametrize(("code", "text"), FOUND)
def test_placeholders_are_found(code: str, text: str) -> None:
    """Each form is found once, by its rule and no other."""
    assert [c for c in hits(text) if c == code] == [code]


@pytest.mark.parametrize(("code", "text"), [row for row in FOUND if row[0] < "FP107"])
def test_a_placeholder_in_the_middle_of_prose_is_found_at_its_place(code: str, text: str) -> None:
    """Prose around it changes neither what is found nor where."""
    line = next(h for h in [text] if h)
    document = plain_document(f"Ordinary prose.\n\n  {line}\n\nMore prose.", "draft.md")
    found = [hit for one in CODES for hit in placeholders(document, one)]
    found += dead_links(document, None)
    assert {hit.code for hit in found} == {code}
    assert all(hit.at.line == 3 and hit.at.column >= 3 for hit in found)


_VOCABULARY = """
    police officers will insert link links linked a the council publish published publishes complete
    completed figures graphic map table section and or to of with for by our when once report follow
    followed confirmed decide agreed produced added it is was not new safe streets town people we
    they 20 40% £3m 2025 ICT NHS PCC
"""
_WORDS = st.sampled_from(_VOCABULARY.split())
_SENTENCES = st.lists(_WORDS, min_size=3, max_size=12).map(
    lambda words: (" ".join(words)).capitalize() + "."
)
_PHRASES = ("will be", "to be", "is to", "to follow", "link", "links")


@settings(max_examples=300, deadline=None)
@given(st.lists(_SENTENCES, min_size=1, max_size=5))
def test_sentences_of_ordinary_words_have_no_placeholder(sentences: list[str]) -> None:
    """Full sentences in ordinary words are not found, whatever their order.

    The announcements of FP104 are made of ordinary words alone, so sentences that happen to be one
    are left to the lists above.
    """
    text = " ".join(sentences)
    found = hits(text)
    if any(phrase in text for phrase in _PHRASES):
        found = [code for code in found if code != "FP104"]
    assert found == []


def test_a_line_that_leads_into_its_list_is_complete() -> None:
    """'Measures of' and then the list; but a list of sentences completes nothing."""
    assert hits("The government has set measures of\n\n- Reducing murder\n- Less crime") == []
    assert hits("A map was made to\n\n- Wiltshire is a county.\n- It is old.") == ["FP107"]


@pytest.mark.parametrize(
    "text",
    [
        "- Terrorism;\n- Civil emergencies; and\n- Cyber incidents",
        "- fraud and\n- theft",
        "- one thing, as we said before,\n- another thing, as they said after,\n- a third.",
        "We asked for a wide survey and\n\nconsultation of everyone.",
        "The police and\nthe council work together.",
    ],
)
def test_lists_and_broken_lines_are_complete(text: str) -> None:
    """Items joined by commas or 'and', and sentences that go on below, do not break off."""
    assert hits(text) == []


def test_an_item_in_the_middle_of_a_list_that_breaks_off_is_found() -> None:
    """'and' at the end of an item whose neighbours are full sentences."""
    text = "- Supporting victims of abuse, assault and\n- Working with courts\n- Helping people"
    assert hits(text) == ["FP107"]


def test_code_blocks_of_markdown_are_left_alone() -> None:
    """What stands between fences is an example, not the plan."""
    assert hits("```\n£INSERT\n```\n\nProse.") == []


def test_carriage_returns_and_a_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    """A text saved on Windows has the same places."""
    path = tmp_path / "draft.txt"
    path.write_bytes("\ufeffOur plan\r\n\r\n£INSERT grant and\r\n".encode())
    document = plain_document(read_text(path), "draft.txt")
    (blank,) = placeholders(document, "FP101")
    (ending,) = cut_off(document)
    assert (blank.at.line, blank.at.column) == (3, 1)
    assert (ending.at.line, ending.at.column) == (3, 15)
