"""Exports into payments: what is kept, what is left out with its reason, whose names go."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from frankpledge.errors import InputError, NotFoundError
from frankpledge.money.amounts import MoneyError
from frankpledge.money.spending import (
    COLUMNS,
    Payment,
    SpendingLayout,
    monthly,
    read_layout,
    read_published,
    read_spending,
)
from frankpledge.money.spending.people import judge_of, without

HEADS = {
    "supplier": "Creditor",
    "date": "Paid",
    "amount": "Net",
    "transaction": "Doc No",
    "purpose": "Text",
    "kind": "Type",
}
LAYOUT = SpendingLayout(columns=HEADS, individual=("IND",), organisations=("Blue Anchor",))


def export(tmp_path, text, name="export.csv", encoding="utf-8"):
    """An export as a file."""
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def test_items_over_the_threshold_are_kept(tmp_path):
    """£500.00 is not over £500; a refund of more is; what is below is counted with its sum."""
    path = export(
        tmp_path,
        "Creditor,Paid,Net,Doc No,Text,Type\n"
        'Acme Ltd,01/04/2024,"£1,250.00",D1,Radios,ORG\n'
        "Acme Ltd,02/04/2024,500.00,D2,Aerials,ORG\n"
        "Acme Ltd,03/04/2024,(650.00),D3,Radios back,ORG\n"
        "Acme Ltd,04/04/2024,500.01,D4,Aerials,ORG\n",
    )
    found, report = read_spending(path, LAYOUT)
    assert [str(one.amount) for one in found] == ["1250.00", "-650.00", "500.01"]
    assert (report.rows, report.below, report.below_sum) == (4, 1, Decimal("500.00"))
    assert report.refunds == 1
    assert not report.refused


def test_people_are_redacted_and_their_names_leave_the_purpose(tmp_path):
    """Marked, titled, and names that may be a person's; organisations stay."""
    path = export(
        tmp_path,
        "Creditor,Paid,Net,Doc No,Text,Type\n"
        "Jane Q Doe,01/04/2024,900,D1,Compensation DOE Jane,IND\n"
        "Mrs R Roe,01/04/2024,900,D2,Counselling by Roe,ORG\n"
        "Richard Miles,01/04/2024,900,D3,Rent for miles of road,ORG\n"
        "Blue Anchor,01/04/2024,900,D4,Venue,ORG\n"
        "Acme Ltd,01/04/2024,900,D5,Radios,ORG\n",
    )
    found, report = read_spending(path, LAYOUT)
    by_number = {one.transaction: one for one in found}
    assert by_number["D1"].supplier == "Redacted: personal data"
    assert by_number["D1"].purpose == "Compensation [name] [name]"
    assert by_number["D2"].purpose == "Counselling by [name]"
    assert by_number["D3"].supplier == "Withheld: may be a person"
    assert by_number["D4"].supplier == "Blue Anchor"
    assert dict(report.verdicts) == {"marked": 1, "titled": 1, "unsure": 1, "organisation": 2}
    everything = "".join(data.decode() for data in monthly(found, "Body").values())
    for name in ("Jane", "Doe", "Roe", "Richard"):
        assert name not in everything
    assert not [name for name in ("Jane", "Roe", "Miles") if name in "".join(report.lines())]


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("Wiltshire Council", "organisation"),
        ("www.example.co.uk", "organisation"),
        ("Dr No Services Ltd", "titled"),  # a title wins: a doubt counts as a person
        ("J Smith 4471", "unsure"),
        ("John & Mary Smith", "unsure"),
        ("jane.doe@example.com", "unsure"),
        ("A Smith t/a Smith Plumbing Services", "unsure"),
        ("Charlotte Church", "unsure"),
        ("Missing People Charity", "organisation"),
        ("Drive Safe Ltd", "organisation"),
    ],
)
def test_judgements(name, verdict):
    """When in doubt, a payee is a person."""
    assert judge_of((), ())(name, "") == verdict


def test_short_words_of_a_name_are_left_in_texts():
    """'A' and 'Li' alone would take half of a text away; the whole name goes in either order."""
    assert without("A fee for Liam, Li & Co", "Mr A Li") == "A fee for Liam, Li & Co"
    for written in ("A Li", "Li, A", "LI A", "a.li"):
        assert without(f"Fee of {written} for lists", "Mr A Li") == "Fee of [name] for lists"


def test_a_header_of_two_rows_below_a_title(tmp_path):
    """A heading over several columns joins the name below it."""
    heads = {"supplier": "Payee Name", "date": "Payment Date", "amount": "Payment Net amount"}
    path = export(
        tmp_path,
        "Payments for April,,,\nRun on,02/05/2024,,\nPayee,,Payment,\n"
        "Name,Number,Date,Net amount\nAcme Ltd,7,01/04/2024,900\n",
    )
    found, report = read_spending(path, SpendingLayout(columns=heads))
    assert [one.supplier for one in found] == ["Acme Ltd"]
    assert report.heads == 2


def test_rows_that_cannot_be_read_are_counted_with_their_reason(tmp_path):
    """A total without a date, a formula, an American date, a blank payee: left out, listed."""
    path = export(
        tmp_path,
        "Creditor,Paid,Net,Doc No,Text,Type\n"
        "Acme Ltd,01/04/2024,900,D1,x,ORG\n"
        "Acme Ltd,04/13/2024,900,D2,x,ORG\n"
        "Acme Ltd,01/04/2024,=SUM(C2:C3),D3,x,ORG\n"
        ",01/04/2024,900,D4,x,ORG\n"
        "\n"
        "Total,,2700,,,\n"
        "Acme Ltd,01/04/2024\n",
    )
    found, report = read_spending(path, LAYOUT)
    assert len(found) == 1
    assert report.rows == 6
    assert report.refused.total() == 5
    assert [(one.line, one.column) for one in report.listed] == [
        (3, "Paid"),
        (4, "Net"),
        (5, "Creditor"),
        (7, "Paid"),
        (8, "Net"),
    ]


def test_rows_count_once_when_their_numbers_say_that_they_are_one(tmp_path):
    """The same document and line again is the same row; without a line number both stay."""
    text = (
        "Creditor,Paid,Net,Doc No,Text,Type,Line\n"
        "Acme Ltd,01/04/2024,900,D1,x,ORG,1\n"
        "Acme Ltd,01/04/2024,900,D1,x,ORG,1\n"
        "Acme Ltd,01/04/2024,900,D1,x,ORG,2\n"
        "Acme Ltd,01/04/2024,901,D1,x,ORG,2\n"
        "Acme Ltd,01/04/2024,900,,x,ORG,\n"
        "Acme Ltd,01/04/2024,900,,x,ORG,\n"
    )
    path = export(tmp_path, text)
    numbered = SpendingLayout(columns={**HEADS, "line": "Line"})
    found, report = read_spending(path, numbered)
    assert len(found) == 4
    assert report.same == 1
    assert report.refused == {"another row has the same transaction and line": 1}
    assert len(read_spending(path, LAYOUT)[0]) == 6


def test_vat_that_can_be_got_back_is_taken_off_gross_amounts(tmp_path):
    """£1,200 with £200 of VAT is £1,000 net; VAT that is not said is not nought."""
    heads = {
        **{name: HEADS[name] for name in ("supplier", "date", "amount")},
        "recoverable_vat": "VAT",
        "irrecoverable_vat": "Lost VAT",
    }
    path = export(
        tmp_path,
        "Creditor,Paid,Net,VAT,Lost VAT\nAcme Ltd,01/04/2024,1200,200,\n"
        "Acme Ltd,02/04/2024,700,,50.00\nAcme Ltd,03/04/2024,(1200),(200),0\n",
    )
    found, _ = read_spending(path, SpendingLayout(columns=heads, amounts="gross"))
    assert [str(one.amount) for one in found] == ["1000.00", "700.00", "-1000.00"]
    assert [one.irrecoverable_vat for one in found] == [None, Decimal("50.00"), Decimal("0.00")]


def test_a_transaction_of_small_rows_is_an_item(tmp_path):
    """Three rows of £200 on one document are an item over £500; alone none is."""
    rows = "".join(f"Acme Ltd,01/04/2024,200,D1,part {n},ORG\n" for n in range(3))
    path = export(tmp_path, "Creditor,Paid,Net,Doc No,Text,Type\n" + rows)
    by_transaction = SpendingLayout(columns=HEADS, item="transaction")
    assert len(read_spending(path, by_transaction)[0]) == 3
    assert read_spending(path, LAYOUT)[0] == ()


def test_old_windows_text_and_semicolons(tmp_path):
    """Accents of cp1252 survive."""
    text = "Creditor;Paid;Net;Doc No;Text;Type\nCafé Soleil Ltd;01/04/2024;£900;D1;Tea – milk;O\n"
    found, report = read_spending(export(tmp_path, text, encoding="cp1252"), LAYOUT)
    assert found[0].supplier == "Café Soleil Ltd"
    assert report.encoding == "cp1252"


def test_a_spreadsheet_with_merged_cells_formulas_and_serial_dates(tmp_path):
    """Merged payees are said of each row; a merged amount counts once; a formula without a value
    is refused."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["B1"] = "Payments"
    sheet.merge_cells("B1:E1")
    rows = [
        ["Creditor", "Paid", "Net", "Doc No", "Text", "Type"],
        ["Acme Ltd", datetime(2024, 4, 1), 900.0, 1, "Radios", "ORG"],
        [None, 45384, 800.0, 2, "Aerials", "ORG"],
        ["Beta Ltd", datetime(2024, 4, 3), 700.0, 3, "Masts", "ORG"],
        ["Beta Ltd", datetime(2024, 4, 3), None, 4, "Masts", "ORG"],
        ["Beta Ltd", datetime(2024, 4, 4), "=C6*2", 5, "Masts", "ORG"],
    ]
    for n, row in enumerate(rows, start=3):
        for column, value in enumerate(row, start=2):
            sheet.cell(n, column, value)
    sheet.merge_cells("B4:B5")
    sheet.merge_cells("D6:D7")
    path = tmp_path / "export.xlsx"
    book.save(path)
    found, report = read_spending(path, LAYOUT)
    assert [(one.supplier, str(one.amount), one.day) for one in found] == [
        ("Acme Ltd", "900.00", date(2024, 4, 1)),
        ("Acme Ltd", "800.00", date(2024, 4, 2)),
        ("Beta Ltd", "700.00", date(2024, 4, 3)),
    ]
    assert [one.transaction for one in found] == ["1", "2", "3"]
    assert report.serial_dates == 1
    assert [(one.line, one.reason.split(",")[0]) for one in report.listed] == [
        (7, "the amount is in a merged cell"),
        (8, "the amount is blank"),
    ]


def test_a_spreadsheet_with_a_merged_header_of_two_rows_and_pounds_as_text(tmp_path):
    """A heading merged over two columns, amounts in brackets, with a minus and as numbers."""
    book = openpyxl.Workbook()
    sheet = book.active
    rows = [
        ["Payee", None, "Payment", None],
        ["Name", "No.", "Date", "Net"],
        ["Acme Ltd", 1, 45383, "£1,234.56"],
        ["Acme Ltd", 2, 45384, "(£600.00)"],
        ["Acme Ltd", 3, "03/04/2024", -700.5],
        ["Acme Ltd", 4, datetime(2024, 4, 4), "800.00 CR"],
    ]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("C1:D1")
    path = tmp_path / "export.xlsx"
    book.save(path)
    heads = {"supplier": "Payee Name", "date": "Payment Date", "amount": "Payment Net"}
    found, report = read_spending(path, SpendingLayout(columns=heads))
    assert [(str(one.amount), one.day.day) for one in found] == [
        ("1234.56", 1),
        ("-600.00", 2),
        ("-700.50", 3),
        ("-800.00", 4),
    ]
    assert (report.heads, report.serial_dates, report.refunds) == (2, 2, 3)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "'Creditor'"),
        ("Creditor,Paid on,Net\nA,1,2\n", "'Paid'"),
        ("Creditor,Paid,Net,Net,Doc No,Text,Type\nA,1,2,3,4,5,6\n", "one column of this name"),
        ("Creditor,Paid,Net,Doc No,Text,Type\nAcme Ltd,soon,900,1,x,y\n", "at least one row"),
        ("PK\x03\x04\x00\x00", "a CSV file or a spreadsheet"),
    ],
)
def test_files_that_cannot_be_read(text, words, tmp_path):
    """No header, a column that is missing or there twice, no row that can be read, no text."""
    with pytest.raises(InputError, match=words):
        read_spending(export(tmp_path, text), LAYOUT)


def test_a_file_that_is_not_there_and_one_that_is_no_sheet(tmp_path):
    """Both are told, without a traceback's words."""
    with pytest.raises(NotFoundError):
        read_spending(tmp_path / "none.csv", LAYOUT)
    with pytest.raises(InputError, match="a spreadsheet"):
        read_spending(export(tmp_path, "no sheet", "export.xlsx"), LAYOUT)


def test_monthly_files_come_back_as_they_went(tmp_path):
    """Columns of the sector, dates in British order, and the same payments when read again."""
    paid = [
        Payment(date(2024, 4, 30), "Acme Ltd", Decimal("900.10"), "D1", Decimal("1.00"), "Fleet"),
        Payment(date(2024, 5, 1), "Redacted: personal data", Decimal("-700.00"), verdict="titled"),
    ]
    paid = [replace(one, body="A body") for one in paid]
    files = monthly(paid, "Another body")
    assert list(files) == ["2024-04.csv", "2024-05.csv"]
    rows = list(csv.reader(files["2024-04.csv"].decode().splitlines()))
    assert tuple(rows[0]) == COLUMNS
    assert rows[1][:6] == ["A body", "30/04/2024", "Acme Ltd", "D1", "900.10", "1.00"]
    folder = tmp_path / "money" / "spending"
    folder.mkdir(parents=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    assert list(read_published(tmp_path)) == paid
    (folder / "2024-04.csv").write_bytes(files["2024-05.csv"])
    with pytest.raises(MoneyError, match="a day in 2024-04"):
        read_published(tmp_path)


def test_whose_spending_it_is_and_its_codes_are_published_where_the_export_says(tmp_path):
    """The chief officer's items under that name; further columns only where anything is in one."""
    layout = SpendingLayout(
        columns=HEADS | {"body": "Whose", "code": "Subjective", "card": "Card", "contract": "Ref"}
    )
    path = export(
        tmp_path,
        "Creditor,Paid,Net,Doc No,Text,Type,Whose,Subjective,Card,Ref\n"
        "Acme Ltd,01/04/2024,900,D1,Radios,ORG,Chief Constable,4101,Yes,\n"
        "Acme Ltd,01/05/2024,900,D2,Radios,ORG,,,No,\n"
        "Mrs R Roe,02/05/2024,900,D3,Fee,ORG,,4102 Roe,,\n",
    )
    found, _ = read_spending(path, layout)
    files = monthly(found, "A body")
    april, may = (list(csv.reader(data.decode().splitlines())) for data in files.values())
    assert april[0] == may[0] == [*COLUMNS, "CIPFA expenditure code", "Card transaction"]
    assert [row[0] for row in (april[1], *may[1:])] == ["Chief Constable", "A body", "A body"]
    assert [row[10:] for row in (april[1], *may[1:])] == [
        ["4101", "Yes"],
        ["", "No"],
        ["4102 [name]", ""],
    ]
    folder = tmp_path / "money" / "spending"
    folder.mkdir(parents=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    again = read_published(tmp_path)
    assert again[0] == found[0]
    assert monthly(again, "Renamed since") == files
    (folder / "2024-05.csv").write_text(files["2024-05.csv"].decode().replace("Card tr", "Cad tr"))
    with pytest.raises(MoneyError, match="the columns Body name"):
        read_published(tmp_path)


def test_no_published_text_is_a_formula():
    """A purpose that begins with an equals sign stays a text in any spreadsheet."""
    paid = [Payment(date(2024, 4, 1), "Acme Ltd", Decimal(900), purpose="=HYPERLINK(1)")]
    assert ",'=HYPERLINK(1)," in monthly(paid, "B")["2024-04.csv"].decode()


def test_the_layout_as_a_document(tmp_path):
    """Fields are checked by name; what the rest needs has to be there."""
    path = tmp_path / "spending.yaml"
    sound = "columns: {supplier: Creditor, date: Paid, amount: Net, kind: Type}\namounts: net\n"
    path.write_text(sound + "individual: [IND]\n")
    assert read_layout(path).individual == ("IND",)
    for before, after, words in (
        ("supplier:", "suplier:", "did you mean 'supplier'"),
        ("amounts: net", "amounts: gross", "recoverable_vat"),
        ("amounts: net", "amounts: net\nitem: transaction", "transaction"),
        (", amount: Net", "", "the header of amount"),
    ):
        path.write_text(sound.replace(before, after))
        with pytest.raises(MoneyError, match=words):
            read_layout(path)
