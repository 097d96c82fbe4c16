"""Printed packs within a release: beside the pages that link to them, only where asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from frankpledge.errors import DocumentError, ReleaseError
from frankpledge.releases import packed
from frankpledge.releases.rendering import Renderer
from frankpledge.releases.site import places
from frankpledge.releases.site.model import Site


def asked(site: Site, value: Any) -> Site:
    """The same site with a setting of `[packs] parish`."""
    raw = site.workspace.raw | {"packs": {"parish": value}}
    return replace(site, workspace=replace(site.workspace, raw=raw))


def test_packs_stand_beside_their_pages(site: Site) -> None:
    """PDF and CSV of each place of a part, at the addresses that the page links to."""
    wanted = asked(site, True)
    made = dict(packed.files(wanted, 0, 204))
    assert len(made) == 2 * 2
    for path, data in made.items():
        assert data.startswith(b"%PDF" if path.endswith("pdf") else b"area,area_name")
        area = wanted.areas.get(path.split("/")[1])
        page = Renderer(wanted.context()).render(places.Places(wanted).page(area)).decode()
        assert f'href="../../{path}"' in page


def test_the_parts_hold_every_place_once(site: Site) -> None:
    """Two processors share the work: together they make what one would."""
    wanted = asked(site, True)
    codes = [area.code for area in packed.packs_of(wanted).places]
    assert sorted(codes[0::2] + codes[1::2]) == sorted(codes) and len(codes) == 407


def test_without_the_setting_there_is_none(site: Site) -> None:
    """No files and no links."""
    assert list(packed.files(site, 0, 1)) == []
    page = Renderer(site.context()).render(places.Places(site).page(site.wards[0])).decode()
    assert "pack.pdf" not in page


def test_another_setting_is_refused(site: Site) -> None:
    """A text where true or false is expected, by file and field."""
    with pytest.raises(DocumentError, match=r"frankpledge\.toml, packs\.parish: expected true or"):
        packed.wanted(asked(site, "yes").workspace)


def test_a_release_is_the_same_on_every_machine(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without Typst a release that should hold packs is not built without them."""
    monkeypatch.setattr(packed, "can_typeset", lambda: False)
    with pytest.raises(ReleaseError, match="needs Typst"):
        list(packed.files(asked(site, True), 0, 1))
