"""Archives and compressed files: read without unpacking, and refused when damaged or unsafe."""

from __future__ import annotations

import gzip
import io
import json
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from frankpledge.errors import InputError, Place
from frankpledge.lake import ImportReport, Lake
from frankpledge.lake.inflate import gunzip

Line = Callable[..., str]
Street = Callable[..., Path]
Take = Callable[..., list[ImportReport]]


@pytest.fixture
def archive(tmp_path: Path, street: Street, line: Line) -> Callable[..., Path]:
    """Writes a publisher's zip: two forces and two months, and what a test adds."""

    def write(extra: dict[str, bytes] | None = None, **how: int) -> Path:
        path = tmp_path / "latest.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, **how) as out:  # type: ignore[arg-type]
            for month in ("2025-02", "2025-01"):
                for slug, force in (("wiltshire", "Wiltshire Police"), ("kent", "Kent Police")):
                    rows = [line(f"{slug}{i}", month=month, force=force) for i in range(200)]
                    file = street(rows, f"{month}-{slug}-street.csv")
                    out.write(file, f"{month}/{file.name}")
            for name, data in (extra or {}).items():
                out.writestr(name, data)
        return path

    return write


def states(reports: list[ImportReport]) -> dict[str, str]:
    return {report.file.rsplit("/", 1)[-1]: report.status for report in reports}


def test_an_archive_reads_like_the_folder_it_was_made_of(
    lake: Lake, take: Take, archive: Callable[..., Path], areas: object, tmp_path: Path
) -> None:
    """Rows from the zip equal rows from its files, and a month of all forces is one import."""
    from frankpledge.lake import ingest

    reports = take(archive())
    assert set(states(reports).values()) == {"imported"}
    other = Lake(tmp_path / "other")
    ingest(other, [tmp_path / "in"], areas=areas, vintage="2025-03-01")  # type: ignore[arg-type]
    rows = [
        x.table("police-uk-street").order_by(["period", "crime_id"]).to_pyarrow()
        for x in (lake, other)
    ]
    assert rows[0].num_rows == 800
    assert rows[0].equals(rows[1])
    assert sorted(set(lake.imports()["import_id"].to_pylist())) == [
        "police-uk-street/000001",
        "police-uk-street/000002",
    ]


def test_nothing_is_unpacked_to_disk(
    take: Take, archive: Callable[..., Path], tmp_path: Path
) -> None:
    """After the import there are no other files than the lake's own."""
    path = archive()
    before = {p for p in tmp_path.rglob("*") if p.is_file()}
    take(path)
    new = {p for p in tmp_path.rglob("*") if p.is_file()} - before
    assert {p.relative_to(tmp_path).parts[0] for p in new} == {"data"}


def test_stored_members_are_read_too(
    take: Take, tmp_path: Path, street: Street, line: Line
) -> None:
    """A zip need not be compressed."""
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as out:
        out.write(street([line()]), "2025-01/2025-01-wiltshire-street.csv")
    assert set(states(take(path)).values()) == {"imported"}


@pytest.mark.parametrize("share", [0.0, 0.3, 0.98])
def test_a_truncated_archive_is_refused_whole(
    lake: Lake, take: Take, archive: Callable[..., Path], share: float
) -> None:
    """Without its directory a zip is an error that names it; the lake stays empty."""
    path = archive()
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    (report,) = take(path)
    assert report.status == "failed"
    assert str(path) in str(report.error)
    assert lake.imports().num_rows == 0


def test_a_damaged_member_fails_alone(take: Take, archive: Callable[..., Path]) -> None:
    """A flipped byte fails its own file's checksum; the others are imported."""
    path = archive()
    with zipfile.ZipFile(path) as found:
        info = found.getinfo("2025-01/2025-01-kent-street.csv")
    data = bytearray(path.read_bytes())
    data[info.header_offset + 30 + len(info.filename) + info.compress_size // 2] ^= 0xFF
    path.write_bytes(data)
    found_states = states(take(path))
    assert found_states.pop("2025-01-kent-street.csv") == "failed"
    assert set(found_states.values()) == {"imported"}
    assert len(found_states) == 3


def test_any_flipped_bytes_never_pass_unnoticed(
    take: Take, archive: Callable[..., Path], lake: Lake
) -> None:
    """Damage anywhere gives the true rows or an error, never other rows and never a crash."""
    path = archive()
    whole = path.read_bytes()
    take(path)
    truth = lake.table("police-uk-street").order_by(["period", "crime_id"]).to_pyarrow()
    chance = random.Random(7)
    for _ in range(25):
        data = bytearray(whole)
        for _ in range(3):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        take(path, vintage="2025-04-01")
        now = lake.table("police-uk-street").order_by(["period", "crime_id"]).to_pyarrow()
        assert now.equals(truth)


def test_a_zip_bomb_is_refused(take: Take, archive: Callable[..., Path]) -> None:
    """A member that inflates a thousandfold is refused before it is inflated."""
    bomb = {"2025-03/2025-03-wiltshire-street.csv": b"0" * (64 << 20)}
    reports = take(archive(bomb))
    (failed,) = [report for report in reports if report.status == "failed"]
    assert "2025-03-wiltshire" in failed.file
    assert "67,108,864 bytes" in str(failed.error)


def test_a_bomb_that_lies_about_its_size_is_refused(
    take: Take, archive: Callable[..., Path]
) -> None:
    """Inflating stops at the size that the directory declares."""
    path = archive({"2025-03/2025-03-wiltshire-street.csv": b"0" * (8 << 20)})
    size = (8 << 20).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (1000).to_bytes(4, "little")))
    (failed,) = [report for report in take(path) if report.status == "failed"]
    assert "1,000 bytes" in str(failed.error)


def test_members_that_share_bytes_are_refused(take: Take, archive: Callable[..., Path]) -> None:
    """Overlapping members, the way the worst bombs are built, condemn the archive."""
    path = archive()
    with zipfile.ZipFile(path) as found:
        infos = found.infolist()
    data = path.read_bytes()
    directory = data.rindex(b"PK\1\2", 0, data.rindex(b"PK\1\2"))
    first = infos[0].header_offset.to_bytes(4, "little")
    data = data[: directory + 42] + first + data[directory + 46 :]
    path.write_bytes(data)
    (report,) = take(path)
    assert "do not share bytes" in str(report.error)


@pytest.mark.parametrize(
    "name",
    [
        "../2025-03-wiltshire-street.csv",
        "/2025-03-wiltshire-street.csv",
        "a/../../x/2025-03-wiltshire-street.csv",
        "..\\2025-03-wiltshire-street.csv",
        "C:/2025-03-wiltshire-street.csv",
    ],
)
def test_a_member_that_climbs_out_of_the_folder_is_refused(
    take: Take, archive: Callable[..., Path], line: Line, name: str
) -> None:
    """Paths that leave the archive fail, and the rest is imported."""
    reports = take(archive({name: line(month="2025-03").encode()}))
    assert [r.status for r in reports].count("imported") == 4
    (failed,) = [r for r in reports if r.status != "imported"]
    assert failed.status == "failed"
    assert "a path inside the archive" in str(failed.error)


def test_encrypted_members_are_refused(take: Take, archive: Callable[..., Path]) -> None:
    """A password is said to be the reason."""
    path = archive()
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\1\2")
    data[at + 8] |= 1
    path.write_bytes(data)
    (failed,) = [report for report in take(path) if report.status == "failed"]
    assert "password" in str(failed.error)


def test_gzip_files_are_told_by_their_bytes(take: Take, street: Street, line: Line) -> None:
    """A gzipped file is read with and without .gz in its name, in one member or several."""
    plain = street([line("a"), line("b")])
    data = plain.read_bytes()
    zipped = plain.with_name("2025-01-wiltshire-street.csv.gz")
    zipped.write_bytes(gzip.compress(data[:200]) + gzip.compress(data[200:]))
    assert states(take(zipped)) == {zipped.name: "imported"}
    plain.write_bytes(gzip.compress(data))
    assert states(take(plain)) == {plain.name: "held"}


@pytest.mark.parametrize("cut", [5, 30, -20, -8, -1])
def test_truncated_gzip_is_refused(
    lake: Lake, take: Take, street: Street, line: Line, cut: int
) -> None:
    """A gzip that ends early fails, wherever it was cut."""
    path = street([line(str(i)) for i in range(500)], "2025-01-wiltshire-street.csv.gz")
    path.write_bytes(gzip.compress(path.read_bytes())[:cut])
    (report,) = take(path)
    assert report.status == "failed"
    assert "gzip" in str(report.error)
    assert lake.imports().num_rows == 0


def test_corrupt_gzip_is_refused(take: Take, street: Street, line: Line) -> None:
    """A wrong checksum at the end of a gzip is noticed."""
    path = street([line(str(i)) for i in range(500)], "2025-01-wiltshire-street.csv.gz")
    data = bytearray(gzip.compress(path.read_bytes()))
    data[-6] ^= 1
    path.write_bytes(data)
    assert [report.status for report in take(path)] == ["failed"]


def test_a_gzip_bomb_is_refused() -> None:
    """Inflating stops long before a bomb has filled the memory."""
    bomb = gzip.compress(bytes(64 << 20))
    with pytest.raises(InputError, match="at most 16,777,216 bytes"):
        gunzip(bomb, Place("bomb.gz"))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "0 bytes"),
        (b"   \n\n", "a CSV file with a header"),
        (b"<!DOCTYPE html><html><body>502 Bad Gateway</body></html>", "a web page"),
        (b"\n\n  <html>\n<head></head></html>", "a web page"),
        (b"\x89PNG\r\n\0\0", "binary data"),
        (b'{"error": "not found"}', "no column"),
    ],
)
def test_files_that_are_no_csv_are_refused(
    lake: Lake, take: Take, tmp_path: Path, data: bytes, told: str
) -> None:
    """What a failed download leaves under a CSV's name is said for what it is."""
    path = tmp_path / "2025-01-wiltshire-street.csv"
    path.write_bytes(data)
    (report,) = take(path)
    assert report.status == "failed"
    assert told in str(report.error)
    assert path.name in str(report.error)
    assert lake.imports().num_rows == 0


def test_one_bad_file_does_not_stop_the_others(take: Take, street: Street, line: Line) -> None:
    """Files are independent of each other."""
    good = street([line()])
    street([], "2025-02-wiltshire-street.csv", header="<html>")
    street([line(month="2025-03")], "2025-03-wiltshire-street.csv")
    assert states(take(good.parent)) == {
        "2025-01-wiltshire-street.csv": "imported",
        "2025-02-wiltshire-street.csv": "failed",
        "2025-03-wiltshire-street.csv": "imported",
    }


def test_files_that_no_source_has_are_told(take: Take, tmp_path: Path) -> None:
    """In a folder they are left alone; asked for by name they are an error, like nothing at all."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/notes.txt").write_text("x")
    assert [r.status for r in take(tmp_path / "in")] == ["ignored"]
    assert [r.status for r in take(tmp_path / "in/notes.txt")] == ["failed"]
    (report,) = take(tmp_path / "nowhere")
    assert "no such file" in str(report.error)


def test_a_download_is_checked_against_what_was_fetched(
    lake: Lake, take: Take, street: Street, line: Line
) -> None:
    """The note beside a download gives its date and address, and betrays a file cut off since."""
    path = street([line()])
    beside = path.with_name(path.name + ".source.json")
    said = {"url": "https://example.org/x", "fetched_at": "2025-02-07T10:00:00Z"}
    beside.write_text(json.dumps(said | {"bytes": path.stat().st_size}))
    (report,) = take(path, vintage=None)
    assert report.vintage == "2025-02-07"
    assert lake.imports()["url"].to_pylist() == ["https://example.org/x"]
    path.write_text(path.read_text() + line() + "\n")
    (report,) = take(path, vintage=None)
    assert "that were fetched" in str(report.error)


def test_progress_reaches_the_end(take: Take, archive: Callable[..., Path]) -> None:
    """Progress never goes back and ends at the whole."""
    told: list[tuple[int, int]] = []
    take(archive(), progress=lambda done, total, _: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1] > 0


def test_an_archive_within_an_archive_is_left_alone(
    take: Take, archive: Callable[..., Path]
) -> None:
    """Nested zips are not followed, so that bombs cannot hide in them."""
    inner = io.BytesIO()
    zipfile.ZipFile(inner, "w").close()
    found = states(take(archive({"inner.zip": inner.getvalue()})))
    assert found["inner.zip"] == "ignored"
