"""The templates' environment: where they are, how they escape, and what a missing name does."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, PrefixLoader, Undefined
from jinja2.loaders import ChoiceLoader


class Careful(Undefined):
    """An error wherever a view model lacks a name, but not inside dictionaries.

    GOV.UK's macros ask their dictionaries of options for keys that are not there, and whether they
    have a caller; our view models are objects, whose fields a template must spell right.
    """

    def _check(self) -> None:
        if not isinstance(self._undefined_obj, dict) and self._undefined_name != "caller":
            self._fail_with_undefined_error()

    def __bool__(self) -> bool:
        self._check()
        return False

    def __str__(self) -> str:
        self._check()
        return ""

    def __html__(self) -> str:
        return str(self)


@cache
def environment() -> Environment:
    """The one environment of a process. Every template is compiled at most once."""
    loader = ChoiceLoader(
        [
            PackageLoader("frankpledge.releases"),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    return Environment(
        loader=loader,
        autoescape=True,
        undefined=Careful,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def render(template: str, context: dict[str, Any]) -> str:
    """One page. Raises jinja2.UndefinedError that names what a view model lacks."""
    return environment().get_template(template).render(context)
