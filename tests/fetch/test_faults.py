"""Whatever a server does, in whatever order: the file is not there, or it is the right one."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frankpledge.errors import FetchError
from frankpledge.lake.fetch import Client, Clock, Manners, read_provenance

QUICK = Manners(rate=1e6, burst=1000, attempts=4, read=0.1, connect=0.5)
NO_WAIT = Clock(sleep=lambda _: None, monotonic=lambda: 0.0, jitter=lambda: 0.0)

_cuts = st.integers(0, 60_000)
FAULTS = st.one_of(
    st.just({}),
    st.builds(lambda n: {"cut": n}, _cuts),
    st.builds(lambda n: {"declared": n}, st.integers(0, 80_000)),
    st.builds(lambda s: {"status": s}, st.sampled_from([404, 408, 416, 429, 500, 502, 503, 504])),
    st.sampled_from(
        [
            {"body": b""},
            {"body": b"<!doctype html><p>busy"},
            {"body": b"PK then nothing"},
            {"headers": {"ETag": '"9"'}},
            {"headers": {"ETag": None}},
            {"headers": {"Content-Range": None}},
            {"headers": {"Content-Range": "bytes 1-2/3"}},
            {"headers": {"Content-Encoding": "gzip"}},
            {"headers": {"Retry-After": "5"}, "status": 503},
            {"status": 200, "cut": 100},
        ]
    ),
)
# Between two calls of download, the publisher may put a new version in the place of the old.
STEPS = st.lists(st.tuples(st.booleans(), st.lists(FAULTS, max_size=5)), min_size=1, max_size=3)


@settings(max_examples=50, deadline=None)
@given(steps=STEPS, ranges=st.booleans(), tagged=st.booleans())
def test_absent_or_right(one_server, versions, steps, ranges, tagged) -> None:
    """After any faults a file in place is one whole version, and its note describes it."""
    one_server.reset()
    version = 0
    with tempfile.TemporaryDirectory() as folder, Client(QUICK, NO_WAIT) as client:
        path = Path(folder) / "a.zip"
        for newer, faults in steps:
            version += newer
            one_server.put(
                "/a.zip",
                versions[version],
                etag=f'"{version}"' if tagged else None,
                ranges=ranges,
            )
            one_server.faults.clear()
            for fault in faults:
                one_server.fault(**fault)
            before = path.read_bytes() if path.exists() else None
            try:
                client.download(one_server.url + "/a.zip", path, kind="zip")
            except FetchError:
                assert (path.read_bytes() if path.exists() else None) == before
                continue
            assert path.read_bytes() in versions[: version + 1]
            assert read_provenance(path).bytes == path.stat().st_size
        one_server.faults.clear()
        client.download(one_server.url + "/a.zip", path, kind="zip")
        assert path.read_bytes() == versions[version]


class Versions(list):
    """Whole zip files of one length that differ in the middle; too long to print."""

    def __repr__(self) -> str:
        return "versions"


@pytest.fixture(scope="module")
def versions(archive) -> Versions:
    """One for each time that the publisher may change the file, and one more."""
    return Versions(archive.replace(b"0000777\n", b"%07d\n" % (9_000_000 + n)) for n in range(4))
