"""Themes in open answers: what people wrote about, how many, and in whose words.

`find_themes` is the question that other rooms ask. A codebook that a person edits wins over the
machine; without one, `write_codebook` makes a draft of the machine's own themes. Answers come in
with personal details already taken out; nothing here stores them.
"""

from __future__ import annotations

from frankpledge.voice.themes.codebook import Codebook, CodeTheme
from frankpledge.voice.themes.drafting import write_codebook
from frankpledge.voice.themes.embedding import (
    MODEL,
    WORDS,
    Embedder,
    default_embedder,
    embedder_name,
)
from frankpledge.voice.themes.finding import find_themes
from frankpledge.voice.themes.model import (
    Quotation,
    Settings,
    Share,
    Source,
    Theme,
    Themes,
    Way,
)
from frankpledge.voice.themes.reading import read_codebook
from frankpledge.voice.themes.schema import codebook_schema_text
from frankpledge.voice.themes.sentence_model import SentenceModel
from frankpledge.voice.themes.word_counts import WordCounts

__all__ = [
    "MODEL",
    "WORDS",
    "CodeTheme",
    "Codebook",
    "Embedder",
    "Quotation",
    "SentenceModel",
    "Settings",
    "Share",
    "Source",
    "Theme",
    "Themes",
    "Way",
    "WordCounts",
    "codebook_schema_text",
    "default_embedder",
    "embedder_name",
    "find_themes",
    "read_codebook",
    "write_codebook",
]
