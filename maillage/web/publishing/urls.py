"""Addresses of the documents to take away."""

from __future__ import annotations

from django.urls import path

from maillage.web.publishing.workbook import workbook

app_name = "publishing"

urlpatterns = [path("c/<int:convention_id>/plan/classeur.xlsx", workbook, name="workbook")]
