"""Addresses of the geography."""

from __future__ import annotations

from django.urls import path

from maillage.web.territories.views import search_page

app_name = "territories"

urlpatterns = [path("territoires/recherche/", search_page, name="search")]
"""« ?q= » is what is typed; « communes » and « intercommunalities » what is already chosen."""
