"""Where the pages of plans stand, counted from the site's root."""

from __future__ import annotations

INDEX = "plans/"


def plan_href(plan: str) -> str:
    """The home of a plan."""
    return f"{INDEX}{plan}/"


def priority_href(plan: str, priority: str) -> str:
    """A priority; '' stands for the promises that a plan makes under no priority."""
    return f"{INDEX}{plan}/priorities/{priority}/" if priority else f"{INDEX}{plan}/general/"


def commitment_href(plan: str, commitment: str) -> str:
    """A commitment."""
    return f"{INDEX}{plan}/commitments/{commitment}/"


def outcomes_href(plan: str) -> str:
    """The outcomes framework."""
    return f"{INDEX}{plan}/outcomes/"


def governance_href(plan: str) -> str:
    """Who does what: roles, boards, delivery plans."""
    return f"{INDEX}{plan}/governance/"


def statements_href(plan: str, statement: str = "") -> str:
    """What the document states, or the place of one statement there."""
    return f"{INDEX}{plan}/statements/{f'#{anchor(statement)}' if statement else ''}"


def anchor(element: str) -> str:
    """The id of an element on a page; a package may call a thing `main`, as every page does."""
    return f"e-{element}"


def document_href(plan: str) -> str:
    """The rest of the document: foreword, principles, national duties, money."""
    return f"{INDEX}{plan}/document/"


def checks_href(plan: str, rule: str = "") -> str:
    """What the checks found, or the place of one rule there."""
    return f"{INDEX}{plan}/checks/{f'#{rule}' if rule else ''}"


def changes_href(plan: str) -> str:
    """What is different from the edition before."""
    return f"{INDEX}{plan}/changes/"


def progress_href(plan: str) -> str:
    """How everything stands, and what is stale."""
    return f"{INDEX}{plan}/progress/"


def owner_href(plan: str, owner: str) -> str:
    """What a role, partner or board owns."""
    return f"{INDEX}{plan}/who/{owner}/"


def theme_href(plan: str, delivery_plan: str) -> str:
    """A theme: who delivers it, by which plan, and how that stands."""
    return f"{INDEX}{plan}/themes/{delivery_plan}/"


def review_href(document: str, recommendation: str = "") -> str:
    """The recommendations of a review, or the place of one of them there."""
    return f"reviews/{document}/{f'#{anchor(recommendation)}' if recommendation else ''}"


def consultation_href(consultation: str, part: str = "") -> str:
    """A consultation, or a part of its page: `did` (what was made of it), `stated` (results)."""
    return f"consultations/{consultation}/{f'#{part}' if part else ''}"
