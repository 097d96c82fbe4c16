"""Claims in a document, found by rule and checked: by their own arithmetic, and against the lake.

`read_document` reads a file, `check_document` finds its claims and gives each its verdicts with the
working, `claim_rows`, `sarif` and `marked_copy` show them.
"""

from frankpledge.claims.checking.document import Document, Passage
from frankpledge.claims.checking.holdings import Holdings
from frankpledge.claims.checking.marking import marked_copy
from frankpledge.claims.checking.reading import ENDINGS, read_document
from frankpledge.claims.checking.reports import FIELDS, claim_rows, sarif, told
from frankpledge.claims.checking.running import (
    Books,
    Checked,
    check_document,
    check_sentence,
    findings_only,
)
from frankpledge.claims.checking.verdicts import VERDICTS, Finding, Verdict

__all__ = [
    "ENDINGS",
    "FIELDS",
    "VERDICTS",
    "Books",
    "Checked",
    "Document",
    "Finding",
    "Holdings",
    "Passage",
    "Verdict",
    "check_document",
    "check_sentence",
    "claim_rows",
    "findings_only",
    "marked_copy",
    "read_document",
    "sarif",
    "told",
]
