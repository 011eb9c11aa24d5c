"""A real browser on a real server, with a database in a file: pages ask for several things at once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.core.cache import cache
from django.db import connections
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from maillage.accounts.enums import Role
from maillage.accounts.models import Membership, User
from maillage.accounts.operations.people import open_account
from maillage.conventions.models import Convention
from maillage.conventions.operations import create_convention

# Playwright runs a loop in this thread, where Django then refuses its database: tests use both in turn.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

PASSWORD = "une phrase de passe assez longue"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 15_000
DESKTOP = 1280
PHONE = 390

OpenPage = Callable[..., Page]


@dataclass(frozen=True)
class Site:
    """Where the site answers, its coordinator and her convention, which is empty."""

    url: str
    coordinator: User
    convention: Convention


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,  # noqa: ARG001 - each worker its own database
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Put SQLite in a file: in memory, the server's threads would share one connection."""
    settings = connections["default"].settings_dict
    if str(settings["ENGINE"]).endswith("sqlite3"):
        settings["TEST"]["NAME"] = str(tmp_path_factory.mktemp("base") / "e2e.sqlite3")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; the tests are skipped where there is none."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no chromium on this machine")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def site(live_server: LiveServer) -> Site:
    """An installation with an administration, a coordinator and an empty convention of hers."""
    # Every test is a new installation: sign-ins of the one before would count as too many from one address.
    cache.clear()
    admin = open_account(email="admin@essai.example", is_admin=True, by=None)
    coordinator = open_account(
        email="coordination@essai.example", full_name="Ida Morvenne", password=PASSWORD, by=admin
    )
    convention = create_convention(name="Pays d’Essai", start_year=2024, end_year=2028, by=admin)
    Membership.objects.filter(workspace=convention.pk, user=admin).delete()
    Membership.objects.create(workspace_id=convention.pk, user=coordinator, role=Role.COORDINATION)
    return Site(live_server.url, coordinator, convention)


@pytest.fixture
def open_page(browser: Browser, site: Site) -> Iterator[OpenPage]:
    """A new visitor: ``open_page(width=390, script=False)``. A script error on a page fails the test."""
    contexts, errors = [], []

    def new_page(*, width: int = DESKTOP, script: bool = True) -> Page:
        context = browser.new_context(
            base_url=site.url,
            viewport={"width": width, "height": 900},
            locale="fr-FR",
            java_script_enabled=script,
            reduced_motion="reduce",
            has_touch=width < 600,
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if "Content Security" in said.text else None)
        return page

    yield new_page
    for context in contexts:
        context.close()
    assert errors == []
