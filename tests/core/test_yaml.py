"""YAML read by libyaml where it can be, and by Python where libyaml would run out of its stack."""

from __future__ import annotations

import subprocess
import sys

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from frankpledge.documents import compose_yaml, load_yaml

DEEP = {
    "brackets": "'a: ' + '[' * 200_000",
    "braces": "'{a: ' * 50_000",
    "dashes": "'- ' * 50_000 + 'a'",
    "indentation": r"''.join(' ' * n + 'a:\n' for n in range(3_000))",
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_no_depth_ends_the_process(text: str) -> None:
    """Whatever comes out, it is an error or a document and never the end of the process."""
    code = (
        "from frankpledge.documents import compose_yaml\n"
        f"text = {text}\n"
        "try:\n"
        "    compose_yaml(text)\n"
        "except Exception as error:\n"
        "    print('refused:', type(error).__name__)\n"
        "else:\n"
        "    print('read')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr[-300:]
    assert done.stdout.startswith(("refused", "read"))


def test_both_readers_agree() -> None:
    """Types, places and long texts are the same, whoever reads."""
    text = "a: [1, 0o17, yes, 2026-11-22, 'x: y', ~]\n"
    text += "b:\n  - |\n    two\n    lines é 🚓\n  - c: 1.50\n"
    slow = YAML(typ="safe", pure=True)
    assert load_yaml(text) == slow.load(text)

    def marks(node: object) -> list[tuple[int, int, str]]:
        value = getattr(node, "value", node)
        mark = getattr(node, "start_mark", None)
        own = [] if mark is None else [(mark.line, mark.column, str(getattr(node, "tag", "")))]
        parts = value if isinstance(value, (list, tuple)) else ()
        return own + [one for part in parts for one in marks(part)]

    assert marks(compose_yaml(text)) == marks(slow.compose(text))


def test_anchors_can_be_seen() -> None:
    """A plan refuses them, because they can multiply what a file holds."""
    top = compose_yaml("a: &x [1, 2]\nb: *x\nc: R&D & more\n")
    assert top is not None
    assert [value.anchor for _, value in top.value] == ["x", "x", None]


def test_what_libyaml_alone_refuses_is_read() -> None:
    """YAML 1.2 lets a question end a mapping in braces, and complaints are those of one reader."""
    assert load_yaml("{id: words, text: What would you change?}") == {
        "id": "words",
        "text": "What would you change?",
    }
    with pytest.raises(YAMLError) as quick:
        load_yaml("a: [1, 2")
    with pytest.raises(YAMLError) as slow:
        YAML(typ="safe", pure=True).load("a: [1, 2")
    assert str(quick.value) == str(slow.value)
