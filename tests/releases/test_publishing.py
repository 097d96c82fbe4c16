"""Publishing to a folder, to object storage and to a git branch; and being killed on the way."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import fsspec
import pytest

from frankpledge.errors import ReleaseError
from frankpledge.releases import Input, Manifest, publish_to, read_manifest, roll_back
from frankpledge.releases.manifest import hash_file, outputs

Make = Callable[..., Path]


def make_release(folder: Path, text: str, follows: Path | None = None) -> Path:
    """A small release with pages in folders; its name depends on what it says it is made of."""
    inputs = [Input("document", "plan.yaml", text)]
    if follows is not None:
        name = read_manifest(follows).id
        inputs.append(Input("release", name, hash_file(follows / "manifest.json")))
    manifest = Manifest("A title", "A body", "2025-12", "frankpledge 0", {}, tuple(sorted(inputs)))
    made = folder / manifest.id
    for name in ("index.html", "a/index.html", "a/b/index.html", "assets/site.css", "empty.txt"):
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_bytes(f"{text} of {name}\r\n".encode() if name != "empty.txt" else b"")
    replace(manifest, outputs=outputs(made)).write(made)
    return made


@pytest.fixture
def three(tmp_path: Path) -> list[Path]:
    """Three releases, each following the one before."""
    first = make_release(tmp_path / "made", "first")
    second = make_release(tmp_path / "made", "second", first)
    return [first, second, make_release(tmp_path / "made", "third", second)]


@pytest.fixture(params=["folder", "memory", "git"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty target of each kind."""
    if request.param == "folder":
        yield str(tmp_path / "www")
    elif request.param == "memory":
        yield f"memory://{tmp_path.name}/site"
        fsspec.filesystem("memory").store.clear()
    else:
        subprocess.run(["git", "init", "-q", "--bare", str(tmp_path / "site.git")], check=True)
        yield f"git:{tmp_path / 'site.git'}#pages"


@pytest.fixture(autouse=True)
def identity(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who commits, where git is not set up."""
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "A role")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "role@example.org")


def seen(target: str, tmp_path: Path) -> dict[str, bytes]:
    """What a reader of the target sees: every file of the current release."""
    if target.startswith("git:"):
        repository, _, branch = target.removeprefix("git:").partition("#")
        out = tmp_path / "checkout"
        shutil.rmtree(out, ignore_errors=True)
        subprocess.run(
            ["git", "clone", "-q", "-c", "core.autocrlf=false", "-b", branch, repository, str(out)],
            check=True,
        )
        shutil.rmtree(out / ".git")
        return contents(out)
    if target.startswith("memory:"):
        system, root = fsspec.url_to_fs(target)
        page = system.cat_file(f"{root}/index.html").decode()
        found = re.search(r'url=([^"/]+)/"', page)
        assert found
        under = f"{root}/{found[1]}"
        return {p.removeprefix(f"{under}/"): system.cat_file(p) for p in system.find(under)}
    return contents(Path(target, "current"))


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.resolve().rglob("*") if path.is_file())
    return {path.relative_to(folder.resolve()).as_posix(): path.read_bytes() for path in files}


def test_publish_and_roll_back(target: str, three: list[Path], tmp_path: Path) -> None:
    """Readers see each release byte by byte, and earlier ones again after a roll-back."""
    for release in three:
        done = publish_to(target, release)
        assert (done.name, done.changed) == (release.name, True)
        assert seen(target, tmp_path) == contents(release)
    assert not publish_to(target, three[2]).changed
    for release in (three[1], three[0]):
        assert roll_back(target).name == release.name
        assert seen(target, tmp_path) == contents(release)
    with pytest.raises(ReleaseError, match="follows no release; name one with --to"):
        roll_back(target)
    assert roll_back(target, three[2].name).before == three[0].name
    assert seen(target, tmp_path) == contents(three[2])
    with pytest.raises(ReleaseError, match="expected release nothing"):
        roll_back(target, "nothing")
    assert publish_to(target, three[1]).changed, "an older release may be published again"


def test_a_damaged_release_is_not_published(target: str, three: list[Path], tmp_path: Path) -> None:
    """It is compared with its manifest first; what readers see stays."""
    publish_to(target, three[0])
    (three[1] / "a" / "index.html").write_text("tampered")
    with pytest.raises(ReleaseError, match=r"not published: a/index\.html expected"):
        publish_to(target, three[1])
    assert seen(target, tmp_path) == contents(three[0])


def test_nothing_to_roll_back(target: str) -> None:
    """An empty target says so."""
    with pytest.raises(ReleaseError, match="nothing is published here"):
        roll_back(target)


def test_git_history_is_only_added_to(three: list[Path], tmp_path: Path) -> None:
    """Every publishing and every roll-back is a commit on top; the older tips stay ancestors."""
    repository = tmp_path / "site.git"
    subprocess.run(["git", "init", "-q", "--bare", str(repository)], check=True)
    target, tips = f"git:{repository}#pages", []
    for act in (
        *(lambda r=r: publish_to(target, r) for r in three),  # type: ignore[misc]
        lambda: roll_back(target),
    ):
        act()
        tips.append(git(repository, "rev-parse", "pages"))
    assert git(repository, "rev-list", "--reverse", "pages").split() == tips
    assert git(repository, "rev-parse", f"{tips[1]}^{{tree}}") == git(
        repository, "rev-parse", f"{tips[3]}^{{tree}}"
    )


def git(repository: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(repository), *arguments], capture_output=True, check=True, text=True
    )
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("target", "problem"),
    [
        ("git:/nowhere/at/all#pages", "git says"),
        ("nosuch://bucket/path", "cannot be reached"),
        ("/proc/none/www", "cannot be written"),
    ],
)
def test_targets_that_cannot_be_used(target: str, problem: str, three: list[Path]) -> None:
    """Each names the target and the reason."""
    with pytest.raises(ReleaseError, match=problem) as caught:
        publish_to(target, three[0])
    assert target.removeprefix("git:") in str(caught.value)


def test_storage_that_loses_something(
    three: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where an object arrives short, the pointer is not moved."""
    target = f"memory://{tmp_path.name}/lossy"
    publish_to(target, three[0])
    system, _root = fsspec.url_to_fs(target)
    real = system.put_file

    def short(local: str, path: str, **more: object) -> None:
        real(local, path, **more)
        if path.endswith("site.css"):
            system.pipe_file(path, system.cat_file(path)[:-1])

    monkeypatch.setattr(system, "put_file", short)
    with pytest.raises(ReleaseError, match=r"site\.css did not arrive whole"):
        publish_to(target, three[1])
    monkeypatch.undo()
    assert seen(target, tmp_path) == contents(three[0])
    assert publish_to(target, three[1]).changed


def test_two_cannot_publish_at_once(three: list[Path], tmp_path: Path) -> None:
    """The second process is told, and changes nothing."""
    from frankpledge.releases.publishing.folder import Folder

    www = tmp_path / "www"
    with (
        Folder(www)._alone(),
        pytest.raises(ReleaseError, match="another process is publishing here"),
    ):
        publish_to(str(www), three[0])
    assert publish_to(str(www), three[0]).changed


CHILD = """
import os, shutil, signal, sys
from pathlib import Path
from frankpledge.releases import publish_to, roll_back
from frankpledge.releases.publishing import folder

how, target, release, trials = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])

def die_at(trial):
    stage = iter(range(10**6))
    def wrap(real):
        def call(*args, **more):
            if next(stage) == trial: os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **more)
        return call
    folder._sync_one, Path.replace = wrap(folder._sync_one), wrap(Path.replace)
    Path.symlink_to, shutil.copystat = wrap(Path.symlink_to), wrap(shutil.copystat)
    shutil.copyfile = wrap(shutil.copyfile)
    os.fsync = wrap(os.fsync)

ends = []
for trial in range(trials):
    here = target.with_name(f"www-{trial}")
    shutil.copytree(target, here, symlinks=True)
    if os.fork() == 0:
        die_at(trial)
        roll_back(str(here)) if how == "back" else publish_to(str(here), release)
        os._exit(0)
    ends.append(os.waitstatus_to_exitcode(os.wait()[1]))
print(*ends)
"""


@pytest.mark.parametrize(("how", "trials"), [("forth", 45), ("back", 6)])
def test_killed_at_every_stage(how: str, trials: int, three: list[Path], tmp_path: Path) -> None:
    """SIGKILL before each copy, sync, link and rename: readers see one whole release or another."""
    www = tmp_path / "www"
    for release in three[: 2 if how == "back" else 1]:
        publish_to(str(www), release)
    old, new = (three[1], three[0]) if how == "back" else (three[0], three[1])
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(CHILD), how, str(www), str(new), str(trials)],
        capture_output=True,
        check=True,
        text=True,
    )
    ends = [int(end) for end in done.stdout.split()]
    assert ends[0] == -9 and ends[-1] == 0
    whole = [contents(old), contents(new)]
    for trial, end in enumerate(ends):
        here = tmp_path / f"www-{trial}"
        shown = seen(str(here), tmp_path)
        assert shown in whole
        assert end != 0 or shown == whole[1]
        publish_to(str(here), new)
        assert seen(str(here), tmp_path) == whole[1]
        names = {path.name for path in here.iterdir()} - {".lock", "current"}
        assert names == {old.name, new.name}, "nothing is left of what was stopped"


def test_a_pointer_is_relative(three: list[Path], tmp_path: Path) -> None:
    """The folder may be moved, or mounted elsewhere by the web server."""
    publish_to(str(tmp_path / "www"), three[0])
    assert (tmp_path / "www" / "current").readlink() == Path(three[0].name)
