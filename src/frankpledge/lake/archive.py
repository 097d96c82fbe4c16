"""A publisher's zip, read member by member without unpacking it to disk."""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from frankpledge.errors import InputError, Place
from frankpledge.lake.inflate import inflate_member, refuse_bomb

STORED, DEFLATED = 0, 8
LOCAL = struct.Struct("<4s22xHH")  # signature, lengths of name and of extra field


@dataclass(frozen=True)
class Member:
    """One file of a zip, as the directory at the zip's end declares it."""

    archive: Path
    name: str
    offset: int
    compressed: int
    size: int
    crc: int
    method: int
    encrypted: bool

    @property
    def place(self) -> Place:
        """How messages name it."""
        return Place(f"{self.archive}/{self.name}")

    def read(self) -> bytes:
        """Its bytes. Raises InputError when they are unsafe, damaged or not as declared."""
        self._refuse()
        data = self._compressed_bytes()
        if self.method == DEFLATED:
            return inflate_member(data, self.size, self.crc, self.place)
        if zlib.crc32(data) != self.crc:
            raise InputError(self.place, f"data with checksum {self.crc:08x}", "other data")
        return data

    def _refuse(self) -> None:
        if climbs(self.name):
            raise InputError(self.place, "a path inside the archive", self.name)
        if self.encrypted:
            raise InputError(self.place, "a file without a password", "an encrypted one")
        if self.method not in {STORED, DEFLATED}:
            raise InputError(self.place, "deflate compression", f"method {self.method}")
        refuse_bomb(self.size, self.compressed, self.place)

    def _compressed_bytes(self) -> bytes:
        # pread keeps no position, so that threads may read one archive at a time.
        file = os.open(self.archive, os.O_RDONLY)
        try:
            head = os.pread(file, LOCAL.size, self.offset)
            if len(head) < LOCAL.size or not head.startswith(b"PK\3\4"):
                raise InputError(self.place, "the header of a zip member", head[:4])
            _, name, extra = LOCAL.unpack(head)
            data = os.pread(file, self.compressed, self.offset + LOCAL.size + name + extra)
        finally:
            os.close(file)
        if len(data) < self.compressed:
            raise InputError(self.place, f"{self.compressed:,} bytes", f"{len(data):,} bytes")
        return data


def climbs(name: str) -> bool:
    """Whether a member's path leaves the folder it would be unpacked in."""
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or name.startswith(("/", "\\")) or ":" in parts[0]


def members(path: Path) -> list[Member]:
    """The files of a zip, in the order of its directory.

    Raises InputError when the zip is damaged or cut off, or when its members share bytes, which
    only bombs do.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, ValueError, EOFError, struct.error) as error:
        raise InputError(Place(str(path)), "a whole zip archive", str(error)) from error
    _refuse_overlap(infos, path)
    return [
        Member(
            archive=path,
            name=info.filename,
            offset=info.header_offset,
            compressed=info.compress_size,
            size=info.file_size,
            crc=info.CRC,
            method=info.compress_type,
            encrypted=bool(info.flag_bits & 1),
        )
        for info in infos
    ]


def _refuse_overlap(infos: list[zipfile.ZipInfo], path: Path) -> None:
    end, previous = 0, ""
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            found = f"{previous} and {info.filename}"
            raise InputError(Place(str(path)), "members that do not share bytes", found)
        end = info.header_offset + LOCAL.size + info.compress_size
        previous = info.filename
