"""Compressed bytes into bytes, refusing bombs, damage and cut-off ends."""

from __future__ import annotations

from isal import isal_zlib

from frankpledge.errors import InputError, Place

MAX_BYTES = 1 << 30  # one file is read into memory as a whole
MAX_RATIO = 200  # the tables read here shrink 3 to 30 times; a bomb shrinks a thousand
RATIO_FROM = 16 << 20  # below this size a high ratio does no harm


def limit_for(compressed: int) -> int:
    """How many bytes a file of that many compressed bytes may become."""
    return min(MAX_BYTES, max(RATIO_FROM, compressed * MAX_RATIO))


def refuse_bomb(size: int, compressed: int, place: Place) -> None:
    """Raise InputError when a file says that it unpacks to more than is safe."""
    if size > limit_for(compressed):
        expected = f"at most {limit_for(compressed):,} bytes from {compressed:,} compressed ones"
        raise InputError(place, expected, f"{size:,} bytes")


def inflate_member(data: bytes, size: int, crc: int, place: Place) -> bytes:
    """Inflate a zip member. Raises InputError unless size and checksum are as declared."""
    try:
        inflater = isal_zlib.decompressobj(wbits=-15)
        out: bytes = inflater.decompress(data, size + 1)
    except isal_zlib.error as error:  # type: ignore[misc]
        raise InputError(place, "whole compressed data", str(error)) from error
    if len(out) != size or isal_zlib.crc32(out) != crc:
        expected = f"{size:,} bytes with checksum {crc:08x}"
        raise InputError(place, expected, f"{len(out):,} bytes, {isal_zlib.crc32(out):08x}")
    return out


def gunzip(data: bytes, place: Place) -> bytes:
    """Inflate a gzip file, of one or more members.

    Raises InputError when it is cut off, damaged, or larger than is safe.
    """
    limit = limit_for(len(data))
    parts: list[bytes] = []
    rest, total = data, 0
    while rest.strip(b"\0"):
        inflater = isal_zlib.decompressobj(wbits=31)
        try:
            part = inflater.decompress(rest, limit - total + 1)
        except isal_zlib.error as error:  # type: ignore[misc]
            raise InputError(place, "whole gzip data", str(error)) from error
        total += len(part)
        refuse_bomb(total, len(data), place)
        if not inflater.eof:
            raise InputError(place, "a whole gzip file", f"the data ends after {total:,} bytes")
        parts.append(part)
        rest = inflater.unused_data
    return parts[0] if len(parts) == 1 else b"".join(parts)
