"""Every page of the site, by area. Areas carry their own prefixes; names are ``area:page``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from maillage.web.components.gallery import gallery
from maillage.web.shell.health import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("sante", health, name="health"),
    path("composants/", gallery, name="gallery"),
]
