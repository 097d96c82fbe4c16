"""Home Office tables: found by name on a page that changes every quarter."""

from __future__ import annotations

import io
import zipfile

import pytest

from frankpledge.errors import FetchError
from frankpledge.lake.fetch import fetch, read_provenance
from frankpledge.lake.fetch._home_office import TABLES, choose, file_name

DATA_SET = TABLES["home-office-crime"].pages[0]
PUBLICATION = TABLES["home-office-crime"].pages[1]

# Names that the publisher has used.
PFA = "prc-pfa-mar2013-onwards-tables-290126.ods"
OLD_PFA = "prc-pfa-mar2008-mar2012-tables-240425.ods"
CSP = "prc-csp-mar21-sep25-tables-290126.ods"
OUTCOMES = [
    "prc-outcomes-open-data-mar2015-tables-241024.xlsx",
    "prc-outcomes-open-data-mar2025-tables-290126.xlsx",
]
WORKFORCE = "open-data-table-police-workforce-280126.ods"
FUNCTIONS = "open-data-table-police-workforce-functions-280126.ods"


def spreadsheet(member: str = "content.xml") -> bytes:
    """A file with what makes it an ODS."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr(member, "<office/>")
    return buffer.getvalue()


@pytest.fixture
def get(server, client, tmp_path):
    """Fetch one table from the test server."""
    return lambda name: fetch(name, tmp_path, base_url=server.url, client=client)


def attach(server, page: str, *names: str) -> None:
    """Publish files, and list them as the content API lists attachments."""
    files = []
    for name in names:
        member = "content.xml" if name.endswith("ods") else "[Content_Types].xml"
        url = server.put(f"/media/6977/{name}", spreadsheet(member))
        files.append({"url": url, "filename": name, "content_type": "application/x"})
    server.say(f"/api/content{page}", {"title": "Tables", "details": {"attachments": files}})


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("home-office-crime", [PFA]),
        ("home-office-csp", [CSP]),
        ("home-office-outcomes", OUTCOMES),
    ],
)
def test_a_table_is_found_by_name(server, get, tmp_path, table, expected) -> None:
    """From all attachments of the page, those of the table are fetched."""
    attach(server, DATA_SET, PFA, OLD_PFA, CSP, *OUTCOMES)
    paths = get(table)
    assert [path.relative_to(tmp_path).as_posix() for path in paths] == [
        f"home-office/{name}" for name in expected
    ]
    assert read_provenance(paths[0]).url == f"{server.url}/media/6977/{expected[0]}"


def test_workforce_has_its_own_page(server, get) -> None:
    """The table of functions has nearly the same name and is another table."""
    attach(server, TABLES["home-office-workforce"].pages[0], WORKFORCE, FUNCTIONS)
    assert [path.name for path in get("home-office-workforce")] == [WORKFORCE]


def test_links_in_the_text_of_a_page(server, get) -> None:
    """Some pages carry their files only as links in HTML inside the JSON."""
    server.put(f"/media/1/{PFA}", spreadsheet())
    body = f'<p><a class="x" href="/media/1/{PFA}?a=1&amp;b=2">ODS</a></p>'
    server.say(f"/api/content{DATA_SET}", {"details": {"body": body}})
    (path,) = get("home-office-crime")
    assert path.name == PFA
    assert server.requests[-1].params == {"a": "1", "b": "2"}


def test_a_page_that_the_content_api_does_not_know(server, get) -> None:
    """Where there is no JSON, the page itself is read; where there is no page, the next one."""
    server.put(f"/media/1/{PFA}", spreadsheet())
    page = f"<html><a href='/media/1/{PFA}'>ODS</a></html>".encode()
    server.say(PUBLICATION, lambda _: server.Answer(body=page))
    (path,) = get("home-office-crime")
    assert path.name == PFA
    assert [request.path for request in server.requests] == [
        f"/api/content{DATA_SET}",
        DATA_SET,
        f"/api/content{PUBLICATION}",
        PUBLICATION,
        f"/media/1/{PFA}",
    ]


def test_no_such_file(server, get) -> None:
    """The error names the pages, the pattern and what was found instead."""
    attach(server, DATA_SET, CSP)
    with pytest.raises(FetchError) as caught:
        get("home-office-crime")
    for part in (server.url + DATA_SET, server.url + PUBLICATION, "prc-pfa-", CSP):
        assert part in str(caught.value)


def test_a_page_that_cannot_be_had(server, get) -> None:
    """An error other than 'not there' is told, not taken for an empty page."""
    server.say(f"/api/content{DATA_SET}", {}, status=403)
    with pytest.raises(FetchError, match="403"):
        get("home-office-crime")


def test_only_the_publishers_servers_are_trusted(server, get) -> None:
    """A link elsewhere is not followed, whatever its name."""
    attachments = [{"url": f"https://evil.test/{PFA}"}, {"url": f"file:///tmp/{PFA}"}]
    server.say(f"/api/content{DATA_SET}", {"details": {"attachments": attachments}})
    with pytest.raises(FetchError, match="no file is named like"):
        get("home-office-crime")


def test_the_newest_release_of_each_series() -> None:
    """Dates in names are ddmmyy: 29 January 2026 is newer than 31 October 2025."""
    names = [
        "prc-csp-mar03-sep07-tables-311025.ods",
        "prc-csp-mar03-sep07-tables-290126.ods",
        "prc-csp-mar08-sep12-tables-311025.ods",
        "prc-csp-mar08-sep12-tables-311025.xlsx",
        "prc-csp-mar13-sep20-tables.ods",
        "notes.pdf",
    ]
    links = [f"https://x.gov.uk/{name}" for name in names]
    assert choose(links, TABLES["home-office-csp"].pattern) == [links[1], links[2], links[4]]


def test_a_file_name_is_never_a_path() -> None:
    """An address cannot climb out of the folder."""
    assert file_name("https://x.gov.uk/media/..%2F..%2Fetc%2Fprc-pfa.ods?x=/y") == "prc-pfa.ods"
