"""What is recognised in an invented plan that is written in other ways than the real ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from frankpledge.plans.importing import Draft, Told, draft_plan
from frankpledge.plans.importing.sentences import (
    alike,
    due,
    item_promises,
    open_words,
    promises,
    sentences,
    starts_with_verb,
)

PLAN = """
Littleford Police and Crime Plan 2024-28

Draft for consultation

1. Foreword

Littleford is a good place. I will publish what became of every promise. Do you know how I will?

2. Our vision

The safest city of its size.

Priority One - Policing that people see

People should know their officers. There are 402 of them.

Our commitments

- Recruit 28 officers by March 2026. We will train them here.
- Opening a new station at Westgate, replacing cells in Eastgate and closing the old yard
    - Asking residents first
- Better policing

How we will measure success

- Fewer complaints
- Confidence in the police (survey)
- Calls answered - TBD

Priority Two - Less violence

The Constabulary will adopt a new model by the end of 2025/26. Violence fell by 10% in 2023. I want
to see the council involved.

Performance indicators

| Measure | Baseline | Target | Source |
| --- | --- | --- | --- |
| Violent crime | 1,200 in 2023 | 1,000 by 2028 | The force |

3. Roles and responsibilities

Chief Constable

- Leads the force and

Littleford Safety Panel

- Asks questions

4. Strategic Policing Requirement

There are seven threats:

- Terrorism
- Violence against women and girls
- Rudeness

5. National priorities

- Reduce murder and other homicide

6. Budget and precept

- A total budget of £41.5m
- £INSERT police council tax
- This section will be completed later

7. Next steps

- A delivery plan

Page 3 of 4
"""


@pytest.fixture
def draft(plain: Callable[[str], Path]) -> Draft:
    """The draft of the invented plan."""
    return draft_plan(plain(PLAN), "littleford")


def test_the_head_says_what_the_document_says_of_itself(draft: Draft) -> None:
    """Title, body and period come from the title; what is not known stays open."""
    head = draft.plan.head
    assert head.title == "Littleford Police and Crime Plan 2024-28"
    assert (head.kind, head.body) == (
        "police and crime plan",
        "Police and Crime Commissioner for Littleford",
    )
    assert (head.period.start, head.period.end) == ("2024", "2028")
    assert (head.edition.id, head.edition.kind) == ("draft", "draft")
    assert head.sources[0].note == "Imported from document.txt; places count lines of the file."


def test_promises_are_found_in_lists_and_in_prose(draft: Draft) -> None:
    """Each in its own words, under its priority, with its date and its place."""
    first, second = draft.plan.priorities
    assert [first.title, second.title] == ["Policing that people see", "Less violence"]
    assert [(one.text, one.due) for one in first.commitments] == [
        ("Recruit 28 officers by March 2026.", "2026-03"),
        ("We will train them here.", None),
        ("Opening a new station at Westgate", None),
        ("replacing cells in Eastgate", None),
        ("closing the old yard", None),
        ("Asking residents first", None),
        ("Better policing", None),
    ]
    assert first.commitments[5].part_of == first.commitments[2].id
    assert [(one.text, one.due) for one in second.commitments] == [
        ("The Constabulary will adopt a new model by the end of 2025/26.", "2025/26"),
    ]
    assert [one.text for one in draft.plan.commitments] == [
        "I will publish what became of every promise."
    ]
    assert {one.note for one in draft.plan.all_commitments} == {
        "Imported: the document's own words, still to be restated."
    }
    place = first.commitments[0].place
    assert place and (place.line, place.heading) == (
        PLAN.split("\n").index("- Recruit 28 officers by March 2026. We will train them here.") + 1,
        "Priority One",
    )


def test_measures_are_found_in_lists_and_in_tables(draft: Draft) -> None:
    """With direction, baseline and target where the document gives them."""
    first, second = draft.plan.priorities
    assert first.measuring and second.measuring
    assert [(one.wording, one.direction) for one in first.measuring.measures] == [
        ("Fewer complaints", "decrease"),
        ("Confidence in the police (survey)", None),
        ("Calls answered - TBD", None),
    ]
    (violence,) = second.measuring.measures
    assert violence.baseline and violence.baseline.text == "1,200 in 2023"
    assert violence.target and violence.target.text == "1,000 by 2028"


def test_what_surrounds_the_promises_is_found(draft: Draft) -> None:
    """Roles and their duties, threats, national measures, money, next steps."""
    plan = draft.plan
    assert [(one.title, one.kind) for one in plan.roles] == [
        ("Chief Constable", "chief officer"),
        ("Littleford Safety Panel", "panel"),
    ]
    assert plan.roles[0].duties[0].quote == "Leads the force and"
    assert plan.requirement and plan.requirement.edition == "2023"
    assert [one.threat for one in plan.requirement.threats] == [
        "terrorism",
        "violence-against-women-and-girls",
    ]
    assert [one.group for one in plan.national[0].measures] == ["homicide"]
    assert [(one.kind, one.amount, one.quote) for one in plan.budget] == [
        ("total", 41_500_000, None),
        ("precept", None, "£INSERT police council tax"),
        ("section", None, "This section will be completed later"),
    ]
    assert [one.text for one in plan.vision] == ["The safest city of its size."]
    assert [(one.kind, one.text) for one in plan.statements] == [("next step", "A delivery plan")]


def test_what_was_not_placed_is_listed_with_its_reason(draft: Draft) -> None:
    """Nothing is left out without a word."""
    noted = {note.text: note.reason for note in draft.notes}
    assert noted["Rudeness"] == "unplaced"
    assert noted["Page 3 of 4"] == "furniture"
    assert noted["Our commitments"] == "lead-in"
    assert noted["Measure Baseline Target Source"] == "columns"
    assert noted["The force"] == "rest"


def test_a_sentence_is_a_promise_when_it_binds_its_author() -> None:
    """Wishes count only where the plan speaks of what is to be done; questions never."""
    text = (
        "I will do it. Crime will fall. We'll also see to that! Will we? How I will do it is told "
        "below. We want to see more officers. The council's own team will help. This will not do. "
        "We will not close it. I will not be able to come."
    )
    assert promises(text, soft=False) == [
        "I will do it.",
        "We'll also see to that!",
        "We will not close it.",
    ]
    assert "We want to see more officers." in promises(text, soft=True)


def test_what_others_are_to_do_or_to_get_is_promised_where_things_are_promised() -> None:
    """'Every parish will get', 'I expect the force to'; told of without a promise, they are not."""
    text = (
        "Every parish that asks will get one. I expect the Chief Constable to publish it. "
        "Shopkeepers will get a direct line. Shopkeepers get a poor service."
    )
    assert promises(text, soft=True) == [
        "Every parish that asks will get one.",
        "I expect the Chief Constable to publish it.",
        "Shopkeepers will get a direct line.",
    ]
    assert promises(text, soft=False) == []


def test_a_row_may_hold_outcome_action_and_measure(plain: Callable[[str], Path]) -> None:
    """All three are placed and tied; the column of dates gives the date, and leads are noted."""
    text = (
        "Littleford Police and Crime Plan 2024-2028\n\nPriority A: Roads\n\n"
        "| Outcome | Action | Measure | Lead | By when |\n"
        "| Fewer deaths | Buy ten cameras | People killed | Force | March 2026 |\n"
        "| | Talk to schools | | Council | Ongoing |\n"
    )
    drafted = draft_plan(plain(text), "draft", Told())
    (priority,) = drafted.plan.priorities
    assert priority.title == "Roads"
    assert priority.measuring is not None
    (line,), (outcome,) = priority.measuring.measures, priority.outcomes
    first, second = priority.commitments
    assert (first.text, first.due, first.measures) == ("Buy ten cameras", "2026-03", (line.id,))
    assert (second.text, second.due, second.measures) == ("Talk to schools", None, ())
    assert (outcome.text, outcome.measures) == ("Fewer deaths", (line.id,))
    left = " ".join(note.text for note in drafted.notes)
    assert "Force" in left
    assert "Ongoing" in left


def test_a_list_that_something_else_announces_is_no_promise(plain: Callable[[str], Path]) -> None:
    """After a list of promises, another lead-in begins another list."""
    text = (
        "Littleford Police and Crime Plan 2024-2028\n\nPriority 1: Roads\n\n"
        "We will:\n- buy cameras\n\nThe partners are:\n- the county council\n- two hospitals\n"
    )
    drafted = draft_plan(plain(text), "draft", Told())
    assert [one.text for one in drafted.plan.all_commitments] == ["buy cameras"]


def test_numbers_of_clauses_and_letters_make_lists(plain: Callable[[str], Path]) -> None:
    """'1.1' in a row and '(a)' anywhere begin items; a heading with a number stays one."""
    text = (
        "Littleford Police and Crime Plan 2024-2028\n\n1. Roads\n\nWe will:\n"
        "1.1 buy cameras\n1.2 mend signs\n\nIndicators\n(a) People killed\n(b) Speeds\n"
    )
    plan = draft_plan(plain(text), "draft", Told()).plan
    assert [one.title for one in plan.priorities] == ["Roads"]
    assert [one.text for one in plan.all_commitments] == ["buy cameras", "mend signs"]
    assert [one.wording for one in plan.all_measures] == ["People killed", "Speeds"]


def test_items_are_taken_apart_where_they_hold_several_promises() -> None:
    """A row of things being done is several; doing one thing by doing others is one."""
    assert item_promises("Building A, investing in B and developing C") == [
        "Building A",
        "investing in B",
        "developing C",
    ]
    one = "Working with the force by removing papers, shifting people and stopping waste"
    assert item_promises(one) == [one]
    assert item_promises("Recruit. It works. I am keeping them.") == [
        "Recruit. It works.",
        "I am keeping them.",
    ]


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Recruit officers", True),
        ("Significantly increasing trust", True),
        ("We will run campaigns", True),
        ("Running campaigns", True),
        ("Making roads safer", True),
        ("Policing that people see", False),
        ("Two unitary authorities", False),
        ("", False),
    ],
)
def test_verbs_at_the_beginning(text: str, verb: bool) -> None:
    """A verb in its plain form or in -ing begins a promise; other words in -ing do not."""
    assert starts_with_verb(text) is verb


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("by 2025-26", "2025/26"),
        ("by the end of 2025/26", "2025/26"),
        ("by March 2026", "2026-03"),
        ("by 2050", "2050"),
        ("by 2022-25", "2022"),
        ("in 2050", None),
        ("by 20,000 officers", None),
    ],
)
def test_dates_by_which(text: str, when: str | None) -> None:
    """Only what is promised by a date has one."""
    assert due(text) == when


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Recruit XX officers. Soon.", "Recruit XX officers."),
        ("Victims of abuse and", "Victims of abuse and"),
        ("Insert coins into machines", None),
        ("A map will be produced to", "A map will be produced to"),
        ("Work will be completed by May", None),
        ("See [our site](#)", "See [our site](#)"),
        (" ".join(["word"] * 40 + ["TBC"]), " ".join(["word"] * 24 + ["TBC"])),
    ],
)
def test_what_is_left_open_is_quoted_shortly(text: str, quote: str | None) -> None:
    """Placeholders, empty links and broken ends, in at most 25 words."""
    assert open_words(text) == quote


def test_sentences_do_not_end_after_a_short_form() -> None:
    """'Dr.' and 'e.g.' end nothing."""
    assert sentences("Dr. Who said so, e.g. Monday. “Yes.” He left!") == [
        "Dr. Who said so, e.g. Monday.",
        "“Yes.”",
        "He left!",
    ]


def test_titles_are_alike_but_for_small_differences() -> None:
    """A heading and the row of a table may differ in an ending, not in a word."""
    assert alike("Prevent & Disrupt Crime", "Prevent and disrupt crime")
    assert alike("Improve community resilience", "Improved Community Resilience")
    assert not alike("Safer streets", "Safer roads")


def test_a_document_that_numbers_nothing_has_its_headings_as_priorities(
    plain: Callable[[str], Path],
) -> None:
    """Those under which something is promised; the objectives at its head go to them by name."""
    text = (
        "A safer town 2021-2024\n\nKey objectives\n\nRoads are safe\nShops are safe\n\n"
        "Roads are safe\n\nWe will mend them. Many are narrow.\n\nShops are safe\n\n"
        "I want to see fewer thefts.\n\nOur history\n\nIt is long.\n"
    )
    plan = draft_plan(plain(text), "town").plan
    assert [one.title for one in plan.priorities] == ["Roads are safe", "Shops are safe"]
    assert [[o.text for o in one.outcomes] for one in plan.priorities] == [
        ["Roads are safe"],
        ["Shops are safe"],
    ]
