"""Delivery on the site: what was promised, what happened, what is not known."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from frankpledge.lake import Lake
from frankpledge.plans import Plan, read_plans
from frankpledge.plans.delivery import NOTHING, read_delivery, tracked
from frankpledge.releases.building import manifest_of
from frankpledge.releases.gathering.delivery import Following, following_of, with_delivery
from frankpledge.releases.rendering import Renderer
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.plans import pages, plan_pages
from frankpledge.releases.site.plans.reviews import review_pages
from frankpledge.releases.site.scores import pages as score_pages
from frankpledge.workspace import FILE, read_workspace

TESTS = Path(__file__).parents[1] / "plans"
PLAN = "littleford-2024-draft"
WILTSHIRE = "wiltshire-plan-2022-draft"
Pages = dict[str, str]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with an invented plan and what was done about it."""
    shutil.copytree(TESTS / "delivery" / "littleford", tmp_path / "ws")
    shutil.copytree(TESTS / "fixtures" / PLAN, tmp_path / "ws" / "plans" / PLAN)
    return tmp_path / "ws"


@pytest.fixture
def rendered(site: Site, root: Path) -> Callable[..., Pages]:
    """The pages of that plan and its review on a day, by path; tags are left in."""

    def make(on: date | None = date(2026, 4, 30), months: int = 6) -> Pages:
        plans = read_plans(root / "plans")
        delivery = read_delivery(root, plans, site.catalogue)
        names = frozenset(plan.id for plan in tracked(plans, delivery))
        other = replace(
            site, plans=plans, findings={}, following=Following(delivery, on, months, names)
        )
        return _rendered(other, plans[PLAN])

    return make


def _rendered(site: Site, plan: Plan) -> Pages:
    renderer = Renderer(site.context())
    found = [*plan_pages(site, plan), *review_pages(site)]
    return {page.path.removesuffix("index.html"): renderer.render(page).decode() for page in found}


def _text(html: str) -> str:
    main = html.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_a_promise_says_what_was_promised_done_and_is_not_known(
    rendered: Callable[..., Pages],
) -> None:
    """Status with its reason, milestones, the update with role, evidence and date, the reply."""
    html = rendered()[f"plans/{PLAN}/commitments/recruit-officers/"]
    text = _text(html)
    assert "Date passed, not reported as done" in text
    assert "1 of 2 milestones has passed without being reported as done." in text
    assert "3 October 2025 , Chief Constable On track" in text
    assert 'href="https://example.org/panel/2025-10"' in html
    assert "Forty more have been offered a place." in text
    assert "Chief executive, Police and Crime Commissioner for Littleford, 2 March 2026" in text
    assert "How it stands today: the last word is too old." in text


def test_changed_dates_are_struck_through_and_stay(rendered: Callable[..., Pages]) -> None:
    """Every earlier date is there, with the day and the reason of its change."""
    found = rendered()
    html = found[f"plans/{PLAN}/commitments/recruit-officers/"]
    struck = re.findall(r"<s>.*?</span>(.*?)</s>", html)
    assert struck == ["by the end of March 2025", "by the end of June 2025"]
    assert "Date changed on 20 May 2025: Vetting took longer than planned." in _text(html)
    html = found[f"plans/{PLAN}/commitments/carbon-neutral/"]
    assert set(re.findall(r"<s>.*?</span>(.*?)</s>", html)) == {
        "by the end of 2040",
        "Every building",
    }
    assert "It is to be done by the end of 2045." in _text(html)


def test_what_is_stale_is_said_in_public(rendered: Callable[..., Pages]) -> None:
    """Counts on the home of the plan and on its page of progress, against the documents."""
    found = rendered()
    # Of five promises two have a word after 30 October 2025, one an older one, two have none.
    told = "2 of 5 promises have an update in the six months before 30 April 2026."
    assert f"{told} 1 has only an older one and 2 have none." in _text(found[f"plans/{PLAN}/"])
    text = _text(found[f"plans/{PLAN}/progress/"])
    assert "2 of 5 promises, 1 theme and 2 recommendations have an update" in text
    later = _text(rendered(date(2027, 1, 1))[f"plans/{PLAN}/progress/"])
    assert "Stale: the last word is too old" in later
    assert "None of 5 promises" in later
    longer = _text(rendered(date(2026, 4, 30), 12)[f"plans/{PLAN}/"])
    assert "3 of 5 promises have an update in the twelve months before" in longer


def test_without_a_day_nothing_is_called_late_or_stale(rendered: Callable[..., Pages]) -> None:
    """A release without figures says that it does not judge."""
    text = _text(rendered(None)[f"plans/{PLAN}/progress/"])
    assert "is not judged: the release has no date" in text
    assert "passed" not in text.partition("How this is worked out")[0]


def test_boards_roles_and_themes_have_a_page_of_what_they_own(
    rendered: Callable[..., Pages],
) -> None:
    """Each with how it stands, and ways up, down and back."""
    found = rendered()
    pages = {path for path in found if "/who/" in path or "/themes/" in path}
    assert pages == {
        f"plans/{PLAN}/{way}/"
        for way in (
            *("who/commissioner", "who/chief-constable", "who/safety-partnership"),
            *("who/night-group", "themes/delivery-night"),
        )
    }
    night = found[f"plans/{PLAN}/who/night-group/"]
    assert f"plans/{PLAN}/themes/delivery-night/" in night
    assert f"plans/{PLAN}/who/safety-partnership/" in night
    assert "Officers ask people about abuse" in _text(found[f"plans/{PLAN}/who/chief-constable/"])
    theme = _text(found[f"plans/{PLAN}/themes/delivery-night/"])
    assert (
        "its Night-time strategy was still to be developed, to be ready by the end of 2025" in theme
    )
    assert "Nothing has been reported about it, and its date has passed." in theme
    assert f"plans/{PLAN}/who/night-group/" in found[f"plans/{PLAN}/governance/"]


def test_a_review_has_a_page_of_its_recommendations(rendered: Callable[..., Pages]) -> None:
    """What was asked of whom, what was answered, how it stands."""
    text = _text(rendered()["reviews/littleford-review-2025/"])
    assert "2 recommendations: 1 accepted and 1 not answered." in text
    assert "Nothing has been reported on any of 2 recommendations." in text
    assert (
        "Made to Chief Constable Answer Accepted, 1 July 2025 All officers will be trained." in text
    )
    assert "Date changed on 4 November 2025: The trainers were ill." in text


def test_a_reply_stands_beside_the_score_it_answers(
    site: Site, root: Path, rendered: Callable[..., Pages]
) -> None:
    """On that score's page, whole; on no other."""
    path = root / "replies" / "on-recruits.yaml"
    about = "{plan: littleford-2024-draft, commitment: recruit-officers}"
    path.write_text(path.read_text().replace(about, "{measure: neighbourhood-crime}"))
    delivery = read_delivery(root, read_plans(root / "plans"), site.catalogue)
    other = replace(site, following=Following(delivery, date(2026, 4, 30)))
    renderer = Renderer(other.context())
    with_reply = [
        page.path
        for page in score_pages(other)
        if "Forty more have been offered a place." in renderer.render(page).decode()
    ]
    assert with_reply == ["scores/neighbourhood-crime/index.html"]


def test_marks_of_html_are_shown_as_text(root: Path, rendered: Callable[..., Pages]) -> None:
    """What the reader lets through as text is no markup on the page."""
    path = root / "delivery" / "littleford-progress.yaml"
    text = path.read_text().replace("Two briefings were", "5 < 6 & 7 > 6; two briefings were")
    path.write_text(text)
    html = rendered()[f"plans/{PLAN}/commitments/explain-performance/"]
    assert "5 &lt; 6 &amp; 7 &gt; 6; two briefings were" in html


def test_links_between_the_pages_lead_somewhere(rendered: Callable[..., Pages]) -> None:
    """Every link from a page of delivery to a page of the plan is to one that is there."""
    found = rendered()
    for path, html in found.items():
        main = html.partition("<main")[2].partition("</main>")[0]
        for link in re.findall(r'href="(?:\.\./)*((?:plans/littleford|reviews)[^"#]*)', main):
            assert link in found, f"{path} leads to {link}"


def test_the_example_shows_the_presentation_as_updates(site: Site) -> None:
    """Every statement of 2023 stands on its promise's page with its place, and counts as stale."""
    html = _rendered(site, site.plans[WILTSHIRE])
    text = _text(html[f"plans/{WILTSHIRE}/commitments/hit-organised-crime/"])
    assert "May 2023 , Police and Crime Commissioner" in text
    assert "The fourth Operation Scorpion greatly disrupted drug dealers" in text
    assert "Serious Violence & Organised Crime, line 46 of the text" in text.replace("&amp;", "&")
    assert "577 disruptions, July to September 2022" in text
    told = _text(html[f"plans/{WILTSHIRE}/"])
    named = {
        name
        for one in site.plans["wiltshire-panel-2023"].all_statements
        for name in one.commitments
    }
    assert f"{len(named)} have only an older one and {66 - len(named)} have none." in told


def test_a_site_without_delivery_still_says_that_nothing_is_known(site: Site) -> None:
    """A plan nobody reports on is followed all the same; a report never is."""
    names = frozenset(plan.id for plan in tracked(site.plans, NOTHING))
    assert "wiltshire-panel-2023" not in names
    assert "wiltshire-labour-manifesto-2021" not in names
    bare = replace(site, following=Following(NOTHING, date(2026, 4, 30), 6, names))
    text = _text(_rendered(bare, site.plans[WILTSHIRE])[f"plans/{WILTSHIRE}/"])
    assert "Nothing has been reported on any of 66 promises." in text


def test_the_day_is_that_of_the_figures_or_of_the_settings(site: Site) -> None:
    """The last day of the newest month, unless the workspace names another."""
    year, month = divmod(site.results.newest, 12)
    assert site.following.on is not None
    assert (site.following.on.year, site.following.on.month) == (year, month + 1)
    workspace = replace(site.workspace, raw={"delivery": {"as_of": date(2024, 3, 31)}})
    found = following_of(workspace, site.plans, site.catalogue, site.results.newest)
    assert found.on == date(2024, 3, 31)


def test_the_manifest_names_every_document_of_delivery(site: Site) -> None:
    """A release that is verified needs them, so they are among its inputs."""
    workspace = read_workspace(site.workspace.root / FILE)
    lake = Lake(workspace.data_path, areas=site.areas)
    inputs = manifest_of(workspace, lake, site.results).inputs
    assert "delivery/wiltshire-panel-updates-2023.yaml" in {one.name for one in inputs}


def test_pages_stand_at_one_address_each(site: Site) -> None:
    """No two pages of all plans and reviews are written over one another."""
    paths = [page.path for page in pages(site)]
    assert len(paths) == len(set(paths))


def test_findings_on_delivery_stand_with_those_on_the_plan(site: Site, root: Path) -> None:
    """Under the plan that the document follows, by a path that is the same on every machine."""
    path = root / "delivery" / "littleford-progress.yaml"
    path.write_text(path.read_text().replace("on: 2025-11\n", "on: 2023-11\n"))
    plans = read_plans(root / "plans")
    kept = Following(read_delivery(root, plans, site.catalogue), date(2026, 4, 30))
    found = with_delivery({}, kept, plans, site.workspace)
    assert [(one.file, one.code, one.element) for one in found[PLAN]] == [
        ("delivery/littleford-progress.yaml", "FP601", "briefings-held"),
        ("delivery/littleford-progress.yaml", "FP603", "briefings-held"),
    ]


@pytest.mark.browser
def test_updates_and_reviews_in_a_browser(
    rendered: Callable[..., Pages], passes_in_a_browser: Callable[[Pages], None]
) -> None:
    """A promise with changed dates, a review with its recommendations, and who owns what."""
    found = rendered()
    named = [f"plans/{PLAN}/commitments/recruit-officers/", "reviews/littleford-review-2025/"]
    named += [path for path in found if path.startswith(f"plans/{PLAN}/who/")][:1]
    passes_in_a_browser({f"{path}index.html": found[path] for path in named})
