"""Tables: the column of changes against the two dated columns."""

from __future__ import annotations

from frankpledge.claims.checking import Document, Passage, check_document


def verdicts(*rows: str) -> list[tuple[str, str]]:
    """Verdict and working of a table whose cells are parted by bars."""
    cells = [tuple(cell.strip() for cell in row.split("|")) for row in rows]
    passages = tuple(Passage("row", " | ".join(c for c in row if c), cells=row) for row in cells)
    checked = check_document(Document("a.md", passages))
    return [(one.finding.verdict.id, one.finding.working) for one in checked]


def test_a_column_of_changes_is_checked_against_its_columns() -> None:
    """Rows that are right, cut off, wrong, and wrong in their sign."""
    assert verdicts(
        "Offence | 2021/22 | 2022/23 | % change",
        "Robbery | 120 | 90 | -25%",
        "Theft | 1,190 | 1,360 | 14.2",
        "Fraud | 200 | 150 | -30%",
        "Arson | 40 | 50 | -25%",
    ) == [
        ("agrees", "120 to 90 is −25.0 %; stated −25 %"),
        ("agrees", "1,190 to 1,360 is +14.3 %; stated 14.2"),
        ("wrong", "200 to 150 is −25.0 %, not −30 %"),
        ("wrong", "40 to 50 is +25.0 %, not −25 %"),
    ]


def test_the_later_column_may_stand_first() -> None:
    """The periods of the headings decide, not the order of the columns."""
    table = ("Offence | 2022 | 2021 | change", "Robbery | 90 | 120 | -30")
    assert verdicts(*table) == [("agrees", "120 to 90 is −25.0 % (−30); stated −30")]


def test_other_tables_are_left_alone() -> None:
    """No dated columns, three of them, or cells that are no numbers: nothing is accused."""
    assert verdicts("Offence | Before | After | change", "Robbery | 120 | 90 | 30%") == []
    three = ("Offence | 2020 | 2021 | 2022 | change", "Robbery | 120 | 90 | 80 | 99%")
    assert [name for name, _ in verdicts(*three)] in ([], ["unchecked"])
    assert verdicts("Offence | 2021 | 2022 | change", "Robbery | 120 | n/a | -") == []
    zero = ("Offence | 2021 | 2022 | % change", "Homicide | 0 | 2 | 200%")
    assert [name for name, _ in verdicts(*zero)] == ["unchecked"]
