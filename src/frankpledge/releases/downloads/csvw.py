"""CSV files and their metadata, as CSV on the Web (W3C, 2015) describes them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from frankpledge.cells import cell

LICENCES = {
    "Open Government Licence v3.0": (
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
    ),
}
SUFFIX = "-metadata.json"  # where a reader of 'x.csv' looks for metadata by default


@dataclass(frozen=True)
class Field:
    """A column of a CSV file. `type` is a datatype of CSVW, `form` a pattern of its texts."""

    name: str
    words: str
    type: str = "string"
    required: bool = False
    form: str = ""


@dataclass(frozen=True)
class About:
    """What a table is and where it comes from. `key` are the columns that name a row."""

    title: str
    description: str
    fields: tuple[Field, ...]
    key: tuple[str, ...] = ()
    publisher: str = ""
    licence: str = ""
    source: str = ""
    vintage: str = ""


def metadata(name: str, about: About, rows: int) -> bytes:
    """The metadata of the CSV file called `name` in the same folder, as JSON."""
    described: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": name,
        "dc:title": about.title,
        "dc:description": about.description,
        "dc:publisher": about.publisher,
        "dc:license": LICENCES.get(about.licence, about.licence),
        "dc:source": about.source,
        "dc:issued": about.vintage,
        "dc:extent": f"{rows} rows",
    }
    described = {key: value for key, value in described.items() if value}
    described["dialect"] = {"encoding": "utf-8", "header": True, "delimiter": ","}
    described["tableSchema"] = {
        "columns": [_column(field) for field in about.fields],
        **({"primaryKey": list(about.key)} if about.key else {}),
    }
    return as_json(described)


def _column(field: Field) -> dict[str, Any]:
    kind: Any = {"base": field.type, "format": field.form} if field.form else field.type
    return {
        "name": field.name,
        "titles": field.name,
        "dc:description": field.words,
        "datatype": kind,
        "required": field.required,
    }


def as_json(value: Any) -> bytes:
    """JSON as a release writes it: the order given, no NaN, a newline at the end."""
    return (json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def quoted(value: object) -> str:
    """One cell of a CSV file: '' for None, in quotes where it must be, never a formula."""
    text = "" if value is None else str(cell(value))
    if any(character in text for character in ',"\n\r'):
        return '"' + text.replace('"', '""') + '"'
    return text


def table(fields: Sequence[Field], rows: Iterable[Mapping[str, object]]) -> bytes:
    """A CSV file: a heading, a line a row, lines ended by LF."""
    names = [field.name for field in fields]
    lines = [",".join(names)]
    lines += [",".join(quoted(row.get(name)) for name in names) for row in rows]
    return ("\n".join(lines) + "\n").encode()
