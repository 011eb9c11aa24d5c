"""Every page of the site, by area."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from maillage.web.shell.health import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("sante", health, name="health"),
]
