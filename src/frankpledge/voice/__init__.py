"""Voice: what people were asked, what they said, and what was made of it.

A consultation is a document (`read_consultations`); `read_responses` takes a survey tool's export
into the lake's folder, without personal details and with a report on its quality; `results` weighs
and counts; `chain_of` links what was said to the plan's clauses and commitments, and
`chain_of_priorities` what neighbourhoods asked for (`read_priorities`); `gather` does all of it for
a workspace. Themes of open answers have a room of their own, `voice.themes`.
"""

from frankpledge.voice.chain import (
    Heard,
    Link,
    Promised,
    Shaped,
    chain_of,
    chain_of_priorities,
)
from frankpledge.voice.checks import check_consultation, check_priorities
from frankpledge.voice.gathering import OpenAnswers, Told, check_areas, gather, populations
from frankpledge.voice.importing import read_responses
from frankpledge.voice.layouts import PRESETS
from frankpledge.voice.model import (
    Answer,
    Consultation,
    ConsultationHead,
    Export,
    Option,
    Question,
    Raised,
    StatedResult,
)
from frankpledge.voice.place_names import Places, places_called, places_of
from frankpledge.voice.priorities import (
    LocalPriority,
    priorities_folder,
    priorities_of,
    priority_words,
    read_priorities,
)
from frankpledge.voice.quality import Quality
from frankpledge.voice.reading import (
    FOLDER,
    RESERVED,
    VoiceError,
    codebook_path,
    codebooks_of,
    read_consultation,
    read_consultations,
)
from frankpledge.voice.redaction import KINDS, Redacted, redact
from frankpledge.voice.residents import Home, Residents
from frankpledge.voice.results import (
    Bar,
    GroupRow,
    GroupTable,
    QuestionResult,
    Results,
    results,
)
from frankpledge.voice.rows import (
    CHAIN_FIELDS,
    RESULT_FIELDS,
    THEME_FIELDS,
    WHO_FIELDS,
    chain_rows,
    quality_lines,
    result_lines,
    result_rows,
    theme_lines,
    theme_rows,
    who_lines,
    who_rows,
)
from frankpledge.voice.schema import consultation_schema_text, consultation_tables
from frankpledge.voice.settings import theme_vectors
from frankpledge.voice.storing import Responses, held, load_responses, responses_files
from frankpledge.voice.weighting import GroupShare, Margin, Weighting

__all__ = [
    "CHAIN_FIELDS",
    "FOLDER",
    "KINDS",
    "PRESETS",
    "RESERVED",
    "RESULT_FIELDS",
    "THEME_FIELDS",
    "WHO_FIELDS",
    "Answer",
    "Bar",
    "Consultation",
    "ConsultationHead",
    "Export",
    "GroupRow",
    "GroupShare",
    "GroupTable",
    "Heard",
    "Home",
    "Link",
    "LocalPriority",
    "Margin",
    "OpenAnswers",
    "Option",
    "Places",
    "Promised",
    "Quality",
    "Question",
    "QuestionResult",
    "Raised",
    "Redacted",
    "Residents",
    "Responses",
    "Results",
    "Shaped",
    "StatedResult",
    "Told",
    "VoiceError",
    "Weighting",
    "chain_of",
    "chain_of_priorities",
    "chain_rows",
    "check_areas",
    "check_consultation",
    "check_priorities",
    "codebook_path",
    "codebooks_of",
    "consultation_schema_text",
    "consultation_tables",
    "gather",
    "held",
    "load_responses",
    "places_called",
    "places_of",
    "populations",
    "priorities_folder",
    "priorities_of",
    "priority_words",
    "quality_lines",
    "read_consultation",
    "read_consultations",
    "read_priorities",
    "read_responses",
    "redact",
    "responses_files",
    "result_lines",
    "result_rows",
    "results",
    "theme_lines",
    "theme_rows",
    "theme_vectors",
    "who_lines",
    "who_rows",
]
