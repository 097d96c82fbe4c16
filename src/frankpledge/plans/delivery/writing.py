"""Writing delivery documents: only what changed is changed in the file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from frankpledge.errors import UserError
from frankpledge.plans.delivery.model import DeliveryDocument
from frankpledge.plans.delivery.reading import parse_document
from frankpledge.plans.editing import edited
from frankpledge.plans.plan import Plan
from frankpledge.plans.raw import raw_fields
from frankpledge.plans.shape import record
from frankpledge.plans.yamltext import document as fresh


def document_text(document: DeliveryDocument, plans: Mapping[str, Plan]) -> str:
    """The text of a document's file: what was not changed stays byte for byte, comments too."""
    shape, new = record(DeliveryDocument), raw_fields(document)
    if not document.files.texts:
        return fresh(new, shape)
    (name, text), *_ = document.files.texts.items()
    old = raw_fields(parse_document(text, document.files.folder / name, plans))
    return text if old == new else edited(text, old, new, shape)


def write_document(
    document: DeliveryDocument, folder: Path, plans: Mapping[str, Plan]
) -> DeliveryDocument:
    """Write a document into a folder under its own name, and return it as read back.

    Raises DeliveryError when it is not valid, and UserError when the file is not what the document
    was read from any more, or cannot be written; nothing is written then.
    """
    path = folder / f"{document.id}.yaml"
    text = document_text(document, plans)
    written = parse_document(text, path, plans)
    before = document.files.texts.get(path.name)
    if path.is_file() and path.read_bytes().decode("utf-8", "replace") != before:
        raise UserError(f"{path}: not what was read; read it again and repeat the change")
    beside = path.with_name(f".{path.name}.new")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(text.encode())
        beside.replace(path)
    except OSError as error:
        raise UserError(f"{path}: could not be written: {error}") from error
    finally:
        beside.unlink(missing_ok=True)
    return written
