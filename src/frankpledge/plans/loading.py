"""From the files of a package to checked YAML nodes, with every error kept for the report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from frankpledge.documents import compose_yaml, nearest, not_yaml
from frankpledge.errors import DocumentError, NotFoundError, Place, PlanError
from frankpledge.plans import layout
from frankpledge.plans.faults import Found
from frankpledge.plans.plan import Located
from frankpledge.plans.safety import hidden, masked

LIMIT = 5_000_000  # bytes of text in one package
_PLAIN = {
    f"tag:yaml.org,2002:{name}"
    for name in ["map", "seq", "str", "int", "float", "bool", "null", "timestamp"]
}


def texts_of(folder: Path) -> dict[str, str]:
    """The texts of a package's files, by path below the folder, in the order of their names.

    Raises NotFoundError when there is no package, PlanError for more than 5 MB, for a file that is
    not UTF-8 and for a YAML file that a package does not have.
    """
    if not (folder / layout.HEAD).is_file():
        raise NotFoundError(f"{folder}: no plan package here (it has no {layout.HEAD})")
    # Everything that looks like YAML is looked at, so that a misnamed file is not left out unseen.
    paths = sorted(path for path in folder.rglob("*") if path.suffix in (".yaml", ".yml"))
    total = sum(path.stat().st_size for path in paths)
    if total > LIMIT:
        expected = f"at most {LIMIT:,} bytes of text in a package"
        raise PlanError([DocumentError(Place(str(folder)), expected, f"{total:,} bytes")])
    texts, errors = {}, []
    for path in paths:
        try:
            texts[path.relative_to(folder).as_posix()] = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            line = path.read_bytes().count(b"\n", 0, error.start) + 1
            errors.append(DocumentError(Place(str(path), line), "UTF-8 text", error.reason))
    if errors:
        raise PlanError(errors)
    return texts


def load(texts: Mapping[str, str], found: Found) -> dict[str, MappingNode]:
    """The top mapping of each file that could be parsed and may be in a package."""
    nodes = {}
    for file, text in texts.items():
        start = Located(str(found.folder / file), 1, 1)
        if not layout.sections(file):
            known = [*layout.FILES, layout.HOMES[layout.PRIORITY]]
            found.error(start, f"no file of this name in a plan package; {nearest(file, known)}")
            continue
        node = load_file(file, text, found)
        if node is not None:
            nodes[file] = node
    return nodes


def load_file(file: str, text: str, found: Found) -> MappingNode | None:
    """The top mapping of one file, or None after its errors were kept."""
    _characters(file, text, found)
    node = _parsed(Located(str(found.folder / file), 1, 1), masked(text), found)
    if node is not None and _plain(file, node, found):
        if isinstance(node, MappingNode):
            return node
        found.error(found.located(file, node), "sections, each with its name", node.value)
    found.unread.add(file)
    return None


def _characters(file: str, text: str, found: Found) -> None:
    for at, name in hidden(text):
        begin = text.rfind("\n", 0, at) + 1
        place = Located(str(found.folder / file), text.count("\n", 0, at) + 1, at - begin + 1)
        found.error(place, "no hidden, control or direction-changing character", name)


def _parsed(start: Located, text: str, found: Found) -> Node | None:
    try:
        node: Node | None = compose_yaml(text)
    except RecursionError:
        found.error(start, "values nested a few levels deep, not hundreds")
    except YAMLError as error:
        found.errors.append(not_yaml(start.file, error))
    else:
        if node is not None:
            return node
        found.error(start, "at least one section; leave the file out when there is nothing in it")
    return None


def _plain(file: str, top: Node, found: Found) -> bool:
    """Refuse what YAML can do and a plan never needs; each can hide or multiply content."""
    before = len(found.errors)
    for node in _nodes(top):
        at = found.located(file, node)
        if node.anchor is not None:
            found.error(at, "no anchor or alias; write the value out", f"&{node.anchor}")
        if str(node.tag) not in _PLAIN:
            found.error(at, "no tag", str(node.tag))
        if isinstance(node, MappingNode):
            _repeats(file, node, found)
    return len(found.errors) == before


def _nodes(top: Node) -> Iterator[Node]:
    """Every node once, although aliases may name it many times."""
    seen: set[int] = set()
    waiting = [top]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        if isinstance(node, MappingNode):
            waiting += [part for pair in node.value for part in pair]
        elif isinstance(node, SequenceNode):
            waiting += node.value


def _repeats(file: str, node: MappingNode, found: Found) -> None:
    seen: set[str] = set()
    for key, _ in node.value:
        if not isinstance(key, ScalarNode):
            found.error(found.located(file, key), "the name of a field")
        elif key.value in seen:
            found.error(found.located(file, key), "each field once", key.value)
        else:
            seen.add(key.value)
