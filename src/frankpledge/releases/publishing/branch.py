"""A git branch, whose tip is the release that people see, as hosts of static pages read it.

Each switch is one more commit: nothing that was published is rewritten, and a roll-back is a commit
with the older files. The branch moves in one step, when the remote takes the push.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from frankpledge.errors import ReleaseError
from frankpledge.releases.manifest import FILE, Manifest, parse_manifest

BRANCH = "published"
TRAILER = "Release: "
_SUBJECT = re.compile(rf"^{TRAILER}(\S+)$", re.MULTILINE)


@contextmanager
def branch_of(text: str) -> Iterator[Branch]:
    """The branch of REPOSITORY#BRANCH. Raises ReleaseError where git cannot reach it."""
    repository, _, name = text.partition("#")
    if Path(repository).expanduser().exists():
        repository = str(Path(repository).expanduser().resolve())
    with tempfile.TemporaryDirectory(prefix="frankpledge-git-") as folder:
        branch = Branch(repository, name or BRANCH, Path(folder))
        branch.fetch()
        yield branch


@dataclass
class Branch:
    """A branch of a repository. `scratch` is a repository of our own that commits are made in."""

    repository: str
    name: str
    scratch: Path
    tip: str = ""
    trees: dict[str, str] = field(default_factory=dict)

    def fetch(self) -> None:
        """See what the branch holds, and what it held before."""
        self._git("init", "--quiet", "--bare", ".")
        there = self._git("ls-remote", self.repository, f"refs/heads/{self.name}")
        if not there:
            return
        self._git("fetch", "--quiet", "--no-tags", self.repository, f"refs/heads/{self.name}")
        self.tip = self._git("rev-parse", "FETCH_HEAD")
        # The newest commit of a release comes first and is kept.
        for line in self._git("log", "--format=%T %B%x00", self.tip).split("\0"):
            found = _SUBJECT.search(line)
            if found:
                self.trees.setdefault(found[1], line.split()[0])

    def current(self) -> str:
        """Name of the release at the tip; '' for none."""
        if not self.tip:
            return ""
        found = _SUBJECT.search(self._git("log", "-1", "--format=%B", self.tip))
        return found[1] if found else ""

    def manifest(self, name: str) -> Manifest | None:
        """The manifest of a release that some commit of the branch has."""
        if name not in self.trees:
            return None
        data = self._git("show", f"{self.trees[name]}:{FILE}")
        return parse_manifest(data.encode(), f"{self.repository}#{self.name}: {FILE}")

    def put(self, release: Path, manifest: Manifest) -> None:
        """Make the tree of a release, in our own repository only."""
        folder = str(release.resolve())
        tree = ("-C", folder, "--work-tree", folder)
        # Neither the release's own look-alikes of git's files nor settings may change a byte.
        plain = ("-c", "core.autocrlf=false", "-c", "core.safecrlf=false")
        self._git(*tree, *plain, "add", "--all", "--force", ".")
        self.trees[manifest.id] = self._git("write-tree")

    def switch(self, name: str) -> None:
        """Commit a release on top of the branch and push it."""
        parents = ("-p", self.tip) if self.tip else ()
        message = f"Publish {name}\n\n{TRAILER}{name}"
        commit = self._git("commit-tree", self.trees[name], *parents, "-m", message)
        # Without force: where somebody else has published meanwhile, the remote refuses.
        self._git("push", "--quiet", self.repository, f"{commit}:refs/heads/{self.name}")
        self.tip = commit

    def _git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.scratch,
            env=_settings() | {"GIT_DIR": str(self.scratch)},
            capture_output=True,
            check=False,
        )
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["nothing"]
            raise ReleaseError(f"{self.repository}#{self.name}: git says: {' / '.join(said[:3])}")
        return done.stdout.decode("utf-8", "replace").strip()


def _settings() -> dict[str, str]:
    """The surroundings of git without those of a repository that we may be called in."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    names = ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL")
    kept |= {name: os.environ[name] for name in (*names, "GIT_SSH_COMMAND") if name in os.environ}
    return kept | {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
