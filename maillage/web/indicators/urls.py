"""Addresses of the indicators."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from maillage.web.indicators.showing import urls as showing

app_name = "indicators"

urlpatterns: list[URLPattern | URLResolver] = [*showing.urlpatterns]
