"""Fetching the schemas of open standards."""

from __future__ import annotations

import pytest

from frankpledge.errors import FetchError
from frankpledge.lake.fetch import fetch, read_provenance
from frankpledge.lake.fetch._standards import FILES


def test_three_schemas_come_into_one_folder(server, client, tmp_path):
    """Each under its own name, with where it came from beside it."""
    for file in FILES:
        server.put(f"/{file}", b'{"type": "object"}')
    paths = fetch("open-standards", tmp_path, base_url=server.url, client=client)
    assert [path.relative_to(tmp_path).as_posix() for path in paths] == [
        "standards/360-giving-schema.json",
        "standards/360-giving-package-schema.json",
        "standards/service_with_definitions.json",
    ]
    assert read_provenance(paths[2]).url == f"{server.url}/{FILES[2]}"


def test_what_is_no_json_is_refused(server, client, tmp_path):
    """A page of text in place of a schema is an error, and nothing is put in place."""
    server.put(f"/{FILES[0]}", b"404: Not Found")
    with pytest.raises(FetchError, match="360-giving-schema"):
        fetch("open-standards", tmp_path, base_url=server.url, client=client)
    assert not (tmp_path / "standards" / "360-giving-schema.json").exists()
