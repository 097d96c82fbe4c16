"""Bad input: every error at once, each with file, line, column, expectation and value."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from frankpledge.errors import PlanError
from frankpledge.plans import read_plan

Faults = Callable[..., list[str]]

# What is exchanged in which file, the words at which the error stands then, and what it says.
BAD = {
    "broken YAML": ("opening.yaml", "foreword:", "foreword: [", "", "YAML"),
    "two documents": ("opening.yaml", "area:", "---\narea:", "", "YAML"),
    "unknown field": (
        "priorities/1-visible-policing.yaml",
        "      due: 2025/26",
        "      duee: 2025/26",
        "duee",
        "no such field; did you mean 'due'?",
    ),
    "unknown section": (
        "opening.yaml",
        "vision:",
        "visions:",
        "visions",
        "did you mean 'vision'?",
    ),
    "section in another file": (
        "opening.yaml",
        "vision:",
        "budget:",
        "budget",
        "it belongs in resources.yaml",
    ),
    "field twice": (
        "plan.yaml",
        "  title: L",
        "  title: L\n  title: Again L",
        "title: Again",
        "each field once, found 'title'",
    ),
    "missing field": (
        "general.yaml",
        "    text: Explain to the public every quarter how the force does against the national "
        "measures.\n",
        "",
        "id: explain",
        "a field 'text'",
    ),
    "text that is a number": (
        "governance.yaml",
        "title: Police and Crime Commissioner",
        "title: 2024",
        "2024\n",
        "in quotes when it looks like a number or a date), found '2024'",
    ),
    "text that is nothing": (
        "governance.yaml",
        "title: Police and Crime Commissioner",
        "title:",
        "title:\n",
        "a text on one line",
    ),
    "text that is a list": (
        "opening.yaml",
        "text: Littleford is to be the safest city of its size.",
        "text: [a, b]",
        "[a, b]",
        "expected a text",
    ),
    "number with a comma": (
        "resources.yaml",
        "amount: 250000",
        "amount: 250,000",
        "250,000",
        "a number in digits, such as 1250 or -2.5, found '250,000'",
    ),
    "number that is infinite": (
        "resources.yaml",
        "amount: 250000",
        "amount: .inf",
        ".inf",
        "a number in digits",
    ),
    "line 0": (
        "general.yaml",
        "line: 92",
        "line: 0",
        "0}",
        "a whole number from 1",
    ),
    "not yes or no": (
        "priorities/2-less-violence.yaml",
        "added: true",
        "added: yes",
        "yes",
        "true or false, found 'yes'",
    ),
    "list that is a text": (
        "governance.yaml",
        "members: [commissioner, city-council]",
        "members: commissioner",
        "commissioner\n    place",
        "a list",
    ),
    "mapping that is a text": (
        "plan.yaml",
        "period: {from: 2024-05, to: 2028-03-31}",
        "period: 2024 to 2028",
        "2024 to",
        "fields, each with its name",
    ),
    "word not allowed": (
        "plan.yaml",
        "kind: draft",
        "kind: drafty",
        "drafty",
        "one of 'draft', 'consultation', 'adopted', 'varied', found 'drafty'",
    ),
    "no date": (
        "general.yaml",
        "lead: commissioner",
        "due: soon",
        "soon",
        "a date or period: 2022-03-31",
    ),
    "date that does not exist": (
        "plan.yaml",
        "date: 2024-09",
        "date: 2024-02-30",
        "2024-02-30",
        "a date or period that exists, found '2024-02-30'",
    ),
    "financial year that does not follow": (
        "priorities/1-visible-policing.yaml",
        "due: 2025/26",
        "due: 2025/27",
        "2025/27",
        "a date or period that exists",
    ),
    "end before start": (
        "plan.yaml",
        "to: 2028-03-31",
        "to: 2024-03-31",
        "to: 2024",
        "a date that is not before 2024-05",
    ),
    "id with capitals": (
        "general.yaml",
        "id: line-briefings",
        "id: Line Briefings",
        "Line Briefings",
        "an id of small letters",
    ),
    "reference to nothing": (
        "general.yaml",
        "measures: [line-briefings]",
        "measures: [line-briefing]",
        "line-briefing]",
        "the id of a plan measure; did you mean 'line-briefings'?, found 'line-briefing'",
    ),
    "reference to the wrong kind of thing": (
        "general.yaml",
        "measures: [line-briefings]",
        "measures: [commissioner]",
        "commissioner]",
        "the id of a plan measure",
    ),
    "part of itself": (
        "priorities/1-visible-policing.yaml",
        "      due: 2025/26",
        "      part_of: name-officers",
        "",
        "no circle, found",
    ),
    "boards in a circle": (
        "governance.yaml",
        "    members: [commissioner, city-council]",
        "    under: night-group",
        "",
        "no circle, found 'safety-partnership -> night-group -> safety-partnership'",
    ),
    "follows itself": (
        "plan.yaml",
        "date: 2024-09",
        "follows: littleford-2024-draft",
        "follows",
        "another package than this one",
    ),
    "id that is not the folder's": (
        "plan.yaml",
        "id: littleford-2024-draft",
        "id: littleford-2024",
        "id: littleford",
        "the name of the package's folder, 'littleford-2024-draft'",
    ),
    "no place": (
        "general.yaml",
        "    place: {heading: National measures, line: 92}\n",
        "",
        "id: explain",
        "a place in the source document for 'explain-performance'",
    ),
    "empty place": (
        "general.yaml",
        "place: {heading: National measures, line: 92}",
        "place: {}",
        "place: {}",
        "a page, a heading or a line",
    ),
    "threat of no edition": (
        "national.yaml",
        "threat: public-order",
        "threat: public-disorder",
        "threat: public-disorder",
        "a threat of the edition of 2015; did you mean 'public-order'?",
    ),
    "varied after nothing": (
        "plan.yaml",
        "kind: draft",
        "kind: varied",
        "id: draft 2",
        "the package of the edition that a varied edition varies",
    ),
    "hash on a draft": (
        "plan.yaml",
        "date: 2024-09",
        f"hash: sha256:{'0' * 64}",
        "hash:",
        "no hash before the edition is adopted",
    ),
    "adopted without hash": (
        "plan.yaml",
        "kind: draft",
        "kind: adopted",
        "edition:",
        "'frankpledge plan adopt' writes it",
    ),
    "right-to-left override": (
        "opening.yaml",
        "Victims come",
        "Victims \u202ecome",
        "\u202e",
        "found 'U+202E RIGHT-TO-LEFT OVERRIDE'",
    ),
    "right-to-left override, escaped": (
        "opening.yaml",
        "text: Victims come first in all that the office does.",
        'text: "Victims \\u202e come"',
        '"Victims',
        "found 'U+202E RIGHT-TO-LEFT OVERRIDE'",
    ),
    "control character": (
        "opening.yaml",
        "Victims come",
        "Victims\x07 come",
        "\x07",
        "found 'U+0007 control character'",
    ),
    "zero-width space": (
        "opening.yaml",
        "Victims come",
        "Victims\u200b come",
        "\u200b",
        "found 'U+200B ZERO WIDTH SPACE'",
    ),
    "script": (
        "opening.yaml",
        "Victims come first",
        "Victims <script>alert(1)</script> first",
        "Victims",
        "plain text without HTML or script",
    ),
    "event handler": (
        "opening.yaml",
        "Victims come first",
        "Victims <b onclick=alert(1)>come</b> first",
        "Victims",
        "plain text without HTML",
    ),
    "script in a link": (
        "opening.yaml",
        "Victims come first",
        "Victims [come](javascript:alert(1)) first",
        "Victims",
        "plain text without HTML or script",
    ),
    "script as an address": (
        "governance.yaml",
        "address: '#'",
        "address: 'JavaScript:alert(1)'",
        "'JavaScript",
        "plain text without HTML or script",
    ),
    "file as an address": (
        "governance.yaml",
        "address: '#'",
        "address: 'file:///etc/passwd'",
        "'file:",
        "an address that begins with https:, found 'file:'",
    ),
    "alias": (
        "opening.yaml",
        "text: Victims come first in all that the office does.",
        "text: &x Victims\n    title: *x",
        "&x",
        "no anchor or alias",
    ),
    "tag": (
        "opening.yaml",
        "text: Victims",
        "text: !!python/object/apply:os.system Victims",
        "!!python",
        "no tag",
    ),
    "list at the top": ("statements.yaml", "statements:", "", "- id", "sections"),
}


@pytest.mark.parametrize("case", BAD, ids=str)
def test_bad_input_is_reported_at_its_place(case: str, package: Path, faults: Faults) -> None:
    """Each kind of bad input is refused, at its file, line and column, with what was expected."""
    file, old, new, at, words = BAD[case]
    errors = faults(file, old, new)
    text = (package / file).read_text(encoding="utf-8")
    # Where the words stand, counted here anew; the last of them, as the first may be the good ones.
    before = text[: text.rindex(at)] if at else ""
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    place = f"{file}:{line}:{column}" if at else f"{file}:"
    assert [one for one in errors if one.startswith(place) and words in one], (place, errors)


def test_an_id_used_twice_is_reported_with_its_first_place(package: Path, faults: Faults) -> None:
    """The second use is the error, and it says where the first is."""
    errors = faults("general.yaml", "id: line-briefings", "id: line-trust")
    words = f"id: expected an id used once; {package}/general.yaml:8:9 has it, found 'line-trust'"
    repeated = [error for error in errors if error.endswith(words)]
    line = (package / "priorities/1-visible-policing.yaml").read_text().split("- id: line-trust")[0]
    place = f"priorities/1-visible-policing.yaml:{line.count(chr(10)) + 1}:13"
    assert [error.partition(", ")[0] for error in repeated] == [place]


def test_a_priority_is_named_like_its_file(faults: Faults) -> None:
    """A priority whose id is not in the name of its file is an error."""
    errors = faults("priorities/2-less-violence.yaml", "id: less-violence", "id: no-violence")
    assert "expected the id in the name of the file, 'less-violence'" in errors[-1]


def test_with_two_documents_a_place_says_which(faults: Faults) -> None:
    """Every place must name its document as soon as there are two."""
    other = "{id: other, title: T, publisher: P, address: not published}"
    errors = faults("plan.yaml", "  sources:\n", f"  sources:\n    - {other}\n")
    assert errors[0].startswith(
        "general.yaml:6:12, place.document: expected which document: one of"
    )
    assert len(errors) > 30


def test_all_errors_of_all_files_are_reported_at_once(package: Path, faults: Faults) -> None:
    """Errors in three files, one of them broken YAML, come in one report and in order."""
    (package / "opening.yaml").write_text("foreword: [\n")
    (package / "resources.yaml").write_text("budgets: []\n")
    errors = faults("general.yaml", "lead: commissioner", "leed: commissioner\n    due: never")
    files = [error.partition(":")[0] for error in errors]
    assert files == ["general.yaml", "general.yaml", "opening.yaml", "resources.yaml"]


def test_references_wait_for_a_broken_file(package: Path, faults: Faults) -> None:
    """With a file unread, ids that may stand in it are not said to be missing."""
    errors = faults("governance.yaml", "roles:", "roles: [")
    assert [error.partition(":")[0] for error in errors] == ["governance.yaml"]


def test_misnamed_files_are_not_left_out_unseen(package: Path) -> None:
    """A file that no package has, and priorities that skip a number, are errors."""
    (package / "priorites").mkdir()
    (package / "general.yaml").rename(package / "genral.yaml")
    (package / "priorities/2-less-violence.yaml").rename(
        package / "priorities/3-less-violence.yaml"
    )
    (package / "opening.yaml").write_text("# nothing\n")
    with pytest.raises(PlanError) as caught:
        read_plan(package)
    text = str(caught.value)
    assert "did you mean 'general.yaml'?" in text
    assert "leave the file out when there is nothing in it" in text


def test_priorities_are_numbered_without_gaps(package: Path) -> None:
    """A priority file numbered 3 after 1 is an error that says which number was expected."""
    path = package / "priorities/2-less-violence.yaml"
    path.rename(path.with_name("3-less-violence.yaml"))
    with pytest.raises(PlanError, match=r"3-less-violence\.yaml:1:1: .*this one 2, found 3"):
        read_plan(package)


def test_five_megabytes_are_too_much(package: Path) -> None:
    """A package of more than 5 MB is refused before it is parsed."""
    (package / "opening.yaml").write_text("# " + "x" * 5_000_000)
    with pytest.raises(PlanError, match="at most 5,000,000 bytes"):
        read_plan(package)


def test_bytes_that_are_no_text_are_refused_by_line(package: Path) -> None:
    """A file that is not UTF-8 is refused with the line of the first wrong byte."""
    (package / "opening.yaml").write_bytes(b"foreword:\n  - id: \xff\n")
    with pytest.raises(PlanError, match=r"opening\.yaml:2: expected UTF-8 text"):
        read_plan(package)


def test_deep_nesting_is_refused(package: Path) -> None:
    """Brackets nested by the thousand are an error, not a crash."""
    (package / "opening.yaml").write_text("foreword: " + "[" * 5000 + "]" * 5000)
    with pytest.raises(PlanError, match="nested a few levels deep"):
        read_plan(package)


def test_multiplying_aliases_are_refused_quickly(package: Path) -> None:
    """Aliases that would multiply into billions of values are refused without being followed."""
    lines = ["foreword: &a0 [x, x]"]
    lines += [f"k{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 20)]
    (package / "opening.yaml").write_text("\n".join(lines))
    with pytest.raises(PlanError, match="no anchor or alias"):
        read_plan(package)


@pytest.mark.parametrize(
    "text",
    [
        "Children <18yrs and a rate <2% (lowest), 5 > 3, R&D, AT&T; a<b",
        "It's 50/50: 'insert' a coin #1 - [words](#) {x} @here 100% £5m *stars* |pipes|",
        "Ynys Môn, Llŷn, café, “quotes”, – dashes… שלום 👩‍👩‍👧 soft\u00adhyphen",
        "The data: text messages sent; JavaScript was not used.",
    ],
)
def test_ordinary_words_are_no_script(package: Path, text: str) -> None:
    """Signs and letters that people write in plans are read as they stand."""
    path = package / "opening.yaml"
    quoted = text.replace("'", "''")
    whole = path.read_text().replace(
        "text: Victims come first in all that the office does.", f"text: '{quoted}'"
    )
    path.write_text(whole, encoding="utf-8")
    assert read_plan(package).foreword[0].text == text
