"""Small helpers for Arrow columns whose type is known here better than by the type checker."""

from __future__ import annotations

from typing import Any

import pyarrow as pa


def one_array(column: Any) -> Any:
    """A column as a single array, with one dictionary where it has several."""
    if not isinstance(column, pa.ChunkedArray):
        return column
    if column.num_chunks == 1:
        return column.chunk(0)
    joined: Any = column.unify_dictionaries().combine_chunks()
    return joined.combine_chunks() if isinstance(joined, pa.ChunkedArray) else joined


def encoded(column: Any) -> tuple[Any, list[str]]:
    """A column of texts as codes and the values that they stand for."""
    array = one_array(column)
    if not pa.types.is_dictionary(array.type):
        array = array.dictionary_encode()
    return array.indices, array.dictionary.to_pylist()


def texts(column: Any) -> list[str]:
    """A column of texts without blanks as a list."""
    values: list[str] = column.to_pylist()
    return values


def blank(length: int, kind: Any) -> Any:
    """A column of nothing but blanks."""
    return pa.nulls(length, kind)
