"""What a fetcher is asked to do, and how it leaves its files."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ._provenance import Provenance, place, read_provenance, utc_text, writing

if TYPE_CHECKING:
    from ._client import Client
    from ._download import Progress


@dataclass(frozen=True)
class Order:
    """One call of `fetch`: the options that the caller gave, and where files go."""

    client: Client
    folder: Path
    base_url: str
    months: tuple[str, ...] | None = None
    force: str | None = None
    progress: Progress | None = None

    def tell(self, name: str, done: int, total: int | None) -> None:
        """Report progress, if anyone listens."""
        if self.progress is not None:
            self.progress(name, done, total)


@dataclass(frozen=True)
class Fetcher:
    """One thing that can be fetched, described for people and for the command line.

    `takes` lists the options that mean something here ("months", "force"); `needs` those that
    must be given. `base_url` is the publisher's address; tests and mirrors put their own in.
    `feeds` are the ids of the lake's sources that read the files, "areas" for the look-ups of which
    the tables of areas are made, "priorities" for those of neighbourhoods; nothing where the files
    are for people to read.
    """

    name: str
    what: str
    publisher: str
    base_url: str
    run: Callable[[Order], list[Path]]
    takes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()


def write_json(order: Order, rows: Sequence[Any], path: Path, url: str) -> Path:
    """Put an answer that was put together from several requests into place."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows)
    return _write(order, f"[\n{lines}\n]\n", path, url)


def write_geojson(order: Order, features: Sequence[Any], path: Path, url: str) -> Path:
    """Put a layer of features that was fetched in pages into place."""
    lines = ",\n".join(json.dumps(f, ensure_ascii=False, sort_keys=True) for f in features)
    text = f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'
    return _write(order, text, path, url)


def write_csv(
    order: Order, header: Sequence[str], rows: Iterable[Sequence[Any]], path: Path, url: str
) -> Path:
    """Put a table that was fetched in pages into place."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return _write(order, text.getvalue(), path, url)


def _write(order: Order, text: str, path: Path, url: str) -> Path:
    body = text.encode("utf-8")
    digest = hashlib.sha256(body).hexdigest()
    note = read_provenance(path)
    if note is not None and note.sha256 == digest and path.is_file() and path.read_bytes() == body:
        return path  # the same again: the file keeps the date on which it was first seen
    when = utc_text(order.client.clock.now())
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(path.name + ".part")
        part.write_bytes(body)
        place(part, path, Provenance(url, url, when, digest, len(body)))
    return path
