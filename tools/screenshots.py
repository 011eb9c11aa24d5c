"""Take the pictures of the README and of the guide: ``python -m tools.screenshots`` writes docs/images/.

The demo is loaded in a folder that is thrown away and served for the time of the pictures.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from demo.documents.sample import build_sample_docx
from tools.stamps import ROOT

IMAGES = ROOT / "docs" / "images"
WIDTH, HEIGHT, PHONE = 1280, 860, 390
COLOURS = 128
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
]
PASSWORD = "bienvenue-en-aubrelande"  # noqa: S105 - the demo tells it to everyone
START_SECONDS = 60


def environment(data: str) -> dict[str, str]:
    """The settings of the served demo: development's, reading documents at once."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "MAILLAGE_DEBUG": "1",
        "MAILLAGE_DATA_DIR": data,
        "MAILLAGE_TASKS": "immediate",
        "MAILLAGE_LOG_LEVEL": "ERROR",
    }


def free_port() -> int:
    """A port that nothing listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def demo_server() -> Iterator[str]:
    """The address of a demo, loaded and served until the block ends."""
    with tempfile.TemporaryDirectory() as data:
        settings, address = environment(data), f"127.0.0.1:{free_port()}"
        for command in (["manage.py", "migrate", "--verbosity=0"], ["-m", "demo"]):
            subprocess.run(
                [sys.executable, *command], cwd=ROOT, env=settings, check=True, stdout=subprocess.DEVNULL
            )
        server = subprocess.Popen(
            [sys.executable, "manage.py", "runserver", "--noreload", address], cwd=ROOT, env=settings
        )
        try:
            wait_for(f"http://{address}/sante")
            yield f"http://{address}"
        finally:
            server.terminate()
            server.wait()


def wait_for(url: str) -> None:
    """Return once ``url`` answers."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            urllib.request.urlopen(url).close()  # noqa: S310 - our own address
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
        else:
            return


def save(page: Page, name: str) -> None:
    """Write what the window shows as ``docs/images/<name>.png``, in few colours."""
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(COLOURS).save(IMAGES / f"{name}.png", optimize=True)
    print(f"docs/images/{name}.png  {(IMAGES / f'{name}.png').stat().st_size // 1024} Ko")


def sign_in(page: Page, login: str) -> None:
    """Open the list of conventions as somebody of the cast."""
    page.context.clear_cookies()
    page.goto("/")
    page.get_by_label("Adresse e-mail").fill(f"{login}@aubrelande.example")
    page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def of_the_plan(page: Page) -> None:
    """Home, plan, fiche and history of the coordinator."""
    sign_in(page, "coordination")
    page.get_by_role("link", name="Pays d’Aubrelande").first.click()
    save(page, "accueil")
    page.get_by_role("link", name="Plan", exact=True).first.click()
    save(page, "plan")
    page.get_by_role("link", name="Ouvrir un guichet unique").last.click()
    save(page, "fiche")
    page.get_by_role("link", name=re.compile(r"^Les \d+ versions")).click()
    save(page, "historique")


def of_an_import(page: Page, document: Path) -> None:
    """The neighbour's empty convention, then what was understood of her document."""
    sign_in(page, "voisine")
    page.get_by_role("link", name="Val d’Orvain").first.click()
    save(page, "vide")
    page.get_by_role("link", name="Documents").first.click()
    page.get_by_role("link", name="Importer").first.click()
    page.get_by_label("Votre fichier").set_input_files(document)
    page.get_by_role("button", name="Lire ce document").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Relire", timeout=30_000)
    page.locator(".got .at a.plain").first.click()
    expect(page.locator("#source .src-now")).to_be_visible()
    save(page, "relecture")


def main() -> int:
    """Every picture, from a demo of its own or from the one at ``--url``."""
    parser = argparse.ArgumentParser(prog="python -m tools.screenshots")
    parser.add_argument("--url", help="a demo that is already served")
    arguments = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        print("chromium manque.", file=sys.stderr)
        return 1
    IMAGES.mkdir(parents=True, exist_ok=True)
    if arguments.url:
        take(arguments.url, chromium)
    else:
        with demo_server() as url:
            take(url, chromium)
    return 0


def take(url: str, chromium: str) -> None:
    """Drive the browser through the pictures."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        context = browser.new_context(
            base_url=url, viewport={"width": WIDTH, "height": HEIGHT}, locale="fr-FR", reduced_motion="reduce"
        )
        page = context.new_page()
        of_the_plan(page)
        page.set_viewport_size({"width": PHONE, "height": 780})
        page.go_back()
        page.evaluate("() => window.scrollTo(0, 0)")
        save(page, "fiche-telephone")
        page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
        of_an_import(page, build_sample_docx(Path(folder, "projet-social.docx")))
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
