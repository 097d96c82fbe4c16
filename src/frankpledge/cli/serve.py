"""frankpledge serve: a release, shown on this machine only."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click

from frankpledge.errors import NotFoundError


@click.command("serve")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--port", default=8000, show_default=True, help="0 takes a free one.")
def command(folder: Path, port: int) -> None:
    """Show the release in FOLDER at http://127.0.0.1:PORT until interrupted."""
    serve(folder, port)


def serve(folder: Path, port: int) -> None:
    """Serve a release on loopback. Raises NotFoundError when there is none in the folder."""
    if not (folder / "index.html").is_file():
        raise NotFoundError(
            f"{folder}: expected a release with index.html; 'frankpledge build' makes one"
        )
    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        click.echo(f"http://127.0.0.1:{server.server_port}/  (Ctrl-C ends)")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the reader of the terminal wants the address, not a log."""
