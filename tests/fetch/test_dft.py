"""Fetching road casualty files: three tables by fixed names."""

from __future__ import annotations

import pytest

from frankpledge.errors import FetchError
from frankpledge.lake.fetch import fetch, read_provenance
from frankpledge.lake.sources import SOURCES

PREFIX = "dft-road-casualty-statistics"
SPANS = [("stats19", "last-5-years"), ("stats19-history", "1979-latest-published-year")]


@pytest.mark.parametrize(("name", "span"), SPANS)
def test_the_three_tables_of_a_span(server, client, tmp_path, name, span):
    """Each is fetched under the publisher's name, and that name is one that ingest knows."""
    wanted = []
    for table in ("collision", "casualty", "vehicle"):
        wanted.append(f"{PREFIX}-{table}-{span}.csv")
        server.put(f"/{wanted[-1]}", b"collision_index,collision_year\n2024540001,2024\n")
    paths = fetch(name, tmp_path, base_url=server.url, client=client)
    assert [path.relative_to(tmp_path).as_posix() for path in paths] == [
        f"road-safety/{file}" for file in wanted
    ]
    assert read_provenance(paths[0]).url == f"{server.url}/{wanted[0]}"
    layouts = [SOURCES[f"dft-{table}s"].layouts[0] for table in ("collision", "vehicle")]
    layouts.insert(1, SOURCES["dft-casualties"].layouts[0])
    assert all(layout.match(file) is not None for layout, file in zip(layouts, wanted, strict=True))


def test_a_table_that_is_not_there_is_an_error(server, client, tmp_path):
    """What was fetched before stays, and the message names the address."""
    server.put(f"/{PREFIX}-collision-last-5-years.csv", b"a,b\n1,2\n")
    with pytest.raises(FetchError, match="casualty-last-5-years"):
        fetch("stats19", tmp_path, base_url=server.url, client=client)
    assert (tmp_path / f"road-safety/{PREFIX}-collision-last-5-years.csv").is_file()
