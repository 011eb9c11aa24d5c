"""Every page of the site, by area. Areas carry their own prefixes; names are ``area:page``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from maillage.web.components.gallery import gallery
from maillage.web.shell.health import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("sante", health, name="health"),
    path("compte/", include("maillage.web.accounts.sign_in")),
    path("", include("maillage.web.accounts.urls")),
    path("", include("maillage.web.territories.urls")),
    path("", include("maillage.web.conventions.urls")),
    path("", include("maillage.web.dashboard.urls")),
    path("", include("maillage.web.indicators.urls")),
    path("", include("maillage.web.intake.urls")),
    path("", include("maillage.web.means.urls")),
    path("", include("maillage.web.publishing.urls")),
    path("", include("maillage.web.schedule.urls")),
    path("", include("maillage.web.diagnosis.urls")),
    path("composants/", gallery, name="gallery"),
]
