"""frankpledge sign: a signature on a release."""

from __future__ import annotations

import os
from pathlib import Path

import click

PASSWORD = "FRANKPLEDGE_KEY_PASSWORD"


@click.command("sign")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), required=False)
@click.option(
    "--key",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The secret key, as minisign keeps it.",
)
@click.option("--new-key", "new", is_flag=True, help="Make a key of that name instead.")
@click.option("--no-password", is_flag=True, help="With --new-key: do not encrypt it.")
def command(folder: Path | None, key: Path, *, new: bool, no_password: bool) -> None:
    """Sign the release in FOLDER, so that anyone can see whose it is.

    The signature, manifest.json.minisig, is that of minisign: 'frankpledge verify --public-key'
    or 'minisign -Vm manifest.json' check it. Where the key is encrypted the password is asked for,
    or taken from FRANKPLEDGE_KEY_PASSWORD. Sign before publishing.
    """
    from frankpledge.releases import new_key

    if new:
        public = new_key(key, "" if no_password else _password(confirm=True))
        click.echo(f"{key}: keep it secret\n{key}.pub: publish it; it says {public}")
        return
    if folder is None:
        raise click.UsageError("which release? Give its FOLDER, or --new-key")
    click.echo(signed(folder, key))


def signed(folder: Path, key: Path) -> str:
    """Sign a release; what there is to say of it."""
    from frankpledge.releases import sign

    return f"signed: {sign(folder, key, _password)}"


def _password(*, confirm: bool = False) -> str:
    given = os.environ.get(PASSWORD)
    if given is not None:
        return given
    text: str = click.prompt("Password of the key", hide_input=True, confirmation_prompt=confirm)
    return text
