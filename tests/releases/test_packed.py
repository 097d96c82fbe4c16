"""Packs within a release: what the settings ask for, what the libraries allow, what is proved."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from frankpledge.areas import load_areas
from frankpledge.cli import cli
from frankpledge.errors import DocumentError
from frankpledge.lake import Lake
from frankpledge.packs import environment, libraries
from frankpledge.releases import build, left_out, packed, prove, read_manifest
from frankpledge.releases.rendering import Renderer
from frankpledge.releases.site import data, places
from frankpledge.releases.site.model import Site
from frankpledge.workspace import Workspace, read_workspace

SMALL = Path(__file__).resolve().parents[2] / "examples" / "avon-and-somerset"
AREAS = load_areas()
ALL = environment(("pptx", "pdf", "xlsx", "ods"))
REPORT = """\
---
title: Progress in brief
kind: {kind}
date: 2026-03
summary: An invented report, to see how it is packed.
---

What was promised stands in the plan. Nothing in this report is a figure.
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A plan and two reports; nothing is said of packs."""
    root = tmp_path_factory.mktemp("packed") / "workspace"
    other = ("data", "releases", "directory")  # of which there would be a leaflet too
    shutil.copytree(SMALL, root, ignore=shutil.ignore_patterns(*other))
    (root / "reports").mkdir()
    for kind in ("panel", "note"):
        (root / "reports" / f"{kind}.md").write_text(REPORT.format(kind=kind), encoding="utf-8")
    return read_workspace(root / "frankpledge.toml")


def lake_of(workspace: Workspace) -> Lake:
    return Lake(workspace.data_path, areas=AREAS)


@pytest.fixture(scope="module")
def made(home: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of it."""
    folder = tmp_path_factory.mktemp("made") / "release"
    return build(home, lake_of(home), AREAS, out=folder)


def packs_in(folder: Path) -> list[str]:
    """The names of the packs in a release."""
    return sorted(path.name for path in (folder / "downloads" / "packs").glob("*.*"))


def without(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """This machine without a library."""
    real = libraries._version
    monkeypatch.setattr(libraries, "_version", lambda n: "none" if n == name else real(n))


def test_a_release_holds_the_packs_of_its_reports(made: Path) -> None:
    """Slides and print of a report to the panel, workbooks of both; all in the manifest."""
    assert packs_in(made) == [
        "note.ods",
        "note.xlsx",
        *("panel.ods", "panel.pdf", "panel.pptx", "panel.xlsx"),
    ]
    manifest = read_manifest(made)
    listed = {one.path for one in manifest.outputs if one.path.startswith("downloads/")}
    assert listed == {f"downloads/packs/{name}" for name in packs_in(made)}
    assert manifest.environment == ALL
    assert {"typst", "python-pptx", "zlib"} <= set(ALL) and "none" not in ALL.values()


def test_the_pages_lead_to_every_pack(made: Path) -> None:
    """The page of a report has its own, the data page has all."""
    report = (made / "reports" / "panel" / "index.html").read_text(encoding="utf-8")
    for form in ("pptx", "pdf", "xlsx", "ods"):
        assert f'href="../../downloads/packs/panel.{form}"' in report
    every = (made / "data" / "index.html").read_text(encoding="utf-8")
    assert all(f'href="../downloads/packs/{name}"' in every for name in packs_in(made))


def test_a_release_with_packs_is_proved_again(home: Workspace, made: Path) -> None:
    """Made a second time, every pack is the same to the byte."""
    assert prove(home, made).findings == ()


def test_without_a_library_its_packs_are_left_out_and_named(
    home: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither made nor linked; the manifest says why, and where they could be made it is proved."""
    with monkeypatch.context() as here:
        without(here, "typst")
        folder = build(home, lake_of(home), AREAS, out=tmp_path / "release")
        assert left_out(home) == (
            "left out: packs as PDF, because typst is not installed "
            "(pip install 'frankpledge[packs]')",
        )
    assert "panel.pdf" not in packs_in(folder) and "panel.pptx" in packs_in(folder)
    page = (folder / "reports" / "panel" / "index.html").read_text(encoding="utf-8")
    assert "panel.pdf" not in page and "panel.pptx" in page
    assert read_manifest(folder).environment["typst"] == "none"
    assert left_out(home) == ()
    assert prove(home, folder).findings == ()


def test_a_proof_without_a_library_says_what_it_could_not_make(
    home: Workspace, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One finding names format and library; everything else was made again and is the same."""
    without(monkeypatch, "typst")
    [found] = prove(home, made).findings
    assert found.step == "made again"
    assert found.name == f"pdf packs (typst {ALL['typst']} then, none here)"
    assert found.problem == "1 not made again; their hashes agree with the manifest"


def test_a_proof_with_another_version_passes_where_the_bytes_are_the_same(
    home: Workspace, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A version is no finding; a file that came out otherwise names it."""
    real = libraries._version
    monkeypatch.setattr(libraries, "_version", lambda n: "99" if n == "odfpy" else real(n))
    assert prove(home, made).findings == ()


def asked(site: Site, value: Any, having: dict[str, str] = ALL) -> Site:
    """The same site with a setting of `[packs] build`."""
    raw = site.workspace.raw | {"packs": {"build": value}}
    workspace = replace(site.workspace, raw=raw)
    return replace(site, workspace=workspace, libraries=having)


def test_packs_of_places_are_where_their_pages_lead(site: Site) -> None:
    """PDF and CSV of each place of a part, under a name that people can find."""
    wanted = asked(site, ["parish"])
    made = dict(packed.files(wanted, 0, 204))
    assert len(made) == 2 * 2
    for path, found in made.items():
        assert found.startswith(b"%PDF" if path.endswith("pdf") else b"area,area_name")
        assert path.startswith("downloads/packs/places/")
        code = path.rpartition("-")[2].partition(".")[0]
        page = Renderer(wanted.context()).render(places.Places(wanted).page(site.areas.get(code)))
        assert f'href="../../{path}"' in page.decode()


def test_the_parts_hold_every_place_once(site: Site) -> None:
    """Two processors share the work: together they make what one would."""
    codes = [area.code for area in packed.packs_of(asked(site, ["parish"])).places]
    assert sorted(codes[0::2] + codes[1::2]) == sorted(codes) and len(codes) == 407


def test_packs_of_places_are_made_only_where_asked_for(site: Site) -> None:
    """No files and no links."""
    plain = replace(site, libraries=ALL)
    assert not packed.of_place(plain, site.wards[0])
    page = Renderer(plain.context()).render(places.Places(plain).page(site.wards[0])).decode()
    assert "downloads/packs" not in page


def test_the_data_page_says_where_the_packs_of_places_are(site: Site) -> None:
    """Four hundred links would help nobody: it leads to the search for a place."""
    [page] = data.pages(asked(site, ["parish"]))
    assert "on the page of each of 407 places" in Renderer(site.context()).render(page).decode()


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("panel", r"packs\.build: expected a list of kinds of packs, found 'panel'"),
        (
            ["panal"],
            r"packs\.build: expected a kind of pack; did you mean 'panel'\?, found 'panal'",
        ),
        ([1], r"packs\.build: expected a list"),
    ],
)
def test_another_setting_is_refused(site: Site, value: Any, told: str) -> None:
    """By file and field, with the nearest that there is."""
    with pytest.raises(DocumentError, match=rf"frankpledge\.toml, {told}"):
        packed.wanted(asked(site, value).workspace)


def test_an_unknown_key_is_refused(site: Site) -> None:
    """A slip is not passed over in silence."""
    workspace = replace(site.workspace, raw={"packs": {"parish": True}})
    with pytest.raises(DocumentError, match=r"packs\.parish: expected no such key; there is build"):
        packed.wanted(workspace)


# Where each paper of the invented county is linked, as what, and from where.
PAPERS = (
    ("consultations/your-police-your-say-2025", "pptx pdf xlsx ods", "consultations/{name}"),
    ("budgets/budget-2025-26", "pptx pdf", "money/budget"),
    ("funding/grants", "pptx pdf xlsx ods", "money/grants"),
    ("funding/services", "pptx pdf xlsx ods", "money/services"),
    ("funding/spending", "pptx pdf xlsx ods", "money/spending"),
    ("help/help-and-support", "pdf", "help"),
)


@pytest.mark.parametrize(("path", "forms", "at"), PAPERS)
def test_pages_of_voice_money_and_help_lead_to_their_papers(
    invented: Workspace, path: str, forms: str, at: str
) -> None:
    """Each page to its own, the data page to all; every one is in the manifest."""
    folder = invented.releases_path / "current"
    page = at.format(name=path.rpartition("/")[2])
    up = "../" * (page.count("/") + 1)
    html = (folder / page / "index.html").read_text(encoding="utf-8")
    every = (folder / "data" / "index.html").read_text(encoding="utf-8")
    listed = {one.path for one in read_manifest(folder).outputs}
    for form in forms.split():
        file = f"downloads/packs/{path}.{form}"
        assert f'href="{up}{file}"' in html
        assert f'href="../{file}"' in every
        assert file in listed


def test_a_pack_made_by_hand_is_that_of_the_release(invented: Workspace, tmp_path: Path) -> None:
    """The command gathers what a release is made of, and makes the same bytes."""
    folder = invented.releases_path / "current" / "downloads" / "packs" / "funding"
    args = ["pack", "funding", "grants", "spending", "--format", "ods", "--format", "pdf"]
    done = CliRunner().invoke(
        cli, [*args, "--out", str(tmp_path), "--workspace", str(invented.root)]
    )
    assert done.exit_code == 0, done.output
    assert "4 files" in done.output
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (folder / path.name).read_bytes(), path.name
