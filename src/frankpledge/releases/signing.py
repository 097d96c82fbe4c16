"""Signatures: whose release it is, on top of what is in it.

A signature stands beside the manifest, `manifest.json.minisig`, in the format of minisign (Frank
Denis, https://jedisct1.github.io/minisign/), so that it can be made and checked with that program
too: Ed25519 over the BLAKE2b hash of the manifest. Because the manifest has the hash of every file,
it signs them all. Its trusted comment names the release, and there is no time in it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from frankpledge.errors import ReleaseError
from frankpledge.releases.manifest import FILE, SIGNATURE, read_manifest
from frankpledge.releases.verifying import Finding, check_files

PUBLIC = ".pub"
STEP = "signature"


def new_key(path: Path, password: str) -> str:
    """Write a secret key to `path` and its public key beside it; returns the public key as text.

    With '' as password the secret key is not encrypted. Raises ReleaseError when a file of either
    name is there: a lost key cannot be made again.
    """
    library = _library()
    public = path.with_name(path.name + PUBLIC)
    for each in (path, public):
        if each.exists():
            raise ReleaseError(f"{each}: is there already, and a key is never overwritten")
    pair = library.KeyPair.generate()
    if password:
        pair.secret_key.encrypt(password)
    _write(path, bytes(pair.secret_key) + b"\n", 0o600)
    _write(public, bytes(pair.public_key) + b"\n", 0o644)
    return str(pair.public_key.to_base64().decode())


def _write(path: Path, data: bytes, mode: int) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(file, "wb") as stream:
            stream.write(data)
    except OSError as error:
        raise ReleaseError(f"{path}: cannot be written: {error}") from error


def sign(release: Path, key: Path, password: Callable[[], str]) -> Path:
    """Sign a release with a secret key; returns the path of the signature.

    `password` is asked when the key is encrypted. Raises ReleaseError when the release is not what
    its manifest says, when the key cannot be read, or when the password is wrong.
    """
    manifest = read_manifest(release)
    found = check_files(release, manifest)
    if found:
        raise ReleaseError(f"{release}: not signed: {found[0].name} {found[0].problem}")
    secret = _secret(key, password)
    signature = secret.sign(
        (release / FILE).read_bytes(),
        trusted_comment=_comment(manifest.id),
        untrusted_comment="signature of a release",
    )
    path = release / SIGNATURE
    new = path.with_name(f".{SIGNATURE}.new")
    try:
        new.write_bytes(bytes(signature) + b"\n")
        new.replace(path)
    except OSError as error:
        raise ReleaseError(f"{path}: cannot be written: {error}") from error
    return path


def _secret(key: Path, password: Callable[[], str]) -> Any:
    library = _library()
    try:
        secret = library.SecretKey.from_file(key)
        if secret.is_encrypted():
            secret.decrypt(password())
    except OSError as error:
        raise ReleaseError(f"{key}: expected a secret key of minisign: {error}") from error
    except library.Error as error:
        raise ReleaseError(f"{key}: expected a secret key of minisign, found {error}") from error
    return secret


def check_signature(release: Path, public: str) -> list[Finding]:
    """Check the signature of a release by a public key: its text, or the path of its file.

    Raises ReleaseError when the key itself cannot be read.
    """
    library, key = _library(), _public(public)
    path = release / SIGNATURE
    try:
        signature = library.Signature.from_file(path)
        key.verify((release / FILE).read_bytes(), signature)
    except FileNotFoundError:
        return [Finding(STEP, SIGNATURE, "is missing: the release is not signed")]
    except library.VerifyError as error:
        return [Finding(STEP, SIGNATURE, f"is not of this manifest by this key: {error}")]
    except (library.Error, OSError) as error:
        return [Finding(STEP, SIGNATURE, f"is no signature of minisign: {error}")]
    wanted, said = _comment(read_manifest(release).id), signature.trusted_comment
    return [] if said == wanted else [Finding(STEP, SIGNATURE, f"is for {said!r}, not {wanted!r}")]


def _public(text: str) -> Any:
    library = _library()
    try:
        if Path(text).is_file():
            key = library.PublicKey.from_file(text)
        else:
            key = library.PublicKey.from_base64(text)
    except (library.Error, OSError, ValueError) as error:
        told = "expected a public key of minisign, or a file with one"
        raise ReleaseError(f"{text}: {told}, found {error}") from error
    return key


def _comment(name: str) -> str:
    return f"release {name}"


def _library() -> Any:
    try:
        import minisign
    except ImportError as error:
        told = "signatures need py-minisign: pip install 'frankpledge[publish]'"
        raise ReleaseError(told) from error
    return minisign
