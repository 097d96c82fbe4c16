"""What can be fetched, under which options, and that nothing heavy is loaded for asking."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import frankpledge.lake.fetch as room
from frankpledge.errors import FetchError, NotFoundError
from frankpledge.lake.fetch import FETCHERS, fetch
from frankpledge.lake.sources import SOURCES

DOCS = Path(__file__).resolve().parents[2] / "docs" / "fetching.md"


def test_every_public_name_is_there() -> None:
    """Each public name leads to something, and nothing else is promised."""
    assert all(getattr(room, name) is not None for name in room.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = room.nothing


def test_asking_what_there_is_loads_no_http() -> None:
    """Commands that fetch nothing do not pay for the libraries that fetch."""
    code = (
        "import sys; from frankpledge.lake.fetch import FETCHERS; "
        "print([name for name in ('httpx', 'tenacity') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", FETCHERS)
def test_every_fetcher_is_described(name) -> None:
    """Each says what it brings and from where, and has its section in the documentation."""
    fetcher = FETCHERS[name]
    assert fetcher.name == name
    assert fetcher.what and fetcher.publisher
    assert fetcher.base_url.startswith("https://")
    assert set(fetcher.needs) <= set(fetcher.takes) <= {"months", "force"}
    assert set(fetcher.feeds) <= {*SOURCES, "areas", "priorities"}
    text = DOCS.read_text(encoding="utf-8")
    assert f"### {name}\n" in text
    assert fetcher.base_url.removeprefix("https://").split("/")[0] in text


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("police-uk-api", {}, "police-uk-api: needs a force"),
        ("police-uk-archive", {"force": "wiltshire"}, "takes no force, found 'wiltshire'"),
        ("home-office-crime", {"months": ["2025-12"]}, "takes no months"),
        ("police-uk-archive", {"months": ["2025"]}, "expected a month like 2025-12, found '2025'"),
        ("police-uk-archive", {"months": ["../x"]}, "expected a month"),
        ("police-uk-api", {"force": "../../etc"}, "expected a force id like wiltshire"),
        ("ons-areas", {"base_url": "file:///etc"}, "expected an http or https address"),
    ],
)
def test_options_that_do_not_fit(tmp_path, name, options, said) -> None:
    """Wrong options are told before anything is asked of anybody."""
    with pytest.raises(FetchError, match=said):
        fetch(name, tmp_path, **options)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_name(tmp_path) -> None:
    """The error lists what there is."""
    with pytest.raises(NotFoundError, match=r"weather: nothing .* there is police-uk-archive, "):
        fetch("weather", tmp_path)


def test_without_a_client_one_is_made(server, archive, tmp_path) -> None:
    """The plain call of the command line works, with the default manners."""
    server.put("/data/archive/latest.zip", archive)
    (path,) = fetch("police-uk-archive", tmp_path, base_url=server.url)
    assert path.read_bytes() == archive


def test_a_folder_that_cannot_be_written(server, client, tmp_path) -> None:
    """A file where a folder should be gives an error that names the path."""
    (tmp_path / "archive").write_text("in the way")
    with pytest.raises(FetchError, match=r"archive/latest\.zip: cannot be written"):
        fetch("police-uk-archive", tmp_path, base_url=server.url, client=client)
