"""Codebooks: read with all faults at once, and written without touching what a person wrote."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import jsonschema
import pytest
from ruamel.yaml import YAML

from frankpledge.errors import CodebookError, NotFoundError
from frankpledge.voice.themes import (
    Codebook,
    CodeTheme,
    Settings,
    Source,
    WordCounts,
    codebook_schema_text,
    find_themes,
    read_codebook,
    write_codebook,
)

EDITED = """\
# Our own words about the answers.
id: survey
new_themes: true   # keep looking
nothing: ["Nope"]
themes:
    # The theme that the board asked about.
    - id: speeding
      label: Speeding
      words: [speed*, limit]   # agreed in March
      but_not: [broadband]
      answers: [a001]
      # the end of speeding

# Nothing below this line.
not_quoted: [a002]
"""

BROKEN = """\
id: other
colour: red
themes:
  - id: Speeding Cars
    label: Speeding
    words: [sp*eed]
  - id: drugs
    words: [drug*]
  - id: drugs
    label: Drugs again
    wrds: [drug]
new_themes: perhaps
vectors: stars
"""


def written(folder: Path, name: str, text: str) -> Path:
    """A file with a text."""
    path = folder / name
    path.write_bytes(text.encode())
    return path


def test_a_codebook_is_read(tmp_path: Path) -> None:
    """Every field comes through."""
    book = read_codebook(written(tmp_path, "survey.yaml", EDITED))
    theme = CodeTheme(
        *("speeding", "Speeding", None),
        words=("speed*", "limit"),
        but_not=("broadband",),
        answers=("a001",),
    )
    assert book == Codebook("survey", (theme,), None, ("Nope",), ("a002",), new_themes=True)
    assert book.pinned == {"a001": ("speeding",)}


def test_all_faults_are_said_at_once(tmp_path: Path) -> None:
    """Ten faults, each with its line."""
    with pytest.raises(CodebookError) as caught:
        read_codebook(written(tmp_path, "survey.yaml", BROKEN))
    found = [(error.place.line, error.expected.split(";")[0]) for error in caught.value.errors]
    assert found == [
        (1, "the file's own name, 'survey'"),
        (2, "no such field"),
        (4, "small letters, digits and single hyphens"),
        (6, "'*' at the end of a word only"),
        (7, "a value"),
        (9, "an id that no other theme has"),
        (9, "words, examples or answers of the theme"),
        (11, "no such field"),
        (12, "true or false"),
        (13, "one of model, words"),
    ]


def test_the_schema_takes_what_the_reader_takes() -> None:
    """The good codebooks fit, each kind of broken one does not, and no field is forgotten."""
    schema = json.loads(codebook_schema_text())
    load = YAML(typ="safe", pure=True).load
    shipped = Path(__file__).with_name("policing-survey.yaml").read_text(encoding="utf-8")
    for good in (EDITED, shipped):
        jsonschema.validate(load(good), schema)
    theme = {"id": "a", "label": "A", "words": ["a*"]}
    bad = (
        {"id": "x"},
        {"id": "x", "themes": []},
        {"id": "x", "themes": [theme], "colour": "red"},
        {"id": "x", "themes": [{"id": "a", "label": "A"}]},
        {"id": "X Y", "themes": [theme]},
        {"id": "x", "themes": [theme], "vectors": "stars"},
        {"id": "x", "themes": [theme | {"wrds": ["a"]}]},
    )
    for book in bad:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(book, schema)
    assert set(schema["properties"]) == {one.name for one in fields(Codebook)}
    known = set(schema["properties"]["themes"]["items"]["properties"])
    assert known == {one.name for one in fields(CodeTheme)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("themes: [", "YAML"),
        ("- a\n", "a mapping of fields"),
        ("id: survey\n", "a value"),
        ("id: survey\nthemes: []\n", "at least one theme"),
        ("id: survey\nthemes: [speeding]\n", "a mapping of fields"),
    ],
)
def test_files_that_are_no_codebook(tmp_path: Path, text: str, expected: str) -> None:
    """Broken YAML and other documents are refused with what was expected."""
    with pytest.raises(CodebookError) as caught:
        read_codebook(written(tmp_path, "survey.yaml", text))
    assert expected in str(caught.value)


def test_a_codebook_that_is_not_there(tmp_path: Path) -> None:
    """The path is named."""
    with pytest.raises(NotFoundError, match="nowhere"):
        read_codebook(tmp_path / "nowhere.yaml")


def test_a_draft_gives_the_machines_themes_back(tmp_path: Path, answers: dict[str, str]) -> None:
    """A draft can be read, and its themes then come from the codebook, each with answers."""
    first = find_themes(answers, embedder=WordCounts(), settings=Settings(number=12))
    path = tmp_path / "draft.yaml"
    added = write_codebook(first, path, question='What "one thing"?')
    book = read_codebook(path)
    assert added == tuple(theme.id for theme in first.themes) == tuple(t.id for t in book.themes)
    assert book.question == 'What "one thing"?'
    assert book.vectors == "words"
    again = find_themes(answers, book, WordCounts())
    kept = {theme.id: theme.count for theme in again.of(Source.CODEBOOK)}
    assert set(kept) == set(added)
    assert min(kept.values()) > 0
    assert write_codebook(first, path) == ()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_draft_leaves_what_a_person_wrote(
    tmp_path: Path, answers: dict[str, str], end: str
) -> None:
    """New themes come after the last; comments, order and line ends stay to the letter."""
    path = written(tmp_path, "survey.yaml", EDITED.replace("\n", end))
    book = read_codebook(path)
    found = find_themes(answers, book, WordCounts())
    added = write_codebook(found, path)
    text = path.read_bytes().decode()
    before, after = EDITED.replace("\n", end).split(f"{end}{end}# Nothing below")
    assert text.startswith(before + end)
    assert text.endswith(f"{end}{end}# Nothing below" + after)
    assert text.count("\r\n") == (text.count("\n") if end == "\r\n" else 0)
    ids = tuple(theme.id for theme in read_codebook(path).themes)
    assert ids == ("speeding", *added)
    assert len(added) > 3


def test_a_list_on_one_line_is_not_written_into(tmp_path: Path, answers: dict[str, str]) -> None:
    """Written like JSON there is no line to put a theme after; the file stays."""
    text = "id: survey\nthemes: [{id: speed, label: Speed, words: [speed*]}]\n"
    path = written(tmp_path, "survey.yaml", text)
    found = find_themes(answers, read_codebook(path), WordCounts())
    with pytest.raises(CodebookError, match="lines of its own"):
        write_codebook(found, path)
    assert path.read_text() == text
