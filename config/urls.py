"""The root of all addresses."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("compte/", include("allauth.urls")),
    path("administration/", admin.site.urls),
    path("", include("maillage.web.urls")),
]
