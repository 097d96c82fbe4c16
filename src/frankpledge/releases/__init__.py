"""Releases: the public site, its data and manifest; building, putting in place and proving them."""

from __future__ import annotations

from frankpledge.releases.building import build, remake
from frankpledge.releases.bundling import ENDING, bundle
from frankpledge.releases.digesting import FIELDS as DIGEST_FIELDS
from frankpledge.releases.digesting import digest_rows
from frankpledge.releases.known import gather_known
from frankpledge.releases.manifest import Input, Manifest, Output, read_manifest
from frankpledge.releases.packed import left_out
from frankpledge.releases.proving import Proof, prove, prove_bundle
from frankpledge.releases.publishing import Done, publish_to, roll_back
from frankpledge.releases.signing import check_signature, new_key, sign
from frankpledge.releases.verifying import Finding, verify

__all__ = [
    "DIGEST_FIELDS",
    "ENDING",
    "Done",
    "Finding",
    "Input",
    "Manifest",
    "Output",
    "Proof",
    "build",
    "bundle",
    "check_signature",
    "digest_rows",
    "gather_known",
    "left_out",
    "new_key",
    "prove",
    "prove_bundle",
    "publish_to",
    "read_manifest",
    "remake",
    "roll_back",
    "sign",
    "verify",
]
