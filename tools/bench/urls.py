"""The addresses of the site, and one bare view a page."""

from __future__ import annotations

from django.urls import include, path

from tools.bench.floor import floor

urlpatterns = [
    path("plancher/<slug:page>/<int:convention_id>/<int:object_id>/", floor, name="floor"),
    path("", include("config.urls")),
]
