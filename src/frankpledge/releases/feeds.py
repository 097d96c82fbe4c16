"""Feeds and digests: what changed, for those who will not come and look.

An Atom feed (RFC 4287) stands for the force area and for each partnership and district; smaller
places have too little that changes by itself, so a digest of theirs is made on demand by
`frankpledge digest`. Ids follow RFC 4151: they are the same wherever the site is published.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from frankpledge.releases.history import Moved, Told, told_areas
from frankpledge.releases.site.words import count_words, day

if TYPE_CHECKING:
    from frankpledge.areas import Area
    from frankpledge.releases.site.model import Site

ALL, DIGEST = "feeds/changes.xml", "feeds/digest.txt"
ENTRIES = 12
# Where nothing that a release was made of has a date, a feed still needs one.
UNDATED = "1970-01-01"
_NAMESPACE = "tag:frankpledge.example,2026"  # example is reserved: nobody else can own it


def feed_path(site: Site, code: str) -> str:
    """Where the feed of an area stands; '' for an area that has none."""
    if code == site.force.code:
        return ALL
    return f"feeds/{code}.xml" if code in {a.code for a in told_areas(site)} else ""


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Every feed, and the digest of this release as text."""
    if not site.history.releases:
        return
    for area in told_areas(site):
        yield feed_path(site, area.code), _feed(site, area)
    yield DIGEST, digest(site, site.history.releases[0]).encode()


def area_words(site: Site, area: Area) -> str:
    """A place by name; its kind stands with it, because some are a district and a partnership."""
    return area.name if area.code == site.force.code else f"{area.name} ({area.kind})"


def _feed(site: Site, area: Area) -> bytes:
    base, path = site.workspace.base_url, feed_path(site, area.code)
    own = area.code == site.force.code
    title = site.workspace.title if own else f"{area_words(site, area)}: {site.workspace.title}"
    releases = site.history.releases[:ENTRIES]
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">',
        f"<id>{_NAMESPACE}:{area.code}</id>",
        f"<title>{escape(title)}: what changed</title>",
        f"<updated>{_stamp(releases[0])}</updated>",
        f"<author><name>{escape(site.workspace.body)}</name></author>",
        *_links(base, path, "changes/" if own else f"places/{area.code}/"),
        *(_entry(site, told, area) for told in releases),
        "</feed>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _links(base: str, path: str, page: str) -> list[str]:
    """Addresses: whole ones where the site says where it is published, else from the feed on."""
    if not base:
        return [f"<link rel={quoteattr('alternate')} href={quoteattr('../' + page)}/>"]
    return [
        f'<link rel="self" href={quoteattr(f"{base}/{path}")}/>',
        f'<link rel="alternate" href={quoteattr(f"{base}/{page}")}/>',
    ]


def _entry(site: Site, told: Told, area: Area) -> str:
    base = site.workspace.base_url or ".."
    lines = lines_of(site, told, area.code)
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return "\n".join(
        [
            "<entry>",
            f"<id>{_NAMESPACE}:{area.code}:{told.id}</id>",
            f"<title>{escape(heading(told, area.code))}</title>",
            f"<updated>{_stamp(told)}</updated>",
            f"<link href={quoteattr(f'{base}/changes/')}/>",
            f'<content type="html">{escape(body)}</content>',
            "</entry>",
        ]
    )


def _stamp(told: Told) -> str:
    return f"{told.dated or UNDATED}T00:00:00Z"


def heading(told: Told, code: str) -> str:
    """A release in a line: 'Release 2025-12-0a1b2c3d: 3 measures moved, 1 correction'."""
    if not told.before:
        return f"Release {told.id}: the first"
    moved = count_words(len(_of(told, code)), "measure") + " moved"
    more = [count_words(len(told.corrections), "correction")] if told.corrections else []
    return f"Release {told.id}: {', '.join([moved, *more])}"


def _of(told: Told, code: str) -> list[Moved]:
    return [one for one in told.changes if one.area == code]


def lines_of(site: Site, told: Told, code: str) -> list[str]:
    """What a release changed for an area: corrections first, then figures, sources, rules."""
    titles = {one.id: one.title for one in site.corrections}
    lines = [f"Correction: {titles.get(name, name)}" for name in told.corrections]
    lines += [one.text for one in _of(told, code)]
    if told.revised:
        revised = count_words(told.revised, "figure was", "figures were")
        lines.append(f"{revised} published otherwise than before; all are listed in the data.")
    lines += told.notes
    if lines:
        return lines
    return ["Nothing moved here."] if told.before else ["The first release."]


def digest(site: Site, told: Told, only: str = "") -> str:
    """What changed, as the text of an e-mail: area by area, each measure in a line.

    `only` is the code of one area. Lines are not wrapped: readers' programs do that.
    """
    chosen = [area for area in told_areas(site) if only in {"", area.code}]
    date = f", {day(told.dated)}" if told.dated else ""
    parts = [f"{site.workspace.title}\nWhat changed in release {told.id}{date}"]
    shared = lines_of(site, told, "")
    if shared != ["Nothing moved here."]:
        parts.append("\n".join(f"- {line}" for line in shared))
    for area in chosen:
        moved = [f"- {one.text}" for one in _of(told, area.code)]
        if moved:
            parts.append("\n".join([area_words(site, area).upper(), *moved]))
    still = [area_words(site, area) for area in chosen if not _of(told, area.code)]
    if still and told.before:
        parts.append(f"Nothing moved in {', '.join(still)}.")
    if site.workspace.base_url:
        parts.append(f"All of it, with sources: {site.workspace.base_url}/changes/")
    return "\n\n".join(parts) + "\n"
