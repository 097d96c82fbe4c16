"""The worked examples of the method pages, and the codes that they list."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from frankpledge.money.budget import checks

METHODS = Path(__file__).parents[2] / "docs" / "methods"


@pytest.mark.parametrize("name", ["budget-and-precept", "spending", "commissioned-services"])
def test_worked_examples_hold(name):
    """Every block of Python on the page gives what the page says."""
    text = (METHODS / f"{name}.md").read_text(encoding="utf-8")
    blocks = "\n".join(re.findall(r"```python\n(.*?)```", text, re.S))
    test = doctest.DocTestParser().get_doctest(blocks, {}, name, name, 0)
    assert test.examples
    said: list[str] = []
    assert doctest.DocTestRunner().run(test, out=said.append).failed == 0, "".join(said)


def test_every_code_is_on_the_page():
    """A check that the page does not tell of would be news to whoever meets it."""
    source = Path(checks.__file__).read_text(encoding="utf-8")
    page = (METHODS / "budget-and-precept.md").read_text(encoding="utf-8")
    assert set(re.findall(r'"(FB\d{3})"', source)) == set(re.findall(r"FB\d{3}", page))
