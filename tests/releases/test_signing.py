"""Signatures: made and checked in the format of minisign, and every way in which one fails."""

from __future__ import annotations

import base64
import hashlib
import shutil
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from frankpledge.errors import ReleaseError
from frankpledge.releases import check_signature, new_key, read_manifest, sign


def never() -> str:
    raise AssertionError("no password should be asked for")


@pytest.fixture
def release(second_release: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(second_release, tmp_path / second_release.name))


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "release.key"
    new_key(path, "")
    return path


def test_signed_and_checked(release: Path, key: Path) -> None:
    """By the file of the public key and by its text; the same key makes the same signature."""
    path = sign(release, key, never)
    public = key.with_name("release.key.pub")
    assert check_signature(release, str(public)) == []
    assert check_signature(release, public.read_text().splitlines()[1]) == []
    before = path.read_bytes()
    assert sign(release, key, never).read_bytes() == before
    assert key.stat().st_mode & 0o777 == 0o600


def test_it_is_what_minisign_describes(release: Path, key: Path) -> None:
    """Taken apart by hand: Ed25519 over BLAKE2b-512 of the manifest, then over the comment.

    The layout is that of https://jedisct1.github.io/minisign/#signature-format.
    """
    lines = sign(release, key, never).read_text().splitlines()
    signature, comment, whole = base64.b64decode(lines[1]), lines[2], base64.b64decode(lines[3])
    public = base64.b64decode(key.with_name("release.key.pub").read_text().splitlines()[1])
    assert (signature[:2], public[:2], len(signature), len(public)) == (b"ED", b"Ed", 74, 42)
    assert signature[2:10] == public[2:10]
    checked = Ed25519PublicKey.from_public_bytes(public[10:])
    manifest = (release / "manifest.json").read_bytes()
    checked.verify(signature[10:], hashlib.blake2b(manifest).digest())
    assert comment == f"trusted comment: release {read_manifest(release).id}"
    checked.verify(whole, signature[10:] + comment.removeprefix("trusted comment: ").encode())
    with pytest.raises(InvalidSignature):
        checked.verify(signature[10:], hashlib.blake2b(manifest + b" ").digest())


def test_what_is_wrong_is_said(release: Path, key: Path, tmp_path: Path) -> None:
    """Not signed, by another key, of another manifest, damaged, or for another release."""
    public = str(key.with_name("release.key.pub"))

    def problem() -> str:
        [found] = check_signature(release, public)
        assert (found.step, found.name) == ("signature", "manifest.json.minisig")
        return found.problem

    assert problem() == "is missing: the release is not signed"
    path = sign(release, key, never)
    other = tmp_path / "other.key"
    new_key(other, "")
    [found] = check_signature(release, f"{other}.pub")
    assert "by this key" in found.problem
    text = path.read_text()
    path.write_text(text.replace("release 2", "release 3"))
    assert "not of this manifest" in problem()
    path.write_text("nothing\n")
    assert "no signature of minisign" in problem()
    path.write_text(text)
    manifest = release / "manifest.json"
    manifest.write_text(manifest.read_text() + " ")
    assert "not of this manifest" in problem()


def test_a_key_with_a_password(release: Path, tmp_path: Path) -> None:
    """It is asked for once; a wrong one is said to be so."""
    key = tmp_path / "locked.key"
    new_key(key, "right")
    with pytest.raises(ReleaseError, match=r"locked\.key: expected a secret key"):
        sign(release, key, lambda: "wrong")
    assert not (release / "manifest.json.minisig").exists()
    sign(release, key, lambda: "right")
    assert check_signature(release, f"{key}.pub") == []


def test_keys_that_are_none(release: Path, key: Path, tmp_path: Path) -> None:
    """No file, another file, a text that is no key; and a key is never overwritten."""
    with pytest.raises(ReleaseError, match="nowhere: expected a secret key"):
        sign(release, tmp_path / "nowhere", never)
    (tmp_path / "text").write_text("hello")
    with pytest.raises(ReleaseError, match="text: expected a secret key"):
        sign(release, tmp_path / "text", never)
    with pytest.raises(ReleaseError, match="RWx: expected a public key"):
        check_signature(release, "RWx")
    with pytest.raises(ReleaseError, match="never overwritten"):
        new_key(key, "")


def test_a_changed_release_is_not_signed(release: Path, key: Path) -> None:
    """Nobody puts a name to what is not what it says."""
    (release / "index.html").write_text("tampered")
    with pytest.raises(ReleaseError, match=r"not signed: index\.html expected"):
        sign(release, key, never)
