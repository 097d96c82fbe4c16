"""Methods: every text has its page, links hold, examples run."""

from __future__ import annotations

import doctest
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from frankpledge.releases import markdown
from frankpledge.releases.site import methods, static
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.shapes import Page

METHODS = Path(__file__).parents[2] / "docs" / "methods"
OURS = ("score", "completeness", "rates-and-populations")
ELSEWHERE = {"", "data/", "changes/", "glossary/", "measures/", "places/", "manifest.json"}


class _Reader(HTMLParser):
    """Ids, links and headings of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if tag == "a" and "href" in given else []


def read(page: Page) -> _Reader:
    return _Reader(str(page.context["body"]))


def pages(site: Site) -> dict[str, Page]:
    made = [*methods.pages(site), *static.pages(site)]
    return {page.path.removesuffix("index.html"): page for page in made}


def prose(site: Site) -> dict[str, Page]:
    return {path: page for path, page in pages(site).items() if page.template == "prose.html"}


def test_each_text_has_a_page(site: Site) -> None:
    """Every Markdown file among the methods is a page of its own."""
    texts = {f"methods/{path.stem}/" for path in METHODS.glob("*.md") if path.stem != "index"}
    assert texts == {path for path in pages(site) if path.startswith("methods/")} - {"methods/"}


def test_index_lists_each_text_once() -> None:
    """The written index names all methods, none twice and none that is not there."""
    named = re.findall(r"\]\(([a-z0-9-]+)\.md\)", (METHODS / "index.md").read_text("utf-8"))
    assert sorted(named) == sorted(p.stem for p in METHODS.glob("*.md") if p.stem != "index")


def test_index_groups_unlisted_texts_last() -> None:
    """A method that the index forgets is still on the site."""
    groups = methods.grouped("# M\n\n## One\n\n- [B](b.md)\n", {"a": "# A", "b": "# B"})
    assert groups == {"One": ["b"], "Others": ["a"]}


def test_links_within_the_site_lead_somewhere(site: Site) -> None:
    """Links between texts were rewritten to pages, and their places exist there."""
    known = prose(site)
    for path, page in known.items():
        for link in read(page).links:
            if "://" in link or link.startswith("mailto:"):
                continue
            target, _, place = link.removeprefix(page.head.root).partition("#")
            target = path if link.startswith("#") else target
            assert target in known or target in ELSEWHERE, (path, link)
            if target in known and place:
                assert place in read(known[target]).ids, (path, link)


def test_no_markdown_address_is_left(site: Site) -> None:
    """Nobody is sent to a file of the documentation."""
    assert not [link for page in prose(site).values() for link in read(page).links if ".md" in link]


def test_headings_stand_below_the_page(site: Site) -> None:
    """The body has no first-level heading, skips no level, and its ids are unique."""
    for path, page in prose(site).items():
        found = read(page)
        levels = [int(tag[1]) for tag, _ in found.tags if re.fullmatch(r"h\d", tag)]
        steps = zip([1, *levels], levels, strict=False)
        assert all(2 <= level <= before + 1 for before, level in steps), path
        assert len(found.ids) == len(set(found.ids)), path
        assert page.head.title, path


def test_wide_things_scroll_and_take_focus(site: Site) -> None:
    """Tables lie in named frames, and frames and code can be reached from the keyboard."""
    tags = [tag for page in prose(site).values() for tag in read(page).tags]
    frames = [attrs for tag, attrs in tags if attrs.get("role") == "region"]
    assert len(frames) == sum(tag == "table" for tag, _ in tags) > 10
    assert all(frame["tabindex"] == "0" and frame["aria-label"] for frame in frames)
    assert all(attrs.get("tabindex") == "0" for tag, attrs in tags if tag == "pre")


def test_raw_html_is_not_let_through() -> None:
    """Text that looks like HTML stays text."""
    assert "<script" not in markdown.render("# T\n\n<script>x</script>\n", str).body


def test_links_to_pages_that_the_site_lacks_are_words() -> None:
    """Decision records are not on the site; their titles stay, without a link."""
    text = "# T\n\nSee [the record](../decisions/0001.md) and [words](../glossary.md#lake).\n"
    body = markdown.render(text, lambda to: markdown.to_site("../../", "methods", to)).body
    assert body == '<p>See the record and <a href="../../glossary/#lake">words</a>.</p>\n'


@pytest.mark.parametrize("name", OURS)
def test_worked_examples(name: str) -> None:
    """The example of a method gives what its page says."""
    text = (METHODS / f"{name}.md").read_text("utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    test = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, name, name, 0)
    assert test.examples
    assert doctest.DocTestRunner().run(test).failed == 0


def test_glossary_defines_each_word_of_the_text(site: Site) -> None:
    """Definition lists are rendered as such."""
    text = (METHODS.parent / "glossary.md").read_text("utf-8")
    body = str(prose(site)["glossary/"].context["body"])
    assert body.count("<dd ") == len(re.findall(r"^: ", text, re.MULTILINE)) > 20


def test_accessibility_statement_says_what_was_not_done(site: Site) -> None:
    """The statement is honest about its gaps and names whom to turn to."""
    body = str(prose(site)["accessibility/"].context["body"])
    for said in ("no test with disabled people", "screen reader", "(EHRC)", "(EASS)", "template"):
        assert said in body
    assert str(site.context()["publisher"]) in body
    assert "{{" not in body


def test_page_not_found_counts_from_the_root(site: Site) -> None:
    """It may be shown at any address, so its links are full paths."""
    assert pages(site)["404.html"].head.root == "/"
