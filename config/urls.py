"""The root of all addresses.

Django finds the pages of errors by their names: 400.html, 403.html, 403_csrf.html (a form that
stayed open too long), 404.html, 500.html.
"""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("compte/", include("allauth.urls")),
    path("administration/", admin.site.urls),
    path("", include("maillage.web.urls")),
]
