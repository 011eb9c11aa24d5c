"""Addresses of the documents to take away."""

from __future__ import annotations

from django.urls import path

from maillage.web.publishing.amendment import amendment
from maillage.web.publishing.workbook import workbook

app_name = "publishing"

urlpatterns = [
    path("c/<int:convention_id>/plan/classeur.xlsx", workbook, name="workbook"),
    path("c/<int:convention_id>/versions/<int:version_id>/avenant.docx", amendment, name="amendment"),
]
