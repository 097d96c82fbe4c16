"""How duties stand on a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.duties import (
    STATUSES,
    Event,
    Facts,
    Obligation,
    load_rules,
    obligation_rows,
    obligations,
    precept_faults,
    votes_needed,
)

RULES = load_rules()
Look = Callable[..., list[Obligation]]
Read = Callable[[str], Facts]


@pytest.mark.parametrize(("members", "votes"), [(10, 7), (12, 8), (13, 9), (14, 10), (20, 14)])
def test_votes_that_a_veto_needs(members: int, votes: int) -> None:
    """At least two-thirds of all members, by the majority that the rule itself states."""
    majority = RULES.on("precept-reported", date(2026, 4, 1)).majority
    assert majority == Fraction(2, 3)
    assert votes_needed(members, majority) == votes


@given(st.integers(1, 200))
def test_votes_are_the_fewest_that_reach_two_thirds(members: int) -> None:
    """The number reaches two-thirds, and one fewer does not."""
    votes = votes_needed(members, Fraction(2, 3))
    assert 3 * votes >= 2 * members
    assert 3 * (votes - 1) < 2 * members


@pytest.mark.parametrize(
    ("proposed", "status"), [("2025-01-31", "met"), ("2025-02-01", "met"), ("2025-02-02", "late")]
)
def test_a_precept_proposed_on_2_february_is_late(look: Look, proposed: str, status: str) -> None:
    """1 February is in time, although it was a Saturday in 2025; 2 February is late."""
    text = f"precepts: [{{for: 2025/26, proposed_on: {proposed}}}]"
    assert [one.status for one in look("precept-proposed", "2025-03-01", text)] == [status]


def test_nothing_noted_is_not_nothing_done(look: Look) -> None:
    """Without records a day that has passed is not known; with them it is overdue."""
    without = look("precept-proposed", "2026-02-02", "{}")
    assert [one.status for one in without] == ["not known"]
    (with_records,) = look("precept-proposed", "2026-02-02", "records: {precept: 2026-01-01}")
    assert (with_records.status, with_records.days_left) == ("overdue", -1)


def test_records_reach_back_no_further_than_they_begin(look: Look) -> None:
    """What fell due before records began is not overdue; what fell due since always is."""
    found = look("precept-proposed", "2026-05-01", "records: {precept-proposed: 2024-06-01}")
    overdue = [one.occurrence.about for one in found if one.status == "overdue"]
    assert overdue == ["2025/26", "2026/27"]
    assert [one.occurrence.about for one in found if one.status == "due"] == ["2027/28"]


@pytest.mark.parametrize(
    ("on", "status", "left"),
    [("2024-03-04", "due", 1), ("2024-03-05", "due", 0), ("2024-03-06", "overdue", -1)],
)
def test_56_days_begin_with_the_day_of_publication(
    look: Look, on: str, status: str, left: int
) -> None:
    """A report of 10 January 2024 has its 56th day on 5 March, 29 February counted."""
    text = """
    records: {inspections: 2024-01-01}
    events: [{id: report, kind: inspection-report, on: 2024-01-10}]
    """
    (found,) = look("inspection-comments", on, text)
    assert found.occurrence.due == date(2024, 3, 5)
    assert (found.status, found.days_left) == (status, left)


@pytest.mark.parametrize(
    ("outcome", "due", "version"),
    [
        ("2024-02-01", "2024-02-29", "Apply for a review"),
        ("2025-02-01", "2025-03-01", "Apply for a review"),
        ("2020-01-31", "2020-02-28", "Appeal"),
        ("2020-02-01", "2020-02-29", "Apply for a review"),
    ],
)
def test_the_window_for_a_review(look: Look, outcome: str, due: str, version: str) -> None:
    """28 days starting the day after, under the version in force on the day of the outcome."""
    text = f"events: [{{id: letter, kind: complaint-outcome, on: {outcome}}}]"
    (found,) = (one for one in look("review-window", due, text) if one.occurrence.about)
    assert found.occurrence.due == date.fromisoformat(due)
    assert found.rule.title.startswith(version)
    assert found.status == "due"


def test_a_peel_report_sets_several_clocks_off(look: Look) -> None:
    """It wants comments within 56 days and its place among the specified information."""
    text = "events: [{id: peel, kind: peel-report, on: 2026-10-01}]"
    (comments,) = look("inspection-comments", "2026-10-02", text)
    (published,) = look("information-7B-report", "2026-10-02", text)
    assert comments.occurrence.about == published.occurrence.about == "peel"
    assert published.occurrence.due is None


def test_yearly_counts_are_counted_from_the_last_time(look: Look) -> None:
    """ASB case review counts are due again twelve months after they were published."""
    text = """
    records: {asb-case-review-counts: 2024-01-01}
    done:
      - {rule: asb-case-review-counts, on: 2024-05-10, link: "https://example.org/1"}
      - {rule: asb-case-review-counts, on: 2025-05-09, link: "https://example.org/2"}
    """
    (due,) = look("asb-case-review-counts", "2026-05-09", text)
    assert (due.status, due.occurrence.due) == ("due", date(2026, 5, 9))
    assert due.done
    assert due.done.link == "https://example.org/2"
    (overdue,) = look("asb-case-review-counts", "2026-05-10", text)
    assert overdue.status == "overdue"


def test_yearly_counts_never_published(look: Look) -> None:
    """Where records begin and none are noted, the twelve months run from that day."""
    text = "records: {reviews: 2024-01-15}"
    assert look("asb-case-review-counts", "2025-01-15", text)[0].status == "due"
    assert look("asb-case-review-counts", "2025-01-16", text)[0].status == "overdue"


def test_partnership_duties_fall_on_each_partnership(look: Look) -> None:
    """Each partnership has its own; what one did does not count for the other."""
    text = """
    partnerships: {E22000350: Swindon, E22000361: Wiltshire}
    records: {partnership: 2026-04-01}
    done: [{rule: partnership-meeting, for: 2026/27, on: 2026-09-01, by: E22000350}]
    """
    found = look("partnership-meeting", "2027-04-01", text)
    told = {(one.by_name, one.occurrence.about): one.status for one in found}
    assert told[("Swindon", "2026/27")] == "met"
    assert told[("Wiltshire", "2026/27")] == "overdue"


def test_wales_has_none_of_the_rules_for_england() -> None:
    """Regulations that apply to England only are not asked in Wales."""
    wales = {one.rule.id for one in obligations(RULES, Facts(), date(2026, 6, 1), nation="wales")}
    england = {one.rule.id for one in obligations(RULES, Facts(), date(2026, 6, 1))}
    assert "partnership-plan-sent" in england - wales
    assert "precept-proposed" in wales


def test_what_is_announced_is_not_asked(look: Look) -> None:
    """The end of commissioners is announced for May 2028; it is never due or overdue."""
    for on in ("2026-11-22", "2029-01-01"):
        (found,) = look("commissioners-end", on)
        assert found.status == "not yet"
        assert found.rule.standing == "announced"
        assert "nothing is asked yet" in found.note


def test_a_rule_holds_from_its_day(look: Look) -> None:
    """Item 7A was added on 31 May 2021: the quarter that ended before it is not asked."""
    asked = {one.occurrence.about for one in look("information-7A-statement", "2021-12-31")}
    assert asked == {"2021-Q2", "2021-Q3"}


def test_a_veto_brings_its_steps_and_no_veto_does_not(look: Look) -> None:
    """15 and 22 February and 1 March are days of a vetoed precept alone."""
    vetoed = "precepts: [{for: 2026/27, reported_on: 2026-02-06, veto: too high}]"
    plain = "precepts: [{for: 2026/27, reported_on: 2026-02-06}]"
    assert look("precept-revised", "2026-02-10", vetoed)[0].status == "due"
    assert look("precept-revised", "2026-02-10", plain)[0].occurrence.about == ""
    assert look("precept-answered", "2026-02-10", plain)[0].occurrence.set_off
    assert not look("precept-answered", "2026-02-10", vetoed)[0].occurrence.set_off


@pytest.mark.parametrize(
    ("veto", "revised", "holds"),
    [
        ("too high", 264.99, True),
        ("too high", 270.0, False),
        ("too high", 271.0, False),
        ("too low", 271.0, True),
        ("too low", 270.0, False),
    ],
)
def test_a_revised_precept_moves_the_way_the_veto_asked(
    facts: Read, veto: str, revised: float, holds: bool
) -> None:
    """Lower after 'too high', higher after 'too low', and never the same."""
    found = facts(
        f"precepts: [{{for: 2027/28, proposed: 270.00, reported_on: 2027-02-05, veto: {veto}, "
        f"revised: {revised}}}]"
    )
    assert [fault.rule for fault in precept_faults(found, RULES)] == (
        [] if holds else ["precept-revised"]
    )


@pytest.mark.parametrize(("votes", "reported"), [(8, "2027-02-05"), (9, "2027-02-09")])
def test_a_veto_that_is_none(look: Look, votes: int, reported: str) -> None:
    """With too few votes, or after 8 February, a veto has no effect and no further steps."""
    text = f"""
    panel_members: 13
    panel_source: a test
    precepts: [{{for: 2027/28, reported_on: {reported}, veto: too high, votes: {votes}}}]
    """
    (report,) = look("precept-reported", "2027-02-10", text)
    assert "a veto needs 9 of 13" in report.fault or "has no effect" in report.fault
    assert not look("precept-revised", "2027-02-10", text)[0].occurrence.set_off


def test_what_the_panel_needs_is_said(look: Look) -> None:
    """With the panel's size the votes are named; without it the page says that it is not known."""
    known = look("precept-reported", "2027-01-01", "{panel_members: 14, panel_source: a test}")
    unknown = look("precept-reported", "2027-01-01", "{}")
    assert "10 of the panel's 14 members" in known[0].note
    assert "how many there are is not recorded" in unknown[0].note


def test_what_happened_later_is_not_known_yet(look: Look) -> None:
    """On a day only what was done by then counts."""
    text = """
    records: {precept: 2024-04-01}
    precepts: [{for: 2025/26, proposed_on: 2025-02-02}]
    """
    assert look("precept-proposed", "2025-02-01", text)[-1].status == "due"
    assert look("precept-proposed", "2025-02-02", text)[-1].status == "late"


def test_days_of_projected_years_say_so(look: Look) -> None:
    """A day in 2029 rests on holidays that are not published."""
    assert look("precept-proposed", "2028-12-01", "{}")[0].projected
    assert not look("precept-proposed", "2027-12-01", "{}")[0].projected


def test_working_days_in_a_rule_of_the_office(rules_of_the_office: Look) -> None:
    """Five working days from 24 December 2026 skip Christmas, its substitute and New Year."""
    (found,) = rules_of_the_office("acknowledged", "2026-12-28")
    assert found.occurrence.due == date(2027, 1, 5)
    assert found.working_days_left == 5


@pytest.fixture
def rules_of_the_office(tmp_path_factory: pytest.TempPathFactory) -> Look:
    """An office's own standard, and an application received on Christmas Eve."""
    folder = tmp_path_factory.mktemp("rules")
    (folder / "standards.yaml").write_text(
        """
id: standards
title: What this office sets itself
sources: {policy: {name: Policy, address: "https://example.org"}}
rules:
  - id: acknowledged
    title: Acknowledge an application
    binds: local policing body
    trigger: {event: review-application}
    deadline: {working days: 5}
    source: {in: policy}
    verified: true
""",
        encoding="utf-8",
    )
    rules = load_rules(folder)
    facts = Facts(events=(Event("a", "review-application", date(2026, 12, 24)),))

    def run(rule: str, on: str) -> list[Obligation]:
        found = obligations(rules, facts, date.fromisoformat(on))
        return [one for one in found if one.rule.id == rule]

    return run


EVENTS = st.lists(
    st.builds(
        lambda kind, on, number: Event(f"{kind}-{number}", kind, on, about="2026/27"),
        st.sampled_from(RULES.event_kinds),
        st.dates(date(2013, 1, 1), date(2030, 12, 31)),
        st.integers(0, 10**6),
    ),
    max_size=6,
    unique_by=lambda event: event.id,
)
FACTS = st.builds(
    lambda events, begin: Facts(events=tuple(events), records={"all": begin} if begin else {}),
    EVENTS,
    st.none() | st.dates(date(2024, 1, 1), date(2030, 12, 31)),
)


@given(FACTS, st.dates(date(2014, 1, 1), date(2030, 12, 31)))
def test_a_deadline_never_comes_before_its_trigger(facts: Facts, on: date) -> None:
    """Whatever the facts and the day, what is due is due on or after the day it arose."""
    for one in obligations(RULES, facts, on):
        opens, due = one.occurrence.opens, one.occurrence.due
        if opens and due:
            assert opens <= due, one.rule.id
        assert one.status in STATUSES
        assert (one.status == "overdue") <= bool(due and due < on)
        assert opens is None or one.rule.trigger.kind == "standing" or opens <= on


@given(FACTS, st.dates(date(2014, 1, 1), date(2030, 12, 31)))
def test_a_day_later_nothing_that_was_overdue_is_due(facts: Facts, on: date) -> None:
    """Time alone makes duties overdue and never undoes it."""
    late = _overdue(obligations(RULES, facts, on))
    assert late <= _overdue(obligations(RULES, facts, on + timedelta(days=1)))


def _overdue(found: tuple[Obligation, ...]) -> set[tuple[str, str, date | None]]:
    told = [one for one in found if one.status == "overdue"]
    return {(one.rule.id, one.occurrence.about, one.occurrence.due) for one in told}


@given(FACTS, st.dates(date(2014, 1, 1), date(2030, 12, 31)))
def test_one_time_of_a_duty_is_listed_once(facts: Facts, on: date) -> None:
    """No rule, period or event comes twice, and the same question has the same answer."""
    found = obligations(RULES, facts, on)
    keys = [(one.rule.id, one.rule.start, one.occurrence.about, one.by) for one in found]
    assert len(keys) == len(set(keys))
    assert obligation_rows(found) == obligation_rows(obligations(RULES, facts, on))
