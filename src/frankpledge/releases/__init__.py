"""Releases: the public site, its data and manifest; building, putting in place and proving them."""

from __future__ import annotations

from frankpledge.releases.building import build, remake
from frankpledge.releases.manifest import Input, Manifest, Output, read_manifest
from frankpledge.releases.verifying import Finding, verify

__all__ = ["Finding", "Input", "Manifest", "Output", "build", "read_manifest", "remake", "verify"]
