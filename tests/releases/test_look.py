"""The templates' environment and the built assets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import jinja2
import pytest

from frankpledge.releases import environment

ROOT = Path(environment.__file__).parent
TEMPLATES = sorted(path.name for path in (ROOT / "templates").glob("*.html"))
HOSTILE = "<script>alert(1)</script>"


@dataclass(frozen=True)
class Link:
    text: str
    href: str


@dataclass(frozen=True)
class Column:
    text: str
    number: bool


@dataclass(frozen=True)
class Table:
    id: str
    caption: str
    columns: list[Column]
    rows: list[list[object]]
    ours: int | None = None
    sortable: bool = False


def macro(call: str, **context: object) -> str:
    """What one macro of components.html prints."""
    text = "{% import 'components.html' as c %}{{ c." + call + " }}"
    return environment.environment().from_string(text).render(**context)


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_compiles_and_says_what_it_takes(name):
    """A template has no fault of syntax, and opens with its context in words."""
    environment.environment().get_template(name)
    source = (ROOT / "templates" / name).read_text(encoding="utf-8")
    assert source.startswith("{#\n")


def test_the_environment_is_made_once():
    """Templates are compiled once in a process, not once a page."""
    assert environment.environment() is environment.environment()


def test_words_are_escaped():
    """Words from data cannot become markup, in links and in tables."""
    table = Table("t", HOSTILE, [Column(HOSTILE, False)], [[HOSTILE], [Link(HOSTILE, "a/")]])
    assert "<script>" not in macro("datatable('', item)", item=table)
    assert "<script>" not in macro("link('', item)", item=Link(HOSTILE, HOSTILE))


def test_links_start_at_the_root():
    """Paths get the page's way to the root; full and e-mail addresses stay as they are."""
    for href, expected in {
        "areas/": "../../areas/",
        "https://example.org/": "https://example.org/",
        "mailto:a@example.org": "mailto:a@example.org",
    }.items():
        assert f'href="{expected}"' in macro("link('../../', item)", item=Link("x", href))


def test_table_cells_have_headers_and_sides():
    """The first cell of a row is its heading; numbers are on the right under their heading."""
    table = Table("t", "c", [Column("Area", False), Column("Rate", True)], [["Calne", "4.4"]], 0)
    html = macro("datatable('', item)", item=table)
    assert '<th scope="row">Calne</th><td class="n">4.4</td>' in html
    assert '<th scope="col" class="n">Rate</th>' in html
    assert '<tr class="ours">' in html


def test_a_missing_field_is_an_error_with_its_name():
    """A view model that lacks a field fails the build instead of printing nothing."""
    with pytest.raises(jinja2.UndefinedError, match="no attribute 'id'"):
        macro("datatable('', item)", item=Link("x", "y"))


def test_dictionaries_of_options_may_lack_keys():
    """GOV.UK's macros ask for options that are not given."""
    text = (
        "{% from 'govuk_frontend_jinja/components/inset-text/macro.html' import govukInsetText %}"
        "{{ govukInsetText({'text': words}) }}"
    )
    html = environment.environment().from_string(text).render(words=HOSTILE)
    assert 'class="govuk-inset-text"' in html
    assert "<script>" not in html


@pytest.fixture
def assets() -> Path:
    """The built stylesheet and fonts, which git does not hold."""
    folder = ROOT / "assets"
    if not (folder / "site.css").is_file():
        pytest.skip("assets are not built: run make assets")
    return folder


def test_assets_keep_their_budget(assets):
    """Stylesheet under 30 KB, the fonts of an English page under 40 KB, the script under 5."""
    sizes = {path.name: path.stat().st_size for path in assets.iterdir()}
    fonts = [n for name, n in sizes.items() if name.endswith(".woff2") and "welsh" not in name]
    assert sizes["site.css"] < 30_000
    assert len(fonts) == 3
    assert sum(fonts) < 40_000
    assert sizes["site.js"] < 5_000


def test_the_stylesheet_finds_its_fonts(assets):
    """Every file that the stylesheet names is there, and none comes from elsewhere."""
    css = (assets / "site.css").read_text(encoding="utf-8")
    named = set(re.findall(r'url\("?([^")]+)"?\)', css))
    assert named
    assert all((assets / name).is_file() for name in named)
    assert "GDS Transport" not in css


def test_every_class_in_the_templates_has_a_style(assets):
    """No template asks for a class of ours that the stylesheet does not know."""
    sheets = (assets / "site.css", assets / "maps" / "map.css")
    css = " ".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "templates").glob("*.html")]
    used = set(re.findall(r"\bfp-[a-z][a-z_-]*[a-z]", " ".join(sources)))
    assert {name for name in used if f".{name}" not in css} == set()
