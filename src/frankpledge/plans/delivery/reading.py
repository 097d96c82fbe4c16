"""Reading the documents of delivery: all of them or none, with every error at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruamel.yaml.nodes import MappingNode, ScalarNode

from frankpledge.documents import nearest
from frankpledge.errors import DeliveryError, DocumentError, InputError, NotFoundError, Place
from frankpledge.plans.building import BROKEN, Builder
from frankpledge.plans.delivery.linking import (
    Linked,
    check_document,
    check_references,
    check_reply,
    check_together,
)
from frankpledge.plans.delivery.model import DeliveryDocument, Reply, ReplyDocument
from frankpledge.plans.delivery.rules import RULES
from frankpledge.plans.faults import Found
from frankpledge.plans.loading import LIMIT, load_file
from frankpledge.plans.plan import Files, Located, Plan
from frankpledge.plans.shape import record

if TYPE_CHECKING:
    from frankpledge.measures import Catalogue

FOLDER, REPLIES = "delivery", "replies"


@dataclass(frozen=True)
class Delivery:
    """What a workspace keeps of delivery: its documents and the replies, by id."""

    documents: Mapping[str, DeliveryDocument]
    replies: Mapping[str, ReplyDocument]

    def of(self, plan: str) -> tuple[DeliveryDocument, ...]:
        """The documents that follow a plan, in the order of their names."""
        return tuple(one for one in self.documents.values() if one.head.plan == plan)

    @property
    def reviews(self) -> tuple[DeliveryDocument, ...]:
        """The documents with the recommendations of a review."""
        return tuple(one for one in self.documents.values() if one.review is not None)

    @cached_property
    def _replies(self) -> Mapping[tuple[str | None, ...], tuple[Reply, ...]]:
        found: dict[tuple[str | None, ...], tuple[Reply, ...]] = {}
        for one in sorted(self.replies.values(), key=lambda r: (r.reply.on, r.id)):
            about = one.reply.about
            key = (
                *(about.measure, about.framework, about.group),
                *(about.plan, about.commitment, about.priority),
            )
            found[key] = (*found.get(key, ()), one.reply)
        return found

    def replies_to(  # noqa: PLR0913 - one keyword for each field of Replied
        self,
        *,
        measure: str | None = None,
        framework: str | None = None,
        group: str | None = None,
        plan: str | None = None,
        commitment: str | None = None,
        priority: str | None = None,
    ) -> tuple[Reply, ...]:
        """The replies to one thing, the oldest first."""
        return self._replies.get((measure, framework, group, plan, commitment, priority), ())


NOTHING = Delivery({}, {})


def read_delivery(
    root: Path, plans: Mapping[str, Plan], catalogue: Catalogue | None = None
) -> Delivery:
    """Read `delivery/*.yaml` and `replies/*.yaml` of a workspace; without either, nothing is there.

    Raises DeliveryError with the errors of all files: broken YAML, unknown fields, wrong values,
    ids that lead nowhere in the plans (or, with a catalogue, among measures and frameworks).
    """
    documents: dict[str, DeliveryDocument] = {}
    replies: dict[str, ReplyDocument] = {}
    errors: list[InputError] = []
    for name, text in _texts(root, FOLDER, errors).items():
        document, found = _document(root / FOLDER, name, text, plans)
        errors += found
        if document is not None:
            documents[document.id] = document
    for name, text in _texts(root, REPLIES, errors).items():
        reply, found = _reply(root / REPLIES, name, text, Linked(plans, catalogue))
        errors += found
        if reply is not None:
            replies[reply.id] = reply
    errors += check_together(documents.values())
    if errors:
        raise DeliveryError(errors)
    return Delivery(documents, replies)


def read_document(path: Path, plans: Mapping[str, Plan]) -> DeliveryDocument:
    """Read one document of delivery.

    Raises NotFoundError when it is not there, and DeliveryError with all errors found.
    """
    document, errors = _document(path.parent, path.name, _text(path), plans)
    if errors or document is None:
        raise DeliveryError(errors)
    return document


def parse_document(text: str, path: Path, plans: Mapping[str, Plan]) -> DeliveryDocument:
    """The document in a text, as if it stood in the file. Raises DeliveryError with all errors."""
    document, errors = _document(path.parent, path.name, text, plans)
    if errors or document is None:
        raise DeliveryError(errors)
    return document


def _text(path: Path) -> str:
    if not path.is_file():
        raise NotFoundError(f"{path}: no such file")
    if path.stat().st_size > LIMIT:
        expected = f"at most {LIMIT:,} bytes of text"
        raise DeliveryError([DocumentError(Place(str(path)), expected)])
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        fault = DocumentError(Place(str(path), line), "UTF-8 text", error.reason)
        raise DeliveryError([fault]) from error


def _texts(root: Path, folder: str, errors: list[InputError]) -> dict[str, str]:
    """The texts of a folder's files. Whatever looks like YAML is read, so that none is unseen."""
    texts = {}
    for path in sorted((root / folder).rglob("*")):
        if path.suffix not in (".yaml", ".yml"):
            continue
        if path.suffix == ".yml" or path.parent != root / folder:
            errors.append(DocumentError(Place(str(path)), f"a file {folder}/NAME.yaml"))
            continue
        try:
            texts[path.name] = _text(path)
        except DeliveryError as error:
            errors += error.errors
    return texts


def _document(
    folder: Path, name: str, text: str, plans: Mapping[str, Plan]
) -> tuple[DeliveryDocument | None, list[InputError]]:
    found = Found(folder)
    node = load_file(name, text, found)
    if node is None:
        return None, found.errors
    value = Builder(name, found, rules=RULES).record(record(DeliveryDocument), node, ())
    named = _scalar(node, "delivery", "plan")
    _named_after_file(found, name, node, "delivery")
    if named is None or named.value in plans:
        check_references(found, plans[named.value] if named is not None else None)
    else:  # every reference would seem to lead nowhere
        expected = f"a plan package of the workspace; {nearest(named.value, plans)}"
        found.error(found.located(name, named), expected, named.value, name="delivery.plan")
    if value is BROKEN or found.errors:
        return None, found.errors
    document: DeliveryDocument = replace(value, files=_files(folder, name, text, found))
    return document, check_document(document, plans)


def _reply(
    folder: Path, name: str, text: str, linked: Linked
) -> tuple[ReplyDocument | None, list[InputError]]:
    found = Found(folder)
    node = load_file(name, text, found)
    if node is None:
        return None, found.errors
    value = Builder(name, found, rules=RULES).record(record(ReplyDocument), node, ())
    _named_after_file(found, name, node, "reply")
    if value is BROKEN or found.errors:
        return None, found.errors
    reply: ReplyDocument = replace(value, files=_files(folder, name, text, found))
    return reply, check_reply(reply, linked)


def _files(folder: Path, name: str, text: str, found: Found) -> Files:
    return Files(folder, {name: text}, found.spans, found.keys)


def _scalar(node: MappingNode, *keys: str) -> ScalarNode | None:
    """The value at the end of a way of keys, read before it is known whether the rest is good."""
    here: Any = node
    for key in keys:
        pairs = here.value if isinstance(here, MappingNode) else ()
        here = next((value for name, value in pairs if name.value == key), None)
    return here if isinstance(here, ScalarNode) else None


def _named_after_file(found: Found, name: str, node: MappingNode, section: str) -> None:
    said = _scalar(node, section, "id")
    if said is not None and f"{said.value}.yaml" != name:
        at: Located = found.located(name, said)
        expected = f"the name of the file, {name.removesuffix('.yaml')!r}"
        found.error(at, expected, said.value, name=f"{section}.id")
