"""Office files with the same bytes for the same content.

Slides and workbooks are zip archives, into which the libraries that write them put the time of day:
as the date of each member, and in the file's properties. Both are set to the day of the report.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

# The earliest that a zip can hold; the true day stands in the properties.
EPOCH = (1980, 1, 1, 0, 0, 0)
NESTED = (".xlsx",)  # the data of a slide's chart
_STAMPS = re.compile(
    rb"(<(?:dcterms:created|dcterms:modified|meta:creation-date|dc:date)(?: [^>]*)?>)[^<]*(<)"
)
PROPERTIES = ("docProps/core.xml", "meta.xml")


def settled(data: bytes, day: date) -> bytes:
    """The same archive without the time at which it was made."""
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for item in source.infolist():
            content = source.read(item)
            if item.filename in PROPERTIES:
                content = _STAMPS.sub(rb"\g<1>%s\g<2>" % _stamp(day), content)
            elif item.filename.endswith(NESTED):
                content = settled(content, day)
            info = zipfile.ZipInfo(item.filename, EPOCH)
            info.compress_type = item.compress_type
            info.external_attr = 0o600 << 16
            archive.writestr(info, content)
    return target.getvalue()


def _stamp(day: date) -> bytes:
    return f"{day.isoformat()}T00:00:00Z".encode()
