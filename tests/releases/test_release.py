"""A whole release: the same bytes again, every link leads somewhere, and faults are found."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pytest

from frankpledge.areas import load_areas
from frankpledge.errors import ReleaseError
from frankpledge.lake import Lake, ingest
from frankpledge.releases import Manifest, build, read_manifest, remake, verify
from frankpledge.releases.publish import publish, staging, switch
from frankpledge.releases.site.model import Site
from frankpledge.workspace import Workspace, read_workspace

PAGE_LIMIT = 100_000


@pytest.fixture(scope="module")
def workspace(site: Site) -> Workspace:
    """The workspace that the site was made of, with its lake."""
    return site.workspace


@pytest.fixture(scope="module")
def again(workspace: Workspace, release: Path) -> tuple[Manifest, Callable[[Path], Manifest]]:
    """What a build would be made of now, and that build."""
    areas = load_areas(workspace.areas_path)
    return remake(workspace, Lake(workspace.data_path, areas=areas), areas, release)


def copy(release: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "copy"
    shutil.copytree(release, folder)
    return folder


def test_a_release_is_proved(
    release: Path, again: tuple[Manifest, Callable[[Path], Manifest]]
) -> None:
    """Made again from the same inputs, every file is the same to the byte."""
    assert verify(release, *again) == []


@pytest.mark.parametrize(
    ("path", "change", "problem"),
    [
        ("index.html", lambda p: p.write_bytes(p.read_bytes() + b" "), "expected"),
        ("data/scores.csv", Path.unlink, "missing"),
        ("extra.html", lambda p: p.write_text("x"), "not in the manifest"),
    ],
)
def test_a_changed_file_is_found(
    *,
    release: Path,
    again: tuple[Manifest, Callable[[Path], Manifest]],
    tmp_path: Path,
    path: str,
    change: Callable[[Path], object],
    problem: str,
) -> None:
    """A file that was changed, removed or added is named with what is wrong."""
    folder = copy(release, tmp_path)
    change(folder / path)
    # Making it again cannot be needed to find a changed file, so that step is left out here.
    found = verify(folder, again[0], lambda _folder: read_manifest(folder))
    assert [(item.step, item.name) for item in found] == [("files", path)]
    assert problem in found[0].problem


def test_other_inputs_are_found(
    release: Path, again: tuple[Manifest, Callable[[Path], Manifest]], tmp_path: Path
) -> None:
    """A release made of other bytes than are here now is named by that input."""
    folder = copy(release, tmp_path)
    manifest = read_manifest(folder)
    raw = json.loads((folder / "manifest.json").read_text())
    raw["inputs"][0]["sha256"] = "0" * 64
    other = Manifest(
        **{
            **{k: v for k, v in raw.items() if k not in {"id", "inputs", "outputs"}},
            "inputs": tuple(type(manifest.inputs[0])(**item) for item in raw["inputs"]),
            "outputs": manifest.outputs,
        }
    )
    other.write(folder)
    found = verify(folder, again[0], again[1])
    assert {item.step for item in found} == {"inputs"}
    assert manifest.inputs[0].name in found[0].name


def test_a_damaged_manifest_is_said_to_be_so(release: Path, tmp_path: Path) -> None:
    """A manifest that is not JSON, or whose name does not fit, is refused by path."""
    folder = copy(release, tmp_path)
    path = folder / "manifest.json"
    path.write_text(path.read_text().replace('"score": "1"', '"score": "2"'))
    with pytest.raises(ReleaseError, match="expected the name"):
        read_manifest(folder)
    path.write_text("{")
    with pytest.raises(ReleaseError, match=r"manifest\.json"):
        read_manifest(folder)


def test_a_release_never_changes(release: Path, tmp_path: Path) -> None:
    """Publishing over another release is refused; over the same one it changes nothing."""
    target = copy(release, tmp_path)
    same = staging(tmp_path, "same")
    shutil.copytree(release, same, dirs_exist_ok=True)
    assert publish(same, target) == target
    (target / "index.html").write_text("tampered")
    other = staging(tmp_path, "other")
    shutil.copytree(release, other, dirs_exist_ok=True)
    with pytest.raises(ReleaseError, match=r"index\.html differs"):
        publish(other, target)


def test_the_pointer_moves_in_one_step(tmp_path: Path) -> None:
    """`current` points to the newest release, and a second switch replaces the first."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(name)
        switch(tmp_path, name)
    assert (tmp_path / "current" / "index.html").read_text() == "b"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a", "b", "current"]


def test_building_twice_gives_one_release(small: Workspace, tmp_path: Path) -> None:
    """A second build of the same inputs has the same name and leaves no rubbish."""
    root = tmp_path / "ws"
    shutil.copytree(small.root, root, ignore=shutil.ignore_patterns("releases"))
    here, areas = read_workspace(root / "frankpledge.toml"), load_areas()
    lake = Lake(here.data_path, areas=areas)
    one, other = (build(here, lake, areas, out=root / "out" / name) for name in ("a", "b"))
    assert read_manifest(one) == read_manifest(other)
    assert len(read_manifest(one).outputs) > 100
    assert sorted(p.name for p in (root / "out").iterdir()) == ["a", "b"]


@pytest.mark.slow  # the same is seen on the small workspace in test_history.py
def test_a_second_release_says_what_changed(workspace: Workspace, tmp_path: Path) -> None:
    """A release that follows another names it, compares with it, and is proved with it."""
    root = tmp_path / "ws"
    shutil.copytree(workspace.root, root)
    here = read_workspace(root / "frankpledge.toml")
    areas = load_areas(here.areas_path)
    lake = Lake(here.data_path, areas=areas)
    first = build(here, lake, areas)
    assert build(here, lake, areas) == first, "the same inputs make the same release"
    (root / "returns" / "later.csv").write_text(
        "measure,area,period,value,denominator,note\n"
        "endorsable-notices,E23000038,2025,1900,,A later return\n"
    )
    ingest(lake, [root / "returns" / "later.csv"], areas=areas, source="returns")
    second = build(here, lake, areas)
    assert second != first
    assert (root / "releases" / "current").resolve() == second.resolve()
    page = (second / "changes" / "index.html").read_text(encoding="utf-8")
    assert first.name in page
    assert "1,900" in page
    assert verify(second, *remake(here, lake, areas, second)) == []


class Links(HTMLParser):
    """Collects what a page refers to, its ids and its text-level facts."""

    def __init__(self) -> None:
        super().__init__()
        self.refers: list[str] = []
        self.ids: list[str] = []
        self.headings: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.refers += [found[k] or "" for k in ("href", "src") if k in found]
        self.ids += [i for i in [found.get("id")] if i]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(tag)


@pytest.fixture(scope="module")
def parsed(release: Path) -> dict[str, Links]:
    """Every page, parsed."""
    pages = {}
    for path in sorted(release.rglob("*.html")):
        links = Links()
        links.feed(path.read_text(encoding="utf-8"))
        pages[path.relative_to(release).as_posix()] = links
    assert len(pages) > 700
    return pages


def test_every_link_leads_somewhere(release: Path, parsed: dict[str, Links]) -> None:
    """Every relative link of every page is a file of the release, every fragment an id there."""
    files = {p.relative_to(release).as_posix() for p in release.rglob("*") if p.is_file()}
    broken = set()
    for name, page in parsed.items():
        for ref in page.refers:
            if "://" in ref or ref.startswith(("mailto:", "tel:", "data:")):
                continue
            target, fragment = urldefrag(urljoin(f"http://here/{name}", unquote(ref)))
            path = target.removeprefix("http://here/")
            path = path + "index.html" if path.endswith("/") or not path else path
            known = parsed[path].ids if path in parsed else [fragment]
            if path not in files or (fragment and fragment not in known):
                broken.add((name, ref))
    assert not broken, sorted(broken)[:10]


def test_ids_are_used_once_and_headings_start_at_one(parsed: dict[str, Links]) -> None:
    """No page has an id twice; each has one first-level heading, which comes first."""
    for name, page in parsed.items():
        assert len(page.ids) == len(set(page.ids)), name
        assert page.headings.count("h1") == 1, name
        assert page.headings[0] == "h1", name


def test_pages_are_light(release: Path) -> None:
    """A first visit, fonts and all, is under 100 KB on the wire; so is every page unpacked."""
    assets = release / "assets"
    texts = [path.read_bytes() for kind in ("*.css", "*.js") for path in assets.glob(kind)]
    fonts = ("sans-400.woff2", "sans-600.woff2", "serif-600.woff2")
    fixed = sum(len(gzip.compress(text)) for text in texts)
    fixed += sum((assets / name).stat().st_size for name in fonts)
    heavy = {}
    for path in release.rglob("*.html"):
        page = path.read_bytes()
        weight = max(len(page), len(gzip.compress(page)) + fixed)
        if weight > PAGE_LIMIT:
            heavy[path.relative_to(release).as_posix()] = weight
    assert not heavy


def test_nothing_of_the_machine_is_in_a_release(release: Path, workspace: Workspace) -> None:
    """No page or data file names a folder of the machine that built it."""
    for path in release.rglob("*"):
        if path.suffix in {".html", ".json", ".csv", ".css"}:
            assert str(workspace.root) not in path.read_text(encoding="utf-8"), path


def test_missing_is_never_shown_as_nothing(release: Path) -> None:
    """No page shows the words that code shows when it forgot something."""
    for path in release.rglob("*.html"):
        if path.is_relative_to(release / "methods"):
            continue  # these show code
        text = path.read_text(encoding="utf-8")
        assert not re.search(r">\s*[+−-]?(nan|None|inf|undefined|NaN)( %)?\s*<", text), path
        assert "nan %" not in text, path
