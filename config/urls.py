"""The root of all addresses.

Django finds the pages of errors by their names: 400.html, 403.html, 403_csrf.html (a form that
stayed open too long), 404.html, 500.html; allauth finds 429.html (too many tries) in the same way.
"""

from __future__ import annotations

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

# The administration has no sign-in of its own: it would do without the second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # the documented way

urlpatterns = [
    path("administration/", admin.site.urls),
    path("", include("maillage.web.urls")),
]
